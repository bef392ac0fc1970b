"""Write docs/cases/european-parliament.md: from votes on parts to the vote on the whole.

Resolutions voted on in parts and then as a whole teach the carry model; two votes on Gaza are worked through.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

import numpy as np

from onevoice.formats import read
from onevoice.opinion.composite.carry_learned import RULES, Learned, Trial, hold_out, learn
from tools.european_votes import (
    JANUARY,
    Resolution,
    across,
    agreement,
    half_against_the_rest,
    resolutions,
    whole_of,
)

FOLDERS = ("rollcalls/ep-term9-2023q4", "rollcalls/ep-term10-2024")
OCTOBER = "B9-0436/2023"
_BINS = 10


def page(texts: Sequence[Resolution]) -> str:
    """Give the page."""
    decided = [text for text in texts if text.whole is not None]
    pairs = [(text, whole) for text in decided if (whole := whole_of(text)) is not None]
    wholes = [whole for _, whole in pairs]
    trials, learned = hold_out(wholes), learn(wholes)
    october = next(text for text in texts if text.name == OCTOBER)
    january = next(text for text in texts if text.name == JANUARY)
    return _PAGE.format(
        decided=len(decided),
        used=len(wholes),
        members=sum(len(whole.carried) for whole in wholes),
        rules=_rules(trials),
        verdict=_verdict(trials, learned),
        curve=_curve(trials),
        texts=_texts(trials),
        october=_october(october, trials),
        groups=_by_group(october, trials),
        january=_january(january, learned),
    )


def _rules(trials: Sequence[Trial]) -> str:
    rows = ["| rule | log loss | error in the total | members on the right side |", "|---|---|---|---|"]
    for rule in RULES:
        error = np.mean([abs(trial.error(rule)) for trial in trials])
        rows.append(f"| {rule} | {_loss(trials, rule):.3f} | {error:.1%} | {_right(trials, rule):.1%} |")
    return "\n".join(rows)


def _loss(trials: Sequence[Trial], rule: str) -> float:
    return float(np.mean([trial.log_loss(rule) for trial in trials]))


def _right(trials: Sequence[Trial], rule: str) -> float:
    return float(np.mean([trial.right(rule) for trial in trials]))


def _verdict(trials: Sequence[Trial], learned: Learned) -> str:
    best = min(RULES, key=lambda rule: _loss(trials, rule))
    nearest = min(RULES, key=lambda rule: np.mean([abs(trial.error(rule)) for trial in trials]))
    difference = np.array([trial.log_loss("mean of parts") - trial.log_loss("learned") for trial in trials])
    error = difference.std(ddof=1) / np.sqrt(len(difference))
    lower, n = int((difference > 0).sum()), len(difference)
    rights = [f"{_right(trials, rule):.1%}" for rule in RULES]
    return _filled(
        f"By log loss the best is: {best}. By the error in the total: {nearest}. The learned rule's log loss "
        f"is below the mean of parts by {difference.mean():.3f} ± {error:.3f} (standard error over "
        f"resolutions), and lower on {lower} of {n}. A vote for the whole becomes likelier than not at an "
        f"agreement of {learned.threshold:.2f} of the parts. As a rule that says yes or no, that hardly "
        f"differs from one half: {rights[0]} against {rights[1]} of members on the right side."
    )


def _filled(paragraph: str) -> str:
    return fill(paragraph, 118, break_long_words=False, break_on_hyphens=False)


def _curve(trials: Sequence[Trial]) -> str:
    rows = ["| foretold by the learned rule | members | foretold, mean | voted for |", "|---|---|---|---|"]
    probability = np.concatenate([trial.probability["learned"] for trial in trials])
    carried = np.concatenate([trial.carried for trial in trials])
    place = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    for k in range(_BINS):
        inside = place == k
        if inside.any():
            rows.append(
                f"| {k / _BINS:.0%} to {(k + 1) / _BINS:.0%} | {int(inside.sum()):,} | "
                f"{probability[inside].mean():.1%} | {carried[inside].mean():.1%} |"
            )
    return "\n".join(rows)


def _texts(trials: Sequence[Trial]) -> str:
    rows = [
        "| text | voting | for | learned | mean of parts | group's majority |",
        "|---|---|---|---|---|---|",
    ]
    for trial in sorted(trials, key=lambda trial: trial.name):
        foretold = " | ".join(f"{trial.probability[rule].mean():.1%}" for rule in RULES)
        rows.append(f"| {trial.name} | {len(trial.carried)} | {trial.actual:.1%} | {foretold} |")
    return "\n".join(rows)


def _october(text: Resolution, trials: Sequence[Trial]) -> str:
    found = across(text)
    kept, loss, plain, right = half_against_the_rest(text)
    trial = next(trial for trial in trials if trial.name == text.name)
    titles = "\n".join(f"- {p.text.split(' - ', 1)[-1]}" for p in found)
    foretold = [f"{trial.probability[rule].mean():.1%}" for rule in RULES]
    return "\n\n".join(
        (
            _filled(
                f"In **{len(found)} of {len(text.matrix.propositions)}** roll calls more than half of those "
                "voting were for in every political group, abstentions counted as votes and the "
                "non-attached as a group:"
            ),
            titles,
            _filled(
                "Half of all votes for and against were hidden from the model, and foretold from the other "
                f"half: {right:.1%} of {kept:,} on the right side, log loss {loss:.3f} against {plain:.3f} "
                "for each roll call's own share."
            ),
            _filled(
                f"The vote on the whole, foretold by the learned rule from all other resolutions: "
                f"{foretold[0]} for. It was {trial.actual:.1%} of {len(trial.carried)}. The mean of parts "
                f"says {foretold[1]}, the groups' majorities {foretold[2]}. By group, as learned:"
            ),
        )
    )


def _by_group(text: Resolution, trials: Sequence[Trial]) -> str:
    trial = next(trial for trial in trials if trial.name == text.name)
    heard = ~np.isnan(text.votes[:, text.whole or 0])
    group_of = text.group_of[heard]
    rows = ["| group | voting | foretold | for |", "|---|---|---|---|"]
    for g in np.unique(group_of):
        inside = group_of == g
        name = text.matrix.groups[g].name if g >= 0 else "none"
        foretold = trial.probability["learned"][inside].mean()
        rows.append(f"| {name} | {int(inside.sum())} | {foretold:.0%} | {trial.carried[inside].mean():.0%} |")
    return "\n".join(rows)


def _january(text: Resolution, learned: Learned) -> str:
    own = agreement(text)
    voted = ~np.isnan(own)
    foretold = learned.probability(own[voted])
    return _filled(
        f"In **{len(across(text))} of {len(text.matrix.propositions)}** roll calls was there such a majority "
        "in every group. The vote on the whole is not in the record used here, so this is a prediction "
        f"only: {foretold.mean():.1%} for, of the {int(voted.sum())} members who voted on a part that stands."
    )


_PAGE = """# The European Parliament: from votes on parts to the vote on the whole

