"""Writing: whole or not at all, and never over anything unless told to."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import onevoice
from formats.examples import OPEN_TABLES, POPOLO, placed
from formats.roll_calls import canonical
from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Proposition, RollCall
from onevoice.errors import InputError, MissingExtraError, SettingsError
from onevoice.formats import WRITTEN


@pytest.fixture
def calls(tmp_path: Path) -> RollCall:
    """Read a small roll call."""
    return onevoice.read(placed(OPEN_TABLES, tmp_path / "source"))


@pytest.mark.parametrize("form", WRITTEN)
def test_nothing_is_written_over_unless_told_to(form: str, calls: RollCall, tmp_path: Path):
    """A second writing is refused and changes nothing; with overwrite it takes the place of the first."""
    path = tmp_path / "out"
    onevoice.write(calls, path, format=form)
    before = canonical(onevoice.read(path))
    fewer = replace(calls, relations=(), title="Another")
    with pytest.raises(InputError, match="something here already"):
        onevoice.write(fewer, path, format=form)
    assert canonical(onevoice.read(path)) == before
    onevoice.write(fewer, path, format=form, overwrite=True)
    after = onevoice.read(path)
    assert (after.title, after.relations) == ("Another", ())


@pytest.mark.parametrize("form", ["open-tables", "parquet", "polis", "polis-classic"])
def test_overwriting_a_folder_leaves_other_files_alone(form: str, calls: RollCall, tmp_path: Path):
    """Only the format's own files are replaced; somebody's notes beside them stay."""
    path = placed({"notes.txt": "mine"}, tmp_path / "out")
    onevoice.write(calls, path, format=form, overwrite=True)
    assert (path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert len(list(path.iterdir())) > 3


@pytest.mark.parametrize("form", WRITTEN)
def test_nothing_half_written_is_left_behind(form: str, calls: RollCall, tmp_path: Path):
    """When writing fails half-way, nothing is there afterwards, not even a draft."""
    bad = replace(calls, propositions=(*calls.propositions, Proposition("p9", "half a character: \ud800")))
    folder = tmp_path / "target"
    folder.mkdir()
    with pytest.raises(InputError, match="half a character"):
        onevoice.write(bad, folder / "out", format=form)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("form", WRITTEN)
def test_a_full_disk_leaves_nothing_behind(form: str, calls: RollCall, tmp_path: Path, monkeypatch):
    """When the last step of writing fails, the draft is removed and the place is named."""
    folder = tmp_path / "target"
    folder.mkdir()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        onevoice.write(calls, folder / "out", format=form)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("form", ["open-tables", "parquet"])
@pytest.mark.parametrize("text", ["a\0b", "x" * (2**20 + 1)])
def test_what_could_not_be_read_again_is_not_written(form: str, text: str, calls: RollCall, tmp_path: Path):
    """A NUL or a cell of over a mebibyte is refused before anything is written."""
    bad = replace(calls, propositions=(*calls.propositions, Proposition("p9", text)))
    with pytest.raises(InputError, match="NUL"):
        onevoice.write(bad, tmp_path / "out", format=form)
    assert not (tmp_path / "out").exists()


def test_a_blank_id_is_not_written(calls: RollCall, tmp_path: Path):
    """An id that no table could hold is refused."""
    with pytest.raises(InputError, match="blank id"):
        onevoice.write(replace(calls, members=(*calls.members, Member(" "))), tmp_path / "out")


@pytest.mark.parametrize("form", WRITTEN)
def test_a_place_that_is_not_there_is_named(form: str, calls: RollCall, tmp_path: Path):
    """Writing into a folder that does not exist says so."""
    with pytest.raises(InputError, match="no such folder"):
        onevoice.write(calls, tmp_path / "nowhere" / "out", format=form)


def test_a_folder_is_not_written_in_place_of_a_file(calls: RollCall, tmp_path: Path):
    """A file is never replaced by a folder, nor a folder by a file."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="this is a file"):
        onevoice.write(calls, tmp_path / "file", overwrite=True)
    with pytest.raises(InputError, match="something here already"):
        onevoice.write(calls, tmp_path / "source", format="popolo", overwrite=True)


def test_a_format_that_is_not_written_is_refused_with_the_list(calls: RollCall, tmp_path: Path):
    """Asking for a format that is only read names those that are written."""
    with pytest.raises(SettingsError, match="popolo"):
        onevoice.write(calls, tmp_path / "out", format="commons")


