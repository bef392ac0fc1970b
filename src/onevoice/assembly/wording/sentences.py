"""English sentences for every message of this room, and the error that says one."""

from __future__ import annotations

from onevoice.assembly.messages import Message
from onevoice.errors import WordingError

SENTENCES = {
    # an operation that does not rest on the text it is put to
    "block-gone": "Block {block} is not in this text."
    " Draw the amendment up anew on the text as it now stands.",
    "block-changed": "Block {block} has changed since the amendment was drawn up: it now reads"
    " “{words:brief}”."
    " Rebase the amendment, or draw it up anew.",
    "text-changed": "The text has changed since the amendment that replaces the whole of it was drawn up."
    " Draw it up anew on the text as it now stands.",
    "span-outside": "Block {block} has {length} characters, so there are no words from {start} to {end}."
    " Quote the words again.",
    "cuts-letter": "In block {block}, offset {at} parts a letter from its marks (“{words:brief}”)."
    " Take the whole letter.",
    "letters-fuse": "In block {block}, the words would run together into other letters (“{words:brief}”)."
    " Leave out or insert whole words.",
    "id-taken": "A block with the id {block} stands in the text already."
    " Give the inserted block an id of its own.",
    # operations that cannot be carried together
    "clash": "{first} and {second} change the same words (“{words:brief}”)."
    " Carry one of them, or word them anew.",
    "clash-within": "Two operations of one amendment change the same words (“{words:brief}”)."
    " Say it in one operation.",
    "whole-and-part": "The whole text is replaced, so no part of it can be changed beside that."
    " Carry one of them.",
    # amendments to amendments
    "other-target": "Amendment {amendment} is to {target}, not to {text}. Put it to the text that it names.",
    "same-amendment-id": "Two amendments are called {amendment}. Give one of them another letter or number.",
    "amendment-cycle": "These amendments amend each other in a circle: {path}."
    " Name the text that the first of them amends.",
    "different-targets": "Amendment {first} is to {one} and amendment {second} to {other}."
    " Combine amendments to one text at a time.",
    "nothing-inserted": "Amendment {amendment} inserts no words that could be amended."
    " Amend the text itself instead.",
    "no-whole-block": "A whole block ({block}) cannot stand within words that run on (“{words:brief}”)."
    " Insert its words there, without a new block.",
    # identity
    "nothing-follows": "Block {block} is the last: there is none to join it with.",
    # versions
    "no-such-line": "There is no line {line}: version {version} has lines {first} to {last}.",
    "no-lines": "There is no line {line}: version {version} has no lines.",
}


def say(message: Message) -> str:
    """Give the English sentence of a message.

    Raises
    ------
    KeyError
        If the id is none of this room's, or a parameter is missing.

    Examples
    --------
    >>> say(Message.of("block-gone", block="b3"))
    'Block b3 is not in this text. Draw the amendment up anew on the text as it now stands.'
    """
    return SENTENCES[message.id].format_map({name: _Words(value) for name, value in message.parameters})


def refusal(message: Message) -> WordingError:
    """Give the error whose text is the message's sentence."""
    return WordingError(say(message), message)


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
    """A parameter that a template may ask for in brief."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return brief(self) if spec == "brief" else str(self)
