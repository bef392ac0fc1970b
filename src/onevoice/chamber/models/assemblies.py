"""Assemblies, and what is published beside their papers."""

from __future__ import annotations

from django.db import models

from onevoice.chamber.models.ids import new_id


class Assembly(models.Model):
    """A body with its own roll, papers and minutes; nothing is shared between two."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    pack = models.CharField(max_length=60)
    """Rule pack that new papers go by."""
    language = models.CharField(max_length=10, default="en")
    time_zone = models.CharField(max_length=60, default="UTC")
    width = models.PositiveSmallIntegerField(default=80)
    """Characters to a line of published versions."""
    is_open = models.BooleanField(default=True)
    """Whether visitors may read papers and minutes."""
    is_demo = models.BooleanField(default=False)

    class Meta:
        """Listed by name."""

        ordering = ("name", "id")

    def __str__(self) -> str:
        """Give the name."""
        return self.name


class Material(models.Model):
    """A file that is linked from an assembly's pages: a report, a briefing note."""

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    assembly = models.ForeignKey(Assembly, models.CASCADE, related_name="materials")
    paper = models.ForeignKey("Paper", models.CASCADE, null=True, related_name="materials")
    title = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    """File name under the assembly's folder of materials."""

    class Meta:
        """In order of title."""

        ordering = ("title", "id")
