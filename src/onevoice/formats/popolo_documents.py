"""Popolo's objects, gathered from JSON files however they are bundled: alone, in lists, in collections."""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from onevoice.errors import InputError
from onevoice.formats.delimited import text_encoding

Thing = dict[str, Any]
_COLLECTIONS = ("vote_events", "votes", "motions", "persons", "people", "organizations", "memberships")


@dataclass(slots=True)
class Collected:
    """Every object that the files hold, by its key where it has one.

    Attributes
    ----------
    events, motions, persons, organizations : dict of str to object
    memberships : list of object
    votes : list of (str, str, object)
        File, key of the vote event, vote.
    own : object
        What this project's own writer added, which the specification has no place for.
    """

    events: dict[str, Thing] = field(default_factory=dict)
    motions: dict[str, Thing] = field(default_factory=dict)
    persons: dict[str, Thing] = field(default_factory=dict)
    organizations: dict[str, Thing] = field(default_factory=dict)
    memberships: list[Thing] = field(default_factory=list)
    votes: list[tuple[str, str, Thing]] = field(default_factory=list)
    own: Thing = field(default_factory=dict)

    def voter(self, vote: Thing) -> str:
        """Key of who cast a vote, known from now on."""
        voter = vote.get("voter")
        if isinstance(voter, dict):
            key = text_of(voter.get("id")) or text_of(vote.get("voter_id")) or text_of(voter.get("name"))
            if key:
                self.persons.setdefault(key, voter)
            return key
        return text_of(vote.get("voter_id"))

    def name_of(self, key: str) -> str:
        """Find a person's name; empty where the files have none."""
        return text_of(self.persons.get(key, {}).get("name"))

    def group_of(self, vote: Thing) -> Thing:
        """Find the organisation that a vote was cast in."""
        key = text_of(vote.get("group_id"))
        inline = vote.get("group")
        if key in self.organizations:
            return self.organizations[key]
        return inline if isinstance(inline, dict) else {"name": key, "classification": "group"}


def text_of(value: Any) -> str:
    """Turn a scalar into text; empty for anything else, and for nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def load(path: Path) -> Any:
    """Read a JSON file.

    Raises
    ------
    InputError
        If it is none; says on which line.
    """
    encoding = text_encoding(path, path.name)
    try:
        return json.loads(path.read_text(encoding=encoding))
    except json.JSONDecodeError as error:
        raise InputError(
            f"this is no JSON ({error.msg}, character {error.colno})",
            "Export the file again, or mend it in an editor",
            file=path.name,
            row=error.lineno,
        ) from None
    except (RecursionError, ValueError):
        raise InputError(
            "this JSON is nested too deeply or holds a number too long",
            "Export the file again",
            file=path.name,
        ) from None


def holds_votes(document: Any) -> bool:
    """Whether a JSON document holds Popolo votes, or a collection of vote events."""
    if isinstance(document, dict) and isinstance(document.get("vote_events"), list):
        return True
    return any(
        kind == "vote" or (kind == "vote_event" and any(True for _ in _votes_of(thing)))
        for kind, thing in _things(document)
    )


def is_popolo(document: Any) -> bool:
    """Whether a JSON document holds objects that could belong to vote events."""
    return any(kind in {"person", "organization", "membership", "motion"} for kind, _ in _things(document))


def collect(paths: Sequence[Path]) -> Collected:
    """Gather the objects of several files.

    Raises
    ------
    InputError
        If a file is no JSON, or an object that needs a key has none.
    """
    found = Collected()
    for path in paths:
        document = load(path)
        if (
            isinstance(document, dict)
            and isinstance(document.get("onevoice"), dict)
            and "vote_events" in document
        ):
            found.own |= document["onevoice"]
        for kind, thing in _things(document):
            _keep(found, kind, thing, path.name)
    return found


def _keep(found: Collected, kind: str, thing: Thing, file: str) -> None:
    if kind == "membership":
        found.memberships.append(thing)
        return
    if kind == "vote":
        found.votes.append((file, text_of(thing.get("vote_event_id")), thing))
        return
    key = text_of(thing.get("id")) or text_of(thing.get("identifier"))
    keyed = {
        "vote_event": found.events,
        "motion": found.motions,
        "person": found.persons,
        "organization": found.organizations,
    }[kind]
    if kind == "vote_event":
        if not key:
            raise InputError("a vote event has no id", "Give every vote event an id", file=file)
        if key in keyed:
            raise InputError(f"the vote event {key!r} is there twice", "Keep one of the two", file=file)
        found.votes += ((file, key, vote) for vote in _votes_of(thing))
    if key:
        keyed.setdefault(key, thing)


def _votes_of(event: Thing) -> Iterator[Thing]:
    votes = event.get("votes")
    for vote in votes if isinstance(votes, list) else ():
        if isinstance(vote, dict) and "option" in vote:
            yield vote


def _things(document: Any) -> Iterator[tuple[str, Thing]]:
    """Yield every object with its kind."""
    if isinstance(document, list):
        for thing in document:
            yield from _one(thing)
        return
    if not isinstance(document, dict):
        return
    bundled = [name for name in _COLLECTIONS if isinstance(document.get(name), list)]
    if not bundled or _is_event(document):
        yield from _one(document)
        return
    for name in bundled:
        kind = {"people": "person"}.get(name, name.removesuffix("s"))
        for thing in document[name]:
            if isinstance(thing, dict) and (kind != "vote" or "option" in thing):
                yield kind, thing


def _is_event(thing: Thing) -> bool:
    return "votes" in thing and not any(name in thing for name in _COLLECTIONS if name != "votes")


def _one(thing: Any) -> Iterator[tuple[str, Thing]]:
    """Yield an object that stands alone, with its kind told from its properties."""
    if not isinstance(thing, dict):
        return
    names = thing.keys()
    if "option" in names and names & {"voter_id", "voter"}:
        yield "vote", thing
    elif "votes" in names or ("counts" in names and names & {"motion", "motion_id"}):
        yield "vote_event", thing
    elif "person_id" in names:
        yield "membership", thing
    elif "text" in names and names & {"vote_events", "creator_id", "organization_id"}:
        yield "motion", thing
    elif "name" in names and names & {"classification", "founding_date", "parent_id"}:
        yield "organization", thing
    elif "name" in names and "id" in names:
        yield "person", thing


def first_day(value: Any) -> str | None:
    """First day of a Popolo date, which may be a year or a month."""
    parts = _date_parts(value)
    return None if parts is None else date(parts[0], parts[1] or 1, parts[2] or 1).isoformat()


def last_day(value: Any) -> str | None:
    """Last day of a Popolo date, which may be a year or a month."""
    parts = _date_parts(value)
    if parts is None:
        return None
    year, month = parts[0], parts[1] or 12
    return date(year, month, parts[2] or monthrange(year, month)[1]).isoformat()


def _date_parts(value: Any) -> tuple[int, int, int] | None:
    """Year, month and day, the last two 0 where they are not given; None where there is no date."""
    text = text_of(value)[:10]
    if not text:
        return None
    numbers = text.split("-")
    try:
        year, month, day = (*(int(part) for part in numbers), 0, 0)[:3]
        date(year, month or 1, day or 1)
    except (ValueError, OverflowError):
        raise InputError(
            f"the date {text!r} is none that Popolo knows", "Write it as 2024, 2024-12 or 2024-12-31"
        ) from None
    return year, month, day
