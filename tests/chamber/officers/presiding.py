"""A chair who has never presided: presses what the page offers first, and nothing else."""

from __future__ import annotations

import random
import re
from contextlib import suppress
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from chamber.browsing import town_client
from chamber.evenings import WORDS, Evening, adds, leaves_out
from chamber.officers.forms import Form, forms_of, visible
from onevoice.assembly.motion import Clause
from onevoice.assembly.order.compositing import composite_hash
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import Change, Operation
from onevoice.chamber.acts import altering, compositing, marshalling, tabling
from onevoice.errors import OnevoiceError

_OFTEN = 200  # presses; an evening of this size takes fewer


def evening(pack: str, seed: int) -> Evening:
    """Give an evening with motions and amendments on the paper, as a pack lets them be tabled."""
    luck = random.Random(seed)  # noqa: S311 - an evening to be played again, no secret
    night = Evening(pack)
    motions = [_motion(night, f"M{place}") for place in range(luck.choice((1, 1, 2)))]
    if pack == "commons_address" or luck.random() < 0.7:
        night.sitting(is_open=luck.random() < 0.5)
    for place, on in enumerate(motions):
        for number in range(luck.randrange(4 if not place else 2)):
            by = night.town.members[1 + (number + place) % 5]
            for operations in _drawn(night, on, luck):
                try:
                    done = tabling.table_amendment(by, night.paper, on, operations)
                except OnevoiceError:  # the pack has no such amendments
                    continue
                tabling.number(night.town.clerk, night.paper, done.on, f"A{place}/{number}")
                break
    _put_together(night, motions[0], luck)
    return night


def _put_together(night: Evening, motion: str, luck: random.Random) -> None:
    """Put two amendments into one question, or a composite on the paper, where the pack lets it be done."""
    pair = tuple(one.id for one in night.debate.amendments if one.amendment.target == motion)[:2]
    if luck.random() < 0.5:
        with suppress(OnevoiceError):
            for one in pair:
                altering.take_in(night.town.member, night.paper, one)
        with suppress(OnevoiceError):
            marshalling.group(night.town.clerk, night.paper, "", pair, "", en_bloc=True)
    else:
        source = Clause("k1", motion, WORDS.blocks[0].words, (("b1", 0, 4),))
        with suppress(OnevoiceError):
            on = compositing.compose(night.town.clerk, night.paper, "", WORDS, (source,)).on
            words = composite_hash(night.debate.composites[0].composite)
            compositing.consent(night.town.member, night.paper, on, words, given=True)


def _motion(night: Evening, number: str) -> str:
    """Table a motion, and number it so that its number is not its id."""
    done = tabling.table_motion(night.town.members[0], night.paper, "Libraries", WORDS)
    tabling.number(night.town.clerk, night.paper, done.on, number)
    return done.on


def _drawn(night: Evening, on: str, luck: random.Random) -> list[tuple[Operation, ...]]:
    blocks = night.debate.motion(on).text.blocks
    block = luck.choice(blocks)
    start, _space, _rest = block.words.partition(" ")
    inserted = Block("x", Kind.PARAGRAPH, f"Let it be {luck.randrange(9)}")
    change = (Change(block.id, block.hash, 0, len(start), inserted),)
    out = leaves_out(night.debate, on, luck.randrange(len(blocks)))
    drawn: list[tuple[Operation, ...]] = [adds(f" and {luck.randrange(9)}"), change, out]
    luck.shuffle(drawn)
    return [*drawn, adds(" and so forth")]


