"""The permission table, the acts, their events, forms and addresses are one list."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import replace

import pytest

from onevoice.assembly.order import step
from onevoice.chamber import acts, replaying
from onevoice.chamber.acts.may import Doer, Object, may
from onevoice.chamber.acts.permissions import TABLE, Role
from onevoice.chamber.acts.registry import ACTS, IN_SESSION
from onevoice.chamber.pages.act_forms import FORMS
from onevoice.chamber.pages.routes import ROUTES

HERE, THERE = "here", "there"
OWN_WORDS = ("table-motion", "table-amendment", "ask-separate-vote", "recommend", "alter", "compose")


def test_every_row_has_one_function_and_the_reverse():
    """A row that is no reading is done by one function, and each function that acts has its row."""
    rows = {one for one in TABLE if not one.startswith("read-")}
    assert rows == {*ACTS} | IN_SESSION
    assert not {*ACTS} & IN_SESSION
    functions = list(ACTS.values())
    assert len({*functions}) == len(functions)
    for found in pkgutil.iter_modules(acts.__path__):
        module = importlib.import_module(f"{acts.__name__}.{found.name}")
        for name, function in vars(module).items():
            if not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            gives = inspect.signature(function).return_annotation
            is_act = not name.startswith("_") and gives in {"Done", "Issued"}
            shared = found.name in {"doing", "following"} and name != "undo"
            keyless = name == "issue_administrator_key"  # by whoever runs the program, who may do anything
            assert not is_act or shared or keyless or function in functions, name


def test_every_event_is_done_by_an_act():
    """There is nothing that the rules of order know and nobody in the chamber can do."""
    assert {*replaying.EVENTS.values()} == {*step.ACTS}
    assert {*replaying.EVENTS} <= {*TABLE}


def test_every_route_has_its_rows():
    """An address reads and does only what the table knows; what it reads is a reading, or what it does."""
    for route in ROUTES:
        assert route.reads in TABLE, route.name
        assert route.reads.startswith("read-") or route.reads in route.acts, route.name
        assert {*route.acts} <= {*TABLE}, route.name


def test_every_act_of_a_button_has_its_form():
    """What the address of buttons may do is what there are forms for, and no act on a paper lacks one."""
    route = next(one for one in ROUTES if one.name == "act")
    assert {*route.acts} == {*FORMS}
    of_sittings = {one for one in replaying.EVENTS if one.endswith("-sitting")}
    of_sittings |= {"count-present", "set-agenda"}
    assert {*replaying.EVENTS} - {*FORMS} == of_sittings | {*OWN_WORDS}
    assert all(form.act == act for act, form in FORMS.items())


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("act", sorted(TABLE))
def test_the_matrix(act, role):
    """Every row in every role: one's own, another's, another assembly's, closed, and entered for a member."""
    row = TABLE[act]
    doer = Doer(HERE, "ada", frozenset({Role.VISITOR, role}))
    holds = bool(doer.roles & row.who)
    own, others = Object(HERE, owner="ada"), Object(HERE, owner="ben")
    assert may(doer, act, own).allowed is holds
    assert may(doer, act, others).allowed is (holds and not row.own)
    assert may(doer, act, Object(THERE, owner="ada")).rule == "H2"
    closed = may(doer, act, replace(own, is_open=False))
    assert closed.allowed is (holds and role is not Role.VISITOR)
    entered = may(replace(doer, acts_for="ben"), act, own)
    assert entered.allowed is (role in row.entered_by)


def test_no_officer_speaks_for_a_member_and_no_administrator_debates():
    """No act of a member is the clerk's or chair's own, and an administrator takes no act of debate."""
    for act in replaying.EVENTS:
        assert Role.ADMINISTRATOR not in TABLE[act].who, act
        assert Role.VISITOR not in TABLE[act].who, act
    for act in ("sign", "consent", "withdraw", "table-motion", "move"):
        assert TABLE[act].who == {Role.MEMBER}


def test_the_page_of_permissions_is_current(monkeypatch, request):
    """docs/permissions.md is, letter by letter, what `python -m tools.permissions` would write."""
    monkeypatch.syspath_prepend(request.config.rootpath)
    from tools.permissions import page  # noqa: PLC0415  # a tool beside the package

    written = request.config.rootpath / "docs" / "permissions.md"
    assert written.read_text(encoding="utf-8") == page()
