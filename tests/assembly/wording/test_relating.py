from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.relating import RelationKind, relate, relate_amendments
from onevoice.assembly.wording.sentences import say
from onevoice.errors import WordingError
from onevoice.testing_texts import amendments, operations, texts

OTHER = {"first": "second", "second": "first"}


def paragraph(block_id, words):
    """Make a paragraph."""
    return Block(block_id, Kind.PARAGRAPH, words)


TEXT = Text(
    (paragraph("b1", "That this House agrees"), paragraph("b2", "and meets"), paragraph("b3", "again"))
)


def change(start, end, words=None, block_id="b1"):
    """Change words of a block of TEXT."""
    inserted = None if words is None else paragraph(f"n.{words}", words)
    return Change(block_id, TEXT.block(block_id).hash, start, end, inserted)


def leave_out(block_id):
    """Leave out a block of TEXT."""
    return LeaveOut(block_id, TEXT.block(block_id).hash)


def insert(after, words):
    """Insert a paragraph after a block of TEXT."""
    return Insert(after, TEXT.block(after).hash if after else "", (paragraph(f"n.{words}", words),))


def move(block_id, after):
    """Move a block of TEXT."""
    return Move(block_id, TEXT.block(block_id).hash, after)


def at_end(words, *blocks):
    """Add words, or blocks, at the end."""
    inserted = tuple(paragraph(f"n.{words}.{block}", block) for block in blocks)
    return AddAtEnd(paragraph(f"n.{words}", words) if words else None, inserted)


@given(st.data())
def test_a_relation_is_the_same_from_both_sides(data):
    """Which is named first is of no matter to the kind; a container is the same one from either side."""
    text = data.draw(texts())
    a, b = data.draw(operations(text, "a")), data.draw(operations(text, "b"))
    one, other = relate(text, a, b), relate(text, b, a)
    assert one.kind is other.kind
    assert one.message.id == other.message.id
    if one.kind is RelationKind.CONTAINING:
        assert one.message["container"] == OTHER[other.message["container"]]
        assert one.message["contained"] == OTHER[one.message["container"]]
    assert say(one.message)


@given(st.data())
def test_an_operation_is_identical_with_itself(data):
    """Every operation does what it does."""
    text = data.draw(texts())
    operation = data.draw(operations(text))
    assert relate(text, operation, operation).kind is RelationKind.IDENTICAL


