from __future__ import annotations

import doctest
from pathlib import Path

import pytest

from assembly.order.hand_built import (
    add,
    amendment,
    change,
    decided,
    motion,
    moved,
    on_paper,
    opened,
    refused,
    stages,
)
from onevoice.assembly.majority import Count
from onevoice.assembly.order.events import (
    Call,
    Declare,
    Divide,
    Move,
    MoveProcedure,
    Put,
    TableAmendment,
    Withdraw,
)
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import How, Outcome, Stage
from onevoice.assembly.order.step import replay, step

PAGE = Path(__file__).parents[3] / "docs/howto/write-a-rule-pack.md"

LAMPS = amendment("a", add("It has lamps."))
PLANS = amendment("b", change("p1", "builds", "plans"))


@pytest.fixture(autouse=True)
def _synod(monkeypatch):
    """Write the pack as the page writes it, up to the debate that tries it; and forget it afterwards."""
    monkeypatch.setattr(PACKS, "_added", {})
    pages = PAGE.read_text(encoding="utf-8").partition("## Try it")[0]
    names: dict[str, object] = {}
    for example in doctest.DocTestParser().get_examples(pages):
        exec(example.source, names)  # noqa: S102 - the page's own examples
    PACKS.add(names["PACK"])


def houses(clergy, laity):
    """Declare the counts of both houses."""
    apart = Count(*clergy, group="house:clergy"), Count(*laity, group="house:laity")
    return Declare(Count(clergy[0] + laity[0], clergy[1] + laity[1], beside=apart))


def asked():
    """Divide the synod on an amendment."""
    return replay(moved(opened("grimburg_synod", motion(), LAMPS), "a"), (Put(), Divide()))


def test_4_amendments_are_before_the_synod_one_at_a_time():
    """A second amendment waits for the first, and none is tabled to an amendment."""
    debate = moved(opened("grimburg_synod", motion(), LAMPS, PLANS), "b")
    assert refused(debate, Call("a")) == "P6"
    assert refused(debate, TableAmendment(amendment("c", add("Of brass."), to="a"))) == "4"


def test_5_amendments_come_in_the_order_of_the_text():
    """What changes the first paragraph is called before what adds at the end."""
    debate = opened("grimburg_synod", motion(), LAMPS, PLANS)
    assert refused(debate, Call("a")) == "5"
    assert (
        stages(decided(decided(debate, "b", agreed=True), "a", agreed=True), "a", "b") == [Stage.AGREED] * 2
    )


def test_6_nothing_is_put_without_a_seconder():
    """A motion that nobody seconds is not put."""
    debate = step(on_paper("grimburg_synod", motion()), Move("bridge", by="ada"))
    assert refused(debate, Put()) == "6"


@pytest.mark.parametrize(
    ("clergy", "laity", "outcome"),
    [
        ((3, 2), (20, 19), Outcome.AGREED),
        ((2, 3), (39, 0), Outcome.NEGATIVED),
        ((5, 0), (19, 20), Outcome.NEGATIVED),
    ],
)
def test_7_both_houses_must_agree(clergy, laity, outcome):
    """However large one house's majority, the other can refuse."""
    assert step(asked(), houses(clergy, laity)).decision("a").outcome is outcome


def test_7_a_count_of_the_whole_synod_decides_nothing():
    """Without the houses' own counts the declaration is refused."""
    assert refused(asked(), Declare(Count(30, 10))) == "7"


@pytest.mark.parametrize(("clergy", "laity"), [((4, 4), (30, 9)), ((8, 0), (20, 20)), ((4, 4), (20, 20))])
def test_8_a_tie_in_a_house_leaves_things_as_they_are(clergy, laity):
    """On equal votes in either house the chair's vote is given against change."""
    decision = step(asked(), houses(clergy, laity)).decision("a")
    assert (decision.outcome, decision.how, decision.rule) == (Outcome.NEGATIVED, How.CASTING_VOTE, "8")


def test_a_tie_in_one_house_does_not_save_what_the_other_refuses():
    """A refusal in one house decides, whatever the tie in the other."""
    assert step(asked(), houses((4, 4), (0, 39))).decision("a").how is How.DIVISION


def test_10_withdrawing_needs_leave():
    """What was moved is withdrawn with the leave of the synod."""
    debate = moved(opened("grimburg_synod", motion(), LAMPS), "a")
    assert refused(debate, Withdraw("a", by="mover-a")) == "10"


def test_what_the_pack_does_not_have_is_refused():
    """A motion to order is refused where the pack has none."""
    assert refused(opened("grimburg_synod", motion()), MoveProcedure("x", "adjourn")) == "P11"
