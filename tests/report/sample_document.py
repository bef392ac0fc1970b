"""Seeded analysis documents of every shape the contract allows, as realistic as a page needs."""

from __future__ import annotations

import hashlib
import math
from random import Random

AGREE, DISAGREE, PASS, UNHEARD = range(4)

SUBJECTS = [
    "An immediate ceasefire that both sides keep to",
    "The release of all hostages without conditions",
    "Aid convoys under the protection of the United Nations",
    "A halt to all arms exports until the courts have ruled",
    "No inquiry before the military operation is complete",
    "A two-state solution within the borders agreed by both parliaments",
    "A fund for families on both sides who lost a child",
    "Recognition of the state before the end of talks",
    "Sanctions on ministers who call for displacement",
    "A sitting each month at which both communities give testimony",
    "The council publishes every meeting with a developer",
    "Free buses for everyone under twenty-one",
    "The library stays open on Sundays",
    "A cap of 4 % on rent rises, reviewed each year",
    "Traffic-free streets around every school",
]


SHAPES = {
    "groups": {},
    "overlapping": {"overlapping": True},
    "private": {"public": False, "has_roll": False, "groups": (), "basis": "blocs", "members": 90},
    "private with a roll": {"public": False},
    "unstable blocs": {"blocs": 3, "named": False, "public": False, "has_roll": False},
    "no structure": {"dims": 0, "groups": (), "basis": "none", "blocs": 1},
    "one dimension": {"dims": 1},
    "five dimensions": {"dims": 5},
    "one group": {"groups": ("Harbour",), "has_roll": False},
    "one member": {"members": 1, "propositions": 1, "dims": 0, "groups": (), "basis": "none", "blocs": 1},
    "one proposition": {"propositions": 1, "dims": 0, "blocs": 1},
    "all of one mind": {"unanimous": True},
    "nothing heard from most": {"heard": 0.05},
}
"""Settings of a document for every shape that a page must cope with."""


def sample_document(
    *,
    members: int = 60,
    propositions: int = 15,
    groups: tuple[str, ...] = ("Harbour", "Hill", "Meadow"),
    overlapping: bool = False,
    public: bool = True,
    has_roll: bool = True,
    dims: int = 2,
    basis: str = "groups",
    blocs: int = 2,
    named: bool = True,
    heard: float = 0.6,
    unanimous: bool = False,
    texts: list[str] | None = None,
    title: str = "A sample assembly",
    seed: int = 0,
) -> dict:
    """Build one document; the numbers hang together as a real analysis' would."""
    rng = Random(seed)  # noqa: S311 - no secret hangs on it
    roll = _roll(rng, members, groups, dims, blocs, public=public, overlapping=overlapping)
    answers = [[_answer(rng, j, member, heard, unanimous) for j in range(propositions)] for member in roll]
    listed = _groups(roll, groups, basis, blocs, named)
    over = _basis_groups(listed, basis)
    entries = [
        _proposition(rng, j, _text(texts, j), roll, answers, listed, over, dims, public)
        for j in range(propositions)
    ]
    flat = [answer for row in answers for answer in row]
    return {
        "onevoice": "0.1.0",
        "title": title,
        "kind": "division" if public else "sounding",
        "public": public,
        "has_roll": has_roll,
        "digest": hashlib.sha256(repr((seed, answers)).encode()).hexdigest(),
        "counts": {
            "members": members,
            "answered": sum(any(a != UNHEARD for a in row) for row in answers),
            "propositions": propositions,
            "agree": flat.count(AGREE),
            "disagree": flat.count(DISAGREE),
            "pass": flat.count(PASS),
            "not_eligible": 0,
            "unheard": flat.count(UNHEARD),
        },
        "settings": {
            "name": "default",
            "dims": "auto",
            "threshold": 0.5,
            "seed": seed,
            "groups": ["side"] if groups else [],
            "where": [],
            "since": None,
            "until": None,
            "draws": 400,
        },
        "dims": dims,
        "fit": _fit(dims),
        "floor": 5,
        "basis": {
            "kind": basis,
            "column": "side" if basis == "groups" else None,
            "groups": over,
            "overlapping": overlapping and basis == "groups",
        },
        "groups": listed,
        "blocs": _blocs(roll, entries, listed, blocs, named),
        "axes": _axes(entries, dims),
        "members": [_published(member, public) for member in roll],
        "propositions": entries,
        "headlines": _headlines(entries, over),
        "robustness": _robustness(entries, over),
        "aligned_to": None,
        "notes": [],
    }


