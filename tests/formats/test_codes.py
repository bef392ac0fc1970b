"""The one table of codes: a word or number means one thing; where it could mean two, a person is asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import onevoice
from onevoice.errors import AmbiguousCodesError, InputError, SettingsError
from onevoice.formats.codes import MEANINGS, NUMBERS, UNHEARD, WORDS, fitting, plain, stated, words_only

DOCS = Path(__file__).parents[2] / "docs" / "formats.md"
CASES = [(meaning, word) for meaning, words in WORDS.items() for word in words]


def wide(tmp_path: Path, *columns: str) -> Path:
    """Write a matrix, a column of cells for each proposition, members named in order."""
    rows = zip(*(column.split("|") for column in columns), strict=True)
    lines = [f"Member {at},{','.join(cells)}" for at, cells in enumerate(rows)]
    head = ",".join(["name", *(f"p{at}" for at in range(len(columns)))])
    path = tmp_path / "answers.csv"
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("meaning", "word"), CASES)
def test_every_word_means_what_the_table_says_in_any_case(meaning: str, word: str):
    """A word of the table is read as its meaning, in capitals and with blanks around it too."""
    codes = words_only().lookup()
    assert {codes[word], codes[word.upper()], codes[f"  {word} "]} == {MEANINGS[meaning]}


@pytest.mark.parametrize(("meaning", "word"), [case for case in CASES if case[1]])
def test_every_word_is_read_in_open_tables(meaning: str, word: str, tmp_path: Path):
    """A word of the table in responses.csv is the answer it stands for, or none where it is unheard."""
    (tmp_path / "responses.csv").write_text(f'member,proposition,response\nm,p,"{word}"\n', encoding="utf-8")
    calls = onevoice.read(tmp_path)
    assert list(calls.answers.response) == [code for code in [MEANINGS[meaning]] if code != UNHEARD]


def test_no_word_and_no_number_of_a_reading_has_two_meanings():
    """Within the words, and within each reading of numbers, no code stands twice."""
    words = [word for _, word in CASES]
    assert len(words) == len(set(words))
    for numbers in NUMBERS.values():
        listed = [number for of_meaning in numbers.values() for number in of_meaning]
        assert len(listed) == len(set(listed))


def test_the_documentation_prints_this_very_table():
    """docs/formats.md says of every word and every number what the program makes of it."""
    text = DOCS.read_text(encoding="utf-8")
    rows = [line.split("|") for line in text.splitlines() if line.startswith("| ")]
    printed = {row[1].strip(" `"): row[2] for row in rows}
    for meaning, words in WORDS.items():
        shown = ", ".join(f"`{word}`" if word else "the empty cell" for word in words)
        assert printed[meaning].strip() == shown
    for reading, numbers in NUMBERS.items():
        shown = ", ".join(f"{number} {meaning}" for meaning, of in numbers.items() for number in of)
        assert printed[reading].strip() == shown


@given(
    st.sampled_from([1, 0, -1, 9, 6]), st.sampled_from(["", ".0", ".", ".000"]), st.sampled_from(["", " "])
)
def test_a_number_is_the_same_number_however_a_spreadsheet_writes_it(number: int, tail: str, blank: str):
    """1, 1.0 and " 1." are one code."""
    assert plain(f"{blank}{number}{tail}{blank}") == str(number)


@pytest.mark.parametrize(
    ("columns", "both"),
    [
        (("1|0|-1", "1|1|0"), ("agree-pass-disagree", "yes-no-absent")),
        (("1|0|9", "0|1|1"), ("yes-no-missing", "yes-no-not-eligible")),
        (("1|-1|0", "||1"), ("agree-pass-disagree", "yes-no-absent")),
        (("0|0|", "0|0|0"), ("agree-pass-disagree", "yes-no")),
    ],
)
def test_codes_that_fit_two_readings_are_refused_with_both_named(columns, both, tmp_path: Path):
    """A matrix whose codes can be read in two ways is refused, and the sentence names both."""
    with pytest.raises(AmbiguousCodesError) as caught:
        onevoice.read(wide(tmp_path, *columns))
    told = str(caught.value)
    assert all(reading in told for reading in both)
    stated_pairs = told.rpartition("--codes ")[2].rstrip(".").strip('"')
    named = NUMBERS[both[0]]
    assert dict(pair.split("=") for pair in stated_pairs.split(",")) == {
        number: meaning
        for meaning, numbers in named.items()
        for number in map(str, numbers)
        if any(number in column.split("|") for column in columns)
    }


@pytest.mark.parametrize(
    ("columns", "answers"),
    [
        (("1|0|", "1|1|0"), [1, -1, 1, 1, -1]),
        (("1|-1|", "1|1|-1"), [1, -1, 1, 1, -1]),
        (("1|6|9", "6|1|0"), [1, -1, -1, 1, 2]),
        (("-9|2|4", "3|1|5"), [1, -1, 0, 1, -1]),
        (("1|1|", "1||"), [1, 1, 1]),
    ],
)
def test_codes_that_fit_one_reading_are_read(columns, answers, tmp_path: Path):
    """Where only one reading covers the numbers, nobody has to be asked."""
    assert sorted(onevoice.read(wide(tmp_path, *columns)).answers.response) == sorted(answers)


@pytest.mark.parametrize("columns", [("1|2|3", "3|2|1"), ("1|2|3", "4|5|6"), ("1|5|7", "2|3|4")])
def test_a_scale_of_numbers_is_not_taken_for_votes(columns, tmp_path: Path):
    """Marks from one to three, five or seven are nobody's codes until a person says so."""
    with pytest.raises(InputError, match="no coding that is known"):
        onevoice.read(wide(tmp_path, *columns), format="matrix")


