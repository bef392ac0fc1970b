from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import onevoice

PAPER = Path(__file__).parents[2] / "docs/howto/sunday-opening-paper.json"


def _fast(run, town, *more):
    return run("select", town, "--settings", "fast", *more)


def test_a_selection_is_told_in_sentences(run, town):
    """The first sentence is the result, every round has its own, and what others would put is told."""
    told = _fast(run, town, "--k", 3)
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0].startswith("3 of 8 would be put to the vote: ")
    assert [line.split(".")[0] for line in lines if line.startswith("Round ")] == [
        "Round 1", "Round 2", "Round 3"
    ]  # fmt: skip
    assert any(line.startswith("Popularity alone would have") for line in lines)


def test_json_is_the_document_and_nothing_else(run, town):
    """--json prints one JSON value with the keys that are promised, the same each time."""
    one, other = (_fast(run, town, "--k", 3, "--json").out for _ in range(2))
    assert one == other
    document = json.loads(one)
    assert {"selected", "rounds", "guarantee", "void_by_clash"} <= {*document}
    assert document["explanation"]


def test_a_pack_and_a_paper_cap_the_number_and_say_what_clashes(run, town, tmp_path):
    """A pack's cap holds; of a paper, amendments that clash exclude each other where both are answered."""
    document = json.loads(_fast(run, town, "--k", 6, "--pack", "conference", "--json").out)
    assert (document["k"], document["cap"]) == (3, 3)
    calls = onevoice.read(town)
    names = [p.id for p in calls.propositions][:3]
    lines = PAPER.read_text(encoding="utf-8")
    for letter, name in zip("ABC", names, strict=True):
        lines = lines.replace(f'"id": "{letter}"', f'"id": "{name}"')
    paper = tmp_path / "paper.json"
    paper.write_text(lines, encoding="utf-8")
    document = json.loads(_fast(run, town, "--k", 8, "--paper", paper, "--json").out)
    assert document["clashes"] == [names[:2]]
    assert document["cap"] is None


def test_the_report_carries_the_selection(run, town, tmp_path):
    """--out writes the page with the selection in it, and nothing is overwritten unless told to."""
    page = tmp_path / "report.html"
    assert _fast(run, town, "--k", 2, "--out", page).code == 0
    assert 'id="selection"' in page.read_text(encoding="utf-8")
    refused = _fast(run, town, "--k", 2, "--out", page)
    assert (refused.code, "--force" in refused.err) == (2, True)


def test_mistakes_are_told_in_a_sentence(run, town, tmp_path):
    """A clash of one, an unknown proposition or pack, and a wrong ending each say what to do next."""
    for arguments, said in (
        (("--clash", "A"), "Write it as ID,ID"),
        (("--clash", "nobody,nothing"), "Correct the id"),
        (("--pack", "nowhere"), "There are: "),
        (("--out", tmp_path / "page.pdf"), "ends in .html"),
    ):
        told = _fast(run, town, "--k", 2, *arguments)
        assert told.code == 2
        assert said in told.err


def test_help_loads_no_solver():
    """OR-Tools is loaded by a selection, and by nothing that is said before it."""
    code = "import sys, onevoice.cli, onevoice.opinion.selection; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
