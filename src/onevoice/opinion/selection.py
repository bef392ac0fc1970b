"""Which propositions to put to the vote: those that unite most, while no agreeing group is left short.

``select(analysis, k=4)`` gives a document with the selection, reasons round by round, the guarantee and how
sure it is, and what other rules would have selected. The chair decides; nothing here does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from onevoice.errors import SettingsError
from onevoice.opinion.analysis import Analysis
from onevoice.opinion.ballots import Ballots
from onevoice.opinion.counterfactuals import counterfactuals
from onevoice.opinion.document import plain
from onevoice.opinion.exact_selection import BUDGET, Choice, choose_exactly
from onevoice.opinion.expected_division import expect_division
from onevoice.opinion.measured import triple
from onevoice.opinion.representation import Claim, claims_against, verify
from onevoice.opinion.selection_basis import MILLION, Instance, instance_of
from onevoice.opinion.selection_rounds import left_out, rounds_of
from onevoice.opinion.selection_words import Words, explain
from onevoice.version import __version__

Document = dict[str, Any]
_ROUNDED_TO = 5
_LEFT_OUT = 10


@dataclass(frozen=True, eq=False)
class Selection:
    """A selection as it may be published.

    Attributes
    ----------
    document : dict
        Everything, as plain values; docs/methods/selection.md names the keys.
    """

    document: Document

    @property
    def selected(self) -> tuple[str, ...]:
        """Ids of the selected, in order of rounds."""
        return tuple(row["id"] for row in self.document["selected"])


def select(
    analysis: Analysis,
    *,
    k: int,
    cap: int | None = None,
    clashes: Iterable[tuple[str, str]] = (),
    among: Collection[str] | None = None,
    observed: bool = False,
    seed: int = 0,
    budget: float = BUDGET,
) -> Selection:
    """Select at most k propositions.

    Parameters
    ----------
    analysis : Analysis
        As ``analyse`` gives it. Propositions of one slot, and those that relations say clash, exclude each
        other.
    k : int
        Places asked for.
    cap : int, optional
        The most that the rules of order allow; the smaller of the two holds.
    clashes : iterable of (str, str)
        More that exclude each other, by id: what amendments' words say, for instance.
    among : collection of str, optional
        Ids of those that may be selected; by default all. The others still tell where members stand.
    observed : bool
        Count answers given alone, and the members who gave any. By default the whole roll, the unheard by
        their likelier answer.
    seed : int
        Of the lot that decides between equals, and of the solver.
    budget : float
        Deterministic time of the solver; about seconds of one core.

    Returns
    -------
    Selection

    Raises
    ------
    SettingsError
        If k is not at least 1, or a clash or choice names what is not there.
    """
    if k < 1 or (cap is not None and cap < 1):
        raise SettingsError(f"There are {min(k, cap or k)} places to fill. Give at least one, such as --k 4.")
    places = k if cap is None else min(k, cap)
    instance = instance_of(analysis, clashes, observed=observed, seed=seed, among=among)
    choice = choose_exactly(
        instance.ballots, instance.merit, instance.clash, places, instance.order, seed=seed, budget=budget
    )
    return Selection(_Writing(analysis, instance, choice, places, observed=observed).document(k, cap, seed))


class _Writing:
    """A choice written out as plain values."""

    def __init__(
        self, analysis: Analysis, instance: Instance, choice: Choice, k: int, *, observed: bool
    ) -> None:
        self._analysis, self._instance, self._choice, self._k = analysis, instance, choice, k
        self._observed = observed
        self._rows = [analysis.document["propositions"][j] for j in instance.columns]
        self._public = bool(analysis.document["public"])
        self._words = Words(
            {row["id"]: row["text"] for row in self._rows}, instance.ballots.n, k, self._public
        )

    def document(self, asked: int, cap: int | None, seed: int) -> Document:
        """Write all of it."""
        instance = self._instance
        written = {
            "onevoice": __version__,
            "title": self._analysis.document["title"],
            "digest": self._analysis.document["digest"],
            "public": self._public,
            "k": self._k,
            "asked": asked,
            "cap": cap,
            "observed": self._observed,
            "seed": seed,
            "members": instance.ballots.n,
            "supposed": plain(instance.supposed),
            "measure": instance.measure,
            "selected": [],
            "rounds": self._rounds(),
            "guarantee": self._guarantee(),
            "void_by_clash": self._void(),
            "left_out": self._left_out(),
            "groups": self._groups(),
            "instead": self._instead(),
            "clashes": [
                [instance.ids[a], instance.ids[b]] for a, b in np.argwhere(np.triu(instance.clash)).tolist()
            ],
        }
        written["selected"] = [self._selected(row["id"]) for row in written["rounds"]]
        written["explanation"] = explain(written, self._words)
        return written

    def _count(self, members: int) -> int:
        """Tell a count; of a private sounding to the nearest five."""
        return members if self._public else _ROUNDED_TO * round(members / _ROUNDED_TO)

    def _names(self, places: Sequence[int]) -> list[str]:
        return [self._instance.ids[j] for j in places]

    def _selected(self, name: str) -> Document:
        j = self._instance.ids.index(name)
        row = self._rows[j]
        return {
            "id": name,
            "text": row["text"],
            "bridging": plain(float(self._instance.merit[j] / MILLION)),
            "bridging_interval": row["bridging_interval"] if self._instance.measure == "bridging" else None,
            "supporters": self._count(int(self._instance.ballots.supporters[j])),
            "expected_division": expect_division(self._instance.parts, self._instance.columns[j]),
        }

    def _rounds(self) -> list[Document]:
        instance = self._instance
        rounds = rounds_of(instance.ballots, self._choice.selected, instance.merit, self._k)
        rows = []
        for place, one in enumerate(rounds, start=1):
            row: Document = {
                "round": place,
                "id": instance.ids[one.proposition],
                "why": "bridging" if one.level is None else "claim",
                "owed": one.level,
                "members": self._count(one.members),
                "bridging": plain(float(instance.merit[one.proposition] / MILLION)),
            }
            rows.append(row | {"sentence": self._words.of_round(row)})
        return rows

    def _guarantee(self) -> Document:
        instance, choice = self._instance, self._choice
        columns = list(instance.columns)
        said = verify(instance.ballots, choice.selected, self._k, instance.clash)
        held = [
            not claims_against(_drawn(draw[:, columns] == 1), choice.selected, self._k, instance.clash)[0]
            for draw in instance.draws
        ]
        return {
            "rule": "EJR+",
            "jr": said.jr,
            "pjr": said.pjr,
            "ejr_plus": said.ejr_plus,
            "share_of_draws": plain(float(np.mean(held))),
            "draws": len(held),
            "proven": choice.proven,
            "bridging": plain(choice.merit / MILLION),
            "bound": plain(choice.bound / MILLION),
        }

    def _void(self) -> list[Document]:
        instance = self._instance
        void = claims_against(instance.ballots, self._choice.selected, self._k, instance.clash)[1]
        rows = []
        for claim in sorted(void, key=lambda claim: -claim.members):
            rivals = [j for j in self._choice.selected if instance.clash[claim.proposition, j]]
            row = self._claim(claim) | {"clashes_with": self._names(rivals)}
            rows.append(row | {"sentence": self._words.of_void(row)})
        return rows

    def _claim(self, claim: Claim) -> Document:
        return {
            "id": self._instance.ids[claim.proposition],
            "owed": claim.level,
            "members": self._count(claim.members),
        }

    def _left_out(self) -> list[Document]:
        instance = self._instance
        told = left_out(instance.ballots, self._choice.selected, instance.merit, instance.clash, self._k)
        rows = []
        for one in told[:_LEFT_OUT]:
            row: Document = {
                "id": instance.ids[one.proposition],
                "bridging": plain(float(instance.merit[one.proposition] / MILLION)),
                "clashes_with": self._names(one.clashes),
                "instead_of": None if one.instead is None else instance.ids[one.instead],
                "claim": None if one.claim is None else self._claim(one.claim),
                "void": None if one.void is None else self._claim(one.void),
            }
            rows.append(row | {"sentence": self._words.of_left_out(row)})
        return rows

    def _groups(self) -> list[Document]:
        """Say of each group which selected propositions it supports, and which it supports most."""
        parts = self._instance.parts
        share, threshold = parts.found.shown.support.share, parts.settings.threshold
        chosen = list(self._choice.selected)
        rows = []
        for g, standing in enumerate(parts.basis.standings):
            shown = standing.above_floor and (standing.column != "bloc" or parts.basis.kind == "blocs")
            if g == 0 or not shown:
                continue
            median = np.median(share[:, g][:, list(self._instance.columns)], axis=0)
            best = max(chosen, key=lambda j: (float(median[j]), -j), default=None)
            rows.append(
                {
                    "group": standing.id,
                    "members": plain(standing.members),
                    "supports": self._names([j for j in chosen if median[j] >= threshold]),
                    "could_support": int((median >= threshold).sum()),
                    "best": None if best is None else self._instance.ids[best],
                    "support": None if best is None else triple(share[:, g, self._instance.columns[best]]),
                }
            )
        return rows

    def _instead(self) -> list[Document]:
        """Say what other rules would have selected, and what that would break."""
        instance, basis = self._instance, self._instance.parts.basis
        by_party = None
        if basis.kind == "groups":
            largest = sorted(basis.least, key=lambda s: (-basis.standings[s].members, s))
            by_party = np.rint((basis.weights[:, largest] > 0).T.astype(float) @ instance.approves)
        chosen = counterfactuals(
            instance.ballots,
            instance.merit,
            instance.clash,
            self._k,
            instance.order,
            None if by_party is None else by_party.astype(np.int64),
        )
        rows = []
        for rule, places in chosen.items():
            said = verify(instance.ballots, places, self._k, instance.clash)
            row: Document = {
                "rule": rule,
                "selected": self._names(places),
                "bridging": plain(float(instance.merit[list(places)].sum() / MILLION)),
                "jr": said.jr,
                "pjr": said.pjr,
                "ejr_plus": said.ejr_plus,
                "claims": [
                    self._claim(claim)
                    for claim in sorted(said.claims, key=lambda one: (-one.level, -one.members))
                ],
                "void": len(said.void),
            }
            rows.append(
                row
                | {
                    "sentence": self._words.of_rule(
                        row, self._names(self._choice.selected), self._choice.void
                    )
                }
            )
        return rows


def _drawn(approves: np.ndarray[Any, np.dtype[np.bool_]]) -> Ballots:
    """Ballots of one draw, as they come: merging them would take longer than counting them."""
    return Ballots(approves, np.ones(len(approves), dtype=np.int64), len(approves))
