"""Who listens to an assembly, and how they hear that it changed.

Acts run in threads, streams in the event loop: ``announce`` hands over from one to the other. What is
announced is only the number of the latest entry; who wants to know more reads it.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict


class Hub:
    """The listeners of this process."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None
        self._queues: dict[str, set[asyncio.Queue[int]]] = defaultdict(set)

    def begin(self) -> None:
        """Begin to listen, from within the event loop."""
        self._loop = asyncio.get_running_loop()

    def listen(self, assembly: str) -> asyncio.Queue[int]:
        """Give a queue that holds the latest number announced, and no older one."""
        queue: asyncio.Queue[int] = asyncio.Queue(maxsize=1)
        self._queues[assembly].add(queue)
        return queue

    def leave(self, assembly: str, queue: asyncio.Queue[int]) -> None:
        """Stop listening."""
        self._queues[assembly].discard(queue)
        if not self._queues[assembly]:
            del self._queues[assembly]

    def listened(self) -> tuple[str, ...]:
        """Give the assemblies that somebody listens to."""
        return tuple(self._queues)

    def announce(self, assembly: str, sequence: int) -> None:
        """Tell listeners, from any thread; nothing happens where nobody listens."""
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.tell, assembly, sequence)

    def tell(self, assembly: str, sequence: int) -> None:
        """Tell listeners, from within the event loop."""
        for queue in self._queues.get(assembly, ()):
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(sequence)


HUB = Hub()
announce = HUB.announce
