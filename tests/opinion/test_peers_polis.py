"""Polis' figures against a second computation: dense, cell by cell, written from the formulas alone."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import onevoice
from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.opinion.peers.polis import polis_figures

REAL = ["15-per-hour-seattle", "brexit-consensus"]
META = (("is-meta", "true"),)


@st.composite
def conversations(draw: st.DrawFn) -> RollCall:
    """Draw up to 60 members in two or three camps, with statements moderated out, meta and unvoted."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    n, c = int(rng.integers(4, 60)), int(rng.integers(4, 15))
    camps = rng.random((3, c))
    camp = rng.integers(0, 3, n)
    agrees = rng.random((n, c)) < camps[camp]
    response = np.where(rng.random((n, c)) < 0.15, 0, np.where(agrees, 1, -1))
    rows = [(i, j, int(response[i, j])) for i, j in np.argwhere(rng.random((n, c)) < rng.uniform(0.3, 1))]
    kinds = rng.choice(3, c, p=[0.7, 0.2, 0.1])
    return RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=tuple(Member(str(i)) for i in range(n + 1)),
        propositions=(
            *(
                Proposition(str(j), "", moderated_out=kinds[j] == 1, fields=META if kinds[j] == 2 else ())
                for j in range(c)
            ),
            Proposition("nobody saw it", ""),
        ),
        answers=Answers.from_rows(rows or [(0, 0, 1)]),
    )


