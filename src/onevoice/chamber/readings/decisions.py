"""What was decided on a paper, how, by which count, and what was corrected since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onevoice.assembly.majority import Count
from onevoice.assembly.order.debate import Correction, Decision
from onevoice.assembly.order.stages import Form, How, Outcome
from onevoice.chamber import models
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.predicted import Predicted, predictions
from onevoice.chamber.readings.to_order import motion_to_order
from onevoice.chamber.readings.told import told


@dataclass(frozen=True, slots=True)
class CountRead:
    """A declared count."""

    ayes: str
    noes: str
    abstentions: str

    @classmethod
    def of(cls, count: Count) -> CountRead:
        """Give the numbers of a count; where nobody abstained, that is empty."""
        return cls(str(count.ayes), str(count.noes), str(count.abstentions) if count.abstentions else "")


@dataclass(frozen=True, slots=True)
class CorrectionRead:
    """Numbers as they were before a correction, and why they were corrected."""

    before: CountRead
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class DecisionRead:
    """A decision.

    Attributes
    ----------
    on : tuple of str
        Ids of texts.
    names : str
        What was decided, in words.
    outcome : Outcome
    how : How
    count : CountRead or None
    rule, reason : str
        By which it follows; empty where voices were not challenged.
    at : str
        ISO 8601 time, UTC.
    corrections : tuple of CorrectionRead
    ayes, noes, abstained : tuple of str
        Names recorded on paper.
    predicted : Predicted or None
        Beside what was expected of it, if anything was published before.
    """

    on: tuple[str, ...]
    names: str
    outcome: Outcome
    how: How
    count: CountRead | None
    rule: str
    reason: str
    at: str
    corrections: tuple[CorrectionRead, ...]
    ayes: tuple[str, ...] = ()
    noes: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    predicted: Predicted | None = None

    @property
    def has_names(self) -> bool:
        """Say whether names were recorded."""
        return bool(self.ayes or self.noes or self.abstained)


def decisions(read: PaperRead) -> tuple[DecisionRead, ...]:
    """Give a paper's decisions, in order."""
    recorded: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = models.NameRecorded.objects.filter(paper_id=read.id).order_by("person__name", "person_id")
    for place, vote, name in rows.values_list("decision", "vote", "person__name"):
        recorded[place][vote].append(name)
    predicted = predictions(read)
    return tuple(
        _decision(read, one, recorded.get(place, {}), predicted.get(place))
        for place, one in enumerate(read.debate.decisions)
    )


def _decision(
    read: PaperRead, one: Decision, recorded: Mapping[str, list[str]], predicted: Predicted | None
) -> DecisionRead:
    return DecisionRead(
        on=one.on,
        names=_decided(read, one),
        outcome=one.outcome,
        how=one.how,
        count=None if one.count is None else CountRead.of(one.count),
        rule=one.rule,
        reason="" if one.reason is None else told(one.reason, read.names, read.pack),
        at=one.at,
        corrections=tuple(_correction(correction) for correction in one.corrections),
        ayes=tuple(recorded.get("aye", ())),
        noes=tuple(recorded.get("no", ())),
        abstained=tuple(recorded.get("abstain", ())),
        predicted=predicted,
    )


def _correction(one: Correction) -> CorrectionRead:
    return CorrectionRead(CountRead.of(one.count), one.reason, one.at)


_WORDS = {
    Form.MAIN: gettext_noop("Motion %(names)s"),
    Form.AMENDMENT: gettext_noop("Amendment %(names)s"),
    Form.ORIGINAL_WORDS: gettext_noop("That the original words stand (amendment %(names)s)"),
    Form.ADDED_WORDS: gettext_noop("That the proposed words be added (amendment %(names)s)"),
    Form.SEPARATE_VOTE: gettext_noop("That the words stay (%(names)s)"),
    Form.EN_BLOC: gettext_noop("Amendments %(names)s, in one question"),
}


def _decided(read: PaperRead, one: Decision) -> str:
    """Say what a question was on."""
    if one.form is Form.PROCEDURE:
        return motion_to_order(one.kind)
    texts = ", ".join(isolated(read.names.get(on, on)) for on in one.on)
    return _(_WORDS[one.form]) % {"names": texts}
