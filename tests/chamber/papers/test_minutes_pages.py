"""The minutes as pages: a sentence an entry, corrections where they belong, a chain that shows a change."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from hashlib import sha256

import pytest
from django.db import connection
from django.utils import translation

from chamber.acts.scenarios import SCENES
from chamber.assemblies import ADMINISTRATOR
from chamber.browsing import town_client
from chamber.evenings import Evening
from chamber.papers.council import council
from chamber.papers.pages_read import shown
from onevoice.assembly.majority import Count
from onevoice.assembly.minutes import Entry
from onevoice.chamber import models
from onevoice.chamber.acts import doing, founding, recording, rolls, signing
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.readings import minutes
from onevoice.chamber.readings.minuted import SENTENCES, Minuted

pytestmark = pytest.mark.usefixtures("chamber")

# acts that leave no entry, or one that tells nothing but itself
_UNTOLD = {
    "keep-draft",
    "drop-draft",
    "bind-key",
    "sign-out",
    "sign-out-everywhere",
    "choose-language",
    "decline-invitation",
}


def address(evening: Evening, rest: str = "") -> str:
    """Give the address of the minutes, or of an entry."""
    return f"/a/{evening.town.assembly.slug}/minutes/{rest}"


def sentences(evening: Evening) -> list[str]:
    """Give every sentence of the minutes, as a reader hears it."""
    with translation.override("en"):
        told = [one.sentence for one, _ in minutes.all_entries(evening.town.assembly)]
    return [re.sub("[\u2068\u2069]", "", one) for one in told]


def test_every_act_that_is_minuted_has_its_sentence() -> None:
    """The table of acts and the sentences of the minutes name the same acts."""
    told = {one.partition(":")[0] for one in SENTENCES}
    acts = {act for act in TABLE if not act.startswith("read-")} - _UNTOLD
    assert acts - told <= {"enter-demo"}
    assert told <= set(TABLE)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_tells_what_it_can_of_any_entry(key: str) -> None:
    """An entry with nothing but its act still gives a sentence: old minutes stay readable."""
    entry = Entry(1, "2026-11-23T18:00:00Z", key.partition(":")[0], "nobody")
    said = Minuted(entry, {}, None).sentence
    assert said
    assert "{" not in said


def test_every_entry_is_told_with_names() -> None:
    """Each act gives its own sentence, with people, texts and counts by name, and no id."""
    evening = Evening()
    evening.counted()
    said = sentences(evening)
    for expected in (
        "The clerk (Clare Clerk) opened the order paper “Libraries”.",
        "Member 1 tabled the motion “Libraries”.",
        "The clerk (Clare Clerk) put motion “Libraries” on the paper under no. m1.",
        "Member 1 moved motion no. m1.",
        "Member 6 seconded motion no. m1.",
        "The chair (Chris Chair) put the question.",
        "The chair (Chris Chair) declared the count: 4 ayes, 2 noes. Motion no. m1: agreed to.",
    ):
        assert expected in said
    assert len(said) == len(evening.entries())


@pytest.mark.parametrize("act", sorted(SCENES))
@pytest.mark.parametrize("language", ["en", "he"])
def test_after_every_act_paper_and_minutes_are_told_without_ids(act: str, language: str) -> None:
    """Whatever was done last, the paper and the minutes can be read, name no id, and leave no gap."""
    pack, begin = SCENES[act]
    evening = Evening(pack)
    doer, do = begin(evening)
    do(doer)
    slug = evening.town.assembly.slug
    client = town_client(evening.town, evening.town.clerk, language=language)
    for page in (f"/a/{slug}/papers/{evening.paper}/", f"/a/{slug}/minutes/"):
        answer = client.get(page)
        assert answer.status_code == 200
        text = shown(answer.content).text.replace(minutes.chain(evening.town.assembly).hash, "")
        assert not re.search(r"\b[0-9a-f]{16}\b", text), text
    for said in sentences(evening):
        assert not re.search(r"[{}]|: \.|“”|  |\(\)|\b[0-9a-f]{16}\b", said), said


def test_what_was_entered_for_another_says_so() -> None:
    """An act that the clerk entered for a member names both."""
    evening = council(1)
    town = evening.town
    signing.sign(replace(town.clerk, acts_for=town.members[4].person), evening.paper, "a1")
    assert sentences(evening)[-1] == "Member 5 (entered by Clare Clerk) signed amendment A."


def test_a_correction_stands_at_what_it_corrects() -> None:
    """Beside the declaration stand the numbers that were declared, and why they were corrected."""
    evening = Evening()
    evening.counted()
    question = evening.debate.decisions[0].question
    recording.correct(evening.town.clerk, evening.paper, question, Count(5, 2), "A hand was overlooked.")
    read = [one for one, _ in minutes.all_entries(evening.town.assembly)]
    corrected = [one for one in read if one.corrections]
    assert [one.act for one in corrected] == ["declare"]
    (correction,) = corrected[0].corrections
    assert (correction.before.ayes, correction.before.noes) == ("4", "2")
    page = shown(town_client(evening.town).get(address(evening)).content).text
    assert "Declared here: 4 ayes, 2 noes. Reason: A hand was overlooked." in page


def test_what_was_undone_says_by_which_entry() -> None:
    """An act that was undone names the entry that undid it, and is not left out."""
    evening = council(1)
    signed = signing.sign(evening.town.members[5], evening.paper, "a1").sequence
    undone = doing.undo(evening.town.members[5], evening.paper).sequence
    read = {one.sequence: one for one, _ in minutes.all_entries(evening.town.assembly)}
    assert read[signed].undone_by == undone
    assert not any(one.undone_by for number, one in read.items() if number != signed)


def test_an_erased_name_is_gone_from_every_sentence() -> None:
    """Once a name is erased, no sentence and no file of the minutes tells it; the entries stay."""
    evening = council(2)
    before = len(sentences(evening))
    administrator = replace(ADMINISTRATOR, assembly=evening.town.assembly.id)
    rolls.erase_person(administrator, evening.town.members[1].person)
    assert len(sentences(evening)) == before + 1
    assert not any("Member 2" in one for one in sentences(evening))
    client = town_client(evening.town)
    for kind in ("", "csv", "json"):
        assert b"Member 2" not in client.get(address(evening), {"format": kind}).content


def test_filtering_and_paging_leave_nothing_out() -> None:
    """All pages together give every entry once, latest first; of one paper, all that name it."""
    evening = council(20)
    other = founding.open_paper(evening.town.clerk, "Allotments").on
    found = [minutes.minutes(evening.town.assembly, page=page) for page in (1, 2)]
    assert found[0].pages == 2
    last = found[0].chain.sequence
    assert [one.sequence for page in found for one in page.entries] == list(range(last, 0, -1))
    of_other = minutes.minutes(evening.town.assembly, paper=other).entries
    assert [one.sequence for one in of_other] == [last]
    client = town_client(evening.town)
    assert client.get(address(evening), {"page": "3"}).status_code == 404
    assert client.get(address(evening), {"page": "x"}).status_code == 404
    assert client.get(address(evening), {"paper": "nobody"}).status_code == 404


def test_the_file_can_be_checked_without_us() -> None:
    """In the JSON, the SHA-256 of each line is its hash and stands in the next line, up to the head."""
    evening = council(3)
    held = json.loads(town_client(evening.town).get(address(evening), {"format": "json"}).content)
    before = "0" * 64
    for one in held["entries"]:
        assert sha256(one["line"].encode()).hexdigest() == one["hash"]
        assert json.loads(one["line"])["before"] == before
        before = one["hash"]
    assert held["head"] == {"sequence": len(held["entries"]), "hash": before}


def test_a_changed_entry_is_found() -> None:
    """Whoever changes a line behind our back is found out on the minutes and on the entry's own page."""
    evening = council(1)
    client = town_client(evening.town)
    assert "hang together" in shown(client.get(address(evening)).content).text
    row = evening.town.assembly.entries.get(sequence=3)
    _overwrite(row, bytes(row.line).replace(b"Sunday", b"Monday"))
    try:
        page = shown(client.get(address(evening), {"check": "1"}).content).text
        own = shown(client.get(address(evening, "3/")).content).text
    finally:
        _overwrite(row, bytes(row.line))  # others back this database up
    assert "Entry 3 is provably not as it was minuted" in page
    assert "It does not fit" in own


def _overwrite(row: models.Entry, line: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE chamber_entry SET line = %s WHERE id = %s", [line, row.id])


def test_an_entry_shows_its_bytes() -> None:
    """The page of an entry shows its line, its hash and the hash before; after the last there is none."""
    evening = council(1)
    client = town_client(evening.town)
    (read, line) = minutes.all_entries(evening.town.assembly)[2]
    text = shown(client.get(address(evening, "3/")).content).text
    assert line in text
    assert read.hash in text
    assert read.before in text
    assert client.get(address(evening, "999/")).status_code == 404


@pytest.mark.parametrize("act", ["open-sitting", "count-present", "record-names"])
def test_one_is_told_as_one(act: str) -> None:
    """A number of members that is one stands in the singular."""
    public = {"present": 1, "votes": {"a": "aye"}}
    said = Minuted(Entry(1, "2026-11-23T18:00:00Z", act, "nobody", public=public), {}, None).sentence
    assert "one member" in said
    assert "members" not in said
