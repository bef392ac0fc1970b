"""The summary on the terminal: the report's own sentences, without the page around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onevoice.report.account import account, title
from onevoice.report.language import Language
from onevoice.report.names import Names
from onevoice.report.sentences import findings, sureness


def summary(document: Mapping[str, Any], language: Language) -> str:
    """Tell an analysis in plain sentences.

    Parameters
    ----------
    document : mapping
        An analysis document.
    language : Language

    Returns
    -------
    str
        Lines of plain text; each finding is the proposition's words, then what is said of it.
    """
    return "\n".join(_lines(Names(document, language)))


def _lines(names: Names) -> Iterator[str]:
    yield title(names)
    yield " ".join(sentence.striptags() for sentence in account(names))
    for section in findings(names):
        yield from ("", section.heading.striptags())
        if not section.first:
            yield section.none.striptags()
            continue
        yield section.lead.striptags()
        for finding in section.first:
            yield f"- {' '.join(finding.text.split())}"
            yield f"  {finding.sentence.striptags()}"
            yield from (f"  ({ground.striptags()})" for ground in finding.grounds)
        more = len(section.rest) + section.unlisted
        if more:
            yield names.language.say_n("and {n} more", "and {n} more", more).striptags()
    yield ""
    yield names.language.plain("How sure this is")
    yield " ".join(sentence.striptags() for sentence in sureness(names))
    yield from names.document["notes"]
