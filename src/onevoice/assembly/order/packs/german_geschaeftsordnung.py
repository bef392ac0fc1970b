"""German councils and conferences: the further-reaching is put first, as a person ranks it."""

from __future__ import annotations

from onevoice.assembly.division import Majority, Names, Tie, VotingRules
from onevoice.assembly.messages import Message
from onevoice.assembly.order.calling import by_notice, by_ranking
from onevoice.assembly.order.clashing import clusters
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.events import Group, Judge, Put
from onevoice.assembly.order.falling import narrower
from onevoice.assembly.order.pack import (
    Called,
    Check,
    Dividing,
    EnBloc,
    Falls,
    Leave,
    Matter,
    Pack,
    Pending,
    Procedure,
    TakingOver,
)
from onevoice.assembly.order.paper import bloc_of
from onevoice.assembly.order.rulebook import GENERAL, rules
from onevoice.assembly.order.rulings import Rule
from onevoice.assembly.order.stages import WAITING, Form, Outcome
from onevoice.assembly.wording.operations import ReplaceWhole

_MODEL = "Rheinland-Pfalz, Mustergeschäftsordnung"

_OWN = (
    Rule(
        "§ 23(3)",
        "A majority of the votes decides; abstentions do not count, and a tie rejects.",
        f"{_MODEL} § 23(3)",
    ),
    Rule(
        "G8a", "What was moved is withdrawn by its mover alone, until it is voted on.", "practice", guess=True
    ),
)


def _stands_alone(debate: Debate, listed: ListedAmendment) -> bool:
    return listed.stage in WAITING and bloc_of(debate, listed.id) is None


def _whole(listed: ListedAmendment) -> bool:
    return any(isinstance(one, ReplaceWhole) for one in listed.operations)


def _rivals(debate: Debate) -> tuple[tuple[str, ...], ...]:
    """Give the sets of amendments that contend for the same words: a person ranks them (G2).

    Alternatives to the whole text come first in any case (G6), and are ranked among themselves.
    """
    waiting = [one for one in debate.amendments if _stands_alone(debate, one)]
    alike: dict[tuple[str, bool], list[str]] = {}
    for one in waiting:
        alike.setdefault((one.amendment.target, _whole(one)), []).append(one.id)
    return tuple(rivals for ids in alike.values() for rivals in clusters(debate, ids))


def _alternatives_first(debate: Debate, on: tuple[str, ...]) -> tuple[Called, ...]:
    """Call alternatives to the whole text first, then the others by number or notice (G6)."""
    wholes = {one for one in on if _whole(debate.amendment(one))}
    turns = by_notice("G2")(debate, on)
    first = (Called(one.id, "G6", Message.of("whole-text-first", text=one.id)) for one in turns)
    return (
        *(one for one in first if one.id in wholes),
        *(one for one in turns if one.id not in wholes),
    )


def _settled_by_council(debate: Debate, event: Judge) -> Message | None:
    """Say whether the council has decided already what somebody else would judge again (G4)."""
    about = (one for one in reversed(debate.judgements) if one.matter == event.matter)
    latest = next((one for one in about if {*one.on} == {*event.on}), None)
    if latest is None or latest.by != "assembly" or event.by == "assembly":
        return None
    return Message.of("settled-by-council", reason=latest.reason)


def _amendments_wait(debate: Debate, _event: Put) -> Message | None:
    """Say whether the motion would be put while amendments to it still wait (G3)."""
    now = debate.question
    if now is None or now.form is not Form.MAIN:
        return None
    waiting = [one.id for one in debate.amendments if one.amendment.target in now.on and one.stage in WAITING]
    return Message.of("amendments-wait", texts=", ".join(waiting)) if waiting else None


def _not_taken_over(debate: Debate, event: Group) -> Message | None:
    """Say whether something would be put en bloc that its mover has not taken over (G6)."""
    others = [one for one in event.on if event.en_bloc and not debate.amendment(one).taken_over]
    return Message.of("not-taken-over", texts=", ".join(others)) if others else None


