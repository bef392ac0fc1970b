"""``onevoice text show``: a text as it reads, or with the numbers of its lines."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer

from onevoice.cli.choices import Force, print_json
from onevoice.cli.text.options import AsJson, File, Out, Width
from onevoice.errors import SettingsError

EXAMPLES = """Examples:

\b
  onevoice text show motion.docx
  onevoice text show motion.md --lines --width 60
  onevoice text show motion.docx --as md
  onevoice text show motion.md --lines --out motion.docx
  onevoice text show motion.md --lines --out motion.pdf
"""


class Form(Enum):
    """A form in which a text is shown."""

    MARKDOWN = "md"
    HTML = "html"
    PLAIN = "txt"
    WORD = "docx"
    PDF = "pdf"


def show(
    file: File,
    lines: Annotated[bool, typer.Option("--lines", help="Number the lines, as they are published.")] = False,
    width: Width = 80,
    form: Annotated[
        Form | None, typer.Option("--as", help="Form in which it is shown; --out tells it by its ending.")
    ] = None,
    out: Out = None,
    force: Force = False,
    as_json: AsJson = False,
) -> None:
    """Show a text, whatever format it is in."""
    from onevoice.assembly.wording.publishing import publish  # noqa: PLC0415  # --help needs no texts
    from onevoice.cli.text import documents, writing  # noqa: PLC0415
    from onevoice.formats.texts import read_text  # noqa: PLC0415

    if as_json and (form is not None or out is not None):
        raise SettingsError("--json prints everything there is to show. Leave --as and --out away.")
    version = publish(read_text(file), width=width)
    if as_json:
        print_json(
            {
                **documents.text_document(version.text),
                "width": width,
                "lines": documents.lines_document(version),
            }
        )
        return
    if out is None:
        if form in (Form.WORD, Form.PDF):
            raise SettingsError(
                f"A .{form.value} file cannot be printed on a terminal. Name it with --out, such as"
                f" text.{form.value}."
            )
        if lines and form not in (None, Form.PLAIN):
            raise SettingsError("Only plain text is printed with line numbers. Leave --as or --lines away.")
        typer.echo(writing.printed(version, form.value if form else "txt", lines=lines), nl=False)
        return
    if form is not None and out.suffix.lower() not in _ENDINGS[form]:
        raise SettingsError(f"{out.name} has not the ending of --as {form.value}. Leave one of the two away.")
    note = writing.write_version(version, out, lines=lines, overwrite=force)
    if note:
        typer.echo(note, err=True)


_ENDINGS = {
    Form.MARKDOWN: (".md", ".markdown"),
    Form.HTML: (".html", ".htm", ".xhtml"),
    Form.PLAIN: (".txt", ".text"),
    Form.WORD: (".docx",),
    Form.PDF: (".pdf",),
}
