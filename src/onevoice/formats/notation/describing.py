"""What an amendment does, in words for people to read."""

from __future__ import annotations

from functools import lru_cache

from onevoice.assembly.motion import Amendment
from onevoice.assembly.wording.marking import changes
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
    bare = Amendment(amendment.id, amendment.target, amendment.operations)  # whoever signs changes no words
    return _described(version, bare, language)


@lru_cache(maxsize=1024)
def _described(version: Version, amendment: Amendment, language: str) -> tuple[str, ...]:
    if language in SAYING:
        try:
            return tuple(write_notation(version, amendment.operations, language).split("\n"))
        except WordingError:  # what has no words in a notation, has some of a change
            pass
    return tuple(say(one, language) for one in changes(version.text, [amendment]))
