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
