"""``onevoice evaluate``: the model and its peers on answers held out from all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

import onevoice
from onevoice.cli.choices import Answers, Codes, Format, Groups, print_json
from onevoice.cli.progress import Progress, announce_compilation

if TYPE_CHECKING:
    from onevoice.opinion.evaluation import Evaluation, Method

EXAMPLES = """Examples:

\b
  onevoice evaluate polis-export/
  onevoice evaluate divisions/ --holdout 0.2 --seeds 3
  onevoice evaluate responses.csv --json
"""


def evaluate(
    path: Answers,
    holdout: Annotated[
        float,
        typer.Option("--holdout", metavar="SHARE", help="Share of the answers to hold out, 0 to 1."),
    ] = 0.1,
    seeds: Annotated[
        int, typer.Option("--seeds", metavar="K", min=1, help="Number of splits to average over.")
    ] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print the scores as JSON.")] = False,
    format_: Format = None,
    codes: Codes = None,
    groups: Groups = None,
) -> None:
    """Say how well held-out answers are predicted, by onevoice and by the methods of others.

    Every method sees the same answers and is scored on the same held-out ones that agree or disagree.
    """
    from onevoice.opinion.evaluation import evaluate as evaluated  # noqa: PLC0415  # --help needs no numbers
    from onevoice.opinion.matrix import build_matrix  # noqa: PLC0415

    with Progress() as progress:
        progress(f"Reading {path.name}", 0.0)
        matrix = build_matrix(onevoice.read(path, format=format_, codes=codes, groups=groups or ()))
        announce_compilation(progress)
        result = evaluated(matrix, holdout=holdout, seeds=seeds, progress=progress)
    if as_json:
        print_json(result.document)
        return
    for line in _lines(result, holdout, seeds):
        typer.echo(line)


def _lines(result: Evaluation, holdout: float, seeds: int) -> Iterator[str]:
    splits = f", {seeds} splits" if seeds > 1 else ""
    yield (
        f"{result.n_votes:,} answers agree or disagree; {holdout:.0%} of them held out{splits}. "
        f"onevoice chose {result.dims} dimension{'' if result.dims == 1 else 's'}."
    )
    yield "Lower log loss and Brier score are better, and higher AUC. Behind: log loss above onevoice's."
    yield ""
    yield f"{'method':<24}{'log loss':>9}{'behind':>19}{'AUC':>8}{'Brier':>8}{'seconds':>9}"
    yield from (_row(method) for method in result.methods)


def _row(method: Method) -> str:
    behind = "" if method.name == "onevoice" else f"{method.behind:+.4f} +- {method.behind_se:.4f}"
    auc = "-" if method.auc != method.auc else f"{method.auc:.3f}"
    return (
        f"{method.name:<24}{method.log_loss:>9.4f}{behind:>19}{auc:>8}{method.brier:>8.4f}"
        f"{method.seconds:>9.2f}"
    )