def _text(texts: list[str] | None, j: int) -> str:
    if texts:
        return texts[j % len(texts)]
    return SUBJECTS[j % len(SUBJECTS)] + ("" if j < len(SUBJECTS) else f", version {j // len(SUBJECTS) + 1}")


def _roll(rng, members, groups, dims, blocs, *, public, overlapping):
    roll = []
    for i in range(members):
        own = i % len(groups) if groups else 0
        point = [rng.gauss(1.2 * (own - 1) if d == 0 else 0.4 * (own % 2), 0.6) for d in range(dims)]
        belongs = [f"side:{groups[own]}"] if groups else []
        if overlapping and groups and i % 4 == 0:
            belongs.append(f"side:{groups[(own + 1) % len(groups)]}")
        lean = min(max(0.5 + 0.3 * (point[0] if point else 0.0), 0.02), 0.98)
        weights = [
            round(w, 6) for w in ([lean] + [(1 - lean) / (blocs - 1)] * (blocs - 1) if blocs > 1 else [1.0])
        ]
        roll.append(
            {
                "id": f"m{i + 1}" if public else hashlib.sha256(f"salt{i}".encode()).hexdigest()[:12],
                "name": f"Member {i + 1}",
                "groups": belongs,
                "coords": point,
                "se": [0.3] * dims,
                "cov": [[0.09 if a == b else 0.02 for a in range(dims)] for b in range(dims)],
                "leniency": rng.gauss(0, 0.3),
                "bloc": weights.index(max(weights)) + 1,
                "bloc_weights": weights,
                "own": own,
            }
        )
    return roll


def _answer(rng, j, member, heard, unanimous):
    if unanimous:
        return AGREE
    if rng.random() > heard:
        return UNHEARD
    if rng.random() < (0.35 if j % 7 == 6 else 0.06):
        return PASS
    tilt = (-1.6, 1.4, 0.1, 1.9, -0.4)[j % 5]
    pull = (0.2, 1.6, -2.0)[j % 3]
    score = tilt + member["leniency"] + pull * (member["coords"][0] if member["coords"] else 0.0)
    return AGREE if rng.random() < 1 / (1 + math.exp(-score)) else DISAGREE


def _groups(roll, groups, basis, blocs, named):
    listed = [{"id": "all", "column": "", "name": "all", "members": len(roll), "above_floor": True}]
    for name in groups:
        size = sum(f"side:{name}" in member["groups"] for member in roll)
        listed.append(
            {"id": f"side:{name}", "column": "side", "name": name, "members": size, "above_floor": size >= 5}
        )
    if basis == "blocs" and named:
        for k in range(blocs):
            size = sum(member["bloc_weights"][k] for member in roll)
            listed.append(
                {
                    "id": f"bloc:{k + 1}",
                    "column": "bloc",
                    "name": str(k + 1),
                    "members": size,
                    "above_floor": size >= 5,
                }
            )
    return listed


def _basis_groups(listed, basis):
    column = {"groups": "side", "blocs": "bloc", "none": None}[basis]
    return [g["id"] for g in listed if g["above_floor"] and column is not None and g["column"] == column]


def _triple(middle, half, low=0.0, high=1.0):
    return {"median": middle, "low": max(middle - half, low), "high": min(middle + half, high)}


def _shares(member, group):
    if group["id"] == "all":
        return 1.0
    if group["column"] == "bloc":
        return member["bloc_weights"][int(group["name"]) - 1]
    return float(group["id"] in member["groups"])


