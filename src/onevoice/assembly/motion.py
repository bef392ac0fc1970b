"""Motions, amendments, clauses and composites, with who signed and who consented."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.text import Text
from onevoice.assembly.wording.operations import Operation


@dataclass(frozen=True, slots=True)
class Signature:
    """A member's name on a text.

    Attributes
    ----------
    member : str
        Member id.
    at : str
        ISO 8601 time, UTC; empty where unknown.
    """

    member: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Motion:
    """A text that is moved.

    Attributes
    ----------
    id : str
    title : str
    text : Text
        As tabled.
    mover : str
        Member id; empty where unknown.
    signatures : tuple of Signature
        In the order in which they signed; the mover's first.
    notice : str
        ISO 8601 time at which it was handed in; empty where unknown.
    """

    id: str
    title: str
    text: Text
    mover: str = ""
    signatures: tuple[Signature, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Amendment:
    """A proposed change to a motion, or to another amendment.

    Attributes
    ----------
    id : str
        The letter or number by which it is called.
    target : str
        Id of the motion or amendment that it changes.
    operations : tuple of Operation
        On the motion's text; for an amendment to an amendment, on the target's own inserted blocks.
    mover, signatures, notice
        As a motion's.
    """

    id: str
    target: str
    operations: tuple[Operation, ...]
    mover: str = ""
    signatures: tuple[Signature, ...] = ()
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest separately acceptable unit of an amendment or motion.

    Attributes
    ----------
    id : str
    source : str
        Id of the motion or amendment that it comes from.
    words : str
        As a member reads it.
    spans : tuple of (str, int, int)
        Block id, start and end of its words in the source's blocks, in code points.
    """

    id: str
    source: str
    words: str
    spans: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Consent:
    """A source mover's yes or no to a composite, given on the hash of its wording and source clauses.

    Any change of the wording makes another hash, and so voids it.
    """

    member: str
    composite_hash: str
    given: bool
    at: str = ""


@dataclass(frozen=True, slots=True)
class Composite:
    """Wording built from clauses of several texts.

    Attributes
    ----------
    id : str
    text : Text
    sources : tuple of Clause
        The clauses that it is made of, in the order in which they stand.
    consents : tuple of Consent
    """

    id: str
    text: Text
    sources: tuple[Clause, ...]
    consents: tuple[Consent, ...] = ()
