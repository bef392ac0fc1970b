"""How many threads the compiled steps may use: one where the work is too small to share.

Waking a thread costs more than a thousand answers do, and far more on a busy machine. The number of threads
never reaches the numbers: sums are taken in fixed chunks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import numba
import scipy.linalg  # noqa: F401  # so that its library is loaded when libraries are looked for
from threadpoolctl import ThreadpoolController

_WORTH_SHARING = 400_000

# Waiting threads of this layer sleep; the others' spin, and on a busy machine take time from those that work.
numba.config.THREADING_LAYER = "workqueue"  # type: ignore[attr-defined]  # set by numba when imported


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
def _libraries() -> ThreadpoolController:
    """Look for the libraries once: it takes longer than a small fit does."""
    return ThreadpoolController()
