"""The running assembly: the only room with a database and a network."""
