"""The findings as sentences: where there is agreement, what divides, what is open, how sure it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.names import Document, Names, all_heard

FIRST = 5  # findings shown before the rest is folded away
MOST = 50  # findings told in sentences; the others are marked in the list of all propositions
_BEGINNING = re.compile(r"^((?:<[^>]*>)*)(\w)")


@dataclass(frozen=True)
class Finding:
    """One proposition that a headline speaks of.

    Attributes
    ----------
    anchor : str
        Where its bars stand on the page.
    text : str
        Its words.
    sentence : Markup
        What is said of it.
    grounds : list of Markup
        The ranges and counts it rests on.
    """

    anchor: str
    text: str
    sentence: Markup
    grounds: list[Markup]


@dataclass(frozen=True)
class Findings:
    """A headline's section.

    Attributes
    ----------
    anchor : str
        Where the section stands on the page.
    heading, lead : Markup
        Its heading, and one sentence on what is listed.
    first, rest : list of Finding
        Those shown at once, and those folded away.
    unlisted : int
        How many more there are.
    none : Markup
        What is said where the list is empty.
    """

    anchor: str
    heading: Markup
    lead: Markup
    first: list[Finding]
    rest: list[Finding]
    unlisted: int
    none: Markup


def findings(names: Names) -> list[Findings]:
    """Word the three lists of headlines, in the order the document gives."""
    return [_agreements(names), _divides(names), _open_questions(names)]


def sureness(names: Names) -> list[Markup]:
    """Say how sure all this is: false claims to expect, the intervals' form, stability, robustness."""
    told = [_ranges(names), *_expected_false(names), _covariance(names)]
    if not names.document["fit"]["converged"]:
        told.append(
            names.language.say("The fit had not settled when it was stopped: read every figure with care.")
        )
    told.append(_bloc_stability(names))
    told.extend(_lost_in_reruns(names))
    return told


def counted(names: Names, group: str, entry: Document) -> Markup:
    """Give the raw counts behind a share."""
    language, support = names.language, entry["support"][group]
    keys = ("agree", "disagree", "pass", "unheard")
    if support["agree"] is None or support["n"] is None:
        return language.say("counts from fewer than five people are not shown")
    if any(support[key] is None for key in keys):
        return language.say(
            "{agree} of {n} agree; counts from fewer than five people are not shown",
            agree=names.figure(language.count(support["agree"]), "agree"),
            n=language.count(support["n"]),
        )
    agree, disagree, passes, unheard = (names.figure(language.count(support[key]), key) for key in keys)
    return language.say(
        "{agree} of {n} agree, {disagree} disagree, {passes} pass, {unheard} unheard",
        agree=agree,
        n=language.count(support["n"]),
        disagree=disagree,
        passes=passes,
        unheard=unheard,
    )


def at_least_threshold(names: Names) -> Markup:
    """Word the threshold ("at least half")."""
    threshold = names.document["settings"]["threshold"]
    if threshold == 0.5:
        return names.language.say("at least half")
    return names.language.say("at least {share}", share=names.language.share(threshold))


def _section(
    names: Names,
    which: str,
    heading: Markup,
    lead: Markup,
    none: Markup,
    word: Callable[[Names, Document], tuple[Markup, list[str]]],
) -> Findings:
    told = []
    lines = names.document["headlines"][which]
    for line in lines[:MOST]:
        entry = names.propositions[line["id"]]
        sentence, groups = word(names, line)
        grounds = [_grounds(names, group, entry) for group in groups]
        told.append(Finding(names.anchor(line["id"]), names.text(line["id"]), _begun(sentence), grounds))
    return Findings(which, heading, lead, told[:FIRST], told[FIRST:], max(len(lines) - MOST, 0), none)


def _begun(sentence: Markup) -> Markup:
    """Begin a sentence with a capital, though it begins with a share such as "over 99%"."""
    capital = _BEGINNING.sub(lambda found: found[1] + found[2].upper(), sentence, count=1)
    return Markup(capital)  # noqa: S704 - one letter of what was markup before


def _agreements(names: Names) -> Findings:
    language = names.language
    if names.across:
        heading = language.say("Where there is agreement across the divide")
        lead = language.say(
            "In every group {threshold} are likely to agree with these words. The firmest support comes "
            "first.",
            threshold=at_least_threshold(names),
        )
    else:
        heading = language.say("Where most agree")
        lead = language.say(
            "There are no groups to compare; {threshold} {of_whom} are likely to agree with these words.",
            threshold=at_least_threshold(names),
            of_whom=names.of_whom("all"),
        )
    none = language.say("No proposition can be listed here with enough certainty.")
    return _section(names, "agreement", heading, lead, none, _agreement)


