"""Hypothesis strategies for texts, operations and amendments, for tests of onevoice and what is built on it.

Texts have headings, nested lists, empty blocks, repeated sentences, marks, letters of several code points,
Hebrew and Arabic. All need the package hypothesis, except `repeated`.

>>> from onevoice.assembly.text import Block, Kind, Text
>>> small = Text((Block("b1", Kind.PARAGRAPH, "That this House agrees."),))
>>> large, _ = repeated(small, (), words=20_000)
>>> len(large.blocks)
5000
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.assembly.wording.graphemes import boundary
from onevoice.assembly.wording.operations import (
    AddAtEnd,
    Change,
    Insert,
    LeaveOut,
    Move,
    Operation,
    ReplaceWhole,
)
from onevoice.assembly.wording.relating import RelationKind, relate
from onevoice.errors import OnevoiceError

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

__all__ = ["amendments", "operation_lists", "operations", "repeated", "texts", "words"]

_Drawn = TypeVar("_Drawn")

# each begins with a base character and ends a letter; all in composed form
_WORDS = (
    "a",
    "House",
    "ceasefire",
    "1.",
    "café",
    "q\u0323uiet",  # a mark that has no composed form
    "👩\u200d👩\u200d👧",
    "👍🏽",
    "🇩🇪🇫🇷",
    "שלום",
    "שָׁלוֹם",
    "سَلَام",
    "لا",
    "क्षि",
    "가",
    "名",
    "…",
)
_SPACES = (" ", " ", " ", "  ", "\u00a0", "\u2009", "")
_SENTENCES = ("That this House agrees.", "agrees agrees agrees", "", " ", "לא נסכים עוד.")
_SPACED = tuple(word + space for word in _WORDS for space in _SPACES)
_SHAPES = (
    (Kind.PARAGRAPH, 0, ""),
    (Kind.HEADING, 1, ""),
    (Kind.HEADING, 2, "II."),
    (Kind.LIST_ENTRY, 0, "1."),
    (Kind.LIST_ENTRY, 0, "2."),
    (Kind.LIST_ENTRY, 1, "(a)"),
    (Kind.LIST_ENTRY, 2, "•"),
    (Kind.CLAUSE, 0, "1"),
    (Kind.CLAUSE, 1, ""),
)


def words(*, max_words: int = 8) -> SearchStrategy[str]:
    """Generate words of a block: composed form, no line break, perhaps none."""
    return _strategy(_draw_words, max_words)


def texts(*, min_blocks: int = 0, max_blocks: int = 6, prefix: str = "b") -> SearchStrategy[Text]:
    """Generate texts.

    Parameters
    ----------
    min_blocks, max_blocks : int
    prefix : str
        Ids of blocks begin with it.
    """
    return _strategy(_draw_text, min_blocks, max_blocks, prefix)


def operations(text: Text, prefix: str = "a") -> SearchStrategy[Operation]:
    """Generate operations that rest on a text; ids of what they insert begin with `prefix`."""
    return _strategy(_draw_operation, text, f"{prefix}.")


def operation_lists(
    text: Text, prefix: str = "a", max_operations: int = 5
) -> SearchStrategy[tuple[Operation, ...]]:
    """Generate operations of one amendment: they rest on a text and can be carried together."""
    return _strategy(_draw_operations, text, prefix, max_operations)


def amendments(text: Text, id: str = "a", max_operations: int = 5) -> SearchStrategy[Amendment]:  # noqa: A002 - as the field is called
    """Generate amendments to a text, the motion "m", with notice given or unknown."""
    return _strategy(_draw_amendment, text, id, max_operations)


def repeated(text: Text, operations: Sequence[Operation], words: int) -> tuple[Text, tuple[Operation, ...]]:
    """Repeat a text and the operations on it, with ids of their own, up to a number of words.

    What is said of the whole text (to add at its end, to replace it) is left away.
    """
    size = sum(len(block.words.split()) for block in text.blocks)
    if not size:
        raise ValueError("a text without words does not grow")
    copies = -(-words // size)
    blocks: list[Block] = []
    for copy in range(copies):
        blocks += (replace(block, id=f"{block.id}/{copy}") for block in text.blocks)
    found: list[Operation] = []
    for copy in range(copies):
        before = f"{text.blocks[-1].id}/{copy - 1}" if copy else None
        hashed = text.blocks[-1].hash if copy else ""
        found += (
            _copied(operation, copy, before, hashed)
            for operation in operations
            if not isinstance(operation, AddAtEnd | ReplaceWhole)
        )
    return Text(tuple(blocks), text.language), tuple(found)


def _copied(operation: Operation, copy: int, before: str | None, hashed: str) -> Operation:
    """Put an operation to a copy of the text; `before` is the last block of the copy before."""

    def renamed(block: Block) -> Block:
        return replace(block, id=f"{block.id}/{copy}")

    if isinstance(operation, Change):
        inserted = None if operation.inserted is None else renamed(operation.inserted)
        return replace(operation, block=f"{operation.block}/{copy}", inserted=inserted)
    if isinstance(operation, LeaveOut):
        return replace(operation, block=f"{operation.block}/{copy}")
    if isinstance(operation, Move):
        after = before if operation.after is None else f"{operation.after}/{copy}"
        return replace(operation, block=f"{operation.block}/{copy}", after=after)
    if isinstance(operation, Insert):
        blocks = tuple(renamed(block) for block in operation.inserted)
        if operation.after is None:
            return Insert(before, hashed, blocks)
        return Insert(f"{operation.after}/{copy}", operation.base, blocks)
    return operation


def _strategy(draw: Callable[..., _Drawn], *arguments: Any) -> SearchStrategy[_Drawn]:
    try:
        st: Any = importlib.import_module("hypothesis.strategies")
    except ImportError as error:
        raise OnevoiceError(
            "Strategies for texts need the package hypothesis. Install it with: pip install hypothesis."
        ) from error
    found: SearchStrategy[_Drawn] = _composite(st, draw)(st, *arguments)
    return found


@cache
def _composite(st: Any, draw: Callable[..., Any]) -> Any:
    return st.composite(draw)  # once for each: making it is slow


def _draw_words(draw: DrawFn, st: Any, max_words: int) -> str:
    sentence: str | None = draw(st.sampled_from((None, None, *_SENTENCES)))
    if sentence is not None:
        return sentence
    return "".join(draw(st.lists(st.sampled_from(_SPACED), max_size=max_words)))


def _draw_block(draw: DrawFn, st: Any, block_id: str) -> Block:
    drawn = _draw_words(draw, st, 8)
    kind, depth, number = draw(st.sampled_from(_SHAPES))
    return Block(block_id, kind, drawn, depth, number, _draw_marks(draw, st, drawn))


def _draw_marks(draw: DrawFn, st: Any, drawn: str) -> tuple[Mark, ...]:
    """Draw marks; those that say the same neither meet nor overlap."""
    if not drawn:
        return ()
    ends = sorted(draw(st.lists(st.sampled_from(_boundaries(drawn)), max_size=4, unique=True)))
    one = [Mark(*span, MarkKind.EMPHASIS) for span in zip(ends[::2], ends[1::2], strict=False)]
    if not one or not draw(st.booleans()):
        return tuple(one)
    other = Mark(ends[0], ends[-1], MarkKind.LINK, "https://example.org/")
    return (other, *one)


def _draw_text(draw: DrawFn, st: Any, min_blocks: int, max_blocks: int, prefix: str) -> Text:
    count = draw(st.integers(min_blocks, max_blocks))
    language = draw(st.sampled_from(("", "en", "he")))
    return Text(tuple(_draw_block(draw, st, f"{prefix}{n + 1}") for n in range(count)), language)


def _draw_operation(draw: DrawFn, st: Any, text: Text, prefix: str) -> Operation:
    kinds = (Change, Change, LeaveOut, Insert, AddAtEnd, Move) if text.blocks else (Insert, AddAtEnd)
    kind = draw(st.sampled_from((*kinds, ReplaceWhole)))

    def drawn_blocks() -> tuple[Block, ...]:
        numbers = range(draw(st.integers(1, 2)))
        return tuple(_draw_block(draw, st, f"{prefix}{number}") for number in numbers)

    if kind is ReplaceWhole:
        return ReplaceWhole(text.digest, drawn_blocks())
    if kind is AddAtEnd:
        run_on = _draw_block(draw, st, f"{prefix}r") if draw(st.booleans()) else None
        return AddAtEnd(run_on, drawn_blocks() if run_on is None or draw(st.booleans()) else ())
    after = draw(st.sampled_from((None, *text.blocks)))
    if kind is Insert:
        return Insert(after and after.id, after.hash if after else "", drawn_blocks())
    block = draw(st.sampled_from(text.blocks))
    if kind is Move:
        return Move(block.id, block.hash, after and after.id)
    if kind is LeaveOut:
        return LeaveOut(block.id, block.hash)
    places = _few(_boundaries(block.words))
    start, end = sorted((draw(st.sampled_from(places)), draw(st.sampled_from(places))))
    inserted = _draw_block(draw, st, f"{prefix}0") if start == end or draw(st.booleans()) else None
    return Change(block.id, block.hash, start, end, inserted)


def _draw_operations(
    draw: DrawFn, st: Any, text: Text, prefix: str, max_operations: int
) -> tuple[Operation, ...]:
    kept: list[Operation] = []
    for number in range(draw(st.integers(0, max_operations))):
        drawn = _draw_operation(draw, st, text, f"{prefix}.{number}.")
        relations = [relate(text, other, drawn) for other in kept]
        if not any(one.clashes or one.kind is RelationKind.IDENTICAL for one in relations):
            kept.append(drawn)
    return tuple(kept)


def _draw_amendment(draw: DrawFn, st: Any, text: Text, id: str, max_operations: int) -> Amendment:  # noqa: A002 - as the field is called
    notice = draw(st.sampled_from(("", "2023-11-14T17:00:00Z", "2023-11-15T09:00:00Z")))
    return Amendment(id, "m", _draw_operations(draw, st, text, id, max_operations), notice=notice)


def _few(places: list[int]) -> list[int]:
    """Keep some offsets, the first and last among them, so that operations often meet."""
    return [*places[:: -(-len(places) // 6)], places[-1]]


def _boundaries(drawn: str) -> list[int]:
    return [at for at in range(len(drawn) + 1) if boundary(drawn, at)]
