"""Rewrites one table of docs/measured.md, between its markers, and leaves the rest of the page as it is."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "measured.md"


def replace_table(name: str, text: str, page: Path = PAGE) -> None:
    """Put a table in its place.

    Parameters
    ----------
    name : str
        Of the markers ``<!-- name -->`` and ``<!-- /name -->``, each on a line of its own.
    text : str
    page : Path

    Raises
    ------
    ValueError
        If the page has no such place.
    """
    before = page.read_text(encoding="utf-8")
    place = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- /{re.escape(name)} -->)", re.DOTALL)
    after, count = place.subn(lambda found: f"{found[1]}{text}\n{found[2]}", before)
    if count != 1:
        raise ValueError(f"{page} has no place for the table {name!r}: put its two markers there")
    page.write_text(after, encoding="utf-8")
