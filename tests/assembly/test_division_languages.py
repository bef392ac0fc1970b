from __future__ import annotations

from string import Formatter

import pytest

from onevoice.assembly.division_words import LANGUAGES, say
from onevoice.assembly.messages import Message


def places(template):
    """Give the names that a template fills in."""
    return {name for _text, name, _spec, _conversion in Formatter().parse(template) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_all_that_english_says(language):
    """No language lacks a sentence, a name within it, or a word for an id; none has one to spare."""
    sentences, called = LANGUAGES[language]
    english, named = LANGUAGES["en"]
    assert {key: places(one) for key, one in sentences.items()} == {
        key: places(one) for key, one in english.items()
    }
    assert set(called) == set(named)


def test_a_language_that_nobody_has_written_is_said_in_english():
    """An unknown language is no error."""
    message = Message.of("tie-cast", ayes="3", noes="3", side="no")
    assert say(message, "cy") == say(message)
    assert "נגד" in say(message, "he")
