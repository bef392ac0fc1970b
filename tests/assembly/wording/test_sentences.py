from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest

import onevoice.assembly.wording
from onevoice.assembly.messages import Message
from onevoice.assembly.wording.sentences import SENTENCES, brief, refusal, say

ROOM = Path(onevoice.assembly.wording.__file__).parent


def literals(node):
    """Give the strings that stand anywhere within a piece of code."""
    found = (one.value for one in ast.walk(node) if isinstance(one, ast.Constant))
    return {one for one in found if isinstance(one, str)}


def test_every_message_of_the_room_has_a_sentence():
    """No operation, relation or change is left without English words, and no sentence is spare."""
    said, written = set(), set()
    for module in ROOM.glob("*.py"):
        if module.name == "sentences.py":
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


def test_every_sentence_is_filled():
    """Each placeholder of each sentence takes a parameter, and each sentence ends as one does."""
    for key, template in SENTENCES.items():
        names = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        said = say(Message.of(key, **{name: f"<{name}>" for name in names}))
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
