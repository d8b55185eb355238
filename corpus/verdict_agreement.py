"""How far people agree on findings: the newest decision of each of two on those that both decided."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from corpus.agreement import Kappa, cohen_kappa
from corpus.decisions import DECIDING


@dataclass(frozen=True, kw_only=True)
class VerdictAgreement:
    """Two people, their agreement, and on how many findings they differ.

    Agreement is on whether a finding is what it is called: accepted, in other words or not, or it is not, or is of the
    other kind.
    """

    persons: tuple[str, str]
    kappa: Kappa
    differ: int

    def as_dict(self) -> dict[str, Any]:
        """The agreement as JSON has it."""
        figures = {name: getattr(self.kappa, name) for name in ("agreed", "expected", "kappa", "low", "high")}
        return {
            "one": self.persons[0], "other": self.persons[1], "findings": self.kappa.n, "differ": self.differ,
            **{name: None if value is None else round(value, 4) for name, value in figures.items()},
        }  # fmt: skip


_SAID = {"accept": 0, "correct": 0, "reject": 1, "relabel": 2}


def verdict_agreements(connection: sqlite3.Connection) -> tuple[VerdictAgreement, ...]:
    """The agreement of every two people who both decided on a finding, those first who share most."""
    said: dict[tuple[str, str, str, int], dict[str, int]] = {}
    people: dict[str, None] = {}
    for sha256, kind, quote, page, person, verdict, label in connection.execute(
        f"""SELECT sha256, kind, quote, page, person, verdict, label FROM verdicts
        WHERE verdict IN {DECIDING!r} AND person IS NOT NULL ORDER BY key"""
    ):
        people[person] = None
        said.setdefault((sha256, kind, quote, page), {})[person] = _SAID["relabel" if label else verdict]
    out = []
    for one, other in combinations(sorted(people), 2):
        table = [[0] * 3 for _ in range(3)]
        for by in said.values():
            if one in by and other in by:
                table[by[one]][by[other]] += 1
        if n := sum(map(sum, table)):
            differ = n - sum(table[i][i] for i in range(3))
            out.append(VerdictAgreement(persons=(one, other), kappa=cohen_kappa(table), differ=differ))
    return tuple(sorted(out, key=lambda agreement: -agreement.kappa.n))
