"""The demonstration's chamber: the invented assembly in mid-debate, set up by the same acts as any other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from onevoice.assembly.sounding import Response, RollCall
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import Change, Insert, Operation
from onevoice.chamber import models
from onevoice.chamber.acts import (
    accounts,
    answers,
    debating,
    founding,
    materials,
    recording,
    rolls,
    signing,
    sittings,
    tabling,
)
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.questions import questions
from onevoice.cli.demo_assembly import ASSOCIATIONS, COMMUNITIES, PAPER, PARTIES

SLUG = "tamarel"
NAME = "The Assembly of Tamarel"
_ADMINISTRATOR = Doer(roles=frozenset({Role.VISITOR, Role.ADMINISTRATOR}))
_CLERK, _CHAIR = (
    rolls.RollEntry(key="clerk", name="Clerk of the Assembly", is_member=False, is_clerk=True),
    rolls.RollEntry(key="chair", name="Speaker of the Assembly", is_member=False, is_chair=True),
)
_SIGNATORIES = 5  # with each text
_FERRY = (
    "That the ferry at Low Quay run until midnight on market days.",
    "That the harbour dues of one season pay for it.",
)


@dataclass(frozen=True, slots=True)
class _Cast:
    """Who acts: the officers, the members by group, and everybody's id by key."""

    clerk: Doer
    chair: Doer
    of: dict[str, list[Doer]]
    people: dict[str, str]

    def both(self, n: int) -> list[Doer]:
        """Give members of both communities in turn."""
        pairs = zip(*(self.of[f"community:{name}"] for name in COMMUNITIES), strict=False)
        return [one for pair in pairs for one in pair][:n]


def seed(calls: RollCall, report: Path) -> None:
    """Set the invented assembly up, to the middle of its debate.

    Parameters
    ----------
    calls : RollCall
        Its members and groups.
    report : path
        The report on its answers, to be linked from its pages.
    """
    assembly = founding.found_assembly(_ADMINISTRATOR, SLUG, NAME, "commons", is_demo=True)
    cast = _enrol(replace(_ADMINISTRATOR, assembly=assembly.id), calls)
    bridge = founding.open_paper(cast.clerk, "The bridge at Sarn").on
    ferry = founding.open_paper(cast.clerk, "The late ferry").on
    now = datetime.now(UTC)
    sitting = sittings.call_sitting(
        cast.clerk, "Autumn sitting", now, "The Long Hall", 40, (ferry, bridge)
    ).on
    title = "Where the Assembly stands on the bridge at Sarn"
    materials.link_material(cast.clerk, title, report, "text/html", paper=bridge)
    motion, amendments = _table_bridge(cast, bridge)
    plain = _table_ferry(cast, ferry)
    sittings.open_sitting(cast.chair, sitting, present=126)
    _decide_ferry(cast, ferry, plain)
    _give_answers(cast, bridge, calls)
    accounts.work_out(cast.clerk, bridge)  # the job process takes it up when it starts
    debating.move(cast.of[f"community:{COMMUNITIES[0]}"][0], bridge, motion)
    debating.begin_debate(cast.chair, bridge)
    for member in cast.both(120)[98:][:4]:  # more names from both sides
        signing.sign(member, bridge, amendments[-1])


def _enrol(administrator: Doer, calls: RollCall) -> _Cast:
    declared = {one.id: (one.column, one.name) for one in calls.groups}
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for membership in calls.memberships:
        groups[membership.member].append(declared[membership.group])
    entries = tuple(
        rolls.RollEntry(key=one.id, name=one.name, groups=tuple(groups[one.id])) for one in calls.members
    )
    rolls.import_roll(administrator, (_CLERK, _CHAIR, *entries))
    people = {one.key: one for one in models.Person.objects.filter(assembly_id=administrator.assembly)}
    of: dict[str, list[Doer]] = defaultdict(list)
    for entry in entries:
        for column, name in entry.groups:
            of[f"{column}:{name}"].append(_doer(people[entry.key], Role.MEMBER))
    ids = {key: one.id for key, one in people.items()}
    return _Cast(_doer(people["clerk"], Role.CLERK), _doer(people["chair"], Role.CHAIR), of, ids)


def _doer(person: models.Person, role: Role) -> Doer:
    return Doer(person.assembly_id, person.id, frozenset({Role.VISITOR, role}))


