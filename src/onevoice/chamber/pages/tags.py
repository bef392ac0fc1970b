"""Template tags: built in to every template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorList
from django.http import HttpRequest
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from onevoice.assembly.order.debate import ListedAmendment, ListedMotion
from onevoice.assembly.order.rulings import Ruling
from onevoice.assembly.text import Text
from onevoice.assembly.wording.marked import MarkedBlock
from onevoice.assembly.wording.marking import Pair
from onevoice.assembly.wording.publishing import Version
from onevoice.chamber import static_files
from onevoice.chamber.pages import asking, drawing, kept, stage_words
from onevoice.chamber.pages.visit import Visit
from onevoice.chamber.readings.papers import PaperRead
from onevoice.chamber.readings.told import told
from onevoice.chamber.templatetags.sentences import apart

register = template.Library()


@register.simple_tag
def static_address(name: str) -> str:
    """Give the address of a static file, with its version in it."""
    return static_files.address(name)


# what differs between readers of one role


@register.tag
def each_reader(parser: Parser, _token: Token) -> EachReader:
    """Draw what is inside for each reader: the rest of a kept page is made once for all of a role."""
    inside = parser.parse(("end_each_reader",))
    parser.delete_first_token()
    return EachReader(inside)


class EachReader(Node):
    """What is drawn for each reader of a page."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Draw it, or keep its place on a page that is made for all."""
        making = kept.making_of(context.request)  # type: ignore[attr-defined]  # pages render with one
        if making is None or not making.has_readers:
            return self.nodelist.render(context)
        values = {name: value for name, value in context.flatten().items() if name != "messages"}
        page = context.template

        def draw(request: HttpRequest, visit: Visit) -> str:
            own = Context({**values, "visit": visit, "person": visit.person})
            own.template = page
            own.request = request  # type: ignore[attr-defined]
            return str(self.nodelist.render(own))

        return making.place(draw)


# buttons that do one act on a paper


@register.simple_tag(takes_context=True)
def act_button(
    context: Context, act: str, on: str = "", *, label: str, kind: str = "quiet", **said: Any
) -> SafeString:
    """Draw a button that does an act that nothing is filled in for; nothing where it may not be done.

    Parameters
    ----------
    act, on : str
        Of the permission table; id of what it is done to.
    label : str
    kind : str
        "quiet", "primary" or "warning".
    **said
        As `_act`.
    """
    return _act(context, act, on, f"act-{act}-{on}", label=label, kind=kind, **said)


@register.simple_block_tag(takes_context=True, end_name="end_act_form")
def act_form(
    context: Context, content: str, act: str, on: str = "", *, label: str = "", **said: Any
) -> SafeString:
    """Draw a form round the fields of an act; nothing where it may not be done. As `act_button`.

    The button is drawn after the fields, unless no label is given: then the fields bring their own.
    """
    return _act(context, act, on, "", label=label, content=content, **{"kind": "primary", **said})


@register.simple_tag(takes_context=True)
def may_act(context: Context, act: str, on: str = "", *, acts_for: str = "") -> bool:
    """Say whether an act may be done now, for a template that shows something else besides."""
    ruling = _ruling(context, act, on, acts_for)
    return ruling is not None and ruling.allowed


@register.simple_tag(takes_context=True)
def listed(context: Context, on: str) -> ListedMotion | ListedAmendment | None:
    """Give a motion or amendment of the page's paper by its id."""
    paper: PaperRead = context["paper"]
    return paper.debate.listed(on)


