"""Django's list of addresses, made from the table."""

from __future__ import annotations

from django.urls import path

from onevoice.chamber.pages.page import page
from onevoice.chamber.pages.routes import ROUTES

urlpatterns = [path(route.pattern, page(route), name=route.name) for route in ROUTES]
handler404 = "onevoice.chamber.pages.failing.not_found"
handler500 = "onevoice.chamber.pages.failing.broken"
