# ruff: noqa: RUF001  # quotation marks and signs of all scripts are meant
from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import onevoice
from onevoice.assembly.motion import Amendment
from onevoice.assembly.sounding import Answers, RollCall
from onevoice.assembly.sounding import Kind as Source
from onevoice.assembly.text import Block, Kind
from onevoice.assembly.wording.applying import inserted_text
from onevoice.assembly.wording.clauses import cut_clause, frame, join_clauses, propositions, split_clauses
from onevoice.assembly.wording.operations import AddAtEnd
from onevoice.assembly.wording.sentence_ends import enclosures, sentence_ends
from onevoice.errors import WordingError
from onevoice.testing_texts import texts

SIGNS = st.text("ab A.;:?!()[]“”\"'’—,… 5\u061b\u061f\u05d0", max_size=30)
BLOCKS = st.lists(
    st.builds(
        lambda kind, depth, words, tail: (kind, depth, words + tail),
        st.sampled_from(Kind),
        st.integers(0, 3),
        SIGNS,
        st.sampled_from(["", ";", ":", ".", ", and", "; or"]),
    ),
    max_size=7,
).map(lambda drawn: [Block(f"b{n}", kind, words, depth) for n, (kind, depth, words) in enumerate(drawn)])


def held_letters(blocks, clauses):
    """Count for every letter and digit the clauses that hold it."""
    counts = {(block.id, at): 0 for block in blocks for at, sign in enumerate(block.words) if sign.isalnum()}
    for clause in clauses:
        for block_id, start, end in clause.spans:
            for at in range(start, end):
                if (block_id, at) in counts:
                    counts[block_id, at] += 1
    return counts


def is_whole(blocks, clauses):
    """Hold clauses to their law: each letter in one of them or in the frame, each read as its spans say."""
    by_id = {block.id: block for block in blocks}
    framed = {(b, at) for b, start, end in frame(blocks, clauses) for at in range(start, end)}
    for place, count in held_letters(blocks, clauses).items():
        assert (count == 1) != (place in framed)
    for clause in clauses:
        assert clause.words == " ".join(by_id[b].words[start:end] for b, start, end in clause.spans)
        assert any(sign.isalnum() for sign in clause.words)
    assert len({clause.id for clause in clauses}) == len(clauses)


@given(BLOCKS | texts().map(lambda text: list(text.blocks)))
def test_every_word_is_in_one_clause_or_in_the_frame(blocks):
    """No word of the source is lost and none is asked twice, but for lead-ins, which the frame lists."""
    clauses = split_clauses("m", blocks)
    is_whole(blocks, clauses)
    assert [clause.id for clause in clauses] == [f"m:{n}" for n in range(1, len(clauses) + 1)]
    order = [block.id for block in blocks]
    last = [(order.index(b), start) for b, start, _ in (clause.spans[-1] for clause in clauses)]
    assert last == sorted(last)


@given(BLOCKS, st.data())
def test_the_clerk_joins_and_cuts_without_losing_a_word(blocks, data):
    """Joining a clause with the next, or cutting it between two words, keeps the law."""
    clauses = split_clauses("m", blocks)
    assume(clauses)
    for _ in range(data.draw(st.integers(1, 4))):
        one = data.draw(st.sampled_from(clauses))
        before = set(held_letters(blocks, clauses).items())
        try:
            if data.draw(st.booleans()):
                clauses = join_clauses(clauses, one.id, blocks)
            else:
                clauses = cut_clause(clauses, one.id, data.draw(st.integers(0, len(one.words))), blocks)
        except WordingError:
            continue
        is_whole(blocks, clauses)
        after = held_letters(blocks, clauses)
        assert {place for place, count in before if count} == {
            place for place, count in after.items() if count
        }


