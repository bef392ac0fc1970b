# ruff: noqa: RUF001  # Hebrew letters are meant
"""Sentences for every message of this room in Hebrew; an amendment (הצעת תיקון) is feminine."""

from __future__ import annotations

from onevoice.assembly.wording.tongue import Tongue

_SENTENCES = {
    # פעולה שאינה מתאימה לנוסח
    "block-gone": "החלק {block} אינו בנוסח זה. יש לנסח את הצעת התיקון מחדש לפי הנוסח כפי שהוא עתה.",
    "block-changed": "המילים השתנו מאז שנוסחה הצעת התיקון, ועתה הן „{words:brief}”."
    " יש להתאימה לנוסח החדש, או לנסחה מחדש.",
    "text-changed": "הנוסח השתנה מאז שנוסחה הצעת התיקון שמחליפה את כולו."
    " יש לנסחה מחדש לפי הנוסח כפי שהוא עתה.",
    "span-outside": "בחלק {block} יש {length} תווים, ולכן אין בו מילים מ־{start} עד {end}."
    " יש לצטט את המילים שוב.",
    "cuts-letter": "בחלק {block}, במקום {at}, אות מופרדת מסימניה („{words:brief}”). יש לקחת את האות כולה.",
    "letters-fuse": "בחלק {block} המילים היו נדבקות לאותיות אחרות („{words:brief}”)."
    " יש להשמיט או להוסיף מילים שלמות.",
    "id-taken": "חלק בשם {block} כבר עומד בנוסח. יש לתת לחלק הנוסף שם משלו.",
    # פעולות שאי אפשר לקבל יחד
    "clash": "הצעות התיקון {first} ו־{second} משנות אותן מילים („{words:brief}”)."
    " יש לקבל אחת מהן, או לנסחן מחדש.",
    "clash-within": "שתי פעולות של הצעת תיקון אחת משנות אותן מילים („{words:brief}”)."
    " יש לומר זאת בפעולה אחת.",
    "whole-and-part": "הנוסח כולו מוחלף, ולכן אין לשנות לצד זאת חלק ממנו. יש לקבל אחת מהן.",
    # תיקונים לתיקונים
    "other-target": "הצעת התיקון {amendment} מתייחסת אל {target} ולא אל {text}."
    " יש להביאה על הנוסח שהיא נוקבת בו.",
    "same-amendment-id": "שתי הצעות תיקון נקראות {amendment}. יש לתת לאחת מהן אות או מספר אחרים.",
    "amendment-cycle": "הצעות תיקון אלה מתקנות זו את זו במעגל: {path}. יש לנקוב בנוסח שהראשונה מהן מתקנת.",
    "different-targets": "הצעת התיקון {first} מתייחסת אל {one}, והצעת התיקון {second} אל {other}."
    " יש לצרף בכל פעם הצעות תיקון לנוסח אחד.",
    "nothing-inserted": "הצעת התיקון {amendment} אינה מוסיפה מילים שאפשר לתקן. יש לתקן את הנוסח עצמו.",
    "no-whole-block": "חלק שלם ({block}) אינו יכול לעמוד בתוך מילים רצופות („{words:brief}”)."
    " יש להוסיף שם את מילותיו, בלי חלק חדש.",
    # כיצד שתי פעולות עומדות זו מול זו
    "disjoint": "אין להן דבר במשותף.",
    "touching-words": "הן נפגשות בין „{before}” ובין „{after}”, בלי מילה משותפת. אפשר לקבל את שתיהן.",
    "touching-blocks": "הן נפגשות ליד „{words:brief}”, בלי מילה משותפת. אפשר לקבל את שתיהן.",
    "same-point-words": "שתיהן מוסיפות בין „{before}” ובין „{after}”."
    " אפשר לקבל את שתיהן; המילים עומדות לפי סדר ההגשה.",
    "same-point-gap": "שתיהן מוסיפות חלקים אחרי „{words:brief}”."
    " אפשר לקבל את שתיהן; החלקים עומדים לפי סדר ההגשה.",
    "same-point-start": "שתיהן מוסיפות חלקים לפני הראשון. אפשר לקבל את שתיהן; החלקים עומדים לפי סדר ההגשה.",
    "same-point-end": "שתיהן מוסיפות בסוף. אפשר לקבל את שתיהן, זו אחר זו.",
    "overlapping-words": "שתיהן משנות את „{words:brief}”.",
    "overlapping-instead": "שתיהן משמיטות את „{words:brief}”; במקומו {by_first} אומרת „{first:brief}”,"
    " ואילו {by_second} אומרת „{second:brief}”.",
    "overlapping-or-nothing": "שתיהן משמיטות את „{words:brief}”; במקומו {putting} אומרת „{instead:brief}”,"
    " ואילו {leaving} אינה אומרת דבר.",
    "overlapping-moves": "הן מעבירות את „{words:brief}” למקומות שונים.",
    "overlapping-wholes": "שתיהן מחליפות את הנוסח כולו, במילים שונות.",
    "containing-words": "{container:start} משנה את „{words:brief}”; שם נמצא „{inner:brief}”,"
    " שאותו משנה {contained}.",
    "containing-insertion": "{container:start} משמיטה את „{words:brief}”, ובתוכו {contained}"
    " מוסיפה „{inner:brief}”.",
    "containing-block": "{container:start} משמיטה את „{words:brief}” כולו, ובו {contained} משנה מילים.",
    "containing-move": "{container:start} משמיטה את „{words:brief}”, שאותו מעבירה {contained}.",
    "containing-whole": "{container:start} מחליפה את הנוסח כולו, וחלק ממנו משנה {contained}.",
    "identical-words": "שתיהן עושות אותו שינוי: „{words:brief}”.",
    "identical-blocks": "שתיהן משמיטות את „{words:brief}” כולו.",
    "identical-moves": "שתיהן מעבירות את „{words:brief}” למקום אחד.",
    "identical-insertions": "שתיהן מוסיפות אותן מילים במקום אחד: „{words:brief}”.",
    "identical-wholes": "שתיהן מחליפות את הנוסח כולו באותן מילים.",
    # מה שאי אפשר להעביר אל נוסח שהשתנה
    "already-made": "אותו דבר כבר התקבל: „{words:brief}”.",
    "already-done": "אותו דבר כבר התקבל.",
    "end-taken": "אחרים הוסיפו בסוף, ואי אפשר להציב את „{words:brief}” לפני מילותיהם."
    " יש לקבלה תחילה, או להציבה ביד.",
    "block-joined": "מילים שנוספו בסוף התחברו לחלק, ועתה הוא „{words:brief}”. יש להציבה ביד.",
    "end-joined": "מילים שנוספו בסוף התחברו אל „{words:brief}”, וחלקים היו באים ביניהן. יש להציבם ביד.",
    # רשימת השינויים
    "changes-whole": "הצעת התיקון {amendment} משמיטה את הנוסח כולו ומוסיפה אחר.",
    "changes-block-out": "הצעת התיקון {amendment}: להשמיט את {place}, „{words}”.",
    "changes-block-after": "הצעת התיקון {amendment}: אחרי {place} להוסיף „{words}”.",
    "changes-block-first": "הצעת התיקון {amendment}: בתחילת הנוסח להוסיף „{words}”.",
    "changes-run-on": "הצעת התיקון {amendment}: בסוף התוספת „{after}” להוסיף „{words}”.",
    "changes-move-after": "הצעת התיקון {amendment}: להעביר את {place} אל אחרי {after_place}: „{words}”.",
    "changes-move-first": "הצעת התיקון {amendment}: להעביר את {place} לתחילת הנוסח: „{words}”.",
    "changes-exchange": "הצעת התיקון {amendment}: ב{place} להשמיט „{deleted}” ולהוסיף „{inserted}”.",
    "changes-out": "הצעת התיקון {amendment}: ב{place} להשמיט „{deleted}”.",
    "changes-in": "הצעת התיקון {amendment}: ב{place}, אחרי „{before}”, להוסיף „{inserted}”.",
    "changes-in-first": "הצעת התיקון {amendment}: ב{place}, בתחילתו, להוסיף „{inserted}”.",
    # חלוקה וצירוף
    "nothing-follows": "החלק {block} הוא האחרון: אין אחריו חלק לצרף.",
    # גרסאות
    "no-such-line": "אין שורה {line}: בגרסה {version} השורות הן {first} עד {last}.",
    "no-lines": "אין שורה {line}: בגרסה {version} אין שורות.",
}

HEBREW = Tongue(
    sentences=_SENTENCES,
    kinds={"heading": "כותרת", "paragraph": "פסקה", "list-entry": "פריט", "clause": "סעיף"},
    amendment="הצעת התיקון {id}",
    parties={
        "first": "הראשונה",
        "second": "השנייה",
        "open": "הצעת תיקון זו",
        "carried": "זו שהתקבלה",
    },
    begins="{kind} „{begins}”",
    heads={
        "clash": "הצעות התיקון {one} ו־{other} מתנגשות",
        "beside": "הצעות התיקון {one} ו־{other}",
        "line": " (שורה {line})",
        "same": "שני הנוסחים אומרים אותו דבר.",
        "advice": "יש לקבל אחת מן המתנגשות, או לנסחן מחדש.",
    },
    states={"deleted": "נמחק", "inserted": "נוסף", "here": "הועבר לכאן", "away": "הועבר"},
)
