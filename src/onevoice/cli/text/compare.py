"""``onevoice text compare``: what an edited draft changes, as an amendment."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onevoice.cli.choices import print_json
from onevoice.cli.text.options import AsJson, Language, Notation, Width

EXAMPLES = """Examples:

\b
  onevoice text compare motion.md draft.md
  onevoice text compare antrag.docx entwurf.docx --language de
"""


def compare(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The text as it stands, in any format.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The same text as somebody edited it.")],
    language: Notation = Language.ENGLISH,
    width: Width = 80,
    as_json: AsJson = False,
) -> None:
    """Print what an edited draft changes, as the notation of an amendment and as a list.

    Read again, the notation gives the draft's words; emphasis and links have no words in it.
    """
    from onevoice.assembly.motion import Amendment  # noqa: PLC0415  # --help needs no texts
    from onevoice.assembly.wording.deriving import derive  # noqa: PLC0415
    from onevoice.assembly.wording.marking import changes  # noqa: PLC0415
    from onevoice.assembly.wording.publishing import publish  # noqa: PLC0415
    from onevoice.assembly.wording.sentences import say, tongue  # noqa: PLC0415
    from onevoice.cli.text import documents  # noqa: PLC0415
    from onevoice.formats.notation import write_notation  # noqa: PLC0415
    from onevoice.formats.texts import read_text  # noqa: PLC0415
    from onevoice.formats.token_opcodes import token_opcodes  # noqa: PLC0415

    base, draft = read_text(old), read_text(new)
    operations = derive(base, draft, token_opcodes, lambda number: f"A.{number}")
    notation = write_notation(publish(base, width=width), operations, language.value) if operations else ""
    listed = changes(base, [Amendment("A", old.stem, operations)])
    if as_json:
        print_json(
            {
                "base": documents.text_document(base),
                "draft": documents.text_document(draft),
                "width": width,
                "operations": [documents.operation_document(one) for one in operations],
                "notation": notation,
                "changes": [documents.message_document(one, language.value) for one in listed],
            }
        )
        return
    if not operations:
        typer.echo(tongue(language.value).heads["same"])
        return
    typer.echo(notation)
    typer.echo("")
    for change in listed:
        typer.echo(say(change, language.value))
