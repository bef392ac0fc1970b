"""Texts as PDF: versions keep their lines, words are never markup, and what is read out is tagged."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from formats.pdf_lines import lines, seen, tags
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.marking import mark_up
from onevoice.assembly.wording.operations import AddAtEnd, Change, LeaveOut, Move
from onevoice.assembly.wording.publishing import Version, publish
from onevoice.errors import InputError, MissingExtraError
from onevoice.formats import pdf_written
from onevoice.formats.pdf_written import INSTALLED_FONTS, write_marked, write_pdf, write_version

typst = pytest.importorskip("typst", reason="the extra onevoice[pdf] is not installed")
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
CHUNKS = (
    "the House ",
    "notes ",
    "that",
    ", ",
    " and ",
    ". ",
    "1. ",
    "#let x = [",
    "*",
    "_",
    "$a$",
    "\\",
    "é",
    "„“ ",
)
NUMBERS = ("", "1.", "(a)", "•", "Article 5", "#3", "*")
HEBREW = ("שלום ", "המועצה ", "מציינת", ", ", "10 ", "(ABC) ", ". ")


@st.composite
def texts(draw, chunks=CHUNKS, language="en"):
    """Draw a text of every kind of block, with marks."""
    blocks = []
    for place in range(draw(st.integers(1, 6))):
        words = unicodedata.normalize("NFC", "".join(draw(st.lists(st.sampled_from(chunks), max_size=30))))
        marks = ()
        if words and draw(st.booleans()):
            start = draw(st.integers(0, len(words) - 1))
            kind = draw(st.sampled_from(MarkKind))
            target = "https://a.example/x" if kind is MarkKind.LINK else ""
            marks = (Mark(start, draw(st.integers(start + 1, len(words))), kind, target),)
        kind = draw(st.sampled_from(Kind))
        depth = draw(st.integers(0, 4)) if kind is not Kind.PARAGRAPH else 0
        number = draw(st.sampled_from(NUMBERS)) if kind is not Kind.HEADING else ""
        blocks.append(Block(f"b{place}", kind, words, depth, number, marks))
    return Text(tuple(blocks), language)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file to write, again and again."""
    return tmp_path_factory.mktemp("pdf") / "text.pdf"


def letters(words: str) -> str:
    """Give letters without blanks, in no order: where a line breaks shows in which ones it has."""
    return "".join(sorted(sign for sign in words if not sign.isspace()))


def printed(version: Version) -> list[tuple[str, str]]:
    """Give each line of a version as it should stand on the page, a block's first after its number."""
    return [
        (
            ("" if line.start else version.text.block(line.block).number)
            + version.text.block(line.block).words[line.start : line.end],
            str(line.number),
        )
        for line in version.lines()
    ]


def on_pages(path: Path) -> list[tuple[str, str]]:
    """Give the lines of a PDF without the numbers of its pages."""
    return [line for line in lines(path.read_bytes()) if "/" not in line[1]]


@FEW
@given(text=texts(), width=st.integers(8, 130), first=st.integers(1, 400))
def test_a_version_breaks_where_it_says(text, width, first, place):
    """Every line on the pages is a line of the version, letter by letter, with its number beside it."""
    version = publish(text, width=width, first_line=first)
    assert write_version(version, place, overwrite=True) == ""
    found = [(letters(words), number) for words, number in on_pages(place)]
    assert found == [(letters(words), number) for words, number in printed(version)]


@FEW
@given(text=texts(HEBREW, "he"), width=st.integers(8, 100))
def test_a_version_from_right_to_left_breaks_where_it_says(text, width, place):
    """A Hebrew version has its lines too, and their numbers stand on the left of the words."""
    version = publish(text, width=width)
    assert write_version(version, place, overwrite=True) == ""
    found = [(letters(words), number) for words, number in on_pages(place)]
    assert found == [(letters(words), number) for words, number in printed(version)]
    drawn = list(seen(place.read_bytes()))
    numbers = [one.across for one in drawn if one.beside and one.words.isdigit()]
    assert max(numbers) < min(
        (one.across for one in drawn if not one.beside and one.words.strip()), default=600
    )


