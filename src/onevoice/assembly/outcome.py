"""What a declared count comes to, under which majority, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from onevoice.assembly.division import Division, DivisionStage, Tie, VotingRules
from onevoice.assembly.division_words import refusal
from onevoice.assembly.majority import Choice, Count, Majority, Measure
from onevoice.assembly.messages import Message

_SIMPLE = Majority()
_OTHER_SIDE = {Choice.AYE: Choice.NO, Choice.NO: Choice.AYE}


class Result(Enum):
    """What a division comes to."""

    AGREED = "agreed"
    NEGATIVED = "negatived"
    TIED = "tied"  # the casting vote is awaited
    NO_QUORUM = "no-quorum"  # nothing is decided


@dataclass(frozen=True, slots=True)
class Finding:
    """One majority, looked at alone: of a double majority each is announced.

    Attributes
    ----------
    majority : Majority
    count : Count
        Of the part of the roll and in the measure that the majority asks for.
    met, tied : bool
    message : Message
    """

    majority: Majority
    count: Count
    met: bool
    tied: bool
    message: Message


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a division comes to, and why.

    Attributes
    ----------
    result : Result
    reason : Message
        What decided; ``division_words.say`` gives the sentence.
    findings : tuple of Finding
        One for each majority; empty where the count was not looked at (no tellers, no quorum).
    """

    result: Result
    reason: Message
    findings: tuple[Finding, ...] = ()


def decide(
    count: Count,
    rules: VotingRules,
    majorities: Sequence[Majority] = (_SIMPLE,),
    *,
    unchanged: Choice = Choice.NO,
    casting: Choice | None = None,
) -> Outcome:
    """Say what a count comes to.

    Parameters
    ----------
    count : Count
    rules : VotingRules
    majorities : sequence of Majority
        All must be met.
    unchanged : Choice
        The side that leaves things as they are.
    casting : Choice or None
        The casting vote, once given; without a tie it decides nothing.

    Returns
    -------
    Outcome
        Where both sides lack tellers, as on equal sides (a guess: the sources only know one such side).
        A casting vote decides for the whole roll only: a tie within a part of it loses (a guess, too).

    Raises
    ------
    DivisionError
        If the count does not say what a majority or the quorum is reckoned of.
    """
    if rules.tellers and count.tellers is not None:
        named = {side: sum(teller[0] is side for teller in count.tellers) for side in _OTHER_SIDE}
        short = [side for side, tellers in named.items() if tellers < rules.tellers]
        if short:
            return _without_tellers(short, rules, unchanged, casting)
    if rules.quorum is not None:
        heads = _announced(count, "", Measure.HEADS)
        if not rules.quorum.reached(heads):
            reckoned, needed = str(rules.quorum.reckoned(heads)), str(rules.quorum.needed(heads))
            comparison = "more-than" if rules.quorum.more_than else "at-least"
            about = {"reckoned": reckoned, "comparison": comparison, "needed": needed}
            return Outcome(Result.NO_QUORUM, Message.of("no-quorum", **about))
    findings = tuple(_find(count, majority) for majority in majorities)
    lost = next((one for one in findings if not one.met and not _can_tie(one, rules)), None)
    if lost is not None:
        return Outcome(Result.NEGATIVED, lost.message, findings)
    tie = next((one for one in findings if one.tied), None)
    if tie is None:
        return Outcome(Result.AGREED, findings[-1].message, findings)
    sides = {"ayes": str(tie.count.ayes), "noes": str(tie.count.noes)}
    return _tied(sides, rules.tie, unchanged, casting, findings)


def outcome(division: Division) -> Outcome:
    """Say what a declared division comes to.

    Raises
    ------
    DivisionError
        If it is not declared.
    """
    if division.stage is not DivisionStage.DECLARED or division.count is None:
        raise refusal(Message.of("not-declared", division=division.id, stage=division.stage.value))
    return decide(
        division.count,
        division.rules,
        division.majorities,
        unchanged=division.unchanged,
        casting=division.casting,
    )


def _without_tellers(
    short: Sequence[Choice], rules: VotingRules, unchanged: Choice, casting: Choice | None
) -> Outcome:
    """Let the side lose that has no tellers."""
    if len(short) > 1:
        return _tied({}, rules.tie, unchanged, casting, ())
    result = Result.NEGATIVED if short[0] is Choice.AYE else Result.AGREED
    return Outcome(result, Message.of("no-tellers", side=short[0].value, needed=str(rules.tellers)))


def _find(count: Count, majority: Majority) -> Finding:
    part = _announced(count, majority.group, majority.measure)
    met, tied = majority.met(part), majority.tied(part)
    return Finding(majority, part, met, tied, _message(majority, part, met=met))


def _message(majority: Majority, count: Count, *, met: bool) -> Message:
    sides = {"ayes": str(count.ayes), "noes": str(count.noes)}
    if majority == _SIMPLE:
        return Message.of("ayes-have-it" if met else "noes-have-it", **sides)
    if not met and count.ayes - count.aye_proxies < majority.fewest:
        in_person = str(count.ayes - count.aye_proxies)
        return Message.of("fewest-missed", **sides, in_person=in_person, fewest=str(majority.fewest))
    about = {
        "comparison": "at-least" if majority.at_least else "more-than",
        "fraction": str(majority.fraction),
        "base": majority.base.value,
        "of": str(majority.of(count)),
        "measure": majority.measure.value,
    }
    verdict = "majority-met" if met else "majority-missed"
    if majority.group:
        return Message.of(f"{verdict}-in-group", group=majority.group, **sides, **about)
    return Message.of(verdict, **sides, **about)


def _can_tie(finding: Finding, rules: VotingRules) -> bool:
    """Whether a tie is left to its rule: the chair casts for the whole roll, not for a part of it."""
    return finding.tied and not (rules.tie is Tie.CASTING and finding.majority.group)


def _tied(
    sides: dict[str, str],
    tie: Tie,
    unchanged: Choice,
    casting: Choice | None,
    findings: tuple[Finding, ...],
) -> Outcome:
    how = "tie" if sides else "no-tellers-tie"
    if tie is Tie.LOST:
        return Outcome(Result.NEGATIVED, Message.of(f"{how}-lost", **sides), findings)
    if tie is Tie.CASTING and casting is None:
        return Outcome(Result.TIED, Message.of(f"{how}-awaits", **sides), findings)
    side = unchanged if tie is Tie.AGAINST_CHANGE or casting is None else casting
    result = Result.AGREED if side is Choice.AYE else Result.NEGATIVED
    verdict = f"{how}-{'against-change' if tie is Tie.AGAINST_CHANGE else 'cast'}"
    return Outcome(result, Message.of(verdict, **sides, side=side.value), findings)


def _announced(count: Count, group: str, measure: Measure) -> Count:
    found = count.of(group, measure)
    if found is None:
        raise refusal(Message.of("count-missing", group=group or "all", measure=measure.value))
    return found
