"""The same page as a file at the same address, and the same bytes for the same record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from onevoice.errors import InputError

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_UNSAFE = re.compile(r"[^\w -]+", re.UNICODE)


def export(
    request: HttpRequest, title: str, ways: Mapping[str, Callable[[], bytes]], *, by: str = "format"
) -> HttpResponse | None:
    """Give the file that an address asks for; None where it asks for the page.

    Parameters
    ----------
    request : HttpRequest
    title : str
        What the file is called, without its ending.
    ways : mapping of str to callable
        By format.
    by : str
        What the address calls the format.

    Raises
    ------
    InputError
        If there is no such format.
    """
    asked = request.GET.get(by, "")
    if not asked:
        return None
    if asked not in ways:
        raise InputError(
            _("There is no such format here"), _("Choose one of: %(formats)s") % {"formats": ", ".join(ways)}
        )
    response = HttpResponse(ways[asked](), content_type=KINDS[asked])
    response.headers["Content-Disposition"] = _attached(f"{_file_name(title)}.{asked}")
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _file_name(title: str) -> str:
    """Give a name that every system takes: letters and digits of any script, spaces and hyphens."""
    kept = _UNSAFE.sub(" ", unicodedata.normalize("NFC", title))
    return " ".join(kept.split())[:80].strip(" -") or "onevoice"


def _attached(name: str) -> str:
    """Name a file for download: in plain letters for old browsers, and as it is called (RFC 6266, 5987)."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().strip(" .-")
    plain = plain if plain.rpartition(".")[0].strip() else f"onevoice.{name.rpartition('.')[2]}"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name)}"
