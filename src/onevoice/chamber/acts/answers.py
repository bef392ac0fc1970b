"""Answers that members gave on a sheet, given in by the clerk. The minutes say how many, and no more."""

from __future__ import annotations

from collections.abc import Mapping

from onevoice.assembly.messages import Message
from onevoice.assembly.minutes import Json
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.assembly.sounding import Response
from onevoice.chamber import models
from onevoice.chamber.acts.doing import Done, paper_of_assembly
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.standing import person_of
from onevoice.chamber.minutes import writing
from onevoice.chamber.readings import papers
from onevoice.chamber.readings.questions import questions
from onevoice.chamber.refusals import NotHere, refuse
from onevoice.errors import SettingsError

Answered = Mapping[str, tuple[str, Response]]
"""By question: the digest of the words that were answered, and the answer."""

_ANSWERS = {Response.AGREE, Response.PASS, Response.DISAGREE}


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
        Also if somebody is not on the roll, or was erased from it.
    Refused
        Also if a question is not on the paper, or its words are not those that were answered.
    SettingsError
        If an answer is none.
    """
    with writing(doer.assembly) as book:
        found = paper_of_assembly(doer, paper)
        refuse(may(doer, "give-answers", Object(found.assembly_id, state=_answerable(doer, paper, answers))))
        people = {one: _on_the_roll(doer, one) for one in answers}
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


def _answerable(doer: Doer, paper: str, answers: Mapping[str, Answered]) -> Ruling:
    """Rule against answers to what the paper does not ask, or not in these words any more."""
    asked = {one.id: one for one in questions(papers.paper(doer.assembly, paper))}
    given = {(question, words) for own in answers.values() for question, (words, _) in own.items()}
    for question, words in sorted(given):
        if question not in asked:
            return Ruling.against("H13", Message.of("no-such-question"))
        if asked[question].digest != words:
            return Ruling.against("H13", Message.of("other-words-answered", question=asked[question].label))
    said = {response for own in answers.values() for _, response in own.values()}
    if not said <= _ANSWERS:
        raise SettingsError("An answer is agree, disagree or pass; who said nothing has none.")
    return IN_ORDER


def _on_the_roll(doer: Doer, person: str) -> models.Person:
    found = person_of(doer, person)
    if found.salt is None and not found.name:
        raise NotHere("Somebody was erased from the roll since the answers were read. Read them again.")
    return found
