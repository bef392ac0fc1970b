# ruff: noqa: RUF001  # apostrophes as they are printed
from __future__ import annotations

import random
import re
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.deriving import derive
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.matching import MOVED, SAME_ID, heaviest_rise, likeness
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move
from onevoice.assembly.wording.resting import inserted_blocks
from onevoice.assembly.wording.tokens import Hunk, hunks, is_word, tokens
from onevoice.formats.token_opcodes import token_opcodes
from onevoice.testing_texts import operation_lists, texts


def plain_opcodes(base, draft):
    """Give the standard library's answer, which is another one than rapidfuzz's."""
    return SequenceMatcher(None, base, draft, autojunk=False).get_opcodes()


OPCODES = st.sampled_from([token_opcodes, plain_opcodes])


def new_id(number):
    """Name an inserted block."""
    return f"new.{number}"


def derived(base, draft, opcodes=token_opcodes):
    """Derive with ids as in these tests."""
    return derive(base, draft, opcodes, new_id)


def coverage(block):
    """Say of each code point what marks it: how marks are cut to spans does not matter."""
    return [
        frozenset((mark.kind, mark.target) for mark in block.marks if mark.start <= at < mark.end)
        for at in range(len(block.words))
    ]


def seen(text):
    """Say words, kinds, depths and marks of a text."""
    return [(one.words, one.kind, one.depth, coverage(one)) for one in text.blocks]


def renamed(text):
    """Give a text the ids of a new import."""
    return Text(tuple(replace(block, id=f"b{place}") for place, block in enumerate(text.blocks, start=1)))


@st.composite
def drafts(draw, base):
    """Draw what somebody might make of a text: amended, shuffled, cut, put together, or another text."""
    draft = draw(texts()) if draw(st.integers(0, 4)) == 0 else apply(base, draw(operation_lists(base)))
    blocks = list(draft.blocks)
    if draw(st.booleans()):
        blocks = draw(st.permutations(blocks))
    if blocks and draw(st.booleans()):
        blocks.append(replace(draw(st.sampled_from(blocks)), id="again"))
    if blocks and draw(st.booleans()):
        place = draw(st.integers(0, len(blocks) - 1))
        block = blocks[place]
        kind, depth = draw(st.sampled_from(Kind)), draw(st.integers(0, 3))
        marks = draw(st.sampled_from([(), tuple(Mark(0, 1, kind, "") for kind in MarkKind if block.words)]))
        blocks[place] = replace(block, kind=kind, depth=depth, marks=marks)
    draft = Text(tuple(blocks), draft.language)
    return renamed(draft) if draw(st.booleans()) else draft


@given(st.data())
def test_what_is_derived_leads_to_the_draft(data):
    """Put to the base, it gives the draft's words, kinds, depths and marks, whatever the draft."""
    base = data.draw(texts())
    draft = data.draw(drafts(base))
    operations = derived(base, draft, data.draw(OPCODES))
    assert seen(apply(base, operations)) == seen(draft)


@given(st.data())
def test_nothing_is_derived_from_a_draft_that_changes_nothing(data):
    """The text itself, with its own ids or those of a new import, needs no operation."""
    base = data.draw(texts())
    assert derived(base, base) == ()
    assert derived(base, renamed(base)) == ()


WORD = re.compile(r"[^\W_\u3040-\u9fff]+(?:['’][^\W_]+)*")  # ideographs are words each


def parts_a_word(words, at):
    """Whether an offset lies within a word."""
    return any(found.start() < at < found.end() for found in WORD.finditer(words))


@given(st.data())
def test_no_word_is_cut_in_half(data):
    """What goes begins and ends between words of the base; what comes, between words of the draft."""
    base = data.draw(texts())
    draft = data.draw(drafts(base))
    operations = derived(base, draft)
    after = apply(base, operations)
    for operation in operations:
        if isinstance(operation, Change):
            words = base.block(operation.block).words
            assert not parts_a_word(words, operation.start)
            assert not parts_a_word(words, operation.end)
    for block in base.blocks:
        changes = [one for one in operations if isinstance(one, Change) and one.block == block.id]
        grown = 0
        for change in changes:
            come = len(change.inserted.words) if change.inserted else 0
            assert not parts_a_word(after.block(block.id).words, change.start + grown)
            assert not parts_a_word(after.block(block.id).words, change.start + grown + come)
            grown += come - (change.end - change.start)


