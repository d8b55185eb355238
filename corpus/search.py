"""Looking up a library: queries in either language, findings first, with what the query was read as.

A phrase in a small library is found with sqlite3 alone: `litlode search` starts in a quarter of a second.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.cutting import CUT, cut_phrases
from corpus.facets import Facets
from corpus.hit_rows import as_hits
from corpus.hits import Hit, Results
from corpus.matching import holding, matching
from corpus.opened import Opened
from corpus.ranking import Ranking, Sort
from corpus.understand import understand
from corpus.units import Every, Filter, Query

FILL = 20
"""Where fewer rows than these hold all that was asked, those follow that hold some of it."""


def search(
    opened: Opened,
    typed: str,
    *,
    limit: int = 20,
    offset: int = 0,
    kind: str | None = None,
    exact: bool = False,
    sort: Sort = "rank",
) -> Results:
    """The findings (with `in:text` the sentences) that fit the query, in order. No query raises an error of SQL.

    Raises ValueError where `limit` or `offset` is below zero, or `kind` is none.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"a limit or offset is not below zero: {limit}, {offset}")
    if kind not in (None, "challenge", "recommendation"):
        raise ValueError(f"a kind is challenge or recommendation, not {kind!r}")
    query, keys = fitting(opened, typed, kind=kind, exact=exact)
    if not query.asks:
        return Results(query=query, hits=(), total=0, offset=offset, facets=Facets(opened, query.scope, []))
    parts = query.in_parts()
    ranking = Ranking(opened, parts, sort)
    page = ranking.order(keys, offset + limit)
    hits = list(as_hits(opened, parts, page[offset:]))
    some: Any = []
    if len(keys) < FILL and not exact and parts.loose and sort in ("rank", "recent"):
        held = [holding(opened, unit, parts.scope) for unit in parts.units]
        fixed = parts.without(parts.loose)
        within = matching(opened, fixed) if fixed.asks else None
        first, end = (max(0, at - len(keys)) for at in (offset, offset + limit))
        some, more = ranking.partly(held, within, keys, end)
        hits += as_hits(opened, parts, more[first:end], missing=True, meaning=ranking.meaning)
    facets = Facets(opened, query.scope, keys if len(keys) else some)
    return Results(query=query, hits=tuple(hits), total=len(keys), some=len(some), offset=offset, facets=facets)


def fitting(opened: Opened, typed: str, *, kind: str | None = None, exact: bool = False) -> tuple[Query, Any]:
    """The query as it is read here, and the keys of all rows that hold all that it asks, in ascending order."""
    opened.refresh()
    query = _understood(opened, typed, kind, exact)
    if not query.asks:
        return query, []
    keys = matching(opened, query)
    if not len(keys) and not exact and (cut := cut_phrases(query)):
        again = _understood(opened, cut, kind, exact)
        return replace(again, typed=typed, notes=(*again.notes, CUT)), matching(opened, again)
    return query, keys


def hits_of(opened: Opened, query: Query, keys: Any, *, limit: int | None = None, sort: Sort = "rank") -> list[Hit]:
    """The rows with these keys, which `fitting` found for the query, as hits in order: the first `limit`, or all."""
    parts = query.in_parts()
    page = Ranking(opened, parts, sort).order(keys, len(keys) if limit is None else limit)
    return list(as_hits(opened, parts, page))


def _understood(opened: Opened, typed: str, kind: str | None, exact: bool) -> Query:
    query = understand(opened.connection, typed, exact=exact)
    return replace(query, node=Every((*query.node.nodes, Filter("kind", (kind,))))) if kind else query
