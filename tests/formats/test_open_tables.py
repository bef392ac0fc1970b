"""Open tables: columns, repeats, groups, and the place of every mistake."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onevoice
from formats.examples import OPEN_TABLES, placed
from formats.roll_calls import canonical
from onevoice.assembly.sounding import RedLine, Relation
from onevoice.errors import InputError
from onevoice.formats.times import is_time, parsed, parsed_column, written


def tables(folder: Path, **files: str) -> Path:
    """Write open tables: those of the example, with some of them replaced or (if empty) left out."""
    whole = {**OPEN_TABLES, **{f"{name}.csv": text for name, text in files.items()}}
    return placed({name: text for name, text in whole.items() if text}, folder)


def responses(*rows: str, time: bool = False) -> str:
    """Write a table of responses."""
    return "\n".join([f"member,proposition,response{',time' if time else ''}", *rows]) + "\n"


def test_every_column_of_every_table_is_read(tmp_path: Path):
    """Slots, words, flags, fields, relations, red lines and several groups of a kind are all there."""
    calls = onevoice.read(tables(tmp_path))
    first, second, third = calls.propositions
    assert (first.slot, first.source, first.words, dict(first.fields)) == (
        "1",
        "motion",
        4,
        {"topic": "roads"},
    )
    assert first.text == 'Leave out "all", insert some'
    assert (second.required, third.protected, third.required) == (True, True, False)
    assert calls.relations == (Relation("p1", "clashes", "p2"), Relation("p3", "needs", "p1"))
    assert calls.red_lines == (RedLine("m4", False, "p1"), RedLine("party:Red", True, "p3"))
    assert {one.group for one in calls.memberships if one.member == "m1"} == {
        *("party:Red", "guild:Smiths", "guild:Bakers")
    }
    assert [group.id for group in calls.groups] == [
        *("party:Blue", "party:Red", "guild:Bakers", "guild:Smiths")
    ]


def test_of_repeated_answers_the_latest_holds_and_without_times_the_last_row(tmp_path: Path):
    """A later time wins wherever its row stands; rows without times are taken in order."""
    rows = ("m1,p1,agree,2024-03-02T00:00:00Z", "m1,p1,pass,2024-03-03T00:00:00Z", "m1,p1,disagree,")
    calls = onevoice.read(tables(tmp_path / "timed", responses=responses(*rows, time=True)))
    assert list(calls.answers.response) == [0]
    plain = responses("m1,p1,agree", "m1,p1,pass", "m1,p1,disagree")
    assert list(onevoice.read(tables(tmp_path / "plain", responses=plain)).answers.response) == [-1]


@given(st.randoms(use_true_random=False))
def test_the_order_of_rows_says_nothing(tmp_path_factory: pytest.TempPathFactory, chance: random.Random):
    """Shuffling the rows of every table leaves members, propositions and answers as they are."""
    folder = tmp_path_factory.mktemp("shuffled")
    shuffled = {}
    for name, text in OPEN_TABLES.items():
        head, *rows = text.splitlines()
        chance.shuffle(rows)
        shuffled[name.removesuffix(".csv")] = "\n".join([head, *rows]) + "\n"
    here = canonical(onevoice.read(tables(folder / "a")))
    there = canonical(onevoice.read(tables(folder / "b", **shuffled)))
    for name in ("members", "propositions", "relations", "red_lines"):
        here[name], there[name] = sorted(here[name], key=str), sorted(there[name], key=str)
    assert here == there


def test_without_a_list_of_members_nobody_knows_the_roll(tmp_path: Path):
    """With responses alone, members are those who answered, and it is not known who else there is."""
    calls = onevoice.read(placed({"responses.csv": OPEN_TABLES["responses.csv"]}, tmp_path))
    assert not calls.has_roll
    assert [one.id for one in calls.members] == ["m1", "m2", "m3"]
    assert [(one.id, one.text) for one in calls.propositions] == [("p1", "p1"), ("p2", "p2"), ("p3", "p3")]
    assert onevoice.read(tables(tmp_path / "whole")).has_roll


def test_a_column_that_describes_is_no_kind_of_group_until_asked_for(tmp_path: Path):
    """Over fifty values, or mostly values of one member alone, need to be asked for; a note says so."""
    rows = "\n".join(f"m{at},Name {at},{at % 51},{at},{'Red' if at % 2 else 'Blue'}" for at in range(120))
    path = tables(
        tmp_path,
        members=f"id,name,ward,badge,party\n{rows}\n",
        redlines="",
        responses=responses("m1,p1,agree"),
        relations="",
    )
    calls = onevoice.read(path)
    assert {group.column for group in calls.groups} == {"party"}
    assert [any(column in note for note in calls.notes) for column in ("ward", "badge", "party")] == [
        *(True, True, False)
    ]
    asked = onevoice.read(path, groups=["ward"])
    assert {group.column for group in asked.groups} == {"ward", "party"}
    with pytest.raises(InputError, match="no kind of group 'wards'"):
        onevoice.read(path, groups=["wards"])


def test_fifty_values_with_company_are_a_kind_of_group(tmp_path: Path):
    """A column of exactly fifty values, each of two members, is used; so is one of which half are alone."""
    fifty = "\n".join(f"m{at},{at % 50}" for at in range(100))
    path = tables(
        tmp_path / "fifty", members=f"id,ward\n{fifty}\n", redlines="", responses=responses("m1,p1,agree")
    )
    assert len(onevoice.read(path).groups) == 50
    half = "id,party\nm1,Red\nm2,Red\nm3,Blue\nm4,Green\n"
    path = tables(tmp_path / "half", members=half, redlines="", responses=responses("m1,p1,agree"))
    assert len(onevoice.read(path).groups) == 3


MISTAKES = {
    "an unknown member": (
        {"responses": responses("m1,p1,agree", "mx,p1,agree")},
        "responses.csv",
        3,
        "member",
    ),
    "an unknown proposition": ({"responses": responses("m1,px,agree")}, "responses.csv", 2, "proposition"),
    "an unknown answer": (
        {"responses": responses("m1,p1,agree", "m1,p2,maybe")},
        "responses.csv",
        3,
        "response",
    ),
    "a number for an answer": ({"responses": responses("m1,p1,1")}, "responses.csv", 2, "response"),
    "a time that is none": (
        {"responses": responses("m1,p1,agree,yesterday", time=True)},
        "responses.csv",
        2,
        "time",
    ),
    "a blank member": (
        {"responses": responses("m1,p1,agree", ",p1,pass"), "members": "", "redlines": ""},
        "responses.csv",
        3,
        "member",
    ),
    "a member twice": ({"members": "id,name\nm1,A\nm2,B\nm1,C\n"}, "members.csv", 4, "id"),
    "a member without an id": ({"members": "id,name\nm1,A\n,B\n"}, "members.csv", 3, "id"),
    "a proposition twice": ({"propositions": "id,text\np1,a\np1,b\n"}, "propositions.csv", 3, "id"),
    "words that are no number": (
        {"propositions": "id,text,words\np1,a,many\n"},
        "propositions.csv",
        2,
        "words",
    ),
    "a flag that is neither": (
        {"propositions": "id,text,required\np1,a,maybe\n"},
        "propositions.csv",
        2,
        "required",
    ),
    "a date that is none": (
        {"propositions": "id,text,date\np1,a,31/12/2024\n"},
        "propositions.csv",
        2,
        "date",
    ),
    "a relation that is none": ({"relations": "a,relation,b\np1,likes,p2\n"}, "relations.csv", 2, "relation"),
    "a relation to nothing": ({"relations": "a,relation,b\np1,needs,px\n"}, "relations.csv", 2, "b"),
    "a red line of no group": (
        {"redlines": "group,proposition\nparty:Pink,p1\n"},
        "redlines.csv",
        2,
        "group",
    ),
    "a red line of nobody": ({"redlines": "member,group,proposition\n,,p1\n"}, "redlines.csv", 2, ""),
    "a column that is not there": ({"relations": "a,kind,b\np1,needs,p2\n"}, "relations.csv", 1, ""),
    "a kind that is none": ({"assembly": "field,value\nkind,debate\n"}, "assembly.csv", 2, ""),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_every_mistake_is_named_with_file_row_and_column(mistake: str, tmp_path: Path):
    """The error for a mistake says in which file, row and column it stands."""
    files, file, row, column = MISTAKES[mistake]
    with pytest.raises(InputError) as caught:
        onevoice.read(tables(tmp_path, **files))
    assert (caught.value.file, caught.value.row, caught.value.column) == (file, row, column)
    assert str(caught.value).endswith(".")


def test_memberships_with_dates_and_a_division_are_read(tmp_path: Path):
    """assembly.csv makes a division of it; memberships.csv says who was in which group when."""
    path = tables(
        tmp_path,
        assembly="field,value\nkind,division\ntitle,The council\nhas_roll,no\n",
        memberships="member,column,name,since,until\nm1,faction,North,2020-01-01,2021-12-31\n,faction,South,,\n",
        responses=responses("m1,p1,aye", "m2,p1,not eligible", "m3,p1,no vote recorded"),
    )
    calls = onevoice.read(path)
    assert (calls.kind.value, calls.title, calls.has_roll) == ("division", "The council", False)
    assert sorted(calls.answers.response) == [1, 2]
    assert {group.id for group in calls.groups} >= {"faction:North", "faction:South"}
    spell = next(one for one in calls.memberships if one.group == "faction:North")
    assert (spell.holds_on("2021-06-01"), spell.holds_on("2022-01-01")) == (True, False)


@given(st.lists(st.datetimes(min_value=parsed.__globals__["_EPOCH"].replace(tzinfo=None)), min_size=1))
def test_times_are_read_alike_one_by_one_and_as_a_column(moments: list):
    """The fast road for a column of times gives what each time gives alone, and text gives it back."""
    texts = [f"{moment.isoformat(timespec='milliseconds')}Z" for moment in moments]
    alone = [parsed(text) for text in texts]
    assert parsed_column(texts).tolist() == alone
    assert [written(time) for time in alone] == texts


@pytest.mark.parametrize("mark", ["\t", "x", " "])
def test_one_odd_mark_in_a_column_of_times_is_no_time(mark: str):
    """A time that differs from its neighbours in one mark only is refused by the fast road too."""
    good = "2024-03-01T10:00:00.000Z"
    with pytest.raises(ValueError, match="2024"):
        parsed_column([good, f"{good[:13]}{mark}{good[14:]}"])


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("2024-02-29", True),
        ("2024-02-29T10:00", True),
        ("2024-02-29 10:00:00+02:00", True),
        ("", True),
        ("2023-02-29", False),
        ("1969-12-31", False),
        ("soon", False),
    ],
)
def test_times_are_iso_times_since_1970(text: str, good: bool):
    """A time is an ISO date or time, with or without a zone, or blank; anything else is refused."""
    assert is_time(text) is good
