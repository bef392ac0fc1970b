"""What an amendment does, in words for people to read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from onevoice.assembly.motion import Amendment
from onevoice.assembly.wording.marking import changes
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.sentences import say
from onevoice.errors import WordingError
from onevoice.formats.notation.writing import SAYING, write_notation


def describe(version: Version, amendment: Amendment, language: str = "en") -> tuple[str, ...]:
    """Say what an amendment does to a text.

    Parameters
    ----------
    version : Version
        The text that it rests on; its line numbers are named.
    amendment : Amendment
    language : str
        Where order papers have no notation in it, the changes are told in sentences.

    Returns
    -------
    tuple of str
        A line for each thing that it does.

    Raises
    ------
    WordingError
        If it does not rest on the text.
    """
    lines = notated(version, amendment.operations, language)
    return lines or tuple(say(one, language) for one in changes(version.text, [amendment]))


def notated(version: Version, operations: Sequence[Operation], language: str = "en") -> tuple[str, ...]:
    """Give operations in the notation of order papers, a line each; nothing where it has no words."""
    return _notated(version, tuple(operations), language) if language in SAYING else ()


@lru_cache(maxsize=1024)
def _notated(version: Version, operations: tuple[Operation, ...], language: str) -> tuple[str, ...]:
    try:
        return tuple(write_notation(version, operations, language).split("\n"))
    except WordingError:
        return ()