def _agreement(names: Names, line: Document) -> tuple[Markup, list[str]]:
    language, entry = names.language, names.propositions[line["id"]]
    probability = _probability(names, line, entry, names.basis if entry["consensus"] else ["all"])
    threshold = at_least_threshold(names)
    if entry["consensus"] is None:
        told = language.say(
            "{share} {of_whom} agree. The probability that {threshold} do is {probability}.",
            **_share(names, "all", entry),
            threshold=threshold,
            probability=probability,
        )
        return told, ["all"]
    group = entry["consensus"]["group"]
    told = language.say(
        "The least support is in {group}, where {share} {of_whom} agree. "
        "The probability that {threshold} of every group agree is {probability}.",
        group=names.group(group),
        share=names.figure(language.share(entry["support"][group]["median"]), "consensus"),
        of_whom=names.of_whom(group),
        threshold=threshold,
        probability=probability,
    )
    return told, [group]


def _divides(names: Names) -> Findings:
    language = names.language
    return _section(
        names,
        "divides",
        language.say("What divides"),
        language.say(
            "Most of one group agree with these words, and most of another disagree. The firmest comes first."
        ),
        language.say("No proposition divides the groups with enough certainty to be listed here.")
        if names.across
        else language.say("There are no two groups to divide."),
        _divide,
    )


def _divide(names: Names, line: Document) -> tuple[Markup, list[str]]:
    language, entry = names.language, names.propositions[line["id"]]
    one, other = (_share(names, group, entry) for group in line["groups"])
    told = language.say(
        "{one} {of_one} agree, but {other} {of_other}. The probability that the groups are divided is "
        "{probability}.",
        one=one["share"],
        of_one=one["of_whom"],
        other=other["share"],
        of_other=other["of_whom"],
        probability=_probability(names, line, entry, names.basis),
    )
    return told, list(line["groups"])


def _probability(names: Names, line: Document, entry: Document, groups: list[str]) -> Markup:
    """Word a claim's probability, which is certain only where all shares are plain counts."""
    certain = all(all_heard(entry["support"][group]) for group in groups)
    return names.figure(names.language.probability(line["probability"], certain=certain), "probability")


def _share(names: Names, group: str, entry: Document) -> dict[str, Markup]:
    share = names.language.share(entry["support"][group]["median"])
    return {"share": names.figure(share, "support"), "of_whom": names.of_whom(group)}


def _grounds(names: Names, group: str, entry: Document) -> Markup:
    """Give the range and the raw counts behind a share."""
    language, support = names.language, entry["support"][group]
    filled = {
        "group": names.group(group),
        "of_whom": names.of_whom(group),
        "interval": names.figure(language.interval(support["low"], support["high"]), "interval"),
        "counted": counted(names, group, entry),
    }
    if all_heard(support):
        return language.say("{group}: {counted}. All were heard, so this is a count.", **filled)
    if group == "all" or not names.document["has_roll"]:
        return language.say("Range {interval} {of_whom}; {counted}.", **filled)
    return language.say("{group}: range {interval}; {counted}.", **filled)


def _open_questions(names: Names) -> Findings:
    language = names.language
    return _section(
        names,
        "undecided",
        language.say("What is undecided"),
        language.say("Here many passed, or the answers so far leave open on which side the groups stand."),
        language.say("Nothing stands out as undecided."),
        _undecided,
    )


def _undecided(names: Names, line: Document) -> tuple[Markup, list[str]]:
    language, entry = names.language, names.propositions[line["id"]]
    if line["why"] == "passes":
        return language.say("Many passed; {share} {of_whom} agree.", **_share(names, "all", entry)), ["all"]
    if entry["consensus"] is None:
        told = language.say(
            "The answers leave it open: {share} {of_whom} agree.", **_share(names, "all", entry)
        )
        return told, ["all"]
    group = _most_open(names, entry)
    if group == entry["consensus"]["group"]:
        told = language.say(
            "The answers leave it open: the least support is in {group}, where {share} {of_whom} agree.",
            group=names.group(group),
            **_share(names, group, entry),
        )
    else:
        told = language.say(
            "The answers leave it open, most of all in {group}, where {share} {of_whom} agree.",
            group=names.group(group),
            **_share(names, group, entry),
        )
    return told, [group]


