"""All of Polis' figures for a roll call, as production computes them, for people who move from Polis.

They stand beside onevoice's own and are used by none of them. Production also carries state from one
update to the next (who is counted, where groups start, a delay before their number changes); here every
figure follows from the votes alone.

References
----------
Small and others (2021), doi:10.6035/recerca.5516; the formulas are those of Polis' production worker.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from onevoice.assembly.sounding import Proposition, Response, RollCall
from onevoice.opinion.peers.polis_groups import Groups, counted_members, find_groups
from onevoice.opinion.peers.polis_map import AGREE, DISAGREE, PASS, Map, Votes, draw_map
from onevoice.opinion.peers.polis_statements import (
    GroupVotes,
    Share,
    consensus,
    group_informed_consensus,
    group_votes,
    priority,
    representative,
    share_test,
    side_of_groups,
)


def polis_figures(calls: RollCall) -> dict[str, Any]:
    """Compute what Polis would show for these answers.

    Parameters
    ----------
    calls : RollCall
        Moderated-out propositions included, as Polis' own matrix has them. A proposition with the field
        ``is-meta`` set to true is treated as Polis treats a meta statement.

    Returns
    -------
    dict
        Plain numbers, text, lists and dicts:

        - ``members``: id, x, y, votes, group (a number from 0, or None where Polis leaves the person
          out), centricness, coreness, extremeness (None without a group); those who voted;
        - ``statements``: id, x, y, extremity, agree, disagree, pass, votes, moderated,
          group_informed_consensus, priority; those that were voted on;
        - ``groups``: group, members, votes (per statement: agree, disagree, votes), representative
          (statement, side, best_agree, successes, trials, probability, probability_test, repness,
          repness_test);
        - ``consensus``: agree and disagree, each a list of statement, successes, trials, probability,
          probability_test;
        - ``silhouettes``: for each number of groups tried, as text, its mean silhouette.

    Notes
    -----
    x and y are up to the sign of each axis: Polis leaves it to chance, here it is fixed (see ``Map``).

    Examples
    --------
    >>> from onevoice.assembly.people import Member
    >>> from onevoice.assembly.sounding import Answers, Kind, Proposition, RollCall
    >>> calls = RollCall(
    ...     Kind.SOUNDING, "", False, (Member("0"), Member("1")), (Proposition("0", "Plant trees"),),
    ...     Answers.from_rows([(0, 0, 1), (1, 0, 1)]),
    ... )
    >>> figures = polis_figures(calls)
    >>> figures["statements"][0]["group_informed_consensus"]  # one group: (2 + 1) / (2 + 2)
    0.75
    """
    statements, votes = _votes(calls)
    meta = np.array([_is_meta(statement) for statement in statements], dtype=np.bool_)
    drawn = draw_map(votes)
    groups = find_groups(drawn.members, counted_members(votes))
    counts = group_votes(votes, groups.of_member, groups.count)
    ids = [statement.id for statement in statements]
    return {
        "members": _members(_in_order([member.id for member in calls.members]), calls, votes, drawn, groups),
        "statements": _statements(ids, votes, drawn, counts, meta),
        "groups": _groups(ids, votes, groups, counts),
        "consensus": {side: _consensus(ids, votes, vote) for side, vote in _SIDES.items()},
        "silhouettes": {str(k): value for k, value in groups.silhouettes.items()},
    }


_SIDES = {"agree": AGREE, "disagree": DISAGREE}


def _in_order(ids: list[str]) -> list[int]:
    """Order ids shortest first, then by letter: whole numbers count up, as Polis numbers its people."""
    return sorted(range(len(ids)), key=lambda place: (len(ids[place]), ids[place]))


def _is_meta(statement: Proposition) -> bool:
    return dict(statement.fields).get("is-meta", "").strip().lower() in {"true", "t", "1"}


def _votes(calls: RollCall) -> tuple[list[Proposition], Votes]:
    """Turn the answers into Polis' matrix, members and statements in the order of their ids."""
    members = _in_order([member.id for member in calls.members])
    statements = _in_order([proposition.id for proposition in calls.propositions])
    row = np.empty(len(members), dtype=np.int32)
    row[members] = np.arange(len(members))
    column = np.empty(len(statements), dtype=np.int32)
    column[statements] = np.arange(len(statements))
    response = np.asarray(calls.answers.response, dtype=np.int8)
    cast = response != Response.NOT_ELIGIBLE
    ordered = [calls.propositions[j] for j in statements]
    return ordered, Votes(
        n_members=len(members),
        n_statements=len(statements),
        member=row[np.asarray(calls.answers.member, dtype=np.int32)[cast]],
        statement=column[np.asarray(calls.answers.proposition, dtype=np.int32)[cast]],
        vote=-response[cast],
        moderated=np.array([p.moderated_out or _is_meta(p) for p in ordered], dtype=np.bool_),
    )


