# ruff: noqa: RUF001  # quotation marks of all kinds are meant
from __future__ import annotations

import csv
import re

import pytest

from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.publishing import publish
from onevoice.formats.notation import read_notation, write_notation
from onevoice.formats.plain_text import parse_plain

_PARTS = re.compile(r"Amendment:\n(.*?)\nOriginal words:\n(?:I beg to move,\n)?(.*)", re.DOTALL)
_RESOLVED = re.compile(r"Resolved,\n(.*)", re.DOTALL)

# Motions of the House of Commons decided under its Standing Order 31, which the record gives with their
# amendment, their original words and the words resolved.
AMENDED = {
    ("2023-01-11", "NHS: Long-term Strategy"),
    ("2023-01-31", "Crime and Neighbourhood Policing"),
    ("2023-04-25", "Cost of Living Increases"),
    ("2023-05-16", "Cost of Living"),
    ("2023-06-07", "Mental Health Treatment and Support"),
    ("2023-06-27", "Opposition Day: Mortgage and Rental Costs"),
    ("2024-01-09", "NHS Dentistry"),
    ("2024-10-16", "Carer’s Allowance"),
    ("2024-10-16", "Access to Primary Healthcare"),
}


@pytest.fixture(scope="module")
def motions(shared_data):
    """Give the motions of two years by date and title."""
    rows = {}
    for year in (2023, 2024):
        path = shared_data / f"rollcalls/uk-motions/house-of-commons-{year}-motions.csv"
        if not path.exists():
            pytest.skip(f"{path.name} is not on this machine")
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault((row["date"], row["motion_title"]), []).append(row["motion_text"])
    return rows


def folded(words):
    """Give words with single blanks: the record doubles some where its printed lines broke."""
    return " ".join(words.split())


@pytest.mark.parametrize("case", sorted(AMENDED), ids=lambda case: f"{case[0]} {case[1]}")
def test_amended_motions_read_as_they_were_resolved(motions, case):
    """The notation on the order paper, read into the original words, gives the words resolved."""
    texts = motions[case]
    notation, original = next(found.groups() for found in map(_PARTS.search, texts) if found)
    resolved = next(found[1] for found in map(_RESOLVED.search, texts) if found)
    version = publish(parse_plain(original))
    operations = read_notation(version, notation, "a")
    after = apply(version.text, operations)
    assert folded(" ".join(block.words for block in after.blocks)) == folded(resolved)
    for language in ("en", "de"):
        written = write_notation(version, operations, language)
        again = apply(version.text, read_notation(version, written, "a", language))
        assert [block.words for block in again.blocks] == [block.words for block in after.blocks]


def test_the_amendment_of_21_february_2024(motions):
    """The amendment on a ceasefire in Gaza gives the words resolved, whatever followed "That this House"."""
    (notation,) = motions["2024-02-21", "Amendment: Ceasefire in Gaza"]
    resolved = _RESOLVED.search(motions["2024-02-21", "Ceasefire in Gaza"][-1])[1]
    # the record has the motion's own words nowhere; all but "That this House" go
    base = Text((Block("b1", Kind.PARAGRAPH, "That this House calls for something else."),))
    (change,) = read_notation(publish(base), notation, "a")
    assert folded(apply(base, [change]).blocks[0].words) == folded(resolved)


def test_a_bound_named_with_its_line(motions):
    """A bound may name its line: 'That' in line 1 is all that stays of a motion of many paragraphs."""
    found = map(_PARTS.search, motions["2023-06-21", "Animal Welfare (Kept Animals)"])
    notation, original = next(one.groups() for one in found if one)
    version = publish(parse_plain(original))
    after = apply(version.text, read_notation(version, notation, "a"))
    (block,) = after.blocks
    assert block.words.startswith("That this House notes the Government’s statement")


def test_paragraphs_named_by_number_and_letter(motions):
    """Bounds may name their paragraphs, by number and letter."""
    (original,) = motions["2023-06-28", "Holocaust Memorial Bill: Instruction"]
    (notation,) = motions["2023-06-28", "Amendment: Holocaust Memorial Bill: Instruction"]
    version = publish(parse_plain(original))
    with pytest.raises(Exception, match=r"memorial.* stands twice"):
        read_notation(version, notation, "a")
    notation = notation.replace("from “memorial”", "from the first “memorial”")
    after = apply(version.text, read_notation(version, notation, "a"))
    assert [block.number for block in after.blocks].count("(b)") == 1
