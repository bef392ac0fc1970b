"""What a person must judge, or may raise: each matter with its rule and the texts that it can be about."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from onevoice.assembly.order.asking import to_judge
from onevoice.assembly.order.pack import Matter
from onevoice.assembly.order.paper import AnyListed
from onevoice.assembly.order.stages import BEFORE_PAPER, STANDING
from onevoice.chamber.readings.papers import PaperRead

_TITLES = {
    "inconsistent": gettext_noop("Two texts that are inconsistent with each other"),
    "same-effect": gettext_noop("To the same effect as one that was negatived"),
    "expanded-negative": gettext_noop("Does no more than say no"),
    "irregular": gettext_noop("Irregular"),
    "drafting": gettext_noop("Simple and uncontroversial: drafting only"),
    "reverses": gettext_noop("Reverses the motion"),
    "not-relevant": gettext_noop("Not relevant"),
    "subverts": gettext_noop("Subverts the motion"),
    "further-reaching": gettext_noop("Which goes furthest"),
    "not-germane": gettext_noop("Not germane"),
    "merely-negates": gettext_noop("Merely negates"),
    "same-question": gettext_noop("The same question as one that was decided"),
    "independent-subjects": gettext_noop("Its subjects are independent of each other"),
    "order": gettext_noop("The order in which they are called"),
    "negates": gettext_noop("Negates the motion"),
    "same-as-a-vote-against": gettext_noop("Comes to the same as a vote against"),
}
"""What the matters of the packs that are shipped are called."""

Texts = tuple[tuple[str, str], ...]
"""Id and name of each."""


@dataclass(frozen=True, slots=True)
class MatterRead:
    """A matter to judge on.

    Attributes
    ----------
    id, title : str
    words, rule : str
        What the rule says, and its number.
    ranking : bool
        Whether the texts are put in order; otherwise the answer is yes or no.
    reason : bool
        Whether a reason is asked for.
    refuses : bool
        Whether "yes" means that the text may not be moved.
    waits : bool
        Whether calling waits for it.
    texts : tuple of (str, str)
        That it is about, or may be.
    """

    id: str
    title: str
    words: str
    rule: str
    ranking: bool
    reason: bool
    refuses: bool
    waits: bool
    texts: Texts


def awaited(read: PaperRead) -> tuple[MatterRead, ...]:
    """Give what must be judged, or may, and has not been; what calling waits for comes first."""
    return tuple(_matter(read, one.matter, one.on) for one in to_judge(read.debate))


def to_raise(read: PaperRead) -> tuple[MatterRead, ...]:
    """Give every matter that the pack has a person judge on, with all that stands on the paper."""
    every: tuple[AnyListed, ...] = (*read.debate.motions, *read.debate.amendments)
    on = tuple(one.id for one in every if one.stage in STANDING - BEFORE_PAPER)
    motions = {one.id for one in read.debate.motions}
    amendments = tuple(one for one in on if one not in motions)  # they alone are put in an order
    found = tuple(_matter(read, one, amendments if one.ranking else on) for one in read.pack.matters)
    return tuple(one for one in found if one.texts and (len(one.texts) > 1 or not one.ranking))


def _matter(read: PaperRead, matter: Matter, on: tuple[str, ...]) -> MatterRead:
    words = next((one.words for one in read.pack.rules if one.number == matter.rule), "")
    return MatterRead(
        id=matter.id,
        title=_(_TITLES[matter.id]) if matter.id in _TITLES else matter.id.replace("-", " "),
        words=words,
        rule=matter.rule,
        ranking=matter.ranking,
        reason=matter.reason,
        refuses=matter.refuses,
        waits=matter.blocks,
        texts=tuple((one, read.names[one]) for one in on),
    )
