"""The demonstration's assembly: an invented island, two communities, one motion and three amendments.

Place, people and events are made up. The two communities are drawn alike: as many members, as many
dead, the same words with the names exchanged, and numbers that mirror each other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Kind, Proposition, Relation, RollCall
from onevoice.opinion.simulation import Simulated, hear
from onevoice.opinion.truth import Scenario, Truth

TITLE = "The Assembly of Tamarel on the bridge at Sarn"
FICTION = "The island, its people and its events are invented; the answers are simulated."
SEED = 7  # a draw in which chance favours neither community

COMMUNITIES = ("Orrin", "Selka")
PARTIES = ("Harvest League", "Lantern Party", "Commonwealth Party")
ASSOCIATIONS = ("Friends of the Orrin", "Friends of the Selka")
_EACH = 70  # members of each community
_IN_PARTY = ((45, 5, 20), (5, 45, 20))  # by community, mirrored
_IN_ASSOCIATION = ((0.45, 0.15), (0.15, 0.45))  # by community, mirrored


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and how the assembly takes it.

    Attributes
    ----------
    id, source, slot, text : str
        As in the paper.
    intercept : float
        Log-odds of agreement in the middle of the assembly.
    across : float
        What a step from Orrin to Selka adds; 0 where a clause does not divide the communities.
    accord : float
        What a member's own readiness to seek accord adds.
    passing : float
        Log-odds of a pass.
    """

    id: str
    source: str
    slot: str
    text: str
    intercept: float
    across: float
    accord: float
    passing: float = -3.5


_MOTION, _A, _B, _C = "motion as tabled", "amendment A", "amendment B", "amendment C"

PAPER = (
    Clause(
        "motion.1",
        _MOTION,
        "opening",
        "This Assembly mourns the Orrin families who lost people on the night of the fair, and holds the "
        "Selka wardens responsible for it.",
        *(-0.4, -2.4, -0.5),
    ),
    Clause(
        "motion.2",
        _MOTION,
        "call",
        "It calls on the Selka wardens to leave the bridge at Sarn at once, before any talks begin.",
        *(-0.2, -2.1, -0.6),
    ),
    Clause(
        "motion.3",
        _MOTION,
        "inquiry",
        "It asks the island's judges to inquire into the conduct of the Selka wardens.",
        *(0.1, -1.8, 0.0),
    ),
    Clause(
        "motion.4",
        _MOTION,
        "report",
        "It asks the Secretary to report back to this Assembly.",
        *(1.0, 0.0, 0.3),
        -1.8,
    ),
    Clause(
        "A.1",
        _A,
        "opening",
        "This Assembly mourns the Selka families who lost people on the night of the fair, and holds the "
        "Orrin watch responsible for it.",
        *(-0.4, 2.4, -0.5),
    ),
    Clause(
        "A.2",
        _A,
        "call",
        "It calls on the Orrin watch to leave the bridge at Sarn at once, before any talks begin.",
        *(-0.2, 2.1, -0.6),
    ),
    Clause(
        "A.3",
        _A,
        "inquiry",
        "It asks the island's judges to inquire into the conduct of the Orrin watch.",
        *(0.1, 1.8, 0.0),
    ),
    Clause(
        "B.1",
        _B,
        "report",
        "It asks the Secretary to report back to this Assembly before the harvest recess.",
        *(0.5, 0.0, 0.2),
        -0.8,
    ),
    Clause(
        "B.2",
        _B,
        "place",
        'In every clause, for "bridge" read "crossing".',
        *(-0.1, 0.0, 0.1),
        -0.3,
    ),
    Clause(
        "C.1",
        _C,
        "opening",
        "This Assembly mourns all eighteen who died on the night of the fair, nine Orrin and nine Selka, and "
        "reads their names into its record.",
        *(2.3, 0.0, 0.8),
    ),
    Clause(
        "C.2",
        _C,
        "call",
        "It calls on the Orrin watch and the Selka wardens to leave the bridge at Sarn on the same day and "
        "in the same hour, and on both communities to begin talks that day.",
        *(1.7, 0.1, 0.8),
    ),
    Clause(
        "C.3",
        _C,
        "inquiry",
        "It asks for an inquiry into the whole of that night, by judges whom both communities name.",
        *(1.7, -0.1, 0.8),
    ),
    Clause(
        "C.4",
        _C,
        "aid",
        "It opens the hospital and the granary at Sarn to whoever comes, from either bank, at the cost of "
        "the whole island.",
        *(1.9, 0.0, 0.7),
    ),
)


