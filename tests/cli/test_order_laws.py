from __future__ import annotations

import json

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from assembly.order.debating import Debating
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import REVIVABLE, Outcome
from onevoice.assembly.order.what_if import what_if
from onevoice.cli.order_printed import lines
from onevoice.cli.order_sheet import sheet


class Ordered(Debating):
    """A debate in which anybody does anything, with its order paper after each act."""

    @invariant()
    def there_is_an_order_paper(self):
        """Give an order paper in every language, with everything on it once."""
        for language in self.pack.languages:
            document = sheet(self.debate, self.pack, language)
            json.dumps(document, allow_nan=False)
            assert "\n" not in "".join(lines(document))
            listed = [one for motion in document["motions"] for one in under(motion)]
            assert sorted(one["id"] for one in listed) == sorted(one.id for one in self.debate.amendments)
            for one in listed:
                self.falls_are_those_of_the_rules(one)

    def falls_are_those_of_the_rules(self, shown):
        """Compare what falls on each outcome with what the rules of order say."""
        for outcome in Outcome:
            said = shown[f"if_{outcome.value}"]
            if said is None or said["cannot"]:
                continue
            fallen = what_if(self.debate, self.pack, shown["id"], outcome).falls
            assert [one["id"] for one in said["falls"]] == [one.id for one in fallen]
            assert all(self.debate.named(one.id).stage in REVIVABLE for one in fallen)


def under(one):
    """Give all amendments on a sheet to a text, at any remove."""
    for amendment in one["amendments"]:
        yield amendment
        yield from under(amendment)


@pytest.mark.parametrize("pack", PACKS)
def test_every_debate_has_an_order_paper(pack):
    """Whatever happens in a debate under any pack, it can be ordered at every moment."""
    run_state_machine_as_test(
        type(f"Ordered_{pack}", (Ordered,), {"pack_id": pack}),
        settings=settings(max_examples=8, stateful_step_count=12, phases=(Phase.generate,)),
    )
