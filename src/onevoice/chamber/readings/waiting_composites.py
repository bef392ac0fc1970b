"""Composites on the order paper that wait for their consents: once moved, they are texts of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onevoice.assembly.order.compositing import awaited, composite_hash, source_ids
from onevoice.assembly.order.debate import ListedComposite
from onevoice.assembly.text import Text
from onevoice.chamber.readings.expected import Expectation, Expectations
from onevoice.chamber.readings.papers import PaperRead


@dataclass(frozen=True, slots=True)
class CompositeOnPaper:
    """A composite that waits for its consents.

    Attributes
    ----------
    id, name : str
    hash : str
        Of the wording, on which consents are given.
    mover, target : str
    sources : tuple of str
    text : Text
    agreed, awaited : tuple of str
        Movers of sources who said yes to this wording, and those who have not.
    awaited_ids : tuple of str
    expected : Expectation or None
        If it were put now, by the account that was published last.
    """

    id: str
    name: str
    hash: str
    mover: str
    target: str
    sources: tuple[str, ...]
    text: Text
    agreed: tuple[str, ...]
    awaited: tuple[str, ...]
    awaited_ids: tuple[str, ...]
    expected: Expectation | None


def waiting_composites(read: PaperRead, expected: Expectations) -> Iterator[CompositeOnPaper]:
    """Give the composites of a paper that have not been moved."""
    for one in read.debate.composites:
        if read.debate.listed(one.composite.id) is None:
            yield _composite(read, one, expected)


def _composite(read: PaperRead, listed: ListedComposite, expected: Expectations) -> CompositeOnPaper:
    names, one = read.names, listed.composite
    current = composite_hash(one)
    missing = awaited(read.debate, listed)
    return CompositeOnPaper(
        id=one.id,
        name=names[one.id],
        hash=current,
        mover=names.get(listed.mover, listed.mover),
        target=names.get(listed.target, ""),
        sources=_called(read, source_ids(one)),
        text=one.text,
        agreed=_called(
            read, (say.member for say in one.consents if say.given and say.composite_hash == current)
        ),
        awaited=_called(read, missing),
        awaited_ids=missing,
        expected=expected.of.get(one.id),
    )


def _called(read: PaperRead, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(read.names.get(one, one) for one in ids)
