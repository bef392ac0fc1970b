from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

import onevoice
from formats.pdf_lines import lines
from onevoice.assembly.text import Kind
from onevoice.formats.texts import read_text

MOTION = Path(__file__).parents[2] / "docs/howto/sunday-opening.md"
OPEN = "leave out 'closed on Sundays' and insert 'open'"
WEEKEND = "in line 1, leave out 'Sunday' and insert 'Weekend'"


@pytest.fixture
def motion(tmp_path):
    """Give a file with a short motion."""
    path = tmp_path / "motion.md"
    path.write_text(
        "# Bread\n\nThat the town bakes bread.\n\n1. It is warm.\n2. It is good.\n", encoding="utf-8"
    )
    return path


def test_showing_a_text(run, motion):
    """A text is printed as it reads, in another form, or with line numbers; the three hold the same words."""
    assert (
        run("text", "show", motion).out
        == "Bread\n\nThat the town bakes bread.\n\n1. It is warm.\n\n2. It is good.\n"
    )
    assert run("text", "show", motion, "--as", "md").out == motion.read_text(encoding="utf-8")
    assert "<h1>Bread</h1>" in run("text", "show", motion, "--as", "html").out
    numbered = run("text", "show", motion, "--lines", "--width", 15).out
    assert (
        numbered
        == "1  Bread\n\n2  That the town\n3  bakes bread.\n\n4  1. It is warm.\n\n5  2. It is good.\n"
    )


def test_showing_as_json(run, motion):
    """JSON holds blocks and numbered lines, and the lines are the words of the blocks."""
    document = json.loads(run("text", "show", motion, "--json", "--width", 15).out)
    words = {block["id"]: block["words"] for block in document["blocks"]}
    assert [line["number"] for line in document["lines"]] == [1, 2, 3, 4, 5]
    assert all(
        words[line["block"]][line["start"] : line["end"]] == line["words"] for line in document["lines"]
    )
    assert document["digest"] == read_text(motion).digest


@pytest.mark.parametrize("ending", ["md", "html", "txt", "docx"])
def test_a_text_is_written_as_asked(run, motion, tmp_path, ending):
    """Every form that is written reads again as the same words; nothing is printed."""
    out = tmp_path / f"out.{ending}"
    ended = run("text", "show", motion, "--as", ending, "--out", out)
    assert (ended.code, ended.out) == (0, "")
    assert [block.words for block in read_text(out).blocks] == [
        block.words for block in read_text(motion).blocks
    ]


def test_line_numbers_are_written_where_there_is_room(run, motion, tmp_path):
    """Line numbers go into Word and plain text, and are refused elsewhere."""
    assert run("text", "show", motion, "--lines", "--out", tmp_path / "a.docx").code == 0
    assert run("text", "show", motion, "--lines", "--out", tmp_path / "a.txt").code == 0
    assert (tmp_path / "a.txt").read_text(encoding="utf-8").startswith("1  Bread\n")
    assert run("text", "show", motion, "--lines", "--out", tmp_path / "a.html").code == 2


@pytest.mark.parametrize(
    "said",
    [
        ("show",),
        ("show", "--lines", "--width", 15),
        ("amend", "leave out 'town'"),
        ("amend", "leave out 'town'", "--marked"),
    ],
    ids=lambda said: " ".join(map(str, said)),
)
def test_a_pdf_is_written_wherever_a_word_document_is(run, motion, tmp_path, said):
    """What goes to .docx goes to .pdf too, and so does every line with its number."""
    pytest.importorskip("typst", reason="the extra onevoice[pdf] is not installed")
    command, *rest = said
    for ending in ("docx", "pdf"):
        out = tmp_path / f"out.{ending}"
        ended = run("text", command, motion, *rest, "--out", out)
        assert (ended.code, ended.out, ended.err) == (0, "", "")
    content = (tmp_path / "out.pdf").read_bytes()
    assert content.startswith(b"%PDF-1.7")
    assert run("text", command, motion, *rest, "--out", tmp_path / "out.pdf").code == 2
    if "--lines" in said:
        assert [(line[0].strip(), line[1]) for line in lines(content)[:-1]] == [
            ("Bread", "1"),
            ("That the town", "2"),
            ("bakes bread.", "3"),
            ("1.It is warm.", "4"),
            ("2.It is good.", "5"),
        ]


