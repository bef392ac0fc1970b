# ruff: noqa: RUF001  # quotation marks and dashes of all kinds are meant
"""English notation: "leave out from 'X' to 'Y' and insert 'Z'"."""

from __future__ import annotations

import re
from functools import cache

from onevoice.formats.notation.grammar import LABEL, QUOTED, Grammar, Pieces
from onevoice.formats.notation.instructions import EVERY, LAST

_COUNT = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_ORDINALS = {
    **{word: at for at, word in enumerate(_COUNT, start=1)},
    r"\d+(?:st|nd|rd|th)": EVERY,  # the digits say which
    "last": LAST,
    "final": LAST,
    "every": EVERY,
    "each": EVERY,
    "both": EVERY,
}
_KINDS = {
    "paragraphs?": "paragraph",
    "paras?": "paragraph",
    "headings?": "heading",
    "title": "heading",
    "list entr(?:y|ies)": "list entry",
    "entr(?:y|ies)": "list entry",
    "list points?": "list entry",
    "bullet(?: points?)?": "list entry",
    "points?": "list entry",
    "clauses?": "clause",
    "sub-?paragraphs?": "clause",
    "sub-?sections?": "clause",
    "sections?": "clause",
}
_P = Pieces(
    line=r"lines?|l\.?",
    to="to|and|until|through",
    kinds=_KINDS,
    ordinals=_ORDINALS,
    within="in|at|on|of|within",
    where="where it (?:occurs|appears|stands)(?: for)?",
    times="occurrence|mention|time|instance",
    everywhere="wherever (?:it|they) (?:occurs?|appears?|stands?)|throughout|in every place",
)
_NEW = rf"(?:as )?(?:an? )?(?:new|additional|further) {_P.kind}"
_PIECE = (
    rf"(?:(?:as )?(?:an? )?(?:new|additional|further) (?P<kind>{_P.kind})"
    rf"(?: (?P<unnumbered>unnumbered)| numbered {QUOTED}(?P<number>\d+))?(?: at level (?P<depth>\d+))? )?"
    rf"(?:as follows )?{QUOTED}(?P<words>\d+)"
    rf"(?: as (?:an? )?(?:new|separate) (?P<kind_after>{_P.kind}))?(?: ,)?"
)
_BARE = re.sub(r"\?P<\w+>", "?:", _PIECE)
_CONTENT = rf"(?P<content>{_BARE}(?: (?:and )?(?={_NEW} ){_BARE})*)"
_EVERYWHERE = rf"(?: (?P<everywhere>{_P.everywhere}))?"
_OUT = "(?:leave out|omit|delete|strike out|strike|remove|cut)"
_PUT = "(?:insert|add|substitute|put|append)(?: instead| there| in (?:its|their) places?)?(?: following)?"
_IN = rf"(?: (?:in|at|on|within) {_P.place('s')})?"
_INSERT = rf"(?: (?:and )?(?:then )?(?:to )?(?:{_PUT}|replace (?:it |them )?(?:with|by)) {_CONTENT})?"
_WHOLE = r"(?:question|motion|text|resolution|amendment|document)"
_SAME = rf"(?:(?P<same_line>line)|(?P<same_block>paragraph|entry|heading|clause))(?! {LABEL}(?: |$))"
_OF = rf"(?: of (?:{_SAME}|{_P.place('z')}|{_WHOLE}))?"
_TO = rf"(?: to (?:{_P.quotation('b')}|(?P<to_end>end){_OF}|{_P.place('b')}))"
_INCLUSIVE = r"(?: (?:both )?(?:(?P<inclusive>inclusive)|(?P<exclusive>exclusive)))?"
_EDGE = rf"(?:at )?(?:(?P<end>end)|(?:beginning|start)){_OF}"
_BESIDE = rf"(?:(?P<after>after|behind|following)|before|in front of) {_P.anchor('a')}"
_AFTER = rf"(?:all|everything)(?: that (?:stands|comes))? (?P<side>after|following) {_P.quotation('a')}"
_ASIDE = r"(?:(?P<after>after|behind)|before|in front of)"
_FORMS = {
    "between": (
        rf"{_OUT}{_IN}(?: all| everything)? from {_P.quotation('a')}{_TO}{_INCLUSIVE}{_INSERT}",
        rf"replace(?: all| everything)? from {_P.quotation('a')}{_TO}{_INCLUSIVE} (?:with|by) {_CONTENT}",
        rf"{_OUT} {_P.quotation('a')} to {_P.quotation('b')} (?P<inclusive>inclusive){_INSERT}",
    ),
    "after": (
        rf"{_OUT}{_IN} {_AFTER}{_TO}?{_INSERT}",
        rf"replace {_AFTER}{_TO}? (?:with|by) {_CONTENT}",
    ),
    "before": (
        rf"{_OUT} (?:all|everything) before {_P.quotation('b')}{_INSERT}",
        rf"{_OUT} from (?:beginning|start) to {_P.quotation('b')}{_INCLUSIVE}{_INSERT}",
    ),
    "phrase": (
        rf"{_OUT}{_IN} {_P.quotation('a')}{_INSERT}{_EVERYWHERE}",
        rf"(?:replace|substitute){_IN} {_P.quotation('a')} (?:with|by) {_CONTENT}{_EVERYWHERE}",
        rf"(?:amend|change|alter) {_P.quotation('a')} to(?: read)? {_CONTENT}{_EVERYWHERE}",
        rf"substitute {_CONTENT} for {_P.quotation('a')}",
        rf"for {_P.quotation('a')}(?: there)? {_PUT} {_CONTENT}{_EVERYWHERE}",
        rf"{_P.quotation('a')} (?:is|are|be) (?:replaced (?:with|by) {_CONTENT}|{_OUT})",
    ),
    "whole": (
        rf"{_OUT}(?: whole of)? {_P.place('w')}{_INSERT}",
        rf"(?:replace|substitute) {_P.place('w')} (?:with|by) {_CONTENT}",
        rf"for {_P.place('w')} {_PUT} {_CONTENT}",
    ),
    "everything": (
        rf"{_OUT} (?:all|everything|(?:whole|entire)(?: of)? {_WHOLE}){_INSERT}",
        rf"replace (?:all|everything|(?:whole|entire)(?: of)? {_WHOLE}) (?:with|by) {_CONTENT}",
    ),
    "beside": (
        rf"{_BESIDE} {_PUT} {_CONTENT}",
        rf"{_PUT} {_CONTENT} {_BESIDE}",
        rf"{_PUT}{_IN} {_BESIDE} {_CONTENT}",
    ),
    "edge": (
        rf"{_EDGE} {_PUT} {_CONTENT}",
        rf"{_PUT} {_CONTENT} {_EDGE}",
        rf"{_PUT} {_EDGE} {_CONTENT}",
    ),
    "move": (
        rf"move {_P.place('w')} (?:to )?(?:stand )?{_ASIDE} {_P.place('aw')}",
        rf"move {_P.place('w')} to {_EDGE}",
    ),
}


