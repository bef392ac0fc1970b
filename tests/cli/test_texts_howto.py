from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

HOWTO = Path(__file__).parents[2] / "docs/howto"
PAGE = HOWTO / "texts.md"
EXAMPLES = re.findall(r"```console\n\$ onevoice (.*?)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize(("typed", "shown"), EXAMPLES, ids=lambda value: value[:60])
def test_the_console_shows_what_the_page_says(run, monkeypatch, typed, shown):
    """Every command on the page, typed in its folder, prints what stands under it, letter by letter."""
    monkeypatch.chdir(HOWTO)
    ended = run(*shlex.split(typed))
    assert ended.err + ended.out == shown
    assert (ended.code == 2) == (not ended.out)


def test_the_page_has_examples_of_every_command():
    """None of the four commands goes without an example that is run."""
    assert {typed.split()[1] for typed, _ in EXAMPLES} == {"show", "amend", "compare", "clauses"}
