"""Every act is in the chain, and nothing is when an act is refused."""

from __future__ import annotations

import pytest

from chamber.assemblies import Town
from onevoice.assembly.minutes import find_broken
from onevoice.assembly.order.rulings import Refused
from onevoice.chamber import models
from onevoice.chamber.acts import founding


def _lines(town: Town) -> list[bytes]:
    return [bytes(one.line) for one in models.Entry.objects.filter(assembly=town.assembly)]


def test_acts_are_chained_from_the_first(town: Town) -> None:
    """Founding and opening a paper are entries 1 and 2 of one unbroken chain."""
    done = founding.open_paper(town.clerk, "Libraries")
    assert done.sequence == 2
    assert find_broken(_lines(town), {}) is None


def test_a_refused_act_leaves_nothing(town: Town) -> None:
    """A member who opens a paper is refused by the table, and no row and no entry is written."""
    with pytest.raises(Refused) as refused:
        founding.open_paper(town.member, "Libraries")
    assert refused.value.ruling.rule == "H5"
    assert len(_lines(town)) == 1
    assert not models.Paper.objects.filter(assembly=town.assembly).exists()
