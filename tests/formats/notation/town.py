# ruff: noqa: RUF001  # quotation marks of all kinds are meant
"""A motion of a town that does not exist, and what its words say when an amendment is read into it."""

from __future__ import annotations

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.publishing import publish
from onevoice.formats.notation import read_notation

TOWN = Text(
    (
        Block("b1", Kind.HEADING, "Sunday opening of the library", 1),
        Block(
            "b2",
            Kind.PARAGRAPH,
            "That this Council notes that the library is closed on Sundays, that many families can"
            " only come on Sundays, and that the members’ survey was clear;",
        ),
        Block("b3", Kind.PARAGRAPH, "and resolves that"),
        Block("b4", Kind.LIST_ENTRY, "the library shall open on Sundays from ten to four;", 0, "1."),
        Block("b5", Kind.LIST_ENTRY, "staff shall be paid for Sundays:", 0, "2."),
        Block("b6", Kind.LIST_ENTRY, "those who work now;", 1, "(a)"),
        Block("b7", Kind.LIST_ENTRY, "those who are hired;", 1, "(b)"),
        Block("b8", Kind.LIST_ENTRY, "the mayor shall report in May.", 0, "3."),
        Block("b9", Kind.PARAGRAPH, "The Council thanks the volunteers."),
    )
)
VERSION = publish(TOWN, width=60)


def amended(notation, language="en", text=None, width=60):
    """Give the words of the blocks of a text, with numbers, as amended by a notation."""
    version = VERSION if text is None else publish(text, width=width)
    after = apply(version.text, read_notation(version, notation, "A", language))
    return [f"{block.number} {block.words}".strip() for block in after.blocks]


def paragraph(words):
    """Make a text of one paragraph."""
    return Text((Block("b1", Kind.PARAGRAPH, words),))


def one(notation, words, language="en"):
    """Give a paragraph's words as amended."""
    return "\n".join(amended(notation, language, paragraph(words)))
