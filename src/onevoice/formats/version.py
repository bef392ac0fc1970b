"""A published version as JSON: its text, and where its lines begin, so that they stay as printed."""

from __future__ import annotations

import json

from onevoice.assembly.text import Text
from onevoice.assembly.wording.publishing import Version
from onevoice.errors import InputError
from onevoice.formats.paper_values import dataclass_of, mapping, written_fields


def version_content(version: Version) -> str:
    """Give the words in which a version is kept."""
    return json.dumps(written_fields(version), ensure_ascii=False, allow_nan=False)


def parse_version(content: str) -> Version:
    """Read a version back.

    Raises
    ------
    InputError
        If it is none.
    """
    try:
        fields = mapping(json.loads(content), "the version")
    except ValueError:
        raise InputError("this version is no JSON", "Restore it from a backup") from None
    text = dataclass_of(Text, mapping(fields.pop("text", None), "text"), "text")
    return dataclass_of(Version, fields, "the version", text=text)
