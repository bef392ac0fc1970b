"""Asking members of other groups to sign: counts for the mover, a name once it is signed, no more."""

from __future__ import annotations

import html
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest

from chamber.accounts import made_ready, read
from chamber.assemblies import ADMINISTRATOR
from chamber.browsing import town_client
from chamber.evenings import Evening, adds
from chamber.papers.pages_read import shown
from chamber.standing.documents import GROUPS, division, triple
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber import models
from onevoice.chamber.acts import altering, debating, inviting, rolls, signing, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.readings import accounts
from onevoice.chamber.readings.cosigning import Cosigning
from onevoice.chamber.readings.expected import words_now
from onevoice.chamber.readings.invited import invited
from onevoice.chamber.readings.own_record import own_record
from onevoice.chamber.refusals import NotHere

pytestmark = pytest.mark.usefixtures("chamber")
_SENTENCE = "In other groups about 2 members (1 to 3) could be asked to sign."


def _asking(likely: tuple[int, ...] = (3, 4)) -> tuple[Evening, str]:
    """Give an evening with an amendment of a Red, and Blues who are likely to agree, by an account ready."""
    e = Evening()
    on = e.amendment(e.motion(), e.town.members[1])
    _ready(e, on, likely)
    return e, on


def _ready(e: Evening, on: str, likely: tuple[int, ...]) -> None:
    row = {"could_ask": [["party:Blue", triple(2, 1, 3), 3]]}
    texts = [{"id": on, "words": words_now(read(e))[on], **division(0.9, {"all": 5}), **row}]
    people = {on: [e.town.members[n] for n in likely]}
    more = {"selection": None, "composites": {}, "public": False, "threshold": 0.5}
    made_ready(e, people, groups=GROUPS, basis={"kind": "groups", "column": "party"}, texts=texts, **more)


def _mover(e: Evening) -> Doer:
    return e.town.members[1]


def _page(e: Evening, doer: Doer | None, *parts: str, **query: str) -> bytes:
    address = f"/a/{e.town.assembly.slug}/" + "".join(f"{part}/" for part in parts)
    content: bytes = town_client(e.town, doer).get(address, query).content
    return content


def _paper(e: Evening, doer: Doer | None) -> bytes:
    return _page(e, doer, "papers", e.paper)


def _press(e: Evening, doer: Doer, act: str, **fields: str) -> int:
    address = f"/a/{e.town.assembly.slug}/papers/{e.paper}/acts/{act}/"
    status: int = town_client(e.town, doer).post(address, fields).status_code
    return status


def test_no_account_is_looked_for_where_nothing_is_signed_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a text that cannot be signed any more, the job queue is not asked; for one that can, once."""
    e, on = _asking()
    asked: list[str] = []
    latest = accounts.latest

    def noted(paper: str) -> accounts.Latest | None:
        asked.append(paper)
        return latest(paper)

    monkeypatch.setattr(accounts, "latest", noted)
    cosigning = Cosigning(read(e))
    assert cosigning.could_ask(on) == cosigning.could_ask(on)
    assert asked == [e.paper]
    tabling.withdraw(_mover(e), e.paper, on)
    assert Cosigning(read(e)).could_ask(on) is None
    assert asked == [e.paper]


def test_the_mover_learns_how_many() -> None:
    """On order paper and text page the mover finds the count by group and the button; others do not."""
    e, on = _asking()
    for parts in (("papers", e.paper), ("papers", e.paper, "texts", on)):
        page = _page(e, _mover(e), *parts)
        words = shown(page).text
        assert _SENTENCE in words
        assert "Blue: about 2 (1 to 3) of 3" in words
        assert b"/acts/invite" in page
        for other in (e.town.members[0], e.town.members[3], e.town.chair, None):
            page = _page(e, other, *parts)
            assert "could be asked to sign" not in shown(page).text
            assert b"/acts/invite" not in page


def test_the_clerk_enters_it_for_the_mover() -> None:
    """The clerk finds count and button with the mover's name, and enters the act for them."""
    e, on = _asking()
    page = _paper(e, e.town.clerk)
    assert _SENTENCE in shown(page).text
    assert f'name="acts_for" value="{_mover(e).person}"'.encode() in page
    assert _press(e, e.town.clerk, "invite", on=on, acts_for=_mover(e).person) == 302
    assert models.Invitation.objects.filter(paper_id=e.paper, on=on).count() == 2
    entry = e.entries()[-1]
    assert (entry.act, entry.public) == ("invite", {"for": _mover(e).person})


