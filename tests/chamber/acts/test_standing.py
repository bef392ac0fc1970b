"""Laws of answers, accounts and being asked to sign: who may, what is kept, and what nobody else learns."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django_tasks.base import TaskResultStatus

from chamber.accounts import finish, made_ready, read, said
from chamber.acts.scenarios import administrator
from chamber.evenings import Evening, adds, kept, leaves_out
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.sounding import Response
from onevoice.chamber import jobs, models
from onevoice.chamber.acts import accounts, altering, answers, inviting, rolls, signing, tabling
from onevoice.chamber.readings import accounts as told
from onevoice.chamber.readings.own_record import own_record
from onevoice.chamber.refusals import NotHere
from onevoice.errors import SettingsError

pytestmark = pytest.mark.usefixtures("chamber")
AGREE, DISAGREE, PASS = Response.AGREE, Response.DISAGREE, Response.PASS


@pytest.fixture
def e() -> Evening:
    """Give a town council with a paper."""
    return Evening()


def responses(e: Evening) -> dict[tuple[str, str], int]:
    """Give the answers that are kept."""
    rows = models.Response.objects.filter(paper_id=e.paper)
    return {(who, on): said for who, on, said in rows.values_list("person_id", "question", "response")}


def refused(rule: str, message: str):
    """Expect a refusal by a rule, with a message."""

    class _Expected:
        def __enter__(self) -> None:
            self._raises = pytest.raises(Refused)
            self._found = self._raises.__enter__()

        def __exit__(self, *error: object) -> bool:
            done = self._raises.__exit__(*error)
            assert (self._found.value.ruling.rule, self._found.value.ruling.message.id) == (rule, message)
            return bool(done)

    return _Expected()


# answers


def test_answers_take_the_place_of_all_before(e):
    """What the clerk gives in is all there is: whoever is not on the new sheet has said nothing."""
    on, (first, second, *_) = e.motion(), e.town.members
    answers.give_answers(e.town.clerk, e.paper, said(e, {on: {first: AGREE, second: PASS}}))
    answers.give_answers(e.town.clerk, e.paper, said(e, {on: {second: DISAGREE}}))
    assert responses(e) == {(second.person, on): -1}
    answers.give_answers(e.town.clerk, e.paper, {})
    assert responses(e) == {}


def test_the_minutes_say_how_many_and_no_more(e):
    """Of answers given in the minutes hold two counts, and neither a person, a question nor an answer."""
    on, (first, second, third, *_) = e.motion(), e.town.members
    given = said(e, {on: {first: AGREE, second: DISAGREE}})
    answers.give_answers(e.town.clerk, e.paper, {**given, third.person: {}})
    entry = e.entries()[-1]
    assert (entry.act, entry.public, entry.private) == ("give-answers", {"members": 2, "answers": 2}, "")
    assert entry.objects == (e.paper,)
    assert entry.person == e.town.clerk.person


def test_an_unknown_question_or_other_words_are_refused_whole(e):
    """One answer to what is not asked, or no longer in these words, and nothing of the sheet is kept."""
    on, (first, second, *_) = e.motion(), e.town.members
    good = said(e, {on: {first: AGREE}})
    answers.give_answers(e.town.clerk, e.paper, good)
    before = kept(e.town)
    with refused("H13", "no-such-question"):
        answers.give_answers(e.town.clerk, e.paper, {**good, second.person: {"m9": ("0" * 64, AGREE)}})
    with refused("H13", "other-words-answered"):
        answers.give_answers(e.town.clerk, e.paper, {**good, second.person: {on: ("0" * 64, AGREE)}})
    assert kept(e.town) == before
    altering.alter(first, e.paper, on, leaves_out(e.debate, on))
    before = kept(e.town)
    with refused("H13", "other-words-answered"):
        answers.give_answers(e.town.clerk, e.paper, good)
    assert kept(e.town) == before


def test_what_is_no_answer_is_refused(e):
    """Nobody is marked as not eligible by a sheet."""
    given = said(e, {e.motion(): {e.town.member: Response.NOT_ELIGIBLE}})
    before = kept(e.town)
    with pytest.raises(SettingsError, match="agree, disagree or pass"):
        answers.give_answers(e.town.clerk, e.paper, given)
    assert kept(e.town) == before


def test_answers_are_of_people_on_the_roll(e):
    """A stranger, somebody of another assembly, and who was erased meanwhile give no answer; none is kept."""
    on, member = e.motion(), e.town.members[4]
    (own,) = said(e, {on: {member: AGREE}}).values()
    other = Evening().town.member
    for person in ("nobody", other.person):
        with pytest.raises(NotHere):
            answers.give_answers(e.town.clerk, e.paper, {member.person: own, person: own})
    rolls.erase_person(administrator(e), member.person)
    with pytest.raises(NotHere, match="erased"):
        answers.give_answers(e.town.clerk, e.paper, {member.person: own})
    assert responses(e) == {}


# accounts


def test_an_account_is_asked_for_once_at_a_time(e):
    """While it is being worked out nobody asks again; whether it was done or broke off, then they may."""
    accounts.work_out(e.town.clerk, e.paper)
    assert told.latest(e.paper).is_awaited
    for status in (TaskResultStatus.READY, TaskResultStatus.RUNNING):
        jobs.asked_for(e.paper).update(status=status)
        before = kept(e.town)
        with refused("H11", "being-worked-out"):
            accounts.work_out(e.town.chair, e.paper)
        assert (kept(e.town), jobs.asked_for(e.paper).count()) == (before, 1)
    jobs.asked_for(e.paper).update(status=TaskResultStatus.FAILED)
    assert (told.latest(e.paper).is_awaited, told.latest(e.paper).ready) == (False, None)
    assert "broke off" in told.latest(e.paper).why_not
    accounts.work_out(e.town.chair, e.paper)
    assert told.latest(e.paper).is_awaited


def test_what_was_worked_out_before_is_let_go(e):
    """However often it is asked for, one row of a paper is kept, and those of other papers stay."""
    other = Evening()
    accounts.work_out(other.town.clerk, other.paper)
    for _time in range(3):
        made_ready(e)
        accounts.work_out(e.town.clerk, e.paper, places=2)
        assert jobs.asked_for(e.paper).count() == 1
        jobs.asked_for(e.paper).update(status=TaskResultStatus.FAILED)
    assert jobs.asked_for(other.paper).count() == 1


def test_a_refusal_queues_no_job(e):
    """Who may not ask, or asks for no places at all, leaves nothing in the queue."""
    for doer in (e.town.member, e.town.visitor, administrator(e)):
        with refused("H5", "not-yours-to-do"):
            accounts.work_out(doer, e.paper)
    for places in (0, -1):
        with pytest.raises(SettingsError, match="places"):
            accounts.work_out(e.town.clerk, e.paper, places=places)
    assert not jobs.asked_for(e.paper).exists()


def test_where_nothing_can_be_worked_out_the_reason_is_told(e):
    """A job that found nothing to work with says why, and there is nothing to publish."""
    finish(e.paper, {"account": "", "digest": "", "could_ask": {}, "why_not": "Nobody has answered."})
    latest = told.latest(e.paper)
    assert (latest.is_awaited, latest.why_not, latest.ready) == (False, "Nobody has answered.", None)
    with refused("H11", "another-account"):
        accounts.publish_account(e.town.clerk, e.paper, "")


def test_an_account_is_published_as_it_was_read(e):
    """What is published is, letter by letter, what was ready under the digest that stands in the minutes."""
    digest = made_ready(e, groups=[{"id": "all", "name": "כולם"}])
    ready = told.latest(e.paper).ready
    accounts.publish_account(e.town.clerk, e.paper, digest)
    row = models.Account.objects.get(paper_id=e.paper)
    entry = e.entries()[-1]
    assert (row.document, row.digest, row.sequence) == (ready.text, digest, entry.sequence)
    assert (entry.act, entry.objects, entry.public) == ("publish-account", (e.paper,), {"digest": digest})
    (published,) = told.published(e.paper)
    assert (published.digest, published.document) == (digest, ready.document)


def test_only_what_was_read_is_published(e):
    """Of an account that came later, or of none, another digest publishes nothing."""
    with refused("H11", "another-account"):
        accounts.publish_account(e.town.clerk, e.paper, "0" * 64)
    first = made_ready(e)
    made_ready(e, seed=1)
    before = kept(e.town)
    with refused("H11", "another-account"):
        accounts.publish_account(e.town.clerk, e.paper, first)
    accounts.work_out(e.town.clerk, e.paper)
    with refused("H11", "another-account"):
        accounts.publish_account(e.town.clerk, e.paper, first)
    assert kept(e.town)["Account"] == before["Account"] == []


def test_an_account_is_published_once(e):
    """The same account twice is refused; a later one stands before it, and the earlier stays."""
    first = made_ready(e)
    accounts.publish_account(e.town.clerk, e.paper, first)
    with refused("H11", "account-published"):
        accounts.publish_account(e.town.clerk, e.paper, first)
    later = made_ready(e, seed=1)
    accounts.publish_account(e.town.clerk, e.paper, later)
    assert [one.digest for one in told.published(e.paper)] == [later, first]


# being asked to sign


def invited(e: Evening, on: str) -> set[str]:
    """Give who has been asked."""
    return set(models.Invitation.objects.filter(paper_id=e.paper, on=on).values_list("person_id", flat=True))


def test_who_is_likely_to_agree_is_asked_once(e):
    """All who are likely to and have not signed are asked; asked again, those who came since, or nobody."""
    on, (mover, first, second, third, *_) = e.motion(), e.town.members
    signing.sign(first, e.paper, on)
    made_ready(e, {on: (mover, first, second)})
    inviting.invite(mover, e.paper, on)
    assert invited(e, on) == {second.person}
    with refused("H12", "nobody-to-ask"):
        inviting.invite(mover, e.paper, on)
    inviting.decline_invitation(second, e.paper, on)
    made_ready(e, {on: (second, third)})
    inviting.invite(mover, e.paper, on)
    assert invited(e, on) == {second.person, third.person}
    assert models.Invitation.objects.get(person_id=second.person, on=on).is_declined


def test_nobody_is_asked_without_an_account_or_about_other_words(e):
    """Before it was worked out, while it is, and once the words have changed, there is nobody to ask."""
    on, mover, likely = e.motion(), e.town.member, e.town.members[3:]
    with refused("H12", "nobody-to-ask"):
        inviting.invite(mover, e.paper, on)
    made_ready(e, {on: likely})
    altering.alter(mover, e.paper, on, leaves_out(e.debate, on))
    with pytest.raises(Refused) as no:
        inviting.invite(mover, e.paper, on)
    assert no.value.ruling.rule == "H12"
    accounts.work_out(e.town.clerk, e.paper)
    with refused("H12", "nobody-to-ask"):
        inviting.invite(mover, e.paper, on)
    assert invited(e, on) == set()


def test_only_members_of_today_are_asked(e):
    """Who has left the roll since it was worked out is not asked, and neither is who was erased."""
    on, (left, erased, stays) = e.motion(), e.town.members[3:]
    made_ready(e, {on: (left, stays)})
    rolls.change_person(e.town.clerk, left.person, is_member=False)
    inviting.invite(e.town.member, e.paper, on)
    assert invited(e, on) == {stays.person}
    made_ready(e, {on: (erased, stays)})
    rolls.erase_person(administrator(e), erased.person)
    with refused("H12", "nobody-to-ask"):
        inviting.invite(e.town.member, e.paper, on)


def test_nobody_is_asked_for_who_has_left(e):
    """For a mover who is no longer a member the clerk enters nothing."""
    on, mover = e.motion(), e.town.member
    made_ready(e, {on: e.town.members[3:]})
    rolls.change_person(e.town.clerk, mover.person, is_member=False)
    with refused("H4", "not-a-member"):
        inviting.invite(replace(e.town.clerk, acts_for=mover.person), e.paper, on)
    assert invited(e, on) == set()


def test_one_asks_for_ones_own_text_until_it_is_moved(e):
    """Another's text is refused, also entered for another; so is one that was moved, and one that is not."""
    on, (mover, other, *likely) = e.motion(), e.town.members
    made_ready(e, {on: likely})
    with refused("H6", "of-another-person"):
        inviting.invite(other, e.paper, on)
    with refused("H6", "of-another-person"):
        inviting.invite(replace(e.town.clerk, acts_for=other.person), e.paper, on)
    with pytest.raises(NotHere):
        inviting.invite(mover, e.paper, "a9")
    e.move(on, mover)
    made_ready(e, {on: likely})
    with refused("H12", "no-longer-signed"):
        inviting.invite(mover, e.paper, on)
    assert invited(e, on) == set()


