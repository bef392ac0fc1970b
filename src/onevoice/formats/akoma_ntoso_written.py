"""Writing texts, amendments and lists of amendments as Akoma Ntoso 3.0.

A motion is written as a ``doc``: it is none of the kinds of law that the standard names. Every block has its
own id as its eId, and what its class says ("depth-2") is how deep it is nested. Nothing tells the time but
what is passed in: the same input gives the same bytes.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Text
from onevoice.assembly.wording.amending import inserted_text
from onevoice.errors import SettingsError
from onevoice.formats.akoma_ntoso_blocks import add_blocks, child, eid
from onevoice.formats.akoma_ntoso_meta import Work, add_meta, root
from onevoice.formats.akoma_ntoso_mods import Modifications
from onevoice.formats.placing import placed_file
from onevoice.formats.xml_trees import XML


def akoma_ntoso_of(text: Text, work: Work, *, name: str = "motion", amended: bool = False) -> bytes:
    """Write a text as an Akoma Ntoso document.

    Parameters
    ----------
    text : Text
        With at least one block.
    work : Work
    name : str, default "motion"
        What the document is.
    amended : bool, default False
        Whether the text is one as amended; otherwise it is the original.

    Raises
    ------
    InputError
        If the text holds a character that XML cannot.
    SettingsError
        If the text has no blocks: the standard knows no empty document.
    """
    if not text.blocks:
        raise SettingsError("A text without blocks cannot be written as Akoma Ntoso.")
    outer = root()
    kind = "singleVersion" if amended else "originalVersion"
    document = child(outer, "doc", {"name": name, "contains": kind})
    meta, references = add_meta(document, work, text.language)
    meta.append(references)
    body = child(document, "mainBody", {f"{XML}lang": text.language})
    add_blocks(body, text.blocks)
    return _bytes(outer)


def akoma_ntoso_amendment(amendment: Amendment, text: Text, work: Work, *, target: str) -> bytes:
    """Write an amendment as an Akoma Ntoso document.

    Parameters
    ----------
    amendment : Amendment
        With at least one operation.
    text : Text
        On which it rests; for an amendment to an amendment, that one's own words.
    work : Work
        The amendment's own.
    target : str
        Name of the work that it changes.

    Raises
    ------
    InputError
        If the amendment holds a character that XML cannot.
    SettingsError
        If the amendment changes nothing.
    WordingError
        If an operation does not rest on the text.
    """
    outer = root()
    _add_amendment(outer, amendment, text, work, target)
    return _bytes(outer)


def akoma_ntoso_amendment_list(
    amendments: Sequence[Amendment], text: Text, work: Work, *, target: str
) -> bytes:
    """Write a list of amendments to one text, and to each other, as an Akoma Ntoso document.

    Parameters
    ----------
    amendments : sequence of Amendment
        At least one, in the order of the list. One whose target is another of the list rests on that one's
        own words; every other rests on the text.
    text : Text
    work : Work
        The list's own; each amendment's is the same with its id after it.
    target : str
        Name of the work that they change.

    Raises
    ------
    InputError
        As for an amendment.
    SettingsError
        If there is no amendment, or one changes nothing.
    WordingError
        If an operation does not rest on its text.
    """
    if not amendments:
        raise SettingsError("A list without amendments cannot be written as Akoma Ntoso.")
    outer = root()
    document = child(outer, "amendmentList", {"name": "amendments", "contains": "originalVersion"})
    meta, references = add_meta(document, work, text.language)
    meta.append(references)
    body = child(document, "collectionBody")
    listed = {amendment.id: amendment for amendment in amendments}
    works = {name: replace(work, uri=f"{work.uri}/{eid(name)}", title="") for name in listed}
    for place, amendment in enumerate(amendments, start=1):
        prefix = f"cmp_{place}"
        component = child(body, "component", {"eId": prefix})
        rests_on, changed = text, target
        if amendment.target in listed:
            rests_on = replace(inserted_text(listed[amendment.target]), language=text.language)
            changed = works[amendment.target].uri
        _add_amendment(component, amendment, rests_on, works[amendment.id], changed, f"{prefix}__")
    return _bytes(outer)


def write_akoma_ntoso(content: bytes, path: Path, *, overwrite: bool = False) -> None:
    """Put a document into its place, whole or not at all.

    Raises
    ------
    InputError
        If something is there already, or cannot be written.
    """
    with placed_file(Path(path), overwrite=overwrite) as draft:
        draft.write_bytes(content)


def _add_amendment(
    parent: ET.Element, amendment: Amendment, text: Text, work: Work, target: str, prefix: str = ""
) -> None:
    if not amendment.operations:
        raise SettingsError(f"Amendment {amendment.id} changes nothing, and is not written as Akoma Ntoso.")
    document = child(parent, "amendment", {"name": "amendment", "contains": "originalVersion"})
    meta, references = add_meta(document, work, text.language, number=amendment.id, prefix=prefix)
    analysis = child(meta, "analysis", {"source": f"#{prefix}assembly"})
    active = child(analysis, "activeModifications")
    meta.append(references)
    preface = child(document, "preface")
    child(child(preface, "p"), "docNumber", words=amendment.id)
    signed = [signature.member for signature in amendment.signatures]
    for place, member in enumerate(dict.fromkeys(one for one in (amendment.mover, *signed) if one), start=1):
        person, name = f"{prefix}person_{place}", work.names.get(member, member)
        about = {"eId": person, "href": f"/akn/ontology/person/{eid(member)}", "showAs": name}
        child(references, "TLCPerson", about)
        child(child(preface, "p"), "docProponent", {"refersTo": f"#{person}"}, name)
    child(child(preface, "p"), "affectedDocument", {"href": target}, target)
    content = child(child(document, "amendmentBody"), "amendmentContent")
    modifications = Modifications(content, active, text, target, prefix)
    for operation in amendment.operations:
        modifications.add(operation)


def _bytes(outer: ET.Element) -> bytes:
    content: str = ET.tostring(outer, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{content}\n'.encode()
