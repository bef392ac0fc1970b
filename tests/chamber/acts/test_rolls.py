"""The roll: commitments in the minutes, names nowhere in them, and erasure that leaves every entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chamber.acts.scenarios import administrator
from chamber.evenings import Evening, kept
from onevoice.assembly.minutes import seal
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber import models
from onevoice.chamber.acts import drafting, keys, rolls, signing
from onevoice.chamber.acts.rolls import RollEntry
from onevoice.chamber.acts.standing import roles_of
from onevoice.chamber.minutes import writing
from onevoice.errors import RollError

pytestmark = pytest.mark.usefixtures("chamber")
GROUPS = (("party", "Green"), ("association", "Anglers"))


def person(evening, key):
    """Give a person by key."""
    return models.Person.objects.get(assembly=evening.town.assembly, key=key)


def test_the_minutes_commit_to_key_name_and_groups():
    """Who has the salt can show that a person was so named; the lines themselves name nobody."""
    evening = Evening()
    rolls.import_roll(evening.town.clerk, (RollEntry("zz9", "Zoë Quux", GROUPS),))
    row, entry = person(evening, "zz9"), evening.entries()[-1]
    private = {"key": "zz9", "name": "Zoë Quux", "groups": [list(one) for one in GROUPS]}
    (public,) = entry.public["people"]
    assert public["person"] == row.pk
    assert public["commitment"] == seal(bytes(row.salt), private) == rolls.commitment(row)
    for line in models.Entry.objects.filter(assembly=evening.town.assembly).values_list("line", flat=True):
        assert not any(one in bytes(line).decode() for one in ("Zoë", "zz9", "Green", "Anglers"))


def test_two_people_alike_have_commitments_unlike():
    """Every person has a salt of their own, so that nobody can be found by trying names."""
    evening = Evening()
    rolls.import_roll(evening.town.clerk, (RollEntry("y1", "Twin"), RollEntry("y2", "Twin")))
    first, second = evening.entries()[-1].public["people"]
    assert first["commitment"] != second["commitment"]
    assert bytes(person(evening, "y1").salt) != bytes(person(evening, "y2").salt)


def test_importing_again_changes_nothing_but_what_changed():
    """The same list twice writes no person again; nobody who is not in a list is taken off."""
    evening = Evening()
    entries = (RollEntry("y1", "One", GROUPS), RollEntry("y2", "Two", weight="1/2"))
    rolls.import_roll(evening.town.clerk, entries)
    before = kept(evening.town)
    rolls.import_roll(evening.town.clerk, entries)
    assert evening.entries()[-1].public == {"people": []}
    assert {**kept(evening.town), "Entry": []} == {**before, "Entry": []}
    rolls.import_roll(evening.town.clerk, (replace(entries[1], name="Second"),))
    assert [one["person"] for one in evening.entries()[-1].public["people"]] == [person(evening, "y2").pk]
    assert person(evening, "m1").is_member


def test_a_clerk_gives_no_office():
    """A clerk's list that would make or dismiss an officer is refused whole."""
    evening = Evening()
    before = kept(evening.town)
    for entries in (
        (RollEntry("y1", "One"), RollEntry("m1", "Member 1", is_chair=True)),
        (RollEntry("y1", "One", is_clerk=True),),
        (RollEntry("chair", "Chris Chair", is_chair=False),),
    ):
        with pytest.raises(Refused) as refused:
            rolls.import_roll(evening.town.clerk, entries)
        assert refused.value.ruling.rule == "H8"
        assert kept(evening.town) == before
    with pytest.raises(Refused):
        rolls.change_person(evening.town.clerk, evening.town.clerk.person, is_chair=True)
    rolls.import_roll(evening.town.clerk, (RollEntry("chair", "Christine Chair"),))
    assert person(evening, "chair").is_chair
    rolls.import_roll(administrator(evening), (RollEntry("m1", "Member 1", is_clerk=True),))
    assert person(evening, "m1").is_clerk


