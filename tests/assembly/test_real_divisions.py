"""Divisions of the House of Commons as they were: declared counts, names and outcomes."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from onevoice.assembly.counting import count_names, difference, entitled_on
from onevoice.assembly.dividing import closed, declared, listed, opened
from onevoice.assembly.division import (
    Choice,
    Count,
    Division,
    Lobbies,
    Majority,
    Names,
    Quorum,
    Tie,
    Vote,
    VotingRules,
)
from onevoice.assembly.division_words import say
from onevoice.assembly.outcome import Result, decide, outcome
from onevoice.assembly.people import Member, Membership, Roll, Seat

COMMONS = VotingRules(
    names=Names.BY_HAND,
    abstaining=False,
    lobbies=Lobbies.ONE_EACH,
    tellers=2,
    quorum=Quorum(40, chair=True, tellers=4, proxies=False),
    tie=Tie.AGAINST_CHANGE,
)
CHOICES = {"Aye": Choice.AYE, "No": Choice.NO, "No Vote Recorded": Choice.UNRECORDED}
MARCH_2019 = {  # ayes and noes of the official files
    386: (160, 400),
    387: (188, 283),
    388: (65, 377),
    389: (264, 272),
    390: (237, 307),
    391: (184, 293),
    392: (268, 295),
    393: (139, 422),
}


@pytest.fixture(scope="module")
def march_2019(shared_data: Path) -> Path:
    """Find the eight divisions of 27 March 2019."""
    return shared_data / "rollcalls" / "uk-indicative-votes-2019"


def _read(folder: Path) -> dict[int, list[dict[str, str]]]:
    rows: dict[int, list[dict[str, str]]] = {}
    with (folder / "votes_long.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            rows.setdefault(int(row["division_number"]), []).append(row)
    return rows


def test_eight_divisions_of_2019_have_their_official_counts_and_outcomes(march_2019: Path):
    """Each declared count equals its names, none has a majority, and the parties add up to the House."""
    for number, rows in _read(march_2019).items():
        key = [f"{row['member']} ({row['constituency']})" for row in rows]
        parties = [f"party:{row['party']}" for row in rows]
        roll = Roll(tuple(Seat(Member(one)) for one in key), tuple(map(Membership, key, parties)))
        prepared = Division(id=str(number), question=rows[0]["division_number"], rules=COMMONS)
        division = opened(prepared, entitled_on(roll, "2019-03-27"))
        votes = [Vote(one, CHOICES[row["vote"]]) for one, row in zip(key, rows, strict=True)]
        count = Count(*MARCH_2019[number], roll=len(rows))
        division = listed(declared(closed(division), count), reversed(votes))
        assert difference(count, division.votes, COMMONS) == ()
        assert outcome(division).result is Result.NEGATIVED
        assert say(outcome(division).reason).startswith(f"{count.ayes} ayes, {count.noes} noes")
        by_party = [Majority(group=party) for party in sorted(set(parties))]
        named = count_names(division.votes, division.entitled, COMMONS, by_party)
        for side in ("ayes", "noes", "roll"):
            assert getattr(named, side) == getattr(count, side)
            assert getattr(named, side) == sum(getattr(part, side) for part in named.beside)


def test_the_counts_of_2019_are_those_in_the_official_files(march_2019: Path):
    """The declared counts used here are those of the official files."""
    official = json.loads((march_2019 / "divisions.json").read_text(encoding="utf-8"))
    assert {one["number"]: (one["aye_count"], one["no_count"]) for one in official} == MARCH_2019


def test_both_amendments_of_november_2023_were_negatived(shared_data: Path):
    """The amendments to the Address of 15 November 2023 lose on their declared counts, with a quorum."""
    file = shared_data / "rollcalls" / "uk-kings-speech-2023-11-15" / "kings-speech-2023-11-15.json"
    amendments = json.loads(file.read_text(encoding="utf-8"))["amendments"]
    counts = {one["id"]: Count(one["ayes"], one["noes"]) for one in amendments}
    assert counts == {"r": Count(183, 290), "h": Count(125, 293)}
    assert {decide(count, COMMONS).result for count in counts.values()} == {Result.NEGATIVED}


def test_293_were_declared_and_294_names_recorded(shared_data: Path):
    """As many noes on (h) as were named stand beside the declared number, which decides."""
    file = shared_data / "rollcalls" / "uk-kings-speech-2023-11-15" / "kings-speech-2023-11-15.json"
    h = next(one for one in json.loads(file.read_text(encoding="utf-8"))["amendments"] if one["id"] == "h")
    names = [f"no {n}" for n in range(h["noes_also_reported_as"]["n"])]
    ayes = [f"aye {n}" for n in range(h["ayes"])]
    division = opened(
        Division(id="h", question="h", rules=COMMONS),
        entitled_on(Roll(tuple(Seat(Member(one)) for one in ayes + names)), None),
    )
    division = declared(closed(division), Count(h["ayes"], h["noes"]))
    votes = [Vote(one, Choice.AYE) for one in ayes] + [Vote(one, Choice.NO) for one in names]
    division = listed(division, votes)
    assert division.count == Count(125, 293)
    assert [say(message) for message in difference(division.count, division.votes, COMMONS)] == [
        "Declared: 293 noes. Names recorded: 294. The declared count stands; both are kept."
    ]
