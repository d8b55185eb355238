"""Rows of the library as hits: what is read of them, what to mark in them, why they were found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.cjk import Marker, fold
from corpus.concepts import split_concepts
from corpus.hits import Hit
from corpus.meaning import NearWords
from corpus.opened import Opened
from corpus.ranking import Ranked
from corpus.scoring import Found
from corpus.standing import NOTHING, standing
from corpus.units import Query, Unit, spaced
from models.vectors import Vector


def as_hits(
    opened: Opened, query: Query, page: Sequence[Ranked], *, missing: bool = False, meaning: Vector | None = None
) -> Iterator[Hit]:
    """The rows of a page as hits, telling what of the query is `missing` in them or not, and which of their words are
    near to what it means, if given, where something is."""
    near = NearWords(meaning) if meaning else None
    build = _sentence_hits if query.scope == "text" else _finding_hits
    hits = build(opened, [row.key for row in page])
    concepts = [concept for unit in query.units for concept in (*unit.concepts, *unit.members)]
    phrases = [words for unit in query.units for words in (unit.words, *unit.forms) if words]
    phrases += [choice for unit in query.units for other in unit.others for part in other for choice in part]
    phrases += opened.names(concepts)
    prefixes = [unit.words[-1] for unit in query.units if unit.prefix]
    marker = Marker(phrases, prefixes)
    # What stands under OR is not lacking where another of these is there.
    lacking = frozenset(query.loose if missing else ())
    for row in page:
        found = list(zip(query.units, row.found, strict=True))
        quote = hits[row.key].quote
        told = tuple(_told(query, unit, one) for unit, one in found if one)
        marks = marker.find(quote)
        if near and None in row.found and (words := near.of(quote)):
            told += (f"in meaning: {', '.join(words)}",)
            if not marks:
                marks = Marker([tuple(fold(word).split()) for word in words]).find(quote)
        yield replace(
            hits[row.key],
            score=row.score,
            marks=marks,
            found_by=told,
            missing=tuple(_name(query, unit) for unit, one in found if unit in lacking and not one),
        )


def _name(query: Query, unit: Unit) -> str:
    return spaced(unit.words) or " | ".join(query.labels.get(concept, concept) for concept in unit.concepts)


def _told(query: Query, unit: Unit, found: Found) -> str:
    """What stands for a unit in a hit, for a person: `储备: stockpile`."""
    name = _name(query, unit)
    if found.how == "typed":
        return name
    others = {"form": "another form of it", "around": "in the rest of the sentence"}
    told = others.get(found.how) or query.labels.get(found.how, found.how)
    return name if told == name else f"{name}: {told}"


def _finding_hits(opened: Opened, keys: Sequence[int]) -> dict[int, Hit]:
    rows = opened.connection.execute(
        """SELECT f.key, f.document, f.id, f.kind, f.quote, f.page, f.start, f."end", f.lang, f.score, f.stance,
          f.strength, s.section
        FROM findings f JOIN sentences s ON s.key = f.sentence WHERE f.key IN (SELECT value FROM json_each(?))""",
        [json.dumps(list(keys))],
    )
    out, said = {}, standing(opened.connection, keys)
    for key, document, id_, kind, quote, page, start, end, lang, score, stance, strength, section in rows:
        paper, (metals, themes) = opened.papers[document], split_concepts(opened.concepts("findings", key))
        out[key] = Hit(
            id=id_, kind=kind, quote=quote, document=paper.path, name=paper.name, title=paper.title, year=paper.year,
            page=page, start=start, end=end, lang=lang, score=0.0, certainty=score, metals=metals, themes=themes,
            section=section, stance=stance if kind == "recommendation" else None, strength=strength,
            verdict=said.get(key, NOTHING).verdict, tags=said.get(key, NOTHING).tags,
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
