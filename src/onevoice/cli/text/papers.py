"""A motion as published, with amendments to it read from their notation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from string import ascii_uppercase

from onevoice.assembly.messages import Message
from onevoice.assembly.motion import Amendment
from onevoice.assembly.wording.applying import inserted_text
from onevoice.assembly.wording.publishing import Version, publish
from onevoice.assembly.wording.relating import Relation, RelationKind, relate_amendments
from onevoice.assembly.wording.sentences import refusal
from onevoice.errors import SettingsError, WordingError
from onevoice.formats.notation import read_notation
from onevoice.formats.texts import read_text

_ADDRESSED = re.compile(
    r"\s*(?:to|zu)\s+(?:amendment\s+|änderungsantrag\s+)?([a-z]{1,2})\s*:\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A motion and the amendments to it, in order of notice.

    Attributes
    ----------
    motion : str
        Its id.
    version : Version
    amendments : tuple of Amendment
        Called A, B, C, ... as they were handed in; one that is to another amendment has it as its target.
    notations : mapping of str to str
        What each of them says, by its letter.
    """

    motion: str
    version: Version
    amendments: tuple[Amendment, ...]
    notations: Mapping[str, str]

    def relations(self) -> Iterator[tuple[str, str, Relation]]:
        """Relate every two amendments to one text; those that have nothing in common are left away."""
        for one, other in combinations(self.amendments, 2):
            if one.target != other.target:
                continue
            for relation in relate_amendments(self._text_of(one.target).text, one, other):
                if relation.kind is not RelationKind.DISJOINT:
                    yield one.id, other.id, relation

    def _text_of(self, target: str) -> Version:
        amended = next((one for one in self.amendments if one.id == target), None)
        return self.version if amended is None else publish(inserted_text(amended), width=self.version.width)


def read_paper(path: Path, notations: Sequence[str], *, width: int, language: str) -> Paper:
    """Read a motion from a file, and amendments to it from their notation.

    Raises
    ------
    InputError
        If the file holds no text.
    WordingError
        If a notation cannot be read; the sentence begins with its letter.
    """
    version = publish(read_text(path), width=width)
    reading = _Reading(path.stem, version, notations, language)
    amendments = tuple(reading.amendment(letter) for letter in reading.said)
    return Paper(path.stem, version, amendments, dict(zip(reading.said, notations, strict=True)))


def letter(number: int) -> str:
    """Give the letter of an amendment, from 0: A to Z, then AA.

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    first, last = divmod(number, len(ascii_uppercase))
    return (letter(first - 1) if first else "") + ascii_uppercase[last]


class _Reading:
    """Reads each notation after the one that it amends."""

    def __init__(self, motion: str, version: Version, notations: Sequence[str], language: str) -> None:
        self._motion, self._version, self._language = motion, version, language
        self.said = {letter(number): notation for number, notation in enumerate(notations)}
        self._read: dict[str, Amendment] = {}

    def amendment(self, name: str, path: tuple[str, ...] = ()) -> Amendment:
        """Give the amendment of a letter, having read those that it rests on."""
        if name in path:
            raise refusal(Message.of("amendment-cycle", path=" → ".join((*path[path.index(name) :], name))))
        if name not in self._read:
            self._read[name] = self._new(name, (*path, name))
        return self._read[name]

    def _new(self, name: str, path: tuple[str, ...]) -> Amendment:
        notation = self.said[name]
        addressed = _ADDRESSED.match(notation)
        version, target = self._version, self._motion
        if addressed:
            target = addressed[1].upper()
            notation = notation[addressed.end() :]
            if target not in self.said:
                raise SettingsError(
                    f"Amendment {name} is to amendment {target}, and there is none. The amendments are called"
                    f" {', '.join(self.said)}, in the order in which they are given."
                )
            version = publish(inserted_text(self.amendment(target, path)), width=self._version.width)
        try:
            operations = read_notation(version, notation, name, self._language)
        except WordingError as error:
            called = "Änderungsantrag" if self._language == "de" else "Amendment"
            raise WordingError(f"{called} {name}: {error}", error.message) from None
        return Amendment(name, target, operations)
