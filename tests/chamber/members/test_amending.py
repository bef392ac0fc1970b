"""Amendments drawn up on pages: what is previewed is what is tabled, whichever way it was said."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from chamber.assemblies import Town
from chamber.members.desks import HOSTILE, LIBRARY, Desk, hidden, words
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.order.stages import Stage
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import apply
from onevoice.chamber import models
from onevoice.chamber.acts import altering, drafting, tabling
from onevoice.chamber.readings.typed import typing_of
from onevoice.formats.notation import read_notation

EDITED = {
    "leave out a paragraph": (
        {"out-5": "on"},
        "leave out list entry 2",
        lambda typed: typed.replace("2. staff shall be paid for Sundays;\n3.", "2."),
    ),
    "change words": (
        {"words-4": "the library shall open on Sundays from noon to four;"},
        "leave out 'ten' and insert 'noon'",
        lambda typed: typed.replace("ten", "noon"),
    ),
    "insert a paragraph": (
        {"insert-2": "that families come on Sundays;"},
        "after the first paragraph insert new paragraph 'that families come on Sundays;'",
        lambda typed: typed.replace(
            "Sundays;\n\nand", "Sundays;\n\nthat families come on Sundays;\n\nand", 1
        ),
    ),
    "move a paragraph": (
        {"after-3": "1", "words-6": "the mayor shall report in June."},
        "move the second paragraph before the first paragraph; leave out 'May' and insert 'June'",
        lambda typed: (
            typed.replace("May", "June")
            .replace("and resolves that\n\n", "")
            .replace("library\n\nThat", "library\n\nand resolves that\n\nThat", 1)
        ),
    ),
    "add at the end": (
        {"end": "The Council thanks the volunteers."},
        "at end add new paragraph 'The Council thanks the volunteers.'",
        lambda typed: typed + "\n\nThe Council thanks the volunteers.",
    ),
}


def _post(
    desk: Desk, way: str, do: str, name: str = "amend", seen: HttpResponse | None = None, **fields: str
) -> HttpResponse:
    """Send the form, with what was hidden on the page that was seen before."""
    sent = {**(hidden(seen) if seen else {}), "way": way, "do": do, **fields}
    return desk.client.post(desk.address(name, desk.motion), sent)


def _table(desk: Desk, way: str, **fields: str) -> Text:
    """Preview and table; give the text as it would read."""
    before = len(desk.read().debate.amendments)
    previewed = _post(desk, way, "preview", **fields)
    assert previewed.status_code == 200
    assert "preview" in previewed.context, previewed.context["form"].errors
    tabled = _post(desk, way, "table", seen=previewed, **fields)
    assert tabled.status_code == 302, tabled.content.decode()
    debate = desk.read().debate
    assert len(debate.amendments) == before + 1
    made = debate.amendments[-1]
    outcome = apply(text_of(debate, desk.motion), made.operations)
    assert words(previewed.context["preview"].amended) == words(outcome)
    return outcome


@pytest.mark.parametrize("change", EDITED)
def test_three_ways_say_the_same(town: Town, change: str) -> None:
    """On the blocks, in words and as an edited text one change gives texts that read the same."""
    on_blocks, notation, edit = EDITED[change]
    desk = Desk(town)
    typed = typing_of(LIBRARY)
    assert edit(typed) != typed
    made = [
        _table(desk, "blocks", **on_blocks),
        _table(desk, "notation", words=notation),
        _table(desk, "text", words=edit(typed)),
    ]
    assert words(made[0]) == words(made[1]) == words(made[2])
    assert words(made[0]) != words(LIBRARY)


def test_what_is_tabled_was_seen(town: Town) -> None:
    """Words that changed after the preview are shown anew; nothing is tabled that was not seen."""
    desk = Desk(town)
    previewed = _post(desk, "notation", "preview", words="leave out 'ten' and insert 'two'")
    for seen in (previewed, None):
        again = _post(desk, "notation", "table", seen=seen, words="leave out 'ten' and insert 'nine'")
        assert again.status_code == 200
        assert again.context["is_stale"]
        assert "nine" in again.content.decode()
    assert not desk.read().debate.amendments


def test_a_text_that_changed_since_is_followed(town: Town) -> None:
    """Words written before the mover altered the text are carried over, shown so, and undo nothing of it."""
    desk = Desk(town)
    seen = hidden(desk.client.get(desk.address("amend", desk.motion)))
    other = desk.as_(town.member)
    _altered(other, "leave out 'May' and insert 'June'")
    typed = typing_of(LIBRARY).replace("ten", "noon")
    previewed = _post(desk, "text", "preview", words=typed, rests_on=seen["rests_on"])
    assert previewed.context["ground"].since
    reads = [one.words for one in previewed.context["preview"].amended.blocks]
    assert "the mayor shall report in June." in reads
    assert "the library shall open on Sundays from noon to four;" in reads


def test_what_cannot_be_carried_over_is_listed(town: Town) -> None:
    """A change of words that are gone meanwhile is listed with the reason, and its words stay in the form."""
    desk = Desk(town)
    seen = hidden(desk.client.get(desk.address("amend", desk.motion)))
    _altered(desk.as_(town.member), "leave out list entry 1")
    fields = {"words-4": "the library shall open at noon on Sundays from ten to four;"}
    previewed = _post(desk, "blocks", "preview", rests_on=seen["rests_on"], **fields)
    assert previewed.context["unplaced"]
    assert "preview" not in previewed.context
    assert fields["words-4"] in previewed.content.decode()


def _altered(desk: Desk, notation: str) -> None:
    read = desk.read()
    version = desk.client.get(desk.address("amend", desk.motion)).context["lines"]
    operations = read_notation(version, notation, "x")
    altering.alter(desk.doer, read.id, desk.motion, operations)


def test_errors_stand_beside_the_field(town: Town) -> None:
    """A notation that fits nothing is answered with its sentence and the nearest words; all stays."""
    desk = Desk(town)
    wrong = _post(desk, "notation", "preview", words="leave out 'tenn' and insert 'two'")
    sentence = wrong.context["form"].errors["words"][0]
    assert "from ten" in sentence
    assert "leave out &#x27;tenn&#x27;" in wrong.content.decode()
    wrong = _post(desk, "blocks", "preview", **{"out-4": "on", "words-4": "x", "after-5": "99"})
    assert set(wrong.context["form"].errors) == {"words-4", "after-5"}
    assert 'href="#id_after-5"' in wrong.content.decode()


def test_clashes_are_said(town: Town) -> None:
    """An amendment to words that another changes is shown with that one by name, and can still be tabled."""
    desk = Desk(town)
    tabling.number(town.clerk, desk.paper, _tabled_by(desk, town), "7")
    previewed = _post(desk, "notation", "preview", words="leave out 'ten' and insert 'noon'")
    (meeting,) = previewed.context["preview"].meets
    assert meeting.clashes
    assert "7" in meeting.sentence
    assert "a1" not in meeting.sentence


def _tabled_by(desk: Desk, town: Town) -> str:
    _table(desk.as_(town.members[1]), "notation", words="leave out 'ten' and insert 'two'")
    return desk.read().debate.amendments[-1].id


def test_what_is_not_in_order_says_its_rule(town: Town) -> None:
    """An amendment that leaves no words is refused with the rule, before it is tabled and when tried."""
    desk = Desk(town)
    fields = {f"out-{place}": "on" for place in range(1, 7)}
    previewed = _post(desk, "blocks", "preview", **fields)
    (way, *_) = previewed.context["ways"]
    assert (way.do, way.ruled.allowed, way.ruled.rule) == ("table", False, "C2")
    assert way.ruled.sentence
    assert 'value="table"' not in previewed.content.decode()
    tried = _post(desk, "blocks", "table", seen=previewed, **fields)
    assert tried.status_code == 403
    assert not desk.read().debate.amendments


def test_a_clerk_enters_for_a_member(town: Town) -> None:
    """The clerk names the member, and the amendment is the member's, entered by the clerk."""
    desk = Desk(town, town.clerk)
    for nobody in ("nobody", town.clerk.person):
        asked = _post(desk, "notation", "preview", words="leave out 'ten'", acts_for=nobody)
        assert "acts_for" in asked.context["form"].errors
    member = town.members[2].person
    _table(desk, "notation", words="leave out 'ten' and insert 'two'", acts_for=member)
    assert desk.read().debate.amendments[-1].amendment.mover == member
    entry = models.Entry.objects.filter(assembly=town.assembly).last()
    assert entry is not None
    assert entry.person == town.clerk.person


