from __future__ import annotations

import json
from copy import deepcopy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onevoice.errors import InputError
from onevoice.opinion.comparison import Interval, compare, difference


def triple(median, width=0.05):
    """Make an interval around a share."""
    return {"median": median, "low": max(0, median - width), "high": min(1, median + width)}


def proposition(key, supports, width=0.05, text=""):
    """Make a proposition as an analysis publishes it, as far as a comparison reads it."""
    values = list(supports.values())
    return {
        "id": key,
        "text": text or f"Words of {key}",
        "support": {group: triple(share, width) for group, share in supports.items()},
        "consensus": {**triple(min(values), width), "probability": 0.5, "group": "party:A"},
        "divisiveness": max(values) - min(values),
        "divisiveness_interval": [
            max(0, max(values) - min(values) - width),
            max(values) - min(values) + width,
        ],
    }


def analysis(propositions, agreement=(), groups=("party:A", "party:B"), **more):
    """Make an analysis as far as a comparison reads it."""
    return {
        "onevoice": "0.1.0",
        "digest": more.pop("digest", "0" * 64),
        "has_roll": True,
        "settings": {"name": "default", "threshold": 0.5},
        "basis": {"kind": "groups", "groups": list(groups)},
        "propositions": propositions,
        "headlines": {
            "agreement": [{"id": key, "probability": 0.9} for key in agreement],
            "divides": [],
            "undecided": [],
        },
        **more,
    }


shares = st.floats(0.05, 0.95)
papers = st.dictionaries(
    st.sampled_from("pqrs"),
    st.fixed_dictionaries({"all": shares, "party:A": shares, "party:B": shares}),
    min_size=1,
).map(lambda paper: [proposition(key, supports) for key, supports in paper.items()])
intervals = st.tuples(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1)).map(
    lambda three: Interval(*(sorted(three)[k] for k in (1, 0, 2)))
)


@given(papers)
def test_nothing_moves_against_itself(paper):
    """An analysis compared with itself has no move, nothing new and nothing gone."""
    result = compare(analysis(paper), analysis(paper))
    assert (result.moves, result.new, result.gone, result.reworded) == ((), (), (), ())
    assert result.notes == ("Both analyses rest on the same answers.",)


@given(papers, papers)
def test_back_and_forth_mirror_each_other(first, second):
    """Compared the other way round, the same numbers move, by the opposite amount."""
    there, back = compare(analysis(first), analysis(second)), compare(analysis(second), analysis(first))
    assert (there.new, there.gone) == (back.gone, back.new)
    turned = {
        (m.measure, m.proposition, m.group): (-m.difference.median, -m.difference.high) for m in back.moves
    }
    assert turned == {
        (m.measure, m.proposition, m.group): (
            pytest.approx(m.difference.median),
            pytest.approx(m.difference.low),
        )
        for m in there.moves
    }


@given(papers, papers)
def test_every_move_excludes_zero_and_no_other_is_listed(first, second):
    """A number is listed if and only if the interval of its difference excludes 0; the largest is first."""
    result = compare(analysis(first), analysis(second))
    assert all(m.difference.low > 0 or m.difference.high < 0 for m in result.moves)
    sizes = [abs(m.difference.median) for m in result.moves]
    assert sizes == sorted(sizes, reverse=True)
    assert result.expected_by_chance == pytest.approx(0.1 * result.compared)
    by_id = {p["id"]: p for p in second}
    for old in first:
        if old["id"] in by_id:
            moved = difference(
                Interval(**old["support"]["all"]), Interval(**by_id[old["id"]]["support"]["all"])
            )
            listed = any((m.proposition, m.group) == (old["id"], "all") for m in result.moves)
            assert listed == (moved.low > 0 or moved.high < 0)


@given(intervals, intervals)
def test_the_difference_contains_its_median_and_is_no_narrower(before, after):
    """The interval holds the difference of medians and is at least as wide as either of the two."""
    change = difference(before, after)
    assert change.low <= change.median <= change.high
    widest = max(before.high - before.low, after.high - after.low)
    assert change.high - change.low >= widest - 1e-12


def test_the_interval_is_that_of_two_independent_normals():
    """For two independent normal posteriors the interval is the exact one."""
    spread = 1.6448536269514722
    change = difference(
        Interval(0.4, 0.4 - 0.03 * spread, 0.4 + 0.03 * spread),
        Interval(0.5, 0.5 - 0.04 * spread, 0.5 + 0.04 * spread),
    )
    assert change.low == pytest.approx(0.1 - 0.05 * spread)
    assert change.high == pytest.approx(0.1 + 0.05 * spread)


