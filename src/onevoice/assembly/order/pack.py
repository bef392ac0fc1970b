"""What a rule pack is: data with few functions, each line beside its rule; and where packs are found.

A pack is a module of ``packs`` with one ``PACK``; its name is the pack's id. Nothing else lists it.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from onevoice.assembly.division import Majority
from onevoice.assembly.order import packs
from onevoice.assembly.order.provisions import (
    Called,
    Check,
    Compositing,
    Deadline,
    Dividing,
    EnBloc,
    Falls,
    FormFor,
    Leave,
    Matter,
    Needs,
    Order,
    Pending,
    Procedure,
    Reason,
    Seconding,
    Selecting,
    Signatures,
    TakingOver,
)
from onevoice.assembly.order.rulings import Rule

__all__ = [
    "PACKS",
    "Called",
    "Check",
    "Compositing",
    "Deadline",
    "Dividing",
    "EnBloc",
    "Falls",
    "FormFor",
    "Leave",
    "Matter",
    "Needs",
    "Order",
    "Pack",
    "Pending",
    "Procedure",
    "Reason",
    "Seconding",
    "Selecting",
    "Signatures",
    "TakingOver",
]


@dataclass(frozen=True, kw_only=True)
class Pack:
    """A set of rules of order.

    Attributes
    ----------
    id : str
        As its module is called.
    title : str
    rules : tuple of Rule
        All that it cites, and those recorded for people.
    pending : Pending
    order : callable
        In which order amendments are called: given the debate and the ids of those that wait, all of them in
        turn with reasons. ``order.calling`` has the usual ones.
    order_rule : str
    dividing : Dividing
    majorities : mapping of str to tuple of Majority
        By name, all of a name's to be met; "simple" is the usual one.
    words : mapping of str to mapping of str to str
        By language, the first the pack's own: what the chair reads out and why things are refused, by
        message id, with parameters in braces. What is missing is taken from ``order.words``.
    seconding, signatures, selecting, en_bloc, taking_over, altering, withdrawing, compositing
        What the pack has of each; None where it has not.
    forms, falls, needs, deadlines, matters, procedures, checks : tuple
    decided_point : str
        Rule by which nothing before the latest decided words may be amended; empty for none.
    one_each : str
        Rule by which a member moves one amendment to a motion; empty for none.
    alternatives : str
        Rule by which amendments that put other words in the very same place are all called, and one agreed
        to later takes the place of one agreed to earlier; empty where the first agreed to settles it.
    days : str
        Rule by which it counts which day of the debate it is, and when the moment of interruption comes;
        empty for none.
    """

    id: str
    title: str
    rules: tuple[Rule, ...]
    pending: Pending
    order: Order
    order_rule: str
    dividing: Dividing
    majorities: Mapping[str, tuple[Majority, ...]]
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seconding: Seconding | None = None
    signatures: Signatures | None = None
    selecting: Selecting | None = None
    forms: tuple[FormFor, ...] = ()
    falls: tuple[Falls, ...] = ()
    needs: tuple[Needs, ...] = ()
    decided_point: str = ""
    alternatives: str = ""
    one_each: str = ""
    days: str = ""
    withdrawing: Leave | None = None
    altering: Leave | None = None
    taking_over: TakingOver | None = None
    en_bloc: EnBloc | None = None
    compositing: Compositing | None = None
    matters: tuple[Matter, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that the chair's words are in, the pack's own first."""
        return tuple(self.words) or ("en",)

    def matter(self, id: str) -> Matter | None:  # noqa: A002 - as the field is called
        """Give a matter by id; None if the pack has none of it."""
        return next((one for one in self.matters if one.id == id), None)

    def procedure(self, kind: str) -> Procedure | None:
        """Give a kind of procedural motion; None if the pack has none of it."""
        return next((one for one in self.procedures if one.kind == kind), None)


class _Packs(Mapping[str, Pack]):
    """Packs by id, each loaded when it is asked for."""

    def __init__(self) -> None:
        self._added: dict[str, Pack] = {}

    def __getitem__(self, id: str) -> Pack:  # noqa: A002 - as the field is called
        if id in self._added:
            return self._added[id]
        if id not in self._shipped():
            raise KeyError(id)
        pack: Pack = importlib.import_module(f"{packs.__name__}.{id}").PACK
        return pack

    def __iter__(self) -> Iterator[str]:
        yield from sorted({*self._shipped(), *self._added})

    def __len__(self) -> int:
        return len(list(iter(self)))

    def add(self, pack: Pack) -> None:
        """Add a pack of one's own for as long as the program runs."""
        self._added[pack.id] = pack

    @staticmethod
    @cache  # every ruling asks for its pack, and what is shipped stays
    def _shipped() -> tuple[str, ...]:
        return tuple(module.name for module in pkgutil.iter_modules(packs.__path__))


PACKS = _Packs()
