"""What the clerk adds to the record: names, corrections, published versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from onevoice.assembly.majority import Choice, Count
from onevoice.assembly.messages import Message
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Correct
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.assembly.wording.publishing import publish
from onevoice.chamber.acts.doing import Done, act_on_paper, enter_on, paper_of_assembly, unchanged
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.standing import person_of
from onevoice.chamber.minutes import writing
from onevoice.chamber.refusals import NotHere, refuse
from onevoice.errors import SettingsError
from onevoice.formats.paper import parse_paper
from onevoice.formats.version import version_content

VOTES = (Choice.AYE.value, Choice.NO.value, Choice.ABSTAIN.value)
WIDTHS = range(20, 201)
"""Characters to a line that a published version may have."""


def record_names(
    doer: Doer, paper: str, decision: int, votes: Mapping[str, str], *, seen: int | None = None
) -> Done:
    """Record from paper who voted how; the declared count stays as it was declared.

    Parameters
    ----------
    doer : Doer
    paper : str
    decision : int
        Which of the paper's decisions, from 0.
    votes : mapping of str to str
        Person id to "aye", "no" or "abstain". They take the place of what was recorded before; all that
        was ever recorded stays in the minutes.
    seen : int, optional
        Version of the paper that the person saw.

    Raises
    ------
    NotHere
        Also if somebody is not on the roll.
    Refused
        Also if there is no such decision by a count.
    Outdated
    """
    unknown = next((one for one in votes.values() if one not in VOTES), None)
    if unknown is not None:
        raise SettingsError(f"A vote is one of: {', '.join(VOTES)}. {unknown!r} is none of them.")
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        debate = parse_paper(found.state)
        refuse(may(doer, "record-names", Object(found.assembly_id, state=_counted(debate, decision))))
        unchanged(found, seen)
        people = [person_of(doer, one) for one in votes]
        found.names.filter(decision=decision).delete()
        for person in people:
            found.names.create(decision=decision, person=person, vote=votes[person.id])
        question = debate.decisions[decision].question
        public = {"decision": decision, "question": question, "votes": dict(votes)}
        return enter_on(book, doer, "record-names", found, public)


def correct(
    doer: Doer, paper: str, question: str, count: Count, reason: str, *, seen: int | None = None
) -> Done:
    """Correct declared numbers, with the reason; as ``act_on_paper``."""
    return act_on_paper(doer, "correct", paper, Correct(question, count, reason), seen=seen)


def publish_version(
    doer: Doer, paper: str, on: str, width: int | None = None, *, seen: int | None = None
) -> Done:
    """Publish a motion as it now reads: its lines are made once, and stay.

    Parameters
    ----------
    doer : Doer
    paper : str
    on : str
        Id of the motion.
    width : int, optional
        Characters to a line; by default the assembly's.
    seen : int, optional
        Version of the paper that the person saw.

    Raises
    ------
    NotHere, Refused, Outdated
    SettingsError
        If the width is none of ``WIDTHS``.
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        refuse(may(doer, "publish-version", Object(found.assembly_id)))
        unchanged(found, seen)
        width = book.assembly.width if width is None else width
        if width not in WIDTHS:
            raise SettingsError(f"A line holds {WIDTHS[0]} to {WIDTHS[-1]} characters. Choose such a width.")
        motion = next((one for one in parse_paper(found.state).motions if one.id == on), None)
        if motion is None:
            raise NotHere("There is no such motion on this paper.")
        number = found.versions.filter(text=on).count() + 1
        version = publish(motion.text, number, width)
        found.versions.create(
            text=on,
            number=number,
            width=width,
            content=version_content(version),
            published_at=datetime.fromisoformat(book.now),
        )
        public = {"number": number, "width": width, "digest": motion.text.digest}
        return enter_on(book, doer, "publish-version", found, public, on=(on,))


def _counted(debate: Debate, decision: int) -> Ruling:
    if not 0 <= decision < len(debate.decisions) or debate.decisions[decision].count is None:
        return Ruling.against("H10", Message.of("no-count-to-record"))
    return IN_ORDER
