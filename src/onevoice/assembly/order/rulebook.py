"""The numbered rules that packs cite, each with its source, and whether a program can decide it.

Numbers: A motions for an Address, S selection, O order and consequence, D divisions (House of Commons), C
councils, G German Geschäftsordnungen, R Robert's Rules, K compositing and committees, B orders for one day's
business, P what every paper needs. EM is Erskine May, SO a standing order of the Commons.
"""

from __future__ import annotations

from functools import partial

from onevoice.assembly.order.rulings import Rule

_recorded = partial(Rule, computed=False)
_guess = partial(Rule, guess=True)

_SO33 = "SO No. 33"
_DENISON = "Speaker Denison's rulings, 1867"
_SCOTLAND = "Scottish Parliament, guidance on bills: marshalling and pre-emption (bills 25461, 25462)"
_MODEL = "Model standing orders of English councils"
_RLP = "Rheinland-Pfalz, Mustergeschäftsordnung § 24"
_GREENS = "Bündnis 90/Die Grünen Bamberg, A25 (procedure of a party conference)"
_ROBERT = "Robert's Rules of Order, 1915"
_PROXY = "Procedure Committee, proxy voting scheme, 2020, Annex 1"
_LIBDEM = "Liberal Democrats, Federal Conference Committee practice"
_NAPO = "Napo, guidance on motions, 2016"
_MARCH_2019 = "Order of the House, 27 March 2019"
_PAPER = "what any paper needs to be decided on"

