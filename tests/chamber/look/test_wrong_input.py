"""What is wrong with a file is said in the reader's language, by sentences that readers of files do say."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from onevoice import formats
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.wrong_input import FILES, NOTATION, in_words, said
from onevoice.errors import InputError
from onevoice.formats.notation.sentences import SENTENCES, refusal
from onevoice.formats.roll import read_roll

_PLACE = re.compile(r"\{[^{}]*\}")
_ROLL = "name,role,since,weight\n,clerk,,\nA,king,,\nB,,soon,\nC,,,0\nD,,,\nD,,,\n"
_HEBREW = re.compile("[\u05d0-\u05ea]")


def bare(template: str) -> str:
    """Give a sentence without the names of what is filled in."""
    return _PLACE.sub("{}", template)


def _written() -> Iterator[str]:
    """Give every string that stands in the readers of files, with {} for what is filled in."""
    for path in Path(str(formats.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value
            elif isinstance(node, ast.JoinedStr):
                parts = (one.value if isinstance(one, ast.Constant) else "{}" for one in node.values)
                yield "".join(str(one) for one in parts)


def test_each_sentence_is_one_that_is_said() -> None:
    """A sentence that no reader of files says any more has no place among those that are translated."""
    written = set(_written()) | {
        "this file cannot be read",
        "this file needs more time or memory than a text should",
    }
    assert [one for one in FILES if bare(one) not in written] == []
    assert [SENTENCES["en"][one] for one in NOTATION] == list(NOTATION.values())


def test_what_is_filled_in_stands_in_the_translation() -> None:
    """Every sentence is told apart from every other, is Hebrew in Hebrew, and loses nothing."""
    with translation.override("he"):
        for one in FILES:
            filled = _PLACE.sub(lambda found: f"'{found[0][1:-1]}'", one)
            told = for_file(in_words(filled))
            assert _HEBREW.search(told), one
            assert all(f"'{name[1:-1]}'" in told for name in _PLACE.findall(one)), told
    assert in_words("this is new") == "this is new"


def test_a_roll_is_refused_in_the_readers_language(tmp_path: Path) -> None:
    """Each refused line, and a file that is no roll, are told in Hebrew, and in English as they were."""
    path = tmp_path / "roll.csv"
    path.write_text(_ROLL, encoding="utf-8")
    refused = [one.why for one in read_roll(path).refused]
    assert len(refused) == 5
    with translation.override("en"):
        assert [in_words(one) for one in refused] == refused
    with translation.override("he"):
        assert all(_HEBREW.search(in_words(one)) for one in refused)
    path.write_text("who,party\nAda,Red\n", encoding="utf-8")
    with pytest.raises(InputError) as wrong, translation.override("he"):
        read_roll(path)
    with translation.override("en"):
        assert for_file(said(wrong.value)).replace("“", "'").replace("”", "'") == str(wrong.value)
    with translation.override("he"):
        assert re.sub(r"[^A-Za-z]", "", said(wrong.value)) == "rollcsvnamewhopartyname"


@pytest.mark.parametrize("message", sorted(NOTATION))
def test_notation_is_refused_in_the_readers_language(message: str) -> None:
    """What the notation lacks is told in Hebrew, with the words that were typed."""
    names = {name[1:-1]: "Rose" for name in _PLACE.findall(SENTENCES["en"][message])}
    error = refusal("en", message, **names)
    with translation.override("he"):
        assert _HEBREW.search(said(error))
        assert said(error).count("Rose") == str(error).count("Rose")
    with translation.override("en"):
        assert said(error) == str(error)
