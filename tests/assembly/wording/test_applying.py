from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.applying import amended, apply, revert
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.relating import RelationKind, relate
from onevoice.assembly.wording.resting import inserted_blocks
from onevoice.errors import WordingError
from onevoice.testing_texts import amendments, operation_lists, operations, texts

STACKABLE = (RelationKind.SAME_POINT, RelationKind.IDENTICAL)


def paragraph(block_id, words):
    """Make a paragraph."""
    return Block(block_id, Kind.PARAGRAPH, words)


TEXT = Text(
    (paragraph("b1", "That this House agrees"), paragraph("b2", "and meets"), paragraph("b3", "again"))
)


def change(block_id, start, end, words=None):
    """Change words of a block of TEXT."""
    inserted = None if words is None else paragraph(f"a.{block_id}{start}", words)
    return Change(block_id, TEXT.block(block_id).hash, start, end, inserted)


def leave_out(block_id):
    """Leave out a block of TEXT."""
    return LeaveOut(block_id, TEXT.block(block_id).hash)


def read(text):
    """Give the words of every block."""
    return [block.words for block in text.blocks]


@given(st.data())
def test_revert_undoes_apply(data):
    """What is applied and then reverted is the very text that it was."""
    text = data.draw(texts())
    carried = data.draw(operation_lists(text))
    assert apply(apply(text, carried), revert(text, carried)) == text


@given(st.data())
def test_the_order_of_operations_that_meet_nowhere_is_of_no_matter(data):
    """Operations that insert at no common point give one text in whatever order they are said."""
    text = data.draw(texts())
    carried = data.draw(operation_lists(text))
    other = data.draw(st.permutations(carried))
    pairs = [(a, b) for a in carried for b in carried if a is not b]
    if not any(relate(text, a, b).kind in STACKABLE for a, b in pairs):
        assert apply(text, other) == apply(text, carried)


@given(st.data())
def test_no_inserted_word_is_lost(data):
    """Every inserted word stands in the amended text, as often as it was inserted."""
    text = data.draw(texts())
    carried = data.draw(operation_lists(text))
    after = Counter("".join(read(apply(text, carried))))
    assert after >= Counter("".join(b.words for op in carried for b in inserted_blocks(op)))


@given(st.data())
def test_blocks_that_nothing_changes_are_the_very_same(data):
    """A block on which no operation rests stands in the result with its id, words and marks."""
    text = data.draw(texts())
    carried = data.draw(operation_lists(text))
    touched = {op.block for op in carried if isinstance(op, Change | LeaveOut)}
    if any(isinstance(op, ReplaceWhole | AddAtEnd) for op in carried):
        return
    after = apply(text, carried)
    for block in text.blocks:
        if block.id not in touched:
            assert after.block(block.id) is block


@given(st.data())
def test_a_set_of_amendments_is_read_in_order_of_notice(data):
    """However a set is handed over, it gives one text, or one sentence why it cannot be carried."""
    text = data.draw(texts(max_blocks=3))
    some = [data.draw(amendments(text, key, 2)) for key in ("a", "b", "c")]
    outcomes = []
    for order in (some, data.draw(st.permutations(some))):
        try:
            outcomes.append(amended(text, order))
        except WordingError as error:
            outcomes.append(str(error))
    assert outcomes[0] == outcomes[1]


def test_insertions_at_one_point_stand_in_their_order():
    """Two that add at the end are both carried, in turn; so are two at one point within a block."""
    first, second = AddAtEnd(paragraph("a.1", ", and rests")), AddAtEnd(paragraph("b.1", ", and sings"))
    assert read(apply(TEXT, (first, second)))[-1] == "again, and rests, and sings"
    one, other = change("b1", 4, 4, " all"), change("b1", 4, 4, " of")
    assert read(apply(TEXT, (one, other)))[0] == "That all of this House agrees"


def test_words_at_the_end_join_what_stands_there_by_then():
    """Words run on in the last block that has stayed, or in what was inserted after it before them."""
    run_on = AddAtEnd(paragraph("a.1", ", once"))
    assert read(apply(TEXT, (leave_out("b3"), run_on))) == ["That this House agrees", "and meets, once"]
    insert = Insert("b3", TEXT.block("b3").hash, (paragraph("c.1", "New"),))
    assert read(apply(TEXT, (insert, run_on)))[-2:] == ["again", "New, once"]
    assert read(apply(TEXT, (run_on, insert)))[-2:] == ["again, once", "New"]
    assert read(apply(TEXT, (run_on, *(leave_out(block.id) for block in TEXT.blocks)))) == [", once"]
    moved = Move("b1", TEXT.block("b1").hash, "b3")
    assert read(apply(TEXT, (moved, run_on)))[-1] == "That this House agrees, once"


def test_an_insertion_finds_its_place_without_the_block_before_it():
    """What comes after a block that is left out or moves away stands where that block stood."""
    insert = Insert("b2", TEXT.block("b2").hash, (paragraph("a.1", "New"),))
    assert read(apply(TEXT, (leave_out("b2"), insert))) == ["That this House agrees", "New", "again"]
    moved = Move("b2", TEXT.block("b2").hash, None)
    assert read(apply(TEXT, (moved, insert))) == ["and meets", "That this House agrees", "New", "again"]


