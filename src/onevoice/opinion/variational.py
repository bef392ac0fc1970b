"""The fit under way: variational expectation-maximisation with parameter expansion.

Each sweep updates every member, then every proposition (``sweep``), then centres and scales the ideal points
and lets the propositions take up the change, then learns the priors.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.sounding import Proposition
from onevoice.opinion.expansion import Moments, add_up, learn_means, standardise
from onevoice.opinion.fitted import Fitted, Floats, ModelSettings, Priors, pack, unpack
from onevoice.opinion.layout import Layout, lay_out
from onevoice.opinion.matrix import ResponseMatrix
from onevoice.opinion.members import fill_priors, transform
from onevoice.opinion.start import proposition_start
from onevoice.opinion.sweep import sweep
from onevoice.opinion.terms import HELD_AT_ZERO, move_terms, tabulate, update_terms
from onevoice.opinion.threads import share_out

_Values = TypeVar("_Values", bound=Fitted)

_PLACING_SWEEPS = 12
_SETTLING_SWEEPS = 3
_LEAST_VARIANCE = 1e-6
_GROWING = 1e-4  # a variance that begins lower may look at rest, and never grow again
_NO_LENIENCY = 1e10  # prior precision of a leniency that the settings leave out


@dataclass(eq=False)
class Fit:
    """The arrays of a fit under way; see ``IdealPointModel.fit`` and ``IdealPoints.place``."""

    model: ModelSettings
    matrix: ResponseMatrix
    given_weight: Floats | None
    given_among: NDArray[np.bool_] | None
    layout: Layout = field(init=False)
    moments: Moments = field(init=False)
    terms: Floats = field(init=False)
    terms_spread: Floats = field(init=False)
    priors: Priors = field(init=False)

    def __post_init__(self) -> None:
        model, matrix = self.model, self.matrix
        self.among = np.ones(matrix.n_members, bool) if self.given_among is None else self.given_among
        self.layout = lay_out(matrix, self.among, groups=model.groups)
        self.belongs = self.layout.belongs
        weight = np.ones(matrix.n_propositions) if self.given_weight is None else self.given_weight.view()
        weight.setflags(write=False)  # always, for kernels are compiled anew for another kind
        self.weight = weight
        self.n_terms = 1 + model.n_dims + self.belongs.shape[1]
        self.activity = np.log1p(np.diff(matrix.start)) * bool(model.activity)
        self.centre = float(self.activity[self.layout.order].mean()) if len(self.layout.order) else 0.0
        self.active = self.activity - self.centre
        self.count = np.bincount(
            self.layout.pattern_of[self.layout.order], minlength=len(self.layout.patterns)
        ).astype(np.float64)
        self.mean = np.zeros((matrix.n_members, model.n_dims + 1))
        self.spread = np.zeros((matrix.n_members, (model.n_dims + 1) * (model.n_dims + 2) // 2))
        self._stay()

    def _stay(self) -> None:
        """Members stand in the coordinates of the terms: there is no change for the next sweep to make."""
        self.change, self.offset = np.eye(self.model.n_dims + 1), np.zeros(self.model.n_dims + 1)

    def run(self, start: Fitted | None, progress: Callable[[int, float], None] | None) -> Fitted:
        """Sweep until the terms and the priors rest."""
        self._begin(start)
        self.background = self._among_background()
        n_sweeps, change = 0, np.inf if len(self.layout.order) else 0.0
        while n_sweeps < self.model.most_sweeps and change > self.model.tolerance:
            before, priors = self.terms, self.priors
            sums, moments = self._update_members(self._table(), gather=True)
            self.terms, self.terms_spread = update_terms(
                sums, self.layout.pattern, self.layout.patterns, self._terms_prior()
            )
            self._expand(moments)
            self._learn_priors()
            change = max(_relative_change(before, self.terms), _change_of_spread(priors, self.priors))
            n_sweeps += 1
            if progress is not None:
                progress(n_sweeps, change)
        table = self._table()
        for _ in range(_SETTLING_SWEEPS if len(self.layout.order) else 0):
            self._update_members(table, gather=False)  # the last expansion moved them
        return self._finish(n_sweeps, converged=bool(change <= self.model.tolerance))

    def place(self, fitted: _Values) -> _Values:
        """Update the members alone, from their prior, until they rest."""
        self.terms, self.terms_spread = fitted.terms, fitted.terms_spread
        self.priors = fitted.priors
        self.active = self.activity - self.priors.activity_centre
        variance = self.priors.leniency_variance
        fill_priors(self.layout, self.priors.within, variance, self.mean, self.spread)
        table = self._table()
        for _ in range(_PLACING_SWEEPS):
            self._update_members(table, gather=False)
        self._place_silent(self.priors)
        return replace(
            fitted,
            member_ids=self.matrix.member_ids,
            mean=self.mean,
            spread=self.spread,
            belongs=self.belongs,
            activity=self.activity - self.priors.activity_centre,
        )

    def _begin(self, start: Fitted | None) -> None:
        d, g = self.model.n_dims, self.belongs.shape[1]
        scale = 1.0 if self.model.loading_scale == "relevance" else float(self.model.loading_scale)
        self.priors = Priors(
            np.zeros((g, d)),
            np.zeros(d),
            self.centre,
            np.eye(d),
            0.25 if self.model.leniency_scale is None else self.model.leniency_scale**2,
            0.1,
            scale**2 * np.eye(d),
        )
        fill_priors(self.layout, self.priors.within, self.priors.leniency_variance, self.mean, self.spread)
        self.terms = np.zeros((self.matrix.n_propositions, self.n_terms))
        self.terms_spread = np.zeros((*self.terms.shape, self.n_terms))
        known: list[int] = []
        if start is not None and start.n_dims >= d:
            known = self._take_over(start)
        new = np.setdiff1d(np.arange(len(self.terms)), known)
        if len(new):
            first = proposition_start(self.matrix, self.layout, 0 if known else d)
            self.terms[new, : first.shape[1]] = first[new]

    def _take_over(self, start: Fitted) -> list[int]:
        """Begin where an earlier fit ended, for the ids that both know, with as much as both models hold."""
        d, axes = self.model.n_dims, start.n_dims
        alike = start.belongs.shape[1] == self.belongs.shape[1]
        taken = [*range(d + 1), *(range(axes + 1, start.terms.shape[1]) if alike else ())]
        here, there = _common(self.matrix.propositions, start.proposition_ids)
        self.terms[here, : len(taken)] = start.terms[there][:, taken]
        self.terms_spread[here, : len(taken), : len(taken)] = start.terms_spread[there][:, taken][:, :, taken]
        self._take_priors(start.priors, alike=alike)
        mine, theirs = _common_members(self.matrix.member_ids, start.member_ids)
        kept = [*range(d), axes]
        self.mean[mine] = start.mean[theirs][:, kept]
        self.spread[mine] = pack(unpack(start.spread[theirs], axes + 1)[:, kept][:, :, kept])
        return here

    def _take_priors(self, start: Priors, *, alike: bool) -> None:
        """Take what the model learns from the answers; keep what its settings say."""
        d, model = self.model.n_dims, self.model
        learned: dict[str, Any] = {"group_term_variance": max(start.group_term_variance, _GROWING)}
        if alike:
            learned |= {"group_means": start.group_means[:, :d], "within": start.within[:d, :d]}
        if model.activity:
            learned["activity_slope"] = start.activity_slope[:d]
        if model.leniency_scale is None:
            learned["leniency_variance"] = max(start.leniency_variance, _GROWING)
        if model.loading_scale == "relevance":
            learned["loading"] = start.loading[:d, :d]
        self.priors = replace(self.priors, **learned)

    def _table(self) -> Floats:
        return tabulate(self.terms, self.terms_spread, self.layout.patterns)

    def _update_members(self, table: Floats, *, gather: bool) -> tuple[Floats, Floats]:
        """Update every fitted member in place; give the propositions' sums and the members' moments.

        Both chunk by chunk; neither is filled unless they are gathered.
        """
        layout, matrix, d = self.layout, self.matrix, self.model.n_dims
        sums = np.empty((len(layout.first), matrix.n_propositions * gather, (d + 1) * (d + 2) // 2 + d + 1))
        moments = np.empty((len(layout.first), 2 * d + 4, d + 1))
        arrays = (
            layout.first, layout.last, layout.pattern, layout.order, *matrix.stances, self.weight,
            self.active, table, *self._member_prior(), self.change, self.offset, self.mean, self.spread,
            sums, moments,
        )  # fmt: skip
        share_out(partial(sweep, (0,) * (d + 1)), len(layout.first), arrays)
        self._stay()
        return sums, moments

    def _member_prior(self) -> tuple[Floats, Floats, Floats]:
        """Precision; its product with the prior mean by pattern; and by unit of activity."""
        d, priors = self.model.n_dims, self.priors
        precision = np.zeros((d + 1, d + 1))
        precision[:d, :d] = np.linalg.inv(priors.within)
        precision[d, d] = 1 / max(priors.leniency_variance, 1 / _NO_LENIENCY)
        means = np.zeros((len(priors.group_means) + 1, d + 1))
        means[:-1, :d], means[-1, :d] = priors.group_means, priors.activity_slope
        means = means @ precision
        return precision, self.layout.patterns @ means[:-1], means[-1]

    def _expected(self, priors: Priors) -> Floats:
        """Where groups and activity alone would place each member, shape (n_members, n_dims)."""
        active = np.outer(self.activity - priors.activity_centre, priors.activity_slope)
        return np.asarray(active + (self.layout.patterns @ priors.group_means)[self.layout.pattern_of])

    def _terms_prior(self) -> Floats:
        d = self.model.n_dims
        precision = np.zeros((self.n_terms, self.n_terms))
        precision[0, 0] = self._intercept_scale() ** -2
        precision[1 : d + 1, 1 : d + 1] = np.linalg.inv(self.priors.loading)
        group = np.arange(d + 1, self.n_terms)
        precision[group, group] = 1 / self.priors.group_term_variance
        return precision

    def _intercept_scale(self) -> float:
        if self.model.intercept_scale is not None:
            return self.model.intercept_scale
        return float(1.5 * np.sqrt(1 + np.pi / 8 * np.trace(self.priors.loading)))

    def _expand(self, moments: Floats) -> None:
        """Parameter expansion: centre and scale the ideal points, and let the terms take up the change.

        The members themselves are moved when the next sweep comes to them.
        """
        layout = self.layout
        summed = add_up(moments, layout.pattern, len(layout.patterns))
        self.moments, self.change, self.offset, root = standardise(
            summed, self.count, float(self.active[layout.order].sum())
        )
        move_terms(self.terms, self.terms_spread, root, self.offset)

    def _learn_priors(self) -> None:
        d, layout, model = self.model.n_dims, self.layout, self.model
        means, within = learn_means(self.moments, layout.patterns, self.background)
        n = len(layout.order)
        loading: Floats = self.priors.loading
        if model.loading_scale == "relevance":
            spread = self.terms_spread[:, 1 : d + 1, 1 : d + 1].sum(axis=0)
            values = self.terms[:, 1 : d + 1]
            loading = np.asarray((spread + values.T @ values + 1e-3 * np.eye(d)) / len(values))
        self.priors = Priors(
            means[:-1],
            means[-1],
            self.centre,
            within / n + 1e-9 * np.eye(d),
            self._leniency_variance(),
            self._group_term_variance(),
            loading,
        )

    def _among_background(self) -> Floats:
        """Products of groups and activity with each other over the fitted members."""
        layout = self.layout
        active = self.activity[layout.order] - self.centre
        pattern = layout.pattern_of[layout.order]
        n_patterns = len(layout.patterns)
        count = np.bincount(pattern, minlength=n_patterns)
        activity = layout.patterns.T @ np.bincount(pattern, weights=active, minlength=n_patterns)
        groups = (layout.patterns.T * count) @ layout.patterns
        return np.block([[groups, activity[:, None]], [activity[None, :], np.array([[active @ active]])]])

    def _leniency_variance(self) -> float:
        variance = self.priors.leniency_variance
        if self.model.leniency_scale is not None:
            return variance
        square, spread = self.moments.square[-1, -1], self.moments.spread[-1, -1]
        return evidence_step(float(square), float(spread), len(self.layout.order), variance)

    def _group_term_variance(self) -> float:
        if not self.model.group_terms or self.n_terms == self.model.n_dims + 1:
            return 1 / HELD_AT_ZERO
        group = np.arange(self.model.n_dims + 1, self.n_terms)
        values, spread = self.terms[:, group], self.terms_spread[:, group, group]
        variance = self.priors.group_term_variance
        return evidence_step(float((values**2).sum()), float(spread.sum()), values.size, variance)

    def _finish(self, n_sweeps: int, *, converged: bool) -> Fitted:
        d = self.model.n_dims
        rotation, share = self._principal_axes()
        change = np.eye(d + 1)
        change[:d, :d] = rotation.T
        layout = self.layout
        transform(layout.first, layout.last, layout.order, change, np.zeros(d + 1), self.mean, self.spread)
        adapt = np.eye(self.n_terms)
        adapt[1 : d + 1, 1 : d + 1] = rotation.T
        priors = replace(
            self.priors,
            group_means=self.priors.group_means @ rotation,
            activity_slope=self.priors.activity_slope @ rotation,
            within=rotation.T @ self.priors.within @ rotation,
            loading=rotation.T @ self.priors.loading @ rotation,
        )
        self._place_silent(priors)
        return Fitted(
            member_ids=self.matrix.member_ids,
            proposition_ids=tuple(p.id for p in self.matrix.propositions),
            mean=self.mean,
            spread=self.spread,
            terms=self.terms @ adapt.T,
            terms_spread=adapt @ self.terms_spread @ adapt.T,
            belongs=self.belongs,
            activity=self.activity - self.centre,
            weight=self.weight,
            priors=priors,
            intercept_scale=self._intercept_scale(),
            share=share,
            n_sweeps=n_sweeps,
            converged=converged,
        )

    def _place_silent(self, priors: Priors) -> None:
        """Members who took no stance, or were not to be fitted, stand at their groups' prior."""
        d = self.model.n_dims
        silent = np.ones(len(self.mean), bool)
        silent[self.layout.order] = False
        self.mean[silent, :d] = self._expected(priors)[silent]
        self.mean[silent, d] = 0.0
        spread = np.zeros((d + 1, d + 1))
        spread[:d, :d], spread[d, d] = priors.within, priors.leniency_variance
        self.spread[silent] = pack(spread)

    def _principal_axes(self) -> tuple[Floats, Floats]:
        """Rotate so that each dimension explains as much of the log odds as it can; fix the signs.

        A sign means nothing, so it is fixed by who the members are: the largest declared group stands on
        the left; where there is none, or it stands in the middle, the longer tail points right.
        """
        d = self.model.n_dims
        if d == 0 or not len(self.layout.order):
            return np.eye(d), np.zeros(d)
        answers = np.bincount(self.matrix.column, minlength=len(self.terms)).astype(float)
        loading = self.terms[:, 1 : d + 1]
        values, vectors = np.linalg.eigh((loading.T * answers) @ loading)
        rotation = vectors[:, ::-1]
        points = self.mean[self.layout.order, :d] @ rotation
        left = np.zeros(d)
        belongs = self.belongs[self.layout.order]
        if belongs.any():
            left = points[belongs[:, int(np.argmax(belongs.sum(axis=0)))]].mean(axis=0)
        tail = -(points**3).mean(axis=0)
        side = np.where(np.abs(left) > 0.1, left, tail)
        return rotation * np.where(side > 0, -1.0, 1.0), values[::-1] / max(values.sum(), 1e-300)


