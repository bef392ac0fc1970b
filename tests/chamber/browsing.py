"""A browser without a screen: Django's client, signed in as whoever acts."""

from __future__ import annotations

from django.conf import settings
from django.test import Client

from chamber.assemblies import Town
from onevoice.chamber import models
from onevoice.chamber.acts.may import Doer
from onevoice.chamber.pages.visit import PEOPLE


def town_client(town: Town, doer: Doer | None = None, *, language: str = "en") -> Client:
    """Give a client that reads a town's pages as somebody on its roll; a visitor where nobody is named.

    Parameters
    ----------
    town : Town
    doer : Doer, optional
    language : str
        In which the pages are read.
    """
    client = Client()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    if doer is not None and doer.person:
        person = models.Person.objects.get(pk=doer.person)
        session = client.session
        session[PEOPLE] = {town.assembly.id: [person.id, person.epoch]}
        session.save()
    return client
