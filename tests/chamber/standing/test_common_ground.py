"""Where the assembly stands on a paper: asked by sheet, worked out, published, and read by everybody."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from python_calamine import CalamineWorkbook

from chamber.accounts import read
from chamber.browsing import town_client
from chamber.documents import document, failed, ready
from chamber.evenings import Evening, adds
from onevoice.assembly.sounding import Response
from onevoice.chamber import jobs, models
from onevoice.chamber.acts import accounts, answers, founding, tabling
from onevoice.chamber.pages import answer_sheets
from onevoice.chamber.readings.account_told import Verdict, account_told
from onevoice.chamber.readings.questions import questions

pytestmark = pytest.mark.usefixtures("chamber")

HIGH, LOW, OPEN = (0.8, 0.85, 0.9), (0.05, 0.1, 0.2), (0.3, 0.5, 0.7)
LIVE = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Read in English, whatever the page before was read in."""
    with override("en"):
        yield


@pytest.fixture
def evening() -> Evening:
    """Give an evening with a motion and an amendment to it."""
    found = Evening()
    found.amendment(found.motion())
    return found


def at(evening: Evening) -> str:
    """Give the address of the page."""
    return reverse("common-ground", args=(evening.town.assembly.slug, evening.paper))


def clerk_of(evening: Evening, language: str = "en") -> Client:
    """Give the clerk's browser."""
    return town_client(evening.town, evening.town.clerk, language=language)


def page(client: Client, evening: Evening, more: str = "") -> str:
    """Read the page."""
    answer = client.get(at(evening) + more)
    assert answer.status_code == 200
    return answer.content.decode()


def upload(client: Client, evening: Evening, data: bytes | str, name: str = "answers.csv"):
    """Send a sheet in."""
    file = io.BytesIO(data.encode() if isinstance(data, str) else data)
    file.name = name
    return client.post(at(evening), {"do": "read", "file": file})


def sheet(client: Client, evening: Evening) -> list[list[str]]:
    """Give the rows of the sheet to fill in."""
    body = client.get(at(evening) + "?sheet=csv").content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(body)))


def as_csv(rows: list[list[str]]) -> str:
    """Write rows as a spreadsheet program does."""
    written = io.StringIO()
    csv.writer(written).writerows(rows)
    return written.getvalue()


def shares(**given: tuple[tuple[float, float, float], tuple[float, float, float]]):
    """Give shares of Red and Blue by question; "m1__b2" is its part b2."""
    return {
        name.replace("__", ":"): {"party:Red": red, "party:Blue": blue} for name, (red, blue) in given.items()
    }


# what is read by whom


def test_a_visitor_learns_that_nothing_was_published(evening: Evening) -> None:
    """Before anything is published, the page says so and leads to the order paper; there is no file."""
    client = town_client(evening.town)
    words = page(client, evening)
    assert "Nothing was published yet." in words
    assert reverse("paper", args=(evening.town.assembly.slug, evening.paper)) in words
    assert "Ask the members" not in words
    assert client.get(at(evening) + "?format=json").status_code == 404


def test_the_clerk_is_led_through_three_steps(evening: Evening) -> None:
    """With nothing known, the clerk is offered the sheet and its way back, and nothing that must wait."""
    words = page(clerk_of(evening), evening)
    assert [step in words for step in ("1. Ask the members", "2. Work it out", "3. Publish it")] == [True] * 3
    assert "?sheet=xlsx" in words
    assert 'value="read"' in words
    assert 'value="work-out"' not in words
    assert 'value="publish"' not in words


def test_the_chair_reads_and_works_out_but_gives_nothing_in(evening: Evening) -> None:
    """The chair sees what is known and may have it worked out; sheets and publishing are the clerk's."""
    client = town_client(evening.town, evening.town.chair)
    answer_all(evening)
    ready(evening.paper, document(evening.paper, shares(m1=(HIGH, HIGH))))
    words = page(client, evening)
    assert 'value="work-out"' in words
    assert "Not published yet" in words
    assert reverse("selection", args=(evening.town.assembly.slug, evening.paper)) in words
    assert 'value="read"' not in words
    assert 'value="publish"' not in words
    assert client.post(at(evening), {"do": "take-away"}).status_code == 403
    assert models.Response.objects.filter(paper_id=evening.paper).exists()


