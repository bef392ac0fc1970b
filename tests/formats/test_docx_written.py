"""Texts as DOCX: what is written reads again, versions keep their lines, and changes are tracked."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from formats.sample_amendments import amendments
from formats.sample_texts import seen, texts
from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.marking import mark_up, without_deletions, without_insertions
from onevoice.assembly.wording.operations import Change, Move
from onevoice.assembly.wording.publishing import publish
from onevoice.errors import InputError
from onevoice.formats.docx_text import parse_docx
from onevoice.formats.docx_written import write_docx, write_marked, write_version
from onevoice.formats.inline import pieces, put_together, stripped

FEW = settings(max_examples=50)


def without_spacing(text: Text) -> Text:
    """Leave out what the reader takes for spacing."""
    return replace(
        text,
        blocks=tuple(
            one
            for one in text.blocks
            if one.words or one.number or one.kind in {Kind.LIST_ENTRY, Kind.CLAUSE}
        ),
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file to write, again and again."""
    return tmp_path_factory.mktemp("docx") / "text.docx"


@FEW
@given(text=texts())
def test_what_is_written_reads_again(text: Text, place: Path):
    """Kinds, words, depths, numbers, marks and language of a text survive writing and reading."""
    write_docx(text, place, overwrite=True)
    read = parse_docx(place.read_bytes())
    assert seen(read) == seen(without_spacing(text))
    assert read.language == text.language
    assert [block.id for block in read.blocks] == [f"b{n + 1}" for n in range(len(read.blocks))]


@FEW
@given(text=texts(), width=st.integers(1, 50), first=st.integers(1, 400))
def test_a_version_keeps_its_lines(text: Text, width: int, first: int, place: Path):
    """A published text breaks at its stored breaks, each line with its number, and its words stay."""
    version = publish(text, width=width, first_line=first)
    write_version(version, place, overwrite=True)
    content = place.read_bytes()
    assert seen(parse_docx(content)) == seen(without_spacing(text))
    printed = [
        "".join(run.text for run in paragraph.iter(qn("w:t"), qn("w:br")) if run.text is not None)
        for paragraph in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:p"))
    ]
    lines = [
        "".join(
            f"{text.block(line.block).words[line.start : line.end]}{line.number}"
            for line in version.lines()
            if line.block == block.id
        )
        for block in text.blocks
    ]
    assert printed == [line.replace("\t", "") for line in lines]


@FEW
@given(text=texts())
def test_the_same_text_gives_the_same_bytes(text: Text, place: Path):
    """Nothing in a document tells the time, or depends on it."""
    write_docx(text, place, overwrite=True)
    first = place.read_bytes()
    write_docx(text, place, overwrite=True)
    assert place.read_bytes() == first
    with zipfile.ZipFile(place) as package:
        assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"dcterms" not in package.read("docProps/core.xml").replace(b"xmlns:dcterms", b"")


def numbers(*wanted: str, depth: Sequence[int] = ()) -> Text:
    """Make a list of entries with these numbers."""
    return Text(
        tuple(
            Block(f"b{place + 1}", Kind.LIST_ENTRY, f"entry {place}", depth[place] if depth else 0, number)
            for place, number in enumerate(wanted)
        )
    )


@pytest.mark.parametrize(
    ("text", "series"),
    [
        (numbers("1.", "2.", "3."), 1),
        (numbers("(a)", "(b)", "(c)", "(d)"), 1),
        (numbers("(h)", "(i)", "(j)"), 1),
        (numbers("(v)", "(w)", "(x)", "(y)"), 1),
        (numbers("i.", "ii.", "iii.", "iv."), 1),
        (numbers("•", "•"), 1),
        (numbers("1.", "(a)", "(b)", "2.", "(a)", "3.", depth=[0, 1, 1, 0, 1, 0]), 3),
        (numbers("1.", "2.", "2a.", "3."), 3),
        (numbers("1.", "2.", "1.", "2."), 2),
    ],
)
def test_lists_count_by_themselves(text: Text, series: int, place: Path):
    """A list whose numbers follow each other is one list of the word processor, that counts on."""
    write_docx(text, place, overwrite=True)
    body = docx.Document(str(place)).element.body
    used = [one.get(qn("w:val")) for one in body.iter(qn("w:numId"))]
    assert (len(used), len(set(used))) == (len(text.blocks), series)
    assert seen(parse_docx(place.read_bytes())) == seen(text)


@pytest.mark.parametrize(("language", "turned"), [("he", 2), ("ar-EG", 2), ("en", 0), ("", 0)])
def test_direction_follows_the_language(language: str, turned: int, place: Path):
    """Paragraphs of a language written from right to left are set so, their words too."""
    blocks = (Block("b1", Kind.PARAGRAPH, "שלום abc"), Block("b2", Kind.LIST_ENTRY, "עולם", 0, "א."))
    write_docx(Text(blocks, language), place, overwrite=True)
    body = docx.Document(str(place)).element.body
    assert len(body.findall(f".//{qn('w:p')}/{qn('w:pPr')}/{qn('w:bidi')}")) == turned
    assert len(list(body.iter(qn("w:rtl")))) == turned


