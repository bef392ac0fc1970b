"""What pages need, loaded before the first of them is asked for: nobody waits for it then."""

from __future__ import annotations

import gc
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils.formats import date_format
from django.utils.timezone import now
from django.utils.translation import gettext, override

from onevoice.chamber.pages.routes import ROUTES


def get_ready() -> None:
    """Load views, templates, languages and addresses."""
    for module in sorted({route.view.partition(".")[0] for route in ROUTES}):
        import_module(f"onevoice.chamber.pages.{module}")
    for folder in map(Path, settings.TEMPLATES[0]["DIRS"]):
        for path in sorted(folder.rglob("*.html")):
            get_template(path.relative_to(folder).as_posix())
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("Minutes")
            date_format(now(), "DATETIME_FORMAT")
            get_resolver()._populate()  # noqa: SLF001 - Django populates it at the first link, once a language
    gc.collect()
    gc.freeze()  # what is loaded stays: going over it again and again would hold up pages
