"""What two amendments have to do with each other, as a person reads it: their names, the words, the line."""

from __future__ import annotations

from onevoice.assembly.wording.publishing import Version
from onevoice.assembly.wording.relating import Relation
from onevoice.assembly.wording.sentences import between, say, tongue


def explained(version: Version, first: str, second: str, relation: Relation, language: str = "en") -> str:
    """Say how two amendments stand to each other.

    Parameters
    ----------
    version : Version
        The text as published, for the number of the line; of what is not in it, no line is said.
    first, second : str
        How the amendments are called, in the order in which they were related.
    relation : Relation
    language : str
        As for `onevoice.assembly.wording.sentences.say`.

    Examples
    --------
    >>> from onevoice.assembly.messages import Message
    >>> from onevoice.assembly.text import Block, Kind, Text
    >>> from onevoice.assembly.wording.publishing import publish
    >>> from onevoice.assembly.wording.relating import RelationKind
    >>> version = publish(Text((Block("b1", Kind.PARAGRAPH, "That the town bakes."),)), first_line=4)
    >>> both = Message.of("overlapping-words", block="b1", at="9", words="town")
    >>> explained(version, "A", "B", Relation(RelationKind.OVERLAPPING, both))
    'Amendments A and B clash (line 4): Both change “town”.'
    """
    heads = tongue(language).heads
    head = heads["clash" if relation.clashes else "beside"].format(one=first, other=second)
    given = dict(relation.message.parameters)
    block = given.get("block", "")
    if block in version.text:
        head += heads["line"].format(line=version.line_of(block, int(given.get("at", "0"))))
    return f"{head}: {say(between(relation.message, first, second), language)}"
