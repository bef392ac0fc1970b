"""Laws of the places of a text, and of what could stand in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.amending import in_order
from onevoice.assembly.wording.applying import amended
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.assembly.wording.slots import Part, parts
from onevoice.errors import WordingError
from onevoice.testing_texts import amendments, texts


def paragraph(block_id: str, words: str) -> Block:
    """Make a paragraph."""
    return Block(block_id, Kind.PARAGRAPH, words)


TEXT = Text(
    (
        Block("b1", Kind.HEADING, "Libraries", 1),
        paragraph("b2", "That they open on Sundays."),
        paragraph("b3", "That they be heated."),
    )
)


def leaves_out(block_id: str) -> LeaveOut:
    """Leave out a block of TEXT."""
    return LeaveOut(block_id, TEXT.block(block_id).hash)


def inserts(words: str, prefix: str = "a", after: str | None = "b2") -> Insert:
    """Insert a paragraph after a block of TEXT."""
    return Insert(after, TEXT.block(after).hash if after else "", (paragraph(f"{prefix}.0", words),))


def rewords(block_id: str, words: str, prefix: str = "a") -> Change:
    """Put other words in the place of all of a block of TEXT."""
    block = TEXT.block(block_id)
    return Change(block_id, block.hash, 0, len(block.words), paragraph(f"{prefix}.0", words))


@st.composite
def amended_texts(draw) -> tuple[Text, list[Amendment]]:
    """Generate a text and amendments to it."""
    text = draw(texts(max_blocks=5))
    return text, [draw(amendments(text, name)) for name in ("a1", "a2", "a3")[: draw(st.integers(0, 3))]]


def chosen(text: Text, every: Iterable[Part], one: Amendment) -> Counter[str]:
    """Give the words that stand where each place takes what one amendment would have there."""
    after = amended(text, (one,))
    slots: dict[str, list[Part]] = {}
    for part in every:
        slots.setdefault(part.slot, []).append(part)
    standing: Counter[str] = Counter()
    for slot, alternatives in slots.items():
        if slot in after and slot in text:
            words = after.block(slot).words
            assert words in {part.block.words for part in alternatives}
            standing[words] += 1
        elif slot in text:
            assert all(part.optional for part in alternatives)
        elif alternatives[0].source == one.id:
            standing[alternatives[0].block.words] += 1
    of_others = {part.block.words for part in every if part.slot not in text and part.source != one.id}
    own = Counter(part.block.words for part in every if part.slot not in text and part.source == one.id)
    alike = Counter(block.words for block in after.blocks if block.id not in text) - own
    assert set(alike) <= of_others
    return standing + alike


@given(amended_texts())
def test_choosing_what_an_amendment_says_everywhere_gives_its_text(drawn) -> None:
    """Whoever takes each place as one amendment has it holds that amendment's words, and no others."""
    text, tabled = drawn
    every = parts("m", text, tabled)
    for one in tabled:
        if every and not any(isinstance(operation, ReplaceWhole) for operation in one.operations):
            unasked = {block.id for block in text.blocks} - {part.slot for part in every}
            after = amended(text, (one,))
            would = Counter(block.words for block in after.blocks if block.id not in unasked)
            assert chosen(text, every, one) == would


@given(amended_texts())
def test_the_texts_own_words_come_first_and_in_its_order(drawn) -> None:
    """Places come in reading order; the first words of one are the text's own, unless it is new."""
    text, tabled = drawn
    every = parts("m", text, tabled)
    first = {}
    for part in every:
        first.setdefault(part.slot, part)
    own = [part for slot, part in first.items() if slot in text]
    assert [part.slot for part in own] == [block.id for block in text.blocks if block.id in first]
    assert all(part.source == "m" and part.block == text.block(part.slot) for part in own)
    assert all(first[slot].source != "m" for slot in first if slot not in text)
    slots = [part.slot for part in every]
    assert slots == sorted(slots, key=list(first).index)


@given(amended_texts())
def test_every_part_is_told_apart(drawn) -> None:
    """Ids are unique; in one place nothing reads alike; a place is optional for all of its parts or none."""
    text, tabled = drawn
    every = parts("m", text, tabled)
    assert len({part.id for part in every}) == len(every)
    assert len({(part.slot, part.block.words) for part in every}) == len(every)
    assert len({(part.slot, part.optional) for part in every}) == len({part.slot for part in every})
    assert all(part.id.startswith(f"{part.source}:") for part in every)
    assert all(part.optional for part in every if part.slot not in text)


@given(amended_texts())
def test_the_order_of_tabling_changes_nothing(drawn) -> None:
    """Amendments are taken by notice: in which order they are listed makes no other parts."""
    text, tabled = drawn
    stamped = [replace(one, notice=f"2026-11-14T17:00:0{n}Z") for n, one in enumerate(in_order(tabled))]
    assert parts("m", text, stamped) == parts("m", text, stamped[::-1])


