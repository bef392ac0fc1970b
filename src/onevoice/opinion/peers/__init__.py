"""The methods of the peers, for comparison with our own on the same cells."""
