"""Sentences for every message of this room in German."""

from __future__ import annotations

from onevoice.assembly.wording.tongue import Tongue

_SENTENCES = {
    # eine Änderung, die nicht auf dem Text steht, zu dem sie gestellt ist
    "block-gone": "Den Block {block} gibt es in diesem Text nicht."
    " Bitte den Änderungsantrag auf den Text neu schreiben, wie er jetzt lautet.",
    "block-changed": "Die Wörter haben sich geändert, seit der Änderungsantrag geschrieben wurde; sie lauten"
    " jetzt „{words:brief}“."
    " Bitte den Änderungsantrag übertragen oder neu schreiben.",
    "text-changed": "Der Text hat sich geändert, seit der Änderungsantrag geschrieben wurde, der ihn ganz"
    " ersetzt. Bitte auf den Text neu schreiben, wie er jetzt lautet.",
    "span-outside": "Der Block {block} hat {length} Zeichen; Wörter von {start} bis {end} gibt es nicht."
    " Bitte die Wörter neu zitieren.",
    "cuts-letter": "Im Block {block} trennt die Stelle {at} einen Buchstaben von seinen Zeichen"
    " („{words:brief}“). Bitte den ganzen Buchstaben nehmen.",
    "letters-fuse": "Im Block {block} liefen die Wörter zu anderen Buchstaben zusammen („{words:brief}“)."
    " Bitte ganze Wörter streichen oder einfügen.",
    "id-taken": "Ein Block mit der Kennung {block} steht schon im Text."
    " Bitte dem eingefügten Block eine eigene geben.",
    # was nicht zusammen beschlossen werden kann
    "clash": "Die Änderungsanträge {first} und {second} ändern dieselben Wörter („{words:brief}“)."
    " Bitte einen davon beschließen oder sie neu fassen.",
    "clash-within": "Zwei Teile eines Änderungsantrags ändern dieselben Wörter („{words:brief}“)."
    " Bitte in einem sagen.",
    "whole-and-part": "Der ganze Text wird ersetzt; daneben kann kein Teil davon geändert werden."
    " Bitte eines von beiden beschließen.",
    # Änderungen zu Änderungsanträgen
    "other-target": "Der Änderungsantrag {amendment} gilt {target} und nicht {text}."
    " Bitte zu dem Text stellen, den er nennt.",
    "same-amendment-id": "Zwei Änderungsanträge heißen {amendment}."
    " Bitte einem davon einen anderen Buchstaben oder eine andere Nummer geben.",
    "amendment-cycle": "Diese Änderungsanträge ändern einander im Kreis: {path}."
    " Bitte den Text nennen, den der erste davon ändert.",
    "different-targets": "Der Änderungsantrag {first} gilt {one}, der Änderungsantrag {second} gilt {other}."
    " Bitte nur Änderungsanträge zu einem Text zusammen nehmen.",
    "nothing-inserted": "Der Änderungsantrag {amendment} fügt keine Wörter ein, die zu ändern wären."
    " Bitte den Text selbst ändern.",
    "no-whole-block": "Ein ganzer Block ({block}) kann nicht in fortlaufenden Wörtern stehen"
    " („{words:brief}“). Bitte seine Wörter dort einfügen, ohne neuen Block.",
    # wie zwei Änderungen zueinander stehen
    "disjoint": "Sie haben nichts miteinander zu tun.",
    "touching-words": "Sie stoßen zwischen „{before}“ und „{after}“ aneinander, ohne ein Wort gemeinsam zu"
    " haben. Beide können beschlossen werden.",
    "touching-blocks": "Sie stoßen neben „{words:brief}“ aneinander, ohne ein Wort gemeinsam zu haben."
    " Beide können beschlossen werden.",
    "same-point-words": "Beide fügen zwischen „{before}“ und „{after}“ ein."
    " Beide können beschlossen werden; die Wörter stehen in der Reihenfolge der Einreichung.",
    "same-point-gap": "Beide setzen Absätze hinter „{words:brief}“."
    " Beide können beschlossen werden; sie stehen in der Reihenfolge der Einreichung.",
    "same-point-start": "Beide setzen Absätze vor den ersten."
    " Beide können beschlossen werden; sie stehen in der Reihenfolge der Einreichung.",
    "same-point-end": "Beide fügen am Ende etwas an. Beide können beschlossen werden, nacheinander.",
    "overlapping-words": "Beide ändern „{words:brief}“.",
    "overlapping-instead": "Beide streichen „{words:brief}“; dafür setzt {by_first} „{first:brief}“ und"
    " {by_second} „{second:brief}“.",
    "overlapping-or-nothing": "Beide streichen „{words:brief}“; dafür setzt {putting} „{instead:brief}“ und"
    " {leaving} nichts.",
    "overlapping-moves": "Sie verschieben „{words:brief}“ an verschiedene Stellen.",
    "overlapping-wholes": "Beide ersetzen den ganzen Text, durch verschiedene Wörter.",
    "containing-words": "{container:start} ändert „{words:brief}“; darin steht „{inner:brief}“, und das"
    " ändert {contained}.",
    "containing-insertion": "{container:start} streicht „{words:brief}“; darin fügt {contained}"
    " „{inner:brief}“ ein.",
    "containing-block": "{container:start} streicht „{words:brief}“ ganz; darin ändert {contained} Wörter.",
    "containing-move": "{container:start} streicht „{words:brief}“; das verschiebt {contained}.",
    "containing-whole": "{container:start} ersetzt den ganzen Text; davon ändert {contained} einen Teil.",
    "identical-words": "Beide machen dieselbe Änderung: „{words:brief}“.",
    "identical-blocks": "Beide streichen „{words:brief}“ ganz.",
    "identical-moves": "Beide verschieben „{words:brief}“ an dieselbe Stelle.",
    "identical-insertions": "Beide fügen an einer Stelle dieselben Wörter ein: „{words:brief}“.",
    "identical-wholes": "Beide ersetzen den ganzen Text durch dieselben Wörter.",
    # was nicht auf einen geänderten Text übertragen werden kann
    "already-made": "Dasselbe ist schon beschlossen: „{words:brief}“.",
    "already-done": "Dasselbe ist schon beschlossen.",
    "end-taken": "Am Ende ist schon anderes angefügt, und „{words:brief}“ kann nicht davor gesetzt werden."
    " Bitte zuerst darüber beschließen oder von Hand setzen.",
    "block-joined": "Am Ende angefügte Wörter sind mit einem Absatz verbunden, der jetzt „{words:brief}“"
    " lautet. Bitte von Hand setzen.",
    "end-joined": "Am Ende angefügte Wörter sind mit „{words:brief}“ verbunden, und Absätze kämen dazwischen."
    " Bitte von Hand setzen.",
    # die Liste der Änderungen
    "changes-whole": "Änderungsantrag {amendment} streicht den ganzen Text und fügt einen anderen ein.",
    "changes-block-out": "Änderungsantrag {amendment}: {place} streichen, „{words}“.",
    "changes-block-after": "Änderungsantrag {amendment}: nach {place} einfügen: „{words}“.",
    "changes-block-first": "Änderungsantrag {amendment}: am Anfang einfügen: „{words}“.",
    "changes-run-on": "Änderungsantrag {amendment}: am Ende des eingefügten „{after}“ anfügen: „{words}“.",
    "changes-move-after": "Änderungsantrag {amendment}: {place} hinter {after_place} verschieben: „{words}“.",
    "changes-move-first": "Änderungsantrag {amendment}: {place} an den Anfang verschieben: „{words}“.",
    "changes-exchange": "Änderungsantrag {amendment}: in {place} „{deleted}“ streichen und dafür „{inserted}“"
    " einfügen.",
    "changes-out": "Änderungsantrag {amendment}: in {place} „{deleted}“ streichen.",
    "changes-in": "Änderungsantrag {amendment}: in {place} nach „{before}“ einfügen: „{inserted}“.",
    "changes-in-first": "Änderungsantrag {amendment}: in {place} am Anfang einfügen: „{inserted}“.",
    # Teilen und Verbinden
    "nothing-follows": "Der Block {block} ist der letzte; es folgt keiner, mit dem er zu verbinden wäre.",
    # Fassungen
    "no-such-line": "Zeile {line} gibt es nicht: Fassung {version} hat die Zeilen {first} bis {last}.",
    "no-lines": "Zeile {line} gibt es nicht: Fassung {version} hat keine Zeilen.",
}

GERMAN = Tongue(
    sentences=_SENTENCES,
    kinds={"heading": "Überschrift", "paragraph": "Absatz", "list-entry": "Punkt", "clause": "Nummer"},
    amendment="Änderungsantrag {id}",
    parties={
        "first": "der erste",
        "second": "der zweite",
        "open": "dieser Änderungsantrag",
        "carried": "der beschlossene",
    },
    begins="{kind} „{begins}“",
    heads={
        "clash": "Die Änderungsanträge {one} und {other} schließen einander aus",
        "beside": "Die Änderungsanträge {one} und {other}",
        "line": " (Zeile {line})",
        "same": "Die beiden Texte sagen dasselbe.",
        "advice": "Bitte einen davon beschließen oder sie neu fassen.",
    },
    states={
        "deleted": "gestrichen",
        "inserted": "eingefügt",
        "here": "hierher verschoben",
        "away": "verschoben",
    },
)