def test_nobody_else_has_members_asked() -> None:
    """Another member, the clerk for somebody else, and a visitor are refused; nobody is asked."""
    e, on = _asking()
    assert _press(e, e.town.members[0], "invite", on=on) == 403
    assert _press(e, e.town.clerk, "invite", on=on, acts_for=e.town.members[0].person) == 403
    assert _press(e, e.town.chair, "invite", on=on, acts_for=_mover(e).person) == 403
    assert _press(e, e.town.visitor, "invite", on=on) == 403
    assert not models.Invitation.objects.filter(paper_id=e.paper).exists()


def test_the_button_goes_when_nobody_is_left() -> None:
    """Once all are asked, the button is gone and asking again is refused; so it is where nobody is likely."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    page = _paper(e, _mover(e))
    assert b"/acts/invite" not in page
    assert "They have been asked." in shown(page).text
    with pytest.raises(Refused):
        inviting.invite(_mover(e), e.paper, on)
    e, on = _asking(likely=())
    page = _paper(e, _mover(e))
    assert _SENTENCE in shown(page).text
    assert b"/acts/invite" not in page


def test_who_left_the_roll_is_not_asked() -> None:
    """Who is likely to agree and is no member any more is not asked."""
    e, on = _asking()
    models.Person.objects.filter(pk=e.town.members[3].person).update(is_member=False)
    inviting.invite(_mover(e), e.paper, on)
    asked = models.Invitation.objects.filter(paper_id=e.paper).values_list("person_id", flat=True)
    assert list(asked) == [e.town.members[4].person]


def test_the_asked_find_it_on_their_own_page() -> None:
    """Who is asked sees the text with its words, both buttons, and that nobody learns of a no."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    page = _page(e, e.town.members[3], "me")
    words = shown(page).text
    assert "You are asked to sign amendment a1" in words
    assert "and so on" in words
    assert "Nobody learns of a no" in words
    for act in ("sign", "decline-invitation"):
        assert f"/papers/{e.paper}/acts/{act}".encode() in page
    for other in (_mover(e), e.town.members[0], e.town.clerk):
        assert "You are asked to sign" not in shown(_page(e, other, "me")).text


def test_signing_is_the_yes() -> None:
    """A yes is a signature as any other; the invitation is gone from the page."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    assert _press(e, e.town.members[3], "sign", on=on) == 302
    names = [one.member for one in e.debate.amendment(on).amendment.signatures]
    assert e.town.members[3].person in names
    assert "Member 4" in shown(_paper(e, None)).text
    assert invited(e.town.members[3]) == ()


def test_a_no_is_told_to_nobody() -> None:
    """A no leaves no entry and changes no page of anybody else's; who said no is not asked again."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    before, entries = dict(_pages(e, on)), len(e.entries())
    assert _press(e, e.town.members[3], "decline-invitation", on=on) == 302
    assert invited(e.town.members[3]) == ()
    assert len(e.entries()) == entries
    assert dict(_pages(e, on)) == before


def test_nobody_says_no_for_another() -> None:
    """A no is one's own: nobody else has one to give, and no clerk enters it."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    with pytest.raises(NotHere):
        inviting.decline_invitation(e.town.members[0], e.paper, on)
    assert _press(e, e.town.clerk, "decline-invitation", on=on, acts_for=e.town.members[3].person) == 403
    assert len(invited(e.town.members[3])) == 1


def test_a_text_that_moved_on_is_no_longer_asked_about() -> None:
    """An invitation to sign a text that was withdrawn, or has been moved, is shown no more."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    tabling.withdraw(_mover(e), e.paper, on)
    assert invited(e.town.members[3]) == ()
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    e.move("m1", e.town.member)
    debating.call(e.town.chair, e.paper, on)
    e.move(on, _mover(e))
    assert invited(e.town.members[3]) == ()
    assert "could be asked to sign" not in shown(_paper(e, _mover(e))).text


def test_nobody_could_be_asked_once_the_motion_has_ended() -> None:
    """An amendment that waits is signed no more when its motion is negatived: it cannot be called."""
    e, on = _asking()
    e.move("m1", e.town.member)
    assert Cosigning(read(e)).could_ask(on) is not None
    debating.put(e.town.chair, e.paper)
    debating.declare(e.town.chair, e.paper, 2, 4)
    assert Cosigning(read(e)).could_ask(on) is None


