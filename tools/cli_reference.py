"""Write docs/cli.md from what `--help` says, so that the page cannot say anything else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMANDS = (
    ("analyse",),
    ("compare",),
    ("compose",),
    ("evaluate",),
    ("simulate",),
    ("convert",),
    ("demo",),
    ("serve",),
    ("backup",),
    ("restore",),
    ("doctor",),
    ("order",),
    ("packs",),
    ("select",),
    ("expect",),
    ("cosign",),
    ("text",),
    ("text", "show"),
    ("text", "amend"),
    ("text", "compare"),
    ("text", "clauses"),
)
HEAD = """# The command line

This page is written by `make docs` from what `--help` says.

What all commands share:

- The answer goes to standard output, and nothing else does. Progress, notes and errors go to standard error.
- Nothing is written unless you ask for it, and nothing is overwritten without `--force`. Files appear whole
  or not at all.
- A mistake in a file or an option ends with a sentence that says where it is and what to do, and with exit
  code 2. Ctrl-C ends with 130. Success is 0.
- The same input, options and seed give the same bytes on one machine, for any number of threads.
- A first run on a machine compiles its kernels, which takes a minute or two, and says so. Later runs do not.
"""


def reference() -> str:
    """Return the page."""
    parts = [HEAD, "## onevoice", _help()]
    for command in COMMANDS:
        parts += [f"## onevoice {' '.join(command)}", _help(*command)]
    return "\n".join(parts)


def _help(*command: str) -> str:
    """Ask a command for its help, in an environment that cannot change its form."""
    environment = {
        **os.environ,
        "COLUMNS": "100",
        "TERMINAL_WIDTH": "100",
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    told = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "onevoice", *command, "--help"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return "\n```text\n" + "\n".join(line.rstrip() for line in told.strip().splitlines()) + "\n```\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
