"""Sessions and jobs lie in a file of their own: it may be lost, and writing to it never waits for an act."""

from __future__ import annotations

from typing import Any

_APPS = {"sessions", "django_tasks_database"}


class Throwaway:
    """Django's router between the database and the throwaway file."""

    def db_for_read(self, model: Any, **_hints: Any) -> str:
        """Say where a model is read."""
        return "throwaway" if model._meta.app_label in _APPS else "default"  # noqa: SLF001 - Django's own name

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Say whether an app's tables are made in a database."""
        return (app_label in _APPS) == (db == "throwaway")
