"""Popolo vote events, written: one JSON file, an event at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np

from onevoice.assembly.sounding import Proposition, Response, RollCall
from onevoice.formats.open_tables_written import has_times
from onevoice.formats.placing import placed_file, refuse_unwritable
from onevoice.formats.times import UNKNOWN, written

OPTIONS = {
    Response.AGREE: "yes",
    Response.DISAGREE: "no",
    Response.PASS: "abstain",
    Response.NOT_ELIGIBLE: "not eligible",
}
"""Responses as Popolo's options; the last is not one of its own."""


def write_popolo(calls: RollCall, path: Path, *, overwrite: bool = False) -> None:
    """Write a roll call as Popolo vote events.

    What the specification has no place for (whether answers are private, slots, red lines) stands under
    the key ``onevoice``, so that the same roll call is read again.

    Parameters
    ----------
    calls : RollCall
    path : Path
        The JSON file.
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Raises
    ------
    InputError
        If something is there already, or a text could not be read again.
    """
    refuse_unwritable(calls)
    with placed_file(path, overwrite=overwrite) as draft, draft.open("w", encoding="utf-8") as stream:
        _write(calls, stream)


def _write(calls: RollCall, stream: IO[str]) -> None:
    persons: list[Any] = [{"id": one.id, "name": one.name} for one in calls.members]
    organizations: list[Any] = [
        {"id": group.id, "name": group.name, "classification": group.column} for group in calls.groups
    ]
    memberships: list[Any] = [
        {"person_id": one.member, "organization_id": one.group}
        | ({"start_date": one.since} if one.since else {})
        | ({"end_date": one.until} if one.until else {})
        for one in calls.memberships
    ]
    own: dict[str, Any] = {
        "kind": calls.kind.value,
        "title": calls.title,
        "has_roll": calls.has_roll,
        "relations": [[one.a, one.kind, one.b] for one in calls.relations],
        "red_lines": [[one.holder, one.is_group, one.proposition] for one in calls.red_lines],
    }
    head = {"onevoice": own, "persons": persons, "organizations": organizations, "memberships": memberships}
    for name, value in head.items():
        stream.write(f"{'{' if name == 'onevoice' else ','}\n{_json(name)}: {_json(value)}")
    stream.write(',\n"vote_events": [')
    for number, event in enumerate(_events(calls)):
        stream.write(("," if number else "") + "\n" + _json(event))
    stream.write("\n]}\n")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _events(calls: RollCall) -> Iterator[dict[str, Any]]:
    """Yield the vote events in the order of the propositions, votes in the order of the answers."""
    answers = calls.answers
    member = np.asarray(answers.member, dtype=np.int64)
    response = np.asarray(answers.response, dtype=np.int64)
    time = np.asarray(answers.time, dtype=np.int64) if has_times(calls) and answers.time is not None else None
    order = np.argsort(np.asarray(answers.proposition, dtype=np.int64), kind="stable")
    sizes = np.bincount(np.asarray(answers.proposition, dtype=np.int64), minlength=len(calls.propositions))
    options = {int(code): option for code, option in OPTIONS.items()}
    ends = np.cumsum(sizes).tolist()
    for one, start, end in zip(calls.propositions, [0, *ends], ends, strict=False):
        votes = []
        for row in order[start:end].tolist():
            vote = {"voter_id": calls.members[member[row]].id, "option": options[int(response[row])]}
            if time is not None and time[row] != UNKNOWN:
                vote["updated_at"] = written(int(time[row]))
            votes.append(vote)
        yield _event(one, votes)


def _event(one: Proposition, votes: list[dict[str, str]]) -> dict[str, Any]:
    own = {
        "slot": one.slot,
        "source": one.source,
        "words": one.words,
        "required": one.required,
        "protected": one.protected,
        "moderated_out": one.moderated_out,
        "fields": dict(one.fields),
    }
    event: dict[str, Any] = {"id": one.id, "motion": {"text": one.text}, "votes": votes, "onevoice": own}
    return event | ({"start_date": one.date} if one.date else {})
