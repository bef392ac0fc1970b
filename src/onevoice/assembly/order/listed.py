"""What a paper says of motions, amendments and composites, beside their words."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.motion import Amendment, Composite, Motion
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.text import Text
from onevoice.assembly.wording.operations import Operation


@dataclass(frozen=True, slots=True)
class Point:
    """A point in a text, from which it is open to amendment.

    Attributes
    ----------
    block : str
        The block in which it lies; empty for the end of the text.
    offset : int
        Code points of the block's words before it.
    """

    block: str
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What the paper says of a motion or amendment, beside its words.

    Attributes
    ----------
    stage : Stage
    number : str
        The letter or number that the clerk gave; empty until then.
    subject : str
        What it touches where rules differ by that ("standing-orders", "by-laws"); empty for nothing.
    behalf : str
        In whose name it stands where rules differ by that ("government", "opposition"); empty for a
        member's own.
    seconder : str
        Member id; empty for none yet.
    moved_by : str
        Member id of who moved it; empty until then.
    ruling : Ruling or None
        Why it was returned, not selected, or fell: the rule and the words.
    taken_over : bool
        Whether the mover of the text accepted it, where the pack still puts such amendments en bloc.
    """

    stage: Stage
    number: str = ""
    subject: str = ""
    behalf: str = ""
    seconder: str = ""
    moved_by: str = ""
    ruling: Ruling | None = None
    taken_over: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedMotion(Listed):
    """A motion on the paper.

    Attributes
    ----------
    motion : Motion
        As tabled, with its signatures as they are now.
    text : Text
        As it now reads, with all that was agreed to.
    open_from : Point or None
        Nothing before it may be amended any more; None where all of the text is open.
    closed : bool
        Whether the debate on it is closed: what is left is put without debate.
    """

    motion: Motion
    text: Text
    open_from: Point | None = None
    closed: bool = False

    @property
    def id(self) -> str:
        """The motion's id."""
        return self.motion.id


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedAmendment(Listed):
    """An amendment on the paper.

    Attributes
    ----------
    amendment : Amendment
        As tabled, with its signatures as they are now.
    operations : tuple of Operation
        As they would now be carried out: resting on its target as that now reads.
    """

    amendment: Amendment
    operations: tuple[Operation, ...]

    @property
    def id(self) -> str:
        """The amendment's id."""
        return self.amendment.id


@dataclass(frozen=True, slots=True)
class ListedComposite:
    """A composite before it is moved; moving lists it as a motion or an amendment with the same id.

    Attributes
    ----------
    composite : Composite
        With the consents given so far, each on the hash of the wording.
    target : str
        Id of the motion that it replaces the wording of; empty where it is a motion of its own.
    mover : str
        Member id of who is to move it.
    """

    composite: Composite
    target: str = ""
    mover: str = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Amendments debated together (each may still be put by itself), or taken en bloc in one question.

    Attributes
    ----------
    id : str
    on : tuple of str
        Ids of amendments.
    title : str
    en_bloc : bool
        Whether one question decides them all.
    """

    id: str
    on: tuple[str, ...]
    title: str = ""
    en_bloc: bool = False
