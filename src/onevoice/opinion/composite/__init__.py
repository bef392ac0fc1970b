"""Composite wording: from the clauses on a paper, the text that the broadest coalition can carry."""

from __future__ import annotations

from onevoice.opinion.composite.aims import Aim
from onevoice.opinion.composite.carry import CarryModel, ShareOfClauses
from onevoice.opinion.composite.composing import Composite, compose
from onevoice.opinion.composite.papers import Demands

__all__ = ["Aim", "CarryModel", "Composite", "Demands", "ShareOfClauses", "compose"]
