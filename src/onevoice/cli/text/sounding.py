"""Clauses as a sounding to come: its propositions, and nobody's answers yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from onevoice.assembly.motion import Clause
from onevoice.assembly.sounding import Answers, Kind, RollCall
from onevoice.assembly.wording.clauses import propositions
from onevoice.errors import EmptyRollCallError
from onevoice.formats.open_tables_written import write_open_tables


def write_sounding(clauses: Sequence[Clause], path: Path, *, title: str, overwrite: bool) -> None:
    """Write clauses as a folder of open tables.

    Raises
    ------
    EmptyRollCallError
        If there are no clauses.
    InputError
        If the folder is there already, or cannot be written.
    """
    if not clauses:
        raise EmptyRollCallError("There are no clauses to write. Name a text that says something.")
    calls = RollCall(
        kind=Kind.SOUNDING,
        title=title,
        has_roll=False,
        members=(),
        propositions=propositions(clauses),
        answers=Answers.from_rows(()),
    )
    write_open_tables(calls, path, overwrite=overwrite)
