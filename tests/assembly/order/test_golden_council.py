"""Burnley Borough Council: every amendment with a recorded vote, 2019 to 2026; the words are invented."""

from __future__ import annotations

import json

import pytest

from assembly.order.played import Played, real
from onevoice.assembly.counting import count_names, difference
from onevoice.assembly.division import Choice, Vote
from onevoice.assembly.order.asking import may_be_called
from onevoice.assembly.order.events import Alter, Second
from onevoice.assembly.order.events import Move as MoveText
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.wording.publishing import publish
from onevoice.formats.notation import read_notation

CHOICES = {"for": Choice.AYE, "against": Choice.NO, "abstain": Choice.ABSTAIN}
# of each motion: the amendments to it, in the order of the record, and the vote on the motion itself
MOTIONS = {
    "2026 budget": (
        ("2026-03-03-conservative-group-amendment-1-reduction-in-council-tax",),
        "2026-03-03-original-motion-as-altered-with-the-consent-of-the-meeting",
    ),
    "2025 budget": (
        (
            "2025-03-04-labour-group-amendment-growth-item-resident-bulky-waste-coll",
            "2025-03-04-conservative-group-amendment-use-of-cost-of-living-reserve",
        ),
        "2025-03-04-substantive-motion-recommendations-as-originally-moved-with",
    ),
    "2024 December": (("2024-12-04-labour-group-amendment",), ""),
    "2024 budget": (
        ("2024-02-27-labour-group-amendment", "2024-02-27-conservative-group-amendment"),
        "2024-02-27-original-motion",
    ),
    "2023 budget": (
        (
            "2023-02-22-conservative-group-amendment-1",
            "2023-02-22-conservative-group-amendment-2",
            "2023-02-22-green-group-amendment-1",
            "2023-02-22-green-group-amendment-2",
        ),
        "2023-02-22-budget-2023-24",
    ),
    "2022 budget": (("2022-02-23-green-amendment",), "2022-02-23-budget-2022-23"),
    "2021 budget": (
        ("2021-02-24-conservative-group-amendment",),
        "2021-02-24-revenue-and-capital-budget-and-council-tax-2021-22",
    ),
    "2019 skips": (
        ("2019-02-20-motion-on-community-skips-amendment",),
        "2019-02-20-motion-on-community-skips",
    ),
    "2019 budget": (("2019-02-20-green-party-budget-amendment",), "2019-02-20-motion-council-budget-2019-20"),
}


@pytest.fixture(scope="module")
def votes(shared_data):
    """Give the recorded votes by id."""
    path = real(shared_data / "rollcalls/uk-councils/burnley_voting.json")
    return {one["id"]: one for one in json.loads(path.read_text(encoding="utf-8"))["votes"]}


def counted(vote):
    """Give the count of a recorded vote, which is that of its names."""
    rules = PACKS["uk_council"].dividing.voting
    names = [
        Vote(one["uid"] or one["name"], CHOICES[one["vote"]])
        for one in vote["votes_by_councillor"]
        if one["vote"] in CHOICES
    ]
    count = count_names(names, (), rules)
    assert (count.ayes, count.noes, count.abstentions) == (
        vote["for_count"],
        vote["against_count"],
        vote["abstain_count"],
    )
    assert not difference(count, names, rules)
    return {"ayes": count.ayes, "noes": count.noes, "abstentions": count.abstentions}


def begun(amendments):
    """Move and second a motion, with its amendments on the paper, each by another councillor."""
    played = Played("uk_council")
    played.table("motion", "That this Council sets its budget.\n\nIt thanks its officers.")
    for place, one in enumerate(amendments, start=1):
        words = f"It adds line {place}."
        played.amend(
            one,
            "motion",
            f"at end add new paragraph “{words}”",
            mover=f"mover {place}",
            notice=f"2019-01-0{place}",
        )
    played.do(MoveText("motion"), Second("motion", by="seconder"))
    return played


@pytest.mark.parametrize(("amendments", "main"), MOTIONS.values(), ids=MOTIONS)
def test_amendments_one_by_one_and_then_the_motion(votes, amendments, main):
    """Each amendment is moved, seconded and decided alone; what is carried is in the motion then put."""
    played = begun(amendments)
    carried = []
    for place, on in enumerate(amendments, start=1):
        rest = amendments[place:]
        played.bring(on)
        assert all(not may_be_called(played.debate, one).allowed for one in rest)
        played.do(Second(on, by="seconder"))
        played.divide(**counted(votes[on]))
        won = votes[on]["outcome"] == "carried"
        assert played.stages(on) == [Stage.AGREED if won else Stage.NEGATIVED]
        carried += [f"It adds line {place}."] if won else []
    assert played.words("motion") == " ".join(
        ["That this Council sets its budget.", "It thanks its officers.", *carried]
    )
    if main.endswith("altered-with-the-consent-of-the-meeting"):
        version = publish(played.debate.motion("motion").text)
        operations = read_notation(version, "leave out “budget” and insert “budget anew”", "altered")
        played.do(Alter("motion", operations, leave=True, seconder=True))
        assert "budget anew" in played.words("motion")
    if main:
        played.divide(**counted(votes[main]))
        won = votes[main]["outcome"] == "carried"
        assert played.stages("motion") == [Stage.AGREED if won else Stage.NEGATIVED]
        changed = carried or "altered" in main
        asked = "The motion as amended is now the substantive motion. I put it to the vote."
        assert played.asked[-1] == (asked if changed else "I put the motion to the vote.")
    assert played.replays()


def test_every_amendment_of_the_record_is_played(votes):
    """None of the recorded amendments is left out."""
    listed = {on for amendments, _ in MOTIONS.values() for on in amendments}
    recorded = {
        one["id"]
        for one in votes.values()
        if one["is_amendment"] and not one["id"].startswith("2025-03-04-substantive-motion")
    }
    assert listed == recorded
    assert len(recorded) == 14
