"""Rows as CSV for spreadsheet programs, in which nothing that people typed becomes a formula.

References
----------
OWASP, CSV Injection: cells that begin with = + - @, a tab or a carriage return are run by such programs.
RFC 4180: lines end in CRLF.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_MARK = "\ufeff"  # without it, spreadsheet programs take UTF-8 for a code page of their own


def guarded_csv(head: Sequence[str], rows: Iterable[Sequence[str | int]]) -> bytes:
    """Give the bytes of a table.

    Parameters
    ----------
    head : sequence of str
    rows : iterable of sequence of str or int
        A row each; numbers stand as they are, words that would be live are led by an apostrophe.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow([guarded(one) for one in head])
    writer.writerows([one if isinstance(one, int) else guarded(one) for one in row] for row in rows)
    return (_MARK + written.getvalue()).encode()


def guarded(words: str) -> str:
    """Lead words that a spreadsheet program would run by an apostrophe.

    >>> guarded("=1+1"), guarded(" =1+1"), guarded("Ayes"), guarded("")
    ("'=1+1", "' =1+1", 'Ayes', '')
    """
    words = words.replace("\x00", "")
    return f"'{words}" if words.lstrip(" \u00a0\ufeff\u2066\u2067\u2068\u2069").startswith(_LIVE) else words
