"""One act at a time, in order, whole or not at all."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from chamber.evenings import Evening, kept
from onevoice.chamber import models
from onevoice.chamber.acts import doing, founding, rolls, signing
from onevoice.chamber.acts.rolls import RollEntry
from onevoice.chamber.minutes import Turns, writing

pytestmark = pytest.mark.usefixtures("chamber")
MEMBERS = 12


def crowd(evening):
    """Put members on the roll; give them as those who act."""
    entries = tuple(RollEntry(f"c{n}", f"Member c{n}") for n in range(MEMBERS))
    rolls.import_roll(evening.town.clerk, entries)
    ids = models.Person.objects.filter(
        assembly=evening.town.assembly, key__in=[one.key for one in entries]
    ).values_list("pk", flat=True)
    member = evening.town.member
    return [type(member)(member.assembly, one, member.roles) for one in ids]


def test_many_sign_at_once_and_none_is_lost():
    """Threads that sign together leave one unbroken chain, every signature once, and a version for each."""
    evening = Evening()
    on = evening.motion()
    people = crowd(evening)
    version = evening.row.version
    begin = threading.Barrier(MEMBERS)

    def sign(doer):
        begin.wait()
        try:
            return signing.sign(doer, evening.paper, on).sequence
        finally:
            connection.close()

    with ThreadPoolExecutor(MEMBERS) as pool:
        sequences = list(pool.map(sign, people))
    entries = evening.entries()
    assert [one.sequence for one in entries] == list(range(1, len(entries) + 1))
    assert sorted(sequences) == [one.sequence for one in entries if one.act == "sign"]
    signed = [one.member for one in evening.debate.motion(on).motion.signatures]
    assert sorted(signed) == sorted(one.person for one in people)
    by_sequence = dict(zip(sequences, (one.person for one in people), strict=True))
    assert signed == [by_sequence[one] for one in sorted(by_sequence)]
    assert evening.row.version == version + MEMBERS
    evening.assert_kept()


def test_turns_are_given_in_order():
    """Whoever asked first for the lock has it first."""
    turns, order, asked = Turns(), [], []
    waiting = threading.Event()

    def take(number):
        with turns.turn():
            order.append(number)

    with turns.turn():
        for number in range(20):
            one = threading.Thread(target=take, args=(number,))
            one.start()
            while len(turns._waiting) < number + 2:
                waiting.wait(0.001)
            asked.append(one)
    for one in asked:
        one.join()
    assert order == list(range(20))


def test_an_act_within_an_act_is_refused():
    """A writing within another is an error at once, no wait for ever, and the outer one is taken back."""
    evening = Evening()
    before = kept(evening.town)
    with pytest.raises(RuntimeError), writing(evening.town.assembly.id):
        founding.open_paper(evening.town.clerk, "Within")
    assert kept(evening.town) == before
    founding.open_paper(evening.town.clerk, "After")


@pytest.mark.parametrize("when", ["entry", "paper"])
def test_an_act_that_dies_leaves_nothing(monkeypatch, when):
    """Where the program fails within an act, before or after its entry, neither entry nor change is kept."""
    evening = Evening()
    on = evening.motion()
    before = kept(evening.town)

    def die(*_args, **_kwargs):
        raise OSError

    broken = (doing.Book, "enter") if when == "entry" else (doing, "_save")
    with monkeypatch.context() as patched:
        patched.setattr(*broken, die)
        with pytest.raises(OSError):
            signing.sign(evening.town.members[1], evening.paper, on)
    assert kept(evening.town) == before
    signing.sign(evening.town.members[1], evening.paper, on)
    evening.assert_kept()


def test_assemblies_have_chains_of_their_own():
    """Acts in one assembly leave the other's minutes as they were."""
    first, second = Evening(), Evening()
    before = second.entries()
    first.moved()
    assert second.entries() == before
    first.assert_kept()
