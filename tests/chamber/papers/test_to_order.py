"""Motions to order are named by what they are for, wherever they are told of."""

from __future__ import annotations

import pytest
from django.utils import translation

from chamber.evenings import Evening
from onevoice.assembly.order.pack import PACKS
from onevoice.chamber.acts import debating
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.decisions import decisions
from onevoice.chamber.readings.latest import latest_act
from onevoice.chamber.readings.to_order import PURPOSES, purpose

pytestmark = pytest.mark.usefixtures("chamber")


def test_every_kind_of_every_pack_has_words() -> None:
    """No page calls a motion to order by the name that the rules have for its kind."""
    kinds = {one.kind for pack in PACKS.values() for one in pack.procedures}
    assert kinds <= set(PURPOSES)
    with translation.override("he"):
        assert all(purpose(one) != PURPOSES[one] for one in kinds)


def test_a_decided_motion_to_order_is_told_by_its_kind() -> None:
    """The minutes and the decisions of a paper say which motion to order was made and decided."""
    evening = Evening()
    evening.moved()
    kind = next(one.kind for one in papers.paper(evening.town.assembly.id, evening.paper).pack.procedures)
    debating.move_procedure(evening.town.member, evening.paper, kind)
    made = papers.paper(evening.town.assembly.id, evening.paper)
    assert purpose(kind) in latest_act(evening.town.assembly, made)
    debating.put(evening.town.chair, evening.paper)
    debating.collect(evening.town.chair, evening.paper, agreed=False)
    (decided,) = decisions(papers.paper(evening.town.assembly.id, evening.paper))
    assert decided.names == f"Motion to order: {purpose(kind)}"
