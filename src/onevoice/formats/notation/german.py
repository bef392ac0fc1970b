# ruff: noqa: RUF001  # quotation marks and dashes of all kinds are meant
"""German notation: "In Zeile 4 werden die Wörter 'X' durch die Wörter 'Y' ersetzt"."""

from __future__ import annotations

import re
from functools import cache

from onevoice.formats.notation.grammar import LABEL, QUOTED, Grammar, Pieces
from onevoice.formats.notation.instructions import EVERY, LAST

_COUNT = ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt")
_ORDINALS = {
    **{rf"{word}e[nrms]?": at for at, word in enumerate(_COUNT, start=1)},
    r"\d+\.": EVERY,  # the digits say which
    r"letzte[nrms]?": LAST,
    r"jede[nrms]?": EVERY,
    r"alle[nr]?": EVERY,
    r"beide[nr]?": EVERY,
}
_KINDS = {
    "abs(?:ätzen?|atz(?:es)?)": "paragraph",
    r"abs\.?": "paragraph",
    "überschrift(?:en)?": "heading",
    "titels?": "heading",
    "listenpunkt(?:s|es|e|en)?": "list entry",
    "aufzählungspunkt(?:s|es|e|en)?": "list entry",
    "spiegelstrich(?:s|es|e|en)?": "list entry",
    "punkt(?:s|es|e|en)?": "list entry",
    "klauseln?": "clause",
    "buchstaben?": "clause",
    "nummern?": "clause",
    r"nr\.?": "clause",
    "ziffern?": "clause",
    "unterabs(?:ätzen?|atz(?:es)?)": "clause",
}
_P = Pieces(
    line=r"zeilen?|z\.?",
    to="bis|und",
    kinds=_KINDS,
    ordinals=_ORDINALS,
    within="in|im|auf|von",
    where="wo es|beim",
    times="vorkommen|nennung|stelle|mal",
    everywhere="überall|an allen stellen|jeweils|wo immer es vorkommt",
)
_ANEW = "(?:(?:neue|folgende|weitere|zusätzliche)[nrsm]?(?: neue[nrsm]?)?)"
_NEW = rf"(?:als |ein )?{_ANEW} {_P.kind}(?: {LABEL})?"
_PIECE = (
    rf"(?:(?:als |ein )?{_ANEW} (?P<kind>{_P.kind})"
    rf"(?: (?P<unnumbered>ohne nummer)| mit nummer {QUOTED}(?P<number>\d+))?"
    r"(?: auf ebene (?P<depth>\d+))? )?(?:folgende[nrsm]? )?"
    rf"{QUOTED}(?P<words>\d+)(?: als neue[nrsm]? (?P<kind_after>{_P.kind}))?(?: ,)?"
)
_BARE = re.sub(r"\?P<\w+>", "?:", _PIECE)
_CONTENT = rf"(?P<content>{_BARE}(?: (?:und )?(?={_NEW} ){_BARE})*)"
_INTRO = rf"(?:(?P<intro>{_NEW}) )?"
_OUT = (
    "(?:(?:ersatzlos )?(?:zu )?(?:streiche[nr]?|gestrichen|streichung|lösche[nr]?|gelöscht|entfällt|entfallen"
    "|entferne[n]?|entfernt)(?: von)?)"
)
_PUT = (
    "(?:einfügen|eingefügt|einzufügen|anfügen|angefügt|anzufügen|ergänzen?|ergänzt|zu ergänzen|hinzufügen"
    "|hinzugefügt|einsetzen|eingesetzt|gesetzt|einfügung von|einfügung|ergänzung)"
)
_PUT_NOW = "(?:füge|ergänze|setze)"
_PARTICLE = "(?: (?:ein|an|hinzu))?"
_SWAPPED = "(?:ersetzt|ersetzen|zu ersetzen|ausgetauscht)"
_WHOLE = "(?:antrags?|antrages|textes|text|entschließung|resolution|beschluss(?:es)?|dokuments?)"
_SAME = (
    rf"(?:(?P<same_line>zeile)|(?P<same_block>absatzes|punktes|absatz|punkt|überschrift))(?! {LABEL}(?: |$))"
)
_OF = rf"(?: (?:von )?(?:{_SAME}|{_P.place('z')}|{_WHOLE}))?"
_END = rf"(?:(?P<to_end>(?:zum )?(?:ende|schluss)){_OF}|{_P.quotation('b')}|{_P.place('b')})"
_BOUNDS = r"(?: (?:(?P<inclusive>einschließlich)|(?P<exclusive>ausschließlich)))?"
_IN = rf"(?: (?:in|im|auf) {_P.place('s')})?"
_SPAN = rf"(?:text |passage |passus |abschnitt )?(?:von |ab )?{_P.quotation('a')} bis {_END}{_BOUNDS}"
_EDGE = rf"(?:(?P<end>am (?:ende|schluss)|ans ende)|(?:am|an) (?:anfang|beginn)|zu beginn){_OF}"
_BESIDE = rf"(?:(?P<after>nach|hinter)|vor) {_P.anchor('a')}"
_NOW = rf"(?:(?:{_PUT_NOW}|ersetze)(?: dort| stattdessen| dafür| durch)?{_PARTICLE}|durch|stattdessen|dafür)"
_INSTEAD = rf"(?: (?:und )?{_NOW} {_CONTENT}(?: {_PUT}| {_SWAPPED})?{_PARTICLE})?"
_ALL = "(?:alles|gesamte[nr]? text|ganze[nr]? text|text|passus|passage|abschnitt)"
_ENTIRE = rf"(?:alles|(?:gesamte[nr]?|ganze[nr]?) {_WHOLE}|{_WHOLE})"


