"""Words that come or go in a marked-up text, without the blanks round them: documents say so in words."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.assembly.wording.runs import marks_within


def parted(run: Run) -> tuple[str, Run, str]:
    """Part the blanks at both ends of a run from its words; a run of blanks alone stays whole.

    >>> from onevoice.assembly.wording.marked import State
    >>> before, words, after = parted(Run(State.INSERTED, " and thanks them"))
    >>> before, words.words, after
    (' ', 'and thanks them', '')
    """
    start = len(run.words) - len(run.words.lstrip())
    end = len(run.words.rstrip())
    if start >= end:
        return "", run, ""
    core = replace(run, words=run.words[start:end], marks=marks_within(run.marks, start, end))
    return run.words[:start], core, run.words[end:]


def runs_of(one: MarkedBlock) -> tuple[Run, ...]:
    """Give the runs of a block; one without words that comes or goes has a run without words."""
    if one.runs or one.state is State.KEPT:
        return one.runs
    return (Run(one.state, "", by=one.by),)
