"""Every numbered rule of procedure is held by a test that carries its number, or is recorded for people."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.rulebook import RULES

CHAPTERS = {"A": 6, "S": 8, "O": 9, "D": 12, "C": 9, "G": 8, "R": 8, "K": 10}
NUMBERED = [f"{letter}{number}" for letter, last in CHAPTERS.items() for number in range(1, last + 1)]
# what the sources do not say, and is inferred from practice
GUESSES = {"A6", "D2", "D3", "G7", "K10"}
RECORDED = {"A5", "S2", "S3", "S6", "D3", "D4", "D9", "K1", "K2", "K3", "K4"}
BY_NUMBER = {rule.number: rule for rule in RULES}


@pytest.fixture(scope="module")
def carried():
    """Give the rule numbers that names of tests carry: test_o4_..., test_k6_k9_..."""
    found = set()
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                numbers = re.match(r"((?:[a-z]\d+[a-z]?_)*)", node.name.removeprefix("test_"))[1]
                found |= {one.upper() for one in numbers.split("_") if one}
    return found


@pytest.mark.parametrize("number", NUMBERED)
def test_each_rule_is_tested_or_recorded(carried, number):
    """A rule stands in the rulebook, and what a program decides by it is held by a test."""
    rule = BY_NUMBER[number]
    assert rule.words
    assert rule.source
    if rule.computed:
        assert number in carried, f"no test carries {number}: {rule.words}"


def test_what_no_program_decides_is_recorded():
    """Exactly these are recorded and not computed, so that nothing is left out of the tests unseen."""
    assert {one for one in NUMBERED if not BY_NUMBER[one].computed} == RECORDED


def test_guesses_are_marked():
    """What no source says is marked as a guess, in the rulebook and in every pack that lists it."""
    assert {one for one in NUMBERED if BY_NUMBER[one].guess} == GUESSES
    for pack in PACKS.values():
        for rule in pack.rules:
            if rule.number in NUMBERED:
                assert rule.guess == (rule.number in GUESSES)
    (replaced,) = (rule for rule in PACKS["scotland"].rules if rule.number == "O8a")
    assert replaced.guess


def test_every_rule_is_in_a_pack():
    """No numbered rule is left without a pack that goes by it."""
    assert {*NUMBERED} <= {rule.number for pack in PACKS.values() for rule in pack.rules}
