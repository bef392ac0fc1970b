"""The chair's page leads from the opening to the end, under every pack that is shipped."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chamber.officers.forms import forms_of
from chamber.officers.presiding import Chair, evening, shipped
from onevoice.assembly.order.stages import STANDING

_ANYTHING = 12  # acts


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("pack", shipped())
@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
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


@pytest.mark.usefixtures("chamber")
@pytest.mark.parametrize("pack", shipped())
@given(seed=st.integers(0, 2**32))
@settings(
    max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None
)
def test_nothing_is_offered_that_is_refused(pack: str, seed: int) -> None:
    """Whatever form of the chair's page is sent, filled in, is done: once, though it was sent twice."""
    night = evening(pack, seed)
    chair = Chair(night, seed, twice=True)
    page = chair.page()
    for _ in range(_ANYTHING):
        offered = [one for one in forms_of(page) if one.act != "undo"]
        if not offered:
            if "/selection/" not in page.partition('id="next"')[2].partition("</section>")[0]:
                break
            page = chair.select()
            continue
        page = chair.press(chair.luck.choice(offered))
    night.assert_kept()
