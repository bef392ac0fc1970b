"""What an Akoma Ntoso document says of itself: work, expression and manifestation, and who stands behind it.

References
----------
OASIS, Akoma Ntoso Naming Convention Version 1.0, 31 July 2018.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from onevoice.errors import SettingsError
from onevoice.formats.akoma_ntoso import LANGUAGES
from onevoice.formats.akoma_ntoso_blocks import child

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


@dataclass(frozen=True, slots=True)
class Work:
    """What names a document.

    Attributes
    ----------
    uri : str
        Of the work, by the standard's naming convention: "/akn/gb/doc/motion/2023-11-15/address".
    date : str
        ISO 8601 date of the work: when notice was given.
    body : str
        Name of the assembly.
    country : str
        Two letters of ISO 3166, or a subdivision's code.
    title : str
        Empty for none.
    names : mapping of str to str
        Member id to the name that is printed; the id itself where there is none.
    """

    uri: str
    date: str
    body: str
    country: str
    title: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(self.date)
        except ValueError:
            raise SettingsError(f"{self.date!r} is no date. Write it as 2024-12-31.") from None
        if not self.uri.startswith("/") or any(letter.isspace() for letter in self.uri):
            raise SettingsError(
                f"{self.uri!r} is no name of a work. Write it as /akn/gb/doc/motion/2024-12-31/1."
            )


def root() -> ET.Element:
    """Make the outermost element."""
    return ET.Element("akomaNtoso", {"xmlns": NAMESPACE})


def add_meta(
    document: ET.Element, work: Work, language: str, *, number: str = "", prefix: str = ""
) -> tuple[ET.Element, ET.Element]:
    """Add the description of a document to it.

    Parameters
    ----------
    document : element
    work : Work
    language : str
        BCP 47; empty where unknown.
    number : str, default ""
        By which the document is called.
    prefix : str, default ""
        Put before every id.

    Returns
    -------
    meta, references : elements
        The references are not in the description yet: an analysis stands before them.
    """
    meta = child(document, "meta")
    source = f"#{prefix}assembly"
    identification = child(meta, "identification", {"source": source})
    spoken = LANGUAGES.get(language.split("-", maxsplit=1)[0].lower(), language or "und")
    expression = f"{work.uri}/{spoken}@{work.date}"
    for level, uri, ending in (
        ("Work", work.uri, "/!main"),
        ("Expression", expression, "/!main"),
        ("Manifestation", f"{expression}.akn", "/!main.xml"),
    ):
        one = child(identification, f"FRBR{level}")
        this = f"{uri.removesuffix('.akn')}{ending}"
        child(one, "FRBRthis", {"value": this})
        child(one, "FRBRuri", {"value": uri})
        child(one, "FRBRdate", {"date": work.date, "name": "notice"})
        child(one, "FRBRauthor", {"href": source})
        if level == "Work":
            child(one, "FRBRcountry", {"value": work.country})
            if number:
                child(one, "FRBRnumber", {"value": number})
            if work.title:
                child(one, "FRBRname", {"value": work.title})
        elif level == "Expression":
            child(one, "FRBRlanguage", {"language": spoken})
    references = ET.Element("references", {"source": source})
    child(
        references,
        "TLCOrganization",
        {
            "eId": f"{prefix}assembly",
            "href": f"/akn/ontology/organization/{work.country}/assembly",
            "showAs": work.body,
        },
    )
    return meta, references
