"""The values of a debate as JSON, told by their types: what has its usual value is left away.

An amount that is no whole number is written as a fraction in words ("2/3"): a paper holds no decimals.
"""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from difflib import get_close_matches
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, NoReturn, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from onevoice.assembly.messages import Message
from onevoice.assembly.wording.operations import AddAtEnd, Change, Insert, LeaveOut, Move, ReplaceWhole
from onevoice.errors import InputError, OnevoiceError

OPERATIONS: dict[str, type[Any]] = {
    "change": Change,
    "leave-out": LeaveOut,
    "insert": Insert,
    "add-at-end": AddAtEnd,
    "replace-whole": ReplaceWhole,
    "move": Move,
}
"""What the operations of an amendment are called in a file."""

_OPERATION_NAMES = {operation: name for name, operation in OPERATIONS.items()}
Made = TypeVar("Made")

_FRACTION = re.compile(r"([0-9]{1,18})/([0-9]{1,18})")
_KINDS = {
    str: "words in quotation marks",
    bool: "true or false",
    int: "a whole number",
    tuple: "a list in [ ]",
}


def written(value: object) -> Any:
    """Give a value of a debate as plain values for JSON."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, Message):
        return {"id": value.id, "parameters": dict(value.parameters)}
    if isinstance(value, tuple):
        return [written(one) for one in value]
    if is_dataclass(value):
        name = _OPERATION_NAMES.get(type(value))
        first = {"operation": name} if name else {}
        return first | written_fields(value)
    return value


def written_fields(value: Any, *, beside: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give the fields of a value that have not their usual value, without those named in `beside`."""
    return {
        field.name: written(getattr(value, field.name))
        for field in fields(value)
        if field.name not in beside and (_needed(field) or getattr(value, field.name) != field.default)
    }


def value_of(kind: Any, raw: object, at: str) -> Any:
    """Read a value of a type.

    Parameters
    ----------
    kind : type
        As a field is annotated.
    raw : object
        As JSON gives it.
    at : str
        Where it stands: "motions[0].stage".

    Raises
    ------
    InputError
        If it is none of that type; the sentence begins with the place.
    """
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _one_of(get_args(kind), raw, at)
    if origin is tuple:
        return _tuple(get_args(kind), raw, at)
    if kind in {int, bool}:
        return raw if type(raw) is kind else refuse_kind(at, kind)
    if kind in {str, Message}:
        return words(raw, at) if kind is str else _message(raw, at)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _choice(kind, raw, at)
    return dataclass_of(kind, mapping(raw, at), at)


def dataclass_of(kind: type[Made], raw: dict[str, object], at: str, **given: Any) -> Made:
    """Make a value of its fields; those in `given` are known already, and stand nowhere in the file.

    Raises
    ------
    InputError
        If a field is missing, unknown or of the wrong type, or the value cannot be so.
    """
    known = {field.name: field for field in fields(cast("Any", kind)) if field.name not in given}
    refuse_unknown(raw, tuple(known), at)
    hints = _hints(cast("Any", kind))
    found = {
        name: value_of(hints[name], raw[name], f"{at}.{name}" if at else name)
        for name in known
        if name in raw
    }
    missing = next((name for name, field in known.items() if _needed(field) and name not in raw), None)
    if missing is not None:
        wrong(at, f"has no {missing!r}", "Add it")
    try:
        return kind(**found, **given)
    except (ValueError, OnevoiceError) as error:
        wrong(at, f"cannot be so ({str(error).rstrip('.')})", "Correct it")


def words(raw: object, at: str) -> str:
    """Read words, which must be whole characters."""
    if not isinstance(raw, str):
        refuse_kind(at, str)
    try:
        raw.encode()
    except UnicodeEncodeError:
        wrong(at, "holds half a character", "Write it anew")
    return raw


def mapping(raw: object, at: str) -> dict[str, object]:
    """Read an object with fields."""
    if not isinstance(raw, dict):
        wrong(at or "the file", "should be fields in { }", "Write it so")
    return raw


def listing(raw: object, at: str) -> list[object]:
    """Read a list."""
    return raw if isinstance(raw, list) else refuse_kind(at, tuple)


def refuse_unknown(raw: dict[str, object], known: tuple[str, ...], at: str) -> None:
    """Refuse a field of another name; of a name that is near, that one is offered."""
    for name in raw:
        if name in known:
            continue
        near = get_close_matches(name, known, n=1)
        todo = f"Did you mean {near[0]!r}" if near else f"It may have: {', '.join(known)}"
        wrong(at or "a paper", f"has no field {name[:40]!r}", todo)


def refuse_kind(at: str, kind: type) -> NoReturn:
    """Refuse a value of the wrong kind."""
    wrong(at, f"should be {_KINDS[kind]}", "Write it so")


def wrong(at: str, what: str, todo: str) -> NoReturn:
    """Refuse what stands at a place."""
    raise InputError(f"{at or 'the paper'} {what}", todo)


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _needed(field: Field[Any]) -> bool:
    return field.default is MISSING


def _one_of(kinds: tuple[Any, ...], raw: object, at: str) -> Any:
    """Read what may be of several types: nothing, a whole number or a fraction, one of the operations."""
    if raw is None and types.NoneType in kinds:
        return None
    rest = [kind for kind in kinds if kind is not types.NoneType]
    if Fraction in rest:
        return _amount(raw, at)
    if len(rest) == 1:
        return value_of(rest[0], raw, at)
    held = dict(mapping(raw, at))
    name = held.pop("operation", "")
    if not isinstance(name, str) or name not in OPERATIONS:
        wrong(at, "names no operation", f"Its 'operation' is one of: {', '.join(OPERATIONS)}")
    return dataclass_of(OPERATIONS[name], held, at)


def _amount(raw: object, at: str) -> int | Fraction:
    if type(raw) is int:
        return raw
    found = _FRACTION.fullmatch(raw) if isinstance(raw, str) else None
    if found is None or not int(found[2]):
        wrong(at, 'should be a whole number, or a fraction such as "2/3"', "Write it so")
    return Fraction(int(found[1]), int(found[2]))


def _tuple(kinds: tuple[Any, ...], raw: object, at: str) -> tuple[Any, ...]:
    entries = listing(raw, at)
    if kinds[1:] == (...,):
        return tuple(value_of(kinds[0], one, f"{at}[{place}]") for place, one in enumerate(entries))
    if len(entries) != len(kinds):
        wrong(at, f"should have {len(kinds)} entries", "Write all of them")
    pairs = zip(kinds, entries, strict=True)
    return tuple(value_of(kind, one, f"{at}[{place}]") for place, (kind, one) in enumerate(pairs))


def _message(raw: object, at: str) -> Message:
    held = mapping(raw, at)
    refuse_unknown(held, ("id", "parameters"), at)
    parameters = mapping(held.get("parameters", {}), f"{at}.parameters")
    found = ((words(name, at), words(one, f"{at}.parameters.{name}")) for name, one in parameters.items())
    return Message(words(held.get("id"), f"{at}.id"), tuple(found))


def _choice(kind: type[Enum], raw: object, at: str) -> Enum:
    found = next((one for one in kind if one.value == raw), None)
    if found is None:
        said = f"is {raw[:40]!r}" if isinstance(raw, str) else "is no word"
        wrong(
            at,
            f"{said}, which is none of its values",
            f"Choose one of: {', '.join(one.value for one in kind)}",
        )
    return found
