"""A composite as an outline of headings, paragraphs and tables, from which each kind of file is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onevoice.opinion.composite.told import between, group_called

Document = Mapping[str, Any]
_MOST_SWAPS = 12


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of the wording, with where it comes from."""

    text: str
    origin: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header and rows, all text."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Clause | Table


def outline(document: Document) -> list[Block]:
    """Lay a composite out.

    Parameters
    ----------
    document : mapping
        As ``Composite.document``.

    Returns
    -------
    list of Block
    """
    return [
        *_opening(document),
        *_carry(document),
        *_changes(document),
        *_others(document),
        *_origin(document),
    ]


def _opening(document: Document) -> Iterator[Block]:
    yield Heading(1, f"Composite wording: {document['title']}" if document["title"] else "Composite wording")
    for row in document["wording"]:
        if row["clause"] is not None:
            yield Clause(" ".join(row["text"].split()), origin_of(row))
    yield Heading(2, "Why this wording")
    yield from (Paragraph(sentence) for sentence in document["explanation"])


def origin_of(row: Document) -> str:
    """Say where a clause comes from: id, source, movers, and what it takes the place of."""
    parts = [
        row["clause"],
        row["source"],
        *([f"moved by {', '.join(row['movers'])}"] if row["movers"] else []),
    ]
    if not row["changed"]:
        parts.append("as tabled")
    elif row["tabled"] is not None:
        parts.append(f"in place of {row['tabled']}")
    else:
        parts.append("added")
    return ", ".join(part for part in parts if part)


def _carry(document: Document) -> Iterator[Block]:
    yield Heading(2, "Who would carry it")
    yield Paragraph(caution(document))
    tabled = document["tabled"]
    header = ("Group", "Members", "This wording", *(["The text as tabled"] if tabled else []))
    rows = [
        (
            _group(group),
            str(group["members"]),
            between(document["carry"][group["id"]]),
            *([between(tabled["carry"][group["id"]])] if tabled else []),
        )
        for group in document["groups"]
    ]
    yield Table(header, tuple(rows))


def _group(group: Document) -> str:
    called = group_called(group)
    return called[:1].upper() + called[1:] if group["id"] == "all" or called != group["name"] else called


def caution(document: Document) -> str:
    """Say what the shares are: an assumption, or learned."""
    if document["assumption"]:
        return "Shares rest on an assumption and are no forecast. In brackets: 90% intervals."
    return "In brackets: 90% intervals."


def _changes(document: Document) -> Iterator[Block]:
    if not document["swaps"]:
        return
    yield Heading(2, "What each change would cost whom")
    groups = document["groups"]
    nearest = sorted(document["swaps"], key=lambda swap: -swap["least"]["median"])[:_MOST_SWAPS]
    rows = [
        (
            f"{swap['slot']}: {swap['to'] or 'left empty'}",
            *(_points(swap["difference"][group["id"]]) for group in groups),
        )
        for swap in nearest
    ]
    yield Table(("Change", *map(_group, groups)), tuple(rows))
    if len(document["swaps"]) > len(nearest):
        yield Paragraph(f"Of {len(document['swaps'])} changes of one slot these cost the least group least.")


def _points(difference: Mapping[str, float]) -> str:
    whole, low, high = (round(100 * difference[name]) for name in ("median", "low", "high"))
    said = f"{whole:+d} points" if whole else "no change"
    return said if low == high == whole else f"{said} ({low:+d} to {high:+d})"


def _others(document: Document) -> Iterator[Block]:
    yield Heading(2, "Substance against support")
    rows = tuple(
        (
            str(point["clauses"]) + (" (this wording)" if point["chosen"] else ""),
            between(point["least"]),
            between(point["carry"]["all"]),
            standing(point["wording"]),
        )
        for point in document["frontier"]
    )
    yield Table(("Clauses", "Least group", "All", "Wording"), rows)
    if document["next_best"]:
        yield Heading(2, "The next best wordings")
        nearest = tuple(
            (standing(other["wording"]), between(other["least"]), between(other["carry"]["all"]))
            for other in document["next_best"]
        )
        yield Table(("Wording", "Least group", "All"), nearest)


def standing(wording: list[str | None]) -> str:
    """List the clauses of a wording."""
    return ", ".join(clause for clause in wording if clause is not None)


def _origin(document: Document) -> Iterator[Block]:
    settings, draws = document["settings"], document["settings"]["draws"]
    yield Paragraph(
        f"Made by onevoice {document['onevoice']} from answers with digest {document['digest'][:12]}: aim "
        f"{settings['aim']}, seed {settings['seed']}, sought on {draws['sought']} draws and judged on "
        f"{draws['judged']} others."
    )
