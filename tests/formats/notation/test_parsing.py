# ruff: noqa: RUF001  # quotation marks of all kinds are meant
from __future__ import annotations

import pytest
from hypothesis import given

from formats.notation.instructions import instructions
from onevoice.errors import WordingError
from onevoice.formats.notation import said_in_english, said_in_german
from onevoice.formats.notation.instructions import (
    EVERY,
    Beside,
    Between,
    Inserting,
    LeavingOut,
    Phrase,
    Piece,
    Place,
    Quotation,
    Whole,
)
from onevoice.formats.notation.parsing import parse

LINE_4 = Place(lines=(4, 4))
X, Y, Z = Quotation("X"), Quotation("Y"), (Piece("Z"),)


@given(instructions)
def test_english_instructions_are_read_as_they_were_said(instruction):
    """What is said in English is understood, whatever the quoted words look like."""
    assert parse(said_in_english.say(instruction), "en") == (instruction,)


@given(instructions)
def test_german_instructions_are_read_as_they_were_said(instruction):
    """What is said in German is understood, whatever the quoted words look like."""
    assert parse(said_in_german.say(instruction), "de") == (instruction,)


ENGLISH = {
    "leave out 'X' and insert 'Z'": LeavingOut(Phrase(X), Z),
    'Leave out "X", and insert "Z".': LeavingOut(Phrase(X), Z),
    "delete “X” and insert “Z”": LeavingOut(Phrase(X), Z),
    "replace ‘X’ with ‘Z’": LeavingOut(Phrase(X), Z),
    "for “X” substitute “Z”": LeavingOut(Phrase(X), Z),
    "leave out the word 'X'": LeavingOut(Phrase(X)),
    "LEAVE   OUT\n'X'": LeavingOut(Phrase(X)),
    "leave out the second 'X'": LeavingOut(Phrase(Quotation("X", 2))),
    "leave out 'X' (second occurrence)": LeavingOut(Phrase(Quotation("X", 2))),
    "leave out 'X' where it occurs for the second time": LeavingOut(Phrase(Quotation("X", 2))),
    "leave out 'X' & insert 'Z'": LeavingOut(Phrase(X), Z),
    "amend 'X' to read 'Z'": LeavingOut(Phrase(X), Z),
    "Insert after 'X' the words 'Z'": Inserting(Beside(X, after=True), Z),
    "leave out 'X' wherever it occurs and insert 'Z'": LeavingOut(Phrase(Quotation("X", EVERY)), Z),
    "replace 'X' with 'Z' wherever it occurs": LeavingOut(Phrase(Quotation("X", EVERY)), Z),
    "line 4, leave out 'X'": LeavingOut(Phrase(X), (), LINE_4),
    "In line 4 leave out 'X'": LeavingOut(Phrase(X), (), LINE_4),
    "leave out 'X' in line 4": LeavingOut(Phrase(Quotation("X", None, LINE_4))),
    "leave out from 'X' to 'Y' and insert 'Z'": LeavingOut(Between(X, Y), Z),
    "leave out from 'X' to 'Y' (inclusive) and insert 'Z'": LeavingOut(Between(X, Y, inclusive=True), Z),
    "leave out from 'X' to end and insert 'Z'": LeavingOut(Between(X, None), Z),
    "leave out from 'X' to the end of the Question and add: 'Z'": LeavingOut(Between(X, None), Z),
    "to leave out from “X” to the end of line 4": LeavingOut(Between(X, LINE_4)),
    "leave out all after 'X' and insert 'Z'": LeavingOut(Between(X, None), Z),
    "leave out all words after 'X' and insert 'Z'": LeavingOut(Between(X, None), Z),
    "leave out all before 'Y'": LeavingOut(Between(None, Y)),
    "leave out everything and insert 'Z'": LeavingOut(Whole(None), Z),
    "leave out the whole text and insert 'Z'": LeavingOut(Whole(None), Z),
    "leave out paragraph 3": LeavingOut(Whole(Place(kind="paragraph", labels=("3",)))),
    "leave out paragraphs 6 to 10": LeavingOut(Whole(Place(kind="paragraph", labels=("6",), until=("10",)))),
    "leave out subsection (2A)": LeavingOut(Whole(Place(kind="clause", labels=("2a",)))),
    "leave out the third paragraph": LeavingOut(Whole(Place(kind="paragraph", ordinal=3))),
    "leave out lines 23-26 and insert—\n“Z”": LeavingOut(Whole(Place(lines=(23, 26))), Z),
    "in paragraph (2)(b), leave out “X”": LeavingOut(
        Phrase(X), (), Place(kind="paragraph", labels=("2", "b"))
    ),
    "in the heading, leave out “X”": LeavingOut(Phrase(X), (), Place(kind="heading")),
    "in line 4, after 'X' insert 'Z'": Inserting(Beside(X, after=True), Z, LINE_4),
    "delete in line 4 'X'": LeavingOut(Phrase(X), (), LINE_4),
    "The motion is amended as follows: in line 4, leave out 'X'": LeavingOut(Phrase(X), (), LINE_4),
    "insert 'Z' before 'X'": Inserting(Beside(X, after=False), Z),
    "I beg to move amendment (a), to leave out from “X” to “Y”.—(The Mover.)": LeavingOut(Between(X, Y)),
    "Amendment proposed: (o), in line 4, leave out “X”.—(A. Mover.)": LeavingOut(Phrase(X), (), LINE_4),
}
GERMAN = {
    "In Zeile 4 werden die Wörter 'X' durch die Wörter 'Z' ersetzt": LeavingOut(Phrase(X), Z, LINE_4),
    "In Zeile 4 wird das Wort „X“ durch „Z“ ersetzt.": LeavingOut(Phrase(X), Z, LINE_4),
    "Ersetze 'X' durch 'Z'": LeavingOut(Phrase(X), Z),
    "»X« durch »Z« ersetzen": LeavingOut(Phrase(X), Z),
    "Streiche „X“ und setze „Z“": LeavingOut(Phrase(X), Z),
    "Ersetze in Zeile 4 'X' durch 'Z'": LeavingOut(Phrase(X), Z, LINE_4),
    "Streiche in Zeile 4 »X«": LeavingOut(Phrase(X), (), LINE_4),
    "Der Antrag wird wie folgt geändert: In Zeile 4 wird „X“ gestrichen.": LeavingOut(Phrase(X), (), LINE_4),
    "Ändere „X“ in „Z“": LeavingOut(Phrase(X), Z),
    "Setze „Z“ statt „X“": LeavingOut(Phrase(X), Z),
    "Statt „X“ soll es „Z“ heißen": LeavingOut(Phrase(X), Z),
    "Die Wörter 'X' werden gestrichen": LeavingOut(Phrase(X)),
    "Das zweite „X“ wird gestrichen": LeavingOut(Phrase(Quotation("X", 2))),
    "Zeile 4-6: Streichen von 'X'": LeavingOut(Phrase(X), (), Place(lines=(4, 6))),
    "Zeilen 4 bis 6 streichen": LeavingOut(Whole(Place(lines=(4, 6)))),
    "Absatz 3 wird gestrichen": LeavingOut(Whole(Place(kind="paragraph", labels=("3",)))),
    "Absatz 2 Buchstabe a wird gestrichen": LeavingOut(Whole(Place(kind="paragraph", labels=("2", "a")))),
    "Absatz 3 erhält folgende Fassung: „Z“": LeavingOut(Whole(Place(kind="paragraph", labels=("3",))), Z),
    "Die Wörter von „X“ bis „Y“ werden gestrichen": LeavingOut(Between(X, Y, inclusive=True)),
    "Von „X“ bis „Y“ ausschließlich streichen": LeavingOut(Between(X, Y)),
    "Alles nach „X“ wird durch „Z“ ersetzt": LeavingOut(Between(X, None), Z),
    "Der gesamte Text wird durch „Z“ ersetzt": LeavingOut(Whole(None), Z),
    "Nach dem Wort 'X' werden die Wörter 'Z' eingefügt": Inserting(Beside(X, after=True), Z),
    "Füge nach 'X' ein: 'Z'": Inserting(Beside(X, after=True), Z),
    "In Zeile 4 nach „X“ „Z“ einfügen": Inserting(Beside(X, after=True), Z, LINE_4),
    "Vor „X“ wird „Z“ eingefügt": Inserting(Beside(X, after=False), Z),
    "Nach Absatz 2 wird folgender neuer Absatz eingefügt: „Z“": Inserting(
        Beside(Place(kind="paragraph", labels=("2",)), after=True), (Piece("Z", "paragraph"),)
    ),
}


