"""What a form holds becomes the act, and what it cannot hold is said plainly."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from chamber.acts.scenarios import SCENES
from chamber.evenings import Evening, kept
from onevoice.assembly.majority import Count
from onevoice.assembly.order.compositing import composite_hash
from onevoice.chamber.acts import debating, marshalling, signing
from onevoice.chamber.pages.act_forms import FORMS
from onevoice.chamber.refusals import Outdated


def sent(act, fields):
    """Give a form as a browser sends it."""
    form = FORMS[act](QueryDict(fields))
    assert form.is_valid(), form.errors
    return form


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("submit", "on=m1"),
        ("sign", "on=m1"),
        ("unsign", "on=m1"),
        ("second", "on=m1"),
        ("withdraw", "on=m1&leave=on&seconder=on"),
        ("return", "on=m1&rule=C2&reason=Says+nothing"),
        ("number", "on=m1&number=7"),
        ("group", "on=a1&on=a2&title=Both"),
        ("pull-out", "on=a1"),
        ("take-in", "on=a1"),
        ("take-in-for-committee", "on=a1"),
        ("select", "on=a1&reason-a2=Said+already"),
        ("judge", "on=a1&matter=negates&finding=no&reason=It+does+not"),
        ("declare-fallen", "on=a1&rule=C5&reason=Inconsistent"),
        ("call", "on=a1"),
        ("move", "on=m1"),
        ("not-moved", "on=a1"),
        ("move-procedure", "kind=next-business"),
        ("take-apart", "on=m1&part-b1=1&part-b2=2"),
        ("take-up", "on=m1"),
        ("begin-debate", "question=m1"),
        ("put", ""),
        ("collect", "agreed=yes&on=m1"),
        ("divide", "on=m1"),
        ("declare", "ayes=4&noes=2&abstentions=1&question=m1"),
        ("cast", "aye=no&reason=As+things+are"),
        ("rule", "point=May+one%3F&ruling=No."),
        ("record-names", "decision=0"),
        ("correct", "question=m1&ayes=5&noes=2&reason=A+slip"),
        ("publish-version", "on=m1&width="),
        ("undo", ""),
    ],
)
def test_a_button_does_its_act(act, fields):
    """The form of each act, filled in, does that act on the paper by whoever sent it."""
    pack, scene = SCENES[act]
    evening = Evening(pack)
    doer, _do = scene(evening)
    sent(act, fields).carry_out(doer, evening.paper)
    assert evening.entries()[-1].act == act
    evening.assert_kept()


def test_consent_is_given_on_what_was_read():
    """The form carries the hash of the wording; anything else in its place is refused as no hash."""
    evening = Evening("conference")
    doer, _do = SCENES["consent"][1](evening)
    words = composite_hash(evening.debate.composites[0].composite)
    sent("consent", f"on=c1&composite_hash={words}&given=no").carry_out(doer, evening.paper)
    assert [one.given for one in evening.debate.composites[0].composite.consents] == [False]
    assert "composite_hash" in FORMS["consent"](QueryDict("on=c1&composite_hash=z&given=no")).errors


@pytest.mark.parametrize(
    ("act", "fields", "wrong"),
    [
        ("sign", "", {"on"}),
        ("sign", f"on={'x' * 61}", {"on"}),
        ("declare", "ayes=-1&noes=two", {"ayes", "noes"}),
        ("declare", "ayes=3", {"noes"}),
        ("declare", "ayes=1.5&noes=1", {"ayes"}),
        ("collect", "agreed=perhaps", {"agreed"}),
        ("group", "", {"on"}),
        ("return", "on=m1&rule=C2&reason=", {"reason"}),
        ("publish-version", "on=m1&width=3", {"width"}),
        ("rule", f"point={'x' * 4001}&ruling=No", {"point"}),
        ("undo", "seen=soon", {"seen"}),
    ],
)
def test_what_cannot_be_stands_beside_its_field(act, fields, wrong):
    """A field that is missing or cannot be so is named, with a sentence."""
    errors = FORMS[act](QueryDict(fields)).errors
    assert {*errors} == wrong
    assert all(str(one).endswith(".") for listed in errors.values() for one in listed)


def test_several_texts_come_in_the_order_of_their_places():
    """What has a place comes by it, the rest after, nothing twice."""
    form = sent("select", "on=a1&on=a2&on=a3&on=a1&place-a3=1&place-a2=10&place-a1=none")
    assert form.arguments()["on"] == ("a3", "a2", "a1")


def test_parts_are_gathered_by_their_number():
    """Blocks of one number are one part, and parts come in order of their numbers."""
    form = sent("take-apart", "on=m1&part-b1=2&part-b2=10&part-b3=2&part-b4=1&part-b5=")
    assert form.arguments()["parts"] == (("b4",), ("b1", "b3"), ("b2",))


def test_a_correction_holds_a_whole_count():
    """What was left empty is none, and not unknown."""
    form = sent("correct", "question=m1&ayes=5&noes=2&present=9&reason=A+slip")
    assert form.arguments()["count"] == Count(5, 2, present=9)


def test_a_selection_heeds_what_came_on_the_paper_meanwhile():
    """An amendment numbered since the chair looked is not left out unseen: the selection is refused."""
    evening = Evening("commons")
    on = evening.motion()
    first, seen = evening.amendment(on), evening.row.version
    evening.amendment(on)
    before = kept(evening.town)
    with pytest.raises(Outdated):
        sent("select", f"on={first}&seen={seen}").carry_out(evening.town.chair, evening.paper)
    assert kept(evening.town) == before


def test_a_count_does_not_wait_for_signatures():
    """Whoever signs something while the chair counts does not make the count outdated."""
    evening = Evening()
    on = evening.put()
    other, seen = evening.motion(evening.town.members[1]), evening.row.version
    signing.sign(evening.town.members[2], evening.paper, other)
    form = sent("declare", f"ayes=4&noes=2&question={on}&seen={seen}")
    form.carry_out(evening.town.chair, evening.paper)
    assert evening.debate.decision(on).count == Count(4, 2)


def test_no_two_amendments_insert_one_block():
    """Whatever ids the words came with, inserted blocks are named after their amendment."""
    evening = Evening()
    on = evening.motion()
    on_both = [evening.amendment(on) for _ in range(2)]
    ids = [evening.debate.amendment(one).operations[0].run_on.id for one in on_both]
    assert ids == ["a1.1", "a2.1"]
    debating.move(evening.town.member, evening.paper, on)
    marshalling.group(evening.town.clerk, evening.paper, "", ("a1", "a2"))
    evening.assert_kept()