def test_a_clerk_recommends(town: Town) -> None:
    """Without a member's name the clerk tables nothing, and can recommend the change to the mover."""
    desk = Desk(town, town.clerk)
    fields = {"words": "leave out 'ten' and insert 'two'"}
    previewed = _post(desk, "notation", "preview", **fields)
    assert [(one.do, one.ruled.allowed) for one in previewed.context["ways"]] == [("recommend", True)]
    assert _post(desk, "notation", "table", seen=previewed, **fields).status_code == 403
    assert _post(desk, "notation", "recommend", seen=previewed, **fields).status_code == 302
    (made,) = desk.read().debate.amendments
    assert made.amendment.mover == "clerk"


def test_a_draft_begun_before_the_text_changed_is_kept(town: Town) -> None:
    """Words begun on the text as it was are kept on the text as it is, and undo nothing of it."""
    desk = Desk(town)
    seen = hidden(desk.client.get(desk.address("amend", desk.motion)))
    _altered(desk.as_(town.member), "leave out 'May' and insert 'June'")
    typed = typing_of(LIBRARY).replace("ten", "noon")
    kept = _post(desk, "text", "keep", words=typed, rests_on=seen["rests_on"])
    words_kept = desk.client.get(kept.headers["Location"]).context["form"]["words"].value()
    assert "noon" in words_kept
    assert "June" in words_kept


