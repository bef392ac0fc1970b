from __future__ import annotations

import contextlib
import io
import json
import re
from pathlib import Path

import pytest

import onevoice
from onevoice.cli.demo import demo
from onevoice.cli.summary import summary
from onevoice.report.language import language

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial.md"


def flat(text):
    """Join lines, and blanks with them."""
    return " ".join(text.split())


@pytest.fixture(scope="module")
def shown(tmp_path_factory):
    """Give the folder of one demonstration, and what it said."""
    folder, said = tmp_path_factory.mktemp("shown") / "demo", io.StringIO()
    with contextlib.redirect_stdout(said):
        demo(folder, report_only=True)
    return folder, said.getvalue()


def test_it_says_where_the_report_lies(shown):
    """The path and the address of the report are printed, and the report is there."""
    folder, said = shown
    assert str(folder / "report.html") in said
    assert (folder / "report.html").resolve().as_uri() in said
    assert (folder / "report.html").stat().st_size > 10_000


def test_the_story_comes_out(shown):
    """Amendment C is found to have buy-in across; the motion and amendment A are found to divide."""
    document = json.loads((shown[0] / "analysis.json").read_text(encoding="utf-8"))
    agreement = {line["id"] for line in document["headlines"]["agreement"]}
    divides = {line["id"] for line in document["headlines"]["divides"]}
    assert {"C.1", "C.2", "C.4"} <= agreement
    assert not {key for key in agreement if key.startswith(("motion.1", "motion.2", "A."))}
    assert {"motion.1", "motion.2", "A.1", "A.2"} <= divides
    assert document["basis"]["column"] == "community"


def test_the_tutorial_quotes_what_is_found(shown):
    """The finding that docs/tutorial.md reads closely is one of the demonstration's, word for word."""
    document = json.loads((shown[0] / "analysis.json").read_text(encoding="utf-8"))
    quoted = flat(" ".join(re.findall(r"^> (.*)$", TUTORIAL.read_text(encoding="utf-8"), re.MULTILINE)))
    assert quoted.startswith("The least support is in ")
    assert quoted in flat(summary(document, language("en")))


def test_the_tutorials_dates_and_fields_are_those_of_the_demonstration(shown):
    """What docs/tutorial.md keeps with --since, --until and --where leaves something to analyse."""
    text = TUTORIAL.read_text(encoding="utf-8")
    since, until = re.search(r"--since (\S+) --until ([^`]+)`", text).groups()
    answers = (shown[0] / "answers" / "responses.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert sum(since <= line.rsplit(",", 1)[1][:10] <= until for line in answers) > 100
    field, value = re.search(r'--where (\w+)="([^"]+)"', text).groups()
    propositions = (shown[0] / "answers" / "propositions.csv").read_text(encoding="utf-8")
    assert field in propositions.splitlines()[0].split(",")
    assert f",{value}," in propositions


def test_its_answers_can_be_analysed_again(shown):
    """The answers it leaves are valid input and hold the same digest."""
    document = json.loads((shown[0] / "analysis.json").read_text(encoding="utf-8"))
    calls = onevoice.read(shown[0] / "answers")
    assert len(calls.answers) == sum(document["counts"][key] for key in ("agree", "disagree", "pass"))


def test_it_replaces_only_an_earlier_demonstration(run, shown, tmp_path):
    """A second demonstration replaces the first; a folder of something else is refused untouched."""
    (tmp_path / "report.html").write_text("mine", encoding="utf-8")
    ended = run("demo", "--report-only", "--out", tmp_path)
    assert ended.code == 2
    assert (tmp_path / "report.html").read_text(encoding="utf-8") == "mine"
    before = (shown[0] / "analysis.json").read_bytes()
    assert run("demo", "--report-only", "--out", shown[0]).code == 0
    assert (shown[0] / "analysis.json").read_bytes() == before
