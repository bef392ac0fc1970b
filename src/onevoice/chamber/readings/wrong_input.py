"""What is wrong with a file or with typed words, in the reader's language.

Readers of files say it in English, each in its place. Here stand the sentences that a person can meet on a
page, so that they can be translated; what is not here stays English (docs/translations.md lists it).
"""

from __future__ import annotations

import re
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop as _

from onevoice.assembly.messages import Message
from onevoice.assembly.wording.sentences import brief, say
from onevoice.chamber.readings.isolating import isolated
from onevoice.errors import InputError, WordingError

FILES = (
    # a roll
    _("This line has no name. Fill it in, or take the line out."),
    _("{word} is no role. Write member, clerk or chair, with ';' between several."),
    _("{cell} is no date. Write it as 2026-11-23."),
    _("{cell} is no weight. Write a whole number over 0, or a fraction as 2/3."),
    _("Line {row} has {key} already. Give each person an id of their own."),
    _("A roll has at most {most} lines. Divide the file."),
    _("no column is called 'name'; the columns are {columns}"),
    _("Name the columns in the first line, one of them 'name'"),
    # a sheet of answers
    _("no question is called {column}"),
    _("Call the columns as the sheet to fill in does, or take this one out"),
    _("two columns answer {column}"),
    _("Take one of them out"),
    _("no column is called as a question; the columns are {columns}"),
    _("Fill in the sheet that the page offers"),
    _("At most {most} lines are read. Divide the file."),
    _("It has {cells} cells under {width} columns. Put quotes round what holds a comma."),
    _("Nobody on the roll has the key {key}. Correct it, or take the line out."),
    _("Line {row} has {key} already. Keep one of the two."),
    _("{cell} in column {column} is no answer. Write agree, disagree or pass."),
    # any table
    _("such a file has at most {most} MB"),
    _("Take out what does not belong to it"),
    _("this file cannot be read to its end"),
    _("Save it anew as CSV in UTF-8"),
    _("this spreadsheet cannot be read"),
    _("Save it anew, or as CSV"),
    _("the file is empty"),
    _("Export it again, or remove it from the folder"),
    _("the bytes here are no text in UTF-8, UTF-16 or Windows-1252"),
    _("Save the file again as CSV in UTF-8"),
    _("the text contains a NUL character, so this is damaged or not a text file"),
    _("Export it again as CSV in UTF-8"),
    # documents
    _("this file is empty"),
    _("Choose the file that holds the text"),
    _("this document is locked by a password"),
    _("parts of this document are locked by a password"),
    _("Save it without one"),
    _("this is a document of an old kind (.doc), not a DOCX"),
    _("this is {kind}, not a DOCX"),
    _("an RTF document"),
    _("a PDF"),
    _("a spreadsheet"),
    _("a presentation"),
    _("this is no DOCX: it is not packed as one"),
    _("this is an OpenDocument file, not a DOCX"),
    _("this document may hold macros (.docm)"),
    _("this document is damaged or cut short"),
    _("this document is damaged"),
    _("this document holds no words"),
    _("Open it in a word processor and save it as a Word document (.docx)"),
    _("Save its words as a Word document (.docx)"),
    _("Fetch it anew. {todo}"),
    _("the document holds {what}, which cannot be carried as words"),
    _("Write it out in words"),
    _("this file needs more time or memory than a text should"),
    _("this file cannot be read"),
    _("reading this file takes longer than {seconds} seconds"),
    _("Save it anew from a word processor, or shorten it"),
    # words and plain files
    _("this is a PDF, which holds pages and no text that could be amended"),
    _("this is a packed file (a Word document has the ending .docx)"),
    _("this is a picture"),
    _("Save it as Markdown, HTML, Word (.docx) or plain text"),
    _("the file holds control characters, so this is damaged or no text"),
    _("the file holds no words"),
    _("Choose another file"),
    _("the text has {number} paragraphs and entries, and may have {most}"),
    _("paragraph {place} has {number} characters, and may have {most}"),
    _("Part it into paragraphs"),
    _("Divide it"),
)
"""As the readers of files say them, with names for what is filled in."""

NOTATION = {
    "not-understood": _(
        "“{words}” is not a notation that can be read. Write for example: leave out “X” and insert “Y”;"
        " in line 4, after “X” insert “Y”; leave out from “X” to end and add “Y”; at end add “Y”. Put the"
        " words of the text in quotation marks."
    ),
    "page-named": _("“{words}” names a page, and texts here have lines only. Name the line: in line 4, ..."),
    "quotation-open": _(
        "The quotation that begins {words} has no closing quotation mark. Close it, or put the words in"
        " double quotation marks if there is an apostrophe in them."
    ),
    "quotation-empty": _("A quotation is empty. Quote the words as they stand in the text."),
    "not-found": _("“{words}” does not stand in {where}.{candidates} Quote the words as they stand there."),
    "no-such-line": _("There is no line {line}: version {version} has lines {first} to {last}."),
    "lines-backwards": _("Lines {first} to {last} run backwards. Name the first line first."),
    "overlap-within": _("Two parts of the notation change the same words (“{words}”). Say it in one."),
    "nothing-to-insert": _("There is nothing between the quotation marks to insert. Write the words there."),
}
"""As notation says them in English, by message id."""

_PLACE = re.compile(r"\{(\w+)\}")


def said(error: InputError | WordingError) -> str:
    """Say what is wrong, where, and what to do next."""
    if isinstance(error, WordingError):
        return _of_wording(error)
    row = translated("row %(row)s") % {"row": error.row} if error.row is not None else ""
    column = translated("column “%(column)s”") % {"column": isolated(error.column)} if error.column else ""
    place = ", ".join(part for part in (isolated(error.file), row, column) if part)
    sentence = translated("%(what)s. %(todo)s.") % {
        "what": in_words(error.what),
        "todo": in_words(error.todo),
    }
    return (
        translated("%(place)s: %(sentence)s") % {"place": place, "sentence": sentence} if place else sentence
    )


def in_words(sentence: str) -> str:
    """Give what a reader of files said, in the reader's language; as it is, where it is not known here."""
    if get_language() == "en":
        return sentence
    for pattern, template in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return translated(template).format_map(
                {name: _filled(words) for name, words in found.groupdict().items()}
            )
    return sentence


def _of_wording(error: WordingError) -> str:
    language, message = get_language() or "en", error.message
    if language == "en":  # what was typed in German is answered in German
        return str(error)
    if message.id in NOTATION:
        given = {name: isolated(brief(words)) for name, words in message.parameters}
        return translated(NOTATION[message.id]).format_map(given)
    try:
        return say(Message(message.id, message.parameters), language)
    except KeyError:  # notation says more than stands here
        return str(error)


def _filled(words: str) -> str:
    known = in_words(words)
    return known if known != words or words.isdigit() else isolated(words)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give a pattern for each sentence, those of the most words of their own first."""
    own = sorted(FILES, key=lambda one: len(_PLACE.sub("", one)), reverse=True)
    return tuple((re.compile(_pattern(one), re.DOTALL), one) for one in own)


def _pattern(template: str) -> str:
    parts = _PLACE.split(template)  # words and names in turn
    return "".join(f"(?P<{one}>.+?)" if at % 2 else re.escape(one) for at, one in enumerate(parts))
