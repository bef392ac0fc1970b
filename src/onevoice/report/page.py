"""The document as one HTML file that needs nothing else: no network, no other file, no script to be read."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from onevoice.report.account import account, title
from onevoice.report.bars import cards, percent
from onevoice.report.composed import composed
from onevoice.report.definitions import definitions
from onevoice.report.firmness import firmness, threshold_sentence
from onevoice.report.found_blocs import found_blocs
from onevoice.report.language import SOURCE, Language
from onevoice.report.language import language as spoken
from onevoice.report.names import Document, Names
from onevoice.report.overview import curve, glance
from onevoice.report.places import members_map
from onevoice.report.reproduction import command, settings
from onevoice.report.selected import selected
from onevoice.report.sentences import findings, sureness
from onevoice.report.sources import SOURCES

_STATIC = files("onevoice.report") / "static"


def render(document: Document, language: str = SOURCE) -> str:
    """Write an analysis document as an HTML page.

    Parameters
    ----------
    document : Mapping
        An analysis document, as ``analysis.document`` or a JSON file of it holds.
    language : str
        Language of the page, such as "en" or "he".

    Returns
    -------
    str
        The page. The same document gives the same text.

    Raises
    ------
    SettingsError
        If there is no translation into the language.
    """
    words = spoken(language)
    names = Names(document, words)
    return (
        _environment(words)
        .get_template("page.html")
        .render(
            names=names,
            document=document,
            title=title(names),
            account=account(names),
            findings=findings(names),
            sureness=sureness(names),
            cards=cards(names),
            glance=glance(names),
            composed=composed(names),
            selected=selected(names),
            blocs=found_blocs(names),
            map=members_map(names),
            curve=curve(names),
            firmness=firmness(names),
            threshold_sentence=threshold_sentence(names),
            definitions=definitions(names),
            sources=SOURCES,
            settings=settings(names),
            command=command(names),
            tick=_tick(names),
        )
    )


def _tick(names: Names) -> str:
    """Where the threshold's tick stands, counted from the left as CSS backgrounds are."""
    threshold = names.document["settings"]["threshold"]
    return percent(threshold if names.language.direction == "ltr" else 1 - threshold)


@lru_cache
def _environment(words: Language) -> Environment:
    environment = Environment(
        loader=PackageLoader("onevoice.report"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    script = _static("report.js")
    hashed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    environment.globals.update(
        language=words,
        say=words.say,
        say_n=words.say_n,
        style=Markup(_static("report.css")),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        script_hash=hashed,
    )
    return environment


def _static(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8").strip()
