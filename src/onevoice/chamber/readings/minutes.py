"""The minutes as people read them: a sentence an entry, the chain, and what became of it since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from onevoice.assembly.minutes import Entry, find_broken, read_line
from onevoice.assembly.order.stages import Outcome
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.decisions import CorrectionRead, DecisionRead, decisions
from onevoice.chamber.readings.minuted import Minuted
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.worked_out import WorkedOut
from onevoice.chamber.refusals import NotHere

PAGE = 50
"""Entries to a page."""


@dataclass(frozen=True, slots=True)
class PaperNamed:
    """A paper to filter by."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class EntryRead:
    """An entry.

    Attributes
    ----------
    sequence : int
    time : datetime
    act : str
    sentence : str
    paper : str
        Title of the paper that it is on; empty for none.
    hash, before : str
    corrections : tuple of CorrectionRead
        Of the count that it declared, as it was before each.
    undone_by : int
        Sequence of the entry that undid it; 0 where it stands.
    """

    sequence: int
    time: datetime
    act: str
    sentence: str
    paper: str
    hash: str
    before: str
    corrections: tuple[CorrectionRead, ...] = ()
    undone_by: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """The chain of hashes.

    Attributes
    ----------
    sequence : int
        Of the latest entry.
    hash : str
        Of the latest entry: the head.
    broken : int
        Sequence of the first entry that is provably not as it was minuted; 0 where all hang together.
    """

    sequence: int
    hash: str
    broken: int


