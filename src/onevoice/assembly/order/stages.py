"""The stages that motions, amendments, questions and sittings pass through."""

from __future__ import annotations

from enum import Enum


class Stage(Enum):
    """What has become of a motion or amendment."""

    DRAFT = "draft"
    SEEKING_SIGNATURES = "seeking-signatures"
    TABLED = "tabled"
    RETURNED = "returned"
    ON_PAPER = "on-paper"
    SELECTED = "selected"
    NOT_SELECTED = "not-selected"
    MOVED = "moved"
    NOT_MOVED = "not-moved"
    AGREED = "agreed"
    NEGATIVED = "negatived"
    WITHDRAWN = "withdrawn"
    FALLEN = "fallen"
    TAKEN_IN = "taken-in"
    COMPOSITED = "composited"
    DIVIDED = "divided"  # into parts, which are motions by themselves
    DEFERRED = "deferred"  # moved, and set aside with its question: it can come back


BEFORE_PAPER = frozenset({Stage.DRAFT, Stage.SEEKING_SIGNATURES, Stage.TABLED})
WAITING = frozenset({Stage.ON_PAPER, Stage.SELECTED})  # on the paper and not yet moved
STANDING = BEFORE_PAPER | WAITING | {Stage.MOVED}
REVIVABLE = STANDING | {Stage.NOT_SELECTED, Stage.DEFERRED}  # everything else has ended
CARRIED = frozenset({Stage.AGREED, Stage.TAKEN_IN})  # its words are in the text


class QuestionStage(Enum):
    """How far a question has come. A decided question is a ``Decision`` and no longer pending."""

    PROPOSED = "proposed"
    PUT = "put"
    DIVIDING = "dividing"  # put, the voices challenged
    TIED = "tied"  # declared a tie: the casting vote is awaited
    STANDS_OVER = "stands-over"  # no quorum on the division: to be put again at the next sitting


class SittingStage(Enum):
    """What a sitting is doing."""

    CALLED = "called"
    OPEN = "open"
    ADJOURNED = "adjourned"
    CLOSED = "closed"
    CANCELLED = "cancelled"  # called, and never opened


class Form(Enum):
    """What kind of question is asked."""

    MAIN = "main"  # that the motion (as amended) be agreed to
    AMENDMENT = "amendment"  # that the amendment be made
    ORIGINAL_WORDS = "original-words"  # that the original words stand part of the question
    SEPARATE_VOTE = "separate-vote"  # that these words stay; negatived, they are left out
    ADDED_WORDS = "added-words"  # that the proposed words be there added
    EN_BLOC = "en-bloc"  # that these amendments be made, all in one
    PROCEDURE = "procedure"  # a motion to order: to refer, to adjourn, to close the debate


class Outcome(Enum):
    """What a question came to."""

    AGREED = "agreed"
    NEGATIVED = "negatived"


class How(Enum):
    """How a decision came about."""

    VOICES = "voices"
    DIVISION = "division"
    CASTING_VOTE = "casting-vote"
    DECLARED = "declared"  # it follows by rule: no question was put
    TAKEN_OVER = "taken-over"  # the mover took an amendment into the text
    ALTERED = "altered"  # the mover altered the text
