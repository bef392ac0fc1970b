"""The document as CSV tables: one row per thing, ids to join them, nothing computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from onevoice.report.names import Document

Cell = str | int | float | bool | None
_LEADS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def tables(document: Document) -> dict[str, str]:
    """Lay out every table.

    Parameters
    ----------
    document : Mapping
        An analysis document.

    Returns
    -------
    dict of str to str
        File name to its text as RFC 4180 has it, header in the first line. A text that a spreadsheet
        would take for a formula gets an apostrophe in front; an empty cell is a value not shown.
    """
    dims = range(1, document["dims"] + 1)
    laid = {
        "propositions.csv": _propositions(document),
        "support.csv": _support(document),
        "parameters.csv": _parameters(document),
        "members.csv": _members(document, dims),
        "groups.csv": _groups(document),
        "blocs.csv": _blocs(document),
        "bloc_propositions.csv": _bloc_propositions(document),
        "bloc_groups.csv": _bloc_groups(document),
        "axes.csv": _axes(document),
        "headlines.csv": _headlines(document),
        "reruns.csv": _reruns(document),
        "added_accounts.csv": _added_accounts(document),
        "dimensions.csv": _dimensions(document),
        "about.csv": _about(document),
    }
    return {name: _written(rows) for name, rows in laid.items()}


def _written(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return text.getvalue()


def _guarded(cell: Cell) -> Cell:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, str) and cell.startswith(_LEADS_A_FORMULA):
        return f"'{cell}"
    return cell


def _triple(figure: Document | None) -> list[Cell]:
    return [figure[key] if figure else None for key in ("median", "low", "high")]


def _pair(pair: Sequence[float] | None) -> list[Cell]:
    return list(pair) if pair else [None, None]


def _ends(name: str) -> list[str]:
    return [name, f"{name}_low", f"{name}_high"]


def _propositions(document: Document) -> Iterator[Sequence[Cell]]:
    yield [
        "proposition", "text", "date", "weight", *_ends("consensus"), "consensus_probability", "least_group",
        *_ends("bridging"), "latent_bridging", *_ends("divisiveness"), "latent_divisiveness",
    ]  # fmt: skip
    for entry in document["propositions"]:
        consensus = entry["consensus"]
        yield [
            entry["id"], entry["text"], entry["date"], entry["weight"], *_triple(consensus),
            consensus["probability"] if consensus else None, consensus["group"] if consensus else None,
            entry["bridging"], *_pair(entry["bridging_interval"]), entry["latent_bridging"],
            entry["divisiveness"], *_pair(entry["divisiveness_interval"]), entry["latent_divisiveness"],
        ]  # fmt: skip


def _support(document: Document) -> Iterator[Sequence[Cell]]:
    counts = ("agree", "disagree", "pass", "unheard", "n")
    yield [
        "proposition", "group", *_ends("support"), *counts, *_ends("of_stances"), *_ends("rice"),
        *_ends("agreement_index"), "bound_low", "bound_high",
    ]  # fmt: skip
    for entry in document["propositions"]:
        for group, support in entry["support"].items():
            cohesion = entry["cohesion"].get(group, {})
            yield [
                entry["id"], group, *_triple(support), *(support[key] for key in counts),
                *_triple(support["of_stances"]), *_triple(cohesion.get("rice")),
                *_triple(cohesion.get("agreement_index")), *_pair(entry["bounds"].get(group)),
            ]  # fmt: skip


def _parameters(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["proposition", "parameter", "of", "estimate", "se"]
    for entry in document["propositions"]:
        parameters = entry["parameters"]
        named = [("intercept", "", parameters["intercept"])]
        named += [("loading", str(d), figure) for d, figure in enumerate(parameters["loadings"], 1)]
        named += [("group_term", group, figure) for group, figure in parameters["group_terms"].items()]
        if parameters["pass_intercept"]:
            named.append(("pass_intercept", "", parameters["pass_intercept"]))
        for kind, of, figure in named:
            yield [entry["id"], kind, of, figure["estimate"], figure["se"]]


def _members(document: Document, dims: range) -> Iterator[Sequence[Cell]]:
    blocs = range(1, len(document["blocs"]["members"]) + 1)
    yield [
        "member", "name", "groups", *(f"dimension_{d}" for d in dims), *(f"se_{d}" for d in dims), "leniency",
        "bloc",
        *(f"bloc_weight_{k}" for k in blocs),
    ]  # fmt: skip
    for member in document["members"]:
        weights = member["bloc_weights"] or []
        yield [
            member["id"], member["name"], ";".join(member["groups"]),
            *(member["coords"] or [None] * len(dims)),
            *(member["se"] or [None] * len(dims)), member["leniency"], member["bloc"],
            *(weights[k - 1] if k <= len(weights) else None for k in blocs),
        ]  # fmt: skip


def _groups(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["group", "column", "name", "members", "above_floor", "in_basis"]
    basis = set(document["basis"]["groups"])
    for group in document["groups"]:
        yield [
            group["id"], group["column"], group["name"], group["members"], group["above_floor"],
            group["id"] in basis,
        ]  # fmt: skip


def _blocs(document: Document) -> Iterator[Sequence[Cell]]:
    found = document["blocs"]
    yield ["bloc", "members", "stability", "named"]
    for number, members in enumerate(found["members"], 1):
        yield [number, members, found["stability"], found["named"]]


def _bloc_propositions(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["bloc", "proposition", "side", *_ends("inside"), *_ends("outside"), *_ends("difference")]
    for bloc in document["blocs"]["representative"]:
        for entry in bloc["propositions"]:
            figures = (cell for key in ("inside", "outside", "difference") for cell in _triple(entry[key]))
            yield [bloc["bloc"], entry["id"], entry["side"], *figures]


def _bloc_groups(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["group", "bloc", "share"]
    for row in document["blocs"]["by_group"]:
        for number, share in enumerate(row["shares"], 1):
            yield [row["group"], number, share]


def _axes(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["dimension", "share", "proposition", "loading", "low", "high"]
    for number, axis in enumerate(document["axes"], 1):
        for entry in axis["propositions"]:
            yield [number, axis["share"], entry["id"], entry["loading"], entry["low"], entry["high"]]


def _headlines(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["headline", "rank", "proposition", "probability", "groups", "why"]
    for which in ("agreement", "divides", "undecided"):
        for rank, line in enumerate(document["headlines"][which], 1):
            groups = ";".join(line.get("groups", ()))
            yield [which, rank, line["id"], line.get("probability"), groups, line.get("why", "")]


def _reruns(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["rerun", "left_out", "skipped", "largest_change", "before", "after", "lost", "gained"]
    for rerun in document["robustness"]["reruns"]:
        change = rerun["largest_change"] or {"id": None, "before": None, "after": None}
        yield [
            rerun["id"], rerun["left_out"], rerun["skipped"], change["id"], change["before"], change["after"],
            ";".join(rerun["lost"]), ";".join(rerun["gained"]),
        ]  # fmt: skip


def _added_accounts(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["proposition", "accounts"]
    for flip in document["robustness"]["flip"]:
        yield [flip["id"], flip["accounts"]]


def _dimensions(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["dimensions", "log_loss", "se", "chosen"]
    for point in document["fit"]["curve"]:
        yield [point["dims"], point["log_loss"], point["se"], point["dims"] == document["dims"]]


def _about(document: Document) -> Iterator[Sequence[Cell]]:
    yield ["name", "value"]
    for key in ("onevoice", "title", "kind", "public", "has_roll", "digest", "dims", "floor", "aligned_to"):
        yield [key, document[key]]
    for part in ("counts", "settings", "basis", "fit"):
        for key, value in document[part].items():
            if key != "curve":
                yield [f"{part}.{key}", ";".join(value) if isinstance(value, list) else value]
    for note in document["notes"]:
        yield ["note", note]
