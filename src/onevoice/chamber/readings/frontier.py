"""Wordings of a motion that members would carry, fewer clauses against more support, and where to begin."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from onevoice.assembly.order.falling import text_of
from onevoice.assembly.text import Text
from onevoice.chamber.readings import shares
from onevoice.chamber.readings.account_shown import AccountShown, shown_account
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import Question

Row = Mapping[str, Any]
Wording = tuple[str | None, ...]
"""Id of the part that stands in each place; None where it stays empty."""


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part that stands in a wording.

    Attributes
    ----------
    id, label, words : str
    """

    id: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class PointRead:
    """A wording, and how far it would carry.

    Attributes
    ----------
    mark : str
        Names the wording, by what stands in it.
    clauses : int
    parts : tuple of PartRead
    made_of : tuple of (str, str)
        Texts in reading order, set apart, and the places that are theirs.
    leaves_out : str
        Places of the text as tabled that stay empty; empty where none do.
    least, every : str
        Share of the least group, and of all, with their intervals.
    binding : str
        The group that carries it least, set apart; empty where there are no groups.
    is_default, is_tabled, is_ours : bool
        The one that is proposed; the text as tabled; the composite beside which it is shown.
    is_proved : bool or None
        Whether it is proved that none with as many clauses carries further; None where none was sought.
    hold : str
        Why nothing is said of it; empty where something is.
    """

    mark: str
    clauses: int
    parts: tuple[PartRead, ...]
    made_of: tuple[tuple[str, str], ...]
    leaves_out: str
    least: str
    every: str
    binding: str
    is_default: bool
    is_tabled: bool
    is_ours: bool
    is_proved: bool | None
    hold: str


@dataclass(frozen=True, slots=True)
class SwapRead:
    """One place of the default wording filled otherwise.

    Attributes
    ----------
    before, after : PartRead or None
    least : str
        What the least group's share would then be.
    differences : tuple of (str, str)
        Groups whose share changes, and by how many points of per cent.
    """

    before: PartRead | None
    after: PartRead | None
    least: str
    differences: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Frontier:
    """Wordings of one motion.

    Attributes
    ----------
    motion, name : str
        Its id, and what it is called.
    published_at, asked_at : datetime or None
        As `AccountShown`.
    is_older : bool
    groups : str
        The groups whose shares are told, with their members.
    points : tuple of PointRead
        Most clauses first.
    swaps : tuple of SwapRead
    is_assumed : bool
        Whether how answers on clauses become a vote on the whole is an assumption.
    where : str
        Where a composite stands among them, in a sentence; empty where it is no combination of parts.
    slots : tuple of str
        All places that were composed.
    """

    motion: str
    name: str
    published_at: datetime | None
    asked_at: datetime | None
    is_older: bool
    groups: str
    points: tuple[PointRead, ...]
    swaps: tuple[SwapRead, ...]
    is_assumed: bool
    where: str
    slots: tuple[str, ...]

    def begins(self, mark: str) -> tuple[str, ...] | None:
        """Give the ids of the parts of a wording by its mark; None where it is not among those that stand."""
        found = next((one for one in self.points if one.mark == mark and not one.hold), None)
        return None if found is None else tuple(one.id for one in found.parts)


@dataclass(frozen=True, slots=True)
class WholeRead:
    """What members said of a composite as a whole.

    Attributes
    ----------
    groups : tuple of (str, str)
        Name, and support with its interval and members; all first.
    carried : str
        Probability of more ayes than noes, if it were put now.
    """

    groups: tuple[tuple[str, str], ...]
    carried: str


def frontier(read: PaperRead, motion: str, *, unpublished: bool, ours: Text | None = None) -> Frontier | None:
    """Give the wordings of a motion, if an account has them.

    Parameters
    ----------
    read : PaperRead
    motion : str
        Id; empty for none.
    unpublished : bool
        Whether an account that is not published may be seen (``read-answers``).
    ours : Text, optional
        Of a composite beside which they are shown.
    """
    shown = shown_account(read, unpublished=unpublished)
    found = shown.document["composites"].get(motion) if shown is not None else None
    if shown is None or found is None:
        return None
    return _Reading(shown, found).frontier(read, motion, ours)