def test_marked_up_texts_are_written_as_pages_and_markdown(run, motion, tmp_path):
    """HTML and Markdown have what goes and comes in elements, and in words besides."""
    said = ("text", "amend", motion, "leave out 'town' and insert 'city'", "--marked", "--out")
    assert run(*said, tmp_path / "out.html").code == 0
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert re.search(r"<del><span[^>]*>\[deleted: </span>town<span[^>]*>\]</span></del><ins>", page)
    assert run(*said, tmp_path / "out.md").code == 0
    assert r"That the <del>\[deleted: town\]</del><ins>\[inserted: city\]</ins> bakes bread." in (
        tmp_path / "out.md"
    ).read_text(encoding="utf-8")


def test_the_text_as_it_would_read(run, motion):
    """All amendments rest on the text as tabled, and what they add at one place stands in order of notice."""
    ended = run(
        "text",
        "amend",
        motion,
        "at end add 'So.'",
        "in line 2, leave out 'town' and insert 'city'",
        "at end add 'There.'",
    )
    assert ended.out == "Bread\n\nThat the city bakes bread.\n\n1. It is warm.\n\n2. It is good. So. There.\n"
    assert "Amendments A and C: Both add at the end." in ended.err


def test_marked_up(run, motion):
    """Marks are signs or words; without what is inserted the text as tabled is left."""
    said = ("text", "amend", motion, "leave out 'town' and insert 'city'", "leave out paragraph 2")
    marked = run(*said, "--marked").out
    assert "That the [-town-]{+city+} bakes bread." in marked
    assert "2. [-It is good.-]" in marked
    assert "Amendment A: in paragraph 1, leave out “town” and insert “city”." in marked
    text = marked.partition("\n\nAmendment A")[0]
    without = re.sub(r"\{\+.*?\+\}", "", text).replace("[-", "").replace("-]", "")
    assert without == run("text", "show", motion).out.rstrip("\n")
    aloud = run(*said, "--in-words").out
    assert "That the [deleted: town][inserted: city] bakes bread." in aloud


def test_side_by_side(run, motion):
    """Every line has its two halves, the base on the left."""
    out = run(
        "text", "amend", motion, "leave out 'town' and insert 'city'", "--side-by-side", "--width", 70
    ).out
    rows = [tuple(half.strip() for half in line.split("|")) for line in out.splitlines()]
    assert ("That the [-town-] bakes bread.", "That the {+city+} bakes bread.") in rows


def test_amendments_to_amendments(run, motion):
    """An amendment may be to another: it rests on the words that the other inserts."""
    said = ("at end add 'It is so.'", "to A: leave out 'so' and insert 'not so'")
    assert run("text", "amend", motion, *said).out.endswith("2. It is good. It is not so.\n")
    assert run("text", "amend", motion, *reversed([said[0], "to B: leave out 'so'"])).out.endswith("It is.\n")


def test_clashes_are_said(run, motion, tmp_path):
    """Amendments that clash end with 2: what clashes is said, nothing is printed or written."""
    out = tmp_path / "out.md"
    said = ("text", "amend", motion, "leave out 'the town'", "leave out 'town bakes'")
    ended = run(*said, "--out", out)
    assert (ended.code, ended.out, out.exists()) == (2, "", False)
    assert "Amendments A and B clash (line 2): Both change “town”." in ended.err
    document = json.loads(run(*said, "--json").out)
    assert document["amended"] is None
    assert [relation["clashes"] for relation in document["relations"]] == [True]


def test_clashes_and_changes_are_said_in_german(run, motion):
    """In German, what clashes and what changes is said in German, printed and as JSON."""
    town = "In Zeile 2 wird „town“ durch „city“ ersetzt"
    ended = run("text", "amend", motion, town, "„the town“ wird gestrichen", "--language", "de")
    assert ended.err == (
        "Die Änderungsanträge A und B schließen einander aus (Zeile 2): Änderungsantrag B ändert „the town“;"
        " darin steht „town“, und das ändert Änderungsantrag A.\n"
        "Bitte einen davon beschließen oder sie neu fassen.\n"
    )
    assert ended.code == 2
    said = "Änderungsantrag A: in Absatz 1 „town“ streichen und dafür „city“ einfügen."
    assert run("text", "amend", motion, town, "--language", "de", "--marked").out.endswith(f"\n\n{said}\n")
    document = json.loads(run("text", "amend", motion, town, "--language", "de", "--json").out)
    assert document["changes"][0]["sentence"] == said
    assert (
        run("text", "compare", motion, motion, "--language", "de").out == "Die beiden Texte sagen dasselbe.\n"
    )


