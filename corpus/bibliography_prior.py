"""Which reference of the library an imported one is: the same, an earlier state of it, or none."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.bibliography_match import plain
from extract.entries import Entry


@dataclass(frozen=True, slots=True)
class _Known:
    key: int
    source: str
    cite_key: str
    title: str
    year: int | None
    doi: str
    raw: str


class Prior:
    """The references of one format that the library holds when a file comes in; each is found at most once."""

    def __init__(self, connection: sqlite3.Connection, format_: str, source: str) -> None:
        self._source = source
        self._free: dict[int, _Known] = {}
        self._raw: dict[str, list[_Known]] = defaultdict(list)
        self._keys: dict[str, list[_Known]] = defaultdict(list)
        self._works: dict[str, list[_Known]] = defaultdict(list)
        for key, where, cite_key, title, year, doi, raw in connection.execute(
            "SELECT key, source, cite_key, title, year, doi, raw FROM bibliography WHERE format = ? ORDER BY key",
            [format_],
        ):
            known = _Known(key, where, cite_key, plain(title or ""), year, (doi or "").casefold(), raw)
            self._free[key] = known
            self._raw[raw].append(known)
            if cite_key:
                self._keys[cite_key].append(known)
            for mark in filter(None, (known.doi, known.title)):
                self._works[mark].append(known)

    def find(self, entries: Sequence[Entry]) -> list[tuple[int | None, bool]]:
        """For each entry the key of the reference that it is, None where it is new, and whether that is unchanged."""
        found: list[tuple[int | None, bool]] = [(None, False)] * len(entries)
        for number, entry in enumerate(entries):
            if same := self._take(self._raw.get(_stored(entry.raw), ()), lambda known: True):
                found[number] = (same.key, True)
        now = {entry.key for entry in entries}
        for number, entry in enumerate(entries):
            if found[number][0] is None and (old := self._older(entry, now)):
                found[number] = (old.key, False)
        return found

    def _older(self, entry: Entry, now: set[str]) -> _Known | None:
        title = plain(entry.citation.titles[0]) if entry.citation.titles else ""
        doi = (entry.citation.doi or "").casefold()
        year = int(entry.citation.date[:4]) if entry.citation.date else None

        def same_work(known: _Known) -> bool:
            if known.doi and doi:
                return known.doi == doi
            return bool(title) and known.title == title and (known.year == year or not known.year or not year)

        by_key = self._keys.get(entry.key, ()) if entry.key else ()
        works = [known for mark in (doi, title) if mark for known in self._works.get(mark, ())]
        return (
            self._take(by_key, same_work)
            or self._take(by_key, lambda known: known.source == self._source)
            # A key that was made anew: the old one is no longer in the file.
            or self._take(
                works, lambda known: same_work(known) and (not known.cite_key or (
                    known.source == self._source and known.cite_key not in now)),
            )
        )  # fmt: skip

    def _take(self, candidates: Iterable[_Known], fits: Callable[[_Known], bool]) -> _Known | None:
        free = [known for known in candidates if known.key in self._free and fits(known)]
        free.sort(key=lambda known: known.source != self._source)
        if not free:
            return None
        return self._free.pop(free[0].key)


def _stored(raw: str) -> str:
    return raw.encode("utf-8", "replace").decode()
