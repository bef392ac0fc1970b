"""Texts from DOCX, as word processors make them: numbers as printed, changes as accepted, nothing lost."""

from __future__ import annotations

import io
import zipfile

import pytest

from formats.docx_samples import document, entry, level, paragraph, repacked
from onevoice.assembly.text import Kind, MarkKind
from onevoice.errors import InputError
from onevoice.formats.docx_text import parse_docx

SCHEME = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + level(0, "%1.")
    + level(1, "(%2)", "lowerLetter")
    + level(2, "%1.%2.%3", "lowerRoman")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def numbers(content: bytes) -> list[str]:
    """List the printed numbers of a document."""
    return [block.number for block in parse_docx(content).blocks]


def test_nested_lists_count_and_begin_anew():
    """A deeper level begins anew under each entry above it, and prints the numbers above."""
    body = "".join(entry(str(at), 1, at) for at in (0, 1, 1, 2, 2, 0, 1, 2))
    read = parse_docx(document(body, numbering=SCHEME))
    assert [block.number for block in read.blocks] == (
        ["1.", "(a)", "(b)", "1.b.i", "1.b.ii", "2.", "(a)", "2.a.i"]
    )
    assert [block.depth for block in read.blocks] == [0, 1, 1, 2, 2, 0, 1, 2]
    assert {block.kind for block in read.blocks} == {Kind.LIST_ENTRY}


def test_series_of_one_scheme_count_on_unless_they_say_where_they_begin():
    """Lists share their scheme's count; one with a start of its own begins there, once."""
    body = "".join(entry("x", series) for series in (1, 1, 2, 3, 3, 1))
    assert numbers(document(body, numbering=SCHEME)) == ["1.", "2.", "3.", "7.", "8.", "9."]


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ("", ["1", "1a", "2", "2a"]),
        ('<w:lvlRestart w:val="0"/>', ["1", "1a", "2", "2b"]),
        ("<w:isLgl/>", ["1", "11", "2", "21"]),
    ],
)
def test_levels_restart_and_print_as_they_say(more: str, printed: list[str]):
    """A level may go on counting under the next entry above, or print the numbers of all levels in digits."""
    scheme = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "%1")}{level(1, "%1%2", "lowerLetter", more)}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(entry("x", 1, at) for at in (0, 1, 0, 1))
    assert numbers(document(body, numbering=scheme)) == printed


def test_bullets_of_symbol_fonts_are_signs_that_print():
    """What symbol fonts keep in Unicode's private area comes as the sign that it shows."""
    courier = '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/>'
    courier += '<w:rPr><w:rFonts w:ascii="Courier New"/></w:rPr></w:lvl>'
    scheme = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, chr(0xF0B7), "bullet")}{courier}'
        f"{level(2, chr(0xF0A7), 'bullet')}{level(3, '§', 'bullet')}{level(4, chr(0xF123), 'bullet')}"
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = "".join(entry("x", 1, at) for at in range(5))
    assert numbers(document(body, numbering=scheme)) == ["•", "◦", "▪", "§", "•"]


