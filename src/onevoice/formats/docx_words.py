"""Words and marks of a paragraph of a DOCX, tracked changes taken as accepted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from onevoice.assembly.text import MarkKind
from onevoice.errors import InputError
from onevoice.formats.docx_numbering import shown
from onevoice.formats.flow import safe_target
from onevoice.formats.inline import Piece, Style

LINE_NUMBER = "line number"
"""Name of the style of runs that hold line numbers; they are no words of the text."""

_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_THROUGH = {
    *map(qn, ("w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:sdt", "w:sdtContent", "w:fldSimple")),
    *map(qn, ("w:bdo", "w:dir", "w:ruby", "w:rubyBase")),
}
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:ptab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x1c\x1d\x1e\x85\u2028\u2029", " "))
_OFF = {"0", "false", "off", "none"}


@dataclass(slots=True)
class Surroundings:
    """What the words of a paragraph need to know of the document, and what they leave for it.

    Attributes
    ----------
    run_styles : mapping of str to sequence of element
        Id of a character style to the run properties of it and of what it is based on.
    line_number : str
        Id of the style of line numbers; empty for none.
    targets : mapping of str to str
        Id of a relationship to where a link leads.
    notes : list of (str, str)
        Footnotes ("footnote") and endnotes ("endnote") in the order in which words refer to them, by id.
    boxes : list of element
        Contents of text boxes that are anchored in the words read last.
    """

    run_styles: Mapping[str, Sequence[Any]]
    line_number: str
    targets: Mapping[str, str]
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


@dataclass(slots=True)
class _Field:
    code: str = ""
    link: str = ""


class Words:
    """Reads words, one paragraph after another: a field may begin in one and end in another."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._fields: list[_Field] = []

    def pieces(self, parent: Any, link: str = "") -> Iterator[Piece]:
        """Yield the words in a paragraph or a part of it.

        Raises
        ------
        InputError
            If it holds what cannot be carried as words: an equation, a diagram, words struck through or
            hidden.
        """
        for child in parent:
            if child.tag == qn("w:r"):
                yield from self._run(child, link)
            elif child.tag == qn("w:hyperlink"):
                yield from self.pieces(child, self._target(child) or link)
            elif child.tag in _THROUGH:
                yield from self.pieces(child, link)
            elif child.tag == f"{_ALTERNATIVES}AlternateContent":
                yield from self.pieces(chosen(child), link)
            elif isinstance(child.tag, str) and child.tag.startswith(_MATHS):
                raise _not_words("an equation")

    def _run(self, run: Any, link: str) -> Iterator[Piece]:
        properties = run.find(qn("w:rPr"))
        name = _style_of(properties)
        if name and name == self._around.line_number:
            return
        all_properties = [
            one for one in (properties, *self._around.run_styles.get(name, ())) if one is not None
        ]
        parts: list[str] = []
        link = next((one.link for one in reversed(self._fields) if one.link), link)
        for child in run:
            if child.tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif child.tag == qn("w:instrText"):
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif child.tag == qn("w:ruby"):
                yield from self.pieces(child, link)
            else:
                parts.append(self._sign(child))
        words = "".join(parts)
        if words:
            _refuse_unsure(words, all_properties)
            yield Piece(re.sub(" *\n[ \n]*", " ", words), frozenset(_styles(all_properties, link)))

    def _sign(self, child: Any) -> str:
        """Give the words that a run's child stands for; text boxes are left for later."""
        if child.tag == qn("w:t"):
            return (child.text or "").translate(_BREAKS)
        if child.tag in _SIGNS:
            return _SIGNS[child.tag]
        if child.tag == qn("w:sym"):
            return shown(chr(int(child.get(qn("w:char"), "FFFD"), 16)))
        if child.tag in {qn("w:footnoteReference"), qn("w:endnoteReference")}:
            kind = "footnote" if child.tag == qn("w:footnoteReference") else "endnote"
            self._around.notes.append((kind, child.get(qn("w:id"), "")))
            return f"[{len(self._around.notes)}]"
        if child.tag == f"{_ALTERNATIVES}AlternateContent":
            return "".join(self._sign(one) for one in chosen(child))
        if child.tag in {qn("w:drawing"), qn("w:pict"), qn("w:object")}:
            if any(one.get("uri") == _DIAGRAM for one in child.iter(qn("a:graphicData"))):
                raise _not_words("a diagram")
            self._around.boxes += _outermost(child, qn("w:txbxContent"))
        return ""

    def _field(self, kind: str | None) -> None:
        """Follow the beginning, middle or end of a field; a link may be stored as one."""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            found = re.match(r'\s*HYPERLINK\s+"([^"]*)"', self._fields[-1].code)
            self._fields[-1].link = safe_target(found[1]) if found else ""
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _target(self, link: Any) -> str:
        """Give where a link leads; empty where it leads nowhere that a reader should be sent."""
        if target := self._around.targets.get(link.get(qn("r:id"), "")):
            return safe_target(target)
        anchor = link.get(qn("w:anchor"), "")
        return f"#{anchor}" if anchor and not anchor.startswith("_") else ""


def chosen(alternatives: Any) -> Any:
    """Give the first of several forms of one content; the others say the same for older programs."""
    return next(iter(alternatives), ())


def is_on(properties: Any, name: str) -> bool | None:
    """Say whether a switch such as ``w:b`` is on or off; None where nothing is said."""
    element = properties.find(qn(name))
    return None if element is None else element.get(qn("w:val"), "1") not in _OFF


def _first(all_properties: Sequence[Any], name: str) -> bool:
    said = (is_on(properties, name) for properties in all_properties)
    return next((one for one in said if one is not None), False)


def _styles(all_properties: Sequence[Any], link: str) -> Iterator[Style]:
    complex_script = _first(all_properties, "w:rtl") or _first(all_properties, "w:cs")
    for name, kind in (("w:i", MarkKind.EMPHASIS), ("w:b", MarkKind.STRONG)):
        if _first(all_properties, f"{name}Cs" if complex_script else name):
            yield kind, ""
    if link:
        yield MarkKind.LINK, link


def _refuse_unsure(words: str, all_properties: Sequence[Any]) -> None:
    """Refuse words of which it is not sure that they stand: a text has words, or has them not."""
    for name, how, todo in (
        ("w:strike", "struck through", "remove the line through them"),
        ("w:dstrike", "struck through", "remove the lines through them"),
        ("w:vanish", "hidden", "show them"),
    ):
        if words.strip() and _first(all_properties, name):
            raise InputError(
                f"the words {words.strip()[:60]!r} are {how}", f"Take them out of the document, or {todo}"
            )


def _style_of(properties: Any) -> str:
    style = None if properties is None else properties.find(qn("w:rStyle"))
    return "" if style is None else str(style.get(qn("w:val"), ""))


def _outermost(parent: Any, tag: str) -> Iterator[Any]:
    """Yield elements of a tag that lie in no other of that tag, of alternatives the first."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag == f"{_ALTERNATIVES}AlternateContent":
            yield from _outermost(chosen(child), tag)
        else:
            yield from _outermost(child, tag)


def _not_words(what: str) -> InputError:
    return InputError(f"the document holds {what}, which cannot be carried as words", "Write it out in words")
