"""What the page calls things: groups, propositions, and figures that lead to their definitions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import Markup

from onevoice.report.language import Language

Document = Mapping[str, Any]
BRIEF = 140


@dataclass(frozen=True, eq=False)
class Names:
    """A document and the language it is told in.

    Attributes
    ----------
    document : Mapping
        The analysis document.
    language : Language
        What to word it in.
    """

    document: Document
    language: Language

    @cached_property
    def propositions(self) -> dict[str, Document]:
        """Every proposition by its id."""
        return {entry["id"]: entry for entry in self.document["propositions"]}

    @cached_property
    def groups(self) -> dict[str, Document]:
        """Every group by its id."""
        return {group["id"]: group for group in self.document["groups"]}

    @cached_property
    def _anchors(self) -> dict[str, str]:
        return {entry["id"]: f"p{n}" for n, entry in enumerate(self.document["propositions"], 1)}

    @property
    def basis(self) -> list[str]:
        """Groups that agreement and divisiveness run over."""
        return [group for group in self.document["basis"]["groups"] if group != "all"]

    @property
    def across(self) -> bool:
        """Whether there are at least two groups to compare."""
        return len(self.basis) > 1

    def anchor(self, proposition: str) -> str:
        """Return where on the page a proposition stands."""
        return self._anchors[proposition]

    def brief(self, proposition: str) -> Markup:
        """Link to a proposition by the beginning of its text."""
        return self._link(proposition, shorten(self.text(proposition)))

    def full(self, proposition: str) -> Markup:
        """Link to a proposition by its text."""
        return self._link(proposition, self.text(proposition))

    def text(self, proposition: str) -> str:
        """Give a proposition's words, or its id where it has none."""
        return self.propositions[proposition]["text"] or proposition

    def _link(self, proposition: str, text: str) -> Markup:
        return Markup('<a href="#{}"><bdi>{}</bdi></a>').format(self.anchor(proposition), text)

    def group(self, group: str) -> Markup:
        """Name a group or a bloc."""
        language = self.language
        entry = self.groups.get(group)
        if group == "all":
            return (
                language.say("All members")
                if self.document["has_roll"]
                else language.say("All who took part")
            )
        column, name = (entry["column"], entry["name"]) if entry else ("", group)
        if column == "bloc":
            return language.say("Bloc {number}", number=name)
        shown = Markup("<bdi>{}</bdi>").format(name)
        if column != self.document["basis"]["column"] and len(self._columns) > 1:
            return language.say(
                "{group} ({column})", group=shown, column=Markup("<bdi>{}</bdi>").format(column)
            )
        return shown

    def plain_group(self, group: str) -> str:
        """Name a group where markup cannot stand."""
        return self.group(group).striptags()

    def of_whom(self, group: str) -> Markup:
        """Say whose share it is; without a roll it is always of those who took part."""
        language, roll = self.language, self.document["has_roll"]
        if group == "all":
            return language.say("of all members") if roll else language.say("of those who took part")
        if roll:
            return language.say("of the members of {group}", group=self.group(group))
        return language.say("of those who took part from {group}", group=self.group(group))

    def figure(self, text: str, term: str) -> Markup:
        """Make a figure that leads to its definition."""
        return Markup('<a class="f" href="#def-{}">{}</a>').format(term, text)

    @cached_property
    def _columns(self) -> set[str]:
        return {group["column"] for group in self.document["groups"]} - {"", "bloc"}


def all_heard(support: Document) -> bool:
    """Whether a group's share is a plain count: none of its members is unheard, and no count is withheld."""
    return bool(support["unheard"] == 0 and support["agree"] is not None)


def shorten(text: str, length: int = BRIEF) -> str:
    """Cut a text at a space, with an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    head = flat[:length].rsplit(" ", 1)[0] if " " in flat[:length] else flat[:length]
    return f"{head} …"