def test_a_member_never_sees_an_unpublished_account(evening: Evening) -> None:
    """Neither page nor file tells members or visitors of such an account, nor what is known."""
    answer_all(evening)
    digest = ready(evening.paper, document(evening.paper, shares(m1=(HIGH, LOW))))
    for doer in (evening.town.member, None):
        client = town_client(evening.town, doer)
        words = page(client, evening)
        assert "Nothing was published yet." in words
        assert digest not in words
        assert "85%" not in words
        assert "Known are" not in words
        assert client.get(at(evening) + "?format=json").status_code == 404
        assert client.get(at(evening) + "?sheet=csv").status_code == 403
        assert client.get(at(evening) + "?ask=take-away").status_code == 403
        for do in ("read", "give", "take-away", "work-out", "publish"):
            answer = client.post(at(evening), {"do": do, "digest": digest})
            assert "85%" not in answer.content.decode()
        assert not models.Account.objects.filter(paper_id=evening.paper).exists()
    assert models.Response.objects.filter(paper_id=evening.paper).exists()


def test_a_member_goes_on_reading_what_was_published_before(evening: Evening) -> None:
    """While a newer account waits, everybody else reads the older one, as a file too."""
    answer_all(evening)
    first = ready(evening.paper, document(evening.paper, shares(m1=(HIGH, LOW))))
    accounts.publish_account(evening.town.clerk, evening.paper, first)
    second = ready(evening.paper, document(evening.paper, shares(m1=(LOW, LOW))))
    for doer, digest in ((evening.town.member, first), (None, first), (evening.town.clerk, second)):
        body = town_client(evening.town, doer).get(at(evening) + "?format=json").content
        assert hashlib.sha256(body).hexdigest() == digest
    accounts.publish_account(evening.town.clerk, evening.paper, second)
    sequence = models.Account.objects.get(digest=first).sequence
    client = town_client(evening.town)
    assert hashlib.sha256(client.get(at(evening) + "?format=json").content).hexdigest() == second
    assert f"?at={sequence}" in page(client, evening)
    older = client.get(f"{at(evening)}?at={sequence}&format=json").content
    assert hashlib.sha256(older).hexdigest() == first
    assert client.get(f"{at(evening)}?at=999999").status_code == 404


def test_there_is_a_way_to_the_page(evening: Evening) -> None:
    """The order paper leads everybody there, and the clerk's desk the clerk."""
    slug = evening.town.assembly.slug
    order_paper = town_client(evening.town).get(reverse("paper", args=(slug, evening.paper)))
    desk = clerk_of(evening).get(reverse("clerk-paper", args=(slug, evening.paper)))
    assert at(evening) in order_paper.content.decode()
    assert at(evening) in desk.content.decode()


def test_a_paper_without_texts_has_nothing_to_ask() -> None:
    """Where no text is tabled, the page says so, and offers no sheet to send in."""
    evening = Evening()
    words = page(clerk_of(evening), evening)
    assert "no text on this paper yet" in words
    assert 'value="read"' not in words


# the sheet


def test_the_sheet_has_a_line_for_each_member_and_a_column_for_each_question(evening: Evening) -> None:
    """Keys and names of today's members stand on it, and what each question is called; no answers."""
    models.Person.objects.filter(pk=evening.town.members[5].person).update(until="2020-01-01")
    head, *lines = sheet(clerk_of(evening), evening)
    assert head == ["Id", "Name", *(one.label for one in questions(read(evening)))]
    assert [line[0] for line in lines] == ["chair", "m1", "m2", "m3", "m4", "m5"]
    assert {cell for line in lines for cell in line[2:]} == {""}


