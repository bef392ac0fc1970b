"""What the chamber refuses: by a ruling, because it is not here, or because somebody was quicker."""

from __future__ import annotations

from onevoice.assembly.order.rulings import Refused, Ruling
from onevoice.errors import OnevoiceError


class NotHere(OnevoiceError):  # noqa: N818 - the object is missing; nothing has gone wrong
    """There is no such thing in this assembly."""


class Outdated(OnevoiceError):  # noqa: N818 - somebody else was quicker; nothing has gone wrong
    """Somebody changed the object since it was seen; nothing was written.

    Parameters
    ----------
    version : int
        As it is now.
    theirs : str
        The words as they are now, where it is a text.
    """

    def __init__(self, version: int, theirs: str = "") -> None:
        self.version, self.theirs = version, theirs
        super().__init__("Somebody changed this since you saw it. Look at it as it is now, then do it again.")


def refuse(ruling: Ruling) -> None:
    """Raise what a ruling refuses.

    Raises
    ------
    Refused
        With the ruling; pages say it in the reader's language.
    """
    if not ruling.allowed:
        raise Refused(ruling, ruling.message.id)
