"""Robert's Rules of Order: amendments of two degrees, everything seconded, a tie loses."""

from __future__ import annotations

from fractions import Fraction

from onevoice.assembly.division import Majority, Names, Tie, VotingRules
from onevoice.assembly.messages import Message
from onevoice.assembly.order.admissibility import leaves_nothing, strikes_here_inserts_there
from onevoice.assembly.order.calling import by_notice
from onevoice.assembly.order.debate import Debate, Question
from onevoice.assembly.order.events import Move, TableAmendment
from onevoice.assembly.order.falling import judged, same_words, words_gone
from onevoice.assembly.order.pack import (
    Check,
    Dividing,
    EnBloc,
    Falls,
    Leave,
    Matter,
    Needs,
    Pack,
    Pending,
    Procedure,
    Seconding,
)
from onevoice.assembly.order.rulebook import GENERAL, rules
from onevoice.assembly.order.rulings import Rule
from onevoice.assembly.order.stages import Form, Outcome

_ROBERT = "Robert's Rules of Order, 1915"

_OWN = (
    Rule(
        "§ 27",
        "Once it is stated, a motion is withdrawn with the leave of the assembly.",
        f"{_ROBERT}, § 27(c)",
    ),
    Rule("§ 46", "A majority of the votes cast decides; blanks are not counted.", f"{_ROBERT}, §§ 46, 48"),
    Rule(
        "§§ 17-34",
        "Of motions to order the one of higher rank is decided first; to close debate takes two thirds.",
        f"{_ROBERT}, order of precedence of motions",
    ),
    Rule(
        "§ 35",
        "What lies on the table is taken up on a motion, while nothing is pending, and is then as it was.",
        f"{_ROBERT}, § 35",
    ),
)

_TWO_THIRDS = (Majority(Fraction(2, 3), at_least=True),)


def _on_by_laws(debate: Debate, question: Question) -> bool:
    return question.form is Form.MAIN and debate.motion(question.on[0]).subject == "by-laws"


def _without_notice(debate: Debate, event: Move) -> Message | None:
    """Say whether by-laws would be amended without previous notice (R7)."""
    motion = next((one for one in debate.motions if one.id == event.on), None)
    if motion is None or motion.subject != "by-laws" or motion.motion.notice:
        return None
    return Message.of("previous-notice-wanted", text=motion.id)


_WORDS = {
    "en": {
        "question-main": "The question is on the adoption of the motion.",
        "question-main-amended": "The question is on the adoption of the motion as amended.",
        "question-amendment": "The question is on amendment {number}.",
        "question-en-bloc": "The question is on amendments {numbers}.",
        "question-adjourn": "The question is on adjourning.",
        "question-appeal": "Shall the decision of the chair stand as the judgment of the assembly?",
        "question-divide": "The question is on dividing the motion.",
        "question-table": "The question is on laying the motion on the table.",
        "question-previous-question": "The question is on ordering the previous question.",
        "question-postpone": "The question is on postponing the motion to a certain time.",
        "question-refer": "The question is on referring the motion to a committee.",
        "question-take-from-table": "The question is on taking the motion from the table.",
        "question-postpone-indefinitely": "The question is on postponing the motion indefinitely.",
        "chair-puts": "Those in favor, say aye. Those opposed, say no.",
        "chair-divides": "The affirmative will rise and be counted. Then the negative.",
        "chair-tied": "{ayes} in the affirmative, {noes} in the negative: a tie.",
        "chair-decided": "There are {ayes} in the affirmative and {noes} in the negative.",
        "chair-agreed": "The ayes have it. {name} is adopted.",
        "chair-negatived": "The noes have it. {name} is lost.",
        "previous-notice-wanted": "“{text}” amends the by-laws, and no previous notice of it was given.",
    },
    "he": {
        "question-adjourn": "אנו מצביעים על נעילת הישיבה.",
        "question-appeal": "האם תעמוד החלטת היושב ראש כדעת האסיפה?",
        "question-divide": "אנו מצביעים על חלוקת ההצעה.",
        "question-table": "אנו מצביעים על הנחת ההצעה על השולחן.",
        "question-previous-question": "אנו מצביעים על סיום הדיון ומעבר להצבעה.",
        "question-postpone": "אנו מצביעים על דחיית ההצעה למועד קבוע.",
        "question-refer": "אנו מצביעים על העברת ההצעה לוועדה.",
        "question-take-from-table": "אנו מצביעים על החזרת ההצעה מן השולחן.",
        "question-postpone-indefinitely": "אנו מצביעים על דחיית ההצעה ללא מועד.",
        "previous-notice-wanted": "„{text}” מתקנת את התקנון, ולא ניתנה עליה הודעה מראש.",
    },
}

PACK = Pack(
    id="robert",
    title="Robert's Rules of Order",
    rules=(*rules("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "D7", "D11"), *_OWN, *GENERAL),
    pending=Pending("R2", main=1, depth=2),
    order=by_notice("R3"),
    order_rule="R3",
    dividing=Dividing("§ 46", VotingRules(names=Names.NONE, tie=Tie.LOST), tie="R6"),
    majorities={
        "simple": (Majority(),),
        "two-thirds": _TWO_THIRDS,
        "sustaining": (Majority(Fraction(1, 2), at_least=True),),
    },
    words=_WORDS,
    seconding=Seconding("R8", motions=True, amendments=True, cured="R8"),
    needs=(Needs("R7", "two-thirds", _on_by_laws),),
    withdrawing=Leave("§ 27", meeting=True),
    altering=Leave("§ 27", meeting=True),
    en_bloc=EnBloc("R5", pull_out="R5"),
    falls=(
        Falls("R3", Outcome.AGREED, words_gone),
        Falls("R3", Outcome.NEGATIVED, same_words),
        Falls("R3", Outcome.NEGATIVED, judged("same-question")),
    ),
    matters=(
        Matter("not-germane", "R4", refuses=True),
        Matter("merely-negates", "R4", refuses=True),
        Matter("same-question", "R3"),
        Matter("independent-subjects", "R5"),
    ),
    procedures=(
        Procedure("adjourn", "§§ 17-34", rank=1, adjourns=True),
        Procedure("appeal", "R6", rank=2, majority="sustaining"),
        Procedure("table", "§§ 17-34", rank=4, defers=True),
        Procedure("previous-question", "§§ 17-34", rank=5, closes=True, majority="two-thirds"),
        Procedure("postpone", "§§ 17-34", rank=6, defers=True),
        Procedure("refer", "§§ 17-34", rank=7, defers=True),
        Procedure("divide", "R5", rank=8, divides=True, on_demand="independent-subjects"),
        Procedure("postpone-indefinitely", "§§ 17-34", rank=9, disposes=True),
        Procedure("take-from-table", "§ 35", rank=10, takes_up="table"),
    ),
    checks=(
        Check("R1", TableAmendment, strikes_here_inserts_there),
        Check("R4", TableAmendment, leaves_nothing),
        Check("R7", Move, _without_notice),
    ),
)