def whole(read: PaperRead, composite: str, *, unpublished: bool) -> WholeRead | None:
    """Give what members said of a composite as a whole, if they were asked and it reads as it did."""
    shown = shown_account(read, unpublished=unpublished)
    if shown is None or composite in shown.changed | shown.gone:
        return None
    row = next((one for one in shown.document["texts"] if one["id"] == composite), None)
    if row is None:
        return None
    every = {one["id"]: one for one in shown.document["groups"]}
    told = [
        (shares.group_name(every[one]), row["support"][one])
        for one in dict.fromkeys(["all", *shown.document["basis"]["groups"]])
        if row["support"].get(one) and row["support"][one]["median"] is not None
    ]
    groups = ((name, shares.counted(one)) for name, one in told)
    return WholeRead(tuple(groups), shares.percent(row["expected"]["carried"]))


class _Reading:
    """The document of a motion's wordings, read beside the paper as it is."""

    def __init__(self, shown: AccountShown, found: Row) -> None:
        self._shown, self._found = shown, found
        self._slots = [row["slot"] for row in found["wording"]]
        self._default: Wording = tuple(row["clause"] for row in found["wording"])
        self._groups = {one["id"]: shares.group_name(one) for one in found["groups"]}

    def frontier(self, read: PaperRead, motion: str, ours: Text | None) -> Frontier:
        """Write all of it."""
        own = None if ours is None else self._combination(text_of(read.debate, motion), ours)
        tabled = self._found["tabled"]
        rows = [dict(row) | {"ids": tuple(row["wording"])} for row in self._found["frontier"]]
        known = {row["ids"] for row in rows}
        # the text as tabled, and a composite that is among the next best, stand in the table too
        for row in (*([tabled] if tabled else ()), *self._found["next_best"]):
            ids = tuple(row["wording"])
            if ids not in known and (row is tabled or ids == own):
                rows.append(dict(row) | {"ids": ids})
                known.add(ids)
        rows.sort(key=lambda row: -_clauses(row["ids"]))
        as_tabled = tuple(tabled["wording"]) if tabled else None
        return Frontier(
            motion=motion,
            name=read.names[motion],
            published_at=self._shown.published_at,
            asked_at=self._shown.asked_at,
            is_older=self._shown.is_older,
            groups=", ".join(self._told_groups()),
            points=tuple(self._point(row, own, as_tabled) for row in rows),
            swaps=tuple(self._swaps()),
            is_assumed=self._found["assumption"],
            where=self._where(own, known) if ours is not None else "",
            slots=tuple(self._slots),
        )

    def _told_groups(self) -> Iterator[str]:
        for one in self._found["groups"]:
            if one["id"] != "all":
                yield f"{self._groups[one['id']]} ({shares.members(one['members'], exact=True)})"

    def _part(self, id: str) -> PartRead:  # noqa: A002 - as the field is called
        asked: Question = self._shown.questions[id]
        return PartRead(id, asked.label, asked.words)

    def _is_kept(self, wording: Wording) -> bool:
        held = self._shown.changed | self._shown.gone
        return not any(one in held or one not in self._shown.questions for one in wording if one)

    def _point(self, row: Row, own: Wording | None, tabled: Wording | None) -> PointRead:
        ids: Wording = row["ids"]
        kept = self._is_kept(ids)
        is_default = ids == self._default
        return PointRead(
            mark=mark(ids),
            clauses=_clauses(ids),
            parts=tuple(self._part(one) for one in ids if one) if kept else (),
            made_of=tuple(self._made_of([one for one in ids if one])) if kept else (),
            leaves_out=self._leaves_out(ids, tabled) if kept and tabled else "",
            least=shares.interval(row["least"]),
            every=shares.interval(row["carry"]["all"]),
            binding=self._binding(row["carry"], is_default=is_default),
            is_default=is_default,
            is_tabled=ids == tabled,
            is_ours=ids == own,
            is_proved=row["bound"]["proved"] if "clauses" in row else None,
            hold="" if kept else _("Words of it have changed since members answered."),
        )

    def _made_of(self, parts: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Name the texts that a wording is made of, each with its places in a row."""
        for on, run in groupby(parts, key=lambda one: self._shown.questions[one].on):
            name = self._shown.questions[on].label if on in self._shown.questions else ""
            places = (self._part(one).label.removeprefix(f"{name}, ") for one in run)
            yield isolated(name), ", ".join(isolated(one) for one in places)

    def _leaves_out(self, wording: Wording, tabled: Wording) -> str:
        gone = [was for was, now in zip(tabled, wording, strict=True) if was and now is None]
        if not self._is_kept(tuple(gone)):
            return ""
        return ", ".join(isolated(self._part(one).label) for one in gone)

    def _binding(self, carry: Row, *, is_default: bool) -> str:
        """Name the group that carries a wording least; all of those that come out alike."""
        groups = [one for one in carry if one != "all"]
        if not groups:
            return ""
        if is_default:
            return self._groups[self._found["binding_group"]["group"]]
        least = min(carry[one]["median"] for one in groups)
        return ", ".join(self._groups[one] for one in groups if carry[one]["median"] == least)

    def _swaps(self) -> Iterator[SwapRead]:
        for row in self._found["swaps"]:
            before = self._default[self._slots.index(row["slot"])]
            if self._is_kept((before, row["to"])):
                yield SwapRead(
                    self._part(before) if before else None,
                    self._part(row["to"]) if row["to"] else None,
                    shares.interval(row["least"]),
                    tuple(
                        (self._groups[one], shares.points(difference))
                        for one, difference in row["difference"].items()
                        if one != "all" and round(100 * difference["median"])
                    ),
                )

    def _where(self, own: Wording | None, known: set[Wording]) -> str:
        """Say where a composite stands among the wordings; nothing of one that is no combination of parts."""
        if own is None:
            return ""
        if own in known:
            return _("This composite is one of the wordings below.")
        differs = [place for place, one in enumerate(own) if one != self._default[place]]
        if len(differs) == 1:
            (place,) = differs
            for row in self._found["swaps"]:
                if row["slot"] == self._slots[place] and row["to"] == own[place]:
                    return _(
                        "This composite is the wording proposed with one clause swapped: the least group"
                        " would carry it with %(share)s."
                    ) % {"share": shares.interval(row["least"])}
        return _(
            "This composite is made of clauses that members answered, but how far this combination would"
            " carry was not worked out."
        )

    def _combination(self, text: Text, ours: Text) -> Wording | None:
        """Tell which part stands in each place, if a text is exactly a combination of parts; else None.

        Words of the motion that are no place of it stand as they are, and count as nothing.
        """
        by_slot: dict[str, list[Question]] = {slot: [] for slot in self._slots}
        held = self._shown.changed | self._shown.gone
        for row in self._shown.document["parts"]:
            if row["slot"] in by_slot and row["id"] not in held:
                by_slot[row["slot"]].append(self._shown.questions[row["id"]])
        answered = {one.words for found in by_slot.values() for one in found}
        kept = {block.words for block in text.blocks} - answered
        words = [block.words for block in ours.blocks if block.words not in kept]
        return matched([by_slot[slot] for slot in self._slots], words)


def mark(wording: Sequence[str | None]) -> str:
    """Name a wording by what stands in it."""
    return hashlib.sha256(json.dumps(list(wording)).encode()).hexdigest()[:16]


def _clauses(wording: Wording) -> int:
    return sum(one is not None for one in wording)


def matched(places: Sequence[Sequence[Question]], words: Sequence[str]) -> Wording | None:
    """Fill places in order with words in order, so that every word stands somewhere; None if they cannot.

    Parameters
    ----------
    places : sequence of sequence of Question
        What could stand in each.
    words : sequence of str
        Of a text, block by block.
    """
    # from the last place to the first: how the words from each on fill the places from there on
    last: list[Wording | None] = [None] * len(words) + [()]
    for place in reversed(places):
        by_words = {one.words: one.id for one in reversed(place)}
        filled: list[Wording | None] = []
        for at, stays in enumerate(last):
            id = by_words.get(words[at]) if at < len(words) else None  # noqa: A001 - as the field is called
            taken = last[at + 1] if id is not None else None
            rest = None if stays is None else (None, *stays)
            filled.append(rest if id is None or taken is None else (id, *taken))
        last = filled
    return last[0]
