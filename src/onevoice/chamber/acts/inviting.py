"""Asking members of other groups to sign: who moves a text learns how many, and a name once it is signed."""

from __future__ import annotations

from datetime import datetime

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate, ListedMotion
from onevoice.assembly.order.rulings import Ruling
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done, paper_of_assembly
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.standing import standing_of
from onevoice.chamber.minutes import keeping, writing
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.cosigning import SIGNED, Cosigning
from onevoice.chamber.readings.expected import words_now
from onevoice.chamber.refusals import NotHere, refuse


def invite(doer: Doer, paper: str, on: str) -> Done:
    """Have everybody asked to sign a text who, by the latest account, is likely to agree with it.

    Parameters
    ----------
    doer : Doer
        Its mover, or who enters it for them.
    paper : str
    on : str
        Id of a motion or amendment that is not moved yet.

    Raises
    ------
    NotHere
    Refused
        Also if it is another's text, has been moved, or nobody is left to ask.
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        read = papers.paper(doer.assembly, paper)
        people = Cosigning(read).left(on)
        state = _askable(doer, read.debate, on, n=len(people))
        refuse(may(doer, "invite", Object(found.assembly_id, state=state)))
        now, words = datetime.fromisoformat(book.now), words_now(read)[on]
        found.invitations.filter(on=on, person_id__in=people).delete()  # to sign other words
        models.Invitation.objects.bulk_create(
            models.Invitation(paper=found, person_id=person, on=on, words=words, asked_at=now)
            for person in sorted(people)
        )
        public = {"for": doer.acts_for} if doer.acts_for else {}
        return Done(book.enter("invite", doer.signed, objects=(paper, on), public=public), on)


def decline_invitation(doer: Doer, paper: str, on: str) -> Done:
    """Say no to being asked; nobody learns of it, and it stands in no minutes.

    Raises
    ------
    NotHere, Refused
    """
    with keeping():
        refuse(may(doer, "decline-invitation", Object(doer.assembly, owner=doer.person)))
        row = models.Invitation.objects.filter(
            paper_id=paper, paper__assembly_id=doer.assembly, person_id=doer.person, on=on
        ).first()
        if row is None:
            raise NotHere("Nobody asked you to sign this.")
        row.is_declined = True
        row.save()
        return Done(0, on)


def _own(debate: Debate, on: str) -> Motion | Amendment:
    listed = debate.listed(on)
    if listed is None:
        raise NotHere("There is no such text on this paper.")
    return listed.motion if isinstance(listed, ListedMotion) else listed.amendment


def _askable(doer: Doer, debate: Debate, on: str, *, n: int) -> Ruling:
    if _own(debate, on).mover != doer.member:
        return Ruling.against("H6", Message.of("of-another-person"))
    if debate.named(on).stage not in SIGNED:
        return Ruling.against("H12", Message.of("no-longer-signed"))
    if n == 0:
        return Ruling.against("H12", Message.of("nobody-to-ask"))
    return standing_of(doer)