def test_a_member_enters_for_nobody_else(town: Town) -> None:
    """A member who sends another's name tables their own amendment."""
    desk = Desk(town, town.members[1])
    _table(desk, "notation", words="leave out 'ten' and insert 'two'", acts_for=town.members[2].person)
    assert desk.read().debate.amendments[-1].amendment.mover == town.members[1].person


def test_seeking_signatures_comes_before_tabling(town: Town) -> None:
    """An amendment that seeks signatures is on nobody's paper yet, and its mover hands it in later."""
    desk = Desk(town)
    fields = {"words": "leave out 'ten' and insert 'two'"}
    previewed = _post(desk, "notation", "preview", **fields)
    assert _post(desk, "notation", "seek", seen=previewed, **fields).status_code == 302
    made = desk.read().debate.amendments[-1]
    assert made.stage is Stage.DRAFT
    mine = desk.client.get(f"/a/{town.assembly.slug}/me/").content.decode()
    assert f"/papers/{desk.paper}/acts/submit/" in mine
    desk.client.post(desk.address("act", "submit"), {"on": made.id})
    assert desk.read().debate.amendments[-1].stage is Stage.TABLED


def test_a_mover_alters(town: Town) -> None:
    """The mover alters the motion from the same editor, and nobody else can."""
    desk = Desk(town)
    fields = {"words": "leave out 'ten' and insert 'two'"}
    previewed = _post(desk, "notation", "preview", name="alter", **fields)
    other = desk.as_(town.members[1])
    assert _post(other, "notation", "alter", name="alter", seen=previewed, **fields).status_code == 403
    done = _post(desk, "notation", "alter", name="alter", seen=previewed, **fields)
    assert done.status_code == 302
    assert "from two to" in desk.read().debate.motion(desk.motion).text.blocks[3].words


def test_another_way_says_the_same(town: Town) -> None:
    """What was chosen on the blocks is gone on with in words, and as an edited text, without a word lost."""
    desk = Desk(town)
    fields = {"words-4": "the library shall open on Sundays from noon to four;", "end": "Thanks to all."}
    reads = words(_post(desk, "blocks", "preview", **fields).context["preview"].amended)
    for way in ("notation", "text"):
        page = _post(desk, "blocks", f"way-{way}", **fields)
        assert page.context["way"] == way
        typed = page.context["form"]["words"].value()
        again = _post(desk, way, "preview", words=typed)
        assert words(again.context["preview"].amended) == reads


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_words_stay_words(town: Town, hostile: str) -> None:
    """Markup, templates, formulas and controls that somebody types are shown as what they are."""
    desk = Desk(town)
    for way, fields in (
        ("blocks", {"words-4": hostile, "insert-2": hostile, "after-5": hostile, "end": hostile}),
        ("notation", {"words": hostile}),
        ("notation", {"words": f"leave out “ten” and insert “{hostile}”"}),
        ("text", {"words": f"{typing_of(LIBRARY)}\n\n{hostile}"}),
    ):
        for do in ("preview", "keep"):
            response = desk.client.post(desk.address("amend", desk.motion), {"way": way, "do": do, **fields})
            assert response.status_code in {200, 302}
            _is_harmless(response)
    for draft in desk.drafts():
        _is_harmless(desk.client.get(f"{desk.address('amend', desk.motion)}?draft={draft.id}"))
    _is_harmless(desk.client.get(f"/a/{town.assembly.slug}/me/"))