def _most_open(names: Names, entry: Document) -> str:
    """Find the group that leaves a proposition open: the least, unless its range is clear of the threshold.

    Then it is the group with the widest range around the threshold.
    """
    least, threshold = str(entry["consensus"]["group"]), names.document["settings"]["threshold"]
    widths = {}
    for group in names.basis:
        low, high = (entry["support"][group][end] for end in ("low", "high"))
        if low is not None and high is not None and low < threshold <= high:
            widths[group] = high - low
    return least if least in widths or not widths else max(widths, key=lambda group: widths[group])


def _ranges(names: Names) -> Markup:
    language = names.language
    roll = language.say(
        "Answers that were given are facts; those not given are estimated, and {interval} holds the true "
        "share with 90% probability.",
        interval=names.figure(language.plain("the range"), "interval"),
    )
    part = language.say(
        "Answers that were given are facts; those not given are estimated, and {interval} holds the true "
        "share of those who took part with 90% probability.",
        interval=names.figure(language.plain("the range"), "interval"),
    )
    return roll if names.document["has_roll"] else part


def _expected_false(names: Names) -> Iterable[Markup]:
    language, headlines = names.language, names.document["headlines"]
    if headlines["agreement"]:
        yield language.say_n(
            "There is {n} proposition listed under agreement; {false} can be expected not to belong there.",
            "Of the {n} propositions listed under agreement, {false} can be expected not to belong there.",
            len(headlines["agreement"]),
            false=_few(names, headlines["expected_false"]["agreement"]),
        )
    if headlines["divides"]:
        yield language.say_n(
            "There is {n} proposition listed as dividing; {false} can be expected not to belong there.",
            "Of the {n} propositions listed as dividing, {false} can be expected not to belong there.",
            len(headlines["divides"]),
            false=_few(names, headlines["expected_false"]["divides"]),
        )


def _few(names: Names, expected: float) -> Markup:
    """Word an expected number; the draws it rests on cannot tell none from next to none."""
    language = names.language
    if expected < 0.05:
        return names.figure(
            language.plain("fewer than {number}", number=language.number(0.1, 1)), "expected-false"
        )
    return names.figure(language.number(expected, 1), "expected-false")


def _covariance(names: Names) -> Markup:
    language = names.language
    if names.document["fit"]["covariance"] == "joint":
        return language.say(
            "The ranges count the uncertainty about members and propositions {together}.",
            together=names.figure(language.plain("together"), "covariance"),
        )
    one_by_one = names.figure(language.plain("one by one"), "covariance")
    if names.document["settings"]["name"] == "fast":
        return language.say(
            "To be fast, the ranges count the uncertainty about propositions {one_by_one} and may be "
            "slightly too narrow.",
            one_by_one=one_by_one,
        )
    return language.say(
        "There are too many propositions to count their uncertainty together, so the ranges count it "
        "{one_by_one} "
        "and may be slightly too narrow.",
        one_by_one=one_by_one,
    )


def _bloc_stability(names: Names) -> Markup:
    language, blocs = names.language, names.document["blocs"]
    stability = names.figure(language.number(blocs["stability"], 3), "stability")
    if blocs["count"] <= 1:
        return language.say("The answers show no separate blocs.")
    if not blocs["named"]:
        return language.say(
            "The answers hint at blocs, but these change when the answers are sampled again (stability "
            "{stability} of 1), "
            "so none is named.",
            stability=stability,
        )
    return language.say_n(
        "The answers show {n} bloc (stability {stability} of 1).",
        "The answers show {n} blocs, which return when the answers are sampled again (stability {stability} "
        "of 1).",
        blocs["count"],
        stability=stability,
    )


def _lost_in_reruns(names: Names) -> Iterable[Markup]:
    language, headlines = names.language, names.document["headlines"]
    made = [rerun for rerun in names.document["robustness"]["reruns"] if rerun["skipped"] is None]
    if not made or not headlines["agreement"]:
        return
    lost = {name for rerun in made for name in rerun["lost"]}
    if not lost:
        yield language.say(
            "Every proposition listed under agreement stays there in every rerun that leaves something out."
        )
        return
    yield language.say_n(
        "{n} proposition listed under agreement leaves the list in at least one {rerun} that leaves "
        "something out.",
        "{n} propositions listed under agreement leave the list in at least one {rerun} that leaves "
        "something out.",
        len(lost),
        rerun=names.figure(language.plain("rerun"), "reruns"),
    )
