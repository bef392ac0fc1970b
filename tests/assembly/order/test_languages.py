"""The words of the room in its languages, under every pack."""

from __future__ import annotations

import re
import string

import pytest

from assembly.order.hand_built import add, amendment, motion, on_paper, opened, voiced
from onevoice.assembly.messages import Message
from onevoice.assembly.order.events import Call, Move, MoveProcedure, Put, Second
from onevoice.assembly.order.pack import PACKS
from onevoice.assembly.order.questions import just_decided, question, question_now, script
from onevoice.assembly.order.step import may, step
from onevoice.assembly.order.words import ENGLISH, GENERAL, languages, say

LATIN = re.compile(r"[A-Za-z]")
LAMPS = amendment("5", add("It has lamps."))
PUTS_TO_THE_VOTE = ("uk_council", "conference", "german_geschaeftsordnung")


def parameters(sentence):
    """Give what a sentence fills in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("language", GENERAL)
def test_every_sentence_is_there_in_every_language(language):
    """Whatever is said in English is said in the others too, with the same parameters."""
    assert {id_: parameters(one) for id_, one in GENERAL[language].items()} == {
        id_: parameters(one) for id_, one in ENGLISH.items()
    }


def test_hebrew_sentences_are_in_hebrew():
    """No Latin letter stands in a Hebrew sentence outside what is filled in, and each is a whole one."""
    for id_, sentence in GENERAL["he"].items():
        words = re.sub(r"\{\w+\}", "", sentence)
        assert not LATIN.search(words), id_
        assert id_.startswith("name-") or sentence.rstrip("”")[-1] in ".?}", id_


@pytest.mark.parametrize("pack", PACKS)
def test_every_message_is_said_in_hebrew_under_every_pack(pack):
    """The pack's own words in Hebrew come first, then the room's, and never English in between."""
    about = {"motion", "number", "numbers", "kind"}
    for id_, sentence in ENGLISH.items():
        filled = dict.fromkeys(parameters(sentence) | about, "7")
        assert not LATIN.search(say(Message.of(id_, **filled), PACKS[pack], "he")), id_


def test_the_chair_of_a_council_speaks_hebrew():
    """The question, the next turn and what was decided are said in Hebrew, the pack's own words first."""
    council = PACKS["uk_council"]
    debate = opened("uk_council", motion(), LAMPS)
    assert question_now(debate, council, "he") == ("ההצעה עומדת לדיון.",)
    assert question_now(step(debate, Put()), council, "he") == ("אנו מצביעים על ההצעה.",)
    assert script(debate, council, "he")[-1] == "הבאה בתור היא הצעת התיקון 5."
    assert script(step(debate, Call("5")), council, "he") == ("הצעת התיקון 5: מי מציע, ומי תומך?",)
    referring = step(debate, MoveProcedure("order", "refer", by="cat"))
    assert question_now(referring, council, "he") == ("הוצע להעביר את העניין לוועדה.",)
    assert script(voiced(debate, agreed=True), council, "he") == ("ההצעה התקבלה.", "אין שאלה לפני האסיפה.")


def test_a_pack_without_words_in_a_language_has_those_of_the_room():
    """A refusal is in the language asked for; what only the pack knows to say is in its English words."""
    scotland = PACKS["scotland"]
    assert languages(scotland) == ("en", "de", "he")
    assert languages(PACKS["german_geschaeftsordnung"])[0] == "de"
    refused = may(on_paper("scotland", motion()), Put()).message
    assert say(refused, scotland, "he") == "אין כעת שאלה להעמיד להצבעה."
    assert say(refused, scotland, "de") == "Jetzt ist nichts zur Abstimmung zu stellen."
    assert say(refused, scotland, "cy") == "There is no question to put now."
    wanted = may(on_paper("robert", motion(notice=""), subject="by-laws"), Move("bridge", by="ada")).message
    assert say(wanted, PACKS["robert"], "de").startswith("“bridge” amends the by-laws")


def test_questions_side_by_side_are_told_apart_in_every_language():
    """Where several motions are put together each question names its own."""
    parallel = PACKS["parallel_questions"]
    about = Message.of("question-main", motion="Customs union", number="J", numbers="J", kind="")
    assert all("J, Customs union" in say(about, parallel, one) for one in languages(parallel))


@pytest.mark.parametrize("pack", PUTS_TO_THE_VOTE)  # elsewhere “The question is ...” proposes and puts
@pytest.mark.parametrize("language", GENERAL)
def test_nobody_votes_before_the_question_is_put(pack, language):
    """While a question is proposed the chair speaks of no vote; once it is put, the pack's words put it."""
    debate = opened(pack, motion(), LAMPS)
    voting = re.compile("vote|stimm|מצביע", re.IGNORECASE)
    assert not voting.search(" ".join(script(debate, PACKS[pack], language)))
    main = debate.questions[0]
    assert voting.search(say(question(debate, PACKS[pack], main), PACKS[pack], language))


def test_a_result_is_announced_once():
    """What was decided is said until the business goes on, and not again while something else is called."""
    council = PACKS["uk_council"]
    other = amendment("6", add("It has a bell."), mover="dot")
    debate = opened("uk_council", motion(), LAMPS, other)
    moved = step(step(step(debate, Call("5")), Move("5", by="ben")), Second("5", by="cat"))
    after = voiced(moved, agreed=True)
    assert just_decided(after) == after.decisions[-1]
    assert script(after, council)[0] == "Amendment 5 is carried."
    called = step(after, Call("6"))
    second = step(called, Move("6", by="dot"))
    for later in (called, second, step(after, Put()) if may(after, Put()).allowed else called):
        assert just_decided(later) is None
        assert not any("carried" in one for one in script(later, council))