def _is_harmless(response: HttpResponse) -> None:
    shown = response.content.decode().replace("<script src=", "")
    assert "<script" not in shown
    assert "<img src=x" not in shown
    assert "<b>עולם" not in shown


def test_drafts_go_when_they_are_tabled(town: Town) -> None:
    """A draft comes back as it was kept, in its way, and is gone once it is tabled."""
    desk = Desk(town)
    fields = {"words-4": "the library shall open on Sundays from noon to four;", "out-5": "on"}
    kept = _post(desk, "blocks", "keep", **fields)
    page = desk.client.get(kept.headers["Location"])
    assert page.context["way"] == "blocks"
    assert page.context["form"]["words-4"].value() == fields["words-4"]
    assert page.context["form"]["out-5"].value() is True
    _table(desk, "blocks", **fields, draft=page.context["draft"].id)
    assert not desk.drafts()


def test_drafts_are_ones_own(town: Town) -> None:
    """Nobody else reads, changes, tables or throws away a draft by its address, the clerk included."""
    desk = Desk(town)
    kept = drafting.keep_draft(desk.doer, desk.paper, "notation", "secret words", target=desk.motion).on
    page = desk.address("amend", desk.motion)
    for doer in (town.members[1], town.clerk, town.chair):
        other = desk.as_(doer)
        read = other.client.get(f"{page}?draft={kept}")
        changed = other.client.post(page, {"way": "notation", "do": "keep", "draft": kept, "words": "mine"})
        dropped = other.client.post(f"/a/{town.assembly.slug}/me/", {"draft": kept})
        assert {read.status_code, changed.status_code, dropped.status_code} <= {403, 404}
        assert (
            "secret"
            not in read.content.decode() + other.client.get(f"/a/{town.assembly.slug}/me/").content.decode()
        )
    assert [one.words for one in desk.drafts()] == ["secret words"]


def test_a_second_editor_overwrites_nothing(town: Town) -> None:
    """Who keeps a draft that was kept elsewhere meanwhile gets both texts and the difference in words."""
    desk = Desk(town)
    kept = _post(desk, "notation", "keep", words="leave out 'ten' and insert 'two'").headers["Location"]
    draft = desk.client.get(kept).context["draft"]
    first = {"draft": draft.id, "version": "1", "words": "leave out 'ten' and insert 'three'"}
    assert _post(desk, "notation", "keep", **first).status_code == 302
    second = {**first, "words": "leave out 'ten' and insert 'four'"}
    clash = _post(desk, "notation", "keep", **second)
    assert clash.status_code == 409
    assert clash.context["conflict"]["theirs"] == first["words"]
    marked = [
        (run.state.value, run.words) for one in clash.context["conflict"]["difference"] for run in one.runs
    ]
    assert ("deleted", "three") in marked
    assert ("inserted", "four") in marked
    assert clash.context["form"]["words"].value() == second["words"]
    assert [one.words for one in desk.drafts()] == [first["words"]]
    settled = {**second, **{name: hidden(clash)[name] for name in ("draft", "version")}}
    assert _post(desk, "notation", "keep", **settled).status_code == 302
    assert [one.words for one in desk.drafts()] == [second["words"]]


def test_visitors_draw_nothing_up(town: Town) -> None:
    """A visitor is refused the editor, and so is a member of another town."""
    desk = Desk(town)
    assert desk.as_(town.visitor).client.get(desk.address("amend", desk.motion)).status_code == 403
    assert desk.client.get(desk.address("amend", "m99")).status_code == 404
    assert desk.client.get(desk.address("amend", desk.motion) + "?draft=nothing").status_code == 404
