"""An entry of the minutes as a sentence: who did what, to what; "entered by the clerk" where it was so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onevoice.assembly.minutes import Entry
from onevoice.assembly.order.debate import ListedAmendment, ListedMotion
from onevoice.chamber.acts.permissions import TABLE, Role, Voice
from onevoice.chamber.readings.isolating import isolated
from onevoice.chamber.readings.named_texts import in_full
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.to_order import purpose

Known = Mapping[str, str]
"""What people, papers and sittings are called, by id."""

SENTENCES = {
    "found-assembly": gettext_noop("{who} set the assembly up as {name}."),
    "change-settings": gettext_noop("{who} changed the settings of the assembly ({changed})."),
    "appoint": gettext_noop("{who} settled the offices of {person}: {offices}."),
    "import-roll": gettext_noop("{who} imported the roll: {people} entered or changed."),
    "change-person": gettext_noop("{who} changed the entry of {person} on the roll."),
    "erase-person": gettext_noop("{who} erased a name from the roll."),
    "issue-keys": gettext_noop("{who} issued a personal link for {person}."),
    "link-material": gettext_noop("{who} linked “{title}”."),
    "open-paper": gettext_noop("{who} opened the order paper “{title}”."),
    "call-sitting": gettext_noop("{who} called the sitting “{sitting}”."),
    "change-sitting": gettext_noop("{who} changed the sitting “{sitting}”. It begins on {begins}."),
    "change-sitting:paper": gettext_noop("{who} changed the sitting “{sitting}”."),
    "cancel-sitting": gettext_noop("{who} cancelled the sitting “{sitting}”."),
    "set-agenda:paper": gettext_noop("{who} took the paper off the agenda of “{sitting}”."),
    "set-agenda": gettext_noop("{who} set the agenda of “{sitting}”: {agenda}."),
    "open-sitting": gettext_noop("{who} opened the sitting."),
    "open-sitting:counted": gettext_noop("{who} opened the sitting with {present} members present."),
    "open-sitting:one": gettext_noop("{who} opened the sitting with one member present."),
    "arrive": gettext_noop("{who} said that they are present."),
    "leave": gettext_noop("{who} said that they leave."),
    "count-present": gettext_noop("{who} counted {present} members present."),
    "count-present:one": gettext_noop("{who} counted one member present."),
    "adjourn-sitting": gettext_noop("{who} adjourned the sitting."),
    "close-sitting": gettext_noop("{who} closed the sitting."),
    "table-motion": gettext_noop("{who} tabled the motion “{title}”."),
    "table-motion:draft": gettext_noop("{who} put the motion “{title}” forward to be signed."),
    "table-amendment": gettext_noop("{who} tabled an amendment to {target}."),
    "table-amendment:draft": gettext_noop("{who} put an amendment to {target} forward to be signed."),
    "ask-separate-vote": gettext_noop("{who} asked for a separate vote on words of {target}."),
    "submit": gettext_noop("{who} handed {text} in."),
    "sign": gettext_noop("{who} signed {text}."),
    "unsign": gettext_noop("{who} took their name off {text}."),
    "second": gettext_noop("{who} seconded {text}."),
    "withdraw": gettext_noop("{who} withdrew {text}."),
    "return": gettext_noop("{who} returned {text} as not in order (rule {rule}): {reason}"),
    "number": gettext_noop("{who} put {unnumbered} on the paper under {number}."),
    "group": gettext_noop("{who} grouped {texts} to be debated together."),
    "group:en-bloc": gettext_noop("{who} put {texts} into one question."),
    "pull-out": gettext_noop("{who} pulled {text} out of its bloc."),
    "recommend": gettext_noop("{who} recommended a change to {target}."),
    "take-in": gettext_noop("{who} took {text} into the text."),
    "take-in-for-committee": gettext_noop("{who} took {text} into the text, for the committee."),
    "alter": gettext_noop("{who} altered the words of {text}."),
    "compose": gettext_noop("{who} put {text} on the paper for the movers of its sources to consent to."),
    "consent:yes": gettext_noop("{who} said yes to {text}."),
    "consent:no": gettext_noop("{who} said no to {text}."),
    "select": gettext_noop("{who} selected {texts}."),
    "judge": gettext_noop("{who} judged on {texts} (“{matter}”: {finding}). {reason}"),
    "declare-fallen": gettext_noop("{who} declared that {text} falls (rule {rule}): {reason}"),
    "call": gettext_noop("{who} called {text}."),
    "move": gettext_noop("{who} moved {text}."),
    "not-moved": gettext_noop("{who} recorded that {text} was not moved."),
    "move-procedure": gettext_noop("{who} made a motion to order ({procedure})."),
    "take-apart": gettext_noop("{who} had {text} divided into its parts."),
    "take-up": gettext_noop("{who} took up {text}."),
    "begin-debate": gettext_noop("{who} began the debate on the question."),
    "put": gettext_noop("{who} put the question."),
    "collect:yes": gettext_noop("{who} collected the voices: agreed to."),
    "collect:no": gettext_noop("{who} collected the voices: negatived."),
    "divide": gettext_noop("{who} divided the assembly."),
    "declare": gettext_noop("{who} declared the count: {ayes} ayes, {noes} noes."),
    "declare:abstained": gettext_noop(
        "{who} declared the count: {ayes} ayes, {noes} noes, abstentions: {abstentions}."
    ),
    "cast:yes": gettext_noop("{who} gave the casting vote for the ayes. {reason}"),
    "cast:no": gettext_noop("{who} gave the casting vote for the noes. {reason}"),
    "rule": gettext_noop("{who} ruled on a point of order (“{point}”): {ruling}"),
    "record-names": gettext_noop("{who} recorded the names of {votes} members from paper."),
    "record-names:one": gettext_noop("{who} recorded the name of one member from paper."),
    "correct": gettext_noop("{who} corrected a declared count to {ayes} ayes, {noes} noes: {reason}"),
    "publish-version": gettext_noop("{who} published version {number} of {text}."),
    "give-answers": gettext_noop("{who} gave in {answers} answers of {members} members."),
    "work-out": gettext_noop("{who} asked where the assembly stands."),
    "publish-account": gettext_noop("{who} published where the assembly stands."),
    "invite": gettext_noop("{who} had members asked to sign {text}."),
    "undo": gettext_noop("{who} undid entry {entry}."),
}
"""By act; after a colon where one act has several."""

_OFFICES: Mapping[tuple[Voice, frozenset[Role]], str] = {
    (Voice.CHAIR, frozenset({Role.CHAIR})): gettext_noop("The chair ({name})"),
    (Voice.CLERK, frozenset({Role.CLERK})): gettext_noop("The clerk ({name})"),
}
"""Of an act that one office alone may do: how whoever does it is called."""

_SETTINGS = {
    "name": gettext_noop("name"),
    "pack": gettext_noop("rules"),
    "language": gettext_noop("language"),
    "time_zone": gettext_noop("time zone"),
    "width": gettext_noop("characters to a line"),
    "is_open": gettext_noop("whether visitors may read"),
}


@dataclass(frozen=True, slots=True)
class Minuted:
    """What a sentence is made from.

    Attributes
    ----------
    entry : Entry
    known : mapping of str to str
        Names of people, papers and sittings of the assembly.
    paper : PaperRead or None
        That the entry is on.
    """

    entry: Entry
    known: Known
    paper: PaperRead | None

    @property
    def sentence(self) -> str:
        """The sentence, in which what people typed is set apart."""
        act, parts = self.entry.act, self._parts()
        template = SENTENCES.get(f"{act}:{self._kind()}") or SENTENCES.get(act)
        if template is None:
            words = str(TABLE[act].words) if act in TABLE else act
            return f"{parts['who']}: {words}."
        said = _(template).format_map(parts).strip()
        return " ".join((said, *self._days()))

    @property
    def _public(self) -> dict[str, Any]:
        return self.entry.public if isinstance(self.entry.public, dict) else {}

    @property
    def _event(self) -> dict[str, Any]:
        event = self._public.get("event")
        return event if isinstance(event, dict) else {}

    def _days(self) -> Iterator[str]:
        """Say which day of a debate a sitting was called for, and its moment of interruption."""
        if self.entry.act not in {"call-sitting", "change-sitting"}:
            return
        about = {**self._public, **self._event}
        if about.get("days", 1) > 1:
            yield _("Day {day} of {days} of the debate.").format(day=about.get("day", 1), days=about["days"])
        if about.get("interruption"):
            yield _("Moment of interruption: {moment}.").format(moment=_when(about["interruption"]))

    def _kind(self) -> str:
        """Say which of an act's sentences fits."""
        event = self._event
        yes = {"consent": "given", "collect": "agreed", "cast": "aye"}.get(self.entry.act)
        if yes is not None:
            return "yes" if event.get(yes) else "no"
        if self.entry.act == "declare" and _count(event).get("abstentions"):
            return "abstained"
        if self.entry.act in {"change-sitting", "set-agenda"}:
            return "paper" if event else ""
        if self.entry.act == "record-names":
            return "one" if len(self._public.get("votes", ())) == 1 else ""
        if "present" in (event or self._public):
            return "one" if (event or self._public)["present"] == 1 else "counted"
        return "draft" if event.get("draft") else "en-bloc" if event.get("en_bloc") else ""

    def _parts(self) -> dict[str, str]:
        """Give all that a sentence may ask for; what an entry has not is empty."""
        public, event, entry = self._public, self._event, self.entry
        about = {**public, **event}
        made: dict[str, Any] = next(
            (event[one] for one in ("motion", "amendment", "composite") if one in event), {}
        )
        texts = _ids(about.get("on")) or [one for one in entry.objects[1:] if self.paper]
        count = _count(event)
        parts = defaultdict(
            str,
            {name: isolated(str(value)) for name, value in about.items() if isinstance(value, str | int)},
        )
        own = {
            "who": self._who(),
            "text": self._texts(texts[:1]),
            "texts": self._texts(texts),
            "target": self._texts(_ids(made.get("target") or about.get("target"))),
            "title": isolated(str(made.get("title") or about.get("title") or "")),
            "person": self._name(entry.objects[0]) if entry.objects else "",
            "offices": self._offices(public),
            "changed": ", ".join(_(_SETTINGS.get(name, name)) for name in sorted(public)),
            "people": str(len(public.get("people", ()))),
            "votes": str(len(public.get("votes", ()))),
            "sitting": self._sitting(),
            "unnumbered": self._unnumbered(texts[0]) if texts else "",
            "agenda": ", ".join(isolated(str(one[0])) for one in public.get("agenda", ())),
            "begins": _when(about.get("starts_at")),
            "procedure": purpose(str(event.get("kind", ""))),
            **{name: str(count.get(name, 0)) for name in ("ayes", "noes", "abstentions")},
        }
        if self.paper is not None and "on" not in about and texts and not made:
            own["text"] = self._texts(texts)
        parts.update(own)
        return parts

    def _who(self) -> str:
        """Name who acted; of what was entered for a member, both."""
        member, by = self._public.get("for"), self._office()
        if not member:
            return by
        return _("{member} (entered by {by})").format(member=self._name(str(member)), by=by)

    def _office(self) -> str:
        person, row = self.entry.person, TABLE.get(self.entry.act)
        if person == Role.ADMINISTRATOR.value:
            return _("The administrator")
        if not person:
            return _("Somebody without a name")
        office = _OFFICES.get((row.voice, row.who)) if row else None
        if office is None or self._public.get("for"):
            return self._name(person)
        return _(office).format(name=self._name(person))

    def _name(self, on: str, otherwise: str = "") -> str:
        return isolated(self.known.get(on) or otherwise or _("a person whose name was erased"))

    def _texts(self, ids: Iterable[str]) -> str:
        return ", ".join(self._text(one) for one in ids)

    def _text(self, on: str) -> str:
        """Name a motion, amendment or composite of the paper."""
        if self.paper is None:
            return ""
        return in_full(self.paper, on)

    def _unnumbered(self, on: str) -> str:
        """Name a text by its title or its mover, as before it had a number."""
        listed = None if self.paper is None else self.paper.debate.listed(on)
        if isinstance(listed, ListedMotion) and listed.motion.title:
            return _("motion {name}").format(name=f"“{isolated(listed.motion.title)}”")
        if isinstance(listed, ListedAmendment) and listed.amendment.mover:
            return _("an amendment by {name}").format(name=self._name(listed.amendment.mover))
        return self._text(on)

    def _sitting(self) -> str:
        """Name the sitting that an entry, or the event in it, is on."""
        found = (self.known.get(str(one)) for one in (self._event.get("id"), *self.entry.objects))
        return isolated(next((one for one in found if one), _("a sitting")))

    @staticmethod
    def _offices(public: Mapping[str, Any]) -> str:
        held = [
            word
            for held, word in ((public.get("clerk"), _("clerk")), (public.get("chair"), _("chair")))
            if held
        ]
        return ", ".join(held) or _("none")


def _when(moment: Any) -> str:
    """Say a moment in the assembly's time zone; ISO 8601."""
    if not moment:
        return ""
    return str(date_format(timezone.localtime(datetime.fromisoformat(moment)), "DATETIME_FORMAT"))


def _count(event: Mapping[str, Any]) -> Mapping[str, Any]:
    count = event.get("count")
    return count if isinstance(count, dict) else {}


def _ids(on: Any) -> list[str]:
    if isinstance(on, str):
        return [on] if on else []
    return [one for one in on if isinstance(one, str)] if isinstance(on, list | tuple) else []
