"""red-dwarf's whole Polis pipeline on open tables: ``python red_dwarf.py RESPONSES.csv`` prints a JSON line.

Runs in an environment of its own (tools/bench_environment.sh), where onevoice is not needed. Votes are
read before the clock starts; the matrix, as in its documentation, is the pipeline's own first step.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from time import perf_counter, process_time

from reddwarf.implementations.polis import run_pipeline  # type: ignore[import-not-found]  # not here

VOTES = {"agree": 1, "disagree": -1, "pass": 0}


def votes(path: Path) -> list[dict[str, int]]:
    """Read responses as red-dwarf wants them; ids are the numbers in ours."""
    with path.open(newline="", encoding="utf-8") as lines:
        return [
            {
                "participant_id": int(row["member"].lstrip("M")),
                "statement_id": int(row["proposition"].lstrip("P")),
                "vote": VOTES[row["response"]],
                "modified": 0,
            }
            for row in csv.DictReader(lines)
        ]


def peak() -> int:
    """Give the peak of the resident set in bytes."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) * 1024


if __name__ == "__main__":
    given = votes(Path(sys.argv[1]))
    Path("/proc/self/clear_refs").write_text("5")
    begin, worked = perf_counter(), process_time()
    run_pipeline(votes=given, random_state=0)
    took, worked = perf_counter() - begin, process_time() - worked
    print(json.dumps({"seconds": took, "processor": worked, "bytes": float(peak())}))
