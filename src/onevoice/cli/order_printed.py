"""The lines of an order paper, as `onevoice order` prints them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]

_WHEN = {
    "now": "Now",
    "called": "To call {on}",
    "moved": "When {on} is moved",
    "put": "To put it",
    "agreed": "If it is agreed to",
    "negatived": "If it is negatived",
    "first": "Before that can be",
}


def lines(sheet: Document) -> Iterator[str]:
    """Give the lines of an order paper from its plain values."""
    yield from _head(sheet)
    for motion in sheet["motions"]:
        yield ""
        yield from _motion(motion)
    yield ""
    yield "The question now"
    yield from (f"  {one['sentence']}" for one in sheet["question_now"])
    if not sheet["question_now"]:
        yield "  No question is pending."
    if sheet["to_judge"]:
        yield ""
        yield "For a person to judge"
        yield from (line for one in sheet["to_judge"] for line in _to_judge(one))
    yield ""
    yield "The chair says"
    for moment in sheet["script"]:
        if moment["says"]:
            yield f"  {_WHEN[moment['when']].format(on=_called(sheet, moment['on']))}:"
            yield from (f"    {sentence}" for sentence in moment["says"])


def _head(sheet: Document) -> Iterator[str]:
    if sheet["title"]:
        yield sheet["title"]
    yield f"Rules: {sheet['pack']['title']} ({sheet['pack']['id']})"
    for one in sheet["supposed"]:
        yield ""
        yield f"Supposed: {one['number']} {one['outcome']}."
        yield from _falls(one, "  Then ")


def _motion(motion: Document) -> Iterator[str]:
    name = f"Motion {motion['number'] or motion['id']}"
    yield f"{name}: {motion['title']}" if motion["title"] else name
    yield f"  {_standing(motion)}"
    yield from _ruling(motion)
    yield ""
    yield from (f"  {line}".rstrip() for line in motion["text"])
    yield from _amendments(motion["amendments"], "")
    for bloc in motion["blocs"]:
        yield ""
        yield f"  En bloc, {bloc['id']}: {', '.join(bloc['on'])}" + (
            f" ({bloc['title']})" if bloc["title"] else ""
        )
        yield from _both(bloc, "    ")


def _amendments(amendments: list[Document], indent: str) -> Iterator[str]:
    """Give the amendments to one text: first those that wait, in order of calling."""
    waiting = [one for one in amendments if one["turn"]]
    others = [one for one in amendments if not one["turn"]]
    for title, listed in (("In order of calling", waiting), ("Not waiting to be called", others)):
        if not listed:
            continue
        yield ""
        yield f"{indent}  {title}"
        for one in listed:
            yield ""
            yield from _amendment(one, indent)


def _amendment(one: Document, indent: str) -> Iterator[str]:
    place = f"{one['turn']}. " if one["turn"] else ""
    inner = f"{indent}    "
    yield f"{indent}  {place}Amendment {one['number'] or one['id']}: {_standing(one)}"
    yield from (f"{inner}{line}" for line in one["says"])
    if one["why"]:
        yield f"{inner}Why now: {one['why']['sentence']} [{one['why']['rule']}]"
    yield from (f"{indent}{line}" for line in _ruling(one, "    "))
    if one["decision"] and one["decision"]["ayes"] is not None:
        yield f"{inner}Ayes {one['decision']['ayes']}, noes {one['decision']['noes']}."
    yield from _both(one, inner)
    yield from _amendments(one["amendments"], f"{indent}  ")


def _both(one: Document, indent: str) -> Iterator[str]:
    for key, said in (("if_agreed", "If agreed to, "), ("if_negatived", "If negatived, ")):
        if one[key]:
            yield from _falls(one[key], f"{indent}{said}")


def _falls(outcome: Document, said: str) -> Iterator[str]:
    if outcome["cannot"]:
        yield f"{said}nothing can be done: {outcome['cannot']}"
        return
    indent = " " * (len(said) - len(said.lstrip()))
    falls = outcome["falls"]
    if not falls:
        yield f"{said}nothing falls."
        return
    yield f"{said}{', '.join(one['number'] for one in falls)} {'falls' if len(falls) == 1 else 'fall'}:"
    yield from (f"{indent}  {one['number']}: {one['sentence']} [{one['rule']}]" for one in falls)


def _standing(one: Document) -> str:
    """Say at which stage something is, and whose it is."""
    moved = one["stage"] == "moved" and one["mover"]
    said = [f"moved by {one['mover']}" if moved else one["stage"].replace("-", " ")]
    if one["mover"] and not moved:
        said.append(f"in the name of {one['mover']}")
    if one["seconder"]:
        said.append(f"seconded by {one['seconder']}")
    return ", ".join(said)


def _ruling(one: Document, indent: str = "  ") -> Iterator[str]:
    if one["ruling"]:
        yield f"{indent}{one['ruling']['sentence']} [{one['ruling']['rule']}]"


def _to_judge(one: Document) -> Iterator[str]:
    waits = "; calling waits for it" if one["waits"] else ""
    yield f"  {one['matter']} of {', '.join(one['on'])} [{one['rule']}{waits}]"
    yield f"    {one['words']}"


def _called(sheet: Document, on: str) -> str:
    """Give the letter or number of what is called or moved."""

    def among(listed: list[Document]) -> Iterator[Document]:
        for one in listed:
            yield one
            yield from among(one["amendments"])

    found = next((one for one in among(sheet["motions"]) if one["id"] == on), None)
    return (found["number"] if found else "") or on
