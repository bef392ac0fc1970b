"""The certificate of a composite: how it fares on fresh draws, what binds it, what each change costs whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

import numpy as np

from onevoice.opinion.composite.aims import UNITS, Aim
from onevoice.opinion.composite.carry import CarryModel
from onevoice.opinion.composite.composing import SOUGHT, Found
from onevoice.opinion.composite.exact import Best
from onevoice.opinion.composite.judging import Floats, count_carried
from onevoice.opinion.composite.paper import EMPTY, Paper, Wording
from onevoice.opinion.composite.papers import Demands, movers
from onevoice.opinion.composite.told import explanation
from onevoice.opinion.disclosure import SMALL
from onevoice.opinion.document import Document, Parts, plain
from onevoice.opinion.measured import triple
from onevoice.version import __version__


def certificate(
    parts: Parts,
    found: Found,
    aim: Aim,
    carry: CarryModel,
    demands: Demands,
    budget: float,
    judged: tuple[int, int],
) -> Document:
    """Judge all that was found, and write it out as plain values.

    Parameters
    ----------
    parts : Parts
        Of the analysis.
    found : Found
    aim, carry, demands, budget
        What was asked for.
    judged : tuple of int
        First draw to judge on, and the one after the last.

    Returns
    -------
    dict
    """
    swaps = list(_swaps(found.paper, found.best.wording))
    fares = _Fares(parts, found, judged, [wording for _, wording in swaps])
    document: Document = {
        "onevoice": __version__,
        "title": parts.calls.title,
        "kind": parts.matrix.kind.value,
        "public": parts.public,
        "digest": parts.matrix.digest,
        "settings": _settings(parts, aim, demands, budget, judged),
        "carry_model": {"sentence": carry.sentence(), "calibrated": carry.calibrated},
        "assumption": not carry.calibrated,
        "groups": [
            {"id": key, "name": name, "members": int(n)}
            for key, name, n in zip(fares.ids, fares.names, fares.sizes, strict=True)
        ],
        "wording": _wording(found, found.best.wording),
        "carry": fares.carry(found.best.wording),
        "least": fares.least(found.best.wording),
        "probability": plain((fares.least_draws(found.best.wording) >= aim.threshold).mean()),
        "binding_group": fares.binding(found.best.wording),
        "bound": _bound(found, found.best),
        "tabled": fares.fate(found.paper.tabled) if any(c != EMPTY for c in found.paper.tabled) else None,
        "swaps": [fares.swap(slot, wording) for slot, wording in swaps],
        "next_best": [fares.fate(best.wording) | {"bound": _bound(found, best)} for best in found.nearest],
        "frontier": [
            {
                "clauses": point.clauses,
                "chosen": point.best.wording == found.best.wording,
                **fares.fate(point.best.wording),
                "bound": _bound(found, point.best),
            }
            for point in found.frontier
        ],
        "red_lines": _red_lines(parts, found, fares),
    }
    return document | {"explanation": explanation(document)}


def _settings(parts: Parts, aim: Aim, demands: Demands, budget: float, judged: tuple[int, int]) -> Document:
    return {
        "aim": aim.name,
        "threshold": aim.threshold,
        "fix": list(demands.fix),
        "forbid": list(demands.forbid),
        "words": demands.words,
        "clauses": demands.clauses,
        "budget": budget,
        "seed": parts.settings.seed,
        "draws": {"sought": min(SOUGHT, judged[0]), "judged": judged[1] - judged[0]},
    }


def _swaps(paper: Paper, wording: Wording) -> Iterable[tuple[int, Wording]]:
    """Give every wording that differs in one slot and keeps the rules."""
    for slot, stands in enumerate(wording):
        for clause in paper.choices(slot):
            changed = (*wording[:slot], clause, *wording[slot + 1 :])
            if clause != stands and paper.keeps(changed):
                yield slot, changed


def _wording(found: Found, wording: Wording) -> list[Document]:
    paper = found.paper
    rows: list[Document] = []
    for slot, (clause, tabled) in enumerate(zip(wording, paper.tabled, strict=True)):
        proposition = None if clause == EMPTY else found.propositions[clause]
        rows.append(
            {
                "slot": paper.slots[slot],
                "clause": _id(paper, clause),
                "text": proposition.text if proposition else "",
                "source": proposition.source if proposition else "",
                "movers": movers(proposition) if proposition else [],
                "words": paper.words[clause] if proposition else 0,
                "tabled": _id(paper, tabled),
                "tabled_text": "" if tabled == EMPTY else found.propositions[tabled].text,
                "changed": clause != tabled,
            }
        )
    return rows


def _id(paper: Paper, clause: int) -> str | None:
    return None if clause == EMPTY else paper.ids[clause]


def _bound(found: Found, best: Best) -> Document:
    """Give the first stage of the aim and its bound as shares, on the draws on which it was sought."""
    first, total = best.stages[0], found.electorate.total
    n_groups = found.electorate.n_groups

    def share(value: int) -> float | int:
        match first.stage:
            case "least":
                return value / UNITS
            case "nash":
                return exp(value / 100_000_000 / n_groups)
            case "groups":
                return value
            case _:
                return value / total

    return {
        "stage": first.stage,
        "value": plain(share(first.value)),
        "bound": plain(share(first.bound)),
        "proved": best.proved,
        "spent": round(best.spent, 2),
    }


def _red_lines(parts: Parts, found: Found, fares: _Fares) -> Document:
    paper, standing = found.paper, set(found.paper.standing(found.best.wording))
    held = found.body.never.sum(axis=0)
    return {
        "members": [
            {
                "clause": paper.ids[k],
                "members": int(held[k]) if parts.public or held[k] >= SMALL else None,
                "stands": k in standing,
            }
            for k in np.flatnonzero(held)
        ],
        "groups": [
            {
                "clause": paper.ids[rules[0].of[0]],
                "groups": [rule.by for rule in rules],
                "least": fares.least(best.wording) if best else None,
                "carry": fares.carry(best.wording) if best else None,
                "wording": [_id(paper, clause) for clause in best.wording] if best else None,
            }
            for rules, best in found.vetoes
        ],
    }


class _Fares:
    """How all wordings fare on fresh draws; in a private sounding, small counts are rounded by fives."""

    def __init__(self, parts: Parts, found: Found, judged: tuple[int, int], swaps: Sequence[Wording]) -> None:
        paper = found.paper
        wordings = [found.best.wording, *swaps, *(best.wording for best in found.nearest)]
        wordings += [point.best.wording for point in found.frontier]
        wordings += [best.wording for _, best in found.vetoes if best]
        if any(clause != EMPTY for clause in paper.tabled):
            wordings.append(paper.tabled)
        wordings = list(dict.fromkeys(wordings))
        counts = count_carried(found.body, paper, wordings, *judged)
        standings = [parts.basis.standings[g] for g in found.groups]
        self.paper, self.public = paper, parts.public
        self.ids = [*(s.id for s in standings if s.id != "all"), "all"]
        self.names = [*(s.name for s in standings if s.id != "all"), "all"]
        if len(self.ids) < counts.shape[2]:
            counts = counts[:, :, -1:]  # no groups: the least is over all
        inside = found.body.belongs[found.body.counted]
        self.sizes = np.append(inside.sum(axis=0), found.body.counted.sum())[-len(self.ids) :]
        self.share = self._shown(counts) / self.sizes
        self.place = {wording: w for w, wording in enumerate(wordings)}

    def _shown(self, counts: Floats) -> Floats:
        if self.public:
            return counts
        small = (np.minimum(counts, self.sizes - counts) < SMALL) & (counts > 0) & (counts < self.sizes)
        rounded = np.minimum(SMALL * np.round(counts / SMALL), self.sizes)
        return np.asarray(np.where(small, rounded, counts))

    def draws(self, wording: Wording) -> Floats:
        """Shares by draw and group."""
        return np.asarray(self.share[:, self.place[wording]])

    def least_draws(self, wording: Wording) -> Floats:
        """Share of the least group by draw; of all where there are no groups."""
        draws = self.draws(wording)
        return np.asarray(draws[:, :-1].min(axis=1) if draws.shape[1] > 1 else draws[:, 0])

    def least(self, wording: Wording) -> dict[str, float]:
        """Median and interval of the least group's share."""
        return triple(self.least_draws(wording))

    def carry(self, wording: Wording) -> Document:
        """Median and interval of each group's share, and of all."""
        draws = self.draws(wording)
        return {key: triple(draws[:, g]) for g, key in enumerate(self.ids)}

    def fate(self, wording: Wording) -> Document:
        """Give a wording and how it fares."""
        return {
            "wording": [_id(self.paper, clause) for clause in wording],
            "least": self.least(wording),
            "carry": self.carry(wording),
        }

    def binding(self, wording: Wording) -> Document:
        """Say which group is most often the least, and how often."""
        draws = self.draws(wording)
        if draws.shape[1] == 1:
            return {"group": "all", "share": 1.0}
        often = np.bincount(draws[:, :-1].argmin(axis=1), minlength=draws.shape[1] - 1)
        return {"group": self.ids[int(often.argmax())], "share": plain(often.max() / len(draws))}

    def swap(self, slot: int, changed: Wording) -> Document:
        """Say what a change of one slot costs or gains each group."""
        difference = self.draws(changed) - self.share[:, 0]
        if not self.public:
            difference = SMALL * np.round(difference * self.sizes / SMALL) / self.sizes
        return {
            "slot": self.paper.slots[slot],
            "to": _id(self.paper, changed[slot]),
            "least": self.least(changed),
            "difference": {key: triple(difference[:, g] + 0.0) for g, key in enumerate(self.ids)},
        }
