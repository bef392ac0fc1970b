"""Amendments to amendments, and a set of amendments in order of notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.layout import lay_out
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, Operation, ReplaceWhole
from onevoice.assembly.wording.resting import effect, inserted_blocks
from onevoice.assembly.wording.sentences import refusal


def in_order(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Put amendments in order of notice, ties by id ("2" before "10"); unknown notice comes last."""
    return tuple(sorted(amendments, key=_notice))


def inserted_text(amendment: Amendment) -> Text:
    """Give the blocks that an amendment inserts, run on or whole, as a text to amend.

    Raises
    ------
    ValueError
        If two of its blocks have one id.
    """
    return Text(tuple(block for operation in amendment.operations for block in inserted_blocks(operation)))


def amend_amendment(amendment: Amendment, other: Amendment) -> Amendment:
    """Carry an amendment to an amendment.

    Parameters
    ----------
    amendment : Amendment
    other : Amendment
        Its operations rest on ``inserted_text(amendment)``.

    Returns
    -------
    Amendment
        It leaves out what it left out, and inserts the other words.

    Raises
    ------
    WordingError
        If `other` is to another text, does not rest on the words, or would part a block in two.
    """
    if other.target != amendment.id:
        raise refusal(Message.of("other-target", amendment=other.id, target=other.target, text=amendment.id))
    return _reworded(amendment, (other,))


def settled(amendments: Iterable[Amendment]) -> tuple[Amendment, ...]:
    """Carry all amendments to amendments of a set, and give those to the text itself, in order of notice.

    Raises
    ------
    WordingError
        If amendments amend each other in a circle, or are to different texts.
    """
    ordered = in_order(amendments)
    by_id = {amendment.id: amendment for amendment in ordered}
    if len(by_id) != len(ordered):
        twice = next(one.id for one in ordered if by_id[one.id] is not one)
        raise refusal(Message.of("same-amendment-id", amendment=twice))
    for amendment in ordered:
        _refuse_circle(amendment, by_id)
    first = [amendment for amendment in ordered if amendment.target not in by_id]
    for amendment in first[1:]:
        if amendment.target != first[0].target:
            one, other = first[0], amendment
            asked = {"first": one.id, "one": one.target, "second": other.id, "other": other.target}
            raise refusal(Message.of("different-targets", **asked))
    to: dict[str, list[Amendment]] = {}
    for amendment in ordered:
        to.setdefault(amendment.target, []).append(amendment)

    def carried(amendment: Amendment) -> Amendment:
        others = tuple(carried(other) for other in to.get(amendment.id, ()))
        return _reworded(amendment, others) if others else amendment

    return tuple(carried(amendment) for amendment in first)


def attributed(amendments: Iterable[Amendment]) -> Iterator[tuple[str, Operation]]:
    """Give every operation with its amendment's id; what an earlier amendment does already is left away."""
    done: dict[object, str] = {}
    for amendment in amendments:
        for operation in amendment.operations:
            if done.setdefault(effect(operation), amendment.id) == amendment.id:
                yield amendment.id, operation


def _notice(amendment: Amendment) -> tuple[bool, str, list[tuple[int, str]]]:
    parts = re.findall(r"[0-9]+|[^0-9]+", amendment.id)
    natural = [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]
    return not amendment.notice, amendment.notice, natural


def _refuse_circle(amendment: Amendment, by_id: dict[str, Amendment]) -> None:
    path = [amendment.id]
    while amendment.target in by_id:
        path.append(amendment.target)
        if amendment.target == path[0]:
            raise refusal(Message.of("amendment-cycle", path=" → ".join(path)))
        if len(path) > len(by_id):
            return  # the circle is further on, and is named from there
        amendment = by_id[amendment.target]


def _reworded(amendment: Amendment, others: Sequence[Amendment]) -> Amendment:
    """Give an amendment with its inserted blocks as other amendments leave them."""
    homes = [
        place for place, operation in enumerate(amendment.operations) for _ in inserted_blocks(operation)
    ]
    if not homes:
        raise refusal(Message.of("nothing-inserted", amendment=amendment.id))
    layout = lay_out(inserted_text(amendment), attributed(others))
    standing: dict[int, list[Block]] = {place: [] for place in homes}
    for beside, block in layout.standing():
        standing[homes[beside]].append(block)
    operations = (
        _with_blocks(operation, standing[place]) if place in standing else operation
        for place, operation in enumerate(amendment.operations)
    )
    return replace(amendment, operations=tuple(one for one in operations if one is not None))


def _with_blocks(operation: Operation, blocks: list[Block]) -> Operation | None:
    """Give an operation other blocks to insert; None where nothing is left of it."""
    if isinstance(operation, Change):
        if len(blocks) > 1:
            raise refusal(Message.of("no-whole-block", words=blocks[0].words, block=blocks[1].id))
        return replace(operation, inserted=blocks[0] if blocks else None)
    if isinstance(operation, AddAtEnd):
        runs_on = bool(operation.run_on and blocks and blocks[0].id == operation.run_on.id)
        run_on = blocks[0] if runs_on else None
        return replace(operation, run_on=run_on, inserted=tuple(blocks[runs_on:])) if blocks else None
    if isinstance(operation, Insert):
        return replace(operation, inserted=tuple(blocks)) if blocks else None
    return replace(operation, inserted=tuple(blocks)) if isinstance(operation, ReplaceWhole) else operation
