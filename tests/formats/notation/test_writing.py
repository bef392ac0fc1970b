# quotation marks of all kinds are meant
from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from formats.notation.town import TOWN, VERSION
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import AddAtEnd, Change, LeaveOut
from onevoice.assembly.wording.publishing import publish
from onevoice.errors import WordingError
from onevoice.formats.notation import read_notation, write_notation
from onevoice.testing_texts import operation_lists, texts


def contents(text):
    """Say what the words of a text are, and of what kind and number."""
    return [(block.kind, block.words, block.depth, block.number) for block in text.blocks]


def carried(text, operations):
    """Apply operations, but for those that no text can bear."""
    try:
        return apply(text, operations)
    except WordingError:
        assume(condition=False)
        raise


@given(st.data(), st.sampled_from(["en", "de"]), st.sampled_from([8, 40]))
def test_what_is_written_reads_as_the_same_amended_text(data, language, width):
    """Operations of any sort, said in words and read again, give the same text."""
    text = data.draw(texts())
    operations = data.draw(operation_lists(text).filter(bool))
    after = carried(text, operations)
    version = publish(text, width=width)
    notation = write_notation(version, operations, language)
    assert contents(apply(text, read_notation(version, notation, "Z", language))) == contents(after)


@given(st.data(), st.sampled_from(["en", "de"]))
def test_ordinary_changes_keep_their_blocks(data, language):
    """Whole words that change in an ordinary text are said as words, and every block keeps its id."""
    block = data.draw(st.sampled_from(TOWN.blocks))
    words = block.words.split(" ")
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    new = data.draw(st.sampled_from(["a town, well run", "“so called”", "it's 1. (a)"]))
    left = len(" ".join([*words[:start], ""]))
    operations = (Change(block.id, block.hash, left, left + len(" ".join(words[start:end])), _words(new)),)
    after = apply(TOWN, read_notation(VERSION, write_notation(VERSION, operations, language), "A", language))
    assert [one.id for one in after.blocks] == [one.id for one in TOWN.blocks]
    assert contents(after) == contents(apply(TOWN, operations))


def _words(words):
    return Block("new", Kind.PARAGRAPH, words)


def said(language, *operations):
    """Say operations on the town's motion."""
    return write_notation(VERSION, operations, language)


def changed(block_id, old, new):
    """Make a change of words that stand once in a block."""
    block = TOWN.block(block_id)
    start = block.words.index(old)
    return Change(block_id, block.hash, start, start + len(old), _words(new) if new else None)


def left_out(block_id):
    """Leave out a block."""
    return LeaveOut(block_id, TOWN.block(block_id).hash)


def test_notation_as_a_clerk_would_write_it():
    """Short changes quote the words, long ones their ends, and everything names its line."""
    assert said("en", changed("b4", "ten to four", "nine to five")) == (
        "in line 6, leave out “ten to four” and insert “nine to five”"
    )
    assert said("de", changed("b4", "ten to four", "nine to five")) == (
        "In Zeile 6 werden die Wörter „ten to four“ durch „nine to five“ ersetzt"
    )
    assert said("en", changed("b2", TOWN.block("b2").words[17:-11], " finds that the survey")) == (
        "in line 2, leave out from “Council” to “was” and insert “finds that the survey”"
    )
    assert said("en", left_out("b8")) == "leave out list entry 3"
    assert said("de", left_out("b9")) == "Der dritte Absatz wird gestrichen"
    assert said("en", left_out("b6"), left_out("b7")) == "leave out list entries (a) to (b)"
    assert said("en", AddAtEnd(_words(" It thanks all."))) == "at end add “It thanks all.”"
    after_that = (changed("b3", " that", ""), *map(left_out, ("b4", "b5", "b6", "b7", "b8", "b9")))
    assert said("en", *after_that) == "in line 5, leave out all after “resolves”"


def test_ambiguous_words_are_counted():
    """Words that stand twice in a line are named by their line and number."""
    once = "a b a b"
    text = Text((Block("b1", Kind.PARAGRAPH, once),))
    notation = write_notation(publish(text), (Change("b1", text.blocks[0].hash, 4, 5, _words("c")),))
    assert apply(text, read_notation(publish(text), notation, "A")).blocks[0].words == "a b c b"
    assert notation == "in line 1, leave out the second “a” and insert “c”"


def test_operations_that_do_not_rest_on_the_text_are_refused():
    """What cannot be carried out cannot be said."""
    with pytest.raises(WordingError):
        said("en", LeaveOut("b99", ""))
