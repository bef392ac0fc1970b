"""Councils in England and Wales by model standing orders: one amendment at a time, all seconded."""

from __future__ import annotations

from onevoice.assembly.division import Majority, Names, Tie, VotingRules
from onevoice.assembly.order.admissibility import leaves_nothing, only_moves
from onevoice.assembly.order.calling import by_notice, by_ranking
from onevoice.assembly.order.events import TableAmendment
from onevoice.assembly.order.falling import judged, words_gone
from onevoice.assembly.order.pack import (
    Check,
    Dividing,
    Falls,
    Leave,
    Matter,
    Pack,
    Pending,
    Procedure,
    Seconding,
    TakingOver,
)
from onevoice.assembly.order.rulebook import GENERAL, rules
from onevoice.assembly.order.rulings import Rule
from onevoice.assembly.order.stages import Outcome

_ACT = "Local Government Act 1972, Schedule 12"

_OWN = (
    Rule(
        "LGA 39(1)",
        "Questions are decided by a majority of the members present and voting.",
        f"{_ACT}, 39(1)",
    ),
    Rule("LGA 39(2)", "On equal votes whoever presides has a second or casting vote.", f"{_ACT}, 39(2)"),
    Rule("LGA 6", "A quarter of the members make a quorum.", f"{_ACT}, 6", computed=False),
    Rule(
        "CPR",
        "Without notice: next business; that the question be now put; to adjourn; to refer.",
        "A council's Procedure Rules, Part 3.2, Appendix 1",
    ),
)

_WORDS = {
    "en": {
        "question-main": "I put the motion to the vote.",
        "question-main-amended": "The motion as amended is now the substantive motion. I put it to the vote.",
        "question-amendment": "I put amendment {number} to the vote.",
        "proposed-main": "The motion is before the meeting.",
        "proposed-main-amended": "The motion as amended is now the substantive motion.",
        "proposed-amendment": "Amendment {number} is before the meeting.",
        "question-next-business": "It is moved that the council proceed to the next business.",
        "question-closure": "It is moved that the question be now put.",
        "question-adjourn": "It is moved that the meeting be now adjourned.",
        "question-refer": "It is moved that the matter be referred to a committee.",
        "chair-calls": "Amendment {number}: who moves it, and who seconds?",
        "chair-puts": "Those in favour? Those against? Any abstentions?",
        "chair-divides": "Hands will be counted.",
        "chair-tied": "{ayes} for, {noes} against: the votes are equal, and I have a casting vote.",
        "chair-decided": "{ayes} for, {noes} against.",
        "chair-agreed": "{name} is carried.",
        "chair-negatived": "{name} is lost.",
    },
    "he": {
        "question-main-amended": "ההצעה המתוקנת היא עתה ההצעה העיקרית. אנו מצביעים עליה.",
        "proposed-main-amended": "ההצעה המתוקנת היא עתה ההצעה העיקרית.",
        "question-next-business": "הוצע לעבור לעניין הבא.",
        "question-closure": "הוצע להצביע כעת.",
        "question-adjourn": "הוצע לנעול כעת את הישיבה.",
        "question-refer": "הוצע להעביר את העניין לוועדה.",
        "chair-calls": "הצעת התיקון {number}: מי מציע, ומי תומך?",
        "chair-divides": "הידיים ייספרו.",
        "chair-tied": "{ayes} בעד, {noes} נגד: הקולות שקולים, ולי הקול המכריע.",
    },
}

PACK = Pack(
    id="uk_council",
    title="English and Welsh councils: model standing orders",
    rules=(*rules("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "D7", "D11"), *_OWN, *GENERAL),
    pending=Pending("C3", main=1, depth=1),
    order=by_ranking("order", "C4", by_notice("C4")),
    order_rule="C4",
    dividing=Dividing("LGA 39(1)", VotingRules(names=Names.BY_HAND, tie=Tie.CASTING), tie="LGA 39(2)"),
    majorities={"simple": (Majority(),)},
    words=_WORDS,
    seconding=Seconding("C1", motions=True, amendments=True),
    one_each="C6",
    withdrawing=Leave("C7", meeting=True, seconder=True),
    altering=Leave("C8", meeting=True, seconder=True),
    taking_over=TakingOver("C8", leave=Leave("C8", meeting=True, seconder=True)),
    falls=(
        Falls("C5", Outcome.AGREED, words_gone),
        Falls("C5", Outcome.AGREED, judged("inconsistent")),
    ),
    matters=(
        Matter("order", "C4", ranking=True, reason=False),
        Matter("negates", "C2", refuses=True),
        Matter("same-as-a-vote-against", "C9", refuses=True),
        Matter("inconsistent", "C5"),
    ),
    procedures=(
        Procedure("next-business", "CPR", rank=1, disposes=True),
        Procedure("closure", "CPR", rank=1, closes=True),
        Procedure("adjourn", "CPR", rank=1, adjourns=True),
        Procedure("refer", "CPR", rank=1, defers=True),
    ),
    checks=(Check("C2", TableAmendment, leaves_nothing), Check("C2", TableAmendment, only_moves)),
)
