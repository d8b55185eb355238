"""How far two persons agree: the share of equal decisions, and Cohen's kappa with its interval.

Kappa = (po - pe) / (1 - pe), with po the share of equal decisions and pe the share that chance would bring, given how
often each person decides what (Cohen 1960, Educational and Psychological Measurement 20:37-46). The interval is kappa ±
1.96 times the standard error for large samples (Fleiss, Cohen & Everitt 1969, Psychological Bulletin 72:323-327,
equation 13).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from corpus.listing import StoredDocument
from corpus.screening_board import Board
from corpus.screening_values import DECISIONS, Decided, ScreeningError

_Z = 1.959963984540054  # of the normal distribution, two-sided 95 %


@dataclass(frozen=True, kw_only=True)
class Kappa:
    """Agreement of two persons; `kappa` is None where one of them always decided the same one thing.

    Then it would be 0 with an interval of 0 to 0 (or 0/0) whatever the other decided: nothing is measured. Of a single
    document this is always so.
    """

    n: int
    agreed: float
    expected: float
    kappa: float | None
    low: float | None
    high: float | None


def cohen_kappa(table: Sequence[Sequence[int]]) -> Kappa:
    """Agreement from a square table of counts: rows what one person decided, columns what the other did.

    Raises ValueError where the table is empty or not square.
    """
    n = sum(map(sum, table))
    if not n or any(len(row) != len(table) for row in table):
        raise ValueError(f"a square table with counts is needed, not {table!r}")
    share = [[count / n for count in row] for row in table]
    rows, columns = [sum(row) for row in share], [sum(column) for column in zip(*share, strict=True)]
    places = range(len(table))
    agreed = sum(share[i][i] for i in places)
    expected = sum(rows[i] * columns[i] for i in places)
    if any(math.isclose(part, 1.0) for part in (*rows, *columns)):
        return Kappa(n=n, agreed=agreed, expected=expected, kappa=None, low=None, high=None)
    kappa = (agreed - expected) / (1 - expected)
    on = sum(share[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in places)
    off = (1 - kappa) ** 2 * sum(
        share[i][j] * (columns[i] + rows[j]) ** 2 for i in places for j in places if i != j
    )  # fmt: skip
    variance = (on + off - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    half = _Z * math.sqrt(max(0.0, variance))
    return Kappa(
        n=n, agreed=agreed, expected=expected, kappa=kappa, low=max(-1.0, kappa - half), high=min(1.0, kappa + half)
    )


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How two persons decided on the same documents in a stage; `table` has rows of the first person's decisions."""

    stage: str
    persons: tuple[str, str]
    kappa: Kappa
    table: tuple[tuple[int, ...], ...]
    disagreements: tuple[tuple[StoredDocument, Decided, Decided], ...]

    def as_dict(self) -> dict[str, Any]:
        """The agreement as JSON has it."""
        one, other = self.persons
        figures = self.kappa
        return {
            "stage": self.stage, "persons": [one, other], "documents": figures.n,
            "agreement": round(figures.agreed, 4), "expected": round(figures.expected, 4),
            "kappa": _rounded(figures.kappa), "low": _rounded(figures.low), "high": _rounded(figures.high),
            "table": {
                row: dict(zip(DECISIONS, counts, strict=True))
                for row, counts in zip(DECISIONS, self.table, strict=True)
            },
            "disagreements": [
                {
                    "document": document.document, "id": document.id, "title": document.title,
                    "decisions": {one: mine.decision, other: theirs.decision},
                    "reasons": {one: mine.reason, other: theirs.reason},
                }
                for document, mine, theirs in self.disagreements
            ],
        }  # fmt: skip


def agreements(board: Board, persons: Sequence[str] = ()) -> tuple[Agreement, ...]:
    """The agreement of every two persons in every stage where both decided on some document, adjudications aside.

    With `persons` only of these. Raises ScreeningError where one of them decided nothing.
    """
    known = list(dict.fromkeys(person for stage in board.screening.stages for person in _persons(board, stage)))
    if absent := [person for person in persons if person not in known]:
        raise ScreeningError(f"{absent[0]}: decided nothing in {board.screening.name}")
    out = []
    for stage in board.screening.stages:
        for one, other in combinations(persons or known, 2):
            if found := _agreement(board, stage, (one, other)):
                out.append(found)
    return tuple(out)


def _persons(board: Board, stage: str) -> list[str]:
    return [person for decided in board.decided(stage).values() for person in decided]


def _agreement(board: Board, stage: str, persons: tuple[str, str]) -> Agreement | None:
    one, other = persons
    decided: Mapping[str, Mapping[str, Decided]] = board.decided(stage)
    table = [[0] * len(DECISIONS) for _ in DECISIONS]
    differ = []
    for document in board.pool.documents:
        both = decided.get(document.sha256, {})
        if one in both and other in both:
            mine, theirs = both[one], both[other]
            table[DECISIONS.index(mine.decision)][DECISIONS.index(theirs.decision)] += 1
            if mine.decision != theirs.decision:
                differ.append((document, mine, theirs))
    if not any(map(sum, table)):
        return None
    return Agreement(
        stage=stage, persons=persons, kappa=cohen_kappa(table), table=tuple(map(tuple, table)),
        disagreements=tuple(differ),
    )  # fmt: skip


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
