"""Sentences for every message of this room in its languages, and how a pack's own words come before them.

Ids that begin with "question-" and "chair-" are read out by the chair; a pack words them in its languages.
"""

from __future__ import annotations

from collections.abc import Mapping

from onevoice.assembly import division_words
from onevoice.assembly.messages import Message
from onevoice.assembly.order.pack import Pack
from onevoice.assembly.order.words_german import GERMAN
from onevoice.assembly.order.words_hebrew import HEBREW
from onevoice.assembly.wording import sentences

ENGLISH: Mapping[str, str] = {
    "in-order": "Nothing stands against it.",
    # acts that do not fit the paper
    "unknown": "Nothing on the paper is called “{text}”. Name something that is on it.",
    "unknown-act": "The rules of order know no act “{act}”.",
    "no-such-pack": "There is no rule pack “{pack}”. There are: {packs}.",
    "wrong-stage": "“{text}” is at the stage “{stage}”, so this cannot be done with it.",
    "id-held": "“{text}” is the name of something on this paper already, or no name. Choose another.",
    "not-the-mover": "Only the mover, {mover}, may do this.",
    "signed-already": "“{member}” is on “{text}” already, or no name was given.",
    "not-signed": "“{member}” has no name on “{text}” that could be taken off; its mover withdraws instead.",
    "seconded-already": "“{text}” has been seconded by {seconder}.",
    "seconds-own": "A mover cannot second “{text}”; another member must.",
    "changes-nothing": "Amendment {amendment} changes nothing.",
    "does-not-rest": "Amendment {amendment} does not fit the text as it now reads: {why}",
    "too-deep": "Amendment {amendment} would be an amendment too far: at most {depth} deep is allowed.",
    "returned": "“{text}” was returned: {reason}",
    "no-such-rule": "This pack has no rule {rule}. Name one that it has.",
    "reason-wanted": "A reason must be given ({matter}).",
    # leave
    "leave-of-meeting": "It has been moved, so the meeting must give leave.",
    "leave-of-seconder": "It has been moved, so the seconder, {seconder}, must agree.",
    # selection, groups, blocs
    "no-selection": "Nothing is selected under these rules: all that is on the paper may be called.",
    "not-for-selection": "“{text}” is not among what is selected under these rules.",
    "target-not-selected": "“{text}” amends “{target}”, which is not selected.",
    "selected-twice": "Something is named twice. Name each once.",
    "over-cap": "At most {cap} may be selected, and this would make {chosen}.",
    "selection-clashes": "“{first}” and “{second}” change the same words and cannot both be selected.",
    "reasons-wanted": "A reason must be given for leaving out: {texts}.",
    "selected": "“{text}” is selected. {reason}",
    "not-selected": "“{text}” is not selected. {reason}",
    "unselected": "“{text}” is not selected, so it may not be moved.",
    "grouped-already": "In a group already: {texts}.",
    "no-blocs": "Nothing is taken en bloc under these rules.",
    "bloc-of-one-text": "A bloc holds amendments to one text only.",
    "bloc-clashes": "“{first}” and “{second}” change the same words and cannot be in one bloc.",
    "bloc-broken": "“{text}” could not be carried after the others of the bloc. Pull it out.",
    "in-no-bloc": "“{text}” is in no bloc.",
    "in-bloc": "“{text}” is in a bloc. Pull it out first.",
    # judgement
    "no-such-matter": "This pack has nobody judge on “{matter}”.",
    "no-finding": "A judgement on “{matter}” says {findings}, of things named once each.",
    "unjudged": "A person must first judge on “{matter}”: {texts}.",
    "declared-fallen": "The chair declared that “{text}” falls: {reason}",
    "judged-out": "“{text}” was judged out of order by {by} ({matter}): {reason}",
    "judged-to-fall": "Since “{by}” is decided, this falls as judged ({matter}): {reason}",
    # the sitting
    "no-sitting": "No sitting is open.",
    "sitting-goes-on": "The sitting before has not ended. Close it first, or cancel it if it never began.",
    "sitting-begun": "Only a sitting that was called and has not begun is changed or cancelled.",
    "no-such-day": "There is no day {day} of {days}.",
    "nothing-to-open": "No sitting has been called. Call one first.",
    # questions
    "not-the-question": "“{text}” is not the question now (“{now}” is), so this must wait.",
    "words-pending": "“{now}” is before the meeting, so the words of “{text}” cannot change now.",
    "called-already": "“{text}” has been called. Let it be moved or not moved first.",
    "put-already": "“{text}” has been put. Decide it first.",
    "no-amendment-now": "No amendment can be called now; the question before the meeting must be decided.",
    "not-the-turn": "It is the turn of “{turn}”, and not of “{text}”.",
    "before-decided": "“{text}” is to words before those last decided, which may no longer be amended.",
    "not-called": "“{text}” has not been called.",
    "no-room": "“{text}” cannot be moved now: no more than {limit} question may be pending.",
    "one-each": "{mover} has moved an amendment to this motion already (“{before}”).",
    "no-such-procedure": "These rules have no motion “{kind}”.",
    "nothing-pending": "No question is before the meeting.",
    "procedure-first": "The motion “{first}” is pending and is decided before one to “{kind}”.",
    "without-debate": "“{text}” is put without debate.",
    "nothing-to-put": "There is no question to put now.",
    "not-seconded": "“{text}” has not been seconded, so its question is not put.",
    "no-such-question": "No question “{question}” is pending.",
    "question-stage": "The question “{question}” is at the stage “{stage}”, so this cannot be done with it.",
    "count-wanting": "The count does not suffice: {why}",
    "no-such-count": "No count was declared on “{question}”.",
    "correction-turns": "These numbers would turn the result on “{question}”, and what was declared stands."
    " Report them to the assembly: only it can undo what was decided, on a motion of its own.",
    # changing the text without a question
    "no-taking-over": "Under these rules no mover takes an amendment over: the meeting decides on it.",
    "not-theirs": "Only the {whose} may do this.",
    "no-altering": "Under these rules no mover alters a motion: an amendment must be moved.",
    "altered-by-mover": "The mover altered “{text}”.",
    # composites
    "no-composites": "These rules know no composites.",
    "no-sources": "The composite “{text}” names no source. Name each text that it is made of.",
    "source-of-another": "“{text}” is no amendment to “{target}”, so it cannot go into this composite.",
    "other-wording": "The wording of “{text}” has changed since. Read it again, and answer on it as it is.",
    "no-source-mover": "“{member}” is no mover of a source of “{text}”.",
    "consent-wanting": "These movers have not said yes to “{text}” as it is worded: {members}.",
    # the order of calling
    "by-place": "“{text}” comes where its words stand in the text.",
    "same-place-by-notice": "“{text}” is at one place with another; they come in order of notice.",
    "by-notice": "“{text}” comes in order of notice.",
    "by-ranking": "Judged by {by} ({matter}): {reason}",
    "as-selected": "“{text}” comes in the order of the selection.",
    "marshalled-inserts": "“{text}” inserts before unit {unit}.",
    "marshalled-leaves-out-several": "“{text}” leaves out units from {unit} on, before what is in them.",
    "marshalled-amends": "“{text}” amends the words of unit {unit}.",
    "marshalled-replaces": "“{text}” puts other words in the place of unit {unit}, after what amends it.",
    "marshalled-leaves-out": "“{text}” leaves out unit {unit}, after what amends or replaces it.",
    "marshalled-moves": "“{text}” moves unit {unit}, after what changes it.",
    "marshalled-adds-at-end": "“{text}” adds at the end.",
    "marshalled-replaces-all": "“{text}” replaces the whole, after all that changes a part.",
    # what falls
    "hung-on": "“{text}” is decided or gone, so nothing can be done to its words.",
    "words-gone": "“{by}” is agreed to, and this cannot be carried beside it. {why}",
    "already-agreed": "“{by}” is agreed to and does the same.",
    "earlier-words": "“{by}” is agreed to, and nothing before its words may be amended.",
    "same-words": "“{by}” is negatived and says the same.",
    "narrower": "“{by}” is agreed to and goes further ({reason}).",
    "no-other": "“{by}” has been moved, and no other amendment may be.",
    "disposed-of": "It was agreed to: {kind}.",
    # what was set aside and can come back
    "deferred": "It was agreed to: {kind}. It can come before the meeting again.",
    "stands-over": "There was no quorum. It stands over to the next sitting.",
    "not-this-sitting": "“{text}” stands over to the next sitting. Go on to the next business.",
    "taken-up-by-motion": "“{text}” is taken up again by a motion “{kind}”. Have that moved and agreed to.",
    "not-so-deferred": "“{text}” was not set aside by a motion “{kind}”. Name a motion that was.",
    # dividing a motion
    "no-parts": "Name two or more parts of “{text}”, with each of its paragraphs in one of them.",
    "not-independent": "The subjects of “{text}” were not found independent. Have that judged, or move to"
    " “{kind}”.",
    "divided-into": "It was divided into {parts}, each put by itself.",
    "across-parts": "“{text}” changes words of several parts of what was divided. Hand it in"
    " anew, part by part.",
    # notice
    "notice-unknown": "It is not known when this {what} was handed in; the latest is {latest} ({zone}).",
    "notice-late": "This {what} was handed in after {latest} ({zone}).",
    # what no amendment may be
    "leaves-nothing": "“{text}” leaves out all words and inserts none.",
    "keeps-no-words": "“{text}” keeps none of the words that it is moved to.",
    "not-only-out": "“{text}” does more than leave words out: hand it in as an amendment.",
    "no-separate-votes": "Under these rules there are no separate votes: an amendment leaves words out.",
    "only-leaves-out": "“{text}” only leaves words out: ask for a separate vote on them.",
    "only-moves": "“{text}” neither removes nor adds words.",
    "strikes-here-inserts-there": "“{text}” strikes words in one place and inserts others elsewhere.",
    "not-at-end": "“{text}” does not only add words at the end.",
    "too-soon": "Nothing is selected before day {day} of {days}.",
    "no-day": "Call a sitting first, so that the day of the debate is known.",
    "after-interruption": "After the moment of interruption amendments are moved only once that of the Leader"
    " of the Opposition is disposed of.",
    "amendments-wait": "Amendments are put first, and these wait: {texts}.",
    # what the chair reads out
    "question-main": "The question is, That the motion be agreed to.",
    "question-main-amended": "The question is, That the motion, as amended, be agreed to.",
    "question-amendment": "The question is, That amendment {number} be made.",
    "question-original-words": "The question is, That the original words stand part of the question.",
    "question-separate-vote": "The question is, That the words of separate vote {number} stand part.",
    "question-added-words": "The question is, That the proposed words be there added.",
    "question-en-bloc": "The question is, That amendments {numbers} be made.",
    "question-procedure": "The question is on the motion: {kind}.",
    "proposed-main": "The motion is before the meeting.",
    "proposed-main-amended": "The motion, as amended, is before the meeting.",
    "proposed-amendment": "Amendment {number} is before the meeting.",
    "proposed-en-bloc": "Amendments {numbers} are before the meeting together.",
    "chair-nothing": "No question is before the meeting.",
    "chair-calls": "I call amendment {number}.",
    "chair-calls-separate-vote": "I call separate vote {number}.",
    "chair-warns": "If amendment {number} is agreed to, {numbers} cannot be called.",
    "chair-puts": "As many as are of that opinion, say Aye. Of the contrary, No.",
    "chair-divides": "Division. Tellers, please.",
    "chair-tied": "{ayes} ayes, {noes} noes: it is a tie. I shall give the casting vote.",
    "chair-stands-over": "For want of a quorum, business stands over to the next sitting.",
    "chair-decided": "{ayes} ayes, {noes} noes.",
    "chair-agreed": "The ayes have it. {name} is agreed to.",
    "chair-negatived": "The noes have it. {name} is negatived.",
    "chair-declared": "I declare the main question, as amended, agreed to.",
    "chair-next": "Next is amendment {number}.",
    "chair-next-separate-vote": "Next is separate vote {number}.",
    "chair-words-agreed": "The words of separate vote {number} stay.",
    "chair-words-negatived": "The words of separate vote {number} are left out.",
    "chair-forthwith": "The question is put without debate.",
    "name-motion": "The motion",
    "name-amendment": "Amendment {number}",
    "name-bloc": "The bloc {number}",
    "name-procedure": "The motion “{number}”",
    "name-words": "The question on amendment {number}",
}


