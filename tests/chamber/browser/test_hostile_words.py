"""Whatever people type as names, titles and words is shown as words, and runs nowhere."""

from __future__ import annotations

import csv
import io
import json
from itertools import cycle

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, Error, Page

from chamber.browser import council as councils
from chamber.browser.conftest import Enter
from chamber.browser.council import Council, make_council
from chamber.browser.visits import looks
from onevoice.chamber import models
from onevoice.chamber.acts import establishing, keys, materials, sittings

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1) data-hostile>',
    "'><svg onload=alert(1) data-hostile>",
    "</textarea></title><iframe srcdoc='<script>alert(1)</script>' data-hostile></iframe>",
    "javascript:alert(1)",
    "{{ 7|add:7 }}{% debug %}",
    "\u202ecod.exe\u2066",
    '=HYPERLINK("http://127.0.0.1:9","x")',
    "&lt;b data-hostile&gt;",
)
LIVE = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch, served: str, tmp_path) -> Council:  # noqa: ARG001 - it must run
    """Give a council in which everything that can be typed is hostile."""
    drawn = cycle(PAYLOADS)
    monkeypatch.setattr(
        councils, "NAMES", tuple((next(drawn) + name, next(drawn)) for name, _ in councils.NAMES)
    )
    words = tuple((*head, text + next(drawn).replace("\u202e", "")) for *head, text in councils.MOTION[3:])
    monkeypatch.setattr(councils, "MOTION", (*councils.MOTION[:3], *words))
    council = make_council()
    establishing.change_settings(council.clerk, name=next(drawn))
    note = tmp_path / "note.html"
    note.write_text("<p>note</p>", encoding="utf-8")
    materials.link_material(council.clerk, next(drawn), note, "text/html", paper=council.ids["paper"])
    sittings.set_agenda(
        council.clerk,
        council.ids["sitting"],
        ((next(drawn), council.ids["decided"]), (next(drawn), council.ids["paper"]), (next(drawn), "")),
    )
    for paper in models.Paper.objects.filter(assembly__slug=council.slug):
        title = next(drawn)
        spoken = json.dumps(title, ensure_ascii=False)[1:-1]
        state = paper.state.replace("The library, the pool and the quay", spoken)
        models.Paper.objects.filter(pk=paper.pk).update(title=title, state=state)
    models.Sitting.objects.filter(pk=council.ids["sitting"]).update(title=next(drawn), place=next(drawn))
    council.ids["token"] = keys.issue_key(council.clerk, council.members[2].person).token
    return council


def test_nothing_typed_runs_on_any_page(hostile: Council, enter: Enter) -> None:
    """On every page, whoever reads it: no dialog, no breach of the policy, no element made of words."""
    told: list[str] = []

    def dialog(one: Dialog) -> None:
        told.append(f"a dialog: {one.message}")
        one.dismiss()

    def console(one: ConsoleMessage) -> None:
        if "Content Security Policy" in one.text:
            told.append(one.text)

    opened: dict[object, Page] = {}
    for look in looks(hostile):
        if look.role not in opened:
            page = opened[look.role] = enter(look.doer).new_page()
            page.on("dialog", dialog)
            page.on("console", console)
        page = opened[look.role]
        try:
            answer = page.goto(look.address)
        except Error as error:
            assert "Download is starting" in error.message  # noqa: PT017 - a file, not a page
            continue
        assert answer is not None
        assert answer.status < 500, look
        made = page.locator("[data-hostile], iframe, main script").count()
        told += [f"{look.name} ({look.role.value}): an element"] * bool(made)
    assert told == []


def test_no_file_holds_a_live_formula(hostile: Council, enter: Enter) -> None:
    """In every CSV that pages give, no cell begins as a formula does."""
    request = enter(hostile.clerk).request
    paper = f"papers/{hostile.ids['paper']}/"
    for path in (f"{paper}?format=csv", f"{paper}common-ground/?sheet=csv", "minutes/?format=csv"):
        answer = request.get(f"/a/{hostile.slug}/{path}")
        assert answer.ok
        rows = list(csv.reader(io.StringIO(answer.body().decode("utf-8-sig"))))
        assert len(rows) > 1
        assert [cell for row in rows for cell in row if cell.startswith(LIVE)] == []
