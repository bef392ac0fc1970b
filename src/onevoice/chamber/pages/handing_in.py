"""What may be made of a drafted change: an amendment, a separate vote, a recommendation, an alteration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onevoice.assembly.motion import Amendment
from onevoice.assembly.order.events import Alter, AskSeparateVote, Event, TableAmendment
from onevoice.assembly.wording.operations import Operation
from onevoice.chamber.acts import altering, tabling
from onevoice.chamber.acts.doing import Done
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.pages.ruled import Ruled, ruled
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.previewing import PREVIEWED

Operations = tuple[Operation, ...]


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a page of the editor is for.

    Attributes
    ----------
    name : str
        "amend" or "alter", as templates ask.
    drafts : bool
        Whether drafts are kept there.
    ways : tuple of str
        What may be made of the change: names of ``_WAYS``, the usual one first.
    """

    name: str
    drafts: bool
    ways: tuple[str, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """Rows of the permission table that it comes to."""
        return tuple(_KINDS[do].act for do in self.ways)


AMENDING = Purpose("amend", True, ("table", "seek", "separate", "recommend"))
ALTERING = Purpose("alter", False, ("alter",))


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that may be made of a change, with the ruling on it now.

    Attributes
    ----------
    do : str
        What its button sends.
    label : str
    ruled : Ruled
    """

    do: str
    label: str
    ruled: Ruled


@dataclass(frozen=True, slots=True)
class _Kind:
    act: str
    label: Promise
    said: Promise
    is_offered: bool
    """Whether it is shown with the reason where it is not in order, and not left away."""


_KINDS = {
    "table": _Kind(
        "table-amendment", gettext_lazy("Table it"), gettext_lazy("The amendment is handed in."), True
    ),
    "seek": _Kind(
        "table-amendment",
        gettext_lazy("Seek signatures first"),
        gettext_lazy("Your amendment seeks signatures now."),
        False,
    ),
    "separate": _Kind(
        "ask-separate-vote",
        gettext_lazy("Ask for a separate vote on these words"),
        gettext_lazy("A separate vote is asked for."),
        False,
    ),
    "recommend": _Kind(
        "recommend",
        gettext_lazy("Recommend it to the mover"),
        gettext_lazy("The change is recommended."),
        False,
    ),
    "alter": _Kind("alter", gettext_lazy("Alter my motion"), gettext_lazy("The motion is altered."), True),
}


class HandingIn:
    """A change that is about to be handed in.

    Parameters
    ----------
    visit : Visit
    read : PaperRead
    target : str
        Id of the motion or amendment that it changes.
    operations : tuple of Operation
    purpose : Purpose
    """

    def __init__(
        self, visit: Visit, read: PaperRead, target: str, operations: Operations, purpose: Purpose
    ) -> None:
        self._visit, self._read, self._target, self._purpose = visit, read, target, purpose
        self._operations = operations

    def knows(self, do: str) -> bool:
        """Say whether a button's word names something to do here."""
        return do in self._purpose.ways

    def ways(self, doer: Doer) -> list[Way]:
        """Give what may be done; what is usual is given with the reason where it is not in order."""
        every = [
            (self._way(doer, do), may(doer, _KINDS[do].act, Object(self._visit.here.id)).allowed)
            for do in self._purpose.ways
        ]
        own = [one for one, is_theirs in every if is_theirs]
        return [one for one in own or [every[0][0]] if one.ruled.allowed or _KINDS[one.do].is_offered]

    def said(self, do: str) -> str:
        """Say that it is done."""
        return str(_KINDS[do].said)

    def carry_out(self, doer: Doer, do: str, given: Mapping[str, str]) -> str:
        """Do it; give the id of what was made or changed.

        Raises
        ------
        NotHere, Refused, Outdated
        """
        read, target = self._read, self._target
        if do == "alter":
            leave, seconder = bool(given.get("leave")), bool(given.get("seconder"))
            return altering.alter(
                doer, read.id, target, self._operations, leave, seconder, seen=read.version
            ).on
        act: Callable[..., Done] = {
            "separate": tabling.ask_separate_vote,
            "recommend": tabling.recommend,
        }.get(do, tabling.table_amendment)
        seek = {"seek": True} if do == "seek" else {}
        return act(doer, read.id, target, self._operations, seen=read.version, **seek).on

    def _way(self, doer: Doer, do: str) -> Way:
        kind = _KINDS[do]
        given = ruled(self._visit, doer, self._read, kind.act, self._event(do), _("(this one)"))
        return Way(do, str(kind.label), given)

    def _event(self, do: str) -> Event:
        amendment = Amendment(PREVIEWED, self._target, self._operations)
        if do == "separate":
            return AskSeparateVote(amendment)
        if do == "alter":
            return Alter(self._target, self._operations, leave=True, seconder=True)
        return TableAmendment(amendment, draft=do == "seek")
