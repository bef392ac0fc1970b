"""A chamber that is killed at any moment loses nothing that it acknowledged."""

from __future__ import annotations

import http.client
import json
import random
import threading
from pathlib import Path

from chamber.assemblies import make_town
from chamber.serving.running import Visitor, copied, run, session_of
from onevoice.assembly.minutes import find_broken, read_line
from onevoice.chamber import keeping, sqlite
from onevoice.chamber.acts import founding

ROUNDS = 20
ACTING = 4
ACKNOWLEDGED = 302


def _act_until_killed(port: int, chair: str, path: str, names: list[str], acknowledged: list[str]) -> None:
    """Minute one ruling after another, and note each that was acknowledged."""
    try:
        visitor = Visitor(port, chair)
        visitor.get(path)
        for name in names:
            done = visitor.post(f"{path}acts/rule/", point=name, ruling="Noted.") == ACKNOWLEDGED
            acknowledged += [name] * done
    except (OSError, http.client.HTTPException, KeyError):
        return  # it was killed


def _lines(folder: Path, assembly: str) -> list[bytes]:
    kept = sqlite.connect(folder / keeping.DATABASE)
    rows = kept.execute("SELECT line FROM chamber_entry WHERE assembly_id = ? ORDER BY sequence", (assembly,))
    lines = [bytes(row[0]) for row in rows]
    kept.close()
    return lines


def test_nothing_acknowledged_is_lost(chamber: Path, tmp_path: Path) -> None:
    """Through twenty kills in the midst of acts: all acknowledged is there once, and the chain is whole."""
    town = make_town()
    paper = founding.open_paper(town.clerk, "Libraries").on
    path = f"/a/{town.assembly.slug}/papers/{paper}/"
    chair = session_of(town.chair)
    folder = copied(chamber, tmp_path)
    chance = random.Random(20)  # noqa: S311 - a moment to kill at, drawn the same every time
    acknowledged: list[str] = []
    for round_ in range(ROUNDS):
        running = run(folder)
        acting = [
            threading.Thread(
                target=_act_until_killed,
                args=(
                    running.port,
                    chair,
                    path,
                    [f"{round_}.{who}.{n}" for n in range(200)],
                    acknowledged,
                ),
            )
            for who in range(ACTING)
        ]
        for one in acting:
            one.start()
        until = len(acknowledged) + chance.randrange(1, 12)
        while len(acknowledged) < until and any(one.is_alive() for one in acting):
            acting[0].join(chance.random() / 50)
        running.kill()
        for one in acting:
            one.join()
    lines = _lines(folder, town.assembly.id)
    minuted = [json.dumps(read_line(line).public) for line in lines]
    assert find_broken(lines, {}) is None
    assert len(acknowledged) >= ROUNDS
    for name in acknowledged:
        assert sum(f'"{name}"' in one for one in minuted) == 1, name