GENERAL: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "de": GERMAN, "he": HEBREW}
"""The languages that there are words in under every pack, by their code."""


def languages(pack: Pack) -> tuple[str, ...]:
    """Give the languages in which the chair can speak under a pack, the pack's own first."""
    return tuple(dict.fromkeys((*pack.languages, *GENERAL)))


def say(message: Message, pack: Pack | None = None, language: str = "") -> str:
    """Give the sentence of a message.

    Parameters
    ----------
    message : Message
    pack : Pack or None
        Whose words come first.
    language : str
        Empty for the pack's own. Where neither the pack nor this room has words for the message in it, it is
        in English.

    Raises
    ------
    KeyError
        If nobody has words for the message, or a parameter is missing.

    Examples
    --------
    >>> say(Message.of("unselected", text="h"))
    '“h” is not selected, so it may not be moved.'
    """
    spoken = language or (pack.languages[0] if pack else "en")
    own = pack.words if pack else {}
    sources = (own.get(spoken, {}), GENERAL.get(spoken, {}), own.get("en", {}), ENGLISH)
    template = next((words[message.id] for words in sources if message.id in words), None)
    if template is not None:
        return template.format_map(dict(message.parameters)).strip()
    if message.id in division_words.SENTENCES:
        return division_words.say(message, spoken)
    return sentences.say(message, spoken)
