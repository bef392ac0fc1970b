"""Options that the commands on texts share."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer


class Language(Enum):
    """A language in which amendments are written."""

    ENGLISH = "en"
    GERMAN = "de"


File = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A text: Markdown, HTML, Word (.docx), Akoma Ntoso or plain text."),
]
Width = Annotated[
    int,
    typer.Option("--width", metavar="N", min=10, help="Characters to a line, which makes the line numbers."),
]
Notation = Annotated[
    Language, typer.Option("--language", help="Language of the notation: English or German.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print everything as JSON; docs/formats.md has its shape.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="FILE", help="Write to this file instead of printing.")
]
Date = Annotated[
    str, typer.Option("--date", metavar="YYYY-MM-DD", help="Date of notice, for Akoma Ntoso (.xml).")
]
Body = Annotated[str, typer.Option("--assembly", metavar="NAME", help="Name of the body, for Akoma Ntoso.")]
Country = Annotated[
    str, typer.Option("--country", metavar="CODE", help="Its country in two letters, for Akoma Ntoso.")
]
