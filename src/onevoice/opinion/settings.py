"""What was asked for: the settings of an analysis, and the model that they mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onevoice.errors import SettingsError
from onevoice.opinion.fitted import MOST_DIMS
from onevoice.opinion.ideal_points import IdealPointModel

Name = Literal["default", "fast", "pscl"]
_SEEDS = 2**63


@dataclass(frozen=True, slots=True)
class Settings:
    """What was asked for; stands in the document, so that anybody can ask for the same.

    Attributes
    ----------
    name : {"default", "fast", "pscl"}
        fast: at most two dimensions, block covariance, no reruns and half of the draws. pscl: the priors of
        the R package's ``ideal`` (both scales 5, no groups, leniency or weights), to compare with it.
    dims : "auto" or int
    threshold : float
        Share from which a group carries a proposition, within (0, 1].
    seed : int
        Of every draw.
    groups, where : tuple of str
    since, until : str or None
    """

    name: Name = "default"
    dims: Literal["auto"] | int = "auto"
    threshold: float = 0.5
    seed: int = 0
    groups: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        if self.name not in ("default", "fast", "pscl"):
            raise SettingsError(f"There are no settings called {self.name!r}. Choose default, fast or pscl.")
        if self.dims != "auto" and self.dims not in range(MOST_DIMS + 1):
            raise SettingsError(f"The number of dimensions is {self.dims!r}. Give auto or 0 to {MOST_DIMS}.")
        if not 0 <= self.seed < _SEEDS:
            raise SettingsError(f"The seed is {self.seed}. Give a whole number from 0 to {_SEEDS - 1}.")
        if not 0 < self.threshold <= 1:
            raise SettingsError(
                f"The threshold is {self.threshold:g}. Give a share above 0 and at most 1, such as 0.5."
            )

    @property
    def draws(self) -> int:
        """Joint draws behind every interval; half as many for a large roll."""
        return 200 if self.name == "fast" else 400

    @property
    def model(self) -> IdealPointModel:
        """The model before its size is chosen."""
        if self.name == "pscl":
            return IdealPointModel(
                loading_scale=5.0,
                intercept_scale=5.0,
                leniency_scale=0.0,
                activity=False,
                groups=False,
                group_terms=False,
                tolerance=1e-4,
                most_sweeps=5_000,
            )
        return IdealPointModel()

    @property
    def dims_to_try(self) -> tuple[int, ...]:
        """Numbers of dimensions to choose from."""
        if self.dims != "auto":
            return (self.dims,)
        return tuple(range(3 if self.name == "fast" else MOST_DIMS + 1))
