"""The forms of a page as a person without JavaScript sees them: fields, what is chosen, buttons."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"input", "br", "meta", "link", "img", "hr"}


@dataclass
class Button:
    """A button of a form."""

    name: str
    value: str
    action: str
    words: str = ""


@dataclass
class Form:
    """A form, and the ids of the elements that it stands in."""

    action: str
    method: str
    within: tuple[str, ...]
    fields: list[tuple[str, str]] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    required: list[str] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    ticks: list[tuple[str, str]] = field(default_factory=list)
    radios: dict[str, list[str]] = field(default_factory=dict)
    buttons: list[Button] = field(default_factory=list)

    @property
    def act(self) -> str:
        """The act that it does, as its address says."""
        return self.action.rstrip("/").rpartition("/")[2]

    def sent(self, button: Button | None = None, **filled: str) -> dict[str, list[str]]:
        """Give what is sent when a button is pressed, with some fields filled in."""
        body: dict[str, list[str]] = {}
        for name, value in self.fields:
            body.setdefault(name, []).append(value)
        body |= {name: [value] for name, value in filled.items()}
        if button is not None and button.name:
            body[button.name] = [button.value]
        return body


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._stack: list[tuple[str, str]] = []
        self._form: Form | None = None
        self._button: Button | None = None
        self._select = ""
        self._area: str | None = None
        self._words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._stack.append((tag, given.get("id", "")))
        if tag == "form":
            within = tuple(id_ for _tag, id_ in self._stack if id_)
            self._form = Form(given.get("action", ""), given.get("method", "get"), within)
            self.forms.append(self._form)
        if self._form is None:
            return
        if tag == "input":
            self._input(self._form, given)
        elif tag == "button":
            self._button = Button(given.get("name", ""), given.get("value", ""), given.get("formaction", ""))
            self._form.buttons.append(self._button)
        elif tag == "select":
            self._select = given.get("name", "")
            self._form.choices[self._select] = []
        elif tag == "option" and self._select:
            options = self._form.choices[self._select]
            chosen = not options or "selected" in given
            options.append(given.get("value", ""))
            if chosen:
                self._form.fields = [one for one in self._form.fields if one[0] != self._select]
                self._form.fields.append((self._select, given.get("value", "")))
        elif tag == "textarea":
            self._area, self._words = given.get("name", ""), ""
        if "required" in given and given.get("name"):
            self._form.required.append(given["name"])

    @staticmethod
    def _input(form: Form, given: dict[str, str]) -> None:
        kind, name, value = given.get("type", "text"), given.get("name", ""), given.get("value", "")
        if kind in {"checkbox", "radio"}:
            if kind == "radio":
                form.radios.setdefault(name, []).append(value)
            else:
                form.ticks.append((name, value))
            if "checked" in given:
                form.fields.append((name, value))
            return
        if kind == "number":
            form.numbers.append(name)
        form.fields.append((name, value))

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._words += data
        elif self._button is not None:
            self._button.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None and self._form is not None:
            self._form.fields.append((self._area, self._words.lstrip("\n")))
            self._area = None
        elif tag == "button":
            self._button = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = None
        while self._stack:
            if self._stack.pop()[0] == tag:
                break


def visible(page: str) -> str:
    """Give the words of a page that a person sees or hears."""
    body = page.partition("<main")[2].partition("</main>")[0]
    return html.unescape(re.sub(r"<[^>]*>", " ", body))


def forms_of(page: str, within: str = "main") -> list[Form]:
    """Give the forms of a page that stand within an element of that id."""
    reader = _Reader()
    reader.feed(page)
    return [one for one in reader.forms if within in one.within]
