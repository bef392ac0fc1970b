"""What the job process works out of a paper, from the acts of members to the account."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from chamber.accounts import finish, read, said
from chamber.evenings import Evening, adds, leaves_out
from onevoice.assembly.motion import Clause
from onevoice.assembly.sounding import Response
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import AddAtEnd
from onevoice.chamber import models, working_out
from onevoice.chamber.acts import answers, compositing, inviting, rolls, signing, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.acts.permissions import Role
from onevoice.chamber.readings import accounts as told
from onevoice.chamber.readings.questions import questions
from onevoice.chamber.working_out import worked_out
from onevoice.errors import SettingsError

pytestmark = pytest.mark.usefixtures("chamber")
AGREE, DISAGREE, PASS = Response.AGREE, Response.DISAGREE, Response.PASS
PARTIES = ("Red", "Blue", "Green")
EACH = 8


def assembled(pack: str) -> tuple[Evening, dict[str, list[Doer]]]:
    """Give an evening of three parties, and their members."""
    e = Evening(pack)
    entries = [
        rolls.RollEntry(f"{party}{n}", f"{party} {n}", (("party", party),))
        for party in PARTIES
        for n in range(EACH)
    ]
    rolls.import_roll(e.town.clerk, tuple(entries))
    people = {one.key: one.id for one in models.Person.objects.filter(assembly=e.town.assembly)}
    roles = frozenset({Role.VISITOR, Role.MEMBER})
    return e, {
        party: [Doer(e.town.assembly.id, people[f"{party}{n}"], roles) for n in range(EACH)]
        for party in PARTIES
    }


@dataclass(frozen=True)
class Answered:
    """A paper whose questions were answered, and what was worked out of it."""

    e: Evening
    parties: dict[str, list[Doer]]
    result: dict[str, Any]
    account: dict[str, Any]


def answered(e: Evening, parties: dict[str, list[Doer]], *, parts: bool = True) -> None:
    """Have two thirds of the members answer: each text is agreed by two parties, by one of them whole."""
    by_question: dict[str, dict[Doer, Response]] = {}
    for j, one in enumerate(one for one in questions(read(e)) if parts or not one.is_part):
        for p, members in enumerate(parties.values()):
            for n, member in enumerate(members):
                if (n + j) % 3:
                    likes = (p + j) % 3 == 0 or ((p + j) % 3 == 1 and n % 2 == 0)
                    response = PASS if (n + 2 * j) % 7 == 0 else AGREE if likes else DISAGREE
                    by_question.setdefault(one.id, {})[member] = response
    answers.give_answers(e.town.clerk, e.paper, said(e, by_question))


@pytest.fixture(scope="module")
def conference(chamber: Path) -> Answered:  # noqa: ARG001 - the tables must be there
    """Give a conference with two motions, amendments to both and a composite, answered, and its account."""
    e, parties = assembled("conference")
    reds, blues, greens = parties.values()
    on, other = e.motion(reds[0]), e.motion(blues[0])
    new = AddAtEnd(inserted=(Block("x", Kind.PARAGRAPH, "And that parks be lit."),))
    for mover, operations in ((blues[1], (new,)), (reds[1], adds(" in winter")), (greens[1], adds(" now"))):
        e.amendment(on, mover, operations)
    for mover, motion, number in ((greens[0], on, 1), (reds[2], other, 0)):
        asked = tabling.ask_separate_vote(mover, e.paper, motion, leaves_out(e.debate, motion, number)).on
        tabling.number(e.town.clerk, e.paper, asked, asked)
    blocks = tuple(e.debate.motion(one).text.blocks[n] for n, one in enumerate((on, other)))
    clauses = tuple(
        Clause(f"k{n}", one, block.words, ((block.id, 0, 4),))
        for n, (one, block) in enumerate(zip((on, other), blocks, strict=True))
    )
    compositing.compose(reds[0], e.paper, "", replace(e.debate.motion(on).text, blocks=blocks), clauses)
    answered(e, parties)
    result = worked_out(e.paper)
    finish(e.paper, result)
    return Answered(e, parties, result, json.loads(result["account"]))


def test_the_account_is_of_every_question_that_was_asked(conference):
    """Texts and parts are those of the paper, in these words; both motions have a composite of their own."""
    e, account = conference.e, conference.account
    every = questions(read(e))
    assert [(one["id"], one["words"]) for one in account["texts"]] == [
        (one.id, one.digest) for one in every if not one.is_part
    ]
    assert [(one["id"], one["slot"], one["motion"]) for one in account["parts"]] == [
        (one.id, one.slot, one.motion) for one in every if one.is_part
    ]
    assert (account["version"], account["public"]) == (e.row.version, False)
    assert account["known"]["responses"] == models.Response.objects.filter(paper_id=e.paper).count()
    assert {*account["composites"]} == {"m1", "m2"}
    for motion, composite in account["composites"].items():
        places = {one["slot"] for one in account["parts"] if one["motion"] == motion}
        assert {one["slot"] for one in composite["wording"]} <= places
        assert composite["assumption"] is True


def test_a_wording_that_cannot_be_judged_leaves_the_rest_of_the_account(conference, monkeypatch):
    """Where one motion has no composite, texts, parts and selection are told all the same."""
    composed = working_out.compose

    def refused(analysis, *, demands, budget):
        if demands.tabled == "m1":
            raise SettingsError("No wording can be judged.")
        return composed(analysis, demands=demands, budget=budget)

    monkeypatch.setattr(working_out, "compose", refused)
    account = json.loads(worked_out(conference.e.paper)["account"])
    assert {*account["composites"]} == {"m2"}
    assert {**account, "composites": None} == {**conference.account, "composites": None}


def test_its_keys_are_those_of_the_page_on_methods(conference):
    """docs/methods/account.md names every key of the account, of its texts and of its parts."""
    page = (Path(__file__).parents[3] / "docs" / "methods" / "account.md").read_text(encoding="utf-8")
    account = conference.account
    keys = {*account, *account["known"], *account["basis"]}
    keys = keys.union(*(one for part in ("texts", "parts", "groups") for one in account[part]))
    assert {one for one in keys if f"`{one}`" not in page} == set()


def test_the_same_paper_gives_the_same_bytes(conference):
    """Worked out again, everything is as it was; the digest is of the text, and the text is plain JSON."""
    assert worked_out(conference.e.paper) == conference.result
    text = conference.result["account"]
    assert conference.result["digest"] == hashlib.sha256(text.encode()).hexdigest()
    assert told.latest(conference.e.paper).ready.text == text


def test_nobody_is_in_the_account(conference):
    """The account holds no id and no name of anybody: who could be asked stands beside it, for the asking."""
    text = conference.result["account"]
    people = models.Person.objects.filter(assembly=conference.e.town.assembly)
    assert not [one.id for one in people if one.id in text]
    assert not [one.name for one in people if one.name in text]
    asked = {one["id"]: one["could_ask"] for one in conference.account["texts"]}
    assert all(isinstance(size, int) for rows in asked.values() for _, _, size in rows)
    assert {*conference.result["could_ask"]} == {*asked}


def test_who_could_be_asked_is_of_no_signers_group_and_said_nothing_else(conference):
    """Of a text that a Red moves, likely are Blues and Greens alone, and none who disagreed or passed."""
    e, parties = conference.e, conference.parties
    group = {one.person: party for party, members in parties.items() for one in members}
    said_no = {
        (who, on)
        for who, on, response in models.Response.objects.filter(paper_id=e.paper).values_list(
            "person_id", "question", "response"
        )
        if response != AGREE
    }
    debate = e.debate
    for on, likely in conference.result["could_ask"].items():
        listed = debate.listed(on)
        if listed is None:  # a composite, which nobody has signed
            assert likely == []
            continue
        mover = getattr(listed, "motion", getattr(listed, "amendment", None)).mover
        assert {group.get(one) for one in likely} <= {*PARTIES} - {group[mover]} | {None}
        assert not {(one, on) for one in likely} & said_no
    assert any(conference.result["could_ask"].values())


def test_the_mover_has_exactly_these_asked(conference):
    """Asking puts the question to all who are likely to sign, and to nobody else."""
    e = conference.e
    on = next(one.id for one in e.debate.amendments if conference.result["could_ask"][one.id])
    mover = Doer(e.town.assembly.id, e.debate.amendment(on).amendment.mover, frozenset({Role.MEMBER}))
    inviting.invite(mover, e.paper, on)
    asked = models.Invitation.objects.filter(paper_id=e.paper, on=on)
    assert {one.person_id for one in asked} == {*conference.result["could_ask"][on]}


def test_what_is_selected_could_be_and_is_no_more_than_the_rules_allow(conference):
    """The conference's three places hold amendments on the paper; those whose words clash do not meet."""
    selection = conference.account["selection"]
    selected = [one["id"] for one in selection["selected"]]
    assert (selection["k"], selection["cap"]) == (3, 3)
    assert len(selected) <= 3
    assert {*selected} <= {one.id for one in conference.e.debate.amendments}
    assert not any({*pair} <= {*selected} for pair in selection["clashes"])


