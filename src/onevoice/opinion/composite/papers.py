"""From what a roll call says of its propositions to a paper: slots, clauses, and who demands what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onevoice.assembly.sounding import Proposition, RollCall
from onevoice.errors import SettingsError
from onevoice.opinion.composite.paper import EMPTY, Binding, Paper, Rule

_YES = frozenset({"yes", "true", "1", "y"})
_MOTION = "motion"
_MOVERS = ("movers", "mover", "signatories")


@dataclass(frozen=True, slots=True)
class Demands:
    """What a person asks of the wording.

    Attributes
    ----------
    fix, forbid : tuple of str
        Clauses that must, or may not, stand.
    words : int or None
        The most words.
    clauses : int or None
        The fewest clauses; by default as many as the text as tabled has.
    tabled : str
        The source that is the text as tabled; by default the one called motion, else the first clause's.
    """

    fix: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()
    words: int | None = None
    clauses: int | None = None
    tabled: str = ""


def paper_of(calls: RollCall, demands: Demands) -> tuple[Paper, tuple[Proposition, ...]]:
    """Draw up the paper of a roll call.

    A slot must be filled if the text as tabled fills it, unless one of its clauses has the field
    ``optional``; one that only amendments would fill may stay empty.

    Parameters
    ----------
    calls : RollCall
        Its propositions with a slot are the clauses.
    demands : Demands

    Returns
    -------
    paper : Paper
    propositions : tuple of Proposition
        Of the paper's clauses, in their order.

    Raises
    ------
    SettingsError
        If nothing has a slot, or a demand names what is not there.
    """
    by_slot: dict[str, list[Proposition]] = {}
    for proposition in calls.propositions:
        if proposition.slot and not proposition.moderated_out:
            by_slot.setdefault(proposition.slot, []).append(proposition)
    if not by_slot:
        raise SettingsError(
            "No proposition says which slot of a text it would fill. "
            "Add a column slot to propositions.csv, and a column source with the paper each comes from."
        )
    source = _tabled_source(by_slot, demands.tabled)
    for clauses in by_slot.values():
        clauses.sort(key=lambda p: p.id)
    propositions = tuple(p for clauses in by_slot.values() for p in clauses)
    place = {p.id: k for k, p in enumerate(propositions)}
    slots = tuple(tuple(place[p.id] for p in clauses) for clauses in by_slot.values())
    tabled = tuple(
        next((place[p.id] for p in clauses if p.source == source), EMPTY) for clauses in by_slot.values()
    )
    words = tuple(p.words if p.words is not None else len(p.text.split()) for p in propositions)
    rules = _rules(calls, propositions, place, slots, tabled, demands)
    return Paper(tuple(place), tuple(by_slot), slots, tabled, words, tuple(rules)), propositions


def movers(proposition: Proposition) -> list[str]:
    """List who moved a clause, where the source says."""
    fields = {name.casefold(): value for name, value in proposition.fields}
    cells = (fields[name] for name in _MOVERS if fields.get(name))
    return [name.strip() for cell in cells for name in cell.split(";") if name.strip()]


def _tabled_source(by_slot: dict[str, list[Proposition]], asked: str) -> str:
    sources = list(dict.fromkeys(p.source for clauses in by_slot.values() for p in clauses))
    if asked:
        if asked not in sources:
            known = ", ".join(repr(source) for source in sources)
            raise SettingsError(f"No clause comes from {asked!r}; the sources are {known}.")
        return asked
    motions = [source for source in sources if source.casefold().startswith(_MOTION)]
    return motions[0] if len(motions) == 1 else sources[0]


def _rules(
    calls: RollCall,
    propositions: Sequence[Proposition],
    place: dict[str, int],
    slots: Sequence[tuple[int, ...]],
    tabled: Sequence[int],
    demands: Demands,
) -> list[Rule]:
    rules = [
        Rule(Binding.FILLED, (s,))
        for s, clauses in enumerate(slots)
        if tabled[s] != EMPTY and not any(_optional(propositions[clause]) for clause in clauses)
    ]
    rules += [Rule(Binding.STANDS, (place[p.id],), "required") for p in propositions if p.required]
    rules += [Rule(Binding.STANDS, (place[p.id],), "protected") for p in propositions if p.protected]
    for relation in calls.relations:
        if relation.a in place and relation.b in place:
            binding = Binding.NEEDS if relation.kind == "needs" else Binding.CLASHES
            rules.append(Rule(binding, (place[relation.a], place[relation.b])))
    rules += [
        Rule(Binding.OUT, (place[line.proposition],), line.holder)
        for line in calls.red_lines
        if line.is_group and line.proposition in place
    ]
    for clauses, binding, by in (
        (demands.fix, Binding.STANDS, "fixed"),
        (demands.forbid, Binding.OUT, "forbidden"),
    ):
        for clause in clauses:
            if clause not in place:
                raise SettingsError(
                    f"There is no clause {clause!r} on this paper. Check its id and slot in propositions.csv."
                )
            rules.append(Rule(binding, (place[clause],), by))
    if demands.words is not None:
        rules.append(Rule(Binding.WORDS, (demands.words,)))
    fewest = sum(clause != EMPTY for clause in tabled) if demands.clauses is None else demands.clauses
    rules.append(Rule(Binding.CLAUSES, (max(1, fewest),)))
    return list(dict.fromkeys(rules))


def _optional(proposition: Proposition) -> bool:
    return any(
        name.casefold() == "optional" and value.casefold() in _YES for name, value in proposition.fields
    )
