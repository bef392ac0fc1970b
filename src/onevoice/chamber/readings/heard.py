"""What an assembly has said of a paper, as a roll call: responses, and votes that were recorded by name.

A signature alone is no answer: who signs agrees, but who does not was not asked. Beside answers of others it
counts as its owner's, where they gave none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.stages import Form
from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Answers, Kind, Proposition, Response, RollCall
from onevoice.chamber import models
from onevoice.chamber.acts.standing import is_member
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import Question, questions

Cells = dict[tuple[str, str], Response]
"""Member and question to answer."""

_VOTES = {"aye": Response.AGREE, "no": Response.DISAGREE, "abstain": Response.PASS}
_ON_A_TEXT = {Form.MAIN, Form.AMENDMENT}


@dataclass(frozen=True, slots=True)
class Heard:
    """What is known of a paper.

    Attributes
    ----------
    calls : RollCall
        Propositions are the questions that somebody answered. Private, if a response is among the answers.
    questions : tuple of Question
        All of them.
    asked : frozenset of str
        Ids of those that somebody answered, beyond signing.
    responses, votes, signatures : int
        Answers that count, by where they come from.
    outdated : int
        Responses to words that have changed since; they do not count.
    """

    calls: RollCall
    questions: tuple[Question, ...]
    asked: frozenset[str]
    responses: int
    votes: int
    signatures: int
    outdated: int


def heard(read: PaperRead, assembly: str) -> Heard:
    """Gather what is known of a paper.

    Parameters
    ----------
    read : PaperRead
    assembly : str
        Its assembly's id.
    """
    every = questions(read)
    people = [one for one in models.Person.objects.filter(assembly_id=assembly) if is_member(one)]
    members = {one.id for one in people}
    given, outdated = _responses(read.id, {one.id: one for one in every}, members)
    voted = _votes(read, {one.id for one in every}, members)
    asked = {question for _, question in (*given, *voted)}
    signed = dict.fromkeys(_signed(read.debate, asked, members), Response.AGREE)
    cells: Cells = {**signed, **given, **voted}
    own = {cell for cell in signed if cell not in given and cell not in voted}
    return Heard(
        calls=_roll_call(read, people, [one for one in every if one.id in asked], cells, private=bool(given)),
        questions=every,
        asked=frozenset(asked),
        responses=len(given.keys() - voted.keys()),
        votes=len(voted),
        signatures=len(own),
        outdated=outdated,
    )


def _responses(paper: str, known: Mapping[str, Question], members: set[str]) -> tuple[Cells, int]:
    """Give the responses to words as they now are, and count the others."""
    rows = models.Response.objects.filter(paper_id=paper)
    found: Cells = {}
    outdated = 0
    for person, question, words, response in rows.values_list("person_id", "question", "words", "response"):
        asked = known.get(question)
        if person not in members:
            continue
        if asked is None or asked.digest != words:
            outdated += 1
        else:
            found[person, question] = Response(response)
    return found, outdated


def _votes(read: PaperRead, known: set[str], members: set[str]) -> Cells:
    """Give the votes recorded by name in questions on one text; where it was decided twice, the later."""
    on = {
        place: decision.on[0]
        for place, decision in enumerate(read.debate.decisions)
        if decision.form in _ON_A_TEXT and len(decision.on) == 1 and decision.on[0] in known
    }
    rows = models.NameRecorded.objects.filter(paper_id=read.id, decision__in=on).order_by("decision")
    return {
        (person, on[decision]): _VOTES[vote]
        for person, decision, vote in rows.values_list("person_id", "decision", "vote")
        if person in members
    }


def _signed(debate: Debate, asked: set[str], members: set[str]) -> Iterable[tuple[str, str]]:
    listed: list[Motion | Amendment] = [one.motion for one in debate.motions]
    listed += [one.amendment for one in debate.amendments]
    for one in listed:
        if one.id in asked:
            for member in dict.fromkeys((one.mover, *(signature.member for signature in one.signatures))):
                if member in members:
                    yield member, one.id


def _roll_call(
    read: PaperRead, people: list[models.Person], asked: list[Question], cells: Cells, *, private: bool
) -> RollCall:
    """Write it all as a roll call; what members are called stays out of it."""
    member = {one.id: place for place, one in enumerate(people)}
    question = {one.id: place for place, one in enumerate(asked)}
    rows = models.Affiliation.objects.filter(person__in=people).order_by("pk")
    belongs = [(one.person_id, Group(one.column, one.name), one.since, one.until) for one in rows]
    memberships = (
        Membership(
            person, group.id, since.isoformat() if since else None, until.isoformat() if until else None
        )
        for person, group, since, until in belongs
    )
    return RollCall(
        kind=Kind.SOUNDING if private else Kind.DIVISION,
        title=read.title,
        has_roll=True,
        members=tuple(Member(one.id) for one in people),
        propositions=tuple(_proposition(one) for one in asked),
        answers=Answers.from_rows(
            (member[who], question[what], int(response)) for (who, what), response in sorted(cells.items())
        ),
        groups=tuple(dict.fromkeys(group for _, group, _, _ in belongs)),
        memberships=tuple(dict.fromkeys(memberships)),
    )


def _proposition(question: Question) -> Proposition:
    fields = (("optional", "yes"),) if question.optional else ()
    return Proposition(
        question.id,
        question.words or question.label,
        slot=question.slot,
        source=question.on,
        words=len(question.words.split()) or None,
        fields=fields,
    )