def read(*words, kind=Kind.PARAGRAPH):
    """Split paragraphs and read the clauses."""
    blocks = [Block(f"b{n}", kind, one) for n, one in enumerate(words)]
    return [clause.words for clause in split_clauses("m", blocks)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("regret x; note y; and further regret z.", ["regret x", "note y", "and further regret z."]),
        ("note (x; or y) and “a; b”; see z", ["note (x; or y) and “a; b”", "see z"]),
        (
            "„Ja; nein“ gilt; «so; so» auch; 'a; b' nicht",
            ["„Ja; nein“ gilt", "«so; so» auch", "'a", "b' nicht"],
        ),
        ("an open “quotation; and a ) bracket", ["an open “quotation", "and a ) bracket"]),
        ("“and submit x; believe y.”", ["and submit x", "believe y."]),
        ("Mr. Roe moved No. 5. It was agreed.", ["Mr. Roe moved No. 5.", "It was agreed."]),
        ("We met e.g. in May, i.e. late. All came.", ["We met e.g. in May, i.e. late.", "All came."]),
        (
            "The U.K. Government pays 3.5 m. Nobody else does.",
            ["The U.K. Government pays 3.5 m. Nobody else does."],
        ),
        ("It pays 3.5 million. Nobody else does.", ["It pays 3.5 million.", "Nobody else does."]),
        ("He said no. Then he left.", ["He said no.", "Then he left."]),
        (
            "Er tagt z. B. nach Abs. 2 am 3. Oktober. Gut so.",
            ["Er tagt z. B. nach Abs. 2 am 3. Oktober.", "Gut so."],
        ),
        (
            "Gem. Art. 5 bzw. Nr. 7 gilt das. Punkt 12. Ende.",
            ["Gem. Art. 5 bzw. Nr. 7 gilt das.", "Punkt 12.", "Ende."],
        ),
        ("Did it? Yes! It did… And more.", ["Did it?", "Yes!", "It did…", "And more."]),
        (
            "He asked “Why?” and left. (It rained.) We stayed.",
            ["He asked “Why?” and left.", "(It rained.)", "We stayed."],
        ),
        ("שלום לכולם. אנו מגנים; ומבקשים", ["שלום לכולם.", "אנו מגנים", "ומבקשים"]),
        ('ארה"ב הודיעה; האו"ם הצטרף', ['ארה"ב הודיעה', 'האו"ם הצטרף']),
        ("مرحبا بكم؛ هذا ثان. هل هذا ثالث؟ نعم.", ["مرحبا بكم", "هذا ثان.", "هل هذا ثالث؟", "نعم."]),
        ("本院は認める。次に求める；以上", ["本院は認める。", "次に求める", "以上"]),
        ("one; and; two", ["one", "two"]),
        ("; … —", []),
        ("", []),
    ],
)
def test_a_paragraph_is_parted_where_a_reader_would(words, expected):
    """Semicolons and sentences part clauses; quotations, brackets, abbreviations and ordinals do not."""
    assert read(words) == expected


LIST = [
    Block("h", Kind.HEADING, "Peace", 1),
    Block("p", Kind.PARAGRAPH, "We met. That this House—"),
    Block("a", Kind.LIST_ENTRY, "notes x; and", 0, "(a)"),
    Block("b", Kind.LIST_ENTRY, "calls on the Government to:", 0, "(b)"),
    Block("b1", Kind.LIST_ENTRY, "publish it, and", 1, "(i)"),
    Block("b2", Kind.LIST_ENTRY, "debate it. Twice.", 1, "(ii)"),
    Block("c", Kind.LIST_ENTRY, "thanks all; regrets none.", 0, "(c)"),
    Block("q", Kind.PARAGRAPH, "and therefore rises."),
]


def test_list_entries_are_read_with_the_words_they_hang_on():
    """Lead-ins go before each entry however deep; headings and a last "and" are the frame."""
    clauses = split_clauses("m", LIST)
    assert [clause.words for clause in clauses] == [
        "We met.",
        "That this House notes x",
        "That this House calls on the Government to: publish it",
        "That this House calls on the Government to: debate it. Twice.",
        "That this House thanks all",
        "That this House regrets none.",
        "and therefore rises.",
    ]
    by_id = {block.id: block.words for block in LIST}
    framed = [by_id[block][start:end] for block, start, end in frame(LIST, clauses)]
    assert framed == ["Peace", "That this House", "and", "calls on the Government to", "and"]


