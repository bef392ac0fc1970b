"""Collect what the chamber says, merge it into the catalogues, and compile them.

`python -m tools.messages` writes `locale/<language>/LC_MESSAGES/django.po` and `.mo`; what is new stands
there untranslated, and what is gone is left out. `--check` writes nothing and fails where one is behind.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOM = Path(__file__).parents[1] / "src" / "onevoice" / "chamber"
LANGUAGES = ("he",)
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "translated"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
# what Django's own Hebrew lacks for most numbers, of what our forms say
LIBRARY: tuple[tuple[str, str], ...] = (
    (
        "Ensure this value has at least %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at least %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
    (
        "Ensure this filename has at most %(max)d character (it has %(length)d).",
        "Ensure this filename has at most %(max)d characters (it has %(length)d).",
    ),
)
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)  # a catalogue's head would tell when it was compiled
Found = tuple[str | tuple[str, ...], list[str], str | None]
"""A message (or its singular and plural), what is said to translators, and its context."""


def messages() -> Iterator[tuple[str, Found]]:
    """Give every message of the chamber's code and templates, with the file in which it stands."""
    yield from (("django", (pair, [], None)) for pair in LIBRARY)
    for path in sorted(ROOM.rglob("*.py")):
        if "migrations" not in path.parts:
            yield from _of(path, path.read_text(encoding="utf-8"))
    for path in sorted((ROOM / "templates").rglob("*.html")):
        drawn = templatize(path.read_text(encoding="utf-8"), origin=path.name)
        # only the calls are Python; what is blanked out between them may begin anywhere
        yield from _of(path, "\n".join(line.strip() for line in drawn.splitlines()))


def collected(language: str, before: Catalog) -> Catalog:
    """Give a language's catalogue with every message that there is now, and the translations before."""
    now = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for place, (message, comments, context) in messages():
        now.add(message, locations=[(place, 0)], auto_comments=comments, context=context)
    now.mime_headers = [header for header in before.mime_headers if header[0] != "POT-Creation-Date"]
    kept = Catalog(locale=language, charset="utf-8", fuzzy=False)
    for message in sorted((one for one in now if one.id), key=lambda one: (one.locations[0][0], str(one.id))):
        known = before.get(message.id, message.context)
        files = sorted({(place, 0) for place, _line in message.locations})
        kept.add(
            message.id,
            known.string if known is not None and not known.fuzzy else None,
            locations=files,
            auto_comments=message.auto_comments,
            context=message.context,
        )
    return kept


def read(language: str) -> Catalog:
    """Give a language's catalogue as it is kept; an empty one where there is none yet."""
    path = po_of(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8", fuzzy=False)
    with path.open("rb") as kept:
        return read_po(kept, locale=language)


def written(catalogue: Catalog) -> bytes:
    """Give a catalogue as a file for translators: the same messages give the same bytes."""
    out = io.BytesIO()
    write_po(out, catalogue, width=110, omit_header=True, include_lineno=False)
    plural = f'"Plural-Forms: nplurals={catalogue.num_plurals}; plural={catalogue.plural_expr};\\n"'
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Language: {catalogue.locale}\\n"\n'
    return f"{head}{plural}\n\n".encode() + out.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """Give a catalogue as programs read it: the same messages give the same bytes."""
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[str]:
    """Give the messages that have no translation, or not in every plural form."""
    return [
        str(one.id)
        for one in catalogue
        if one.id and not all(one.string if isinstance(one.string, tuple) else [one.string])
    ]


def po_of(language: str) -> Path:
    """Give where a language's catalogue is kept."""
    return ROOM / "locale" / language / "LC_MESSAGES" / "django.po"


def _of(path: Path, source: str) -> Iterator[tuple[str, Found]]:
    place = path.relative_to(ROOM).as_posix()
    calls = extract("python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",), {})
    for _line, message, comments, context in calls:
        yield place, (message, comments, context)


def main() -> int:
    """Write the catalogues, or check them; say what is untranslated."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])  # type: ignore[union-attr]  # it has one
    parser.add_argument("--check", action="store_true", help="write nothing; fail where something is behind")
    check = parser.parse_args().check
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    behind = 0
    for language in LANGUAGES:
        path = po_of(language)
        catalogue = collected(language, read(language))
        files = {
            path: written(catalogue),
            path.with_suffix(".mo"): compiled(read_po(io.BytesIO(written(catalogue)), locale=language)),
        }
        for one, content in files.items():
            if not one.exists() or one.read_bytes() != content:
                behind += 1
                if not check:
                    one.parent.mkdir(parents=True, exist_ok=True)
                    one.write_bytes(content)
        missing = untranslated(catalogue)
        behind += len(missing)
        print(f"{language}: {len(catalogue)} messages, {len(missing)} untranslated")  # noqa: T201 - a command
    return int(check and behind > 0)


if __name__ == "__main__":
    sys.exit(main())
