"""``python -m onevoice`` is the command ``onevoice``."""

from onevoice.cli import main

main()
