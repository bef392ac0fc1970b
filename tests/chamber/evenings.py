"""An evening of a council in any state, brought there by acts; and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from chamber.assemblies import Town, make_town
from onevoice.assembly.minutes import Entry, find_broken, read_line
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.text import Block, Kind, Text
from onevoice.assembly.wording.operations import AddAtEnd, LeaveOut, Operation
from onevoice.chamber import models, replaying
from onevoice.chamber.acts import debating, founding, marshalling, signing, sittings, tabling
from onevoice.chamber.acts.may import Doer
from onevoice.formats.paper import parse_paper

WORDS = Text(
    (
        Block("b1", Kind.PARAGRAPH, "That the library open on Sundays."),
        Block("b2", Kind.PARAGRAPH, "That the pool be heated."),
    ),
    "en",
)
STARTS = datetime(2026, 11, 24, 18, tzinfo=UTC)
_OF_ASSEMBLY = {
    models.Assembly: "pk",
    models.Person: "assembly",
    models.Affiliation: "person__assembly",
    models.Key: "person__assembly",
    models.Paper: "assembly",
    models.Draft: "paper__assembly",
    models.PublishedVersion: "paper__assembly",
    models.NameRecorded: "paper__assembly",
    models.Response: "paper__assembly",
    models.Account: "paper__assembly",
    models.Invitation: "paper__assembly",
    models.Sitting: "assembly",
    models.AgendaEntry: "sitting__assembly",
    models.Presence: "sitting__assembly",
    models.Material: "assembly",
    models.Entry: "assembly",
    models.PrivatePart: "entry__assembly",
}


def adds(words: str = " and so on") -> tuple[AddAtEnd, ...]:
    """Give operations that add words at the end."""
    return (AddAtEnd(run_on=Block("x", Kind.PARAGRAPH, words)),)


def leaves_out(debate: Debate, on: str, number: int = 0) -> tuple[LeaveOut, ...]:
    """Give operations that leave a block of a motion out."""
    block = debate.motion(on).text.blocks[number]
    return (LeaveOut(block.id, block.hash),)


@dataclass
class Evening:
    """A town council with a paper."""

    pack: str = "uk_council"
    town: Town = field(init=False)
    paper: str = field(init=False)

    def __post_init__(self) -> None:
        self.town = make_town(self.pack)
        self.paper = founding.open_paper(self.town.clerk, "Libraries").on

    @property
    def row(self) -> models.Paper:
        """The paper's row as it is."""
        return models.Paper.objects.get(pk=self.paper)

    @property
    def debate(self) -> Debate:
        """The debate as it is stored."""
        return parse_paper(self.row.state)

    def motion(self, by: Doer | None = None) -> str:
        """Table a motion and number it."""
        done = tabling.table_motion(by or self.town.member, self.paper, "Libraries", WORDS)
        tabling.number(self.town.clerk, self.paper, done.on, f"no. {done.on}")
        return done.on

    def moved(self) -> str:
        """Bring a motion before the meeting."""
        on = self.motion()
        self.move(on, self.town.member)
        return on

    def move(self, on: str, by: Doer) -> None:
        """Move, and second where the pack asks for it."""
        debating.move(by, self.paper, on)
        if PACKS[self.pack].seconding:
            signing.second(self.town.members[5], self.paper, on)

    def amendment(
        self, target: str, by: Doer | None = None, operations: tuple[Operation, ...] | None = None
    ) -> str:
        """Table an amendment and number it."""
        mover = by or self.town.members[1]
        done = tabling.table_amendment(mover, self.paper, target, operations or adds())
        tabling.number(self.town.clerk, self.paper, done.on, done.on)
        return done.on

    def put(self) -> str:
        """Put the question on a motion, and divide on it."""
        on = self.moved()
        debating.put(self.town.chair, self.paper)
        debating.divide(self.town.chair, self.paper)
        return on

    def counted(self) -> str:
        """Decide a motion by a count."""
        on = self.put()
        debating.declare(self.town.chair, self.paper, 4, 2)
        return on

    def bloc(self) -> tuple[str, str]:
        """Group two amendments to be decided in one question."""
        on = self.moved()
        out = leaves_out(self.debate, on)
        pair = (self.amendment(on), self.amendment(on, self.town.members[2], out))
        marshalling.group(self.town.clerk, self.paper, "g1", pair, "Both", en_bloc=True)
        return pair

    def sitting(self, *, is_open: bool = False) -> str:
        """Call a sitting for the paper, or open it too."""
        done = sittings.call_sitting(self.town.clerk, "November", STARTS, "Hall", 3, (self.paper,))
        if is_open:
            sittings.open_sitting(self.town.chair, done.on, 7)
        return done.on

    def entries(self) -> list[Entry]:
        """Give the minutes; the chain must be whole."""
        lines = list(models.Entry.objects.filter(assembly=self.town.assembly).values_list("line", flat=True))
        assert find_broken([bytes(one) for one in lines], {}) is None
        return [read_line(bytes(one)) for one in lines]

    def assert_kept(self) -> None:
        """Assert that what is stored of each paper is what its entries in the minutes come to."""
        entries = self.entries()
        for paper in models.Paper.objects.filter(assembly=self.town.assembly):
            assert replaying.debate_of(entries, paper.id) == parse_paper(paper.state)


def kept(town: Town) -> dict[str, list[dict[str, Any]]]:
    """Give every row of an assembly."""
    return dict(_rows(town))


def _rows(town: Town) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for model, path in _OF_ASSEMBLY.items():
        rows = model.objects.filter(**{path: town.assembly.pk}).order_by("pk")
        yield (
            model.__name__,
            [
                {name: bytes(one) if isinstance(one, memoryview) else one for name, one in row.items()}
                for row in rows.values()
            ],
        )