def test_amending_as_json(run, motion):
    """JSON holds motion, amendments with their operations, relations, amended text, mark-up and changes."""
    document = json.loads(run("text", "amend", motion, "leave out 'town' and insert 'city'", "--json").out)
    assert list(document) == ["motion", "width", "amendments", "relations", "amended", "marked", "changes"]
    (amendment,) = document["amendments"]
    assert (amendment["id"], amendment["target"]) == ("A", "motion")
    (operation,) = amendment["operations"]
    assert (operation["operation"], operation["block"], operation["start"], operation["end"]) == (
        "change",
        "b2",
        9,
        13,
    )
    assert operation["inserted"]["words"] == "city"
    kept = [run["words"] for run in document["marked"][1]["runs"] if run["state"] != "deleted"]
    assert "".join(kept) == document["amended"]["blocks"][1]["words"]
    assert document["changes"][0]["sentence"].startswith("Amendment A: in paragraph 1")


@pytest.mark.parametrize("ending", ["md", "html", "txt", "docx"])
def test_amended_texts_are_written(run, motion, tmp_path, ending):
    """The amended text is written in every format of texts."""
    out = tmp_path / f"out.{ending}"
    assert run("text", "amend", motion, "leave out 'town' and insert 'city'", "--out", out).code == 0
    assert read_text(out).blocks[1].words == "That the city bakes bread."


def test_tracked_changes_are_written(run, motion, tmp_path):
    """Marked up, a Word document has real tracked changes in the name of the amendment."""
    out = tmp_path / "out.docx"
    run("text", "amend", motion, "leave out 'town' and insert 'city'", "--marked", "--out", out)
    with zipfile.ZipFile(out) as package:
        body = package.read("word/document.xml").decode()
    assert re.search(r"<w:ins [^>]*Amendment A", body)
    assert "<w:delText" in body


def test_akoma_ntoso_is_written(run, motion, tmp_path):
    """The amended text, or marked up the list of amendments, is written as Akoma Ntoso, with a date only."""
    said = ("text", "amend", motion, "leave out 'town' and insert 'city'")
    assert "--date" in run(*said, "--out", tmp_path / "a.xml").err
    assert run(*said, "--out", tmp_path / "a.xml", "--date", "2026-01-05").code == 0
    assert run(*said, "--marked", "--out", tmp_path / "b.xml", "--date", "2026-01-05").code == 0
    assert "That the city bakes bread." in (tmp_path / "a.xml").read_text(encoding="utf-8")
    assert "<amendmentList" in (tmp_path / "b.xml").read_text(encoding="utf-8")


def test_what_compare_prints_can_be_typed(run, motion, tmp_path):
    """The notation that an edited draft is turned into, typed in again, gives the draft."""
    draft = tmp_path / "draft.md"
    draft.write_text(
        "# Bread, salt\n\nThat this town bakes good bread.\n\n1. It is warm.\n2. It is sold.\n\nAt eight.\n",
        encoding="utf-8",
    )
    for language in ("en", "de"):
        notation = run("text", "compare", motion, draft, "--language", language).out.partition("\n\n")[0]
        amended = run("text", "amend", motion, notation, "--language", language)
        assert amended.out == run("text", "show", draft).out
    document = json.loads(run("text", "compare", motion, draft, "--json").out)
    assert list(document) == ["base", "draft", "width", "operations", "notation", "changes"]
    assert run("text", "compare", motion, motion).out == "The two texts say the same.\n"


def test_clauses_become_a_sounding(run, tmp_path):
    """Clauses are printed, given as JSON, and written as open tables that can be read as a sounding."""
    printed = run("text", "clauses", MOTION).out
    document = json.loads(run("text", "clauses", MOTION, "--json").out)
    assert [one["id"] for one in document["clauses"]] == re.findall(r"^(\S+:\d+) ", printed, re.MULTILINE)
    words = {block.id: block.words for block in read_text(MOTION).blocks}
    for one in document["clauses"]:
        assert all(words[span["block"]][span["start"] : span["end"]] in one["words"] for span in one["spans"])
    assert run("text", "clauses", MOTION, "--out", tmp_path / "sounding").code == 0
    calls = onevoice.read(tmp_path / "sounding")
    assert [one.text for one in calls.propositions] == [one["words"] for one in document["clauses"]]
    assert run("text", "clauses", MOTION, "--out", tmp_path / "sounding").code == 2


def test_clauses_of_amendments_are_corrected(run, motion):
    """What an amendment inserts is parted too; the clerk joins and cuts."""
    said = (
        "text",
        "clauses",
        motion,
        "--amendment",
        "at end add 'thanks the baker; asks for salt; and ends'",
        "--json",
    )
    clauses = json.loads(run(*said).out)["clauses"]
    assert [one["id"] for one in clauses] == ["A:1", "A:2", "A:3"]
    joined = json.loads(run(*said, "--join", "A:1").out)["clauses"]
    assert len(joined) == 2
    cut = json.loads(run(*said, "--cut", "A:2=for").out)["clauses"]
    assert len(cut) == 4
    assert run(*said, "--cut", "A:2=pepper").code == 2
    assert run(*said, "--join", "A:9").code == 2


