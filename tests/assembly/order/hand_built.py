"""Small debates built by hand: a motion of a fictional town or synod, and what is done to it."""

from __future__ import annotations

import pytest

from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    Call,
    CallSitting,
    Collect,
    Declare,
    Divide,
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
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.step import replay, step
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut
from onevoice.assembly.wording.operations import Move as MoveBlock

BRIDGE = (
    "Grimburg builds a bridge over the Lume.",
    "The bridge carries carts and walkers.",
    "It costs no more than ten thousand crowns.",
    "Work begins in spring.",
)


def paragraphs(*words, name="p"):
    """Make a text of paragraphs p1, p2, ..."""
    blocks = (Block(f"{name}{n}", Kind.PARAGRAPH, one) for n, one in enumerate(words, start=1))
    return Text(tuple(blocks), "en")


TEXT = paragraphs(*BRIDGE)


def motion(*words, name="bridge", mover="ada", notice="2030-01-01T09:00:00Z"):
    """Make a motion; the bridge over the Lume unless other words are given."""
    return Motion(name, name.title(), paragraphs(*(words or BRIDGE)), mover=mover, notice=notice)


def block(name, words):
    """Make a paragraph to insert."""
    return Block(name, Kind.PARAGRAPH, words)


def change(block_id, words, instead="", text=TEXT, name=""):
    """Leave out words of a block, and put others there if some are given."""
    base = text.block(block_id)
    start = base.words.index(words)
    inserted = block(name or f"{block_id}-{instead.strip()[:12]}", instead) if instead else None
    return Change(block_id, base.hash, start, start + len(words), inserted)


def insert_words(block_id, after, words, text=TEXT):
    """Insert words in a block after some others."""
    base = text.block(block_id)
    at = base.words.index(after) + len(after)
    return Change(block_id, base.hash, at, at, block(f"{block_id}-{words.strip()[:12]}", words))


def leave_out(block_id, text=TEXT):
    """Leave out a whole block."""
    return LeaveOut(block_id, text.block(block_id).hash)


def insert(after, words, text=TEXT, name=""):
    """Insert a paragraph after a block; before the first, after None."""
    base = "" if after is None else text.block(after).hash
    return Insert(after, base, (block(name or f"new-{words[:12]}", words),))


def add(words, name=""):
    """Add a paragraph at the end."""
    return AddAtEnd(None, (block(name or f"end-{words[:12]}", words),))


def move_block(block_id, after, text=TEXT):
    """Move a block after another."""
    return MoveBlock(block_id, text.block(block_id).hash, after)


def amendment(name, *operations, to="bridge", mover="", notice=""):
    """Make an amendment; of several without a time of notice, the first by name comes first."""
    return Amendment(name, to, operations, mover=mover or f"mover-{name}", notice=notice)


def on_paper(pack, *texts, subject=""):
    """Table motions and amendments, in this order, and put them on the paper under their ids as numbers."""
    debate = Debate(pack)
    for one in texts:
        table = TableMotion(one, subject=subject, by=one.mover) if isinstance(one, Motion) else None
        debate = step(debate, table or TableAmendment(one, by=one.mover))
        debate = step(debate, Number(one.id, one.id, by="clerk"))
    return debate


def opened(pack, *texts, subject="", select=True):
    """Do the same, select all that can be, open a sitting, and move the first motion, seconded if need be."""
    debate = on_paper(pack, *texts, subject=subject)
    amendments = tuple(one.id for one in texts if isinstance(one, Amendment))
    if PACKS[pack].selecting is not None and select and amendments:
        debate = step(debate, Select(amendments, by="committee"))
    debate = replay(debate, (CallSitting("evening", by="clerk"), OpenSitting(by="chair")))
    return moved(debate, texts[0].id)


def moved(debate, on, by=""):
    """Call (an amendment) and move something, seconded where the pack asks for it."""
    pack = PACKS[debate.pack]
    listed = debate.listed(on)
    own = getattr(listed, "amendment", None)
    if own is not None:
        debate = step(debate, Call(on, by="chair"))
    mover = by or (own or listed.motion).mover
    debate = step(debate, Move(on, by=mover))
    seconding = pack.seconding
    wanted = seconding and (seconding.amendments if own is not None else seconding.motions)
    return step(debate, Second(on, by="second")) if wanted and not listed.seconder else debate


def voiced(debate, agreed):
    """Put the question now, and decide it on the voices."""
    return replay(debate, (Put(by="chair"), Collect(agreed, by="chair")))


def divided(debate, count):
    """Put the question now, divide, and declare a count."""
    return replay(debate, (Put(by="chair"), Divide(), Declare(count, by="chair")))


def decided(debate, on, agreed):
    """Call, move and decide something."""
    return voiced(moved(debate, on), agreed)


def refused(debate, event):
    """Give the rule by which an act is refused."""
    with pytest.raises(Refused) as caught:
        step(debate, event)
    assert caught.value.ruling.rule in {rule.number for rule in PACKS[debate.pack].rules}
    return caught.value.ruling.rule


def stages(debate, *ids):
    """Give the stages of several texts."""
    return [debate.named(one).stage for one in ids]


def words(debate, on="bridge"):
    """Give the words of a motion as they now read."""
    return [one.words for one in debate.motion(on).text.blocks]
