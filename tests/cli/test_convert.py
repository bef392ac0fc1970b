from __future__ import annotations

import pytest

import onevoice
from onevoice.formats import WRITTEN


def test_open_tables_come_back_as_they_were(run, town, tmp_path):
    """Converted to open tables, answers are the same; standard output stays empty."""
    ended = run("convert", town, tmp_path / "again", "--to", "open-tables")
    assert (ended.code, ended.out) == (0, "")
    first, again = onevoice.read(town), onevoice.read(tmp_path / "again")
    assert (first.members, first.propositions) == (again.members, again.propositions)
    assert list(first.answers.response) == list(again.answers.response)


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_every_written_format_is_read_again(run, town, tmp_path, name):
    """Whatever can be written is recognised by its content and holds as many answers."""
    out = tmp_path / (f"out.{name}" if name == "popolo" else "out")
    assert run("convert", town, out, "--to", name).code == 0
    assert len(onevoice.read(out).answers) == len(onevoice.read(town).answers)


def test_an_unknown_format_is_named(run, town, tmp_path):
    """A format that is not written ends with the list of those that are."""
    ended = run("convert", town, tmp_path / "out", "--to", "punched-cards")
    assert ended.code == 2
    assert "open-tables" in ended.err
    assert not (tmp_path / "out").exists()


def test_nothing_is_overwritten_unless_told_to(run, town, tmp_path):
    """What is there stays, until --force."""
    for expected, more in ((0, ()), (2, ()), (0, ("--force",))):
        assert run("convert", town, tmp_path / "out", "--to", "open-tables", *more).code == expected


def test_a_column_that_looks_like_a_description_is_kept_when_named(run, tmp_path):
    """A kind of group with one member each is converted only where --groups names it, and a note says so."""
    tables = tmp_path / "tables"
    tables.mkdir()
    (tables / "members.csv").write_text("id,name,ward\n1,Ada,North\n2,Ben,South\n3,Cy,East\n", "utf-8")
    (tables / "responses.csv").write_text("member,proposition,response\n1,a,agree\n2,a,disagree\n", "utf-8")
    (tables / "propositions.csv").write_text("id,text\na,Plant trees\n", "utf-8")
    plain = run("convert", tables, tmp_path / "without", "--to", "open-tables")
    named = run("convert", tables, tmp_path / "with", "--to", "open-tables", "--groups", "ward")
    assert (plain.code, named.code) == (0, 0)
    assert "'ward' was not used" in plain.err
    assert "ward" not in (tmp_path / "without" / "members.csv").read_text("utf-8")
    assert "North" in (tmp_path / "with" / "members.csv").read_text("utf-8")
