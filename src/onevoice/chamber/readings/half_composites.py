"""A composite that is half made, as its draft holds it."""

from __future__ import annotations

import json
from dataclasses import dataclass

from onevoice.chamber.readings.composing import Clauses
from onevoice.chamber.readings.drafts import DraftRead

FORM = "composite"
"""How such a draft is written."""


@dataclass(frozen=True, slots=True)
class Half:
    """A composite that is half made.

    Attributes
    ----------
    composite : str
        Id of the composite whose wording it would change; empty for a new one.
    clauses : tuple of str
        Ids of the clauses that were ticked, in order.
    words : str
        The wording, as typed.
    """

    composite: str
    clauses: tuple[str, ...]
    words: str

    def chosen(self, among: Clauses) -> Clauses:
        """Give the ticked clauses, of those that there are now."""
        known = {one.id: one for one in among}
        return tuple(known[one] for one in self.clauses if one in known)


def written(half: Half) -> str:
    """Write it as the words of a draft."""
    held = {"composite": half.composite, "clauses": half.clauses, "words": half.words}
    return json.dumps(held, ensure_ascii=False)


def half_of(words: str) -> Half:
    """Read what `written` wrote."""
    held = json.loads(words)
    return Half(held["composite"], tuple(held["clauses"]), held["words"])


def composite_of(draft: DraftRead) -> str:
    """Give the id of the composite that a draft would change; empty for none."""
    return half_of(draft.words).composite if draft.form == FORM else ""
