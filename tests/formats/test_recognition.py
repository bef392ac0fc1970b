"""Recognition: a format is told from what files hold, and doubt is put before the person."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import onevoice
from formats.examples import COMMONS, EXAMPLES, MATRIX, MATRIX_BY_DATE, POLIS, VOTEVIEW, commons, placed
from formats.roll_calls import canonical
from onevoice.assembly.sounding import Kind
from onevoice.errors import InputError, SettingsError
from onevoice.formats.recognise import FORMATS, recognise

FORMAT_OF = {"polis-matrix": "polis", "matrix-by-date": "matrix"}


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_format_is_recognised_by_content(name: str, tmp_path: Path):
    """Every example is recognised, and forcing its format gives the same roll call."""
    path = placed(EXAMPLES[name], tmp_path)
    form = FORMAT_OF.get(name, name)
    assert recognise(path).format == form
    assert canonical(onevoice.read(path, format=form)) == canonical(onevoice.read(path))


@pytest.mark.parametrize("name", [name for name in EXAMPLES if name != "open-tables"])
def test_file_names_do_not_matter(name: str, tmp_path: Path):
    """Renamed files are recognised as well: only the small open tables go by their names."""
    renamed = {f"{at}.dat": text for at, text in enumerate(EXAMPLES[name].values())}
    here = canonical(onevoice.read(placed(EXAMPLES[name], tmp_path / "a")))
    assert canonical(onevoice.read(placed(renamed, tmp_path / "b"))) == here


@pytest.mark.parametrize("name", EXAMPLES)
def test_divisions_are_public_and_soundings_private(name: str, tmp_path: Path):
    """Formats in which parliaments publish are divisions; conversations and spreadsheets are soundings."""
    private = {"open-tables", "polis", "matrix"}
    kind = onevoice.read(placed(EXAMPLES[name], tmp_path)).kind
    assert kind is (Kind.SOUNDING if FORMAT_OF.get(name, name) in private else Kind.DIVISION)


def test_two_formats_in_one_folder_are_named(tmp_path: Path):
    """A folder with a conversation and divisions is refused; one of them can be forced."""
    placed(COMMONS, tmp_path)
    placed(POLIS, tmp_path)
    with pytest.raises(InputError, match="Polis") as caught:
        onevoice.read(tmp_path)
    assert "Commons" in str(caught.value)
    assert len(onevoice.read(tmp_path, format="commons").propositions) == 2


@pytest.mark.parametrize("name", ["polis", "european-parliament", "matrix", "public-whip", "swiss-council"])
def test_the_same_part_twice_is_two_bodies(name: str, tmp_path: Path):
    """Two files with the same part in a format are refused with both their names."""
    first = next(iter(EXAMPLES[name]))
    placed({**EXAMPLES[name], "another": EXAMPLES[name][first]}, tmp_path)
    with pytest.raises(InputError, match="two bodies") as caught:
        onevoice.read(tmp_path)
    assert first in str(caught.value)
    assert "another" in str(caught.value)


def test_coded_matrices_of_two_bodies_are_an_error(tmp_path: Path):
    """Two coded matrices with other people in them are two bodies, not two codings."""
    other = VOTEVIEW["votes_raw.csv"].replace("ASH", "ELM")
    with pytest.raises(InputError, match="two bodies"):
        onevoice.read(placed({**VOTEVIEW, "other.csv": other}, tmp_path))


def test_divisions_of_two_bodies_are_an_error(tmp_path: Path):
    """A division whose members are strangers to all the others is of another body."""
    strangers = COMMONS["Division2.csv"].replace("Ann", "Lord").replace("Ben", "Lady").replace("Col", "Dame")
    strangers = strangers.replace("Dee", "Sir").replace("Eve", "Earl")
    with pytest.raises(InputError, match="two bodies"):
        onevoice.read(placed({**COMMONS, "Division2.csv": strangers}, tmp_path))


def test_a_division_that_comes_twice_is_an_error(tmp_path: Path):
    """The same division in two files is refused with both names."""
    with pytest.raises(InputError, match=r"already in Division1\.csv"):
        onevoice.read(placed({**COMMONS, "copy.csv": COMMONS["Division1.csv"]}, tmp_path))


def test_two_codings_give_the_full_one_with_a_note(tmp_path: Path):
    """Of a full and a plain coding of the same votes the full one is read, and a note says so."""
    both = onevoice.read(placed(VOTEVIEW, tmp_path / "both"))
    full = onevoice.read(placed({"votes_raw.csv": VOTEVIEW["votes_raw.csv"]}, tmp_path / "full"))
    assert both.notes == ("votes_raw.csv was read; votes_01.csv codes the same votes with less detail.",)
    assert canonical(both)["cells"] == canonical(full)["cells"]


def test_two_codings_of_which_none_is_full_need_a_choice(tmp_path: Path):
    """Where no coding says more than the other, the person chooses."""
    plain = VOTEVIEW["votes_01.csv"]
    with pytest.raises(InputError, match="Name one of them"):
        onevoice.read(placed({"a.csv": plain, "b.csv": plain}, tmp_path))


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "the folder is empty"),
        ({"notes.txt": "Dear all,\nno votes here\n"}, "notes.txt"),
        ({"a.csv": "person,colour\nAda,red\nBo,blue\n"}, "no answers in a format"),
        ({"a.json": '{"votes": [{"by": "name"}]}'}, "Popolo"),
        ({"a.json": '{"votes": ['}, "no JSON"),
    ],
)
def test_a_folder_of_something_else_says_what_is_there(files: dict, words: str, tmp_path: Path):
    """What holds no answers is refused with what was found and what could be read."""
    with pytest.raises(InputError) as caught:
        onevoice.read(placed(files, tmp_path / "folder"))
    assert words in str(caught.value)


def test_a_folder_without_files_says_what_it_holds(tmp_path: Path):
    """A folder that holds folders is not called empty, nor is one that holds a pipe."""
    placed(COMMONS, tmp_path / "outer" / "inner")
    with pytest.raises(InputError, match=r"holds no files, only 'inner'.*Name the folder"):
        onevoice.read(tmp_path / "outer")
    (tmp_path / "pipes").mkdir()
    os.mkfifo(tmp_path / "pipes" / "responses.csv")
    with pytest.raises(InputError, match=r"holds no files, only 'responses\.csv'"):
        onevoice.read(tmp_path / "pipes")


def test_a_pipe_is_refused_at_once(tmp_path: Path):
    """A pipe is not waited for: it could not be read twice."""
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(InputError, match="neither a file nor a folder"):
        onevoice.read(tmp_path / "pipe.csv")


@pytest.mark.parametrize("leads_to", ["nowhere.csv", "members.csv"])
def test_a_table_behind_a_broken_link_is_not_passed_over(leads_to: str, tmp_path: Path):
    """A link that leads nowhere, or to itself, is named rather than left out of the answers."""
    path = placed(EXAMPLES["open-tables"], tmp_path)
    (path / "members.csv").unlink(missing_ok=True)
    (path / "members.csv").symlink_to(leads_to)
    with pytest.raises(InputError, match=r"members.csv: this is a link that leads nowhere"):
        onevoice.read(path)


def test_a_table_that_may_not_be_opened_is_not_passed_over(tmp_path: Path, monkeypatch):
    """A file without permission to read is named rather than left out of the answers."""
    path = placed(EXAMPLES["open-tables"], tmp_path)
    (path / "members.csv").write_text("id,name\n")
    opened = Path.open

    def refusing(self: Path, *how: object, **more: object) -> object:
        if self.name == "members.csv":
            raise PermissionError(13, "Permission denied")
        return opened(self, *how, **more)

    monkeypatch.setattr(Path, "open", refusing)
    with pytest.raises(InputError, match=r"members.csv: the file cannot be opened \(Permission denied\)"):
        onevoice.read(path)


def test_what_else_polis_exports_is_not_taken_for_answers(tmp_path: Path):
    """Histories and tallies of small numbers beside an export are no matrix of answers."""
    here = canonical(onevoice.read(placed(POLIS, tmp_path)))
    beside = {
        "stats-history.csv": "n-votes,n-comments,n-visitors,n-voters,n-commenters\n0,0,1,0,0\n1,1,1,1,1\n",
        "comment-groups.csv": "comment-id,comment,total-votes,total-agrees\n0,First,2,1\n1,Second,1,0\n",
        "0f-xid.csv": "participant,xid\n0,1\n1,0\n",
    }
    assert canonical(onevoice.read(placed(beside, tmp_path))) == here


def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path):
    """A path with nothing at it has its own sentence."""
    with pytest.raises(InputError, match="no such file or folder"):
        onevoice.read(tmp_path / "nowhere")


def test_a_format_that_is_none_is_refused_with_the_list(tmp_path: Path):
    """Forcing an unknown format names the known ones."""
    with pytest.raises(SettingsError, match="open-tables"):
        onevoice.read(tmp_path, format="excel")
    assert "matrix" in FORMATS


def test_a_matrix_can_be_forced_where_it_was_not_recognised(tmp_path: Path):
    """A grid with one bad cell is unrecognised; forced, it is refused for that cell and not as a whole."""
    bad = MATRIX["answers.csv"].replace("disagree", "dunno")
    path = placed({"answers.csv": bad}, tmp_path) / "answers.csv"
    with pytest.raises(InputError) as caught:
        onevoice.read(path, format="matrix")
    assert (caught.value.row, caught.value.column) == (4, "p1")


def test_one_wrong_word_in_a_matrix_is_named_with_its_place(tmp_path: Path):
    """A table of answers but for one cell is refused for that cell, and not as something else."""
    rows = (
        "member,party,p1,p2,p3\nAda,Red,agree,disagree,\nBo,Red,agree,maybe,pass\nCy,Blue,no,agree,absent\n"
    )
    path = placed({"answers.csv": rows}, tmp_path) / "answers.csv"
    with pytest.raises(InputError, match="'maybe' is no answer") as caught:
        onevoice.read(path)
    assert (caught.value.file, caught.value.row, caught.value.column) == ("answers.csv", 3, "p2")


def test_a_list_that_shows_who_did_not_vote_is_the_whole_roll_of_its_day(tmp_path: Path):
    """Whom a complete list does not name was not a member then; where it is not complete nobody knows."""
    shorter = "\n".join(line for line in COMMONS["Division2.csv"].splitlines() if not line.startswith('"Ann'))
    calls = onevoice.read(placed({**COMMONS, "Division2.csv": shorter}, tmp_path / "complete"))
    assert sorted(calls.answers.response).count(2) == 1
    partial = shorter.replace('"Eve Elm","Sinn F?in","Eham","No Vote Recorded",""', "")
    calls = onevoice.read(placed({**COMMONS, "Division2.csv": partial}, tmp_path / "partial"))
    assert 2 not in calls.answers.response


def test_a_party_changed_between_divisions_is_the_one_of_the_day(tmp_path: Path):
    """A member who changed party belongs to each party for its own time."""
    later = commons(400, "Aye|Aye|No|No|No", 2, 3).replace("27/03/2019", "01/04/2019")
    later = later.replace('"Ann Ash","Red"', '"Ann Ash","Blue"')
    calls = onevoice.read(placed({"a.csv": COMMONS["Division1.csv"], "b.csv": later}, tmp_path))
    spells = [(one.group, one.since, one.until) for one in calls.memberships if one.member.startswith("Ann")]
    assert spells == [("Party:Red", None, "2019-03-31"), ("Party:Blue", "2019-04-01", None)]


def test_a_list_that_does_not_add_up_is_noted(tmp_path: Path):
    """A declared count that the list does not reach is said in a note; tellers explain up to two."""
    wrong = COMMONS["Division1.csv"].replace("Noes Count: 2", "Noes Count: 7")
    calls = onevoice.read(placed({"a.csv": wrong}, tmp_path))
    assert calls.notes == ("a.csv lists 2 noes (tellers included) and declares 7.",)


def test_tables_beside_a_matrix_describe_members_and_propositions(tmp_path: Path):
    """Words, dates and groups come from tables whose first columns name the propositions and the members."""
    files = {
        "matrix.csv": "person,p1,p2\n7,1,0\n8,0,1\n9,,1\n",
        "motions.csv": "id,date,title,mover\np1,2024-01-02,Roads,Ada\np2,2024-01-03,Rails,Bo\n",
        "people.csv": "id,ward\n7,North\n8,North\n9,South\n",
    }
    calls = onevoice.read(placed(files, tmp_path))
    assert [(one.text, one.date, dict(one.fields)) for one in calls.propositions] == [
        ("Roads", "2024-01-02", {"mover": "Ada"}),
        ("Rails", "2024-01-03", {"mover": "Bo"}),
    ]
    assert {(one.member, one.group) for one in calls.memberships} == {
        *(("7", "ward:North"), ("8", "ward:North"), ("9", "ward:South"))
    }


def test_a_date_column_turns_a_matrix_round(tmp_path: Path):
    """Rows with a date of putting are propositions, and rows above the first date describe members."""
    calls = onevoice.read(placed(MATRIX_BY_DATE, tmp_path))
    assert [one.id for one in calls.members] == ["Ada Ash", "Bo Bay", "Cy Cay"]
    assert [(one.id, one.text, one.date) for one in calls.propositions][1] == (
        *("2", "Bill 1", "2023-01-04T12:14:00"),
    )
    assert {group.id for group in calls.groups} == {"Party:Red", "Party:Blue"}
