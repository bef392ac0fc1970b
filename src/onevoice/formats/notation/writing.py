"""Operations written as notation: of all that could be said, the plainest that reads back as the same.

Nothing is trusted to be understood: a notation is read again, and kept if it does what the operation does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply
from onevoice.assembly.wording.operations import Change, LeaveOut, Operation
from onevoice.assembly.wording.publishing import Version
from onevoice.errors import WordingError
from onevoice.formats.notation import said_in_english, said_in_german
from onevoice.formats.notation.instructions import Instruction
from onevoice.formats.notation.phrasing import Phrasing, combined, whole_text
from onevoice.formats.notation.reading import read_notation
from onevoice.formats.notation.sentences import refusal

SAYING: Mapping[str, Callable[[Instruction], str]] = MappingProxyType(
    {"en": said_in_english.say, "de": said_in_german.say}
)


def write_notation(version: Version, operations: Sequence[Operation], language: str = "en") -> str:
    """Say operations in words.

    Parameters
    ----------
    version : Version
        The text that they rest on, as published.
    operations : sequence of Operation
        At least one.
    language : str
        "en" or "de".

    Returns
    -------
    str
        One instruction to a line, joined by semicolons. Read again, it gives the same words, kinds of block
        and numbers; emphasis and links have no words here.

    Raises
    ------
    WordingError
        If the operations do not rest on the text.
    """
    text = version.text
    due = _contents(apply(text, operations))
    phrasing = Phrasing(version)
    for listed in (operations, combined(text, operations), (whole_text(text, operations),)):
        lines = [_say(version, phrasing, step, language) for step in _steps(text, listed)]
        notation = ";\n".join(line for line in lines if line)
        if all(lines) and _outcome(version, notation, language) == due:
            return notation
    raise refusal(language, "not-sayable")


def _steps(text: Text, operations: Sequence[Operation]) -> Iterator[tuple[Operation, ...]]:
    """Part operations to those that one instruction can say: one, or blocks that go together."""
    left_out = {one.block: one for one in operations if isinstance(one, LeaveOut)}
    taken: set[str] = set()
    for operation in operations:
        if isinstance(operation, LeaveOut) and operation.block in taken:
            continue
        run: list[LeaveOut] = []
        if isinstance(operation, LeaveOut) or (
            isinstance(operation, Change) and _to_its_end(text, operation)
        ):
            run = list(_following(text, operation.block, left_out))
            to_end = bool(run) and run[-1].block == text.blocks[-1].id
            if taken.intersection(one.block for one in run) or (isinstance(operation, Change) and not to_end):
                run = []
        taken.update(one.block for one in run)
        yield (operation, *run)


def _to_its_end(text: Text, change: Change) -> bool:
    """Whether a change leaves out words up to the end of their block."""
    return change.start < change.end == len(text.block(change.block).words)


def _following(text: Text, block_id: str, left_out: Mapping[str, LeaveOut]) -> Iterator[LeaveOut]:
    """Give the operations that leave out the blocks right after a block."""
    for block in text.blocks[text.place(block_id) + 1 :]:
        if block.id not in left_out:
            return
        yield left_out[block.id]


def _say(version: Version, phrasing: Phrasing, step: tuple[Operation, ...], language: str) -> str:
    """Give the first notation that reads back as a step, or else those of its parts; empty if none does."""
    due = _contents(apply(version.text, step))
    for instructions in phrasing.ways(step):
        notation = ";\n".join(SAYING[language](one) for one in instructions)
        if _outcome(version, notation, language) == due:
            return notation
    if len(step) == 1:
        return ""
    parts = [_say(version, phrasing, (one,), language) for one in step]
    return ";\n".join(parts) if all(parts) else ""


def _outcome(version: Version, notation: str, language: str) -> object:
    """Give what the text would hold by a notation; None if it cannot be read."""
    try:
        return _contents(apply(version.text, read_notation(version, notation, "?", language)))
    except WordingError:
        return None


def _contents(text: Text) -> Sequence[tuple[object, ...]]:
    return [(block.kind, block.words, block.depth, block.number) for block in text.blocks]
