"""Motions, amendments and published versions as files: with tracked changes, as rows, as values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from onevoice.assembly.minutes import canonical
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.publishing import Version
from onevoice.chamber.pages.paper_files import amendment_document, decision_document, standing_document
from onevoice.chamber.readings.isolating import for_file
from onevoice.chamber.readings.motions import AmendmentPage, MotionPage, VersionPage
from onevoice.chamber.readings.supposed import SupposedText
from onevoice.formats.docx_written import docx_of, marked_docx, version_docx
from onevoice.formats.guarded_csv import guarded_csv
from onevoice.formats.plain_text import plain

_Cells = list[str | int]


def motion_docx(found: MotionPage) -> bytes:
    """Give a motion with the amendments that are supposed carried as tracked changes."""
    return _marked(found.supposed, found.paper.names, found.now.text.language, found.title)


def motion_csv(found: MotionPage) -> bytes:
    """Give a motion block by block: as it reads, and what amendments would make of it."""
    return _blocks_csv(found.supposed.marked, found.paper.names)


def motion_json(found: MotionPage) -> bytes:
    """Give a motion with its amendments as canonical JSON."""
    return canonical(
        {
            **standing_document(found.standing),
            "title": found.title,
            "tabled": plain(found.tabled),
            "now": plain(found.now.text),
            "supposed": [found.paper.names[one] for one in found.supposed.carried],
            "would_read": plain(found.supposed.text),
            "changes": [for_file(one) for one in found.changes],
            "meetings": [for_file(one) for one in found.meetings],
            "amendments": [amendment_document(one) for one in found.amendments],
            "versions": [
                {"number": one.number, "published": one.published_at.isoformat()} for one in found.versions
            ],
            "decisions": [decision_document(one) for one in found.decisions],
        }
    )


def amendment_docx(found: AmendmentPage) -> bytes:
    """Give the text with this amendment alone as tracked changes; else the words that it brings."""
    title = f"{found.motion.name} {found.on_paper.standing.name}"
    if found.supposed is None or found.base is None:
        return docx_of(found.inserted, title=title)
    return _marked(found.supposed, found.paper.names, found.base.language, title)


def amendment_csv(found: AmendmentPage) -> bytes:
    """Give the text with this amendment alone, block by block."""
    return _blocks_csv(() if found.supposed is None else found.supposed.marked, found.paper.names)


def amendment_json(found: AmendmentPage) -> bytes:
    """Give an amendment as canonical JSON."""
    return canonical(
        {
            **amendment_document(found.on_paper),
            "to": found.target.name,
            "changes": [for_file(one) for one in found.changes],
            "words": plain(found.inserted),
            "meetings": [for_file(one) for one in found.meetings],
            "decisions": [decision_document(one) for one in found.decisions],
        }
    )


def version_lines_docx(found: VersionPage) -> bytes:
    """Give a published version with its line numbers."""
    return version_docx(found.version, title=found.title)


def version_csv(found: VersionPage) -> bytes:
    """Give a published version line by line."""
    return guarded_csv((_("Line"), _("Words")), _lines(found.version))


def version_json(found: VersionPage) -> bytes:
    """Give a published version as canonical JSON."""
    return canonical(
        {
            "title": found.title,
            "version": found.version.number,
            "width": found.version.width,
            "published": found.published_at.isoformat(),
            "digest": found.version.text.digest,
            "lines": [{"number": number, "words": words} for number, words in _lines(found.version)],
        }
    )


def _marked(supposed: SupposedText, names: Any, language: str, title: str) -> bytes:
    return marked_docx(supposed.marked, names=dict(names), language=language, title=title)


def _blocks_csv(marked: Iterable[MarkedBlock], names: Any) -> bytes:
    head = (_("Number"), _("Kind"), _("State"), _("Amendment"), _("As it stands"), _("As it would read"))
    return guarded_csv(head, (_block(one, names) for one in marked))


def _block(one: MarkedBlock, names: Any) -> _Cells:
    by = dict.fromkeys((one.by, *(run.by for run in one.runs)))
    return [
        one.block.number,
        one.block.kind.value,
        one.moved or one.state.value,
        ", ".join(names.get(each, each) for each in by if each),
        "".join(run.words for run in one.runs if run.state.value != "inserted"),
        "".join(run.words for run in one.runs if run.state.value != "deleted"),
    ]


def _lines(version: Version) -> Iterator[tuple[int, str]]:
    for line in version.lines():
        yield line.number, version.text.block(line.block).words[line.start : line.end].rstrip()
