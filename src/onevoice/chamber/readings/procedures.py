"""The motions to order that may be made now, in the chair's words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onevoice.assembly.order.debate import Debate, Question
from onevoice.assembly.order.events import MoveProcedure, TakeApart
from onevoice.assembly.order.pack import Procedure
from onevoice.assembly.order.questions import question
from onevoice.assembly.order.stages import Form
from onevoice.assembly.order.step import may
from onevoice.chamber.readings.next_act import now
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.told import told

_PROBE = "p-"
"""An id that no motion to order has."""


@dataclass(frozen=True, slots=True)
class ProcedureRead:
    """A motion to order.

    Attributes
    ----------
    kind : str
    words : str
        As the chair puts it.
    rule : str
    on, name : str
        Id and name of what it would take up again; empty for none.
    """

    kind: str
    words: str
    rule: str
    on: str
    name: str


@dataclass(frozen=True, slots=True)
class ToDivide:
    """A motion that may be divided.

    Attributes
    ----------
    on, name : str
        Id and name of the motion.
    kind, words : str
        The motion to order that divides it; empty where it is divided on demand.
    blocks : tuple of (str, str)
        Id and words of each block.
    """

    on: str
    name: str
    kind: str
    words: str
    blocks: tuple[tuple[str, str], ...]


def procedures(read: PaperRead) -> tuple[ProcedureRead, ...]:
    """Give what may be moved now; what divides a motion is not among them."""
    return tuple(one for procedure in read.pack.procedures for one in _made(read, procedure))


def to_divide(read: PaperRead) -> tuple[ToDivide, ...]:
    """Give the ways in which the motion now may be divided into parts."""
    main = next((one.on[0] for one in read.debate.questions if one.form is Form.MAIN), "")
    if not main:
        return ()
    text = read.debate.motion(main).text
    blocks = tuple((one.id, one.words) for one in text.blocks)
    if len(blocks) < 2:
        return ()
    parts = tuple((one,) for one, _words in blocks)
    found = [
        ToDivide(main, read.names[main], one.kind, _words(read, one, main), blocks)
        for one in read.pack.procedures
        if one.divides and may(read.debate, MoveProcedure(_PROBE, one.kind, "", parts, at=now())).allowed
    ]
    if may(read.debate, TakeApart(main, parts, at=now())).allowed:
        found.append(ToDivide(main, read.names[main], "", "", blocks))
    return tuple(found)


def _made(read: PaperRead, procedure: Procedure) -> Iterator[ProcedureRead]:
    if procedure.divides:
        return
    deferred = (one.motion for one in read.debate.deferred if one.kind == procedure.takes_up)
    for on in deferred if procedure.takes_up else ("",):
        if may(read.debate, MoveProcedure(_PROBE, procedure.kind, on, at=now())).allowed:
            yield ProcedureRead(
                procedure.kind, _words(read, procedure, on), procedure.rule, on, read.names.get(on, "")
            )


def _words(read: PaperRead, procedure: Procedure, on: str) -> str:
    asked = Question(_PROBE, Form.PROCEDURE, (on or _main(read.debate),), kind=procedure.kind)
    if not asked.on[0]:
        asked = Question(_PROBE, Form.PROCEDURE, (), kind=procedure.kind)
    return told(question(read.debate, read.pack, asked), read.names, read.pack)


def _main(debate: Debate) -> str:
    return next((one.on[0] for one in debate.questions if one.form is Form.MAIN), "")
