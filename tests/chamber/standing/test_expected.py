"""If it were put now, and what became of it: of the very words that were asked about, flattering or not."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import datetime, tzinfo
from typing import Any

import pytest
from django.test import Client

from chamber.accounts import read
from chamber.browsing import town_client
from chamber.evenings import WORDS, Evening, adds
from chamber.papers.pages_read import shown
from chamber.standing.documents import GROUPS, division, published, ready
from onevoice.assembly.majority import Count
from onevoice.assembly.motion import Clause
from onevoice.assembly.order.compositing import composite_hash
from onevoice.assembly.text import Block, Kind, Text
from onevoice.chamber import minutes, models
from onevoice.chamber.acts import accounts, altering, compositing, debating, recording
from onevoice.chamber.readings.decisions import decisions
from onevoice.chamber.readings.expected import expectations, told_in, words_now
from onevoice.chamber.readings.order_paper import order_paper
from onevoice.chamber.readings.predicted import Predicted
from onevoice.chamber.readings.track_record import track_record

pytestmark = pytest.mark.usefixtures("chamber")
_FIVE = {"all": 5, "party:Red": 3, "party:Blue": 2, "bloc:1": 4.4}
_IN_WORDS = "If it were put now: 5 ayes (2 to 6), 2 noes (1 to 5) of 7; carried with probability 93%."


def _page(e: Evening, *parts: str, language: str = "en", **query: str) -> Any:
    address = f"/a/{e.town.assembly.slug}/" + "".join(f"{part}/" for part in parts)
    return town_client(e.town, e.town.member, language=language).get(address, query)


def _words(e: Evening, *parts: str) -> str:
    return shown(_page(e, *parts).content).text


def _move(e: Evening, amendment: str) -> None:
    debating.call(e.town.chair, e.paper, amendment)
    e.move(amendment, e.town.members[1])


def _decide(e: Evening, ayes: int, noes: int) -> None:
    debating.put(e.town.chair, e.paper)
    debating.divide(e.town.chair, e.paper)
    debating.declare(e.town.chair, e.paper, ayes, noes)


def test_nothing_is_said_where_nothing_was_published() -> None:
    """An account that is ready and not published tells no page of an expectation."""
    e = Evening()
    on = e.motion()
    ready(e, {on: division(0.93, _FIVE)})
    assert expectations(read(e)).of == {}
    for parts in (("papers", e.paper), ("papers", e.paper, "texts", on)):
        assert "If it were put now" not in _words(e, *parts)


def test_each_text_that_waits_bears_its_expectation() -> None:
    """Motion, amendment and composite bear it with the interval, by group, and the limits are said once."""
    e = Evening("conference")
    on, other = e.motion(), e.motion(e.town.members[1])
    one = e.amendment(on)
    clauses = tuple(
        Clause(f"k{n}", text, WORDS.blocks[n].words, ((f"b{n + 1}", 0, 4),))
        for n, text in enumerate((on, other))
    )
    composite = compositing.compose(e.town.member, e.paper, "", WORDS, clauses).on
    published(e, {text: division(0.93, _FIVE) for text in (on, one, composite)})
    page = _words(e, "papers", e.paper)
    assert page.count(_IN_WORDS) == 3
    assert page.count("who will stay away nobody can say") == 1
    assert page.count("By group") == 3
    assert "Red" in page
    assert "bloc 1" not in page
    assert _IN_WORDS in _words(e, "papers", e.paper, "texts", on)
    assert _IN_WORDS in _words(e, "papers", e.paper, "texts", one)


def test_other_words_than_were_asked_about_are_not_spoken_of() -> None:
    """Once the words of a text change, its expectation is gone from pages and files, and that is said."""
    e = Evening()
    on = e.motion()
    published(e, {on: division(0.93, _FIVE)})
    assert expectations(read(e)).of[on].division is not None
    altering.alter(e.town.member, e.paper, on, adds())
    assert expectations(read(e)).of[on].division is None
    page = _words(e, "papers", e.paper)
    assert "If it were put now" not in page
    assert "The words have changed since members were asked." in page
    assert json.loads(_page(e, "papers", e.paper, format="json").content)["motions"][0]["expected"] is None


def test_a_paper_that_changed_since_is_told_so() -> None:
    """Beside expectations of an account that speaks of an earlier paper, that stands on the page."""
    e = Evening()
    on = e.motion()
    published(e, {on: division(0.93, _FIVE)})
    assert "The paper has changed since" not in _words(e, "papers", e.paper)
    e.amendment(on)
    assert "The paper has changed since" in _words(e, "papers", e.paper)


def test_files_hold_what_the_page_holds() -> None:
    """CSV, JSON and DOCX of the order paper bear ayes, noes, members and the probability."""
    e = Evening()
    on = e.motion()
    published(e, {on: division(0.93, _FIVE)})
    (row,) = csv.DictReader(
        io.StringIO(_page(e, "papers", e.paper, format="csv").content.decode("utf-8-sig"))
    )
    assert [row[name] for name in list(row)[-4:]] == ["5", "2", "7", "0.9300"]
    found = json.loads(_page(e, "papers", e.paper, format="json").content)["motions"][0]["expected"]
    assert found["ayes"] == {"median": 5, "low": 2, "high": 6}
    assert [one["name"] for one in found["groups"]] == ["Red", "Blue"]
    with zipfile.ZipFile(io.BytesIO(_page(e, "papers", e.paper, format="docx").content)) as held:
        assert "If it were put now: 5 ayes" in held.read("word/document.xml").decode()


@pytest.mark.parametrize(("carried", "words"), [(1.0, "over 99%"), (0.0, "under 1%"), (0.5, "50%")])
def test_no_number_of_draws_makes_it_sure(carried: float, words: str) -> None:
    """A probability from draws is never said to be one or none."""
    document = {
        "version": 1,
        "groups": [{"id": "all", "column": "", "name": "all"}],
        "basis": {"kind": "none"},
        "texts": [{"id": "m1", "words": "w", **division(carried, {"all": 5})}],
    }
    assert told_in(document).divisions["m1"].chance == words


def test_a_decision_is_held_against_the_account_before_it() -> None:
    """Of two accounts before a decision the later counts, and none that came after it."""
    e = Evening()
    on = e.moved()
    published(e, {on: division(0.2, _FIVE)})
    published(e, {on: division(0.93, _FIVE)})
    _decide(e, 4, 2)
    published(e, {on: division(0.99, _FIVE)})
    (decision,) = decisions(read(e))
    assert decision.predicted is not None
    assert decision.predicted.expected.carried == 0.93
    assert (decision.predicted.ayes, decision.predicted.noes) == (4, 2)
    page = _words(e, "papers", e.paper)
    assert (
        "Expected of all 7 on the roll: 5 ayes (2 to 6), 2 noes (1 to 5). Declared: 4 ayes, 2 noes." in page
    )
    assert "Share of ayes: 60% (50% to 70%) expected, 67% declared: inside the interval." in page
    assert "If it were put now" not in page


class _OneSecond(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]  # a plain one comes of it
        """Give the same moment always."""
        return datetime(2026, 11, 24, 18, tzinfo=tz)


def test_entries_of_one_second_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of decisions, accounts and a tie within one second, each decision finds the account before it."""
    monkeypatch.setattr(minutes, "datetime", _OneSecond)
    e = Evening()
    on = e.moved()
    amendment = e.amendment(on)
    _move(e, amendment)
    published(e, {amendment: division(0.1, _FIVE), on: division(0.2, _FIVE)})
    _decide(e, 3, 3)
    published(e, {amendment: division(0.3, _FIVE), on: division(0.4, _FIVE)})
    debating.cast(e.town.chair, e.paper, aye=False, reason="As it was")
    published(e, {on: division(0.6, _FIVE)})
    _decide(e, 4, 2)
    told = [one.predicted.expected.carried for one in decisions(read(e)) if one.predicted]
    assert told == [0.3, 0.6]


