from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import onevoice.assembly.wording
from onevoice.assembly.messages import Message
from onevoice.assembly.text import Kind
from onevoice.assembly.wording.sentences import TONGUES, against, between, brief, refusal, say

ROOM = Path(onevoice.assembly.wording.__file__).parent
LANGUAGES = pytest.mark.parametrize("language", TONGUES)
SENTENCES = TONGUES["en"].sentences


def literals(node):
    """Give the strings that stand anywhere within a piece of code."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {one for one in found if isinstance(one, str)}


def test_every_message_of_the_room_has_a_sentence():
    """No operation, relation or change is left without English words, and no sentence is spare."""
    said, written = set(), set()
    for module in ROOM.glob("*.py"):
        if module.name == "sentences.py" or module.name.startswith("words_"):
            continue
        tree = ast.parse(module.read_text(encoding="utf-8"))
        written |= literals(tree)
        for call in (one for one in ast.walk(tree) if isinstance(one, ast.Call)):
            if ast.unparse(call.func) in ("Message", "Message.of", "_containing") and call.args:
                said |= literals(call.args[0])
    endings = {"-after", "-first"}  # said of a place, which is one or the other
    whole = {one + ending for one in said - set(SENTENCES) for ending in endings}
    assert whole <= set(SENTENCES)
    assert set(SENTENCES) <= written | whole


def placeholders(template):
    """Give the parameters that a sentence fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@LANGUAGES
def test_every_sentence_is_filled(language):
    """Each placeholder of each sentence takes a parameter, and each sentence ends as one does."""
    for key, template in TONGUES[language].sentences.items():
        names = placeholders(template) - {"by_first", "by_second"}
        said = say(Message.of(key, **{name: f"<{name}>" for name in names}), language)
        assert all(f"<{name}>" in said for name in names)
        assert said[-1] == "."
        assert "{" not in said


def test_a_parameter_that_is_missing_is_not_passed_over():
    """A message without what its sentence needs, or of no known id, is a mistake of ours."""
    for message in (Message.of("block-gone"), Message.of("nonsense")):
        with pytest.raises(KeyError):
            say(message)


def test_long_quotations_are_shortened_between_words():
    """The first and last words of a long quotation are given, of one long word its ends."""
    assert brief("agrees") == "agrees"
    assert brief("one " * 50) == "one one one one one one … one one one one one one"
    assert len(brief("x" * 500)) < 80
    assert say(Message.of("block-changed", block="b1", words="one " * 50)).count("one") == 12


def test_an_error_carries_its_message():
    """The text of the error is the sentence; the id and parameters come with it."""
    error = refusal(Message.of("block-gone", block="b9"))
    assert str(error) == say(error.message)
    assert error.message["block"] == "b9"


@LANGUAGES
def test_every_language_says_all_that_english_says(language):
    """No language lacks a sentence, a parameter of one, or a word that English has; none has a spare one."""
    own, english = TONGUES[language], TONGUES["en"]
    assert {key: placeholders(one) for key, one in own.sentences.items()} == {
        key: placeholders(one) for key, one in english.sentences.items()
    }
    for words in ("kinds", "parties", "heads", "states"):
        mine, theirs = getattr(own, words), getattr(english, words)
        assert {key: placeholders(one) for key, one in mine.items()} == {
            key: placeholders(one) for key, one in theirs.items()
        }
    assert set(own.kinds) == {kind.value for kind in Kind}
    assert placeholders(own.amendment) == {"id"}
    assert placeholders(own.begins) == {"kind", "begins"}


def test_a_language_that_nobody_has_written_is_said_in_english():
    """An unknown language is no error, and a region of a known one is that language."""
    message = Message.of("same-point-end")
    assert say(message, "cy") == say(message, "") == say(message)
    assert say(message, "de-AT").startswith("Beide")


@LANGUAGES
def test_two_amendments_are_named_where_their_names_are_known(language):
    """A sentence on two amendments names both, whichever of them is the container."""
    for container, contained in (("first", "second"), ("second", "first")):
        message = Message.of("containing-whole", container=container, contained=contained)
        said = say(between(message, "<A>", "<B>"), language)
        names = ["<A>", "<B>"] if container == "first" else ["<B>", "<A>"]
        assert sorted(names, key=said.index) == names
        assert len({say(message, language), say(against(message), language), said}) == 3
        assert not say(message, language)[0].islower()


@LANGUAGES
def test_a_relation_says_words_and_no_ids(language):
    """No id of a block stands in a sentence on a relation or a change."""
    for key, template in TONGUES[language].sentences.items():
        if key.startswith(("touching", "same-point", "overlapping", "containing", "identical", "changes")):
            assert "block" not in placeholders(template)
