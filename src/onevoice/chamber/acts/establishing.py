"""An assembly's settings."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from onevoice.assembly.order.pack import PACKS
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.recording import WIDTHS
from onevoice.chamber.minutes import writing
from onevoice.chamber.refusals import refuse
from onevoice.errors import SettingsError

SETTINGS = ("name", "pack", "language", "time_zone", "width", "is_open")
"""What of an assembly may be changed."""


def change_settings(doer: Doer, **changed: str | int | bool) -> Done:
    """Change an assembly's settings; papers that are open go on by the rules they were opened under.

    Parameters
    ----------
    doer : Doer
    **changed
        By name, those of ``SETTINGS``.

    Raises
    ------
    Refused
    SettingsError
        If one is unknown, or cannot be so.
    """
    check(**changed)
    with writing(doer.assembly) as book:
        refuse(may(doer, "change-settings", Object(book.assembly.id)))
        for name, value in changed.items():
            setattr(book.assembly, name, value)
        book.assembly.save()
        sequence = book.enter("change-settings", doer.signed, objects=(book.assembly.id,), public=changed)
        return Done(sequence, book.assembly.id)


def check(**given: str | int | bool) -> None:
    """Check settings.

    Raises
    ------
    SettingsError
        Saying which cannot be so, and what can.
    """
    unknown = next((one for one in given if one not in SETTINGS), None)
    if unknown is not None:
        raise SettingsError(f"An assembly has no setting {unknown!r}. It has: {', '.join(SETTINGS)}.")
    name = given.get("name")
    if name is not None and not (isinstance(name, str) and 0 < len(name.strip()) <= 200):
        raise SettingsError("An assembly has a name of at most 200 characters. Give one.")
    if "pack" in given and given["pack"] not in PACKS:
        raise SettingsError(f"There is no rule pack {given['pack']!r}. Choose one of: {', '.join(PACKS)}.")
    languages = [code for code, _ in settings.LANGUAGES]
    if "language" in given and given["language"] not in languages:
        raise SettingsError(
            f"The pages are not in {given['language']!r}. Choose one of: {', '.join(languages)}."
        )
    if "time_zone" in given:
        _check_time_zone(str(given["time_zone"]))
    if "width" in given and given["width"] not in WIDTHS:
        raise SettingsError(f"A line holds {WIDTHS[0]} to {WIDTHS[-1]} characters. Choose such a width.")


def _check_time_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise SettingsError(f"There is no time zone {name!r}. Write it as in Europe/London.") from None
