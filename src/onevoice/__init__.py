"""onevoice: which wording a divided body could carry together, and how sure that is.

>>> import onevoice
>>> sorted(onevoice.__all__)
['Analysis', 'RollCall', '__version__', 'analyse', 'read', 'write']
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from onevoice.version import __version__

__all__ = ["Analysis", "RollCall", "__version__", "analyse", "read", "write"]

if TYPE_CHECKING:
    from onevoice.assembly.sounding import RollCall
    from onevoice.formats import read, write
    from onevoice.opinion.analysis import Analysis

# Names are looked up when first used: `onevoice --help` must not wait for compilers and solvers.
_HOMES = {
    "Analysis": "onevoice.opinion.analysis",
    "RollCall": "onevoice.assembly.sounding",
    "read": "onevoice.formats",
    "write": "onevoice.formats",
}


def analyse(calls: RollCall, **settings: Any) -> Analysis:
    """Analyse a roll call; see ``onevoice.opinion.analysis.analyse`` for the settings.

    The analysis can write itself: ``analyse(calls).write("report.html")``.
    """
    from onevoice.opinion import analysis  # noqa: PLC0415  # loads the compiler
    from onevoice.report import write as write_report  # noqa: PLC0415  # loads the pictures

    return analysis.analyse(calls, writer=write_report, **settings)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'onevoice' has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
