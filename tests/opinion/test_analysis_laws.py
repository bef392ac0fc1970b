"""Laws of the whole walk: what no order, no silent member and no thread may change."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib.resources import files

import jsonschema
import numpy as np
import pytest
from hypothesis import given, settings

from onevoice.assembly.people import Group, Member, Membership
from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
from onevoice.errors import EmptyRollCallError, OnevoiceError, SettingsError
from onevoice.opinion.analysis import analyse
from onevoice.testing import roll_calls, simulate

SCHEMA = json.loads(files("onevoice.opinion").joinpath("analysis.schema.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


def _shuffled(calls: RollCall, seed: int) -> RollCall:
    rng = np.random.default_rng(seed)
    members, propositions = rng.permutation(len(calls.members)), rng.permutation(len(calls.propositions))
    rows = rng.permutation(len(calls.answers))
    columns = (np.argsort(members)[calls.answers.member], np.argsort(propositions)[calls.answers.proposition])
    time = calls.answers.time
    return replace(
        calls,
        members=tuple(calls.members[i] for i in members),
        propositions=tuple(calls.propositions[j] for j in propositions),
        memberships=tuple(reversed(calls.memberships)),
        answers=Answers(
            columns[0][rows].astype(np.int32),
            columns[1][rows].astype(np.int32),
            np.asarray(calls.answers.response, np.int8)[rows],
            None if time is None else np.asarray(time, np.int64)[rows],
        ),
    )


@pytest.mark.parametrize("public", [True, False])
def test_order_of_rows_changes_no_byte(public):
    """Members, propositions, memberships and answers in any order give the same document."""
    calls = simulate(60, 15, 2, 0.5, seed=1).calls
    one = analyse(calls, dims=2, public=public).document
    other = analyse(_shuffled(calls, 5), dims=2, public=public).document
    assert json.dumps(one) == json.dumps(other)


@settings(max_examples=60)
@given(calls=roll_calls())
def test_any_small_roll_call_gives_a_valid_document(calls):
    """Whatever a roll call holds, the document fits its schema, public or not."""
    for public in (True, False):
        document = analyse(calls, dims=1, public=public).document
        VALID.validate(document)
        json.dumps(document, allow_nan=False)


def test_choosing_dimensions_gives_a_valid_document():
    """With everything chosen from the answers, the document fits its schema."""
    VALID.validate(analyse(simulate(80, 20, 3, 0.4, seed=2).calls).document)


_SCRIPT = """
import hashlib, json
from onevoice.opinion.analysis import analyse
from onevoice.testing import simulate
document = analyse(simulate(400, 60, 3, 0.5, seed=3).calls, dims=3).document
print(hashlib.sha256(json.dumps(document).encode()).hexdigest())
"""


def test_threads_change_no_byte():
    """One thread and two give the same bytes."""
    prints = [
        subprocess.run(
            [sys.executable, "-c", _SCRIPT],
            env=os.environ | {"NUMBA_NUM_THREADS": n, "OPENBLAS_NUM_THREADS": n, "OMP_NUM_THREADS": n},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for n in ("1", "2")
    ]
    assert prints[0] == prints[1]


def _calls(rows, n_members, n_propositions, groups=()):
    members = tuple(Member(f"m{i:02}") for i in range(n_members))
    return RollCall(
        Kind.DIVISION,
        "",
        has_roll=True,
        members=members,
        propositions=tuple(Proposition(f"p{j}", f"Words {j}") for j in range(n_propositions)),
        answers=Answers.from_rows(rows),
        groups=tuple(Group("party", name) for name in sorted(set(groups))),
        memberships=tuple(
            Membership(member.id, f"party:{name}") for member, name in zip(members, groups, strict=False)
        ),
    )


@pytest.mark.parametrize(
    ("calls", "words"),
    [
        (_calls([], 0, 1), "no members"),
        (_calls([], 3, 0), "no propositions"),
        (_calls([], 3, 2), "Nobody has answered"),
    ],
)
def test_empty_states_have_their_own_sentences(calls, words):
    """What is missing is named, and what to do about it."""
    with pytest.raises(EmptyRollCallError, match=words):
        analyse(calls)


@pytest.mark.parametrize(
    "calls",
    [
        _calls([(0, 0, 1)], 1, 1),
        _calls([(0, j, 1 - 2 * (j % 2)) for j in range(6)], 1, 6),
        _calls([(i, 0, 1 - 2 * (i % 2)) for i in range(20)], 20, 1),
        _calls([(i, j, 1) for i in range(12) for j in range(5)], 12, 5, "A" * 6 + "B" * 6),
        _calls([(i, j, -1) for i in range(12) for j in range(5)], 12, 5),
        _calls([(i, j, 0) for i in range(12) for j in range(5)], 12, 5),
        _calls([(i, j, 1 - 2 * ((i + j) % 2)) for i in range(12) for j in range(5)], 12, 5, "A" * 12),
    ],
    ids=["one cell", "one member", "one proposition", "all agree", "none agree", "all pass", "one group"],
)
def test_degenerate_assemblies_are_analysed(calls):
    """One member, one proposition, one answer throughout or one group are answers, not accidents."""
    VALID.validate(analyse(calls).document)


def test_a_unanimous_proposition_has_support_one_and_no_width():
    """What the whole roll agreed to has support 1, width 0, and nothing ranks above it."""
    rng = np.random.default_rng(0)
    rows = [(i, 0, 1) for i in range(40)] + [
        (i, j, int(rng.choice([-1, 1]))) for i in range(40) for j in range(1, 6) if rng.random() < 0.6
    ]
    document = analyse(_calls(rows, 40, 6, "A" * 20 + "B" * 20), dims=1).document
    whole = document["propositions"][0]
    assert {whole["support"][g][k] for g in whole["support"] for k in ("median", "low", "high")} == {1.0}
    assert whole["consensus"]["low"] == whole["bridging"] == 1.0
    assert whole["divisiveness"] == 0.0
    assert document["headlines"]["agreement"][0]["id"] == "p0"
    assert max(p["bridging"] for p in document["propositions"]) == 1.0


def test_more_agreement_never_lowers_support_of_a_group_heard_in_full():
    """Turning a disagreement into an agreement raises support by exactly that member where all were heard."""
    rng = np.random.default_rng(1)
    rows = [(i, j, int(rng.choice([-1, 1]))) for i in range(30) for j in range(5)]
    turned = [(i, j, 1 if (i, j) == (3, 2) else v) for i, j, v in rows]
    rows = [(i, j, -1 if (i, j) == (3, 2) else v) for i, j, v in rows]
    before, after = (
        analyse(_calls(r, 30, 5, "A" * 15 + "B" * 15), dims=1).document["propositions"][2]["support"]
        for r in (rows, turned)
    )
    assert after["party:A"]["median"] == pytest.approx(before["party:A"]["median"] + 1 / 15, abs=1e-5)
    assert after["party:A"]["agree"] == before["party:A"]["agree"] + 1
    assert after["party:B"] == before["party:B"]


def test_groups_at_the_time_of_the_vote_count():
    """A member who changed groups counts in each group for the votes of that time."""
    calls = _calls([(i, j, 1) for i in range(24) for j in range(4)], 24, 4, "A" * 11 + "B" * 13)
    days = ("2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01")
    calls = replace(
        calls,
        propositions=tuple(replace(p, date=d) for p, d in zip(calls.propositions, days, strict=True)),
        memberships=(
            Membership("m00", "party:A", None, "2024-01-31"),
            Membership("m00", "party:B", "2024-02-01", None),
            *calls.memberships[1:],
        ),
    )
    n = [p["support"]["party:A"]["n"] for p in analyse(calls, dims=0).document["propositions"]]
    assert n == [11, 10, 10, 10]


def test_unknown_groups_and_settings_are_refused_with_a_sentence():
    """A column that is not there, a threshold of 2 or 9 dimensions are refused, saying what fits."""
    calls = _calls([(0, 0, 1), (1, 0, -1)], 2, 1)
    for wrong in ({"groups": ["ward"]}, {"threshold": 2.0}, {"dims": 9}, {"settings": "slow"}):
        with pytest.raises(SettingsError):
            analyse(calls, **wrong)


def test_an_aligned_map_lies_on_the_earlier_one():
    """Aligning an analysis with its own mirror image gives the same places back."""
    calls = simulate(80, 25, 2, 0.6, seed=4).calls
    now = analyse(calls, dims=2, public=True).document
    mirror = json.loads(json.dumps(now))
    for member in mirror["members"]:
        member["coords"] = [-member["coords"][0], member["coords"][1]]
    aligned = analyse(calls, dims=2, public=True, align=mirror).document
    places = np.array([m["coords"] for m in aligned["members"]])
    assert np.allclose(places, [m["coords"] for m in mirror["members"]], atol=1e-4)
    assert aligned["aligned_to"] == now["digest"]
    with pytest.raises(OnevoiceError, match="--public"):
        analyse(calls, dims=2, align=analyse(calls, dims=2).document)