def _ways(what: str, *, alone: bool = True) -> tuple[str, ...]:
    """Say in every order of words that something goes, or that something else takes its place."""
    gone = (rf"{what} {_OUT}{_INSTEAD}", rf"{_OUT}{_IN} {what}{_INSTEAD}") if alone else ()
    return (
        *gone,
        rf"{what} durch {_INTRO}{_CONTENT}(?: {_SWAPPED})?",
        rf"{what} {_SWAPPED}(?: durch| mit)? {_CONTENT}",
        rf"(?:ersetzen?|ersetzung)(?: von)?{_IN} {what} (?:durch|mit) {_CONTENT}",
        rf"(?:ändere|tausche){_IN} {what} (?:in|zu|gegen) {_CONTENT}(?: aus)?",
        rf"(?:an)?statt {what}(?: es)? {_CONTENT}(?: {_PUT}| {_SWAPPED}| heißen)?",
        rf"(?:setze|schreibe){_IN} {_CONTENT} (?:an)?statt {what}",
    )


def _places(point: str) -> tuple[str, ...]:
    """Say in every order of words that something is inserted at a point."""
    return (
        rf"{point} {_INTRO}{_CONTENT} {_PUT}",
        rf"{point} {_INTRO}{_PUT} {_CONTENT}",
        rf"{_PUT_NOW}{_IN} {point} {_INTRO}{_CONTENT}{_PARTICLE}",
        rf"{_PUT_NOW}{_IN} {point}{_PARTICLE} {_INTRO}{_CONTENT}",
        rf"{_PUT_NOW}{_IN} {_CONTENT} {point}{_PARTICLE}",
        rf"{_PUT} {point} {_CONTENT}",
        rf"{_CONTENT} {point} {_PUT}",
    )


