"""What motions to order are for, in words, by their kind in the packs."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onevoice.chamber.readings.isolating import isolated

PURPOSES = {
    "adjourn": gettext_noop("to adjourn the sitting"),
    "appeal": gettext_noop("to appeal against a ruling"),
    "close-debate": gettext_noop("to close the debate"),
    "closure": gettext_noop("that the question be now put"),
    "divide": gettext_noop("to divide the motion"),
    "next-business": gettext_noop("to proceed to the next business"),
    "off-the-agenda": gettext_noop("to take the subject off the agenda"),
    "other": gettext_noop("of another kind"),
    "postpone": gettext_noop("to postpone the motion to a certain time"),
    "postpone-indefinitely": gettext_noop("to postpone the motion indefinitely"),
    "previous-question": gettext_noop("to end the debate and vote"),
    "refer": gettext_noop("to refer the motion to a committee"),
    "refer-back": gettext_noop("to refer the motion back"),
    "table": gettext_noop("to lay the motion on the table"),
    "take-from-table": gettext_noop("to take the motion from the table"),
}
"""By kind; a pack's kind that is not here is called by itself."""


def purpose(kind: str) -> str:
    """Say what a motion to order is for."""
    known = PURPOSES.get(kind or "other")
    return _(known) if known else isolated(kind.replace("-", " "))


def motion_to_order(kind: str) -> str:
    """Name a motion to order by what it is for."""
    return _("Motion to order: %(purpose)s") % {"purpose": purpose(kind)}
