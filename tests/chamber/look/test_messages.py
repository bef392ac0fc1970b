"""Everything that the chamber says is said in every language that it offers."""

from __future__ import annotations

import gettext
import io
import re
from datetime import UTC, datetime

import pytest
from babel.messages.catalog import Message
from django.conf import settings
from django.utils import translation
from tools import messages

_PLACES = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}|</?bdi>")
LANGUAGES = messages.LANGUAGES


def translated(language: str) -> list[Message]:
    """Give a language's messages, without the head of its catalogue."""
    return [one for one in messages.read(language) if one.id]


def test_every_language_offered_has_a_catalogue() -> None:
    """The pages offer English and what there is a catalogue for."""
    assert [code for code, _name in settings.LANGUAGES] == ["en", *LANGUAGES]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated(language: str) -> None:
    """Every message of code and templates has a translation, in each plural form (`-m tools.messages`)."""
    now = messages.collected(language, messages.read(language))
    assert messages.untranslated(now) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_current(language: str) -> None:
    """What is kept is what the sources say, no more, and is compiled (`-m tools.messages`)."""
    path = messages.po_of(language)
    now = messages.written(messages.collected(language, messages.read(language)))
    assert path.read_bytes() == now
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(messages.read(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_names_what_its_message_names(language: str) -> None:
    """What messages fill in stands in their translations; a singular may say its number in a word."""
    wrong = []
    for one in translated(language):
        if not all(one.string if isinstance(one.string, tuple) else [one.string]):
            continue  # the law before this one tells
        many = not isinstance(one.id, str)
        pairs = zip(one.id, one.string, strict=True) if many else [(one.id, one.string)]
        for place, (source, target) in enumerate(pairs):
            named, given = sorted(_PLACES.findall(source)), sorted(_PLACES.findall(target))
            if given != named and not (many and place == 0 and set(given) <= set(named)):
                wrong.append((source, target))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_turns_the_page_round(language: str) -> None:
    """Translations hold no control of direction but the two marks and the isolates."""
    controls = re.compile("[\u202a-\u202e]")
    assert [one.id for one in translated(language) if controls.search(str(one.string))] == []


@pytest.mark.parametrize("number", [1, 2, 3, 8, 10, 11, 20, 60, 101])
def test_errors_of_forms_are_said_for_every_number(number: int) -> None:
    """Django's own Hebrew is empty for most numbers in some messages: ours stands before it."""
    with translation.override("he"):
        for one, many in messages.LIBRARY:
            assert translation.ngettext(one, many, number) not in {"", one, many}


def test_a_catalogue_is_compiled_the_same_at_any_time() -> None:
    """What is compiled tells nothing of when."""
    catalogue = messages.read("he")
    catalogue.creation_date = catalogue.revision_date = datetime(1999, 1, 1, tzinfo=UTC)
    assert messages.compiled(catalogue) == messages.compiled(messages.read("he"))


def test_a_compiled_catalogue_is_read_by_the_standard_library() -> None:
    """What we compile is what every gettext reads."""
    kept = gettext.GNUTranslations(io.BytesIO(messages.compiled(messages.read("he"))))
    assert kept.gettext("Minutes") == "פרוטוקול"
    assert kept.ngettext("%(n)s motion", "%(n)s motions", 5) == "%(n)s הצעות"