class Dense:
    """Polis' matrix as it is written down: a row a person, a column a statement, nan where none voted."""

    def __init__(self, calls: RollCall) -> None:
        people = sorted(set(calls.answers.member), key=lambda i: int(calls.members[i].id))
        columns = sorted(set(calls.answers.proposition), key=lambda j: int(calls.propositions[j].id))
        self.people = [calls.members[i].id for i in people]
        self.statements = [calls.propositions[j].id for j in columns]
        self.raw = np.full((len(people), len(columns)), np.nan)
        cells = zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True)
        for i, j, r in cells:
            self.raw[people.index(i), columns.index(j)] = -r
        put = [calls.propositions[j] for j in columns]
        self.meta = np.array([p.fields == META for p in put])
        self.mod_out = np.array([p.moderated_out for p in put]) | self.meta
        self.rating = self.raw.copy()
        self.rating[:, self.mod_out] = 0

    def components(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Principal components of the matrix filled with column means: centre, strengths and axes."""
        filled = np.where(np.isnan(self.rating), np.nanmean(self.rating, axis=0), self.rating)
        center = filled.mean(axis=0)
        _, strength, axes = np.linalg.svd(filled - center)
        return center, strength, axes[:2]


def column(rows: list[dict], *names: str) -> np.ndarray:
    """Collect one or more figures of every row."""
    return np.array([[row[name] for name in names] for row in rows], dtype=float)


def check_map(calls: RollCall, figures: dict, tolerance: float) -> None:
    """Compare projections and extremities, each axis up to its sign."""
    dense = Dense(calls)
    center, _, axes = dense.components()
    c = len(dense.statements)
    members = np.zeros((len(dense.people), 2))
    for i, row in enumerate(dense.rating):
        voted = ~np.isnan(row)
        members[i] = math.sqrt(c / voted.sum()) * axes[:, voted] @ (row - center)[voted]
    statements = math.sqrt(c) * ((-1 - center) * axes).T
    assert [row["id"] for row in figures["members"]] == dense.people
    assert [row["id"] for row in figures["statements"]] == dense.statements
    found = column(figures["members"], "x", "y")
    sign = np.where((found * members).sum(axis=0) < 0, -1, 1)
    assert found == pytest.approx(members * sign, abs=tolerance)
    assert column(figures["statements"], "x", "y") == pytest.approx(statements * sign, abs=tolerance)
    extremity = np.linalg.norm(statements, axis=1)
    assert column(figures["statements"], "extremity")[:, 0] == pytest.approx(extremity, abs=tolerance)


def plain_k_means(points: list, weights: list, k: int, steps: int) -> list[int]:
    """K-means from the first k distinct points, emptied groups dropped, in plain Python."""
    centers = list(dict.fromkeys(points))[:k]
    for _ in range(steps + 1):
        labels = [min(range(len(centers)), key=lambda c, p=p: math.dist(p, centers[c])) for p in points]
        used = sorted(set(labels))
        labels = [used.index(label) for label in labels]
        new = []
        for g in range(len(used)):
            inside = [i for i, label in enumerate(labels) if label == g]
            mass = sum(weights[i] for i in inside)
            new.append(tuple(sum(weights[i] * points[i][d] for i in inside) / mass for d in (0, 1)))
        rest = all(math.dist(a, b) < 0.01 for a, b in zip(sorted(centers), sorted(new), strict=False))
        centers = new
        if rest:
            break
    return [*labels, centers]


def plain_silhouette(points: list, labels: list[int]) -> float:
    """Mean silhouette, a point alone counting 0."""
    values = []
    for i, p in enumerate(points):
        means = {}
        for g in set(labels):
            others = [q for j, q in enumerate(points) if labels[j] == g and j != i]
            if others:
                means[g] = sum(math.dist(p, q) for q in others) / len(others)
        own = means.pop(labels[i], None)
        other = min(means.values(), default=None)
        alone = own is None or other is None
        values.append(0.0 if alone or max(own, other) == 0 else (other - own) / max(own, other))
    return sum(values) / len(values)


def check_groups(calls: RollCall, figures: dict) -> None:
    """Recompute who is counted, the base groups, and the groups with the best silhouette."""
    dense = Dense(calls)
    activity = (~np.isnan(dense.raw)).sum(axis=1)
    counted = set(np.flatnonzero(activity >= min(7, len(dense.statements))))
    for i in sorted(range(len(activity)), key=lambda i: -activity[i]):
        if len(counted) < 15:
            counted.add(i)
    points = [tuple(row) for row in column(figures["members"], "x", "y")]
    inside = [points[i] for i in sorted(counted)]
    *base, centers = plain_k_means(inside, [1] * len(inside), 100, 100)
    weights = [base.count(b) for b in range(len(centers))]
    best = None
    tried = range(2, min(5, 2 + len(centers) // 12) + 1)
    assert list(figures["silhouettes"]) == [str(k) for k in tried]
    for k in tried:
        *labels, _ = plain_k_means(centers, weights, k, 20)
        value = plain_silhouette(centers, labels)
        assert figures["silhouettes"][str(k)] == pytest.approx(value, abs=1e-9)
        if best is None or value >= best[0] - 1e-12:
            best = (value, labels)
    groups = dict.fromkeys(range(len(points)))
    groups.update({i: best[1][base[place]] for place, i in enumerate(sorted(counted))})
    assert [row["group"] for row in figures["members"]] == list(groups.values())
    assert [g["members"] for g in figures["groups"]] == [
        list(groups.values()).count(g) for g in range(len(figures["groups"]))
    ]
    check_people(points, groups, figures)


def check_people(points: list, groups: dict, figures: dict) -> None:
    """Recompute how central, close to their group and extreme each grouped member is."""
    middle = np.mean(points, axis=0)
    for i, row in enumerate(figures["members"]):
        if groups[i] is None:
            assert row["centricness"] is row["coreness"] is row["extremeness"] is None
            continue
        center = np.mean([points[k] for k in groups if groups[k] == groups[i]], axis=0)
        away = center - middle
        length = np.linalg.norm(away)
        expected = [
            1 - np.linalg.norm(points[i] - middle),
            1 - np.linalg.norm(points[i] - center),
            (points[i] - center) @ (away / length) if length else 0,
        ]
        found = [row[name] for name in ("centricness", "coreness", "extremeness")]
        assert found == pytest.approx(expected, abs=1e-9)


def prop_test(n: int, s: int) -> float:
    """Test a share against one half as Polis does."""
    return 2 * math.sqrt(s + 1) * ((n + 1) / (s + 1) - 0.5)


def two_prop_test(n1: int, s1: int, n2: int, s2: int) -> float:
    """Test two shares against one another as Polis does."""
    n1, s1, n2, s2 = n1 + 1, s1 + 1, n2 + 1, s2 + 1
    pooled = (n1 + n2) / (s1 + s2)
    if pooled == 1:
        return 0.0
    return (n1 / s1 - n2 / s2) / math.sqrt(pooled * (1 - pooled) * (1 / s1 + 1 / s2))


def tally(block: np.ndarray) -> dict[str, int]:
    """Count a column's agreements, disagreements and votes; Polis' agree is -1."""
    return {"a": int((block == -1).sum()), "d": int((block == 1).sum()), "s": int((~np.isnan(block)).sum())}


def side_of(mine: dict, rest: dict, side: str) -> dict:
    """Compute one side's four figures for one group and statement."""
    share = (mine[side] + 1) / (mine["s"] + 2)
    return {
        "successes": mine[side],
        "trials": mine["s"],
        "probability": share,
        "probability_test": prop_test(mine[side], mine["s"]),
        "repness": share / ((rest[side] + 1) / (rest["s"] + 2)),
        "repness_test": two_prop_test(mine[side], mine["s"], rest[side], rest["s"]),
    }


def product(of: dict) -> float:
    """Multiply the four figures by which Polis sorts."""
    return of["repness"] * of["repness_test"] * of["probability"] * of["probability_test"]


def plain_representative(sides: dict[str, dict[str, dict]]) -> list[tuple[str, str, bool, dict]]:
    """Choose a group's statements from the figures of both sides, as section 11 of the formulas says."""
    z = 1.2816
    sufficient, best, best_agree = [], None, None
    for statement, of in sides.items():
        a, d = of["a"], of["d"]
        shown = ("agree", a) if a["repness_test"] > d["repness_test"] else ("disagree", d)
        if any(min(side["repness_test"], side["probability_test"]) > z for side in (a, d)):
            sufficient.append((statement, *shown))
        if best is None or shown[1]["repness_test"] > best[2]["repness_test"]:
            best = (statement, *shown)
        if a["successes"] == d["successes"] == 0:
            continue
        if best_agree is None:
            better = a["probability_test"] > z or (a["repness"] > 1 and a["probability"] > 0.5)
        elif best_agree[3]["repness"] > 1:
            better = product(a) > product(best_agree[3])
        else:
            now, then = (x["probability"] * x["probability_test"] for x in (a, best_agree[3]))
            better = now > then
        if better:
            best_agree = (statement, *shown, a)
    head = [(*best_agree[:2], True, best_agree[2])] if best_agree else []
    if not sufficient:
        return head or ([(best[0], best[1], False, best[2])] if best else [])
    rest = [each for each in sufficient if not best_agree or each[0] != best_agree[0]]
    rest.sort(key=lambda each: -product(each[2]))
    chosen = [*head, *((s, side, False, of) for s, side, of in rest)][:5]
    return [x for x in chosen if x[1] == "agree"] + [x for x in chosen if x[1] == "disagree"]


def check_statements(calls: RollCall, figures: dict) -> None:
    """Recompute every statement's figures, the groups' own and what all agree on."""
    dense = Dense(calls)
    group = np.array([-1 if row["group"] is None else row["group"] for row in figures["members"]])
    n_groups = len(figures["groups"])
    sides: list[dict] = [{} for _ in range(n_groups)]
    for j, statement in enumerate(dense.statements):
        row = figures["statements"][j]
        of_all = tally(dense.raw[:, j])
        assert [row["agree"], row["disagree"], row["votes"]] == list(of_all.values())
        assert row["pass"] == of_all["s"] - of_all["a"] - of_all["d"]
        assert row["moderated"] == dense.mod_out[j]
        tallies = [tally(dense.raw[group == g, j]) for g in range(n_groups)]
        gac = math.prod((t["a"] + 1) / (t["s"] + 2) for t in tallies)
        assert row["group_informed_consensus"] == pytest.approx(gac, abs=1e-12)
        a, d, s = (sum(t[key] for t in tallies) for key in "ads")
        importance = (1 - (s - a - d + 1) / (s + 2)) * (row["extremity"] + 1) * (a + 1) / (s + 2)
        priority = 49 if dense.meta[j] else (importance * (1 + 8 * 2 ** (-s / 5))) ** 2
        assert row["priority"] == pytest.approx(priority, rel=1e-12)
        for g, mine in enumerate(tallies):
            shown = figures["groups"][g]["votes"][j]
            assert [shown["agree"], shown["disagree"], shown["votes"]] == list(mine.values())
            rest = {key: sum(t[key] for t in tallies) - mine[key] for key in "ads"}
            if not dense.mod_out[j]:
                sides[g][statement] = {side: side_of(mine, rest, side) for side in "ad"}
    for g in range(n_groups):
        expected = plain_representative(sides[g])
        found = figures["groups"][g]["representative"]
        assert [(r["statement"], r["side"], r["best_agree"]) for r in found] == [e[:3] for e in expected]
        for r, (*_, of) in zip(found, expected, strict=True):
            assert {key: r[key] for key in of} == pytest.approx(of, abs=1e-9)


def check_consensus(calls: RollCall, figures: dict) -> None:
    """Recompute what all members together agree on, and what they reject."""
    dense = Dense(calls)
    for side, key in (("agree", "a"), ("disagree", "d")):
        passing = []
        for j in np.flatnonzero(~dense.mod_out):
            of = tally(dense.rating[:, j])
            share, test = (of[key] + 1) / (of["s"] + 2), prop_test(of[key], of["s"])
            if share > 0.5 and test > 1.2816:
                passing.append((dense.statements[j], of[key], of["s"], share, test))
        passing.sort(key=lambda row: -row[3] * row[4])
        found = [tuple(row.values()) for row in figures["consensus"][side]]
        assert len(found) == len(passing[:5])
        for one, other in zip(found, passing, strict=False):
            assert one[0] == other[0]
            assert one[1:] == pytest.approx(other[1:], abs=1e-12)


@settings(max_examples=40)
@given(conversations())
def test_figures_match_the_dense_computation(calls):
    """On random conversations every figure is that of the dense computation, moderated columns zeroed."""
    _, strength, _ = Dense(calls).components()
    # two axes of equal strength have no direction of their own
    assume(len(strength) > 2 and (strength[:2] - strength[1:3]).min() > 1e-3 * strength[0])
    figures = polis_figures(calls)
    check_map(calls, figures, 1e-9)
    check_groups(calls, figures)
    check_statements(calls, figures)
    check_consensus(calls, figures)


@pytest.mark.parametrize("name", REAL)
def test_real_conversations_match_the_dense_computation(name, shared_data):
    """The same holds on two real conversations, one of them with 23 statements moderated out."""
    calls = onevoice.read(shared_data / "polis" / name)
    figures = polis_figures(calls)
    check_map(calls, figures, 1e-9)
    check_groups(calls, figures)
    check_statements(calls, figures)
    check_consensus(calls, figures)


@settings(max_examples=20)
@given(conversations(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_figure(calls, random):
    """Shuffling members, statements and answers gives the same figures, to the last bit."""
    members, propositions = list(calls.members), list(calls.propositions)
    random.shuffle(members)
    random.shuffle(propositions)
    cells = zip(calls.answers.member, calls.answers.proposition, calls.answers.response, strict=True)
    rows = [
        (members.index(calls.members[i]), propositions.index(calls.propositions[j]), r) for i, j, r in cells
    ]
    random.shuffle(rows)
    shuffled = replace(
        calls, members=tuple(members), propositions=tuple(propositions), answers=Answers.from_rows(rows)
    )
    assert polis_figures(shuffled) == polis_figures(calls)


@settings(max_examples=20)
@given(conversations())
def test_the_axes_have_a_sign(calls):
    """On each axis the agreement that weighs most, or the first of equals, lies on one fixed side."""
    figures = polis_figures(calls)
    dense = Dense(calls)
    center, strength, axes = dense.components()
    assume(len(strength) > 2 and (strength[:2] - strength[1:3]).min() > 1e-3 * strength[0])
    for d, name in enumerate("xy"):
        largest = np.argmax(np.abs(axes[d]) > np.abs(axes[d]).max() - 1e-9)
        drawn = figures["statements"][largest][name]
        # its place is (-1 - center) times a positive entry
        assert drawn <= 0 or center[largest] == -1


@pytest.mark.parametrize(
    "rows",
    [[(0, 0, 1)], [(0, 0, 1), (1, 0, 1)], [(0, 0, 1), (0, 1, -1)], [(0, 0, 0), (1, 1, 0)]],
    ids=["one vote", "one statement", "one member", "only passes"],
)
@pytest.mark.parametrize("moderated", [False, True])
def test_the_smallest_conversations_have_figures(rows, moderated):
    """One vote, one statement, one member, or everything moderated out: figures still, all finite."""
    calls = RollCall(
        kind=Kind.SOUNDING,
        title="",
        has_roll=False,
        members=(Member("0"), Member("1")),
        propositions=tuple(Proposition(str(j), "", moderated_out=moderated) for j in range(2)),
        answers=Answers.from_rows(rows),
    )
    figures = polis_figures(calls)
    assert len(figures["members"]) == len({i for i, _, _ in rows})
    assert np.isfinite(column(figures["members"], "x", "y")).all()
    assert all((g["representative"] == []) == moderated for g in figures["groups"])
