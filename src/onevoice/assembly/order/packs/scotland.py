"""Amendments to a bill of the Scottish Parliament: marshalled by the text, decided as exact words."""

from __future__ import annotations

from onevoice.assembly.division import Majority, Names, Tie, VotingRules
from onevoice.assembly.order.falling import judged, words_gone
from onevoice.assembly.order.marshalling import marshalled
from onevoice.assembly.order.pack import Dividing, Falls, Leave, Matter, Pack, Pending
from onevoice.assembly.order.rulebook import GENERAL, rules
from onevoice.assembly.order.rulings import Rule
from onevoice.assembly.order.stages import Outcome

_ORDERS = "Standing Orders of the Scottish Parliament"

_OWN = (
    Rule(
        "O8a",
        "Amendments that put other words in one place are all called; the last agreed to holds.",
        "Scottish Parliament, guidance on bills (25462, 8.4)",
        guess=True,
    ),
    Rule(
        "3.1.1",
        "In the event of a tie whoever presides exercises a casting vote.",
        f"{_ORDERS}, Rule 3.1.1(a)",
    ),
    Rule("11.1.2", "The question is that the motion or amendment be agreed to.", f"{_ORDERS}, Rule 11.1.2"),
    Rule(
        "9.10",
        "What was moved is withdrawn with the leave of the meeting.",
        f"{_ORDERS}, Rule 9.10, as practised",
        guess=True,
    ),
)

_WORDS = {
    "en": {
        "question-main": "The question is, that the motion be agreed to. Are we agreed?",
        "question-main-amended": "The question is, that the motion, as amended, be agreed to. Are we agreed?",
        "question-amendment": "The question is, that amendment {number} be agreed to. Are we agreed?",
        "chair-warns": "I remind members that, if amendment {number} is agreed to, I cannot call {numbers},"
        " because of pre-emption.",
        "chair-puts": "Are we agreed?",
        "chair-divides": "We are not agreed. There will be a division.",
        "chair-tied": "The votes are equal: {ayes} for, {noes} against. I must exercise a casting vote.",
        "chair-decided": "The result of the division is: For {ayes}, Against {noes}.",
        "chair-agreed": "{name} is agreed to.",
        "chair-negatived": "{name} is disagreed to.",
    }
}

PACK = Pack(
    id="scotland",
    title="Scottish Parliament: amendments marshalled by the text",
    rules=(*rules("O3", "O8", "O9", "D1", "D7", "D11", "D12"), *_OWN, *GENERAL),
    pending=Pending("O3", main=1, depth=2),
    order=marshalled("O8"),
    order_rule="O8",
    dividing=Dividing("11.1.2", VotingRules(names=Names.BY_MACHINE, tie=Tie.CASTING), tie="3.1.1"),
    majorities={"simple": (Majority(),)},
    words=_WORDS,
    falls=(
        Falls("O8", Outcome.AGREED, words_gone),
        Falls("O8", Outcome.AGREED, judged("inconsistent")),
        Falls("O8", Outcome.NEGATIVED, judged("inconsistent")),
    ),
    alternatives="O8a",
    withdrawing=Leave("9.10", meeting=True),
    matters=(Matter("inconsistent", "O8"),),
)
