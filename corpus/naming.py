"""Finding the concepts of all documents again by the lexicon as it is now, from the stored texts: no file is read.

Findings stay as they are, with their ids; their metals and themes, and what their sentences name, are told anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlite_utils import Database

from corpus.concepts import know_lexicon
from corpus.store import know_concepts
from corpus.upkeep import rebuild

if TYPE_CHECKING:
    from extract.types import Mention


def name_again(db: Database) -> int:
    """Find the concepts of every document anew and make the index again, all or nothing; how many documents it has."""
    with db.atomic():
        know_lexicon(db)
        for (document,) in db.execute("SELECT key FROM documents ORDER BY key").fetchall():
            _name_document(db, document)
        return rebuild(db.conn)


def _name_document(db: Database, document: int) -> None:
    from extract.mentions import find_mentions  # noqa: PLC0415 - brings the lexicon, which a search does not need

    text = db.execute("SELECT text FROM document_texts WHERE document = ?", [document]).fetchone()[0]
    mentions = find_mentions(text)
    know_concepts(db, {mention.concept for mention in mentions})
    sentences = db.execute('SELECT key, start, "end" FROM sentences WHERE document = ? ORDER BY start', [document])
    places = list(sentences)
    pages = db.execute("SELECT start, number FROM pages WHERE document = ? ORDER BY start", [document]).fetchall()
    db.execute("DELETE FROM mentions WHERE document = ?", [document])
    db.conn.executemany(
        "INSERT INTO mentions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
        (
            (document, _around(places, m.span.start, m.span.end), m.concept, m.span.start, m.span.end,
             pages[bisect_right(pages, m.span.start, key=lambda page: page[0]) - 1][1], m.quote)
            for m in mentions
        ),
    )  # fmt: skip
    _name_findings(db, document, mentions)


def _name_findings(db: Database, document: int, mentions: Sequence[Mention]) -> None:
    from extract.mentions import metal_ids  # noqa: PLC0415 - as above
    from extract.tag import themes_of  # noqa: PLC0415 - as above

    findings = db.execute(
        'SELECT key, kind, lang, quote, start, "end" FROM findings WHERE document = ?', [document]
    ).fetchall()
    for key, kind, lang, quote, start, end in findings:
        inside = [mention for mention in mentions if start <= mention.span.start and mention.span.end <= end]
        concepts = {*(f"metal:{metal}" for metal in metal_ids(inside)), *themes_of(kind, quote, lang, inside)}
        know_concepts(db, concepts)
        db.execute("DELETE FROM finding_concepts WHERE finding = ?", [key])
        db.conn.executemany("INSERT INTO finding_concepts VALUES (?, ?)", ((key, one) for one in sorted(concepts)))


def _around(sentences: Sequence[tuple[int, int, int]], start: int, end: int) -> int | None:
    """The key of the sentence that a range lies in."""
    at = bisect_right(sentences, start, key=lambda sentence: sentence[1]) - 1
    return sentences[at][0] if at >= 0 and end <= sentences[at][2] else None