@pytest.mark.parametrize(
    "entry",
    [
        RollEntry("", "Name"),
        RollEntry("k", " "),
        RollEntry("k" * 101, "Name"),
        RollEntry("k", "Name", (("party", ""),)),
        RollEntry("k", "Name", since=date(2026, 2, 1), until=date(2026, 1, 1)),
        *(RollEntry("k", "Name", weight=one) for one in ("0", "-1", "1/0", "0.5", "1e3", "many", "")),
    ],
)
def test_what_cannot_stand_on_a_roll(entry):
    """A line that cannot be is refused with a sentence, and nothing of the list is written."""
    evening = Evening()
    before = kept(evening.town)
    with pytest.raises(RollError, match=r"\.$"):
        rolls.import_roll(evening.town.clerk, (RollEntry("y1", "One"), entry))
    with pytest.raises(RollError, match="twice"):
        rolls.import_roll(evening.town.clerk, (RollEntry("y1", "One"), RollEntry("y1", "Two")))
    with pytest.raises(RollError, match="another"):
        rolls.change_person(evening.town.clerk, evening.town.member.person, key="m2")
    assert kept(evening.town) == before


def test_erasing_leaves_every_entry_and_no_name():
    """Salt, name, key, groups and drafts are gone, every line stays, and the paper still replays."""
    evening = Evening()
    rolls.import_roll(evening.town.clerk, (RollEntry("zz9", "Zoë Quux", GROUPS),))
    row = person(evening, "zz9")
    on = evening.motion()
    signing.sign(replace(evening.town.clerk, acts_for=row.pk), evening.paper, on)
    own = replace(evening.town.member, person=row.pk)
    drafting.keep_draft(own, evening.paper, "text", "The words of Zoë")
    keys.issue_key(evening.town.clerk, row.pk)
    lines = [one.line for one in evening.entries()]
    rolls.erase_person(administrator(evening), row.pk)
    assert [one.line for one in evening.entries()][:-1] == lines
    rows = repr(kept(evening.town))
    assert not any(one in rows for one in ("Zoë", "zz9", "Anglers"))
    assert not models.Key.objects.filter(person=row).exists()
    row.refresh_from_db()
    assert (row.name, row.salt, roles_of(row), rolls.commitment(row)) == ("", None, frozenset(), "")
    assert [one.member for one in evening.debate.motion(on).motion.signatures] == [row.pk]
    evening.assert_kept()
    with pytest.raises(Refused) as refused:
        rolls.change_person(evening.town.clerk, row.pk, name="Back")
    assert refused.value.ruling.message.id == "erased"


def test_erasing_destroys_what_the_minutes_sealed_of_a_person():
    """Private parts by or about the person go with their salts; others' stay, and so do all seals."""
    evening = Evening()
    ada, ben = (one.person for one in evening.town.members[:2])
    with writing(evening.town.assembly.pk) as book:
        for person, objects in ((ada, ()), (ben, (ada,)), (ben, ())):
            book.enter("rule", person, objects=objects, private={"said": "In private"})
    parts = models.PrivatePart.objects.filter(entry__assembly=evening.town.assembly)
    seals = [one.private for one in evening.entries()]
    rolls.erase_person(administrator(evening), ada)
    assert [one.entry.person for one in parts.all()] == [ben]
    assert [one.private for one in evening.entries()][:-1] == seals


def test_nothing_is_entered_for_who_is_no_member_today():
    """The clerk enters nothing for an officer, a former member or one to come."""
    evening = Evening()
    on = evening.motion()
    today = date.today()  # noqa: DTZ011 - the roll knows days
    day = timedelta(days=1)
    for key, dates in (("old", {"until": today - day}), ("new", {"since": today + day})):
        rolls.import_roll(evening.town.clerk, (RollEntry(key, "Somebody", **dates),))
    rolls.import_roll(evening.town.clerk, (RollEntry("now", "Somebody", since=today, until=today),))
    for key in ("old", "new", "clerk"):
        with pytest.raises(Refused) as refused:
            signing.sign(replace(evening.town.clerk, acts_for=person(evening, key).pk), evening.paper, on)
        assert refused.value.ruling.message.id == "not-a-member"
    signing.sign(replace(evening.town.clerk, acts_for=person(evening, "now").pk), evening.paper, on)


def test_offices_are_appointed():
    """An administrator appoints and dismisses; the minutes say which offices the person holds."""
    evening = Evening()
    doer, member = administrator(evening), evening.town.member.person
    rolls.appoint(doer, member, clerk=True, chair=True)
    assert evening.entries()[-1].public == {"clerk": True, "chair": True}
    rolls.appoint(doer, member, clerk=False, chair=False)
    assert {one.value for one in roles_of(models.Person.objects.get(pk=member))} == {"member"}
