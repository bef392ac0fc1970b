from __future__ import annotations

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply, revert
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.relating import RelationKind, relate
from onevoice.assembly.wording.resting import inserted_blocks
from onevoice.assembly.wording.sentences import say
from onevoice.testing_texts import operation_lists, texts


def paragraph(block_id, words):
    """Make a paragraph."""
    return Block(block_id, Kind.PARAGRAPH, words)


TEXT = Text(
    (paragraph("b1", "That this House agrees"), paragraph("b2", "and meets"), paragraph("b3", "again"))
)


def leave_out(block_id):
    """Leave out a block of TEXT."""
    return LeaveOut(block_id, TEXT.block(block_id).hash)


def insert(after, words):
    """Insert a paragraph after a block of TEXT."""
    return Insert(after, TEXT.block(after).hash, (paragraph(f"n.{words}", words),))


def read(text):
    """Give the words of every block."""
    return [block.words for block in text.blocks]


def kinds(text, a, b):
    """Give the relations between two lists of operations."""
    return {relate(text, one, other).kind for one in a for other in b}


CLASHING = {RelationKind.OVERLAPPING, RelationKind.CONTAINING, RelationKind.IDENTICAL}


@settings(max_examples=200)
@given(st.data())
def test_two_that_do_not_overlap_give_one_text_whichever_is_carried_first(data):
    """Carry a, then b rebased onto a; or b, then a rebased onto b: both are a and b at once."""
    text = data.draw(texts(max_blocks=3))
    a, b = data.draw(operation_lists(text, "a", 3)), data.draw(operation_lists(text, "b", 3))
    assume(not kinds(text, a, b) & CLASHING)
    together = apply(text, (*a, *b))
    later = rebase(text, b, a)
    earlier = rebase(text, a, b, first=True)
    if not later.unplaced:
        assert apply(apply(text, a), later.placed) == together
    if not earlier.unplaced:
        assert apply(apply(text, b), earlier.placed) == together
    if not any(isinstance(one, AddAtEnd) for one in (*a, *b)):
        assert not later.unplaced
        assert not earlier.unplaced


@given(st.data())
def test_where_nothing_is_inserted_at_one_point_notice_is_of_no_matter(data):
    """Without a common point, rebasing gives the same operations for either order of notice."""
    text = data.draw(texts(max_blocks=3))
    a, b = data.draw(operation_lists(text, "a", 3)), data.draw(operation_lists(text, "b", 3))
    if not kinds(text, a, b) & {*CLASHING, RelationKind.SAME_POINT}:
        one, other = rebase(text, b, a), rebase(text, b, a, first=True)
        if not one.unplaced and not other.unplaced:
            assert apply(apply(text, a), one.placed) == apply(apply(text, a), other.placed)


@given(st.data())
def test_every_operation_is_placed_or_listed_and_no_word_is_lost(data):
    """Whatever was carried before, each inserted word is placed, once, or listed with a reason."""
    text = data.draw(texts(max_blocks=3))
    ours, over = data.draw(operation_lists(text, "a", 3)), data.draw(operation_lists(text, "b", 3))
    after = apply(text, over)
    rebased = rebase(text, ours, over, first=data.draw(st.booleans()))
    listed = [one.operation for one in rebased.unplaced]
    count = Counter(b.words for op in ours for b in inserted_blocks(op))
    assert count == Counter(b.words for op in (*rebased.placed, *listed) for b in inserted_blocks(op))
    assert all(say(one.message) for one in rebased.unplaced)
    carried = Counter("".join(read(apply(after, rebased.placed))))
    assert carried >= Counter("".join(b.words for op in rebased.placed for b in inserted_blocks(op)))


@given(st.data())
def test_what_others_inserted_is_never_left_out(data):
    """Rebased operations leave every word standing that was carried before, unless the base had it."""
    text = data.draw(texts(max_blocks=3))
    ours, over = data.draw(operation_lists(text, "a", 3)), data.draw(operation_lists(text, "b", 3))
    assume(not any(isinstance(op, ReplaceWhole) for op in ours))
    inserted = Counter("".join(b.words for op in over for b in inserted_blocks(op)))
    placed = rebase(text, ours, over, first=data.draw(st.booleans())).placed
    assert Counter("".join(read(apply(apply(text, over), placed)))) >= inserted


@given(st.data())
def test_rebasing_over_nothing_changes_nothing(data):
    """Over no operations, all are placed and give the text that they gave."""
    text = data.draw(texts())
    ours = data.draw(operation_lists(text))
    rebased = rebase(text, ours, ())
    assert not rebased.unplaced
    assert Counter(rebased.placed) == Counter(ours)
    assert apply(text, rebased.placed) == apply(text, ours)


@given(st.data())
def test_what_was_carried_is_not_carried_again(data):
    """Operations rebased over themselves are listed as done already."""
    text = data.draw(texts())
    ours = data.draw(operation_lists(text))
    rebased = rebase(text, ours, ours)
    assert not rebased.placed
    assert {one.message.id for one in rebased.unplaced} <= {"already-made", "already-done"}


