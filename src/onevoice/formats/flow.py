"""The words of one block as they flow in from a file: marks that open and close, blanks that fold."""

from __future__ import annotations

import re
from collections import Counter

from onevoice.assembly.text import Mark, MarkKind
from onevoice.formats.inline import Piece, Style, put_together

_FOLDED = re.compile(r"[ \t\n\r\f]+")
_BREAKS = re.compile("\r\n|[\t\n\x0b\x0c\r\x1c-\x1e\x85\u2028\u2029]")
_LOST = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SCHEMES = frozenset({"http:", "https:", "mailto:"})


def safe_target(target: str) -> str:
    """Give a link's target if a text may lead there (http, https, mailto or relative); empty if not."""
    target = target.strip()
    if _UNSEEN.search(target):
        return ""
    scheme = _SCHEME.match(target)
    if scheme:
        return target if scheme.group().lower() in _SCHEMES else ""
    # A colon before the first slash would end a scheme to somebody.
    return "" if ":" in re.split(r"[/?#]", target, maxsplit=1)[0] else target


def one_line(words: str) -> str:
    """Put a blank for every line break and tab, and leave out what cannot be printed."""
    return _LOST.sub("", _BREAKS.sub(" ", words))


class Flow:
    """Collects the words of a block and the marks on them."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._folding = True  # the next blank folds into the one before, or into the block's edge
        self._opened: Counter[MarkKind] = Counter()
        self._targets: list[str] = []
        self._styles: frozenset[Style] = frozenset()

    def __bool__(self) -> bool:
        """Whether any words are there."""
        return bool(self._pieces)

    def fold(self, words: str) -> None:
        """Add words in which runs of blanks count as one, and none at the block's edges, as in HTML."""
        words = _FOLDED.sub(" ", words)
        if self._folding:
            words = words.removeprefix(" ")
        if words:
            self.keep(words)
            self._folding = words.endswith(" ")

    def keep(self, words: str) -> None:
        """Add words with all their blanks."""
        words = one_line(words)
        if words:
            self._pieces.append(Piece(words, self._styles))
            self._folding = False

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Begin a mark here; a link to where no text may lead marks nothing."""
        self._opened[kind] += 1
        if kind is MarkKind.LINK:
            self._targets.append(safe_target(target))
        self._restyle()

    def close(self, kind: MarkKind) -> None:
        """End the mark of a kind that was opened last, if one is open."""
        if self._opened[kind]:
            self._opened[kind] -= 1
            if kind is MarkKind.LINK:
                self._targets.pop()
            self._restyle()

    def finish(self) -> tuple[str, tuple[Mark, ...]]:
        """Give the words in composed form (NFC) with their marks, and begin again; open marks go on."""
        if self._pieces and self._folding:
            last = self._pieces.pop()
            self._pieces.append(Piece(last.words.removesuffix(" "), last.styles))
        words, marks = put_together(self._pieces)
        self._pieces, self._folding = [], True
        return words, marks

    def _restyle(self) -> None:
        """Tell the marks of the words to come: of links within links, the inner one."""
        plain = {(kind, "") for kind, times in self._opened.items() if times and kind is not MarkKind.LINK}
        self._styles = frozenset(plain | {(MarkKind.LINK, target) for target in self._targets[-1:] if target})
