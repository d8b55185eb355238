"""The documents that a review quotes as works to be cited: their CSL items and keys."""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from corpus.cjk import CJK
from corpus.listing import StoredDocument


@dataclass(frozen=True, kw_only=True)
class Work:
    """A work as it is cited: `csl` is its item of CSL-JSON, `key` what a bibliography knows it by."""

    key: str
    csl: Mapping[str, Any]


def works_of(connection: sqlite3.Connection, documents: Mapping[str, StoredDocument]) -> dict[str, Work]:
    """The works of these documents, by the sha256 of each."""
    out = {}
    for sha256, document in documents.items():
        csl = csl_of(document)
        key = _key(csl, document)
        out[sha256] = Work(key=key, csl={**csl, "id": key})
    return out


def csl_of(document: StoredDocument) -> dict[str, Any]:
    """What a document says of itself as an item of CSL-JSON."""
    kind = (
        "article-journal" if document.venue else "report" if document.issuer or document.document_number else "document"
    )
    fields = {
        "type": kind, "title": document.title or document.name,
        "language": "zh-CN" if document.lang == "zh" else "en-US",
        "container-title": document.venue, "volume": document.volume, "issue": document.issue,
        "page": document.page_range, "DOI": document.doi, "number": document.document_number,
        "publisher": document.issuer,
    }  # fmt: skip
    csl: dict[str, Any] = {name: value for name, value in fields.items() if value}
    if document.authors:
        csl["author"] = [_name(name) for name in document.authors]
    elif document.issuer:
        csl["author"] = [{"literal": document.issuer}]
    if document.year:
        csl["issued"] = {"date-parts": [[document.year]]}
    return csl


def _name(name: str) -> dict[str, str]:
    if CJK.search(name):
        return {"family": name[:1], "given": name[1:]} if len(name) <= 4 else {"literal": name}
    family, comma, given = name.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    given, _, family = name.rpartition(" ")
    return {"family": family, "given": given} if given else {"literal": name}


def _key(csl: Mapping[str, Any], document: StoredDocument) -> str:
    """A key of plain letters and digits: author, year, and the beginning of the document's id, so that it is unique."""
    authors = csl.get("author") or [{}]
    name = authors[0].get("family") or authors[0].get("literal") or ""
    plain = re.sub("[^a-z]", "", unicodedata.normalize("NFKD", name).casefold())[:20]
    return f"{plain or 'work'}{document.year or ''}-{document.id[:6]}"