def test_altered_words_are_asked_about_anew() -> None:
    """Once a text is altered, nobody is asked to sign it; asked anew is whoever did not say no."""
    e = Evening()
    motion = e.motion()
    _ready(e, motion, (3, 4))
    inviting.invite(e.town.member, e.paper, motion)
    assert "You are asked to sign motion" in shown(_page(e, e.town.members[4], "me")).text
    inviting.decline_invitation(e.town.members[3], e.paper, motion)
    altering.alter(e.town.member, e.paper, motion, adds())
    assert invited(e.town.members[4]) == ()
    _ready(e, motion, (3, 4))
    assert Cosigning(read(e)).left(motion) == {e.town.members[4].person}
    inviting.invite(e.town.member, e.paper, motion)
    assert len(invited(e.town.members[4])) == 1


def test_an_account_of_other_words_asks_nobody() -> None:
    """Where the words have changed since the account, neither count nor button is shown."""
    e = Evening()
    motion = e.motion()
    _ready(e, motion, (3, 4))
    assert _SENTENCE in shown(_paper(e, e.town.member)).text
    altering.alter(e.town.member, e.paper, motion, adds())
    assert "could be asked to sign" not in shown(_paper(e, e.town.member)).text
    with pytest.raises(Refused):
        inviting.invite(e.town.member, e.paper, motion)


def test_no_page_nor_file_tells_who_was_asked() -> None:
    """Whatever the mover, the officers, others and visitors read: the asked are named there as before."""
    e, on = _asking()
    asked = [models.Person.objects.get(pk=e.town.members[n].person) for n in (3, 4)]
    before = dict(_pages(e, on))
    inviting.invite(_mover(e), e.paper, on)
    after = dict(_pages(e, on))
    assert before.keys() == after.keys()
    for key, page in after.items():
        for person in asked:
            for word in (person.name, person.id):
                assert page.count(word) == before[key].count(word), key
    entry = e.entries()[-1]
    assert entry.objects == (e.paper, on)
    for person in asked:
        assert person.id not in json.dumps([entry.objects, entry.public, entry.private])
        assert own_record(e.town.assembly, person)["asked_to_sign"]
    for other in (_mover(e), e.town.clerk, e.town.members[0]):
        record = own_record(e.town.assembly, models.Person.objects.get(pk=other.person))
        assert record["asked_to_sign"] == []


def _pages(e: Evening, on: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give every page and file of the assembly that might tell, as everybody but the asked reads it."""
    readers = {"mover": _mover(e), "clerk": e.town.clerk, "chair": e.town.chair, "other": e.town.member}
    paper = ("papers", e.paper)
    for name, doer in {**readers, "visitor": None}.items():
        for parts in (
            (),
            paper,
            (*paper, "texts", on),
            (*paper, "clerk"),
            (*paper, "chair"),
            (*paper, "projector"),
            (*paper, "sheet"),
            (*paper, "selection"),
            ("minutes",),
            ("me",),
            ("clerk",),
            ("chair",),
            ("roll",),
            ("predictions",),
        ):
            yield (name, *parts), _steady(_page(e, doer, *parts).decode())
        for kind in ("csv", "json"):
            for parts in (paper, (*paper, "texts", on), ("minutes",)):
                yield (name, kind, *parts), _page(e, doer, *parts, format=kind).decode()
        document = zipfile.ZipFile(BytesIO(_page(e, doer, *paper, format="docx")))
        yield (name, "docx"), document.read("word/document.xml").decode()


def _steady(page: str) -> str:
    """Give a page without what differs from one time to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"|<time.*?</time>', "", html.unescape(page))


def test_who_is_erased_is_asked_no_more() -> None:
    """With a person's name goes that they were asked."""
    e, on = _asking()
    inviting.invite(_mover(e), e.paper, on)
    rolls.erase_person(replace(ADMINISTRATOR, assembly=e.town.assembly.id), e.town.members[3].person)
    assert not models.Invitation.objects.filter(person_id=e.town.members[3].person).exists()


def test_a_signature_before_the_asking_counts() -> None:
    """Who has signed already is not asked."""
    e, on = _asking()
    signing.sign(e.town.members[3], e.paper, on)
    assert Cosigning(read(e)).left(on) == {e.town.members[4].person}
