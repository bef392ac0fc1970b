"""The first paragraph: what was asked, who answered, and what that leaves unsaid."""

from __future__ import annotations

from markupsafe import Markup

from onevoice.report.names import Names


def title(names: Names) -> str:
    """Return the document's own title, or words in its place."""
    given = str(names.document["title"]).strip()
    return given or names.language.plain("An assembly without a title")


def account(names: Names) -> list[Markup]:
    """Tell who answered, what, and under which rule of publication.

    Returns
    -------
    list of Markup
        Sentences for one paragraph.
    """
    counts, language = names.document["counts"], names.language
    asked = language.say_n("{n} proposition was put.", "{n} propositions were put.", counts["propositions"])
    return [
        _who(names),
        asked,
        language.say(
            "Answers that agree: {agree}; that disagree: {disagree}; passes: {passes}; "
            "never given: {unheard}.",
            agree=names.figure(language.count(counts["agree"]), "agree"),
            disagree=names.figure(language.count(counts["disagree"]), "disagree"),
            passes=names.figure(language.count(counts["pass"]), "pass"),
            unheard=names.figure(language.count(counts["unheard"]), "unheard"),
        ),
        *_empty_states(names),
        _publication(names),
    ]


def _who(names: Names) -> Markup:
    counts, language = names.document["counts"], names.language
    answered = language.count(counts["answered"])
    if names.document["has_roll"]:
        return language.say_n(
            "{answered} of {n} member answered.",
            "{answered} of {n} members answered.",
            counts["members"],
            answered=answered,
        )
    took_part = language.say_n(
        "{n} person took part; there is no list of who could have, so every share is of those who took part.",
        "{n} people took part; there is no list of who could have, so every share is of those who took part.",
        counts["members"],
    )
    if counts["answered"] == counts["members"]:
        return took_part
    return took_part + " " + language.say("{answered} of them answered something here.", answered=answered)


def _empty_states(names: Names) -> list[Markup]:
    """Say it where there is too little for any divide to show."""
    document, language = names.document, names.language
    counts, told = document["counts"], []
    if counts["members"] == 1:
        told.append(language.say("There is only one member, so there is nobody to agree or disagree with."))
    if counts["propositions"] == 1:
        told.append(language.say("With one proposition there is no pattern between propositions to find."))
    if counts["agree"] and not counts["disagree"]:
        told.append(language.say("Nobody disagreed with anything."))
    if counts["disagree"] and not counts["agree"]:
        told.append(language.say("Nobody agreed with anything."))
    if not names.across:
        told.append(_no_groups(names))
    return told


def _no_groups(names: Names) -> Markup:
    language, declared = (
        names.language,
        [g for g in names.document["groups"] if g["column"] not in ("", "bloc")],
    )
    if len(names.basis) == 1:
        return language.say(
            "{group} is the only group large enough to compare, so this page cannot tell agreement across a "
            "divide.",
            group=names.group(names.basis[0]),
        )
    if declared:
        return language.say(
            "No two groups are large enough to compare, so this page cannot tell agreement across a divide."
        )
    return language.say(
        "No groups were declared and no firm blocs were found, so this page cannot tell agreement across a "
        "divide."
    )


def _publication(names: Names) -> Markup:
    document, language = names.document, names.language
    if document["kind"] == "division":
        votes = language.say("These are votes in divisions, which are public.")
        hidden = language.say("These are votes in divisions, shown here without names.")
        return votes if document["public"] else hidden
    if document["public"]:
        return language.say(
            "These are responses to a sounding, published with each member's answers by choice."
        )
    return language.say(
        "These are private responses to a sounding: members are not named, counts from fewer than five "
        "people are not shown, and shares and ranges that rest on them are rounded to five people."
    )
