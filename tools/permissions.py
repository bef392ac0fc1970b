"""Write docs/permissions.md from the permission table, so that the page cannot say anything else."""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tools.typed_settings")

import django
from django.utils import translation

from onevoice.chamber.acts.permissions import TABLE, Role, Row

_ROLES = {
    Role.VISITOR: "visitor",
    Role.MEMBER: "member",
    Role.CLERK: "clerk",
    Role.CHAIR: "chair",
    Role.ADMINISTRATOR: "administrator",
}
_HEAD = f"""# Who may do what

This page is written from the permission table (`onevoice.chamber.acts.permissions`), which alone decides by
role: every act, button and address asks it. Beside the table an act must be in order by the state of its
object and by the rules of order; what is refused is refused with its rule.

- **yes**: whoever holds this office. A person may hold several.
- **for**: may enter it for a member who did it on paper or aloud. The minutes name both.
- *own*: the object must be the person's own.
- *undo*: can be undone by whoever did it, until somebody builds on it. What is decided is corrected in the
  minutes, not undone.
- Nobody does anything to what belongs to another assembly. Visitors read only in assemblies that are open.
- The clerk does not issue the chair's personal link, and gives and takes no office: an administrator does.
- An administrator takes no act of debate.

What is refused by the chamber itself, and not by the rules of order, is numbered: H1 there is no such act;
H2 it belongs to another assembly; H3 the assembly is closed to visitors; H4 it cannot be entered for somebody
else; H5 it is not yours to do; H6 it is another person's own; H7 it can no longer be undone; H8 an
administrator does that; H9 sitting or person is as it is; H10 there is no count to record names for;
H11 an account of where the assembly stands is as it is; H12 nobody can be asked to sign this; H13 what was
answered is not what the paper asks.

| act | {" | ".join(_ROLES.values())} | |
|---|{"---|" * len(_ROLES)}---|
"""


def page() -> str:
    """Give the page."""
    with translation.override("en"):
        return _HEAD + "".join(_line(row) for row in TABLE.values())


def _line(row: Row) -> str:
    cells = " | ".join(_cell(row, role) for role in _ROLES)
    notes = ", ".join(word for word, holds in (("*own*", row.own), ("*undo*", row.undo)) if holds)
    return f"| {row.words} | {cells} | {notes} |\n"


def _cell(row: Row, role: Role) -> str:
    if role in row.who or Role.VISITOR in row.who:
        return "yes, for" if role in row.entered_by else "yes"
    return "for" if role in row.entered_by else ""


if __name__ == "__main__":
    django.setup()
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
