"""The chamber under an evening's load: pages and acts while people click, and many listen."""

from __future__ import annotations

import asyncio
import random
import re
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.served import Person, Served, enter, seed, serve
from benchmarks.table import Table, gigabytes, verdict

PEOPLE = 200
SECONDS = 60
PAUSE = 5.0  # seconds between two clicks of one person, in the mean
LISTENERS = 1000
_ACT_EVERY = 2.0  # seconds


def measure() -> Table:
    """Measure at rest, while people click, and with listeners."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seed(folder)
        served = serve(folder)
        try:
            return asyncio.run(_measured(served))
        finally:
            served.stop()


async def _measured(served: Served) -> Table:
    rest = served.memory
    chair = await enter(served.port, "The chair")
    _, page = await chair.get("/a/tamarel/")
    paper = re.search(r"/a/tamarel/papers/([0-9a-f]+)/", page)[1]
    pages, acts, refused = await _clicked(served, chair, paper)
    busy = served.memory
    last, half, extra, heard = await _listened(served, chair, paper)
    rows = (
        (
            "from start to the first answer",
            f"{served.ready:.2f} s",
            "5 s",
            verdict(reached=served.ready <= 5),
        ),
        ("memory at rest, all processes", gigabytes(rest), "", ""),
        (f"memory after {SECONDS} s of clicks", gigabytes(busy), "", ""),
        (f"page, median, {PEOPLE} people clicking", _ms(pages, 50), "", ""),
        (f"page, 99th percentile, {PEOPLE} people clicking", _ms(pages, 99), "500 ms", _under(pages, 0.5)),
        ("act, median, meanwhile", _ms(acts, 50), "", ""),
        ("act, 99th percentile, meanwhile", _ms(acts, 99), "250 ms", _under(acts, 0.25)),
        ("requests refused or failed", str(refused), "0", verdict(reached=refused == 0)),
        (f"{LISTENERS:,} listeners: half have heard of an act after", f"{half * 1000:.0f} ms", "", ""),
        (
            f"{LISTENERS:,} listeners: the last has heard after",
            f"{last * 1000:.0f} ms" if heard == LISTENERS else f"{LISTENERS - heard} never",
            "2 s",
            verdict(reached=heard == LISTENERS and last <= 2),
        ),
        (
            f"{LISTENERS:,} listeners: memory more",
            gigabytes(extra),
            "0.15 GB",
            verdict(reached=extra <= 0.15e9),
        ),
    )
    clicked = (
        f"The demonstration's assembly: 142 people, a motion with three amendments. {PEOPLE} members and"
        f" visitors click every {PAUSE:g} s in the mean for {SECONDS} s: assembly, order paper, motion,"
        f" minutes, sittings, drawn at random; {len(pages):,} pages in all. The chair minutes a ruling every"
        f" {_ACT_EVERY:g} s ({len(acts)} acts). Whoever clicks runs on the same two cores."
    )
    why = (
        "A page of a version that somebody has read takes 1 to 5 ms of one processor, the first after an"
        " act up to 30. Three threads read and three act, so that acts never queue behind pages."
    )
    notes = (clicked, why, "Memory counts shared pages once (PSS).")
    return Table(("what", "measured", "target", ""), rows, notes)


async def _clicked(served: Served, chair: Person, paper: str) -> tuple[list[float], list[float], int]:
    """Let people click and the chair act; give the seconds of pages and acts, and how many failed."""
    chance = random.Random(1)  # noqa: S311 - the same clicks every time
    paths = [
        "/a/tamarel/",
        f"/a/tamarel/papers/{paper}/",
        f"/a/tamarel/papers/{paper}/texts/m1/",
        "/a/tamarel/minutes/",
        "/a/tamarel/sittings/",
    ]
    doors = ["A member of", "A visitor"]
    people = [await enter(served.port, doors[n % 2]) for n in range(8)]
    pages: list[float] = []
    acts: list[float] = []
    failed = 0
    end = time.perf_counter() + SECONDS

    async def click(n: int) -> None:
        nonlocal failed
        person = Person(served.port, dict(people[n % len(people)].cookies))
        await asyncio.sleep(chance.random() * PAUSE)
        while time.perf_counter() < end:
            begin = time.perf_counter()
            status, _ = await person.get(chance.choice(paths))
            pages.append(time.perf_counter() - begin)
            failed += status != 200
            await asyncio.sleep(chance.expovariate(1 / PAUSE))

    async def act() -> None:
        nonlocal failed
        number = 0
        while time.perf_counter() < end:
            number += 1
            begin = time.perf_counter()
            status = await chair.post(
                f"/a/tamarel/papers/{paper}/acts/rule/", point=f"Point {number}", ruling="Noted."
            )
            acts.append(time.perf_counter() - begin)
            failed += status != 302
            await asyncio.sleep(_ACT_EVERY)

    await asyncio.gather(act(), *(click(n) for n in range(PEOPLE)))
    return pages, acts, failed


async def _listened(served: Served, chair: Person, paper: str) -> tuple[float, float, int, int]:
    """Open streams, do one act, and time who hears of it."""
    before = served.memory
    path = f"/live/tamarel/{paper}/events"
    streams = []
    for _ in range(0, LISTENERS, 50):
        streams += await asyncio.gather(*(Person(served.port).listen(path) for _ in range(50)))
    for reader, _writer in streams:
        await _changed(reader)
    extra = served.memory - before
    hearing = [asyncio.create_task(_heard(reader)) for reader, _writer in streams]
    begin = time.perf_counter()
    await chair.post(f"/a/tamarel/papers/{paper}/acts/rule/", point="To all", ruling="Noted.")
    done, pending = await asyncio.wait(hearing, timeout=15)
    for one in pending:
        one.cancel()
    for _reader, writer in streams:
        writer.close()
    times = sorted(one.result() - begin for one in done) or [float("inf")]
    return times[-1], times[len(times) // 2], extra, len(done)


async def _heard(reader: asyncio.StreamReader) -> float:
    await _changed(reader)
    return time.perf_counter()


async def _changed(reader: asyncio.StreamReader) -> None:
    while b"data:" not in await reader.readline():
        pass


def _ms(seconds: list[float], percentile: int) -> str:
    return f"{np.percentile(seconds, percentile) * 1000:.0f} ms"


def _under(seconds: list[float], target: float) -> str:
    return verdict(reached=float(np.percentile(seconds, 99)) <= target)
