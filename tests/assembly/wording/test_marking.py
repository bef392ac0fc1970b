from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import amended
from onevoice.assembly.wording.marked import State
from onevoice.assembly.wording.marking import (
    changes,
    mark_up,
    side_by_side,
    without_deletions,
    without_insertions,
)
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.sentences import say
from onevoice.errors import WordingError
from onevoice.testing_texts import amendments, texts


def paragraph(block_id, words):
    """Make a paragraph."""
    return Block(block_id, Kind.PARAGRAPH, words)


TEXT = Text(
    (paragraph("b1", "That this House agrees"), paragraph("b2", "and meets"), paragraph("b3", "again"))
)
HASHES = {block.id: block.hash for block in TEXT.blocks}


def amendment(key, *operations):
    """Make an amendment of TEXT."""
    return Amendment(key, "m", operations)


@st.composite
def text_and_amendments(draw):
    """Draw a text and amendments that can be carried together."""
    text = draw(texts())
    kept = []
    for key in ("a", "b"):
        one = draw(amendments(text, key))
        try:
            amended(text, (*kept, one))
        except WordingError:
            continue
        kept.append(one)
    return text, kept


def words(marked, omitted):
    """Give the words of a marked block without those of one state."""
    return "".join(run.words for run in marked.runs if run.state is not omitted)


@given(text_and_amendments())
def test_mark_up_is_both_texts(drawn):
    """Without its deletions it is the amended text, without its insertions the base: ids, words and marks."""
    text, some = drawn
    marked = mark_up(text, some)
    assert without_deletions(marked).blocks == amended(text, some).blocks
    assert without_insertions(marked).blocks == text.blocks


@given(text_and_amendments())
def test_every_change_says_whose_it_is(drawn):
    """Whatever goes, comes or moves names one of the amendments; what is kept names none."""
    text, some = drawn
    ids = {one.id for one in some}
    for block in mark_up(text, some):
        assert (block.by in ids) == (block.state is not State.KEPT)
        for run in block.runs:
            assert run.words
            assert (run.by in ids) == (run.state is not State.KEPT)


@given(text_and_amendments())
def test_side_by_side_the_left_is_the_base_and_the_right_the_amended_text(drawn):
    """Left column is the base, right column the amended text; a block that is kept stands beside itself."""
    text, some = drawn
    rows = side_by_side(text, some)
    left = [row.base for row in rows if row.base]
    right = [row.amended for row in rows if row.amended]
    assert [(one.block.id, words(one, None)) for one in left] == [(b.id, b.words) for b in text.blocks]
    after = amended(text, some)
    assert [(one.block.id, words(one, None)) for one in right] == [(b.id, b.words) for b in after.blocks]
    for row in rows:
        assert row.base or row.amended
        if row.base and row.base.state is State.KEPT:
            assert row.amended
            assert row.amended.block == row.base.block


@given(text_and_amendments())
def test_the_list_of_changes_holds_every_word_that_goes_or_comes(drawn):
    """Nothing is changed that the list does not say, and it says nothing where nothing changes."""
    text, some = drawn
    listed = changes(text, some)
    assert all(say(one) for one in listed)
    if any(isinstance(op, ReplaceWhole) for one in some for op in one.operations):
        return
    said = Counter(
        "".join(
            one[name]
            for one in listed
            for name in ("words", "deleted", "inserted")
            if name in dict(one.parameters)
        )
    )
    marked = [one for one in mark_up(text, some) if one.moved != "away"]
    changed = "".join(run.words for one in marked for run in one.runs if run.state is not State.KEPT)
    assert said >= Counter(changed)
    assert bool(listed) == any(one.state is not State.KEPT or any(r.by for r in one.runs) for one in marked)


def test_a_moved_block_stands_twice():
    """A block that moves stands at both places; its changed words show where it arrives."""
    move = Move("b1", HASHES["b1"], "b2")
    change = Change("b1", HASHES["b1"], 5, 9, paragraph("n", "the"))
    marked = mark_up(TEXT, [amendment("a", move), amendment("b", change)])
    assert [(one.block.id, one.state.value, one.moved, one.by) for one in marked] == [
        ("b1", "deleted", "away", "a"),
        ("b2", "kept", "", ""),
        ("b1", "inserted", "here", "a"),
        ("b3", "kept", "", ""),
    ]
    assert [(run.state.value, run.words, run.by) for run in marked[2].runs] == [
        ("kept", "That ", ""),
        ("deleted", "this", "b"),
        ("inserted", "the", "b"),
        ("kept", " House agrees", ""),
    ]


def test_blocks_put_in_place_of_others_stand_beside_them():
    """What is left out and what is inserted in its place share a row; what moves has its own."""
    out = LeaveOut("b2", HASHES["b2"])
    come = Insert("b2", HASHES["b2"], (paragraph("a.1", "One"), paragraph("a.2", "Two")))
    rows = side_by_side(TEXT, [amendment("a", out, come)])
    assert [(row.base and row.base.block.id, row.amended and row.amended.block.id) for row in rows] == [
        ("b1", "b1"),
        ("b2", "a.1"),
        (None, "a.2"),
        ("b3", "b3"),
    ]
    away = Move("b1", HASHES["b1"], "b3")
    come = Insert("b1", HASHES["b1"], (paragraph("a.1", "One"),))
    rows = side_by_side(TEXT, [amendment("a", away, come)])
    assert [(row.base and row.base.block.id, row.amended and row.amended.block.id) for row in rows] == [
        ("b1", None),
        (None, "a.1"),
        ("b2", "b2"),
        ("b3", "b3"),
        (None, "b1"),
    ]


def test_the_list_of_changes_is_plain_english():
    """Each change is one sentence: whose, where, and which words."""
    some = [
        amendment(
            "a",
            Change("b1", HASHES["b1"], 5, 9, paragraph("a.1", "the")),
            Change("b1", HASHES["b1"], 15, 15, paragraph("a.2", " warmly")),
            Change("b2", HASHES["b2"], 0, 4),
            Insert("b2", HASHES["b2"], (paragraph("a.3", "New"),)),
        ),
        amendment("b", Move("b3", HASHES["b3"], None), AddAtEnd(paragraph("b.1", ", then"))),
    ]
    assert [say(one) for one in changes(TEXT, some)] == [
        "Amendment b: move paragraph 3 to the beginning: “again”.",
        "Amendment a: in paragraph 1, leave out “this” and insert “the”.",
        "Amendment a: in paragraph 1, after “That this House”, insert “warmly”.",
        "Amendment a: in paragraph 2, leave out “and”.",
        "Amendment a: after paragraph 2, insert “New”.",
        "Amendment b: at the end of the inserted “New”, add “, then”.",
    ]
    whole = amendment("c", ReplaceWhole(TEXT.digest, (paragraph("c.1", "Resolved"),)))
    assert [say(one) for one in changes(TEXT, [whole])] == [
        "Amendment c leaves out the whole text and inserts another.",
        "Amendment c: after paragraph 3, insert “Resolved”.",
    ]


def test_what_two_amendments_do_alike_is_done_once():
    """Two that leave out one block and insert the same words are carried as one, the earlier's."""
    both = [
        amendment(key, LeaveOut("b2", HASHES["b2"]), AddAtEnd(paragraph(f"{key}.1", ", once")))
        for key in ("b", "a")
    ]
    assert [block.words for block in amended(TEXT, both).blocks] == ["That this House agrees", "again, once"]
    assert {one.by for one in mark_up(TEXT, both) if one.by} == {"a"}
