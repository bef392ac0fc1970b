"""``onevoice doctor``: whether everything is as a chamber needs it."""

from __future__ import annotations

from dataclasses import asdict

import typer

from onevoice.cli.choices import print_json
from onevoice.cli.serve import Data, chosen
from onevoice.cli.text.options import AsJson

EXAMPLES = """Examples:

\b
  onevoice doctor
  onevoice doctor --data /var/lib/onevoice --json
"""


def doctor(data: Data = None, as_json: AsJson = False) -> None:
    """Check what a chamber needs, and say what to do where something is missing; exit 1 then."""
    chosen(data)
    from onevoice.chamber.examining import examine  # noqa: PLC0415 - --help loads no chamber

    findings = examine()
    if as_json:
        print_json({"findings": [asdict(one) for one in findings]})
    else:
        for one in findings:
            typer.echo(f"{'well' if one.met else 'MEND'}  {one.need}: {one.sentence}")
    if not all(one.met for one in findings):
        raise typer.Exit(1)