@given(texts(), st.sampled_from(["m", "m1", "c2"]))
def test_names_are_names_alone(text: Text, name: str) -> None:
    """What a motion is called stands in its parts' ids, and changes nothing else."""
    if not text.blocks:
        return
    block = text.blocks[0]
    out = [Amendment("a1", "m", (LeaveOut(block.id, block.hash),))]
    assert [(part.slot, part.block, part.optional) for part in parts(name, text, out)] == [
        (part.slot, part.block, part.optional) for part in parts("m", text, out)
    ]


@given(texts())
def test_where_nothing_changes_nothing_is_asked(text: Text) -> None:
    """Without amendments, with empty ones, or with words put back as they were there is no part."""
    assert parts("m", text, ()) == ()
    assert parts("m", text, (Amendment("a1", "m", ()),)) == ()
    moved = [Move(block.id, block.hash, None) for block in text.blocks[:1]]
    assert parts("m", text, (Amendment("a1", "m", tuple(moved)),)) == ()


@given(texts(min_blocks=1))
def test_two_amendments_alike_are_one_part(text: Text) -> None:
    """What a second amendment says in the same words, in the same place, is not asked twice."""
    ends = (
        AddAtEnd(inserted=(paragraph("x", "And so on."),)),
        LeaveOut(text.blocks[0].id, text.blocks[0].hash),
    )
    alone = parts("m", text, (Amendment("a1", "m", ends),))
    both = parts("m", text, (Amendment("a1", "m", ends), Amendment("a2", "m", ends)))
    assert alone == both


def test_a_whole_new_text_has_no_parts() -> None:
    """An amendment that replaces the whole is another text, and leaves the others' parts as they were."""
    whole = Amendment("a1", "m", (ReplaceWhole(TEXT.digest, (paragraph("a.0", "No."),)),))
    other = Amendment("a2", "m", (inserts("And parks."),))
    assert parts("m", TEXT, (whole,)) == ()
    assert parts("m", TEXT, (whole, other)) == parts("m", TEXT, (other,))


def test_a_heading_is_asked_only_where_somebody_would_change_it() -> None:
    """A heading that all leave as it is, is no place; one that an amendment changes or leaves out is."""
    new = Amendment("a1", "m", (inserts("And parks."),))
    assert [part.id for part in parts("m", TEXT, (new,))] == ["m:b2", "a1:a.0", "m:b3"]
    named = Amendment("a2", "m", (rewords("b1", "Reading rooms"),))
    assert [part.id for part in parts("m", TEXT, (named,))] == ["m:b1", "a2:b1", "m:b2", "m:b3"]
    gone = Amendment("a3", "m", (leaves_out("b1"),))
    assert [(part.id, part.optional) for part in parts("m", TEXT, (gone,))] == [
        ("m:b1", True),
        ("m:b2", False),
        ("m:b3", False),
    ]


def test_a_place_that_one_would_leave_empty_is_optional_for_all() -> None:
    """Where one amendment leaves a block out and another rewords it, all its parts may be left out."""
    out, other = Amendment("a1", "m", (leaves_out("b2"),)), Amendment("a2", "m", (rewords("b2", "Never."),))
    assert [(part.id, part.optional) for part in parts("m", TEXT, (out, other))] == [
        ("m:b2", True),
        ("a2:b2", True),
        ("m:b3", False),
    ]


def test_a_place_that_two_would_reword_alike_is_asked_once() -> None:
    """The same new words for a block are one part, of the earlier by notice; other words are another."""
    tabled = [
        Amendment(name, "m", (rewords("b2", words, name),), notice=f"2026-11-14T17:00:0{n}Z")
        for n, (name, words) in enumerate((("a3", "Never."), ("a1", "Never."), ("a2", "At night.")))
    ]
    assert [part.id for part in parts("m", TEXT, tabled)] == ["m:b2", "a3:b2", "a2:b2", "m:b3"]


def test_what_one_amendment_says_twice_it_means_twice() -> None:
    """Words inserted twice by one amendment are two places; of another's the same words are none more."""
    twice = Insert("b2", TEXT.block("b2").hash, (paragraph("a.0", "Hear."), paragraph("a.1", "Hear.")))
    every = parts("m", TEXT, (Amendment("a1", "m", (twice,)), Amendment("a2", "m", (inserts("Hear."),))))
    assert [part.id for part in every] == ["m:b2", "a1:a.0", "a1:a.1", "m:b3"]


def test_an_amendment_to_another_text_is_refused() -> None:
    """Operations that rest on other words are no amendment to this text."""
    strange = Amendment("a1", "m", (LeaveOut("b9", "0" * 64),))
    with pytest.raises(WordingError):
        parts("m", TEXT, (strange,))
