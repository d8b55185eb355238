"""Why a stored finding was made, worked out again from the sentences of its document."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from corpus.errors import UnknownIdError
from corpus.record import mark_of

if TYPE_CHECKING:
    from extract.findings import Evidence
    from models.classifier import Models


def tagged_by(connection: sqlite3.Connection, finding: str) -> str:
    """What the models that made a finding are known by; empty where they are the shipped ones."""
    row = connection.execute(
        "SELECT d.reader FROM findings f JOIN documents d ON d.key = f.document WHERE f.id = ?", [finding]
    ).fetchone()
    return mark_of(row[0]) if row else ""


def why(connection: sqlite3.Connection, finding: str, models: Models) -> tuple[Evidence, ...]:
    """What spoke for and against the finding with this id, the weightiest first; raises UnknownIdError.

    Asked of `models`: what an earlier version read, or was read before the last training, others may have found.
    """
    from extract.types import Sentence, Span  # noqa: PLC0415 - seconds that a listing does not need
    from extract.why import explain  # noqa: PLC0415 - as above

    row = connection.execute(
        """SELECT f.document, f.kind, s.start, s."end", t.text FROM findings f JOIN sentences s ON s.key = f.sentence
        JOIN document_texts t ON t.document = f.document WHERE f.id = ?""",
        [finding],
    ).fetchone()
    if row is None:
        raise UnknownIdError(f"{finding}: no finding has this id")
    document, kind, start, end, text = row
    rows = connection.execute(
        'SELECT start, "end", lang, section, kind FROM sentences WHERE document = ? ORDER BY start', [document]
    )
    sentences = [Sentence(Span(a, b), lang, section, block) for a, b, lang, section, block in rows]
    return explain(text, sentences, Span(start, end), kind, models)
