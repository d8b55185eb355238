"""Which rows a query fits: its units as expressions for FTS5, its filters over columns and tables.

Nothing of the query reaches SQLite but folded words between quotation marks, so no query can be malformed SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any

from corpus import rowsets
from corpus.cjk import concept_token
from corpus.columns import Scope
from corpus.filters import kept
from corpus.opened import Opened
from corpus.units import Every, Filter, Query, Some, Tree, Unit, Without, Words

_TABLE: dict[Scope, str] = {"text": "sentences_fts", "findings": "findings_fts"}
_Columns = tuple[str, str]
_OWN: dict[Scope, _Columns] = {"text": ("text", "concepts"), "findings": ("quote", "concepts")}
_CORE: dict[Scope, _Columns] = {"text": ("text", "concepts"), "findings": ("quote", "concepts nearby")}
_AROUND: dict[Scope, _Columns] = {"text": ("text", "concepts"), "findings": ("quote context", "concepts nearby")}
"""Columns of words and of concepts: a row's own; with the concepts of its whole sentence; with all of its sentence."""


def matching(opened: Opened, query: Query) -> Any:
    """The keys of the rows that hold all that is asked, in ascending order.

    Of a finding, its own words or concepts hold at least one unit; the others may stand in the rest of its sentence.
    """
    return _Matcher(opened, query.scope).keys(query.node)


def holding(opened: Opened, unit: Unit, scope: Scope) -> Any:
    """The keys of the rows that hold one unit."""
    matcher = _Matcher(opened, scope)
    return matcher.found(matcher.wanted(unit, _CORE))


def near(opened: Opened, units: Sequence[Unit], scope: Scope, reach: int) -> Any:
    """The keys of the rows in which the words as typed stand within so many words of each other."""
    phrases = " ".join(_phrase(unit.words) for unit in units)
    return _Matcher(opened, scope).found(f"{{{_OWN[scope][0]}}} : NEAR({phrases}, {reach})")


def count(opened: Opened, unit: Unit, scope: Scope, most: int) -> int:
    """How many rows hold a unit, counted up to `most`."""
    matcher = _Matcher(opened, scope)
    sql = f"SELECT count(*) FROM (SELECT 1 FROM {_TABLE[scope]} WHERE {_TABLE[scope]} MATCH ? LIMIT ?)"
    return int(opened.connection.execute(sql, [matcher.wanted(unit, _CORE), most]).fetchone()[0])


class _Matcher:
    """Writes expressions for one scope and finds the rows."""

    def __init__(self, opened: Opened, scope: Scope) -> None:
        self._opened = opened
        self._scope = scope

    def keys(self, node: Tree, *, own: bool = False) -> Any:
        """The keys of the rows that fit a tree; with `own`, of those in which the words themselves fit it."""
        if (expression := self._expression(node, own=own)) is not None:
            return self.found(expression)
        if isinstance(node, Unit):
            raise TypeError(f"a unit that nothing stands for: {node}")
        if isinstance(node, Filter):
            return kept(self._opened, self._scope, self._every(), node)
        if isinstance(node, Without):
            return rowsets.less(self._every(), self.keys(node.node, own=not own))
        if isinstance(node, Some):
            return reduce(rowsets.either, [self.keys(child, own=own) for child in node.nodes])
        return self._all(node.nodes, own=own)

    def _all(self, nodes: Sequence[Tree], *, own: bool) -> Any:
        """First what the full-text index can tell in one go, then filters on what it found, then the rest."""
        indexed = [node for node in nodes if self._is_indexed(node)]
        expression = self._expression(Every(tuple(indexed)), own=own) if indexed else None
        rest = [node for node in nodes if expression is None or node not in indexed]
        keys = self._every() if expression is None else self.found(expression)
        for node in sorted(rest, key=lambda node: not isinstance(node, Filter)):
            if isinstance(node, Filter):
                keys = kept(self._opened, self._scope, keys, node)
            elif isinstance(node, Without):
                keys = rowsets.less(keys, self.keys(node.node, own=not own))
            else:
                keys = rowsets.both(keys, self.keys(node, own=own))
        return keys

    def _every(self) -> Any:
        return rowsets.every(self._opened.columns(self._scope))

    def _is_indexed(self, node: Tree) -> bool:
        if isinstance(node, Filter):
            return False
        if isinstance(node, Unit):
            return True
        if isinstance(node, Without):
            return self._is_indexed(node.node)
        return all(self._is_indexed(child) for child in node.nodes)

    def found(self, expression: str) -> Any:
        """The keys that an expression of FTS5 finds."""
        return self._opened.found(_TABLE[self._scope], expression)

    def _expression(self, node: Tree, *, own: bool) -> str | None:
        """A tree of units as an expression of FTS5; None where it holds other things, or only what is not wanted."""
        if not self._is_indexed(node):
            return None
        if own:
            return self._write(node, _OWN)
        written = self._write(node, _AROUND)
        if written is None or self._scope == "text":
            return written
        core = self._write(node, _CORE, any_of=True)
        return written if core is None or core == written else f"({written}) AND ({core})"

    def _write(self, node: Tree, columns: Mapping[Scope, _Columns], *, any_of: bool = False) -> str | None:
        if isinstance(node, Unit):
            return self.wanted(node, columns)
        if isinstance(node, Filter | Without):
            return None
        wanted = [self._write(child, columns, any_of=any_of) for child in node.nodes if not isinstance(child, Without)]
        if not wanted or None in wanted or (isinstance(node, Some) and len(wanted) < len(node.nodes)):
            return None
        out = (" OR " if any_of or isinstance(node, Some) else " AND ").join(f"({one})" for one in wanted)
        for child in node.nodes if not any_of else ():
            if isinstance(child, Without):
                # What is not wanted counts where it stands in the words themselves: one item of a list may name
                # copper, and the others do not.
                excluded = self._write(child.node, _OWN)
                if excluded is None:
                    return None
                out = f"({out}) NOT ({excluded})"
        return out

    def wanted(self, unit: Unit, columns: Mapping[Scope, _Columns]) -> str:
        """The expression for the rows that hold a unit in these columns."""
        words, concepts = (_OWN if unit.own else columns)[self._scope]
        parts = [_phrase(unit.words) + (" *" if unit.prefix else "")] if unit.words else []
        parts += [_phrase(form) for form in unit.forms]
        parts += [f"({' AND '.join(_any_phrase(word) for word in other)})" for other in unit.others if other]
        out = [f"{{{words}}} : ({' OR '.join(parts)})"] if parts else []
        if named := (*unit.concepts, *unit.members):
            out.append(f"{{{concepts}}} : ({' OR '.join(_quoted(concept_token(concept)) for concept in named)})")
        if unit.parts:
            out.append(" AND ".join(f"({self.wanted(part, columns)})" for part in unit.parts))
        return " OR ".join(f"({one})" for one in out)


def _any_phrase(phrases: Iterable[Words]) -> str:
    return "(" + " OR ".join(_phrase(phrase) for phrase in phrases) + ")"


def _phrase(words: Iterable[str]) -> str:
    return _quoted(" ".join(words))


def _quoted(text: str) -> str:
    return f'"{text}"'
