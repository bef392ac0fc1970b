"""A council in mid-debate to look at: names and words as they come, long ones and Hebrew ones too."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from chamber.assemblies import ADMINISTRATOR
from chamber.documents import document, ready
from onevoice.assembly.motion import Clause
from onevoice.assembly.sounding import Response
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert
from onevoice.chamber import models
from onevoice.chamber.acts import (
    accounts,
    answers,
    compositing,
    debating,
    drafting,
    founding,
    keys,
    marshalling,
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

NAMES = (
    ("Aldous Finch", "Harbour Independents"),
    ("Beatrix Oyelaran-Featherstonehaugh", "Harbour Independents"),
    ("Conrad Idle", "Harbour Independents"),
    ("דנה לוינסון", "Hill Ward Residents' Association"),
    ("Edith Marlow", "Hill Ward Residents' Association"),
    ("Farid Nazari", "Hill Ward Residents' Association"),
    ("Greta Solheim", "Green Quays"),
)
MOTION = (
    ("h", Kind.HEADING, "", "The library, the pool and the quay"),
    ("b1", Kind.CLAUSE, "1.", "That the library on Market Street open on Sundays from ten until four."),
    ("b2", Kind.CLAUSE, "2.", "That the outdoor pool be heated from May until September, for at most £900."),
    ("b3", Kind.CLAUSE, "3.", "That parking on the Long Quay be free on market days."),
    ("b4", Kind.LIST_ENTRY, "(a)", "for visitors, for two hours;"),
    ("b5", Kind.LIST_ENTRY, "(b)", "for traders who hold a stall, all day."),
)  # fmt: skip
CONFERENCE = (
    "That this conference asks for a night bus on every line.",
    "That this conference asks for fares that a family can pay.",
)
HEBREW = (
    ("b1", Kind.CLAUSE, "1.", "שהמועצה תקיים יריד חקלאים בכל יום שישי ברחבת הנמל."),
    ("b2", Kind.CLAUSE, "2.", "שדמי הדוכן יהיו 40 ₪ ליום, והם יוקדשו לשיפוץ הרחבה."),
)


@dataclass(frozen=True)
class Council:
    """What was set up: who acts, and ids to put into addresses."""

    slug: str
    clerk: Doer
    chair: Doer
    members: tuple[Doer, ...]
    ids: dict[str, str]

    def doer(self, role: Role) -> Doer | None:
        """Give somebody who holds a role; None for a visitor."""
        held = {Role.CLERK: self.clerk, Role.CHAIR: self.chair, Role.MEMBER: self.members[0]}
        return held.get(role)


def make_council(*, is_demo: bool = False) -> Council:
    """Set a council up, to the middle of an evening."""
    slug = f"ashford-{secrets.token_hex(3)}"
    name = "Ashford Vale Town Council"
    assembly = founding.found_assembly(
        ADMINISTRATOR, slug, name, "uk_council", time_zone="Europe/London", is_demo=is_demo
    )
    clerk, chair, members = _enrol(assembly)
    paper = founding.open_paper(clerk, "The library, the pool and the quay").on
    market = founding.open_paper(clerk, "יריד החקלאים בנמל").on
    founding.open_paper(clerk, "Any other business").on  # noqa: B018 - an empty paper is a state too
    starts = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
    sitting = sittings.call_sitting(
        clerk, "November sitting", starts, "The Old Corn Hall", 4, (market, paper)
    ).on
    motion, amendments = _table(clerk, members, paper)
    fair = _table_market(clerk, members, market)
    sittings.open_sitting(chair, sitting, 7)
    for one in members[:5]:
        sittings.arrive(one, sitting)
    _decide_market(clerk, chair, members, market, fair)
    debating.move(members[0], paper, motion)
    signing.second(members[1], paper, motion)
    debating.begin_debate(chair, paper)
    _account(clerk, members, paper)
    draft = drafting.keep_draft(members[0], paper, "text", "That the lamps be lit.", title="Lamps").on
    token = keys.issue_key(clerk, members[6].person).token
    ids = {
        "assembly": slug,
        "paper": paper,
        "decided": market,
        "sitting": sitting,
        "motion": motion,
        "text": motion,
        "amendment": amendments[0],
        "draft": draft,
        "person": members[2].person,
        "token": token,
        "number": "1",
        "sequence": str(models.Entry.objects.filter(assembly=assembly).count()),
    }
    ids["conference"], ids["composite"] = _compose(clerk, members)
    return Council(slug, clerk, chair, members, ids)


def _account(clerk: Doer, members: tuple[Doer, ...], paper: str) -> None:
    """Have members asked; publish an account, with a later one ready beside it, and ask about more since."""
    asked = [one for one in questions(papers.paper(clerk.assembly, paper)) if one.id != "a3"]
    given = {one.id: (one.digest, Response.AGREE) for one in asked[:3]}
    answers.give_answers(clerk, paper, dict.fromkeys((one.person for one in members[:5]), given))
    groups = tuple(dict.fromkeys(f"party:{group}" for _name, group in NAMES))
    sides = (
        ((0.7, 0.8, 0.9), (0.6, 0.6, 0.8)),
        ((0.7, 0.8, 0.9), (0.1, 0.2, 0.3)),
        ((0.3, 0.5, 0.7), (0, 0, 0.1)),
    )
    for turned in (0, 1):
        shares = {
            one.id: {group: sides[(place + turned) % 3][side % 2] for side, group in enumerate(groups)}
            for place, one in enumerate(asked)
        }
        digest = ready(paper, document(paper, shares, groups))
        if not turned:
            accounts.publish_account(clerk, paper, digest)


def _enrol(assembly: models.Assembly) -> tuple[Doer, Doer, tuple[Doer, ...]]:
    administrator = Doer(assembly.id, "", ADMINISTRATOR.roles | {Role.CLERK})
    officers = (
        rolls.RollEntry("clerk", "Clarissa Penhaligon", is_member=False, is_clerk=True),
        rolls.RollEntry("chair", "Tobias Wren", is_chair=True),
    )
    members = tuple(
        rolls.RollEntry(f"m{n}", name, (("party", group),)) for n, (name, group) in enumerate(NAMES, 1)
    )
    rolls.import_roll(administrator, (*officers, *members))
    people = {one.key: one.id for one in models.Person.objects.filter(assembly=assembly)}

    def doer(key: str, *roles: Role) -> Doer:
        return Doer(assembly.id, people[key], frozenset({Role.VISITOR, *roles}))

    every = tuple(doer(one.key, Role.MEMBER) for one in members)
    return doer("clerk", Role.CLERK), doer("chair", Role.CHAIR, Role.MEMBER), every


def _compose(clerk: Doer, members: tuple[Doer, ...]) -> tuple[str, str]:
    """Open a paper under rules that know composites, with one that waits for a yes."""
    paper = founding.open_paper(clerk, "Conference motions", pack="conference").on
    texts = [_text((("b1", Kind.CLAUSE, "", words),), "en") for words in CONFERENCE]
    sources = []
    for place, (mover, text) in enumerate(zip(members, texts, strict=False), 1):
        motion = tabling.table_motion(mover, paper, f"Conference motion {place}", text).on
        tabling.number(clerk, paper, motion, str(place))
        sources.append(Clause(f"k{place}", motion, CONFERENCE[place - 1], (("b1", 0, 4),)))
    both = _text(tuple((f"c{n}", Kind.CLAUSE, "", words) for n, words in enumerate(CONFERENCE)), "en")
    return paper, compositing.compose(clerk, paper, "", both, tuple(sources)).on


def _text(blocks: tuple[tuple[str, Kind, str, str], ...], language: str) -> Text:
    drawn = tuple(
        Block(name, kind, words, 1 if kind in {Kind.HEADING, Kind.LIST_ENTRY} else 0, number)
        for name, kind, number, words in blocks
    )
    return Text(drawn, language)


def _table(clerk: Doer, members: tuple[Doer, ...], paper: str) -> tuple[str, list[str]]:
    text = _text(MOTION, "en")
    motion = tabling.table_motion(members[0], paper, "The library, the pool and the quay", text).on
    tabling.number(clerk, paper, motion, "1")
    for one in members[1:4]:
        signing.sign(one, paper, motion)
    recording.publish_version(clerk, paper, motion)
    sundays = text.block("b1")
    start = sundays.words.index("Sundays")
    pool = text.block("b2")
    drawn = (
        (Change("b1", sundays.hash, start, start + 7, Block("x1", Kind.CLAUSE, "Saturdays and Sundays")),),
        (Change("b1", sundays.hash, start, start + 7, Block("x2", Kind.CLAUSE, "every day")),),
        (Insert("b2", pool.hash, (Block("x3", Kind.CLAUSE, "That swimming be free for children under twelve, "
                "and for whoever brings a child.", 0, "2A."),)),),
        (AddAtEnd(inserted=(Block("x4", Kind.CLAUSE, "That all of this be reviewed in a year.", 0, "4."),)),),
    )  # fmt: skip
    tabled = []
    for letter, mover, operations in zip("ABCD", members[2:6], drawn, strict=True):
        one = tabling.table_amendment(mover, paper, motion, operations).on
        signing.sign(members[6], paper, one)
        if letter != "D":
            tabling.number(clerk, paper, one, letter)
        tabled.append(one)
    marshalling.group(clerk, paper, "hours", (tabled[0], tabled[1]), "Opening hours")
    return motion, tabled


def _table_market(clerk: Doer, members: tuple[Doer, ...], paper: str) -> str:
    motion = tabling.table_motion(members[3], paper, "יריד החקלאים", _text(HEBREW, "he")).on
    tabling.number(clerk, paper, motion, "2")
    return motion


def _decide_market(clerk: Doer, chair: Doer, members: tuple[Doer, ...], paper: str, motion: str) -> None:
    debating.move(members[3], paper, motion)
    signing.second(members[4], paper, motion)
    debating.put(chair, paper)
    debating.divide(chair, paper)
    debating.declare(chair, paper, 5, 2)
    votes = {one.person: "aye" if place < 5 else "no" for place, one in enumerate(members)}
    recording.record_names(clerk, paper, 0, votes)
