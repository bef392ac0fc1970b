"""Laws that hold under every rule pack, over random debates; a pack added later needs no change here."""

from __future__ import annotations

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import (
    run_state_machine_as_test,
)

from assembly.order.debating import Debating
from onevoice.assembly.order.pack import PACKS


@pytest.mark.parametrize("pack", PACKS)
def test_every_pack_keeps_the_laws_of_debate(pack):
    """Whatever is done, in order or not, the laws of debate hold under every pack."""
    machine = type(f"Debating_{pack}", (Debating,), {"pack_id": pack})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=30,
            stateful_step_count=8,
            derandomize=True,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
        ),
    )
