"""A marked-up text as HTML or Markdown: ``<del>`` and ``<ins>``, and the same in words.

A browser strikes and underlines these elements, and few screen readers say so; hence the words. In HTML they
are there for who listens, and hidden from who sees the strokes. Markdown has no notation of its own for words
that come, and is read as plain words too, so that there they are always seen.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onevoice.assembly.text import Block
from onevoice.assembly.wording.marked import MarkedBlock, Run, State
from onevoice.assembly.wording.sentences import tongue
from onevoice.formats.html_written import html_page, words_in_html
from onevoice.formats.markdown_words import markdown_words_in_tags
from onevoice.formats.markdown_written import markdown_page
from onevoice.formats.marked_words import parted, runs_of

_TAGS = {State.DELETED: "del", State.INSERTED: "ins"}
_WORDS = "words"
_STYLE = (
    " .said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);"
    " white-space: nowrap }"
)


def marked_html(marked: Sequence[MarkedBlock], language: str = "", said_in: str = "en") -> str:
    """Write a marked-up text as a whole HTML document.

    Parameters
    ----------
    marked : sequence of MarkedBlock
    language : str
        Of the text (BCP 47); empty where unknown.
    said_in : str
        Language of the words "deleted" and "inserted", as for `onevoice.assembly.wording.sentences.say`.
    """
    blocks = [(one.block, "".join(_in_html(one, said_in))) for one in marked]
    return html_page(blocks, language, _STYLE)


def marked_markdown(marked: Sequence[MarkedBlock], language: str = "", said_in: str = "en") -> str:
    """Write a marked-up text as Markdown; parameters as for ``marked_html``."""
    # the writer asks whether a block has words: one without has some as soon as it comes or goes
    blocks = [
        replace(one.block, words=one.block.words or _WORDS) if runs_of(one) else one.block for one in marked
    ]

    def words(place: int, guarded: bool) -> str:
        return "".join(_in_markdown(marked[place], said_in, guarded=guarded))

    return markdown_page(blocks, language, words)


def _in_html(one: MarkedBlock, said_in: str) -> Iterator[str]:
    said = tongue(said_in).states
    spoken = f' lang="{html.escape(said_in)}"'
    for run in runs_of(one):
        before, core, after = parted(run)
        words = words_in_html(_block(one, core))
        if run.state is not State.KEPT:
            tag, name = _TAGS[run.state], html.escape(said[run.state.value])
            words = f'<span class="said"{spoken}>[{name}: </span>{words}<span class="said">]</span>'
            words = f"<{tag}>{words}</{tag}>"
        yield f"{_blanks(before)}{words}{_blanks(after)}"
    if one.moved:
        yield f" <em{spoken}>({html.escape(said[one.moved])})</em>"


def _blanks(words: str) -> str:
    """Write blanks so that they do not fold to one."""
    return f'<span style="white-space: pre">{words}</span>' if len(words) > 1 else words


def _in_markdown(one: MarkedBlock, said_in: str, *, guarded: bool) -> Iterator[str]:
    said = tongue(said_in).states
    for place, run in enumerate(runs_of(one)):
        before, core, after = parted(run)
        kept = run.state is State.KEPT
        words = markdown_words_in_tags(_block(one, core), guarded=guarded and kept and not place)
        if not kept:
            tag = _TAGS[run.state]
            words = f"<{tag}>\\[{said[run.state.value]}: {words}\\]</{tag}>"
        # blanks at the beginning of a block would be layout to a reader of Markdown
        yield f"{before if place else ''}{words}{after}"
    if one.moved:
        yield f" *({said[one.moved]})*"


def _block(one: MarkedBlock, run: Run) -> Block:
    return replace(one.block, words=run.words, marks=run.marks)
