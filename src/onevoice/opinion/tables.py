"""Tidy tables cut from the document, readable by any library that takes Arrow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from arro3.core import Array, DataType, Table

__all__ = ["Cut", "Table", "member_table", "proposition_table", "support_table"]

Columns = dict[str, tuple[type, list[Any]]]
_TYPES = {float: DataType.float64(), int: DataType.int64(), str: DataType.utf8()}


@dataclass(frozen=True, eq=False)
class Cut:
    """A part of the document, as a table when asked for."""

    document: Mapping[str, Any]
    cut: Callable[[Mapping[str, Any]], Table]

    def table(self) -> Table:
        """Give an Arrow table; ``polars.DataFrame`` and ``pandas.DataFrame.from_arrow`` read it."""
        return self.cut(self.document)


def _table(columns: Columns) -> Table:
    """Build an Arrow table, with types that empty columns keep."""
    return Table.from_pydict(
        {name: Array(values, type=_TYPES[kind]) for name, (kind, values) in columns.items()}
    )


def support_table(document: Mapping[str, Any]) -> Table:
    """Cut support: a row for each proposition and group, with shares, intervals and counts."""
    rows = [
        (proposition["id"], group, cell)
        for proposition in document["propositions"]
        for group, cell in proposition["support"].items()
    ]
    shares: Columns = {name: (float, [cell[name] for *_, cell in rows]) for name in ("median", "low", "high")}
    counts: Columns = {
        name: (int, [cell[name] for *_, cell in rows])
        for name in ("agree", "disagree", "pass", "unheard", "n")
    }
    return _table(
        {"proposition": (str, [row[0] for row in rows]), "group": (str, [row[1] for row in rows])}
        | shares
        | counts
    )


def proposition_table(document: Mapping[str, Any]) -> Table:
    """Cut measures: a row for each proposition."""
    rows = document["propositions"]
    least = [
        row["consensus"] or dict.fromkeys(("median", "low", "high", "probability", "group")) for row in rows
    ]
    plain = ("bridging", "latent_bridging", "divisiveness", "latent_divisiveness")
    return _table(
        {"proposition": (str, [row["id"] for row in rows]), "text": (str, [row["text"] for row in rows])}
        | {
            f"consensus_{name}": (float, [cell[name] for cell in least])
            for name in ("median", "low", "high", "probability")
        }
        | {"least_group": (str, [cell["group"] for cell in least])}
        | {name: (float, [row[name] for row in rows]) for name in plain}
    )


def member_table(document: Mapping[str, Any]) -> Table:
    """Cut members: a row for each, with groups, bloc and coordinates where they are shown."""
    rows = document["members"]
    axes = {
        f"coord_{axis + 1}": (float, [None if row["coords"] is None else row["coords"][axis] for row in rows])
        for axis in range(document["dims"])
    }
    return _table(
        {
            "member": (str, [row["id"] for row in rows]),
            "name": (str, [row["name"] for row in rows]),
            "groups": (str, [";".join(row["groups"]) for row in rows]),
            "bloc": (int, [row["bloc"] for row in rows]),
        }
        | axes
    )