@given(st.data())
def test_one_of_several_can_be_taken_back(data):
    """With a and b carried, reverting a alone leaves b's text, where all can be placed."""
    text = data.draw(texts(max_blocks=3))
    a, b = data.draw(operation_lists(text, "a", 3)), data.draw(operation_lists(text, "b", 3))
    assume(not kinds(text, a, b) & {*CLASHING, RelationKind.SAME_POINT, RelationKind.TOUCHING})
    moved = rebase(text, b, a)
    assume(not moved.unplaced)
    back = rebase(apply(text, a), revert(text, a), moved.placed)
    if not back.unplaced:
        both = apply(apply(text, a), moved.placed)
        assert Counter(read(apply(both, back.placed))) == Counter(read(apply(text, b)))


def test_an_insertion_is_placed_after_the_nearest_block_that_stands():
    """Where the block before it has gone, or others have come, an insertion keeps its place in the text."""
    over = (leave_out("b2"), insert("b1", "A"), insert("b2", "B"))
    for ours, expected in (("b1", ["A", "new", "B"]), ("b2", ["A", "B", "new"])):
        rebased = rebase(TEXT, (insert(ours, "new"),), over)
        assert read(apply(apply(TEXT, over), rebased.placed))[1:-1] == expected
    rebased = rebase(TEXT, (insert("b2", "new"), insert("b1", "old")), over, first=True)
    assert read(apply(apply(TEXT, over), rebased.placed))[1:-1] == ["old", "A", "new", "B"]


def test_words_travel_with_their_block():
    """A change of words is placed in the block where it has moved to; a move takes changed words along."""
    move = Move("b1", TEXT.block("b1").hash, "b3")
    change = Change("b1", TEXT.block("b1").hash, 0, 4, paragraph("n", "Resolved that"))
    for ours, over in ((move, change), (change, move)):
        rebased = rebase(TEXT, (ours,), (over,))
        after = apply(apply(TEXT, (over,)), rebased.placed)
        assert read(after) == ["and meets", "again", "Resolved that this House agrees"]


def test_what_cannot_be_placed_is_listed_with_its_reason():
    """A block that is gone or changed, words that others changed, the whole text: each has its sentence."""
    change = Change("b1", TEXT.block("b1").hash, 5, 9, paragraph("n", "the"))
    cases = [
        ((change,), (leave_out("b1"),), "containing-block"),
        ((leave_out("b1"),), (change,), "containing-block"),
        ((change,), (ReplaceWhole(TEXT.digest, ()),), "containing-whole"),
        ((ReplaceWhole(TEXT.digest, ()),), (change,), "containing-whole"),
        ((LeaveOut("b9", ""),), (), "block-gone"),
        ((LeaveOut("b1", ""),), (), "block-changed"),
        ((leave_out("b3"),), (AddAtEnd(paragraph("n", "!")),), "block-joined"),
    ]
    for ours, over, reason in cases:
        rebased = rebase(TEXT, ours, over)
        assert [(one.operation, one.message.id) for one in rebased.unplaced] == [(ours[0], reason)]
        assert rebased.placed == ()


def test_words_at_the_end_are_placed_whatever_the_end_is_by_then():
    """At end add: without the last block, after another's words, after the whole text was replaced."""
    ours = AddAtEnd(paragraph("n", ", once"))
    others = AddAtEnd(paragraph("o", ", and rests"))
    whole = ReplaceWhole(TEXT.digest, (paragraph("w", "Resolved"),))
    for over, last in (
        (leave_out("b3"), "and meets, once"),
        (others, "again, and rests, once"),
        (whole, "Resolved, once"),
    ):
        rebased = rebase(TEXT, (ours,), (over,))
        assert read(apply(apply(TEXT, (over,)), rebased.placed))[-1] == last
    rebased = rebase(TEXT, (ours,), (others,), first=True)
    assert read(apply(apply(TEXT, (others,)), rebased.placed))[-1] == "again, once, and rests"


def test_words_of_one_amendment_at_the_end_keep_their_order():
    """Words at the end of the last block and at the end of the text stand as the amendment says them."""
    change = Change("b3", TEXT.block("b3").hash, 5, 5, paragraph("c", "!"))
    run_on = AddAtEnd(paragraph("r", ", once"))
    over = (insert("b1", "A"),)
    for ours, last in (((change, run_on), "again!, once"), ((run_on, change), "again, once!")):
        assert read(apply(apply(TEXT, over), rebase(TEXT, ours, over).placed))[-1] == last


def test_words_that_had_notice_first_stand_first_at_the_end():
    """Before what others added at the end; listed where that would part their words from what they joined."""

    def end(ours, over):
        rebased = rebase(TEXT, ours, over, first=True)
        return [one.message.id for one in rebased.unplaced] or read(apply(apply(TEXT, over), rebased.placed))[
            2:
        ]

    new, others = AddAtEnd(None, (paragraph("n", "New"),)), insert("b3", "Others")
    run_on, theirs = AddAtEnd(paragraph("r", ", once")), AddAtEnd(paragraph("t", ", and rests"))
    change = Change("b3", TEXT.block("b3").hash, 5, 5, paragraph("c", "!"))
    out = leave_out("b3")
    assert end([new], [others]) == ["again", "New", "Others"]
    assert end([insert("b3", "New")], [others, theirs]) == ["again", "New", "Others, and rests"]
    assert end([run_on], [others]) == ["again, once", "Others"]
    assert end([run_on], [change]) == ["again, once!"]
    assert end([new], [theirs]) == ["end-taken"]
    assert end([insert("b3", "New")], [theirs]) == ["end-joined"]
    assert end([run_on], [out, others]) == ["end-taken"]
    assert end([out, run_on], [others]) == ["end-taken"]
    assert end([new, run_on], [others]) == ["end-taken"]