@given(st.data())
def test_inserted_blocks_have_new_ids_in_their_order(data):
    """Ids are taken in reading order, each once; blocks that stay keep theirs."""
    base = data.draw(texts())
    operations = derived(base, data.draw(drafts(base)))
    ids = [block.id for operation in operations for block in inserted_blocks(operation)]
    assert ids == [new_id(number) for number in range(1, len(ids) + 1)]


@given(st.text(max_size=60) | st.text("a. ,\u0301\u0323\u200d👩🇺שׁ\u05bc", max_size=20))
def test_tokens_put_together_are_the_words(words):
    """No character is lost between tokens, and none parts a letter from its accents."""
    found = tokens(words)
    assert "".join(found) == words
    assert all(boundary(words, end) for end in accumulate(map(len, found)))


@given(
    st.lists(st.sampled_from("abc "), max_size=25), st.lists(st.sampled_from("abc "), max_size=25), OPCODES
)
def test_hunks_lead_from_one_row_to_the_other(base, draft, opcodes):
    """What is merged, trimmed and placed anew still turns the base into the draft."""
    made, at = [], 0
    for hunk in hunks(base, draft, opcodes):
        assert hunk.base_start >= at
        gone, come = base[hunk.base_start : hunk.base_end], draft[hunk.draft_start : hunk.draft_end]
        assert gone or come
        assert not (gone and come and (gone[0] == come[0] or gone[-1] == come[-1]))
        made += [*base[at : hunk.base_start], *come]
        at = hunk.base_end
    assert made + base[at:] == draft


def test_what_stays_at_the_edges_of_a_merged_change_is_no_part_of_it():
    """Two insertions round a blank are one insertion, and the blank stays."""
    opcodes = [
        *(("replace", 0, 1, 0, 1), ("equal", 1, 3, 1, 3), ("insert", 3, 3, 3, 5), ("equal", 3, 4, 5, 6)),
        *(("insert", 4, 4, 6, 8), ("equal", 4, 6, 8, 10), ("replace", 6, 7, 10, 11)),
    ]
    found = hunks(list("c a b d"), list("e a x y b f"), lambda _, __: opcodes)
    assert found == [Hunk(0, 1, 0, 1), Hunk(4, 4, 4, 8), Hunk(6, 7, 10, 11)]


def test_of_places_that_read_alike_the_last_is_told():
    """Where the opcodes put "a, [a, ]b" first, it is told as what comes after the words that stay."""
    opcodes = [("replace", 0, 1, 0, 1), ("equal", 1, 4, 1, 4), ("insert", 4, 4, 4, 6), ("equal", 4, 7, 6, 9)]
    found = hunks(list("x c a b"), list("y c a a b"), lambda _, __: opcodes)
    assert found == [Hunk(0, 1, 0, 1), Hunk(6, 6, 6, 8)]


@given(st.permutations(range(7)), st.lists(st.integers(1, 9), min_size=7, max_size=7))
def test_the_heaviest_rise_rises_and_none_is_heavier(values, weights):
    """The places rise and so do their values; a search of all runs finds no heavier one."""
    rise = heaviest_rise(values, weights)
    assert rise == sorted(set(rise))
    assert all(values[one] < values[two] for one, two in pairwise(rise))
    best = list(weights)
    for place, value in enumerate(values):
        best[place] += max((best[at] for at in range(place) if values[at] < value), default=0)
    assert sum(weights[place] for place in rise) == max(best)


def text_of(*words, kind=Kind.PARAGRAPH):
    """Make a text of paragraphs."""
    return Text(tuple(Block(f"b{place}", kind, one) for place, one in enumerate(words, start=1)))


