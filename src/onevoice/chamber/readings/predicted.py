"""Predicted against happened: what was expected of a decision before it was taken, and what it brought.

A declared count is of those present, an expectation of all on the roll: so what is compared is the share of
ayes among ayes and noes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import chain

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from onevoice.assembly.majority import Measure
from onevoice.assembly.minutes import read_line
from onevoice.assembly.order.debate import Decision
from onevoice.assembly.order.stages import Form
from onevoice.chamber import models
from onevoice.chamber.readings.expected import Expected, counts_in_words, told, words_now
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.shares import between, interval, percent

_ON_A_TEXT = {Form.MAIN, Form.AMENDMENT}
_DECLARING = ("declare", "cast")


@dataclass(frozen=True, slots=True)
class Predicted:
    """A decision beside what was expected of it.

    Attributes
    ----------
    expected : Expected
        By the account that was published last before the decision.
    ayes, noes : int
        As declared, and as corrected since.
    """

    expected: Expected
    ayes: int
    noes: int

    @property
    def in_words(self) -> str:
        """What was expected beside what was declared, in a sentence."""
        said = _(
            "Expected of all %(members)s on the roll: %(ayes)s ayes (%(ayes_low)s to %(ayes_high)s),"
            " %(noes)s noes (%(noes_low)s to %(noes_high)s). Declared: %(declared_ayes)s ayes,"
            " %(declared_noes)s noes."
        )
        declared = {"declared_ayes": self.ayes, "declared_noes": self.noes}
        return said % {**counts_in_words(self.expected), **declared}

    @property
    def shares_in_words(self) -> str:
        """The shares of ayes among ayes and noes, in a sentence; empty where there is none to compare."""
        if self.is_within is None:
            return ""
        inside = _("Share of ayes: %(expected)s expected, %(declared)s declared: inside the interval.")
        beyond = _("Share of ayes: %(expected)s expected, %(declared)s declared: not in the interval.")
        said = inside if self.is_within else beyond
        return said % {"expected": self.expected_share_in_words, "declared": self.share_in_words}

    @property
    def expected_share_in_words(self) -> str:
        """The share that was expected, with its interval; empty where there is none."""
        if self.expected.share is None:
            return ""
        triple = asdict(self.expected.share)
        if not self._is_close:
            return interval(triple)
        return between(*(_in_tenths(triple[name]) for name in ("median", "low", "high")))

    @property
    def share_in_words(self) -> str:
        """The share that was declared; empty where there were neither ayes nor noes."""
        if self.share is None:
            return ""
        return _in_tenths(self.share) if self._is_close else percent(self.share)

    @property
    def _is_close(self) -> bool:
        """Whether whole per cent would read as inside the interval, where the share is not in it."""
        share, expected = self.share, self.expected.share
        if share is None or expected is None or self.is_within:
            return False
        return percent(share) in {percent(expected.low), percent(expected.high)}

    @property
    def share(self) -> float | None:
        """The ayes among ayes and noes; None where there were neither."""
        return self.ayes / (self.ayes + self.noes) if self.ayes + self.noes else None

    @property
    def is_within(self) -> bool | None:
        """Whether the share of ayes lay within its interval; None where there is none of either."""
        share, expected = self.share, self.expected.share
        return None if share is None or expected is None else expected.low <= share <= expected.high

    @property
    def is_carried(self) -> bool:
        """Whether there were more ayes than noes, which is what the probability was of."""
        return self.ayes > self.noes

    @property
    def brier(self) -> float:
        """The squared distance of the probability from what happened."""
        return (self.expected.carried - self.is_carried) ** 2


def _in_tenths(share: float) -> str:
    return f"{number_format(round(100 * share, 1), 1)}%"  # which alone would cut, not round


def predictions(read: PaperRead) -> Mapping[int, Predicted]:
    """Give, by the place of a decision on a paper, what had been expected of it: of those by count alone.

    What was expected of other words than those that were decided is no expectation of them.
    """
    accounts = list(models.Account.objects.filter(paper_id=read.id).values_list("sequence", "pk"))
    counted = {
        place: one
        for place, one in enumerate(read.debate.decisions)
        if one.form in _ON_A_TEXT and len(one.on) == 1 and one.count and one.count.measure is Measure.HEADS
    }
    if not accounts or not counted:
        return {}
    entered = _entries(read, counted)
    words = words_now(read)
    return dict(_predicted(counted, entered, words, accounts))


def _predicted(
    counted: Mapping[int, Decision],
    entered: Mapping[int, int],
    words: Mapping[str, str],
    accounts: Sequence[tuple[int, str]],
) -> Iterator[tuple[int, Predicted]]:
    for place, one in counted.items():
        before = next((pk for sequence, pk in accounts if sequence < entered.get(place, 0)), None)
        if before is None or one.count is None:
            continue
        account, (on,) = told(before), one.on
        expected = account.divisions.get(on)
        if expected is not None and account.words[on] == words.get(on):
            yield place, Predicted(expected, int(one.count.ayes), int(one.count.noes))


def _entries(read: PaperRead, counted: Mapping[int, Decision]) -> dict[int, int]:
    """Give, by the place of a decision, the sequence of the entry that declared it.

    A decision bears the time of its entry. Of several entries in one second the latest are meant: a count
    that ended in a tie, or without a quorum, was declared without deciding.
    """
    at: dict[str, list[int]] = defaultdict(list)
    places: dict[str, list[int]] = defaultdict(list)
    for place, one in counted.items():
        places[one.at].append(place)
    rows = models.Entry.objects.filter(
        assembly__papers=read.id, act__in=_DECLARING, time__in=[datetime.fromisoformat(one) for one in places]
    )
    for row in rows:
        entry = read_line(bytes(row.line))
        if entry.objects[:1] == (read.id,):
            at[entry.time].append(entry.sequence)
    pairs = (zip(reversed(own), reversed(at[time]), strict=False) for time, own in places.items())
    return dict(chain.from_iterable(pairs))
