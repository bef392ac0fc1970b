"""Instructions said in English."""

from __future__ import annotations

from onevoice.formats.notation.instructions import (
    EVERY,
    LAST,
    SAME_BLOCK,
    SAME_LINE,
    Beside,
    Between,
    Edge,
    Inserting,
    Instruction,
    LeavingOut,
    Moving,
    Phrase,
    Piece,
    Place,
    Quotation,
)
from onevoice.formats.notation.quoting import quoted

_COUNT = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PLURALS = {"list entry": "list entries"}


def say(instruction: Instruction) -> str:
    """Give the English notation of an instruction."""
    if isinstance(instruction, Moving):
        return f"move {_place(instruction.place)} to {_point(instruction.point)}"
    scope = f"in {_place(instruction.scope)}, " if instruction.scope else ""
    content = _content(instruction.content)
    if isinstance(instruction, Inserting):
        verb = "add" if instruction.point == Edge(None, end=True) else "insert"
        point = instruction.point
        at = "at " if isinstance(point, Edge) else ""
        return f"{scope}{at}{_point(point)} {verb} {content}"
    instead = f" and insert {content}" if content else ""
    return f"{scope}leave out {_span(instruction)}{instead}"


def _span(instruction: LeavingOut) -> str:
    span = instruction.span
    if isinstance(span, Phrase):
        return _quotation(span.quotation)
    if isinstance(span, Between):
        return _between(span)
    return "all" if span.place is None else _place(span.place)


def _between(span: Between) -> str:
    inclusive = " inclusive" if span.inclusive else ""
    if span.first is None:
        return f"from the beginning to {_end(span.last)}{inclusive}"
    if span.last is None and not span.inclusive:
        return f"all after {_quotation(span.first)}"
    return f"from {_quotation(span.first)} to {_end(span.last)}{inclusive}"


def _end(last: Quotation | Place | None) -> str:
    if last is None:
        return "end"
    return _quotation(last) if isinstance(last, Quotation) else f"the end of {_place(last)}"


def _point(point: Beside | Edge) -> str:
    if isinstance(point, Beside):
        anchor = point.anchor
        side = "after" if point.after else "before"
        return f"{side} {_quotation(anchor) if isinstance(anchor, Quotation) else _place(anchor)}"
    edge = "end" if point.end else "the beginning"
    return edge if point.place is None else f"{'the ' if point.end else ''}{edge} of {_place(point.place)}"


def _quotation(quotation: Quotation) -> str:
    which = {None: "", EVERY: "every ", LAST: "the last "}.get(quotation.ordinal)
    if which is None:
        which = f"the {_ordinal(quotation.ordinal or 0)} "
    place = f" in {_place(quotation.place)}" if quotation.place else ""
    return f"{which}{quoted(quotation.words, 'en')}{place}"


def _place(place: Place) -> str:
    if place in (SAME_LINE, SAME_BLOCK):
        return "the line" if place == SAME_LINE else "the paragraph"
    if place.lines is not None:
        first, last = place.lines
        return f"line {first}" if first == last else f"lines {first} to {last}"
    if place.ordinal:
        return f"the {'last' if place.ordinal == LAST else _ordinal(place.ordinal)} {place.kind}"
    if place.until:
        plural = _PLURALS.get(place.kind, f"{place.kind}s")
        return f"{plural} {_labels(place.labels)} to {_labels(place.until)}"
    return f"{place.kind} {_labels(place.labels)}" if place.labels else f"the {place.kind}"


def _labels(labels: tuple[str, ...]) -> str:
    if len(labels) == 1 and labels[0].isdecimal():
        return labels[0]
    return "".join(f"({label})" for label in labels)


def _ordinal(number: int) -> str:
    if number <= len(_COUNT):
        return _COUNT[number - 1]
    ending = "th" if 10 < number % 100 < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _content(content: tuple[Piece, ...]) -> str:
    said = [_piece(piece) for piece in content]
    return " and ".join((", ".join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said)


def _piece(piece: Piece) -> str:
    words = quoted(piece.words, "en")
    if not piece.kind:
        return words
    number = (
        ""
        if piece.number is None
        else f" numbered {quoted(piece.number, 'en')}"
        if piece.number
        else " unnumbered"
    )
    depth = "" if piece.depth is None else f" at level {piece.depth}"
    return f"new {piece.kind}{number}{depth} {words}"
