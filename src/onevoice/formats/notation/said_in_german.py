"""Instructions said in German."""

from __future__ import annotations

from dataclasses import dataclass

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

_COUNT = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt")


@dataclass(frozen=True, slots=True)
class _Noun:
    """A kind of block: its name, in the plural, and what an article or adjective before it ends with."""

    name: str
    plural: str
    nominative: str
    dative: str
    new: str


_NOUNS = {
    "paragraph": _Noun("Absatz", "Absätze", "der", "dem", "neuer"),
    "heading": _Noun("Überschrift", "Überschriften", "die", "der", "neue"),
    "list entry": _Noun("Punkt", "Punkte", "der", "dem", "neuer"),
    "clause": _Noun("Nummer", "Nummern", "die", "der", "neue"),
}


def say(instruction: Instruction) -> str:
    """Give the German notation of an instruction."""
    if isinstance(instruction, Moving):
        place = instruction.place
        return _clause(
            None, _place(place), _several(place), f"{_point(instruction.point, moving=True)} verschoben"
        )
    content = _content(instruction.content)
    many = len(instruction.content) > 1
    if isinstance(instruction, Inserting):
        point = _point(instruction.point)
        verb = "angefügt" if isinstance(instruction.point, Edge) and instruction.point.end else "eingefügt"
        first = f"{_scope(instruction.scope)} " if instruction.scope else ""
        opening = f"{first}{'werden' if many else 'wird'} {point}" if first else ""
        return (
            f"{opening} {content} {verb}"
            if first
            else f"{_upper(point)} {'werden' if many else 'wird'} {content} {verb}"
        )
    done = f"durch {content} ersetzt" if content else "gestrichen"
    subject, several = _span(instruction)
    return _clause(instruction.scope, subject, several, done)


def _clause(scope: Place | None, subject: str, several: bool, done: str) -> str:
    verb = "werden" if several else "wird"
    return f"{_scope(scope)} {verb} {subject} {done}" if scope else f"{_upper(subject)} {verb} {done}"


def _span(instruction: LeavingOut) -> tuple[str, bool]:
    """Give what is left out, and whether it takes a verb in the plural."""
    span = instruction.span
    if isinstance(span, Phrase):
        return _words(span.quotation, "das Wort", "die Wörter")
    if isinstance(span, Between):
        between = _between(span)
        return between, between.startswith("die Wörter")
    return ("der gesamte Text", False) if span.place is None else (_place(span.place), _several(span.place))


def _between(span: Between) -> str:
    if span.first is None:
        last = span.last
        if isinstance(last, Quotation):
            return f"alles {'bis' if span.inclusive else 'vor'} {_quotation(last)}"
        return "alles"
    if not span.inclusive and not isinstance(span.last, Quotation):
        end = "" if span.last is None else f" bis {_end(span.last)}"
        return f"alles nach {_quotation(span.first)}{end}"
    kept = "" if span.inclusive else " ausschließlich"
    return f"die Wörter von {_quotation(span.first)} bis {_end(span.last)}{kept}"


def _end(last: Quotation | Place | None) -> str:
    if last is None:
        return "zum Ende"
    if isinstance(last, Quotation):
        return _quotation(last)
    if last in (SAME_LINE, SAME_BLOCK):
        return f"zum Ende {'der Zeile' if last == SAME_LINE else 'des Absatzes'}"
    return f"zum Ende von {_place(last, dative=True)}"


def _point(point: Beside | Edge, *, moving: bool = False) -> str:
    if isinstance(point, Beside):
        side = "nach" if point.after else "vor"
        if isinstance(point.anchor, Quotation):
            return f"{side} {_words(point.anchor, 'dem Wort', 'den Wörtern')[0]}"
        return f"{side} {_place(point.anchor, dative=True)}"
    edge = (
        ("ans Ende" if moving else "am Ende") if point.end else ("an den Anfang" if moving else "am Anfang")
    )
    if point.place is None:
        return edge
    if point.place in (SAME_LINE, SAME_BLOCK):
        return f"{edge} {'der Zeile' if point.place == SAME_LINE else 'des Absatzes'}"
    return f"{edge} von {_place(point.place, dative=True)}"


def _words(quotation: Quotation, one: str, several: str) -> tuple[str, bool]:
    """Give quoted words with their article, and whether they are several."""
    if quotation.ordinal is not None:
        return _quotation(quotation), False
    many = len(quotation.words.split()) > 1
    return f"{several if many else one} {_quotation(quotation)}", many


def _quotation(quotation: Quotation) -> str:
    which = {None: "", EVERY: "jedes ", LAST: "das letzte "}.get(quotation.ordinal)
    if which is None:
        which = f"das {_ordinal(quotation.ordinal or 0, 'e')} "
    place = f" in {_place(quotation.place, dative=True)}" if quotation.place else ""
    return f"{which}{quoted(quotation.words, 'de')}{place}"


def _scope(place: Place | None) -> str:
    return f"In {_place(place, dative=True)}" if place else ""


def _place(place: Place, *, dative: bool = False) -> str:
    if place.lines is not None:
        first, last = place.lines
        return (
            f"Zeile {first}" if first == last else f"{'den' if dative else 'die'} Zeilen {first} bis {last}"
        )
    noun = _NOUNS[place.kind]
    article = noun.dative if dative else noun.nominative
    if place.ordinal:
        ending = "en" if dative else "e"
        which = f"letzt{ending}" if place.ordinal == LAST else _ordinal(place.ordinal, ending)
        return f"{article} {which} {noun.name}"
    if place.until:
        return (
            f"{'den' if dative else 'die'} {noun.plural} {_labels(place.labels)} bis {_labels(place.until)}"
        )
    return f"{noun.name} {_labels(place.labels)}" if place.labels else f"{article} {noun.name}"


def _several(place: Place) -> bool:
    return bool(place.until) or (place.lines is not None and place.lines[0] != place.lines[1])


def _labels(labels: tuple[str, ...]) -> str:
    if len(labels) == 1 and labels[0].isdecimal():
        return labels[0]
    return "".join(f"({label})" for label in labels)


def _ordinal(number: int, ending: str) -> str:
    return f"{_COUNT[number - 1]}{ending}" if number <= len(_COUNT) else f"{number}."


def _content(content: tuple[Piece, ...]) -> str:
    said = [_piece(piece) for piece in content]
    return " und ".join((", ".join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said)


def _piece(piece: Piece) -> str:
    words = quoted(piece.words, "de")
    if not piece.kind:
        return words
    noun = _NOUNS[piece.kind]
    number = (
        ""
        if piece.number is None
        else f" mit Nummer {quoted(piece.number, 'de')}"
        if piece.number
        else " ohne Nummer"
    )
    depth = "" if piece.depth is None else f" auf Ebene {piece.depth}"
    return f"{noun.new} {noun.name}{number}{depth} {words}"


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
