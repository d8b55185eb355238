"""Screening by way of tables: documents with how they stand as rows, and rows that a person filled in as choices."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

from corpus.screening import Choice
from corpus.screening_board import Board
from corpus.screening_values import DECISIONS, ScreeningError

STANDINGS = (*DECISIONS, "open", "conflict")
NOBODY = "(nobody named)"

COLUMNS = ("id", "document", "title", "year", "stage", "outcome", "decision", "reason", "decisions")
"""Columns of the table of documents; `decision` and `reason` are empty: to fill in, and to read back."""


def rows(board: Board) -> list[dict[str, Any]]:
    """The documents of a screening a row each, with the last stage that each has come to and how it stands there."""
    out = []
    for document in board.pool.documents:
        stage, outcome = board.end(document.sha256)
        out.append({
            "id": document.id, "document": document.document, "title": document.title, "year": document.year,
            "stage": stage, "outcome": outcome.standing, "excluded_for": outcome.reason,
            "decisions": [
                f"{decided.person or '-'}: {decided.decision}" + (f" ({decided.reason})" if decided.reason else "")
                for decided in outcome.decided
            ],
            "same_work": [copy.document for copy in board.pool.copies.get(document.sha256, ())],
        })  # fmt: skip
    return out


def status_rows(board: Board) -> list[dict[str, Any]]:
    """How many documents stand how: for each stage a row of what the decisions come to, then one a person."""
    out: list[dict[str, Any]] = []
    for stage in board.screening.stages:
        at = board.at(stage)
        outcomes = Counter[str](board.outcome(document.sha256, stage).standing for document in at)
        out.append(
            {"stage": stage, "person": None, "documents": len(at), **{name: outcomes[name] for name in STANDINGS}}
        )
        decided = [board.decided(stage).get(document.sha256, {}) for document in at]
        for person in dict.fromkeys(person for persons in board.decided(stage).values() for person in persons):
            own = Counter[str](said[person].decision for said in decided if person in said)
            out.append({
                "stage": stage, "person": person or NOBODY, "documents": len(at),
                **{name: own[name] for name in DECISIONS}, "open": len(board.to_decide(person, stage)),
                "conflict": None,
            })  # fmt: skip
    return out


def read_choices(path: Path, person: str | None = None, stage: str | None = None) -> tuple[Choice, ...]:
    """The choices of a CSV file: `decision`, `id` or `document`, and if wanted `reason`, `person` and `stage`.

    Other columns are ignored, and so are lines without a decision; what has no person or stage of its own takes those
    given here. Raises ScreeningError, naming the line, where a line makes no sense.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ScreeningError(f"{path}: is not UTF-8; save it as CSV UTF-8") from error
    except OSError as error:
        raise ScreeningError(f"{path}: {error.strerror or error}") from error
    reader = csv.DictReader(StringIO(text, newline=""))
    named = set(reader.fieldnames or ())
    if "decision" not in named or not {"id", "document"} & named:
        raise ScreeningError(
            f"{path}: the first line names the columns: document,decision, and reason,person,stage if wanted"
        )
    out = []
    try:
        for row in reader:
            if None in row:
                raise ScreeningError("more fields than columns")
            value = {name: (row.get(name) or "").strip() for name in ("id", "document", "decision", "reason", "person")}
            if not value["decision"]:
                continue
            own_stage = (row.get("stage") or "").strip() or None
            out.append(
                Choice(
                    document=value["id"] or value["document"], decision=value["decision"],
                    reason=value["reason"] or None, person=value["person"] or person, stage=own_stage or stage,
                )
            )  # fmt: skip
    except (ScreeningError, csv.Error) as error:
        raise ScreeningError(f"{path}, line {reader.line_num}: {error}") from error
    if not out:
        raise ScreeningError(f"{path}: holds no decision")
    return tuple(out)
