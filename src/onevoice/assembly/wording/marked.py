"""A marked-up text as values, for any page or document to draw: what stays, goes and comes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from onevoice.assembly.text import Block, Mark


class State(Enum):
    """What became of words or of a block."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one state in a block; ``by`` is the amendment's id, empty for what is kept."""

    state: State
    words: str
    marks: tuple[Mark, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of a marked-up text.

    Attributes
    ----------
    block : Block
        The block, for its id, kind, depth and number; its words are the base's, or the inserted ones.
    state : State
        KEPT where the block stands in base and result (its runs may differ); DELETED or INSERTED where
        the whole block goes or comes.
    runs : tuple of Run
        In reading order; together the words of the base and of the result.
    by : str
        Amendment's id where the whole block goes, comes or moves.
    moved : str
        "here" or "away" where the block changes its place (it then stands twice); empty otherwise.
    """

    block: Block
    state: State
    runs: tuple[Run, ...]
    by: str = ""
    moved: str = ""