def evidence_step(square: float, spread: float, size: int, variance: float) -> float:
    """Step a variance towards the maximum of the marginal likelihood (10.1162/neco.1992.4.3.415).

    Far faster than expectation-maximisation where the variance is small; the step is at most fourfold.

    Parameters
    ----------
    square, spread : float
        Sums over what varies: its estimates squared, and their variances.
    size : int
        How many they are.
    variance : float
        Where the step begins.
    """
    well_determined = size - spread / variance
    step = square / max(well_determined, 1e-3 * size)
    return float(np.clip(step, max(variance / 4, _LEAST_VARIANCE), variance * 4))


def _change_of_spread(before: Priors, after: Priors) -> float:
    """Largest change of a standard deviation that the priors learn, in log odds."""
    leniency = abs(before.leniency_variance**0.5 - after.leniency_variance**0.5)
    group_term = abs(before.group_term_variance**0.5 - after.group_term_variance**0.5)
    return float(max(leniency, group_term))


def _relative_change(before: Floats, after: Floats) -> float:
    return float(np.sqrt(((after - before) ** 2).sum() / max((after**2).sum(), 1e-300)))


def _common(propositions: tuple[Proposition, ...], ids: tuple[str, ...]) -> tuple[list[int], list[int]]:
    place = {name: j for j, name in enumerate(ids)}
    pairs = [(j, place[p.id]) for j, p in enumerate(propositions) if p.id in place]
    return [a for a, _ in pairs], [b for _, b in pairs]


def _common_members(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[Any, Any]:
    """Rows of the members that are in both."""
    if ours is theirs:
        return slice(None), slice(None)
    row = {member: i for i, member in enumerate(theirs)}
    pairs = [(i, row[member]) for i, member in enumerate(ours) if member in row]
    return [a for a, _ in pairs], [b for _, b in pairs]
