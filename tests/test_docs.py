from __future__ import annotations

import doctest
import os
import re
import sys
from pathlib import Path

import pytest

import onevoice
from onevoice.chamber import serving

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)|src=\"([^\"]+)\"")


def name_of(page):
    """Name a page by its path in the repository."""
    return page.relative_to(ROOT).as_posix()


def anchors(page):
    """List the anchors of a page's headings, as code hosts make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_examples_in_the_documents_run(page, monkeypatch, tmp_path):
    """Every example in a document gives what the document says."""
    monkeypatch.chdir(tmp_path)
    tests = doctest.DocTestParser().get_doctest(
        page.read_text(encoding="utf-8"), {}, name_of(page), str(page), 0
    )
    report: list[str] = []
    result = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE).run(
        tests, out=report.append
    )
    assert not result.failed, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_lead_somewhere(page):
    """Every relative link leads to a file of the repository, and its anchor to a heading there."""
    for link in ("".join(found) for found in LINK.findall(page.read_text(encoding="utf-8"))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), f"{name_of(page)} links to {link}"
        if anchor and target.suffix == ".md":
            assert anchor in anchors(target), f"{name_of(page)} links to {link}"


def test_the_command_line_page_is_what_help_says(monkeypatch):
    """docs/cli.md is, letter by letter, what `make docs` would write from --help."""
    monkeypatch.syspath_prepend(ROOT)
    from tools.cli_reference import COMMANDS, reference  # noqa: PLC0415  # a tool beside the package

    page = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
    assert page == reference()
    from onevoice.cli import app  # noqa: PLC0415

    assert set(typed(app)) == set(COMMANDS)


def test_the_settings_page_is_what_the_settings_say(monkeypatch):
    """docs/settings.md is, letter by letter, what `make docs` would write."""
    monkeypatch.syspath_prepend(ROOT)
    from tools.settings_reference import reference  # noqa: PLC0415  # a tool beside the package

    assert (ROOT / "docs/settings.md").read_text(encoding="utf-8") == reference()


def typed(app, *before):
    """List what can be typed after ``onevoice``: commands, groups of them, and the commands of each."""
    for entry in app.registered_commands:
        yield (*before, entry.name or entry.callback.__name__)
    for group in app.registered_groups:
        name = group.name or group.typer_instance.info.name
        yield (*before, name)
        yield from typed(group.typer_instance, *before, name)


def test_the_changelog_knows_this_version():
    """The version of the package has its chapter."""
    assert f"## [{onevoice.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_readme_names_every_command_of_make():
    """CONTRIBUTING and README speak only of commands that the Makefile has."""
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page in ("README.md", "CONTRIBUTING.md"):
        said = re.findall(r"(?:^|`)make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
        assert set(said) <= there


def test_examples_in_docstrings_run(tmp_path, monkeypatch):
    """Every example in a docstring of the package gives what it says."""
    if "ONEVOICE_DATA" not in os.environ:  # beside the chamber's tests it is set already
        monkeypatch.setenv("ONEVOICE_DATA", str(tmp_path))
    serving.begin()
    failed = []
    for path in sorted((ROOT / "src/onevoice").rglob("*.py")):
        if ">>>" not in path.read_text(encoding="utf-8"):
            continue
        name = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts).removesuffix(".__init__")
        __import__(name)
        result = doctest.testmod(sys.modules[name], optionflags=doctest.ELLIPSIS)
        if result.failed:
            failed.append(name)
    assert not failed