def test_a_person_says_what_the_codes_mean(tmp_path: Path):
    """Pairs and named readings both decide, and decide differently where they say different things."""
    path = wide(tmp_path, "1|0|-1", "-1|1|")
    by_name = onevoice.read(path, codes="yes-no-absent")
    by_pairs = onevoice.read(path, codes="1=agree, 0=disagree, -1=unheard, blank=not eligible")
    assert sorted(by_name.answers.response) == [-1, 1, 1]
    assert sorted(by_pairs.answers.response) == [-1, 1, 1, 2]
    assert sorted(onevoice.read(path, codes="agree-pass-disagree").answers.response) == [-1, -1, 0, 1, 1]


@pytest.mark.parametrize("codes", ["1=perhaps", "1", "=agree", "1=agree,,", "nonsense"])
def test_codes_that_cannot_be_understood_are_refused(codes: str):
    """What a person says of the codes is either understood or refused with an example."""
    with pytest.raises(InputError, match="1=agree,0=disagree"):
        stated(codes)


def test_codes_are_refused_where_they_are_known(tmp_path: Path):
    """Saying what codes mean in a file whose codes are known is a mistake, and is said to be one."""
    path = tmp_path / "votes.csv"
    path.write_text("identifier,mepid,eugroup,result\n1,1,EPP,for\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="Leave --codes out"):
        onevoice.read(path, codes="1=agree")


def test_a_wrong_word_is_named_with_its_place(tmp_path: Path):
    """A cell that is no code is named with file, row and column."""
    with pytest.raises(InputError) as caught:
        onevoice.read(wide(tmp_path, "agree|disagree|agree", "agree|maybe|pass"), format="matrix")
    error = caught.value
    assert (error.file, error.row, error.column) == ("answers.csv", 3, "p1")
    assert "'maybe'" in error.what


@given(st.sets(st.sampled_from(["1", "0", "-1", "9", "6", "-9", "2", "4"]), min_size=1))
def test_a_reading_covers_every_number_or_the_file_is_refused(numbers: set[str]):
    """No number of a file is ever passed over in silence."""
    try:
        codebook = fitting(numbers, "answers.csv")
    except InputError:
        return
    assert numbers <= codebook.meaning.keys()
