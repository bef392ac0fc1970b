"""What every figure on the page means: plain words, formula, source."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from onevoice.report.names import Names
from onevoice.report.sources import SOURCES, Source


@dataclass(frozen=True)
class Definition:
    """One term.

    Attributes
    ----------
    term : str
        Its anchor, without ``def-``.
    name, words : Markup
        What it is called and what it means.
    formula : str
        How it is computed, empty where words are enough.
    sources : tuple of Source
        Where it comes from.
    """

    term: str
    name: Markup
    words: Markup
    formula: str = ""
    sources: tuple[Source, ...] = ()


def definitions(names: Names) -> list[Definition]:
    """List every term that a figure on the page leads to."""
    return [
        *_answers(names),
        *_support(names),
        *_across(names),
        *_model(names),
        *_map_and_fit(names),
        *_blocs(names),
        *_doubt(names),
    ]


def _cited(*keys: str) -> tuple[Source, ...]:
    by_key = {source.key: source for source in SOURCES}
    return tuple(by_key[key] for key in keys)


def _answers(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition("agree", say("Agree"), say("The member agreed, or voted aye.")),
        Definition("disagree", say("Disagree"), say("The member disagreed, or voted no.")),
        Definition(
            "pass",
            say("Pass"),
            say(
                "The member saw the words and took no side: a pass or an abstention. It is a fact, and it is "
                "not agreement."
            ),
        ),
        Definition(
            "unheard",
            say("Unheard"),
            say(
                "The member gave no answer. It is neither a pass nor a no; what it would have been is "
                "estimated."
            ),
        ),
        Definition(
            "eligible",
            say("Eligible"),
            say(
                "Members who could have answered then. Who was not a member at the time is in no share of "
                "that proposition."
            ),
        ),
        Definition(
            "group",
            say("Group"),
            say("A declared affiliation, such as a party or an association. Members may be in several."),
        ),
        Definition(
            "floor",
            say("Smallest group"),
            say(
                "Groups with fewer than {n} members count among all members only; none is ever the least "
                "group.",
                n=names.language.count(names.document["floor"]),
            ),
        ),
    ]


def _support(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition(
            "support",
            say("Support"),
            say(
                "The share of a group's eligible members who agree. Answers given are counted as they are; "
                "for each unheard "
                "member the model draws whether they would pass, agree or disagree. The figure is the median "
                "of the draws."
            ),
            "S(g) = (agree + drawn agree) / n(g)",
            _cited("little"),
        ),
        Definition(
            "interval",
            say("Range (90% interval)"),
            say(
                "The true share lies between its ends with 90% probability: one draw in twenty is below it, "
                "one in twenty "
                "above. Where all were heard there is no range."
            ),
            "",
            _cited("little"),
        ),
        Definition(
            "of-stances",
            say("Of those who take a side"),
            say("The share that agrees among those who agree or disagree; those who pass are left out."),
            "agree / (agree + disagree)",
        ),
        Definition(
            "passing",
            say("Model of passing"),
            say("Whether a member takes a side at all is modelled apart from which side they take."),
            "",
            _cited("mullahy"),
        ),
    ]


def _across(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition(
            "consensus",
            say("Consensus"),
            say(
                "The support in the group where it is least. No group can be outvoted by the others in this "
                "figure."
            ),
            "C = min over g of S(g)",
            _cited("konya"),
        ),
        Definition(
            "probability",
            say("Probability"),
            say(
                "The share of the draws in which the statement holds, for instance that every group reaches "
                "the threshold."
            ),
        ),
        Definition(
            "bridging",
            say("Bridging"),
            say(
                "The geometric mean of the groups' support: 1 where all agree, and pulled towards 0 by any "
                "one group that "
                "does not. It does not fall merely because there are more groups."
            ),
            "B = exp( mean over g of log S(g) )",
            _cited("nash", "polis"),
        ),
        Definition(
            "latent-bridging",
            say("Latent bridging"),
            say(
                "The same idea without any groups: the geometric mean, over all members, of the model's "
                "probability that "
                "a member who takes a side agrees."
            ),
            "L = exp( mean over i of log p(i) )",
            _cited("wojcik"),
        ),
        Definition(
            "divisiveness",
            say("Divisiveness"),
            say(
                "How much of the disagreement lies between the groups: 0 where all groups agree alike, 1 on "
                "a pure party line."
            ),
            "D = mean over g of (S(g) - S)² / ( S (1 - S) ), with S = mean over g of S(g)",
            _cited("wright"),
        ),
        Definition(
            "latent-divisiveness",
            say("Latent divisiveness"),
            say("The same idea without any groups: how far members' probabilities of agreeing lie apart."),
            "variance over i of p(i) / ( p (1 - p) )",
            _cited("wright"),
        ),
        Definition(
            "rice",
            say("Rice index"),
            say(
                "How united a group is: the difference between its agreeing and disagreeing members, as a "
                "share of both."
            ),
            "|agree - disagree| / (agree + disagree)",
            _cited("rice"),
        ),
        Definition(
            "agreement-index",
            say("Agreement index"),
            say(
                "How united a group is when passes count too: 1 where all do the same, 0 where the three "
                "answers are equal."
            ),
            "( max(y, n, a) - (y + n + a - max(y, n, a)) / 2 ) / (y + n + a)",
            _cited("hix"),
        ),
    ]


def _model(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition(
            "ideal-point",
            say("Ideal point"),
            say(
                "A member's place in opinion space, found from the answers: members who answer alike are "
                "near each other. "
                "Declared groups, and how much a member answered, inform it where they answered little."
            ),
            "log odds of agreeing = intercept(j) + leniency(i) + loading(j) · point(i) + group terms",
            _cited("clinton", "jaakkola", "polson", "imai"),
        ),
        Definition(
            "dimension",
            say("Dimension"),
            say(
                "A line along which members differ. Its share says how much of what the fit explains it "
                "carries. Left and right "
                "on the map have no meaning but this."
            ),
            "",
            _cited("clinton"),
        ),
        Definition(
            "loading",
            say("Loading"),
            say(
                "How strongly agreeing with a proposition goes with a place further along a dimension; "
                "negative means the other way."
            ),
            "",
            _cited("clinton"),
        ),
        Definition(
            "leniency",
            say("Leniency"),
            say("How readily a member agrees with anything; it is kept apart from the side they take."),
        ),
        Definition(
            "group-term",
            say("Group term"),
            say("What a group's members think of one proposition beyond their places on the map."),
            "",
            _cited("holland"),
        ),
    ]


def _map_and_fit(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition(
            "ellipse",
            say("Ellipse"),
            say(
                "A member's ellipse holds their place with 90% probability. A group's ellipse is drawn to "
                "hold 90% of its members."
            ),
        ),
        Definition(
            "alignment",
            say("Alignment"),
            say(
                "A map may be turned and mirrored to lie as near as possible to an earlier one; distances "
                "stay as they are."
            ),
            "",
            _cited("schoenemann"),
        ),
        Definition(
            "log-loss",
            say("Held-out log loss"),
            say(
                "Some answers are hidden, the model is fitted to the rest and asked for the hidden ones. The "
                "less it is "
                "surprised, the lower the figure. It decides the number of dimensions."
            ),
            "- mean of log p(hidden answer)",
            _cited("breiman"),
        ),
        Definition(
            "weight",
            say("Weight of a near-duplicate"),
            say(
                "Propositions with nearly the same text and answers share one weight, so that repeating "
                "words does not bend the map."
            ),
        ),
    ]


def _blocs(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition(
            "bloc",
            say("Bloc"),
            say(
                "Members found to answer alike, without looking at declared groups. A member may belong to "
                "several in part."
            ),
            "",
            _cited("fraley"),
        ),
        Definition(
            "stability",
            say("Stability"),
            say(
                "How alike the blocs are when the answers are sampled again 20 times: 1 means always the "
                "same, 0 no more than "
                "chance. Blocs that are not stable are not described."
            ),
            "",
            _cited("hubert"),
        ),
    ]


def _doubt(names: Names) -> list[Definition]:
    say = names.language.say
    return [
        Definition(
            "standard-error",
            say("Standard error"),
            say("How far an estimate would typically lie from the truth."),
        ),
        Definition(
            "covariance",
            say("Uncertainty, together or one by one"),
            say(
                "Members and propositions are estimated from the same answers, so their errors go together. "
                "Up to a certain size this is computed in full; beyond it, and with the fast settings, each "
                "proposition on its own."
            ),
            "",
            _cited("tierney"),
        ),
        Definition(
            "expected-false",
            say("Expected number of false claims"),
            say(
                "Each listed proposition has a probability of not belonging in its list; these add up to the "
                "number to expect."
            ),
            "sum of (1 - probability)",
            _cited("newton"),
        ),
        Definition(
            "reruns",
            say("Reruns"),
            say(
                "The analysis is made again without those who came late, without the most active, with "
                "identical answers "
                "counted once, and without each group in turn."
            ),
        ),
        Definition(
            "bounds",
            say("Bounds"),
            say(
                "Support if all the unheard disagreed, and if all agreed. Whatever they would have answered, "
                "it lies between."
            ),
            "agree / n   to   (agree + unheard) / n",
            _cited("manski"),
        ),
        Definition(
            "accounts",
            say("Added accounts"),
            say(
                "How many accounts that disagree would have to be added to one group to take a proposition "
                "from the list of agreement."
            ),
        ),
        Definition(
            "digest",
            say("Digest"),
            say(
                "A fingerprint (SHA-256) of all answers in a fixed order. The same answers have the same "
                "digest, whatever the file."
            ),
        ),
    ]
