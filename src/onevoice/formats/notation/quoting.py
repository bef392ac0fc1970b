# ruff: noqa: RUF001  # quotation marks and dashes of all kinds are meant
"""Words in quotation marks: where a quotation can end, and which marks to put around words."""

from __future__ import annotations

from collections.abc import Iterator

_CLOSES = {
    "“": "”",
    "”": "”",
    "„": '“”"',
    "‘": "’",
    "’": "’",
    "‚": "‘’'",
    "»": "«",
    "«": "»",
    "›": "‹",
    "‹": "›",
    '"': '"',
    "'": "'",
}
_STRAIGHT = "\"'"
_PAIRS = {
    "en": ("“”", "‘’", '""', "«»", "‹›", "''"),
    "de": ("„“", "»«", "‚‘", "›‹", '""', "''"),
}


def opens(letter: str) -> bool:
    """Whether a quotation can begin with this mark."""
    return letter in _CLOSES


def endings(notation: str, start: int) -> Iterator[tuple[int, str]]:
    """Find where a quotation that opens at `start` can end; where a pair within is open comes last.

    An apostrophe is such a place too: what follows must show which it is. A straight mark that stands twice
    is one of the words.

    Yields
    ------
    (int, str)
        Offset after the closing mark, and the quoted words.
    """
    opening = notation[start]
    closing = _CLOSES[opening]
    nested: list[tuple[int, str]] = []
    open_pairs = 0
    at = start + 1
    while at < len(notation):
        letter = notation[at]
        if opening in _STRAIGHT and notation.startswith(opening * 2, at):
            at += 2
            continue
        if letter == opening and letter not in closing:
            open_pairs += 1
        elif letter in closing:
            words = notation[start + 1 : at]
            found = at + 1, words.replace(opening * 2, opening) if opening in _STRAIGHT else words
            if open_pairs:
                open_pairs -= 1
                nested.append(found)
            else:
                yield found
        at += 1
    yield from nested


def quoted(words: str, language: str) -> str:
    """Put quotation marks around words: the usual ones that do not stand in them."""
    for pair in _PAIRS[language]:
        opening, closing = pair[0], pair[1]
        if not any(mark in words for mark in {opening, *_CLOSES[opening]}):
            return f"{opening}{words}{closing}"
    return '"' + words.replace('"', '""') + '"'
