"""A motion with amendments, in every form in which it is printed or written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from onevoice.assembly.motion import Amendment
from onevoice.assembly.text import Text
from onevoice.assembly.wording.applying import amended
from onevoice.assembly.wording.marking import changes, mark_up, side_by_side
from onevoice.assembly.wording.relating import Relation
from onevoice.assembly.wording.sentences import initial, say, tongue
from onevoice.cli.text.documents import (
    Document,
    marked_document,
    message_document,
    operation_document,
    relation_document,
    text_document,
)
from onevoice.cli.text.options import Language
from onevoice.cli.text.papers import Paper
from onevoice.cli.text.printing import Marking
from onevoice.cli.text.writing import write_lines
from onevoice.errors import SettingsError
from onevoice.formats.marked_written import marked_html, marked_markdown
from onevoice.formats.plain_text import plain
from onevoice.formats.texts import WRITTEN_ENDINGS, write_text, write_words


@dataclass(frozen=True, slots=True)
class Form:
    """How a motion with amendments is shown.

    Attributes
    ----------
    marked, side_by_side, in_words : bool
        Marked up, as two columns, with words instead of signs.
    language : Language
        Of those words.
    """

    marked: bool
    side_by_side: bool
    in_words: bool
    language: Language

    @property
    def marking(self) -> Marking:
        """What prints the marks."""
        return Marking(self.language, in_words=self.in_words)


@dataclass(frozen=True, slots=True)
class Naming:
    """What names a document in Akoma Ntoso: date of notice, body, country in two letters."""

    date: str
    assembly: str
    country: str


def lines(paper: Paper, form: Form) -> Iterator[str]:
    """Give the lines to print."""
    text = paper.version.text
    if form.side_by_side:
        yield from form.marking.beside(side_by_side(text, paper.amendments), paper.version.width)
    elif form.marked:
        yield from form.marking.lines(mark_up(text, paper.amendments))
        yield ""
        yield from _listed(paper, form.language)
    else:
        yield plain(amended(text, paper.amendments)).rstrip("\n")


def _listed(paper: Paper, language: Language) -> Iterator[str]:
    """List the changes in plain words."""
    yield from (say(change, language.value) for change in changes(paper.version.text, paper.amendments))


def document(paper: Paper, relations: Sequence[tuple[str, str, Relation]], language: Language) -> Document:
    """Give all that is known of a motion with amendments; what cannot be combined is null."""
    text = paper.version.text
    clash = any(relation.clashes for _, _, relation in relations)
    return {
        "motion": text_document(text),
        "width": paper.version.width,
        "amendments": [
            {
                "id": one.id,
                "target": one.target,
                "notation": paper.notations[one.id],
                "operations": [operation_document(operation) for operation in one.operations],
            }
            for one in paper.amendments
        ],
        "relations": [relation_document(*relation, language.value) for relation in relations],
        "amended": None if clash else text_document(amended(text, paper.amendments)),
        "marked": None if clash else marked_document(mark_up(text, paper.amendments)),
        "changes": None
        if clash
        else [message_document(one, language.value) for one in changes(text, paper.amendments)],
    }


def write(paper: Paper, form: Form, path: Path, naming: Naming, *, overwrite: bool) -> str:
    """Write a motion with amendments in the format that a file's ending names.

    Returns
    -------
    str
        What the person should know of the file, as a sentence; mostly empty.

    Raises
    ------
    InputError
        If something is there, or it cannot be written.
    SettingsError
        If the format has no such form, or needs a date.
    """
    kind = "xml" if path.suffix.lower() == ".xml" else WRITTEN_ENDINGS.get(path.suffix.lower())
    if form.side_by_side and kind not in ("plain", "xml"):
        raise SettingsError("Two columns are written to .txt only. Choose that, or --marked.")
    if kind == "xml":
        _write_xml(paper, form, path, naming, overwrite=overwrite)
    elif form.side_by_side or (form.marked and kind == "plain"):
        write_lines(lines(paper, form), path, overwrite=overwrite)
    elif form.marked:
        return _write_marked(paper, form, path, kind, overwrite=overwrite)
    else:
        return write_text(amended(paper.version.text, paper.amendments), path, overwrite=overwrite)
    return ""


def _write_marked(paper: Paper, form: Form, path: Path, kind: str | None, *, overwrite: bool) -> str:
    """Write a marked-up text, and give what the person should know of the file."""
    marked = mark_up(paper.version.text, paper.amendments)
    language, said_in = paper.version.text.language, form.language.value
    if kind == "docx":
        from onevoice.formats import docx_written  # noqa: PLC0415  # slow to import

        called = tongue(said_in).amendment
        names = {one.id: initial(called.format(id=one.id)) for one in paper.amendments}
        docx_written.write_marked(marked, path, names=names, language=language, overwrite=overwrite)
    elif kind == "pdf":
        from onevoice.formats import pdf_written  # noqa: PLC0415  # few write any

        return pdf_written.write_marked(marked, path, language=language, said_in=said_in, overwrite=overwrite)
    elif kind in ("html", "markdown"):
        written = marked_html if kind == "html" else marked_markdown
        write_words(written(marked, language, said_in), path, overwrite=overwrite)
    else:
        raise SettingsError(
            "A marked-up text is written to .docx (tracked changes), .pdf, .html, .md, .txt or .xml."
            " Choose one."
        )
    return ""


def _write_xml(paper: Paper, form: Form, path: Path, naming: Naming, *, overwrite: bool) -> None:
    """Write Akoma Ntoso: the amended text, or marked up the list of amendments."""
    from onevoice.formats.akoma_ntoso_meta import Work  # noqa: PLC0415  # nothing else needs it
    from onevoice.formats.akoma_ntoso_written import (  # noqa: PLC0415
        akoma_ntoso_amendment_list,
        akoma_ntoso_of,
        write_akoma_ntoso,
    )

    if not naming.date:
        raise SettingsError("Akoma Ntoso needs the date of notice. Add it: --date 2024-12-31.")
    name = (
        "".join(letter if letter.isalnum() else "-" for letter in paper.motion.lower()).strip("-") or "motion"
    )
    uri = f"/akn/{naming.country}/doc/motion/{naming.date}/{name}"
    work = Work(uri, naming.date, naming.assembly, naming.country)
    text: Text = paper.version.text
    if form.marked:
        listed: Sequence[Amendment] = [one for one in paper.amendments if one.target == paper.motion]
        content = akoma_ntoso_amendment_list(listed, text, work, target=uri)
    else:
        content = akoma_ntoso_of(amended(text, paper.amendments), work, amended=True)
    write_akoma_ntoso(content, path, overwrite=overwrite)
