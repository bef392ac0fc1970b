"""What the chair reads out at this moment, in the language of the assembly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import override

from onevoice.assembly.order.debate import Debate, Decision, ListedMotion
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.questions import before_meeting, just_decided, spoken
from onevoice.assembly.order.stages import Form, How, Outcome, QuestionStage
from onevoice.assembly.order.words import say
from onevoice.chamber.models import Assembly
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.next_act import NextAct
from onevoice.chamber.readings.papers import PaperRead, names_on
from onevoice.chamber.readings.to_order import purpose

_NEXT = frozenset({"chair-next", "chair-next-separate-vote"})


def spoken_now(assembly: Assembly, read: PaperRead, coming: NextAct) -> tuple[str, ...]:
    """Give the chair's sentences, with names and typed words set apart.

    The rule pack words what it has words for; between those stand ours, so that somebody who presides for
    the first time is never left without one.
    """
    with override(assembly.language):
        names = names_on(assembly.id, read.debate)
        return tuple(_sentences(read.debate, read.pack, names, coming, assembly.language))


def put_in_words(assembly: Assembly, read: PaperRead) -> tuple[str, ...]:
    """Give the questions that are pending in the words in which the chair proposes or puts them."""
    with override(assembly.language):
        debate = called_by_name(read.debate, names_on(assembly.id, read.debate))
        return tuple(
            say(before_meeting(debate, read.pack, one), read.pack, assembly.language)
            for one in debate.questions
        )


def called_by_name(debate: Debate, names: dict[str, str]) -> Debate:
    """Give a debate to be read out: what has no number is called by its name, and no id is left."""

    def name(on: str) -> str:
        return isolated(names.get(on, "")) or on

    motions = tuple(
        replace(
            one,
            number=isolated(one.number) or name(one.id),
            motion=replace(one.motion, title=isolated(one.motion.title)),
        )
        for one in debate.motions
    )
    amendments = tuple(replace(one, number=isolated(one.number) or name(one.id)) for one in debate.amendments)
    decisions = tuple(
        replace(one, question=name(one.question)) if one.form is Form.EN_BLOC else one
        for one in debate.decisions
    )
    called = debate.called if debate.listed(debate.called) else name(debate.called)
    return replace(debate, motions=motions, amendments=amendments, decisions=decisions, called=called)


def _sentences(
    debate: Debate, pack: Pack, names: dict[str, str], coming: NextAct, language: str
) -> Iterator[str]:
    latest = just_decided(debate)
    if coming.act in {"open-sitting", "call-sitting"}:
        yield _("The sitting is not open.")
        return
    if latest is not None and latest.form is Form.PROCEDURE:
        yield _procedure(latest)
        debate = replace(debate, decisions=())
    # a seconder, the debate and a composite to be moved come before the next amendment
    comes_before = coming.act in {"second", "begin-debate"} or (coming.act == "move" and not debate.called)
    unsaid = {"chair-nothing"} | (_NEXT if comes_before else frozenset())
    said = spoken(called_by_name(debate, names), pack, language)
    yield from (say(one, pack, language) for one in said if one.id not in unsaid)
    yield from _ours(debate, names, coming)
    if coming.act == "over" and not debate.questions:
        yield _("That concludes the business on this paper.")


def _procedure(decision: Decision) -> str:
    """Say what became of a motion to order; its own name is nothing that could be read out."""
    about = {"purpose": purpose(decision.kind)}
    if decision.outcome is Outcome.AGREED:
        return _("The motion to order, %(purpose)s, is agreed to.") % about
    if decision.how is How.VOICES:
        return _("The motion to order, %(purpose)s, is not agreed to.") % about
    return _("The motion to order, %(purpose)s, falls.") % about


def _ours(debate: Debate, names: dict[str, str], coming: NextAct) -> Iterator[str]:
    """Give what a pack has no words for."""
    listed = debate.listed(coming.on)
    name = isolated(names.get(coming.on, ""))
    mover = isolated(names.get(coming.who, ""))
    if coming.act == "move" and not debate.called:
        what = _("motion %(name)s") % {"name": name} if isinstance(listed, ListedMotion) else name
        if mover:
            yield _("I call %(member)s to move %(what)s.") % {"member": mover, "what": what}
        else:
            yield _("Who moves %(what)s?") % {"what": what}
    elif coming.act == "second":
        yield _("Is there a seconder?")
    elif coming.act == "begin-debate":
        yield _("The question is open for debate. Who wishes to speak?")
    elif coming.act == "put" and _was_debated(debate):
        yield _("If nobody else wishes to speak, I put the question.")
    elif coming.act == "take-up":
        yield _("We take up %(what)s again.") % {"what": name}


def _was_debated(debate: Debate) -> bool:
    now = debate.question
    return now is not None and now.stage is QuestionStage.PROPOSED and now.debated
