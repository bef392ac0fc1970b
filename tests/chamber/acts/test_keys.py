"""Keys open for one person, once, and cannot be read from what is kept."""

from __future__ import annotations

import pytest

from chamber.acts.scenarios import administrator
from chamber.evenings import Evening, kept
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber import models
from onevoice.chamber.acts import keys, rolls
from onevoice.chamber.acts.guessing import Wrong
from onevoice.errors import InputError

pytestmark = pytest.mark.usefixtures("chamber")


def test_a_key_binds_once_by_link_or_by_code():
    """Either way gives the person, and uses the key up; the code is read however it is typed."""
    town = Evening().town
    ada, ben = town.members[:2]
    by_link, by_slip = keys.issue_key(town.clerk, ada.person), keys.issue_key(town.clerk, ben.person)
    assert keys.bind(by_link.token).pk == ada.person
    assert keys.bind(f" {by_slip.code.lower().replace('-', '  ')} ").pk == ben.person
    for used in (by_link.token, by_link.code, by_slip.token, by_slip.code):
        with pytest.raises(InputError, match="used already"):
            keys.bind(used)


def test_only_digests_of_a_key_are_kept():
    """Neither link nor code stands anywhere in the rows of the assembly; both are long enough."""
    evening = Evening()
    issued = keys.issue_key(evening.town.clerk, evening.town.member.person)
    assert len(issued.token) >= 22  # 128 bits in letters of 6 bits
    code = issued.code.replace("-", "")
    assert len(code) == 8
    assert {*code} <= {*keys.ALPHABET}
    assert not {*keys.ALPHABET} & {*"IOLU01"}
    rows = repr(kept(evening.town))
    assert issued.token not in rows
    assert code not in rows
    assert issued.code not in rows


def test_issuing_again_kills_the_key_before():
    """After a second key is issued the first opens nothing, and the minutes say who issued both to whom."""
    evening = Evening()
    town = evening.town
    first, second = (keys.issue_key(town.clerk, town.member.person) for _ in range(2))
    with pytest.raises(InputError, match="opens nothing"):
        keys.bind(first.token)
    assert keys.bind(second.code).pk == town.member.person
    issued = [one for one in evening.entries() if one.act == "issue-keys"]
    assert [(one.person, one.objects, one.public) for one in issued] == [
        (town.clerk.person, (town.member.person,), None)
    ] * 2


def test_the_clerk_issues_no_key_of_the_chair():
    """Who holds the chair's link is the chair, so only an administrator issues it."""
    evening = Evening()
    town = evening.town
    with pytest.raises(Refused) as refused:
        keys.issue_key(town.clerk, town.chair.person)
    assert refused.value.ruling.rule == "H8"
    assert keys.bind(keys.issue_key(administrator(evening), town.chair.person).token).pk == town.chair.person


def test_nobody_has_a_key_after_being_erased():
    """An erased person's key opens nothing, and none is issued any more."""
    evening = Evening()
    town = evening.town
    issued = keys.issue_key(town.clerk, town.member.person)
    rolls.erase_person(administrator(evening), town.member.person)
    with pytest.raises(InputError, match="opens nothing"):
        keys.bind(issued.token)
    with pytest.raises(Refused) as refused:
        keys.issue_key(town.clerk, town.member.person)
    assert refused.value.ruling.message.id == "erased"


def test_an_administrators_key():
    """It gives the key itself; one issued later kills those never used, and none that is in use."""
    first, second = keys.issue_administrator_key(), keys.issue_administrator_key()
    with pytest.raises(InputError):
        keys.bind(first.token)
    bound = keys.bind(second.token)
    assert isinstance(bound, models.Key)
    assert bound.person is None
    keys.issue_administrator_key()
    assert not models.Key.objects.get(pk=bound.pk).is_revoked


def test_signing_out_everywhere_raises_the_epoch():
    """Sessions carry the epoch they began with, so none of a person's is good any more; others' are."""
    evening = Evening()
    town = evening.town
    keys.sign_out_everywhere(town.member)
    epochs = dict(models.Person.objects.filter(assembly=town.assembly).values_list("pk", "epoch"))
    assert epochs.pop(town.member.person) == 1
    assert {*epochs.values()} == {0}


def test_an_administrator_signs_out_by_the_key():
    """The key that bound the administrator's browser opens and holds nothing any more."""
    evening = Evening()
    bound = keys.bind(keys.issue_administrator_key().token)
    keys.sign_out_everywhere(administrator(evening), administrator_key=bound.pk)
    assert models.Key.objects.get(pk=bound.pk).is_revoked


def test_guesses_are_limited_by_address():
    """After ten wrong codes from an address the right one is refused there, and only there."""
    town = Evening().town
    issued = keys.issue_key(town.clerk, town.member.person)
    for _ in range(10):
        with pytest.raises(InputError, match="opens nothing"):
            keys.bind("AAAA-AAAA", address="10.0.0.1")
    with pytest.raises(InputError, match="Too many"):
        keys.bind(issued.code, address="10.0.0.1")
    with pytest.raises(InputError, match="opens nothing"):
        keys.bind("x" * 32, address="10.0.0.1")
    assert keys.bind(issued.code, address="10.0.0.2").pk == town.member.person


def test_the_limit_ends_after_a_minute_and_forgets_old_addresses():
    """A minute after the guesses another is looked at; memory is bounded whoever comes."""
    now = [0.0]
    wrong = Wrong(2, clock=lambda: now[0])
    wrong.count("a")
    wrong.count("a")
    with pytest.raises(InputError):
        wrong.refuse("a")
    now[0] = 60.0
    wrong.refuse("a")
    for number in range(10_050):
        wrong.count(str(number))
    assert len(wrong._guesses) == 10_000