def _table_bridge(cast: _Cast, paper: str) -> tuple[str, list[str]]:
    """Table the motion and its three amendments, with signatures, and number them."""
    words = {clause.id: clause.text for clause in PAPER}
    blocks = tuple(
        Block(clause.slot, Kind.CLAUSE, clause.text, number=f"({place})")
        for place, clause in enumerate((one for one in PAPER if one.source == "motion as tabled"), start=1)
    )
    text = Text(blocks, "en")
    sides = [cast.of[f"community:{name}"] for name in COMMUNITIES]
    friends = [cast.of[f"association:{name}"] for name in ASSOCIATIONS]
    motion = tabling.table_motion(sides[0][0], paper, "The bridge at Sarn", text).on
    tabling.number(cast.clerk, paper, motion, "1")
    c_clauses = {"opening": "C.1", "call": "C.2", "inquiry": "C.3"}
    after_last = text.blocks[-1]
    drafts: list[tuple[Doer, list[Doer], tuple[Operation, ...]]] = [
        (
            sides[1][0],
            sides[1][1:],
            _reworded(text, words, {"opening": "A.1", "call": "A.2", "inquiry": "A.3"}),
        ),
        (cast.of[f"party:{PARTIES[2]}"][0], sides[0][20:], _reworded(text, words, {"report": "B.1"})),
        (
            friends[0][3],
            [one for pair in zip(friends[1][3:], friends[0][4:], strict=False) for one in pair],
            (
                *_reworded(text, words, c_clauses),
                Insert(
                    after_last.id, after_last.hash, (Block("aid", Kind.CLAUSE, words["C.4"], number="(5)"),)
                ),
            ),
        ),
    ]
    tabled = []
    for letter, (mover, others, operations) in zip("ABC", drafts, strict=True):
        amendment = tabling.table_amendment(mover, paper, motion, operations).on
        once = {one.person: one for one in others if one.person != mover.person}  # some are friends of both
        for member in list(once.values())[:_SIGNATORIES]:
            signing.sign(member, paper, amendment)
        tabling.number(cast.clerk, paper, amendment, letter)
        tabled.append(amendment)
    return motion, tabled


def _reworded(text: Text, words: dict[str, str], clauses: dict[str, str]) -> tuple[Operation, ...]:
    """Put a clause in the place of each of these blocks' words."""
    return tuple(
        Change(
            block,
            text.block(block).hash,
            0,
            len(text.block(block).words),
            Block(clause, Kind.CLAUSE, words[clause]),
        )
        for block, clause in clauses.items()
    )


def _table_ferry(cast: _Cast, paper: str) -> str:
    mover, second = cast.both(2)
    text = Text(
        tuple(Block(f"b{n}", Kind.CLAUSE, words, number=f"({n})") for n, words in enumerate(_FERRY, 1)), "en"
    )
    motion = tabling.table_motion(mover, paper, "The late ferry", text).on
    signing.sign(second, paper, motion)
    tabling.number(cast.clerk, paper, motion, "1")
    return motion


def _decide_ferry(cast: _Cast, paper: str, motion: str) -> None:
    """Decide the plain motion by a division, with the names recorded on paper."""
    debating.move(cast.both(1)[0], paper, motion)
    debating.put(cast.chair, paper)
    debating.divide(cast.chair, paper)
    voting = cast.both(124)
    votes = {one.person: "no" if place % 3 == 2 else "aye" for place, one in enumerate(voting)}
    ayes = sum(1 for vote in votes.values() if vote == "aye")
    debating.declare(cast.chair, paper, ayes=ayes, noes=len(votes) - ayes)
    recording.record_names(cast.clerk, paper, 0, votes)


def _give_answers(cast: _Cast, paper: str, calls: RollCall) -> None:
    """Give in the answers to each clause, and to a whole what most of its clauses were answered."""
    read = papers.paper(cast.clerk.assembly, paper)
    every = questions(read)
    asked = {one.id: one.digest for one in every}
    sources = {"motion": "m1", "A": "a1", "B": "a2", "C": "a3"}
    by_words = {(one.on, one.words): one.id for one in every if one.is_part}
    part = {clause.id: by_words.get((sources[clause.id.split(".")[0]], clause.text)) for clause in PAPER}
    said: dict[str, dict[str, Response]] = defaultdict(dict)
    rows = zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True)
    for member, proposition, response in rows:
        question = part[calls.propositions[proposition].id]
        if question:
            said[calls.members[member].id][question] = Response(response)
    for own in said.values():
        for whole in sources.values():
            votes = [int(response) for one, response in own.items() if one.startswith(f"{whole}:")]
            if votes:
                balance = sum(votes)
                own[whole] = Response((balance > 0) - (balance < 0))
    answers.give_answers(
        cast.clerk,
        paper,
        {
            cast.people[key]: {one: (asked[one], response) for one, response in own.items()}
            for key, own in said.items()
        },
    )
