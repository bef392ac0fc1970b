"""Whether what a paper says goes together: every id named is there, and every change finds its words."""

from __future__ import annotations

from collections.abc import Iterable

from onevoice.assembly.order.debate import Debate, Decision, ListedAmendment, ListedMotion, Question
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.order.parting import names_parts
from onevoice.assembly.order.stages import REVIVABLE, Form, Stage
from onevoice.assembly.wording.applying import apply
from onevoice.errors import WordingError
from onevoice.formats.paper_values import wrong

_ON_MOTIONS = frozenset({Form.MAIN, Form.PROCEDURE})


def checked(debate: Debate) -> Debate:
    """Give a debate back if all that it names is there.

    Raises
    ------
    InputError
        If it is not; the sentence names the place.
    """
    _once_each(debate)
    motions = {one.id for one in debate.motions}
    amendments = {one.id for one in debate.amendments}
    listed = motions | amendments
    for place, one in enumerate(debate.amendments):
        _there((one.amendment.target,), listed, f"amendments[{place}].target")
    for place, one in enumerate(debate.amendments):
        _finds_its_words(debate, one, f"amendments[{place}]")
    _there(debate.selected, listed, "selected")
    for place, grouping in enumerate(debate.groupings):
        _there(grouping.on, amendments, f"groupings[{place}].on")
    blocs = {one.id for one in debate.groupings if one.en_bloc}
    _there((debate.called,) if debate.called else (), amendments | blocs, "called")
    for place, question in enumerate(debate.questions):
        _decides(question, motions if question.form in _ON_MOTIONS else amendments, f"questions[{place}].on")
        for on in question.on if question.parts else ():
            if not names_parts(debate.motion(on).text, question.parts):
                wrong(f"questions[{place}].parts", f"are no parts of {on!r}", "Name every block of it once")
    _deferred(debate, motions, amendments)
    for place, decision in enumerate(debate.decisions):
        _decides(decision, listed, f"decisions[{place}].on")
    for place, judgement in enumerate(debate.judgements):
        _there(judgement.on, listed, f"judgements[{place}].on")
        if not judgement.on:
            wrong(f"judgements[{place}].on", "names nothing", "Name what is judged")
    return debate


def _once_each(debate: Debate) -> None:
    """Refuse two of one id, or of one letter or number."""
    held: set[str] = set()
    numbers: set[str] = set()
    kinds: tuple[tuple[str, tuple[ListedMotion | ListedAmendment, ...]], ...] = (
        ("motions", debate.motions),
        ("amendments", debate.amendments),
    )
    for kind, every in kinds:
        for place, one in enumerate(every):
            if not one.id or one.id in held:
                wrong(
                    f"{kind}[{place}].id", f"is {one.id!r}, which is another's or no name", "Choose another"
                )
            if one.number and one.number in numbers:
                wrong(f"{kind}[{place}].number", f"is {one.number!r}, which is another's", "Choose another")
            held.add(one.id)
            numbers.add(one.number)


def _there(named: Iterable[str], there: set[str], at: str) -> None:
    for one in named:
        if one not in there:
            todo = f"Name one of: {', '.join(sorted(there))}" if there else "Leave it away"
            wrong(at, f"names {one!r}, which is not in the paper", todo)


def _decides(question: Question | Decision, among: set[str], at: str) -> None:
    _there(question.on, among, at)
    if not question.on and question.form is not Form.PROCEDURE:
        wrong(at, "names nothing", "Name what is decided")


def _deferred(debate: Debate, motions: set[str], amendments: set[str]) -> None:
    """Refuse what is deferred and not to be found again, or held as deferred while it is not."""
    for place, held in enumerate(debate.deferred):
        at = f"deferred[{place}]"
        _there((held.motion,), motions, f"{at}.motion")
        if debate.motion(held.motion).stage is not Stage.DEFERRED:
            wrong(f"{at}.motion", f"names {held.motion!r}, which is not deferred", "Correct its stage")
        for number, question in enumerate(held.questions):
            among = motions if question.form in _ON_MOTIONS else amendments
            _decides(question, among, f"{at}.questions[{number}].on")
    kept = [held.motion for held in debate.deferred]
    for place, one in enumerate(debate.motions):
        if one.stage is Stage.DEFERRED and kept.count(one.id) != 1:
            wrong(f"motions[{place}]", "is at the stage 'deferred'", "Name it once under 'deferred'")


def _finds_its_words(debate: Debate, listed: ListedAmendment, at: str) -> None:
    """Refuse an amendment that still stands and cannot be carried out on its target."""
    if listed.stage not in REVIVABLE:
        return
    try:
        apply(text_of(debate, listed.amendment.target), listed.operations)
    except (KeyError, ValueError, WordingError) as error:
        what = f"cannot be carried out on {listed.amendment.target!r} ({str(error).rstrip('.')})"
        wrong(at, what, "Say what it does as 'notation'")
