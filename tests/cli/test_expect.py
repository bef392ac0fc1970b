from __future__ import annotations

import json

import pytest


def _fast(run, *arguments):
    return run("expect", *arguments, "--settings", "fast")


def test_every_proposition_is_told_with_its_groups(run, town):
    """What is expected stands under each proposition: the whole roll, then groups, each with intervals."""
    told = _fast(run, town, "--public")
    assert told.code == 0
    assert told.out.startswith("If it were put now. Every member on the roll is counted")
    assert told.out.count("carried with probability") == 8
    assert told.out.count("  all: ") == 8
    assert " of 40" in told.out
    assert "bloc" not in told.out


def test_json_is_one_value_the_same_each_time(run, town):
    """--json prints ayes and noes by group with intervals, and the same bytes for the same seed."""
    one, other = (_fast(run, town, "--json").out for _ in range(2))
    assert one == other
    document = json.loads(one)
    assert len(document["propositions"]) == 8
    for row in document["propositions"]:
        assert 0 <= row["carried"] <= 1
        whole = next(one for one in row["groups"] if one["id"] == "all")
        assert whole["members"] == 40
        assert whole["ayes"]["low"] <= whole["ayes"]["median"] <= whole["ayes"]["high"]


def test_a_path_that_is_none_is_told_in_a_sentence(run, tmp_path):
    """A mistake ends as one sentence."""
    told = _fast(run, tmp_path / "nowhere")
    assert told.code == 2
    assert "Traceback" not in told.err


@pytest.mark.parametrize(("carried", "words"), [(1.0, "over 99%"), (0.0, "under 1%"), (0.42, "42%")])
def test_no_number_of_draws_makes_it_sure(carried, words):
    """A probability from draws is never said to be one or none."""
    from onevoice.cli.expect import _chance  # noqa: PLC0415

    assert _chance(carried) == words
