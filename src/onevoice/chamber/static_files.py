"""Style, script and pictures of the pages: read once, sent compressed, kept by browsers until they change."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_FOLDER = Path(__file__).parent / "static"
_YEAR = 60 * 60 * 24 * 365


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file, as it is sent.

    Attributes
    ----------
    content, compressed : bytes
    media_type : str
    version : str
        Begins its digest; stands in its address, so that a new version has a new one.
    """

    content: bytes
    compressed: bytes
    media_type: str
    version: str


@cache
def files() -> dict[str, StaticFile]:
    """Give every static file by name."""
    found = sorted(one for one in _FOLDER.rglob("*") if one.is_file())
    return {one.relative_to(_FOLDER).as_posix(): _read(one) for one in found}


def address(name: str) -> str:
    """Give the address of a file, with its version; ``KeyError`` if there is none of that name."""
    return f"/static/{name}?v={files()[name].version}"


def _read(path: Path) -> StaticFile:
    content = path.read_bytes()
    media_type = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    compressed = gzip.compress(content, 9, mtime=0)
    return StaticFile(content, compressed, media_type, hashlib.sha256(content).hexdigest()[:10])


async def send(request: Request) -> Response:
    """Send a file: to be kept for a year under its version, otherwise to be asked for again."""
    found = files().get(request.path_params["name"])
    if found is None:
        return Response("There is no such file.", status_code=404, media_type="text/plain")
    lasting = request.query_params.get("v") == found.version
    headers = {
        "Cache-Control": f"public, max-age={_YEAR}, immutable" if lasting else "no-cache",
        "ETag": f'"{found.version}"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", "") and len(found.compressed) < len(found.content):
        headers["Content-Encoding"] = "gzip"
        return Response(found.compressed, media_type=found.media_type, headers=headers)
    return Response(found.content, media_type=found.media_type, headers=headers)


ROUTES = [Route("/static/{name:path}", send)]
