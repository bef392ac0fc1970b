# ruff: noqa: RUF001  # quotation marks of all kinds are meant
from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formats.notation.town import TOWN, VERSION, amended, one, paragraph
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import AddAtEnd, Change, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.publishing import publish
from onevoice.errors import WordingError
from onevoice.formats.notation import read_notation

_word = st.sampled_from(
    ["the", "town", "House", "café", "שלום", "2024", "naïve", "members", "42nd", "Straße"]
)
_sentence = st.lists(_word, min_size=1, max_size=9)


@given(_sentence, _sentence, st.data())
def test_words_left_out_and_put_in_leave_single_blanks(words, inserted, data):
    """Whatever words go and come, those that then stand are joined by one blank each."""
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quoted = " ".join(words[start:end])
    base = " ".join(words)
    assume(len(re.findall(rf"(?=(?<!\S){re.escape(quoted)}(?!\S))", base)) == 1)
    expected = " ".join(words[:start] + inserted + words[end:])
    assert one(f"leave out “{quoted}” and insert “{' '.join(inserted)}”", base) == expected
    if (start, end) != (0, len(words)):
        assert one(f"leave out “{quoted}”", base) == " ".join(words[:start] + words[end:])
        assert one(f"after “{quoted}” insert “x”", base) == " ".join([*words[:end], "x", *words[end:]])
        assert one(f"before “{quoted}” insert “x”", base) == " ".join([*words[:start], "x", *words[start:]])


@pytest.mark.parametrize(
    ("notation", "base", "result"),
    [
        ("leave out 'b'", "a b.", "a."),
        ("leave out 'b,'", "a b, c", "a c"),
        ("leave out ', b'", "a, b; c", "a; c"),
        ("leave out 'a'", "a b", "b"),
        ("leave out 'b'", "a (b c)", "a (c)"),
        ("leave out '(b)'", "a (b) c", "a c"),
        ("leave out 'and b' and insert '; c'", "a and b.", "a; c."),
        ("after 'a' insert ', b,'", "a c", "a, b, c"),
        ("after 'a' insert '(b)'", "a. c", "a (b). c"),
        ("before 'c' insert '; b'", "a c", "a; b c"),
        ("leave out '; b' and insert 'and b'", "a; b", "a and b"),
        ("leave out 'b' and insert 'c'", "(b) \u201cb2\u201d", "(c) \u201cb2\u201d"),
        ("leave out 'b'", "well-b c", "well- c"),
        ("leave out 'old' and insert 'new'", "an old-town", "an new-town"),
        ("leave out 'b', leave out 'c'", "a b c d", "a d"),
        ("leave out 'a', leave out 'b'", "a b c", "c"),
        ("leave out 'b' and insert 'x', leave out 'c' and insert '; y'", "a b c", "a x; y"),
        ("after 'b' insert 'x', leave out 'b'", "a b c", "a x c"),
    ],
)
def test_blanks_where_words_meet(notation, base, result):
    """Stops stand against the word before, brackets against the word within; no blank is doubled or lost."""
    assert one(notation, base) == result


def test_quoted_bounds_stay_in_english():
    """Words quoted as bounds stay, unless the notation says inclusive or quotes all that goes."""
    base = "That this House notes the report and thanks the clerk."
    assert one("leave out from 'House' to 'thanks'", base) == "That this House thanks the clerk."
    assert one("leave out from 'House' to 'thanks' inclusive", base) == "That this the clerk."
    assert one("leave out 'House notes ... thanks'", base) == "That this the clerk."
    assert one("leave out all after 'House' and insert 'agrees.'", base) == "That this House agrees."


