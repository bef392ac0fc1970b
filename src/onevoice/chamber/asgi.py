"""The only place where the parts are put together: streams and static files beside Django, in one process."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from onevoice.chamber import configuration, sqlite

if not configuration.value(configuration.DATABASE_URL):
    sqlite.choose_library()  # before anything below asks for sqlite3
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onevoice.chamber.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

_WORKERS = 16  # threads for pages; streams take none
# the three packages write the types of one protocol differently
_django = cast("Any", WSGIMiddleware(cast("Any", get_wsgi_application()), workers=_WORKERS))

from onevoice.chamber.live import stream  # noqa: E402  # its models need Django to be ready
from onevoice.chamber.live.hub import HUB  # noqa: E402


@asynccontextmanager
async def _lifespan(_app: Starlette) -> AsyncIterator[None]:
    HUB.begin()
    watching = asyncio.create_task(stream.watch())
    yield
    watching.cancel()


app = Starlette(
    routes=[
        *stream.ROUTES,
        Mount("/static", StaticFiles(directory=Path(__file__).parent / "static")),
        Mount("/", _django),
    ],
    lifespan=_lifespan,
)
