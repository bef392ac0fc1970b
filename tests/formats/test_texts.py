# ruff: noqa: RUF001  # dashes of all kinds are meant
"""Texts by path: the format is told, files come back, and whatever is no text is refused with a sentence."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings

from formats.sample_texts import seen, texts
from formats.test_damaged_files import DAMAGES
from onevoice.assembly.text import Block, Kind, Text
from onevoice.errors import InputError, OnevoiceError
from onevoice.formats.akoma_ntoso_meta import Work
from onevoice.formats.akoma_ntoso_written import akoma_ntoso_of, write_akoma_ntoso
from onevoice.formats.text_source import BLOCK_LIMIT, LINES_LIMIT, SIZE_LIMIT, WORDS_LIMIT
from onevoice.formats.texts import read_text, write_text

DAMAGED = 250


@pytest.mark.parametrize("ending", [".md", ".html"])
@settings(max_examples=20)
@given(text=texts())
def test_a_text_comes_back_from_its_file(ending: str, text: Text, tmp_path_factory: pytest.TempPathFactory):
    """What is written by its ending is read by its ending, whatever letters are in it."""
    path = tmp_path_factory.mktemp("text") / f"motion{ending}"
    write_text(text, path)
    assert seen(read_text(path)) == seen(text)


@pytest.mark.parametrize("ending", [".md", ".html"])
def test_words_that_look_like_the_mark_of_an_encoding_stay(ending: str, tmp_path: Path):
    """A character that marks encodings at the beginning of files is one of the words here."""
    text = Text((Block("b1", Kind.PARAGRAPH, "\ufeffwords"),))
    write_text(text, tmp_path / f"motion{ending}")
    assert read_text(tmp_path / f"motion{ending}") == text


SOURCES = {
    "motion.md": "# Motion\n\n1. **Zoë** – שלום\n2. أهلا\n",
    "motion.html": "<!doctype html><h1>Motion</h1><ol><li><strong>Zoë</strong> – שלום<li>أهلا</ol>",
    "motion.txt": "Motion\n\n1. Zoë – שלום\n2. أهلا\n",
}


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_the_same_in_every_dress(name: str, encoding: str, end: str, tmp_path: Path):
    """Encodings, their marks and line ends change nothing of what is read."""
    path = tmp_path / name
    path.write_bytes(SOURCES[name].replace("\n", end).encode(encoding))
    words = [(one.number, one.words) for one in read_text(path).blocks]
    assert words == [("", "Motion"), ("1.", "Zoë – שלום"), ("2.", "أهلا")]


def test_words_in_windows_1252_are_read(tmp_path: Path):
    """Older files have their dashes and accents too."""
    (tmp_path / "motion.txt").write_bytes("Zoë – “so”".encode("cp1252"))
    assert read_text(tmp_path / "motion.txt").blocks[0].words == "Zoë – “so”"


@pytest.mark.parametrize(
    ("name", "source", "kind"),
    [
        ("motion", "# A motion\n", Kind.HEADING),
        ("motion", "A motion\n", Kind.PARAGRAPH),
        ("motion.txt", "# A motion\n", Kind.PARAGRAPH),
        ("motion.txt", "<!-- saved -->\n<HTML><h1>A motion", Kind.HEADING),
        ("motion.MD", "# A motion\n", Kind.HEADING),
        ("motion.docx", "<!doctype html><h1>A motion", Kind.HEADING),
    ],
)
def test_what_a_file_evidently_holds_counts_before_its_ending(
    name: str, source: str, kind: Kind, tmp_path: Path
):
    """An HTML file is one under any name; a file without an ending is looked at."""
    (tmp_path / name).write_text(source, encoding="utf-8")
    assert read_text(tmp_path / name).blocks[0].kind is kind


BAD = {
    "empty": (b"", "the file is empty"),
    "blanks": (b" \n\t\n", "the file is empty"),
    "no words": (b"<p></p>", "no words"),
    "binary": (bytes(range(256)) * 40, "no text in"),
    "a NUL": (b"words\nand \0\n", "NUL"),
    "control characters": (b"words\nand \x07 bell\n", "control characters"),
    "no encoding": (b"words \x81\x8d", "no text in"),
    "half of UTF-16": ("words".encode("utf-16")[:-1], "no text in"),
    "a drawing": (b"<svg><text>words</text></svg>", "XML"),
    "other XML": (b"<?xml version='1.0'?><feed>words</feed>", "XML"),
    "a PDF": (b"%PDF-1.7 words", "this is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n words", "picture"),
    "Rich Text": (b"{\\rtf1 words}", "Rich Text"),
    "a line of a megabyte": (b"words " * ((1 << 20) // 6), "may have"),
    "a letter of a megabyte": (b"w" * (1 << 20), "may have"),
    "too many paragraphs": (b"w\n\n" * (BLOCK_LIMIT + 1), "may have"),
    "too many lines": (b"w\n" * (LINES_LIMIT + 1), "lines"),
    "too many bytes": (b"words\n\n" * (SIZE_LIMIT // 7 + 1), "bytes"),
}


@pytest.mark.parametrize("ending", [".md", ".html", ".txt", ""])
@pytest.mark.parametrize("bad", BAD)
def test_what_is_no_text_is_refused_with_a_sentence(bad: str, ending: str, tmp_path: Path):
    """The sentence says what is wrong, in which file, and what to do; there is no traceback."""
    content, words = BAD[bad]
    if (bad, ending) in {("no words", ".txt"), ("no words", ""), ("too many paragraphs", ".html")}:
        content, words = b" ", "empty"
    path = tmp_path / f"motion{ending}"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_text(path)
    assert words in str(caught.value)
    assert path.name in str(caught.value)
    assert "CSV" not in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_akoma_ntoso_is_told_by_its_root(tmp_path: Path):
    """A text in Akoma Ntoso is read by path like any other, whatever the file is called."""
    text = Text((Block("b1", Kind.PARAGRAPH, "That trees be planted."),), "en")
    work = Work("/akn/gb/doc/motion/2026-01-12/trees", "2026-01-12", "Town Council", "gb")
    for name in ("motion.xml", "motion"):
        write_akoma_ntoso(akoma_ntoso_of(text, work), tmp_path / name)
        assert [block.words for block in read_text(tmp_path / name).blocks] == ["That trees be planted."]


def test_a_document_with_a_password_is_said_to_have_one(tmp_path: Path):
    """A locked Word document begins as old documents do; the sentence says what to do."""
    (tmp_path / "motion.docx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(InputError, match=r"motion\.docx: .*(password|old)"):
        read_text(tmp_path / "motion.docx")


def test_a_paragraph_as_long_as_allowed_is_read(tmp_path: Path):
    """The limit is where it is said to be."""
    (tmp_path / "motion.md").write_text("w" * WORDS_LIMIT, encoding="utf-8")
    assert len(read_text(tmp_path / "motion.md").blocks[0].words) == WORDS_LIMIT


def test_places_that_hold_no_text_are_named(tmp_path: Path):
    """A folder, a file that is not there, an ending that is not written, a place that is taken."""
    text = Text((Block("b1", Kind.PARAGRAPH, "words"),))
    with pytest.raises(InputError, match="folder"):
        read_text(tmp_path)
    with pytest.raises(InputError, match="no such file"):
        read_text(tmp_path / "motion.md")
    with pytest.raises(InputError, match=r"'\.odt'"):
        write_text(text, tmp_path / "motion.odt")
    (tmp_path / "motion.md").write_text("there", encoding="utf-8")
    with pytest.raises(InputError, match="already"):
        write_text(text, tmp_path / "motion.md")
    write_text(text, tmp_path / "motion.md", overwrite=True)
    assert read_text(tmp_path / "motion.md").blocks == text.blocks
    with pytest.raises(InputError, match="half a character"):
        write_text(Text((Block("b1", Kind.PARAGRAPH, "\ud800"),)), tmp_path / "half.md")
    assert {path.name for path in tmp_path.iterdir()} == {"motion.md"}


RICH = {
    "motion.md": "<!-- language he -->\n\n# 1. Motion\n\nThat *this* [House](/x#z) & <b>all</b>:\n\n"
    '3. three\n   - (a) x\n     - y `code`\n4. four\n\n<!-- clause, depth 1, number "(a)" -->\nwords\n\n'
    "<div>\n<ul><li>z</ul>\n</div>\n\n> quoted\n\n```\ncode\n```\n\n[1]: https://b.example\n",
    "motion.html": "<!doctype html><html lang=he><head><title>T</title><script>x</script></head><body>"
    "<h1><span class=number>1.</span> Motion</h1><p>That <em>this</em> <a href='/x'>House</a> &amp;"
    "<ol start=3><li>three<ul><li class=empty><li>y</ul><li value=9>four</ol><p class=clause data-depth=1>w"
    "<table><tr><td>c<td>d</table><pre>e\n  f</pre><span style='white-space: pre'>  </span>g<br><br>h",
    "motion.txt": "A motion\nof lines\n\n1. one\n(a) a\n(b) b\n• x\n  • y\n2. two\n\n12. Mai – or\n– so\n",
}


@pytest.mark.parametrize("name", RICH)
def test_damaged_texts_are_read_or_refused_with_a_sentence(name: str, tmp_path: Path):
    """However a text is damaged, it is read, and then written and read as the same, or refused for people."""
    chance = random.Random(f"damage to {name}")  # noqa: S311  # examples, not secrets
    whole, path, read = RICH[name].encode(), tmp_path / name, 0
    for _ in range(DAMAGED):
        data = whole
        for damage in chance.sample(DAMAGES, chance.choice([1, 1, 2, 3])):
            data = damage(data, chance) if data else data
        path.write_bytes(data)
        with suppress(OnevoiceError):
            text = read_text(path)
            read += 1
            write_text(text, tmp_path / "again.html", overwrite=True)
            write_text(text, tmp_path / "again.md", overwrite=True)
            assert seen(read_text(tmp_path / "again.html")) == seen(text)
            assert seen(read_text(tmp_path / "again.md")) == seen(text)
    assert 0 < read < DAMAGED


CRAWLING = [
    *(
        "[",
        "![",
        "*",
        "**a ",
        "_a_",
        "`",
        "<",
        "&",
        "[a](",
        "[a](<",
        "\\",
        ">",
        "- ",
        "1. ",
        "<!--",
        "<?",
        "<!A ",
    ),
    *(
        "](",
        "[a\n",
        "- a\n",
        "<a b='",
        "<b>",
        "</b>",
        "<i></b>",
        "<table>",
        "<div>",
        "<p>",
        "a**b",
        "*a_",
        "(a) ",
        "<a href=",
    ),
]


@pytest.mark.parametrize("ending", [".md", ".html", ".txt"])
def test_no_file_keeps_a_reader_busy(ending: str, tmp_path: Path):
    """Signs repeated thousands of times are read or refused; none of them multiplies the work."""
    for signs in CRAWLING:
        path = tmp_path / f"motion{ending}"
        path.write_text(f"words {signs * 3_000}", encoding="utf-8")
        with suppress(OnevoiceError):
            assert read_text(path).blocks
