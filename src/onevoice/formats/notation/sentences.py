# quotation marks of all kinds are meant
"""What is said of a notation that cannot be read as it stands, in English and German."""

from __future__ import annotations

from onevoice.assembly.messages import Message
from onevoice.assembly.wording.sentences import brief
from onevoice.errors import WordingError

SENTENCES = {
    "en": {
        "not-understood": "“{words}” is not a notation that can be read. Write for example: leave out “X”"
        " and insert “Y”; in line 4, after “X” insert “Y”; leave out from “X” to end and add “Y”; at end"
        " add “Y”. Put the words of the text in quotation marks.",
        "page-named": "“{words}” names a page, and texts here have lines only. Name the line: in line 4, ...",
        "quotation-open": "The quotation that begins {words} has no closing quotation mark. Close it, or"
        " put the words in double quotation marks if there is an apostrophe in them.",
        "quotation-empty": "A quotation is empty. Quote the words as they stand in the text.",
        "not-found": "“{words}” does not stand in {where}.{candidates} Quote the words as they stand there.",
        "not-between": "“{words}” does not stand after “{first}” in {where}.{candidates} Quote the words"
        " as they stand there.",
        "found-twice": "“{words}” stands {count} in {where}: {candidates}. Say which is meant: in"
        " line {line}, ..., or the second “{words}”.",
        "fewer-than": "“{words}” stands {count} in {where}, so there is no number {ordinal}:"
        " {candidates}. Say which is meant: in line {line}, ...",
        "no-such-place": "There is no {place} in this text. {there}",
        "place-twice": "{place} stands {count} times in this text: {candidates}. Name the line instead: in"
        " line {line}, ...",
        "no-such-line": "There is no line {line}: version {version} has lines {first} to {last}.",
        "no-lines": "There is no line {line}: version {version} has no lines.",
        "lines-backwards": "Lines {first} to {last} run backwards. Name the first line first.",
        "overlap-within": "Two parts of the notation change the same words (“{words}”). Say it in one.",
        "insert-within": "Several paragraphs cannot be inserted in the middle of one (after “{words}”)."
        " Insert them after the paragraph: after paragraph {paragraph} insert ...",
        "move-words": "Only whole paragraphs, entries and headings can be moved, and line {line} is a part"
        " of one. Leave the words out there and insert them where they are to stand.",
        "move-into": "A block cannot be moved to stand beside itself. Name another place.",
        "not-sayable": "These changes cannot be said in words. Publish the amended text itself beside the"
        " text.",
        "nothing-to-insert": "There is nothing between the quotation marks to insert. Write the words there.",
    },
    "de": {
        "not-understood": "„{words}“ ist keine Antragsnotation, die gelesen werden kann. Schreiben Sie zum"
        " Beispiel: In Zeile 4 werden die Wörter „X“ durch die Wörter „Y“ ersetzt; Nach „X“ wird „Y“"
        " eingefügt; Die Wörter „X“ werden gestrichen; Am Ende anfügen: „Y“. Setzen Sie die Wörter des"
        " Textes in Anführungszeichen.",
        "page-named": "„{words}“ nennt eine Seite, und Texte haben hier nur Zeilen. Nennen Sie die Zeile:"
        " In Zeile 4 ...",
        "quotation-open": "Das Zitat, das mit {words} beginnt, hat kein schließendes Anführungszeichen."
        " Schließen Sie es, oder setzen Sie die Wörter in doppelte Anführungszeichen, wenn ein Apostroph"
        " darin steht.",
        "quotation-empty": "Ein Zitat ist leer. Zitieren Sie die Wörter, wie sie im Text stehen.",
        "not-found": "„{words}“ steht nicht in {where}.{candidates} Zitieren Sie die Wörter, wie sie dort"
        " stehen.",
        "not-between": "„{words}“ steht nicht nach „{first}“ in {where}.{candidates} Zitieren Sie die"
        " Wörter, wie sie dort stehen.",
        "found-twice": "„{words}“ steht {count} in {where}: {candidates}. Sagen Sie, was gemeint ist:"
        " In Zeile {line} ..., oder das zweite „{words}“.",
        "fewer-than": "„{words}“ steht {count} in {where}, eine Nummer {ordinal} gibt es nicht:"
        " {candidates}. Sagen Sie, was gemeint ist: In Zeile {line} ...",
        "no-such-place": "{place} gibt es in diesem Text nicht. {there}",
        "place-twice": "{place} steht {count} Mal in diesem Text: {candidates}. Nennen Sie die Zeile: In"
        " Zeile {line} ...",
        "no-such-line": "Zeile {line} gibt es nicht: Fassung {version} hat die Zeilen {first} bis {last}.",
        "no-lines": "Zeile {line} gibt es nicht: Fassung {version} hat keine Zeilen.",
        "lines-backwards": "Die Zeilen {first} bis {last} laufen rückwärts. Nennen Sie die erste Zeile"
        " zuerst.",
        "overlap-within": "Zwei Teile der Notation ändern dieselben Wörter („{words}“). Sagen Sie es in"
        " einem.",
        "insert-within": "Mitten in einem Absatz (nach „{words}“) können nicht mehrere Absätze eingefügt"
        " werden. Fügen Sie sie nach dem Absatz ein: Nach Absatz {paragraph} wird eingefügt ...",
        "move-words": "Nur ganze Absätze, Punkte und Überschriften können verschoben werden, und Zeile"
        " {line} ist ein Teil davon. Streichen Sie die Wörter dort, und fügen Sie sie ein, wo sie stehen"
        " sollen.",
        "move-into": "Ein Block kann nicht neben sich selbst verschoben werden. Nennen Sie eine andere"
        " Stelle.",
        "not-sayable": "Diese Änderungen lassen sich nicht in Worten sagen. Veröffentlichen Sie den"
        " geänderten Text selbst neben dem Text.",
        "nothing-to-insert": "Zwischen den Anführungszeichen steht nichts, das eingefügt werden könnte."
        " Schreiben Sie die Wörter hinein.",
    },
}
PHRASES = {
    "en": {
        "text": "the text",
        "1": "once",
        "2": "twice",
        "times": "{count} times",
        "line": "line {line}",
        "lines": "lines {first} to {last}",
        "shown": "line {line} (“{words}”)",
        "near": "“{words}” in line {line}",
        "nearest": "The nearest: {candidates}.",
        "elsewhere": "The words stand in {candidates}.",
        "numbers": "Numbers that are printed in it: {numbers}.",
        "counted": "Counted by their kind, {kind} 1 to {kind} {count} are there.",
        "paragraph": "paragraph",
        "heading": "heading",
        "list entry": "list entry",
        "clause": "clause",
    },
    "de": {
        "text": "diesem Text",
        "1": "einmal",
        "2": "zweimal",
        "times": "{count} Mal",
        "line": "Zeile {line}",
        "lines": "Zeile {first} bis {last}",
        "shown": "Zeile {line} („{words}“)",
        "near": "„{words}“ in Zeile {line}",
        "nearest": "Am nächsten kommt: {candidates}.",
        "elsewhere": "Die Wörter stehen in {candidates}.",
        "numbers": "Gedruckt sind darin die Nummern {numbers}.",
        "counted": "Gezählt nach ihrer Art gibt es darin {kind} 1 bis {kind} {count}.",
        "paragraph": "Absatz",
        "heading": "Überschrift",
        "list entry": "Punkt",
        "clause": "Nummer",
    },
}
_LONG = frozenset({"words", "first"})


def refusal(language: str, message: str, **parameters: str) -> WordingError:
    """Give the error that says, in a language, what is wrong with a notation and what to do next."""
    shown = {
        name: " ".join(brief(value).split()) if name in _LONG else value for name, value in parameters.items()
    }
    return WordingError(SENTENCES[language][message].format_map(shown), Message.of(message, **parameters))
