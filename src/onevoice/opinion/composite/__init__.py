"""Composite wording: from the clauses on a paper, the text that the broadest coalition can carry."""
