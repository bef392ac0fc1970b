"""Several questions put together, each decided by itself: House of Commons, 27 March 2019."""

from __future__ import annotations

from onevoice.assembly.division import Majority, Names, Proxies, Quorum, Tie, VotingRules
from onevoice.assembly.order.calling import by_notice
from onevoice.assembly.order.pack import Dividing, Leave, Pack, Pending, Selecting
from onevoice.assembly.order.rulebook import GENERAL, rules

PACK = Pack(
    id="parallel_questions",
    title="Several motions put together, each by itself (27 March 2019)",
    rules=(*rules("B1", "B2", "S1", "S2", "O5", "D5", "D6", "D7", "D8", "D11", "D12"), *GENERAL),
    pending=Pending("B2", main=None, depth=0),
    order=by_notice("B1"),
    order_rule="B1",
    dividing=Dividing(
        "B1",
        VotingRules(
            names=Names.BY_MACHINE,  # on papers with each member's name, read by clerks
            abstaining=False,  # D11
            proxies=Proxies.STAND,  # D8
            quorum=Quorum(40, chair=True, proxies=False),  # D5, D8
            tie=Tie.AGAINST_CHANGE,  # D6
        ),
        tie="D6",
        quorum="D5",
    ),
    majorities={"simple": (Majority(),)},
    selecting=Selecting("S1", by="chair", motions=True, reasons_rule="S2"),
    withdrawing=Leave("O5", meeting=True),
    words={
        "en": {
            "question-main": "Motion {number}, {motion}: Aye or No?",
            "chair-puts": "Members mark Aye or No against each motion on the paper.",
            "chair-decided": "Ayes, {ayes}; Noes, {noes}.",
        },
        "de": {"question-main": "Antrag {number}, {motion}: Ja oder Nein?"},
        "he": {"question-main": "הצעה {number}, {motion}: בעד או נגד?"},
    },
)