RULES: tuple[Rule, ...] = (
    Rule("A1", "No amendment is selected before the last day but one of the debate.", _SO33),
    Rule("A2", "At most four amendments are selected, each of which had notice.", _SO33),
    Rule(
        "A3",
        "On the last day, once an amendment of the Leader of the Opposition is disposed of at or after the"
        " moment of interruption, further selected amendments are moved and put without debate.",
        _SO33,
    ),
    Rule(
        "A4",
        "Amendments to an Address add words at its end, so several can be moved in turn.",
        "Speaker, 29 October 1919",
    ),
    _recorded("A5", "Whoever tables or adds a name declares relevant interests.", "EM 20.3"),
    _guess("A6", "Letters are given in order of notice; the selection paper lists them.", "selection papers"),
    Rule("S1", "What is not selected may not be moved.", "SO No. 32; EM 20.33"),
    _recorded("S2", "The chair need not give reasons for a selection.", "EM 20.33"),
    _recorded("S3", "The chair may ask whoever tabled an amendment to explain it.", "SO No. 32(3)"),
    Rule("S4", "Selection covers amendments to amendments, and may leave out a sole amendment.", "EM 20.33"),
    Rule("S5", "Amendments debated together need not all be put; others may be called for.", "EM 20.33"),
    _recorded("S6", "A provisional selection is posted where many amendments are tabled.", "EM 20.33"),
    Rule(
        "S7",
        "Out of order: what is inconsistent with an amendment agreed to; the same in substance as one"
        " negatived; to leave out all words and insert none; what does no more than say no.",
        "EM 20.39",
    ),
    Rule("S8", "The question on an amendment that proves irregular is not put.", "EM 20.33"),
    Rule("O1", "Amendments are called in the order in which their words would stand.", "EM 20.42"),
    Rule("O2", "Amendments at one place are called in order of notice.", "EM 20.42, note 1"),
    Rule("O3", "Only one question on an amendment is pending at a time.", "EM 20.42"),
    Rule("O4", "Once an amendment is agreed to, nothing earlier in the text is amended.", "EM 20.42"),
    Rule(
        "O5",
        "After a negative or a withdrawal the text is open back to the last decision; a withdrawal is none.",
        "EM 20.42",
    ),
    Rule(
        "O6",
        "The text is open from just after the words inserted or left out, or, where that was negatived,"
        " from just before them.",
        "EM 20.42",
    ),
    Rule(
        "O7",
        "On a Government amendment the original words are put first; if they do not stand, that the proposed"
        " words be added; then the main question as amended is declared agreed to. Once it is moved, no"
        " other amendment is.",
        "SO No. 31; Speaker, 21 February 2024",
    ),
    Rule(
        "O8",
        "Amendments are marshalled by the text: to insert before a unit, to amend it, to leave it out; a"
        " block before what is in it. One that rests on words that have gone is not called.",
        _SCOTLAND,
    ),
    Rule("O9", "What is decided is exact words, never a principle.", "guidance on textual amendments, 6.4"),
    Rule("D1", "Voices are collected first; the assembly divides if they are challenged.", "EM 20.63"),
    Rule("D2", "Each side names two tellers; a side without tellers loses.", "Lords SO No. 54", guess=True),
    _recorded("D3", "The doors are locked eight minutes after the order.", "Lords SO No. 54(4)", guess=True),
    _recorded("D4", "A member is counted on passing the tellers, and not before.", "EM 20.63"),
    Rule(
        "D5",
        "Forty make a quorum, the chair and the tellers included; without it the business stands over.",
        "SO No. 41; EM 20.63",
    ),
    Rule("D6", "The casting vote is given against change and for further debate.", _DENISON),
    Rule("D7", "What the tellers announce is the result; the list of names may differ.", "EM 20.80"),
    Rule("D8", "A proxy is recorded by name, and does not count for the quorum.", _PROXY),
    _recorded("D9", "Pairing is informal: all it leaves is no vote recorded.", "practice"),
    Rule("D10", "Some questions need a majority of the whole and of a part, both announced.", "EM 20.63"),
    Rule("D11", "No vote recorded is not an abstention.", "votes.parliament.uk"),
    Rule("D12", "The record keeps question, mover, tellers, numbers, names and outcome.", "EM 20.80"),
    Rule("C1", "A motion or amendment is moved and seconded.", _MODEL),
    Rule("C2", "An amendment removes or adds words, and does not negate the motion.", _MODEL),
    Rule("C3", "Only one amendment is moved and debated at a time.", _MODEL),
    Rule("C4", "The chair sets the order of amendments.", _MODEL),
    Rule("C5", "The motion as amended becomes the motion to which others are moved.", _MODEL),
    Rule("C6", "A councillor moves one amendment to a motion.", _MODEL),
    Rule("C7", "To withdraw needs the seconder and the meeting.", _MODEL),
    Rule("C8", "A mover alters their own motion with the consent of the meeting and the seconder.", _MODEL),
    Rule(
        "C9", "An amendment with the effect of a vote against is out of order.", "A council's Procedure Rules"
    ),
    Rule("G1", "Order: off the agenda, adjourn, refer, close the debate, then the rest.", f"{_RLP}(1)"),
    Rule("G2", "The further-reaching is put first; of equals, the one tabled first.", f"{_RLP}(2)"),
    Rule("G3", "Amendments are put before the motion.", f"{_RLP}(3)"),
    Rule("G4", "In a dispute on the order the council decides.", f"{_RLP}(4)"),
    Rule("G5", "The chair sets the order, the furthest-reaching first.", "Bayern, BayVV 2030.10-F § 9"),
    Rule(
        "G6",
        "What the mover took over is put en bloc, and anyone pulls one out; global alternatives first, then"
        " by number, for one passage the further-reaching first.",
        _GREENS,
    ),
    _guess("G7", "A further-reaching motion that is agreed to disposes of the narrower ones.", "practice"),
    Rule(
        "G8", "A mover may take an amendment over; motions to order go before substance.", "Grüne Oberfranken"
    ),
    Rule("R1", "An amendment inserts, strikes, strikes and inserts, or substitutes.", f"{_ROBERT}, note 3"),
    Rule("R2", "There are amendments of the first and second degree, and none of the third.", _ROBERT),
    Rule("R3", "The secondary amendment is put first, then the primary, then the motion.", _ROBERT),
    Rule("R4", "An amendment is germane and does not merely say not.", _ROBERT),
    Rule(
        "R5",
        "Independent subjects are divided when one member asks; others by a vote.",
        f"{_ROBERT}, note 10",
    ),
    Rule("R6", "A tie loses; on an appeal it sustains the chair.", f"{_ROBERT}, note 7"),
    Rule("R7", "By-laws are amended with previous notice and by two thirds.", f"{_ROBERT}, note 5"),
    Rule("R8", "The lack of a second is cured once debate has begun.", "RONR 12:13"),
    _recorded(
        "K1", "Motions of one topic are grouped; a ballot chooses the topics.", "Labour CAC report, 2024"
    ),
    _recorded("K2", "The delegates, and not the platform, decide the wording.", "labourhub, 2025"),
    _recorded("K3", "Movers of amendments take part in the talks.", _NAPO),
    _recorded("K4", "A committee changes wording only to make it competent; it may group.", "UNISON 2.4.4"),
    Rule(
        "K5",
        "An amendment is selected, taken as drafting or left out with a reason; those selected cannot clash.",
        _LIBDEM,
    ),
    Rule("K6", "To delete is a separate vote, to reverse a vote against; neither is an amendment.", _LIBDEM),
    Rule("K7", "Standing orders are changed by two thirds.", _LIBDEM),
    Rule("K8", "Whoever rejects gives a reason, which can be appealed.", "F32, 2022"),
    Rule("K9", "An amendment is relevant, keeps some words, and neither negates nor subverts.", _NAPO),
    _guess("K10", "A composite names its sources and their movers; each is withdrawn into it.", "practice"),
    Rule("B1", "All selected motions are put together, each decided by itself.", _MARCH_2019),
    Rule("B2", "The motions are put as they stand: none is amended.", _MARCH_2019, guess=True),
    Rule("P1", "An act names something on the paper.", _PAPER),
    Rule("P2", "An act fits the stage that its object has reached.", _PAPER),
    Rule("P3", "An act is one that the rules of order know.", _PAPER),
    Rule("P4", "No two texts on a paper have one id, letter or number.", _PAPER),
    Rule("P5", "An amendment rests on the words that it changes, as they now read.", _PAPER),
    Rule("P6", "An act fits the question that is pending.", _PAPER),
    Rule("P7", "Debate takes place at an open sitting.", _PAPER),
    Rule("P8", "What belongs to a mover or signatory is done by that member.", _PAPER),
    Rule("P9", "What must be judged is judged by a person, with the reason kept.", _PAPER),
    Rule("P10", "Once a question is decided, what hung on it has no question left.", _PAPER),
    Rule("P11", "The pack has rules for the act.", _PAPER),
)

_BY_NUMBER = {rule.number: rule for rule in RULES}


def rules(*numbers: str) -> tuple[Rule, ...]:
    """Give rules by number, in that order; ``KeyError`` for a number that there is none of."""
    return tuple(_BY_NUMBER[number] for number in numbers)


GENERAL = tuple(rule for rule in RULES if rule.number.startswith("P"))