def test_quoted_words_go_in_german():
    """German notation replaces the words that it quotes."""
    base = "Der Rat nimmt den Bericht zur Kenntnis und dankt."
    assert one("Die Wörter von „nimmt“ bis „und“ werden gestrichen", base, "de") == "Der Rat dankt."
    assert (
        one("Ersetze „nimmt“ bis „Kenntnis“ durch „stimmt zu“", base, "de") == "Der Rat stimmt zu und dankt."
    )
    assert one("Alles nach „Rat“ wird durch „dankt.“ ersetzt", base, "de") == "Der Rat dankt."


def test_words_across_blocks():
    """From one block into another, what stays of each stays where it is, and what lies between goes."""
    assert amended("leave out from 'resolves that' to 'mayor'")[2:4] == [
        "and resolves that",
        "3. mayor shall report in May.",
    ]
    assert amended("leave out all after 'notes that' and insert 'nothing is urgent.'")[1:] == [
        "That this Council notes that nothing is urgent."
    ]


def test_places():
    """Blocks go by printed numbers, by kind and count, by lines; what is nested goes with its entry."""
    assert len(amended("leave out paragraph 2")) == len(TOWN.blocks) - 3
    assert "(b) those who are hired;" not in amended("leave out paragraph 2(b)")
    assert "and resolves that" not in amended("leave out the second paragraph")
    assert amended("leave out lines 2 to 4")[:2] == ["Sunday opening of the library", "and resolves that"]
    assert amended("in the heading, leave out 'Sunday' and insert 'Monday'")[0].startswith("Monday")
    assert (
        amended("in paragraph 1, at end insert 'and'")[3]
        == "1. the library shall open on Sundays from ten to four; and"
    )


def test_blocks_come_with_their_numbers():
    """After an entry comes an entry, numbered as quoted; a new paragraph is one where it is called so."""
    operations = read_notation(VERSION, "after paragraph 1 insert '1a. it shall be warm;'", "A")
    (block,) = operations[0].inserted
    assert (block.id, block.kind) == ("A.1", Kind.LIST_ENTRY)
    (added,) = read_notation(VERSION, "at end add new paragraph 'It thanks the staff.'", "A")
    assert added == AddAtEnd(None, (Block("A.1", Kind.PARAGRAPH, "It thanks the staff."),))
    inserted = amended("after paragraph 3 insert—\n“Costs\n\n1. are met;\n2. are shared.”")
    assert inserted[8:11] == ["Costs", "1. are met;", "2. are shared."]


def test_blocks_replaced_keep_or_take_their_number():
    """One block for one stays that block; another number, or several blocks, make new ones."""
    for words in ("3. the clerk shall report.", "the clerk shall report."):
        (change,) = read_notation(VERSION, f"leave out paragraph 3 and insert '{words}'", "A")
        assert isinstance(change, Change)
        assert amended(f"leave out paragraph 3 and insert '{words}'")[7] == "3. the clerk shall report."
    assert amended("leave out paragraph 3 and insert '4. the clerk shall report.'")[7].startswith(
        "4. the clerk"
    )
    replaced = amended("leave out paragraphs 2 and 3 and insert '2. all is well.'")
    assert replaced[3:] == [
        "1. the library shall open on Sundays from ten to four;",
        "2. all is well.",
        "The Council thanks the volunteers.",
    ]


def test_blanks_on_either_side_stay():
    """Words between two bounds go without the blanks round them, so that mark-up shows single blanks."""
    (change,) = read_notation(publish(paragraph("a b c")), "leave out from 'a' to 'c' and insert 'x'", "A")
    assert (change.start, change.end, change.inserted.words) == (2, 3, "x")


def test_whole_texts_moves_and_ends():
    """The whole text can be replaced, a block moved, and words run on at the end."""
    (whole,) = read_notation(VERSION, "leave out all and insert 'That this Council agrees.'", "A")
    assert isinstance(whole, ReplaceWhole)
    (move,) = read_notation(VERSION, "move paragraph 3 to after paragraph 1", "A")
    assert move == Move("b8", TOWN.block("b8").hash, "b4")
    assert amended("at end add 'It thanks the staff.'")[-1].endswith("volunteers. It thanks the staff.")
    assert amended("at end add '; and thanks the staff'", text=paragraph("It agrees")) == [
        "It agrees; and thanks the staff"
    ]


