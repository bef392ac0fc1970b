"""Every message that the report and the command line say, found in their sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import extract_from_ast

from onevoice.report.quoted import SENTENCES

SOURCES = Path(__file__).parents[2] / "src" / "onevoice"
ONE, MANY = {"say", "plain"}, {"say_n"}


def messages() -> set[str | tuple[str, str]]:
    """Collect messages; those that depend on a number are pairs of singular and plural."""
    found: set[str | tuple[str, str]] = set(SENTENCES)
    for room in ("report", "cli"):
        for path in sorted((SOURCES / room).rglob("*.py")):
            found.update(_in_python(path, bare=room == "report"))
    for path in sorted((SOURCES / "report" / "templates").glob("*.html")):
        tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
        for _, function, said in extract_from_ast(tree, ONE | MANY):
            texts = [said] if isinstance(said, str) else list(said)
            found.add(texts[0] if function in ONE else (texts[0], texts[1]))
    return found


def _in_python(path: Path, *, bare: bool) -> Iterator[str | tuple[str, str]]:
    """Find what is said in a source; a bare ``say`` outside the report says the assembly's own sentences."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not (bare or isinstance(node.func, ast.Attribute)):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ONE and path.name != "language.py":
            yield _constant(node, 0, path)
        elif name in MANY:
            yield _constant(node, 0, path), _constant(node, 1, path)
        elif name in ONE and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def _constant(node: ast.Call, place: int, path: Path) -> str:
    said = node.args[place]
    assert isinstance(said, ast.Constant), f"{path.name}, line {node.lineno}: a message must be a literal"
    return str(said.value)
