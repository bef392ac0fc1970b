"""Sentences for every message of this room, in each of its languages, and the error that says one.

Another language is one more module beside ``words_english``, and one more line below.
"""

from __future__ import annotations

from collections.abc import Mapping

from onevoice.assembly.messages import Message
from onevoice.assembly.wording.tongue import Tongue
from onevoice.assembly.wording.words_english import ENGLISH
from onevoice.assembly.wording.words_german import GERMAN
from onevoice.assembly.wording.words_hebrew import HEBREW
from onevoice.errors import WordingError

TONGUES: Mapping[str, Tongue] = {"en": ENGLISH, "de": GERMAN, "he": HEBREW}
"""The languages of this room, by their code."""

_PARTIES = {"container", "contained", "putting", "leaving"}


def tongue(language: str = "en") -> Tongue:
    """Give the words of a language (BCP 47); English where there are none of it.

    >>> tongue("de-AT").states["deleted"], tongue("cy").states["deleted"]
    ('gestrichen', 'deleted')
    """
    return TONGUES.get(language.split("-", maxsplit=1)[0].lower(), ENGLISH)


def say(message: Message, language: str = "en") -> str:
    """Give the sentence of a message.

    Parameters
    ----------
    message : Message
        Where it speaks of two amendments, it names those that ``between`` has put into it.
    language : str
        One of ``TONGUES``; anything else is said in English.

    Raises
    ------
    KeyError
        If the id is none of this room's, or a parameter is missing.

    Examples
    --------
    >>> say(Message.of("block-gone", block="b3"))
    'Block b3 is not in this text. Draw the amendment up anew on the text as it now stands.'
    """
    own = tongue(language)
    given = dict(message.parameters)
    sides = _sides(given, own)
    shown = {name: sides.get(value, value) if name in _PARTIES else value for name, value in given.items()}
    shown |= {"by_first": sides["first"], "by_second": sides["second"]}
    for about in ("", "after_"):
        if f"{about}kind" in given:
            shown[f"{about}place"] = _place(given, about, own)
    return own.sentences[message.id].format_map({name: _Words(value) for name, value in shown.items()})


def between(message: Message, first: str, second: str) -> Message:
    """Name the two amendments that a message speaks of as the first and the second.

    >>> both = Message.of("containing-whole", container="second", contained="first")
    >>> say(between(both, "A", "B"))
    'Amendment B replaces the whole text, of which amendment A changes a part.'
    """
    return Message(message.id, (*message.parameters, ("first_name", first), ("second_name", second)))


def against(message: Message) -> Message:
    """Say of a message's first that it is open, and of its second that it has been carried.

    >>> both = Message.of("containing-whole", container="second", contained="first")
    >>> say(against(both))
    'The one that was carried replaces the whole text, of which this amendment changes a part.'
    """
    return Message(message.id, (*message.parameters, ("sides", "open-and-carried")))


def _sides(given: Mapping[str, str], own: Tongue) -> dict[str, str]:
    """Say how the two amendments of a message are called."""
    if "first_name" in given:
        return {side: own.amendment.format(id=given[f"{side}_name"]) for side in ("first", "second")}
    first, second = ("open", "carried") if "sides" in given else ("first", "second")
    return {"first": own.parties[first], "second": own.parties[second]}


def _place(given: Mapping[str, str], about: str, own: Tongue) -> str:
    """Name a block by its printed number, or by its words where others have numbers, or by its place."""
    kind = own.kinds[given[f"{about}kind"]]
    if begins := given.get(f"{about}begins", ""):
        return own.begins.format(kind=kind, begins=begins)
    return f"{kind} {given.get(f'{about}number') or given[f'{about}ordinal']}"


def refusal(message: Message) -> WordingError:
    """Give the error whose text is the message's sentence."""
    return WordingError(say(message), message)


def initial(words: str) -> str:
    """Begin words with a capital letter, as a sentence does."""
    return words[:1].upper() + words[1:]


def brief(words: str) -> str:
    """Shorten a long quotation to its first and last words.

    >>> brief("That this House notes the report and " + "calls for " * 9 + "action by the end of the year")
    'That this House notes the report … by the end of the year'
    """
    singles = words.split()
    if len(words) <= 80:
        return words
    if len(singles) <= 12:
        return f"{words[:40]}…{words[-20:]}"
    return f"{' '.join(singles[:6])} … {' '.join(singles[-6:])}"


class _Words(str):
    """A parameter without the spaces round it, which a template asks for in brief or as a start."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        shown = self.strip() or str(self)
        if spec == "start":
            return initial(shown)
        return brief(shown) if spec == "brief" else shown
