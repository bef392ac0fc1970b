"""Texts as HTML: blocks with their numbers and lines, and what amendments leave out and insert."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from onevoice.assembly.text import Block, Kind, MarkKind, Text
from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.assembly.wording.marking import Pair
from onevoice.assembly.wording.publishing import Line, Version
from onevoice.formats.direction import is_right_to_left
from onevoice.formats.flow import safe_target
from onevoice.formats.inline import Piece, by_line, pieces

_DEEPEST = 6  # of headings, as HTML has them; of indents, as the stylesheet has them
_NOTHING = SafeString("")


def written(text: Text, *, level: int = 3, prefix: str = "") -> SafeString:
    """Draw a text.

    Parameters
    ----------
    text : Text
    level : int
        Of its uppermost headings on the page.
    prefix : str
        Before the id of each block, to link to; empty for no ids.
    """
    blocks = (_block(one, _words(pieces(one.words, one.marks)), level, prefix) for one in text.blocks)
    return _whole(text.language, blocks)


def published(version: Version, *, level: int = 3, prefix: str = "") -> SafeString:
    """Draw a published version, with the number of every line beside it; parameters as `written`."""
    lines: dict[str, list[Line]] = {}
    for line in version.lines():
        lines.setdefault(line.block, []).append(line)
    blocks = (
        _block(one, _lines(one, lines.get(one.id, [])), level, prefix, "lined") for one in version.text.blocks
    )
    return _whole(version.text.language, blocks, "numbered")


def marked_up(
    marked: Iterable[MarkedBlock], names: Mapping[str, str], language: str = "", *, level: int = 3
) -> SafeString:
    """Draw a marked-up text.

    Parameters
    ----------
    marked : iterable of MarkedBlock
    names : mapping of str to str
        What the amendments are called; those that it names stand before their words.
    language : str
        Of the text.
    level : int
        Of its uppermost headings on the page.
    """
    return _whole(language, (one_marked(one, names, level=level) for one in marked))


def one_marked(one: MarkedBlock, names: Mapping[str, str], *, level: int = 3) -> SafeString:
    """Draw a block of a marked-up text; as `marked_up`."""
    words = format_html_join("", "{}", ((_run(run, names),) for run in one.runs if run.words))
    note = _NOTHING
    if one.moved:
        said = _("moved here") if one.moved == "here" else _("moved elsewhere")
        note = format_html('<bdi class="note">{}</bdi> ', said)
    elif one.state is not State.KEPT and not one.block.words:
        said = _("empty line left out") if one.state is State.DELETED else _("empty line inserted")
        note = format_html('<bdi class="note">{}</bdi>', said)
    return _block(one.block, format_html("{}{}", note, words), level, "", one.state.value)


def beside(pairs: Iterable[Pair], names: Mapping[str, str], language: str = "") -> SafeString:
    """Draw two texts side by side, row by row: as tabled, and as it would read."""
    rows = (
        (_("As it stands"), _cell(pair.base, names), _("As it would read"), _cell(pair.amended, names))
        for pair in pairs
    )
    drawn = format_html_join(
        "",
        '<div class="row"><div class="cell"><span class="hidden">{}: </span>{}</div>'
        '<div class="cell"><span class="hidden">{}: </span>{}</div></div>',
        rows,
    )
    head = format_html(
        '<div class="row head" aria-hidden="true"><div class="cell">{}</div><div class="cell">{}</div></div>',
        _("As it stands"),
        _("As it would read"),
    )
    return format_html('<div class="beside text"{}>{}{}</div>', _direction(language), head, drawn)


def _cell(marked: MarkedBlock | None, names: Mapping[str, str]) -> SafeString:
    if marked is None:
        return format_html('<bdi class="nothing">{}</bdi>', _("nothing"))
    return one_marked(marked, names)


def _whole(language: str, blocks: Iterable[SafeString], kind: str = "") -> SafeString:
    drawn = format_html_join("\n", "{}", ((one,) for one in blocks))
    kind = f"text {kind}".strip()
    return format_html('<div class="{}"{}>\n{}\n</div>', kind, _direction(language), drawn)


def _direction(language: str) -> SafeString:
    """Say in which direction the words run where their language is known; else they lie as the page does.

    Each block runs as its own words begin. The whole holds no word beside those: left to find its own
    direction it would lie at the wrong edge of a page that is read from the right.
    """
    if not language:
        return _NOTHING
    return format_html(' lang="{}" dir="{}"', language, "rtl" if is_right_to_left(language) else "ltr")


def _block(block: Block, words: SafeString, level: int, prefix: str, kind: str = "") -> SafeString:
    number = _NOTHING if kind == "lined" else _number(block)  # numbered lines bring it themselves
    identity = format_html(' id="{}{}"', prefix, block.id) if prefix else _NOTHING
    is_heading = block.kind is Kind.HEADING
    tag = f"h{min(_DEEPEST, level + max(0, block.depth - 1))}" if is_heading else "p"
    classes = f"{block.kind.value} deep-{min(_DEEPEST, max(0, block.depth))} {kind}".strip()
    return format_html('<{} class="{}" dir="auto"{}>{}{}</{}>', tag, classes, identity, number, words, tag)


def _number(block: Block) -> SafeString:
    return format_html('<span class="number">{}</span> ', block.number) if block.number else _NOTHING


def _lines(block: Block, lines: list[Line]) -> SafeString:
    return format_html_join(
        "",
        '<span class="line"><span class="line-number">{}</span> <span class="line-words">{}{}</span></span> ',
        (
            (line.number, _NOTHING if place else _number(block), _words(here))
            for place, (line, here) in enumerate(by_line(block, lines))
        ),
    )


def _run(run: Run, names: Mapping[str, str]) -> SafeString:
    words = _words(pieces(run.words, run.marks))
    if run.state is State.KEPT:
        return words
    by = _NOTHING
    if run.by in names:
        by = format_html('<bdi class="by">{}</bdi> ', names[run.by])
    tag, said = ("ins", _("inserted:")) if run.state is State.INSERTED else ("del", _("deleted:"))
    return format_html('{}<{}><bdi class="hidden">[{} </bdi>{}', by, tag, said, words) + format_html(
        '<bdi class="hidden">]</bdi></{}>', tag
    )


def _words(parts: Iterable[Piece]) -> SafeString:
    return mark_safe("".join(_piece(part) for part in parts))  # noqa: S308 - each piece is escaped


def _piece(part: Piece) -> SafeString:
    drawn = format_html("{}", part.words)
    for kind, target in sorted(part.styles, key=lambda style: style[0].value):
        if kind is MarkKind.LINK:
            if safe_target(target):
                drawn = format_html('<a href="{}" rel="noreferrer nofollow">{}</a>', target, drawn)
        else:
            drawn = format_html("<{0}>{1}</{0}>", "em" if kind is MarkKind.EMPHASIS else "strong", drawn)
    return drawn
