"""Answers to the questions of a paper, and accounts that nobody had to compute."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping

from django_tasks.base import TaskResultStatus

from chamber.evenings import Evening
from onevoice.assembly.sounding import Response
from onevoice.chamber import jobs
from onevoice.chamber.acts.answers import Answered
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.questions import questions

_HALF = {"median": 0.5, "low": 0.1, "high": 0.9}
_NOBODY = {"agree": 0, "disagree": 0, "pass": 0, "unheard": 7, "n": 7}
_UNHEARD = {
    "support": {"all": {**_HALF, **_NOBODY, "of_stances": _HALF}},
    **dict.fromkeys(("consensus", "bridging", "bridging_interval", "divisiveness")),
    "expected": {
        "carried": 0.5,
        "groups": [{"id": "all", "members": 7, "ayes": _HALF, "noes": _HALF}],
    },
    "could_ask": [],
}


def read(e: Evening) -> PaperRead:
    """Read the paper of an evening as it is."""
    return papers.paper(e.town.assembly.id, e.paper)


def said(e: Evening, by_question: Mapping[str, Mapping[Doer, Response]]) -> dict[str, Answered]:
    """Give answers to the questions as they now are, by person."""
    words = {one.id: one.digest for one in questions(read(e))}
    given: dict[str, dict[str, tuple[str, Response]]] = {}
    for question, own in by_question.items():
        for member, response in own.items():
            given.setdefault(member.person, {})[question] = (words[question], response)
    return given


def made_ready(e: Evening, could_ask: Mapping[str, Iterable[Doer]] | None = None, **more: object) -> str:
    """Have an account of the paper ready, as the job process leaves it; give its digest.

    Parameters
    ----------
    e : Evening
    could_ask : mapping of str to iterable of Doer
        By text, who is likely to agree.
    **more
        What the account says beside the texts and the version.
    """
    paper = read(e)
    asked = could_ask or {}
    words = {one.id: one.digest for one in questions(paper)}
    document = {
        "onevoice": "0",
        "version": paper.version,
        "digest": "0" * 64,
        "public": True,
        "threshold": 0.5,
        "seed": 0,
        "counts": dict.fromkeys(("members", "answered", "propositions", "agree", "disagree", "pass"), 0),
        "known": {"responses": 0, "votes": 0, "signatures": 0},
        "groups": [{"id": "all", "column": "", "name": "all", "members": 7, "above_floor": True}],
        "basis": {"kind": "none", "column": None, "groups": ["all"], "overlapping": False},
        "texts": [{"id": on, "words": words[on], **_UNHEARD} for on in asked],
        "parts": [],
        "selection": None,
        "composites": {},
        **more,
    }
    text = json.dumps(document, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()
    finish(
        e.paper,
        {
            "account": text,
            "digest": digest,
            "could_ask": {on: [one.person for one in people] for on, people in asked.items()},
            "why_not": "",
        },
    )
    return digest


def finish(paper: str, result: Mapping[str, object]) -> None:
    """Put the result of a job that worked a paper out."""
    jobs.ask(paper, None)
    jobs.asked_for(paper).update(status=TaskResultStatus.SUCCESSFUL, return_value=result)