@pytest.mark.parametrize(
    ("pack", "places", "cap", "k"),
    [
        ("commons_address", None, 4, 4),
        ("commons_address", 9, 4, 4),
        ("commons", None, None, 2),
        ("scotland", 2, 0, 0),
    ],
)
def test_the_rules_say_how_many_places_there_are(pack, places, cap, k):
    """The pack's cap limits what is asked for; without one it is half; where nothing is selected, nothing."""
    e, parties = assembled(pack)
    reds, blues, greens = parties.values()
    on = e.motion(reds[0])
    for mover, words in (
        (reds[1], " now"),
        (blues[1], " soon"),
        (greens[1], " in May"),
        (greens[2], " in all"),
    ):
        e.amendment(on, mover, adds(words))
    answered(e, parties, parts=False)
    account = json.loads(worked_out(e.paper, places)["account"])
    assert account["composites"] == {}
    if not k:
        assert account["selection"] is None
    else:
        assert (account["selection"]["k"], account["selection"]["cap"]) == (k, cap)


def test_where_nobody_answered_the_reason_is_given():
    """Without an answer, or with signatures alone, there is no account but a sentence."""
    e = Evening()
    on = e.motion()
    signing.sign(e.town.members[1], e.paper, on)
    result = worked_out(e.paper)
    assert (result["account"], result["digest"], result["could_ask"]) == ("", "", {})
    assert "Nobody has answered" in result["why_not"]
    answers.give_answers(e.town.clerk, e.paper, said(e, {on: {e.town.members[1]: AGREE}}))
    lone = worked_out(e.paper)
    assert bool(lone["account"]) is not bool(lone["why_not"])
