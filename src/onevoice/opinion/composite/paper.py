"""A paper: the slots of a text, the clauses that could stand in each, and what binds them.

A wording gives each slot one of its clauses or leaves it empty. What binds a wording is a list of rules, each
of which can be named to a person and, where all together cannot be kept, be dropped by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

EMPTY = -1
"""A slot that is left empty, in a wording."""

Wording = tuple[int, ...]
"""For each slot the clause that stands there, as an index into ``Paper.ids``, or ``EMPTY``."""


class Binding(Enum):
    """What a rule demands."""

    FILLED = "filled"  # of: a slot, which may not stay empty
    STANDS = "stands"  # of: a clause
    OUT = "out"  # of: a clause
    NEEDS = "needs"  # of: a clause and the one it needs
    CLASHES = "clashes"  # of: two clauses
    WORDS = "words"  # of: the most words
    CLAUSES = "clauses"  # of: the fewest clauses


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand on a wording.

    Attributes
    ----------
    binding : Binding
    of : tuple of int
        What it is about; see ``Binding``.
    by : str
        Who or what demands it: "paper", "required", "protected", "fixed", "forbidden", or a group's id.
    """

    binding: Binding
    of: tuple[int, ...]
    by: str = "paper"


@dataclass(frozen=True, slots=True)
class Paper:
    """Slots with their clauses, and the rules for wordings.

    Attributes
    ----------
    ids : tuple of str
        Clauses, slot by slot, by id within a slot.
    slots : tuple of str
        Names, in the order of the text.
    clauses : tuple of tuple of int
        Clauses of each slot, ascending.
    tabled : tuple of int
        The text as tabled, a wording.
    words : tuple of int
        Length of each clause.
    rules : tuple of Rule
    """

    ids: tuple[str, ...]
    slots: tuple[str, ...]
    clauses: tuple[tuple[int, ...], ...]
    tabled: Wording
    words: tuple[int, ...]
    rules: tuple[Rule, ...]

    def choices(self, slot: int) -> tuple[int, ...]:
        """List what may stand in a slot: its clauses by id, then nothing."""
        return (*self.clauses[slot], EMPTY)

    def standing(self, wording: Wording) -> tuple[int, ...]:
        """List the clauses of a wording, in the order of the text."""
        return tuple(clause for clause in wording if clause != EMPTY)

    def changes(self, wording: Wording) -> int:
        """Count the slots in which a wording differs from the text as tabled."""
        return sum(a != b for a, b in zip(wording, self.tabled, strict=True))

    def ranks(self, wording: Wording) -> tuple[int, ...]:
        """Place of each slot's clause among its clauses; orders wordings that are equal in all else."""
        return tuple(self.choices(slot).index(clause) for slot, clause in enumerate(wording))

    def keeps(self, wording: Wording) -> bool:
        """Whether a wording keeps every rule, and says something."""
        standing = frozenset(self.standing(wording))
        return bool(standing) and all(self._kept(rule, wording, standing) for rule in self.rules)

    def bound_by(self, rules: Iterable[Rule]) -> Paper:
        """Give the same paper under other rules."""
        return replace(self, rules=tuple(rules))

    def _kept(  # noqa: PLR0911  # one answer for each binding
        self, rule: Rule, wording: Wording, standing: frozenset[int]
    ) -> bool:
        match rule.binding:
            case Binding.FILLED:
                return wording[rule.of[0]] != EMPTY
            case Binding.STANDS:
                return rule.of[0] in standing
            case Binding.OUT:
                return rule.of[0] not in standing
            case Binding.NEEDS:
                return rule.of[0] not in standing or rule.of[1] in standing
            case Binding.CLASHES:
                return not standing.issuperset(rule.of)
            case Binding.WORDS:
                return sum(self.words[clause] for clause in standing) <= rule.of[0]
            case Binding.CLAUSES:
                return len(standing) >= rule.of[0]


def at_least(paper: Paper, clauses: int) -> Paper:
    """Ask for at least so many clauses, and let slots stay empty where that is fewer than were asked for.

    The point of the frontier with ``clauses`` of substance.
    """
    asked = max((rule.of[0] for rule in paper.rules if rule.binding is Binding.CLAUSES), default=0)
    kept = [
        rule
        for rule in paper.rules
        if rule.binding is not Binding.CLAUSES and (rule.binding is not Binding.FILLED or clauses >= asked)
    ]
    return paper.bound_by([*kept, Rule(Binding.CLAUSES, (clauses,))])


def without(paper: Paper, rules: Sequence[Rule]) -> Paper:
    """Give the paper with some rules dropped."""
    return paper.bound_by(rule for rule in paper.rules if rule not in rules)
