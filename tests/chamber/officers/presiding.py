"""A chair who has never presided: presses what the page offers first, and nothing else."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from chamber.browsing import town_client
from chamber.evenings import Evening, adds, leaves_out
from chamber.officers.forms import Button, Form, forms_of
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.operations import Change, Operation
from onevoice.errors import OnevoiceError

_OFTEN = 200  # presses; an evening of this size takes fewer


def evening(pack: str, seed: int) -> Evening:
    """Give an evening with motions and amendments on the paper, as a pack lets them be tabled."""
    luck = random.Random(seed)  # noqa: S311 - an evening to be played again, no secret
    night = Evening(pack)
    motions = [night.motion(night.town.members[0]) for _ in range(luck.choice((1, 1, 2)))]
    if pack == "commons_address" or luck.random() < 0.7:
        night.sitting(is_open=luck.random() < 0.5)
    for place, on in enumerate(motions):
        for number in range(luck.randrange(4 if not place else 2)):
            by = night.town.members[1 + (number + place) % 5]
            for operations in _drawn(night, on, luck):
                try:
                    night.amendment(on, by, operations)
                except OnevoiceError:  # the pack has no such amendments
                    continue
                break
    return night


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
    client: Client = field(init=False)
    acts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.luck = random.Random(self.seed)  # noqa: S311 - as above
        self.client = town_client(self.night.town, self.night.town.chair)
        self.address = reverse("chair-paper", args=(self.night.town.assembly.slug, self.night.paper))

    def page(self) -> str:
        """Read the page."""
        response = self.client.get(self.address)
        assert response.status_code == 200, response.content.decode()
        return response.content.decode()

    def preside(self) -> str:
        """Press what comes first, until nothing is left to press; give the last page."""
        for _ in range(_OFTEN):
            page = self.page()
            forms = forms_of(page, "next")
            if forms:
                self.press(forms[0])
            elif "/selection/" in page.partition('id="next"')[2].partition("</section>")[0]:
                self.select()
            else:
                return page
        raise AssertionError(f"the evening does not end: {self.acts}")

    def press(self, form: Form) -> HttpResponse:
        """Press one of a form's buttons, with what it asks for filled in."""
        body = form.sent(self.luck.choice(form.buttons), **self._filled(form))
        response = self.client.post(form.action, body)
        self.acts.append(form.act)
        assert response.status_code == 302, (self.acts, response.content.decode())
        after = self.client.get(response["Location"]).content.decode()
        assert "error-summary" not in after, (self.acts, body, after)
        return response

    def select(self) -> None:
        """Choose on the selection board, as many as the rules let be chosen."""
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
                return
            assert chosen, response.content.decode()
            chosen = chosen[1:]  # what the board refuses, it says why: fewer

    def _filled(self, form: Form) -> dict[str, str]:
        filled: dict[str, str] = {}
        if form.act == "declare":
            ayes, noes = self.luck.choice(((45, 20), (20, 45), (40, 40)))
            filled = {"ayes": str(ayes), "noes": str(noes)}
            filled |= {name: "100" for name in form.numbers if name in {"present", "roll"}}
        for name in form.required:
            if name == "reason":
                filled[name] = dict(form.fields).get("reason") or "so it is"
        for name, values in form.radios.items():
            filled[name] = self.luck.choice(values)
        return filled


def shipped() -> list[str]:
    """Give the rule packs that there are."""
    return sorted(PACKS)


def other(buttons: list[Button], value: str) -> Button:
    """Give the button of a value."""
    return next(one for one in buttons if one.value == value)
