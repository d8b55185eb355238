"""What a person types, read as words, phrases and concepts, and written as an expression for FTS5.

Nothing of the query reaches SQLite but folded words between quotation marks, so no query can be malformed: a field
that is not known or a quotation mark without its partner is read as plain words.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from corpus.cjk import CJK, Token, concept_token, stem, tokens
from corpus.concepts import concepts_by_key, labels

Scope = Literal["findings", "text"]

_PIECES = re.compile(
    r'"(?P<straight>[^"]*)"|“(?P<curly>[^“”]*)”|「(?P<corner>[^「」]*)」'
    r'|(?P<name>[A-Za-z]+)[:：](?P<value>\S+)|[^\s"“”「」]+'
)
_LONGEST_NAME = 12
"""Words of a name that are looked up together; the longest names of the lexicon have fewer."""

_SHORTEST_CUT = 4  # characters of a phrase that may be cut
_EMPTY_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "from", "in", "is", "of", "on", "or", "the", "to", "with"]
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing asked for: the words as typed (folded), and the concepts that they name."""

    words: tuple[str, ...]
    concepts: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Query:
    """A query as understood: every unit is wanted; `phrases` are longer stretches that count more when unbroken."""

    typed: str
    units: tuple[Unit, ...]
    phrases: tuple[tuple[str, ...], ...] = ()
    scope: Scope = "findings"
    kinds: tuple[str, ...] = ()
    exact: bool = False
    notes: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)

    def explain(self) -> str:
        """The query as it was read, for a person: `tungsten [tungsten 钨] + stockpile [stockpile 储备]`."""
        parts = []
        for unit in self.units:
            words = _spaced(unit.words)
            names = " | ".join(self.labels.get(concept, concept) for concept in unit.concepts)
            parts.append(" ".join(part for part in (words, f"[{names}]" if names else "") if part))
        if self.kinds:
            parts.append("kind: " + ", ".join(self.kinds))
        if self.scope == "text":
            parts.append("in every sentence")
        return " + ".join(parts) + "".join(f" ({note})" for note in self.notes)


def _spaced(words: Sequence[str]) -> str:
    out = ""
    for word in words:
        glue = "" if not out or (CJK.match(word) and CJK.match(out[-1])) else " "
        out += glue + word
    return out


def understand(connection: sqlite3.Connection, typed: str, *, exact: bool = False) -> Query:
    """The query as the library reads it; with `exact`, words are only words and no concept is looked for."""
    units: list[Unit] = []
    phrases: list[tuple[str, ...]] = []
    kinds: list[str] = []
    scope: Scope = "findings"
    notes: list[str] = []
    run: list[str] = []

    def end_run() -> None:
        found, phrase = _read_run(connection, run, exact)
        units.extend(found)
        if phrase:
            phrases.append(phrase)
        run.clear()

    for piece in _PIECES.finditer(typed):
        quoted = next((piece[group] for group in ("straight", "curly", "corner") if piece[group] is not None), None)
        name, value = (piece["name"] or "").lower(), piece["value"] or ""
        if quoted is not None:
            end_run()
            units.extend(Unit(words) for words in [_words(quoted)] if words)
        elif name == "in" and value in ("text", "findings"):
            scope = "text" if value == "text" else "findings"
        elif name == "kind" and (kind := _kind(value)):
            kinds.append(kind)
        elif name in ("metal", "theme") and (concepts := _named(connection, name, value)):
            end_run()
            units.append(Unit((), concepts))
        else:
            if name:
                notes.append(f"{piece[0]} read as plain words")
            run.append(piece[0])
    end_run()
    return Query(
        typed=typed, units=tuple(dict.fromkeys(units)), phrases=tuple(phrases), scope=scope,
        kinds=tuple(dict.fromkeys(kinds)), exact=exact, notes=tuple(notes),
        labels=labels(connection, [concept for unit in units for concept in unit.concepts]),
    )  # fmt: skip


def cut_phrases(query: Query) -> Query | None:
    """The query with its longer Chinese phrases cut into words by jieba; None where there is nothing to cut.

    For a phrase that no text holds unbroken (供应体系韧性): what can be found never depends on the cut, it only adds.
    """
    units: list[Unit] = []
    for unit in query.units:
        words = "".join(unit.words)
        whole = unit.concepts or len(unit.words) < _SHORTEST_CUT or not all(CJK.match(word) for word in unit.words)
        parts = [words] if whole else _segmented(words)
        units += [unit] if len(parts) < 2 else [Unit(_words(part)) for part in parts]
    if len(units) == len(query.units):
        return None
    note = "no text holds it unbroken: cut into words"
    return replace(query, units=tuple(dict.fromkeys(units)), notes=(*query.notes, note))


def _segmented(words: str) -> list[str]:
    import jieba  # noqa: PLC0415 - 0.6 s for its dictionary, and few queries need it

    jieba.setLogLevel("ERROR")
    return [str(word) for word in jieba.cut(words)]


