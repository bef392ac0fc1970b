"""How a division is conducted: each function gives the division after one act, or refuses it.

Order of acts: `opened`; then `voted`, `arrived`, `told` and `paired` in any order; `closed`; `declared`; and
`cast` on a tie. `listed` enters the clerks' list of names, also later; `voided` ends a division at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from onevoice.assembly.counting import count_names
from onevoice.assembly.division import (
    Division,
    DivisionStage,
    Entitled,
    Lobbies,
    Names,
    Proxies,
    Vote,
    VotingRules,
)
from onevoice.assembly.division_words import refusal
from onevoice.assembly.majority import Choice, Count
from onevoice.assembly.messages import Message
from onevoice.assembly.outcome import Result, outcome
from onevoice.errors import DivisionError

_SIDES = (Choice.AYE, Choice.NO)


def opened(division: Division, entitled: Iterable[Entitled]) -> Division:
    """Open a division and freeze who is entitled, with weights.

    Raises
    ------
    DivisionError
        If it is not prepared, somebody is entitled twice, or a proxy cannot be.
    """
    _require(division, "opened", DivisionStage.PREPARED)
    roll = sorted(entitled, key=lambda one: one.member)
    for before, after in pairwise(roll):
        if before.member == after.member:
            raise _refused("entitled-twice", member=after.member)
    for one in roll:
        if one.proxy and division.rules.proxies is Proxies.NONE:
            raise _refused("no-proxies", member=one.member, proxy=one.proxy)
        if one.proxy == one.member:
            raise _refused("own-proxy", member=one.member)
    ends = division.rules.proxies is Proxies.END_ON_ARRIVAL
    frozen = tuple(replace(one, proxy="") if ends and one.present else one for one in roll)
    return replace(division, stage=DivisionStage.OPEN, entitled=frozen)


def voted(division: Division, member: str, choice: Choice, *, by: str = "") -> Division:
    """Record a member's vote, or take it back (`Choice.UNRECORDED`). The same vote again changes nothing.

    Parameters
    ----------
    division : Division
    member : str
        Whose vote it is.
    choice : Choice
    by : str
        Who casts it for the member, as proxy; empty if the member does.

    Raises
    ------
    DivisionError
        If the rules do not allow it now.
    """
    _require(division, "voted in", DivisionStage.OPEN)
    if division.rules.names is Names.NONE:
        raise _refused("names-not-recorded")
    one = _entitled(division, member)
    _refuse_choice(division.rules, choice)
    _refuse_hand(one, by)
    earlier = _refuse_held(division, member)
    vote = Vote(member, choice, one.weight, proxy=by)
    if vote == earlier:
        return division
    if earlier is not None and not division.rules.changing:
        raise _refused("already-voted", member=member)
    if choice is Choice.UNRECORDED:
        if earlier is None:
            raise _refused("nothing-to-take-back", member=member)
        return _with_lines(division, (), instead_of=(member,))
    return _with_lines(division, (vote,), instead_of=(member,))


def arrived(division: Division, member: str) -> Division:
    """Note that a member who was away at opening has come in.

    Where a proxy ends on arrival, the vote that was cast by it is struck out, and the member may vote.

    Raises
    ------
    DivisionError
        If the division is not open, or it is too late by its rules.
    """
    _require(division, "joined", DivisionStage.OPEN)
    one = _entitled(division, member)
    if one.present:
        return division
    if not division.rules.late:
        raise _refused("too-late", member=member)
    ends = bool(one.proxy) and division.rules.proxies is Proxies.END_ON_ARRIVAL
    here = replace(one, present=True, proxy="" if ends else one.proxy)
    entitled = tuple(here if other.member == member else other for other in division.entitled)
    votes = tuple(vote for vote in division.votes if not (ends and vote.member == member and vote.proxy))
    return replace(division, entitled=entitled, votes=votes)


def told(division: Division, side: Choice, member: str) -> Division:
    """Name a teller for a side.

    Raises
    ------
    DivisionError
        If the side has its tellers, or the member cannot be one.
    """
    _require(division, "given tellers", DivisionStage.OPEN)
    if not division.rules.tellers:
        raise _refused("no-tellers-here")
    if side not in _SIDES:
        raise _refused("no-such-side", choice=side.value)
    one = _entitled(division, member)
    _refuse_hand(one, "")
    if _refuse_held(division, member) is not None:
        raise _refused("already-voted", member=member)
    if sum(vote.teller and vote.choice is side for vote in division.votes) >= division.rules.tellers:
        raise _refused("tellers-enough", side=side.value, needed=str(division.rules.tellers))
    return _with_lines(division, (Vote(member, side, one.weight, teller=True),))


def paired(division: Division, member: str, other: str) -> Division:
    """Record that two members do not vote because each would have voted against the other.

    Raises
    ------
    DivisionError
        If the rules know no pairs, or one of the two has voted, tells or is paired already.
    """
    _require(division, "paired in", DivisionStage.OPEN)
    if not division.rules.pairing:
        raise _refused("no-pairing")
    if member == other:
        raise _refused("pair-of-one", member=member)
    for one in (member, other):
        if _refuse_held(division, _entitled(division, one).member) is not None:
            raise _refused("already-voted", member=one)
    pair = ((member, other), (other, member))
    lines = (Vote(a, Choice.UNRECORDED, _entitled(division, a).weight, pair=b) for a, b in pair)
    return _with_lines(division, lines)


def listed(division: Division, votes: Iterable[Vote]) -> Division:
    """Enter the list of names that clerks took down; it replaces an earlier one, never the count.

    Parameters
    ----------
    division : Division
    votes : iterable of Vote
        Weights are taken from the entitled list.

    Raises
    ------
    DivisionError
        If names are not taken by hand here, a member is named twice or was not entitled, or a vote is of a
        kind that the rules do not know.
    """
    _require(division, "listed", DivisionStage.OPEN, DivisionStage.CLOSED, DivisionStage.DECLARED)
    if division.rules.names is not Names.BY_HAND:
        raise _refused("names-not-by-hand")
    weights = {one.member: one.weight for one in division.entitled}
    lines: dict[str, Vote] = {}
    for vote in votes:
        if vote.member in lines:
            raise _refused("named-twice", member=vote.member)
        if vote.member not in weights:
            raise _refused("not-entitled", member=vote.member)
        if vote.proxy and division.rules.proxies is Proxies.NONE:
            raise _refused("no-proxies", member=vote.member, proxy=vote.proxy)
        if vote.pair and not division.rules.pairing:
            raise _refused("no-pairing")
        if vote.teller and vote.choice not in _SIDES:
            raise _refused("no-such-side", choice=vote.choice.value)
        _refuse_choice(division.rules, vote.choice)
        lines[vote.member] = replace(vote, weight=weights[vote.member])
    return _with_lines(replace(division, votes=()), lines.values())


def closed(division: Division) -> Division:
    """Close an open division: no vote is taken any more.

    Raises
    ------
    DivisionError
        If it is not open.
    """
    _require(division, "closed", DivisionStage.OPEN)
    return replace(division, stage=DivisionStage.CLOSED)


def declared(division: Division, count: Count | None = None) -> Division:
    """Declare the count of a closed division.

    Parameters
    ----------
    division : Division
    count : Count or None
        As the tellers announced it, whatever the names add up to. Where a machine records the names, the
        count is of them: None, or the same.

    Raises
    ------
    DivisionError
        If it is not closed; if a count is wanting; or if it is not that of names recorded by machine.
    """
    _require(division, "declared", DivisionStage.CLOSED)
    if division.rules.names is Names.BY_MACHINE:
        names = count_names(division.votes, division.entitled, division.rules, division.majorities)
        if count is not None and count != names:
            raise _not_of_names(count, names)
        count = names
    if count is None:
        raise _refused("count-wanted")
    after = replace(division, stage=DivisionStage.DECLARED, count=count)
    outcome(after)  # refuses a count that does not say what its majorities are reckoned of
    return after


def cast(division: Division, choice: Choice) -> Division:
    """Give the casting vote on a tie.

    Raises
    ------
    DivisionError
        If there is no tie that it could decide.
    """
    _require(division, "decided by a casting vote", DivisionStage.DECLARED)
    if choice not in _SIDES:
        raise _refused("no-such-side", choice=choice.value)
    if outcome(division).result is not Result.TIED:
        raise _refused("no-tie")
    return replace(division, casting=choice)


def voided(division: Division, reason: str) -> Division:
    """Make a division void; its names and count are kept and decide nothing.

    Raises
    ------
    DivisionError
        If it is void already, or no reason is given.
    """
    _require(division, "made void", *(stage for stage in DivisionStage if stage is not DivisionStage.VOID))
    if not reason.strip():
        raise _refused("void-why")
    return replace(division, stage=DivisionStage.VOID, void=reason)


def _require(division: Division, act: str, *stages: DivisionStage) -> None:
    if division.stage not in stages:
        raise _refused("wrong-stage", division=division.id, stage=division.stage.value, act=act)


def _entitled(division: Division, member: str) -> Entitled:
    found = next((one for one in division.entitled if one.member == member), None)
    if found is None:
        raise _refused("not-entitled", member=member)
    return found


def _refuse_choice(rules: VotingRules, choice: Choice) -> None:
    """Refuse a choice that the rules do not know."""
    if choice is Choice.ABSTAIN and not rules.abstaining:
        raise _refused("no-abstaining")
    if choice is Choice.BOTH and rules.lobbies is Lobbies.REFUSED:
        raise _refused("one-lobby")


def _refuse_hand(one: Entitled, by: str) -> None:
    """Refuse a vote that is not cast by the one who may cast it."""
    if one.proxy and not by:
        raise _refused("proxy-stands", member=one.member, proxy=one.proxy)
    if by != one.proxy:
        raise _refused("not-a-proxy", member=one.member, proxy=by)
    if not by and not one.present:
        raise _refused("absent", member=one.member)


def _refuse_held(division: Division, member: str) -> Vote | None:
    """Refuse a member who tells or is paired; otherwise give the vote recorded so far."""
    line = next((vote for vote in division.votes if vote.member == member), None)
    if line is not None and line.teller:
        raise _refused("teller-votes", member=member, side=line.choice.value)
    if line is not None and line.pair:
        raise _refused("in-a-pair", member=member, other=line.pair)
    return line


def _with_lines(division: Division, lines: Iterable[Vote], *, instead_of: tuple[str, ...] = ()) -> Division:
    kept = [vote for vote in division.votes if vote.member not in instead_of]
    return replace(division, votes=tuple(sorted([*kept, *lines], key=lambda vote: vote.member)))


def _not_of_names(count: Count, names: Count) -> DivisionError:
    announced = {"ayes": str(count.ayes), "noes": str(count.noes)}
    return _refused("count-not-of-names", **announced, named_ayes=str(names.ayes), named_noes=str(names.noes))


def _refused(message: str, **parameters: str) -> DivisionError:
    return refusal(Message.of(message, **parameters))
