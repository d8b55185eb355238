"""More like this: the rows that share most with a finding or a sentence, in either language."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus import rowsets
from corpus.columns import Scope
from corpus.concepts import labels
from corpus.errors import UnknownIdError
from corpus.facets import Facets
from corpus.hit_rows import as_hits
from corpus.hits import Results
from corpus.listing import find_one
from corpus.matching import count, holding, matching
from corpus.opened import Opened
from corpus.ranking import COUNTED, LIGHTER, Ranking, idf
from corpus.understand import understand, understand_text
from corpus.units import Every, Query, Unit

MOST = 10
"""Words and concepts that two rows are compared by: those that say most."""

_TELLING = {"concept": 1.5, "term": 1.0, "word": 0.6, "light": LIGHTER}
"""How much the sorts of words say of what a row is about."""

_SENTENCE = re.compile(r"(?P<document>[0-9a-f]{16}):(?P<start>\d+)-(?P<end>\d+)")


def similar(opened: Opened, id_: str, query: str = "", *, limit: int = 20, offset: int = 0) -> Results:
    """The findings most like the one with this id (its first four characters do), or the sentences most like one.

    With a query, only those that fit it. Raises UnknownIdError, and ValueError where `limit` or `offset` is below zero.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"a limit or offset is not below zero: {limit}, {offset}")
    opened.refresh()
    scope, key, text = _row(opened, id_)
    asked = understand(opened.connection, query)
    within = matching(opened, replace(asked, scope=scope)) if asked.asks else None
    like = _telling(opened, text, scope, key)
    held = [holding(opened, unit, scope) for unit in like.units]
    rows = Ranking(opened, like).likest(held, within, [key]) if held else []
    some = rowsets.some(held, within, [key]) if held else []
    return Results(
        query=like, hits=tuple(as_hits(opened, like, rows[offset : offset + limit])), total=0, some=len(some),
        offset=offset, facets=Facets(opened, scope, some),
    )  # fmt: skip


def _row(opened: Opened, id_: str) -> tuple[Scope, int, str]:
    """The scope, key and text of a finding or a sentence."""
    sentence = _SENTENCE.fullmatch(id_)
    if not sentence:
        finding = find_one(opened.connection, id_)
        row = opened.connection.execute("SELECT key FROM findings WHERE id = ?", [finding.id]).fetchone()
        return "findings", row[0], finding.quote
    row = opened.connection.execute(
        "SELECT s.key, s.text FROM sentences s JOIN documents d ON d.key = s.document WHERE d.id = ? AND s.start = ?"
        ' AND s."end" = ?',
        [sentence["document"], int(sentence["start"]), int(sentence["end"])],
    ).fetchone()
    if row is None:
        raise UnknownIdError(f"{id_}: no sentence has this id")
    return "text", row[0], row[1]


def _telling(opened: Opened, text: str, scope: Scope, key: int) -> Query:
    """What a row speaks of, its concepts and the words that say most, as a query of which other rows may hold any."""
    query = understand_text(opened.connection, text, scope)
    named = {concept for unit in query.units for concept in unit.concepts}
    themes = [concept for concept in opened.concepts(scope, key) if concept not in named]
    units = [*query.units, *(Unit((), (concept,)) for concept in themes)]
    rows = opened.columns(scope).rows
    weights: dict[Unit, float] = {}
    for unit in units:
        held = count(opened, unit, scope, COUNTED)
        # What stands nowhere else says nothing of likeness.
        weights[unit] = idf(held, rows) * _TELLING[_sort_of(unit)] if held > 1 else 0.0
    best = set(sorted((unit for unit in units if weights[unit]), key=lambda unit: -weights[unit])[:MOST])
    called = labels(opened.connection, [*named, *themes])
    return replace(query, node=Every(tuple(unit for unit in units if unit in best)), phrases=(), labels=called)


def _sort_of(unit: Unit) -> str:
    if unit.concepts:
        return "concept"
    if unit.is_light:
        return "light"
    return "term" if unit.called else "word"