def test_all_spans_are_the_base_texts():
    """Several changes of one block name their words as they stand in the base, not as others leave them."""
    both = (change("b1", 0, 4, "Resolved that"), change("b1", 5, 9, "the"), change("b1", 16, 22))
    assert read(apply(TEXT, both))[0] == "Resolved that the House "
    moved = Move("b1", TEXT.block("b1").hash, "b2")
    assert read(apply(TEXT, (moved, both[0]))) == ["and meets", "Resolved that this House agrees", "again"]


def test_a_mark_stays_one_when_words_within_it_go():
    """A link over three words is one link over the two left; inserted words bring their own."""
    link = Mark(0, 11, MarkKind.LINK, "https://example.org/")
    text = Text((Block("b1", Kind.PARAGRAPH, "one two six", marks=(link,)),))
    base = text.blocks[0].hash
    [block] = apply(text, (Change("b1", base, 3, 7),)).blocks
    assert (block.words, block.marks) == ("one six", (Mark(0, 7, MarkKind.LINK, "https://example.org/"),))
    plain = Change("b1", base, 4, 7, paragraph("a.1", "ten"))
    assert [(mark.start, mark.end) for mark in apply(text, (plain,)).blocks[0].marks] == [(0, 4), (7, 11)]


def test_revert_restores_marks_that_meet_and_ids_that_were_given_again():
    """Marks that a reader left side by side come back as they were; so does a block whose id another took."""
    two = (Mark(0, 4, MarkKind.STRONG), Mark(4, 8, MarkKind.STRONG))
    text = Text((Block("b1", Kind.PARAGRAPH, "one two six", marks=two), paragraph("b2", "meets")))
    halves = (Change("b1", text.blocks[0].hash, 4, 4, paragraph("a.1", "and ")),)
    again = (
        LeaveOut("b2", text.blocks[1].hash),
        Insert("b1", text.blocks[0].hash, (paragraph("b2", "rests"),)),
    )
    for carried in (halves, again):
        assert apply(apply(text, carried), revert(text, carried)) == text


@pytest.mark.parametrize(
    ("operation", "sentence"),
    [
        (LeaveOut("b9", ""), "Block b9 is not in this text"),
        (LeaveOut("b1", "0"), "The words have changed .* now read “That this House agrees”"),
        (Change("b1", TEXT.block("b1").hash, 5, 50), "Block b1 has 22 characters"),
        (Insert("b9", "", ()), "Block b9 is not in this text"),
        (Insert("b1", "0", ()), "The words have changed"),
        (Move("b1", TEXT.block("b1").hash, "b9"), "Block b9 is not in this text"),
        (Move("b1", "0", None), "The words have changed"),
        (ReplaceWhole("0", ()), "The text has changed"),
        (Insert(None, "", (paragraph("b2", "x"),)), "A block with the id b2 stands in the text already"),
        (change("b1", 4, 4, "\u0301"), "run together into other letters"),
    ],
)
def test_an_operation_that_does_not_rest_on_the_text_gets_a_sentence(operation, sentence):
    """Every operation checks its block, its hash and its words before anything is changed."""
    with pytest.raises(WordingError, match=sentence):
        apply(TEXT, (operation,))


def test_no_operation_parts_a_letter():
    """A span that begins between a letter and its mark is refused."""
    text = Text((paragraph("b1", "q\u0323 and 👩\u200d🚀"),))
    for at in (1, 8, 9):
        with pytest.raises(WordingError, match="parts a letter"):
            apply(text, (Change("b1", text.blocks[0].hash, at, at, paragraph("a.1", "x")),))


@pytest.mark.parametrize(
    "clash",
    [
        (change("b1", 0, 9), change("b1", 5, 15)),
        (change("b1", 0, 9), change("b1", 5, 5, "x")),
        (leave_out("b1"), change("b1", 0, 0, "x")),
        (leave_out("b1"), leave_out("b1")),
        (Move("b1", TEXT.block("b1").hash, None), Move("b1", TEXT.block("b1").hash, "b3")),
        (leave_out("b1"), Move("b1", TEXT.block("b1").hash, "b3")),
        (ReplaceWhole(TEXT.digest, ()), AddAtEnd(paragraph("a.1", "x"))),
    ],
)
def test_operations_that_clash_get_a_sentence(clash):
    """Two that change the same words are refused in either order, and say which words."""
    for both in (clash, clash[::-1]):
        with pytest.raises(WordingError, match=r"same words|whole text"):
            apply(TEXT, both)


@given(st.data())
def test_any_two_operations_are_carried_or_refused_with_a_sentence(data):
    """Two operations go together just when their relation does not clash."""
    text = data.draw(texts(max_blocks=3))
    a, b = data.draw(operations(text, "a")), data.draw(operations(text, "b"))
    relation = relate(text, a, b)
    if relation.clashes:
        with pytest.raises(WordingError):
            apply(text, (a, b))
    elif relation.kind is not RelationKind.IDENTICAL:
        assert apply(text, (a, b))
