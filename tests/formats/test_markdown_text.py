"""Markdown: what is written is read again as CommonMark has it, and HTML in it is harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formats.sample_texts import seen, texts
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.errors import InputError
from onevoice.formats.markdown_text import BRACKETS_LIMIT, parse_markdown
from onevoice.formats.markdown_written import markdown_of

ANY_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30)
NOTATION = st.text('ab1()[]*_`#&;<>!-+.=~\\/" :|\u00a0', max_size=20)


@given(texts())
def test_a_text_comes_back_from_markdown(text: Text):
    """Words, kinds, depths, numbers, marks, language and the order of ids survive writing and reading."""
    back = parse_markdown(markdown_of(text))
    assert seen(back) == seen(text)
    assert back.language == text.language
    assert [one.id for one in back.blocks] == [f"b{place}" for place in range(1, len(text.blocks) + 1)]


@given(
    ANY_WORDS | NOTATION, st.sampled_from(Kind), st.sampled_from(["", "(a)", "1.", "2)", "•"]), st.booleans()
)
@example("1. no number of the heading's", Kind.HEADING, "", False)
@example("closed #", Kind.HEADING, "(a)", False)
def test_any_words_come_back_from_markdown(words: str, kind: Kind, number: str, marked: bool):
    """Blanks at the edges, notation in the words, what looks like a number: all of it is words."""
    words = unicodedata.normalize("NFC", words) or "x"
    marks = (Mark(0, len(words), MarkKind.STRONG),) if marked else ()
    block = Block("b1", kind, words, 1 if kind is Kind.HEADING else 0, number, marks)
    text = Text((block, Block("b2", Kind.LIST_ENTRY, "after", 0, "•")))
    assert seen(parse_markdown(markdown_of(text))) == seen(text)


def test_a_list_within_a_list_may_begin_with_any_number():
    """A number other than 1 is not taken for words of the entry above it."""
    entries = [("•", 0), ("5.", 1), ("6.", 1), ("0)", 2), ("(a)", 0), ("3.", 1), ("•", 1), ("1.", 0)]
    blocks = (Block(f"b{n}", Kind.LIST_ENTRY, "w", depth, of) for n, (of, depth) in enumerate(entries, 1))
    text = Text(tuple(blocks))
    assert parse_markdown(markdown_of(text)) == text
    assert "<!--" not in markdown_of(text)


def blocks_of(source: str) -> list[tuple[str, int, str, str]]:
    """Say kind, depth, number and words of every block of a Markdown source."""
    return [(one.kind.value, one.depth, one.number, one.words) for one in parse_markdown(source).blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "3. three\n   - x\n\n     more\n   - y\n4. four\n\n   after\n\nend\n",
            [
                ("list-entry", 0, "3.", "three"),
                ("list-entry", 1, "•", "x"),
                ("list-entry", 1, "", "more"),
                ("list-entry", 1, "•", "y"),
                ("list-entry", 0, "4.", "four"),
                ("list-entry", 0, "", "after"),
                ("paragraph", 0, "", "end"),
            ],
        ),
        ("\n\n\n- entry\n", [("list-entry", 0, "•", "entry")]),
        ("first\n\n\n- entry\n", [("paragraph", 0, "", "first"), ("list-entry", 0, "•", "entry")]),
        ("1) one\n2) two\n", [("list-entry", 0, "1)", "one"), ("list-entry", 0, "2)", "two")]),
        (
            "That this House\n\n(a) notes\n\n(i) first\n\n(b) regrets\n",
            [
                ("paragraph", 0, "", "That this House"),
                ("list-entry", 0, "(a)", "notes"),
                ("list-entry", 1, "(i)", "first"),
                ("list-entry", 0, "(b)", "regrets"),
            ],
        ),
        (
            "- (a) notes\n  - (i) first\n- (b) regrets\n",
            [
                ("list-entry", 0, "(a)", "notes"),
                ("list-entry", 1, "(i)", "first"),
                ("list-entry", 0, "(b)", "regrets"),
            ],
        ),
        (
            "Title\n=====\n\n## 1.2 שלום\nlines of\none paragraph\\\nand  more\n",
            [
                ("heading", 1, "", "Title"),
                ("heading", 2, "1.2", "שלום"),
                ("paragraph", 0, "", "lines of one paragraph and  more"),
            ],
        ),
        (
            "> quoted\n\n```\nan act\n\n  of code\n```\n\n***\n",
            [
                ("paragraph", 0, "", "quoted"),
                ("paragraph", 0, "", "an act"),
                ("paragraph", 0, "", "  of code"),
            ],
        ),
        (
            "<div>\n<p>loose</p>\n<ul><li>x</ul></div>\n\nword &amp; <b>word</b>\n",
            [("paragraph", 0, "", "loose"), ("list-entry", 0, "•", "x"), ("paragraph", 0, "", "word & word")],
        ),
        ("- - deep\n-\n", [("list-entry", 1, "•", "deep")]),
        ("13. أهلا\n", [("list-entry", 0, "13.", "أهلا")]),
    ],
)
def test_markdown_from_elsewhere_is_read_as_it_is_meant(
    source: str, expected: list[tuple[str, int, str, str]]
):
    """Nested lists, starts, empty lines above a bullet, printed numbers, quotations, two directions."""
    assert blocks_of(source) == expected


def test_emphasis_and_links_are_marks():
    """Stars, underscores and links mark spans of the words, and their signs are gone."""
    (block,) = parse_markdown(
        'see *this* and [__that__](https://a.example/b "title") <http://c.example>\n'
    ).blocks
    assert block.words == "see this and that http://c.example"
    assert set(block.marks) == {
        Mark(4, 8, MarkKind.EMPHASIS),
        Mark(13, 17, MarkKind.STRONG),
        Mark(13, 17, MarkKind.LINK, "https://a.example/b"),
        Mark(18, 34, MarkKind.LINK, "http://c.example"),
    }


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "&#106;avascript:x"]
)
def test_a_link_that_acts_is_dropped_and_its_words_kept(target: str):
    """Only http, https, mailto and relative links lead anywhere, however the others are spelled."""
    for source in (f"[words]({target})", f"<a href='{target}'>words</a>", f"[words][1]\n\n[1]: {target}\n"):
        (block,) = parse_markdown(source).blocks
        assert (block.words, block.marks) == ("words", ())


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<script>\n\nalert(1)\n\n</script>",
        "a <script>alert(1)</script> b",
        "a <svg><script>alert(1)</script></svg> b",
        "<style>\np { color: red }\n</style>",
        "<div onclick=alert(1)>\n\n</div>",
        "a <b onclick=alert(1)>c</b>",
        "<!-- alert(1) -->",
        "<?alert(1)?>",
        "<![CDATA[alert(1)]]>",
    ],
)
def test_html_that_acts_is_no_words(hostile: str):
    """Scripts, styles, handlers and comments are gone, whether they are blocks or stand in a line."""
    words = " ".join(block.words for block in parse_markdown(f"before\n\n{hostile}\n\nafter\n").blocks)
    assert words.startswith("before")
    assert words.endswith("after")
    assert not any(acting in words for acting in ("alert", "color", "<", "onclick"))


def test_an_abyss_of_lists_is_refused():
    """Lists deeper than can be followed are refused with their line; nothing of them is silently lost."""
    source = "".join(f"{'  ' * depth}- a\n" for depth in range(100))
    with pytest.raises(InputError, match=r"row 5.: lists and quotations are nested too deep"):
        parse_markdown(source, name="abyss.md")
    with pytest.raises(InputError, match="nested too deep"):
        parse_markdown(">" * 200 + " words", name="abyss.md")


def test_brackets_beyond_all_sense_are_refused():
    """Each bracket may begin a link, so they are counted before any is followed."""
    with pytest.raises(InputError, match="brackets"):
        parse_markdown("[" * (BRACKETS_LIMIT + 1), name="brackets.md")
