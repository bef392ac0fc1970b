"""Small debates for tests: texts, amendments by their words, papers ready to be called, and decisions."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.division import Count
from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    Call,
    CallSitting,
    Collect,
    Declare,
    Divide,
    Event,
    Move,
    Number,
    OpenSitting,
    Put,
    Second,
    Select,
    TableAmendment,
    TableMotion,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import AddAtEnd, Change, LeaveOut, ReplaceWhole

WORDS = ("That this House notes the report", "and calls for clean water", "and calls for safe roads.")


def text(*words: str) -> Text:
    """Give a text of paragraphs b1, b2, ..."""
    return Text(tuple(Block(f"b{n}", Kind.PARAGRAPH, one) for n, one in enumerate(words or WORDS, 1)), "en")


def motion(id_: str = "m", *words: str, mover: str = "Mover") -> Motion:
    """Give a motion."""
    return Motion(id_, f"Motion {id_}", text(*words), mover=mover)


def words(debate: Debate, id_: str = "m") -> str:
    """Give a motion's words as they now read."""
    return "|".join(block.words for block in debate.motion(id_).text.blocks)


def notice(id_: str) -> str:
    """Give a time of notice in order of the alphabet."""
    return f"2023-11-13T{10 + (ord(id_[0]) - ord('a')) % 12:02d}:00:00Z"


def adds(id_: str, added: str = "", target: str = "m", **more: str) -> Amendment:
    """Amend by adding words at the end."""
    block = Block(f"{id_}.1", Kind.PARAGRAPH, added or f" and {id_}")
    return _amendment(id_, target, (AddAtEnd(run_on=block),), more)


def changes(
    id_: str, old: str, new: str, within: Text | None = None, target: str = "m", **more: str
) -> Amendment:
    """Amend by leaving out words and inserting others; at the point before `old` where it ends in "^"."""
    whole = within or text()
    found, only_before = old.removesuffix("^"), old.endswith("^")
    block = next(one for one in whole.blocks if found in one.words)
    start = block.words.index(found)
    end = start if only_before else start + len(found)
    inserted = Block(f"{id_}.1", Kind.PARAGRAPH, new) if new else None
    return _amendment(id_, target, (Change(block.id, block.hash, start, end, inserted),), more)


def leaves_out(id_: str, number: int, within: Text | None = None, **more: str) -> Amendment:
    """Amend by leaving out a block."""
    block = (within or text()).blocks[number - 1]
    return _amendment(id_, "m", (LeaveOut(block.id, block.hash),), more)


def substitutes(id_: str, new: str, within: Text | None = None, **more: str) -> Amendment:
    """Amend by leaving out all and inserting other words."""
    block = Block(f"{id_}.1", Kind.PARAGRAPH, new)
    return _amendment(id_, "m", (ReplaceWhole((within or text()).digest, (block,)),), more)


def _amendment(id_: str, target: str, operations: tuple, more: dict[str, str]) -> Amendment:
    told = {"mover": f"Member {id_}", "notice": notice(id_), **more}
    return Amendment(id_, target, operations, **told)


def paper(
    pack: str, *amendments: Amendment, behalf: dict[str, str] | None = None, select: bool = True
) -> Debate:
    """Give a debate on motion m with amendments on the paper, selected where the pack selects; m is moved."""
    debate = on_paper(pack, *amendments, behalf=behalf)
    rules = PACKS[pack]
    if select and rules.selecting is not None:
        motions = ("m",) if rules.selecting.motions else ()
        debate = step(debate, Select((*motions, *(one.id for one in amendments))))
    return _move(debate, "m")


def on_paper(pack: str, *amendments: Amendment, behalf: dict[str, str] | None = None) -> Debate:
    """Give a debate on motion m with amendments on the paper, the sitting open on its last day."""
    sides = behalf or {}
    tabled: list[Event] = [
        CallSitting("s", day=5, days=5),
        OpenSitting(),
        TableMotion(motion(), behalf=sides.get("m", "")),
        Number("m", "1"),
    ]
    for one in amendments:
        tabled += [TableAmendment(one, behalf=sides.get(one.id, "")), Number(one.id, one.id)]
    return replay(Debate(pack), tabled)


def _move(debate: Debate, on: str, at: str = "") -> Debate:
    debate = step(debate, Move(on, by=f"Member {on}", at=at))
    rules = PACKS[debate.pack]
    return step(debate, Second(on, by="Seconder")) if rules.seconding else debate


def moved(debate: Debate, on: str, at: str = "") -> Debate:
    """Call and move an amendment, with a seconder where the pack wants one."""
    return _move(step(debate, Call(on, at=at)), on, at)


def voiced(debate: Debate, *, agreed: bool, at: str = "") -> Debate:
    """Put the question now and decide it by voices."""
    return replay(debate, (Put(at=at), Collect(agreed, at=at)))


def divided(debate: Debate, ayes: int, noes: int, at: str = "") -> Debate:
    """Put the question now and decide it by a division."""
    return replay(debate, (Put(at=at), Divide(at=at), Declare(Count(ayes, noes), at=at)))


def decided(debate: Debate, on: str, *, agreed: bool) -> Debate:
    """Call, move and decide an amendment."""
    return voiced(moved(debate, on), agreed=agreed)


def stages(debate: Debate) -> dict[str, str]:
    """Give the stage of everything on the paper."""
    return {one.id: one.stage.value for one in (*debate.motions, *debate.amendments)}


def rule(debate: Debate, on: str) -> str:
    """Give the rule by which something fell or was left out."""
    ruling = debate.named(on).ruling
    return ruling.rule if ruling else ""


def on_day(debate: Debate, **sitting: object) -> Debate:
    """Give a debate with its sitting changed."""
    return replace(debate, sitting=replace(debate.sitting, **sitting))
