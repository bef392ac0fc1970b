"""What comes when, and what comes at all: grouping, selection, judgements, texts that fall."""

from __future__ import annotations

from onevoice.assembly.order.events import DeclareFallen, Group, Judge, PullOut, Select
from onevoice.chamber.acts.doing import Done, act_on_paper
from onevoice.chamber.acts.may import Doer

Ids = tuple[str, ...]


def group(
    doer: Doer,
    paper: str,
    id: str,  # noqa: A002 - as the event's field is called
    on: Ids,
    title: str = "",
    en_bloc: bool = False,
    *,
    seen: int | None = None,
) -> Done:
    """Group amendments to be debated together, or decided in one question; as ``act_on_paper``.

    Without an id the next free one is taken.
    """
    return act_on_paper(
        doer,
        "group",
        paper,
        lambda moment: Group(id or moment.free_id("g"), on, title, en_bloc),
        seen=seen,
    )


def pull_out(doer: Doer, paper: str, on: str, *, seen: int | None = None) -> Done:
    """Pull an amendment out of its bloc, to be put by itself; as ``act_on_paper``."""
    return act_on_paper(doer, "pull-out", paper, PullOut(on), seen=seen)


def select(
    doer: Doer,
    paper: str,
    on: Ids,
    reasons: tuple[tuple[str, str], ...] = (),
    *,
    seen: int | None = None,
) -> Done:
    """Select what may be moved; all else on the paper is then not selected; as ``act_on_paper``."""
    return act_on_paper(doer, "select", paper, Select(on, reasons), seen=seen)


def judge(
    doer: Doer,
    paper: str,
    matter: str,
    on: Ids,
    finding: str,
    reason: str = "",
    *,
    seen: int | None = None,
) -> Done:
    """Judge on one of the pack's matters; as ``act_on_paper``."""
    return act_on_paper(doer, "judge", paper, Judge(matter, on, finding, reason), seen=seen)


def declare_fallen(
    doer: Doer, paper: str, on: str, rule: str, reason: str, *, seen: int | None = None
) -> Done:
    """Declare that a text falls, by a rule of the pack; as ``act_on_paper``."""
    return act_on_paper(doer, "declare-fallen", paper, DeclareFallen(on, rule, reason), seen=seen)
