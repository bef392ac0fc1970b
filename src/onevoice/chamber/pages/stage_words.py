"""What the stages of motions, amendments, questions and sittings are called on pages."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from onevoice.assembly.order.stages import How, Outcome, QuestionStage, SittingStage, Stage

WORDS: dict[Stage | QuestionStage | SittingStage | Outcome | How, Promise] = {
    Stage.DRAFT: _("Seeking signatures"),  # before it is handed in: a draft of one's own is on no paper
    Stage.SEEKING_SIGNATURES: _("Seeking signatures"),
    Stage.TABLED: _("Tabled"),
    Stage.RETURNED: _("Returned"),
    Stage.ON_PAPER: _("On the paper"),
    Stage.SELECTED: _("Selected"),
    Stage.NOT_SELECTED: _("Not selected"),
    Stage.MOVED: _("Moved"),
    Stage.NOT_MOVED: _("Not moved"),
    Stage.AGREED: _("Agreed to"),
    Stage.NEGATIVED: _("Negatived"),
    Stage.WITHDRAWN: _("Withdrawn"),
    Stage.FALLEN: _("Fallen"),
    Stage.TAKEN_IN: _("Taken in"),
    Stage.COMPOSITED: _("In a composite"),
    Stage.DEFERRED: _("Set aside"),
    Stage.DIVIDED: _("Divided into parts"),
    QuestionStage.PROPOSED: _("Proposed"),
    QuestionStage.PUT: _("Put"),
    QuestionStage.DIVIDING: _("Dividing"),
    QuestionStage.TIED: _("Tied"),
    QuestionStage.STANDS_OVER: _("Stands over"),
    SittingStage.CALLED: _("Called"),
    SittingStage.OPEN: _("Open"),
    SittingStage.ADJOURNED: _("Adjourned"),
    SittingStage.CLOSED: _("Closed"),
    SittingStage.CANCELLED: _("Cancelled"),
    Outcome.AGREED: _("Agreed to"),
    Outcome.NEGATIVED: _("Negatived"),
    How.VOICES: _("On the voices"),
    How.DIVISION: _("On a division"),
    How.CASTING_VOTE: _("By the casting vote"),
    How.DECLARED: _("Declared, as it follows"),
    How.TAKEN_OVER: _("Taken in by the mover"),
    How.ALTERED: _("Altered by the mover"),
}

# how a badge looks beside its words: what waits, what is live, what was carried, what has ended
TONES: dict[Stage | QuestionStage | SittingStage | Outcome, str] = {
    Stage.SELECTED: "live",
    Stage.MOVED: "live",
    Stage.AGREED: "carried",
    Stage.TAKEN_IN: "carried",
    Stage.COMPOSITED: "carried",
    Stage.RETURNED: "ended",
    Stage.NOT_SELECTED: "ended",
    Stage.NOT_MOVED: "ended",
    Stage.NEGATIVED: "ended",
    Stage.WITHDRAWN: "ended",
    Stage.FALLEN: "ended",
    Stage.DIVIDED: "ended",
    QuestionStage.PUT: "live",
    QuestionStage.DIVIDING: "live",
    QuestionStage.TIED: "live",
    SittingStage.OPEN: "live",
    SittingStage.CLOSED: "ended",
    SittingStage.CANCELLED: "ended",
    Outcome.AGREED: "carried",
    Outcome.NEGATIVED: "ended",
}
