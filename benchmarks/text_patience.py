"""A matcher by patience for merge3, as version control uses it: what stands once in both texts comes first.

Needs nothing but the standard library: it runs where the peers are, without onevoice. Between the anchors,
and where there are none, difflib matches without its heuristic for popular words.

References
----------
B. Cohen (2010), Patience diff advantages, https://bramcohen.livejournal.com/73318.html
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Match = tuple[int, int, int]


class PatienceMatcher:
    """Matches two sequences; called as difflib's matcher is.

    >>> PatienceMatcher(None, "abcabd", "xabcabd").get_matching_blocks()
    [(0, 1, 6), (6, 7, 0)]
    """

    def __init__(self, isjunk: object, a: Sequence[str], b: Sequence[str], autojunk: bool = True) -> None:
        del isjunk, autojunk  # nothing is junk here
        self._a, self._b = a, b

    def get_matching_blocks(self) -> list[Match]:
        """Give where the two are the same, in order, closed by an empty block."""
        blocks: list[Match] = []
        for one, other in self._pairs(0, len(self._a), 0, len(self._b)):
            if blocks and (blocks[-1][0] + blocks[-1][2], blocks[-1][1] + blocks[-1][2]) == (one, other):
                blocks[-1] = (blocks[-1][0], blocks[-1][1], blocks[-1][2] + 1)
            else:
                blocks.append((one, other, 1))
        return [*blocks, (len(self._a), len(self._b), 0)]

    def _pairs(self, start: int, end: int, other_start: int, other_end: int) -> Iterator[tuple[int, int]]:
        """Give the places of what is the same in two spans, in order."""
        begin, other_begin = start, other_start
        while begin < end and other_begin < other_end and self._a[begin] == self._b[other_begin]:
            yield begin, other_begin
            begin, other_begin = begin + 1, other_begin + 1
        tail = 0
        while (
            end - tail > begin
            and other_end - tail > other_begin
            and (self._a[end - tail - 1] == self._b[other_end - tail - 1])
        ):
            tail += 1
        last, other_last = end - tail, other_end - tail
        anchors = self._anchors(begin, last, other_begin, other_last)
        if anchors:
            for one, other in [*anchors, (last, other_last)]:
                yield from self._pairs(begin, one, other_begin, other)
                if one < last:
                    yield one, other
                begin, other_begin = one + 1, other + 1
        else:
            yield from self._between(begin, last, other_begin, other_last)
        yield from ((last + at, other_last + at) for at in range(tail))

    def _anchors(self, start: int, end: int, other_start: int, other_end: int) -> list[tuple[int, int]]:
        """Give what stands once in either span and in the same order in both: the longest such row."""
        once, other_once = Counter(self._a[start:end]), Counter(self._b[other_start:other_end])
        places = {self._b[at]: at for at in range(other_start, other_end) if other_once[self._b[at]] == 1}
        pairs = [
            (at, places[self._a[at]])
            for at in range(start, end)
            if once[self._a[at]] == 1 and self._a[at] in places
        ]
        ends: list[int] = []  # the smallest end of a row of each length
        tops: list[int] = []
        before: list[int] = []
        for place, (_, other) in enumerate(pairs):
            length = bisect_left(ends, other)
            before.append(tops[length - 1] if length else -1)
            ends[length : length + 1] = [other]
            tops[length : length + 1] = [place]
        row: list[tuple[int, int]] = []
        place = tops[-1] if tops else -1
        while place >= 0:
            row.append(pairs[place])
            place = before[place]
        return row[::-1]

    def _between(self, start: int, end: int, other_start: int, other_end: int) -> Iterator[tuple[int, int]]:
        inner = SequenceMatcher(None, self._a[start:end], self._b[other_start:other_end], autojunk=False)
        for one, other, size in inner.get_matching_blocks():
            yield from ((start + one + at, other_start + other + at) for at in range(size))
