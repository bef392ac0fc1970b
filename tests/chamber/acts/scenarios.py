"""For every act of the table, an evening in which it can be done, by whom, and the act itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from chamber.accounts import made_ready, said
from chamber.assemblies import ADMINISTRATOR
from chamber.evenings import STARTS, WORDS, Evening, adds, leaves_out
from onevoice.assembly.majority import Count
from onevoice.assembly.motion import Clause
from onevoice.assembly.order.compositing import composite_hash
from onevoice.assembly.sounding import Response
from onevoice.chamber.acts import (
    accounts,
    altering,
    answers,
    compositing,
    debating,
    doing,
    drafting,
    establishing,
    founding,
    inviting,
    keys,
    marshalling,
    materials,
    recording,
    rolls,
    signing,
    sittings,
    tabling,
)
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.models.ids import new_id

Act = Callable[[Doer], object]
Scene = Callable[[Evening], tuple[Doer, Act]]
SCENES: dict[str, tuple[str, Scene]] = {}


def scene(act: str, pack: str = "uk_council") -> Callable[[Scene], Scene]:
    """Say for which act a scene is, under which rules."""

    def listed(made: Scene) -> Scene:
        SCENES[act] = (pack, made)
        return made

    return listed


def administrator(e: Evening) -> Doer:
    """Give an administrator who looks at the assembly."""
    return replace(ADMINISTRATOR, assembly=e.town.assembly.id)


@scene("found-assembly")
def _(_e: Evening):
    slug = f"other-{new_id()}"
    return ADMINISTRATOR, lambda doer: founding.found_assembly(doer, slug, "Other council", "commons")


@scene("change-settings")
def _(e: Evening):
    return e.town.clerk, lambda doer: establishing.change_settings(doer, width=60, is_open=False)


@scene("appoint")
def _(e: Evening):
    person = e.town.members[2].person
    return administrator(e), lambda doer: rolls.appoint(doer, person, clerk=True, chair=False)


@scene("import-roll")
def _(e: Evening):
    entries = (rolls.RollEntry("n1", "New", (("party", "Red"),)), rolls.RollEntry("m1", "Changed"))
    return e.town.clerk, lambda doer: rolls.import_roll(doer, entries)


@scene("change-person")
def _(e: Evening):
    person = e.town.members[2].person
    return e.town.clerk, lambda doer: rolls.change_person(doer, person, name="Another", weight="2/3")


@scene("erase-person")
def _(e: Evening):
    person = e.town.members[2].person
    return administrator(e), lambda doer: rolls.erase_person(doer, person)


@scene("issue-keys")
def _(e: Evening):
    person = e.town.members[2].person
    return e.town.clerk, lambda doer: keys.issue_key(doer, person)


@scene("sign-out-everywhere")
def _(e: Evening):
    return e.town.member, keys.sign_out_everywhere


@scene("link-material")
def _(e: Evening):
    page = Path(__file__)
    return e.town.clerk, lambda doer: materials.link_material(
        doer, "Report", page, "text/html", paper=e.paper
    )


@scene("call-sitting")
def _(e: Evening):
    return e.town.clerk, lambda doer: sittings.call_sitting(
        doer, "November", STARTS, "Hall", 3, (e.paper,), interruption="2026-11-24T21:00:00Z"
    )


@scene("change-sitting")
def _(e: Evening):
    sitting = e.sitting()
    return e.town.clerk, lambda doer: sittings.change_sitting(
        doer, sitting, "December", STARTS, "Barn", None, day=2, days=3, interruption="2026-11-24T21:00:00Z"
    )


@scene("cancel-sitting")
def _(e: Evening):
    sitting = e.sitting()
    return e.town.clerk, lambda doer: sittings.cancel_sitting(doer, sitting)


@scene("set-agenda")
def _(e: Evening):
    sitting = e.sitting(is_open=True)
    other = founding.open_paper(e.town.clerk, "Pools").on
    agenda = (("Welcome", ""), ("Pools", other), ("Libraries", e.paper))
    return e.town.clerk, lambda doer: sittings.set_agenda(doer, sitting, agenda)


@scene("open-sitting")
def _(e: Evening):
    sitting = e.sitting()
    return e.town.chair, lambda doer: sittings.open_sitting(doer, sitting, 7)


@scene("arrive")
def _(e: Evening):
    sitting = e.sitting()
    return e.town.member, lambda doer: sittings.arrive(doer, sitting)


@scene("leave")
def _(e: Evening):
    sitting = e.sitting()
    sittings.arrive(e.town.member, sitting)
    return e.town.member, lambda doer: sittings.leave(doer, sitting)


@scene("count-present")
def _(e: Evening):
    sitting = e.sitting(is_open=True)
    return e.town.chair, lambda doer: sittings.count_present(doer, sitting, 5)


@scene("adjourn-sitting")
def _(e: Evening):
    sitting = e.sitting(is_open=True)
    return e.town.chair, lambda doer: sittings.adjourn_sitting(doer, sitting)


@scene("close-sitting")
def _(e: Evening):
    sitting = e.sitting(is_open=True)
    sittings.arrive(e.town.member, sitting)
    return e.town.chair, lambda doer: sittings.close_sitting(doer, sitting)


@scene("open-paper")
def _(e: Evening):
    return e.town.clerk, lambda doer: founding.open_paper(doer, "Pools", pack="commons")


@scene("keep-draft")
def _(e: Evening):
    on = e.motion()
    return e.town.member, lambda doer: drafting.keep_draft(doer, e.paper, "text", "Words", target=on)


@scene("drop-draft")
def _(e: Evening):
    draft = drafting.keep_draft(e.town.member, e.paper, "text", "Words", title="Mine").on
    return e.town.member, lambda doer: drafting.drop_draft(doer, draft)


@scene("table-motion")
def _(e: Evening):
    return e.town.member, lambda doer: tabling.table_motion(doer, e.paper, "Libraries", WORDS)


@scene("table-amendment")
def _(e: Evening):
    on = e.motion()
    return e.town.member, lambda doer: tabling.table_amendment(doer, e.paper, on, adds(), seek=True)


@scene("ask-separate-vote", "conference")
def _(e: Evening):
    on = e.motion()
    out = leaves_out(e.debate, on)
    return e.town.member, lambda doer: tabling.ask_separate_vote(doer, e.paper, on, out)


@scene("submit")
def _(e: Evening):
    on = tabling.table_motion(e.town.member, e.paper, "Libraries", WORDS, seek=True).on
    return e.town.member, lambda doer: tabling.submit(doer, e.paper, on)


@scene("sign")
def _(e: Evening):
    on = e.motion()
    return e.town.members[1], lambda doer: signing.sign(doer, e.paper, on)


@scene("unsign")
def _(e: Evening):
    on = e.motion()
    signing.sign(e.town.members[1], e.paper, on)
    return e.town.members[1], lambda doer: signing.unsign(doer, e.paper, on)


@scene("second")
def _(e: Evening):
    on = e.motion()
    return e.town.members[1], lambda doer: signing.second(doer, e.paper, on)


@scene("withdraw")
def _(e: Evening):
    on = e.moved()
    return e.town.member, lambda doer: tabling.withdraw(doer, e.paper, on, leave=True, seconder=True)


@scene("return")
def _(e: Evening):
    on = tabling.table_motion(e.town.member, e.paper, "Libraries", WORDS).on
    return e.town.clerk, lambda doer: tabling.return_(doer, e.paper, on, "C2", "Says nothing")


@scene("number")
def _(e: Evening):
    on = tabling.table_motion(e.town.member, e.paper, "Libraries", WORDS).on
    return e.town.clerk, lambda doer: tabling.number(doer, e.paper, on, "7")


@scene("group")
def _(e: Evening):
    on = e.motion()
    pair = (e.amendment(on), e.amendment(on))
    return e.town.clerk, lambda doer: marshalling.group(doer, e.paper, "", pair, "Both")


@scene("pull-out", "robert")
def _(e: Evening):
    first, _other = e.bloc()
    return e.town.member, lambda doer: marshalling.pull_out(doer, e.paper, first)


@scene("recommend")
def _(e: Evening):
    on = e.motion()
    return e.town.clerk, lambda doer: tabling.recommend(doer, e.paper, on, adds())


@scene("take-in")
def _(e: Evening):
    on = e.amendment(e.motion())
    return e.town.member, lambda doer: altering.take_in(doer, e.paper, on)


@scene("take-in-for-committee", "conference")
def _(e: Evening):
    on = e.amendment(e.motion())
    marshalling.judge(e.town.chair, e.paper, "drafting", (on,), "yes", "A comma")
    return e.town.clerk, lambda doer: altering.take_in_for_committee(doer, e.paper, on)


@scene("alter")
def _(e: Evening):
    on = e.motion()
    out = leaves_out(e.debate, on)
    return e.town.member, lambda doer: altering.alter(doer, e.paper, on, out)


@scene("compose", "conference")
def _(e: Evening):
    clauses = _clauses(e)
    return e.town.member, lambda doer: compositing.compose(doer, e.paper, "", WORDS, clauses)


@scene("consent", "conference")
def _(e: Evening):
    on = compositing.compose(e.town.clerk, e.paper, "", WORDS, _clauses(e)).on
    words = composite_hash(e.debate.composites[0].composite)
    return e.town.member, lambda doer: compositing.consent(doer, e.paper, on, words, given=True)


def _clauses(e: Evening) -> tuple[Clause, ...]:
    sources = (e.motion(), e.motion(e.town.members[1]))
    return tuple(
        Clause(f"k{n}", one, WORDS.blocks[n].words, ((f"b{n + 1}", 0, 4),)) for n, one in enumerate(sources)
    )


@scene("select", "commons")
def _(e: Evening):
    on = e.motion()
    first, other = e.amendment(on), e.amendment(on)
    return e.town.chair, lambda doer: marshalling.select(doer, e.paper, (first,), ((other, "Said already"),))


@scene("judge")
def _(e: Evening):
    on = e.amendment(e.motion())
    return e.town.chair, lambda doer: marshalling.judge(doer, e.paper, "negates", (on,), "no", "It does not")


@scene("declare-fallen")
def _(e: Evening):
    on = e.amendment(e.motion())
    return e.town.chair, lambda doer: marshalling.declare_fallen(doer, e.paper, on, "C5", "Inconsistent")


@scene("give-answers")
def _(e: Evening):
    on = e.motion()
    given = said(e, {on: dict.fromkeys(e.town.members[:4], Response.AGREE)})
    return e.town.clerk, lambda doer: answers.give_answers(doer, e.paper, given)


@scene("work-out")
def _(e: Evening):
    return e.town.chair, lambda doer: accounts.work_out(doer, e.paper, places=2)


@scene("publish-account")
def _(e: Evening):
    digest = made_ready(e)
    return e.town.clerk, lambda doer: accounts.publish_account(doer, e.paper, digest)


@scene("invite")
def _(e: Evening):
    on = e.motion()
    made_ready(e, {on: e.town.members[3:]})
    return e.town.member, lambda doer: inviting.invite(doer, e.paper, on)


@scene("decline-invitation")
def _(e: Evening):
    on = e.motion()
    made_ready(e, {on: e.town.members[3:4]})
    inviting.invite(e.town.member, e.paper, on)
    return e.town.members[3], lambda doer: inviting.decline_invitation(doer, e.paper, on)


@scene("call")
def _(e: Evening):
    on = e.amendment(e.moved())
    return e.town.chair, lambda doer: debating.call(doer, e.paper, on)


@scene("move")
def _(e: Evening):
    on = e.motion()
    return e.town.member, lambda doer: debating.move(doer, e.paper, on)


@scene("not-moved")
def _(e: Evening):
    on = e.amendment(e.moved())
    debating.call(e.town.chair, e.paper, on)
    return e.town.chair, lambda doer: debating.not_moved(doer, e.paper, on)


@scene("move-procedure")
def _(e: Evening):
    e.moved()
    return e.town.member, lambda doer: debating.move_procedure(doer, e.paper, "next-business")


@scene("take-apart", "robert")
def _(e: Evening):
    on = e.moved()
    marshalling.judge(e.town.chair, e.paper, "independent-subjects", (on,), "yes", "Two subjects")
    return e.town.member, lambda doer: debating.take_apart(doer, e.paper, on, (("b1",), ("b2",)))


@scene("take-up")
def _(e: Evening):
    on = e.moved()
    debating.move_procedure(e.town.member, e.paper, "refer")
    debating.put(e.town.chair, e.paper)
    debating.collect(e.town.chair, e.paper, agreed=True)
    return e.town.chair, lambda doer: debating.take_up(doer, e.paper, on)


@scene("begin-debate")
def _(e: Evening):
    on = e.moved()
    return e.town.chair, lambda doer: debating.begin_debate(doer, e.paper, question=on)


@scene("put")
def _(e: Evening):
    on = e.moved()
    return e.town.chair, lambda doer: debating.put(doer, e.paper, question=on)


@scene("collect")
def _(e: Evening):
    on = e.moved()
    debating.put(e.town.chair, e.paper)
    return e.town.chair, lambda doer: debating.collect(doer, e.paper, True, on)


@scene("divide")
def _(e: Evening):
    on = e.moved()
    debating.put(e.town.chair, e.paper)
    return e.town.chair, lambda doer: debating.divide(doer, e.paper, on)


@scene("declare")
def _(e: Evening):
    on = e.put()
    return e.town.chair, lambda doer: debating.declare(doer, e.paper, 4, 2, 1, on)


@scene("cast")
def _(e: Evening):
    on = e.put()
    debating.declare(e.town.chair, e.paper, 3, 3)
    return e.town.chair, lambda doer: debating.cast(doer, e.paper, False, "As things are", on)


@scene("rule")
def _(e: Evening):
    return e.town.chair, lambda doer: debating.rule(doer, e.paper, "May one speak twice?", "No.")


@scene("record-names")
def _(e: Evening):
    e.counted()
    votes = {one.person: "aye" if n < 3 else "no" for n, one in enumerate(e.town.members)}
    return e.town.clerk, lambda doer: recording.record_names(doer, e.paper, 0, votes)


@scene("correct")
def _(e: Evening):
    on = e.counted()
    return e.town.clerk, lambda doer: recording.correct(doer, e.paper, on, Count(5, 2), "A slip of the pen")


@scene("publish-version")
def _(e: Evening):
    on = e.motion()
    return e.town.clerk, lambda doer: recording.publish_version(doer, e.paper, on, 20)


@scene("undo")
def _(e: Evening):
    signing.sign(e.town.member, e.paper, e.motion(e.town.members[1]))
    return e.town.member, lambda doer: doing.undo(doer, e.paper)