def told(base, draft, opcodes=token_opcodes):
    """Tell operations by their words."""
    found = []
    for one in derived(base, draft, opcodes):
        if isinstance(one, Change):
            gone = base.block(one.block).words[one.start : one.end]
            found.append(("change", one.block, gone, one.inserted.words if one.inserted else ""))
        elif isinstance(one, LeaveOut):
            found.append(("leave out", one.block))
        elif isinstance(one, Move):
            found.append(("move", one.block, one.after))
        elif isinstance(one, Insert):
            found.append(("insert", one.after, *(block.words for block in one.inserted)))
        elif isinstance(one, AddAtEnd):
            found.append(("at end", one.run_on.words if one.run_on else "", *(b.words for b in one.inserted)))
        else:
            found.append(("whole", *(block.words for block in one.inserted)))
    return found


FOUR = (
    "That this House notes the report",
    "It regrets the delay",
    "It thanks all the staff",
    "It resolves to meet",
)


@pytest.mark.parametrize("opcodes", [token_opcodes, plain_opcodes])
@pytest.mark.parametrize(
    ("base", "draft", "expected"),
    [
        (["the red car stops here"], ["the green car stops here"], [("change", "b1", "red", "green")]),
        (
            ["it strongly condemns the killing of many people and asks for peace"],
            ["it strongly regrets the death of many people and asks for peace"],
            [("change", "b1", "condemns the killing", "regrets the death")],
        ),
        (
            ["notes the very good work of all here"],
            ["notes the work of all here"],
            [("change", "b1", "very good ", "")],
        ),
        (["We go. We stay."], ["We go. We go home. We stay."], [("change", "b1", "", "We go home. ")]),
        (["thanks all"], ["thanks all, but regrets this"], [("at end", ", but regrets this")]),
        (["thanks all."], ["thanks all of them."], [("change", "b1", "", " of them")]),
        (["say 3.5 million"], ["say 3.6 million"], [("change", "b1", "3.5", "3.6")]),
        (["the House’s view is so"], ["the Houses’ view is so"], [("change", "b1", "House’s", "Houses’")]),
        (["כל העולם הטוב כאן"], ["כל העולם הרע כאן"], [("change", "b1", "הטוב", "הרע")]),
        (["سلام على العالم كله"], ["سلام على الناس كله"], [("change", "b1", "العالم", "الناس")]),
        (FOUR, [FOUR[0], FOUR[2], FOUR[3]], [("leave out", "b2")]),
        (FOUR, [FOUR[0], "A new one", *FOUR[1:]], [("insert", "b1", "A new one")]),
        (FOUR, ["A new one", *FOUR], [("insert", None, "A new one")]),
        (FOUR, [*FOUR, "A new one", "And two"], [("at end", "", "A new one", "And two")]),
        (FOUR, [*FOUR[:3], FOUR[3] + " and eat", "More"], [("at end", " and eat", "More")]),
        (FOUR, [FOUR[1], FOUR[2], FOUR[0], FOUR[3]], [("move", "b1", "b3")]),
        (
            FOUR,
            [FOUR[0], FOUR[2], FOUR[1] + " of all", FOUR[3]],
            [("change", "b2", "", " of all"), ("move", "b2", "b3")],
        ),
        (
            FOUR,
            [FOUR[0], "Something else entirely", *FOUR[2:]],
            [("leave out", "b2"), ("insert", "b2", "Something else entirely")],
        ),
        (FOUR, ["Other words", "for everything"], [("whole", "Other words", "for everything")]),
        (FOUR, [], [("leave out", f"b{place}") for place in (1, 2, 3, 4)]),
        ([], ["A beginning"], [("at end", "", "A beginning")]),
        (["so", "so", "so"], ["so", "so"], [("leave out", "b3")]),
    ],
)
def test_operations_are_those_a_reader_would_tell(base, draft, expected, opcodes):
    """Whole words, moves, whole paragraphs and additions at the end are told as such."""
    before, after = text_of(*base), text_of(*draft)
    found = told(before, after, opcodes)
    if base == ["so", "so", "so"]:
        assert [one[0] for one in found] == ["leave out"]
    else:
        assert found == expected


