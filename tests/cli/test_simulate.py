from __future__ import annotations

import json

import pytest

import onevoice
from onevoice.testing import simulate


def test_what_is_written_is_what_was_simulated(town):
    """The open tables read back as the simulated roll call, and the truth is the one behind it."""
    calls, simulated = onevoice.read(town), simulate(40, 8, 3, 0.6, 3)
    assert {m.id for m in calls.members} == set(simulated.truth.member_ids)
    assert len(calls.answers) == len(simulated.calls.answers)
    assert calls.has_roll
    truth = json.loads((town / "truth.json").read_text(encoding="utf-8"))
    assert truth["seed"] == 3
    assert truth["propositions"]["support"]["all"] == simulated.truth.support().tolist()


def test_a_motion_has_slots_and_relations(run, tmp_path):
    """Slots, sources and relations come only with --motion."""
    for name, more in (("plain", ()), ("motion", ("--motion",))):
        assert run("simulate", tmp_path / name, "--members", 10, "--propositions", 12, *more).code == 0
    plain, motion = (onevoice.read(tmp_path / name) for name in ("plain", "motion"))
    assert not plain.relations
    assert not any(p.slot for p in plain.propositions)
    assert motion.relations
    assert all(p.slot and p.source for p in motion.propositions)


def test_nothing_is_overwritten_unless_told_to(run, town):
    """A folder that holds something is refused; --force replaces its own files and no others."""
    (town / "mine.txt").write_text("mine", encoding="utf-8")
    before = (town / "responses.csv").read_bytes()
    refused = run("simulate", town, "--members", 5)
    assert refused.code == 2
    assert "already" in refused.err
    assert (town / "responses.csv").read_bytes() == before
    assert run("simulate", town, "--members", 5, "--force").code == 0
    assert len(onevoice.read(town).members) == 5
    assert (town / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_a_seed_gives_the_same_bytes(run, tmp_path):
    """Two runs with one seed write the same files, byte by byte."""
    for name in ("one", "two"):
        run("simulate", tmp_path / name, "--members", 20, "--seed", 5)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert "responses.csv" in files
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--members", 0], "number of members is 0. Give at least 1"),
        (["--heard", 0], "share heard"),
        (["--groups", 500], "more groups than members"),
    ],
)
def test_an_impossible_assembly_is_refused(run, tmp_path, options, words):
    """What cannot be simulated ends with a sentence, exit code 2 and no folder."""
    ended = run("simulate", tmp_path / "town", *options)
    assert ended.code == 2
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert not (tmp_path / "town").exists()
