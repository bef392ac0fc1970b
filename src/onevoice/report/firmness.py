"""How firm the findings are: reruns that leave something out, bounds, and added accounts."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.names import Document, Names
from onevoice.report.quoted import quoted
from onevoice.report.sentences import at_least_threshold


@dataclass(frozen=True)
class Rerun:
    """One rerun as a row."""

    name: Markup
    left_out: str
    skipped: Markup
    change: Markup | None
    lost: list[Markup]
    gained: list[Markup]


@dataclass(frozen=True)
class Held:
    """A proposition listed under agreement: what would take it from the list."""

    proposition: Markup
    bounds: str
    accounts: Markup


@dataclass(frozen=True)
class Firmness:
    """The section on robustness."""

    reruns: list[Rerun]
    held: list[Held]


def firmness(names: Names) -> Firmness:
    """Build the tables of reruns and of what would take each agreement away."""
    robustness = names.document["robustness"]
    return Firmness(
        [_rerun(names, rerun) for rerun in robustness["reruns"]],
        [_held(names, flip) for flip in robustness["flip"]],
    )


def _rerun(names: Names, rerun: Document) -> Rerun:
    language = names.language
    kind, _, group = rerun["id"].partition(":")
    named = {
        "late": language.say("Without those who came late"),
        "active": language.say("Without the most active 1%"),
        "identical": language.say("Identical answers counted once"),
    }
    return Rerun(
        named[kind] if kind in named else language.say("Without {group}", group=names.group(group)),
        language.count(rerun["left_out"]),
        quoted(language, rerun["skipped"] or ""),
        _change(names, rerun["largest_change"]),
        [names.brief(name) for name in rerun["lost"]],
        [names.brief(name) for name in rerun["gained"]],
    )


def _change(names: Names, change: Document | None) -> Markup | None:
    if change is None:
        return None
    proposition = names.brief(change["id"])
    before, after = (names.language.share(change[when]) for when in ("before", "after"))
    if before == after:
        return names.language.say("{share} as before: {proposition}", share=before, proposition=proposition)
    return names.language.say(
        "from {before} to {after}: {proposition}", before=before, after=after, proposition=proposition
    )


def _held(names: Names, flip: Document) -> Held:
    language, entry = names.language, names.propositions[flip["id"]]
    group = entry["consensus"]["group"] if entry["consensus"] else "all"
    low, high = entry["bounds"].get(group) or (None, None)
    accounts = (
        language.say("no number that was tried")
        if flip["accounts"] is None
        else language.say_n("{n} account", "{n} accounts", flip["accounts"])
    )
    return Held(names.brief(flip["id"]), language.interval(low, high), accounts)


def threshold_sentence(names: Names) -> Markup:
    """Say what the list of agreements asks of a proposition."""
    say, threshold = names.language.say, at_least_threshold(names)
    if names.across:
        return say(
            "A proposition is under agreement while {threshold} of every group are likely to agree.",
            threshold=threshold,
        )
    return say(
        "A proposition is under agreement while {threshold} {of_whom} are likely to agree.",
        threshold=threshold,
        of_whom=names.of_whom("all"),
    )
