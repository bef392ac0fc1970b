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
    "clash": "Amendments {first} and {second} change the same words (“{words:brief}”)."
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
    # how two operations stand to each other
    "disjoint": "They have nothing in common.",
    "touching-words": "They meet in block {block} between “{before}” and “{after}”, without a word in common."
    " Both can be carried.",
    "touching-blocks": "They meet beside block {block} (“{words:brief}”), without a word in common."
    " Both can be carried.",
    "same-point-words": "Both insert in block {block} between “{before}” and “{after}”."
    " Both can be carried; the words stand in order of notice.",
    "same-point-gap": "Both put blocks after block {block} (“{words:brief}”)."
    " Both can be carried; the blocks stand in order of notice.",
    "same-point-start": "Both put blocks before the first."
    " Both can be carried; the blocks stand in order of notice.",
    "same-point-end": "Both add at the end. Both can be carried, in turn.",
    "overlapping-words": "Both change “{words:brief}” in block {block}.",
    "overlapping-instead": "Both leave out “{words:brief}” in block {block}; instead the first puts"
    " “{first:brief}”, the second “{second:brief}”.",
    "overlapping-moves": "They move block {block} (“{words:brief}”) to different places.",
    "overlapping-wholes": "Both replace the whole text, by different words.",
    "containing-words": "The {container} changes “{words:brief}” in block {block}; that contains"
    " “{inner:brief}”, which the {contained} changes.",
    "containing-insertion": "The {container} leaves out “{words:brief}” in block {block}, within which the"
    " {contained} inserts “{inner:brief}”.",
    "containing-block": "The {container} leaves out block {block} (“{words:brief}”), in which the"
    " {contained} changes words.",
    "containing-move": "The {container} leaves out block {block} (“{words:brief}”), which the"
    " {contained} moves.",
    "containing-whole": "The {container} replaces the whole text, of which the {contained} changes a part.",
    "identical-words": "Both make the same change in block {block}: “{words:brief}”.",
    "identical-blocks": "Both leave out block {block} (“{words:brief}”).",
    "identical-moves": "Both move block {block} (“{words:brief}”) to one place.",
    "identical-insertions": "Both insert the same words at one place: “{words:brief}”.",
    "identical-wholes": "Both replace the whole text by the same words.",
    # what cannot be carried over to a changed text
    "already-made": "The same has been carried already: “{words:brief}”.",
    "already-done": "The same has been carried already.",
    "end-taken": "Others have added at the end, and “{words:brief}” cannot be put before their words."
    " Carry it first, or place it by hand.",
    "block-joined": "Words added at the end have joined block {block}, which now reads “{words:brief}”."
    " Place it by hand.",
    "end-joined": "Words added at the end have joined “{words:brief}”, and blocks would come between."
    " Place them by hand.",
    # the list of changes
    "changes-whole": "Amendment {amendment} leaves out the whole text and inserts another.",
    "changes-block-out": "Amendment {amendment}: leave out {kind} {ordinal}, “{words}”.",
    "changes-block-after": "Amendment {amendment}: after {kind} {ordinal}, insert “{words}”.",
    "changes-block-first": "Amendment {amendment}: at the beginning, insert “{words}”.",
    "changes-run-on": "Amendment {amendment}: at the end of inserted block {block}, add “{words}”.",
    "changes-move-after": "Amendment {amendment}: move {kind} {ordinal} to stand after {after_kind}"
    " {after_ordinal}: “{words}”.",
    "changes-move-first": "Amendment {amendment}: move {kind} {ordinal} to the beginning: “{words}”.",
    "changes-exchange": "Amendment {amendment}: in {kind} {ordinal}, leave out “{deleted}” and insert"
    " “{inserted}”.",
    "changes-out": "Amendment {amendment}: in {kind} {ordinal}, leave out “{deleted}”.",
    "changes-in": "Amendment {amendment}: in {kind} {ordinal}, after “{before}”, insert “{inserted}”.",
    "changes-in-first": "Amendment {amendment}: in {kind} {ordinal}, at the beginning, insert “{inserted}”.",
    # identity
    "nothing-follows": "Block {block} is the last: there is none to join it with.",
    # versions
    "no-such-line": "There is no line {line}: version {version} has lines {first} to {last}.",
    "no-lines": "There is no line {line}: version {version} has no lines.",
}

KINDS = {"list-entry": "list entry"}


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
    filled = {
        name: _Words(KINDS.get(value, value) if name.endswith("kind") else value)
        for name, value in message.parameters
    }
    return SENTENCES[message.id].format_map(filled)


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
    """A parameter without the spaces round it, which a template may ask for in brief."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        shown = self.strip() or str(self)
        return brief(shown) if spec == "brief" else shown
