from __future__ import annotations

import json
import math

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

import onevoice
from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.cli.evaluate import evaluate as command
from onevoice.errors import EmptyRollCallError, SettingsError
from onevoice.opinion.evaluation import evaluate, peers_for
from onevoice.opinion.heldout import held_out
from onevoice.opinion.matrix import ResponseMatrix, build_matrix
from onevoice.testing import simulate

NAMES = [
    "onevoice",
    "majority",
    "member-statement-logit",
    "polis-group-rates",
    "community-notes",
    "declared-group-rate",
]


def conversation(n_members: int = 30, n_propositions: int = 12, *, seed: int = 0) -> ResponseMatrix:
    """Everybody answers everything at random, one in ten by passing; no groups are declared."""
    rng = np.random.default_rng(seed)
    answer = rng.choice([-1, 0, 1], (n_members, n_propositions), p=[0.4, 0.1, 0.5])
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(f"m{i}") for i in range(n_members)),
        propositions=tuple(Proposition(f"p{j}", "") for j in range(n_propositions)),
        answers=Answers.from_rows(
            [(i, j, int(answer[i, j])) for i in range(n_members) for j in range(n_propositions)]
        ),
    )
    return build_matrix(calls)


def coin(train, members, propositions):
    """Say one half, whatever is asked."""
    del train, propositions
    return np.full(len(members), 0.5)


def knowing(matrix: ResponseMatrix):
    """Make a predictor that knows every answer; only a test can."""
    answer = np.zeros((matrix.n_members, matrix.n_propositions))
    answer[matrix.row, matrix.column] = matrix.answer
    return lambda _train, members, propositions: (answer[members, propositions] + 1) / 2


def test_every_method_meets_the_same_cells():
    """All methods get one training set and one set of cells a split, none of the answers asked for in it."""
    seen = []

    def watching(train, members, propositions):
        seen.append((train.digest, members.tolist(), propositions.tolist()))
        asked = set(zip(members.tolist(), propositions.tolist(), strict=True))
        assert not asked & set(zip(train.row.tolist(), train.column.tolist(), strict=True))
        return coin(train, members, propositions)

    evaluate(conversation(), seeds=2, methods={"a": watching, "b": watching, "c": watching})
    assert seen[0] == seen[1] == seen[2]
    assert seen[3] == seen[4] == seen[5]
    assert seen[0] != seen[3]


def test_the_scale_of_scores():
    """Knowing every answer scores -log(0.99), a coin log 2 and an area of one half."""
    matrix = conversation()
    result = evaluate(matrix, seeds=2, methods={"knowing": knowing(matrix), "coin": coin})
    knows, tosses = result.methods
    assert knows.log_loss == pytest.approx(-math.log(0.99))
    assert knows.auc == 1
    assert knows.brier == pytest.approx(0.0001)
    assert tosses.log_loss == pytest.approx(math.log(2))
    assert tosses.auc == 0.5
    assert tosses.brier == 0.25
    assert result.dims is None
    assert result.n_votes == int((matrix.answer != 0).sum())


def test_behind_is_a_paired_difference():
    """How far a method is behind is its log loss less the first one's, with no error where cells agree."""
    matrix = conversation()
    methods = {"coin": coin, "knowing": knowing(matrix), "majority": peers_for(matrix)["majority"]}
    first, second, third = evaluate(matrix, seeds=3, methods=methods).methods
    assert (first.behind, first.behind_se) == (0, 0)
    assert second.behind == pytest.approx(second.log_loss - first.log_loss)
    assert second.behind_se == pytest.approx(0, abs=1e-12)
    assert third.behind == pytest.approx(third.log_loss - first.log_loss)
    assert third.behind_se > 0


