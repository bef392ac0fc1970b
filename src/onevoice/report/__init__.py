"""An analysis as a page, a table, a picture. It computes nothing: it words, orders and draws."""

from __future__ import annotations

from onevoice.report.page import render
from onevoice.report.writing import write

__all__ = ["render", "write"]
