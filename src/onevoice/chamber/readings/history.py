"""The words that an amendment rests on, or rested on before it was decided."""

from __future__ import annotations

from collections.abc import Iterator

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.order.stages import REVIVABLE
from onevoice.assembly.text import Text
from onevoice.assembly.wording.amending import inserted_text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.rebasing import rebase
from onevoice.assembly.wording.sentences import between
from onevoice.errors import WordingError


def rests_on(debate: Debate, listed: ListedAmendment) -> tuple[Text, Amendment] | None:
    """Give a text and an amendment on it: as it now is, or as it was when it was decided.

    Returns
    -------
    (Text, Amendment) or None
        None where no text of the record bears it.
    """
    one = listed.amendment
    if listed.stage in REVIVABLE:
        tries: Iterator[tuple[Text, tuple[Operation, ...]]] = iter(
            [(text_of(debate, one.target), listed.operations)]
        )
    else:
        tries = _back_in_time(debate, listed)
    for text, operations in tries:
        try:
            apply(text, operations)
        except WordingError:
            continue
        return text, Amendment(one.id, one.target, operations)
    return None


def why_words_went(debate: Debate, listed: ListedAmendment) -> Message | None:
    """Say anew why an amendment fell whose words went with one that was agreed to, with both by number.

    What the record keeps of it is a sentence in English; this can be said in any language. None where the
    words can no longer be told.
    """
    decided = None if listed.ruling is None else debate.listed(listed.ruling.message["by"])
    if not isinstance(decided, ListedAmendment):
        return None
    for text, operations in _back_in_time(debate, decided):
        try:
            unplaced = rebase(text, listed.operations, operations).unplaced
        except WordingError:
            continue
        if unplaced:
            return between(unplaced[0].message, listed.number or listed.id, decided.number or decided.id)
    return None


def _back_in_time(debate: Debate, listed: ListedAmendment) -> Iterator[tuple[Text, tuple[Operation, ...]]]:
    """Give the texts on which it may have been decided, the likeliest first."""
    target = debate.named(listed.amendment.target)
    text = target.motion.text if isinstance(target, ListedMotion) else inserted_text(target.amendment)
    texts = [text]
    for carried in (one for decision in debate.decisions for one in decision.carried):
        if carried.source == listed.id:
            yield texts[-1], carried.operations
        if carried.target == target.id:
            try:
                texts.append(apply(texts[-1], carried.operations))
            except WordingError:  # words of a divided motion, which are others' by now
                break
    for operations in (listed.operations, listed.amendment.operations):
        yield from ((one, operations) for one in reversed(texts))
