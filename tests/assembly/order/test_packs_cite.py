"""What every pack owes its reader: each line cites a rule that it lists, and each judgement has its words."""

from __future__ import annotations

import string
from dataclasses import fields, is_dataclass

import pytest

from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.rulebook import GENERAL, RULES
from onevoice.assembly.order.words import ENGLISH

CITING = {"rule", "order_rule", "cap_rule", "reasons_rule", "no_clash", "cured", "pull_out", "decided_point"}
CITING |= {"one_each", "alternatives"}


def cited(part):
    """Give the number of every rule that a pack, or a part of one, cites."""
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in CITING or (type(part).__name__ == "Dividing" and field.name in {"tie", "quorum"}):
            yield value
        for inner in value if isinstance(value, tuple) else (value,):
            if is_dataclass(inner) and field.name not in {"rules", "voting"}:
                yield from cited(inner)


@pytest.mark.parametrize("pack", PACKS)
def test_every_line_cites_a_rule_that_the_pack_lists(pack):
    """Whatever number stands beside a line of a pack, the pack says what that rule is."""
    numbers = [rule.number for rule in PACKS[pack].rules]
    assert {*cited(PACKS[pack])} - {""} <= {*numbers}
    assert len({*numbers}) == len(numbers)
    assert {*GENERAL} <= {*PACKS[pack].rules}


@pytest.mark.parametrize("pack", PACKS)
def test_a_number_of_the_rulebook_means_one_rule(pack):
    """A pack's own rules have numbers of their own, with words and a source."""
    known = {rule.number: rule for rule in RULES}
    for rule in PACKS[pack].rules:
        assert known.get(rule.number, rule) == rule
        assert rule.words.endswith(".")
        assert rule.source


@pytest.mark.parametrize("pack", PACKS)
def test_a_recorded_rule_decides_nothing(pack):
    """No line of a pack acts by a rule that is only recorded, but for the reasons that nobody need give."""
    recorded = {rule.number for rule in PACKS[pack].rules if not rule.computed}
    assert {*cited(PACKS[pack])} & recorded <= {"S2"}


@pytest.mark.parametrize("pack", PACKS)
def test_the_chairs_words_ask_for_what_the_chair_knows(pack):
    """Words of a pack that replace others take no parameter that those do not have."""
    asked = {"motion", "number", "numbers", "kind"}
    for sentences in PACKS[pack].words.values():
        for name, sentence in sentences.items():
            taken = {field for _, field, _, _ in string.Formatter().parse(sentence) if field}
            general = {field for _, field, _, _ in string.Formatter().parse(ENGLISH.get(name, "")) if field}
            assert taken <= (general | asked if name.startswith("question-") else general or taken)


@pytest.mark.parametrize("pack", PACKS)
def test_every_motion_to_order_has_its_question(pack):
    """The chair has words for each kind of procedural motion, in each language of the pack."""
    for language, sentences in PACKS[pack].words.items():
        for one in PACKS[pack].procedures:
            assert f"question-{one.kind}" in sentences, language
