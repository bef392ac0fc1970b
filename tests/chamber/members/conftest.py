"""Pages that tell a test what they were made from."""

from __future__ import annotations

import pytest
from django.template import Template
from django.test.utils import instrumented_test_render


@pytest.fixture(autouse=True)
def _told_contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a response name the context that its page was drawn from."""
    monkeypatch.setattr(Template, "_render", instrumented_test_render)
