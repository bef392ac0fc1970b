"""The chamber as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class Chamber(AppConfig):
    """The one app."""

    name = "onevoice.chamber"
    label = "chamber"
    verbose_name = "onevoice"
