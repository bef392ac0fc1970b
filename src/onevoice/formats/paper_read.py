"""A paper's JSON as a debate: the full form and the short one that people write by hand.

In the short form a text is Markdown, an amendment is said in words ("notation"), and what is not said has its
usual value: everything is on the paper, and the main question is proposed on a motion that is moved, or is
to be once a deferred one is taken up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate, Deferred, ListedAmendment, ListedMotion, Question
from onevoice.assembly.order.falling import as_it_reads
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.stages import Form, Stage
from onevoice.assembly.text import Text
from onevoice.assembly.wording.amending import inserted_text
from onevoice.assembly.wording.operations import Operation
from onevoice.assembly.wording.publishing import publish
from onevoice.errors import InputError, WordingError
from onevoice.formats.markdown_text import parse_markdown
from onevoice.formats.notation import read_notation
from onevoice.formats.paper_checked import checked
from onevoice.formats.paper_values import (
    dataclass_of,
    listing,
    mapping,
    refuse_kind,
    refuse_unknown,
    value_of,
    words,
    wrong,
)
from onevoice.formats.text_source import refuse_oversized

_HEAD = ("onevoice-paper", "language", "width")
_BY_HAND = ("pack", "motions", "amendments", "questions", "deferred")
_REST = tuple(field.name for field in fields(Debate) if field.name not in _BY_HAND)
_MOTION = tuple(field.name for field in fields(Motion))
_AMENDMENT = (*(field.name for field in fields(Amendment)), "notation")
_LISTED = tuple(field.name for field in fields(ListedMotion) if field.name not in {"motion", "text"})
_LISTED_AMENDMENT = tuple(
    field.name for field in fields(ListedAmendment) if field.name not in {"amendment", "operations"}
)
_OPERATIONS = tuple[Operation, ...]


def debate_of(document: object, *, version: int) -> Debate:
    """Make a debate of what a paper's JSON holds.

    Parameters
    ----------
    document : object
        As JSON gives it.
    version : int
        Of the form of papers that is understood.

    Raises
    ------
    InputError
        If it is no paper, or what it says does not go together; the sentence names the place.
    """
    raw = mapping(document, "")
    if "pack" not in raw and "motions" not in raw:
        wrong("the file", "is no paper: it names no rule pack and no motions", "See docs/howto/order.md")
    refuse_unknown(raw, (*_HEAD, *_BY_HAND, *_REST), "")
    if raw.get("onevoice-paper", version) != version:
        todo = "Use the onevoice that wrote it"
        wrong("onevoice-paper", f"says {raw['onevoice-paper']!r}, and {version} is understood", todo)
    pack = words(raw.get("pack", ""), "pack")
    if pack not in PACKS:
        wrong(
            "pack", f"is {pack[:40]!r}, and there is no such rule pack", f"Choose one of: {', '.join(PACKS)}"
        )
    return checked(_Reading(raw).debate(pack))


class _Reading:
    """Reads motions, then each amendment after the one that it amends, then the rest."""

    def __init__(self, raw: dict[str, object]) -> None:
        self._raw = raw
        self._language = words(raw.get("language", ""), "language")
        self._width: int = value_of(int, raw.get("width", 80), "width")
        if self._width < 10:
            wrong("width", "is under 10 characters to a line", "Choose a wider line")
        self._selected = raw.get("selected", [])
        self._motions: list[ListedMotion] = []
        self._places: dict[str, int] = {}
        self._amendments: dict[int, ListedAmendment] = {}

    def debate(self, pack: str) -> Debate:
        """Give all that the paper says."""
        rest = {name: self._raw[name] for name in _REST if name in self._raw}
        for place, one in enumerate(listing(self._raw.get("motions"), "motions")):
            self._motions.append(self._motion(one, f"motions[{place}]"))
        amendments = listing(self._raw.get("amendments", []), "amendments")
        for place, raw in enumerate(amendments):
            at = f"amendments[{place}]"
            self._places.setdefault(words(mapping(raw, at).get("id"), f"{at}.id"), place)
        listed = tuple(self._amendment(place) for place in range(len(amendments)))
        motions = tuple(self._motions)
        given = {"motions": motions, "amendments": listed, "questions": self._questions(motions)}
        return dataclass_of(Debate, rest, "", pack=pack, deferred=self._deferred(motions), **given)

    def _questions(self, motions: tuple[ListedMotion, ...]) -> tuple[Question, ...]:
        if "questions" in self._raw:
            found: tuple[Question, ...] = value_of(tuple[Question, ...], self._raw["questions"], "questions")
            return found
        moved = (one.id for one in motions if one.stage is Stage.MOVED)
        return tuple(Question(one, Form.MAIN, (one,)) for one in moved)

    def _deferred(self, motions: tuple[ListedMotion, ...]) -> tuple[Deferred, ...]:
        if "deferred" in self._raw:
            found: tuple[Deferred, ...] = value_of(tuple[Deferred, ...], self._raw["deferred"], "deferred")
            return found
        held = (one.id for one in motions if one.stage is Stage.DEFERRED)
        return tuple(Deferred(one, "", (Question(one, Form.MAIN, (one,)),)) for one in held)

    def _motion(self, entry: object, at: str) -> ListedMotion:
        raw = {"title": "", **mapping(entry, at)}
        refuse_unknown(raw, (*_MOTION, "now", *_LISTED), at)
        if "text" not in raw:
            wrong(at, "has no 'text'", "Add it: the motion's words, as Markdown or as a list of paragraphs")
        text = self._text(raw["text"], f"{at}.text")
        now = self._text(raw["now"], f"{at}.now") if "now" in raw else text
        own = self._signed({name: raw[name] for name in raw if name in _MOTION and name != "text"})
        motion = dataclass_of(Motion, own, at, text=text)
        return dataclass_of(ListedMotion, self._listed(raw, _LISTED), at, motion=motion, text=now)

    def _amendment(self, place: int, path: tuple[int, ...] = ()) -> ListedAmendment:
        """Give an amendment of the list, having read the one that it amends."""
        if place in self._amendments:
            return self._amendments[place]
        at = f"amendments[{place}]"
        if place in path:
            wrong(f"{at}.target", "leads back to this amendment", "Name a motion at the end")
        raw = dict(mapping(listing(self._raw["amendments"], "amendments")[place], at))
        refuse_unknown(raw, (*_AMENDMENT, "now", *_LISTED_AMENDMENT), at)
        if "target" not in raw:
            raw["target"] = self._only_motion(at)
        target = words(raw["target"], f"{at}.target")
        if target in self._places:
            text: ListedAmendment | None = self._amendment(self._places[target], (*path, place))
        else:
            text = None
        operations = self._operations(raw, at, target, text)
        now = value_of(_OPERATIONS, raw["now"], f"{at}.now") if "now" in raw else operations
        own = {
            name: raw[name] for name in raw if name in _AMENDMENT and name not in {"operations", "notation"}
        }
        amendment = dataclass_of(Amendment, self._signed(own), at, operations=operations)
        listed: ListedAmendment = dataclass_of(
            ListedAmendment, self._listed(raw, _LISTED_AMENDMENT), at, amendment=amendment, operations=now
        )
        self._amendments[place] = listed
        return listed

    def _only_motion(self, at: str) -> str:
        if len(self._motions) != 1:
            wrong(at, "has no 'target'", "Say which motion or amendment it amends")
        return self._motions[0].id

    def _operations(
        self, raw: Mapping[str, object], at: str, target: str, amended: ListedAmendment | None
    ) -> tuple[Operation, ...]:
        """Read what an amendment does: in words on its target as that now reads, or as operations."""
        if ("notation" in raw) == ("operations" in raw):
            todo = (
                "Say what it does as one of them, best as 'notation': \"leave out 'close' and insert 'open'\""
            )
            wrong(at, "needs either 'notation' or 'operations'", todo)
        if "operations" in raw:
            operations: tuple[Operation, ...] = value_of(_OPERATIONS, raw["operations"], f"{at}.operations")
            return operations
        at = f"{at}.notation"
        said = words(raw["notation"], at)
        language = (self._language or "en").partition("-")[0]
        if language not in {"en", "de"}:
            wrong(
                at, f"is in {language!r}, and English (en) and German (de) are read", "Say it in one of them"
            )
        text = self._target_text(target, amended, at)
        try:
            return read_notation(
                publish(text, width=self._width), said, words(raw.get("id"), f"{at}.id"), language
            )
        except WordingError as error:
            sentence = str(error).rstrip(".")
            what, _, todo = sentence.rpartition(". ")
            raise InputError(f"{at}: {what or sentence}", todo if what else "Correct it") from None

    def _target_text(self, target: str, amended: ListedAmendment | None, at: str) -> Text:
        if amended is not None:
            try:
                return inserted_text(as_it_reads(amended))
            except (WordingError, ValueError) as error:
                wrong(at, f"rests on an amendment that cannot be so ({error})", "Correct that one")
        motion = next((one for one in self._motions if one.id == target), None)
        if motion is None:
            named = ", ".join((*(one.id for one in self._motions), *self._places))
            wrong(at, f"rests on {target!r}, which is not in the paper", f"Name one of: {named}")
        return motion.text

    def _listed(self, raw: Mapping[str, object], names: tuple[str, ...]) -> dict[str, object]:
        """Give what the paper says of an entry; unless it says otherwise, it is on the paper, or selected."""
        selected = isinstance(self._selected, list) and raw.get("id") in self._selected
        usual = Stage.SELECTED if selected else Stage.ON_PAPER
        return {"stage": usual.value} | {name: raw[name] for name in names if name in raw}

    @staticmethod
    def _signed(own: dict[str, object]) -> dict[str, object]:
        """Take a signature that is a member's id alone."""
        signatures = own.get("signatures")
        if not isinstance(signatures, list):
            return own
        full = [{"member": one} if isinstance(one, str) else one for one in signatures]
        return {**own, "signatures": full}

    def _text(self, raw: object, at: str) -> Text:
        """Read a text: blocks in full, or Markdown, whole or paragraph by paragraph."""
        if isinstance(raw, dict):
            return dataclass_of(Text, mapping(raw, at), at)
        if isinstance(raw, list):
            source = "\n\n".join(words(one, f"{at}[{place}]") for place, one in enumerate(raw))
        elif isinstance(raw, str):
            source = words(raw, at)
        else:
            refuse_kind(at, str)
        if not source.strip():
            wrong(at, "holds no words", "Write the motion's words")
        try:
            text = refuse_oversized(parse_markdown(source), "")
        except InputError as error:
            raise InputError(f"{at}: {error.what}", error.todo) from None
        return Text(text.blocks, text.language or self._language)
