"""Real roll calls and conversations: what is read adds up to what the sources themselves counted."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

import onevoice
from onevoice.assembly.sounding import Kind, Response, RollCall
from onevoice.errors import AmbiguousCodesError, InputError

CONVERSATIONS = {  # voters, comments, moderated out, cells: shared/data/polis/README.md
    "vtaiwan.uberx": (1921, 197, 78, 49_443),
    "american-assembly.bowling-green": (2031, 896, 289, 225_524),
    "austria-climate.5twd2jsnkf.2022-08-08": (1116, 522, 245, 61_384),
    "scoop-hivemind.biodiversity": (536, 316, 162, 29_719),
    "15-per-hour-seattle": (339, 54, 23, 2_872),
    "brexit-consensus": (204, 50, 0, 5_303),
}


def counts(calls: RollCall) -> dict[str, Counter]:
    """Count the responses to each proposition."""
    found: dict[str, Counter] = {one.id: Counter() for one in calls.propositions}
    ids = [one.id for one in calls.propositions]
    for proposition, response in zip(calls.answers.proposition, calls.answers.response, strict=True):
        found[ids[proposition]][Response(response)] += 1
    return found


def group_counts(calls: RollCall, proposition: str) -> dict[str, Counter]:
    """Count the responses to one proposition by group."""
    at = [one.id for one in calls.propositions].index(proposition)
    group_of = {one.member: one.group for one in calls.memberships}
    found: dict[str, Counter] = {}
    for i, j, response in zip(
        calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True
    ):
        if j == at:
            group = group_of[calls.members[i].id]
            found.setdefault(group, Counter())[Response(response)] += 1
    return found


def rows(path: Path) -> list[dict[str, str]]:
    """Read a table independently of the code under test."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_commons_divisions_add_up_to_the_declared_counts(shared_data: Path):
    """Ayes and noes of the eight indicative votes are those that were declared, for all 649 members."""
    folder = shared_data / "rollcalls" / "uk-indicative-votes-2019"
    calls = onevoice.read(folder)
    assert (calls.kind, calls.has_roll, len(calls.members)) == (Kind.DIVISION, True, 649)
    found = counts(calls)
    for one in json.loads((folder / "divisions.json").read_text(encoding="utf-8")):
        tally = found[f"{one['date']}/{one['number']}"]
        assert (tally[Response.AGREE], tally[Response.DISAGREE]) == (one["aye_count"], one["no_count"])
    assert {one.text for one in calls.propositions} >= {"Mr Clarke's motion J (Customs union)"}
    assert "Party:Sinn F?in" in {group.id for group in calls.groups}
    assert calls.notes == ()


@pytest.mark.parametrize("term", ["ep-term9-2023q4", "ep-term10-2024"])
def test_european_votes_add_up_to_the_official_counts(term: str, shared_data: Path):
    """For, against and abstention of every roll call are those that the Parliament published."""
    folder = shared_data / "rollcalls" / term
    calls = onevoice.read(folder)
    found = counts(calls)
    official = rows(folder / "rollcalls.csv")
    assert len(official) == len(calls.propositions)
    for one in official:
        tally = found[one["identifier"]]
        sides = (tally[Response.AGREE], tally[Response.DISAGREE], tally[Response.PASS])
        assert sides == (int(one["for"]), int(one["against"]), int(one["abstention"]))


def test_european_groups_are_those_of_the_time_of_the_vote(shared_data: Path):
    """A vote is in the group that its member sat in that day, whichever of its names the source used."""
    folder = shared_data / "rollcalls" / "ep-term9-2023q4"
    calls = onevoice.read(folder)
    assert {group.name for group in calls.groups} == {
        *("EPP", "S&D", "Renew", "Greens/EFA", "ECR", "ID", "The Left", "NI")
    }
    day = {one["identifier"]: one["date"][:10] for one in rows(folder / "rollcalls.csv")}
    held: dict[str, list] = {}
    for one in calls.memberships:
        held.setdefault(one.member, []).append(one)
    movers = {member for member, spells in held.items() if len(spells) > 1}
    assert len(movers) == 4
    aliases = onevoice.formats.european_parliament.ALIASES
    elsewhere = 0
    for vote in rows(folder / "votes.csv"):
        if vote["mepid"] in movers or vote["identifier"] == "161131":
            groups = [one.group for one in held[vote["mepid"]] if one.holds_on(day[vote["identifier"]])]
            assert len(groups) == 1
            elsewhere += groups != [f"eugroup:{aliases.get(vote['eugroup'], vote['eugroup'])}"]
    # The source puts these members back into their old group for one roll call, or two, of a day.
    assert elsewhere == 9


