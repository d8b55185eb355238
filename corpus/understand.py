"""What a query means to a library: which words name concepts, how a word is written otherwise, what it is called in
the other language.

`understand` gives a tree of units and filters. What can be found never depends on how a stretch of Chinese is cut into
words: each piece is looked for character by character.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from corpus.cjk import Token, is_latin_word, stem, tokens
from corpus.columns import Scope
from corpus.concepts import concepts_by_key, labels, named_concepts, preferred_names
from corpus.emptywords import EMPTY_PIECES, EMPTY_WORDS
from corpus.fieldvalues import filter_values
from corpus.pieces import LONGEST, THEMES, cut, cut_finer, is_chinese, stretches, unbroken
from corpus.query import All, AnyOf, Field, Node, Not, Phrase, Prefix, Run, parse
from corpus.spelling import joined, parted, word_forms
from corpus.units import Every, Filter, Query, Some, Tree, Unit, Without, Words
from models.groups import MEMBERS
from models.lookup import called, is_term
from models.terms import LONGEST_EN, LONGEST_ZH, term_key

_MOST_CALLED = 6  # words of the other language that are looked for in place of one
_SCOPES: dict[str, Scope] = {"findings": "findings", "发现": "findings", "text": "text", "全文": "text"}
_CONCEPT_FIELDS = {
    "metal": ("metal:",), "theme": THEMES, "actor": ("actor:",), "place": ("place:",)
}  # fmt: skip


def understand(connection: sqlite3.Connection, typed: str, *, exact: bool = False) -> Query:
    """The query as the library reads it; with `exact`, words are only words and stand for nothing else."""
    parsed = parse(typed)
    reader = _Understanding(connection, exact=exact, notes=list(parsed.notes))
    node = reader.whole(parsed.node)
    concepts = [concept for unit in reader.units for concept in (*unit.concepts, *unit.members)]
    return Query(
        typed=typed, node=node, phrases=tuple(dict.fromkeys(reader.phrases)), scope=reader.scope, exact=exact,
        notes=tuple(reader.notes), labels=labels(connection, concepts),
    )  # fmt: skip


def understand_text(connection: sqlite3.Connection, text: str, scope: Scope) -> Query:
    """A text, not a query, as the library reads it: all its names, terms and words, down to the smallest."""
    reader = _Understanding(connection, exact=False, notes=[])
    return Query(
        typed=text, node=reader.whole(Run(text)), scope=scope,
        labels=labels(connection, [concept for unit in reader.units for concept in unit.concepts]),
    ).in_parts()  # fmt: skip


class _Understanding:
    """Reads a parsed query with what a library and the word lists know."""

    def __init__(self, connection: sqlite3.Connection, *, exact: bool, notes: list[str]) -> None:
        self._connection = connection
        self._exact = exact
        self.notes = notes
        self.scope: Scope = "findings"
        self.phrases: list[tuple[str, ...]] = []
        self.units: list[Unit] = []

    def whole(self, node: Node) -> Every:
        """The meaning of a query's outermost node: all that is wanted at once."""
        tree = self.tree(node)
        return tree if isinstance(tree, Every) else Every((tree,) if tree else ())

    def tree(self, node: Node) -> Tree | None:
        """The meaning of a node; None where it asks for nothing."""
        if isinstance(node, Not) and isinstance(node.node, Field) and node.node.name == "in":
            self.notes.append(f"-{node.node.typed} excludes nothing")
            return None
        if isinstance(node, Not):
            inner = self.tree(node.node)
            return Without(inner) if inner else None
        if isinstance(node, All | AnyOf):
            found = [tree for child in node.nodes if (tree := self.tree(child))]
            if isinstance(node, AnyOf):
                return found[0] if len(found) == 1 else Some(tuple(found)) if found else None
            flat = [leaf for tree in found for leaf in (tree.nodes if isinstance(tree, Every) else (tree,))]
            return Every(tuple(dict.fromkeys(flat))) if flat else None
        if isinstance(node, Field):
            return self._field(node)
        if isinstance(node, Run):
            return self._run(node.text)
        words = _words(node.text)
        if not words:
            return None
        return self._keep(Unit(words, prefix=isinstance(node, Prefix), quoted=isinstance(node, Phrase)))

    def _keep(self, unit: Unit) -> Unit:
        self.units.append(unit)
        return unit

    def _field(self, node: Field) -> Tree | None:
        if node.name == "in":
            scopes = [_SCOPES[value] for value in node.values if value in _SCOPES]
            if scopes:
                self.scope = scopes[-1]
                return None
        elif node.name in _CONCEPT_FIELDS:
            named = {value: self._named(node.name, value) for value in node.values}
            concepts = tuple(dict.fromkeys(concept for found in named.values() for concept in found))
            others = tuple(value for value, found in named.items() if not found)
            in_words = Filter(node.name, others) if others and node.name in ("actor", "place") else None
            if concepts:
                unit = self._keep(Unit((), concepts, own=True, members=_members(concepts)))
                if others and not in_words:
                    self.notes.append(f"no {node.name} is called {' or '.join(others)}")
                return Some((unit, in_words)) if in_words else unit
            if in_words:
                return in_words
        elif values := filter_values(node):
            return Filter(node.name, values)
        self.notes.append(f"{node.typed} read as plain words")
        return self._run(node.typed)

    def _named(self, field: str, value: str) -> tuple[str, ...]:
        """The concepts of a field's value: an id (`metal:W`) or any name (`metal:钨`)."""
        prefixes = _CONCEPT_FIELDS[field]
        return named_concepts(self._connection, prefixes, value)

    def _run(self, text: str) -> Tree | None:
        """Plain words that stand together: names, terms and what is left, each a unit."""
        found = tokens(text)
        if not found:
            return None
        words = tuple(token.word for token in found)
        units = self._plain(found) if self._exact else self._read(text, found)
        kept = [unit for unit in units if self._exact or not _is_empty(unit)] or units
        if len(kept) > 1:
            self.phrases.append(words)
        for unit in kept:
            self._keep(unit)
        return kept[0] if len(kept) == 1 else Every(tuple(kept))

    def _plain(self, found: Sequence[Token]) -> list[Unit]:
        return [Unit(tuple(token.word for token in part)) for part in stretches(found)]

    def _read(self, text: str, found: Sequence[Token]) -> list[Unit]:
        concepts = self._names_in(text, found)
        known = self._known_spans(text, found)
        latin = [token.word for token in found if is_latin_word(token.word)]
        forms = word_forms(self._connection, latin) if latin else {}

        def read(start: int, end: int) -> Unit:
            return self._unit(found[start:end], concepts.get((start, end), ()), forms)

        out = []
        for start, end in cut(found, concepts, known):
            unit = read(start, end)
            finer = cut_finer(found, start, end, concepts, known)
            out.append(replace(unit, parts=tuple(read(*piece) for piece in finer)) if finer else unit)
        return out

    def _unit(self, found: Sequence[Token], concepts: tuple[str, ...], forms: Mapping[str, Sequence[str]]) -> Unit:
        words = tuple(token.word for token in found)
        name = Unit(words, concepts, members=_members(concepts))
        if name.is_name:  # found by what it names, whatever that is called; `leading` is no form of lead
            return name
        written: list[Words] = []
        if len(words) > 1 and (one := joined(self._connection, words)):
            written += [(form,) for form in word_forms(self._connection, [one])[one]]
        elif words[-1] in forms:
            written += [(*words[:-1], form) for form in forms[words[-1]]]
        if len(words) == 1 and words[0] in forms:
            written += parted(self._connection, words[0])
        others = _called(words)
        written = [form for form in dict.fromkeys(written) if form != words]
        return Unit(words, concepts, tuple(written), self._others(others), others)

    def _others(self, called: Sequence[str]) -> tuple[tuple[tuple[Words, ...], ...], ...]:
        """How the words of the other language are looked for: Chinese unbroken, English in any form and order."""
        cut = [_words(term) for term in called]
        forms = word_forms(self._connection, [word for words in cut for word in words if is_latin_word(word)])
        return tuple(
            ((words,),)
            if is_chinese(words)
            else tuple(tuple((form,) for form in forms.get(word, (word,))) for word in words if word not in EMPTY_WORDS)
            for words in cut
        )

    def _names_in(self, text: str, found: Sequence[Token]) -> dict[tuple[int, int], tuple[str, ...]]:
        """The stretches of tokens that name concepts."""
        stems = [stem(token.word) for token in found]
        grams = {
            (at, end): " ".join(stems[at:end])
            for at in range(len(found))
            for end in range(at + 1, min(at + LONGEST, len(found)) + 1)
        }
        typed = [text[token.start : token.end] for token in found]
        known = concepts_by_key(self._connection, sorted(set(grams.values())), typed)
        preferred = preferred_names(self._connection, {concept for found in known.values() for concept in found})

        def kept(key: str) -> tuple[str, ...]:
            # A theme is wider than most of its names: 尾矿库溃坝 is not all that 环境与社会 holds.
            return tuple(c for c in known.get(key, ()) if not c.startswith(THEMES) or key in preferred[c])

        return {gram: concepts for gram, key in grams.items() if (concepts := kept(key))}

    def _known_spans(self, text: str, found: Sequence[Token]) -> set[tuple[int, int]]:
        """The stretches of tokens that are terms, or one word typed with a hyphen."""
        out: set[tuple[int, int]] = set()
        for at in range(len(found)):
            for end in range(at + 1, min(at + LONGEST_ZH, len(found)) + 1):
                words = [token.word for token in found[at:end]]
                if is_chinese(words):
                    if not unbroken(found[at:end]):
                        break
                    known = is_term("".join(words))
                else:
                    key = term_key(" ".join(words)) if end - at <= LONGEST_EN else ""
                    known = end - at == 1 or is_term(key)
                    hyphened = end - at == 2 and text[found[at].end : found[at + 1].start] in ("-", "‐", "‑")
                    known = known or (hyphened and joined(self._connection, words) is not None)
                if known:
                    out.add((at, end))
        return out


def _members(concepts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(member for concept in concepts for member in MEMBERS.get(concept, ())))


def _is_empty(unit: Unit) -> bool:
    return not unit.concepts and ("".join(unit.words) in EMPTY_PIECES or EMPTY_WORDS.issuperset(unit.words))


def _called(words: Sequence[str]) -> tuple[str, ...]:
    """What words are called in the other language, the most usual first."""
    found = called("".join(words) if is_chinese(words) else term_key(" ".join(words)))
    return found[:_MOST_CALLED]


def _words(text: str) -> Words:
    return tuple(token.word for token in tokens(text))