def _support(j, roll, answers, group, public):
    cells = [
        (answers[i][j], _shares(member, group)) for i, member in enumerate(roll) if _shares(member, group)
    ]
    counts = [sum(a == code and w > 0.5 for a, w in cells) for code in range(4)]
    n = sum(counts)
    stances = counts[AGREE] + counts[DISAGREE]
    rate = (counts[AGREE] + 0.5) / (stances + 1)
    middle = min((counts[AGREE] + rate * counts[UNHEARD]) / n if n else rate, 1.0)
    half = 1.64 * math.sqrt(rate * (1 - rate) * max(counts[UNHEARD], 0)) / max(n, 1)
    shown = [c if public or c >= 5 or c == 0 else None for c in counts]
    if shown.count(None) == 1:
        shown[counts.index(min(c for c, s in zip(counts, shown, strict=True) if s is not None))] = None
    return {
        **_triple(middle, half, counts[AGREE] / max(n, 1), 1 - (counts[DISAGREE] + counts[PASS]) / max(n, 1)),
        **dict(zip(("agree", "disagree", "pass", "unheard"), shown, strict=True)),
        "n": n,
        "of_stances": _triple(rate, half),
    }


def _proposition(rng, j, text, roll, answers, listed, over, dims, public):
    support = {g["id"]: _support(j, roll, answers, g, public) for g in listed if public or g["above_floor"]}
    rates = [support[g]["median"] for g in over]
    least = min(over, key=lambda g: support[g]["median"]) if len(over) > 1 else None
    mean = sum(rates) / len(rates) if rates else 0.0
    spread = sum((r - mean) ** 2 for r in rates) / len(rates) if rates else 0.0
    divided = spread / (mean * (1 - mean)) if 0 < mean < 1 else 0.0
    nash = math.exp(sum(math.log(max(r, 1e-9)) for r in rates) / len(rates)) if rates else None
    consensus = None
    if least:
        width = support[least]["high"] - support[least]["low"]
        certain = (
            1 / (1 + math.exp(-(support[least]["median"] - 0.5) / max(width / 3, 0.001) * 1.6))
            if width
            else float(support[least]["median"] >= 0.5)
        )
        consensus = {k: support[least][k] for k in ("median", "low", "high")} | {
            "probability": certain,
            "group": least,
        }
    several = len(over) > 1
    loading = [
        {"estimate": rng.gauss((0.2, 1.6, -2.0)[j % 3] if d == 0 else 0, 0.3), "se": 0.25}
        for d in range(dims)
    ]
    return {
        "id": str(j + 1),
        "text": text,
        "date": f"2023-11-{j % 28 + 1:02}" if public else None,
        "weight": 0.5 if not public and j % 9 == 8 else 1.0,
        "support": support,
        "consensus": consensus,
        "bridging": nash if several else None,
        "bridging_interval": [max(nash - 0.08, 0), min(nash + 0.08, 1)] if several else None,
        "latent_bridging": nash if nash is not None else support["all"]["median"],
        "divisiveness": divided if several else None,
        "divisiveness_interval": [max(divided - 0.05, 0), min(divided + 0.05, 1)] if several else None,
        "latent_divisiveness": min(divided + 0.02, 1),
        "cohesion": {
            g: {
                "rice": _triple(abs(2 * s["median"] - 1), 0.1),
                "agreement_index": _triple(max(s["median"], 0.4), 0.1),
            }
            for g, s in support.items()
        },
        "bounds": {g: [max(s["low"] - 0.1, 0), min(s["high"] + 0.1, 1)] for g, s in support.items()},
        "parameters": {
            "intercept": {"estimate": rng.gauss(0, 1), "se": 0.2},
            "loadings": loading,
            "group_terms": {g["id"]: {"estimate": 0.1, "se": 0.2} for g in listed if g["column"] == "side"},
            "pass_intercept": {"estimate": -2.5, "se": 0.3},
        },
    }


def _fit(dims):
    return {
        "loading_scale": 2.0,
        "curve": [
            {"dims": d, "log_loss": 0.36 + 0.02 * abs(d - dims) + 0.2 * (d == 0 and dims > 0), "se": 0.006}
            for d in range(min(dims + 3, 9))
        ],
        "rule": "The fewest dimensions whose held-out log loss is within one standard error of the lowest.",
        "covariance": "joint",
        "sweeps": 84,
        "converged": True,
        "leniency_sd": 0.41,
        "activity": False,
        "group_term_sd": 0.3,
        "support_draws": "every member",
    }


