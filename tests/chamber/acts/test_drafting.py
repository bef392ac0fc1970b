"""Drafts are their owner's alone, and nothing in them is ever overwritten unseen."""

from __future__ import annotations

import pytest

from chamber.assemblies import make_town
from chamber.evenings import Evening
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber import models
from onevoice.chamber.acts import drafting, founding
from onevoice.chamber.refusals import NotHere, Outdated
from onevoice.errors import SettingsError

pytestmark = pytest.mark.usefixtures("chamber")


def test_the_second_editor_of_a_draft_gets_both_texts():
    """Who kept an older version is given the words as they are now; nothing is overwritten."""
    evening = Evening()
    ada = evening.town.member
    draft = drafting.keep_draft(ada, evening.paper, "text", "First").on
    drafting.keep_draft(ada, evening.paper, "text", "From the phone", draft=draft, version=1)
    with pytest.raises(Outdated) as outdated:
        drafting.keep_draft(ada, evening.paper, "text", "From the desk", draft=draft, version=1)
    assert (outdated.value.version, outdated.value.theirs) == (2, "From the phone")
    assert models.Draft.objects.get(pk=draft).words == "From the phone"
    drafting.keep_draft(ada, evening.paper, "text", "Both", draft=draft, version=2)
    assert models.Draft.objects.get(pk=draft).words == "Both"


def test_a_draft_is_its_owners_alone():
    """Another member, the clerk and the chair can neither change nor drop a draft."""
    evening = Evening()
    town = evening.town
    draft = drafting.keep_draft(town.member, evening.paper, "text", "Mine").on
    for other in (town.members[1], town.clerk, town.chair):
        with pytest.raises(Refused) as refused:
            drafting.keep_draft(other, evening.paper, "text", "Theirs", draft=draft)
        assert refused.value.ruling.rule == "H6"
        with pytest.raises(Refused):
            drafting.drop_draft(other, draft)
    assert models.Draft.objects.get(pk=draft).words == "Mine"


def test_a_draft_remembers_what_it_rests_on():
    """A draft of an amendment holds the digest of its target as it read; of a motion, none."""
    evening = Evening()
    on = evening.motion()
    done = drafting.keep_draft(evening.town.member, evening.paper, "text", "Words", target=on)
    assert models.Draft.objects.get(pk=done.on).rests_on == evening.debate.motion(on).text.digest
    assert done.sequence == 0
    done = drafting.keep_draft(evening.town.member, evening.paper, "text", "Words")
    assert models.Draft.objects.get(pk=done.on).rests_on == ""


def test_what_no_draft_can_be():
    """A form or target that there is not, and another paper's or assembly's draft, are refused."""
    evening = Evening()
    ada = evening.town.member
    with pytest.raises(SettingsError):
        drafting.keep_draft(ada, evening.paper, "song", "Words")
    with pytest.raises(NotHere):
        drafting.keep_draft(ada, evening.paper, "text", "Words", target="m9")
    draft = drafting.keep_draft(ada, evening.paper, "text", "Words").on
    other = founding.open_paper(evening.town.clerk, "Pools").on
    with pytest.raises(NotHere):
        drafting.keep_draft(ada, other, "text", "Words", draft=draft)
    with pytest.raises(NotHere):
        drafting.drop_draft(make_town().member, draft)