MISTAKES = [
    (("show", "nothing.md"), "no such file"),
    (("show", "."), "folder"),
    (("show", "{motion}", "--as", "docx"), "--out"),
    (("show", "{motion}", "--as", "html", "--lines"), "line numbers"),
    (("show", "{motion}", "--json", "--as", "md"), "--json"),
    (("show", "{motion}", "--as", "md", "--out", "x.html"), "ending"),
    (("show", "{motion}", "--width", "3"), "--width"),
    (("amend", "{motion}", "do it"), "Amendment A: “do it” is not a notation"),
    (
        ("amend", "{motion}", "leave out 'bread'", "leave out 'salt'"),
        "Amendment B: “salt” does not stand in the text",
    ),
    (("amend", "{motion}", "leave out 'It is'"), "stands twice in the text: line 3"),
    (("amend", "{motion}", "to C: leave out 'x'"), "there is none"),
    (("amend", "{motion}", "to B: leave out 'x'", "to A: leave out 'x'"), "circle: A → B → A"),
    (("amend", "{motion}", "leave out 'town'", "to A: leave out 'x'"), "Amendment B: “x” does not stand in"),
    (("amend", "{motion}", "leave out paragraph 9"), "There is no paragraph 9"),
    (("show", "{motion}", "--as", "pdf"), "--out"),
    (("amend", "{motion}", "leave out 'bread'", "--out", "x.png"), "'.png'"),
    (("amend", "{motion}", "leave out 'bread'", "--marked", "--out", "x.png"), ".docx"),
    (("amend", "{motion}", "leave out 'bread'", "--side-by-side", "--out", "x.pdf"), ".txt only"),
    (("amend", "{motion}", "leave out 'bread'", "--marked", "--side-by-side"), "Choose"),
    (("amend", "{motion}", "leave out 'bread'", "--json", "--marked"), "--json"),
    (("amend", "{motion}", "leave out 'bread'", "--language", "fr"), "fr"),
    (("amend", "{motion}", "Streiche „Brot“", "--language", "de"), "steht nicht in diesem Text"),
    (("amend", "{motion}"), "NOTATION"),
    (("compare", "{motion}", "nothing.md"), "no such file"),
    (("clauses", "{motion}", "--cut", "motion:1"), "names no words"),
    (("clauses", "{motion}", "--json", "--out", "x"), "--json"),
]


@pytest.mark.parametrize(("arguments", "said"), MISTAKES, ids=lambda value: str(value)[:40])
def test_mistakes_end_with_a_sentence(run, motion, tmp_path, monkeypatch, arguments, said):
    """A mistake gives exit code 2, one sentence on stderr, nothing on stdout, and no file."""
    monkeypatch.chdir(tmp_path)
    ended = run("text", *(str(argument).replace("{motion}", str(motion)) for argument in arguments))
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert "Traceback" not in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["motion.md"]


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02\xff" * 99, b"%PDF-1.7 x", b"\x89PNG\r\n", b"PK\x03\x04 no zip"]
)
def test_what_is_no_text_is_refused(run, tmp_path, content):
    """A file that holds no text is named in the sentence."""
    path = tmp_path / "odd.md"
    path.write_bytes(content)
    ended = run("text", "show", path)
    assert (ended.code, ended.out) == (2, "")
    assert "odd.md" in ended.err


def test_nothing_is_replaced_unless_asked(run, motion, tmp_path):
    """A file that is there stays, unless --force says otherwise."""
    out = tmp_path / "out.md"
    out.write_text("mine", encoding="utf-8")
    said = ("text", "amend", motion, "leave out 'town'", "--out", out)
    assert run(*said).code == 2
    assert out.read_text(encoding="utf-8") == "mine"
    assert run(*said, "--force").code == 0
    assert "town" not in out.read_text(encoding="utf-8")


def test_every_command_on_texts_has_help_with_examples(run):
    """Each says what it does and shows how it is typed."""
    for command in ("show", "amend", "compare", "clauses"):
        assert f"  onevoice text {command}" in run("text", command, "--help").out.partition("Examples:")[2]


def test_the_example_motion_is_one(run):
    """The motion of the documentation has a heading, paragraphs, and a nested list with its numbers."""
    blocks = read_text(MOTION).blocks
    assert [block.number for block in blocks if block.kind is Kind.LIST_ENTRY] == [
        "1.",
        "2.",
        "(a)",
        "(b)",
        "3.",
    ]
    assert run("text", "amend", MOTION, OPEN, WEEKEND).code == 0
