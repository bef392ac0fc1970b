"""Who may do what: the one table. Nothing else grants or refuses by role."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(Enum):
    """What a person is in an assembly; one person may be several."""

    VISITOR = "visitor"
    MEMBER = "member"
    CLERK = "clerk"
    CHAIR = "chair"
    ADMINISTRATOR = "administrator"


class Voice(Enum):
    """In whose name an act of debate is done."""

    PERSON = "person"
    CLERK = "clerk"
    CHAIR = "chair"
    COMMITTEE = "committee"


@dataclass(frozen=True, slots=True)
class Row:
    """One act.

    Attributes
    ----------
    act : str
    who : frozenset of Role
        Who may do it; whether it is their own object is asked besides, where `own` says so.
    words : str
        What it is, as on a button or in the matrix of docs/permissions.md.
    voice : Voice
    entered_by : frozenset of Role
        Who may enter it for a member who did it on paper or aloud ("by the clerk for X").
    own : bool
        Whether the object must be the person's own (their draft, their account).
    undo : bool
        Whether it can be undone until someone builds on it.
    """

    act: str
    who: frozenset[Role]
    words: Promise
    voice: Voice = Voice.PERSON
    entered_by: frozenset[Role] = frozenset()
    own: bool = False
    undo: bool = False


_VISITOR = frozenset(Role)
_MEMBER = frozenset({Role.MEMBER})
_CLERK = frozenset({Role.CLERK})
_CHAIR = frozenset({Role.CHAIR})
_ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
_OFFICERS = _CLERK | _CHAIR


def _member(act: str, words: Promise, *, aloud: bool = False, undo: bool = False) -> Row:
    """Give a member's act of debate; the clerk may enter it from paper, the chair (aloud) from hearing."""
    return Row(act, _MEMBER, words, entered_by=_OFFICERS if aloud else _CLERK, undo=undo)


def _clerk(act: str, words: Promise, *, undo: bool = False) -> Row:
    return Row(act, _CLERK, words, voice=Voice.CLERK, undo=undo)


def _chair(act: str, words: Promise, *, undo: bool = False) -> Row:
    return Row(act, _CHAIR, words, voice=Voice.CHAIR, undo=undo)