def test_one_quotation_of_all_words_of_a_block_takes_the_block():
    """No empty paragraph stays where all of its words are left out, unless nothing is put there in words."""
    (gone,) = read_notation(VERSION, "leave out 'and resolves that'", "A")
    assert isinstance(gone, LeaveOut)
    (emptied,) = read_notation(VERSION, "leave out 'and resolves that' and insert ''", "A")
    assert isinstance(emptied, Change)


@pytest.mark.parametrize("quotation", ["members' survey", "members’ survey", "members`  survey"])
def test_typography_does_not_matter_where_words_are_sought(quotation):
    """Straight and curly marks and any blanks find the same words."""
    assert read_notation(VERSION, f'leave out "{quotation}"', "A") == read_notation(
        VERSION,
        "leave out “members’ survey”",
        "A",
    )


def test_every_place():
    """What is said of every place is done at every place."""
    assert "Sundays" not in " ".join(amended("replace 'Sundays' with 'Mondays' wherever it occurs"))


MISTAKES = {
    "leave out 'Sundays'": [
        "stands 4 times in the text",
        "line 3 (“is closed on Sundays, ",
        "in line 3",
    ],
    "leave out 'the libary is closed'": ["does not stand in the text", "“the library is closed” in line 2"],
    "in line 4, leave out 'mayor'": ["does not stand in line 4", "line 10 (“the mayor shall report in"],
    "leave out 'Sunday opening of the town'": ["“Sunday opening of the” in line 1"],
    "in line 40, leave out 'mayor'": ["There is no line 40: version 1 has lines 1 to 11"],
    "in line 2, leave out the third 'that'": ["stands once in line 2", "no number 3"],
    "leave out from 'mayor' to 'library'": ["does not stand after “mayor”"],
    "leave out paragraph 7": ["There is no paragraph 7", "1, 2, (a), (b), 3."],
    "leave out lines 9 to 7": ["run backwards"],
    "leave out ''": ["A quotation is empty"],
    "at end add ''": ["nothing between the quotation marks"],
    "leave out 'mayor', leave out 'the mayor shall'": ["change the same words"],
    "leave out paragraph 3; in paragraph 3, leave out 'mayor'": ["change the same words"],
    "after 'library is' insert 'a\nb'": ["in the middle", "after paragraph"],
    "move line 3 to after paragraph 1": ["line 3 is a part of one"],
    "move paragraph 3 to after paragraph 3": ["beside itself"],
}


@pytest.mark.parametrize("notation", MISTAKES)
def test_what_is_not_there_or_not_there_once_gets_a_sentence(notation):
    """The sentence says what stands where, what comes nearest, and what to write instead."""
    with pytest.raises(WordingError) as refused:
        read_notation(VERSION, notation, "A")
    for said in MISTAKES[notation]:
        assert said in str(refused.value)


@given(st.data())
def test_a_quotation_found_nowhere_or_twice_is_never_guessed(data):
    """A notation finds its words once, or is refused and told how often they stand there."""
    words = data.draw(_sentence)
    quoted = data.draw(_word)
    count = words.count(quoted)
    if count == 1:
        assert read_notation(publish(paragraph(" ".join(words))), f"leave out “{quoted}”", "A")
        return
    with pytest.raises(WordingError) as refused:
        read_notation(publish(paragraph(" ".join(words))), f"leave out “{quoted}”", "A")
    assert refused.value.message.id == ("found-twice" if count else "not-found")


def test_an_empty_text_can_be_added_to():
    """A text without blocks takes an addition, and quotes nothing."""
    empty = Text(())
    assert amended("at end add 'That it begins.'", text=empty) == ["That it begins."]
    with pytest.raises(WordingError):
        amended("leave out 'x'", text=empty)
