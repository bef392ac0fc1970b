"""Which block of an edited draft is which block of the text that it was edited from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from onevoice.assembly.text import Block, Text
from onevoice.assembly.wording.tokens import Opcodes, is_word, tokens

SAME_ID = 0.3
"""Share of words that must survive in a block that kept its id; below it, it is another block."""

SAME_GAP = 0.35
"""The same for blocks that stand between the same neighbours."""

MOVED = 0.6
"""The same for a block that would have moved besides."""

_COMMON = 50  # a word in so many blocks says nothing about which block is which
_FEW = 4  # blocks that are compared word by word


def match_blocks(base: Text, draft: Text, opcodes: Opcodes) -> dict[int, int]:
    """Find for blocks of a draft the blocks of the base that they were.

    By id where the draft kept ids, else by equal words, then by likeness of words. Only blocks of one kind
    and depth are matched: no operation makes a paragraph a heading.

    Parameters
    ----------
    base, draft : Text
    opcodes : callable

    Returns
    -------
    dict of int to int
        Place in the draft to place in the base; no place twice.
    """
    matching = _Matching(base.blocks, draft.blocks)
    matching.by_equal_words(opcodes)
    if matching.kept_ids(base, draft):
        matching = _Matching(base.blocks, draft.blocks)
        matching.by_id(base, lambda one, other: one.hash == other.hash)
        matching.by_equal_words(opcodes)
        # an id is believed before words that are merely like, but not where others are much liker
        matching.by_id(base, lambda one, other: likeness(one.words, other.words) >= MOVED)
        matching.between_neighbours(MOVED)
        matching.by_id(base, lambda one, other: likeness(one.words, other.words) >= SAME_ID)
    matching.between_neighbours(SAME_GAP)
    matching.anywhere(MOVED)
    return matching.pairs


def heaviest_rise(values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Give the places of the rising run of values that weighs most, in order.

    Parameters
    ----------
    values : sequence of int
        Each once, from 0 up to any number.
    weights : sequence of int
        Above 0.

    Notes
    -----
    A tree of prefix maxima (Fenwick's) gives the heaviest run before each value in the time of a logarithm.

    >>> heaviest_rise([3, 0, 1, 4, 2], [1, 1, 1, 1, 1])
    [1, 2, 4]
    >>> heaviest_rise([1, 0], [1, 2])
    [1]
    """
    size = max(values, default=-1) + 2
    best: list[tuple[int, int]] = [(0, -1)] * size  # weight of a run, and the place at which it ends
    before: list[int] = []
    for place, value in enumerate(values):
        heaviest, at = (0, -1), value
        while at > 0:
            heaviest = max(heaviest, best[at])
            at -= at & -at
        before.append(heaviest[1])
        run, at = (heaviest[0] + weights[place], place), value + 1
        while at < size:
            best[at] = max(best[at], run)
            at += at & -at
    return _traced(before, values, weights)


def _traced(before: Sequence[int], values: Sequence[int], weights: Sequence[int]) -> list[int]:
    """Follow the heaviest run back from its end."""
    total: list[int] = []
    for place in range(len(values)):
        total.append(weights[place] + (total[before[place]] if before[place] >= 0 else 0))
    at = max(range(len(total)), key=lambda place: (total[place], place), default=-1)
    run: list[int] = []
    while at >= 0:
        run.append(at)
        at = before[at]
    return run[::-1]


def in_place(base: Sequence[Block], pairs: dict[int, int]) -> list[int]:
    """Give the places in a draft of the blocks that did not move: of two that changed places, the longer."""
    order = sorted(pairs)
    weights = [1 + len(base[pairs[place]].words) for place in order]
    return [order[at] for at in heaviest_rise([pairs[place] for place in order], weights)]


def likeness(one: str, other: str) -> float:
    """Give the share of words that two texts have in common, from 0 to 1, whatever their order.

    >>> likeness("the red car", "a red car")
    0.6666666666666666
    """
    return _likeness(_words(one), _words(other))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    whole = one.total() + other.total()
    return 2 * (one & other).total() / whole if whole else 0.0


