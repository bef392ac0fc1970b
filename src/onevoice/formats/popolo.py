"""Popolo vote events, read: JSON files of events, votes, people, organisations and memberships.

References
----------
Popolo Project, "The Popolo specification", https://www.popoloproject.com/specs/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Kind, Proposition, RedLine, Relation, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import NOT_ELIGIBLE, words_only
from onevoice.formats.declared import refuse_unknown_groups, sorted_groups, spells
from onevoice.formats.delimited import named
from onevoice.formats.gathering import Gathering, Ids
from onevoice.formats.popolo_documents import Collected, collect, first_day, last_day, text_of
from onevoice.formats.times import UNKNOWN, is_time, parsed

_FACTS = (
    "identifier",
    "classification",
    "result",
    "requirement",
    "organization_id",
    "legislative_session_id",
)


def read_popolo(paths: Sequence[Path], *, groups: Sequence[str] = ()) -> RollCall:
    """Read Popolo vote events.

    Parameters
    ----------
    paths : sequence of Path
        JSON files, each with one or more objects or collections of them.
    groups : sequence of str, default ()
        Kinds of group asked for by name.

    Returns
    -------
    RollCall
        Groups are organisations, and their classification is the kind. Who has memberships in the body
        that votes, none of which holds on the day, is not eligible on that day.

    Raises
    ------
    InputError
        If a file is no JSON, the events are of two bodies, or a vote cannot be understood.
    """
    found = collect(paths)
    body = _body(found)
    listed = bool(found.persons)
    members = Ids()
    for key in _roll(found, body):
        members[key]
    propositions = _propositions(found)
    numbers = {one.id: at for at, one in enumerate(propositions)}
    gathering, sat_in = _votes(found, members, numbers)
    _bar(found, body, gathering, members, propositions)
    declared, memberships = _groups(found, body, members, propositions, sat_in)
    refuse_unknown_groups(groups, list(dict.fromkeys(group.column for group in declared)))
    own = found.own
    return RollCall(
        kind=Kind(own["kind"]) if own.get("kind") in {"division", "sounding"} else Kind.DIVISION,
        title=text_of(own.get("title")) or text_of(found.organizations.get(body, {}).get("name")),
        has_roll=bool(own.get("has_roll", listed)),
        members=tuple(Member(key, found.name_of(key)) for key in members),
        propositions=tuple(propositions),
        answers=gathering.resolved(),
        groups=declared,
        memberships=tuple(memberships),
        relations=tuple(_relations(own, numbers)),
        red_lines=tuple(_red_lines(own, members, declared, numbers)),
    )


def _body(found: Collected) -> str:
    """Find the organisation that voted; two of them are two bodies."""
    bodies = dict.fromkeys(
        key for event in found.events.values() if (key := text_of(event.get("organization_id")))
    )
    if len(bodies) > 1:
        raise InputError(
            f"the vote events are of {len(bodies)} bodies: {named(list(bodies))}",
            "Keep the vote events of each organisation in files of their own",
        )
    return next(iter(bodies), "")


def _roll(found: Collected, body: str) -> Iterator[str]:
    """Ids of the people who belong to the body, or of all where no memberships say who does."""
    seated = {text_of(one.get("person_id")) for one in found.memberships if _is_seat(one, body)}
    for key in found.persons:
        if not seated or key in seated:
            yield key


def _is_seat(membership: Mapping[str, Any], body: str) -> bool:
    return bool(body) and text_of(membership.get("organization_id")) == body


def _propositions(found: Collected) -> list[Proposition]:
    propositions = []
    for key, event in found.events.items():
        inline = event.get("motion")
        motion = (
            inline if isinstance(inline, dict) else found.motions.get(text_of(event.get("motion_id")), {})
        )
        own = event.get("onevoice")
        own = own if isinstance(own, dict) else {}
        words = next((text for name in ("text", "name", "title") if (text := text_of(motion.get(name)))), "")
        moment = text_of(event.get("start_date")) or text_of(motion.get("date"))
        fields = own.get("fields")
        if not isinstance(fields, dict):
            facts = {name: event.get(name, motion.get(name)) for name in _FACTS}
            fields = {name: value for name, value in facts.items() if text_of(value) != key}
        if moment and not is_time(moment):  # a year or a month: kept, but no day on which it was put
            fields, moment = {**fields, "start_date": moment}, ""
        number = own.get("words")
        propositions.append(
            Proposition(
                key,
                words if "text" in motion else words or key,
                moment or None,
                text_of(own.get("slot")),
                text_of(own.get("source")),
                number if isinstance(number, int) and not isinstance(number, bool) else None,
                own.get("required") is True,
                own.get("protected") is True,
                own.get("moderated_out") is True,
                tuple((name, text) for name, value in fields.items() if (text := text_of(value))),
            )
        )
    return propositions


def _votes(
    found: Collected, members: Ids, numbers: Mapping[str, int]
) -> tuple[Gathering, list[tuple[str, int, Any]]]:
    """Gather the votes; also the group that each was cast in, where it says."""
    codes = words_only().lookup()
    gathering = Gathering()
    sat_in: list[tuple[str, int, Any]] = []
    for file, event, vote in found.votes:
        where = f"vote event {event!r}"
        voter = found.voter(vote)
        if event not in numbers:
            raise InputError(f"a vote is in {where}, which is not there", "Add the vote event", file=file)
        if not voter:
            raise InputError(f"in {where}, a vote has no voter", "Give every vote a voter_id", file=file)
        response = codes.get_code(text_of(vote.get("option")))
        if response is None or not text_of(vote.get("option")):
            raise InputError(
                f"in {where}, the option {vote.get('option')!r} of {voter!r} is no vote",
                "Use the options yes, no, abstain, absent, not voting or paired",
                file=file,
            )
        gathering.add(members[voter], numbers[event], response)
        gathering.time.append(_time(vote))
        if vote.get("group_id") or vote.get("group"):
            sat_in.append((voter, numbers[event], vote))
    return gathering, sat_in


def _time(vote: Mapping[str, Any]) -> int:
    moment = text_of(vote.get("updated_at"))
    return parsed(moment) if is_time(moment) else UNKNOWN


def _bar(
    found: Collected, body: str, gathering: Gathering, members: Ids, propositions: Sequence[Proposition]
) -> None:
    """Mark who had no seat in the body on the day and did not vote."""
    seats: dict[str, list[Membership]] = {}
    for one in found.memberships:
        person = text_of(one.get("person_id"))
        if _is_seat(one, body) and person in members:
            seats.setdefault(person, []).append(
                Membership(person, body, first_day(one.get("start_date")), last_day(one.get("end_date")))
            )
    voted = set(zip(gathering.member, gathering.proposition, strict=True))
    for person, spells_ in seats.items():
        for at, proposition in enumerate(propositions):
            outside = not any(seat.holds_on(proposition.date) for seat in spells_)
            if outside and (members[person], at) not in voted:
                gathering.add(members[person], at, NOT_ELIGIBLE)
                gathering.time.append(UNKNOWN)


def _groups(
    found: Collected,
    body: str,
    members: Ids,
    propositions: Sequence[Proposition],
    sat_in: Sequence[tuple[str, int, Any]],
) -> tuple[tuple[Group, ...], list[Membership]]:
    """Declare groups by memberships; where there are none of a kind, by the group that votes were cast in."""
    columns: dict[str, None] = {}
    pairs: set[tuple[str, str]] = set()
    for key, organization in found.organizations.items():
        if key != body:
            columns.setdefault(_column(organization))
            if found.own:
                pairs.add((_column(organization), text_of(organization.get("name")) or key))
    memberships: dict[Membership, None] = {}
    for one in found.memberships:
        person = text_of(one.get("person_id"))
        for name in ("organization_id", "on_behalf_of_id"):
            key = text_of(one.get(name))
            if person not in members or not key or key == body:
                continue
            organization = found.organizations.get(key, {})
            group = Group(_column(organization), text_of(organization.get("name")) or key)
            columns.setdefault(group.column)
            pairs.add((group.column, group.name))
            since, until = first_day(one.get("start_date")), last_day(one.get("end_date"))
            memberships.setdefault(Membership(person, group.id, since, until))
    peopled = {column for column, _ in pairs}
    seen: dict[str, dict[str, dict[str, str]]] = {}
    for voter, at, vote in sat_in:
        organization = found.group_of(vote)
        column, name = _column(organization), text_of(organization.get("name"))
        if name and column not in peopled:
            day = (propositions[at].date or "")[:10]
            seen.setdefault(column, {}).setdefault(voter, {})[day] = name
    for column, days_of in seen.items():
        columns.setdefault(column)
        pairs |= {(column, name) for days in days_of.values() for name in days.values()}
        memberships |= dict.fromkeys(spells(column, days_of))
    return sorted_groups(pairs, list(columns)), list(memberships)


def _column(organization: Mapping[str, Any]) -> str:
    return text_of(organization.get("classification")) or "organization"


def _relations(own: Mapping[str, Any], numbers: Mapping[str, int]) -> Iterator[Relation]:
    for row in own.get("relations") or ():
        match row:
            case [str(a), ("needs" | "clashes") as kind, str(b)] if a in numbers and b in numbers:
                yield Relation(a, kind, b)
            case _:
                raise InputError(f"the relation {row!r} cannot be understood", "Correct it, or remove it")


def _red_lines(
    own: Mapping[str, Any], members: Mapping[str, int], groups: Sequence[Group], numbers: Mapping[str, int]
) -> Iterator[RedLine]:
    ids = {group.id for group in groups}
    for row in own.get("red_lines") or ():
        match row:
            case [str(holder), bool(is_group), str(key)] if key in numbers and holder in (
                ids if is_group else members
            ):
                yield RedLine(holder, is_group, key)
            case _:
                raise InputError(f"the red line {row!r} cannot be understood", "Correct it, or remove it")
