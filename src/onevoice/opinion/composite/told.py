"""A composite in plain sentences, made from its document alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onevoice.opinion.composite.paper import Binding, Paper, Rule

Document = Mapping[str, Any]
_AIMS = {
    "least-group": "carries furthest in the group where it carries least",
    "broadest": "reaches the threshold of {threshold} in as many groups as possible",
    "nash": "has the largest product of the groups' shares",
    "quota": "needs the fewest changes for {threshold} of all to carry it",
}


def conflict_sentence(paper: Paper, conflict: Sequence[Rule]) -> str:
    """Say which demands exclude one another, and that any one of them may be dropped."""
    if not conflict:
        return "No wording is possible: no clause can stand. Add clauses to the paper."
    demands = "; ".join(_demand(paper, rule) for rule in conflict)
    return (
        f"No wording can keep all of these together: {demands}. "
        "Drop any one of them and the others can be kept."
    )


def _demand(paper: Paper, rule: Rule) -> str:  # noqa: PLR0911  # one sentence for each binding
    clauses = [f"{paper.ids[k]!r}" for k in rule.of if k < len(paper.ids)]
    match rule.binding:
        case Binding.FILLED:
            return f"the slot {paper.slots[rule.of[0]]!r} must be filled"
        case Binding.STANDS:
            return f"the clause {clauses[0]} must stand ({rule.by})"
        case Binding.OUT if rule.by == "forbidden":
            return f"the clause {clauses[0]} may not stand (forbidden)"
        case Binding.OUT:
            return f"the clause {clauses[0]} may not stand (red line of {rule.by})"
        case Binding.NEEDS:
            return f"the clause {clauses[0]} needs {clauses[1]}"
        case Binding.CLASHES:
            return f"the clause {clauses[0]} clashes with {clauses[-1]}"
        case Binding.WORDS:
            return f"at most {rule.of[0]} words"
        case Binding.CLAUSES:
            return f"at least {rule.of[0]} clauses"


def explanation(document: Document) -> list[str]:
    """Explain a composite.

    Parameters
    ----------
    document : mapping
        A composite's, all but its explanation.

    Returns
    -------
    list of str
        Sentences, most important first.
    """
    return [*_what(document), *_who(document), *_proof(document), *_alternatives(document), *_model(document)]


def share(value: float) -> str:
    """Word a share as whole per cent; only a true 0 or 1 reads as 0% or 100%."""
    whole = round(100 * value)
    if whole == 0 and value > 0:
        return "under 1%"
    if whole == 100 and value < 1:
        return "over 99%"
    return f"{whole}%"


def between(found: Mapping[str, float]) -> str:
    """Word a share with its interval, where it has one."""
    low, high = share(found["low"]), share(found["high"])
    return share(found["median"]) + (f" ({low} to {high})" if low != high else "")


def _what(document: Document) -> Iterator[str]:
    standing = [row for row in document["wording"] if row["clause"] is not None]
    changed = sum(row["changed"] for row in document["wording"])
    aim = _AIMS[document["settings"]["aim"]].format(threshold=share(document["settings"]["threshold"]))
    clauses = "1 clause" if len(standing) == 1 else f"{len(standing)} clauses"
    if not changed:
        yield f"Of all wordings allowed, the text as tabled, with {clauses}, {aim}."
        return
    places = "1 place" if changed == 1 else f"{changed} places"
    yield f"This wording of {clauses} {aim}; it differs from the text as tabled in {places}."


def _who(document: Document) -> Iterator[str]:
    carry, tabled = document["carry"], document["tabled"]
    names = {group["id"]: group["name"] for group in document["groups"]}
    yield f"Of all, {between(carry['all'])} would carry it" + (
        f", against {between(tabled['carry']['all'])} for the text as tabled." if tabled else "."
    )
    binding = document["binding_group"]
    if binding["group"] != "all":
        group = binding["group"]
        yield (
            f"It carries least in {names[group]}: {between(carry[group])}"
            + (f", against {between(tabled['carry'][group])} for the text as tabled." if tabled else ".")
        )
    threshold = share(document["settings"]["threshold"])
    yield (
        f"In {share(document['probability'])} of the draws that it was judged on, at least {threshold} of "
        "every group carry it."
    )


def _proof(document: Document) -> Iterator[str]:
    bound = document["bound"]
    if bound["proved"]:
        yield "No other wording is better on the draws on which it was sought: this is proved."
    elif bound["value"] == bound["bound"]:
        yield "What comes first in the aim is proved to be the best there is; the rest is not proved."
    else:
        value, limit = bound["value"], bound["bound"]
        shares = bound["stage"] != "groups"
        words = (share(value), share(limit)) if shares else (str(value), str(limit))
        yield (
            f"Time ran out before a proof: on the draws on which it was sought it reaches {words[0]}, and no "
            f"wording can reach more than {words[1]}."
        )


def _alternatives(document: Document) -> Iterator[str]:
    names = {group["id"]: group["name"] for group in document["groups"]}
    for veto in document["red_lines"]["groups"]:
        holders = " and ".join(names.get(group, group) for group in veto["groups"])
        if veto["least"] is None:
            continue
        gain = veto["least"]["median"] - document["least"]["median"]
        if gain > 0.0005:
            yield (
                f"Without the red line of {holders} on {veto['clause']!r}, the least group's share would be "
                f"{share(veto['least']['median'])} instead of {share(document['least']['median'])}."
            )
        else:
            yield f"The red line of {holders} on {veto['clause']!r} costs the least group nothing."
    for line in document["red_lines"]["members"]:
        if line["stands"] and line["members"] is not None:
            people = "1 member" if line["members"] == 1 else f"{line['members']} members"
            yield f"{people} cannot accept {line['clause']!r}, and so do not carry this wording."
    count = sum(row["clause"] is not None for row in document["wording"])
    leaner = [point for point in document["frontier"] if point["clauses"] < count]
    richer = [p for p in leaner if p["least"]["median"] > document["least"]["median"] + 0.01]
    if richer:
        point = richer[0]
        clauses = "1 clause" if point["clauses"] == 1 else f"{point['clauses']} clauses"
        yield f"With {clauses} the least group's share could be {share(point['least']['median'])}."


def _model(document: Document) -> Iterator[str]:
    model = document["carry_model"]
    yield model["sentence"]
    if document["assumption"]:
        yield (
            "How answers on clauses become a vote on the whole is an assumption here: it has not been set "
            "against this assembly's own divisions, so no share above is a forecast."
        )
    else:
        yield f"The rule was learned from {model['calibrated']}."
