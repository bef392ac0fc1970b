"""Operations drawn at random, and acts on the blocks of a motion, for debates in which anything is done."""

from __future__ import annotations

from onevoice.assembly.motion import Amendment
from onevoice.assembly.order import events
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.relating import relate


def drawn_operations(luck, text, prefix):
    """Draw one or two operations that rest on a text and can be carried together."""
    kept = []
    for number in range(luck.choice((1, 1, 2))):
        one = drawn_operation(
            luck, text, Block(f"{prefix}.{number}", Kind.PARAGRAPH, f" and {prefix}{number} ")
        )
        if not any(relate(text, one, other).clashes for other in kept):
            kept.append(one)
    return tuple(kept)


def drawn_operation(luck, text, inserted):
    """Draw an operation; most add at the end, or change words."""
    kind = luck.randrange(10)
    if not text.blocks or kind < 3:
        return AddAtEnd(run_on=inserted) if luck.random() < 0.5 else AddAtEnd(inserted=(inserted,))
    block = luck.choice(text.blocks)
    if kind == 3:
        return LeaveOut(block.id, block.hash)
    if kind == 4:
        return Insert(block.id, block.hash, (inserted,))
    if kind == 5:
        return Move(block.id, block.hash, luck.choice([None, *(one.id for one in text.blocks)]))
    if kind == 6:
        return ReplaceWhole(text.digest, (inserted,))
    places = [at for at in range(len(block.words) + 1) if boundary(block.words, at)]
    start, end = sorted((luck.choice(places), luck.choice(places)))
    return Change(block.id, block.hash, start, end, None if start < end and luck.random() < 0.3 else inserted)


def partings(debate, pack, name):
    """Divide each motion into its first block and the rest, with a vote and without."""
    for one in debate.motions:
        blocks = tuple(block.id for block in one.text.blocks)
        parts = (blocks[:1], blocks[1:])
        yield events.TakeApart(one.id, parts, by="Zoe")
        for procedure in pack.procedures:
            if procedure.divides:
                yield events.MoveProcedure(name, procedure.kind, parts=parts)


def separate_votes(debate, on, name):
    """Ask for a separate vote on the last block of a motion."""
    blocks = debate.motion(on).text.blocks if debate.listed(on) in debate.motions else ()
    for block in blocks[-1:]:
        out = (LeaveOut(block.id, block.hash),)
        yield events.AskSeparateVote(Amendment(name, on, out, mover="Ben"), by="Ben")