def test_a_composite_keeps_its_expectation_once_it_is_moved() -> None:
    """What was expected of a composite is expected of the amendment that it becomes, and held against it."""
    e = Evening("conference")
    on = e.motion()
    sources = (e.amendment(on), e.amendment(on, e.town.members[2], adds(" and more")))
    text = Text((*WORDS.blocks, Block("k", Kind.PARAGRAPH, "That both be done.")), "en")
    clauses = tuple(Clause(f"k{n}", one, "both", (("k", 5, 9),)) for n, one in enumerate(sources))
    composite = compositing.compose(e.town.member, e.paper, on, text, clauses).on
    e.move(on, e.town.member)
    published(e, {composite: division(0.93, _FIVE)})
    words = words_now(read(e))[composite]
    for member in e.town.members[1:3]:
        mark = composite_hash(e.debate.composites[0].composite)
        compositing.consent(member, e.paper, composite, mark, given=True)
    debating.move(e.town.member, e.paper, composite)
    assert words_now(read(e))[composite] == words
    assert expectations(read(e)).of[composite].division is not None


def test_nothing_is_expected_of_an_amendment_to_a_motion_that_was_decided() -> None:
    """Once its motion is negatived, an amendment that was never called cannot be put any more."""
    e = Evening()
    motion = e.moved()
    on = e.amendment(motion)
    published(e, {on: division(0.93, _FIVE), motion: division(0.93, _FIVE)})
    assert {*expectations(read(e)).of} == {motion, on}
    _decide(e, 2, 4)
    assert not expectations(read(e)).of
    assert "If it were put now" not in _words(e, "papers", e.paper)


