"""Sentences for what divisions refuse, find and come to, by message id; those in English stand here."""

from __future__ import annotations

from collections.abc import Mapping

from onevoice.assembly import division_words_hebrew
from onevoice.assembly.messages import Message
from onevoice.errors import DivisionError

SENTENCES = {
    # amounts that are none
    "count-no-amount": "The count of {what} is {amount}."
    " A count is a whole number or an exact fraction, 0 or more.",
    "count-both-too-many": "{both} are said to have voted in both lobbies,"
    " but the sides are {ayes} and {noes}. Count them in each side, and once more under both.",
    "count-twice": "Two counts are given for {group} in {measure}. Give one.",
    "majority-no-fraction": "A majority of {fraction} is none."
    " Give a fraction over 0 and under 1, or at least 1.",
    "weight-no-amount": "The weight of {member} is {weight}."
    " A weight is a whole number or an exact fraction, over 0.",
    "present-unknown": "The rule needs to know how many are present. Give it with the count.",
    "roll-unknown": "The rule needs to know how many are on the roll. Give it with the count.",
    "count-missing": "The majority asked for is reckoned in {measure} of {group}, which was not announced."
    " Announce that count beside the other.",
    # outcomes
    "ayes-have-it": "{ayes} ayes, {noes} noes: the ayes have it.",
    "noes-have-it": "{ayes} ayes, {noes} noes: the ayes do not have it.",
    "majority-met": "{ayes} ayes, {noes} noes: {comparison} {fraction} of {of} {base} ({measure}) agreed.",
    "majority-missed": "{ayes} ayes, {noes} noes:"
    " it takes {comparison} {fraction} of {of} {base} ({measure}).",
    "majority-met-in-group": "In {group}, {ayes} ayes, {noes} noes:"
    " {comparison} {fraction} of {of} {base} ({measure}) agreed.",
    "majority-missed-in-group": "In {group}, {ayes} ayes, {noes} noes:"
    " it takes {comparison} {fraction} of {of} {base} ({measure}).",
    "fewest-missed": "{ayes} ayes, {noes} noes:"
    " {in_person} ayes were given in person, and it takes {fewest}.",
    "no-quorum": "{reckoned} were reckoned, and a quorum is {comparison} {needed}: nothing is decided.",
    "no-tellers": "It takes {needed} tellers a side: the {side} lose for want of them.",
    "tie-lost": "{ayes} ayes, {noes} noes: a tie loses.",
    "tie-awaits": "{ayes} ayes, {noes} noes: a tie, which the casting vote decides.",
    "tie-against-change": "{ayes} ayes, {noes} noes:"
    " a tie leaves things as they are, which the {side} wanted.",
    "tie-cast": "{ayes} ayes, {noes} noes: a tie, and the casting vote is with the {side}.",
    "no-tellers-tie-lost": "Neither side has its tellers: the question is lost.",
    "no-tellers-tie-awaits": "Neither side has its tellers: the casting vote decides.",
    "no-tellers-tie-against-change": "Neither side has its tellers:"
    " things are left as they are, which the {side} wanted.",
    "no-tellers-tie-cast": "Neither side has its tellers, and the casting vote is with the {side}.",
    "not-declared": "Division {division} is {stage}: its count has not been declared."
    " Close it and declare the count.",
    # the declared count and the names
    "names-differ": "Declared: {declared} {side}. Names recorded: {named}."
    " The declared count stands; both are kept.",
    # what cannot be done with a division now
    "wrong-stage": "Division {division} is {stage}, so it cannot be {act}.",
    "entitled-twice": "{member} is on the entitled list twice. Keep one entry.",
    "no-proxies": "No proxies are allowed here, but {proxy} is named as the proxy of {member}.",
    "own-proxy": "{member} is named as their own proxy. Name somebody else, or nobody.",
    "not-entitled": "{member} was not entitled to vote when the division opened.",
    "names-not-recorded": "No names are recorded in this division; it is counted by tellers.",
    "names-not-by-hand": "Names are not entered by hand in this division.",
    "named-twice": "{member} is in the list of names twice. Keep one line for each member.",
    "not-a-proxy": "{proxy} does not hold the proxy of {member}.",
    "proxy-stands": "The vote of {member} is with their proxy, {proxy}.",
    "absent": "{member} was not present when the division opened. Note their arrival first.",
    "too-late": "{member} came in after the division had opened, which is too late here.",
    "no-abstaining": "Abstentions are not recorded here.",
    "one-lobby": "A member votes on one side only here.",
    "no-such-side": "“{choice}” is no side. The sides are aye and no.",
    "nothing-to-take-back": "{member} has no vote that could be taken back.",
    "already-voted": "The vote of {member} is recorded, and cannot be changed here.",
    "teller-votes": "{member} is a teller for the {side}.",
    "in-a-pair": "{member} is paired with {other}, and does not vote.",
    "no-tellers-here": "There are no tellers in this division.",
    "tellers-enough": "The {side} have {needed} tellers already.",
    "no-pairing": "Pairs are not recorded here.",
    "pair-of-one": "{member} cannot be paired with themselves.",
    "count-wanted": "Names do not make the count here. Give the count as the tellers announced it.",
    "count-not-of-names": "Here the count is of the names recorded ({named_ayes} ayes, {named_noes} noes),"
    " and another ({ayes} ayes, {noes} noes) was to be declared. Declare the count of the names.",
    "no-tie": "There is no tie for a casting vote to decide.",
    "void-why": "Say why the division is void.",
}

_SPOKEN = {
    "more-than": "more than",
    "at-least": "at least",
    "ayes-and-noes": "ayes and noes",
    "votes": "votes, abstentions among them",
    "present": "present",
    "roll": "on the roll",
    "aye": "ayes",
    "no": "noes",
    "abstain": "abstentions",
    "both": "in both lobbies",
    "all": "the whole roll",
}
_AS_IDS = frozenset({"comparison", "base", "side", "group"})


LANGUAGES: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = {
    "en": (SENTENCES, _SPOKEN),
    "he": (division_words_hebrew.SENTENCES, division_words_hebrew.SPOKEN),
}
"""Sentences, and what ids within them are called, by language code."""


def say(message: Message, language: str = "en") -> str:
    """Give the sentence of a message of a division; in English where there are none in a language."""
    sentences, called = LANGUAGES.get(language, LANGUAGES["en"])
    spoken = {
        name: called.get(words, words) if name in _AS_IDS else words for name, words in message.parameters
    }
    return sentences[message.id].format(**spoken)


def refusal(message: Message) -> DivisionError:
    """Make the error that says a message."""
    return DivisionError(say(message), message)
