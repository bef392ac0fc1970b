from __future__ import annotations

import json

import pytest


def published(supports, digest="0"):
    """Make an analysis, as far as a comparison reads it, from the support of each proposition."""
    return {
        "onevoice": "0.1.0",
        "digest": digest * 64,
        "has_roll": True,
        "settings": {"name": "default", "threshold": 0.5},
        "basis": {"kind": "groups", "groups": ["party:A", "party:B"]},
        "propositions": [
            {
                "id": key,
                "text": f"Words of {key}",
                "support": {"all": {"median": share, "low": share - 0.05, "high": share + 0.05}},
                "consensus": {"median": share, "low": share - 0.05, "high": share + 0.05},
                "divisiveness": 0.2,
                "divisiveness_interval": [0.1, 0.3],
            }
            for key, share in supports.items()
        ],
        "headlines": {
            "agreement": [{"id": key} for key, share in supports.items() if share > 0.5],
            "divides": [],
            "undecided": [],
        },
    }


@pytest.fixture
def two(tmp_path):
    """Give two analyses: p rose, q stayed, r went and s came."""
    paths = tmp_path / "spring.json", tmp_path / "autumn.json"
    documents = published({"p": 0.3, "q": 0.6, "r": 0.5}), published({"p": 0.7, "q": 0.61, "s": 0.5}, "1")
    for path, document in zip(paths, documents, strict=True):
        path.write_text(json.dumps(document), encoding="utf-8")
    return paths


def test_what_moved_is_told_with_its_interval(run, two):
    """Moves come as sentences with both intervals; what stayed is not listed; new and gone are named."""
    ended = run("compare", *two)
    assert (ended.code, ended.err) == (0, "")
    assert 'p "Words of p": support in all rose from 30% (25% to 35%) to 70% (65% to 75%), by ' in ended.out
    assert "by 40 points (33 to 47)." in ended.out
    assert "Words of q" not in ended.out
    assert "Agreement, new on the list: p." in ended.out
    assert "1 proposition new: s." in ended.out
    assert "1 proposition gone: r." in ended.out
    assert "independent" in ended.out


def test_a_fall_is_told_as_a_fall(run, two):
    """The other way round the same move is a fall by the same positive amount."""
    assert (
        "support in all fell from 70% (65% to 75%) to 30% (25% to 35%), by 40 points (33 to 47)."
        in run("compare", *reversed(two)).out
    )


def test_divisiveness_is_told_as_the_report_tells_it(run, two):
    """Divisiveness is no share of anybody, so its moves are numbers and not per cents."""
    later = json.loads(two[1].read_text(encoding="utf-8"))
    later["propositions"][1] |= {"divisiveness": 0.7, "divisiveness_interval": [0.6, 0.8]}
    two[1].write_text(json.dumps(later), encoding="utf-8")
    told = "divisiveness rose from 0.20 (0.10 to 0.30) to 0.70 (0.60 to 0.80), by 0.50 (0.36 to 0.64)."
    assert told in run("compare", *two).out


def test_json_is_all_that_is_printed(run, two):
    """With --json standard output is one JSON document."""
    document = json.loads(run("compare", *two, "--json").out)
    assert {(m["measure"], m["proposition"]) for m in document["moves"]} == {
        ("support", "p"),
        ("consensus", "p"),
    }


def test_nothing_moved_is_an_answer(run, two):
    """Against itself an analysis has moved nowhere, and the page says so."""
    ended = run("compare", two[0], two[0])
    assert "Nothing moved" in ended.out
    assert "same answers" in ended.out


@pytest.mark.parametrize(
    "content", [b"", b"not json", b"[1]", b"{}", b'{"propositions": []}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_analysis_is_refused(run, two, tmp_path, content):
    """A file of something else ends with a sentence that says how to make one, and exit code 2."""
    (tmp_path / "other.json").write_bytes(content)
    ended = run("compare", two[0], tmp_path / "other.json")
    assert (ended.code, ended.out) == (2, "")
    assert "onevoice analyse PATH --json FILE" in ended.err


def test_a_missing_file_is_named(run, two, tmp_path):
    """A path that leads nowhere is named."""
    ended = run("compare", two[0], tmp_path / "nowhere.json")
    assert ended.code == 2
    assert "nowhere.json" in ended.err
