# ruff: noqa: RUF001  # Hebrew letters are meant
"""Hebrew sentences for what divisions refuse, find and come to, by message id."""

from __future__ import annotations

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    # כמויות שאינן כמויות
    "count-no-amount": "הספירה של {what} היא {amount}. ספירה היא מספר שלם או שבר מדויק, 0 או יותר.",
    "count-both-too-many": "נאמר כי {both} הצביעו בשני הצדדים, אך הצדדים הם {ayes} ו־{noes}."
    " יש לספור אותם בכל צד, ופעם נוספת כמצביעי שניהם.",
    "count-twice": "ניתנו שתי ספירות ל{group} לפי {measure}. יש לתת אחת.",
    "majority-no-fraction": "רוב של {fraction} אינו רוב. יש לתת שבר גדול מ־0 וקטן מ־1, או לפחות 1.",
    "weight-no-amount": "משקל הקול של {member} הוא {weight}. משקל הוא מספר שלם או שבר מדויק, גדול מ־0.",
    "present-unknown": "הכלל צריך לדעת כמה נוכחים. יש לתת זאת עם הספירה.",
    "roll-unknown": "הכלל צריך לדעת כמה חברים ברשימה. יש לתת זאת עם הספירה.",
    "count-missing": "הרוב הנדרש נמנה לפי {measure} של {group}, וספירה כזאת לא הוכרזה. יש להכריז גם עליה.",
    # תוצאות
    "ayes-have-it": "{ayes} בעד, {noes} נגד: הרוב בעד.",
    "noes-have-it": "{ayes} בעד, {noes} נגד: אין רוב בעד.",
    "majority-met": "{ayes} בעד, {noes} נגד: {comparison} {fraction} מתוך {of} {base} ({measure}) הסכימו.",
    "majority-missed": "{ayes} בעד, {noes} נגד: נדרש {comparison} {fraction} מתוך {of} {base} ({measure}).",
    "majority-met-in-group": "ב{group}, {ayes} בעד, {noes} נגד:"
    " {comparison} {fraction} מתוך {of} {base} ({measure}) הסכימו.",
    "majority-missed-in-group": "ב{group}, {ayes} בעד, {noes} נגד:"
    " נדרש {comparison} {fraction} מתוך {of} {base} ({measure}).",
    "fewest-missed": "{ayes} בעד, {noes} נגד: {in_person} קולות בעד ניתנו בנוכחות, ונדרשים {fewest}.",
    "no-quorum": "נמנו {reckoned}, והמניין החוקי הוא {comparison} {needed}: דבר לא הוכרע.",
    "no-tellers": "נדרשים {needed} סופרים לכל צד: צד ה{side} מפסיד בהיעדרם.",
    "tie-lost": "{ayes} בעד, {noes} נגד: קולות שקולים אינם רוב.",
    "tie-awaits": "{ayes} בעד, {noes} נגד: הקולות שקולים, והקול המכריע קובע.",
    "tie-against-change": "{ayes} בעד, {noes} נגד: קולות שקולים משאירים את המצב כפי שהוא, כרצון צד ה{side}.",
    "tie-cast": "{ayes} בעד, {noes} נגד: הקולות שקולים, והקול המכריע ניתן לצד ה{side}.",
    "no-tellers-tie-lost": "לאף צד אין סופרים: השאלה לא התקבלה.",
    "no-tellers-tie-awaits": "לאף צד אין סופרים: הקול המכריע קובע.",
    "no-tellers-tie-against-change": "לאף צד אין סופרים: המצב נשאר כפי שהוא, כרצון צד ה{side}.",
    "no-tellers-tie-cast": "לאף צד אין סופרים, והקול המכריע ניתן לצד ה{side}.",
    "not-declared": "ההצבעה {division} היא {stage}: ספירתה לא הוכרזה. יש לנעול אותה ולהכריז את הספירה.",
    # הספירה שהוכרזה והשמות
    "names-differ": "הוכרז: {declared} {side}. שמות שנרשמו: {named}."
    " הספירה שהוכרזה עומדת בתוקפה; שתיהן נשמרות.",
    # מה שאין לעשות עתה בהצבעה
    "wrong-stage": "ההצבעה {division} היא {stage}, ולכן אין לעשות בה: {act}.",
    "entitled-twice": "{member} מופיע פעמיים ברשימת בעלי זכות ההצבעה. יש להשאיר רשומה אחת.",
    "no-proxies": "אין כאן הצבעה בידי אחר, אך {proxy} נקוב כמצביע בשם {member}.",
    "own-proxy": "{member} נקוב כמצביע בשם עצמו. יש לנקוב באחר, או באיש.",
    "not-entitled": "{member} לא היה בעל זכות הצבעה כשההצבעה נפתחה.",
    "names-not-recorded": "בהצבעה זו אין רושמים שמות; הסופרים סופרים אותה.",
    "names-not-by-hand": "בהצבעה זו אין רושמים שמות ביד.",
    "named-twice": "{member} מופיע פעמיים ברשימת השמות. יש להשאיר שורה אחת לכל חבר.",
    "not-a-proxy": "{proxy} אינו מצביע בשם {member}.",
    "proxy-stands": "קולו של {member} נתון בידי המצביע בשמו, {proxy}.",
    "absent": "{member} לא נכח כשההצבעה נפתחה. יש לרשום תחילה את הגעתו.",
    "too-late": "{member} הגיע אחרי שההצבעה נפתחה, וכאן זה מאוחר מדי.",
    "no-abstaining": "כאן אין רושמים נמנעים.",
    "one-lobby": "כאן חבר מצביע בצד אחד בלבד.",
    "no-such-side": "„{choice}” אינו צד. הצדדים הם בעד ונגד.",
    "nothing-to-take-back": "ל{member} אין קול שאפשר להחזיר.",
    "already-voted": "קולו של {member} נרשם, וכאן אין לשנותו.",
    "teller-votes": "{member} הוא סופר של צד ה{side}.",
    "in-a-pair": "{member} מקוזז עם {other}, ואינו מצביע.",
    "no-tellers-here": "בהצבעה זו אין סופרים.",
    "tellers-enough": "לצד ה{side} כבר יש {needed} סופרים.",
    "no-pairing": "כאן אין רושמים קיזוזים.",
    "pair-of-one": "אין לקזז את {member} עם עצמו.",
    "count-wanted": "השמות אינם קובעים כאן את הספירה. יש לתת את הספירה כפי שהסופרים הכריזו אותה.",
    "count-not-of-names": "כאן הספירה היא של השמות שנרשמו ({named_ayes} בעד, {named_noes} נגד),"
    " ואחרת ({ayes} בעד, {noes} נגד) עמדה להיות מוכרזת. יש להכריז את ספירת השמות.",
    "no-tie": "אין קולות שקולים שהקול המכריע יקבע בהם.",
    "void-why": "יש לומר מדוע ההצבעה בטלה.",
}

SPOKEN: Mapping[str, str] = {
    "more-than": "יותר מ־",
    "at-least": "לפחות",
    "ayes-and-noes": "מצביעים בעד ונגד",
    "votes": "קולות, ובכללם נמנעים",
    "present": "נוכחים",
    "roll": "חברים ברשימה",
    "aye": "בעד",
    "no": "נגד",
    "abstain": "נמנעים",
    "both": "בשני הצדדים",
    "all": "הרשימה כולה",
}
