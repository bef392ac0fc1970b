"""The web process shows finished analyses, and computes none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_it_loads_no_compiler_no_solver_and_no_pictures(tmp_path: Path) -> None:
    """With every page's module loaded, numba, ortools, altair and the model are not."""
    code = (
        "import onevoice.chamber.asgi, sys, importlib\n"
        "from onevoice.chamber.pages.routes import ROUTES\n"
        "for one in ROUTES: importlib.import_module('onevoice.chamber.' + ('live.' if 'live' in one.view else"
        " 'pages.') + one.view.rsplit('.', 1)[0].removeprefix('live.'))\n"
        "heavy = {'numba', 'ortools', 'altair', 'highspy', 'onevoice.opinion'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    environment = {**os.environ, "ONEVOICE_DATA": str(tmp_path), "ONEVOICE_URL": ""}
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "[]", told.stderr