_WORDS = {
    "de": {
        "question-off-the-agenda": "Wir stimmen darüber ab, den Gegenstand von der Tagesordnung abzusetzen.",
        "question-adjourn": "Wir stimmen darüber ab, die Sitzung zu vertagen.",
        "question-refer": "Wir stimmen darüber ab, den Antrag an einen Ausschuss zu verweisen.",
        "question-close-debate": "Wir stimmen darüber ab, die Beratung zu schließen.",
        "question-other": "Wir stimmen über den Antrag zur Geschäftsordnung ab.",
        "whole-text-first": "„{text}“ ist eine Alternative zum ganzen Text; darüber wird zuerst abgestimmt.",
        "settled-by-council": "Darüber hat der Rat entschieden: {reason}",
        "not-taken-over": "Gemeinsam abgestimmt wird nur über Übernommenes; nicht übernommen: {texts}.",
    },
    "en": {
        "question-main": "We vote on the motion.",
        "question-main-amended": "We vote on the motion as amended.",
        "question-amendment": "We vote on amendment {number}.",
        "question-en-bloc": "We vote on amendments {numbers} together.",
        "proposed-main": "The motion is open for debate.",
        "proposed-main-amended": "The motion as amended is open for debate.",
        "proposed-amendment": "Amendment {number} is open for debate.",
        "proposed-en-bloc": "Amendments {numbers} are open for debate together.",
        "question-off-the-agenda": "We vote on taking this off the agenda.",
        "question-adjourn": "We vote on adjourning the sitting.",
        "question-refer": "We vote on referring the motion to a committee.",
        "question-close-debate": "We vote on closing the debate.",
        "question-other": "We vote on the motion to order.",
        "chair-puts": "Who is in favour? Who is against? Who abstains?",
        "chair-divides": "The votes are counted.",
        "chair-tied": "{ayes} in favour, {noes} against: a tie.",
        "chair-decided": "{ayes} in favour, {noes} against.",
        "chair-agreed": "{name} is adopted.",
        "chair-negatived": "{name} is rejected.",
        "whole-text-first": "“{text}” is an alternative to the whole text and is put first.",
        "settled-by-council": "The council has decided this: {reason}",
        "not-taken-over": "Only what the mover took over is put en bloc, and these were not: {texts}.",
    },
}

PACK = Pack(
    id="german_geschaeftsordnung",
    title="Geschäftsordnung deutscher Räte und Parteitage",
    rules=(*rules("G1", "G2", "G3", "G4", "G5", "G6", "G7", "G8", "D7"), *_OWN, *GENERAL),
    pending=Pending("G3", main=1, depth=1),
    order=by_ranking("further-reaching", "G2", _alternatives_first),
    order_rule="G5",
    dividing=Dividing("§ 23(3)", VotingRules(names=Names.NONE, tie=Tie.LOST), tie="§ 23(3)"),
    majorities={"simple": (Majority(),)},
    words=_WORDS,
    withdrawing=Leave("G8a"),
    taking_over=TakingOver("G8", en_bloc=True),
    en_bloc=EnBloc("G6", pull_out="G6"),
    falls=(Falls("G7", Outcome.AGREED, narrower("further-reaching")),),
    matters=(Matter("further-reaching", "G2", ranking=True, blocks=True, arises=_rivals),),
    procedures=(
        Procedure("off-the-agenda", "G1", rank=1, defers=True),
        Procedure("adjourn", "G1", rank=2, adjourns=True),
        Procedure("refer", "G1", rank=3, defers=True),
        Procedure("close-debate", "G1", rank=4, closes=True),
        Procedure("other", "G1", rank=5),
    ),
    checks=(
        Check("G3", Put, _amendments_wait),
        Check("G4", Judge, _settled_by_council),
        Check("G6", Group, _not_taken_over),
    ),
)
