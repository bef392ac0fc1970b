"""Open tables as Parquet files, read and written: the same tables and columns, compact and fast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onevoice.assembly.sounding import RollCall
from onevoice.errors import InputError, MissingExtraError
from onevoice.formats.codes import plain, words_only
from onevoice.formats.delimited import named
from onevoice.formats.gathering import Gathering
from onevoice.formats.open_tables import assembled
from onevoice.formats.open_tables_written import RESPONSE_WORDS, has_times, small_tables
from onevoice.formats.placing import placed_folder, refuse_unwritable
from onevoice.formats.sheets import TABLES
from onevoice.formats.times import UNKNOWN

_RUN = 1 << 20


def read_parquet(files: Mapping[str, Path], *, groups: Sequence[str] = ()) -> RollCall:
    """Read open tables kept as Parquet.

    Parameters
    ----------
    files : mapping of str to Path
        Path of each table by its name; at least ``responses``.
    groups : sequence of str, default ()
        Columns of the members' table to use as kinds of group though they look like descriptions.

    Raises
    ------
    InputError
        If a file is no Parquet, or a row cannot be understood.
    MissingExtraError
        If pyarrow is not installed.
    """
    tables = {name: _sheet(path) for name, path in files.items() if name != "responses"}
    return assembled(
        tables, lambda members, propositions: _gather(files["responses"], members, propositions), groups
    )


def write_parquet(calls: RollCall, path: Path, *, overwrite: bool = False) -> None:
    """Write a folder of open tables as Parquet.

    Raises
    ------
    InputError
        If something is there already, or an id or a text could not be read again.
    MissingExtraError
        If pyarrow is not installed.
    """
    pa, pq = _pyarrow()
    refuse_unwritable(calls)
    with placed_folder(path, [f"{name}.parquet" for name in TABLES], overwrite=overwrite) as draft:
        for name, (header, rows) in small_tables(calls).items():
            columns = list(zip(*rows, strict=True)) or [()] * len(header)
            arrays = [pa.array(column, pa.string()) for column in columns]
            pq.write_table(pa.table(dict(zip(header, arrays, strict=True))), draft / f"{name}.parquet")
        words = pa.array([RESPONSE_WORDS[code] for code in sorted(RESPONSE_WORDS)])
        answers = calls.answers
        ids = [
            pa.array([one.id for one in things], pa.string())
            for things in (calls.members, calls.propositions)
        ]
        # Codes run from -1 to 2, and their words stand in that order.
        indices = (answers.member, answers.proposition, np.asarray(answers.response, np.int32) + 1)
        columns_ = {
            name: pa.DictionaryArray.from_arrays(pa.array(np.asarray(index, np.int32)), values)
            for name, index, values in zip(
                ("member", "proposition", "response"), indices, (*ids, words), strict=True
            )
        }
        if has_times(calls):
            time = np.asarray(answers.time, dtype=np.int64)
            columns_["time"] = pa.array(time, pa.int64(), mask=time == UNKNOWN).cast(
                pa.timestamp("ms", "UTC")
            )
        pq.write_table(pa.table(columns_), draft / "responses.parquet")


@dataclass(frozen=True, slots=True)
class ParquetSheet:
    """A small table kept as Parquet, read as rows of text; rows are counted from 1."""

    name: str
    header: Sequence[str]
    columns: Sequence[Sequence[str]] = ()

    def find(self, column: str) -> int | None:
        """Place of a column by its name in any case, or None."""
        wanted = column.casefold()
        return next((at for at, name in enumerate(self.header) if name.casefold() == wanted), None)

    def place(self, column: str) -> int:
        """Place of a column that must be there."""
        at = self.find(column)
        if at is None:
            raise InputError(
                f"there is no column {column!r}; the columns are {named(self.header)}",
                f"Add a column {column!r}",
                file=self.name,
            )
        return at

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield row numbers and cells."""
        for row, cells in enumerate(zip(*self.columns, strict=True), start=1):
            yield row, list(cells)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow as pa  # noqa: PLC0415  # an optional package
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError:
        raise MissingExtraError("Reading and writing Parquet", "parquet") from None
    return pa, pq


def _sheet(path: Path) -> ParquetSheet:
    pa, pq = _pyarrow()
    try:
        table = pq.ParquetFile(path).read()
        table.validate(full=True)
        columns = [[_cell(value) for value in column.to_pylist()] for column in table.columns]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(path, error) from None
    return ParquetSheet(path.name, tuple(table.column_names), columns)


def _damaged(path: Path, error: Exception) -> InputError:
    reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
    return InputError(f"this is no readable Parquet file ({reason})", "Write it again", file=path.name)


def _gather(path: Path, members: dict[str, int], propositions: dict[str, int]) -> Gathering:
    """Stream the responses; ids are looked up once for each run, not once for each row."""
    pa, pq = _pyarrow()
    gathering = Gathering()
    known: list[tuple[str, dict[str, int]]] = [
        ("member", members),
        ("proposition", propositions),
        ("response", words_only().lookup()),
    ]
    try:
        file = pq.ParquetFile(path)
        names = file.schema_arrow.names
        for name, _ in known:
            ParquetSheet(path.name, names).place(name)
        columns = [*(name for name, _ in known), *(["time"] if "time" in names else [])]
        for batch in file.iter_batches(batch_size=_RUN, columns=columns):
            batch.validate(full=True)
            for (name, ids), into in zip(
                known, (gathering.member, gathering.proposition, gathering.response), strict=True
            ):
                into.frombytes(_indices(batch, name, ids, path.name).astype(into.typecode).tobytes())
            if "time" in columns:
                moments = batch.column("time").cast(pa.timestamp("ms", "UTC")).cast(pa.int64())
                gathering.time.frombytes(moments.fill_null(UNKNOWN).to_numpy(zero_copy_only=False).tobytes())
    except (pa.ArrowException, OSError, ValueError, KeyError) as error:
        raise _damaged(path, error) from None
    return gathering


def _indices(batch: Any, name: str, ids: dict[str, int], file: str) -> Any:
    """Look up the indices of a column's keys in one run of rows."""
    column = batch.column(name).dictionary_encode()
    found = []
    for key in column.dictionary.to_pylist():
        try:
            found.append(ids[plain(_cell(key)) if name == "response" else _cell(key)])
        except KeyError:
            raise InputError(
                f"there is no {name} {_cell(key)!r}",
                "Correct it, or add it to its table"
                if name != "response"
                else "Write agree, disagree or pass",
                file=file,
                column=name,
            ) from None
    return np.array(found, dtype=np.int64)[column.indices.to_numpy(zero_copy_only=False)]
