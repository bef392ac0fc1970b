"""A paper: a debate as a JSON file, read and written. A short form can be written by hand.

The schema is ``paper.schema.json`` beside this file; docs/howto/order.md tells how to write a paper.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from onevoice.assembly.order.debate import Debate, ListedAmendment, ListedMotion
from onevoice.errors import InputError
from onevoice.formats.paper_read import debate_of
from onevoice.formats.paper_values import written, written_fields
from onevoice.formats.placing import placed_file

VERSION = 1
"""Of the form of papers."""

SIZE_LIMIT = 1 << 25  # bytes; a conference's motions with all that became of them
_LISTED = ("pack", "title", "motions", "amendments", "questions", "deferred")


def read_paper(path: str | PathLike[str]) -> Debate:
    """Read a debate from a paper.

    Parameters
    ----------
    path : str or path
        A JSON file, in the full form or in the short form for writing by hand.

    Raises
    ------
    InputError
        If the file is missing or no paper; the sentence says where it is wrong.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError("this is a folder, and a paper is one file", "Name the file", file=path.name)
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise InputError(f"a paper has at most {SIZE_LIMIT:,} bytes", "Divide it", file=path.name)
        source = path.read_bytes()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        raise InputError(
            "there is no such file, or it may not be read", "Check the path", file=path.name
        ) from None
    try:
        return parse_paper(source.decode("utf-8-sig"), name=path.name)
    except UnicodeDecodeError:
        raise InputError("this is not in UTF-8", "Save it in UTF-8", file=path.name) from None


def parse_paper(source: str, *, name: str = "") -> Debate:
    """Read a debate from the words of a paper; `name` is what errors call the file.

    Raises
    ------
    InputError
        If it is no paper; the sentence says where it is wrong.
    """
    try:
        document = json.loads(
            source,
            object_pairs_hook=_once_each,
            parse_float=_refused("a decimal"),
            parse_constant=_refused("NaN"),
        )
        return debate_of(document, version=VERSION)
    except json.JSONDecodeError as error:
        what = f"this is no JSON ({error.msg[0].lower()}{error.msg[1:]})"
        raise InputError(what, "Correct it there", file=name, row=error.lineno) from None
    except InputError as error:
        raise InputError(error.what, error.todo, file=name) from None
    except (RecursionError, ValueError):  # ValueError: a number of thousands of digits
        raise InputError("this is nested or numbered beyond reason", "Write it anew", file=name) from None


def paper_of(debate: Debate) -> str:
    """Give the words of a debate's paper: the same debate, the same words."""
    document: dict[str, Any] = {
        "onevoice-paper": VERSION,
        "pack": debate.pack,
        "title": debate.title,
        "motions": [_motion(one) for one in debate.motions],
        "amendments": [_amendment(one) for one in debate.amendments],
        "questions": written(debate.questions),
    }
    if debate.deferred:
        document["deferred"] = written(debate.deferred)
    document |= written_fields(debate, beside=_LISTED)
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def write_paper(debate: Debate, path: str | PathLike[str], *, overwrite: bool = False) -> None:
    """Write a debate to a paper.

    Parameters
    ----------
    debate : Debate
    path : str or path
    overwrite : bool, default False
        Whether a file that is there may be replaced.

    Raises
    ------
    InputError
        If something is there already, or it cannot be written.
    """
    path = Path(path)
    try:
        content = paper_of(debate).encode()
    except UnicodeEncodeError:
        raise InputError("the paper holds half a character", "Correct it first", file=path.name) from None
    with placed_file(path, overwrite=overwrite) as draft:
        draft.write_bytes(content)


def _motion(listed: ListedMotion) -> dict[str, Any]:
    """Give a motion: as tabled, and beside it ("now") as it reads now, where that is other words."""
    document = written_fields(listed.motion)
    if listed.text != listed.motion.text:
        document["now"] = written(listed.text)
    return document | written_fields(listed, beside=("motion", "text"))


def _amendment(listed: ListedAmendment) -> dict[str, Any]:
    """Give an amendment: its operations as tabled, and ("now") as they rest now, where they differ."""
    document = written_fields(listed.amendment)
    if listed.operations != listed.amendment.operations:
        document["now"] = written(listed.operations)
    return document | written_fields(listed, beside=("amendment", "operations"))


def _once_each(pairs: list[tuple[str, object]]) -> dict[str, object]:
    held = dict(pairs)
    if len(held) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise InputError(f"the field {twice[:40]!r} stands twice in one place", "Leave one away")
    return held


def _refused(what: str) -> Callable[[str], NoReturn]:
    def refuse(number: str) -> NoReturn:
        raise InputError(f"{number[:40]} is {what}, and a paper holds none", "Write a whole number")

    return refuse
