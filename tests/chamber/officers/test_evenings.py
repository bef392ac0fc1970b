"""The chair's page leads from the opening to the end, under every pack that is shipped."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber.officers.presiding import Chair, evening, shipped
from onevoice.assembly.order.stages import STANDING


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("pack", shipped())
@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_the_first_button_leads_to_the_end(pack: str, seed: int) -> None:
    """Whoever presses the first button again and again decides every motion, and is refused nothing."""
    night = evening(pack, seed)
    chair = Chair(night, seed)
    page = chair.preside()
    debate = night.debate
    assert not debate.questions, chair.acts
    assert not debate.called, chair.acts
    assert "Nothing is left to do on this paper." in page, (chair.acts, page)
    assert not [one.id for one in debate.motions if one.stage in STANDING], chair.acts
    night.assert_kept()
