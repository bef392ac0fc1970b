from __future__ import annotations

import os
import subprocess
import sys

import onevoice


def test_no_command_shows_what_there_is(run):
    """Without a command the help is shown, with examples."""
    ended = run()
    assert "Examples" in ended.out + ended.err
    assert "analyse" in ended.out + ended.err


def test_the_version_is_said(run):
    """--version says the version of the package."""
    assert run("--version").out == f"onevoice {onevoice.__version__}\n"


def test_every_command_has_help_with_examples(run):
    """Each command's help says what it does and shows how it is typed."""
    for command in ("analyse", "compare", "evaluate", "simulate", "convert", "demo", "text"):
        said = run(command, "--help").out
        assert f"  onevoice {command}" in said.partition("Examples:")[2]


def test_a_wrong_command_ends_with_two(run):
    """A command that is not there gives exit code 2 and nothing on stdout."""
    ended = run("divine")
    assert (ended.code, ended.out) == (2, "")


def test_a_poor_terminal_does_not_stop_a_name(tmp_path):
    """Where stdout knows only ASCII, names in other letters are escaped rather than fatal."""
    folder = tmp_path / "town"
    folder.mkdir()
    (folder / "responses.csv").write_text(
        "member,proposition,response\nא,ä,agree\nב,ä,perhaps\n", encoding="utf-8"
    )
    ended = subprocess.run(
        [sys.executable, "-m", "onevoice", "convert", folder, tmp_path / "out", "--to", "open-tables"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "perhaps" in ended.stderr
    assert "Traceback" not in ended.stderr
