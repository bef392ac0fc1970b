"""UK House of Commons divisions, read: the official CSV download of one division, or a folder of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from onevoice.assembly.people import Member
from onevoice.assembly.sounding import Kind, Proposition, RollCall
from onevoice.errors import InputError
from onevoice.formats.codes import NOT_ELIGIBLE, UNHEARD, CellCodes, words_only
from onevoice.formats.declared import refuse_unknown_groups, sorted_groups, spells
from onevoice.formats.delimited import Table, named, open_table, text_encoding
from onevoice.formats.gathering import Gathering, Ids

PARTY = "Party"
_PREFACE_LINES = 40
_AGAIN = "Download the division's CSV file again"


@dataclass(frozen=True, slots=True)
class Division:
    """One division file: what its preface says, and who voted how."""

    file: str
    number: str
    day: str
    title: str
    counts: tuple[tuple[str, str], ...]
    votes: dict[str, tuple[str, str, int]]  # member id to (name, party, response)

    @property
    def id(self) -> str:
        """Date and number: numbers begin again with each session."""
        return f"{self.day}/{self.number}"


def read_commons(paths: Sequence[Path], *, groups: Sequence[str] = ()) -> RollCall:
    """Read Commons divisions.

    Parameters
    ----------
    paths : sequence of Path
        One file for each division.
    groups : sequence of str, default ()
        Kinds of group asked for by name; there is only the party.

    Returns
    -------
    RollCall
        Members are keyed by name and constituency, the only key that the source has. A member whom a
        complete list (one that shows "No Vote Recorded") does not name was not a member then.

    Raises
    ------
    InputError
        If a file cannot be understood, a division comes twice, or the files are of two bodies.
    """
    refuse_unknown_groups(groups, (PARTY,))
    divisions = sorted((_division(path) for path in paths), key=lambda one: (one.day, one.number.zfill(9)))
    _refuse_repeats(divisions)
    _refuse_two_bodies(divisions)
    members = Ids()
    names: dict[str, str] = {}
    seen: dict[str, dict[str, str]] = {}
    gathering = Gathering()
    for at, division in enumerate(divisions):
        for key, (name, party, response) in division.votes.items():
            names.setdefault(key, name)
            if party:
                seen.setdefault(key, {})[division.day] = party
            gathering.add(members[key], at, response)
    for at, division in enumerate(divisions):
        if any(response == UNHEARD for _, _, response in division.votes.values()):
            for key in members.keys() - division.votes.keys():
                gathering.add(members[key], at, NOT_ELIGIBLE)
    pairs = {(PARTY, party) for days in seen.values() for party in days.values()}
    return RollCall(
        kind=Kind.DIVISION,
        title="House of Commons",
        has_roll=True,
        members=tuple(Member(key, names[key]) for key in members),
        propositions=tuple(
            Proposition(one.id, one.title, one.day, fields=(("number", one.number), *one.counts))
            for one in divisions
        ),
        answers=gathering.resolved(),
        groups=sorted_groups(pairs, (PARTY,)),
        memberships=tuple(spells(PARTY, seen)),
        notes=tuple(_miscounts(divisions)),
    )


def _division(path: Path) -> Division:
    """Read the preface, then the table under it."""
    lines = _preface(path)
    facts: dict[str, str] = {}
    titles: list[str] = []
    for text in lines:
        name, colon, value = text.partition(":")
        if colon and name.casefold() in {"division number", "division date", "aye count", "noes count"}:
            facts[name.casefold()] = value.strip()
        elif text and text.casefold() != "members recorded":
            titles.append(text)
    for wanted in ("division number", "division date"):
        if not facts.get(wanted):
            raise InputError(
                f"the lines above the table do not give the {wanted}", _AGAIN, file=path.name, row=1
            )
    counts = (("aye count", "ayes"), ("noes count", "noes"))
    return Division(
        path.name,
        facts["division number"],
        _day(facts["division date"], path.name),
        " ".join(titles) or f"Division {facts['division number']}",
        tuple((name, facts[key]) for key, name in counts if key in facts),
        _votes(open_table(path, header_row=len(lines) + 1)),
    )


def _preface(path: Path) -> list[str]:
    """Read the lines above the table, without quotation marks and trailing separators."""
    lines: list[str] = []
    with path.open(encoding=text_encoding(path, path.name), newline="") as stream:
        for line in islice(iter(lambda: stream.readline(1 << 16), ""), _PREFACE_LINES):
            text = line.strip().strip('"').rstrip(",;\t").strip()
            if _is_header(text):
                return lines
            lines.append(text)
    raise InputError(
        "the table of members (Member, Party, Constituency, Vote) was not found", _AGAIN, file=path.name
    )


def _is_header(text: str) -> bool:
    cells = text.replace('"', "").casefold()
    return cells.startswith("member") and "party" in cells and "vote" in cells


def _votes(table: Table) -> dict[str, tuple[str, str, int]]:
    places = [table.place(column) for column in ("member", "party", "constituency", "vote")]
    codebook = words_only()
    codes = codebook.lookup()
    votes: dict[str, tuple[str, str, int]] = {}
    for row, cells in table.rows():
        name, party, constituency, vote = (cells[at] for at in places)
        key = f"{name} ({constituency})" if constituency else name
        if not name or key in votes:
            raise InputError(
                f"the member {key!r} is already in this division" if name else "a member without a name",
                "Keep one row for each member",
                file=table.name,
                row=row,
                column="Member",
            )
        votes[key] = name, party, _vote(codes, vote, table, row)
    return votes


def _vote(codes: CellCodes, vote: str, table: Table, row: int) -> int:
    code = codes.get_code(vote)
    if code is None or not vote:
        raise InputError(
            f"{vote!r} is no vote; expected Aye, No, No Vote Recorded, Teller - Ayes or Teller - Noes",
            _AGAIN,
            file=table.name,
            row=row,
            column="Vote",
        )
    return code


def _day(text: str, name: str) -> str:
    """ISO day of a British date, or of an ISO one."""
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text[:10].split("/"))
            return date(year, month, day).isoformat()
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        raise InputError(
            f"the date {text!r} is neither 31/12/2024 nor 2024-12-31", "Correct it", file=name, row=2
        ) from None


def _refuse_repeats(divisions: Sequence[Division]) -> None:
    first: dict[str, str] = {}
    for division in divisions:
        if division.id in first:
            raise InputError(
                f"division {division.number} of {division.day} is already in {first[division.id]}",
                "Keep one of the two files",
                file=division.file,
            )
        first[division.id] = division.file


def _refuse_two_bodies(divisions: Sequence[Division]) -> None:
    """Refuse divisions that hardly share a member with all the others."""
    for division in divisions:
        others = set().union(*(other.votes for other in divisions if other is not division))
        if others and len(others & division.votes.keys()) < 0.1 * len(division.votes):
            rest = named([other.file for other in divisions if other is not division], 3)
            raise InputError(
                f"its members are not those of the other files ({rest}): these are divisions of two bodies",
                "Keep the divisions of each body in a folder of their own",
                file=division.file,
            )


def _miscounts(divisions: Sequence[Division]) -> Iterator[str]:
    """Sentences on divisions whose list does not add up to the count that was declared."""
    for division in divisions:
        for side, code in (("ayes", 1), ("noes", -1)):
            declared = dict(division.counts).get(side, "")
            listed = sum(response == code for _, _, response in division.votes.values())
            # Tellers are listed and not counted: two for each side, one where there are few.
            if declared.isdigit() and not 0 <= listed - int(declared) <= 2:
                yield (f"{division.file} lists {listed} {side} (tellers included) and declares {declared}.")