@pytest.mark.parametrize(
    ("ayes", "noes", "words"),
    [
        (60, 61, "60.0% (50.0% to 70.0%) expected, 49.6% declared: not in the interval."),
        (61, 61, "60% (50% to 70%) expected, 50% declared: inside the interval."),
        (1, 2, "60% (50% to 70%) expected, 33% declared: not in the interval."),
    ],
)
def test_a_share_just_beyond_does_not_read_as_inside(ayes: int, noes: int, words: str) -> None:
    """Where whole per cent would stand at the interval's end, tenths are told."""
    document = {"groups": GROUPS, "basis": {"kind": "groups", "column": "party"}, "version": 1}
    texts = [{"id": "m1", "words": "w", **division(0.93, _FIVE)}]
    expected = told_in({**document, "texts": texts}).divisions["m1"]
    assert Predicted(expected, ayes, noes).shares_in_words.endswith(words)


def test_an_amendment_is_held_against_it_too() -> None:
    """An amendment that was decided rests on the words that it had: its expectation finds it."""
    e = Evening()
    on = e.amendment(e.moved())
    published(e, {on: division(0.93, _FIVE)})
    _move(e, on)
    _decide(e, 4, 2)
    (decision,) = decisions(read(e))
    assert decision.predicted is not None


def test_nothing_was_expected_of_other_words() -> None:
    """A motion that was amended after its account is decided on words of which nothing was expected."""
    e = Evening()
    on = e.moved()
    published(e, {on: division(0.93, _FIVE)})
    amendment = e.amendment(on)
    _move(e, amendment)
    _decide(e, 4, 2)
    _decide(e, 4, 2)
    assert [one.predicted for one in decisions(read(e))] == [None, None]


def test_what_was_decided_before_any_account_is_not_counted() -> None:
    """A decision before the first account, and one by voices, have no place in the table."""
    e = Evening()
    on = e.moved()
    amendment = e.amendment(on)
    _move(e, amendment)
    _decide(e, 4, 2)
    published(e, {on: division(0.93, _FIVE), amendment: division(0.93, _FIVE)})
    debating.put(e.town.chair, e.paper)
    debating.collect(e.town.chair, e.paper, agreed=True)
    assert track_record(e.town.assembly.id).rows == ()
    page = _page(e, "predictions")
    assert page.status_code == 200
    assert "Nothing was expected of any decision yet" in shown(page.content).text
    for parts in ((), ("papers", e.paper)):
        assert "Predicted against happened" not in _words(e, *parts)


