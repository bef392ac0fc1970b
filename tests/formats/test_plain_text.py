# ruff: noqa: RUF001  # dashes and digits of all kinds are meant
"""Plain text: paragraphs, and lists by the numbers printed before them; headings are never guessed."""

from __future__ import annotations

import pytest
from hypothesis import given

from formats.sample_texts import texts
from onevoice.assembly.text import Kind, Text
from onevoice.formats.numbering import BULLET, printed_number
from onevoice.formats.plain_text import parse_plain, plain


def printed(text: Text) -> list[str]:
    """Say what is printed of each block that prints anything; all bullets look alike."""
    lines = (f"{block.number} {block.words}".strip() for block in text.blocks)
    alike = ((printed_number(line), line) for line in lines if line)
    return [f"{BULLET} {found[1]}".strip() if found and found[0] == BULLET else line for found, line in alike]


@given(texts())
def test_every_line_of_plain_text_comes_back(text: Text):
    """Whatever a text prints, its numbers and words are read again in order; nothing is lost or joined."""
    back = parse_plain(plain(text))
    assert [line.split() for line in printed(back)] == [line.split() for line in printed(text)]
    assert [one.id for one in back.blocks] == [f"b{place}" for place in range(1, len(back.blocks) + 1)]


@given(texts())
def test_plain_text_read_again_is_the_same(text: Text):
    """A text that was read from plain text is read as the same from what is written of it."""
    once = parse_plain(plain(text))
    assert parse_plain(plain(once)).blocks == once.blocks


def blocks_of(source: str) -> list[tuple[str, int, str, str]]:
    """Say kind, depth, number and words of every block of a plain text."""
    return [(one.kind.value, one.depth, one.number, one.words) for one in parse_plain(source).blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "MOTION\n\nThat\n1. on\n   3. Mai it rained;\n2. sees\n(a) x;\n(b) that:\n- x\n  - y\n- z\n3. c",
            [
                ("paragraph", 0, "", "MOTION"),
                ("paragraph", 0, "", "That"),
                ("list-entry", 0, "1.", "on 3. Mai it rained;"),
                ("list-entry", 0, "2.", "sees"),
                ("list-entry", 1, "(a)", "x;"),
                ("list-entry", 1, "(b)", "that:"),
                ("list-entry", 2, "•", "x"),
                ("list-entry", 3, "•", "y"),
                ("list-entry", 2, "•", "z"),
                ("list-entry", 0, "3.", "c"),
            ],
        ),
        ("12. Oktober 2023 was fine.", [("paragraph", 0, "", "12. Oktober 2023 was fine.")]),
        ("7. seven\n8. eight", [("list-entry", 0, "7.", "seven"), ("list-entry", 0, "8.", "eight")]),
        ("one – and\n– dash", [("paragraph", 0, "", "one – and – dash")]),
        (
            "these:\n– one\n– two",
            [("paragraph", 0, "", "these:"), *[("list-entry", 0, "•", w) for w in ("one", "two")]],
        ),
        ("\n\n\n• entry", [("list-entry", 0, "•", "entry")]),
        ("first\n\n\n• entry", [("paragraph", 0, "", "first"), ("list-entry", 0, "•", "entry")]),
        ("h) eighth\ni) ninth", [("list-entry", 0, "h)", "eighth"), ("list-entry", 0, "i)", "ninth")]),
        ("i) first\nii) second", [("list-entry", 0, "i)", "first"), ("list-entry", 0, "ii)", "second")]),
        ("א. שלום\nב. עולם", [("list-entry", 0, "א.", "שלום"), ("list-entry", 0, "ב.", "עולם")]),
        ("١. أهلا\n٢. سهلا", [("list-entry", 0, "١.", "أهلا"), ("list-entry", 0, "٢.", "سهلا")]),
        (
            f"{'long ' * 30}\nnext",
            [("paragraph", 0, "", ("long " * 30).strip()), ("paragraph", 0, "", "next")],
        ),
    ],
)
def test_lists_are_known_by_their_printed_numbers(source: str, expected: list[tuple[str, int, str, str]]):
    """A number begins an entry if it is the first of its style or has its neighbour; a date does not."""
    assert blocks_of(source) == expected


def test_headings_are_not_guessed():
    """Capitals and short lines say nothing sure."""
    kinds = {block.kind for block in parse_plain("HEADING\n\n# Heading\n\nHeading\n=======\n").blocks}
    assert kinds == {Kind.PARAGRAPH}