@pytest.mark.parametrize("notation", ENGLISH)
def test_english_forms(notation):
    """Each way in which order papers say it is understood."""
    assert parse(notation, "en") == (ENGLISH[notation],)


@pytest.mark.parametrize("notation", GERMAN)
def test_german_forms(notation):
    """Each way in which German motions say it is understood."""
    assert parse(notation, "de") == (GERMAN[notation],)


@pytest.mark.parametrize(
    "said", ["at end add 'Z'", "At end insert ‘Z’", "add “Z” at the end", "at the end of the text add 'Z'"]
)
def test_adding_at_the_end(said):
    """Four ways of adding at the end are one."""
    assert parse(said, "en") == parse("at end add 'Z'", "en")


@pytest.mark.parametrize(
    "said",
    [
        "Am Ende anfügen: 'Z'",
        "Am Ende ergänzen: »Z«",
        "Ergänze am Ende: „Z“",
        "Am Ende des Antrags wird „Z“ angefügt",
    ],
)
def test_adding_at_the_end_in_german(said):
    """So are four German ones."""
    assert parse(said, "de") == parse("Am Ende wird „Z“ angefügt", "de")


def test_several_instructions_in_one_notation():
    """Semicolons, "and", commas and line ends join them; a line named first holds up to a semicolon."""
    found = parse(
        "line 4, leave out 'X' and after 'Y' insert 'Z'; at end add 'Z'\nleave out 'Y', leave out 'X'", "en"
    )
    assert [getattr(one, "scope", None) for one in found] == [LINE_4, LINE_4, None, None, None]


