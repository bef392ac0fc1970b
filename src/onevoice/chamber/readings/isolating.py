"""Words that people typed, set apart within our sentences, so that neither can turn the other round.

They stand between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE; pages draw these as ``<bdi>``.

References
----------
Unicode Standard Annex 9, 2.4 (explicit directional isolates) and 6.3 (higher-level protocols).
"""

from __future__ import annotations

import re
import unicodedata

FSI, PDI = "\u2068", "\u2069"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def isolated(words: str) -> str:
    """Set words apart within a sentence, without what could turn round what stands beside them.

    >>> isolated("Ada\u202e") == f"{FSI}Ada{PDI}", isolated("")
    (True, '')
    """
    kept = _CONTROLS.sub("", words)
    return f"{FSI}{kept}{PDI}" if kept else ""


def for_file(sentence: str) -> str:
    """Give a sentence for a file: set apart only where words of both directions meet, and printable.

    >>> for_file(f"Moved by {FSI}Ada{PDI}.")
    'Moved by Ada.'
    """
    sentence = _UNSEEN.sub("", sentence)
    directions = {unicodedata.bidirectional(letter) for letter in sentence}
    if directions & {"R", "AL", "AN"} and "L" in directions:
        return sentence
    return sentence.replace(FSI, "").replace(PDI, "")
