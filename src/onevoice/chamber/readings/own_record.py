"""Everything that the database holds about one person, as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from onevoice.assembly.minutes import Entry, read_line
from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.sounding import Response
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.formats.paper_values import written

Record = dict[str, Any]


def own_record(assembly: models.Assembly, person: models.Person) -> Record:
    """Give all that is kept about a person of an assembly, and nothing about anybody else.

    Secrets are no part of it: of a personal link only a digest is kept, and of that only the times are given.
    Of entries in the minutes that concern the person without being theirs, as an import of the roll, only
    their own part is given.
    """
    return {
        "assembly": {"name": assembly.name, "address": assembly.slug},
        "person": _fields(
            person, ["id", "key", "name", "is_member", "is_clerk", "is_chair", "since", "until", "weight"]
        ),
        "groups": [_fields(one, ["column", "name", "since", "until"]) for one in person.affiliations.all()],
        "links": [_fields(one, ["issued_at", "used_at", "is_revoked"]) for one in person.keys.all()],
        "drafts": [
            _fields(one, ["id", "paper_id", "target", "title", "form", "words", "version", "changed_at"])
            for one in models.Draft.objects.filter(person=person)
        ],
        "presence": [
            _fields(one, ["sitting_id", "arrived_at", "left_at"]) | {"sitting": one.sitting.title}
            for one in models.Presence.objects.filter(person=person).select_related("sitting")
        ],
        "votes_recorded": [
            _fields(one, ["paper_id", "decision", "vote"])
            for one in models.NameRecorded.objects.filter(person=person)
        ],
        "answers": [
            _fields(one, ["paper_id", "question", "words"])
            | {"response": Response(one.response).name.lower()}
            for one in person.responses.order_by("paper_id", "question")
        ],
        "asked_to_sign": [
            _fields(one, ["paper_id", "on", "asked_at", "is_declined"]) for one in person.invitations.all()
        ],
        "papers": list(_on_papers(assembly, person.id)),
        "minutes": list(_minutes(assembly, person.id)),
    }


def _fields(row: Any, names: list[str]) -> Record:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _on_papers(assembly: models.Assembly, person: str) -> Iterator[Record]:
    """Give, of every paper, the texts that a person moves, their signatures, seconds and consents."""
    for id_, title in models.Paper.objects.filter(assembly=assembly).values_list("id", "title"):
        debate = papers.paper(assembly.id, id_).debate
        every: tuple[tuple[Any, Motion | Amendment], ...] = (
            *((one, one.motion) for one in debate.motions),
            *((one, one.amendment) for one in debate.amendments),
        )
        found: Record = {
            "moves": [_moved(text, listed.stage.value) for listed, text in every if text.mover == person],
            "signed": [
                {"text": text.id, "at": one.at}
                for _, text in every
                for one in text.signatures
                if one.member == person
            ],
            "seconds": [text.id for listed, text in every if listed.seconder == person],
            "moved": [text.id for listed, text in every if listed.moved_by == person],
            "composites": [one.composite.id for one in debate.composites if one.mover == person],
            "consents": [
                {"composite": one.composite.id} | written(said)
                for one in debate.composites
                for said in one.composite.consents
                if said.member == person
            ],
        }
        if any(found.values()):
            yield {"paper": id_, "title": title} | found


def _moved(text: Motion | Amendment, stage: str) -> Record:
    """Give a text as its mover handed it in, without those who signed it."""
    words: Record = written(text)
    words.pop("signatures", None)
    return words | {"stage": stage}


def _minutes(assembly: models.Assembly, person: str) -> Iterator[Record]:
    """Give the entries of a person's acts whole, and of others that concern them, what is theirs."""
    rows = models.Entry.objects.filter(assembly=assembly).select_related("private_part")
    for row in rows:
        entry = read_line(bytes(row.line))
        public: Mapping[str, Any] = entry.public if isinstance(entry.public, dict) else {}
        told: Record = {"sequence": entry.sequence, "time": entry.time, "act": entry.act}
        if entry.person == person or public.get("for") == person:
            part = getattr(row, "private_part", None)
            own = {} if part is None else {"private": part.part}
            yield told | {"objects": list(entry.objects), "public": entry.public} | own
        elif _concerns(entry, public, person):
            yield told | {"about": _own_part(public, person)}


def _concerns(entry: Entry, public: Mapping[str, Any], person: str) -> bool:
    return person in entry.objects or bool(_own_part(public, person))


def _own_part(public: Mapping[str, Any], person: str) -> list[Record]:
    """Give what an entry on the roll says of a person."""
    people = public.get("people")
    return [one for one in people if one.get("person") == person] if isinstance(people, list) else []