def test_false_moves_come_as_often_as_is_said():
    """Where nothing moved, one in ten independent pairs of intervals is listed, as is announced."""
    rng = np.random.default_rng(5)
    spread = 1.6448536269514722 * 0.02
    was, now = (0.5 + 0.02 * rng.standard_normal(4000) for _ in range(2))
    changes = [
        difference(Interval(a, a - spread, a + spread), Interval(b, b - spread, b + spread))
        for a, b in zip(was, now, strict=True)
    ]
    assert np.mean([c.low > 0 or c.high < 0 for c in changes]) == pytest.approx(0.1, abs=0.02)


def test_what_came_went_and_was_reworded():
    """New and gone propositions are named; one with other words is not compared."""
    was = [proposition("p", {"all": 0.2}), proposition("q", {"all": 0.2}), proposition("r", {"all": 0.2})]
    now = [
        proposition("q", {"all": 0.9}),
        proposition("r", {"all": 0.9}, text="Other words"),
        proposition("s", {"all": 0.5}),
    ]
    result = compare(analysis(was), analysis(now, digest="1" * 64))
    assert (result.new, result.gone, result.reworded) == (("s",), ("p",), ("r",))
    assert {m.proposition for m in result.moves} == {"q"}


def test_headlines_gained_and_lost():
    """What entered and left a headline is named, among propositions that are in both."""
    paper = [proposition(key, {"all": 0.5}) for key in "pqr"]
    result = compare(analysis(paper, ["p", "q"]), analysis(paper[1:], ["q", "r"], digest="1" * 64))
    assert (result.headlines["agreement"].gained, result.headlines["agreement"].lost) == (("r",), ())


def test_suppressed_numbers_are_not_compared():
    """A group whose numbers are not shown does not appear among the moves."""
    was, now = (
        [proposition("p", {"all": 0.2, "party:A": 0.2})],
        [proposition("p", {"all": 0.9, "party:A": 0.9})],
    )
    now[0]["support"]["party:A"] = {"median": None, "low": None, "high": None}
    groups = {m.group for m in compare(analysis(was), analysis(now)).moves if m.measure == "support"}
    assert groups == {"all"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"basis": {"kind": "groups", "groups": ["party:A"]}}, "other groups than before"),
        ({"settings": {"name": "default", "threshold": 0.6}}, "threshold was 0.5, now 0.6"),
        ({"settings": {"name": "pscl", "threshold": 0.5}}, "different settings"),
        ({"has_roll": False}, "only those who took part"),
    ],
)
def test_what_makes_two_analyses_less_comparable_is_said(change, words):
    """Another basis, threshold, setting or body is named in a sentence."""
    paper = [proposition("p", {"all": 0.5, "party:A": 0.2})]
    result = compare(analysis(paper), analysis(paper, digest="1" * 64, **change))
    assert any(words in note for note in result.notes)


def test_blocs_are_not_compared_by_number():
    """Blocs are found anew in each analysis, so nothing that rests on them is compared."""
    blocs = {"basis": {"kind": "blocs", "groups": ["bloc:1", "bloc:2"]}}
    was, now = ([proposition("p", {"all": s, "bloc:1": s, "bloc:2": 0.5})] for s in (0.1, 0.9))
    result = compare(analysis(was, **blocs), analysis(now, digest="1" * 64, **blocs))
    assert {(m.measure, m.group) for m in result.moves} == {("support", "all")}


@pytest.mark.parametrize("broken", [{}, {"propositions": 3}, {"propositions": [{}]}, {"propositions": [3]}])
def test_what_is_no_analysis_is_refused(broken):
    """A document of something else is refused with a sentence that says how to make one."""
    with pytest.raises(InputError, match="second of the two is not an analysis"):
        compare(analysis([]), broken)
    halved = deepcopy(analysis([proposition("p", {"all": 0.5})]))
    del halved["propositions"][0]["support"]["all"]["low"]
    with pytest.raises(InputError, match="first of the two"):
        compare(halved, analysis([]))


@given(papers, papers)
def test_the_document_is_plain_json(first, second):
    """The comparison can be written as JSON and states its assumption."""
    document = json.loads(json.dumps(compare(analysis(first), analysis(second)).document, allow_nan=False))
    assert "independent" in document["assumption"]
