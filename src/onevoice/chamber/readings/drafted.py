"""What is drafted as an amendment, in each of three ways, read as operations on the text as it now reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.deriving import derive
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber.readings.choices import Choices, chosen, read_choices, written_choices
from onevoice.chamber.readings.grounds import Ground, carry_over
from onevoice.chamber.readings.told import told
from onevoice.chamber.readings.typed import typed_text, typing_of
from onevoice.chamber.readings.wrong_input import said
from onevoice.errors import InputError, WordingError
from onevoice.formats.notation import read_notation, write_notation
from onevoice.formats.token_opcodes import token_opcodes

BLOCKS, NOTATION, TEXT = "blocks", "notation", "text"
WAYS = (BLOCKS, NOTATION, TEXT)
"""On the blocks, in the words of an order paper, or as an edited text: as drafts call them."""
TONGUES = ("en", "de")
"""Languages in which a notation is read."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Words drafted in one of the ways.

    Attributes
    ----------
    way : str
        One of ``WAYS``.
    words : str
        As a draft keeps them: choices as JSON, the notation, or the edited text.
    tongue : str
        Language of a notation.
    """

    way: str
    words: str
    tongue: str = "en"

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drafted yet."""
        return not self.words.strip() or (self.way == BLOCKS and read_choices(self.words).is_empty)


@dataclass(frozen=True, slots=True)
class Understood:
    """What drafted words come to.

    Attributes
    ----------
    operations : tuple of Operation
        On the text as it now reads.
    wrong : mapping of str to str
        What is wrong, by the name of the field; nothing can be tabled while there is anything.
    unplaced : tuple of str
        Why some could not be carried over to the text as it now reads.
    """

    operations: tuple[Operation, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    unplaced: tuple[str, ...] = ()


def understood(ground: Ground, drafted: Drafted, amendment: str, width: int) -> Understood:
    """Read what was drafted.

    Parameters
    ----------
    ground : Ground
    drafted : Drafted
    amendment : str
        Id after which inserted blocks are called.
    width : int
        Characters to a line, for a notation that names lines.
    """
    if drafted.is_empty:
        return Understood(wrong={_field(drafted.way): _("Nothing is changed yet. Say what should change.")})
    operations, wrong = _operations(ground.text, drafted, amendment, width)
    if not wrong and not operations:
        wrong = {_field(drafted.way): _("That leaves the text as it is. Say what should change.")}
    if wrong:
        return Understood(wrong=wrong)
    over = carry_over(ground, operations)
    return Understood(over.operations, unplaced=tuple(told(one, {}) for one in over.unplaced))


def redrafted(text: Text, operations: tuple[Operation, ...], way: str, width: int) -> Drafted:
    """Say operations in another way; on the blocks only what an edited text says can be said.

    Raises
    ------
    WordingError
        If a notation cannot say them.
    """
    if way == NOTATION:
        return Drafted(way, write_notation(publish(text, width=width), operations))
    return Drafted(TEXT, typing_of(apply(text, operations)))


def kept_choices(choices: Choices) -> Drafted:
    """Give choices on the blocks as they are kept."""
    return Drafted(BLOCKS, "" if choices.is_empty else written_choices(choices))


def _operations(
    text: Text, drafted: Drafted, amendment: str, width: int
) -> tuple[tuple[Operation, ...], Mapping[str, str]]:
    if drafted.way == BLOCKS:
        found = chosen(text, read_choices(drafted.words), lambda number: f"{amendment}.{number}")
        return found.operations, found.wrong
    try:
        if drafted.way == NOTATION:
            version = publish(text, width=width)
            return read_notation(version, drafted.words, amendment, drafted.tongue), {}
        draft = typed_text(drafted.words)
        return derive(text, draft, token_opcodes, lambda number: f"{amendment}.{number}"), {}
    except (WordingError, InputError) as error:
        return (), {_field(drafted.way): said(error)}


def _field(way: str) -> str:
    return "end" if way == BLOCKS else "words"
