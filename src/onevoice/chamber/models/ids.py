"""Random ids: they tell nothing of who, when or in which order."""

from __future__ import annotations

import secrets


def new_id() -> str:
    """Draw an id of 64 random bits, as hexadecimal digits."""
    return secrets.token_hex(8)
