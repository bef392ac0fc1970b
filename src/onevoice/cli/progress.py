"""Progress on stderr: a bar on a terminal, a line per stage elsewhere, nothing within the first second."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

PATIENCE = 1.0  # seconds before anything is said
SILENCE = 10.0  # seconds without a new line, where there is no bar


class Progress:
    """Tells how far a long piece of work is; call it with a stage and the share done.

    Examples
    --------
    >>> with Progress() as progress:
    ...     progress("Reading", 0.0)
    """

    def __init__(self) -> None:
        self._stage, self._share = "", 0.0
        self._told, self._told_at = "", 0.0
        self._notes: list[str] = []
        self._begun = time.monotonic()
        self._stage_begun = self._begun
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._bar: tuple[Bar, TaskID] | None = None
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._watcher.join()
        if self._bar:
            self._bar[0].stop()

    def __call__(self, stage: str, share: float) -> None:
        """Say that a stage of the work has begun, or how far it is.

        Parameters
        ----------
        stage : str
            What is being done.
        share : float
            Share of it that is done, 0 to 1.
        """
        with self._lock:
            if stage != self._stage:
                self._stage_begun = time.monotonic()
            self._stage, self._share = stage, share

    def note(self, sentence: str) -> None:
        """Have a sentence said once, if the work turns out to be long."""
        with self._lock:
            self._notes.append(sentence)

    def _watch(self) -> None:
        self._over.wait(PATIENCE)
        while not self._over.is_set():
            with self._lock:
                if sys.stderr.isatty():
                    self._draw()
                else:
                    self._tell()
            self._over.wait(0.1)

    def _draw(self) -> None:
        if self._bar is None:
            from rich.console import Console  # noqa: PLC0415  # only long work pays for it
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
            from rich.progress import Progress as Bar  # noqa: PLC0415

            words = TextColumn("{task.description}", markup=False)
            bar = Bar(words, BarColumn(), TimeElapsedColumn(), console=Console(stderr=True), transient=True)
            bar.start()
            self._bar = bar, bar.add_task(self._stage, total=1.0)
        bar, task = self._bar
        while self._notes:
            bar.console.print(self._notes.pop(0), markup=False, highlight=False)
        bar.update(task, description=self._stage, completed=self._share)

    def _tell(self) -> None:
        now = time.monotonic()
        while self._notes:
            self._line(self._notes.pop(0), now)
        if self._stage != self._told:
            self._told = self._stage
            self._line(f"{self._stage} ...", now)
        elif now - self._told_at >= SILENCE:
            self._line(f"{self._stage} ... ({now - self._stage_begun:.0f} s)", now)

    def _line(self, sentence: str, now: float) -> None:
        print(sentence, file=sys.stderr, flush=True)  # noqa: T201  # stderr is where progress goes
        self._told_at = now


def announce_compilation(progress: Progress) -> None:
    """Have it said, if no kernel is compiled on this machine yet, that this run takes longer."""
    from onevoice.opinion.sweep import polya_gamma_mean  # noqa: PLC0415  # only an analysis loads the compiler

    kept = polya_gamma_mean.stats.cache_path
    if not (kept and any(Path(kept).glob("*.nbi"))):
        progress.note("This first run compiles its kernels for this machine, which takes a minute or two.")
