"""Fields of acts on the officers' pages, with what was typed: ``{% load officers %}``."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from onevoice.chamber.pages.act_forms import FORMS, ActForm
from onevoice.chamber.pages.again import Again

register = template.Library()


@register.simple_tag(takes_context=True)
def fields_of(context: Context, act: str, on: str = "", mark: str = "") -> ActForm:
    """Give the form of an act, for ``{% field form.reason %}``; as it was typed, if it was just refused.

    Parameters
    ----------
    act, on : str
        Of the permission table; what it is about.
    mark : str
        Sets the ids of its fields apart from those of other forms on the page.
    """
    ids = f"{act}-{mark or on}-%s"
    refused = context.get("again")
    if isinstance(refused, Again) and refused.act == act and refused.on == on and refused.typed:
        return FORMS[act](refused.typed, auto_id=ids)
    return FORMS[act](auto_id=ids)


@register.simple_tag(takes_context=True)
def typed(context: Context, act: str, name: str, otherwise: str = "") -> str:
    """Give what was typed into a field of an act that was just refused."""
    refused = context.get("again")
    if isinstance(refused, Again) and refused.act == act:
        return str(refused.typed.get(name, otherwise))
    return otherwise


@register.simple_tag
def options(given: list[tuple[str, str]], chosen: str = "") -> SafeString:
    """Draw what can be chosen: value and words of each."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if value == chosen else "", words) for value, words in given),
    )
