"""A council before its vote: a motion in five paragraphs and as many amendments as one asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, islice

from chamber.evenings import Evening
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber.acts import debating, signing, tabling
from onevoice.formats.notation import read_notation

_PARAGRAPHS = (
    "That this council notes that the library in Aldersbrook is closed on Sundays and two evenings a week;",
    "notes that two in three of its readers work on weekdays, and that its room is warm and free of charge;",
    "resolves that the library shall open on Sundays from ten to four;",
    "asks that the cost be met from the reserve for buildings;",
    "and asks the head of libraries to report on what came of it within a year.",
)
_NOTATIONS = (
    "leave out 'on Sundays from ten to four' and insert 'on the first Sunday of each month'",
    "leave out 'from ten to four' and insert 'from noon to six'",
    "leave out 'the reserve for buildings' and insert 'the reserve for services'",
    "leave out 'within a year' and insert 'within six months'",
    "leave out 'two in three' and insert 'most'",
    "leave out 'notes that two in three of its readers work on weekdays, and ' and insert 'regrets '",
    "leave out 'be met from the reserve for buildings' and insert 'be met from fees'",
)
MOTION = Text(tuple(Block(f"b{n}", Kind.PARAGRAPH, words) for n, words in enumerate(_PARAGRAPHS, 1)), "en")


def council(amendments: int = 6, *, moved: bool = True) -> Evening:
    """Give an evening with a motion (m1, number 1) and amendments (a1.., letters)."""
    evening = Evening()
    town, paper = evening.town, evening.paper
    done = tabling.table_motion(town.member, paper, "Sunday opening of the library", MOTION)
    tabling.number(town.clerk, paper, done.on, "1")
    for place, notation in enumerate(islice(_notations(), amendments)):
        mover = town.members[1 + place % 5]
        operations = read_notation(publish(MOTION), notation, f"n{place}")
        on = tabling.table_amendment(mover, paper, "m1", operations).on
        tabling.number(town.clerk, paper, on, chr(65 + place))
        signing.sign(town.members[(2 + place) % 5], paper, on)
    if moved:
        debating.move(town.member, paper, "m1")
        signing.second(town.members[5], paper, "m1")
    return evening


def _notations() -> Iterator[str]:
    yield from _NOTATIONS
    for number in count(1):
        yield f"at the end, add '; and thanks committee {number} for its work'"
