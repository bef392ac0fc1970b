"""Write docs/settings.md from the one tuple that is setting, default and documentation."""

from __future__ import annotations

import sys
from pathlib import Path

from onevoice.chamber.configuration import SETTINGS

HEAD = """# Settings of the chamber

This page is written by `make docs` from the settings themselves. Each is an environment variable; where
`onevoice serve` has an option for it, the option wins.

| variable | default | what it does |
| --- | --- | --- |
"""


def reference() -> str:
    """Return the page."""
    rows = (
        f"| `{one.name}` | {f'`{one.default}`' if one.default else '(empty)'} | {one.words} |"
        for one in SETTINGS
    )
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
