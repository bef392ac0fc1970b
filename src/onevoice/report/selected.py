"""What would be put to the vote: the selection's part of the page, where the document has one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.bars import Bar, bar
from onevoice.report.names import Document, Names
from onevoice.report.quoted import quoted


@dataclass(frozen=True)
class Chosen:
    """One selected proposition: why, and its support by group."""

    proposition: Markup
    why: Markup
    bridging: str
    bars: list[Bar]


@dataclass(frozen=True)
class Rule:
    """What another rule would have selected, and whom it would leave short."""

    name: Markup
    selected: list[Markup]
    bridging: str
    short: Markup


@dataclass(frozen=True)
class Void:
    """A claim that is void because of a clash."""

    proposition: Markup
    members: str
    rivals: list[Markup]


@dataclass(frozen=True)
class Selected:
    """The section: what was selected and why, what is guaranteed, what others would have selected."""

    lead: list[Markup]
    chosen: list[Chosen]
    void: list[Void]
    rules: list[Rule]
    sentences: list[Markup]


def selected(names: Names) -> Selected | None:
    """Build the section; None where nothing was selected with the analysis."""
    found = names.document.get("selection")
    if found is None:
        return None
    return Selected(
        _lead(names, found),
        [_chosen(names, found, row) for row in found["rounds"]],
        [
            Void(
                names.brief(row["id"]),
                names.language.count(row["members"]),
                [names.brief(name) for name in row["clashes_with"]],
            )
            for row in found["void_by_clash"]
        ],
        [_rule(names, row) for row in found["instead"]],
        [quoted(names.language, sentence) for sentence in found["explanation"]],
    )


def _lead(names: Names, found: Document) -> list[Markup]:
    language, guarantee = names.language, found["guarantee"]
    best = (
        language.say("No other selection that keeps the guarantee unites more.")
        if guarantee["proven"]
        else language.say(
            "The search ended before it was done: bridging adds up to {found}, and to {bound} at the most.",
            found=language.number(guarantee["bridging"]),
            bound=language.number(guarantee["bound"]),
        )
    )
    return [
        language.say(
            "Selected: {n} of {m} propositions. Whether they are put is for people to decide.",
            n=language.count(len(found["selected"])),
            m=language.count(len(names.document["propositions"])),
        ),
        language.say(
            "They unite most among all that leave no large group of members who agree without its share."
        ),
        best,
        language.say(
            "If the unheard are drawn from what is known, the guarantee holds in {share} of {draws} draws.",
            share=language.share(guarantee["share_of_draws"]),
            draws=language.count(guarantee["draws"]),
        ),
    ]


def _chosen(names: Names, found: Document, row: Document) -> Chosen:
    language, support = names.language, names.propositions[row["id"]]["support"]
    counts = {
        "members": language.count(row["members"]),
        "all": language.count(found["members"]),
        "owed": language.count(row["owed"] or 0),
    }
    if row["owed"] is None:
        why = language.say("It unites most of what was left.")
    elif found["public"]:
        why = language.say(
            "{members} of {all} members support it and had fewer than {owed} to support.", **counts
        )
    else:
        why = language.say(
            "About {members} of {all} members support it and had fewer than {owed} to support.", **counts
        )
    shown = [group for group in ("all", *names.basis) if group in support]
    return Chosen(
        names.full(row["id"]),
        why,
        language.number(row["bridging"]),
        [bar(names, names.group(group), support[group]) for group in shown],
    )


def _rule(names: Names, row: Document) -> Rule:
    language = names.language
    named = {
        "bridging": language.say("Bridging alone"),
        "approval": language.say("Popularity alone"),
        "equal-shares": language.say("Method of equal shares"),
        "phragmen": language.say("Phragmén's rule"),
        "pav": language.say("Proportional approval voting"),
        "largest-parties": language.say("The largest parties in turn"),
    }
    short = language.say("nobody")
    if row["claims"]:
        claim = row["claims"][0]
        short = language.say(
            "{members} who support {proposition}",
            members=language.count(claim["members"]),
            proposition=names.brief(claim["id"]),
        )
    return Rule(
        named[row["rule"]],
        [names.brief(name) for name in row["selected"]],
        language.number(row["bridging"]),
        short,
    )
