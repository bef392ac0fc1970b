"""A text with amendments marked up, side by side, and as a list of changes: values for any page to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.amending import attributed, settled
from onevoice.assembly.wording.layout import Layout, lay_out
from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.assembly.wording.naming import named
from onevoice.assembly.wording.operations import ReplaceWhole
from onevoice.assembly.wording.runs import joined, whole

_ANEW = (State.DELETED, State.INSERTED)  # what goes, after what has come: another exchange begins


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of two texts side by side.

    Attributes
    ----------
    base : MarkedBlock or None
        With the words that are kept and deleted; None where a block is only inserted.
    amended : MarkedBlock or None
        With the words that are kept and inserted; None where a block is only left out.
    """

    base: MarkedBlock | None
    amended: MarkedBlock | None


def mark_up(text: Text, amendments: Iterable[Amendment]) -> tuple[MarkedBlock, ...]:
    """Mark what a set of amendments leaves out, inserts and moves.

    Parameters
    ----------
    text : Text
    amendments : iterable of Amendment
        As for `onevoice.assembly.wording.applying.amended`.

    Returns
    -------
    tuple of MarkedBlock
        In reading order. A block that is left out stands before what is inserted after it; one that moves
        stands twice, and its place of arrival shows the changes of its words.

    Raises
    ------
    WordingError
        As for `amended`.
    """
    return tuple(_marked(lay_out(text, attributed(settled(amendments)))))


def without_deletions(marked: Iterable[MarkedBlock]) -> Text:
    """Give the amended text of a marked-up one."""
    return Text(tuple(_read(one, State.DELETED) for one in marked if one.state is not State.DELETED))


def without_insertions(marked: Iterable[MarkedBlock]) -> Text:
    """Give the base text of a marked-up one."""
    return Text(tuple(_read(one, State.INSERTED) for one in marked if one.state is not State.INSERTED))


def side_by_side(text: Text, amendments: Iterable[Amendment]) -> tuple[Pair, ...]:
    """Set base and amended text beside each other, block by block.

    Blocks that are left out stand beside the blocks inserted in their place; one that moves stands beside
    nothing, at its old place and at its new one.
    """
    rows: list[Pair] = []
    for kept, group in groupby(mark_up(text, amendments), key=_stands_in_both):
        here = list(group)
        if kept:
            rows += (Pair(_without(one, State.INSERTED), _without(one, State.DELETED)) for one in here)
            continue
        for replaced in _exchanges(here):
            left = [one for one in replaced if one.state is State.DELETED]
            right = [_without(one, State.DELETED) for one in replaced if one.state is State.INSERTED]
            rows += (Pair(*pair) for pair in zip_longest(left, right))
    return tuple(rows)


def changes(text: Text, amendments: Iterable[Amendment]) -> tuple[Message, ...]:
    """List the changes in plain words, in the order of the text.

    Returns
    -------
    tuple of Message
        Each names the amendment, the place in the base text and the words in full;
        `onevoice.assembly.wording.sentences.say` gives the sentence. A place is said by the number that is
        printed there ("list entry 2(b)"); where blocks of its kind have numbers and it has none that is its
        own, by its first words; where none has a number, by its place among its kind ("paragraph 3").
    """
    first = settled(amendments)
    replaced = [
        Message.of("changes-whole", amendment=amendment.id)
        for amendment in first
        if any(isinstance(operation, ReplaceWhole) for operation in amendment.operations)
    ]
    names = named(text)
    found = list(replaced)
    previous: dict[str, str] = {}
    for marked in _marked(lay_out(text, attributed(first))):
        if marked.state is State.INSERTED:
            found += _arrival(marked, previous, names)
        elif marked.state is State.KEPT:
            found += _rewordings(marked.runs, names[marked.block.id])
        elif not marked.moved and not replaced:
            about = names[marked.block.id]
            found.append(
                Message.of("changes-block-out", amendment=marked.by, **about, words=marked.block.words)
            )
        if marked.state is not State.INSERTED:
            previous = names[marked.block.id]
    return tuple(found)


def _marked(layout: Layout) -> Iterator[MarkedBlock]:
    for number, gap in enumerate(layout.gaps):
        for arrival in gap:
            moved = "here" if arrival.moved else ""
            yield MarkedBlock(arrival.block, State.INSERTED, layout.arrived(arrival), arrival.by, moved)
        if number < len(layout.text.blocks):
            yield _marked_base(layout, layout.text.blocks[number])


def _marked_base(layout: Layout, block: Block) -> MarkedBlock:
    if layout.stays(block):
        return MarkedBlock(block, State.KEPT, layout.runs(block))
    moved = block.id in layout.moved
    by = layout.moved[block.id] if moved else layout.left_out[block.id]
    return MarkedBlock(block, State.DELETED, whole(block, State.DELETED, by), by, "away" if moved else "")


def _read(marked: MarkedBlock, omitted: State) -> Block:
    words, marks = joined(run for run in marked.runs if run.state is not omitted)
    return replace(marked.block, words=words, marks=marks)


def _without(marked: MarkedBlock, omitted: State) -> MarkedBlock:
    return replace(marked, runs=tuple(run for run in marked.runs if run.state is not omitted))


def _stands_in_both(marked: MarkedBlock) -> bool:
    return marked.state is State.KEPT


def _exchanges(marked: Iterable[MarkedBlock]) -> Iterator[list[MarkedBlock]]:
    """Group blocks that go with those that come in their place; one that moves stands by itself."""
    group: list[MarkedBlock] = []
    for one in marked:
        if group and (one.moved or group[-1].moved or (one.state, group[-1].state) == _ANEW):
            yield group
            group = []
        group.append(one)
    yield group


def _arrival(
    marked: MarkedBlock, previous: dict[str, str], names: dict[str, dict[str, str]]
) -> Iterator[Message]:
    """Say what block comes to stand where, and which words were changed in it or added to it."""
    where = "-after" if previous else "-first"
    if marked.moved:
        place = {f"after_{name}": value for name, value in previous.items()}
        about = {"amendment": marked.by, **names[marked.block.id], **place, "words": marked.block.words}
        yield Message.of(f"changes-move{where}", **about)
        yield from _rewordings(marked.runs, names[marked.block.id])
        return
    added = marked.runs[1:] if marked.block.words else marked.runs
    yield Message.of(f"changes-block{where}", amendment=marked.by, **previous, words=marked.block.words)
    for run in added:
        end = " ".join(marked.block.words.split()[-4:])
        yield Message.of(
            "changes-run-on", amendment=run.by, block=marked.block.id, after=end, words=run.words
        )


def _rewordings(runs: Iterable[Run], name: dict[str, str]) -> Iterator[Message]:
    """Say which words are changed within a block of the base."""
    before = ""
    for (state_kept, by), group in groupby(runs, key=lambda run: (run.state is State.KEPT, run.by)):
        here = list(group)
        gone = "".join(run.words for run in here if run.state is State.DELETED)
        come = "".join(run.words for run in here if run.state is State.INSERTED)
        about = {"amendment": by, **name}
        if gone and come:
            yield Message.of("changes-exchange", **about, deleted=gone, inserted=come)
        elif gone:
            yield Message.of("changes-out", **about, deleted=gone)
        elif come and before.strip():
            yield Message.of("changes-in", **about, before=" ".join(before.split()[-4:]), inserted=come)
        elif come:
            yield Message.of("changes-in-first", **about, inserted=come)
        before += "".join(run.words for run in here if state_kept or run.state is State.DELETED)
