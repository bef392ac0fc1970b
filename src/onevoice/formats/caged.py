"""Reading a file that nobody vouches for: in a child process with caps, which is killed if it goes wild.

The child gets the file's bytes and gives back a text as JSON; it shares nothing else with the parent.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.errors import InputError

LARGEST_FILE = 32 << 20
"""Bytes of a file that is opened at all."""

SECONDS = 30
"""Time that a file may take, on the clock and of the processor."""

MEMORY = 1 << 30
"""Bytes of address space that the child may take."""

ANSWER = 64 << 20
"""Bytes that the child may write."""

# every thread of a library for numbers would take address space from the child's share
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")

_SPENT = "Save it anew from a word processor, or shorten it"


def read_caged(
    parse: Callable[[bytes], Text], path: Path, *, seconds: float = SECONDS, memory: int = MEMORY
) -> Text:
    """Read a text from an untrusted file in a child process.

    Parameters
    ----------
    parse : callable
        A function of a module of this room, from a file's bytes to a Text; it raises InputError.
    path : Path
    seconds : float, default 30
    memory : int, default 1 GiB
        Bytes of address space.

    Raises
    ------
    InputError
        If the file cannot be opened, is refused, or takes more than its share of time or memory.
    """
    command = [sys.executable, "-P", "-m", __name__, parse.__module__, parse.__qualname__]
    with _opened(path) as file, tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603  # our own interpreter and our own module
                [*command, str(int(seconds) + 1), str(memory)],
                stdin=file,
                stdout=answer,
                env={**os.environ, **_ONE_THREAD},
                stderr=subprocess.DEVNULL,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise InputError(
                f"reading this file takes longer than {seconds:g} seconds", _SPENT, file=path.name
            ) from None
        answer.seek(0)
        return _text_of(answer.read(ANSWER), done.returncode, path.name)


def _opened(path: Path) -> Any:
    """Open a file of a size that may be read."""
    if path.is_dir():
        raise InputError("this is a folder", "Name a file in it", file=str(path))
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise InputError("there is no such file", "Correct its name", file=str(path)) from None
    except OSError as error:
        raise InputError(
            f"this file cannot be opened ({error.strerror})", "Allow it to be read", file=str(path)
        ) from None
    size = path.stat().st_size
    if size > LARGEST_FILE:
        file.close()
        raise InputError(
            f"this file has {size >> 20} MB, more than the {LARGEST_FILE >> 20} MB that are read",
            "Take large pictures out of it, or save it as plain text",
            file=path.name,
        )
    return file


def _text_of(answer: bytes, returned: int, name: str) -> Text:
    """Build the text from the child's answer, which is trusted no more than the file."""
    try:
        said = json.loads(answer)
        if "refused" in said:
            what, todo = map(str, said["refused"])
            raise InputError(what, todo, file=name)
        blocks = tuple(
            Block(
                str(one["id"]),
                Kind(one["kind"]),
                str(one["words"]),
                int(one["depth"]),
                str(one["number"]),
                tuple(
                    Mark(int(start), int(end), MarkKind(kind), str(target))
                    for start, end, kind, target in one["marks"]
                ),
            )
            for one in said["blocks"]
        )
        return Text(blocks, str(said["language"]))
    except (ValueError, KeyError, TypeError):
        ended = "needs more time or memory than a text should" if returned < 0 else "cannot be read"
        raise InputError(f"this file {ended}", _SPENT, file=name) from None


def _answer(parse: Callable[[bytes], Text], content: bytes) -> dict[str, Any]:
    """Give what the child has to say."""
    try:
        text = parse(content)
    except InputError as error:
        return {"refused": [error.what, error.todo]}
    except (MemoryError, RecursionError):
        return {"refused": ["this file needs more memory than a text should", _SPENT]}
    blocks = [
        {
            **{name: getattr(block, name) for name in ("id", "words", "depth", "number")},
            "kind": block.kind.value,
            "marks": [[mark.start, mark.end, mark.kind.value, mark.target] for mark in block.marks],
        }
        for block in text.blocks
    ]
    return {"blocks": blocks, "language": text.language}


def _cap(seconds: int, memory: int) -> None:
    """Let the system hold this process to its share; where it has no such caps, the clock does."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  # not on every system

    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        share = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (share, share))


def _child(module: str, name: str, seconds: str, memory: str) -> None:
    """Be the child: take caps, read the file from standard input, answer on standard output."""
    parse = cast("Callable[[bytes], Text]", getattr(importlib.import_module(module), name))
    _cap(int(seconds), int(memory))
    content = sys.stdin.buffer.read(LARGEST_FILE + 1)
    json.dump(_answer(parse, content), sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    _child(*sys.argv[1:])
