"""onevoice: which wording a divided body could carry together, and how sure that is.

>>> import onevoice
>>> sorted(onevoice.__all__)
['Analysis', 'RollCall', '__version__', 'analyse', 'read', 'write']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Analysis", "RollCall", "__version__", "analyse", "read", "write"]

if TYPE_CHECKING:
    from onevoice.assembly.sounding import RollCall
    from onevoice.formats import read, write
    from onevoice.opinion.analysis import Analysis, analyse

# Names are looked up when first used: `onevoice --help` must not wait for compilers and solvers.
_HOMES = {
    "Analysis": "onevoice.opinion.analysis",
    "RollCall": "onevoice.assembly.sounding",
    "analyse": "onevoice.opinion.analysis",
    "read": "onevoice.formats",
    "write": "onevoice.formats",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'onevoice' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
