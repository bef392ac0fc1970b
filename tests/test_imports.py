from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import requires

import pytest

import onevoice

HEAVY = (
    *("numpy", "scipy", "numba", "ortools", "altair", "vl_convert", "jinja2", "rich", "babel", "pyarrow"),
    *("django", "granian", "sqlite3"),
)
COMMANDS = ("analyse", "compare", "simulate", "convert", "evaluate", "demo", "serve", "backup", "select")


def loaded_after(code, **settings):
    """Run code in a fresh interpreter and list the top-level modules it loaded."""
    script = f"{code}\nimport json, sys\nprint('\\n' + json.dumps([m.split('.')[0] for m in sys.modules]))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, **settings},
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments", [["--help"], ["--version"], *([command, "--help"] for command in COMMANDS)]
)
def test_help_loads_no_numbers(arguments):
    """Asking for help loads neither compiler, nor solver, nor pictures."""
    code = f"""
import sys
sys.argv = ["onevoice", *{arguments!r}]
from onevoice.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code
"""
    assert not loaded_after(code) & set(HEAVY)


def test_the_face_loads_nothing_until_asked():
    """Importing onevoice loads no room; a name of the face brings its room with it."""
    assert not loaded_after("import onevoice") & {*HEAVY, "typer"}
    assert "numpy" in loaded_after("import onevoice; onevoice.Analysis")


def test_every_name_of_the_face_is_there():
    """Each name in __all__ leads somewhere; a wrong one is an AttributeError."""
    for name in onevoice.__all__:
        assert getattr(onevoice, name)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = onevoice.nonsense


def test_no_part_of_the_package_needs_what_only_tests_have(tmp_path):
    """Every module can be imported with nothing but the declared dependencies."""
    development = (
        "hypothesis",
        "pytest",
        "pandas",
        "polars",
        "pyarrow",
        "playwright",
        "red_dwarf",
        "abcvoting",
    )
    code = f"""
import pkgutil, sys
import onevoice
from onevoice.chamber import serving
serving.begin()  # a chamber's rows need Django to be ready
modules = [module.name for module in pkgutil.walk_packages(onevoice.__path__, "onevoice.")]
for name in {development!r}:
    sys.modules[name] = None
import importlib
for name in modules:
    if name != "onevoice.__main__":
        importlib.import_module(name)
"""
    assert "onevoice" in loaded_after(code, ONEVOICE_DATA=str(tmp_path), ONEVOICE_URL="")


def test_optional_packages_are_declared_as_extras():
    """What a feature may lack is an extra of the package, by the name that the error gives."""
    declared = [line for line in requires("onevoice") or [] if "extra ==" in line]
    assert any(line.startswith("pyarrow") and "parquet" in line for line in declared)