_ROWS = (
    # reading
    Row("read-assembly", _VISITOR, _("Read papers, minutes and the record of an open assembly")),
    Row("read-clerk", _CLERK, _("See the clerk's desk")),
    Row("read-chair", _OFFICERS, _("See the chair's page and the selection board")),
    Row("read-setup", _CLERK | _ADMINISTRATOR, _("See the set-up, the roll and the settings")),
    Row("read-me", _MEMBER | _OFFICERS, _("See one's own page and drafts")),
    Row("read-answers", _OFFICERS, _("See what is known of a paper, and an account that is not published")),
    # the house
    Row("found-assembly", _ADMINISTRATOR, _("Set up an assembly")),
    Row("change-settings", _CLERK | _ADMINISTRATOR, _("Change an assembly's settings")),
    Row("appoint", _ADMINISTRATOR, _("Appoint and dismiss the clerk and the chair")),
    Row("import-roll", _CLERK | _ADMINISTRATOR, _("Import the roll")),
    Row("change-person", _CLERK | _ADMINISTRATOR, _("Change an entry of the roll")),
    Row("erase-person", _ADMINISTRATOR, _("Erase a person's name")),
    Row("issue-keys", _CLERK | _ADMINISTRATOR, _("Issue personal links and slips")),
    Row("bind-key", _VISITOR, _("Enter by a personal link or code")),
    Row("sign-out", _VISITOR, _("Leave on this device")),
    Row("sign-out-everywhere", _MEMBER | _OFFICERS | _ADMINISTRATOR, _("Sign out on every device"), own=True),
    Row("enter-demo", _VISITOR, _("Enter an invented assembly as somebody")),
    Row("link-material", _CLERK | _ADMINISTRATOR, _("Link a report or note")),
    Row("choose-language", _VISITOR, _("Choose the language of the pages")),
    # sittings
    Row("call-sitting", _CLERK, _("Call a sitting"), voice=Voice.CLERK),
    Row("change-sitting", _CLERK, _("Change a sitting that was called"), voice=Voice.CLERK),
    Row("cancel-sitting", _CLERK, _("Cancel a sitting that was called"), voice=Voice.CLERK),
    Row("set-agenda", _CLERK, _("Set the agenda"), voice=Voice.CLERK),
    Row("open-sitting", _OFFICERS, _("Open a sitting"), voice=Voice.CHAIR),
    Row("arrive", _MEMBER, _("Say that one is present"), entered_by=_OFFICERS),
    Row("leave", _MEMBER, _("Say that one leaves"), entered_by=_OFFICERS),
    Row("count-present", _OFFICERS, _("Count the members present"), voice=Voice.CHAIR),
    Row("adjourn-sitting", _OFFICERS, _("Adjourn a sitting"), voice=Voice.CHAIR),
    Row("close-sitting", _OFFICERS, _("Close a sitting"), voice=Voice.CHAIR),
    # the paper
    Row("open-paper", _CLERK, _("Open an order paper"), voice=Voice.CLERK),
    Row("keep-draft", _MEMBER | _CLERK, _("Keep a draft"), own=True),
    Row("drop-draft", _MEMBER | _CLERK, _("Throw a draft away"), own=True),
    _member("table-motion", _("Table a motion"), undo=True),
    _member("table-amendment", _("Table an amendment"), undo=True),
    _member("ask-separate-vote", _("Ask for a separate vote on words"), undo=True),
    _member("submit", _("Hand in a text that sought signatures"), undo=True),
    _member("sign", _("Sign"), undo=True),
    _member("unsign", _("Take one's signature back"), undo=True),
    _member("second", _("Second"), aloud=True, undo=True),
    _member("withdraw", _("Withdraw"), aloud=True, undo=True),
    _clerk("return", _("Return as not in order"), undo=True),
    _clerk("number", _("Number and put on the paper"), undo=True),
    _clerk("group", _("Group amendments"), undo=True),
    _member("pull-out", _("Pull an amendment out of its bloc"), aloud=True, undo=True),
    _clerk("recommend", _("Recommend a change"), undo=True),
    _member("take-in", _("Take an amendment into one's text"), aloud=True, undo=True),
    Row(
        "take-in-for-committee",
        _OFFICERS,
        _("Take an amendment in for the committee"),
        voice=Voice.COMMITTEE,
        undo=True,
    ),
    _member("alter", _("Alter the words of one's motion"), aloud=True, undo=True),
    Row("compose", _MEMBER | _CLERK, _("Put a composite on the paper"), entered_by=_CLERK, undo=True),
    _member("consent", _("Say yes or no to a composite"), undo=True),
    _chair("select", _("Select what may be moved"), undo=True),
    Row("judge", _OFFICERS, _("Judge what no rule decides"), voice=Voice.CHAIR, undo=True),
    _chair("declare-fallen", _("Declare a text fallen"), undo=True),
    # where the assembly stands
    Row("give-answers", _CLERK, _("Give in the answers that members gave on a sheet"), voice=Voice.CLERK),
    Row("work-out", _OFFICERS, _("Have it worked out where the assembly stands")),
    Row("publish-account", _CLERK, _("Publish an account of where the assembly stands"), voice=Voice.CLERK),
    Row("invite", _MEMBER, _("Have members asked to sign one's text"), entered_by=_CLERK),
    Row("decline-invitation", _MEMBER, _("Say no to being asked to sign"), own=True),
    # the debate
    _chair("call", _("Call an amendment"), undo=True),
    _member("move", _("Move"), aloud=True, undo=True),
    _chair("not-moved", _("Record that a text was not moved"), undo=True),
    _member("move-procedure", _("Make a motion to order"), aloud=True, undo=True),
    _member("take-apart", _("Have a motion divided on demand"), aloud=True, undo=True),
    _chair("take-up", _("Take up what was set aside"), undo=True),
    _chair("begin-debate", _("Begin the debate"), undo=True),
    _chair("put", _("Put the question"), undo=True),
    _chair("collect", _("Collect the voices")),
    _chair("divide", _("Divide the assembly"), undo=True),
    _chair("declare", _("Declare the count")),
    _chair("cast", _("Give the casting vote")),
    _chair("rule", _("Rule on a point of order")),
    _clerk("record-names", _("Record names on paper")),
    _clerk("correct", _("Correct declared numbers in the minutes")),
    _clerk("publish-version", _("Publish a version with its line numbers")),
    Row("undo", _MEMBER | _OFFICERS, _("Undo one's latest act")),
)
TABLE = {row.act: row for row in _ROWS}