def test_a_paragraph_that_ends_leads_nothing_in():
    """Entries under a whole sentence stand for themselves, and their sentences are parted."""
    blocks = [
        Block("p", Kind.PARAGRAPH, "We agreed this."),
        Block("a", Kind.LIST_ENTRY, "The House sits. It votes.", 0, "1."),
    ]
    assert [clause.words for clause in split_clauses("m", blocks)] == [
        "We agreed this.",
        "The House sits.",
        "It votes.",
    ]


def test_joined_clauses_read_on_with_the_sign_between_them():
    """The first keeps its id; a lead-in is read once; what follows keeps its own id."""
    clauses = join_clauses(split_clauses("m", LIST), "m:5", LIST)
    assert [clause.id for clause in clauses] == ["m:1", "m:2", "m:3", "m:4", "m:5", "m:7"]
    assert clauses[4].words == "That this House thanks all; regrets none."


def test_a_clause_joined_with_a_lead_in_that_others_share_leaves_it_to_them():
    """The entries that hang on the lead-in keep it, and the law holds."""
    blocks = [
        Block("p", Kind.PARAGRAPH, "We met; that this House"),
        Block("a", Kind.LIST_ENTRY, "notes x", 0, "(a)"),
        Block("b", Kind.LIST_ENTRY, "regrets y", 0, "(b)"),
    ]
    clauses = join_clauses(split_clauses("m", blocks), "m:1", blocks)
    assert [clause.words for clause in clauses] == [
        "We met that this House notes x",
        "that this House regrets y",
    ]
    is_whole(blocks, clauses)


def test_both_parts_of_a_cut_clause_have_the_lead_in():
    """The first part keeps its id, the second takes a new one, and both hang on the words they share."""
    clauses = split_clauses("m", LIST)
    at = clauses[3].words.index(" Twice")
    cut = cut_clause(clauses, "m:4", at, LIST)
    assert [(one.id, one.words) for one in cut[3:5]] == [
        ("m:4", "That this House calls on the Government to: debate it."),
        ("m:8", "That this House calls on the Government to: Twice."),
    ]


@pytest.mark.parametrize(
    ("correct", "words"),
    [
        (lambda clauses: join_clauses(clauses, "m:9", LIST), "no clause m:9"),
        (lambda clauses: join_clauses(clauses, "m:7", LIST), "m:7 is the last"),
        (lambda clauses: cut_clause(clauses, "m:9", 3, LIST), "no clause m:9"),
        (lambda clauses: cut_clause(clauses, "m:1", 0, LIST), "cannot be cut at 0"),
        (lambda clauses: cut_clause(clauses, "m:1", 1, LIST), "cannot be cut at 1"),
        (lambda clauses: cut_clause(clauses, "m:1", 99, LIST), "cannot be cut at 99"),
        (lambda clauses: cut_clause(clauses, "m:2", 5, LIST), "cannot be cut at 5"),
    ],
)
def test_a_correction_that_cannot_be_is_refused_with_a_sentence(correct, words):
    """The sentence names the clause and what can be done."""
    with pytest.raises(WordingError, match=words) as caught:
        correct(split_clauses("m", LIST))
    assert caught.value.message.id in {"no-such-clause", "no-clause-follows", "clause-not-cut"}


@given(st.text(max_size=60))
def test_quotations_and_sentences_of_any_words_are_found(words):
    """Whatever the words, enclosures are apart and in order, and sentences end outside them."""
    within = enclosures(words)
    flat = [at for span in within.spans for at in span]
    assert flat == sorted(flat)
    assert all(not within.hold(end) and 0 < end < len(words) for end in sentence_ends(words, within))


# The amendment of the Liberal Democrats to the King's Speech, published on 15 November 2023
# (https://www.markpack.org.uk/171928): how each clause begins and ends, and its length in words.
LIBERAL_DEMOCRAT = [
    ("but respectfully regret that the", "Palestinians and Israelis deserve", 26),
    ("believe that Hamas cannot", "in charge of Gaza", 12),
    ("further regret that it fails", "risk of regional escalation", 27),
    ("believe it is increasingly clear", "political solution is needed", 24),
    ("urge the Government to lead", "achieve that political solution", 19),
    ("further believe that this must", "a two-state solution", 17),
    ("note that such a ceasefire", "agreement of both parties", 14),
    ("disagree with persons or bodies", "in charge of Gaza", 18),
    ("and further note that such", "two states and lasting peace.", 42),
]


