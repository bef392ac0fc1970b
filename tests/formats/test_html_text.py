"""HTML: what is written is read again, and nothing but words, structure and marks is ever taken."""

from __future__ import annotations

import html
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from formats.sample_texts import seen, texts
from onevoice.assembly.text import Block, Kind, Mark, MarkKind, Text
from onevoice.errors import InputError
from onevoice.formats.html_text import NESTED_LIMIT, parse_html
from onevoice.formats.html_written import html_of

ANY_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30)


@given(texts())
def test_a_text_comes_back_from_html(text: Text):
    """Words, kinds, depths, numbers, marks, language and the order of ids survive writing and reading."""
    back = parse_html(html_of(text))
    assert seen(back) == seen(text)
    assert back.language == text.language
    assert [one.id for one in back.blocks] == [f"b{place}" for place in range(1, len(text.blocks) + 1)]


@given(ANY_WORDS, st.sampled_from(Kind), st.sampled_from(["", "(a)", "1.", "•"]))
@example("(a)  two blanks ", Kind.PARAGRAPH, "")
@example("1. no number of the heading's", Kind.HEADING, "")
def test_any_words_come_back_from_html(words: str, kind: Kind, number: str):
    """Blanks at the edges, markup in the words, what looks like a number: all of it is words."""
    block = Block("b1", kind, _composed(words) or "x", 1 if kind is Kind.HEADING else 0, number)
    assert seen(parse_html(html_of(Text((block,))))) == seen(Text((block,)))


def _composed(words: str) -> str:
    """Bring words into the form in which blocks hold them."""
    return unicodedata.normalize("NFC", words)


HOSTILE = [
    "<script>alert(1)</script>",
    "<style>p { color: red }</style>",
    "<p onclick=alert(1)>words</p>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>words</a>",
    "<a href='java\nscript:alert(1)'>words</a>",
    "<a href=' &#14;javascript:alert(1)'>words</a>",
    "<a href='data:text/html,alert(1)'>words</a>",
    "<a href='vbscript:alert(1)'>words</a>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<template><script>alert(1)</script></template>",
    "<p style='background: url(javascript:alert(1))'>words</p>",
    "<form action=javascript:alert(1)><button>words</button></form>",
    "<base href=javascript:alert(1)//>",
    "<object data=javascript:alert(1)></object>",
    "<xmp><script>alert(1)</script></xmp>",
    "<textarea><script>alert(1)</script></textarea>",
    "<!--><script>alert(1)</script>-->",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_acts_survives(hostile: str):
    """Scripts, styles, handlers and links to code are gone from what is written; plain words stay."""
    text = parse_html(f"<p>before</p>{hostile}<p>after</p>")
    assert text.blocks[0].words == "before"
    written = html_of(text).lower()
    body = written[written.index("<body>") :]
    assert "<script" not in body
    assert "<style" not in body
    assert not any(word in body for word in ("onerror=", "onclick=", "onload=", "href=", "url("))
    assert ("words" in body) == ("words" in hostile)


@pytest.mark.parametrize(
    "target",
    ["https://a.example/?b=1&c=2", "http://a.example", "mailto:a@b.example", "/motions/5", "#p3", "p.html"],
)
def test_links_to_where_a_text_may_lead_stay(target: str):
    """http, https, mailto and relative links are kept as they stand."""
    (block,) = parse_html(f'<p>see <a href="{html.escape(target)}">there</a></p>').blocks
    assert block.marks == (Mark(4, 9, MarkKind.LINK, target),)


def seen_of(source: str) -> list[tuple[str, int, str, str]]:
    """Say kind, depth, number and words of every block of an HTML source."""
    return [(one.kind.value, one.depth, one.number, one.words) for one in parse_html(source).blocks]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "<ol start=3><li>three<ul><li>x<li><p>y<p>more</ul>after<li value=9>nine</ol>",
            [
                ("list-entry", 0, "3.", "three"),
                ("list-entry", 1, "•", "x"),
                ("list-entry", 1, "•", "y"),
                ("list-entry", 1, "", "more"),
                ("list-entry", 0, "", "after"),
                ("list-entry", 0, "9.", "nine"),
            ],
        ),
        (
            "<p></p><p><br></p><br><br><ul><li>entry</ul>",
            [("list-entry", 0, "•", "entry")],
        ),
        (
            "<ol type=i><li>one<li>two</ol><ol type=A><li>first</ol>",
            [
                ("list-entry", 0, "i.", "one"),
                ("list-entry", 0, "ii.", "two"),
                ("list-entry", 0, "A.", "first"),
            ],
        ),
        (
            "<p>(a) notes</p><p>(i) first</p><p>(ii) second</p><p>(b) regrets</p><p>That is all</p>",
            [
                ("list-entry", 0, "(a)", "notes"),
                ("list-entry", 1, "(i)", "first"),
                ("list-entry", 1, "(ii)", "second"),
                ("list-entry", 0, "(b)", "regrets"),
                ("paragraph", 0, "", "That is all"),
            ],
        ),
        (
            "<h2>1. שלום</h2><div>loose<br>line<br><br>another</div><h2>(a) أهلا</h2>",
            [
                ("heading", 2, "1.", "שלום"),
                ("paragraph", 0, "", "loose line"),
                ("paragraph", 0, "", "another"),
                ("heading", 2, "(a)", "أهلا"),
            ],
        ),
        (
            "<table><tr><th>a<td>b</table><dl><dt>c<dd>d</dl><pre>e\n  f</pre><blockquote>g</blockquote>",
            [("paragraph", 0, "", words) for words in ("a", "b", "c", "d", "e", "  f", "g")],
        ),
        ("<p>old <del>gone</del><ins>come</ins></p>", [("paragraph", 0, "", "old come")]),
        ("<ul><li><ul><li>deep</ul></ul>", [("list-entry", 1, "•", "deep")]),
        ("<li>no list</li>", [("list-entry", 0, "•", "no list")]),
    ],
)
def test_html_from_elsewhere_is_read_as_it_is_seen(source: str, expected: list[tuple[str, int, str, str]]):
    """Nested lists, starts, empty paragraphs above a bullet, printed numbers, tables, two directions."""
    assert seen_of(source) == expected


def test_an_abyss_of_elements_is_refused():
    """Elements nested beyond all sense are refused before any parser crawls into them."""
    with pytest.raises(InputError, match="within one another"):
        parse_html("<ul><li>" * (NESTED_LIMIT + 1), name="abyss.html")
    assert len(parse_html("<p>words" * 2000).blocks) == 2000
