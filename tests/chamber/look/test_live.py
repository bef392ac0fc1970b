"""What live pages hear: little, only what they may, and from one table with the pages themselves."""

from __future__ import annotations

import asyncio
import json
import tracemalloc
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.urls import Resolver404, resolve, reverse

from chamber.assemblies import ADMINISTRATOR, Town
from chamber.browsing import town_client
from chamber.evenings import Evening
from onevoice.chamber import models
from onevoice.chamber.acts import establishing, signing
from onevoice.chamber.acts.permissions import TABLE
from onevoice.chamber.live import stream
from onevoice.chamber.live.hub import Hub
from onevoice.chamber.live.state import latest, may_hear, state_of
from onevoice.chamber.live.stream import ROUTES as SERVED
from onevoice.chamber.pages.routes import LIVE, ROUTES
from onevoice.chamber.pages.visit import PEOPLE
from onevoice.chamber.readings import assemblies

pytestmark = pytest.mark.usefixtures("chamber")


def session_of(town: Town, *, epoch: int = 0) -> str:
    """Give the key of a session that is bound to the town's first member."""
    session = SessionStore()
    session[PEOPLE] = {town.assembly.id: [town.member.person, epoch]}
    session.save()
    return session.session_key


def closed(town: Town) -> Town:
    """Close a town to visitors."""
    models.Assembly.objects.filter(pk=town.assembly.id).update(is_open=False)
    return town


def _run(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run it in a thread of its own: in this one a browser of other tests may keep a loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def test_live_addresses_are_in_the_table() -> None:
    """Each live address is served beside Django, is named in the table, and asks for a row that there is."""
    assert [one.path for one in SERVED] == [
        "/live/{assembly}/{paper}/events",
        "/live/{assembly}/{paper}/state",
    ]
    assert all(one.reads in TABLE for one in LIVE)
    assert not {one.name for one in LIVE} & {one.name for one in ROUTES}
    with pytest.raises(Resolver404):
        resolve("/live/a/b/events")


def test_an_event_is_small_and_public() -> None:
    """The state is three numbers and ids: at most 2 KB, and no name or word that somebody typed."""
    evening = Evening()
    evening.moved()
    state = state_of(evening.town.assembly.slug, evening.paper)
    assert state is not None
    body = json.dumps(state.public)
    assert len(body.encode()) <= 2048
    assert set(state.public) == {"sequence", "paper", "version"}
    assert "Member" not in body


def test_the_state_moves_with_every_act() -> None:
    """An act on a paper raises its version, and the sequence of its assembly."""
    evening = Evening()
    on = evening.motion()
    before = state_of(evening.town.assembly.slug, evening.paper)
    signing.sign(evening.town.members[3], evening.paper, on)
    after = state_of(evening.town.assembly.slug, evening.paper)
    assert before is not None
    assert after is not None
    assert after.public["sequence"] == before.public["sequence"] + 1
    assert after.public["version"] == before.public["version"] + 1


def test_papers_of_other_assemblies_are_not_told_of(town: Town) -> None:
    """A paper's version is told under its own assembly alone."""
    other = Evening()
    other.motion()
    state = state_of(town.assembly.slug, other.paper)
    assert state is not None
    assert state.public["version"] == 0
    assert state.public["paper"] == "-"
    assert state_of("nowhere", other.paper) is None


def test_a_closed_assembly_is_heard_by_its_own_alone(town: Town) -> None:
    """Visitors, whoever was signed out, and sessions that never were, hear nothing of it."""
    slug = closed(town).assembly.slug
    assert may_hear(slug, session_of(town), "read-assembly")
    assert not may_hear(slug, "", "read-assembly")
    assert not may_hear(slug, "of-nobody", "read-assembly")
    assert not may_hear(slug, session_of(town, epoch=1), "read-assembly")
    assert not may_hear("nowhere", session_of(town), "read-assembly")


def test_a_member_whose_time_is_over_hears_nothing_of_a_closed_assembly(town: Town) -> None:
    """Who left the roll is a visitor again, in streams as on pages."""
    models.Person.objects.filter(pk=town.member.person).update(until="2020-01-01")
    assert not may_hear(closed(town).assembly.slug, session_of(town), "read-assembly")


def test_an_administrator_hears_what_their_pages_show(town: Town) -> None:
    """The stream follows the permission table, also for those who are nobody on the roll."""
    assert ADMINISTRATOR.roles
    session = SessionStore()
    key = models.Key.objects.create(token_digest=town.assembly.id, issued_at="2026-11-01T00:00:00Z")
    session["administrator"] = key.id
    session.save()
    assert may_hear(closed(town).assembly.slug, session.session_key, "read-assembly")


def test_listeners_hear_the_latest_alone() -> None:
    """Whoever was slow hears the last of several, and nobody hears of other assemblies."""

    async def heard() -> tuple[int, bool, tuple[str, ...]]:
        hub = Hub()
        own, other = hub.listen("a"), hub.listen("b")
        for sequence in (1, 2, 3):
            hub.tell("a", sequence)
        latest, silent = own.get_nowait(), other.empty()
        hub.leave("a", own)
        return latest, silent, hub.listened()

    assert _run(heard()) == (3, True, ("b",))


def test_a_thousand_listeners_take_little_room() -> None:
    """What the hub keeps for a listener is under 4 KB."""

    async def kept() -> int:
        hub = Hub()
        tracemalloc.start()
        queues = [hub.listen("a") for _ in range(1000)]
        hub.tell("a", 1)
        size, _peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert all(queue.get_nowait() == 1 for queue in queues)
        return size

    assert _run(kept()) / 1000 < 4096


def test_who_has_only_just_come_misses_nothing(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """An act of another process, just after somebody began to listen, is told at the next look."""
    hub = Hub()
    monkeypatch.setattr(stream, "HUB", hub)
    monkeypatch.setattr(stream, "_LOOK", 0)
    monkeypatch.setattr(stream, "latest", lambda _assemblies: {town.assembly.id: 7})

    async def heard() -> int:
        queue = hub.listen(town.assembly.id)
        watching = asyncio.create_task(stream.watch())
        sequence = await asyncio.wait_for(queue.get(), 10)
        watching.cancel()
        return sequence

    assert _run(heard()) == 7


@pytest.mark.parametrize("posted", [False, True])
def test_a_page_knows_no_more_than_it_was_read_at(
    posted: bool, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is done while a page is drawn is after what the page says that it knows, so it is heard of."""
    client = town_client(town, town.clerk)
    read = assemblies.papers

    def read_and_act(assembly: str) -> Any:
        found = read(assembly)
        establishing.change_settings(town.clerk, width=50)
        return found

    monkeypatch.setattr("onevoice.chamber.readings.assemblies.papers", read_and_act)
    before = latest((town.assembly.id,))[town.assembly.id]
    address = reverse("sittings", args=(town.assembly.slug,))
    page = client.post(address, {"title": ""}) if posted else client.get(address)
    assert f'data-known="{before}"' in page.content.decode()
    assert latest((town.assembly.id,))[town.assembly.id] == before + 1
