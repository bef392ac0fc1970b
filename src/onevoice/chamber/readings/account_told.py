"""An account of where the assembly stands, put into words and bars: what has buy-in, divides, is undecided.

It speaks of texts as they were when it was worked out. Of those whose words have changed since, it says
nothing but that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from onevoice.assembly.order.falling import text_of
from onevoice.chamber.readings.accounts import Document
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import Question
from onevoice.chamber.readings.shares import group_name, half, interval

SURE = 0.9
"""Probability from which a text is said to have buy-in: as in the report's headlines."""
OFTEN_PASSED = 0.25
"""Share of passes among those heard from which they are named as the reason why nothing is decided."""
_ALL, _BLOC = "all", "bloc"


class Verdict(Enum):
    """What is said of a text first."""

    AGREED = "agreed"
    DIVIDES = "divides"
    LITTLE = "little"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Bar:
    """Support in one group.

    Attributes
    ----------
    name, kind : str
        What the group is called, and what kind of group it is.
    share, low, high : float
        From 0 to 1: the median, and where it lies with a probability of 90 %.
    members : int
    counts : tuple of (int or None)
        Who agreed, disagreed, passed, and did not answer; None where a count is not shown.
    """

    name: str
    kind: str
    share: float
    low: float
    high: float
    members: int
    counts: tuple[int | None, int | None, int | None, int | None]

    @property
    def said(self) -> str:
        """The share and its interval in words."""
        return interval({"median": self.share, "low": self.low, "high": self.high})

    @property
    def counted(self) -> str:
        """The share and its interval, and of how many members."""
        return _("%(share)s of %(members)d") % {"share": self.said, "members": self.members}

    @property
    def drawn(self) -> Mapping[str, str]:
        """Lengths as SVG writes them."""
        return {"share": _length(self.share), "low": _length(self.low), "high": _length(self.high),
                "range": _length(self.high - self.low)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the assembly stands on one question.

    Attributes
    ----------
    anchor, label, words : str
    on : str
        Id of its text.
    is_waiting : bool
        Whether that is a composite that is not moved yet.
    verdict : Verdict
    because : str
        What that rests on, in a sentence.
    bars : tuple of Bar
        All members, and the groups that are compared.
    every : tuple of Bar
        All members and every group.
    rests : str
        On how many answers.
    """

    anchor: str
    label: str
    words: str
    on: str
    is_waiting: bool
    verdict: Verdict
    because: str
    bars: tuple[Bar, ...]
    every: tuple[Bar, ...]
    rests: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a motion, and what could stand there."""

    label: str
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A list of the summary: texts first, then parts."""

    verdict: Verdict
    title: str
    means: str
    none: str
    texts: tuple[Stand, ...]
    parts: tuple[Stand, ...]


@dataclass(frozen=True, slots=True)
class AccountTold:
    """An account, for a page.

    Attributes
    ----------
    headings : tuple of Heading
    texts : tuple of Stand
    motions : tuple of (str, tuple of Place)
        Name of each motion, and its places.
    changed : tuple of str
        What texts are called whose words have changed since.
    changed_parts : int
        How many parts are no longer what was answered.
    not_asked : tuple of str
        What can be asked now, and was not.
    compared : str
        Which groups are compared, in a sentence.
    rests : str
        On what it all rests, in a sentence.
    half : str
        Share of a group from which it is said to carry a text.
    hides : bool
        Whether small counts are not shown.
    is_older : bool
        Whether the paper has changed since.
    """

    headings: tuple[Heading, ...]
    texts: tuple[Stand, ...]
    motions: tuple[tuple[str, tuple[Place, ...]], ...]
    changed: tuple[str, ...]
    changed_parts: int
    not_asked: tuple[str, ...]
    compared: str
    rests: str
    half: str
    hides: bool
    is_older: bool


def account_told(read: PaperRead, questions: Iterable[Question], document: Document) -> AccountTold:
    """Put an account into words and bars, in the reader's language.

    Parameters
    ----------
    read : PaperRead
    questions : iterable of Question
        As they are now.
    document : mapping
        ``docs/methods/account.md`` names the keys.
    """
    return _Telling(read, tuple(questions), document).whole()


def kinds(responses: int, votes: int, signatures: int) -> str:
    """Say where answers come from; empty where there are none."""
    told = (
        (responses, ngettext("%(n)d answer on a sheet", "%(n)d answers on a sheet", responses)),
        (votes, ngettext("%(n)d vote recorded by name", "%(n)d votes recorded by name", votes)),
        (signatures, ngettext("%(n)d signature", "%(n)d signatures", signatures)),
    )
    return ", ".join(words % {"n": number} for number, words in told if number)


class _Telling:
    """Tells one account."""

    def __init__(self, read: PaperRead, questions: tuple[Question, ...], document: Document) -> None:
        self._read, self._document = read, document
        self._now = {one.id: one for one in questions}
        self._threshold: float = document["threshold"]
        basis = document["basis"]
        self._compared: tuple[str, ...] = tuple(basis["groups"]) or (_ALL,)

    def whole(self) -> AccountTold:
        document = self._document
        texts = tuple(self._stands("text", document["texts"]).values())
        parts = self._stands("part", document["parts"])
        told = {row["id"] for row in (*document["texts"], *document["parts"])}
        gone = [row["id"] for row in document["texts"] if not self._still(row)]
        return AccountTold(
            headings=tuple(self._headings(texts, tuple(parts.values()))),
            texts=texts,
            motions=tuple(self._motions(parts)),
            changed=tuple(self._called(one) for one in gone),
            changed_parts=len(document["parts"]) - len(parts),
            not_asked=tuple(isolated(one.label) for one in self._now.values() if one.id not in told),
            compared=self._basis(),
            rests=self._rests(),
            half=half(self._threshold),
            hides=not document["public"],
            is_older=document["version"] != self._read.version,
        )

    def _still(self, row: Mapping[str, Any]) -> bool:
        """Say whether a text is still worded as it was answered."""
        now = self._now.get(row["id"])
        return now is not None and now.digest == row["words"]

    def _called(self, on: str) -> str:
        now = self._now.get(on)
        return isolated(now.label if now else self._read.names.get(on, _("a text that is gone")))

    def _stands(self, anchor: str, rows: Iterable[Mapping[str, Any]]) -> dict[str, Stand]:
        """Tell of each question that still reads as it was answered, by its id."""
        return {
            row["id"]: self._stand(f"{anchor}-{place}", row)
            for place, row in enumerate(rows, start=1)
            if self._still(row)
        }

    def _stand(self, anchor: str, row: Mapping[str, Any]) -> Stand:
        question = self._now[row["id"]]
        every = dict(self._bars(row["support"]))
        verdict = self._verdict(row, every)
        return Stand(
            anchor=anchor,
            label=isolated(question.label),
            words=question.words if question.is_part else "",
            on=question.on,
            is_waiting=self._read.debate.listed(question.on) is None,
            verdict=verdict,
            because=self._because(verdict, every),
            bars=tuple(every[one] for one in dict.fromkeys((_ALL, *self._compared)) if one in every),
            every=tuple(every.values()),
            rests=_answered(every[_ALL]),
        )

    def _bars(self, support: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Bar]]:
        for group in self._document["groups"]:
            found = support.get(group["id"])
            if found is None or found["median"] is None or not self._is_shown(group["id"]):
                continue
            agree, disagree, passed, unheard = (
                found[name] for name in ("agree", "disagree", "pass", "unheard")
            )
            yield (
                group["id"],
                Bar(
                    name=self._group(group["id"]),
                    kind="" if group["column"] in {"", _BLOC} else isolated(group["column"]),
                    share=found["median"],
                    low=found["low"],
                    high=found["high"],
                    members=round(group["members"]),
                    counts=(agree, disagree, passed, unheard),
                ),
            )

    def _is_shown(self, group: str) -> bool:
        """Say whether a group is one that people know: declared, or a bloc where blocs are compared."""
        return self._groups[group]["column"] != _BLOC or group in self._compared

    @cached_property
    def _groups(self) -> Mapping[str, Mapping[str, Any]]:
        return {one["id"]: one for one in self._document["groups"]}

    def _group(self, group: str) -> str:
        return group_name(self._groups[group])

    def _verdict(self, row: Mapping[str, Any], bars: Mapping[str, Bar]) -> Verdict:
        compared = [bars[one] for one in self._compared if one in bars] or [bars[_ALL]]
        above = [one.low >= self._threshold for one in compared]
        below = [one.high < self._threshold for one in compared]
        sure = row["consensus"]["probability"] >= SURE if row["consensus"] else all(above)
        if sure:
            return Verdict.AGREED
        if any(above) and any(below):
            return Verdict.DIVIDES
        return Verdict.LITTLE if all(below) else Verdict.UNDECIDED

    def _because(self, verdict: Verdict, bars: Mapping[str, Bar]) -> str:
        compared = sorted(
            (bars[one] for one in self._compared if one in bars), key=lambda bar: (bar.share, bar.low)
        )
        least, most = (compared[0], compared[-1]) if compared else (bars[_ALL], bars[_ALL])
        told = {"least": least.name, "low": least.counted, "most": most.name, "high": most.counted}
        if len(compared) < 2:
            return _("%(most)s: %(high)s.") % told
        if verdict is Verdict.AGREED:
            return _("Least in %(least)s: %(low)s.") % told
        if verdict is Verdict.LITTLE:
            return _("Most in %(most)s: %(high)s.") % told
        if _often_passed(bars[_ALL]):
            return _("Most in %(most)s: %(high)s. Least in %(least)s: %(low)s. Many passed.") % told
        return _("Most in %(most)s: %(high)s. Least in %(least)s: %(low)s.") % told

    def _headings(self, texts: tuple[Stand, ...], parts: tuple[Stand, ...]) -> Iterator[Heading]:
        many = len(self._compared) > 1
        share = {"half": half(self._threshold)}
        said = {
            Verdict.AGREED: (
                _("Has buy-in across the groups") if many else _("Has buy-in"),
                (_("In every group %(half)s or more are likely to agree.") if many
                 else _("%(half)s or more are likely to agree.")) % share,
                _("Nothing that was asked, for sure."),
            ),
            Verdict.DIVIDES: (
                _("Divides the groups"),
                _("One group carries it, another does not."),
                _("Nothing that was asked, for sure."),
            ),
            Verdict.UNDECIDED: (
                _("Is undecided"),
                _("The answers so far leave it open."),
                _("Nothing that was asked."),
            ),
            Verdict.LITTLE: (
                _("Has little support in any group") if many else _("Has little support"),
                _("No group carries it as it is worded."),
                "",
            ),
        }  # fmt: skip
        for verdict, (title, means, none) in said.items():
            listed = Heading(verdict, title, means, none, _of(texts, verdict), _of(parts, verdict))
            always = verdict in {Verdict.AGREED, Verdict.UNDECIDED} or (verdict is Verdict.DIVIDES and many)
            if always or listed.texts or listed.parts:
                yield listed

    def _motions(self, parts: Mapping[str, Stand]) -> Iterator[tuple[str, tuple[Place, ...]]]:
        """Give the parts by motion and place, in the order of the motion."""
        slots: dict[str, dict[str, list[Stand]]] = {}
        for row in self._document["parts"]:
            if row["id"] in parts:
                slots.setdefault(row["motion"], {}).setdefault(row["slot"], []).append(parts[row["id"]])
        for motion, by_slot in slots.items():
            places = (Place(self._place(motion, slot), tuple(found)) for slot, found in by_slot.items())
            yield isolated(self._read.names[motion]), tuple(places)

    def _place(self, motion: str, slot: str) -> str:
        text = text_of(self._read.debate, motion)
        block = slot.removeprefix(f"{motion}:")
        if block not in text:
            return _("New words")
        number = text.block(block).number or str(text.place(block) + 1)
        return _("Place %(number)s") % {"number": isolated(number)}

    def _basis(self) -> str:
        kind, names = self._document["basis"]["kind"], [self._group(one) for one in self._compared]
        if kind == "groups":
            return _("Compared are: %(groups)s.") % {"groups": ", ".join(names)}
        if kind == "blocs":
            number = len(names)
            return ngettext(
                "Nobody declared groups, so %(number)d bloc of members who answer alike is looked at.",
                "Nobody declared groups, so %(number)d blocs of members who answer alike are compared.",
                number,
            ) % {"number": number}
        return _("There are no groups to compare, so this is about all members together.")

    def _rests(self) -> str:
        counts, known = self._document["counts"], self._document["known"]
        told = _("It rests on the answers of %(answered)d of %(members)d members.") % {
            "answered": counts["answered"],
            "members": counts["members"],
        }
        given = kinds(known["responses"], known["votes"], known["signatures"])
        counted = _("Counted are: %(kinds)s.") % {"kinds": given}
        return f"{told} {counted}" if given else told


def _of(stands: Iterable[Stand], verdict: Verdict) -> tuple[Stand, ...]:
    return tuple(one for one in stands if one.verdict is verdict)


def _answered(everybody: Bar) -> str:
    """Say on how many answers a share rests."""
    unheard = everybody.counts[3]
    if unheard is None:
        return _("Some counts are not shown, since fewer than five people gave such an answer.")
    return _("%(answered)d of %(members)d members answered.") % {
        "answered": everybody.members - unheard,
        "members": everybody.members,
    }


def _often_passed(everybody: Bar) -> bool:
    agree, disagree, passed, _unheard = everybody.counts
    if agree is None or disagree is None or passed is None:
        return False
    return passed >= OFTEN_PASSED * max(1, agree + disagree + passed)


def _length(share: float) -> str:
    return f"{100 * min(1.0, max(0.0, share)):.2f}%"
