"""Starting a chamber: its folder, its tables, the first administrator's link, and its web process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from onevoice.chamber import configuration, folders, job_child, keeping, sqlite
from onevoice.errors import SettingsError

_APP = "onevoice.chamber.asgi:app"
_ADVISORY = 8_615_501_204  # names our lock among those of the PostgreSQL server


@dataclass(frozen=True, slots=True)
class Prepared:
    """A chamber that is ready to be served.

    Attributes
    ----------
    address : str
    link : str
        One-time link for an administrator; empty where there is one already.
    backup : str
        File into which the database was copied before its tables were changed; empty where they were not.
    """

    address: str
    link: str
    backup: str


def begin() -> None:
    """Make Django ready in this process; nothing is opened yet."""
    if not configuration.value(configuration.DATABASE_URL):
        sqlite.choose_library()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onevoice.chamber.settings")
    import django  # noqa: PLC0415 - only once the environment is set

    django.setup()


def prepare(*, new_link: bool = False) -> Prepared:
    """Take the folder, bring the tables up to date, and see that there is an administrator.

    Parameters
    ----------
    new_link : bool
        Whether a link for an administrator is wanted although one was used already.

    Raises
    ------
    SettingsError
        If another process works there, the folder is no place for a database, or its tables are newer than
        this program.
    """
    folder = configuration.data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    on_sqlite = not configuration.value(configuration.DATABASE_URL)
    if on_sqlite:
        folders.refuse_network(folder)
        folders.hold(folder / "lock")
    begin()
    backup = _migrate(folder if on_sqlite else None)
    link = _link(anyway=new_link)
    let_go()
    return Prepared(configuration.address(), link, str(backup or ""))


def serve(workers: int = 1) -> None:
    """Serve until the process is told to stop: one worker on SQLite, as many as asked for on PostgreSQL."""
    from granian.constants import Interfaces  # noqa: PLC0415 - the server is loaded only to serve
    from granian.log import LogLevels  # noqa: PLC0415
    from granian.server import Server  # noqa: PLC0415

    if workers > 1 and not configuration.value(configuration.DATABASE_URL):
        raise SettingsError("On SQLite one process writes. Leave --workers away, or use PostgreSQL.")
    server = Server(
        _APP,
        address=configuration.value(configuration.HOST),
        port=int(configuration.value(configuration.PORT)),
        interface=Interfaces.ASGI,
        workers=workers,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
        backpressure=4096,
    )
    with job_child.kept():
        server.serve()


def _migrate(folder: Path | None) -> Path | None:
    """Bring the tables up to date, after a copy of what is there; give the copy's path."""
    from django.conf import settings  # noqa: PLC0415 - Django is ready only now
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, connections  # noqa: PLC0415
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    if folder is None:
        with connection.cursor() as cursor:  # held until this connection is closed
            cursor.execute("SELECT pg_advisory_lock(%s)", (_ADVISORY,))
    executor = MigrationExecutor(connection)
    applied = {name for app, name in executor.loader.applied_migrations if app == "chamber"}
    known = {name for app, name in executor.loader.disk_migrations if app == "chamber"}
    if applied - known:
        raise SettingsError(
            f"The database was made by a later onevoice (it knows {max(applied - known)!r})."
            " Install that version or a later one; nothing was changed."
        )
    backup = None
    if folder is not None and applied and known - applied:
        moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        backup = folder / "backups" / f"before-{max(known)}-{moment}.sqlite3"
        backup.parent.mkdir(exist_ok=True)
        keeping.copy_database(backup)
    for database in settings.DATABASES:
        executor = MigrationExecutor(connections[database])
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):  # making sure takes a second each
            call_command("migrate", database=database, verbosity=0, interactive=False)
    return backup


def _link(*, anyway: bool) -> str:
    """Give a link for the first administrator, or (anyway) for another."""
    from onevoice.chamber import models  # noqa: PLC0415 - its models need Django to be ready
    from onevoice.chamber.acts.keys import issue_administrator_key  # noqa: PLC0415

    entered = models.Key.objects.filter(person=None, is_revoked=False, used_at__isnull=False).exists()
    if entered and not anyway:
        return ""
    return f"{configuration.address()}/enter/{issue_administrator_key().token}/"


def let_go() -> None:
    """Close every connection of this process: the worker opens its own."""
    from django.db import connections  # noqa: PLC0415 - Django is ready only now

    connections.close_all()
