"""Filters: which rows are counted under what a field asks for, told by the columns or by a look into the tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from fnmatch import fnmatchcase
from typing import Any

from corpus import rowsets
from corpus.cjk import fold
from corpus.columns import CHALLENGE, RECOMMENDATION, Scope
from corpus.opened import Opened, Paper
from corpus.standing import decided, tagged, verdicts_of
from corpus.units import Filter

_KIND = {"challenge": CHALLENGE, "recommendation": RECOMMENDATION}


def kept(opened: Opened, scope: Scope, keys: Any, asked: Filter) -> Any:
    """The keys of the rows that a filter lets through."""
    if asked.name == "year":
        ranges = [_years(value) for value in asked.values]
        return rowsets.in_years(opened.columns(scope), keys, opened.years(scope), ranges)
    if asked.name in _DOCUMENT:
        documents = {key for value in asked.values for key in _documents(opened.papers, asked.name, value)}
        return rowsets.in_documents(opened.columns(scope), keys, documents)
    if asked.name in ("lang", "section", "kind") or (asked.name in ("stance", "strength") and scope == "findings"):
        plane = asked.name
        codes = _kind_codes(asked.values, scope) if plane == "kind" else opened.codes(plane, set(asked.values))
        return rowsets.where(opened.columns(scope), keys, plane, codes)
    findings = _findings(opened, asked)
    if scope == "text":
        # A sentence is let through where a finding in it is.
        findings = _sentences_of(opened, findings)
    return rowsets.both(keys, findings)


def _kind_codes(values: Collection[str], scope: Scope) -> set[int]:
    wanted = {_KIND[value] for value in values}
    return {code for code in (1, 2, 3) if any(code & kind for kind in wanted)} if scope == "text" else wanted


def _findings(opened: Opened, asked: Filter) -> Any:
    """The keys of the findings that a field other than those of rows and documents asks for."""
    columns = opened.columns("findings")
    if asked.name in ("stance", "strength"):
        codes = opened.codes(asked.name, set(asked.values))
        return rowsets.where(columns, rowsets.every(columns), asked.name, codes)
    if asked.name == "verdict":
        return _judged(opened, asked.values)
    if asked.name == "tag":
        return _tagged(opened, asked.values)
    wanted = [f" {fold(value)} " for value in asked.values]
    rows = opened.connection.execute("SELECT finding, quote FROM finding_parts WHERE role = ?", [asked.name])
    return sorted({key for key, quote in rows if any(value in f" {fold(quote)} " for value in wanted)})


def _judged(opened: Opened, values: Collection[str]) -> Any:
    """The findings with these verdicts, the newest of each deciding; `none` are those without one.

    What was corrected is accepted as well.
    """
    latest = {key: verdicts_of(*said) for key, said in decided(opened.connection).items()}
    out = sorted(key for key, verdicts in latest.items() if not verdicts.isdisjoint(values))
    if "none" in values:
        out = rowsets.either(out, rowsets.less(rowsets.every(opened.columns("findings")), sorted(latest)))
    return out


def _tagged(opened: Opened, values: Collection[str]) -> list[int]:
    """The findings with one of these tags, however these are written."""
    wanted = {fold(value) for value in values}
    return sorted(key for key, tags in tagged(opened.connection).items() if not wanted.isdisjoint(map(fold, tags)))


def _sentences_of(opened: Opened, findings: Any) -> Any:
    wanted = set(map(int, findings))
    rows = opened.connection.execute("SELECT key, sentence FROM findings")
    return sorted({sentence for key, sentence in rows if key in wanted})


def _years(value: str) -> tuple[int, int]:
    """The first and last year of `2015..2020`, `2015..`, `2020`."""
    first, dots, last = value.partition("..")
    return int(first or 1), int((last or 9999) if dots else first)


def _documents(papers: Mapping[int, Paper], name: str, value: str) -> set[int]:
    """The documents that have just this value, as a facet gives it; where none has, those that it may mean."""
    called, means = _DOCUMENT[name]
    just = {key for key, paper in papers.items() if value in called(paper)}
    if just:
        return just
    meant = means(value)
    return {key for key, paper in papers.items() if meant(paper)}


def _has_author(value: str) -> Callable[[Paper], bool]:
    wanted = f" {fold(value)}"
    return lambda paper: wanted in paper.made_by


def _is_source(value: str) -> Callable[[Paper], bool]:
    wanted, pattern = f" {fold(value)}", value.lower()
    if "*" in value or "?" in value:
        return lambda paper: fnmatchcase(paper.name.lower(), pattern)
    return lambda paper: wanted in paper.folded or wanted in paper.origin


_DOCUMENT: Mapping[str, tuple[Callable[[Paper], Collection[str]], Callable[[str], Callable[[Paper], bool]]]] = {
    "author": (lambda paper: paper.makers, _has_author),
    "source": (lambda paper: (paper.id, paper.name, paper.path), _is_source),
}
"""The values that a document has, and for another value what tells whether it may mean the document; the last word may
be cut short: `Whit` finds Whitcombe."""
