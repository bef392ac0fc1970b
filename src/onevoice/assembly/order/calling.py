"""In which order amendments are called: the usual orders, for packs to choose from."""

from __future__ import annotations

import re

from onevoice.assembly.messages import Message
from onevoice.assembly.order import places
from onevoice.assembly.order.debate import Debate, ListedAmendment
from onevoice.assembly.order.falling import text_of
from onevoice.assembly.order.pack import Called, Order, Pack
from onevoice.assembly.order.paper import to, waiting


def calling_order(debate: Debate, pack: Pack, target: str) -> tuple[Called, ...]:
    """Give the amendments to a motion or amendment that wait, in the order in which they are called.

    Those taken en bloc are not among them.
    """
    return pack.order(debate, waiting(debate, pack, target))


def in_turn(debate: Debate, pack: Pack, target: str) -> tuple[tuple[ListedAmendment, Called | None], ...]:
    """Give every amendment to a motion or amendment: those that wait in order of calling, then the others.

    Beside each that waits stands why it comes where it comes.
    """
    turns = {one.id: one for one in calling_order(debate, pack, target)}
    rest = [one.id for one in to(debate, target) if one.id not in turns]
    return tuple((debate.amendment(on), turns.get(on)) for on in (*turns, *rest))


def by_text(rule: str, tie: str) -> Order:
    """Make the order of the text: by the first words that an amendment touches; at one place, by notice."""

    def order(debate: Debate, on: tuple[str, ...]) -> tuple[Called, ...]:
        def start(listed: ListedAmendment) -> places.Place:
            return places.start(text_of(debate, listed.amendment.target), listed.operations)

        listed = sorted((debate.amendment(one) for one in on), key=lambda one: (start(one), notice(one)))
        starts = [start(one) for one in listed]
        return tuple(
            Called(one.id, tie, Message.of("same-place-by-notice", text=one.id))
            if starts.count(start(one)) > 1
            else Called(one.id, rule, Message.of("by-place", text=one.id))
            for one in listed
        )

    return order


def by_notice(rule: str) -> Order:
    """Make the order of notice; by number and then by id where no notice is known."""

    def order(debate: Debate, on: tuple[str, ...]) -> tuple[Called, ...]:
        listed = sorted((debate.amendment(one) for one in on), key=notice)
        return tuple(Called(one.id, rule, Message.of("by-notice", text=one.id)) for one in listed)

    return order


def by_ranking(matter: str, rule: str, otherwise: Order) -> Order:
    """Make an order by what a person ranked, the first first; what was not ranked stands as in another order.

    The ranked take, among themselves, the turns that the other order gives to them.
    """

    def order(debate: Debate, on: tuple[str, ...]) -> tuple[Called, ...]:
        turns = list(otherwise(debate, on))
        for judgement in debate.judgements:
            if judgement.matter != matter:
                continue
            ranked = [one for one in judgement.on if one in on]
            held = sorted(next(n for n, turn in enumerate(turns) if turn.id == one) for one in ranked)
            why = Message.of("by-ranking", matter=matter, by=judgement.by, reason=judgement.reason)
            for place, one in zip(held, ranked, strict=True):
                turns[place] = Called(one, rule, why)
        return tuple(turns)

    return order


def as_selected(rule: str, otherwise: Order) -> Order:
    """Make the order in which the chair named them on selecting; the rest as in another order."""

    def order(debate: Debate, on: tuple[str, ...]) -> tuple[Called, ...]:
        named = [one for one in debate.selected if one in on]
        rest = tuple(one for one in on if one not in named)
        first = (Called(one, rule, Message.of("as-selected", text=one)) for one in named)
        return (*first, *otherwise(debate, rest))

    return order


def notice(listed: ListedAmendment) -> tuple[bool, str, list[tuple[int, str]]]:
    """Give what notice is sorted by: the time, unknown last; then number or id, "2" before "10"."""
    named = listed.number or listed.id
    parts = re.findall(r"[0-9]+|[^0-9]+", named)
    natural = [(int(part), "") if part[0] in "0123456789" else (-1, part) for part in parts]
    return not listed.amendment.notice, listed.amendment.notice, natural