def _blocs(roll, entries, listed, count, named):
    if count < 2 or not named:
        return {
            "count": count,
            "stability": None if count < 2 else 0.54,
            "named": False,
            "members": [float(len(roll))] if count == 1 else [len(roll) / count] * count,
            "representative": [],
            "by_group": [],
        }
    return {
        "count": count,
        "stability": 0.91,
        "named": True,
        "members": [sum(m["bloc_weights"][k] for m in roll) for k in range(count)],
        "representative": [
            {
                "bloc": k + 1,
                "propositions": [
                    {
                        "id": entry["id"],
                        "side": "agree" if (k + n) % 2 else "disagree",
                        "inside": _triple(0.8 if (k + n) % 2 else 0.2, 0.1),
                        "outside": _triple(0.3 if (k + n) % 2 else 0.7, 0.1),
                        "difference": _triple(0.5 if (k + n) % 2 else -0.5, 0.14, -1.0),
                    }
                    for n, entry in enumerate(entries[k : k + 4])
                ],
            }
            for k in range(count)
        ],
        "by_group": [
            {
                "group": g["id"],
                "shares": [
                    sum(m["bloc_weights"][k] * _shares(m, g) for m in roll)
                    / max(sum(_shares(m, g) for m in roll), 1e-9)
                    for k in range(count)
                ],
            }
            for g in listed
            if g["column"] == "side"
        ],
    }


def _axes(entries, dims):
    axes = []
    for d in range(dims):
        strongest = sorted(entries, key=lambda e: -abs(e["parameters"]["loadings"][d]["estimate"]))[:6]
        axes.append(
            {
                "share": [0.72, 0.2, 0.05, 0.03, 0.0, 0.0, 0.0, 0.0][d],
                "propositions": [
                    {"id": e["id"], "loading": value, "low": value - 0.4, "high": value + 0.4}
                    for e in strongest
                    for value in [e["parameters"]["loadings"][d]["estimate"]]
                ],
            }
        )
    return axes


def _published(member, public):
    kept = {key: value for key, value in member.items() if key != "own"}
    if not public:
        kept |= {"name": None, "coords": None, "cov": None, "se": None, "leniency": None}
    return kept


def _headlines(entries, over):
    agreement = [
        {"id": e["id"], "probability": e["consensus"]["probability"]}
        for e in entries
        if e["consensus"] and e["consensus"]["probability"] >= 0.8
    ]
    divides = []
    for entry in entries:
        rates = sorted(over, key=lambda g: entry["support"][g]["median"], reverse=True)
        if (
            len(rates) > 1
            and entry["support"][rates[0]]["median"] > 0.6
            and entry["support"][rates[-1]]["median"] < 0.4
        ):
            divides.append({"id": entry["id"], "probability": 0.96, "groups": [rates[0], rates[-1]]})
    undecided = [
        {"id": e["id"], "why": "passes" if n % 7 == 6 else "interval"}
        for n, e in enumerate(entries)
        if n % 7 == 6 or (e["consensus"] and 0.2 < e["consensus"]["probability"] < 0.8)
    ]
    return {
        "agreement": sorted(agreement, key=lambda a: -a["probability"]),
        "divides": divides,
        "undecided": undecided,
        "expected_false": {
            "agreement": sum(1 - a["probability"] for a in agreement),
            "divides": sum(1 - d["probability"] for d in divides),
        },
    }


def _robustness(entries, over):
    first = entries[0]["id"]
    reruns = [
        {
            "id": "late",
            "left_out": 6,
            "skipped": None,
            "largest_change": {"id": first, "before": 0.31, "after": 0.36},
        },
        {
            "id": "active",
            "left_out": 1,
            "skipped": None,
            "largest_change": {"id": first, "before": 0.31, "after": 0.3},
        },
        {
            "id": "identical",
            "left_out": 0,
            "skipped": "No two members gave the same answers.",
            "largest_change": None,
        },
        *(
            {
                "id": f"without:{g}",
                "left_out": 20,
                "skipped": None,
                "largest_change": {"id": first, "before": 0.3, "after": 0.6},
            }
            for g in over
        ),
    ]
    agreed = [e["id"] for e in entries if e["consensus"] and e["consensus"]["probability"] >= 0.8]
    for n, rerun in enumerate(reruns):
        rerun |= {"lost": agreed[:1] if n == 0 else [], "gained": [first] if n > 2 else []}
    return {
        "reruns": reruns,
        "flip": [{"id": name, "accounts": None if n == 1 else 5 + 3 * n} for n, name in enumerate(agreed)],
    }
