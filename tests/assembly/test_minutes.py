"""Minutes: canonical bytes, the chain of hashes, and what a change of any byte comes to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onevoice.assembly.minutes import (
    FIRST,
    SENTENCES,
    Entry,
    canonical,
    digest,
    find_broken,
    following,
    read_line,
    say,
    seal,
)
from onevoice.errors import MinutesError

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
keys = st.text(st.characters(max_codepoint=127), max_size=6)
whole_numbers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole_numbers | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
acts = st.lists(
    st.tuples(st.sampled_from(["table", "open", "declare"]), texts, values), min_size=1, max_size=7
)


def chain(told: list[tuple[str, str, object]]) -> list[Entry]:
    """Minute acts one after the other."""
    entries: list[Entry] = []
    for act, person, public in told:
        last = entries[-1] if entries else None
        sealed = seal(b"0123456789abcdef", person) if person else ""
        entry = following(
            last, time="2023-11-15T19:00:00Z", act=act, person=person, public=public, private=sealed
        )
        entries.append(entry)
    return entries


def shuffled(value, order):
    """Write the same value with its keys in another order."""
    if isinstance(value, dict):
        return {key: shuffled(value[key], order) for key in order(list(value))}
    return [shuffled(one, order) for one in value] if isinstance(value, list) else value


@given(values, st.randoms())
def test_canonical_bytes_do_not_depend_on_key_order(value, chance):
    """The same value has the same bytes, whatever the order of its keys, and tuples are lists."""

    def order(names: list[str]) -> list[str]:
        chance.shuffle(names)
        return names

    assert canonical(shuffled(value, order)) == canonical(value)
    assert canonical((value, value)) == canonical([value, value])


@given(values, values)
def test_canonical_bytes_are_json_that_reads_back_the_same(value, other):
    """Canonical bytes are JSON in UTF-8 of the value itself; other values have other bytes."""
    assert json.loads(canonical(value).decode()) == value
    as_written = json.dumps(value, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical(value) == canonical(other)) == as_written


def test_canonical_bytes_are_those_of_rfc_8785():
    """Escapes, spaces and letters are as in RFC 8785, so that other languages write the same bytes."""
    value = {"b": '\u20ac$\u000f\nA\'B"\\"/', "a": [True, None, -0, 10], "": "é\U0001f600"}
    expected = '{"":"é😀","a":[true,null,0,10],"b":"€$\\u000f\\nA\'B\\"\\\\\\"/"}'
    assert canonical(value) == expected.encode()


def _deep(levels: int):
    return [_deep(levels - 1)] if levels else []


@pytest.mark.parametrize(
    ("value", "message", "at"),
    [
        ({"share": [1, 0.5]}, "not-canonical", "the top, share, 2"),
        (float("nan"), "not-canonical", "the top"),
        ({"one": {2}}, "not-canonical", "the top, one"),
        (b"bytes", "not-canonical", "the top"),
        ({"größe": 1}, "key-not-ascii", "the top"),
        ({1: 1}, "key-not-ascii", "the top"),
        ([2**53], "number-too-large", "the top, 1"),
        ([-(10**5000)], "number-too-large", "the top, 1"),
        (["\ud800"], "broken-letter", "the top, 1"),
        (_deep(60), "too-deep", "the top" + ", 1" * 41),
    ],
)
def test_what_has_no_canonical_bytes_is_refused(value, message: str, at: str):
    """Floats and other values that readers would not agree on are refused, saying where they stand."""
    with pytest.raises(MinutesError) as refused:
        canonical(value)
    assert refused.value.message.id == message
    assert refused.value.message["at"] == at
    assert str(refused.value) == say(refused.value.message)


@given(acts)
def test_minutes_are_sound_as_written_and_read_back(told):
    """Entries count from 1, each carries the hash of the line before, and reading gives the same lines."""
    entries = chain(told)
    lines = [entry.line for entry in entries]
    assert [entry.sequence for entry in entries] == list(range(1, len(entries) + 1))
    before = [FIRST, *(hashlib.sha256(line).hexdigest() for line in lines)]
    assert [json.loads(line)["before"] for line in lines] == before[:-1]
    assert [read_line(line).line for line in lines] == lines
    heads = {entry.sequence: entry.hash for entry in entries}
    assert find_broken(lines, heads) is None
    assert find_broken(lines, {len(lines): entries[-1].hash}) is None
    assert find_broken(lines, {}) is None


@settings(max_examples=300)
@given(acts, st.data())
def test_any_change_of_any_byte_is_found_where_it_is(told, data):
    """One byte changed, put in or taken out, anywhere: the check names that entry."""
    lines = [entry.line for entry in chain(told)]
    heads = {len(lines): digest(lines[-1])}
    at = data.draw(st.integers(0, len(lines) - 1))
    byte = data.draw(st.integers(0, len(lines[at]) - 1))
    line = bytearray(lines[at])
    how = data.draw(st.sampled_from(["change", "put in", "take out"]))
    if how == "change":
        line[byte] ^= data.draw(st.integers(1, 255))
    elif how == "put in":
        line.insert(byte, data.draw(st.integers(0, 255)))
    else:
        del line[byte]
    if bytes(line) == lines[at]:
        return
    found = find_broken([*lines[:at], bytes(line), *lines[at + 1 :]], heads)
    assert found is not None
    assert found.sequence == at + 1
    assert str(at + 1) in say(found.message)


@given(acts, st.data())
def test_a_changed_field_is_found_where_it_is(told, data):
    """Another well-formed entry in the place of one is named, whichever of its fields differs."""
    entries = chain(told)
    at = data.draw(st.integers(0, len(entries) - 1))
    changes = {"act": "void", "person": "x" * 9, "objects": ("y",), "public": {"no": 1}, "before": "f" * 64}
    changes |= {"private": "e" * 64, "sequence": len(entries) + 2, "time": "2023-11-16T19:00:00Z"}
    name = data.draw(st.sampled_from(sorted(changes)))
    forged = [*entries]
    forged[at] = replace(entries[at], **{name: changes[name]})
    found = find_broken([entry.line for entry in forged], {len(entries): entries[-1].hash})
    assert found is not None
    assert found.sequence == at + 1


@given(acts, st.data())
def test_entries_left_out_repeated_or_moved_are_found(told, data):
    """A chain with entries dropped, doubled, exchanged or cut off is broken at the first of them."""
    lines = [entry.line for entry in chain(told)]
    heads = {len(lines): digest(lines[-1])}
    at = data.draw(st.integers(0, len(lines) - 1))
    other = data.draw(st.integers(0, len(lines) - 1))
    forgeries = [lines[:at] + lines[at + 1 :], lines[: at + 1] + lines[at:], lines[:at]]
    exchanged = [*lines]
    exchanged[at], exchanged[other] = lines[other], lines[at]
    if at != other:
        forgeries.append(exchanged)
    for forged in forgeries:
        found = find_broken(forged, heads)
        assert found is not None
        first = next(
            (n for n, pair in enumerate(zip(forged, lines, strict=False)) if pair[0] != pair[1]), None
        )
        assert first is None or found.sequence == first + 1


@given(acts, st.data())
def test_a_chain_hashed_anew_is_found_by_a_hash_from_outside(told, data):
    """Who rewrites an entry and all after it is found out at the first hash that was kept outside."""
    entries = chain(told)
    at = data.draw(st.integers(0, len(entries) - 1))
    kept = data.draw(st.integers(at, len(entries) - 1))
    forged = entries[:at]
    for entry in entries[at:]:
        public = "forged" if len(forged) == at else entry.public
        last = forged[-1] if forged else None
        about = {"time": entry.time, "act": entry.act, "person": entry.person, "private": entry.private}
        forged.append(following(last, public=public, **about))
    lines = [entry.line for entry in forged]
    assert find_broken(lines, {}) is None
    found = find_broken(lines, {kept + 1: entries[kept].hash})
    assert (found is None) == (entries[at].public == "forged")
    assert found is None or (found.sequence, found.message.id) == (kept + 1, "head-differs")
    if at:  # an entry that is known to be sound is not blamed for what the next says of it
        lines[at] = replace(forged[at], before="f" * 64).line
        found = find_broken(lines[: at + 1], {at: entries[at - 1].hash})
        assert found is not None
        assert found.sequence == at + 1


def test_each_hash_from_outside_clears_what_it_vouches_for():
    """Of two changed entries the first is named if the one between is known; no chain begins midway."""
    entries = chain([("open", "", number) for number in range(4)])
    lines = [entry.line for entry in entries]
    lines[0] = replace(entries[0], public="forged").line
    lines[2] = replace(entries[2], before="f" * 64).line  # and so misnames the second
    found = find_broken(lines, {2: entries[1].hash, 4: entries[3].hash})
    assert found is not None
    assert (found.sequence, found.message.id) == (1, "entry-changed")
    middle = replace(entries[0], before="f" * 64)
    headless = find_broken([middle.line], {1: middle.hash})
    assert headless is not None
    assert headless.message.id == "entry-elsewhere"


@given(values, values, st.binary(min_size=16, max_size=32), st.binary(min_size=16, max_size=32))
def test_a_seal_is_of_one_private_part_and_one_salt(private, other, salt, another):
    """The seal of a private part is the same again, and another for another part or salt."""
    assert seal(salt, private) == seal(salt, private)
    assert (seal(salt, private) == seal(salt, other)) == (canonical(private) == canonical(other))
    if salt.rstrip(b"\0") != another.rstrip(b"\0"):
        assert seal(salt, private) != seal(another, private)
    with pytest.raises(MinutesError, match="16 random bytes"):
        seal(salt[:15], private)


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 0},
        {"sequence": True},
        {"time": "2023-11-15T19:00:00"},
        {"time": "2023-13-15T19:00:00Z"},
        {"time": "2023-11-15T19:00:00+00:00"},
        {"person": 7},
        {"objects": ["a"]},
        {"objects": (1,)},
        {"before": "F" * 64},
        {"private": "ab"},
    ],
)
def test_an_entry_that_is_none_is_refused(change):
    """Fields of the wrong kind are refused with a sentence."""
    good = Entry(1, "2023-11-15T19:00:00.25Z", "open", "p1")
    with pytest.raises(MinutesError, match="This is no entry of minutes"):
        replace(good, **change)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda line: line + b"\n",
        lambda line: line.replace(b'"act"', b'"acts"'),
        lambda line: line.replace(b'":', b'": ', 1),
        lambda line: line[:-1] + b',"act":"open"}',
        lambda line: line.replace(b"null", b"1.0"),
        lambda line: line.replace(b"null", b"[" * 3000 + b"]" * 3000),
        lambda line: line.replace(b"null", b'"\\u00e9"'),
        lambda line: line.replace(b'"objects":[]', b'"objects":"ab"'),
        lambda _: b"[]",
        lambda _: b"\xff",
        lambda _: b"",
    ],
)
def test_bytes_that_are_no_entry_are_refused(spoil):
    """A line is read only if it is byte for byte what would be written."""
    line = Entry(1, "2023-11-15T19:00:00Z", "open", "p1").line
    assert read_line(line) == Entry(1, "2023-11-15T19:00:00Z", "open", "p1")
    with pytest.raises(MinutesError, match="minutes"):
        read_line(spoil(line))


def test_an_entry_is_written_as_it_always_was():
    """The bytes and the hash of one entry, so that records of today verify in later versions."""
    entry = following(
        Entry(1, "2023-11-15T18:59:00Z", "open", "p-1"),
        time="2023-11-15T19:00:00Z",
        act="declare",
        person="p-1",
        objects=["division-1"],
        public={"noes": 293, "ayes": 125, "question": "That the Amendment (h) be made · כן"},
    )
    assert entry.line.decode() == (
        '{"act":"declare","before":"'
        + entry.before
        + '","objects":["division-1"],"person":"p-1","private":"",'
        '"public":{"ayes":125,"noes":293,"question":"That the Amendment (h) be made · כן"},'
        '"sequence":2,"time":"2023-11-15T19:00:00Z"}'
    )
    assert entry.hash == hashlib.sha256(entry.line).hexdigest()


def test_every_sentence_is_whole():
    """All sentences end, and begin with a capital."""
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in SENTENCES.values())
