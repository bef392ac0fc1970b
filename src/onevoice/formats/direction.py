"""In which direction the words of a language run."""

from __future__ import annotations


def is_right_to_left(language: str) -> bool:
    """Whether a language (BCP 47) is written from right to left.

    >>> is_right_to_left("fa-IR"), is_right_to_left("de")
    (True, False)
    """
    return language.split("-", maxsplit=1)[0].lower() in _RIGHT_TO_LEFT


_RIGHT_TO_LEFT = frozenset({"ar", "he", "fa", "ur", "yi", "ps", "sd", "ug", "dv", "ckb", "arc"})
