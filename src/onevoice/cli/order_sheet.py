"""The order paper of a debate as plain values: what is called when and why, and what falls."""

from __future__ import annotations

from typing import Any

from onevoice.assembly.messages import Message
from onevoice.assembly.order.asking import to_judge
from onevoice.assembly.order.calling import in_turn
from onevoice.assembly.order.debate import Debate, Decision, Grouping, ListedAmendment, ListedMotion
from onevoice.assembly.order.falling import Fall, as_it_reads, text_of
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.paper import AnyListed, blocs, questions_now
from onevoice.assembly.order.questions import before_meeting
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.order.stages import REVIVABLE, STANDING
from onevoice.assembly.order.supposing import Supposed, is_put_by_itself, on_either, why_it_falls
from onevoice.assembly.order.what_if import WhatIf
from onevoice.assembly.order.words import say
from onevoice.assembly.wording.publishing import publish
from onevoice.cli.order_script import moments
from onevoice.formats.notation import describe
from onevoice.formats.plain_text import plain

Document = dict[str, Any]

_NEITHER: Document = {"if_agreed": None, "if_negatived": None}


def sheet(debate: Debate, pack: Pack, language: str, supposed: tuple[WhatIf, ...] = ()) -> Document:
    """Give the order paper.

    Parameters
    ----------
    debate : Debate
        After all that is supposed.
    pack : Pack
    language : str
        Of the chair's words and the reasons.
    supposed : tuple of WhatIf
        Outcomes that somebody asked about, in turn.
    """
    return _Sheet(debate, pack, language).document(supposed)


class _Sheet:
    """One debate's order paper, in one language."""

    def __init__(self, debate: Debate, pack: Pack, language: str) -> None:
        self._debate, self._pack, self._language = debate, pack, language

    def document(self, supposed: tuple[WhatIf, ...]) -> Document:
        """Give all of it."""
        debate, pack = self._debate, self._pack
        return {
            "title": debate.title,
            "pack": {"id": pack.id, "title": pack.title},
            "language": self._language,
            "supposed": [
                {"number": number(debate, one.on), **self._outcome(one), "outcome": one.outcome.value}
                for one in supposed
            ],
            "motions": [self._motion(one) for one in debate.motions],
            "question_now": [
                {
                    "id": one.id,
                    "stage": one.stage.value,
                    "sentence": self._say(before_meeting(debate, pack, one)),
                }
                for one in questions_now(debate)
            ],
            "to_judge": [
                {
                    "matter": one.matter.id,
                    "rule": one.matter.rule,
                    "words": next((rule.words for rule in pack.rules if rule.number == one.matter.rule), ""),
                    "on": list(one.on),
                    "waits": one.matter.blocks,
                }
                for one in to_judge(debate)
            ],
            "script": [
                {"when": one.when, "on": one.on, "says": list(one.says)}
                for one in moments(debate, pack, self._language)
            ],
        }

    def _motion(self, listed: ListedMotion) -> Document:
        return {
            "id": listed.id,
            "number": listed.number,
            "title": listed.motion.title,
            **self._listed(listed, listed.motion.mover),
            "text": plain(listed.text).rstrip("\n").split("\n"),
            "amendments": self._amendments(listed.id),
            "blocs": [self._bloc(one) for one in blocs(self._debate, listed.id)],
        }

    def _amendments(self, target: str) -> list[Document]:
        """Give the amendments to a text: those that wait in order of calling, then the others."""
        documents = []
        for place, (listed, called) in enumerate(in_turn(self._debate, self._pack, target), start=1):
            documents.append(
                {
                    "id": listed.id,
                    "number": listed.number,
                    **self._listed(listed, listed.amendment.mover),
                    "says": self._says(listed),
                    "turn": place if called else None,
                    "why": self._reason(called.rule, called.message) if called else None,
                    **self._outcomes(listed),
                    "amendments": self._amendments(listed.id),
                }
            )
        return documents

    def _listed(self, listed: AnyListed, mover: str) -> Document:
        decision = self._debate.decision(listed.id)
        return {
            "stage": listed.stage.value,
            "mover": listed.moved_by or mover,
            "seconder": listed.seconder,
            "ruling": self._ruling(listed.ruling),
            "decision": None if decision is None else _decision(decision),
        }

    def _says(self, listed: ListedAmendment) -> list[str]:
        """Say what an amendment does on the words as they now read; nothing of one that has ended."""
        if listed.stage not in REVIVABLE:
            return []
        version = publish(text_of(self._debate, listed.amendment.target))
        return list(describe(version, as_it_reads(listed), "de" if self._language == "de" else "en"))

    def _outcomes(self, listed: ListedAmendment) -> Document:
        """Say what falls on each outcome of an amendment that can still be decided."""
        return self._both(listed.id) if is_put_by_itself(self._debate, listed) else _NEITHER

    def _both(self, on: str) -> Document:
        found = on_either(self._debate, self._pack, on)
        return {
            f"if_{one.outcome.value}": self._outcome(one) | {"cannot": one.cannot or None} for one in found
        }

    def _outcome(self, found: WhatIf | Supposed) -> Document:
        return {"on": found.on, "falls": [self._fall(one) for one in found.falls], "cannot": None}

    def _fall(self, fall: Fall) -> Document:
        message = why_it_falls(self._debate, fall, self._language)
        return {
            "id": fall.id,
            "number": number(self._debate, fall.id),
            **self._reason(fall.ruling.rule, message),
        }

    def _bloc(self, bloc: Grouping) -> Document:
        open_ = any(self._debate.amendment(one).stage in STANDING for one in bloc.on)
        both = self._both(bloc.id) if open_ else _NEITHER
        return {"id": bloc.id, "title": bloc.title, "on": list(bloc.on), **both}

    def _ruling(self, ruling: Ruling | None) -> Document | None:
        return None if ruling is None else self._reason(ruling.rule, ruling.message)

    def _reason(self, rule: str, message: Message) -> Document:
        return {"rule": rule, "sentence": self._say(message)}

    def _say(self, message: Message) -> str:
        return say(message, self._pack, self._language)


def number(debate: Debate, on: str) -> str:
    """Give the letter or number by which something is called; its id where it has none."""
    listed = debate.listed(on)
    return (listed.number if listed else "") or on


def _decision(decision: Decision) -> Document:
    count = decision.count
    return {
        "outcome": decision.outcome.value,
        "how": decision.how.value,
        "rule": decision.rule,
        "ayes": None if count is None else str(count.ayes),
        "noes": None if count is None else str(count.noes),
    }
