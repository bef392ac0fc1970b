"""House of Commons, plain amendments: called in the order of the text, each put as "that it be made"."""

from __future__ import annotations

from onevoice.assembly.division import Lobbies, Majority, Names, Proxies, Quorum, Tie, VotingRules
from onevoice.assembly.order.admissibility import leaves_nothing
from onevoice.assembly.order.calling import by_text
from onevoice.assembly.order.clashing import near_negatived
from onevoice.assembly.order.events import TableAmendment
from onevoice.assembly.order.falling import judged, nothing_earlier, same_words, words_gone
from onevoice.assembly.order.pack import Check, Dividing, Falls, Leave, Matter, Pack, Pending, Selecting
from onevoice.assembly.order.rulebook import GENERAL, RULES
from onevoice.assembly.order.stages import Outcome

WORDS = {
    "question-main": "The Question is, That the motion be agreed to.",
    "question-main-amended": "The Question is, That the main Question, as amended, be agreed to.",
    "question-amendment": "The Question is, That amendment ({number}) be made.",
    "question-original-words": "The Question is, That the original words stand part of the Question.",
    "question-added-words": "The Question is, That the proposed words be there added.",
    "chair-calls": "I call the mover of amendment ({number}).",
    "chair-warns": "If amendment ({number}) is made, I cannot call ({numbers}).",
    "chair-puts": "As many as are of that opinion, say Aye. Of the contrary, No.",
    "chair-divides": "Division! Clear the Lobby.",
    "chair-decided": "The Ayes to the right, {ayes}. The Noes to the left, {noes}.",
    "chair-agreed": "The Ayes have it, the Ayes have it. {name} is agreed to.",
    "chair-negatived": "The Noes have it, the Noes have it. {name} is negatived.",
    "chair-declared": "I declare the main Question, as amended, agreed to.",
    "name-amendment": "Amendment ({number})",
}

HEBREW = {
    "question-main": "השאלה היא: שתתקבל ההצעה.",
    "question-main-amended": "השאלה היא: שתתקבל ההצעה העיקרית בנוסחה המתוקן.",
    "question-amendment": "השאלה היא: שתתקבל הצעת התיקון ({number}).",
    "chair-puts": "כל הסבורים כך יאמרו הן. כל המתנגדים יאמרו לא.",
    "chair-divides": "הצבעה! נא לפנות את האולם.",
    "chair-decided": "הצד המחייב, מימין, {ayes}. הצד השולל, משמאל, {noes}.",
    "name-amendment": "הצעת התיקון ({number})",
}

VOTING = VotingRules(
    names=Names.BY_HAND,  # D7: a list beside the tellers' count
    abstaining=False,  # D11
    lobbies=Lobbies.ONE_EACH,  # D11: "Both"
    proxies=Proxies.STAND,  # D8
    tellers=2,  # D2
    quorum=Quorum(40, chair=True, tellers=4, proxies=False),  # D5, D8
    tie=Tie.AGAINST_CHANGE,  # D6
)

PACK = Pack(
    id="commons",
    title="House of Commons: amendments to a motion",
    rules=(*(one for one in RULES if one.number[0] in "SOD" and one.number != "O7"), *GENERAL),
    pending=Pending("O3", main=1, depth=2),
    order=by_text("O1", "O2"),
    order_rule="O1",
    dividing=Dividing("D1", VOTING, tie="D6", quorum="D5"),
    majorities={"simple": (Majority(),)},
    selecting=Selecting("S1", by="chair", reasons_rule="S2"),  # S2: no reasons, none published
    falls=(
        Falls("S7", Outcome.AGREED, words_gone),
        Falls("O4", Outcome.AGREED, nothing_earlier),
        Falls("S7", Outcome.AGREED, judged("inconsistent")),
        Falls("S7", Outcome.NEGATIVED, same_words),
        Falls("S7", Outcome.NEGATIVED, judged("same-effect")),
    ),
    decided_point="O4",  # and O6, from where
    withdrawing=Leave("O5", meeting=True),
    matters=(
        Matter("inconsistent", "S7"),
        Matter("same-effect", "S7", arises=near_negatived),
        Matter("expanded-negative", "S7", refuses=True),
        Matter("irregular", "S8", refuses=True),
    ),
    checks=(Check("S7", TableAmendment, leaves_nothing),),
    words={"en": WORDS, "he": HEBREW},
)
