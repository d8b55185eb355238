"""Citations and references of an exported review, in the style asked for, and the same references for LaTeX."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from corpus.cited import cited_page
from corpus.citing import Cite, Citer
from corpus.errors import CitationError
from corpus.review_items import ReviewItem
from litlode.exporting.bibtex import as_bibtex
from litlode.exporting.runs import Run, plain, runs_of
from litlode.exporting.works import works_of

_WITHOUT_PAGES = frozenset([".docx", ".odt", ".html", ".htm", ".xhtml", ".epub", ".txt", ".md"])
"""Endings of the files that have no pages until a program lays them out."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of the list of references, with the key that citations lead to."""

    key: str
    runs: tuple[Run, ...]
    lang: str

    @property
    def text(self) -> str:
        """The words of the entry."""
        return plain(self.runs)


class Citations:
    """The citations of the works that some items quote, in the order in which these are read.

    Raises CitationError where there is no such style, or it is one of footnotes.
    """

    def __init__(self, connection: sqlite3.Connection, items: Sequence[ReviewItem], *, style: str, lang: str) -> None:
        self._lang = lang
        self._pages = {item.key: _page(connection, item) for item in items}
        self._works = works_of(connection, {item.sha256: item.document for item in items})
        self._keys = {item.sha256: self._works[item.sha256].key for item in items}
        csl = {work.key: work.csl for work in self._works.values()}
        self._citer = Citer(csl, style, "html", cites=[Cite(self.key(item), self.page(item)) for item in items])
        if self._citer.style.format == "note":
            raise CitationError(f"{style}: is a style of footnotes, and a review is cited in its text: gb, apa ...")

    def cite(self, item: ReviewItem) -> tuple[Run, ...]:
        """What stands behind a quotation, with the page."""
        page = self.page(item)
        if page and self._citer.style.format == "numeric":
            number = runs_of(self._citer.cite(self.key(item)))
            if plain(number)[-1:].isdigit():  # no bracket would part the page from it: 2 and 16 are no 216
                return (*number, Run(text=f"（第 {page} 页）" if self._lang == "zh" else f" (p. {page})"))
        return runs_of(self._citer.cite(Cite(self.key(item), page)))

    def page(self, item: ReviewItem) -> str | None:
        """The page as it is cited, None where the file has no pages that a reader could turn to."""
        return self._pages[item.key]

    def key(self, item: ReviewItem) -> str:
        """The key of the item's work in the bibliography."""
        return self._keys[item.sha256]

    @property
    def works(self) -> int:
        """How many works are cited."""
        return len(set(self._keys.values()))

    def references(self) -> tuple[Entry, ...]:
        """The list of references in the style's order."""
        langs = {work.key: "zh" if str(work.csl.get("language", "")).startswith("zh") else "en"
                 for work in self._works.values()}  # fmt: skip
        return tuple(
            Entry(key=reference.id, runs=_on_one_line(runs_of(reference.html)), lang=langs[reference.id])
            for reference in self._citer.references()
        )

    def bibtex(self) -> str:
        """The same works as a file for biblatex."""
        return as_bibtex({work.key: work.csl for work in self._works.values()})


def _page(connection: sqlite3.Connection, item: ReviewItem) -> str | None:
    if PurePath(item.document.name).suffix.casefold() in _WITHOUT_PAGES:
        return None
    return cited_page(connection, item.document, item.page)


def _on_one_line(runs: Sequence[Run]) -> tuple[Run, ...]:
    return tuple(Run(text=re.sub(r"\s+", " ", run.text), italic=run.italic, raised=run.raised) for run in runs)
