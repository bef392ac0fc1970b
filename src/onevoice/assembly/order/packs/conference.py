"""A conference of a party, union or church: a committee selects, movers composite, each source is kept."""

from __future__ import annotations

from fractions import Fraction

from onevoice.assembly.division import Majority, Names, Tie, VotingRules
from onevoice.assembly.messages import Message
from onevoice.assembly.order.admissibility import (
    deletion,
    keeps_no_words,
    leaves_nothing,
    only_leaves_out,
    puts_words_in,
)
from onevoice.assembly.order.calling import as_selected, by_text
from onevoice.assembly.order.debate import Debate, Question
from onevoice.assembly.order.events import AskSeparateVote, TableAmendment, TakeOver
from onevoice.assembly.order.falling import words_gone
from onevoice.assembly.order.pack import (
    Check,
    Compositing,
    Dividing,
    Falls,
    FormFor,
    Leave,
    Matter,
    Needs,
    Pack,
    Pending,
    Procedure,
    Selecting,
    TakingOver,
)
from onevoice.assembly.order.rulebook import GENERAL, rules
from onevoice.assembly.order.rulings import Rule
from onevoice.assembly.order.stages import Form, Outcome

_LIBDEM = "Liberal Democrats, Federal Conference standing orders"

_OWN = (
    Rule("K7a", "A majority of those voting decides; a tie is lost.", "practice", guess=True),
    Rule("SO 11", "A motion may be referred back.", f"{_LIBDEM}, 11.2"),
    Rule("K10a", "Once moved, a text is withdrawn with the leave of the meeting.", "practice", guess=True),
)


def _on_standing_orders(debate: Debate, question: Question) -> bool:
    return question.form is Form.MAIN and debate.motion(question.on[0]).subject == "standing-orders"


def _not_drafting(debate: Debate, event: TakeOver) -> Message | None:
    """Say whether nobody found an amendment simple and uncontroversial enough to need no vote (K5)."""
    about = (one for one in reversed(debate.judgements) if one.matter == "drafting" and one.on == (event.on,))
    latest = next(about, None)
    found = latest is not None and latest.finding == "yes"
    return None if found else Message.of("not-drafting", text=event.on)


_WORDS = {
    "en": {
        "question-main": "We vote on the motion.",
        "question-main-amended": "We vote on the motion as amended.",
        "question-amendment": "We vote on amendment {number}.",
        "proposed-main": "The motion is before conference.",
        "proposed-main-amended": "The motion as amended is before conference.",
        "proposed-amendment": "Amendment {number} is before conference.",
        "question-separate-vote": "We vote on keeping the words of separate vote {number}.",
        "question-refer-back": "We vote on referring the motion back.",
        "question-appeal": "We vote on the appeal against the committee.",
        "chair-puts": "All those in favour? All those against? Any abstentions?",
        "chair-divides": "There will be a count.",
        "chair-tied": "{ayes} for, {noes} against: a tie.",
        "chair-decided": "{ayes} for, {noes} against.",
        "chair-agreed": "{name} is carried.",
        "chair-negatived": "{name} falls.",
        "not-drafting": "Nobody found “{text}” simple and uncontroversial, so conference votes on it.",
    },
    "he": {
        "question-refer-back": "אנו מצביעים על החזרת ההצעה לוועדה.",
        "question-appeal": "אנו מצביעים על הערעור על החלטת הוועדה.",
        "not-drafting": "איש לא מצא את „{text}” פשוטה ומוסכמת, ולכן הוועידה מצביעה עליה.",
    },
}

PACK = Pack(
    id="conference",
    title="Conference with composites and a committee that selects",
    rules=(
        *rules("K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "O1", "O2", "D7", "D11"),
        *_OWN,
        *GENERAL,
    ),
    pending=Pending("K5", main=1, depth=1),
    order=as_selected("K5", by_text("O1", "O2")),
    order_rule="K5",
    dividing=Dividing("K7a", VotingRules(names=Names.NONE, tie=Tie.LOST), tie="K7a"),
    majorities={"simple": (Majority(),), "two-thirds": (Majority(Fraction(2, 3), at_least=True),)},
    words=_WORDS,
    selecting=Selecting(
        "K5",
        by="committee",
        cap=3,
        cap_rule="K5",
        reasons_required=True,
        reasons_published=True,
        reasons_rule="K8",
        no_clash="K5",
    ),
    forms=(FormFor("K6", Form.SEPARATE_VOTE, deletion),),
    needs=(Needs("K7", "two-thirds", _on_standing_orders),),
    withdrawing=Leave("K10a", meeting=True),
    taking_over=TakingOver("K5", by="committee"),
    compositing=Compositing("K10"),
    falls=(Falls("K5", Outcome.AGREED, words_gone),),
    matters=(
        Matter("drafting", "K5"),
        Matter("reverses", "K6", refuses=True),
        Matter("not-relevant", "K9", refuses=True),
        Matter("subverts", "K9", refuses=True),
    ),
    procedures=(
        Procedure("refer-back", "SO 11", rank=1, defers=True),
        Procedure("appeal", "K8", rank=2),
    ),
    checks=(
        Check("K6", TableAmendment, only_leaves_out),
        Check("K6", AskSeparateVote, puts_words_in),
        Check("K6", AskSeparateVote, leaves_nothing),  # to reverse the whole is to vote against it
        Check("K9", TableAmendment, keeps_no_words),
        Check("K5", TakeOver, _not_drafting),
    ),
)
