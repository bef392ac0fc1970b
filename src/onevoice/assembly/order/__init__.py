"""Rules of order: what may be done with a paper, in which order, and what follows; rules as data."""
