"""A form that was refused, shown again with what was typed: kept in the session until the page is made."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict

_KEPT = "again"
_MOST = 20_000  # characters; what is longer is told, and not kept
_UNSAFE = frozenset({"csrfmiddlewaretoken", "seen", "next", "again"})


@dataclass(frozen=True, slots=True)
class Again:
    """A form as it was sent.

    Attributes
    ----------
    act : str
        Row of the permission table.
    on : str
        What it was about.
    typed : QueryDict
    sentence : str
        Why nothing was done.
    """

    act: str
    on: str
    typed: QueryDict
    sentence: str


def asked(request: HttpRequest) -> bool:
    """Say whether a form wants to be shown again, and the page that it stood on can do so."""
    return bool(request.POST.get(_KEPT))


def keep(request: HttpRequest, paper: str, act: str, sentence: str) -> None:
    """Keep a form that was refused, for the page that it stood on."""
    typed = request.POST.copy()
    for name in _UNSAFE:
        typed.pop(name, None)
    written = typed.urlencode()
    on = ",".join(request.POST.getlist("on"))
    request.session[_KEPT] = [paper, act, on, written if len(written) <= _MOST else "", sentence]


def take(request: HttpRequest, paper: str) -> Again | None:
    """Give the form that was refused on a paper, once."""
    kept = request.session.get(_KEPT)
    if not kept or kept[0] != paper:
        return None
    del request.session[_KEPT]
    _paper, act, on, written, sentence = kept
    return Again(act, on, QueryDict(written), sentence)