def test_words_read_as_they_are(place):
    """Words that look like a typesetter's markup are printed letter by letter, in order."""
    odd = '#import "@preview/x:1.0.0": * *b* _i_ $x^2$ `raw` <label> @ref \\ // /* [a](b)'
    odd += " = - + ~ -- ... 'q' #sys"
    blocks = (Block("b1", Kind.HEADING, odd, 1), Block("b2", Kind.LIST_ENTRY, odd, 0, "#(a)"))
    version = publish(Text((*blocks, Block("b3", Kind.PARAGRAPH, odd)), "en"), width=200)
    write_version(version, place, title=odd, overwrite=True)
    # fi is one glyph; blanks at seams of fonts are not looked at
    assert [line.replace(" ", "") for line, _ in on_pages(place)] == [
        odd.replace(" ", ""),
        f"#(a){odd}".replace(" ", ""),
        odd.replace(" ", ""),
    ]


def test_lines_that_are_too_long_get_smaller_letters_and_then_a_larger_page(place):
    """Up to a width that can be read the page is A4; beyond, it grows, and no line is broken again."""
    words = "the municipality wants more WIDE MEASURES " * 40
    sizes = []
    for width in (60, 110, 400):
        version = publish(Text((Block("b1", Kind.PARAGRAPH, words),), "en"), width=width)
        write_version(version, place, overwrite=True)
        assert len(on_pages(place)) == len(version.lines())
        sizes.append(float(place.read_bytes().partition(b"/MediaBox[0 0 ")[2].split(b" ")[0]))
    assert sizes[0] == sizes[1] == pytest.approx(595.28, abs=0.1)
    assert sizes[2] > 700


@FEW
@given(text=texts())
def test_the_same_text_gives_the_same_bytes(text, place):
    """Nothing in a document tells the time, or depends on it."""
    write_pdf(text, place, overwrite=True)
    first = place.read_bytes()
    write_pdf(text, place, overwrite=True)
    assert place.read_bytes() == first
    assert b"CreationDate(D:19700101000000Z)" in first


def test_what_is_read_out_is_tagged(place):
    """Headings of no skipped level, nested lists with labels, and links are tags of PDF/UA-1."""
    link = Mark(0, 3, MarkKind.LINK, "https://a.example/")
    blocks = (
        Block("b1", Kind.HEADING, "Deep first", 3),
        Block("b2", Kind.HEADING, "Deeper", 6),
        Block("b3", Kind.LIST_ENTRY, "one", 0, "1.", (link,)),
        Block("b4", Kind.LIST_ENTRY, "inner", 2, "(a)"),
        Block("b5", Kind.LIST_ENTRY, "two", 0, "2."),
    )
    write_pdf(Text(blocks, "de-AT"), place, overwrite=True)
    content = place.read_bytes()
    found = tags(content)
    assert [found.count(one) for one in ("H1", "H2", "L", "LI", "Lbl", "Link")] == [1, 1, 2, 3, 3, 1]
    assert b"/Lang(de-AT)" in content
    assert b"pdfuaid:part" in content
    assert b"/URI(https://a.example/)" in content


def test_a_link_leads_only_where_a_text_may_lead(place):
    """What is no web or mail address is printed as words, and leads nowhere."""
    marks = tuple(
        Mark(0, 3, MarkKind.LINK, to) for to in ("javascript:alert(1)", "file:///etc/passwd", "#x", "y/z")
    )
    write_pdf(Text((Block("b1", Kind.PARAGRAPH, "one", marks=marks),)), place, overwrite=True)
    assert "Link" not in tags(place.read_bytes())


