"""The worked page of six conversations."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "cases" / "conversations.md"
SMALLEST = "15-per-hour-seattle"


@pytest.fixture(scope="module")
def folder(shared_data):
    """Find the smallest conversation, where it is."""
    there = shared_data / "polis" / SMALLEST
    if not there.is_dir():
        pytest.skip("the conversations are not in shared/data beside the checkout")
    return there


def test_a_conversation_stands_on_the_page_as_its_command_writes_it(folder, monkeypatch):
    """The part of the smallest conversation follows from its answers, to the letter."""
    monkeypatch.syspath_prepend(ROOT)
    from benchmarks.halves import halves  # noqa: PLC0415  # what the tool rests on
    from tools import conversations  # noqa: PLC0415  # a tool beside the package

    part = "\n".join(conversations.conversation(folder.name, next(halves(folder, 1))))
    assert part in PAGE.read_text(encoding="utf-8")


def test_every_conversation_has_its_part(shared_data):
    """No conversation that is there is left out, whoever did better in it."""
    names = [there.name for there in sorted((shared_data / "polis").iterdir()) if there.is_dir()]
    words = PAGE.read_text(encoding="utf-8")
    assert all(f"\n## {name}\n" in words for name in names)