_REWORDED = (
    "(?:(?:erhält|bekommt|lautet)(?: in)?(?: folgende)?(?: fassung)?(?: wie folgt)?"
    "|(?:wie folgt )?(?:neu )?gefasst)"
)
_TO_PLACE = rf"(?:(?:(?P<after>nach|hinter)|vor) {_P.place('aw')}|{_EDGE})"
_LETTERED = rf"(?:\(?[a-z0-9]{{1,2}}[).] (?!{_P.kind}|[{QUOTED}]))?"
"""A letter or number before an instruction of several; not an ordinal."""
_FORMS = {
    "between": _ways(_SPAN),
    "after": _ways(rf"{_ALL} (?P<side>nach|hinter) {_P.quotation('a')}(?: bis {_END})?"),
    "from": _ways(rf"{_ALL} ab {_P.quotation('a')}"),
    "before": _ways(rf"{_ALL} (?:(?P<side>vor)|bis) {_P.quotation('b')}"),
    "phrase": _ways(_P.quotation("a")),
    "whole": (
        *_ways(_P.place("w")),
        rf"{_P.place('w')} {_REWORDED} {_CONTENT}",
    ),
    "everything": (
        *_ways(_ENTIRE),
        rf"{_WHOLE} {_REWORDED} {_CONTENT}",
    ),
    "beside": _places(_BESIDE),
    "edge": (
        *_places(_EDGE),
        rf"(?P<end>{_P.place('z')}) {_INTRO}{_CONTENT} (?:angefügt|anfügen|anzufügen|hinzugefügt)",
    ),
    "move": (
        rf"verschiebe {_P.place('w')} {_TO_PLACE}",
        rf"{_P.place('w')} {_TO_PLACE} (?:verschoben|verschieben)",
    ),
}


@cache
def grammar() -> Grammar:
    """Give the language's notations; their patterns are compiled when they are first needed."""
    return Grammar(
        language="de",
        noise=re.compile(
            "wird|werden|soll(?:en)?|ist|sind|d(?:er|ie|as|em|en|es)|ein(?:e[mns]?)?"
            "|wort(?:e[ns]?)?|wörtern?|angaben?|formulierung|ausdruck|bitte"
        ),
        opening=re.compile(
            r"(?:(?:ich beantrage|wir beantragen|änderungsantrag)(?: \w{1,3}\.?)? )?"
            rf"(?:{_WHOLE} (?:wie folgt )?(?:zu ändern|geändert) )?"
            rf"{_LETTERED}"
        ),
        scopes=tuple(
            re.compile(rf"(?:(?:in|im|auf) )?{_P.place('s', nested=nested)} ") for nested in (True, False)
        ),
        forms=tuple(
            (name, re.compile(rf"{form}(?= |$)")) for name, forms in _FORMS.items() for form in forms
        ),
        piece=re.compile(_PIECE),
        between=re.compile(r"(?: ?(?:[;,]|und|and|sowie|dann|ferner|außerdem))* ?" + _LETTERED),
        goes_on=re.compile(
            r"[\s.,:)]*(?:$|;|[.,:)]*[ \t]*\n|[—–-]|\("
            r"|\s(?:soll\s+)?(?:(?:in|zu|gegen|mit|es)\s+)?(?:d(?:ie|as|en|em)\s+)?(?:w[oö]rt\w*\s+)?[\"'“„‘‚«»‹›]"
            r"|(?:(?:und|sowie|wird|werden|zu|in|im|am|die|das|den|dem|der|ist|sind|soll|sollen"
            rf"|als|neue[nrs]?)\s+)*(?:{_OUT}|{_PUT}|{_PUT_NOW}|{_SWAPPED}|ersetze|heißen|aus|durch"
            r"|statt|anstatt|gegen|es|bis|nach|vor|hinter|ein|an"
            rf"|hinzu|ende|anfang|zeilen?|{_P.kind}|überall|jeweils|einschließlich|ausschließlich|stattdessen"
            rf"|wird|werden|ohne\s+nummer|mit\s+nummer|auf\s+ebene)(?!\w))",
            re.IGNORECASE,
        ),
        ordinals=_ORDINALS,
        kinds=_KINDS,
        inclusive=True,
    )
