from __future__ import annotations

import numpy as np

from onevoice.cli.demo_assembly import COMMUNITIES, FICTION, PAPER, demo_assembly

ORRIN, SELKA = (f"community:{name}" for name in COMMUNITIES)


def mirrored(text):
    """Exchange the two communities in a text."""
    return (
        text.replace("Orrin", "\0")
        .replace("Selka", "Orrin")
        .replace("\0", "Selka")
        .replace("watch", "\0")
        .replace("wardens", "watch")
        .replace("\0", "wardens")
    )


def test_both_sides_speak_the_same_words():
    """The tabled motion and amendment A are each other's mirror, word by word and number by number."""
    by_id = {clause.id: clause for clause in PAPER}
    for k in (1, 2, 3):
        one, other = by_id[f"motion.{k}"], by_id[f"A.{k}"]
        assert mirrored(one.text) == other.text
        assert (one.intercept, one.across, one.accord, one.passing) == (
            other.intercept, -other.across, other.accord, other.passing,
        )  # fmt: skip


def test_both_communities_are_alike_in_number():
    """As many members on either side, in parties and associations that mirror each other."""
    truth = demo_assembly().truth
    sizes = dict(zip(truth.group_ids, truth.belongs.sum(axis=0).tolist(), strict=True))
    assert sizes[ORRIN] == sizes[SELKA]
    assert sizes["party:Harvest League"] == sizes["party:Lantern Party"]
    friends = truth.belongs[:, -2:]
    assert friends.all(axis=1).any(), "the associations overlap"
    orrin = truth.belongs[:, 0]
    assert abs(friends[orrin, 0].mean() - friends[~orrin, 1].mean()) < 0.15


def test_the_story_is_true():
    """In truth the motion and amendment A split the communities, and C has buy-in across."""
    simulated = demo_assembly()
    truth = simulated.truth
    orrin, selka = (dict(zip(truth.proposition_ids, truth.support(g), strict=True)) for g in (ORRIN, SELKA))
    for k in (1, 2, 3):
        assert orrin[f"motion.{k}"] - selka[f"motion.{k}"] > 0.5
        assert selka[f"A.{k}"] - orrin[f"A.{k}"] > 0.5
    assert all(min(orrin[key], selka[key]) > 0.6 for key in orrin if key.startswith("C."))
    assert all(max(orrin[key], selka[key]) < 0.6 for key in orrin if key.startswith("B."))


def test_wards_say_nothing_of_a_community():
    """Neither the beginning nor the end of a ward's name tells where its member belongs."""
    truth = demo_assembly().truth
    selka = truth.belongs[:, 1]
    for cut in (lambda ward: ward[:3], lambda ward: ward[-3:]):
        parts = np.array([cut(ward) for ward in truth.member_ids])
        assert all(0 < selka[parts == part].mean() < 1 for part in np.unique(parts))


def test_the_fiction_is_declared():
    """The roll call itself says that everything is invented."""
    assert FICTION in demo_assembly().calls.notes
