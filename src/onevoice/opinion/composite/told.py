"""A composite in plain sentences, made from its document alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onevoice.opinion.composite.paper import EMPTY, Binding, Paper, Rule

Document = Mapping[str, Any]
_QUOTA = "needs the fewest changes for {threshold} of all to carry it"
_AIMS = {
    "least-group": "carries furthest in the group where it carries least",
    "broadest": "reaches the threshold of {threshold} in as many groups as possible",
    "nash": "has the largest product of the groups' shares",
    "quota": _QUOTA,
}
_AIMS_OF_ALL = dict.fromkeys(_AIMS, "carries furthest among all members") | {"quota": _QUOTA}
"""What is sought where there are no groups to compare."""


def conflict_sentence(paper: Paper, conflict: Sequence[Rule]) -> str:
    """Say which demands exclude one another, and that any one of them may be dropped."""
    if not conflict:
        return "No wording is possible: no clause can stand. Add clauses to the paper."
    demands = "; ".join(_demand(paper, rule) for rule in conflict)
    if len(conflict) == 1:
        return f"No wording can keep this: {demands}. Drop it, or ask for less."
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
            return f"the clause {clauses[0]} may not stand (red line of {_holder(rule.by)})"
        case Binding.NEEDS:
            return f"the clause {clauses[0]} needs {clauses[1]}"
        case Binding.CLASHES:
            return f"the clause {clauses[0]} clashes with {clauses[-1]}"
        case Binding.WORDS:
            return f"at most {rule.of[0]} words"
        case Binding.CLAUSES:
            as_tabled = rule.of[0] == sum(clause != EMPTY for clause in paper.tabled)
            return f"at least {_clauses(rule.of[0])}" + (", as in the text as tabled" if as_tabled else "")


def _holder(group: str) -> str:
    """Name the group that an id speaks of."""
    return group.partition(":")[2] or group


def _clauses(count: int) -> str:
    return "1 clause" if count == 1 else f"{count} clauses"


def group_called(group: Document) -> str:
    """Name a group of the document in a sentence: a bloc has a number for a name."""
    return f"bloc {group['name']}" if group["id"].startswith("bloc:") else str(group["name"])


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
    return share(found["median"]) + (f" ({low} to {high})" if found["low"] != found["high"] else "")


def _what(document: Document) -> Iterator[str]:
    standing = [row for row in document["wording"] if row["clause"] is not None]
    changed = sum(row["changed"] for row in document["wording"])
    aims = _AIMS if _has_groups(document) else _AIMS_OF_ALL
    aim = aims[document["settings"]["aim"]].format(threshold=share(document["settings"]["threshold"]))
    clauses = _clauses(len(standing))
    if not changed:
        yield f"Of all wordings allowed, the text as tabled, with {clauses}, {aim}."
        return
    places = "1 place" if changed == 1 else f"{changed} places"
    yield f"This wording of {clauses} {aim}; it differs from the text as tabled in {places}."


def _has_groups(document: Document) -> bool:
    return len(document["groups"]) > 1


def _who(document: Document) -> Iterator[str]:
    carry = document["carry"]
    tabled = document["tabled"] if any(row["changed"] for row in document["wording"]) else None
    groups = {group["id"]: group for group in document["groups"]}
    yield f"Of all {_members(groups['all'])}, {_first(carry['all'])} would carry it" + (
        f", against {between(tabled['carry']['all'])} for the text as tabled." if tabled else "."
    )
    binding = document["binding_group"]
    if binding["group"] != "all":
        group = groups[binding["group"]]
        yield (
            f"It carries least in {group_called(group)} ({_members(group)}): {between(carry[group['id']])}"
            + (
                f", against {between(tabled['carry'][group['id']])} for the text as tabled."
                if tabled
                else "."
            )
        )
    settings = document["settings"]
    yield (
        f"In {share(document['probability'])} of the {settings['draws']['judged']} draws that it was judged "
        f"on, at least {share(settings['threshold'])} of {'every group' if _has_groups(document) else 'all'} "
        "carry it."
    )


def _first(found: Mapping[str, float]) -> str:
    """Word the first share that is told, which says what stands in brackets beside the others."""
    low, high = share(found["low"]), share(found["high"])
    return share(found["median"]) + (
        f" (90% interval: {low} to {high})" if found["low"] != found["high"] else ""
    )


def _members(group: Document) -> str:
    return "1 member" if group["members"] == 1 else f"{group['members']} members"


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
    called = {group["id"]: group_called(group) for group in document["groups"]}
    subject = "the least group's share" if _has_groups(document) else "the share of all"
    own = document["least"]
    for veto in document["red_lines"]["groups"]:
        if veto["least"] is None:
            continue
        holders = " and ".join(called.get(group, _holder(group)) for group in veto["groups"])
        gains = veto["least"]["median"] - own["median"] > 0.0005
        yield (
            f"Without the red line of {holders} on {veto['clause']!r}, {subject} would be "
            f"{between(veto['least'])}, {'instead of' if gains else 'no more than with it:'} {between(own)}."
        )
    for line in document["red_lines"]["members"]:
        if line["stands"] and line["members"] is not None:
            people, do = (
                ("1 member", "does") if line["members"] == 1 else (f"{line['members']} members", "do")
            )
            yield f"{people} cannot accept {line['clause']!r}, and so {do} not carry this wording."
    count = sum(row["clause"] is not None for row in document["wording"])
    leaner = [point for point in document["frontier"] if point["clauses"] < count]
    richer = [p for p in leaner if p["least"]["median"] > own["median"] + 0.01]
    if richer:
        point = richer[0]
        yield (
            f"With {_clauses(point['clauses'])} {subject} could be {between(point['least'])}, "
            f"instead of {between(own)}."
        )


def _model(document: Document) -> Iterator[str]:
    model = document["carry_model"]
    yield model["sentence"]
    if not document["public"]:
        yield "Answers are private: numbers from one to four are told to the nearest five."
    if document["assumption"]:
        yield (
            "How answers on clauses become a vote on the whole is an assumption here: it has not been set "
            "against this assembly's own divisions, so no share above is a forecast."
        )
    else:
        yield f"The rule was learned from {model['calibrated']}."