def test_parquet_without_its_package_says_how_to_get_it(calls, tmp_path, monkeypatch):
    """Without pyarrow, Parquet is refused with the command that installs it, when written and when read."""
    onevoice.write(calls, tmp_path / "tables", format="parquet")
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"onevoice\[parquet\]"):
        onevoice.write(calls, tmp_path / "out", format="parquet")
    with pytest.raises(MissingExtraError, match=r"onevoice\[parquet\]"):
        onevoice.read(tmp_path / "tables")
    assert not (tmp_path / "out").exists()


def test_written_popolo_is_popolo(calls: RollCall, tmp_path: Path):
    """The written file has the specification's collections, keys and options."""
    onevoice.write(calls, tmp_path / "out.json", format="popolo")
    document = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert set(document) == {"onevoice", "persons", "organizations", "memberships", "vote_events"}
    vote = document["vote_events"][0]["votes"][0]
    assert vote.keys() >= {"voter_id", "option"}
    assert {v["option"] for event in document["vote_events"] for v in event["votes"]} == {
        *("yes", "no", "abstain")
    }


def test_popolo_seats_and_parties_hold_for_their_time(tmp_path: Path):
    """Outside a seat in the body nobody is eligible; parties are those of the day; the body is none."""
    calls = onevoice.read(placed(POPOLO, tmp_path))
    cells = {(member, key): code for member, key, code, _ in canonical(calls)["cells"]}
    assert cells == {("a", "e1"): 1, ("b", "e1"): -1, ("a", "e2"): 0, ("c", "e2"): 2}
    assert {group.id for group in calls.groups} == {"party:Red", "party:Blue"}
    held = [one for one in calls.memberships if one.member == "b"]
    assert [one.group for one in held if one.holds_on("2013-06-01")] == ["party:Red"]
    assert [one.group for one in held if one.holds_on("2014-06-01")] == ["party:Blue"]


def test_a_popolo_month_lasts_until_its_last_day(tmp_path: Path):
    """A seat that ended in May is held on 31 May, and not on 1 June."""
    for day, eligible in (("2013-05-31", True), ("2013-06-01", False)):
        text = POPOLO["votes.json"].replace('"2014-02-01"', f'"{day}"')
        cells = canonical(onevoice.read(placed({"votes.json": text}, tmp_path / day)))["cells"]
        assert (("c", "e2", 2, None) not in cells) is eligible


def test_popolo_votes_alone_say_who_voted_and_in_which_group(tmp_path: Path):
    """Without lists of people, voters are members, and groups are those that votes were cast in."""
    events = [
        {
            "id": f"e{at}",
            "start_date": f"2020-01-0{at}",
            "motion": {"text": "That it pass"},
            "votes": [
                {
                    "voter": {"id": "a", "name": "Ann Ash"},
                    "option": "yes",
                    "group": {"name": group, "classification": "party"},
                },
                {"voter_id": "b", "option": "not voting"},
            ],
        }
        for at, group in ((1, "Red"), (2, "Blue"))
    ]
    calls = onevoice.read(placed({"events.json": json.dumps(events)}, tmp_path))
    assert (calls.has_roll, [one.name for one in calls.members]) == (False, ["Ann Ash", ""])
    assert [(one.group, one.since, one.until) for one in calls.memberships] == [
        ("party:Red", None, "2020-01-01"),
        ("party:Blue", "2020-01-02", None),
    ]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"option": "yes"', '"option": "perhaps"', "'perhaps'"),
        ('{"voter_id": "a", "option": "abstain"}', '{"option": "abstain"}', "no voter"),
        ('"e2", "organization_id": "house"', '"e2", "organization_id": "lords"', "2 bodies"),
        ('"id": "e2"', '"id": "e1"', "twice"),
        ('"id": "e1", ', "", "no id"),
        ('"2013-05"', '"May"', "'May'"),
    ],
)
def test_a_mistake_in_popolo_is_said(before: str, after: str, words: str, tmp_path: Path):
    """A vote, event or date that cannot be understood is named."""
    text = POPOLO["votes.json"]
    assert before in text
    with pytest.raises(InputError, match=words):
        onevoice.read(placed({"votes.json": text.replace(before, after)}, tmp_path))
