from __future__ import annotations

import json

import pytest

import onevoice


def _fast(run, *arguments):
    return run("cosign", *arguments, "--settings", "fast")


@pytest.fixture
def asked(town):
    """Give a proposition of the town, and its groups by id."""
    calls = onevoice.read(town)
    return calls.propositions[0].id, [one.id for one in calls.groups]


def test_other_groups_are_counted_and_nobody_named(run, town, asked):
    """Of a sounding the members of other groups are counted, with the interval; no name is given."""
    proposition, groups = asked
    told = _fast(run, town, proposition, "--from", groups[0])
    assert told.code == 0
    assert told.out.startswith(f"Members of other groups who could be asked to sign {proposition}:")
    assert "Answers are not public: nobody is named." in told.out
    names = [one.name or one.id for one in onevoice.read(town).members]
    assert not any(name in told.out for name in names)
    document = json.loads(_fast(run, town, proposition, "--from", groups[0], "--json").out)
    assert document["named"] == []
    assert document["own"] == [groups[0]]
    assert groups[0] not in [one["group"] for one in document["others"]]


def test_names_stand_where_answers_are_public(run, town, asked):
    """Of public answers those who agree are named, and nobody of a group that signed."""
    proposition, groups = asked
    document = json.loads(_fast(run, town, proposition, "--from", groups[0], "--public", "--json").out)
    assert document["named"]
    assert {one["group"] for one in document["named"]} <= {*groups} - {groups[0]}
    assert "said that they agree" in _fast(run, town, proposition, "--from", groups[0], "--public").out


def test_a_group_may_be_given_by_its_name(run, town, asked):
    """The bare name of a group says the same as its id."""
    proposition, groups = asked
    name = groups[0].partition(":")[2]
    one, other = (_fast(run, town, proposition, "--from", given).out for given in (groups[0], name))
    assert one == other


def test_mistakes_are_told_in_a_sentence(run, town, asked):
    """An unknown proposition or group says what to do next."""
    proposition, groups = asked
    for arguments, said in (
        (("nothing", "--from", groups[0]), "Name one by its id"),
        ((proposition, "--from", "Nobody"), "There is no group"),
    ):
        told = _fast(run, town, *arguments)
        assert told.code == 2
        assert said in told.err