This page is written by `make cases` from the roll calls of October 2023 to January 2024 and of July to
October 2024. Source: the European Parliament's lists of roll-call votes, as collected by mepwatch.

A composite is sought by a rule that says when a member who agrees with some clauses votes for the whole.
That rule is an assumption, unless it has been set against real votes. The Parliament votes on many
resolutions in parts first, and then as a whole: {decided} resolutions here have a vote on the whole and
at least five on parts. In {used} of them some part that was voted on stands in the text as adopted; these
hold {members:,} votes on the whole.

## What counts as agreement

Agreement is with the text **as adopted**:

- a part or amendment that was adopted stands in it, and a vote for it agrees;
- what was rejected does not stand in it, and counts for nothing;
- an amendment that would delete ("Am 13S") is the other way round: if it was rejected the paragraph
  stands, and a vote against the amendment agrees;
- "§ 3/1" is one part of a split vote, and a part like any other;
- an abstention is no agreement; who did not vote on a part has no say in it.

A vote for the whole is foretold for everybody who voted on it, from texts among which this one is not.

## Which rule foretells best

{rules}

{verdict}

So the rule that is shipped is the plain one: a member carries a wording if they agree with at least half
of its clauses. The learned one is there for whoever wants it
(`onevoice.opinion.composite.carry_learned`), and so that an assembly with votes of its own can learn its
own. For any other assembly than this Parliament, both are assumptions.

### Calibration

{curve}

### Text by text

Shares that voted for the whole, and shares foretold:

{texts}

## 19 October 2023: the attacks by Hamas, Israel's right to defend itself, and Gaza

{october}

{groups}

## 18 January 2024: Gaza, a ceasefire and the risk of escalation

{january}

## What this cannot tell

- Nobody votes on most paragraphs apart: agreement is known only where somebody asked for a vote, which is
  where people differ. On the whole, members agree with more than the parts show.
- The parts were chosen, put and ordered by people; in another assembly other parts would be.
- That a text was voted down as a whole happens rarely here, and rules for that rest on few texts.
"""


def main() -> None:
    """Write the page; say why it cannot be where the record is absent."""
    shared = Path(__file__).parents[2] / "shared" / "data"
    for folder in FOLDERS:
        if not (shared / folder).is_dir():
            sys.exit(f"There is no shared/data/{folder} beside the checkout. The page stays as it is.")
    texts = [text for folder in FOLDERS for text in resolutions(read(shared / folder))]
    Path(sys.argv[1]).write_text(page(texts), encoding="utf-8")


if __name__ == "__main__":
    main()
