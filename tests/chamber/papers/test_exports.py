"""Files of the paper, of texts and of the minutes: the same record, the same bytes, and nothing live."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, datetime

import docx
import pytest

from chamber.assemblies import Town
from chamber.browsing import town_client
from chamber.evenings import Evening, adds
from chamber.papers.council import council
from chamber.papers.pages_read import shown
from onevoice.assembly.text import Block, Kind, Text
from onevoice.chamber import models
from onevoice.chamber.acts import debating, founding, recording, signing, sittings, tabling

pytestmark = pytest.mark.usefixtures("chamber")

FORMATS = ("docx", "csv", "json")
HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "+HYPERLINK(1)",
    "@SUM(1)",
    "-2+3",
    "\u202eevil\u202c",
    "\u2067\u2067open",
    '"><img src=x onerror=alert(1)>',
    "עברית & English",
)


def pages(evening: Evening) -> list[str]:
    """Give every address that gives files."""
    paper = f"/a/{evening.town.assembly.slug}/papers/{evening.paper}/"
    texts = [f"{paper}texts/{one}/" for one in ("m1", "a1", "m1/versions/1")]
    return [paper, *texts, f"/a/{evening.town.assembly.slug}/minutes/"]


def hostile_evening(words: str) -> Evening:
    """Give an evening on which everything that can be typed is the same words."""
    evening = Evening()
    town = evening.town
    models.Person.objects.filter(assembly=town.assembly).update(name=words)
    models.Assembly.objects.filter(pk=town.assembly.pk).update(name=words)
    evening.paper = founding.open_paper(town.clerk, words).on
    motion = Text((Block("b1", Kind.PARAGRAPH, words), Block("b2", Kind.LIST_ENTRY, words, number="(a)")))
    tabling.table_motion(town.member, evening.paper, words, motion)
    tabling.number(town.clerk, evening.paper, "m1", words[:10])
    tabling.table_amendment(town.members[1], evening.paper, "m1", adds(words))
    tabling.number(town.clerk, evening.paper, "a1", f"{words[:9]}2")
    tabling.table_amendment(town.members[2], evening.paper, "m1", adds(f"{words}!"))
    tabling.return_(town.clerk, evening.paper, "a2", "C2", words)
    recording.publish_version(town.clerk, evening.paper, "m1")
    starts = datetime(2026, 11, 24, 18, tzinfo=UTC)
    sittings.call_sitting(town.clerk, words, starts, words, 3, (evening.paper,))
    debating.rule(town.chair, evening.paper, words, words)
    signing.sign(town.members[4], evening.paper, "m1")
    return evening


@pytest.mark.parametrize("kind", FORMATS)
def test_the_same_record_gives_the_same_bytes(kind: str) -> None:
    """Asked twice, by different people, every address gives one file, and none tells when it was made."""
    evening = council(6)
    recording.publish_version(evening.town.clerk, evening.paper, "m1")
    for page in pages(evening):
        first = town_client(evening.town).get(page, {"format": kind})
        second = town_client(evening.town, evening.town.clerk).get(page, {"format": kind})
        assert first.status_code == 200
        assert first.content == second.content
        assert "attachment" in first.headers["Content-Disposition"]
        if kind == "docx":
            with zipfile.ZipFile(io.BytesIO(first.content)) as packed:
                assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_live_nowhere(words: str) -> None:
    """Typed into every field, words stand escaped and apart on every page, and run in no file."""
    evening = hostile_evening(words)
    for language in ("en", "he"):
        client = town_client(evening.town, evening.town.clerk, language=language)
        for page in (*pages(evening), *(f"{pages(evening)[-1]}{n}/" for n in (3, 6, 9))):
            answer = client.get(page)
            assert answer.status_code == 200
            read = shown(answer.content)
            assert read.tags.count("script") == answer.content.count(b'<script src="/static/')
            assert "img" not in read.tags
            for said, apart in read.words:
                assert apart or words not in said, (page, said)
    client = town_client(evening.town)
    for page in pages(evening):
        _assert_no_formula(client.get(page, {"format": "csv"}).content)
        json.loads(client.get(page, {"format": "json"}).content)
        document = docx.Document(io.BytesIO(client.get(page, {"format": "docx"}).content))
        assert not document.element.xpath("//w:instrText | //w:fldSimple")


def _assert_no_formula(content: bytes) -> None:
    assert content.startswith(b"\xef\xbb\xbf")
    for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
        for cell in row:
            bare = re.sub("^[ \u00a0\ufeff\u2066-\u2069\u202a-\u202e]+", "", cell)
            assert not bare.startswith(("=", "+", "-", "@", "\t", "\r")), cell


@pytest.mark.parametrize(
    "title", [*HOSTILE, "..", "a/b\\c", 'x"; filename="evil.exe', "\r\nSet-Cookie: a=b", "\0"]
)
def test_file_names_are_safe(town: Town, title: str) -> None:
    """Whatever a paper is called, its file's name is one name, with our ending and without a path."""
    paper = founding.open_paper(town.clerk, title.replace("\0", "")).on
    answer = town_client(town).get(f"/a/{town.assembly.slug}/papers/{paper}/", {"format": "csv"})
    held = answer.headers["Content-Disposition"]
    found = re.fullmatch(
        r"attachment; filename=\"([A-Za-z0-9 _.-]+)\.csv\"; filename\*=UTF-8''([\w%.~-]+)", held
    )
    assert found, held
    assert not found[1].startswith(".")
    assert "%2F" not in found[2]


def test_an_unknown_format_is_told_with_those_there_are(town: Town) -> None:
    """Who asks for a format that is not there reads which there are."""
    answer = town_client(town).get(f"/a/{town.assembly.slug}/minutes/", {"format": "exe"})
    assert answer.status_code == 422
    assert "docx, csv, json" in shown(answer.content).text


def test_a_marked_up_motion_is_a_document_with_tracked_changes() -> None:
    """The DOCX of a motion leaves out and inserts what its amendments do, under their names."""
    evening = council(2)
    page = pages(evening)[1]
    client = town_client(evening.town)
    content = client.get(page, {"format": "docx", "chosen": "1", "with": "a1"}).content
    body = docx.Document(io.BytesIO(content)).element
    assert ["".join(body.xpath("//w:del//w:delText/text()"))] == ["on Sundays from ten to four"]
    assert ["".join(body.xpath("//w:ins//w:t/text()"))] == ["on the first Sunday of each month"]
    assert set(body.xpath("//w:ins/@w:author | //w:del/@w:author")) == {"A"}
    assert not body.xpath("//@w:date")
