"""The sheet on which members' answers are collected: made to be filled in, and read again."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from django.utils.translation import get_language_bidi, pgettext
from django.utils.translation import gettext as _

from onevoice.chamber import models
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.order_paper import facts_of
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.pending import in_words
from onevoice.chamber.readings.questions import Question, callings
from onevoice.errors import InputError
from onevoice.formats.answer_sheet import AnswersRead, read_answers
from onevoice.formats.guarded_csv import guarded, guarded_csv
from onevoice.formats.lines import LARGEST

_LONGEST = 32_000  # letters that a cell of a spreadsheet holds
_MADE = datetime(2000, 1, 1, tzinfo=UTC)  # the same roll and questions give the same bytes


def csv_sheet(members: Iterable[models.Person], questions: Sequence[Question]) -> bytes:
    """Give the sheet to fill in as CSV: a line for each member, a column for each question."""
    return guarded_csv(_head(questions), ((one.key, one.name, *([""] * len(questions))) for one in members))


def xlsx_sheet(
    assembly: models.Assembly,
    read: PaperRead,
    members: Iterable[models.Person],
    questions: Sequence[Question],
) -> bytes:
    """Give the sheet to fill in as a spreadsheet; its second sheet lists the words of each question."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    book.set_properties({"created": _MADE})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    people = tuple(members)
    answers = book.add_worksheet(_("Answers"))
    for column, words in enumerate(_head(questions)):
        answers.write_string(0, column, _cell(words), bold)
    for row, one in enumerate(people, start=1):
        answers.write_string(row, 0, _cell(one.key))
        answers.write_string(row, 1, _cell(one.name))
    if people and questions:
        choices = {"validate": "list", "source": _choices()}
        answers.data_validation(1, 2, len(people), len(questions) + 1, choices)
    answers.set_column(0, 0, 10)
    answers.set_column(1, 1, 28)
    answers.set_column(2, max(2, len(questions) + 1), 16)
    answers.freeze_panes(1, 2)
    asked = book.add_worksheet(_("Questions"))
    asked.set_column(0, 0, 28)
    asked.set_column(1, 1, 90)
    rows = [(_("Question"), _("Words")), *_worded(assembly, read, questions)]
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            asked.write_string(row, column, _cell(words), wrapped if row else bold)
    if get_language_bidi():
        answers.right_to_left()
        asked.right_to_left()
    book.close()
    return made.getvalue()


def read_sheet(upload: Any, read: PaperRead, members: Iterable[models.Person]) -> AnswersRead:
    """Read a sheet that was filled in.

    Raises
    ------
    InputError
        If it is no table, is too large, or has a column that is called as no question.
    """
    if upload.size > LARGEST:
        raise InputError(
            _("A sheet of answers has at most %d MB") % (LARGEST >> 20), _("Take out what is no answer")
        )
    own = {one.key: one.id for one in members}
    keys = {**{guarded(key): person for key, person in own.items()}, **own}  # as a CSV writes them, too
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "answers"
        path.write_bytes(upload.read())
        return read_answers(path, callings(read), keys, Path(str(upload.name)).name)


def _head(questions: Iterable[Question]) -> tuple[str, ...]:
    return (_("Id"), _("Name"), *(one.label for one in questions))


def _choices() -> list[str]:
    """Give what a cell may say, as ``read_answers`` understands it in every language of the pages."""
    return [pgettext("answer", "agree"), pgettext("answer", "disagree"), pgettext("answer", "pass")]


def _worded(
    assembly: models.Assembly, read: PaperRead, questions: Iterable[Question]
) -> Iterable[tuple[str, str]]:
    """Give each question with its words; of an amendment as a whole, what it does."""
    facts = facts_of(assembly, read)
    for one in questions:
        words = one.words or "\n".join(for_file(line) for line in in_words(read, facts, one.on))
        yield one.label, words


def _cell(words: str) -> str:
    return for_file(words)[:_LONGEST]
