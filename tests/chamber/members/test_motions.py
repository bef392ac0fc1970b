"""New motions: typed or uploaded, previewed, kept, tabled."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from hypothesis import HealthCheck, given, settings

from chamber.assemblies import Town
from chamber.members.desks import HOSTILE, LIBRARY, Desk, hidden, words
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.text import Text
from onevoice.chamber.acts import drafting
from onevoice.chamber.readings.typed import typed_text, typing_of, uploaded_text
from onevoice.errors import InputError
from onevoice.formats.docx_written import write_docx
from onevoice.formats.html_written import html_of
from onevoice.formats.markdown_written import markdown_of
from onevoice.testing_texts import texts

WORDS = "# Cycle lane\n\nThat this Council\n\n1. builds a lane;\n2. asks the mayor to report."


def _post(desk: Desk, do: str, seen: HttpResponse | None = None, **fields: object) -> HttpResponse:
    sent = {**(hidden(seen) if seen else {}), "do": do, **fields}
    return desk.client.post(desk.address("new-motion"), sent)


def test_what_is_shown_is_tabled(town: Town) -> None:
    """The motion on the paper has the title and the very blocks that the preview showed."""
    desk = Desk(town)
    shown = _post(desk, "preview", title="Cycle lane", words=WORDS)
    assert len(desk.read().debate.motions) == 1
    assert _post(desk, "table", seen=shown, title="Cycle lane", words=WORDS).status_code == 302
    made = desk.read().debate.motions[-1]
    assert (made.motion.title, made.motion.mover, made.stage) == (
        "Cycle lane",
        desk.doer.person,
        Stage.TABLED,
    )
    assert words(made.text) == words(shown.context["text"])
    assert [block.number for block in made.text.blocks] == ["", "", "1.", "2."]


def test_other_words_are_shown_anew(town: Town) -> None:
    """Whoever changes words or title after the preview sees them again before anything is tabled."""
    desk = Desk(town)
    shown = _post(desk, "preview", title="Cycle lane", words=WORDS)
    for fields in (
        {"title": "Cycle lane", "words": f"{WORDS} Now."},
        {"title": "Cycle road", "words": WORDS},
    ):
        again = _post(desk, "table", seen=shown, **fields)
        assert again.status_code == 200
        assert again.context["is_stale"]
    assert len(desk.read().debate.motions) == 1


def test_seeking_signatures(town: Town) -> None:
    """A motion that seeks signatures can be signed by others from their own page before it is handed in."""
    desk = Desk(town)
    shown = _post(desk, "preview", title="Cycle lane", words=WORDS)
    assert _post(desk, "seek", seen=shown, title="Cycle lane", words=WORDS).status_code == 302
    assert desk.read().debate.motions[-1].stage is Stage.DRAFT
    page = desk.as_(town.members[1]).client.get(f"/a/{town.assembly.slug}/me/").content.decode()
    assert "Cycle lane" in page
    assert f"/papers/{desk.paper}/acts/sign/" in page


@pytest.mark.parametrize("ending", ["docx", "md", "html", "txt"])
def test_a_file_reads_as_typed(town: Town, ending: str, tmp_path) -> None:
    """A Word, Markdown, HTML or text file fills the field with words that read as the file does."""
    desk = Desk(town)
    path = tmp_path / f"motion.{ending}"
    if ending == "docx":
        write_docx(LIBRARY, path)
    elif ending == "html":
        path.write_text(html_of(LIBRARY), encoding="utf-8")
    else:
        path.write_text(markdown_of(LIBRARY) if ending == "md" else "1. one;\n2. two.", encoding="utf-8")
    upload = SimpleUploadedFile(path.name, path.read_bytes())
    shown = _post(desk, "preview", title="", words="", file=upload)
    if ending == "txt":
        assert "title" in shown.context["form"].errors
        assert "1. one;" in shown.context["form"]["words"].value()
    else:
        assert words(shown.context["text"]) == words(LIBRARY)
        assert shown.context["form"]["title"].value() == "Sunday opening of the library"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("plan.pdf", b"%PDF-1.4", "kind"),
        ("plan.docx", b"PK\x03\x04 broken", "plan.docx"),
        ("plan.docx", b"\xd0\xcf\x11\xe0 old", "plan.docx"),
        ("plan.txt", b"", "empty"),
        ("plan.txt", b"one \x01 two", "plan.txt"),
        ("plan.txt", b"x" * ((1 << 21) + 1), "2 MB"),
    ],
)
def test_refused_files_are_named_with_why(town: Town, name: str, content: bytes, why: str) -> None:
    """A file that is too large, of another kind or damaged is named with the reason; what was typed stays."""
    desk = Desk(town)
    shown = _post(desk, "preview", title="Mine", words="My words.", file=SimpleUploadedFile(name, content))
    (sentence,) = shown.context["form"].errors["file"]
    assert name in sentence
    assert why in sentence
    assert shown.context["form"]["words"].value() == "My words."


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(texts())
def test_what_is_written_for_typing_reads_the_same(text: Text) -> None:
    """A text written into a field and read again has the same blocks with the same marks."""
    if not any(block.words.strip() for block in text.blocks):
        return
    again = typed_text(typing_of(text))
    assert words(again) == words(text)
    assert [{*block.marks} for block in again.blocks] == [{*block.marks} for block in text.blocks]


def test_no_words_are_refused() -> None:
    """Nothing, blanks and control characters are no words, and a file of another kind is none."""
    for typed in ("", " \n ", "a\x07b"):
        with pytest.raises(InputError):
            typed_text(typed)
    with pytest.raises(InputError, match=r"sheet\.xlsx"):
        uploaded_text("sheet.xlsx", b"PK\x03\x04")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(town: Town, hostile: str) -> None:
    """A title or words with markup are drawn as what they are, on every page on which they come."""
    desk = Desk(town)
    shown = _post(desk, "preview", title=hostile, words=hostile)
    kept = _post(desk, "keep", title=hostile, words=hostile)
    _post(desk, "table", seen=shown, title=hostile, words=hostile)
    made = desk.read().debate.motions[-1].id
    pages = (kept.headers["Location"], desk.address("amend", made), f"/a/{town.assembly.slug}/me/")
    for response in (shown, *(desk.client.get(page) for page in pages)):
        assert response.status_code == 200
        drawn = response.content.decode().replace("<script src=", "")
        assert "<script" not in drawn
        assert "<img src=x" not in drawn
        assert "<b>עולם" not in drawn


def test_a_second_editor_of_a_motion(town: Town) -> None:
    """The second to keep a motion's draft gets both texts; a draft tabled is gone; another's is not there."""
    desk = Desk(town)
    draft = drafting.keep_draft(desk.doer, desk.paper, "text", "That we sing.", title="Song").on
    first = {"draft": draft, "version": "1", "title": "Song", "words": "That we sing loudly."}
    assert _post(desk, "keep", **first).status_code == 302
    clash = _post(desk, "keep", **{**first, "words": "That we sing softly."})
    assert clash.status_code == 409
    assert clash.context["conflict"]["theirs"] == "That we sing loudly."
    assert clash.context["form"]["words"].value() == "That we sing softly."
    other = desk.as_(town.members[1])
    assert other.client.get(f"{desk.address('new-motion')}?draft={draft}").status_code == 404
    assert _post(other, "keep", **first).status_code == 404
    fields = {"draft": draft, "title": "Song", "words": "That we sing."}
    shown = _post(desk, "preview", **fields)
    assert _post(desk, "table", seen=shown, **fields).status_code == 302
    assert not desk.drafts()


def test_a_clerk_tables_for_a_member(town: Town) -> None:
    """A motion on paper is entered by the clerk under the member's name."""
    desk = Desk(town, town.clerk)
    fields = {"title": "Cycle lane", "words": WORDS, "acts_for": town.members[3].person}
    shown = _post(desk, "preview", **fields)
    assert _post(desk, "table", seen=shown, **fields).status_code == 302
    assert desk.read().debate.motions[-1].motion.mover == town.members[3].person
