"""A running chamber for tests: one database for all of them, an assembly of its own for each."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

_DATA = Path(tempfile.mkdtemp(prefix="chamber-"))
os.environ.update(ONEVOICE_DATA=str(_DATA), ONEVOICE_SECRET="tests", ONEVOICE_URL="http://testserver")  # noqa: S106
os.environ["DJANGO_SETTINGS_MODULE"] = "onevoice.chamber.settings"

import django  # noqa: E402

django.setup()

import shutil  # noqa: E402
from collections.abc import Iterator  # noqa: E402

import pytest  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.utils import translation  # noqa: E402

from chamber.assemblies import Town, make_town  # noqa: E402


@pytest.fixture(scope="session")
def chamber() -> Iterator[Path]:
    """Give the data folder of a chamber whose tables are made."""
    for database in settings.DATABASES:
        call_command("migrate", database=database, verbosity=0)
    yield _DATA
    connections.close_all()
    shutil.rmtree(_DATA)


@pytest.fixture
def town(chamber: Path) -> Town:  # noqa: ARG001 - the tables must be there
    """Give a new town council with a paper, a clerk, a chair and six members of two groups."""
    return make_town()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Let no test go on in the language of the last page that another asked for."""
    translation.deactivate_all()
    yield
    translation.deactivate_all()
