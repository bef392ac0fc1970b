"""House of Commons with SO No. 31: a Government amendment to an Opposition motion, original words first."""

from __future__ import annotations

from dataclasses import replace

from onevoice.assembly.order.calling import as_selected, by_text
from onevoice.assembly.order.carrying import leaving_out
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.pack import FormFor
from onevoice.assembly.order.packs import commons
from onevoice.assembly.order.rulebook import rules
from onevoice.assembly.order.stages import Form


def _governments(debate: Debate, listed: ListedAmendment) -> bool:
    """Say whether the Government moves to leave out words of the motion and to add others."""
    to_motion = debate.motion_of(listed.id).id == listed.amendment.target
    return listed.behalf == "government" and to_motion and bool(leaving_out(listed.operations))


PACK = replace(
    commons.PACK,
    id="commons_so31",
    title="House of Commons: Opposition motion with a Government amendment (SO No. 31)",
    rules=(*rules("O7"), *commons.PACK.rules),
    order=as_selected("O2", by_text("O1", "O2")),  # the Speaker's order; O2 knows exceptions
    forms=(FormFor("O7", Form.ORIGINAL_WORDS, _governments),),
)
