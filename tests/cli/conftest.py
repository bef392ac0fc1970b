"""Runs the command line in this process, as a person would type it."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from onevoice.cli import main


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, and what it said where."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    """Give a function that runs ``onevoice`` with arguments."""

    def type_in(*arguments):
        monkeypatch.setattr("sys.argv", ["onevoice", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
        said = capsys.readouterr()
        return Ended(end.value.code or 0, said.out, said.err)

    return type_in


@pytest.fixture
def town(run, tmp_path):
    """Give a folder of open tables of a small simulated town."""
    folder = tmp_path / "town"
    assert (
        run("simulate", folder, "--members", 40, "--propositions", 8, "--heard", 0.6, "--seed", 3).code == 0
    )
    return folder