def test_the_senate_is_read_from_its_full_coding(shared_data: Path):
    """Of the two codings of the 109th Senate the full one is read, with a note; its counts are known."""
    calls = onevoice.read(shared_data / "rollcalls" / "s109")
    tally = Counter(calls.answers.response)
    assert tally == {1: 40_207, -1: 22_650, 2: 645}
    assert (len(calls.members), len(calls.propositions)) == (102, 645)
    assert any("s109_votes_01NA.csv" in note for note in calls.notes)
    assert {group.id for group in calls.groups} == {"party:R", "party:D", "party:Indep"}
    official = {one["vote"]: one for one in rows(shared_data / "rollcalls" / "s109" / "s109_vote_data.csv")}
    bush = [one.id for one in calls.members].index("BUSH (R USA)")
    for one in calls.propositions:  # the source counts senators; its matrix lists the President too
        assert dict(one.fields)["yeatotal"] == official[one.id]["yeatotal"]
    found = counts(calls)
    columns = (calls.answers.member, calls.answers.proposition, calls.answers.response)
    his = {calls.propositions[j].id: code for i, j, code in zip(*columns, strict=True) if i == bush}
    for key, one in official.items():
        yeas = found[key][Response.AGREE] - (his.get(key) == Response.AGREE)
        assert abs(yeas - int(one["yeatotal"])) <= 1


def test_the_public_whip_matrix_gives_the_known_division(shared_data: Path):
    """The vote on fees of 9 December 2010 splits the parties as its source says it did."""
    calls = onevoice.read(shared_data / "rollcalls" / "uk-commons-2010")
    assert (len(calls.members), len(calls.propositions)) == (660, 671)
    key = next(
        one.id for one in calls.propositions if one.date == "2010-12-09" and ("voteno", "150") in one.fields
    )
    tally = group_counts(calls, key)
    sides = {
        group: (tally[group][Response.AGREE], tally[group][Response.DISAGREE])
        for group in ("party:Con", "party:LDem", "party:Lab")
    }
    assert sides == {"party:Con": (297, 6), "party:LDem": (28, 21), "party:Lab": (0, 255)}


@pytest.mark.parametrize("year", [1999, 2006])
def test_a_state_senate_adds_up_once_its_codes_are_stated(year: int, shared_data: Path):
    """New Hampshire's 9 has to be explained; then every roll call has its official totals."""
    folder = shared_data / "rollcalls" / "nh-senate"
    path = folder / f"votes_{year}.csv"
    with pytest.raises(AmbiguousCodesError, match="yes-no-not-eligible"):
        onevoice.read(path)
    found = counts(onevoice.read(path, codes="yes-no-not-eligible"))
    totals = {one["vote"]: one for one in rows(folder / f"rollcalls_{year}.csv")}
    wrong = sum(
        (tally[Response.AGREE], tally[Response.DISAGREE])
        != (int(totals[key]["Total.Yeas"]), int(totals[key]["Total.Nays"]))
        for key, tally in found.items()
    )
    assert wrong <= 3  # the totals of one and of three roll calls are wrong in the source


def test_a_council_matrix_is_refused_until_its_codes_are_stated(shared_data: Path):
    """Toronto's 1, 0 and -1 are yes, no and absent, or not: both readings are named, one may be chosen."""
    folder = shared_data / "rollcalls" / "ca-toronto-council"
    with pytest.raises(AmbiguousCodesError) as caught:
        onevoice.read(folder)
    assert "agree-pass-disagree" in str(caught.value)
    assert "yes-no-absent" in str(caught.value)
    calls = onevoice.read(folder, codes="1=agree,0=disagree,-1=unheard")
    assert len(calls.propositions) == 1793
    assert set(calls.answers.response) == {1, -1}


