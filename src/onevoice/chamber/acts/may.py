"""May this person do this to that? Table, state and rule pack joined in one ruling; nothing else decides."""

from __future__ import annotations

from dataclasses import dataclass, field

from onevoice.assembly.messages import Message
from onevoice.assembly.order import step
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import Event
from onevoice.assembly.order.rulings import IN_ORDER, Ruling
from onevoice.chamber.acts.permissions import TABLE, Role, Voice


@dataclass(frozen=True, slots=True)
class Doer:
    """Who acts.

    Attributes
    ----------
    assembly : str
        Id of the assembly in which they are what they are; empty for an administrator outside of any.
    person : str
        Person id; empty for a visitor.
    roles : frozenset of Role
    acts_for : str
        Id of the member for whom they enter an act; empty for themselves.
    """

    assembly: str = ""
    person: str = ""
    roles: frozenset[Role] = frozenset({Role.VISITOR})
    acts_for: str = ""

    @property
    def member(self) -> str:
        """Id of the member whose act it is."""
        return self.acts_for or self.person

    @property
    def signed(self) -> str:
        """What stands in the minutes for whoever acts: the person's id, or that an administrator did."""
        return self.person or (Role.ADMINISTRATOR.value if Role.ADMINISTRATOR in self.roles else "")


@dataclass(frozen=True, slots=True)
class Object:
    """What is acted on.

    Attributes
    ----------
    assembly : str
        Id of the assembly that it belongs to; empty where it belongs to none.
    is_open : bool
        Whether visitors may read there.
    debate : Debate or None
        The paper as it is.
    event : Event or None
        What would be done to it.
    owner : str
        Id of the person whose own it is; empty for nobody's.
    state : Ruling
        What the object's own state rules, beyond the debate's rules of order.
    """

    assembly: str = ""
    is_open: bool = True
    debate: Debate | None = None
    event: Event | None = None
    owner: str = ""
    state: Ruling = field(default=IN_ORDER)


def may(doer: Doer, act: str, on: Object) -> Ruling:
    """Rule whether a person may do an act to an object, as things stand."""
    standing = _standing(doer, act, on)
    if standing is not None:
        return standing
    if not on.state.allowed:
        return on.state
    if on.debate is not None and on.event is not None:
        return step.may(on.debate, on.event)
    return IN_ORDER


def speaker(doer: Doer, act: str) -> str:
    """Say in whose name an act stands in a debate: a member's id, "chair" or "clerk"."""
    voice = TABLE[act].voice
    return doer.member if voice is Voice.PERSON else voice.value


def _standing(doer: Doer, act: str, on: Object) -> Ruling | None:  # noqa: PLR0911 - a rule a line
    """Rule by the table alone."""
    row = TABLE.get(act)
    if row is None:
        return _no("H1", "no-such-act", act=act)
    if on.assembly and on.assembly != doer.assembly:
        return _no("H2", "of-another-assembly")
    if Role.VISITOR in row.who and not on.is_open and doer.roles == {Role.VISITOR}:
        return _no("H3", "closed-to-visitors")
    if doer.acts_for and not row.entered_by & doer.roles:
        return _no("H4", "not-for-another", act=act)
    if not doer.acts_for and not row.who & doer.roles:
        return _no("H5", "not-yours-to-do", act=act)
    if row.own and on.owner != doer.person:
        return _no("H6", "of-another-person")
    return None


def _no(rule: str, message: str, **parameters: str) -> Ruling:
    return Ruling.against(rule, Message.of(message, **parameters))
