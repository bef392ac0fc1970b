"""Sentences that the document brings along, in the language of the page where they are known."""

from __future__ import annotations

from markupsafe import Markup

from onevoice.report.language import SOURCE, Language

SENTENCES = (
    "the fewest dimensions within one standard error of the best held-out log loss",
    (
        "the fewest dimensions within one standard error of the best held-out log loss"
        ", of as many as so few propositions can show"
    ),
    (
        "the fewest dimensions within one standard error of the best held-out log loss"
        ", of two at most because the work was asked to be fast"
    ),
    "the number of dimensions was given",
    "so few propositions can show no dimension",
    "nobody took a side, so there is nothing to place",
    "There is nobody to leave out.",
    "Too few members would be left.",
    "With this group left out, only one is left to compare.",
    "The source does not say when anybody answered.",
    "With fewer than 100 members, one in a hundred is nobody.",
)
"""What documents are known to say; each has its translation in every catalogue."""


def quoted(language: Language, sentence: str) -> Markup:
    """Translate a sentence of the document, or mark it as English where it is not known."""
    if sentence in SENTENCES or language.code == SOURCE:
        return Markup("{}").format(language.catalogue.gettext(sentence))
    return Markup('<span lang="en" dir="ltr">{}</span>').format(sentence)
