"""Every address of the chamber: the declared table of what may be read and done there.

An address that is not here does not exist; a test holds the table against what is served.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Route:
    """One address.

    Attributes
    ----------
    name : str
        For links in templates.
    pattern : str
        As Django writes paths. With ``<slug:assembly>`` it lies in an assembly.
    view : str
        Module of ``pages`` and function: "papers.order_paper".
    reads : str
        Row of the permission table that reading it asks for.
    acts : tuple of str
        Rows that posting to it may do; empty where nothing is posted.
    """

    name: str
    pattern: str
    view: str
    reads: str
    acts: tuple[str, ...] = ()


_ASSEMBLY = "a/<slug:assembly>/"
_PAPER = f"{_ASSEMBLY}papers/<str:paper>/"
_ON_PAPER = (  # what buttons do, one form each in ``act_forms``
    "submit",
    "sign",
    "unsign",
    "second",
    "withdraw",
    "return",
    "number",
    "group",
    "pull-out",
    "take-in",
    "take-in-for-committee",
    "consent",
    "select",
    "judge",
    "declare-fallen",
    "call",
    "move",
    "not-moved",
    "move-procedure",
    "take-apart",
    "take-up",
    "begin-debate",
    "put",
    "collect",
    "divide",
    "declare",
    "cast",
    "rule",
    "record-names",
    "correct",
    "publish-version",
    "undo",
)

ROUTES: tuple[Route, ...] = (
    Route("home", "", "home.home", "read-assembly"),
    Route("language", "language/", "choosing.language", "read-assembly", ("choose-language",)),
    Route("assembly", _ASSEMBLY, "home.assembly", "read-assembly"),
    Route("material", f"{_ASSEMBLY}materials/<str:material>/", "materials.material", "read-assembly"),
    Route("enter-as", f"{_ASSEMBLY}enter-as/", "doors.enter_as", "read-assembly", ("enter-demo",)),
    Route("paper", _PAPER, "papers.order_paper", "read-assembly"),
    Route("act", f"{_PAPER}acts/<str:act>/", "acting.on_paper", "read-assembly", _ON_PAPER),
)
