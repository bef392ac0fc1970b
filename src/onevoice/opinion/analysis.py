"""The walk: from a roll call to an analysis.

``RollCall -> ResponseMatrix -> IdealPoints -> Blocs -> Support -> measures -> Analysis``, one step a line in
``analyse``. What is published is the document, a plain value; tables are cut from it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from onevoice.assembly.extract import extract
from onevoice.assembly.sounding import Kind, RollCall
from onevoice.errors import SettingsError
from onevoice.opinion.alignment import align as align_to
from onevoice.opinion.basis import Basis, find_basis
from onevoice.opinion.blocs import MOST_DIMS as BLOC_DIMS
from onevoice.opinion.blocs import Blocs, find_blocs
from onevoice.opinion.choice import SCALES, Choice, choose
from onevoice.opinion.document import Parts, compose_document
from onevoice.opinion.duplicates import duplicate_weights
from onevoice.opinion.estimate import Estimate, estimate
from onevoice.opinion.headlines import find_headlines
from onevoice.opinion.ideal_points import IdealPoints
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.opinion.robustness import rerun_without
from onevoice.opinion.settings import Name, Settings
from onevoice.opinion.tables import Cut, member_table, proposition_table, support_table

Progress = Callable[[str, float], None]
Writer = Callable[["Analysis", Path], None]
_LARGE_CELLS = 2_000_000


@dataclass(frozen=True, eq=False)
class Analysis:
    """Where an assembly stands, as it may be published.

    Attributes
    ----------
    document : dict
        Everything, as plain values; its schema is ``analysis.schema.json``.
    writer : callable or None
        What ``write`` calls.
    parts : Parts or None
        What the document was written from, for what comes after the walk (composites, selection); None
        where only the document is at hand. Not published.
    """

    document: dict[str, Any]
    writer: Writer | None = field(default=None, repr=False)
    parts: Parts | None = field(default=None, repr=False)

    @cached_property
    def support(self) -> Cut:
        """One row for each proposition and group: shares, intervals, counts."""
        return Cut(self.document, support_table)

    @cached_property
    def propositions(self) -> Cut:
        """One row for each proposition: consensus, bridging, divisiveness."""
        return Cut(self.document, proposition_table)

    @cached_property
    def members(self) -> Cut:
        """One row for each member: groups, bloc, and place where it may be shown."""
        return Cut(self.document, member_table)

    def write(self, path: str | Path) -> None:
        """Write the report (.html), the document (.json), or a folder of tables.

        Raises
        ------
        SettingsError
            If the analysis was made without a writer; ``onevoice.analyse`` gives it one.
        """
        if self.writer is None:
            raise SettingsError("This analysis has no writer. Make it with onevoice.analyse.")
        self.writer(self, Path(path))


def analyse(
    calls: RollCall,
    *,
    groups: Sequence[str] = (),
    dims: Literal["auto"] | int = "auto",
    threshold: float = 0.5,
    settings: Name = "default",
    public: bool | None = None,
    align: Mapping[str, Any] | None = None,
    seed: int = 0,
    where: Sequence[tuple[str, str]] = (),
    since: str | None = None,
    until: str | None = None,
    reruns: bool = True,
    progress: Progress | None = None,
    writer: Writer | None = None,
) -> Analysis:
    """Analyse a roll call.

    Parameters
    ----------
    calls : RollCall
    groups : sequence of str
        Kinds of group to use; measures run over the first. By default the first declared.
    dims : "auto" or int
        Dimensions of opinion space, 0 to 8.
    threshold : float
        Share from which a group carries a proposition.
    settings : {"default", "fast", "pscl"}
    public : bool, optional
        Show names and places and small cells. By default divisions are public and soundings are not.
    align : mapping, optional
        The document of an earlier analysis, to whose map this one is turned.
    seed : int
    where, since, until
        Keep these propositions or days only; see ``onevoice.assembly.extract``.
    reruns : bool
        False: leave out the reruns that robustness rests on, where it is not asked about.
    progress : callable, optional
        Told the stage in words, and the share of it that is done.
    writer : callable, optional
        What ``Analysis.write`` calls.

    Returns
    -------
    Analysis

    Raises
    ------
    OnevoiceError
        If there is nothing to analyse, or a setting does not fit the input.
    """
    chosen = Settings(
        settings, dims, threshold, seed, tuple(groups), tuple(f"{a}={b}" for a, b in where), since, until
    )
    tell = progress or _silent
    calls = extract(calls, where, since, until)
    shown = calls.kind is Kind.DIVISION if public is None else public
    matrix = build_matrix(calls)
    choice, points = _fit(matrix, chosen, tell)
    if align is not None:
        points = align_to(points, align)
    blocs = _find_blocs(matrix, points, chosen, choice, tell)
    basis = find_basis(matrix, chosen.groups, blocs)
    tell("Drawing what was not asked", 0.0)
    found = estimate(
        matrix,
        points,
        basis,
        n_draws=_draws(matrix, chosen),
        seed=seed,
        public=shown,
        joint=settings != "fast",
    )
    headlines = find_headlines(found, basis, threshold)
    again = _rerun(matrix, chosen, choice, found, basis, tell, public=shown) if reruns else ()
    parts = Parts(calls, matrix, chosen, choice, blocs, basis, found, headlines, again, shown, align)
    return Analysis(compose_document(parts), writer, parts)


def _draws(matrix: ResponseMatrix, settings: Settings) -> int:
    """Half of the draws for a large roll, where they cost most and intervals are narrow."""
    large = matrix.n_members * matrix.n_propositions > _LARGE_CELLS
    return settings.draws // 2 if large else settings.draws


def _silent(_stage: str, _share: float) -> None:
    """Tell nobody."""


def _fit(matrix: ResponseMatrix, settings: Settings, tell: Progress) -> tuple[Choice, IdealPoints]:
    weight = duplicate_weights(matrix) if settings.name != "pscl" else None
    choice = choose(
        matrix,
        settings.model,
        dims=settings.dims_to_try,
        scales=(5.0,) if settings.name == "pscl" else SCALES,
        weight=weight,
        seed=settings.seed,
        progress=lambda share: tell("Choosing how many dimensions", share),
    )
    model = choice.sized(settings.model)
    most = model.most_sweeps
    points = model.fit(
        matrix, weight=weight, progress=lambda sweep, _: tell("Fitting ideal points", sweep / most)
    )
    return choice, points


def _find_blocs(
    matrix: ResponseMatrix, points: IdealPoints, settings: Settings, choice: Choice, tell: Progress
) -> Blocs:
    """Look for blocs in a second fit, which knows nothing of declared groups."""
    tell("Looking for blocs", 0.0)
    size = min(choice.n_dims, BLOC_DIMS)
    model = replace(choice.sized(settings.model), n_dims=size, groups=False)
    second = model.fit(matrix, weight=points.weight, start=points)
    return find_blocs(matrix, second, model, seed=settings.seed)


def _rerun(
    matrix: ResponseMatrix,
    settings: Settings,
    choice: Choice,
    found: Estimate,
    basis: Basis,
    tell: Progress,
    *,
    public: bool,
) -> tuple[Any, ...]:
    if settings.name == "fast":
        return ()
    return rerun_without(
        matrix,
        choice.sized(settings.model),
        found,
        basis,
        settings.threshold,
        public=public,
        progress=lambda share: tell("Trying it again without some", share),
    )
