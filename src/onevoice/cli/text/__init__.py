"""``onevoice text``: texts and amendments; one command per module."""

from __future__ import annotations

import sys

import typer

from onevoice.cli.text.amend import amend
from onevoice.cli.text.clauses import clauses
from onevoice.cli.text.compare import compare
from onevoice.cli.text.show import show

EXAMPLES = """Examples:

\b
  onevoice text show motion.md --lines
  onevoice text amend motion.md "leave out 'close' and insert 'open'" --marked
  onevoice text compare motion.md draft.docx
  onevoice text clauses motion.md --out sounding/
"""

app = typer.Typer(
    name="text",
    no_args_is_help=True,
    rich_markup_mode=None,
    epilog=EXAMPLES,
    help="Show, amend and compare the words that a body votes on, and part them into clauses.",
)
for command in (show, amend, compare, clauses):
    app.command(epilog=sys.modules[command.__module__].EXAMPLES)(command)
