from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from onevoice.assembly.extract import extract
from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Answers, Kind, Proposition, RedLine, Relation, RollCall
from onevoice.errors import EmptyRollCallError, SettingsError
from onevoice.testing import roll_calls


def answered(calls):
    """Set of (member id, proposition id, response, time) of a roll call."""
    answers = calls.answers
    times = answers.time if answers.time is not None else [None] * len(answers)
    return {
        (calls.members[i].id, calls.propositions[j].id, response, time)
        for i, j, response, time in zip(
            answers.member, answers.proposition, answers.response, times, strict=True
        )
    }


@given(roll_calls(), st.data())
def test_an_extract_by_id_keeps_just_those_answers(calls, data):
    """What is kept of the chosen propositions is every answer to them, unchanged, and nothing else."""
    wanted = data.draw(st.sets(st.sampled_from([p.id for p in calls.propositions]), min_size=1))
    expected = {row for row in answered(calls) if row[1] in wanted}
    assume(expected)
    cut = extract(calls, where=[("id", key) for key in sorted(wanted)])
    assert answered(cut) == expected
    assert {p.id for p in cut.propositions} == wanted
    assert set(cut.memberships) <= set(calls.memberships)


@given(roll_calls(kinds=[Kind.SOUNDING]), st.integers(0, 2**40))
def test_since_and_until_part_the_answers(calls, moment):
    """Answers up to a moment and answers after it are together all that have a time."""
    assume(calls.answers.time is not None)
    stamp = np.datetime64(moment, "ms").astype(str)
    after = np.datetime64(moment + 1, "ms").astype(str)
    parts = []
    for bounds in ({"until": stamp}, {"since": after}):
        try:
            parts.append(answered(extract(calls, **bounds)))
        except EmptyRollCallError:
            parts.append(set())
    early, late = parts
    timed = {row for row in answered(calls) if row[3] >= 0}
    assert early | late == timed
    assert not early & late


@given(roll_calls())
def test_a_roll_stays_whole(calls):
    """Members on a roll stay though they answered nothing in the extract; without a roll they go."""
    first = calls.propositions[calls.answers.proposition[0]].id
    cut = extract(calls, where=[("id", first)])
    if calls.has_roll:
        assert cut.members == calls.members
    else:
        assert {m.id for m in cut.members} == {row[0] for row in answered(cut)}
    there = {m.id for m in cut.members}
    assert cut.memberships == tuple(m for m in calls.memberships if m.member in there)


@given(roll_calls(), st.data())
def test_relations_and_red_lines_go_with_their_propositions(calls, data):
    """A relation stays if both its ends do, a red line if its proposition and its holder do."""
    ids = [p.id for p in calls.propositions]
    ends = st.sampled_from(ids)
    relations = data.draw(st.lists(st.builds(Relation, ends, st.sampled_from(["needs", "clashes"]), ends)))
    holders = [(m.id, False) for m in calls.members] + [(g.id, True) for g in calls.groups]
    red_lines = [RedLine(*holder, data.draw(ends)) for holder in holders]
    first = ids[calls.answers.proposition[0]]
    cut = extract(
        replace(calls, relations=tuple(relations), red_lines=tuple(red_lines)), where=[("id", first)]
    )
    there = {m.id for m in cut.members} | {g.id for g in calls.groups}
    assert cut.relations == tuple(r for r in relations if r.a == r.b == first)
    assert cut.red_lines == tuple(r for r in red_lines if r.proposition == first and r.holder in there)


@given(roll_calls())
def test_nothing_asked_for_leaves_all_as_it_is(calls):
    """Without a field or a day the extract is the roll call itself, with all its members."""
    assert extract(calls) is calls


def a_year(kind, times=None):
    """Make a roll call of twelve months, one proposition each, every one agreed to."""
    months = range(1, 13)
    return RollCall(
        kind=kind,
        title="",
        has_roll=True,
        members=(Member("a"),),
        propositions=tuple(
            Proposition(f"{m:02d}", "", date=f"2024-{m:02d}-15", fields=(("half", str((m + 5) // 6)),))
            for m in months
        ),
        answers=Answers.from_rows([(0, m - 1, 1) for m in months], times),
    )


def test_divisions_are_chosen_by_their_date():
    """Both days belong to the extract; the note says what was left out."""
    cut = extract(a_year(Kind.DIVISION), since="2024-03-15", until="2024-05-15")
    assert [p.id for p in cut.propositions] == ["03", "04", "05"]
    assert cut.notes == ("Only divisions since 2024-03-15 until 2024-05-15.",)


def test_the_last_day_is_whole():
    """An answer late in the evening of the last day is in."""
    noon = 1_704_110_400_000  # 1 January 2024, 12:00 UTC
    calls = a_year(Kind.SOUNDING, [noon + 3_600_000 * k for k in range(12)])
    assert len(extract(calls, until="2024-01-01").answers) == 12
    assert len(extract(calls, until="2024-01-01T14:00").answers) == 3
    assert len(extract(calls, since="2024-01-01T16:00+02:00").answers) == 10


def test_fields_narrow_and_values_widen():
    """Two values of a field are both in; a second field narrows."""
    calls = a_year(Kind.DIVISION)
    assert len(extract(calls, where=[("half", "1"), ("half", "2")]).propositions) == 12
    assert [p.id for p in extract(calls, where=[("half", "1"), ("date", "2024-02-15")]).propositions] == [
        "02"
    ]


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"where": [("colour", "red")]}, "No proposition has a field 'colour'. Choose one of date, half, id"),
        ({"where": [("half", "3")]}, "No proposition is left"),
        ({"since": "yesterday"}, "--since 'yesterday' is not a date"),
        ({"until": "2024-13-01"}, "--until '2024-13-01' is not a date"),
        ({"since": "2030-01-01"}, "No proposition is left"),
    ],
)
def test_what_cannot_be_extracted_is_said(asked, sentence):
    """A wrong field, date or an empty extract is refused with a sentence that says what is there."""
    with pytest.raises((SettingsError, EmptyRollCallError), match=sentence.replace(".", r"\.")):
        extract(a_year(Kind.DIVISION), **asked)


def test_dates_are_asked_only_of_what_has_them():
    """Answers without times, and divisions without dates, refuse --since."""
    with pytest.raises(SettingsError, match="no times"):
        extract(a_year(Kind.SOUNDING), since="2024-01-01")
    calls = a_year(Kind.DIVISION)
    undated = replace(calls, propositions=tuple(replace(p, date=None) for p in calls.propositions))
    with pytest.raises(SettingsError, match="has a date"):
        extract(undated, since="2024-01-01")


def test_columns_of_any_buffer_will_do():
    """Answers held by NumPy give the same extract as those in arrays of the standard library."""
    calls = a_year(Kind.DIVISION)
    held = Answers(
        *(np.asarray(c) for c in (calls.answers.member, calls.answers.proposition, calls.answers.response))
    )
    assert answered(extract(replace(calls, answers=held), [("half", "1")])) == answered(
        extract(calls, [("half", "1")])
    )