def test_lists_come_from_styles_too():
    """A style's numbering counts, at the level that the scheme links to it; a paragraph may leave it."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Art"><w:name w:val="Article"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:basedOn w:val="Art"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Child"><w:name w:val="Child"/>'
        '<w:basedOn w:val="Sub"/></w:style>'
    )
    scheme = SCHEME.replace('<w:lvlText w:val="%1."/>', '<w:pStyle w:val="Art"/><w:lvlText w:val="Art. %1"/>')
    body = "".join(
        paragraph("x", f'<w:pStyle w:val="{style}"/>{more}')
        for style, more in (
            *(("Art", ""), ("Sub", ""), ("Child", ""), ("Art", '<w:numPr><w:numId w:val="0"/></w:numPr>')),
            ("Art", ""),
        )
    )
    assert numbers(document(body, numbering=scheme, styles=styles)) == ["Art. 1", "(a)", "(b)", "", "Art. 2"]


def test_built_in_list_styles_are_lists():
    """The list styles that every word processor has are lists, as deep as their names say."""
    names = ("ListNumber", "ListNumber", "ListBullet", "ListBullet2", "ListBullet3", "ListNumber")
    body = "".join(paragraph("x", f'<w:pStyle w:val="{name}"/>') for name in names)
    read = parse_docx(document(body)).blocks
    assert [(one.number, one.depth) for one in read] == (
        [("1.", 0), ("2.", 0), ("•", 0), ("•", 1), ("•", 2), ("3.", 0)]
    )
    assert {one.kind for one in read} == {Kind.LIST_ENTRY}


def test_a_scheme_may_lead_to_a_list_style():
    """A scheme that names a list style counts as the scheme that the style brings."""
    scheme = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, "§ %1")}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    )
    style = (
        '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = entry("x", 2) + entry("y", 2)
    assert numbers(document(body, numbering=scheme, styles=style)) == ["§ 1", "§ 2"]


def test_headings_are_told_by_style_and_outline():
    """Headings come from the built-in styles, from styles based on them, and from outline levels."""
    styles = (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/>'
        '<w:basedOn w:val="Heading2"/></w:style>'
    )
    body = "".join(
        paragraph("x", properties)
        for properties in (
            *('<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Heading3"/>', '<w:pStyle w:val="Own"/>'),
            *('<w:outlineLvl w:val="3"/>', '<w:outlineLvl w:val="9"/>', ""),
        )
    )
    read = parse_docx(document(body, styles=styles)).blocks
    assert [(one.kind, one.depth) for one in read] == (
        [(Kind.HEADING, 1), (Kind.HEADING, 3), (Kind.HEADING, 2), (Kind.HEADING, 4)]
        + [(Kind.PARAGRAPH, 0)] * 2
    )


def test_tracked_changes_read_as_accepted():
    """Inserted and moved words are read, deleted ones are not; paragraphs join where their end is deleted."""
    body = paragraph(
        '<w:r><w:t xml:space="preserve">That this House </w:t></w:r>'
        '<w:del w:id="1" w:author="a"><w:r><w:delText>notes</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="a"><w:r><w:t>welcomes</w:t></w:r></w:ins>'
        '<w:moveFrom w:id="3" w:author="a"><w:r><w:t> gone</w:t></w:r></w:moveFrom>',
        '<w:rPr><w:del w:id="4" w:author="a"/></w:rPr>',
    )
    body += paragraph(
        '<w:moveTo w:id="5" w:author="a"><w:r><w:t xml:space="preserve"> it</w:t></w:r></w:moveTo>'
    )
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    gone = '<w:trPr><w:del w:id="6" w:author="a"/></w:trPr>'
    body += f"<w:tbl>{row.format(gone, paragraph('gone'))}{row.format('', paragraph('kept'))}</w:tbl>"
    assert [one.words for one in parse_docx(document(body)).blocks] == ["That this House welcomes it", "kept"]


def test_marks_come_from_runs_character_styles_and_links():
    """Emphasis, strong words and links are marks on the words; a heading's own bold face is none."""
    run = '<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = paragraph(
        run.format("<w:b/>", "ab")
        + run.format('<w:rStyle w:val="Emphasis"/>', "cd")
        + run.format('<w:b w:val="0"/><w:rStyle w:val="Strong"/>', "ef")
        + '<w:hyperlink w:anchor="there">'
        + run.format("", "gh")
        + "</w:hyperlink>"
        + field.format("begin")
        + '<w:r><w:instrText xml:space="preserve"> HYPERLINK "https://a.example/?q=1" </w:instrText></w:r>'
        + field.format("separate")
        + run.format("<w:i/>", "ij")
        + field.format("end")
        + run.format("<w:rtl/><w:b/>", "kl")
        + run.format("<w:rtl/><w:bCs/>", "mn"),
        '<w:pStyle w:val="Heading1"/>',
    )
    block = parse_docx(document(body)).blocks[0]
    assert block.words == "abcdefghijklmn"
    assert [(one.start, one.end, one.kind, one.target) for one in block.marks] == [
        (0, 2, MarkKind.STRONG, ""),
        (2, 4, MarkKind.EMPHASIS, ""),
        (6, 8, MarkKind.LINK, "#there"),
        (8, 10, MarkKind.EMPHASIS, ""),
        (8, 10, MarkKind.LINK, "https://a.example/?q=1"),
        (12, 14, MarkKind.STRONG, ""),
    ]


