"""Laws of ``onevoice compose``: what it prints, what it writes, and how it refuses."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

import onevoice
from onevoice.cli import app
from onevoice.errors import InputError, SettingsError


@pytest.fixture(scope="module")
def council(tmp_path_factory):
    """Simulate a council with a motion of four slots."""
    folder = tmp_path_factory.mktemp("composed") / "council"
    asked = ("--members", "40", "--propositions", "16", "--groups", "2", "--heard", "0.6", "--motion")
    assert CliRunner().invoke(app, ["simulate", str(folder), *asked]).exit_code == 0
    return folder


def run(*words):
    """Run the command, letting a person's mistakes through."""
    fast = ("--settings", "fast", "--budget", "1")
    return CliRunner().invoke(app, ["compose", *map(str, words), *fast], catch_exceptions=False)


def test_what_simulate_writes_can_be_composed(council):
    """The wording comes first with its sources, then the sentences, an assumption among them."""
    lines = run(council).stdout.splitlines()
    empty = lines.index("")
    assert empty == 8  # four clauses, each with where it comes from
    assert all(line.startswith("  (P") for line in lines[1:empty:2])
    assert any("no share above is a forecast" in line for line in lines[empty:])


def test_json_has_what_is_promised_and_nothing_else_is_printed(council):
    """Standard output is one JSON document with the promised keys."""
    document = json.loads(run(council, "--json").stdout)
    assert {"wording", "carry", "bound", "binding_group", "frontier"} <= set(document)


@pytest.mark.parametrize("name", ["wording.md", "wording.docx", "report.html"])
def test_it_writes_what_the_ending_says_and_replaces_only_when_told(council, tmp_path, name):
    """A file is written once, refused the second time, and replaced with --force."""
    place = tmp_path / name
    assert run(council, "--out", place).exit_code == 0
    first = place.read_bytes()
    with pytest.raises(InputError, match="--force"):
        run(council, "--out", place)
    assert run(council, "--out", place, "--force").exit_code == 0
    assert place.read_bytes() == first


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--fix", "P01", "--forbid", "P01"), "Drop any one"),
        (("--out", "wording.odt"), "ends in .md"),
        (("--threshold", "2"), "Give a share"),
        (("--budget", "0"), "above 0"),
    ],
)
def test_mistakes_are_told_in_a_sentence(council, words, said):
    """What cannot be is refused, and what to do next is said."""
    fast = ("--settings", "fast")
    with pytest.raises(SettingsError, match=said):
        CliRunner().invoke(app, ["compose", str(council), *fast, *words], catch_exceptions=False)


def test_a_mistake_in_the_paper_is_told_before_the_answers_are_analysed(council, monkeypatch):
    """Whoever mistypes a clause does not wait for a fit to learn of it."""
    monkeypatch.setattr(onevoice, "analyse", lambda *_, **__: pytest.fail("it was analysed"))
    with pytest.raises(SettingsError, match="There is no clause 'P99'"):
        run(council, "--fix", "P99")


def test_help_loads_no_solver():
    """The solver is loaded only where a wording is sought."""
    program = (
        "import sys, onevoice.cli; from typer.testing import CliRunner;"
        "CliRunner().invoke(onevoice.cli.app, ['compose', '--help']);"
        "import onevoice.opinion.composite; import onevoice.report;"
        "print(sorted({'ortools', 'highspy'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
