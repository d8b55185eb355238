"""The documents that a review quotes as works to be cited: their CSL items and keys."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.listing import StoredDocument, find_documents
from corpus.works import first_documents
from corpus.works_cited import item_of


@dataclass(frozen=True, kw_only=True)
class Work:
    """A work as it is cited: `csl` is its item of CSL-JSON, `key` what a bibliography knows it by."""

    key: str
    csl: Mapping[str, Any]


def works_of(connection: sqlite3.Connection, documents: Mapping[str, StoredDocument]) -> dict[str, Work]:
    """The works of these documents, by the sha256 of each: of several documents of one work its first is cited."""
    first = first_documents(connection)
    out = {}
    for sha256, document in documents.items():
        cited = document
        if (other := first.get(sha256, sha256)) != sha256:
            (cited,) = find_documents(connection, where="d.sha256 = ?", value=other)
        csl = item_of(connection, cited)
        key = _key(csl, cited)
        out[sha256] = Work(key=key, csl={**csl, "id": key})
    return out


def _key(csl: Mapping[str, Any], document: StoredDocument) -> str:
    """A key of plain letters and digits: author, year, and the beginning of the document's id, so that it is unique."""
    authors = csl.get("author") or [{}]
    name = authors[0].get("family") or authors[0].get("literal") or ""
    plain = re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name).casefold())[:20]
    return f"{plain or 'work'}{document.year or ''}-{document.id[:6]}"