def _two_decided() -> Evening:
    """Give an evening on which one decision came as expected, and one did not."""
    e = Evening()
    on = e.moved()
    amendment = e.amendment(on)
    published(e, {on: division(0.9, _FIVE), amendment: division(0.8, _FIVE)})
    _move(e, amendment)
    _decide(e, 1, 5)
    _decide(e, 4, 2)
    return e


def test_all_of_it_is_shown_flattering_or_not() -> None:
    """The page has every decision of which something was expected, and the score over all with its count."""
    found = _two_decided()
    record = track_record(found.town.assembly.id)
    assert len(record.rows) == 2
    assert (record.within, record.compared) == (1, 2)
    assert record.brier == pytest.approx((0.8**2 + 0.1**2) / 2)
    page = _words(found, "predictions")
    assert "1 of 2" in page
    assert "0.325 over 2 decisions" in page
    assert "Motion no. m1" in page
    assert "Amendment a1" in page
    for parts in ((), ("papers", found.paper)):
        assert "Predicted against happened" in _words(found, *parts)


def test_its_files_hold_the_same() -> None:
    """CSV and JSON at the same address have a row for each decision, and the score."""
    e = _two_decided()
    rows = list(
        csv.DictReader(io.StringIO(_page(e, "predictions", format="csv").content.decode("utf-8-sig")))
    )
    assert [(one["Ayes"], one["Noes"], one["Within the interval"]) for one in rows] in (
        [("4", "2", "yes"), ("1", "5", "no")],
        [("1", "5", "no"), ("4", "2", "yes")],
    )
    found = json.loads(_page(e, "predictions", format="json").content)
    assert found["brier"] == "0.3250"
    assert (found["count"], found["within"], found["compared"]) == (2, 1, 2)


def test_a_corrected_count_is_what_counts() -> None:
    """What is held against an expectation is the count as it stands in the record."""
    e = Evening()
    on = e.moved()
    published(e, {on: division(0.93, _FIVE)})
    _decide(e, 4, 2)
    recording.correct(e.town.clerk, e.paper, on, Count(3, 2), "Miscounted")
    (row,) = track_record(e.town.assembly.id).rows
    assert row.predicted.ayes == 3


def test_a_division_of_nobody_has_no_share() -> None:
    """Where there were neither ayes nor noes, no share is compared, and the page still stands."""
    e = Evening()
    on = e.moved()
    published(e, {on: division(0.93, _FIVE)})
    _decide(e, 0, 0)
    record = track_record(e.town.assembly.id)
    if not record.rows:  # a tie that waits for the casting vote
        debating.cast(e.town.chair, e.paper, aye=False, reason="As it was")
        record = track_record(e.town.assembly.id)
    assert record.compared == 0
    assert _page(e, "predictions").status_code == 200


def test_a_visitor_of_a_closed_assembly_sees_none_of_it() -> None:
    """The page is read by whoever may read the assembly, and by nobody else."""
    e = _two_decided()
    models.Assembly.objects.filter(pk=e.town.assembly.pk).update(is_open=False)
    assert Client().get(f"/a/{e.town.assembly.slug}/predictions/").status_code == 403
    assert _page(e, "predictions").status_code == 200


def test_groups_with_hostile_names_stay_words() -> None:
    """The name of a group is shown as it is, escaped and set apart."""
    e = Evening()
    on = e.motion()
    name = "<script>alert(1)</script>"
    groups = [{"id": "all", "column": "", "name": "all"}, {"id": "g:x", "column": "g", "name": name}]
    digest = ready(e, {on: division(0.9, {"all": 5, "g:x": 2})}, groups=groups)
    accounts.publish_account(e.town.clerk, e.paper, digest)
    page = _page(e, "papers", e.paper).content.decode()
    assert name not in page
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>" in page


def test_order_paper_reads_no_document_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """A published account never changes: pages that follow do not read it again."""
    e = Evening()
    on = e.motion()
    published(e, {on: division(0.93, _FIVE)})
    first = order_paper(e.town.assembly, e.paper)
    monkeypatch.setattr("onevoice.chamber.readings.expected.told_in", lambda _document: pytest.fail("again"))
    assert (
        order_paper(e.town.assembly, e.paper).motions[0].standing.expected
        == first.motions[0].standing.expected
    )
