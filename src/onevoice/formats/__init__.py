"""Files in and out, one module per format; every error names file, row and column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from os import PathLike
from pathlib import Path
from typing import Protocol

from onevoice.assembly.sounding import RollCall
from onevoice.errors import SettingsError
from onevoice.formats.commons import read_commons
from onevoice.formats.delimited import named
from onevoice.formats.european_parliament import read_european_parliament
from onevoice.formats.open_tables import read_open_tables
from onevoice.formats.open_tables_written import write_open_tables
from onevoice.formats.parquet import read_parquet, write_parquet
from onevoice.formats.polis import read_polis
from onevoice.formats.polis_written import write_polis, write_polis_classic
from onevoice.formats.popolo import read_popolo
from onevoice.formats.popolo_written import write_popolo
from onevoice.formats.public_whip import read_public_whip
from onevoice.formats.recognise import FORMATS, Found, recognise
from onevoice.formats.swiss_council import read_swiss_council
from onevoice.formats.voteview import read_voteview
from onevoice.formats.wide_matrix import read_wide_matrix

__all__ = ["FORMATS", "WRITTEN", "read", "write"]


Reader = Callable[[Found, str | None, Sequence[str]], RollCall]


class Writer(Protocol):
    """Writes a roll call to a path."""

    def __call__(self, calls: RollCall, path: Path, *, overwrite: bool) -> None:
        """Write it."""


_READERS: dict[str, Reader] = {
    "open-tables": lambda found, codes, groups: read_open_tables(found.single(), codes=codes, groups=groups),
    "polis": lambda found, codes, groups: read_polis(found.single(), codes=codes, groups=groups),
    "matrix": lambda found, codes, groups: read_wide_matrix(
        found.single()["matrix"], found.unread, codes=codes, groups=groups
    ),
    "voteview": lambda found, codes, groups: read_voteview(
        found.parts["matrix"], found.unread, codes=codes, groups=groups
    ),
    "commons": lambda found, _, groups: read_commons(found.parts["divisions"], groups=groups),
    "european-parliament": lambda found, _, groups: read_european_parliament(found.single(), groups=groups),
    "public-whip": lambda found, _, groups: read_public_whip(found.single(), groups=groups),
    "popolo": lambda found, _, groups: read_popolo(
        [*found.parts["documents"], *found.parts.get("people", ())], groups=groups
    ),
    "parquet": lambda found, _, groups: read_parquet(found.single(), groups=groups),
    "swiss-council": lambda found, _, groups: read_swiss_council(found.single(), groups=groups),
}
_CODED = frozenset({"open-tables", "polis", "matrix", "voteview"})

WRITTEN: dict[str, Writer] = {
    "open-tables": write_open_tables,
    "parquet": write_parquet,
    "polis": write_polis,
    "polis-classic": write_polis_classic,
    "popolo": write_popolo,
}
"""The formats that can be written."""


def read(
    path: str | PathLike[str],
    *,
    format: str | None = None,  # noqa: A002  # the word on the command line too
    codes: str | None = None,
    groups: Sequence[str] = (),
) -> RollCall:
    """Read the answers of a body from a file or folder.

    Parameters
    ----------
    path : str or path
        A file, or a folder whose files belong together.
    format : str, optional
        One of ``FORMATS``; told from the content if not given.
    codes : str, optional
        What the codes mean where they fit two readings: pairs such as ``"1=agree,0=disagree,-1=unheard"``
        or the name of a reading such as ``"yes-no-absent"``.
    groups : sequence of str, default ()
        Kinds of group to use though the source's column looks like a description.

    Returns
    -------
    RollCall

    Raises
    ------
    InputError
        If the input cannot be read as it stands; says where, and what to do.
    AmbiguousCodesError
        If the codes fit two readings and ``codes`` does not say which.
    """
    if format is not None and format not in FORMATS:
        raise SettingsError(f"There is no format {format!r}. Choose one of {named(list(FORMATS), 99)}.")
    found = recognise(Path(path), format)
    if codes is not None and found.format not in _CODED:
        raise SettingsError(f"The codes of {FORMATS[found.format]} are known. Leave --codes out.")
    return _READERS[found.format](found, codes, groups)


def write(
    calls: RollCall,
    path: str | PathLike[str],
    *,
    format: str = "open-tables",  # noqa: A002  # the word on the command line too
    overwrite: bool = False,
) -> None:
    """Write the answers of a body to a file or folder.

    Parameters
    ----------
    calls : RollCall
    path : str or path
        Where to; its parent folder must be there.
    format : str, default "open-tables"
        One of ``WRITTEN``.
    overwrite : bool, default False
        Whether what is there already may be replaced.

    Raises
    ------
    InputError
        If something is there already, or cannot be written.
    SettingsError
        If the format is not one that is written.
    MissingExtraError
        If the format needs a package that is not installed.
    """
    if format not in WRITTEN:
        raise SettingsError(
            f"The format {format!r} is not written. Choose one of {named(list(WRITTEN), 99)}."
        )
    WRITTEN[format](calls, Path(path), overwrite=overwrite)