@dataclass(frozen=True, slots=True)
class MinutesPage:
    """A page of the minutes, the latest entry first.

    Attributes
    ----------
    entries : tuple of EntryRead
    page, pages : int
    papers : tuple of PaperNamed
        To filter by.
    paper : str
        Id of the one that is filtered by; empty for none.
    chain : Chain
    """

    entries: tuple[EntryRead, ...]
    page: int
    pages: int
    papers: tuple[PaperNamed, ...]
    paper: str
    chain: Chain


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry with its bytes.

    Attributes
    ----------
    read : EntryRead
    line : str
        Canonical line.
    sealed : str
        Hash of its private part; empty where it has none.
    is_readable : bool
        Whether the private part is still kept.
    is_checked : bool
        Whether its hash is that of its line, and the entry before has the hash that it names.
    last : int
        Sequence of the latest entry.
    """

    read: EntryRead
    line: str
    sealed: str
    is_readable: bool
    is_checked: bool
    last: int


_DECIDING = frozenset({"collect", "declare", "cast"})
_BROKEN: WorkedOut[int] = WorkedOut(16)


def minutes(assembly: models.Assembly, *, page: int = 1, paper: str = "", anew: bool = False) -> MinutesPage:
    """Give a page of an assembly's minutes; of one paper alone, if it is named; ``anew`` as for `chain`.

    Raises
    ------
    NotHere
        If there is no such page or paper.
    """
    listed = tuple(
        PaperNamed(*one) for one in models.Paper.objects.filter(assembly=assembly).values_list("id", "title")
    )
    if paper and paper not in {one.id for one in listed}:
        raise NotHere("There is no such paper in this assembly.")
    found = chain(assembly, anew=anew)
    sequences = _on_paper(assembly, paper) if paper else range(1, found.sequence + 1)
    pages = max(1, -(-len(sequences) // PAGE))
    if not 1 <= page <= pages:
        raise NotHere("The minutes have no such page.")
    end = len(sequences) - (page - 1) * PAGE
    here = list(sequences[max(0, end - PAGE) : end])
    entries = tuple(reversed(_entries(assembly, here)))
    return MinutesPage(entries, page, pages, listed, paper, found)


def all_entries(assembly: models.Assembly, paper: str = "") -> tuple[tuple[EntryRead, str], ...]:
    """Give every entry in order, each with its canonical line; of one paper alone, if it is named."""
    rows = _rows(assembly)
    wanted = set(_on_paper(assembly, paper)) if paper else {row.sequence for row in rows}
    kept = [row for row in rows if row.sequence in wanted]
    lines = (bytes(row.line).decode() for row in kept)
    return tuple(zip(_read(assembly, kept), lines, strict=True))


def entry(assembly: models.Assembly, sequence: int) -> EntryPage:
    """Give one entry.

    Raises
    ------
    NotHere
        If the minutes have none of that number.
    """
    rows = _rows(assembly, [sequence - 1, sequence])
    if not rows or rows[-1].sequence != sequence:
        raise NotHere("The minutes have no such entry.")
    row = rows[-1]
    written = read_line(bytes(row.line))
    before = rows[0].hash if len(rows) > 1 else written.before
    kept = models.PrivatePart.objects.filter(entry_id=row.id).exists()
    last = (
        models.Entry.objects.filter(assembly=assembly).order_by("-sequence").values_list("sequence").first()
    )
    return EntryPage(
        read=_read(assembly, [row])[0],
        line=bytes(row.line).decode(),
        sealed=written.private,
        is_readable=kept,
        is_checked=written.hash == row.hash and written.before == before and written.sequence == sequence,
        last=last[0] if last else sequence,
    )


def chain(assembly: models.Assembly, *, anew: bool = False) -> Chain:
    """Give the head of the chain, and whether all entries hang together.

    Every entry is checked when one has come since they were checked last, or if it is asked for ``anew``.
    """
    last = models.Entry.objects.filter(assembly=assembly).order_by("-sequence").first()
    if last is None:
        return Chain(0, "", 0)
    key = (assembly.id, last.sequence, last.hash)
    if anew:
        _BROKEN.forget(key)
    return Chain(last.sequence, last.hash, _BROKEN.get(key, lambda: _first_broken(assembly)))


def _first_broken(assembly: models.Assembly) -> int:
    rows = _rows(assembly)
    heads = {rows[-1].sequence: rows[-1].hash} if rows else {}
    broken = find_broken([bytes(row.line) for row in rows], heads)
    if broken is not None:
        return broken.sequence
    return next((row.sequence for row in rows if row.hash != read_line(bytes(row.line)).hash), 0)


def _rows(assembly: models.Assembly, sequences: Sequence[int] | None = None) -> list[models.Entry]:
    rows = models.Entry.objects.filter(assembly=assembly).order_by("sequence")
    return list(rows if sequences is None else rows.filter(sequence__in=sequences))


def _on_paper(assembly: models.Assembly, paper: str) -> list[int]:
    """Give the entries that name a paper; its id is random, so it stands in a line for nothing else."""
    mark = f'"{paper}"'.encode()
    rows = models.Entry.objects.filter(assembly=assembly).order_by("sequence")
    return [sequence for sequence, line in rows.values_list("sequence", "line") if mark in bytes(line)]


def _entries(assembly: models.Assembly, sequences: Sequence[int]) -> tuple[EntryRead, ...]:
    return _read(assembly, _rows(assembly, sequences))


def _read(assembly: models.Assembly, rows: Sequence[models.Entry]) -> tuple[EntryRead, ...]:
    entries = [read_line(bytes(row.line)) for row in rows]
    known = _known(assembly)
    # the paper that an entry is on is named first; others are on a person, a sitting or the assembly
    on = {one.sequence: one.objects[0] for one in entries if one.objects}
    held = set(models.Paper.objects.filter(assembly=assembly).values_list("id", flat=True))
    read = {paper: papers.paper(assembly.id, paper) for paper in dict.fromkeys(on.values()) if paper in held}
    decided = {paper: decisions(found) for paper, found in read.items()}
    undone = _undone(assembly, entries)
    return tuple(
        _entry(one, row.hash, known, read.get(on.get(one.sequence, "")), decided, undone)
        for one, row in zip(entries, rows, strict=True)
    )


def _entry(
    one: Entry,
    kept: str,
    known: Mapping[str, str],
    paper: PaperRead | None,
    decided: Mapping[str, tuple[DecisionRead, ...]],
    undone: Mapping[int, int],
) -> EntryRead:
    return EntryRead(
        sequence=one.sequence,
        time=datetime.fromisoformat(one.time),
        act=one.act,
        sentence=" ".join((Minuted(one, known, paper).sentence, *_decided_by(one, paper, decided))),
        paper="" if paper is None else paper.title,
        hash=kept,
        before=one.before,
        corrections=() if paper is None else _corrections(one, decided.get(paper.id, ())),
        undone_by=undone.get(one.sequence, 0),
    )


def _decided_by(
    one: Entry, paper: PaperRead | None, decided: Mapping[str, tuple[DecisionRead, ...]]
) -> Iterator[str]:
    """Say what an entry decided, and how: its own words are only the count or the voices."""
    if paper is None or one.act not in _DECIDING or not isinstance(one.public, dict):
        return
    event = one.public.get("event")
    asked = str(event.get("question", "")) if isinstance(event, dict) else ""
    pairs = zip(paper.debate.decisions, decided.get(paper.id, ()), strict=True)
    for decision, told in pairs:
        if decision.at == one.time and asked in {"", decision.question}:
            agreed = decision.outcome is Outcome.AGREED
            template = _("{question}: agreed to.") if agreed else _("{question}: negatived.")
            yield template.format(question=told.names)


def _corrections(one: Entry, decided: Iterable[DecisionRead]) -> tuple[CorrectionRead, ...]:
    """Give the corrections of the count that an entry declared."""
    if one.act not in {"declare", "cast"}:
        return ()
    return next((found.corrections for found in decided if found.at == one.time and found.corrections), ())


def _undone(assembly: models.Assembly, entries: Sequence[Entry]) -> dict[int, int]:
    """Say which entry undid which."""
    if not entries:
        return {}
    rows = models.Entry.objects.filter(assembly=assembly, act="undo", sequence__gt=entries[0].sequence)
    undoing = (read_line(bytes(row.line)) for row in rows)
    return {one.public["entry"]: one.sequence for one in undoing if isinstance(one.public, dict)}


def _known(assembly: models.Assembly) -> dict[str, str]:
    people = models.Person.objects.filter(assembly=assembly).values_list("id", "name")
    sittings = models.Sitting.objects.filter(assembly=assembly).values_list("id", "title")
    return {**dict(people), **dict(sittings)}
