"""What became of every file on its way into a review, counted as PRISMA 2020 wants it.

Page MJ, McKenzie JE, Bossuyt PM, et al. The PRISMA 2020 statement. BMJ 2021;372:n71, items 16a and 16b and the flow
diagram. Nothing is left out: what is the same work, could not be read, or waits for a decision has its number, so
that the numbers add up.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from corpus.screening import board
from corpus.screening_board import Board
from corpus.screening_pool import Met, met


@dataclass(frozen=True, kw_only=True)
class StageCounts:
    """A stage: how many documents came to it, how many it excluded for which reason, how many it has not settled.

    A reason that is None: none was given.
    """

    stage: str
    came: int
    excluded: tuple[tuple[str | None, int], ...]
    open: int
    conflict: int
    unsure: int

    @property
    def out(self) -> int:
        """How many were excluded."""
        return sum(count for _, count in self.excluded)

    @property
    def waiting(self) -> int:
        """How many are not settled yet."""
        return self.open + self.conflict + self.unsure


@dataclass(frozen=True, kw_only=True)
class Prisma:
    """The counts of a screening, from the files that were met to the documents that are included.

    `identical` files hold the bytes of another file; `same_work` documents are other forms of one that is screened.
    """

    name: str
    met: Met
    same_work: int
    stages: tuple[StageCounts, ...]
    included: int
    included_documents: int
    challenges: int
    recommendations: int

    @property
    def could_not_be_read(self) -> int:
        """How many files could not be read."""
        return sum(count for _, count in self.met.failed)

    @property
    def waiting(self) -> int:
        """How many documents are not settled yet."""
        return sum(stage.waiting for stage in self.stages)

    def as_dict(self) -> dict[str, Any]:
        """The counts as JSON has them."""
        return {
            "screening": self.name,
            "identified": {"files": self.met.files, "sources": dict(self.met.folders)},
            "removed_before_screening": {
                "identical_files": self.met.identical, "same_work": self.same_work,
                "could_not_be_read": {"files": self.could_not_be_read, "reasons": dict(self.met.failed)},
            },
            "stages": [
                {
                    "stage": stage.stage, "assessed": stage.came, "excluded": stage.out,
                    "reasons": [{"reason": reason, "documents": count} for reason, count in stage.excluded],
                    "waiting": {"not_decided": stage.open, "conflict": stage.conflict, "unsure": stage.unsure},
                }
                for stage in self.stages
            ],
            "included": {
                "works": self.included, "documents": self.included_documents, "challenges": self.challenges,
                "recommendations": self.recommendations,
            },
        }  # fmt: skip

    def rows(self) -> list[dict[str, Any]]:
        """The counts a row each: phase, box, item, n."""
        out = [_row("identification", "identified", None, self.met.files)]
        out += [_row("identification", "identified", folder or "(no path)", n) for folder, n in self.met.folders]
        out += [
            _row("identification", "removed", "identical files", self.met.identical),
            _row("identification", "removed", "same work", self.same_work),
            _row("identification", "removed", "could not be read", self.could_not_be_read),
        ]
        out += [_row("identification", "could not be read", reason, n) for reason, n in self.met.failed]
        for stage in self.stages:
            out.append(_row(stage.stage, "assessed", None, stage.came))
            out.append(_row(stage.stage, "excluded", None, stage.out))
            out += [_row(stage.stage, "excluded", reason or "no reason given", n) for reason, n in stage.excluded]
            for item, n in (("not decided", stage.open), ("conflict", stage.conflict), ("unsure", stage.unsure)):
                out.append(_row(stage.stage, "waiting", item, n))
        out.append(_row("included", "included", "works", self.included))
        out.append(_row("included", "included", "documents", self.included_documents))
        return out


def prisma(connection: sqlite3.Connection, name: str) -> Prisma:
    """The counts of the screening of this name; raises ScreeningError where there is none."""
    standing = board(connection, name)
    included = standing.included()
    copies = [standing.pool.copies.get(document.sha256, ()) for document in included]
    return Prisma(
        name=standing.screening.name, met=met(connection), same_work=standing.pool.duplicates,
        stages=tuple(_stage(standing, stage) for stage in standing.screening.stages), included=len(included),
        included_documents=len(included) + sum(map(len, copies)),
        challenges=sum(document.challenges for document in included),
        recommendations=sum(document.recommendations for document in included),
    )  # fmt: skip


def _stage(board: Board, stage: str) -> StageCounts:
    outcomes = [board.outcome(document.sha256, stage) for document in board.at(stage)]
    standing = Counter(outcome.standing for outcome in outcomes)
    reasons = Counter(outcome.reason for outcome in outcomes if outcome.standing == "exclude")
    order: Sequence[str | None] = (*board.screening.reasons, None)
    last = stage == board.screening.stages[-1]
    return StageCounts(
        stage=stage, came=len(outcomes),
        excluded=tuple((reason, reasons[reason]) for reason in order if reasons[reason]),
        open=standing["open"], conflict=standing["conflict"], unsure=standing["unsure"] if last else 0,
    )  # fmt: skip


def _row(phase: str, box: str, item: str | None, n: int) -> dict[str, Any]:
    return {"phase": phase, "box": box, "item": item, "n": n}