def test_lettered_instructions():
    """Instructions may bear letters, each on a line of its own."""
    found = parse("(a) in line 4, leave out 'X';\n(b) leave out 'Y'; and\n(c) at end add 'Z'", "en")
    assert len(found) == 3


@pytest.mark.parametrize(
    ("notation", "words"),
    [
        ("leave out 'the members' plan' and insert 'x'", "the members' plan"),
        ("leave out ‘the members’ plan’ and insert ‘x’", "the members’ plan"),
        ("leave out 'don't' and insert 'x'", "don't"),
        ("leave out “a person (“A”) who” and insert “x”", "a person (“A”) who"),
        ('leave out "say ""no"" now" and insert "x"', 'say "no" now'),
        ("leave out 'wait; and see' and insert 'x'", "wait; and see"),
    ],
)
def test_quotations_end_where_the_notation_goes_on(notation, words):
    """Apostrophes, nested and doubled marks belong to the words."""
    (found,) = parse(notation, "en")
    assert found.span.quotation.words == words


@pytest.mark.parametrize(
    ("notation", "language", "said"),
    [
        ("make it better", "en", "is not a notation"),
        ("leave out 'X' and make it better", "en", "“make it better” is not a notation"),
        ("leave out X", "en", "in quotation marks"),
        ("leave out 'X", "en", "no closing quotation mark"),
        ("page 3, leave out 'X'", "en", "names a page"),
        ("", "en", "is not a notation"),
        ("macht es besser", "de", "keine Antragsnotation"),
        ("Streiche „X", "de", "kein schließendes Anführungszeichen"),
    ],
)
def test_what_is_no_notation_gets_a_sentence(notation, language, said):
    """A sentence says where the reading stopped and what a notation looks like, in the language of it."""
    with pytest.raises(WordingError) as refused:
        parse(notation, language)
    assert said in str(refused.value)
