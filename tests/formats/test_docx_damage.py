"""Files that are no DOCX, damaged ones and bombs: a sentence each time, never a traceback, never a hang."""

from __future__ import annotations

import copy
import io
import itertools
import os
import random
import struct
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from formats.docx_samples import document, entry, level, paragraph, repacked
from formats.wild_parsers import ends_badly, takes_for_ever, takes_some_memory
from onevoice.assembly.text import Text
from onevoice.errors import InputError
from onevoice.formats.caged import LARGEST_FILE, read_caged
from onevoice.formats.docx_package import LARGEST_MARKUP, MOST_PARTS
from onevoice.formats.docx_text import parse_docx, read_docx

DAMAGED = 300


@cache
def sample() -> bytes:
    """Give a document with some of everything."""
    scheme = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}{level(1, "(%2)", "lowerLetter")}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    link = '<w:hyperlink r:id="rId3"><w:r><w:rPr><w:b/></w:rPr><w:t>link</w:t></w:r></w:hyperlink>'
    change = '<w:ins w:id="1" w:author="a"><w:r><w:t>new</w:t></w:r></w:ins>'
    body = (
        paragraph("A title", '<w:pStyle w:val="Heading1"/>')
        + entry("first", 1)
        + entry("second", 1, 1)
        + paragraph(link + change)
        + f"<w:tbl><w:tr><w:tc>{paragraph('cell')}</w:tc></w:tr></w:tbl>"
    )
    return document(body, numbering=scheme)


def packed(parts: dict[str, bytes]) -> bytes:
    """Pack parts to a ZIP file."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name, part in parts.items():
            target.writestr(name, part, zipfile.ZIP_DEFLATED)
    return result.getvalue()


OTHERS = {
    "is empty": b"",
    "not packed as one": b"Motion: that this House ...",
    "an RTF document": b"{\\rtf1 words}",
    "a PDF": b"%PDF-1.7",
    "of an old kind": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "locked by a password": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
    "a spreadsheet": packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<a/>"}),
    "a presentation": packed({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<a/>"}),
    "an OpenDocument file": packed({"mimetype": b"application/vnd.oasis.opendocument.text"}),
    "a ZIP file, and no DOCX": packed({"motion.txt": b"words"}),
    "damaged": packed({"[Content_Types].xml": b"<Types/>", "other": b""}),
}


@pytest.mark.parametrize("sentence", OTHERS)
def test_other_kinds_of_file_are_named(sentence: str):
    """A file of another kind is refused with what it is, and what to do."""
    with pytest.raises(InputError, match=sentence) as caught:
        parse_docx(OTHERS[sentence])
    assert len(caught.value.todo) > 10


def test_kinds_of_word_files_that_are_not_read_are_named():
    """Macros, templates and the strict form are told apart from damage."""
    with zipfile.ZipFile(io.BytesIO(sample())) as package:
        types, rels = package.read("[Content_Types].xml"), package.read("_rels/.rels")
    main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main"
    other = {
        "macros": ("[Content_Types].xml", types.replace(main, b"vnd.ms-word.document.macroEnabled.main")),
        "template": (
            "[Content_Types].xml",
            types.replace(main, main.replace(b"document.main", b"template.main")),
        ),
        "Strict": (
            "_rels/.rels",
            rels.replace(b"schemas.openxmlformats.org/office", b"purl.oclc.org/ooxml/office"),
        ),
    }
    for sentence, (name, part) in other.items():
        with pytest.raises(InputError, match=sentence):
            parse_docx(repacked(sample(), {name: part}))


@pytest.mark.parametrize("share", [0.02, 0.3, 0.9, 0.999])
def test_a_document_cut_short_is_refused(share: float):
    """A document of which the end is missing is said to be cut short."""
    with pytest.raises(InputError, match="cut short"):
        parse_docx(sample()[: int(len(sample()) * share)])


def entities(encoding: str) -> bytes:
    """Give markup whose entities would grow to ten to the ninth power."""
    names = "abcdefghij"
    grown = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in itertools.pairwise(names))
    kind = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "ha">{grown}]>'
    return f"{kind}<w:document><w:body><w:p>&j;</w:p></w:body></w:document>".encode(encoding)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
def test_entities_are_refused(encoding: str):
    """A document that defines entities is refused before one is expanded."""
    with pytest.raises(InputError, match="defines entities"):
        parse_docx(repacked(sample(), {"word/document.xml": entities(encoding)}))


def test_bombs_are_refused_before_they_are_unpacked():
    """What declares to unpack to too much, or in too many parts, is refused; nothing unpacks to more."""
    great = b"<a>" + b" " * (LARGEST_MARKUP + 1)
    with pytest.raises(InputError, match=r"unpacks to 24 MB, more than"):
        parse_docx(repacked(sample(), {"word/great.xml": great}))
    total = {f"word/{n}.bin": bytes(60 << 20) for n in range(4)}
    with pytest.raises(InputError, match=r"unpacks to 24\d MB"):
        parse_docx(repacked(sample(), total))
    many = {f"word/{n}.bin": b"" for n in range(MOST_PARTS)}
    with pytest.raises(InputError, match="parts, more than"):
        parse_docx(repacked(sample(), many))


def test_a_part_that_declares_too_little_is_damage():
    """A part that unpacks to more than it declares is not unpacked further."""
    content = bytearray(repacked(sample(), {"word/document.xml": b"<a>" + b" " * 5_000_000 + b"</a>"}))
    at = content.rindex(b"word/document.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 100)
    with pytest.raises(InputError, match="damaged"):
        parse_docx(bytes(content))


MARKUP = [
    b"<w:p>",
    b"</w:p>",
    b"<w:del>",
    b"w:numId",
    b'w:val="',
    b'"',
    b">",
    b"</w:r>",
    b"<w:tbl>",
    b"w:t",
    b"1",
]
PARTS = ["word/document.xml", "word/document.xml", "word/numbering.xml", "word/styles.xml"]
PACKAGE = ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "docProps/core.xml"]


def with_damaged_bytes(chance: random.Random) -> bytes:
    """Change bytes of the package, or cut it short."""
    content = bytearray(sample())
    for _ in range(chance.randint(1, 8)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])


def with_damaged_markup(chance: random.Random, part: bytes) -> bytes:
    """Change characters of a part."""
    before, after = chance.sample(MARKUP, 2)
    at = chance.randrange(len(part))
    return chance.choice(
        [
            part.replace(before, after, chance.choice([1, 2, -1])),
            part[:at] + after + part[at:],
            part[:at] + part[at + chance.randint(1, 40) :],
        ]
    )


def with_damaged_elements(chance: random.Random, part: bytes) -> bytes:
    """Change elements of a part, which stays well-formed."""
    root = etree.fromstring(part)
    for _ in range(chance.randint(1, 6)):
        every = list(root.iter())
        one, other = chance.choice(every), chance.choice(every)
        change = chance.randrange(4)
        if change == 0 and one is not root:
            one.getparent().remove(one)
        elif change == 1:
            other.append(copy.deepcopy(one))
        elif change == 2 and one.attrib:
            strange = ["-1", "99999999999", "x", "", "0", "1", "5", "\u0664", "heading 3", "9" * 5000]
            one.set(chance.choice(list(one.attrib)), chance.choice(strange))
        else:
            one.tag = other.tag
    return etree.tostring(root)


def damage(chance: random.Random) -> bytes:
    """Damage the sample in one of many ways."""
    if chance.random() < 0.2:
        return with_damaged_bytes(chance)
    well_formed = chance.random() < 0.6
    name = chance.choice(PARTS if well_formed else [*PARTS, *PACKAGE])
    with zipfile.ZipFile(io.BytesIO(sample())) as package:
        part = package.read(name)
    damaged = (with_damaged_elements if well_formed else with_damaged_markup)(chance, part)
    return repacked(sample(), {name: damaged if well_formed or chance.random() < 0.8 else None})


def test_damaged_documents_are_read_or_refused_with_a_sentence():
    """However a document is damaged, reading it ends in a text or in an error that a person can mend."""
    chance = random.Random("damage to documents")  # noqa: S311  # examples, not secrets
    read = 0
    for _ in range(DAMAGED):
        with suppress(InputError):
            assert parse_docx(damage(chance)).blocks
            read += 1
    assert 0 < read < DAMAGED


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Give a file with a document."""
    path = tmp_path / "motion.docx"
    path.write_bytes(sample())
    return path


