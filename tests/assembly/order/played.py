"""Debates that took place, played act by act; the questions as they are put are kept beside them."""

from __future__ import annotations

import re

import pytest

from onevoice.assembly.division import Count
from onevoice.assembly.motion import Amendment, Motion
from onevoice.assembly.order.debate import Debate
from onevoice.assembly.order.events import (
    Call,
    Collect,
    Declare,
    Divide,
    Move,
    Number,
    Put,
    TableAmendment,
    TableMotion,
)
from onevoice.assembly.order.questions import question_now
from onevoice.assembly.order.step import pack_of, replay, step
from onevoice.assembly.wording.publishing import publish
from onevoice.formats.notation import read_notation
from onevoice.formats.plain_text import parse_plain


class Played:
    """A debate that goes on act by act.

    Attributes
    ----------
    debate : Debate
    asked : list of str
        The questions that were put, in the chair's words.
    """

    def __init__(self, pack):
        self.debate, self.asked, self.acts = Debate(pack), [], []

    def do(self, *acts):
        """Let acts happen, one after another."""
        for act in acts:
            self.debate = step(self.debate, act)
            self.acts.append(act)
            if isinstance(act, Put):
                self.asked += question_now(self.debate, pack_of(self.debate))

    def table(self, id_, words, title="", **about):
        """Hand a motion in, and number it."""
        self.do(TableMotion(Motion(id_, title, parse_plain(words)), **about), Number(id_, id_))

    def amend(self, id_, target, notation, *, behalf="", mover="", notice=""):
        """Hand an amendment in, as the order paper words it, and number it."""
        version = publish(self.debate.motion(target).text)
        operations = read_notation(version, notation, id_)
        one = Amendment(id_, target, operations, mover=mover, notice=notice)
        self.do(TableAmendment(one, behalf=behalf), Number(id_, id_))

    def divide(self, ayes, noes, question="", at="", **beside):
        """Put the question if it is not put yet, divide, and declare."""
        if not question:
            self.do(Put(at=at))
        self.do(Divide(question, at=at), Declare(Count(ayes, noes, **beside), question, at=at))

    def voice(self, *, agreed):
        """Put the question, and let the voices decide it."""
        self.do(Put(), Collect(agreed))

    def bring(self, on, at=""):
        """Call an amendment and have it moved."""
        self.do(Call(on, at=at), Move(on, at=at))

    def words(self, motion):
        """Give the words of a motion as they now read, with single blanks."""
        return folded(" ".join(block.words for block in self.debate.motion(motion).text.blocks))

    def stages(self, *ids):
        """Give the stages of several."""
        return [self.debate.named(one).stage for one in ids]

    def outcomes(self):
        """Give every decision: question, outcome, how, ayes and noes."""
        return [
            (
                one.question,
                one.outcome.value,
                one.how.value,
                *((one.count.ayes, one.count.noes) if one.count else ()),
            )
            for one in self.debate.decisions
        ]

    def replays(self):
        """Whether the acts, played again from the beginning, give this debate."""
        return replay(Debate(self.debate.pack), self.acts) == self.debate


def folded(words):
    """Give words with single blanks: a record doubles some where its printed lines broke."""
    return " ".join(words.split())


def quoted(words):
    """Give the words that a record sets in quotation marks, from the first mark to the last."""
    return re.search("“(.*)”", words, re.DOTALL)[1]


def real(path):
    """Give a path of real files, or skip where they are not."""
    if not path.exists():
        pytest.skip(f"{path.name} (shared/data beside the checkout) is not on this machine")
    return path
