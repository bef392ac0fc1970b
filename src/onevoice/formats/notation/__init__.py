"""Amendments in the words of order papers, read and written, in English and German.

>>> from onevoice.assembly.text import Block, Kind, Text
>>> from onevoice.assembly.wording.publishing import publish
>>> version = publish(Text((Block("b1", Kind.PARAGRAPH, "That the library close on Sundays."),)))
>>> read_notation(version, "leave out 'close' and insert 'open'", "A")[0].inserted.words
'open'
>>> print(write_notation(version, read_notation(version, "leave out 'close' and insert 'open'", "A")))
in line 1, leave out “close” and insert “open”
"""

from __future__ import annotations

from onevoice.formats.notation.describing import describe, notated
from onevoice.formats.notation.reading import read_notation
from onevoice.formats.notation.writing import write_notation

__all__ = ["describe", "notated", "read_notation", "write_notation"]
