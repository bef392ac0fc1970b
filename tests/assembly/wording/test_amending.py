from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.amending import in_order
from onevoice.assembly.wording.applying import amend_amendment, amended, apply, inserted_text
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.errors import WordingError
from onevoice.testing_texts import amendments, operation_lists, texts


def paragraph(block_id, words):
    """Make a paragraph."""
    return Block(block_id, Kind.PARAGRAPH, words)


TEXT = Text((paragraph("b1", "That this House agrees"), paragraph("b2", "and meets")))
HASHES = {block.id: block.hash for block in TEXT.blocks}
MAIN = Amendment(
    "a",
    "m",
    (
        Change("b1", HASHES["b1"], 4, 4, paragraph("a.1", " all of")),
        Insert("b1", HASHES["b1"], (paragraph("a.2", "Notes"), paragraph("a.3", "Regrets"))),
        AddAtEnd(paragraph("a.4", ", once"), (paragraph("a.5", "End"),)),
    ),
)
OWN = {block.id: block.hash for block in inserted_text(MAIN).blocks}


def to_main(*operations, key="s"):
    """Make an amendment to the amendment."""
    return Amendment(key, "a", operations)


def read(*some):
    """Give the words of the text with amendments carried."""
    return [block.words for block in amended(TEXT, some).blocks]


@given(st.data())
def test_an_amended_amendment_inserts_the_amended_words(data):
    """What an amendment inserts after it was amended is its inserted text with the operations applied."""
    text = data.draw(texts())
    main = data.draw(amendments(text, "a"))
    own = inserted_text(main)
    operations = data.draw(operation_lists(own, "s"))
    assume(own.blocks)
    other = Amendment("s", "a", operations)
    try:
        carried = amend_amendment(main, other)
    except WordingError as error:
        assert error.message.id == "no-whole-block"  # noqa: PT017 - most draws raise nothing
        return
    assert inserted_text(carried).blocks == apply(own, operations).blocks
    assert amended(text, [other, main]) == amended(text, [carried])


def test_an_amendment_to_an_amendment_changes_its_words_where_they_stand():
    """Words run on, whole blocks and words at the end can each be changed, left out, moved and added to."""
    assert read(MAIN) == ["That all of this House agrees", "Notes", "Regrets", "and meets, once", "End"]
    cases = [
        (Change("a.1", OWN["a.1"], 1, 4, paragraph("s.1", "most")), 0, "That most of this House agrees"),
        (LeaveOut("a.1", OWN["a.1"]), 0, "That this House agrees"),
        (Insert("a.2", OWN["a.2"], (paragraph("s.1", "Also"),)), 2, "Also"),
        (Move("a.3", OWN["a.3"], "a.4"), 3, "Regrets"),
        (LeaveOut("a.4", OWN["a.4"]), 3, "and meets"),
        (AddAtEnd(paragraph("s.1", " of it")), 4, "End of it"),
    ]
    for operation, place, words in cases:
        assert read(MAIN, to_main(operation))[place] == words


def test_several_amendments_to_an_amendment_are_carried_together():
    """They are taken in order of notice, whatever is amended further on."""
    first = to_main(AddAtEnd(None, (paragraph("s.1", "More"),)), key="s")
    second = to_main(AddAtEnd(None, (paragraph("t.1", "Most"),)), key="t")
    third = Amendment(
        "u", "s", (Change("s.1", first.operations[0].inserted[0].hash, 0, 4, paragraph("u.1", "Less")),)
    )
    assert read(third, second, first, MAIN)[-3:] == ["End", "Less", "Most"]


def test_nothing_is_left_of_an_operation_whose_words_are_left_out():
    """An insertion all of whose blocks are left out is gone; what is left out of the text stays so."""
    both = to_main(LeaveOut("a.2", OWN["a.2"]), LeaveOut("a.3", OWN["a.3"]))
    assert len(amend_amendment(MAIN, both).operations) == 2
    everything = to_main(ReplaceWhole(inserted_text(MAIN).digest, ()))
    assert read(MAIN, everything) == [block.words for block in TEXT.blocks]


@pytest.mark.parametrize(
    ("some", "sentence"),
    [
        (
            [Amendment("a", "b", ()), Amendment("b", "c", ()), Amendment("c", "a", ())],
            "circle: a → b → c → a",
        ),
        ([Amendment("a", "a", ())], "circle: a → a"),
        ([Amendment("d", "a", ()), Amendment("a", "b", ()), Amendment("b", "a", ())], "circle: a → b → a"),
        ([Amendment("a", "m", ()), Amendment("b", "n", ())], "a is to m and amendment b to n"),
        ([Amendment("a", "m", ()), Amendment("a", "m", ())], "Two amendments are called a"),
        ([Amendment("a", "m", ()), Amendment("b", "a", ())], "a inserts no words"),
        (
            [MAIN, to_main(Insert("a.1", OWN["a.1"], (paragraph("s.1", "Whole"),)))],
            "whole block .* cannot stand within words that run on",
        ),
        ([MAIN, to_main(LeaveOut("b1", HASHES["b1"]))], "Block b1 is not in this text"),
    ],
)
def test_amendments_that_cannot_be_combined_get_a_sentence(some, sentence):
    """A circle, different targets, one name twice, nothing to amend: each is said."""
    for order in (some, some[::-1]):
        with pytest.raises(WordingError, match=sentence):
            amended(TEXT, order)


def test_an_amendment_to_another_is_not_carried_into_this_one():
    """The target is checked before any word is."""
    with pytest.raises(WordingError, match="Amendment s is to a, not to z"):
        amend_amendment(Amendment("z", "m", ()), to_main())


def test_order_of_notice():
    """Earlier notice first, then by id with numbers counted; unknown notice comes last."""
    some = [Amendment(key, "m", (), notice=notice) for key, notice in [
        ("10", ""), ("2", ""), ("b", "2023-11-15T09:00:00Z"), ("a10", "2023-11-14T17:00:00Z"),
        ("a9", "2023-11-14T17:00:00Z"),
    ]]  # fmt: skip
    assert [one.id for one in in_order(some)] == ["a9", "a10", "b", "2", "10"]
