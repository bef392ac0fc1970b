"""How many threads the compiled steps may use: one where the work is too small to share.

Waking a thread costs more than a thousand answers do, and far more on a busy machine. The number of threads
never reaches the numbers: sums are taken in fixed chunks.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any, TypeVar

import numba
import scipy.linalg  # noqa: F401  # so that its library is loaded when libraries are looked for
from threadpoolctl import ThreadpoolController

_Given = TypeVar("_Given")
_Result = TypeVar("_Result")

_WORTH_SHARING = 400_000
_PARTS = 2  # for each thread, so that none waits long for one that was held up

# Waiting threads of this layer sleep; the others' spin, and on a busy machine take time from those that work.
numba.config.THREADING_LAYER = "workqueue"  # type: ignore[attr-defined]  # set by numba when imported


def share_out(step: Callable[..., None], size: int, arrays: tuple[Any, ...]) -> None:
    """Run ``step(begin, end, *arrays)`` over all of a size, in parts on as many threads as are allowed.

    Parameters
    ----------
    step : callable
        Compiled to run without the interpreter's lock. Unlike a parallel loop, it may be run from several
        threads, each with a part of its own work.
    size : int
    arrays : tuple
    """
    threads = min(numba.get_num_threads(), size)
    if threads == 1:
        step(0, size, *arrays)
        return
    parts = min(size, _PARTS * threads)
    edges = [size * part // parts for part in range(parts + 1)]
    waiting = [_pool().submit(step, begin, end, *arrays) for begin, end in pairwise(edges)]
    for part in waiting:
        part.result()


def each(function: Callable[[_Given], _Result], given: Sequence[_Given]) -> list[_Result]:
    """Give the results for each, found side by side, every one of them on one thread."""
    with linear_algebra_on(1):
        if len(given) < 2 or numba.get_num_threads() == 1:
            return [function(one) for one in given]
        return list(_pool().map(function, given))


@contextmanager
def threads_for(steps: int) -> Iterator[None]:
    """Run compiled steps on one thread if there are few of them; linear algebra always on one.

    Parameters
    ----------
    steps : int
        Inner steps (answers, or cells times draws) of one parallel call.
    """
    before = numba.get_num_threads()
    numba.set_num_threads(1 if steps < _WORTH_SHARING else before)
    try:
        with linear_algebra_on(1):
            yield
    finally:
        numba.set_num_threads(before)


@contextmanager
def linear_algebra_on(threads: int) -> Iterator[None]:
    """Run linear algebra on so many threads.

    Parameters
    ----------
    threads : int
        The same on every machine, for sums are cut by it.
    """
    with _libraries().limit(limits=threads, user_api="blas"):
        yield


@cache
def _pool() -> ThreadPoolExecutor:
    """Keep as many threads as there are processors; what they run is on one thread."""
    return ThreadPoolExecutor(numba.config.NUMBA_NUM_THREADS, "onevoice", lambda: numba.set_num_threads(1))  # type: ignore[attr-defined]  # set by numba when imported


os.register_at_fork(after_in_child=_pool.cache_clear)  # threads do not come along


@cache
def _libraries() -> ThreadpoolController:
    """Look for the libraries once: it takes longer than a small fit does."""
    return ThreadpoolController()