def demo_assembly(seed: int = SEED) -> Simulated:
    """Let the invented assembly answer, clause by clause.

    Parameters
    ----------
    seed : int

    Returns
    -------
    Simulated
        Two communities (the first column of groups), three parties, two overlapping associations.
    """
    for_people, for_answers = np.random.SeedSequence(seed).spawn(2)
    scenario = Scenario(
        members=2 * _EACH,
        propositions=len(PAPER),
        groups=2,
        heard=0.75,
        activity_sd=0.4,
        times=True,
        motion=True,
    )
    truth = _truth(np.random.default_rng(for_people))
    answers, full = hear(truth, scenario, for_answers)
    groups = tuple(Group(*group.split(":", 1)) for group in truth.group_ids)
    calls = RollCall(
        kind=Kind.SOUNDING,
        title=TITLE,
        has_roll=True,
        members=tuple(Member(ward, f"Member for {ward}") for ward in truth.member_ids),
        propositions=tuple(
            Proposition(
                clause.id, clause.text, slot=clause.slot, source=clause.source, words=len(clause.text.split())
            )
            for clause in PAPER
        ),
        answers=answers,
        groups=groups,
        memberships=tuple(
            Membership(truth.member_ids[i], groups[g].id) for i, g in np.argwhere(truth.belongs)
        ),
        relations=(Relation("motion.2", "clashes", "A.2"), Relation("C.3", "needs", "C.2")),
        notes=(FICTION,),
    )
    return Simulated(calls, replace(truth, answers=full), scenario, seed)


def _truth(rng: np.random.Generator) -> Truth:
    n, j = 2 * _EACH, len(PAPER)
    community = rng.permutation(np.repeat([0, 1], _EACH))
    side = np.where(community == 1, 1.0, -1.0)
    return Truth(
        member_ids=tuple(_wards()),
        proposition_ids=tuple(clause.id for clause in PAPER),
        group_ids=(
            *(f"community:{name}" for name in COMMUNITIES),
            *(f"party:{name}" for name in PARTIES),
            *(f"association:{name}" for name in ASSOCIATIONS),
        ),
        party=community,
        belongs=_belongs(community, rng),
        ideal_points=np.stack([side + 0.45 * rng.standard_normal(n), rng.standard_normal(n)], axis=1),
        leniency=0.3 * rng.standard_normal(n),
        party_means=np.array([[-1.0, 0.0], [1.0, 0.0]]),
        intercepts=np.array([clause.intercept for clause in PAPER]),
        loadings=np.array([[clause.across, clause.accord] for clause in PAPER]),
        party_terms=np.zeros((2, j)),
        pass_leaning=0.4 * rng.standard_normal(n),
        pass_intercepts=np.array([clause.passing for clause in PAPER]),
    )


def _belongs(community: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.bool_]:
    """Put every member in a community and a party, and some in one association or both."""
    parties = np.empty(len(community), dtype=np.int64)
    for c, sizes in enumerate(_IN_PARTY):
        parties[community == c] = rng.permutation(np.repeat([0, 1, 2], sizes))
    friends = rng.random((len(community), 2)) < np.array(_IN_ASSOCIATION)[community]
    return np.concatenate([np.eye(2, dtype=bool)[community], np.eye(3, dtype=bool)[parties], friends], axis=1)


def _wards() -> list[str]:
    """Name a ward for each member, in alphabetical order; a name says nothing of a community."""
    begins = (
        "Ald",
        "Bram",
        "Corr",
        "Dun",
        "Elder",
        "Fen",
        "Gar",
        "Hazel",
        "Ing",
        "Kel",
        "Lan",
        "Mar",
        "Nor",
        "Oak",
    )
    ends = ("bourne", "cote", "dale", "field", "ford", "ham", "holm", "ley", "mere", "wick")
    return sorted(begin + end for begin in begins for end in ends)
