"""Files linked from an assembly's pages."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest

from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings import materials

_ALONE = (
    "sandbox allow-scripts allow-popups; default-src 'none'; script-src 'unsafe-inline';"
    " style-src 'unsafe-inline'; img-src data:; font-src data:"
)


def material(request: HttpRequest, visit: Visit, material: str) -> FileResponse:  # noqa: ARG001 - as pages are called
    """Give a file. A report brings scripts of its own: it runs alone, without our cookies."""
    found = materials.material(visit.here.id, material)
    response = FileResponse(found.path.open("rb"), content_type=found.media_type)
    response.headers["Content-Security-Policy"] = _ALONE
    return response
