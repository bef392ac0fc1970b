"""Laws of every act: what it writes, who may do it, and that a refusal leaves nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chamber.acts.scenarios import SCENES, administrator
from chamber.assemblies import make_town
from chamber.evenings import Evening, kept
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber.acts import doing
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import TABLE, Role
from onevoice.chamber.acts.registry import ACTS
from onevoice.chamber.refusals import NotHere, Outdated

EVERY = sorted(SCENES)
UNWRITTEN = {  # no entry, or elsewhere
    *("found-assembly", "keep-draft", "drop-draft", "sign-out-everywhere", "decline-invitation"),
}
BESIDE = {"give-answers", "work-out", "publish-account", "invite"}  # entered, and the debate is as it was
OF_THE_ASSEMBLY = {"change-settings", "import-roll", "open-paper", "found-assembly", "sign-out-everywhere"}


def begun(act):
    """Give an evening in which an act can be done, who does it, and how."""
    pack, scene = SCENES[act]
    evening = Evening(pack)
    doer, do = scene(evening)
    return evening, doer, do


def in_every_role(evening: Evening):
    """Give somebody in each role alone."""
    town = evening.town
    chair = replace(town.chair, roles=frozenset({Role.VISITOR, Role.CHAIR}))
    return {
        Role.VISITOR: town.visitor,
        Role.MEMBER: town.members[4],
        Role.CLERK: town.clerk,
        Role.CHAIR: chair,
        Role.ADMINISTRATOR: administrator(evening),
    }


def test_every_act_has_a_scene():
    """Each act of the table that is more than the browser's is played here."""
    assert {*SCENES} == {*ACTS} - {"bind-key"}


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", EVERY)
def test_an_act_is_one_step_in_the_chain(act):
    """Whoever may does it once: entries of the chain, a new version of the paper, and minutes that replay."""
    evening, doer, do = begun(act)
    before, version = evening.entries(), evening.row.version
    do(doer)
    entered = evening.entries()[len(before) :]
    if act not in UNWRITTEN:
        assert entered[0].act == act
        assert {one.person for one in entered} == {doer.person or "administrator"}
    else:
        assert not entered
    steps = [one for one in entered if evening.paper in one.objects[:1] and one.act not in BESIDE]
    assert evening.row.version == version + len(steps)
    evening.assert_kept()


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", EVERY)
def test_who_may_not_is_refused_and_leaves_nothing(act):
    """Every role without the right is refused by the table, and not a row of the assembly has changed."""
    evening, _doer, do = begun(act)
    before = kept(evening.town)
    for role, doer in in_every_role(evening).items():
        if not {role, Role.VISITOR} & TABLE[act].who:
            with pytest.raises(Refused) as refused:
                do(doer)
            assert refused.value.ruling.rule == "H5"
    assert kept(evening.town) == before


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", EVERY)
def test_nobody_enters_for_another_beyond_the_table(act):
    """Who may not enter an act for a member is refused, and leaves nothing."""
    evening, _doer, do = begun(act)
    before = kept(evening.town)
    member = evening.town.member.person
    for role, doer in in_every_role(evening).items():
        if role not in TABLE[act].entered_by:
            with pytest.raises(Refused) as refused:
                do(replace(doer, acts_for=member))
            assert refused.value.ruling.rule == "H4"
    assert kept(evening.town) == before


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", sorted({*SCENES} - OF_THE_ASSEMBLY))
def test_an_object_of_another_assembly(act):
    """Who may do everything in one assembly finds nothing of another there, and leaves nothing in either."""
    evening, _doer, do = begun(act)
    other = make_town()
    everything = Doer(other.assembly.id, other.chair.person, frozenset(Role))
    before = kept(evening.town), kept(other)
    with pytest.raises(NotHere):
        do(everything)
    assert (kept(evening.town), kept(other)) == before


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", [one for one in EVERY if TABLE[one].undo])
def test_an_act_is_undone_whole(act):
    """Undoing gives the same debate and every other row as it was: nothing of the act lies elsewhere."""
    evening, doer, do = begun(act)
    before, debate = kept(evening.town), evening.debate
    do(doer)
    assert evening.debate != debate
    doing.undo(doer, evening.paper)
    after = kept(evening.town)
    assert evening.debate == debate
    assert {name: rows for name, rows in after.items() if name not in {"Paper", "Entry"}} == {
        name: rows for name, rows in before.items() if name not in {"Paper", "Entry"}
    }
    assert len(after["Entry"]) == len(before["Entry"]) + 2
    evening.assert_kept()


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", [one for one in EVERY if not TABLE[one].undo])
def test_what_is_final_cannot_be_undone(act):
    """After an act that is final nobody undoes anything on the paper, not even what was done before it."""
    evening, doer, do = begun(act)
    version = evening.row.version
    do(doer)
    if evening.row.version == version:
        return
    for one in (doer, evening.town.member, evening.town.clerk, evening.town.chair):
        with pytest.raises(Refused):
            doing.undo(one, evening.paper)


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("act", [one for one in EVERY if TABLE[one].entered_by])
def test_the_clerk_enters_it_from_paper(act):
    """Entered by the clerk for the member, it is the member's act, and the minutes say who entered it."""
    evening, doer, do = begun(act)
    do(replace(evening.town.clerk, acts_for=doer.person))
    entered = evening.entries()[-1]
    assert entered.person == evening.town.clerk.person
    assert entered.public["for"] == doer.person
    if "event" in entered.public:
        assert entered.public["event"]["by"] == doer.person
    evening.assert_kept()


@pytest.mark.usefixtures("chamber")
def test_who_saw_an_older_version_is_told():
    """An act on a version that is gone is refused as outdated, and nothing is written."""
    evening = Evening()
    on = evening.motion()
    before = kept(evening.town)
    with pytest.raises(Outdated) as outdated:
        ACTS["sign"](evening.town.members[1], evening.paper, on, seen=evening.row.version - 1)
    assert outdated.value.version == evening.row.version
    assert kept(evening.town) == before
