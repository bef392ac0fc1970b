"""The order paper as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from onevoice.assembly.minutes import canonical
from onevoice.assembly.order.stages import Outcome
from onevoice.assembly.text import Text
from onevoice.chamber.pages.expected_files import (
    account_document,
    expectation_cells,
    expectation_document,
    predicted_document,
)
from onevoice.chamber.pages.stage_words import WORDS
from onevoice.chamber.readings.decisions import DecisionRead
from onevoice.chamber.readings.expected import Expectation
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.order_paper import AmendmentOnPaper, MotionOnPaper, OrderPaper, Standing
from onevoice.chamber.readings.outcomes import OutcomeRead
from onevoice.formats.docx_outline import Line, Style, outline_docx
from onevoice.formats.guarded_csv import guarded_csv
from onevoice.formats.plain_text import plain


def docx_file(sheet: OrderPaper) -> bytes:
    """Give the order paper as a document."""
    lines = (Line(one.style, for_file(one.words), one.depth) for one in _lines(sheet))
    return outline_docx(lines, title=sheet.paper.title, language=get_language() or "en")


def csv_file(sheet: OrderPaper) -> bytes:
    """Give the order paper as a table: a row for each motion and amendment."""
    head = (
        _("Motion"),
        _("Amendment"),
        _("To"),
        _("Turn"),
        _("Stage"),
        _("Mover"),
        _("Seconder"),
        _("Signatories"),
        _("What it does"),
        _("If it is agreed to, these fall"),
        _("If it is negatived, these fall"),
        _("Outcome"),
        _("Ayes"),
        _("Noes"),
        _("Expected ayes"),
        _("Expected noes"),
        _("Members on the roll"),
        _("Probability of being carried"),
    )
    return guarded_csv(head, ([for_file(str(cell)) for cell in row] for row in _rows(sheet)))


def json_file(sheet: OrderPaper) -> bytes:
    """Give the order paper as canonical JSON."""
    return canonical(
        {
            "title": sheet.paper.title,
            "rules": sheet.rules,
            "questions": [for_file(one.sentence) for one in sheet.questions],
            "motions": [motion_document(one) for one in sheet.motions],
            "composites": [
                {
                    "name": one.name,
                    "sources": list(one.sources),
                    "text": plain(one.text),
                    "agreed": list(one.agreed),
                    "awaited": list(one.awaited),
                    "expected": expectation_document(one.expected),
                }
                for one in sheet.composites
            ],
            "to_judge": [
                {"words": one.words, "rule": one.rule, "on": list(one.names), "waits": one.waits}
                for one in sheet.to_judge
            ],
            "decisions": [decision_document(one) for one in sheet.decisions],
            "account": account_document(sheet.expected),
        }
    )


def motion_document(one: MotionOnPaper) -> dict[str, Any]:
    """Give a motion as plain values."""
    return {
        **standing_document(one.standing),
        "title": one.title,
        "text": plain(one.text.text),
        "amendments": [amendment_document(each) for each in (*one.waiting, *one.others)],
        "blocs": [
            {"name": each.name, "amendments": list(each.amendments), **_outcomes(each.outcomes)}
            for each in one.blocs
        ],
    }


def amendment_document(one: AmendmentOnPaper) -> dict[str, Any]:
    """Give an amendment as plain values."""
    return {
        **standing_document(one.standing),
        "turn": one.turn,
        "why": for_file(one.why.sentence) if one.why else "",
        "says": [for_file(each) for each in one.says],
        **_outcomes(one.outcomes),
        "clashes": [for_file(each) for each in one.clashes],
        "bloc": one.bloc,
        "amendments": [amendment_document(each) for each in one.amendments],
    }


def standing_document(one: Standing) -> dict[str, Any]:
    """Give what the paper says of a text as plain values."""
    return {
        "number": one.number,
        "name": one.name,
        "stage": one.stage.value,
        "mover": one.mover,
        "seconder": one.seconder,
        "signatories": list(one.signatories),
        "reason": for_file(one.reason.sentence) if one.reason else "",
        "rule": one.reason.rule if one.reason else "",
        "decision": decision_document(one.decision) if one.decision else None,
        "expected": expectation_document(one.expected),
    }


def decision_document(one: DecisionRead) -> dict[str, Any]:
    """Give a decision as plain values."""
    count = one.count
    return {
        "on": for_file(one.names),
        "outcome": one.outcome.value,
        "how": one.how.value,
        "rule": one.rule,
        "reason": for_file(one.reason),
        "time": one.at,
        "ayes": count.ayes if count else None,
        "noes": count.noes if count else None,
        "abstentions": count.abstentions if count else None,
        "names": {"ayes": list(one.ayes), "noes": list(one.noes), "abstained": list(one.abstained)},
        "corrections": [
            {"ayes": each.before.ayes, "noes": each.before.noes, "reason": each.reason, "time": each.at}
            for each in one.corrections
        ],
        "predicted": predicted_document(one.predicted),
    }


def falls_in_words(one: OutcomeRead) -> str:
    """Say what would follow on an outcome, without the reasons."""
    head = _("If it is agreed to") if one.outcome is Outcome.AGREED else _("If it is negatived")
    if one.impossible:
        return _("%(if)s: it cannot be carried on the words as they now read.") % {"if": head}
    if not one.falls:
        return _("%(if)s: nothing falls.") % {"if": head}
    return _("%(if)s, these fall: %(names)s.") % {"if": head, "names": one.texts}


def decision_in_words(one: DecisionRead) -> str:
    """Say a decision in a line."""
    said = f"{one.names}: {WORDS[one.outcome]} ({WORDS[one.how]})"
    if one.count is None:
        return said
    counted = _("%(ayes)s ayes, %(noes)s noes") % {"ayes": one.count.ayes, "noes": one.count.noes}
    if one.count.abstentions:
        counted += ", " + _("abstentions: %(number)s") % {"number": one.count.abstentions}
    return f"{said}, {counted}"


def _outcomes(given: Sequence[OutcomeRead]) -> dict[str, Any]:
    return {
        f"if_{one.outcome.value}": {
            "impossible": one.impossible,
            "falls": [
                {"name": fall.name, "why": for_file(fall.why), "rule": fall.rule} for fall in one.falls
            ],
        }
        for one in given
    }


def _lines(sheet: OrderPaper) -> Iterator[Line]:
    yield Line(Style.TITLE, sheet.paper.title)
    yield Line(Style.WORDS, _("Rules: %(title)s") % {"title": sheet.rules})
    if sheet.questions:
        yield Line(Style.HEADING, _("The question now"))
        yield from (Line(Style.WORDS, one.sentence) for one in sheet.questions)
    if sheet.expected.of:
        yield Line(Style.WORDS, sheet.expected.in_words)
    for motion in sheet.motions:
        yield Line(Style.HEADING, _("Motion %(name)s") % {"name": _titled(motion)})
        yield from _standing(motion.standing)
        yield from _words(motion.text.text)
        for bloc in motion.blocs:
            said = _("In one question, %(name)s: %(amendments)s")
            yield Line(Style.WORDS, said % {"name": bloc.name, "amendments": ", ".join(bloc.amendments)})
            yield from (Line(Style.ENTRY, falls_in_words(one)) for one in bloc.outcomes)
        for one in (*motion.waiting, *motion.others):
            yield from _amendment(one)
    for composite in sheet.composites:
        yield Line(Style.HEADING, composite.name)
        yield from _words(composite.text)
        yield from _expected(composite.expected)
    if sheet.decisions:
        yield Line(Style.HEADING, _("Decided"))
        for decision in sheet.decisions:
            yield Line(Style.ENTRY, decision_in_words(decision))
            if decision.predicted is not None:
                yield Line(Style.ENTRY, decision.predicted.in_words, 1)


def _words(text: Text) -> Iterator[Line]:
    return (Line(Style.WORDS, words) for words in plain(text).split("\n") if words.strip())


def _titled(motion: MotionOnPaper) -> str:
    number, title = motion.standing.number, motion.title
    return f"{number}: {title}" if number and title else number or title or motion.standing.name


def _amendment(one: AmendmentOnPaper) -> Iterator[Line]:
    yield Line(Style.SUBHEADING, _("Amendment %(name)s") % {"name": one.standing.name})
    yield from _standing(one.standing)
    yield from (Line(Style.WORDS, says) for says in one.says)
    if one.why:
        yield Line(Style.ENTRY, one.why.sentence)
    for outcome in one.outcomes:
        yield Line(Style.ENTRY, falls_in_words(outcome))
        yield from (Line(Style.ENTRY, f"{fall.name}: {fall.why}", 1) for fall in outcome.falls)
    yield from (Line(Style.ENTRY, clash) for clash in one.clashes)
    for each in one.amendments:
        yield from _amendment(each)


def _standing(one: Standing) -> Iterator[Line]:
    said = [str(WORDS[one.stage])]
    if one.mover:
        said.append(_("moved by %(name)s") % {"name": one.mover})
    if one.seconder:
        said.append(_("seconded by %(name)s") % {"name": one.seconder})
    if one.signatories:
        said.append(_("signed by %(names)s") % {"names": ", ".join(one.signatories)})
    yield Line(Style.WORDS, "; ".join(said) + ".")
    if one.reason:
        yield Line(Style.WORDS, f"{one.reason.sentence} [{one.reason.rule}]")
    if one.decision:
        yield Line(Style.WORDS, decision_in_words(one.decision))
    yield from _expected(one.expected)


def _expected(one: Expectation | None) -> Iterator[Line]:
    if one is not None:
        changed = _("The words have changed since members were asked.")
        yield Line(Style.WORDS, changed if one.division is None else one.division.in_words)


def _rows(sheet: OrderPaper) -> Iterator[list[str | int]]:
    for motion in sheet.motions:
        own = motion.standing
        yield [
            motion.title or own.name,
            "",
            "",
            "",
            *_cells(own),
            "",
            "",
            "",
            *_result(own),
            *expectation_cells(own.expected),
        ]
        for one in (*motion.waiting, *motion.others):
            yield from _amendment_rows(motion, one, motion.standing.name)


def _amendment_rows(motion: MotionOnPaper, one: AmendmentOnPaper, to: str) -> Iterator[list[str | int]]:
    falls = {each.outcome: each.names for each in one.outcomes}
    yield [
        motion.title or motion.standing.name,
        one.standing.name,
        to,
        one.turn or "",
        *_cells(one.standing),
        "; ".join(one.says),
        falls.get(Outcome.AGREED, ""),
        falls.get(Outcome.NEGATIVED, ""),
        *_result(one.standing),
        *expectation_cells(one.standing.expected),
    ]
    for each in one.amendments:
        yield from _amendment_rows(motion, each, one.standing.name)


def _cells(one: Standing) -> list[str | int]:
    return [str(WORDS[one.stage]), one.mover, one.seconder, ", ".join(one.signatories)]


def _result(one: Standing) -> list[str | int]:
    if one.decision is None:
        return ["", "", ""]
    count = one.decision.count
    return [str(WORDS[one.decision.outcome]), count.ayes if count else "", count.noes if count else ""]
