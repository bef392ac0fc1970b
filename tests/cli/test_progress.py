from __future__ import annotations

import pytest

from onevoice.cli import progress as module
from onevoice.cli.progress import Progress


def test_short_work_is_silent(monkeypatch, capsys):
    """Work that ends before patience does says nothing anywhere."""
    monkeypatch.setattr(module, "PATIENCE", 3600)
    with Progress() as progress:
        progress.note("This takes long.")
        progress("Reading", 0.0)
    assert capsys.readouterr() == ("", "")


def test_long_work_tells_each_stage_once(capsys):
    """Where there is no terminal, long work gives a plain line for each stage, on stderr only."""
    progress = Progress()
    progress.note("This first run compiles.")
    for stage, share in (("Reading", 0.0), ("Fitting", 0.2), ("Fitting", 0.6), ("Writing", 1.0)):
        progress(stage, share)
        progress._tell()
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.splitlines() == ["This first run compiles.", "Reading ...", "Fitting ...", "Writing ..."]


def test_a_long_stage_is_told_again(monkeypatch, capsys):
    """A stage that lasts is told again after a while, with the seconds it has taken."""
    progress = Progress()
    progress("Fitting", 0.1)
    progress._tell()
    monkeypatch.setattr(module, "SILENCE", 0.0)
    progress._tell()
    assert capsys.readouterr().err.splitlines() == ["Fitting ...", "Fitting ... (0 s)"]


def test_a_terminal_gets_a_bar(capsys):
    """On a terminal the stage stands in a bar on stderr, and nothing goes to stdout."""
    progress = Progress()
    progress("Fitting", 0.5)
    progress.note("This first run compiles.")
    progress._draw()
    progress._bar[0].stop()
    said = capsys.readouterr()
    assert said.out == ""
    assert "This first run compiles." in said.err
    assert progress._bar[0].tasks[0].description == "Fitting"
    assert progress._bar[0].tasks[0].percentage == 50


@pytest.mark.parametrize("compiled", [True, False])
def test_compilation_is_announced_on_a_first_run_only(monkeypatch, tmp_path, compiled):
    """That kernels are compiled is said if none is there yet, and not otherwise."""
    from onevoice.opinion import sweep  # noqa: PLC0415  # loads the compiler

    class Kernel:
        class stats:  # noqa: N801  # as the compiler calls it
            cache_path = str(tmp_path)

    if compiled:
        (tmp_path / "sweep.kernel-1.py311.nbi").touch()
    monkeypatch.setattr(sweep, "polya_gamma_mean", Kernel)
    progress = Progress()
    module.announce_compilation(progress)
    assert bool(progress._notes) is not compiled
