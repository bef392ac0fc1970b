from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest

import onevoice

QUICK = ("--dims", 1, "--settings", "fast")


def test_the_answer_is_sentences_and_nothing_is_written(run, town, tmp_path, monkeypatch):
    """Without options the answer is plain sentences on stdout, and no file appears anywhere."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ended = run("analyse", town, *QUICK)
    assert ended.code == 0
    assert "40 members answered" in ended.out
    assert "How sure this is" in ended.out
    assert not {"<", ">"} & set(ended.out), "no markup on the terminal"
    assert sorted(tmp_path.rglob("*")) == before


def test_json_is_all_that_is_printed(run, town):
    """With --json - stdout is one JSON document that its published schema accepts."""
    document = json.loads(run("analyse", town, *QUICK, "--json", "-", "--seed", 7).out)
    schema = json.loads((files("onevoice.opinion") / "analysis.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert document["settings"]["seed"] == 7
    assert document["counts"]["members"] == 40


def test_a_file_holds_the_bytes_that_stdout_does(run, town, tmp_path):
    """The same answers, settings and seed give the same bytes, to a file or to stdout, again and again."""
    printed = run("analyse", town, *QUICK, "--json", "-").out
    assert run("analyse", town, *QUICK, "--json", tmp_path / "a.json").code == 0
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == printed


def test_report_and_tables_are_written_where_asked(run, town, tmp_path):
    """--out and --csv write what they name, and say so on stderr."""
    ended = run("analyse", town, *QUICK, "--out", tmp_path / "report.html", "--csv", tmp_path / "tables")
    assert ended.code == 0
    assert (tmp_path / "report.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    assert {path.suffix for path in (tmp_path / "tables").iterdir()} == {".csv"}
    assert "report.html" in ended.err
    assert "report.html" not in ended.out


def test_nothing_is_overwritten_unless_told_to(run, town, tmp_path):
    """What is there is refused before the work begins, and replaced with --force."""
    page, tables, kept = tmp_path / "report.html", tmp_path / "tables", tmp_path / "kept.json"
    tables.mkdir()
    for path in (page, kept, tables / "mine.csv"):
        path.write_text("mine", encoding="utf-8")
    for option, place in (("--out", page), ("--csv", tables), ("--json", kept)):
        ended = run("analyse", tmp_path / "there-is-no-such-town", option, place)
        assert ended.code == 2
        assert "--force" in ended.err
    assert {path.read_text(encoding="utf-8") for path in (page, kept, tables / "mine.csv")} == {"mine"}
    assert run("analyse", town, *QUICK, "--out", page, "--csv", tables, "--json", kept, "--force").code == 0
    assert page.read_text(encoding="utf-8") != "mine"
    assert (tables / "mine.csv").read_text(encoding="utf-8") == "mine"


def test_what_was_chosen_stands_in_the_document(run, tmp_path):
    """Every choice that reaches the numbers is published with them."""
    folder = tmp_path / "motion"
    run("simulate", folder, "--members", 30, "--propositions", 12, "--heard", 0.7, "--motion")
    options = [*QUICK, "--where", "source=motion", "--where", "source=amendment 1", "--threshold", 0.6]
    document = json.loads(run("analyse", folder, *options, "--groups", "party", "--json", "-").out)
    assert document["settings"]["where"] == ["source=motion", "source=amendment 1"]
    assert (document["settings"]["dims"], document["dims"]) == (1, 1)
    assert document["settings"]["threshold"] == 0.6
    assert document["settings"]["groups"] == ["party"]
    assert document["counts"]["propositions"] == 6


def test_members_of_a_sounding_are_named_only_if_it_is_public(run, town):
    """Without --public no id, place or small count of a member is in the document; with it they are."""
    ids = {member.id for member in onevoice.read(town).members}
    private, public = (
        json.loads(run("analyse", town, *QUICK, "--json", "-", *more).out) for more in ((), ("--public",))
    )
    assert not ids & {member["id"] for member in private["members"]}
    assert all(member["coords"] is None for member in private["members"])
    assert ids == {member["id"] for member in public["members"]}


def test_a_map_can_be_turned_to_an_earlier_one(run, town, tmp_path):
    """--align names the earlier analysis by its digest."""
    run("analyse", town, *QUICK, "--public", "--json", tmp_path / "first.json")
    first = json.loads((tmp_path / "first.json").read_text(encoding="utf-8"))
    ended = run("analyse", town, *QUICK, "--public", "--align", tmp_path / "first.json", "--json", "-")
    assert json.loads(ended.out)["aligned_to"] == first["digest"]


@pytest.mark.parametrize(
    "content",
    [
        "{}",
        '{"dims": 1, "members": 3, "digest": "x"}',
        '{"dims": 1, "members": [{"id": "M001", "coords": ["x"]}], "digest": "x"}',
        '{"dims": 1, "members": [{"id": "M001", "coords": [NaN]}], "digest": "x"}',
        '{"dims": 1, "members": [{"id": "M001", "coords": [0, 1]}], "digest": "x"}',
        '{"dims": 1, "members": []}',
    ],
)
def test_an_earlier_map_that_is_none_ends_with_a_sentence(run, town, tmp_path, content):
    """JSON that is no analysis is refused by --align with what to name instead."""
    (tmp_path / "first.json").write_text(content, encoding="utf-8")
    ended = run("analyse", town, *QUICK, "--public", "--align", tmp_path / "first.json")
    assert (ended.code, ended.out) == (2, "")
    assert "The earlier analysis is not one written by onevoice. Name a file made with: " in ended.err


def test_the_summary_speaks_the_language_asked_for(run, town):
    """--language changes the summary's language, and an unknown one is refused with the list."""
    assert any(
        "\u0590" <= letter <= "\u05ff" for letter in run("analyse", town, *QUICK, "--language", "he").out
    )
    ended = run("analyse", town, *QUICK, "--language", "tlh")
    assert ended.code == 2
    assert "he" in ended.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--dims", "9"], "from 0 to 8"),
        (["--dims", "two"], "from 0 to 8"),
        (["--where", "source"], "FIELD=VALUE"),
        (["--where", "colour=red"], "No proposition has a field 'colour'"),
        (["--since", "2024-01-01"], "no times"),
        (["--groups", "colour"], "colour"),
        (["--threshold", "1.5"], "hreshold"),
        (["--settings", "quick"], "default"),
        (["--format", "cuneiform"], "cuneiform"),
        (["--out", "report.pdf"], ".html"),
        (["--json", "analysis.txt"], ".json"),
        (["--csv", "tables.csv"], "folder"),
        (["--align", "nowhere.json"], "nowhere.json"),
        (["--seed", "-1"], "seed"),
        (["--seed", str(2**64)], "The seed is 18446744073709551616"),
    ],
)
def test_a_mistaken_option_ends_with_a_sentence(run, town, tmp_path, monkeypatch, options, words):
    """A mistake gives exit code 2, one sentence that names it, an empty stdout and no file."""
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ended = run("analyse", town, *QUICK, *options)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_missing_path_is_named(run, tmp_path):
    """A path that leads nowhere is named, with what to do."""
    ended = run("analyse", tmp_path / "nowhere")
    assert ended.code == 2
    assert "nowhere" in ended.err


@pytest.mark.parametrize("command", ["analyse", "demo"])
def test_interrupted_work_ends_with_130_and_leaves_nothing(run, town, tmp_path, monkeypatch, command):
    """Ctrl-C ends with 130, and nothing half written stays behind."""

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(onevoice, "analyse", interrupted, raising=False)
    arguments = {
        "analyse": [town, "--out", tmp_path / "report.html"],
        "demo": ["--report-only", "--out", tmp_path / "demo"],
    }[command]
    before = sorted(tmp_path.rglob("*"))
    assert run(command, *arguments).code == 130
    assert sorted(tmp_path.rglob("*")) == before