def test_swiss_words_are_read_and_the_blank_was_not_a_member(shared_data: Path):
    """The National Council's words and blanks have the counts that they have in the file."""
    calls = onevoice.read(shared_data / "rollcalls" / "ch-nationalrat-final-votes")
    assert Counter(calls.answers.response) == {1: 26_188, -1: 5_961, 0: 796, 2: 17_576}
    assert {group.name for group in calls.groups} == {"V", "S", "M-E", "G", "RL", "GL"}
    assert calls.members[0].name == "Alois Gmür"


def test_a_matrix_with_members_in_columns_is_recognised_by_its_dates(shared_data: Path):
    """Pennsylvania's House has roll calls in rows; party and district are in rows under the header."""
    calls = onevoice.read(shared_data / "rollcalls" / "us-pennsylvania" / "2023_House.csv")
    assert (len(calls.members), len(calls.propositions)) == (206, 861)
    assert Counter(calls.answers.response) == {1: 126_611, -1: 47_732}
    assert {group.id for group in calls.groups} == {"Party:Democrat", "Party:Republican"}


def test_coded_votes_of_states_need_no_names(shared_data: Path):
    """The General Assembly's matrix is known by its codes alone."""
    calls = onevoice.read(shared_data / "rollcalls" / "un-ga-1-3" / "UN.csv")
    assert calls.kind is Kind.DIVISION
    assert Counter(calls.answers.response) == {1: 5886, -1: 4492}


@pytest.mark.parametrize("folder", ["us-pennsylvania", "nh-senate"])
def test_two_bodies_in_one_folder_are_an_error(folder: str, shared_data: Path):
    """Votes of two chambers, or of two legislatures, are never mixed."""
    with pytest.raises(InputError, match="two bodies"):
        onevoice.read(shared_data / "rollcalls" / folder)


@pytest.mark.parametrize("folder", ["uk-motions", "uk-councils", "de-bundestag-2017-2021", "uk-edm-sample"])
def test_a_folder_of_something_else_is_refused_with_what_is_in_it(folder: str, shared_data: Path):
    """What holds no answers in a known format is refused; the sentence says what was found."""
    path = shared_data / "rollcalls" / folder
    with pytest.raises(InputError) as caught:
        onevoice.read(path)
    assert sorted(one.name for one in path.iterdir())[1] in str(caught.value)
    assert "open tables" in str(caught.value)


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_conversations_have_the_counts_of_their_source(name: str, shared_data: Path):
    """Voters, statements, moderation and last votes of every conversation are those that were measured."""
    calls = onevoice.read(shared_data / "polis" / name)
    out = sum(one.moderated_out for one in calls.propositions)
    assert (len(calls.members), len(calls.propositions), out, len(calls.answers)) == CONVERSATIONS[name]
    assert (calls.kind, calls.has_roll, calls.groups) == (Kind.SOUNDING, False, ())


@pytest.mark.parametrize("name", [name for name in CONVERSATIONS if not name.startswith("american")])
def test_the_vote_log_and_the_matrix_tell_the_same_story(name: str, shared_data: Path):
    """The last votes of votes.csv are the cells of participants-votes.csv, in every conversation."""
    folder = shared_data / "polis" / name
    by_log = onevoice.read(folder / "votes.csv")
    by_matrix = onevoice.read(folder / "participants-votes.csv")

    def cells(calls: RollCall) -> set:
        members = np.array([one.id for one in calls.members])[np.asarray(calls.answers.member)]
        comments = np.array([one.id for one in calls.propositions])[np.asarray(calls.answers.proposition)]
        return set(zip(members.tolist(), comments.tolist(), calls.answers.response, strict=True))

    assert cells(by_log) == cells(by_matrix)