def test_the_minutes_name_nobody_who_was_asked(e):
    """That members were asked is an entry; who, how many and who said no is in none."""
    on, (mover, *_, first, second) = e.motion(), e.town.members
    made_ready(e, {on: (first, second)})
    inviting.invite(mover, e.paper, on)
    entry = e.entries()[-1]
    assert (entry.act, entry.objects, entry.public, entry.private) == ("invite", (e.paper, on), {}, "")
    before = e.entries()
    inviting.decline_invitation(first, e.paper, on)
    assert e.entries() == before


def test_only_who_was_asked_says_no(e):
    """Nobody declines what they were not asked, nor in another's place."""
    on, (mover, *_, asked, other) = e.motion(), e.town.members
    made_ready(e, {on: (asked,)})
    inviting.invite(mover, e.paper, on)
    for doer in (other, mover, e.town.chair):
        with pytest.raises(NotHere):
            inviting.decline_invitation(doer, e.paper, on)
    with refused("H4", "not-for-another"):
        inviting.decline_invitation(replace(e.town.clerk, acts_for=asked.person), e.paper, on)
    assert not models.Invitation.objects.get(person_id=asked.person).is_declined


# one's own


def test_ones_own_record_holds_ones_answers_and_invitations(e):
    """The export of one's data has what one answered and was asked to sign, and nothing of anybody else."""
    on, (mover, *_, first, second) = e.motion(), e.town.members
    answers.give_answers(e.town.clerk, e.paper, said(e, {on: {first: PASS, second: DISAGREE}}))
    made_ready(e, {on: (first, second)})
    inviting.invite(mover, e.paper, on)
    inviting.decline_invitation(first, e.paper, on)
    record = own_record(e.town.assembly, models.Person.objects.get(pk=first.person))
    (answer,), (asked,) = record["answers"], record["asked_to_sign"]
    assert (answer["paper_id"], answer["question"], answer["response"]) == (e.paper, on, "pass")
    assert (asked["paper_id"], asked["on"], asked["is_declined"]) == (e.paper, on, True)
    assert second.person not in json.dumps(record)


def test_erasing_a_person_takes_answers_and_invitations_along(e):
    """Nothing that an erased person answered or was asked is kept, nor that they are likely to agree."""
    on, (mover, *_, first, second) = e.motion(), e.town.members
    answers.give_answers(e.town.clerk, e.paper, said(e, {on: {first: PASS, second: DISAGREE}}))
    made_ready(e, {on: (first, second)})
    inviting.invite(mover, e.paper, on)
    rolls.erase_person(administrator(e), first.person)
    assert {who for who, _ in responses(e)} == {second.person}
    assert invited(e, on) == {second.person}
    assert not any(first.person in json.dumps(row.return_value) for row in jobs.asked_for(e.paper))
    e.assert_kept()


def test_another_papers_account_asks_nobody_here(e):
    """What was worked out of one paper says nothing of another that has texts with the same ids."""
    other = Evening()
    on = e.motion()
    tabling.table_amendment(e.town.members[1], e.paper, on, adds())
    assert other.motion() == on
    made_ready(other, {on: other.town.members[3:]})
    with refused("H12", "nobody-to-ask"):
        inviting.invite(e.town.member, e.paper, on)
    assert told.latest(e.paper) is None
    assert read(e).version
