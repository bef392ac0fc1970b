"""Rules with their numbers, and rulings: whether something may be done, by which rule, in which words."""

from __future__ import annotations

from dataclasses import dataclass

from onevoice.assembly.messages import Message
from onevoice.errors import OnevoiceError


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of order.

    Attributes
    ----------
    number : str
        As it is cited: "A2", "S7", "O4".
    words : str
        What it says, in a sentence.
    source : str
        Where it is written.
    guess : bool
        True where no source says so, and it is inferred from practice.
    computed : bool
        False where no program can decide it: it is recorded for people to read, and nothing is checked.
    """

    number: str
    words: str
    source: str
    guess: bool = False
    computed: bool = True


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether something may be done.

    Attributes
    ----------
    allowed : bool
    rule : str
        Number of the rule that decides; empty where nothing stands against it.
    message : Message
        Why, as an id with parameters; ``order.words.say`` gives the sentence.
    """

    allowed: bool
    rule: str
    message: Message

    @classmethod
    def against(cls, rule: str, message: Message) -> Ruling:
        """Rule that it may not be done."""
        return cls(allowed=False, rule=rule, message=message)


IN_ORDER = Ruling(allowed=True, rule="", message=Message.of("in-order"))


class Refused(OnevoiceError):  # noqa: N818 - an act is refused; nothing has gone wrong
    """An act that is not in order; nothing has changed.

    Parameters
    ----------
    ruling : Ruling
        The rule that stands against it, and why.
    sentence : str
        What a person reads.
    """

    def __init__(self, ruling: Ruling, sentence: str) -> None:
        self.ruling = ruling
        super().__init__(f"{sentence} ({ruling.rule})")
