"""Who voted how in a counted division, as the clerk records it from paper; and a list read into votes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.decisions import DecisionRead, decisions
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.roll_listed import members
from onevoice.chamber.refusals import NotHere

VOTES = ("aye", "no", "abstain")
_WORDS = {
    "aye": {"aye", "ayes", "yes", "y", "for", "in favour", "in favor", "pro", "ja", "+", "1", "בעד", "כן"},
    "no": {"no", "noes", "nay", "n", "against", "contra", "nein", "-", "0", "נגד", "לא"},
    "abstain": {"abstain", "abstained", "abstention", "a", "enthaltung", "נמנע", "נמנעת"},
}
_MOST_ROWS = 20_000


@dataclass(frozen=True, slots=True)
class MemberVote:
    """A member, and how they voted.

    Attributes
    ----------
    id, name : str
    vote : str
        As filled in; empty for nothing.
    recorded : str
        As it is recorded, where that is another vote; otherwise empty.
    """

    id: str
    name: str
    vote: str
    recorded: str


@dataclass(frozen=True, slots=True)
class GroupVotes:
    """Members of a group; the name is empty for those of none."""

    name: str
    members: tuple[MemberVote, ...]


@dataclass(frozen=True, slots=True)
class NamesPage:
    """The names beside a declared count.

    Attributes
    ----------
    paper : PaperRead
    number : int
        Of the decision, from 1.
    decision : DecisionRead
    groups : tuple of GroupVotes
    named : mapping of str to int
        How many ayes, noes and abstentions the names add up to.
    differs : bool
    """

    paper: PaperRead
    number: int
    decision: DecisionRead
    groups: tuple[GroupVotes, ...]
    named: Mapping[str, int]
    differs: bool


def names_page(
    assembly: models.Assembly, paper: str, number: int, typed: Mapping[str, str] | None = None
) -> NamesPage:
    """Give the names of a counted decision; with votes that were typed, those.

    Raises
    ------
    NotHere
        If there is no such decision by a count.
    """
    read = papers.paper(assembly.id, paper)
    decided = decisions(read)
    if not 1 <= number <= len(decided) or decided[number - 1].count is None:
        raise NotHere("There is no such counted decision on this paper.")
    held = recorded(paper, number)
    votes = held if typed is None else typed
    count = decided[number - 1].count
    named = {vote: sum(one == vote for one in votes.values()) for vote in VOTES}
    declared = [int(one or 0) for one in (count.ayes, count.noes, count.abstentions)] if count else []
    return NamesPage(
        paper=read,
        number=number,
        decision=decided[number - 1],
        groups=_grouped(assembly.id, votes, held),
        named=named,
        differs=bool(votes) and list(named.values()) != declared,
    )


def recorded(paper: str, number: int) -> dict[str, str]:
    """Give the votes that are recorded beside a decision, by member."""
    rows = models.NameRecorded.objects.filter(paper_id=paper, decision=number - 1)
    return dict(rows.values_list("person_id", "vote"))


def read_list(assembly: str, words: str) -> tuple[dict[str, str], tuple[str, ...]]:
    """Read a list of names and votes: one member to a row, the name or key first, the vote after it.

    Returns
    -------
    (dict, tuple of str)
        Votes by member id; and a sentence for each row that could not be read.
    """
    known: dict[str, list[str]] = {}
    rows = models.Person.objects.filter(assembly_id=assembly).exclude(name="")
    for id, name, key in rows.values_list("id", "name", "key"):  # noqa: A001 - as the column is called
        known.setdefault(_folded(name), []).append(id)
        if _folded(key) != _folded(name):
            known.setdefault(_folded(key), []).append(id)
    votes: dict[str, str] = {}
    wrong: list[str] = []
    for place, row in enumerate(_rows(words), start=1):
        cells = [cell.strip() for cell in row if cell.strip()]
        if not cells:
            continue
        vote = next(
            (one for one, said in _WORDS.items() if len(cells) > 1 and _folded(cells[-1]) in said), ""
        )
        people = known.get(_folded(" ".join(cells[:-1]))) or known.get(_folded(cells[0])) or []
        if vote and len(people) == 1:
            votes[people[0]] = vote
        elif place > 1 or people or vote:  # a heading is no row
            wrong.append(_why(place, cells, people, vote))
    return votes, tuple(wrong)


def _why(place: int, cells: list[str], people: list[str], vote: str) -> str:
    about = {"row": place, "words": ", ".join(cells)[:80]}
    if not people:
        return _("Row %(row)s: nobody of that name is on the roll (%(words)s).") % about
    if len(people) > 1:
        return _("Row %(row)s: several on the roll have that name; use the key (%(words)s).") % about
    return _("Row %(row)s: the vote is not aye, no or abstain (%(words)s).") % about if not vote else ""


def _rows(words: str) -> list[list[str]]:
    words = words.replace("\x00", "")
    lines = words.splitlines()[:_MOST_ROWS]
    marks = {mark: sum(mark in line for line in lines) for mark in ("\t", ";", ",")}
    mark = max(marks, key=lambda one: marks[one]) if lines else ","
    return list(csv.reader(io.StringIO("\n".join(lines)), delimiter=mark))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _grouped(assembly: str, votes: Mapping[str, str], held: Mapping[str, str]) -> tuple[GroupVotes, ...]:
    """Give members by the groups of the roll's first column; who voted and is no member any more too."""
    listed = {one.id: one.name for one in members(assembly)}
    gone = models.Person.objects.filter(assembly_id=assembly, pk__in=set(votes) - set(listed))
    listed |= {one.id: one.name or _("(name erased)") for one in gone}
    rows = models.Affiliation.objects.filter(person__assembly_id=assembly).order_by("pk")
    first = rows.values_list("column", flat=True).first()
    group = dict(rows.filter(column=first).values_list("person_id", "name")) if first else {}
    found: dict[str, list[MemberVote]] = {}
    for id, name in listed.items():  # noqa: A001 - as the column is called
        vote, other = votes.get(id, ""), held.get(id, "")
        one = MemberVote(id, name, vote, other if other != vote else "")
        found.setdefault(group.get(id, ""), []).append(one)
    return tuple(
        GroupVotes(name, tuple(found[name])) for name in sorted(found, key=lambda one: (not one, one))
    )
