"""Looking up a library: queries in either language, findings first, with what the query was read as.

A phrase in a small library is found with sqlite3 alone: `litlode search` starts in a quarter of a second.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from corpus import rowsets
from corpus.cjk import Marker, fold
from corpus.concepts import names_of, split_concepts
from corpus.context import Held
from corpus.cutting import cut_phrases
from corpus.facets import Facets
from corpus.hits import Hit, Results
from corpus.matching import holding, matching, signs_of
from corpus.opened import Opened
from corpus.ranking import Ranked, Ranking, Sort
from corpus.scoring import Found
from corpus.understand import understand
from corpus.units import Every, Filter, Query, Unit, spaced

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

    Raises ValueError where `limit` or `offset` is below zero.
    """
    if limit < 0 or offset < 0:
        raise ValueError(f"a limit or offset is not below zero: {limit}, {offset}")
    query, keys = fitting(opened, typed, kind=kind, exact=exact)
    if not asks(query):
        return Results(query=query, hits=(), total=0, offset=offset, facets=Facets(opened, query.scope, []))
    parts = query.in_parts()
    ranking = Ranking(opened, parts, sort)
    page = ranking.order(keys, offset + limit)
    hits = list(_hits(opened, parts, page[offset:], missing=False))
    some: Any = []
    if len(keys) < FILL and not exact and _has_signs(parts) and sort in ("rank", "recent"):
        held, within = _held(opened, parts)
        more = ranking.partly(held, within, keys)
        some = rowsets.some([*(one.words for one in held), sorted(row.key for row in more)], within, keys)
        hits += _hits(opened, parts, more[max(0, offset - len(page)) : offset + limit - len(page)], missing=True)
    facets = Facets(opened, query.scope, keys if len(keys) else some)
    return Results(query=query, hits=tuple(hits), total=len(keys), some=len(some), offset=offset, facets=facets)


def fitting(opened: Opened, typed: str, *, kind: str | None = None, exact: bool = False) -> tuple[Query, Any]:
    """The query as it is read here, and the keys of all rows that hold all that it asks, in ascending order."""
    opened.refresh()
    query = understand(opened.connection, typed, exact=exact)
    if kind:
        query = replace(query, node=_and(query, Filter("kind", (kind,))))
    if not asks(query):
        return query, []
    keys = matching(opened, query)
    if not len(keys) and not exact and (cut := cut_phrases(query)):
        return cut, matching(opened, cut)
    return query, keys


def hits_of(opened: Opened, query: Query, keys: Any, *, limit: int | None = None, sort: Sort = "rank") -> list[Hit]:
    """The rows with these keys, which `fitting` found for the query, as hits in order: the first `limit`, or all."""
    parts = query.in_parts()
    page = Ranking(opened, parts, sort).order(keys, len(keys) if limit is None else limit)
    return list(_hits(opened, parts, page, missing=False))


def _and(query: Query, node: Filter) -> Every:
    nodes = query.node.nodes if isinstance(query.node, Every) else (query.node,)
    return Every((*nodes, node))


def asks(query: Query) -> bool:
    """Whether there is anything to look for in a query."""
    return not isinstance(query.node, Every) or bool(query.node.nodes)


def _has_signs(query: Query) -> bool:
    """Whether something may hold a part of a query, or tell of its topic."""
    return len(query.loose) > 1 or any(unit.topics or unit.called for unit in query.loose)


def _held(opened: Opened, query: Query) -> tuple[list[Held], Any]:
    """Which rows hold each unit of a query, and which hold all of it but the units that may be missing."""
    held = []
    for unit in query.units:
        words = holding(opened, unit, query.scope)
        sentences = words if query.scope == "text" else holding(opened, unit, "text")
        held.append(Held(words, signs_of(opened, unit, query.scope), sentences))
    fixed = query.without(query.loose)
    return held, matching(opened, fixed) if asks(fixed) else None


def _hits(opened: Opened, query: Query, page: Sequence[Ranked], *, missing: bool) -> Iterator[Hit]:
    """The rows of a page as hits, telling what of the query is `missing` in them or not."""
    build = _sentence_hits if query.scope == "text" else _finding_hits
    hits = build(opened, [row.key for row in page])
    concepts = [concept for unit in query.units for concept in (*unit.concepts, *unit.members)]
    phrases = [words for unit in query.units for words in (unit.words, *unit.forms) if words]
    phrases += [choice for unit in query.units for other in unit.others for part in other for choice in part]
    phrases += [tuple(fold(name).split()) for name in names_of(opened.connection, concepts)]
    marker = Marker(phrases, [unit.words[-1] for unit in query.units if unit.prefix])
    for row in page:
        found = list(zip(query.units, row.found, strict=True))
        yield replace(
            hits[row.key],
            score=row.score,
            marks=marker.find(hits[row.key].quote),
            found_by=tuple(_told(query, unit, one) for unit, one in found if one),
            missing=tuple(_name(query, unit) for unit, one in found if not one) if missing else (),
        )


def _name(query: Query, unit: Unit) -> str:
    return spaced(unit.words) or " | ".join(query.labels.get(concept, concept) for concept in unit.concepts)


def _told(query: Query, unit: Unit, found: Found) -> str:
    """What stands for a unit in a hit, for a person: `储备: stockpile`."""
    name = _name(query, unit)
    if found.how == "typed":
        return name
    told = {"form": "another form of it", "around": "in the rest of the sentence"}
    return f"{name}: {told.get(found.how) or query.labels.get(found.how, found.how)}"


def _finding_hits(opened: Opened, keys: Sequence[int]) -> dict[int, Hit]:
    rows = opened.connection.execute(
        """SELECT f.key, f.document, f.id, f.kind, f.quote, f.page, f.start, f."end", f.lang, f.score, f.stance,
          f.strength, s.section
        FROM findings f JOIN sentences s ON s.key = f.sentence WHERE f.key IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(keys))],
    )
    out = {}
    for key, document, id_, kind, quote, page, start, end, lang, score, stance, strength, section in rows:
        paper, (metals, themes) = opened.papers[document], split_concepts(opened.concepts("findings", key))
        out[key] = Hit(
            id=id_, kind=kind, quote=quote, document=paper.path, name=paper.name, title=paper.title, year=paper.year,
            page=page, start=start, end=end, lang=lang, score=0.0, certainty=score, metals=metals, themes=themes,
            section=section, stance=stance if kind == "recommendation" else None, strength=strength,
        )  # fmt: skip
    return out


def _sentence_hits(opened: Opened, keys: Sequence[int]) -> dict[int, Hit]:
    rows = opened.connection.execute(
        """SELECT key, document, text, page, start, "end", lang, section FROM sentences
        WHERE key IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(keys))],
    )
    out = {}
    for key, document, text, page, start, end, lang, section in rows:
        paper, (metals, themes) = opened.papers[document], split_concepts(opened.concepts("text", key))
        out[key] = Hit(
            id=f"{paper.id}:{start}-{end}", kind="text", quote=text, document=paper.path, name=paper.name,
            title=paper.title, year=paper.year, page=page, start=start, end=end, lang=lang, score=0.0, certainty=None,
            metals=metals, themes=themes, section=section,
        )  # fmt: skip
    return out
