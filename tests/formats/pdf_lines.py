"""A small reader of the PDFs that are written here: their lines as they stand on the pages, and their tags.

It knows what this writer's typesetter writes (plain objects, deflated streams, two-byte glyphs with a map to
letters), and no more.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
_FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
_TOKEN = re.compile(
    r"""(?P<artifact>/Artifact)(?=[ /<])|<<(?P<properties>.*?)>>\s*BDC|(?P<begin>BMC)|(?P<end>EMC)
    |(?P<font>/f\d+)\ [\d.]+\ Tf|(?P<at>[-\d. ]+)\ cm|(?P<string>\()""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\([0-7]{3}|.)", re.DOTALL)
_ACTUAL = re.compile(r"/ActualText\(((?:\\.|[^\\)])*)\)", re.DOTALL)
_NAMES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}


@dataclass(frozen=True)
class Seen:
    """Letters on a page: where they stand, and whether they are beside the text (line and page numbers)."""

    page: int
    across: float
    down: float
    words: str
    beside: bool


def objects(content: bytes) -> dict[int, bytes]:
    """Give every object of a PDF by its number."""
    return {int(number): body for number, body in _OBJECT.findall(content)}


def tags(content: bytes) -> list[str]:
    """Give the tags of a PDF, in no order."""
    found = re.findall(rb"/StructElem/S/(\w+)", content)
    return [one.decode() for one in found]


def seen(content: bytes) -> Iterator[Seen]:
    """Give all that is drawn on the pages, in the order in which it is drawn."""
    held = objects(content)
    pages = [body for body in held.values() if b"/Type/Page/" in body]
    order = re.search(rb"/Type/Pages/Count \d+/Kids\[(.*?)\]", content)
    numbers = [int(one) for one in re.findall(rb"(\d+) 0 R", order[1])] if order else []
    assert len(pages) == len(numbers)
    for place, number in enumerate(numbers):
        page = held[number]
        resources = held[_reference(page, b"Resources")]
        letters = {
            name.decode(): _letters(_stream(held[_reference(held[int(font)], b"ToUnicode")]))
            for name, font in _FONT.findall(resources)
        }
        yield from _drawn(_stream(held[_reference(page, b"Contents")]), letters, place)


def lines(content: bytes) -> list[tuple[str, str]]:
    """Give each line on the pages, from the top, with the number that stands beside it."""
    rows: dict[tuple[int, float], tuple[list[Seen], list[Seen]]] = {}
    for one in seen(content):
        row = next(
            (key for key in rows if key[0] == one.page and abs(key[1] - one.down) < 2), (one.page, one.down)
        )
        rows.setdefault(row, ([], []))[one.beside].append(one)
    ordered = sorted(rows.items(), key=lambda row: (row[0][0], -row[0][1]))
    return [
        ("".join(one.words for one in words), "".join(one.words for one in beside))
        for _, (words, beside) in ordered
    ]


def _drawn(stream: bytes, letters: dict[str, dict[int, str]], page: int) -> Iterator[Seen]:
    open_: list[tuple[bool, str | None]] = []
    artifact, font, at = False, "", (0.0, 0.0)
    content, place = stream.decode("latin-1"), 0
    while token := _TOKEN.search(content, place):
        place = token.end()
        if token["artifact"]:
            artifact = True
        elif token["begin"] or token["properties"] is not None:
            actual = _ACTUAL.search(token["properties"] or "")
            open_.append((artifact, _ESCAPE.sub(_unescaped, actual[1]) if actual else None))
            artifact = False
        elif token["end"]:
            open_.pop()
        elif token["font"]:
            font = token["font"][1:]
        elif token["at"]:
            numbers = [float(one) for one in token["at"].split()]
            at = (numbers[-2], numbers[-1])
        else:
            end = _end_of_string(content, place)
            raw = _ESCAPE.sub(_unescaped, content[place:end]).encode("latin-1")
            place = end + 1
            glyphs = [raw[one] << 8 | raw[one + 1] for one in range(0, len(raw), 2)]
            words = "".join(letters[font].get(one, "") for one in glyphs)
            said = next((actual for _, actual in reversed(open_) if actual is not None), words)
            yield Seen(page, *at, said, any(beside for beside, _ in open_))


def _end_of_string(content: str, at: int) -> int:
    """Find the bracket that closes a string: those in pairs need no escape."""
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(content[at], 0)
        at += 2 if content[at] == "\\" else 1
    return at - 1


def _unescaped(found: re.Match[str]) -> str:
    said = found[1]
    return chr(int(said, 8)) if len(said) == 3 else _NAMES.get(said, said)


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found
    return int(found[1])


def _stream(body: bytes) -> bytes:
    head, _, rest = body.partition(b"stream\n")
    content = rest.rpartition(b"\nendstream")[0]
    return zlib.decompress(content) if b"/FlateDecode" in head else content


def _letters(cmap: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap.partition(b"endcodespacerange")[2])
    return {int(glyph, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for glyph, letter in pairs}
