# ruff: noqa: RUF001  # quotation marks and dashes of all kinds are meant
"""The blanks where words meet: one between two words, none before a comma, none doubled and none lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onevoice.formats.notation.matching import UNSPACED

_STOPS = frozenset(".,;:!?)]}…%")
_BRACKETS = frozenset("([{")
_JOINING = frozenset("-–—/")
_QUOTES = frozenset("“”„‟‘’‚‛«»‹›\"'")


@dataclass(frozen=True, slots=True)
class Edit:
    """Words of a block that go, from `start` to `end`, and what is put there; None where nothing is."""

    start: int
    end: int
    inserted: str | None


def spaced(words: str, edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Give edits the blanks that a reader expects where their words meet the block's.

    Edits with nothing but blanks between them, of which one only leaves out, become one.

    Parameters
    ----------
    words : str
        The block's.
    edits : sequence of Edit
        In order, none overlapping; what they insert has no blanks at its ends.
    """
    return tuple(_seamed(words, edit) for edit in _joined(words, edits))


def spaced_before(words: str, added: str) -> str:
    """Give words that run on after others, with the blank that they need."""
    return f" {added}" if _parted(words, added) else added


def _joined(words: str, edits: Sequence[Edit]) -> list[Edit]:
    joined: list[Edit] = []
    for edit in edits:
        last = joined[-1] if joined else None
        between = words[last.end : edit.start] if last else ""
        if last is None or between.strip() or (between and last.inserted and edit.inserted):
            joined.append(edit)
            continue
        inserted = last.inserted
        if edit.inserted is not None:
            inserted = (last.inserted or "") + spaced_before(last.inserted or "", edit.inserted)
        joined[-1] = Edit(last.start, edit.end, inserted)
    return joined


def _seamed(words: str, edit: Edit) -> Edit:
    """Give an edit its blanks on either side."""
    if not edit.inserted:
        return _closed(words, edit)
    start, end, inserted = edit.start, edit.end, edit.inserted
    left, removed, right = words[:start], words[start:end], words[end:]
    if _attaches(inserted) and left.strip():
        start = len(left.rstrip())
    elif _parted(left, inserted) and not _were_glued(left, removed, inserted):
        inserted = f" {inserted}"
    if _parted(inserted, right) and not _were_glued(right[::-1], removed[::-1], inserted[::-1]):
        inserted = f"{inserted} "
    return Edit(start, end, inserted)


def _closed(words: str, edit: Edit) -> Edit:
    """Close the gap that words leave: of the blanks round them those on one side go too."""
    start, end = edit.start, edit.end
    left, right = words[:start], words[end:]
    blanks_before = len(left) - len(left.rstrip())
    blanks_after = len(right) - len(right.lstrip())
    if start == end:
        return edit
    if not left.strip() or (left[-1] in _BRACKETS and blanks_after):
        return Edit(start, end + blanks_after, edit.inserted)
    if not right.strip() or _attaches(right):
        return Edit(start - blanks_before, end, edit.inserted)
    if blanks_before and blanks_after:
        return Edit(start, end + blanks_after, edit.inserted)
    if _parted(left, right) and _in_word(left[-1]) and _in_word(right[0]):
        return Edit(start, end, " ")
    return edit


def _parted(before: str, after: str) -> bool:
    """Whether a blank belongs between two runs of words."""
    if not before or not after or before[-1].isspace() or after[0].isspace():
        return False
    if _opens(before) or _attaches(after):
        return False
    if before[-1] in _JOINING and not before[-2:-1].isspace():
        return False
    if after[0] in _JOINING and not after[1:2].isspace():
        return False
    return not (UNSPACED.match(before[-1]) and UNSPACED.match(after[0]))


def _opens(before: str) -> bool:
    """Whether words end with a mark that stands right before the next word."""
    last = before[-1]
    return last in _BRACKETS or (last in _QUOTES and (len(before) == 1 or before[-2].isspace()))


def _attaches(after: str) -> bool:
    """Whether words begin with a mark that stands right after the word before."""
    first = after[0]
    return first in _STOPS or (first in _QUOTES and not after[1:2].isalnum())


def _were_glued(beside: str, removed: str, inserted: str) -> bool:
    """Whether what goes stood against its neighbour, and what comes is of the same sort; read outwards."""
    if not beside or not removed or beside[-1].isspace():
        return False
    return _in_word(removed[0]) == _in_word(inserted[0])


def _in_word(letter: str) -> bool:
    return letter.isalnum()
