"""The command line: one command per module; parse, call, print."""
