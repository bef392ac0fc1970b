"""Lines as a DOCX: read back as they were given, the same bytes each time."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onevoice.formats.docx_outline import Line, Style, outline_docx
from onevoice.formats.docx_text import read_docx

_LINES = st.lists(st.builds(Line, st.sampled_from(Style), st.text(max_size=20)), max_size=6)


@given(lines=_LINES, language=st.sampled_from(["en", "he"]))
def test_any_lines_make_a_document_and_the_same_one(lines: list[Line], language: str) -> None:
    """Whatever people typed, control characters too, gives a document, and the same bytes again."""
    made = outline_docx(lines, title="Minutes", language=language)
    assert made == outline_docx(lines, title="Minutes", language=language)
    assert made.startswith(b"PK")


def test_lines_read_back(tmp_path: Path) -> None:
    """Headings, words and entries are what they were when the document is read again."""
    lines = [Line(Style.TITLE, "Minutes"), Line(Style.WORDS, "One.\nTwo."), Line(Style.ENTRY, "=1+1", 1)]
    path = tmp_path / "minutes.docx"
    path.write_bytes(outline_docx(lines, title="Minutes", language="en"))
    blocks = read_docx(path).blocks
    assert [one.words for one in blocks] == ["Minutes", "One. Two.", "=1+1"]
    assert [one.kind.value for one in blocks] == ["heading", "paragraph", "list-entry"]