def test_the_error_is_that_of_members():
    """The standard error of a difference is computed from sums by member, and not from single cells."""
    matrix = conversation()
    loss = {True: 0.9, False: 0.6}  # a bold member's answers are all foretold more boldly

    def bold(train, members, propositions):
        del train
        return np.where(members % 2 == 0, loss[True], loss[False]) + 0 * propositions

    (_, method) = evaluate(matrix, methods={"coin": coin, "bold": bold}).methods
    split = held_out(matrix, 0.1, 0)
    p = bold(None, split.member, split.proposition)
    cells = -np.log(np.where(split.agrees, p, 1 - p)) - math.log(2)
    sums = [np.sum((cells - cells.mean())[split.member == i]) for i in range(matrix.n_members)]
    assert method.behind_se == pytest.approx(np.linalg.norm(sums) / len(cells))


def test_other_methods_change_no_score():
    """A method scores the same alone and in company."""
    matrix = conversation()
    peers = peers_for(matrix)
    together = evaluate(matrix, methods=peers)
    for method in together.methods:
        (alone,) = evaluate(matrix, methods={method.name: peers[method.name]}).methods
        assert (alone.log_loss, alone.auc, alone.brier) == (method.log_loss, method.auc, method.brier)


def test_all_methods_on_a_divided_assembly():
    """On an assembly with parties all six methods answer, in order, and the model leads the counting ones."""
    told = []
    calls = simulate(80, 25, 3, 0.5, 1).calls
    result = evaluate(build_matrix(calls), progress=lambda _, share: told.append(share))
    assert [method.name for method in result.methods] == NAMES
    loss = {method.name: method.log_loss for method in result.methods}
    assert loss["onevoice"] < min(
        loss["majority"], loss["member-statement-logit"], loss["declared-group-rate"]
    )
    assert result.dims in range(9)
    assert told == sorted(told)
    assert 0 <= told[0] <= told[-1] < 1


def test_group_rates_need_declared_groups():
    """Where no groups are declared there is no declared-group-rate."""
    assert list(peers_for(conversation())) == NAMES[1:-1]


def test_the_document_is_what_was_promised():
    """The document has the promised keys alone, null for what is no number, and is JSON."""
    matrix = conversation()
    result = evaluate(matrix, methods={"coin": coin})
    document = json.loads(json.dumps(result.document, allow_nan=False))
    assert list(document) == ["methods", "dims", "n_votes"]
    assert list(document["methods"][0]) == ["name", "log_loss", "auc", "brier", "seconds"]
    unanimous = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(f"m{i}") for i in range(9)),
        propositions=tuple(Proposition(f"p{j}", "") for j in range(9)),
        answers=Answers.from_rows([(i, j, 1) for i in range(9) for j in range(9)]),
    )
    one_sided = evaluate(build_matrix(unanimous), methods={"coin": coin})
    assert one_sided.document["methods"][0]["auc"] is None


@pytest.mark.parametrize("answer", [0, 1])
def test_too_few_answers_are_a_sentence(answer):
    """Where nothing can be held out or learnt from, a sentence says so."""
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=(Member("m"),),
        propositions=(Proposition("p", ""),),
        answers=Answers.from_rows([(0, 0, answer)]),
    )
    with pytest.raises(EmptyRollCallError, match="too few answers"):
        evaluate(build_matrix(calls), methods={"coin": coin})


def test_no_splits_are_refused():
    """At least one split has to be asked for."""
    with pytest.raises(SettingsError, match="at least 1"):
        evaluate(conversation(), seeds=0, methods={"coin": coin})


def test_the_command_prints_the_document_or_a_table(tmp_path):
    """``--json`` prints the document alone; without it a table names every method."""
    onevoice.write(simulate(40, 12, 2, 0.6, 1).calls, tmp_path / "town")
    app = typer.Typer()
    app.command()(command)
    told = CliRunner().invoke(app, [str(tmp_path / "town"), "--json"])
    assert told.exit_code == 0, told.output
    document = json.loads(told.stdout)
    assert [method["name"] for method in document["methods"]] == NAMES
    shown = CliRunner().invoke(app, [str(tmp_path / "town"), "--seeds", "2"])
    assert shown.exit_code == 0, shown.output
    assert all(name in shown.stdout for name in NAMES)
