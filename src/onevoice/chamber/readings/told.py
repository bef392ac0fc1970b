"""Messages as sentences in which names and typed words are set apart (``isolating``)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from onevoice.assembly.messages import Message
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.wording.sentences import say
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.speech import spoken

# parameters that choose between words of ours, or are sentences in which words are set apart already
_OURS = frozenset(
    {"why", "container", "contained", "putting", "leaving", "sides", "kind", "after_kind", "at", "block"}
)


def told(message: Message, names: Mapping[str, str], pack: Pack | None = None) -> str:
    """Give the sentence of a message.

    Parameters
    ----------
    message : Message
    names : mapping of str to str
        What ids are called.
    pack : Pack, optional
        Whose words come first.
    """
    return spoken(apart(message, names), {}, pack)


def worded(message: Message, names: Mapping[str, str]) -> str:
    """Give the sentence of a message of wordings; as `told`."""
    return say(apart(message, names), get_language() or "en")


def apart(message: Message, names: Mapping[str, str]) -> Message:
    """Give a message whose parameters are named and set apart."""
    parameters = (
        (name, value if name in _OURS else named(value, names)) for name, value in message.parameters
    )
    return Message(message.id, tuple(parameters))


def named(value: str, names: Mapping[str, str]) -> str:
    """Give what an id, or each of a list of ids, is called; other words as they are. All are set apart."""
    if value.isdigit():
        return value
    if value in names or ", " not in value:
        return isolated(names.get(value, value))
    parts = value.split(", ")
    if all(one in names for one in parts):
        return ", ".join(isolated(names[one]) for one in parts)
    return isolated(value)