def _members(
    order: list[int], calls: RollCall, votes: Votes, drawn: Map, groups: Groups
) -> list[dict[str, Any]]:
    active = votes.activity > 0
    middle = drawn.members[active].mean(axis=0) if active.any() else np.zeros(2)
    centers = [drawn.members[groups.of_member == g].mean(axis=0) for g in range(groups.count)]
    rows = []
    for i in np.flatnonzero(active):
        point, g = drawn.members[i], int(groups.of_member[i])
        row: dict[str, Any] = {
            "id": calls.members[order[i]].id,
            "x": float(point[0]),
            "y": float(point[1]),
            "votes": int(votes.activity[i]),
            "group": None,
            "centricness": None,
            "coreness": None,
            "extremeness": None,
        }
        if g >= 0:
            away = centers[g] - middle
            distance = float(np.hypot(*away))
            row["group"] = g
            row["centricness"] = 1 - float(np.hypot(*(point - middle)))
            row["coreness"] = 1 - float(np.hypot(*(point - centers[g])))
            row["extremeness"] = float((point - centers[g]) @ away) / distance if distance else 0.0
        rows.append(row)
    return rows


def _statements(
    ids: list[str], votes: Votes, drawn: Map, counts: GroupVotes, meta: NDArray[np.bool_]
) -> list[dict[str, Any]]:
    kinds = {"agree": AGREE, "disagree": DISAGREE, "pass": PASS, "votes": None}
    columns: dict[str, NDArray[Any]] = {
        "x": drawn.statements[:, 0],
        "y": drawn.statements[:, 1],
        "extremity": drawn.extremity,
        **{name: votes.count(vote) for name, vote in kinds.items()},
        "moderated": votes.moderated,
        "group_informed_consensus": group_informed_consensus(counts),
        "priority": priority(counts, drawn.extremity, meta),
    }
    return [
        {"id": ids[j]} | {name: values[j].item() for name, values in columns.items()}
        for j in np.flatnonzero(votes.voted)
    ]


def _groups(ids: list[str], votes: Votes, groups: Groups, counts: GroupVotes) -> list[dict[str, Any]]:
    sides = {
        True: (side_of_groups(counts.agree, counts.votes), counts.agree),
        False: (side_of_groups(counts.disagree, counts.votes), counts.disagree),
    }
    heard = counts.agree + counts.disagree > 0
    shown = representative(sides[True][0], sides[False][0], heard, _asked(votes))
    return [
        {
            "group": g,
            "members": int((groups.of_member == g).sum()),
            "votes": [
                {
                    "statement": ids[j],
                    "agree": int(counts.agree[g, j]),
                    "disagree": int(counts.disagree[g, j]),
                    "votes": int(counts.votes[g, j]),
                }
                for j in np.flatnonzero(votes.voted)
            ],
            "representative": [
                {"statement": ids[each.statement], "best_agree": each.best_agree}
                | _share_row(g, each.statement, *sides[each.agrees], counts.votes)
                | {"side": "agree" if each.agrees else "disagree"}
                for each in shown[g]
            ],
        }
        for g in range(groups.count)
    ]


def _share_row(
    g: int, j: int, side: Share, successes: NDArray[np.int64], trials: NDArray[np.int64]
) -> dict[str, Any]:
    return {
        "successes": int(successes[g, j]),
        "trials": int(trials[g, j]),
        "probability": float(side.share[g, j]),
        "probability_test": float(side.share_test[g, j]),
        "repness": float(side.ratio[g, j]),
        "repness_test": float(side.ratio_test[g, j]),
    }


def _consensus(ids: list[str], votes: Votes, vote: int) -> list[dict[str, Any]]:
    successes, trials = votes.count(vote), votes.count()
    test = share_test(successes, trials)
    return [
        {
            "statement": ids[j],
            "successes": int(successes[j]),
            "trials": int(trials[j]),
            "probability": float((successes[j] + 1) / (trials[j] + 2)),
            "probability_test": float(test[j]),
        }
        for j in consensus(successes, trials, _asked(votes))
    ]


def _asked(votes: Votes) -> NDArray[np.int64]:
    """Statements that Polis may show: voted on and not moderated."""
    return np.flatnonzero(votes.voted & ~votes.moderated)
