"""Answers that members gave on a sheet, given in by the clerk. The minutes say how many, and no more."""

from __future__ import annotations

from collections.abc import Mapping

from onevoice.assembly.minutes import Json
from onevoice.assembly.sounding import Response
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done, paper_of_assembly
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.standing import person_of
from onevoice.chamber.minutes import writing
from onevoice.chamber.refusals import refuse

Answered = Mapping[str, tuple[str, Response]]
"""By question: the digest of the words that were answered, and the answer."""


def give_answers(doer: Doer, paper: str, answers: Mapping[str, Answered]) -> Done:
    """Give in answers; they take the place of all that were given in before.

    Parameters
    ----------
    doer : Doer
    paper : str
    answers : mapping of str to mapping
        By person id.

    Raises
    ------
    NotHere
        Also if somebody is not on the roll.
    Refused
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        refuse(may(doer, "give-answers", Object(found.assembly_id)))
        people = {one: person_of(doer, one) for one in answers}
        found.responses.all().delete()
        models.Response.objects.bulk_create(
            models.Response(
                paper=found, person=people[who], question=question, words=words, response=int(response)
            )
            for who, own in answers.items()
            for question, (words, response) in own.items()
        )
        public: dict[str, Json] = {
            "members": sum(bool(own) for own in answers.values()),
            "answers": sum(len(own) for own in answers.values()),
        }
        return Done(book.enter("give-answers", doer.signed, objects=(paper,), public=public), paper)
