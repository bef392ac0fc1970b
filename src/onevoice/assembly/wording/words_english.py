"""Sentences for every message of this room in English."""

from __future__ import annotations

from onevoice.assembly.wording.tongue import Tongue

_SENTENCES = {
    # an operation that does not rest on the text it is put to
    "block-gone": "Block {block} is not in this text."
    " Draw the amendment up anew on the text as it now stands.",
    "block-changed": "The words have changed since the amendment was drawn up: they now read"
    " “{words:brief}”."
    " Rebase the amendment, or draw it up anew.",
    "text-changed": "The text has changed since the amendment that replaces the whole of it was drawn up."
    " Draw it up anew on the text as it now stands.",
    "span-outside": "Block {block} has {length} characters, so there are no words from {start} to {end}."
    " Quote the words again.",
    "cuts-letter": "In block {block}, offset {at} parts a letter from its marks (“{words:brief}”)."
    " Take the whole letter.",
    "letters-fuse": "In block {block}, the words would run together into other letters (“{words:brief}”)."
    " Leave out or insert whole words.",
    "id-taken": "A block with the id {block} stands in the text already."
    " Give the inserted block an id of its own.",
    # operations that cannot be carried together
    "clash": "Amendments {first} and {second} change the same words (“{words:brief}”)."
    " Carry one of them, or word them anew.",
    "clash-within": "Two operations of one amendment change the same words (“{words:brief}”)."
    " Say it in one operation.",
    "whole-and-part": "The whole text is replaced, so no part of it can be changed beside that."
    " Carry one of them.",
    # amendments to amendments
    "other-target": "Amendment {amendment} is to {target}, not to {text}. Put it to the text that it names.",
    "same-amendment-id": "Two amendments are called {amendment}. Give one of them another letter or number.",
    "amendment-cycle": "These amendments amend each other in a circle: {path}."
    " Name the text that the first of them amends.",
    "different-targets": "Amendment {first} is to {one} and amendment {second} to {other}."
    " Combine amendments to one text at a time.",
    "nothing-inserted": "Amendment {amendment} inserts no words that could be amended."
    " Amend the text itself instead.",
    "no-whole-block": "A whole block ({block}) cannot stand within words that run on (“{words:brief}”)."
    " Insert its words there, without a new block.",
    # how two operations stand to each other
    "disjoint": "They have nothing in common.",
    "touching-words": "They meet between “{before}” and “{after}”, without a word in common."
    " Both can be carried.",
    "touching-blocks": "They meet beside “{words:brief}”, without a word in common. Both can be carried.",
    "same-point-words": "Both insert between “{before}” and “{after}”."
    " Both can be carried; the words stand in order of notice.",
    "same-point-gap": "Both put blocks after “{words:brief}”."
    " Both can be carried; the blocks stand in order of notice.",
    "same-point-start": "Both put blocks before the first."
    " Both can be carried; the blocks stand in order of notice.",
    "same-point-end": "Both add at the end. Both can be carried, in turn.",
    "overlapping-words": "Both change “{words:brief}”.",
    "overlapping-instead": "Both leave out “{words:brief}”; instead {by_first} puts “{first:brief}”, and"
    " {by_second} “{second:brief}”.",
    "overlapping-or-nothing": "Both leave out “{words:brief}”; instead {putting} puts “{instead:brief}”, and"
    " {leaving} nothing.",
    "overlapping-moves": "They move “{words:brief}” to different places.",
    "overlapping-wholes": "Both replace the whole text, by different words.",
    "containing-words": "{container:start} changes “{words:brief}”; that contains “{inner:brief}”,"
    " which {contained} changes.",
    "containing-insertion": "{container:start} leaves out “{words:brief}”, within which {contained}"
    " inserts “{inner:brief}”.",
    "containing-block": "{container:start} leaves out the whole of “{words:brief}”, in which {contained}"
    " changes words.",
    "containing-move": "{container:start} leaves out “{words:brief}”, which {contained} moves.",
    "containing-whole": "{container:start} replaces the whole text, of which {contained} changes a part.",
    "identical-words": "Both make the same change: “{words:brief}”.",
    "identical-blocks": "Both leave out the whole of “{words:brief}”.",
    "identical-moves": "Both move “{words:brief}” to one place.",
    "identical-insertions": "Both insert the same words at one place: “{words:brief}”.",
    "identical-wholes": "Both replace the whole text by the same words.",
    # what cannot be carried over to a changed text
    "already-made": "The same has been carried already: “{words:brief}”.",
    "already-done": "The same has been carried already.",
    "end-taken": "Others have added at the end, and “{words:brief}” cannot be put before their words."
    " Carry it first, or place it by hand.",
    "block-joined": "Words added at the end have joined a block, which now reads “{words:brief}”."
    " Place it by hand.",
    "end-joined": "Words added at the end have joined “{words:brief}”, and blocks would come between."
    " Place them by hand.",
    # the list of changes
    "changes-whole": "Amendment {amendment} leaves out the whole text and inserts another.",
    "changes-block-out": "Amendment {amendment}: leave out {place}, “{words}”.",
    "changes-block-after": "Amendment {amendment}: after {place}, insert “{words}”.",
    "changes-block-first": "Amendment {amendment}: at the beginning, insert “{words}”.",
    "changes-run-on": "Amendment {amendment}: at the end of the inserted “{after}”, add “{words}”.",
    "changes-move-after": "Amendment {amendment}: move {place} to stand after {after_place}: “{words}”.",
    "changes-move-first": "Amendment {amendment}: move {place} to the beginning: “{words}”.",
    "changes-exchange": "Amendment {amendment}: in {place}, leave out “{deleted}” and insert “{inserted}”.",
    "changes-out": "Amendment {amendment}: in {place}, leave out “{deleted}”.",
    "changes-in": "Amendment {amendment}: in {place}, after “{before}”, insert “{inserted}”.",
    "changes-in-first": "Amendment {amendment}: in {place}, at the beginning, insert “{inserted}”.",
    # identity
    "nothing-follows": "Block {block} is the last: there is none to join it with.",
    # versions
    "no-such-line": "There is no line {line}: version {version} has lines {first} to {last}.",
    "no-lines": "There is no line {line}: version {version} has no lines.",
}

ENGLISH = Tongue(
    sentences=_SENTENCES,
    kinds={"heading": "heading", "paragraph": "paragraph", "list-entry": "list entry", "clause": "clause"},
    amendment="amendment {id}",
    parties={
        "first": "the first",
        "second": "the second",
        "open": "this amendment",
        "carried": "the one that was carried",
    },
    begins="the {kind} “{begins}”",
    heads={
        "clash": "Amendments {one} and {other} clash",
        "beside": "Amendments {one} and {other}",
        "line": " (line {line})",
        "same": "The two texts say the same.",
        "advice": "Carry one of those that clash, or word them anew.",
    },
    states={"deleted": "deleted", "inserted": "inserted", "here": "moved here", "away": "moved away"},
)