@cache
def grammar() -> Grammar:
    """Give the language's notations; their patterns are compiled when they are first needed."""
    return Grammar(
        language="en",
        noise=re.compile("the|words?|phrase|figures?|please"),
        opening=re.compile(
            r"(?:i beg to move |i move )?(?:that )?"
            r"(?:(?:an )?amendments?(?: \(?\w{1,3}\)?\.?)?"
            r"(?: (?:proposed|made|moved))?(?: \(?\w{1,3}\)?\.?)? )?"
            rf"(?:{_WHOLE} )?(?:that {_WHOLE} )?(?:(?:be|is|shall be) amended )?(?:as follows )?(?:by )?"
            r"(?:\(?[a-z0-9]{1,2}[).] )?"
        ),
        scopes=tuple(
            re.compile(rf"(?:(?:in|at|on|within) )?{_P.place('s', nested=nested)} ")
            for nested in (True, False)
        ),
        forms=tuple(
            (name, re.compile(rf"(?:to )?{form}(?= |$)")) for name, forms in _FORMS.items() for form in forms
        ),
        piece=re.compile(_PIECE),
        between=re.compile(r"(?: ?(?:[;,]|and|then))* ?(?:\(?[a-z0-9]{1,2}[).] )?"),
        goes_on=re.compile(
            rf"[\s.,:)]*(?:$|;|[.,:)]*[ \t]*\n|[—–-]|\((?!{QUOTED})"
            r"|(?:inclusive|exclusive|where|wherever|throughout|in every)\b"
            rf"|(?:(?:and|&|then|to|in|as|at|of|for|is|are|be)\s+)*(?:the\s+|an?\s+)?(?:new\s+)?(?:words?\s+)?"
            rf"(?:{_OUT}|{_PUT}|replaced?|after|before|from|move|lines?|{_P.kind}|end|with|by|{_WHOLE}"
            rf"|{_P.ordinal})\b|\s(?:(?:to|and|by|with|for|&)\s+)?(?:read\s+)?(?:the\s+)?(?:words?\s+)?[\"'“”„‘’‚«»‹›]"
            rf"|(?:unnumbered|numbered|at\s+level)\b)",
            re.IGNORECASE,
        ),
        ordinals=_ORDINALS,
        kinds=_KINDS,
        inclusive=False,
    )