def clauses_of(letter, words):
    """Split what an amendment adds at the end."""
    amendment = Amendment(letter, "m", (AddAtEnd(Block(f"{letter}.1", Kind.PARAGRAPH, words)),))
    return split_clauses(letter, inserted_text(amendment).blocks)


def outlines(clauses, expected):
    """Outline clauses as an expected list does: by first words, last words and length."""
    assert len(clauses) == len(expected)
    return [
        (one.words[: len(first)], one.words[-len(last) :], len(one.words.split()))
        for one, (first, last, _) in zip(clauses, expected, strict=True)
    ]


def test_the_liberal_democrat_amendment_of_2023_has_its_nine_clauses():
    """What was tabled on 15 November 2023 is parted as a person parts it by hand."""
    page = Path(__file__).parents[3].parent / "shared" / "reference" / "process.md"
    if not page.is_file():
        pytest.skip("the page that quotes the amendment is not on this machine")
    quoted = re.search(r"At end add '(but respectfully regret .*?)'\"", page.read_text(encoding="utf-8"))
    assert quoted
    clauses = clauses_of("ld", quoted[1])
    assert outlines(clauses, LIBERAL_DEMOCRAT) == LIBERAL_DEMOCRAT
    assert frame([Block("ld.1", Kind.PARAGRAPH, quoted[1])], clauses) == ()


# The two amendments that were voted on that day (Hansard, House of Commons, 15 November 2023).
VOTED_ON = {
    "r": [
        ("and submit to Your Majesty", "Israel and Palestine", 20),
        ("unequivocally condemn the horrific terrorist", "citizens from terrorism", 30),
        ("believe all human life", "over the past month in Gaza", 30),
        ("reaffirm the UK’s commitment", "attacks in Israel", 32),
        ("call on Israel to protect", "fuel into Gaza", 20),
        ("request the Government continue", "in the West Bank", 56),
        ("and, while acknowledging", "a two-state solution.", 71),
    ],
    "h": [
        ("but respectfully regret that the", "Israel and Palestine", 28),
        ("unequivocally condemn the horrific killings", "taking of hostages", 12),
        ("reaffirm that there must be", "the Palestinian people", 15),
        ("call for the urgent release", "the civilian population", 31),
        ("note the growing calls", "its aid agencies", 17),
        ("and therefore call on", "an immediate ceasefire.", 23),
    ],
}


@pytest.mark.parametrize("letter", VOTED_ON)
def test_the_amendments_voted_on_in_2023_have_their_clauses(letter, shared_data):
    """Quoted as the House's record quotes them, they are parted as a person parts them by hand."""
    folder = shared_data / "rollcalls" / "uk-kings-speech-2023-11-15"
    told = json.loads((folder / "kings-speech-2023-11-15.json").read_text(encoding="utf-8"))
    text = next(one["text"] for one in told["amendments"] if one["id"] == letter)
    clauses = clauses_of(letter, text[text.index("“") : text.rindex("”") + 1])
    assert outlines(clauses, VOTED_ON[letter]) == VOTED_ON[letter]


def test_clauses_become_the_propositions_of_a_sounding(tmp_path):
    """Written as open tables, each clause is a row with its text, its slot, its source and its length."""
    asked = propositions(split_clauses("m", LIST))
    calls = RollCall(
        Source.SOUNDING,
        "A motion",
        has_roll=False,
        members=(),
        propositions=asked,
        answers=Answers.from_rows([]),
    )
    onevoice.write(calls, tmp_path / "sounding")
    with (tmp_path / "sounding" / "propositions.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["id"], row["text"], row["slot"], row["source"], row["words"]) for row in rows] == [
        (one.id, one.words, one.id, "m", str(len(one.words.split()))) for one in split_clauses("m", LIST)
    ]
