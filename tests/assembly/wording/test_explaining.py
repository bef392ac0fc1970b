from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.explaining import explained
from onevoice.assembly.wording.operations import AddAtEnd, Change
from onevoice.assembly.wording.publishing import publish
from onevoice.assembly.wording.relating import relate
from onevoice.assembly.wording.sentences import TONGUES
from onevoice.testing_texts import operations, texts

TEXT = Text(
    (
        Block("b1", Kind.PARAGRAPH, "That the town bakes bread and sells it on every day of the week"),
        Block("b2", Kind.PARAGRAPH, "and eats it."),
    )
)


def change(start, end, words=None):
    """Change words of the first block."""
    inserted = None if words is None else Block(f"n.{words}", Kind.PARAGRAPH, words)
    return Change("b1", TEXT.block("b1").hash, start, end, inserted)


@given(st.data(), st.sampled_from(sorted(TONGUES)))
def test_what_two_amendments_have_to_do_names_both(data, language):
    """Both names stand in the sentence, in every language; the id of a block stands in none."""
    text = data.draw(texts())
    a, b = data.draw(operations(text, "a")), data.draw(operations(text, "b"))
    said = explained(publish(text), "«1»", "«2»", relate(text, a, b), language)
    assert "«1»" in said
    assert "«2»" in said
    assert said.endswith((".", "“"))


def test_the_line_is_that_of_the_words():
    """The line said is that in which the words stand, and not that in which their block begins."""
    version = publish(TEXT, width=20, first_line=10)
    both = relate(TEXT, change(40, 46, "x"), change(42, 50, "y"))
    line = version.line_of("b1", 42)
    assert line > 10
    assert explained(version, "A", "B", both).startswith(
        f"Amendments A and B clash (line {line}): Both change “"
    )
    assert explained(version, "A", "B", both, "de").startswith(
        f"Die Änderungsanträge A und B schließen einander aus (Zeile {line}): Beide ändern „"
    )


def test_what_is_in_no_line_has_none():
    """Where words come at the end, or stand in another text, no line is said."""
    end = AddAtEnd(Block("n", Kind.PARAGRAPH, " x")), AddAtEnd(Block("m", Kind.PARAGRAPH, " y"))
    assert explained(publish(TEXT), "A", "B", relate(TEXT, *end)) == (
        "Amendments A and B: Both add at the end. Both can be carried, in turn."
    )
    other = publish(Text((Block("c1", Kind.PARAGRAPH, "other"),)))
    assert "line" not in explained(other, "A", "B", relate(TEXT, change(0, 4), change(0, 8)))


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        (
            change(5, 13),
            change(9, 13),
            "Amendment A changes “the town”; that contains “town”, which amendment B",
        ),
        (
            change(9, 13),
            change(5, 13),
            "Amendment B changes “the town”; that contains “town”, which amendment A",
        ),
        (
            change(9, 13, "x"),
            change(9, 13),
            "Both leave out “town”; instead amendment A puts “x”, and amendment B",
        ),
        (
            change(9, 13),
            change(9, 13, "x"),
            "Both leave out “town”; instead amendment B puts “x”, and amendment A",
        ),
        (
            change(9, 13, "x"),
            change(9, 13, "y"),
            "Both leave out “town”; instead amendment A puts “x”, and amendment B “y”.",
        ),
    ],
)
def test_who_does_what_is_said(a, b, said):
    """Where one contains the other, or they put different words, each is named with what it does."""
    assert said in explained(publish(TEXT), "A", "B", relate(TEXT, a, b))