AGREED = "we agree with all that was said about it"


def test_a_paragraph_that_kept_its_id_is_found_by_it():
    """Where the draft kept ids, a paragraph that moved is found though few of its words are left."""
    base = text_of("one two three", AGREED, "seven eight nine", "ten eleven twelve")
    few = replace(base.blocks[1], words="we agree with none of what you say")
    draft = replace(base, blocks=(base.blocks[0], *base.blocks[2:], few))
    assert {block.id for block in apply(base, derived(base, draft)).blocks} == {"b1", "b2", "b3", "b4"}


def test_ids_of_a_new_import_are_not_taken_for_the_base_s():
    """A new first paragraph that got the id of another is new, and the other is found by its words."""
    base = text_of(AGREED, "seven eight nine", "ten eleven twelve")
    new = "we agree on this"
    changed = "we agree with most that you told me"
    draft = text_of(new, changed, "seven eight nine", "ten eleven twelve")
    assert MOVED > likeness(changed, AGREED) > likeness(new, AGREED) > SAME_ID
    insertion, *changes = told(base, draft)
    assert insertion == ("insert", None, new)
    assert {one[:2] for one in changes} == {("change", "b1")}


def test_a_new_paragraph_before_one_that_changed_is_new():
    """Though by its place it has the id of the other, and shares words with it that every text has."""
    base = text_of(
        "I beg to move,", "That leave be given to bring in a Bill to require the review of the markets"
    )
    new = "the House of the old to be in a state of the words to the"
    changed = base.blocks[1].words.replace("review", "long review")
    found = told(base, text_of("I beg to move,", new, changed))
    assert found == [("insert", "b1", new), ("change", "b2", "", "long ")]


def test_hardly_anything_kept_is_told_as_one_change():
    """A paragraph whose words are nearly all in another order is left out and inserted in one piece."""
    words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]
    base = text_of("stays", " ".join([*words, "keeps", "before"]), "stays too")
    draft = text_of("stays", " ".join([*reversed(words), "keeps", "after"]), "stays too")
    assert told(base, draft) == [("change", "b2", base.blocks[1].words, draft.blocks[1].words)]


def test_emphasis_is_a_change_of_the_words_under_it():
    """Other marks on the same words are told with those words, and nothing else is touched."""
    base = text_of("we call for peace now")
    draft = replace(base, blocks=(replace(base.blocks[0], marks=(Mark(12, 17, MarkKind.STRONG),)),))
    (change,) = derived(base, draft)
    assert (change.start, change.end, change.inserted.words) == (12, 17, "peace")
    assert change.inserted.marks == (Mark(0, 5, MarkKind.STRONG),)


@pytest.mark.parametrize("blocks", [1, 400])
def test_three_hundred_changed_words_in_twenty_thousand(blocks):
    """Each changed word is one change (neighbours may be told as one), in one paragraph or four hundred."""
    chance = random.Random(15)  # noqa: S311  # examples, not secrets
    words = [f"word{chance.randrange(3000)}" for _ in range(20_000)]
    changed = list(words)
    for place in chance.sample(range(20_000), 300):
        changed[place] = f"other{place}"
    size = 20_000 // blocks
    base, draft = (
        text_of(*(" ".join(row[at : at + size]) for at in range(0, 20_000, size))) for row in (words, changed)
    )
    operations = derived(base, draft)
    assert seen(apply(base, operations)) == seen(draft)
    assert 270 <= len(operations) <= 300
    come = sum(
        len(list(filter(is_word, tokens(b.words)))) for one in operations for b in inserted_blocks(one)
    )
    assert 300 <= come <= 330


def test_likeness_counts_words_and_not_their_order():
    """The same words in another order are alike, none in common are not, nothing is like nothing."""
    assert likeness("a b c", "c b a") == 1
    assert likeness("a b c", "d e f") == likeness("", "") == 0
