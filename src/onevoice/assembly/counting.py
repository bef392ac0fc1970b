"""Who is entitled, the recorded names added up, and how they differ from what was declared.

Nothing here replaces a declared count: the tellers' number is the result, and the list beside it may differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from onevoice.assembly.division import Entitled, Lobbies, Vote, VotingRules
from onevoice.assembly.majority import Amount, Choice, Count, Majority, Measure
from onevoice.assembly.messages import Message
from onevoice.assembly.people import Roll

_NOBODY: Mapping[str, str] = MappingProxyType({})


def entitled_on(
    roll: Roll,
    date: str | None,
    *,
    present: Collection[str] | None = None,
    proxies: Mapping[str, str] = _NOBODY,
) -> tuple[Entitled, ...]:
    """Take from the roll who is entitled to vote on a day.

    Parameters
    ----------
    roll : Roll
    date : str or None
        ISO date; None for an undated occasion.
    present : collection of str or None
        Member ids of those present; None where presence is not asked for.
    proxies : mapping of str to str
        Member id to whoever holds that member's proxy.

    Returns
    -------
    tuple of Entitled
    """
    groups = roll.groups(date)
    return tuple(
        Entitled(
            seat.member.id,
            seat.weight,
            groups[seat.member.id],
            present is None or seat.member.id in present,
            proxies.get(seat.member.id, ""),
        )
        for seat in roll.on(date)
    )


def count_names(
    votes: Iterable[Vote],
    entitled: Iterable[Entitled],
    rules: VotingRules,
    majorities: Sequence[Majority] = (),
) -> Count:
    """Add up recorded names.

    Parameters
    ----------
    votes : iterable of Vote
    entitled : iterable of Entitled
        As frozen at opening.
    rules : VotingRules
        Whether tellers are counted, and what a vote in both lobbies is.
    majorities : sequence of Majority
        For each that asks for a part of the roll, or for weight, there is a count beside that of all heads.

    Returns
    -------
    Count
    """
    named, roll = tuple(votes), tuple(entitled)
    asked = sorted({(one.group, one.measure.value) for one in majorities} - {("", Measure.HEADS.value)})
    beside = tuple(_sum(named, roll, rules, group, Measure(measure)) for group, measure in asked)
    whole = _sum(named, roll, rules, "", Measure.HEADS)
    tellers = tuple(sorted(_tellers(named), key=lambda one: (one[0].value, one[1])))
    return replace(whole, tellers=tellers if rules.tellers else None, beside=beside)


def difference(count: Count, votes: Iterable[Vote], rules: VotingRules) -> tuple[Message, ...]:
    """Say where a declared count and the recorded names differ, side by side.

    Parameters
    ----------
    count : Count
        As declared, of all heads.
    votes : iterable of Vote
        The recorded names.
    rules : VotingRules

    Returns
    -------
    tuple of Message
        One for each side whose numbers differ; empty if they agree.
    """
    named = _sum(tuple(votes), (), rules, "", Measure.HEADS)
    sides = (
        (Choice.AYE, count.ayes, named.ayes),
        (Choice.NO, count.noes, named.noes),
        (Choice.ABSTAIN, count.abstentions, named.abstentions),
    )
    return tuple(
        Message.of("names-differ", side=side.value, declared=str(declared), named=str(recorded))
        for side, declared, recorded in sides
        if declared != recorded
    )


def _sum(
    votes: Sequence[Vote], roll: Sequence[Entitled], rules: VotingRules, group: str, measure: Measure
) -> Count:
    within = [one for one in roll if not group or group in one.groups]
    members = {one.member for one in within}
    counted = [one for one in votes if (not group or one.member in members) and _counts(one, rules)]
    heads = measure is Measure.HEADS

    def total(weights: Iterable[Amount]) -> Amount:
        return sum(1 if heads else weight for weight in weights)

    def of(*choices: Choice) -> Amount:
        return total(one.weight for one in counted if one.choice in choices)

    each = {Choice.BOTH} if rules.lobbies is Lobbies.ONE_EACH else set()
    abstained = {Choice.ABSTAIN} | ({Choice.BOTH} - each)
    by_proxy = [one.choice in {Choice.AYE, *each} for one in counted if one.proxy]
    return Count(
        of(Choice.AYE, *each),
        of(Choice.NO, *each),
        of(*abstained),
        both=of(*each),
        roll=total(one.weight for one in within),
        present=total(one.weight for one in within if one.present),
        aye_proxies=sum(by_proxy) if heads else 0,
        other_proxies=len(by_proxy) - sum(by_proxy) if heads else 0,
        group=group,
        measure=measure,
    )


def _counts(vote: Vote, rules: VotingRules) -> bool:
    if vote.choice is Choice.UNRECORDED:
        return False
    return rules.tellers_counted or not vote.teller


def _tellers(votes: Iterable[Vote]) -> Iterator[tuple[Choice, str]]:
    return ((one.choice, one.member) for one in votes if one.teller)
