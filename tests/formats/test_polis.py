"""Polis exports: the last vote holds, in both units of time, and nothing that Polis concluded is used."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onevoice
from formats.examples import POLIS, placed
from formats.roll_calls import canonical
from onevoice.errors import InputError

EVENTS = st.lists(
    st.tuples(
        st.integers(1_400_000_000_000, 1_400_000_000_050), *(st.integers(0, 2),) * 2, st.integers(-1, 1)
    ),
    min_size=1,
    max_size=25,
    unique_by=lambda event: event[0],
)


def log(events: list[tuple[int, int, int, int]]) -> str:
    """Write votes.csv from (time, comment, voter, vote) rows."""
    rows = [f"{time},x,{comment},{voter},{vote}" for time, comment, voter, vote in events]
    return "\n".join(["timestamp,datetime,comment-id,voter-id,vote", *rows]) + "\n"


@given(EVENTS, st.randoms(use_true_random=False))
def test_the_last_vote_of_each_cell_holds_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, events: list, chance: random.Random
):
    """Whatever the order of the log, the latest vote on a statement is the voter's answer, and no other."""
    expected = {}
    for time, comment, voter, vote in sorted(events):
        expected[str(voter), str(comment)] = (vote, time)
    chance.shuffle(events)
    path = tmp_path_factory.mktemp("log") / "votes.csv"
    path.write_text(log(events), encoding="utf-8")
    cells = canonical(onevoice.read(path))["cells"]
    assert {(voter, comment): (vote, time) for voter, comment, vote, time in cells} == expected


def test_seconds_and_milliseconds_give_the_same_times(tmp_path: Path):
    """An export in seconds and one in milliseconds of the same votes are the same to the second."""
    events = [(1_435_654_192_000, 0, 0, 1), (1_435_654_195_000, 1, 0, -1)]
    long = placed({"votes.csv": log(events)}, tmp_path / "a")
    short = placed({"votes.csv": log([(time // 1000, *rest) for time, *rest in events])}, tmp_path / "b")
    assert canonical(onevoice.read(long)) == canonical(onevoice.read(short))


def test_the_matrix_is_read_where_there_is_no_log_and_of_either_generation(tmp_path: Path):
    """participants-votes.csv and participant-votes.csv are the same table, with or without an xid."""
    matrix = POLIS["participants-votes.csv"]
    later = placed({"participant-votes.csv": matrix}, tmp_path / "b")
    with_xid = (
        matrix.replace("participant,", "participant,xid,", 1)
        .replace("\n0,", "\n0,a@b,")
        .replace("\n1,", "\n1,,")
    )
    linked = placed({"participants-votes.csv": with_xid}, tmp_path / "x")
    first = canonical(onevoice.read(placed({"participants-votes.csv": matrix}, tmp_path / "a")))
    assert len(first["cells"]) == 3
    assert first == canonical(onevoice.read(later)) == canonical(onevoice.read(linked))


def test_statements_keep_words_moderation_and_those_without_votes(tmp_path: Path):
    """comments.csv gives the words; -1 is moderated out; a statement that nobody saw is there too."""
    calls = onevoice.read(placed(POLIS, tmp_path))
    assert [one.text for one in calls.propositions] == ['First, a "quoted" one', "Second", "Nobody saw it"]
    assert [one.moderated_out for one in calls.propositions] == [False, True, False]
    assert calls.propositions[0].date == "2015-06-30T08:49:52.085Z"
    assert (calls.title, calls.has_roll) == ("What next?", False)


def test_the_groups_that_polis_found_are_no_declared_groups(tmp_path: Path):
    """The stored group-id is a result, not something that members said of themselves."""
    calls = onevoice.read(placed(POLIS, tmp_path))
    assert (calls.groups, calls.memberships) == ((), ())
    with pytest.raises(InputError, match="it has none"):
        onevoice.read(tmp_path, groups=["group-id"])


def test_an_export_with_the_signs_of_the_database_can_be_read(tmp_path: Path):
    """An early server export had agree as -1; a person can say so."""
    path = placed({"votes.csv": POLIS["votes.csv"]}, tmp_path)
    turned = onevoice.read(path, codes="1=disagree,0=pass,-1=agree")
    plain = onevoice.read(path)
    assert [-code for code in turned.answers.response] == list(plain.answers.response)


MISTAKES = {
    "a vote that is none": ("votes.csv", "0,0,1\n", "0,0,2\n", 2, "vote"),
    "a time that is none": ("votes.csv", "1435654192085", "noon", 2, "timestamp"),
    "a blank voter": ("votes.csv", "0,0,1\n", "0,,1\n", 2, "voter-id"),
    "a comment twice": ("comments.csv", "x,1,0", "x,0,0", 3, "comment-id"),
    "a time of a comment": ("comments.csv", "1435654192086", "9e9", 3, "timestamp"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_named_with_file_row_and_column(mistake: str, tmp_path: Path):
    """The error for a mistake says in which file, row and column it stands."""
    file, before, after, row, column = MISTAKES[mistake]
    assert before in POLIS[file]
    path = placed({**POLIS, file: POLIS[file].replace(before, after, 1)}, tmp_path)
    with pytest.raises(InputError) as caught:
        onevoice.read(path)
    assert (caught.value.file, caught.value.row, caught.value.column) == (file, row, column)


@pytest.mark.parametrize(
    ("before", "after", "row"), [("1,1,0,1,0,0,0,", "0,1,0,1,0,0,0,", 3), ("1,1,1,-1", "1,1,1,yes?", 2)]
)
def test_a_mistake_in_the_matrix_is_named_too(before: str, after: str, row: int, tmp_path: Path):
    """A voter twice and a cell that is no vote are named with their row."""
    matrix = POLIS["participants-votes.csv"]
    assert before in matrix
    path = placed({"participants-votes.csv": matrix.replace(before, after)}, tmp_path)
    with pytest.raises(InputError) as caught:
        onevoice.read(path)
    assert caught.value.row == row