def amended() -> tuple[Text, tuple[Amendment, ...]]:
    """Give a text with an amendment that does everything to it."""
    words = ("That the town bakes bread", "and sells it", "and eats it")
    text = Text(
        tuple(Block(f"b{n}", Kind.LIST_ENTRY, one, 0, f"{n}.") for n, one in enumerate(words, 1)), "en"
    )
    block = {one.id: one.hash for one in text.blocks}
    new = [Block(f"n{n}", Kind.PARAGRAPH, one) for n, one in enumerate(("city", " gladly"))]
    operations = (
        Change("b1", block["b1"], 9, 13, new[0]),
        LeaveOut("b2", block["b2"]),
        Move("b3", block["b3"], None),
        AddAtEnd(new[1]),
    )
    return text, (Amendment("A", "m", operations),)


@pytest.mark.parametrize(
    ("said_in", "said"),
    [("en", ("deleted", "inserted", "moved")), ("de", ("gestrichen", "eingefügt", "verschoben"))],
)
def test_what_is_marked_is_said_in_words(place, said_in, said):
    """What goes and comes is struck or underlined, and said in words for who sees no strokes."""
    text, amendments = amended()
    write_marked(mark_up(text, amendments), place, language="en", said_in=said_in, overwrite=True)
    read = " ".join(line for line, _ in on_pages(place))
    assert f"[{said[0]}: town][{said[1]}: city]" in read
    assert f"[{said[0]}: and sells it]" in read
    assert read.count(said[2]) == 2
    content = b"".join(place.read_bytes().split())
    assert b"/LineThrough" in content
    assert b"/Underline" in content


def test_without_the_extra_a_sentence_says_what_to_install(place, monkeypatch):
    """Without typst, nothing is written, and the sentence names the extra."""
    monkeypatch.setitem(sys.modules, "typst", None)
    pdf_written._fonts.cache_clear()
    target = place.with_name("never.pdf")
    with pytest.raises(MissingExtraError, match=r"Writing PDF .* pip install 'onevoice\[pdf\]'"):
        write_pdf(Text((Block("b1", Kind.PARAGRAPH, "x"),)), target)
    assert not target.exists()


def test_letters_of_no_font_are_named(place):
    """A letter that no font has is named, and no page with a gap is written."""
    with pytest.raises(InputError, match=r"No font on this machine has the letter .*10ffff.*Install a font"):
        write_pdf(Text((Block("b1", Kind.PARAGRAPH, "x \U0010ffff"),)), place, overwrite=True)
    with pytest.raises(InputError, match="character that no document can"):
        write_pdf(Text((Block("b1", Kind.PARAGRAPH, "x\x01"),)), place, overwrite=True)


def test_installed_fonts_are_used_with_a_note(place, monkeypatch):
    """Where the fonts that come with the writer do not do, installed ones are used, and a note says so."""
    tried = []

    def compiler(sheet, font_paths):
        tried.append(font_paths)
        if len(tried) > 1:
            return typst.Compiler(sheet, font_paths=font_paths)
        return SimpleNamespace(compile=refused)

    def refused(**_):
        error = typst.TypstError("")
        error.message = 'PDF/UA-1 error: the text `"x"` could not be displayed with font `"y"`'
        raise error

    fake = SimpleNamespace(Compiler=compiler, TypstError=typst.TypstError, Fonts=typst.Fonts)
    monkeypatch.setattr(pdf_written, "_typst", lambda: fake)
    text = Text((Block("b1", Kind.PARAGRAPH, "words"),))
    assert write_pdf(text, place, overwrite=True) == INSTALLED_FONTS
    assert on_pages(place) == [("words", "")]


def test_hebrew_greek_and_arabic_letters_come_with_the_writer(place):
    """No installed font is needed for these scripts."""
    text = Text((Block("b1", Kind.PARAGRAPH, "שָׁלוֹם μῆνιν мир سلام — “§”"),), "he")
    assert write_pdf(text, place, overwrite=True) == ""
