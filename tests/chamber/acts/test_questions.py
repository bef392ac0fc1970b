"""Laws of what members can be asked of a paper, and of what is known of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.utils.translation import override

from chamber.accounts import read, said
from chamber.evenings import WORDS, Evening, adds, leaves_out
from onevoice.assembly.sounding import Kind, Response
from onevoice.assembly.text import Block
from onevoice.assembly.text import Kind as BlockKind
from onevoice.assembly.wording.operations import AddAtEnd, ReplaceWhole
from onevoice.chamber import models
from onevoice.chamber.acts import altering, answers, debating, recording, rolls, signing, tabling
from onevoice.chamber.readings.heard import heard
from onevoice.chamber.readings.questions import callings, questions
from onevoice.formats.codes import plain

pytestmark = pytest.mark.usefixtures("chamber")
AGREE, DISAGREE, PASS = Response.AGREE, Response.DISAGREE, Response.PASS


def asked(e: Evening):
    """Give the questions as they now are, by id."""
    return {one.id: one for one in questions(read(e))}


def known(e: Evening):
    """Give what is known of the paper."""
    return heard(read(e), e.town.assembly.id)


def told(e: Evening):
    """Give what counts, by person and question."""
    calls = known(e).calls
    rows = zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True)
    return {
        (calls.members[who].id, calls.propositions[what].id): Response(response)
        for who, what, response in rows
    }


def give(e: Evening, by_question) -> None:
    """Have the clerk give answers in."""
    answers.give_answers(e.town.clerk, e.paper, said(e, by_question))


def test_texts_are_asked_whole_and_motions_in_parts():
    """Each text is one question, then each place that an amendment would change; ids say of what."""
    e = Evening()
    on = e.motion()
    assert [*asked(e)] == [on]
    first = e.amendment(on, operations=leaves_out(e.debate, on, 1))
    new = e.amendment(on, operations=(AddAtEnd(inserted=(Block("x", BlockKind.PARAGRAPH, "And parks."),)),))
    every = asked(e)
    assert [*every] == [on, first, new, f"{on}:b1", f"{on}:b2", f"{new}:{new}.1"]
    parts = [one for one in every.values() if one.is_part]
    assert {one.motion for one in parts} == {on}
    assert [one.slot for one in parts] == [f"{on}:b1", f"{on}:b2", f"{on}:{new}:{new}.1"]
    assert [one.optional for one in parts] == [False, True, True]
    assert every[f"{new}:{new}.1"].words == "And parks."


def test_what_is_not_on_the_paper_is_not_asked():
    """Texts still seeking signatures, returned or withdrawn are no question, nor are their parts."""
    e = Evening()
    on = e.motion()
    gone = e.amendment(on, operations=leaves_out(e.debate, on))
    back = tabling.table_amendment(e.town.members[2], e.paper, on, adds()).on
    sought = tabling.table_amendment(e.town.members[3], e.paper, on, adds(" at once"), seek=True).on
    tabling.withdraw(e.town.members[1], e.paper, gone, leave=True, seconder=True)
    tabling.return_(e.town.clerk, e.paper, back, "C2", "Says nothing")
    assert sought in {one.id for one in e.debate.amendments}
    assert [*asked(e)] == [on]


def test_motions_of_one_paper_keep_their_own_parts():
    """Two motions with amendments in the same words have questions of their own, and places of their own."""
    e = Evening()
    both = (e.motion(), e.motion(e.town.members[3]))
    for on in both:
        e.amendment(on, operations=leaves_out(e.debate, on))
    parts = [one for one in asked(e).values() if one.is_part]
    assert [(one.motion, one.slot) for one in parts] == [(on, f"{on}:b{n}") for on in both for n in (1, 2)]


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_every_label_is_one_questions_in_every_language(language):
    """No two questions are called alike, and a sheet filled in one language is read in any other."""
    e = Evening()
    titles = ("Libraries", "LIBRARIES", "Libraries [2]", " libraries ", "=1+1", "ספריות", "Libraries, 1")
    on = ""
    for number, title in enumerate(titles):
        on = tabling.table_motion(e.town.members[number % 6], e.paper, title, WORDS).on
    for operations in (adds(), adds(), leaves_out(e.debate, on)):
        tabling.table_amendment(e.town.members[1], e.paper, on, operations)
    with override(language):
        every = questions(read(e))
        assert len({plain(one.label) for one in every}) == len(every)
        labels = {plain(one.label): one.id for one in every}
    for reader, _name in settings.LANGUAGES:
        with override(reader):
            assert labels.items() <= callings(read(e)).items()


def test_other_words_are_another_question():
    """An alteration changes the digest of what it changes, and of nothing else."""
    e = Evening()
    on = e.motion()
    first = e.amendment(on)
    before = asked(e)
    altering.alter(e.town.member, e.paper, on, leaves_out(e.debate, on))
    after = asked(e)
    assert {*before} - {*after} == {f"{on}:b1"}
    assert {one for one in after if after[one].digest != before[one].digest} == {on}
    assert first in after


def test_a_new_text_in_the_place_of_a_motion_has_no_parts():
    """An amendment that replaces the whole is asked as a whole, and only so."""
    e = Evening()
    on = e.motion()
    whole = ReplaceWhole(e.debate.motion(on).text.digest, (Block("x", BlockKind.PARAGRAPH, "No."),))
    new = e.amendment(on, operations=(whole,))
    assert [*asked(e)] == [on, new]


def test_answers_to_changed_words_are_outdated():
    """What was said of words that have changed since counts no more, and the clerk sees how many that are."""
    e = Evening()
    on = e.motion()
    first = e.amendment(on)
    voters = e.town.members
    give(e, {on: dict.fromkeys(voters, AGREE), first: dict.fromkeys(voters[:4], DISAGREE)})
    assert (known(e).responses, known(e).outdated) == (10, 0)
    altering.alter(voters[0], e.paper, on, leaves_out(e.debate, on))
    found = known(e)
    assert (found.responses, found.outdated) == (4, 6)
    assert found.asked == {first}
    assert {question for _, question in told(e)} == {first}


def test_a_vote_outranks_a_response_and_a_response_a_signature():
    """Of a member on a text the vote recorded by name counts, else the answer given, else the signature."""
    e = Evening()
    on = e.motion()
    first, second, third = e.town.members[2:5]
    for member in (first, second, third):
        signing.sign(member, e.paper, on)
    e.move(on, e.town.member)
    debating.put(e.town.chair, e.paper)
    debating.divide(e.town.chair, e.paper)
    debating.declare(e.town.chair, e.paper, 4, 2)
    give(e, {on: {first: PASS, second: PASS}})
    recording.record_names(e.town.clerk, e.paper, 0, {first.person: "no"})
    found = told(e)
    assert found[first.person, on] is DISAGREE
    assert found[second.person, on] is PASS
    assert found[third.person, on] is AGREE
    counts = known(e)
    assert (counts.votes, counts.responses) == (1, 1)
    assert counts.signatures == len(found) - 2


def test_signatures_alone_never_count():
    """Where nobody was asked of a text, who signed it says nothing of it, even where others were asked."""
    e = Evening()
    on = e.motion()
    other = e.motion(e.town.members[1])
    for member in e.town.members[2:]:
        signing.sign(member, e.paper, on)
    found = known(e)
    assert (found.asked, found.signatures, found.calls.propositions) == (frozenset(), 0, ())
    give(e, {other: {e.town.members[5]: DISAGREE}})
    assert {question for _, question in told(e)} == {other}
    assert known(e).signatures == 1  # its mover's


def test_only_members_of_today_count():
    """Who has left the roll, or has yet to join it, is not among the members, nor are their answers."""
    e = Evening()
    on = e.motion(e.town.members[5])
    give(e, {on: dict.fromkeys(e.town.members, AGREE)})
    today = datetime.now(UTC).date()
    left, comes, lost, stays = e.town.members[:4]
    rolls.change_person(e.town.clerk, left.person, until=today - timedelta(days=2))
    rolls.change_person(e.town.clerk, comes.person, since=today + timedelta(days=2))
    rolls.change_person(e.town.clerk, lost.person, is_member=False)
    found = known(e)
    gone = {left.person, comes.person, lost.person}
    assert not gone & {one.id for one in found.calls.members}
    assert stays.person in {one.id for one in found.calls.members}
    assert not gone & {who for who, _ in told(e)}
    assert (found.responses, found.outdated) == (3, 0)


def test_votes_alone_are_public_and_responses_make_it_private():
    """By recorded names alone the roll call is a division; one response makes it a sounding."""
    e = Evening()
    on = e.counted()
    votes = {one.person: "aye" if n < 4 else "no" for n, one in enumerate(e.town.members)}
    recording.record_names(e.town.clerk, e.paper, 0, votes)
    assert known(e).calls.kind is Kind.DIVISION
    assert {who: response for (who, what), response in told(e).items() if what == on} == {
        who: AGREE if vote == "aye" else DISAGREE for who, vote in votes.items()
    }
    give(e, {on: {e.town.members[0]: AGREE}})
    assert (known(e).responses, known(e).calls.kind) == (0, Kind.SOUNDING)


def test_nobody_is_named_in_what_is_worked_with():
    """Members go into the numbers without their names; their groups are those of the roll."""
    e = Evening()
    on = e.motion()
    give(e, {on: dict.fromkeys(e.town.members, AGREE)})
    calls = known(e).calls
    assert {one.name for one in calls.members} == {""}
    assert {one.id for one in calls.groups} == {"party:Red", "party:Blue"}
    assert models.Response.objects.filter(paper_id=e.paper).count() == len(e.town.members)
