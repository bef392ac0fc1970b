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


def test_acts_on_where_the_assembly_stands_compute_nothing(tmp_path: Path) -> None:
    """Answers given, an account asked for, published and acted on, and every page of it: none is loaded."""
    code = (
        "import sys; from onevoice.chamber import serving; serving.prepare()\n"
        "import onevoice.chamber.asgi\n"
        "from chamber.acts.scenarios import SCENES\n"
        "from chamber.browsing import town_client\n"
        "from chamber.evenings import Evening\n"
        "from chamber.routed import pages_of\n"
        "acts = ('give-answers', 'work-out', 'publish-account', 'invite', 'decline-invitation')\n"
        "for act in acts:\n"
        "    e = Evening(SCENES[act][0]); doer, do = SCENES[act][1](e); do(doer)\n"
        "    clients = [town_client(e.town, one) for one in (e.town.clerk, e.town.chair, e.town.member)]\n"
        "    told = {client.get(page).status_code for client in clients for page in pages_of(e)}\n"
        "    assert 200 in told and max(told) < 500, told\n"
        "heavy = {'numba', 'ortools', 'altair', 'highspy', 'onevoice.opinion'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    tests = str(Path(__file__).parents[2])
    environment = {
        **os.environ,
        "ONEVOICE_DATA": str(tmp_path),
        "ONEVOICE_URL": "http://testserver",
        "PYTHONPATH": tests,
    }
    told = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "[]", told.stderr