def test_the_child_reads_what_the_parent_would(file: Path):
    """Reading in a child process gives the same text."""
    assert read_docx(file) == parse_docx(sample())


@pytest.mark.parametrize(
    ("parse", "seconds", "sentence"),
    [
        (takes_for_ever, 2, "longer than 2 seconds"),
        (takes_some_memory, 30, "needs more memory"),
        (ends_badly, 30, "cannot be read"),
    ],
)
def test_a_child_that_goes_wild_is_ended(
    parse: Callable[[bytes], Text], seconds: float, sentence: str, file: Path, monkeypatch: pytest.MonkeyPatch
):
    """Time, memory and errors of the child end in a sentence that names the file."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)
    with pytest.raises(InputError, match=sentence) as caught:
        read_caged(parse, file, seconds=seconds, memory=700 << 20)
    assert caught.value.file == "motion.docx"


def test_a_child_within_its_caps_is_heard(file: Path, monkeypatch: pytest.MonkeyPatch):
    """The same parser with more memory to take gives its text."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[1]), prepend=os.pathsep)
    assert read_caged(takes_some_memory, file, memory=2 << 30).blocks[0].words == "16 True"


def test_a_bomb_is_refused_by_the_child(tmp_path: Path):
    """A bomb gets its sentence through the child, with the name of the file."""
    bomb = tmp_path / "bomb.docx"
    bomb.write_bytes(repacked(sample(), {"word/document.xml": entities("UTF-8")}))
    with pytest.raises(InputError, match=r"bomb\.docx: this document defines entities"):
        read_docx(bomb)


def test_files_that_cannot_be_opened_are_named(tmp_path: Path):
    """A missing file, a folder and a file that is too large are refused before a child is started."""
    with pytest.raises(InputError, match="no such file"):
        read_docx(tmp_path / "missing.docx")
    with pytest.raises(InputError, match="a folder"):
        read_docx(tmp_path)
    great = tmp_path / "great.docx"
    with great.open("wb") as file:
        file.truncate(LARGEST_FILE + (1 << 20))
    with pytest.raises(InputError, match="33 MB"):
        read_docx(great)
