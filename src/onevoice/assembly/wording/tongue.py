"""What a language needs to say the messages of this room; each language is one module with one of these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tongue:
    """The words of one language.

    Attributes
    ----------
    sentences : mapping of str to str
        By message id, with parameters in braces. ``{words:brief}`` is shortened, ``{one:start}`` begins a
        sentence.
    kinds : mapping of str to str
        What each kind of block is called, by the value of ``assembly.text.Kind``.
    amendment : str
        How an amendment is named, with ``{id}``.
    parties : mapping of str to str
        How two amendments are called that are not named: "first", "second"; and where one of them has been
        carried, "open" and "carried".
    begins : str
        How a block is named by its ``{kind}`` and the words with which it ``{begins}``.
    heads : mapping of str to str
        What comes before a relation of two amendments ("clash", "beside"), how its line is added ("line"),
        what to do where some clash ("advice"), and what is said of two texts that are the same ("same").
    states : mapping of str to str
        "deleted" and "inserted" for a reader who hears a marked-up text, and "here" and "away" for a block
        that moves.
    """

    sentences: Mapping[str, str]
    kinds: Mapping[str, str]
    amendment: str
    parties: Mapping[str, str]
    begins: str
    heads: Mapping[str, str]
    states: Mapping[str, str]
