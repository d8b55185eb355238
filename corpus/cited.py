"""Documents and findings of a library cited by a style: the citation, and the references that it points to."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.citing import Cite, Citer, Form, Reference
from corpus.errors import CitationError
from corpus.listing import StoredDocument, show
from corpus.printed import printed_page
from corpus.works_cited import item_of


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A citation as it stands in the text, the entries of the reference list, and the works as CSL-JSON."""

    citation: str
    references: tuple[Reference, ...]
    items: tuple[Mapping[str, Any], ...]

    def as_dict(self) -> dict[str, Any]:
        """The citation as JSON has it."""
        return {
            "citation": self.citation, "references": [entry.as_dict() for entry in self.references],
            "items": list(self.items),
        }  # fmt: skip


def cite(
    connection: sqlite3.Connection,
    ids: Sequence[str],
    *,
    style: str = "gb",
    form: Form = "text",
    page: str | None = None,
) -> Cited:
    """One citation of documents and findings, by their ids or file names; a finding is cited with its page.

    `page` is that of a single document or finding, in place of the finding's own. Findings of one document are cited
    once, with all their pages. Raises UnknownIdError, and CitationError where there is no such style or page.
    """
    if page is not None:
        _check_pages(page)
    pages: dict[str, list[str]] = {}
    works: dict[str, dict[str, Any]] = {}
    for id_ in ids:
        shown = show(connection, id_)
        document = shown.document
        works.setdefault(document.id, item_of(connection, document))
        own = pages.setdefault(document.id, [])
        told = page or (cited_page(connection, document, shown.finding.page) if shown.finding else None)
        if told and told not in own:
            own.append(told)
    if page and len(works) > 1:
        raise CitationError("a page belongs to one work: cite one at a time, or findings, which have their own")
    citer = Citer(works, style, form, cites=list(works))
    citation = citer.cite(*(Cite(id_, ", ".join(pages[id_]) or None) for id_ in works))
    return Cited(citation=citation, references=citer.references(), items=tuple(works.values()))


_LABEL = r"(?:[a-z][-.]?)?\d+[a-z]?|(?=[ivxlcdm])m*(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
_PAGES = re.compile(rf"({_LABEL})(?:\s*(?:--?|[–—~～])\s*({_LABEL}))?", re.IGNORECASE)
"""A page or a first and a last one: 12, xii, S12, A-3, 12a; 12-15."""


def _check_pages(pages: str) -> None:
    """Refuse what names no page, and pages in the wrong order; raises CitationError."""
    for part in re.split(r"[,;，；、]", pages):
        told = _PAGES.fullmatch(part.strip())
        first, last = (told[1], told[2]) if told else ("0", None)
        if first.isdecimal() and (int(first) == 0 or (last and last.isdecimal() and int(last) < int(first))):
            raise CitationError(f"{pages}: is no page; write it as 12, or several as 12-15 or 12,15")


def cited_page(connection: sqlite3.Connection, document: StoredDocument, page: int) -> str:
    """The page as a citation names it: as printed where that is known, else counted from the file's first."""
    told = re.fullmatch(r"(\d+)\s*[-–—~～]\s*(\d+)", document.page_range or "")
    if told and int(told[2]) - int(told[1]) + 1 == document.pages:
        return str(int(told[1]) + page - 1)
    return printed_page(connection, document.sha256, page) or str(page)