@dataclass
class Chair:
    """A chair with a browser, and an evening to get through."""

    night: Evening
    seed: int
    twice: bool = False
    client: Client = field(init=False)
    acts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.luck = random.Random(self.seed)  # noqa: S311 - as above
        self.client = town_client(self.night.town, self.night.town.chair)
        self.address = reverse("chair-paper", args=(self.night.town.assembly.slug, self.night.paper))

    def page(self) -> str:
        """Read the page: it is whole, and names nothing by its id."""
        response = self.client.get(self.address)
        assert response.status_code == 200, response.content.decode()
        return self._read(response)

    def preside(self) -> str:
        """Press what comes first, until nothing is left to press; give the last page."""
        page = self.page()
        for _ in range(_OFTEN):
            forms = forms_of(page, "next")
            if forms:
                page = self.press(forms[0])
            elif "/selection/" in page.partition('id="next"')[2].partition("</section>")[0]:
                page = self.select()
            else:
                return page
        raise AssertionError(f"the evening does not end: {self.acts}")

    def press(self, form: Form) -> str:
        """Press one of a form's buttons, with what it asks for filled in; give the page that follows."""
        body = form.sent(self.luck.choice(form.buttons), **self._filled(form)) | self._ticked(form)
        response = self.client.post(form.action, body)
        self.acts.append(form.act)
        assert response.status_code == 302, (self.acts, body, visible(response.content.decode()))
        before = len(self.night.entries()) if self.twice else 0
        if self.twice:
            self.client.post(form.action, body)
            assert len(self.night.entries()) == before, (self.acts, "was done twice")
            self.client.get(self.address)  # a form that was refused is shown again this once
        after = self.client.get(response["Location"])
        assert "error-summary" not in after.content.decode(), (
            self.acts,
            body,
            visible(after.content.decode()),
        )
        return self._read(after) if response["Location"].startswith(self.address) else self.page()

    def _read(self, response: HttpResponse) -> str:
        page = response.content.decode()
        ids = [one.id for one in (*self.night.debate.motions, *self.night.debate.amendments)]
        people = [one.person for one in (*self.night.town.members, self.night.town.chair)]
        shown = set(re.findall(r"[\w-]+", visible(page)))
        assert not shown & {*ids, *people, *(one.id for one in self.night.debate.groupings)}, (
            self.acts,
            shown,
        )
        return page

    def select(self) -> str:
        """Choose on the selection board, as many as the rules let be chosen; give the page that follows."""
        address = reverse("selection", args=(self.night.town.assembly.slug, self.night.paper))
        (form,) = forms_of(self.client.get(address).content.decode())
        reasons = {name: "there are too many" for name, _value in form.fields if name.startswith("reason-")}
        ticked = [value for name, value in form.ticks if name == "on"]
        chosen = self.luck.sample(ticked, self.luck.randrange(len(ticked) + 1))
        button = next(one for one in form.buttons if one.value == "select")
        while True:
            body = form.sent(button, **reasons) | {"on": chosen}
            response = self.client.post(address, body)
            self.acts.append(f"select {len(chosen)}")
            if response.status_code == 302:
                return self.page()
            assert chosen, response.content.decode()
            chosen = chosen[1:]  # what the board refuses, it says why: fewer

    def _ticked(self, form: Form) -> dict[str, list[str]]:
        """Tick every box that stands by itself, and two of those that are chosen from."""
        names = {name for name, _value in form.ticks}
        every = {name: [value for of, value in form.ticks if of == name] for name in names}
        return {name: self.luck.sample(values, min(2, len(values))) for name, values in every.items()}

    def _filled(self, form: Form) -> dict[str, str]:
        filled: dict[str, str] = {}
        if form.act == "declare":
            ayes, noes = self.luck.choice(((4, 2), (2, 4), (3, 3)))
            filled = {"ayes": str(ayes), "noes": str(noes)}
            filled |= {name: "100" for name in form.numbers if name in {"present", "roll"}}
        for name in form.required:
            if name not in filled and not dict(form.fields).get(name):
                options = [one for one in form.choices.get(name, ()) if one]
                filled[name] = self.luck.choice(options) if options else "so it is"
        for name, values in form.radios.items():
            filled[name] = self.luck.choice(values)
        return filled


def shipped() -> list[str]:
    """Give the rule packs that there are."""
    return sorted(PACKS)
