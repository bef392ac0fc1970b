from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.marking import changes
from onevoice.assembly.wording.naming import named
from onevoice.assembly.wording.operations import LeaveOut, Move
from onevoice.assembly.wording.sentences import say
from onevoice.testing_texts import texts

NUMBERS = st.sampled_from(["", "1.", "2.", "(a)", "(b)", "•", "*", "2.1", "a)"])


def entries(*numbered: tuple[str, int]) -> Text:
    """Make a list of entries with these numbers and depths."""
    return Text(
        tuple(
            Block(f"b{place}", Kind.LIST_ENTRY, f"the {place} of them", depth, number)
            for place, (number, depth) in enumerate(numbered)
        )
    )


@given(st.lists(st.tuples(NUMBERS, st.integers(0, 3)), min_size=1, max_size=12))
def test_a_number_names_one_block(numbered):
    """No two blocks of a kind have one number, and a block with a number of its own is never counted."""
    text = entries(*numbered)
    names = named(text)
    numbers = [name["number"] for name in names.values() if "number" in name]
    assert len(set(numbers)) == len(numbers)
    assert all(any(sign.isalnum() for sign in number) for number in numbers)
    for block, name in zip(text.blocks, names.values(), strict=True):
        if "number" in name:
            assert name["number"].rstrip(".)").endswith(block.number.rstrip(".)"))
            assert "begins" not in name
    if numbers:
        assert all("number" in name or "begins" in name for name in names.values())


@given(texts())
def test_without_numbers_blocks_are_counted(text):
    """Where no block of a kind has a number, its place among its kind names it."""
    plain = Text(tuple(Block(one.id, one.kind, one.words, one.depth) for one in text.blocks))
    seen: dict[Kind, int] = {}
    for block in plain.blocks:
        seen[block.kind] = seen.get(block.kind, 0) + 1
        assert named(plain)[block.id] == {"kind": block.kind.value, "ordinal": str(seen[block.kind])}


def test_numbers_are_said_as_a_reader_does():
    """What is nested is named with what it is nested in, and a sign that counts nothing is no number."""
    text = entries(("1.", 0), ("2.", 0), ("(a)", 1), ("(b)", 1), ("i.", 2), ("3.", 0), ("(a)", 1), ("3.2", 1))
    assert [name["number"] for name in named(text).values()] == [
        *("1", "2", "2(a)", "2(b)", "2(b).i", "3", "3(a)", "3.2"),
    ]
    doubled = entries(("1.", 0), ("1.", 0), ("•", 0))
    assert [name.get("begins") for name in named(doubled).values()] == [
        *("the 0 of them", "the 1 of them", "the 2 of them"),
    ]


def test_the_list_of_changes_says_the_printed_number():
    """A change is said to be at the number that is printed there, in either language."""
    text = entries(("1.", 0), ("2.", 0), ("(a)", 1), ("•", 0))
    blocks = {block.id: block.hash for block in text.blocks}
    some = [Amendment("A", "m", (LeaveOut("b2", blocks["b2"]), Move("b3", blocks["b3"], "b0")))]
    assert [say(one) for one in changes(text, some)] == [
        "Amendment A: move the list entry “the 3 of them” to stand after list entry 1: “the 3 of them”.",
        "Amendment A: leave out list entry 2(a), “the 2 of them”.",
    ]
    assert say(changes(text, some)[1], "de") == ("Änderungsantrag A: Punkt 2(a) streichen, „the 2 of them“.")
