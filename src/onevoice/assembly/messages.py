"""Messages as ids with parameters: rules and relations speak through them, in any language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to come.

    Attributes
    ----------
    id : str
        Names the sentence ("overlapping-words"); its words in English stand beside the code that gives it.
    parameters : tuple of (str, str)
        What the sentence fills in, by name.
    """

    id: str
    parameters: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, id: str, **parameters: str) -> Message:  # noqa: A002 - a message's id, as its field is called
        """Make a message from parameters by name."""
        return cls(id, tuple(parameters.items()))

    def __getitem__(self, name: str) -> str:
        """Give a parameter by name; ``KeyError`` if the message has none of it."""
        return dict(self.parameters)[name]
