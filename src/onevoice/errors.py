"""The exception family: every error a person can cause, with a sentence that says what to do next."""

from __future__ import annotations

from typing import Protocol


class OnevoiceError(Exception):
    """An error that a person can mend; its text is shown to them as it stands."""


class InputError(OnevoiceError):
    """A file or folder that cannot be read as it stands.

    Parameters
    ----------
    what : str
        What is wrong, as a sentence without its full stop.
    todo : str
        What the person can do next, as a sentence without its full stop.
    file : str, optional
        Name of the file, relative to what the person named.
    row : int, optional
        Line of the file as an editor counts it, from 1.
    column : str, optional
        Name of the column, as its header says it.
    """

    def __init__(
        self, what: str, todo: str, *, file: str = "", row: int | None = None, column: str = ""
    ) -> None:
        self.what, self.todo, self.file, self.row, self.column = what, todo, file, row, column
        place = ", ".join(
            part
            for part in (
                file,
                f"row {row}" if row is not None else "",
                f"column {column!r}" if column else "",
            )
            if part
        )
        told = f"{place}: {what}" if place else what[:1].upper() + what[1:]
        super().__init__(f"{told}. {todo}.")


class AmbiguousCodesError(InputError):
    """A matrix whose codes fit two readings; the person must say which with ``--codes``."""


class EmptyRollCallError(OnevoiceError):
    """There is nothing to analyse: no members, no propositions or no answers."""


class SettingsError(OnevoiceError):
    """A setting that does not fit, alone or with this input."""


class MissingExtraError(OnevoiceError):
    """A feature whose optional package is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(
            f"{feature} needs an optional package. Install it with: pip install 'onevoice[{extra}]'."
        )


class Spoken(Protocol):
    """What a message is to this module: an id and what its sentence fills in."""

    @property
    def id(self) -> str:
        """Names the sentence."""

    @property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """What the sentence fills in, by name."""


class WordingError(OnevoiceError):
    """An operation on a text that cannot be carried out as it stands.

    Parameters
    ----------
    sentence : str
        What a person reads.
    message : Message
        The same as an id with parameters, for another language.
    """

    def __init__(self, sentence: str, message: Spoken) -> None:
        self.message = message
        super().__init__(sentence)


class RollError(OnevoiceError):
    """A roll that cannot be: somebody on it twice at once, or in a group and not on it."""


class DivisionError(OnevoiceError):
    """Something that a division, its count or its majority cannot be.

    Parameters
    ----------
    sentence : str
        What a person reads.
    message : Message
        The same as an id with parameters, for another language.
    """

    def __init__(self, sentence: str, message: Spoken) -> None:
        self.message = message
        super().__init__(sentence)


class MinutesError(OnevoiceError):
    """Something that the minutes cannot hold, or that is not as it was minuted.

    Parameters
    ----------
    sentence : str
        What a person reads.
    message : Message
        The same as an id with parameters, for another language.
    """

    def __init__(self, sentence: str, message: Spoken) -> None:
        self.message = message
        super().__init__(sentence)