@given(st.data())
def test_spans_of_one_block_relate_as_sets_of_letters_do(data):
    """What two changes share, and whether one holds the other, is what their offsets share and hold."""
    text = data.draw(texts(min_blocks=1, max_blocks=1))
    changes = st.lists(operations(text).filter(lambda one: isinstance(one, Change)), min_size=2, max_size=2)
    a, b = data.draw(changes)
    letters = [set(range(one.start, one.end)) for one in (a, b)]
    kind = relate(text, a, b).kind
    if letters[0] & letters[1]:
        assert kind in (RelationKind.OVERLAPPING, RelationKind.CONTAINING, RelationKind.IDENTICAL)
        proper = letters[0] < letters[1] or letters[1] < letters[0]
        assert (kind is RelationKind.CONTAINING) == proper
    elif all(letters):
        assert kind in (RelationKind.DISJOINT, RelationKind.TOUCHING)
    elif not any(letters):
        same = (RelationKind.SAME_POINT, RelationKind.IDENTICAL)
        assert kind in (same if a.start == b.start else (RelationKind.DISJOINT,))


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (change(0, 4), change(10, 15), "disjoint"),
        (change(0, 4), change(4, 9), "touching"),
        (change(0, 4), change(4, 4, "x"), "touching"),
        (change(4, 4, "x"), change(4, 4, "y"), "same-point"),
        (change(4, 4, "x"), change(4, 4, "x"), "identical"),
        (change(0, 9), change(5, 15), "overlapping"),
        (change(0, 9), change(0, 4), "containing"),
        (change(0, 9), change(5, 5, "x"), "containing"),
        (change(0, 4, "x"), change(0, 4, "y"), "overlapping"),
        (change(0, 4), change(0, 4, "y"), "overlapping"),
        (change(0, 4, "x"), change(0, 4, "x"), "identical"),
        (change(0, 4), change(0, 4, block_id="b2"), "disjoint"),
        (leave_out("b1"), change(0, 0, "x"), "containing"),
        (leave_out("b1"), leave_out("b1"), "identical"),
        (leave_out("b1"), leave_out("b2"), "touching"),
        (leave_out("b1"), leave_out("b3"), "disjoint"),
        (leave_out("b1"), insert("b1", "x"), "touching"),
        (leave_out("b1"), insert(None, "x"), "touching"),
        (leave_out("b1"), insert("b2", "x"), "disjoint"),
        (leave_out("b1"), move("b1", "b3"), "containing"),
        (insert("b1", "x"), insert("b1", "y"), "same-point"),
        (insert("b1", "x"), insert("b1", "x"), "identical"),
        (insert("b1", "x"), change(22, 22, "y"), "disjoint"),
        (move("b1", "b3"), move("b1", "b3"), "identical"),
        (move("b1", "b3"), move("b1", "b2"), "overlapping"),
        (move("b1", "b3"), move("b2", "b3"), "same-point"),
        (move("b1", "b3"), change(0, 4), "disjoint"),
        (move("b1", "b3"), insert("b3", "x"), "same-point"),
        (move("b1", "b3"), at_end("x"), "same-point"),
        (at_end(" x"), at_end(" y"), "same-point"),
        (at_end(" x"), at_end("", "y"), "same-point"),
        (at_end(" x"), at_end(" x"), "identical"),
        (at_end(" x"), change(5, 5, "y", "b3"), "same-point"),
        (at_end(" x"), change(0, 5, "y", "b3"), "touching"),
        (at_end(" x"), change(0, 2, "y", "b3"), "disjoint"),
        (at_end("", "x"), change(5, 5, "y", "b3"), "disjoint"),
        (at_end(" x"), leave_out("b3"), "touching"),
        (at_end(" x"), insert("b3", "y"), "same-point"),
        (ReplaceWhole(TEXT.digest, ()), change(0, 4), "containing"),
        (ReplaceWhole(TEXT.digest, ()), at_end(" x"), "containing"),
        (ReplaceWhole(TEXT.digest, ()), ReplaceWhole(TEXT.digest, ()), "identical"),
        (ReplaceWhole(TEXT.digest, ()), ReplaceWhole(TEXT.digest, (paragraph("n", "x"),)), "overlapping"),
    ],
)
def test_each_pair_has_the_relation_that_a_clerk_would_name(a, b, kind):
    """The relation of each pair of operations is the one of six that this table says."""
    assert relate(TEXT, a, b).kind.value == kind
    assert relate(TEXT, b, a).kind.value == kind


def test_a_container_is_named():
    """The message of a containing pair says which of the two holds the other, and quotes both."""
    relation = relate(TEXT, change(5, 5, "x"), change(0, 9))
    assert relation.message["container"] == "second"
    assert say(relation.message) == ("The second leaves out “That this”, within which the first inserts “x”.")


@given(st.data())
def test_amendments_relate_as_their_operations_do(data):
    """All that two amendments have in common is listed; where they clash, they cannot be carried together."""
    text = data.draw(texts())
    a, b = data.draw(amendments(text, "a")), data.draw(amendments(text, "b"))
    relations = relate_amendments(text, a, b)
    kinds = [relate(text, one, other).kind for one in a.operations for other in b.operations]
    common = [kind for kind in kinds if kind is not RelationKind.DISJOINT]
    assert [one.kind for one in relations] == (common or [RelationKind.DISJOINT])
    if any(one.clashes for one in relations):
        with pytest.raises(WordingError):
            apply(text, (*a.operations, *b.operations))


def test_an_operation_on_another_text_is_refused():
    """What does not rest on the text has no relation to anything in it."""
    with pytest.raises(WordingError, match="b9 is not in this text"):
        relate(TEXT, change(0, 4), LeaveOut("b9", ""))
    with pytest.raises(WordingError, match="b9 is not in this text"):
        relate_amendments(TEXT, Amendment("a", "m", (LeaveOut("b9", ""),)), Amendment("b", "m", ()))