def test_what_no_document_can_hold_is_refused(place: Path):
    """A character that XML forbids, and a number that would be a placeholder, are refused with a sentence."""
    with pytest.raises(InputError, match=r"U\+0001"):
        write_docx(Text((Block("b1", Kind.PARAGRAPH, "a\x01"),)), place, overwrite=True)
    with pytest.raises(InputError, match="placeholder"):
        write_docx(numbers("5%1"), place, overwrite=True)


def test_a_file_is_replaced_only_when_that_is_said(place: Path):
    """What is there already stays, unless it may be overwritten."""
    write_docx(numbers("1."), place, overwrite=True)
    with pytest.raises(InputError, match="already"):
        write_docx(numbers("2."), place)


# Tracked changes: a small word processor that accepts or rejects them all, by what the standard says of them.
GONE = {True: ("del", "moveFrom"), False: ("ins", "moveTo")}
CAME = {True: ("ins", "moveTo"), False: ("del", "moveFrom")}


def decided(content: bytes, *, accept: bool) -> bytes:
    """Accept or reject every change of a document."""
    document = docx.Document(io.BytesIO(content))
    body = document.element.body
    joined = None
    for paragraph in list(body.iter(qn("w:p"))):
        for gone in [one for name in GONE[accept] for one in paragraph.iter(qn(f"w:{name}"))]:
            if gone.getparent().tag != qn("w:rPr"):
                gone.getparent().remove(gone)
        for came in [one for name in CAME[accept] for one in paragraph.iter(qn(f"w:{name}"))]:
            for child in list(came):
                came.addprevious(child)
            came.getparent().remove(came)
        for text in paragraph.iter(qn("w:delText")):
            text.tag = qn("w:t")
        if joined is not None:
            for child in reversed([one for one in joined if one.tag != qn("w:pPr")]):
                paragraph.insert(1 if paragraph.find(qn("w:pPr")) is not None else 0, child)
            joined.getparent().remove(joined)
        mark = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        ends = mark is not None and any(mark.find(qn(f"w:{name}")) is not None for name in GONE[accept])
        joined = paragraph if ends else None
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[MarkedBlock, ...]:
    """Draw a text with amendments marked up."""
    text = draw(texts(most=6))
    return mark_up(text, draw(amendments(text)))


@settings(max_examples=80)
@given(marked=marked_texts())
def test_accepting_all_changes_gives_the_amended_text_and_rejecting_the_base(
    marked: tuple[MarkedBlock, ...], place: Path
):
    """With every change accepted a marked-up document reads as amended, with every one rejected as before."""
    write_marked(marked, place, language="en", overwrite=True)
    content = place.read_bytes()
    for accept, text in ((True, without_deletions(marked)), (False, without_insertions(marked))):
        wanted = seen(without_spacing(stripped_text(text)))
        if wanted and any(words.strip() for _, words, *_ in wanted):
            assert seen(parse_docx(decided(content, accept=accept))) == wanted
            if accept:
                assert seen(parse_docx(content)) == wanted, "the reader takes changes as accepted"


def stripped_text(text: Text) -> Text:
    """Leave out spaces at the ends of blocks, as the reader does."""
    blocks = []
    for one in text.blocks:
        words, marks = put_together(stripped(list(pieces(one.words, one.marks))))
        blocks.append(replace(one, words=words, marks=marks))
    return replace(text, blocks=tuple(blocks))


def test_changes_name_their_authors_and_no_time(place: Path):
    """Every change has its amendment's name or the one given for it, and a date only where one is given."""
    base = Block("b1", Kind.PARAGRAPH, "That this House notes the report")
    text = Text((base, Block("b2", Kind.PARAGRAPH, "and resolves")))
    change = Change("b1", base.hash, 16, 21, Block("r.1", Kind.PARAGRAPH, "welcomes"))
    marked = mark_up(
        text,
        [
            Amendment("r", "M", (change,)),
            Amendment("h", "M", (Move("b2", text.blocks[1].hash, None),)),
        ],
    )
    write_marked(marked, place, names={"r": "Ada"}, overwrite=True)
    markup = docx.Document(str(place)).element.xml
    assert set(re.findall('w:author="([^"]*)"', markup)) == {"Ada", "h"}
    assert "w:date" not in markup
    for change in ("moveFromRangeStart", "moveToRangeStart"):
        assert re.findall(f'<w:{change} w:id="[0-9]+" w:name="([^"]*)"', markup) == ["move0"]
    assert (markup.count("<w:moveFrom "), markup.count("<w:moveTo ")) == (2, 2)
    assert len(set(re.findall('<w:(?:ins|del|move[A-Za-z]*[mo]) w:id="([^"]*)"', markup))) > 5
    write_marked(marked, place, names={"r": "Ada"}, date="2024-01-31T00:00:00Z", overwrite=True)
    assert docx.Document(str(place)).element.xml.count("2024-01-31") == markup.count("w:author")