def test_line_breaks_and_tabs_are_spaces():
    """A soft line break is one space however it is surrounded; layout at the ends of a paragraph goes."""
    body = paragraph(
        '<w:r><w:tab/><w:t xml:space="preserve">one </w:t><w:br/><w:t>two</w:t><w:br/><w:t>three</w:t>'
        '<w:tab/><w:t xml:space="preserve">four\u00a0 </w:t></w:r>'
    )
    assert parse_docx(document(body)).blocks[0].words == "one two three four\u00a0"


def test_no_words_are_lost():
    """Words of tables, text boxes, content controls, fields and notes are all in the text, once."""
    box = f"<w:txbxContent>{paragraph('in a box')}</w:txbxContent>"
    drawn = (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    cell = "<w:tc>{}</w:tc>"
    outer = cell.format(paragraph("two"))
    inner = f"<w:tbl><w:tr>{cell.format(paragraph('inner'))}</w:tr></w:tbl>"
    body = (
        paragraph(f"<w:r><w:t>before</w:t></w:r>{drawn}<w:r><w:t> after</w:t></w:r>")
        + f"<w:tbl><w:tr>{cell.format(paragraph('one') + inner)}{outer}</w:tr></w:tbl>"
        + f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
        + paragraph('<w:fldSimple w:instr="DATE"><w:r><w:t>a field</w:t></w:r></w:fldSimple>')
        + paragraph("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/></w:r>")
        + paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:t> so</w:t></w:r>')
        + paragraph("")
    )
    words = [one.words for one in parse_docx(document(body)).blocks]
    assert words == (
        ["before after", "in a box", "one", "inner", "two", "controlled", "a field", "co\u2011op", "→ so"]
    )


def test_notes_stand_at_the_end_under_the_number_that_words_refer_to():
    """A footnote's words come after the text, with the number that stands where it is referred to."""
    body = paragraph('<w:r><w:t>Words</w:t><w:footnoteReference w:id="5"/><w:t> and more</w:t></w:r>')
    notes = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="5">{paragraph("<w:r><w:footnoteRef/><w:t> As agreed.</w:t></w:r>")}</w:footnote>'
        "</w:footnotes>"
    )
    whole = document(body)
    kinds = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"

    def with_footnotes(content: bytes, end: bytes, added: str) -> bytes:
        return content.replace(end, added.encode() + end)

    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        types, rels = (package.read(name) for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"))
    content = repacked(
        whole,
        {
            "word/footnotes.xml": notes.encode(),
            "[Content_Types].xml": with_footnotes(
                types, b"</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kinds}"/>'
            ),
            "word/_rels/document.xml.rels": with_footnotes(
                rels, b"</Relationships>", f'<Relationship Id="n1" Type="{relation}" Target="footnotes.xml"/>'
            ),
        },
    )
    read = parse_docx(content).blocks
    assert [(one.number, one.words) for one in read] == [("", "Words[1] and more"), ("[1]", "As agreed.")]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (paragraph("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "an equation"),
        (
            paragraph("<w:r><w:rPr><w:strike/></w:rPr><w:t>no words</w:t></w:r>"),
            "'no words' are struck through",
        ),
        (paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"), "'unseen' are hidden"),
        ('<w:altChunk r:id="x"/>', "part of another file"),
        (paragraph(" "), "holds no words"),
    ],
)
def test_what_cannot_be_carried_as_words_is_refused(body: str, sentence: str):
    """What would be lost, or stand where it is not meant to, gets a sentence."""
    with pytest.raises(InputError, match=sentence):
        parse_docx(document(body))


def test_language_is_the_document_s_own():
    """The language is what the document says of itself; of two that it names, the one of its direction."""
    body = paragraph("Words")
    turned = paragraph("<w:r><w:t>מילים</w:t></w:r>", "<w:bidi/>")
    assert parse_docx(document(body)).language == "en-US"
    assert parse_docx(document(turned)).language == "ar-SA"
