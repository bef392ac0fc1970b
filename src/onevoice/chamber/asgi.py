"""The only place where the parts are put together: streams and static files beside Django, in one process."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from onevoice.chamber import configuration, folders, sqlite, static_files

if not configuration.value(configuration.DATABASE_URL):
    sqlite.choose_library()  # before anything below asks for sqlite3
    folders.hold(configuration.data_folder() / "writer.lock", patience=10)  # until the one before has ended
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onevoice.chamber.settings")

from django.core.wsgi import get_wsgi_application
from starlette.applications import Starlette
from starlette.routing import Mount

from onevoice.chamber.page_threads import Application, PageThreads

# streams take no thread
_PAGES = PageThreads(cast("Application", get_wsgi_application()), readers=3, actors=3)

from onevoice.chamber.live import stream  # noqa: E402  # its models need Django to be ready
from onevoice.chamber.live.hub import HUB  # noqa: E402
from onevoice.chamber.pages.ready import get_ready  # noqa: E402


async def _end_with(parent: int) -> None:
    """End when the process that started this one is gone, so that none is left behind to write."""
    while os.getppid() == parent:  # noqa: ASYNC110 - no event tells that a parent ended
        await asyncio.sleep(0.5)
    os.kill(os.getpid(), signal.SIGKILL)


@asynccontextmanager
async def _lifespan(_app: Starlette) -> AsyncIterator[None]:
    HUB.begin()
    get_ready()
    tasks = [asyncio.create_task(stream.watch()), asyncio.create_task(_end_with(os.getppid()))]
    yield
    for task in tasks:
        task.cancel()


app = Starlette(
    routes=[
        *stream.ROUTES,
        *static_files.ROUTES,
        Mount("/", _PAGES),
    ],
    lifespan=_lifespan,
)
