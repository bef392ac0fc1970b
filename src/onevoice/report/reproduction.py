"""Settings in words, and the command that gives the same page again."""

from __future__ import annotations

import shlex

from markupsafe import Markup

from onevoice.report.names import Names


def command(names: Names) -> str:
    """Return the command line with every setting spelled out; PATH stands for the input."""
    settings = names.document["settings"]
    words = ["onevoice", "analyse", "PATH"]
    for column in settings["groups"]:
        words += ["--groups", column]
    words += ["--dims", str(settings["dims"]), "--threshold", f"{settings['threshold']:g}"]
    for condition in settings["where"]:
        words += ["--where", condition]
    for key in ("since", "until"):
        if settings[key]:
            words += [f"--{key}", settings[key]]
    words += ["--settings", settings["name"], "--seed", str(settings["seed"])]
    if names.document["public"] and names.document["kind"] == "sounding":
        words.append("--public")
    if names.document["aligned_to"]:
        words += ["--align", "previous.json"]
    return shlex.join([*words, "--out", "report.html"])


def settings(names: Names) -> list[tuple[Markup, Markup | str]]:
    """List what was chosen and what came of it, as names and values."""
    language, document = names.language, names.document
    chosen, fit = document["settings"], document["fit"]
    none = language.say("none")
    scale = fit["loading_scale"]
    return [
        (language.say("Settings"), chosen["name"]),
        (language.say("Groups compared"), _basis(names)),
        (language.say("Threshold"), language.share(chosen["threshold"])),
        (language.say("Dimensions asked for"), _asked_dims(names)),
        (language.say("Dimensions used"), language.count(document["dims"])),
        (
            language.say("Loading scale"),
            language.say("one for each dimension") if scale == "relevance" else language.number(scale, 1),
        ),
        (language.say("Sweeps of the fit"), language.count(fit["sweeps"])),
        (language.say("Settled"), language.say("yes") if fit["converged"] else language.say("no")),
        (language.say("Spread of leniency"), language.number(fit["leniency_sd"])),
        (
            language.say("Places lean on how much a member answered"),
            language.say("yes") if fit["activity"] else language.say("no"),
        ),
        (
            language.say("Spread of group terms"),
            none if fit["group_term_sd"] is None else language.number(fit["group_term_sd"]),
        ),
        (language.say("Draws"), language.count(chosen["draws"])),
        (
            language.say("Draws are made of"),
            language.say("every member")
            if fit["support_draws"] == "every member"
            else language.say("weighted types of members"),
        ),
        (language.say("Seed"), str(chosen["seed"])),
        (
            language.say("Only propositions with"),
            Markup(", ").join(Markup("<bdi>{}</bdi>").format(one) for one in chosen["where"]) or none,
        ),
        (language.say("From"), chosen["since"] or none),
        (language.say("Until"), chosen["until"] or none),
        (language.say("Version of onevoice"), document["onevoice"]),
        (language.say("Digest of the answers"), Markup("<code>{}</code>").format(document["digest"])),
    ]


def _basis(names: Names) -> Markup:
    language, basis = names.language, names.document["basis"]
    if basis["kind"] == "blocs":
        return language.say("the blocs found in the answers")
    if basis["kind"] == "none":
        return language.say("none")
    column = Markup("<bdi>{}</bdi>").format(basis["column"])
    if basis["overlapping"]:
        return language.say(
            "{column}; members may be in several, so divisiveness is not computed", column=column
        )
    return column


def _asked_dims(names: Names) -> Markup | str:
    asked = names.document["settings"]["dims"]
    return names.language.say("as many as predict best") if asked == "auto" else names.language.count(asked)
