"""A selection in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onevoice.opinion.composite.told import between, share

Document = Mapping[str, Any]

RULES = {
    "bridging": "Bridging alone",
    "approval": "Popularity alone",
    "equal-shares": "The method of equal shares",
    "phragmen": "Phragmén's rule",
    "pav": "Proportional approval voting",
    "largest-parties": "The largest parties, each in turn,",
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Words:
    """How propositions and counts of one selection are named.

    Attributes
    ----------
    texts : mapping of str to str
    n : int
        Members who count.
    k : int
        Places.
    public : bool
        Whether counts are exact.
    """

    texts: Mapping[str, str]
    n: int
    k: int
    public: bool

    def name(self, proposition: str) -> str:
        """Name a proposition by its id and the beginning of its text."""
        text = " ".join(self.texts[proposition].split())
        if not text or text == proposition:
            return proposition
        short = text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"
        return f"{proposition} ({short})"

    def names(self, propositions: Sequence[str]) -> str:
        """Name several."""
        return ", ".join(self.name(one) for one in propositions) if propositions else "nothing"

    def due(self, level: int) -> int:
        """Give how many members are owed so many."""
        return -(-level * self.n // self.k)

    def owed(self, level: int) -> str:
        """Say how many of the selected somebody is owed."""
        return "one that they support" if level == 1 else f"{level} that they support"

    def counted(self, members: int) -> str:
        """Tell a count, which of a private sounding is to the nearest five."""
        return f"{members:,} members" if self.public else f"about {members:,} members"

    def of_round(self, row: Document) -> str:
        """Say why one was selected."""
        if row["why"] == "bridging":
            return (
                f"{self.name(row['id'])} takes a place that nobody is owed: its bridging is"
                f" {row['bridging']:.2f}, and {self.counted(row['members'])} support it."
            )
        have = "have none yet" if row["owed"] == 1 else f"have fewer than {row['owed']}"
        return (
            f"{self.name(row['id'])}: {self.counted(row['members'])} support it and {have};"
            f" {self.due(row['owed']):,} of {self.n:,} are enough to be owed {self.owed(row['owed'])}."
        )

    def of_void(self, row: Document) -> str:
        """Say which claim is void."""
        return (
            f"{self.name(row['id'])}: {self.counted(row['members'])} who support it would be owed"
            f" {self.owed(row['owed'])}, but it clashes with {self.names(row['clashes_with'])}."
        )

    def of_left_out(self, row: Document) -> str:
        """Say why one that unites more than a selected one was not selected."""
        begins = f"{self.name(row['id'])}, with a bridging of {row['bridging']:.2f},"
        if row["instead_of"] is None:
            return f"{begins} clashes with {self.names(row['clashes_with'])}."
        place = f"{begins} in place of {self.name(row['instead_of'])}"
        if row["claim"] is not None:
            return f"{place} would leave {self._short(row['claim'])}."
        if row["void"] is not None:
            return f"{place} would make void the claim of {self._short(row['void'])}."
        return f"{place} would make more claims void."

    def _short(self, claim: Document) -> str:
        fewer = "none" if claim["owed"] == 1 else f"fewer than {claim['owed']}"
        return (
            f"{self.counted(claim['members'])} who all support {self.name(claim['id'])} with {fewer}, where"
            f" {self.due(claim['owed']):,} are enough to be owed {self.owed(claim['owed'])}"
        )

    def of_rule(self, row: Document, ours: Sequence[str], void: int) -> str:
        """Say what another rule would have selected, and what that breaks."""
        begins = RULES[row["rule"]]
        if {*row["selected"]} == {*ours}:
            return f"{begins} would have selected the same."
        gone = [one for one in ours if one not in row["selected"]]
        new = [one for one in row["selected"] if one not in ours]
        put = f"put {self.names(new)}" if new else ""
        change = " and ".join(part for part in (put, f"left out {self.names(gone)}" if gone else "") if part)
        if row["claims"]:
            return f"{begins} would have {change}, and left {self._short(row['claims'][0])}."
        more = row["void"] - void
        voided = (
            ""
            if more <= 0
            else f", but {'one more claim is' if more == 1 else f'{more} more claims are'} void"
        )
        total = f"{row['bridging']:.2f}"
        return f"{begins} would have {change}; bridging adds up to {total}, and nobody is short{voided}."


def explain(document: Document, words: Words) -> list[str]:
    """Give the whole selection as sentences, the first the result."""
    return [
        *_opening(document, words),
        *(f"Round {row['round']}. {row['sentence']}" for row in document["rounds"]),
        *_guaranteed(document, words),
        *(row["sentence"] for row in document["void_by_clash"]),
        *(row["sentence"] for row in document["left_out"]),
        *_groups(document, words),
        *(row["sentence"] for row in document["instead"]),
    ]


def _opening(document: Document, words: Words) -> list[str]:
    selected = [row["id"] for row in document["selected"]]
    said = [f"{len(selected)} of {len(words.texts)} would be put to the vote: {words.names(selected)}."]
    if document["cap"] is not None and document["asked"] > document["cap"]:
        said.append(f"{document['asked']} were asked for, and the rules of order allow {document['cap']}.")
    if document["observed"]:
        counted = f"Counted are the answers given, of {words.n:,} members who answered anything."
    elif document["supposed"] > 0:
        counted = (
            f"Counted are all {words.n:,} members; {share(document['supposed'])} of the support is supposed,"
            " the likelier answer of those not heard."
        )
    else:
        counted = f"Counted are all {words.n:,} members; none of the support is supposed."
    return [*said, counted]


def _guaranteed(document: Document, words: Words) -> list[str]:
    found = document["guarantee"]
    total = f"bridging adds up to {found['bridging']:.2f}"
    best = (
        f"No other selection that keeps the guarantee unites more: {total}."
        if found["proven"]
        else f"The search ended early: {total}, and no selection that keeps the guarantee has more than"
        f" {found['bound']:.2f}."
    )
    more = f"; any {words.due(2):,} include one who has two" if words.k > 1 else ""
    rule = (
        f"The guarantee: any {words.due(1):,} members who support a proposition that was left out, and that"
        " clashes with none selected, include one who has a selected one to support"
    )
    draws = f"{share(found['share_of_draws'])} of {found['draws']} draws"
    return [
        f"{rule}{more}{'; and so on.' if words.k > 2 else '.'}",
        best,
        f"If the unheard are drawn from what is known, the guarantee holds in {draws}.",
    ]


def _groups(document: Document, words: Words) -> list[str]:
    without = [row for row in document["groups"] if not row["supports"] and row["best"] is not None]
    if document["groups"] and not without:
        return ["Every group that is shown supports one of the selected."]
    said = []
    for row in without:
        nearest = f"{words.name(row['best'])}, at {between(row['support'])} of {row['members']:.0f}"
        rest = "" if row["could_support"] else ", and supports none of the others either"
        said.append(
            f"{_group(row['group'])} supports none of the selected; it comes nearest with {nearest}{rest}."
        )
    return said


def _group(id: str) -> str:  # noqa: A002 - as the field is called
    """Name a group by its id; a bloc has a number for a name."""
    column, _, name = id.partition(":")
    return f"Bloc {name}" if column == "bloc" else name or column
