"""Where the assembly stands on a paper, worked out: the job process alone runs this.

``heard -> analysis -> selection, composites, expected divisions, who could be asked to sign -> account``
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from onevoice.assembly.order.clashing import clashes
from onevoice.assembly.order.debate import ListedAmendment, ListedMotion
from onevoice.assembly.order.paper import ready
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.sounding import RollCall
from onevoice.chamber import models
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.heard import Heard, heard
from onevoice.chamber.readings.papers import PaperRead
from onevoice.errors import OnevoiceError
from onevoice.opinion.analysis import Analysis, analyse
from onevoice.opinion.composite import Demands, compose
from onevoice.opinion.cosignatories import find_cosignatories, likely_cosignatories
from onevoice.opinion.expected_division import expected_divisions
from onevoice.opinion.selection import select
from onevoice.opinion.selection_basis import draws_of
from onevoice.version import __version__

Document = dict[str, Any]

_BUDGET = 10.0  # of the solver's time for each selection and composite
_PLACES = 0.5  # of those that could be, where neither the rules nor the person say how many
_OPEN = {Stage.ON_PAPER, Stage.NOT_SELECTED, Stage.SELECTED}
_KEPT = ("support", "consensus", "bridging", "bridging_interval", "divisiveness")


def worked_out(paper: str, places: int | None = None) -> Document:
    """Work it all out; ``jobs.work_out`` says what comes back."""
    row = models.Paper.objects.get(pk=paper)
    read = papers.paper(row.assembly_id, paper)
    known = heard(read, row.assembly_id)
    if not known.asked:
        return _nothing("Nobody has answered a question on this paper yet.")
    try:
        analysis = analyse(known.calls, reruns=False)
        account, could_ask = _account(read, known, analysis, places)
    except OnevoiceError as error:
        return _nothing(str(error))
    text = json.dumps(account, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"account": text, "digest": digest, "could_ask": could_ask, "why_not": ""}


def _nothing(why_not: str) -> Document:
    return {"account": "", "digest": "", "could_ask": {}, "why_not": why_not}


def _account(
    read: PaperRead, known: Heard, analysis: Analysis, places: int | None
) -> tuple[Document, dict[str, list[str]]]:
    document = analysis.document
    rows = {row["id"]: row for row in document["propositions"]}
    expected = expected_divisions(analysis)
    draws = draws_of(analysis)
    signers = _signers(read, known.calls, document["basis"]["column"])
    could_ask: dict[str, list[str]] = {}
    texts: list[Document] = []
    parts: list[Document] = []
    for question in known.questions:
        if question.id not in rows:
            continue
        told = {"id": question.id, "words": question.digest}
        told |= {name: rows[question.id][name] for name in _KEPT}
        if question.is_part:
            parts.append(told | {"slot": question.slot, "motion": question.motion})
            continue
        own = signers.get(question.id, set())
        asked = find_cosignatories(analysis, question.id, own) if own else None
        likely = likely_cosignatories(analysis, question.id, own, draws=draws) if own else ()
        could_ask[question.id] = list(likely)
        others = [[one.group, one.expected, one.members] for one in asked.others] if asked else []
        texts.append(told | {"expected": expected[question.id], "could_ask": others})
    account = {
        "onevoice": __version__,
        "version": read.version,
        "digest": document["digest"],
        "public": document["public"],
        "threshold": document["settings"]["threshold"],
        "seed": document["settings"]["seed"],
        "counts": document["counts"],
        "known": {"responses": known.responses, "votes": known.votes, "signatures": known.signatures},
        "groups": document["groups"],
        "basis": document["basis"],
        "texts": texts,
        "parts": parts,
        "selection": _selection(read, known, analysis, places),
        "composites": dict(_composites(known, analysis)),
    }
    return account, could_ask


def _signers(read: PaperRead, calls: RollCall, column: str | None) -> dict[str, set[str]]:
    """Give the groups of who signed each text, among those of the column that counts."""
    of: dict[str, set[str]] = {}
    for one in calls.memberships:
        if column and one.group.startswith(f"{column}:"):
            of.setdefault(one.member, set()).add(one.group)
    listed = [one.motion for one in read.debate.motions] + [one.amendment for one in read.debate.amendments]
    return {
        one.id: set().union(
            *(of.get(member, set()) for member in (one.mover, *(s.member for s in one.signatures)))
        )
        for one in listed
    }


def _selection(read: PaperRead, known: Heard, analysis: Analysis, places: int | None) -> Document | None:
    """Propose what to select; None where nothing is, or nobody was asked about what could be."""
    selecting = read.pack.selecting
    every: list[ListedMotion | ListedAmendment] = [*read.debate.motions, *read.debate.amendments]
    among = [
        one.id
        for one in every
        if one.stage in _OPEN and ready(read.pack, one) is Stage.SELECTED and one.id in known.asked
    ]
    if selecting is None or not among:
        return None
    pairs = clashes(read.debate, [one for one in among if read.debate.listed(one) in read.debate.amendments])
    k = places or selecting.cap or max(1, round(len(among) * _PLACES))
    found = select(analysis, k=k, cap=selecting.cap, among=among, clashes=pairs, budget=_BUDGET)
    return found.document


def _composites(known: Heard, analysis: Analysis) -> Iterator[tuple[str, Document]]:
    """Compose each motion anew from what could stand in its places, if members were asked about the parts."""
    asked = {one.id: one for one in known.questions if one.is_part and one.id in known.asked}
    for motion in dict.fromkeys(one.motion for one in asked.values()):
        parts = [one for one in asked.values() if one.motion == motion]
        chosen_from = any(one.optional or one.on != motion for one in parts)
        if chosen_from and any(one.on == motion for one in parts):
            slots = _with_slots_of(analysis, {one.id for one in parts})
            # where no wording can be judged, the rest of the account still stands
            with suppress(OnevoiceError):
                yield motion, compose(slots, demands=Demands(tabled=motion), budget=_BUDGET).document


def _with_slots_of(analysis: Analysis, parts: set[str]) -> Analysis:
    """Give the same analysis, with the places of one motion alone."""
    if analysis.parts is None:
        return analysis
    calls = analysis.parts.calls
    kept = tuple(one if one.id in parts else replace(one, slot="") for one in calls.propositions)
    return replace(analysis, parts=replace(analysis.parts, calls=replace(calls, propositions=kept)))
