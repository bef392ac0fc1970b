"""Messages as sentences in the reader's language, with names and numbers in the place of ids."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop as _

from onevoice.assembly.messages import Message
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.rulings import Refused
from onevoice.assembly.order.words import say
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.readings.wrong_input import said
from onevoice.chamber.refusals import NotHere, Outdated
from onevoice.errors import InputError, OnevoiceError, WordingError

SENTENCES = {
    "no-such-act": _("There is no act called {act}."),
    "of-another-assembly": _("That belongs to another assembly."),
    "closed-to-visitors": _("This assembly is open to its members only. Enter by your personal link."),
    "not-for-another": _("You cannot enter this for somebody else: {act}."),
    "not-yours-to-do": _(
        "This is not yours to do: {act}. Enter by your personal link if you hold that office."
    ),
    "of-another-person": _("That is another person's own."),
    "built-on": _(
        "Somebody has built on it since, so it can no longer be undone. Reverse it by an act of its own."
    ),
    "decided": _("A decision is not undone. The clerk can correct the minutes, with the reason."),
    "not-a-member": _("{member} is not a member today, so nothing can be entered for them."),
    "key-of-the-chair": _("Only an administrator issues the chair's link, since it opens the chair's acts."),
    "offices-by-administrator": _(
        "Only an administrator makes or dismisses a clerk or the chair. The list does so for {name}."
    ),
    "erased": _("This person was erased from the roll, and nothing is known of them any more."),
    "sitting-closed": _("The sitting is closed."),
    "sitting-cancelled": _("The sitting was cancelled."),
    "present-already": _("They are recorded as present already."),
    "not-present": _("They are not recorded as present."),
    "called-for": _(
        "The sitting has begun and was called for “{title}”, so it stays on the agenda until it closes."
    ),
    "on-agenda-twice": _("A paper stands on an agenda once. Take one of the two lines away."),
    "being-worked-out": _("It is being worked out. Wait until that is done."),
    "another-account": _("There is another account by now, or none. Read the latest, then publish it."),
    "account-published": _("This account is published already."),
    "no-longer-signed": _("It has been moved, and is no longer signed."),
    "nobody-to-ask": _("Nobody is left to ask."),
    "no-such-question": _("An answer is to a question that this paper does not ask. Read the answers again."),
    "other-words-answered": _(
        "The words of “{question}” have changed since they were answered. Take its column out, or ask again."
    ),
    "no-count-to-record": _(
        "Names are recorded beside a declared count, and there is none on this decision."
    ),
}


def spoken(message: Message, names: Mapping[str, str], pack: Pack | None = None) -> str:
    """Give the sentence of a message.

    Parameters
    ----------
    message : Message
    names : mapping of str to str
        What ids are called: people by name, texts by number or title.
    pack : Pack, optional
        Whose words come first.
    """
    parameters = {name: _named(value, names) for name, value in message.parameters}
    if message.id in SENTENCES:
        if parameters.get("act") in TABLE:
            parameters["act"] = str(TABLE[parameters["act"]].words)
        return translated(SENTENCES[message.id]).format(**parameters)
    return say(Message.of(message.id, **parameters), pack, get_language() or "en")


def sentence(error: OnevoiceError, names: Mapping[str, str] | None = None, pack: Pack | None = None) -> str:
    """Give the sentence of an error in the reader's language."""
    if isinstance(error, Refused):
        return spoken(error.ruling.message, names or {}, pack)
    if isinstance(error, NotHere):
        return translated("There is nothing at this address. Check the link, or begin at the first page.")
    if isinstance(error, Outdated):
        return translated(
            "Somebody changed this since you saw it, so nothing was written."
            " Look at it as it is now, then do it again."
        )
    if isinstance(error, InputError | WordingError):
        return said(error)
    return str(error)


def _named(value: str, names: Mapping[str, str]) -> str:
    """Put names in the place of ids; a list of ids is parted by commas."""
    return ", ".join(names.get(one, one) for one in value.split(", "))