def _words(words: str) -> Counter[str]:
    return Counter(token.casefold() for token in tokens(words) if is_word(token))


class _Matching:
    """Pairs found so far, and what is left on either side."""

    def __init__(self, base: Sequence[Block], draft: Sequence[Block]) -> None:
        self.base, self.draft = base, draft
        self.pairs: dict[int, int] = {}
        self.taken: set[int] = set()

    def pair(self, draft_place: int, base_place: int) -> None:
        """Note that two blocks are one, if they can be."""
        one, other = self.base[base_place], self.draft[draft_place]
        free = draft_place not in self.pairs and base_place not in self.taken
        if free and (one.kind, one.depth) == (other.kind, other.depth):
            self.pairs[draft_place] = base_place
            self.taken.add(base_place)

    def by_equal_words(self, opcodes: Opcodes) -> None:
        """Match equal blocks: those in order first, then those that moved."""
        base, draft = self._left_base(), self._left_draft()
        rows = [self.base[place].hash for place in base], [self.draft[place].hash for place in draft]
        for tag, start, end, draft_start, _ in opcodes(*rows):
            if tag == "equal":
                for step in range(end - start):
                    self.pair(draft[draft_start + step], base[start + step])
        waiting: defaultdict[tuple[str, str, int], list[int]] = defaultdict(list)
        for place in reversed(self._left_base()):
            waiting[_look(self.base[place])].append(place)
        for place in self._left_draft():
            if self.draft[place].words and waiting[_look(self.draft[place])]:
                self.pair(place, waiting[_look(self.draft[place])].pop())

    def kept_ids(self, base: Text, draft: Text) -> bool:
        """Whether equal blocks mostly have equal ids, so that ids say which block is which."""
        counts = Counter(block.hash for block in (*base.blocks, *draft.blocks))
        sure = [
            (self.draft[place].id, self.base[of].id)
            for place, of in self.pairs.items()
            if counts[self.base[of].hash] == 2
        ]
        return 10 * sum(one == other for one, other in sure) >= 9 * len(sure)

    def by_id(self, base: Text, accept: Callable[[Block, Block], bool]) -> None:
        """Match blocks with one id, where a test of their words agrees."""
        for place in self._left_draft():
            block = self.draft[place]
            if block.id in base and accept(base.block(block.id), block):
                self.pair(place, base.place(block.id))

    def between_neighbours(self, least: float) -> None:
        """Match by their words blocks that stand between the same two blocks."""
        stay = in_place(self.base, self.pairs)
        anchors = [(-1, -1), *((place, self.pairs[place]) for place in stay)]
        anchors.append((len(self.draft), len(self.base)))
        for (draft_start, base_start), (draft_end, base_end) in pairwise(anchors):
            self._alike(range(base_start + 1, base_end), range(draft_start + 1, draft_end), least)

    def anywhere(self, least: float) -> None:
        """Match what is left by its words, wherever it stands."""
        self._alike(self._left_base(), self._left_draft(), least)

    def _alike(self, base_places: Iterable[int], draft_places: Iterable[int], least: float) -> None:
        """Match the likest first."""
        base = {place: _words(self.base[place].words) for place in base_places if place not in self.taken}
        draft = {place: _words(self.draft[place].words) for place in draft_places if place not in self.pairs}
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for place, words in base.items():
            for word in words:
                holders[word].append(place)
        found: list[tuple[float, int, int, int]] = []
        for place, words in draft.items():
            shared: Counter[int] = Counter()
            for word in words:
                if len(base) <= _COMMON or len(holders[word]) <= _COMMON:
                    shared.update(holders[word])
            for candidate, _ in shared.most_common(_FEW):
                score = _likeness(base[candidate], words)
                if score >= least:
                    found.append((-score, abs(candidate - place), place, candidate))
        for _, _, place, candidate in sorted(found):
            self.pair(place, candidate)

    def _left_base(self) -> list[int]:
        return [place for place in range(len(self.base)) if place not in self.taken]

    def _left_draft(self) -> list[int]:
        return [place for place in range(len(self.draft)) if place not in self.pairs]


def _look(block: Block) -> tuple[str, str, int]:
    return block.words, block.kind.value, block.depth
