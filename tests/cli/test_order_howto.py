from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from onevoice.assembly.order.pack import PACKS
from onevoice.formats.paper import parse_paper

HOWTO = Path(__file__).parents[2] / "docs/howto"
PAGE = (HOWTO / "order.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```console\n\$ onevoice (.*?)\n(.*?)```", PAGE, re.DOTALL)
PAPERS = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("typed", "shown"), EXAMPLES, ids=lambda value: value[:60])
def test_the_console_shows_what_the_page_says(run, monkeypatch, typed, shown):
    """Every command on the page, typed in its folder, prints what stands under it, letter by letter."""
    monkeypatch.chdir(HOWTO)
    monkeypatch.setattr(PACKS, "_added", {})  # another page adds a pack of its own
    ended = run(*shlex.split(typed))
    assert ended.err + ended.out == shown
    assert (ended.code == 2) == (not ended.out)


def test_the_page_has_examples_of_both_commands():
    """Neither of the two commands goes without an example that is run."""
    assert {typed.split()[0] for typed, _ in EXAMPLES} == {"order", "packs"}


def test_the_papers_of_the_page_are_read(run, tmp_path):
    """The paper on the page is one, and the judgement on it lets the calling go on."""
    paper, judgements = PAPERS
    assert parse_paper(paper).amendment("A").operations
    judged = json.loads((HOWTO / "sonntags-antraege.json").read_text("utf-8")) | json.loads(
        f"{{{judgements}}}"
    )
    (tmp_path / "paper.json").write_text(json.dumps(judged), encoding="utf-8")
    sheet = json.loads(run("order", tmp_path / "paper.json", "--json").out)
    assert not sheet["to_judge"]
    (first, _) = sheet["motions"][0]["amendments"]
    assert (first["id"], first["why"]["rule"]) == ("2", "G2")
    assert [one["rule"] for one in first["if_agreed"]["falls"]] == ["G7"]
