"""English sentences for what divisions refuse, find and come to, by message id."""

from __future__ import annotations

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
}


def say(message: Message) -> str:
    """Give the English sentence of a message of a division."""
    return SENTENCES[message.id].format(**dict(message.parameters))


def refusal(message: Message) -> DivisionError:
    """Make the error that says a message."""
    return DivisionError(say(message), message)
