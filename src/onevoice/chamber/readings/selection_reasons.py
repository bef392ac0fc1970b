"""Reasons for a proposed selection as sentences: rounds, clashes, what is left out, other rules."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from onevoice.chamber.readings import shares
from onevoice.chamber.readings.isolating import isolated

Row = Mapping[str, Any]

RULES = {
    "bridging": gettext_noop("Bridging alone"),
    "approval": gettext_noop("Popularity alone"),
    "equal-shares": gettext_noop("The method of equal shares"),
    "phragmen": gettext_noop("Phragmén’s rule"),  # noqa: RUF001 - an apostrophe as it is printed
    "pav": gettext_noop("Proportional approval voting"),
    "largest-parties": gettext_noop("The largest parties, each in turn"),
}


@dataclass(frozen=True, slots=True)
class InsteadRead:
    """What another rule would have proposed.

    Attributes
    ----------
    rule : str
    differs : str
        What it puts and leaves out.
    costs : str
        Who would be short, or that nobody would.
    """

    rule: str
    differs: str
    costs: str


@dataclass(frozen=True, slots=True)
class Reasons:
    """How texts and counts of one selection are told.

    Attributes
    ----------
    found : mapping
        The document of the selection.
    called : mapping of str to str
        What ids are called.
    is_public : bool
        Whether counts are exact.
    """

    found: Row
    called: Mapping[str, str]
    is_public: bool

    def name(self, on: str) -> str:
        """Name a text, set apart; one that is no longer on the paper by what it was called."""
        rows: Sequence[Row] = self.found["selected"]
        before = next((row["text"] for row in rows if row["id"] == on), "")
        return isolated(self.called.get(on) or before or _("a text that is gone"))

    def names(self, texts: Sequence[str]) -> str:
        """Name several."""
        return ", ".join(self.name(one) for one in texts) if texts else _("nothing")

    def due(self, level: int) -> int:
        """Give how many members are owed so many."""
        members: int = self.found["members"]
        return -(-level * members // int(self.found["k"]))

    def counted(self, number: int, *, exact: bool = False) -> str:
        """Count members."""
        return shares.members(number, exact=exact or self.is_public)

    def owed(self, level: int) -> str:
        """Say how many of the selected somebody is owed."""
        return ngettext("one text that they support", "%(n)s texts that they support", level) % {"n": level}

    def of_round(self, row: Row) -> str:
        """Say why one is proposed."""
        if row["why"] == "bridging":
            if self.found["measure"] == "support":
                return _(
                    "Nobody is owed this place: of what can be put beside the others, most support this."
                )
            return _("Nobody is owed this place: of what can be put beside the others, this unites most.")
        told = {
            "members": self.counted(row["members"]),
            "owed": self.owed(row["owed"]),
            "n": row["owed"],
            "due": number_format(self.due(row["owed"])),
            "all": number_format(self.found["members"]),
        }
        if row["owed"] == 1:
            begins = _("It is owed to its supporters: %(members)s support it and have nothing yet.") % told
        else:
            begins = _("It is owed to its supporters: %(members)s have fewer than %(n)s yet.") % told
        return begins + " " + _("%(due)s of %(all)s are enough to be owed %(owed)s.") % told

    def of_void(self, row: Row) -> str:
        """Say which claim is void."""
        told = {
            "name": self.name(row["id"]),
            "members": self.counted(row["members"]),
            "owed": self.owed(row["owed"]),
            "others": self.names(row["clashes_with"]),
        }
        return (
            _("%(name)s: %(members)s who support it would be owed %(owed)s, but it clashes with %(others)s.")
            % told
        )

    def of_left_out(self, row: Row) -> str:
        """Say why one that unites more than a proposed one is left out."""
        told = {"name": self.name(row["id"]), "bridging": shares.score(row["bridging"])}
        if row["instead_of"] is None:
            told["others"] = self.names(row["clashes_with"])
            return _("%(name)s, with a bridging of %(bridging)s, clashes with %(others)s.") % told
        told["other"] = self.name(row["instead_of"])
        begins = _("%(name)s has a bridging of %(bridging)s. In place of %(other)s:") % told
        if row["claim"] is not None:
            return f"{begins} {self.short(row['claim'])}"
        if row["void"] is not None:
            told["members"] = self.counted(row["void"]["members"])
            told["claim"] = self.name(row["void"]["id"])
            void = _("the claim of %(members)s who support %(claim)s would be void by a clash.") % told
            return f"{begins} {void}"
        return begins + " " + _("more claims would be void by a clash.")

    def short(self, claim: Row) -> str:
        """Say who would be left short."""
        told = {
            "members": self.counted(claim["members"]),
            "name": self.name(claim["id"]),
            "n": claim["owed"],
            "due": number_format(self.due(claim["owed"])),
            "owed": self.owed(claim["owed"]),
        }
        if claim["owed"] == 1:
            return (
                _(
                    "short would be %(members)s who all support %(name)s and would have nothing, where"
                    " %(due)s are enough to be owed %(owed)s."
                )
                % told
            )
        return (
            _(
                "short would be %(members)s who all support %(name)s and would have fewer than %(n)s, where"
                " %(due)s are enough to be owed %(owed)s."
            )
            % told
        )


def instead(found: Row, reasons: Reasons, held: Collection[str]) -> tuple[str, tuple[InsteadRead, ...]]:
    """Give the rules that would have proposed the same, and what the others would have proposed.

    Parameters
    ----------
    found : mapping
        The document of the selection.
    reasons : Reasons
    held : collection of str
        Ids of texts of which nothing is said, since they read otherwise now.
    """
    ours = [row["id"] for row in found["selected"]]
    same = [_called(row) for row in found["instead"] if {*row["selected"]} == {*ours}]
    others = (row for row in found["instead"] if {*row["selected"]} != {*ours})
    return ", ".join(same), tuple(_instead(row, ours, found, reasons, held) for row in others)


def _called(row: Row) -> str:
    name = RULES[row["rule"]]
    return _(name)


def _instead(
    row: Row, ours: Sequence[str], found: Row, reasons: Reasons, held: Collection[str]
) -> InsteadRead:
    gone = [one for one in ours if one not in row["selected"]]
    new = [one for one in row["selected"] if one not in ours]
    told = {"new": reasons.names(new), "gone": reasons.names(gone)}
    if not gone:
        differs = _("%(new)s besides.") % told
    elif not new:
        differs = _("All but %(gone)s.") % told
    else:
        differs = _("%(new)s in place of %(gone)s.") % told
    claims = [one for one in row["claims"] if one["id"] not in held]
    if claims:
        said = reasons.short(claims[0])
        return InsteadRead(_called(row), differs, said[:1].upper() + said[1:])
    if row["claims"]:
        return InsteadRead(_called(row), differs, _("Somebody would be short."))
    more = row["void"] - len(found["void_by_clash"])
    total = _("Nobody would be short, and bridging adds up to %(theirs)s, against %(ours)s.") % {
        "theirs": shares.score(row["bridging"]),
        "ours": shares.score(found["guarantee"]["bridging"]),
    }
    if more > 0:
        void = ngettext("%(n)s more claim would be void.", "%(n)s more claims would be void.", more)
        total = f"{total} {void % {'n': more}}"
    return InsteadRead(_called(row), differs, total)