def _kind(value: str) -> str | None:
    known = {"challenge": "challenge", "challenges": "challenge", "挑战": "challenge"}
    known |= {"recommendation": "recommendation", "recommendations": "recommendation", "建议": "recommendation"}
    return known.get(value.lower())


def _named(connection: sqlite3.Connection, field_name: str, value: str) -> tuple[str, ...]:
    """The concepts of a field's value: an id (`metal:W`) or any name (`metal:钨`)."""
    prefixes = ("metal:",) if field_name == "metal" else ("challenge:", "instrument:")
    ids = [prefix + value for prefix in prefixes]
    marks = ", ".join("?" for _ in ids)
    rows = connection.execute(f"SELECT id FROM concepts WHERE id COLLATE NOCASE IN ({marks})", ids).fetchall()
    if rows:
        return tuple(id_ for (id_,) in rows)
    key = " ".join(stem(word) for word in _words(value))
    found = concepts_by_key(connection, [key], [value]).get(key, ())
    return tuple(concept for concept in found if concept.startswith(prefixes))


def _words(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))


def _read_run(connection: sqlite3.Connection, run: Sequence[str], exact: bool) -> tuple[list[Unit], tuple[str, ...]]:
    """The units of plain words that stand together, and all their words where there is more than one unit."""
    text = " ".join(run)
    found = tokens(text)
    if not found:
        return [], ()
    named = {} if exact else _find_names(connection, text, found)
    units: list[Unit] = []
    at = 0
    while at < len(found):
        end, concepts = named.get(at) or (_plain_end(text, found, at, named), ())
        units.append(Unit(tuple(token.word for token in found[at:end]), concepts))
        at = end
    kept = [unit for unit in units if exact or unit.concepts or not _EMPTY_WORDS.issuperset(unit.words)]
    return kept or units, tuple(token.word for token in found) if len(kept) > 1 else ()


def _find_names(
    connection: sqlite3.Connection, text: str, found: Sequence[Token]
) -> dict[int, tuple[int, tuple[str, ...]]]:
    """Where a name begins: the token after its end and its concepts; the longest of each place, left to right."""
    stems = [stem(token.word) for token in found]
    grams = {
        (at, end): " ".join(stems[at:end])
        for at in range(len(found))
        for end in range(at + 1, min(at + _LONGEST_NAME, len(found)) + 1)
    }
    typed = [text[token.start : token.end] for token in found]
    known = concepts_by_key(connection, sorted(set(grams.values())), typed)
    out: dict[int, tuple[int, tuple[str, ...]]] = {}
    at = 0
    while at < len(found):
        ends = [end for end in range(min(at + _LONGEST_NAME, len(found)), at, -1) if grams[at, end] in known]
        if ends:
            out[at] = (ends[0], known[grams[at, ends[0]]])
        at = ends[0] if ends else at + 1
    return out


def _plain_end(text: str, found: Sequence[Token], at: int, named: Mapping[int, object]) -> int:
    """Where a unit of plain words ends: Chinese characters that touch are one phrase, other words stand alone."""
    end = at + 1
    while (
        end < len(found)
        and end not in named
        and found[end].start == found[end - 1].end
        and CJK.match(text[found[end].start])
        and CJK.match(text[found[end - 1].start])
    ):
        end += 1
    return end


def _phrase(words: Iterable[str]) -> str:
    return '"' + " ".join(words) + '"'


def _wanted(unit: Unit, words: str, concepts: str) -> str:
    parts = []
    if unit.words:
        parts.append(f"{{{words}}} : {_phrase(unit.words)}")
    if unit.concepts:
        names = " OR ".join(f'"{concept_token(concept)}"' for concept in unit.concepts)
        parts.append(f"{{{concepts}}} : ({names})")
    return "(" + " OR ".join(parts) + ")"


def unit_expression(unit: Unit) -> str:
    """The FTS5 expression for the sentences that hold one unit."""
    return _wanted(unit, "text", "concepts")


def expression(query: Query, *, every: bool = True) -> str:
    """The FTS5 expression of a query that has units; without `every`, any one of them is enough.

    A finding's own words or concepts must hold at least one unit, the others may stand in the rest of its sentence.
    """
    in_text = query.scope == "text"
    own, around = ("text", "text") if in_text else ("quote", "quote context")
    concepts = "concepts" if in_text else "concepts nearby"
    core = " OR ".join(_wanted(unit, own, concepts) for unit in query.units)
    if every and len(query.units) > 1:
        core = f"({core}) AND " + " AND ".join(_wanted(unit, around, concepts) for unit in query.units)
    phrases = " OR ".join(f"({{{own}}} : {_phrase(words)})" for words in query.phrases)
    # The second branch finds no more than the first: it lifts what has the words unbroken.
    return f"({core}) OR (({core}) AND ({phrases}))" if phrases else core