def _act(
    context: Context,
    act: str,
    on: str,
    identity: str,
    *,
    label: str,
    content: str = "",
    kind: str,
    about: str = "",
    acts_for: str = "",
    explain: bool = False,
    next: str = "",  # noqa: A002 - as the field is called
    **hidden: str,
) -> SafeString:
    """Draw a form that does an act.

    Parameters
    ----------
    about : str
        What the button is about, for who hears it alone: several on a page have one label.
    acts_for : str
        Id of the member for whom it is entered; "-" where a field of the form names the member.
    explain : bool
        Whether the reason stands in the place of a button that the order of things refuses.
    next : str
        Where to go afterwards; a part of this page ("#a1"), or another. This page where it is empty.
    **hidden
        Further fields that the form sends, as ``agreed="yes"``.
    """
    asked = _asked(context)
    found = _ruling(context, act, on, acts_for)
    if asked is None or found is None:
        return SafeString("")
    visit, paper = asked
    if not found.allowed:
        if not explain:
            return SafeString("")
        why = told(found.message, paper.names, paper.pack)
        return format_html('<p class="why-not">{}</p>', apart(why))
    for_whom = "" if acts_for == asking.SOMEBODY else acts_for
    fields = {"on": on, "acts_for": for_whom, **hidden}
    address = reverse("act", args=(visit.here.slug, paper.id, act))
    sent = (
        ("csrfmiddlewaretoken", context.get("csrf_token", "")),
        ("seen", paper.version),
        ("next", _back(context, next)),
        *((name, value) for name, value in fields.items() if value),
    )
    button = _button(label, about, kind, identity) if label else ""
    return format_html(_FORM, address, "" if content else " one-act", _hidden(sent), content, button)


# a page draws hundreds of them: a template for each would take most of its time
_FORM = '<form method="post" action="{}" class="act{}">{}\n{}\n{}\n</form>'
_HIDDEN = '<input type="hidden" name="{}" value="{}">'
_BUTTON = '<button class="button {}"{}>{}{}</button>'


def _hidden(fields: Iterable[tuple[str, Any]]) -> SafeString:
    return format_html_join("", _HIDDEN, fields)


def _button(label: str, about: str, kind: str, identity: str) -> SafeString:
    own = format_html(' id="{}"', identity) if identity else ""
    more = format_html(' <span class="hidden"><bdi>{}</bdi></span>', about) if about else ""
    return format_html(_BUTTON, kind, own, label, more)


def _ruling(context: Context, act: str, on: str, acts_for: str) -> Ruling | None:
    """Rule; None where the table refuses, or the page has no paper."""
    asked = _asked(context)
    if asked is None or not asking.standing(asked[0], act, acts_for).allowed:
        return None
    return asking.ruling(*asked, act, on, acts_for)


def _asked(context: Context) -> tuple[Visit, PaperRead] | None:
    """Give who asks, and the paper of the page; None where it has none."""
    visit, paper = context.get("visit"), context.get("paper")
    making = kept.making_of(context.request)  # type: ignore[attr-defined]  # pages render with one
    if making is not None and making.has_readers:
        making.asks_who_reads = True
    if isinstance(visit, Visit) and visit.assembly and isinstance(paper, PaperRead):
        return visit, paper
    return None


def _back(context: Context, asked: str) -> str:
    here: str = context.request.get_full_path()  # type: ignore[attr-defined]  # pages render with one
    if asked.startswith("#"):
        return urlsplit(here)._replace(fragment=asked[1:]).geturl()
    return asked or here


# words


@register.filter
def moment(at: str | datetime | None) -> SafeString:
    """Draw a moment in the assembly's time zone; ISO 8601 in UTC, or as rows have it."""
    if not at:
        return SafeString("")
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    there = timezone.localtime(when) if timezone.is_aware(when) else when
    return format_html(
        '<time datetime="{}">{}</time>', when.isoformat(), date_format(there, "DATETIME_FORMAT")
    )


@register.filter
def called(id: str, names: Mapping[str, str]) -> SafeString:  # noqa: A002 - a person's or text's id
    """Say what an id is called; words that people typed run in a direction of their own."""
    return format_html("<bdi>{}</bdi>", names.get(id, id))


@register.simple_tag
def person(id: str, names: Mapping[str, str], groups: Iterable[str] = ()) -> SafeString:  # noqa: A002 - as above
    """Draw a person's name, with their groups as tags behind it."""
    drawn = format_html_join("", ' <span class="tag"><bdi>{}</bdi></span>', ((one,) for one in groups))
    return format_html('<span class="person"><bdi>{}</bdi>{}</span>', names.get(id, id), drawn)


@register.simple_tag
def group_tags(groups: Iterable[str]) -> SafeString:
    """Draw groups as tags."""
    return format_html_join(" ", '<span class="tag"><bdi>{}</bdi></span>', ((one,) for one in groups))


