"""Where no wording keeps all rules: which of them cannot be kept together."""

from __future__ import annotations

from onevoice.opinion.composite.exact import find_any
from onevoice.opinion.composite.paper import Paper, Rule


def irreducible_conflict(paper: Paper, seed: int = 0) -> tuple[Rule, ...]:
    """Name rules that exclude one another: with any one of them dropped, the others can be kept.

    A deletion filter (Chinneck and Dravnieks 1991, doi:10.1287/ijoc.3.2.157): drop a rule for good whenever
    the rest is still impossible to keep.

    Parameters
    ----------
    paper : Paper
        No wording keeps its rules.
    seed : int

    Returns
    -------
    tuple of Rule
        Empty if the paper has no clause at all, so that no rule is to blame.

    Raises
    ------
    ValueError
        If some wording keeps the rules.
    """
    if find_any(paper, seed) is not None:
        raise ValueError("these rules can be kept together")
    kept = list(paper.rules)
    # a person's own demands are dropped first, so that they are named only where they bite
    for rule in sorted(paper.rules, key=lambda rule: rule.by == "paper"):
        fewer = list(kept)
        fewer.remove(rule)
        if find_any(paper.bound_by(fewer), seed) is None:
            kept = fewer
    return tuple(kept)
