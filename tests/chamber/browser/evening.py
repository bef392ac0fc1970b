"""One evening of a council as its people see it: whoever plays it finds what to press by what it does.

Pictures are taken on the way where ``ONEVOICE_PICTURES`` names a folder; docs/first-evening.md shows them.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

from onevoice.chamber.acts import keys

ROLL = """id,name,role,party
clerk,Clare Adewale,clerk,
chair,Owen Priestley,chair; member,Harbour Independents
h1,Aldous Finch,,Harbour Independents
h2,Beatrix Oyelaran,,Harbour Independents
h3,Conrad Idle,,Harbour Independents
w1,Dana Levinson,,Hill Ward Residents
w2,Edith Marlow,,Hill Ward Residents
w3,Farid Nazari,,Hill Ward Residents
"""
HARBOUR, HILL = ("Aldous Finch", "Beatrix Oyelaran"), ("Dana Levinson", "Edith Marlow")
MOTION = (
    "That the library on Market Street open on Sundays from ten until four.\n\n"
    "That the cost be met by closing it on Wednesdays."
)
NOTATIONS = {
    HARBOUR[0]: "leave out “closing it on Wednesdays” and insert “the harbour dues”",
    HILL[0]: "at end add “That the reading room be kept quiet on Sundays.”",
    HILL[1]: "leave out “ten until four” and insert “two until four”",
}
COMPOSITE = (
    "That the library on Market Street open on Sundays from two until four.\n\n"
    "That the cost be met by the harbour dues.\n\n"
    "That the reading room be kept quiet on Sundays."
)
Enter = Callable[..., BrowserContext]


@dataclass
class Evening:
    """An evening, and everybody's browser in it.

    Attributes
    ----------
    enter : callable
        Opens a browser with an empty session.
    settings : dict
        Width, script and so on of every browser.
    language : str
    """

    enter: Enter
    settings: dict[str, object]
    language: str = "en"
    slug: str = field(default_factory=lambda: f"saltmarsh-{secrets.token_hex(3)}")
    pages: dict[str, Page] = field(default_factory=dict)
    paper: str = ""
    taken: list[str] = field(default_factory=list)

    def play(self) -> None:
        """Set up, join, table, sign, compose, select, decide, record."""
        self._set_up()
        self._join()
        self._open()
        self._table()
        self._compose()
        self._select()
        self._decide()

    def at(self, path: str = "") -> str:
        """Give an address in the assembly, or (with ``paper``) on its paper."""
        return f"/a/{self.slug}/{path}".replace("PAPER", f"papers/{self.paper}")

    def _set_up(self) -> None:
        page = self._browser("administrator")
        page.goto(f"/enter/{keys.issue_administrator_key().token}/")
        page.locator("main form button").click()
        page.goto("/found/")
        page.fill("[name=name]", "Saltmarsh Town Council" if self.language == "en" else "מועצת מלחת")
        page.fill("[name=slug]", self.slug)
        page.select_option("[name=pack]", "conference")
        page.select_option("select[name=language]", self.language)
        page.select_option("[name=time_zone]", "Europe/London")
        page.locator("main form button").click()
        file = {"name": "roll.csv", "mimeType": "text/csv", "buffer": ROLL.encode()}
        page.set_input_files("[name=file]", file)
        page.locator("main form:has([name=file]) button").click()
        self.picture(page, "roll")
        page.locator("form[action$='/roll/import/'] button").click()
        page.goto(self.at("slips/"))
        page.locator("main form button").click()
        self.picture(page, "slips")
        slips = page.locator(".slip").all()
        self.links = {slip.locator("h2").inner_text(): slip.locator(".link").inner_text() for slip in slips}

    def _join(self) -> None:
        for name in ("Clare Adewale", "Owen Priestley", *HARBOUR, *HILL):
            page = self._browser(name)
            page.goto(re.sub(r"^https?://[^/]+", "", self.links[name]))
            if name == HARBOUR[0]:
                self.picture(page, "join")
            page.locator("main form button").click()
            assert name in page.locator(".who").inner_text()

    def _open(self) -> None:
        clerk = self.pages["Clare Adewale"]
        clerk.goto(self.at("papers/new/"))
        clerk.fill("[name=title]", "The library on Sundays")
        clerk.locator("main form button").click()
        self.paper = re.search(r"/papers/([0-9a-f]+)/", clerk.url)[1]
        clerk.goto(self.at("sittings/"))
        clerk.fill("[name=title]", "November meeting")
        clerk.fill("[name=starts_at]", "2026-11-24T19:00")
        clerk.check("[name=paper]")
        clerk.locator("main form button").click()

    def _table(self) -> None:
        mover = self.pages[HARBOUR[0]]
        mover.goto(self.at("PAPER/new-motion/"))
        mover.fill("[name=title]", "Sunday opening")
        mover.fill("textarea[name=words]", MOTION)
        mover.locator("[name=do][value=preview]").click()
        mover.locator("[name=do][value=table]").click()
        self._number()
        for name, notation in NOTATIONS.items():
            page = self.pages[name]
            page.goto(self.at("PAPER/texts/m1/amend/?way=notation"))
            page.fill("textarea[name=words]", notation)
            page.locator("[name=do][value=preview]").click()
            if name == HILL[0]:
                self.picture(page, "amendment")
            page.locator("[name=do][value=table]").click()
            self._number()
        other = self.pages[HARBOUR[1]]
        other.goto(self.at("PAPER/"))
        other.locator("form[action$='/acts/sign/']:has([name=on][value=a2]) button").click()
        self.picture(other, "paper")

    def _number(self) -> None:
        clerk = self.pages["Clare Adewale"]
        clerk.goto(self.at("PAPER/clerk/"))
        clerk.locator("form[action$='/acts/number/'] button").first.click()

    def _compose(self) -> None:
        """Make one wording of an amendment from each side, and let both movers say yes to it."""
        drafter = self.pages[HARBOUR[0]]
        drafter.goto(self.at("PAPER/composites/new/?target=m1"))
        for box in drafter.locator("[name^=take-]").all():
            box.check()
        drafter.locator("[name=do][value=fill]").click()
        drafter.fill("textarea[name=words]", COMPOSITE)
        drafter.locator("[name=do][value=preview]").click()
        self.picture(drafter, "composite")
        drafter.locator("[name=do][value=compose]").click()
        for name in NOTATIONS:
            page = self.pages[name]
            page.goto(self.at("PAPER/composites/c1/"))
            page.check("[name=given][value=yes]")
            page.locator("form[action$='/acts/consent/']:has([name=given]) button").first.click()

    def _select(self) -> None:
        chair = self.pages["Owen Priestley"]
        chair.goto(self.at("PAPER/selection/"))
        for box in chair.locator("input[type=checkbox][name=on]").all():
            box.check()
        chair.locator("[name=do][value=check]").click()
        self.picture(chair, "selection")
        chair.locator("[name=do][value=select]").click()

    def _decide(self) -> None:
        """Do what the chair's page offers first, until nothing is left; one question by a count."""
        chair, counted = self.pages["Owen Priestley"], False
        for _ in range(60):
            chair.goto(self.at("PAPER/chair/"))
            form = chair.locator("#next form").first
            if not form.count():
                break
            act = (form.get_attribute("action") or "").rstrip("/").rsplit("/", 1)[-1]
            self.taken.append(act)
            if act == "collect" and not counted:
                counted = True
                self.picture(chair, "chair")
                chair.locator("#next form[action$='/acts/divide/'] button").click()
            elif act == "collect":
                form.locator("[name=agreed][value=yes], [name=agreed][value=no]").first.click()
            elif act == "declare":
                form.locator("[name=ayes]").fill("5")
                form.locator("[name=noes]").fill("2")
                form.locator("button").first.click()
            else:
                form.locator("button").first.click()

    def _browser(self, who: str) -> Page:
        context = self.enter(None, self.language, **self.settings)
        self.pages[who] = context.new_page()
        return self.pages[who]

    def picture(self, page: Page, name: str) -> None:
        """Take a picture, where somebody wants pictures."""
        folder = os.environ.get("ONEVOICE_PICTURES")
        if folder:
            width = page.viewport_size["width"] if page.viewport_size else 0
            page.screenshot(path=Path(folder).resolve() / f"{name}-{self.language}-{width}.png")