@register.filter
def staged(stage: Any) -> SafeString:
    """Draw a stage or an outcome as a badge: its word, and a look beside it."""
    tone = stage_words.TONES.get(stage, "waits")
    return format_html('<strong class="badge {}">{}</strong>', tone, stage_words.WORDS[stage])


@register.filter
def stage_word(stage: Any) -> str:
    """Give the word of a stage or an outcome."""
    return str(stage_words.WORDS[stage])


# texts


@register.simple_tag
def text_blocks(
    text: Text, version: Version | None = None, *, level: int = 3, prefix: str = ""
) -> SafeString:
    """Draw a text; with a published version, that with its line numbers."""
    if version is not None:
        return drawing.published(version, level=level, prefix=prefix)
    return drawing.written(text, level=level, prefix=prefix)


@register.simple_tag
def marked_blocks(
    marked: Iterable[MarkedBlock],
    names: Mapping[str, str] | None = None,
    language: str = "",
    *,
    level: int = 3,
) -> SafeString:
    """Draw a marked-up text; with names, what each amendment is called stands before its words."""
    return drawing.marked_up(marked, names or {}, language, level=level)


@register.simple_tag
def texts_beside(
    pairs: Iterable[Pair], names: Mapping[str, str] | None = None, language: str = ""
) -> SafeString:
    """Draw two texts side by side."""
    return drawing.beside(pairs, names or {}, language)


# forms


@register.simple_tag
def field(bound: BoundField, *, label: str = "") -> SafeString:
    """Draw a field: its label, hint and error, and the field itself."""
    kind = bound.field.widget.input_type if hasattr(bound.field.widget, "input_type") else "area"
    drawn = {"field": bound, "label": label or bound.label, "kind": kind}
    return SafeString(render_to_string("parts/field.html", drawn))


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Draw every field of a form, the hidden ones too; what is wrong with all of it is in the summary."""
    hidden = format_html_join("", "{}", ((one,) for one in form.hidden_fields()))
    return hidden + format_html_join("\n", "{}", ((field(one),) for one in form.visible_fields()))


@register.simple_tag
def error_summary(*given: forms.BaseForm | Any) -> SafeString:
    """List what is wrong with forms, each with a link to its field; nothing where nothing is.

    A sentence, or several of them, may be given beside forms.
    """
    wrong: list[tuple[str, str]] = []
    for one in given:
        if isinstance(one, forms.BaseForm):
            wrong += [("", str(error)) for error in one.non_field_errors()]
            wrong += [(_first_id(bound), said) for bound in one.visible_fields() for said in _said_of(bound)]
        elif one:
            wrong += [("", str(each)) for each in ([one] if isinstance(one, str) else one)]
    if not wrong:
        return SafeString("")
    return SafeString(render_to_string("parts/error_summary.html", {"wrong": wrong}))


def _said_of(bound: BoundField) -> Iterator[str]:
    """Say what is wrong with a field; where the sentence serves any field, with its label before it."""
    errors = bound.errors.as_data() if isinstance(bound.errors, ErrorList) else []
    for error, said in zip(errors, bound.errors, strict=True):
        general = error.code in {"required", "invalid_choice", "min_value", "max_value", "max_length"}
        yield _("%(field)s: %(wrong)s") % {"field": bound.label, "wrong": said} if general else str(said)


def _first_id(bound: BoundField) -> str:
    """Give the id of the first thing of a field that can have the focus."""
    identity = bound.id_for_label or bound.auto_id
    return f"{identity}_0" if bound.field.widget.use_fieldset and not bound.id_for_label else identity


@register.simple_block_tag
def details(content: str, summary: str, *, is_open: bool = False) -> SafeString:
    """Draw what can be folded away."""
    return format_html(
        "<details{}><summary>{}</summary>\n{}</details>",
        SafeString(" open" if is_open else ""),
        summary,
        content,
    )


@register.simple_block_tag
def notice(content: str, kind: str = "", *, title: str = "") -> SafeString:
    """Draw a notice: plain, "success", "warning" or "live"."""
    said = {"warning": _("Important"), "success": _("Done")}.get(kind, "")
    head = title or said
    drawn = format_html('<p class="notice-title">{}</p>', head) if head else SafeString("")
    return format_html('<div class="notice {}">{}{}</div>', kind, drawn, content)
