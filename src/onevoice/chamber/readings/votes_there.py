"""How many votes there can be at most, so that a slip of the hand declares no count that cannot be."""

from __future__ import annotations

from fractions import Fraction

from onevoice.chamber import models
from onevoice.chamber.acts.standing import is_member
from onevoice.chamber.readings import papers


def most_votes(assembly: str, paper: str) -> int:
    """Give the most votes that a count on a paper can come to.

    That is the roll's, by heads or by weight; where more were counted present than are on the roll, theirs.

    Raises
    ------
    NotHere
        If the assembly has no such paper.
    """
    debate = papers.paper(assembly, paper).debate
    roll = [one for one in models.Person.objects.filter(assembly_id=assembly) if is_member(one)]
    weight = sum((Fraction(one.weight) for one in roll), Fraction())
    present = debate.sitting.present if debate.sitting else None
    return max(len(roll), int(weight), present or 0)
