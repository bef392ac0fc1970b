"""A served chamber keeps a child at work on what pages may not compute."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from chamber.processes import children, is_alive, until
from chamber.serving.running import copied, run


def test_serve_keeps_a_child_and_takes_it_along(chamber: Path, tmp_path: Path) -> None:
    """One child is there once pages are; killed, there is another; and none outlives the server."""
    running = run(copied(chamber, tmp_path))
    server = running.process.pid
    try:
        (first,) = until(lambda: children(server), "there was a child")
        os.kill(first, signal.SIGKILL)
        (second,) = until(lambda: [one for one in children(server) if one != first], "there was another")
        os.kill(server, signal.SIGKILL)
        until(lambda: not is_alive(second), "the child had ended")
    finally:
        running.kill()