@pytest.mark.parametrize("language", ["en", "he"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_filled_in_sheet_is_understood(evening: Evening, kind: str, language: str) -> None:
    """What the page gives out it takes back, also with a key that a spreadsheet program would run."""
    models.Person.objects.filter(pk=evening.town.member.person).update(key="=1+1", name="=2+2")
    client = clerk_of(evening, language)
    body = client.get(f"{at(evening)}?sheet={kind}").content
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
        assert not [cell for row in rows for cell in row if cell.startswith(LIVE)]
    else:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        rows = [[str(cell) for cell in row] for row in book.get_sheet_by_index(0).to_python()]
        asked = book.get_sheet_by_index(1).to_python()
        assert [row[0] for row in asked[1:]] == rows[0][2:]
        assert all(row[1] for row in asked)
        assert ["=1+1", "=2+2"] in [row[:2] for row in rows]
    for row in rows[1:]:
        row[2] = "disagree" if language == "en" else "נגד"
    shown = upload(client, evening, as_csv(rows))
    assert shown.status_code == 200
    client.post(at(evening), {"do": "give"})
    kept = models.Response.objects.filter(paper_id=evening.paper)
    assert kept.count() == 7
    assert {one.response for one in kept} == {int(Response.DISAGREE)}
    assert kept.filter(person_id=evening.town.member.person).exists()


def test_the_words_that_a_cell_can_be_given_are_understood(evening: Evening) -> None:
    """What the spreadsheet offers in its cells is read as what it says, in each language of the pages."""
    for language in ("en", "he"):
        with override(language):
            choices = answer_sheets._choices()
        client = clerk_of(evening)
        rows = [["key", "Motion no. m1"], *([f"m{n}", word] for n, word in enumerate(choices, start=1))]
        assert upload(client, evening, as_csv(rows)).status_code == 200
        client.post(at(evening), {"do": "give"})
        kept = models.Response.objects.filter(paper_id=evening.paper).order_by("person__key")
        assert [one.response for one in kept] == [1, -1, 0]


def test_a_spreadsheet_tells_nothing_of_when_it_was_made(evening: Evening) -> None:
    """The same roll and questions give the same bytes, at any time."""
    body = clerk_of(evening).get(f"{at(evening)}?sheet=xlsx").content
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        assert b">2000-01-01T00:00:00Z<" in book.read("docProps/core.xml")
        assert {one.date_time[0] for one in book.infolist()} == {1980}


def test_a_spreadsheet_holds_no_formula(evening: Evening) -> None:
    """Whatever people typed, no cell of either sheet is one."""
    models.Person.objects.filter(pk=evening.town.member.person).update(name='=HYPERLINK("http://x","y")')
    tabling.number(evening.town.clerk, evening.paper, table(evening), "=1+1")
    body = clerk_of(evening).get(f"{at(evening)}?sheet=xlsx").content
    with zipfile.ZipFile(io.BytesIO(body)) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) == 2
    assert not [one for one in sheets if b"<f>" in one or b"<hyperlink" in one]


def test_nothing_is_kept_before_it_was_shown(evening: Evening) -> None:
    """Reading a sheet names refused lines by number and says what was read; giving it in keeps the others."""
    client = clerk_of(evening)
    label = questions(read(evening))[0].label
    shown = upload(
        client, evening, f"key,{label}\nm1,agree\nm2,perhaps\nnobody,agree\nm3,disagree\nm1,pass\n"
    )
    words = shown.content.decode()
    assert [f"Line {row}:" in words for row in range(2, 7)] == [False, True, True, False, True]
    assert "3 lines are left out" in words
    assert "The sheet has no column for:" in words
    assert "5 members have no line that was read." in words
    assert not models.Response.objects.filter(paper_id=evening.paper).exists()
    answer = client.post(at(evening), {"do": "give"}, follow=True)
    assert "The answers of 2 members are kept." in answer.content.decode()
    kept = models.Response.objects.filter(paper_id=evening.paper).order_by("person__key")
    assert [(one.person.key, one.response) for one in kept] == [("m1", 1), ("m3", -1)]
    last = evening.entries()[-1]
    assert (last.act, last.public) == ("give-answers", {"members": 2, "answers": 2})
    assert "Known are: 2 answers on a sheet" in page(client, evening)


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        ("key,Motion of nobody\nm1,agree\n", "a.csv", "No question is called"),
        ("key,name\nm1,Member 1\n", "a.csv", "No column is called as a question"),
        (b"PK\x03\x04 no book", "a.xlsx", "This spreadsheet cannot be read"),
    ],
)
def test_what_is_no_sheet_is_refused_beside_its_field(
    evening: Evening, data: bytes | str, name: str, said: str
) -> None:
    """A file that cannot be read is refused with what to do next, and nothing waits to be given in."""
    client = clerk_of(evening)
    answer = upload(client, evening, data, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "<title>Error:" in answer.content.decode()
    assert "no sheet that waits" in client.post(at(evening), {"do": "give"}, follow=True).content.decode()
    assert client.post(at(evening), {"do": "read"}).status_code == 422


def test_a_sheet_is_given_in_on_its_own_paper_once(evening: Evening) -> None:
    """What was read for one paper is given in on no other, nor after it was dropped."""
    client, label = clerk_of(evening), questions(read(evening))[0].label
    upload(client, evening, f"key,{label}\nm1,agree\n")
    other = founding.open_paper(evening.town.clerk, "Another").on
    client.post(reverse("common-ground", args=(evening.town.assembly.slug, other)), {"do": "give"})
    assert not models.Response.objects.filter(paper_id__in=(evening.paper, other)).exists()
    upload(client, evening, f"key,{label}\nm1,agree\n")
    client.post(at(evening), {"do": "drop"})
    client.post(at(evening), {"do": "give"})
    assert not models.Response.objects.filter(paper_id=evening.paper).exists()


def test_words_that_changed_while_a_sheet_was_looked_at_are_not_answered(evening: Evening) -> None:
    """Between reading and giving in, another wording came: the page says so, and nothing is kept."""
    client, label = clerk_of(evening), questions(read(evening))[0].label
    upload(client, evening, f"key,{label}\nm1,agree\n")
    session = client.session
    session["answers"]["lines"] = {
        who: {on: ("0" * 64, answer) for on, (_, answer) in own.items()}
        for who, own in session["answers"]["lines"].items()
    }
    session.save()
    answer = client.post(at(evening), {"do": "give"})
    assert answer.status_code == 403
    assert "error-summary" in answer.content.decode()
    assert not models.Response.objects.filter(paper_id=evening.paper).exists()


def test_an_empty_sheet_takes_all_answers_away(evening: Evening) -> None:
    """The sheet as it is given out, sent in again, takes all away; so does the button, once confirmed."""
    client = clerk_of(evening)
    for undo in ("sheet", "button"):
        answer_all(evening)
        if undo == "sheet":
            shown = upload(client, evening, as_csv(sheet(client, evening))).content.decode()
            assert "Take all answers away" in shown
            client.post(at(evening), {"do": "give"})
        else:
            assert "Take all answers away?" in page(client, evening, "?ask=take-away")
            assert models.Response.objects.filter(paper_id=evening.paper).exists()
            client.post(at(evening), {"do": "take-away"})
        assert not models.Response.objects.filter(paper_id=evening.paper).exists()


def test_answers_to_older_words_are_counted_apart(evening: Evening) -> None:
    """The clerk is told how many answers no longer count, because the words have changed since."""
    answer_all(evening)
    models.Response.objects.filter(paper_id=evening.paper, person_id=evening.town.member.person).update(
        words="0" * 64
    )
    assert "1 answer no longer counts" in page(clerk_of(evening), evening)


# working it out


def test_it_is_asked_for_and_awaited(evening: Evening) -> None:
    """The button queues the job; the page says that it waits, asks again by itself, and has a link to."""
    answer_all(evening)
    client = clerk_of(evening)
    assert "Work out where the assembly stands" in page(client, evening)
    assert client.post(at(evening), {"do": "work-out", "places": ""}).status_code == 302
    words = page(client, evening)
    assert "It is being worked out." in words
    assert "data-poll" in words
    assert "Look again" in words
    assert 'value="work-out"' not in words
    assert "data-poll" not in page(town_client(evening.town), evening)
    again = client.post(at(evening), {"do": "work-out"})
    assert again.status_code == 403
    assert "Wait until that is done" in again.content.decode()
    ready(evening.paper, document(evening.paper, shares(m1=(HIGH, HIGH))))  # without an entry in the minutes
    words = page(client, evening)
    assert "data-poll" not in words
    assert 'value="publish"' in words


@pytest.mark.parametrize("places", ["0", "-1", "many", "1000000"])
def test_a_number_of_places_is_a_number(evening: Evening, places: str) -> None:
    """What cannot be a number of places is refused beside its field, and nothing is asked for."""
    answer_all(evening)
    answer = clerk_of(evening).post(at(evening), {"do": "work-out", "places": places})
    assert answer.status_code == 422
    assert not jobs.asked_for(evening.paper).exists()


def test_a_failure_says_why(evening: Evening) -> None:
    """Where it could not be worked out, the sentence stands there, and the way to try again."""
    answer_all(evening)
    failed(evening.paper, "Nobody has answered a question on this paper yet.")
    words = page(clerk_of(evening), evening)
    assert "It could not be worked out." in words
    assert "Nobody has answered a question on this paper yet." in words
    assert 'value="work-out"' in words
    assert "Nobody has answered" not in page(clerk_of(evening, "he"), evening)


def test_what_is_no_step_is_not_there(evening: Evening) -> None:
    """A form that says nothing that the page knows is answered as an address that is not there."""
    assert clerk_of(evening).post(at(evening), {"do": "nothing"}).status_code == 404


# publishing and reading it


def test_it_is_read_and_published(evening: Evening) -> None:
    """The clerk reads it marked as unpublished; published, everybody reads the same, with its entry."""
    answer_all(evening)
    digest = ready(evening.paper, document(evening.paper, shares(m1=(HIGH, HIGH), a1=(HIGH, LOW))))
    client = clerk_of(evening)
    words = page(client, evening)
    assert "Not published yet" in words
    assert f'value="{digest}"' in words
    assert client.post(at(evening), {"do": "publish", "digest": "0" * 64}).status_code == 403
    assert client.post(at(evening), {"do": "publish", "digest": digest}).status_code == 302
    assert evening.entries()[-1].public == {"digest": digest}
    for reader in (client, town_client(evening.town)):
        words = page(reader, evening)
        assert "Not published yet" not in words
        assert "Has buy-in across the groups" in words
        assert f"minutes/{evening.entries()[-1].sequence}/" in words
        assert "85% (80% to 90%)" in words
        assert "36 of 40 members" in words
    answer = town_client(evening.town).get(at(evening) + "?format=json")
    assert hashlib.sha256(answer.content).hexdigest() == digest
    assert json.loads(answer.content)["version"] == evening.row.version
    again = client.post(at(evening), {"do": "publish", "digest": digest})
    assert "published already" in again.content.decode()


def test_each_text_is_said_to_have_one_standing(evening: Evening) -> None:
    """Every combination of sure and open groups is one of four, by the intervals alone."""
    told = {
        (HIGH, HIGH): Verdict.AGREED,
        (HIGH, LOW): Verdict.DIVIDES,
        (LOW, HIGH): Verdict.DIVIDES,
        (LOW, LOW): Verdict.LITTLE,
        (HIGH, OPEN): Verdict.UNDECIDED,
        (OPEN, LOW): Verdict.UNDECIDED,
        (OPEN, OPEN): Verdict.UNDECIDED,
    }
    paper = read(evening)
    for (red, blue), verdict in told.items():
        found = account_told(
            paper, questions(paper), document(evening.paper, shares(m1=(red, blue), m1__b1=(red, blue)))
        )
        assert [one.verdict for one in found.texts] == [verdict]
        listed = {heading.verdict: heading for heading in found.headings}
        assert [one.label for one in listed[verdict].texts] == [found.texts[0].label]
        assert len(listed[verdict].parts) == 1
        assert sum(len(one.texts) for one in found.headings) == 1


def test_without_groups_all_members_are_looked_at(evening: Evening) -> None:
    """Where there is nothing to compare, the page says so and speaks of all members alone."""
    paper = read(evening)
    for three, verdict in ((HIGH, Verdict.AGREED), (LOW, Verdict.LITTLE), (OPEN, Verdict.UNDECIDED)):
        made = document(evening.paper, {"m1": {"all": three}}, ())
        found = account_told(paper, questions(paper), made)
        assert [one.verdict for one in found.texts] == [verdict]
        assert [len(one.bars) for one in found.texts] == [1]
        assert "no groups to compare" in found.compared


def test_blocs_are_called_what_they_are(evening: Evening) -> None:
    """Blocs that were found in answers are never called groups that somebody declared."""
    paper = read(evening)
    made = document(evening.paper, {"m1": {"bloc:1": HIGH, "bloc:2": LOW}}, ("bloc:1", "bloc:2"))
    found = account_told(paper, questions(paper), made)
    assert "2 blocs of members who answer alike" in found.compared
    assert all("loc " in bar.name and not bar.kind for bar in found.texts[0].bars[1:])


def test_of_words_that_have_changed_nothing_is_said(evening: Evening) -> None:
    """Published, then another wording: the page says so, shows no share, and names what was not asked."""
    made = document(evening.paper, shares(m1=(HIGH, HIGH), a1=(HIGH, LOW), m1__b1=(LOW, LOW)))
    made["texts"][0]["words"] = "0" * 64
    made["parts"][0]["words"] = "0" * 64
    made["version"] -= 1
    accounts.publish_account(evening.town.clerk, evening.paper, ready(evening.paper, made))
    table(evening)
    words = page(town_client(evening.town), evening)
    assert "The paper has changed since" in words
    assert "The words have changed since" in words
    changed = words.partition("The words have changed since")[2]
    assert "no. m1" in changed.partition("</ul>")[0]
    assert "Not asked" in words
    assert "Has buy-in across the groups" in words
    assert words.count('class="card stand"') == 1


def test_places_are_shown_one_by_one(evening: Evening) -> None:
    """Each place of a motion is shown with its words, and each picture has its table beneath."""
    made = document(evening.paper, shares(m1=(HIGH, LOW), m1__b1=(LOW, LOW), m1__b2=(OPEN, HIGH)))
    accounts.publish_account(evening.town.clerk, evening.paper, ready(evening.paper, made))
    words = page(town_client(evening.town), evening)
    assert "That the library open on Sundays." in words
    assert "That the pool be heated." in words
    assert words.count('<ul class="bars">') == words.count("<tbody>") == 3
    assert 'x="80.00%" width="10.00%"' in words


def test_answers_that_came_in_since_are_pointed_out(evening: Evening) -> None:
    """The officers are told when an account rests on fewer or other answers than are known by now."""
    answer_all(evening)
    known = {"responses": 7, "votes": 0, "signatures": 0}
    ready(evening.paper, document(evening.paper, shares(m1=(HIGH, LOW)), known=known))
    assert "Other answers are known by now" not in page(clerk_of(evening), evening)
    answers.give_answers(evening.town.clerk, evening.paper, {})
    assert "Other answers are known by now" in page(clerk_of(evening), evening)


def test_names_are_words_and_nothing_else(evening: Evening) -> None:
    """Groups, texts and words that are hostile stand on the page as they were typed, set apart."""
    hostile = "party:<script>alert(1)</script>\u202e"
    made = document(evening.paper, {"m1": {"party:Red": HIGH, hostile: LOW}}, ("party:Red", hostile))
    accounts.publish_account(evening.town.clerk, evening.paper, ready(evening.paper, made))
    words = page(town_client(evening.town), evening)
    assert "<script>alert" not in words
    assert "<bdi>&lt;script&gt;alert(1)&lt;/script&gt;</bdi>" in words
    assert "\u202e" not in words
    label = questions(read(evening))[0].label
    shown = upload(clerk_of(evening), evening, f"key,{label}\n<script>alert(1)</script>,agree\n")
    assert "<script>alert" not in shown.content.decode()


def table(evening: Evening) -> str:
    """Hand one more amendment in; give its id."""
    by = evening.town.members[2]
    return tabling.table_amendment(by, evening.paper, "m1", adds(" and later")).on


def answer_all(evening: Evening) -> None:
    """Have every member's answer to the motion given in."""
    motion = questions(read(evening))[0]
    people = [one.person for one in (*evening.town.members, evening.town.chair)]
    answers.give_answers(
        evening.town.clerk,
        evening.paper,
        {who: {motion.id: (motion.digest, Response.AGREE)} for who in people},
    )
