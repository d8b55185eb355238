"""A document as a work to cite: what side files and imported references say of it, filled up with what it says itself.

Of two that have a field the surer counts: the side files, then the imported reference, then the document's own pages.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any

from corpus.bibliography import reference_of
from corpus.listing import StoredDocument
from corpus.references import csl_of, language_of_title

_EVERYWHERE = frozenset({"title", "issued", "DOI"})
_PARTS = frozenset({"article-journal", "article-magazine", "article-newspaper", "paper-conference", "chapter"})
_IN_WHOLE = frozenset({"container-title", "volume", "issue", "page"})
_ALONE = frozenset({"publisher", "number", "genre"})


def item_of(connection: sqlite3.Connection, document: StoredDocument) -> dict[str, Any]:
    """A document as an item of CSL-JSON."""
    own = csl_of(document)
    said = filled(_side_files(connection, document.sha256), reference_of(connection, document.sha256) or {})
    return {"language": _language(said, own), **filled(said, own, guessed=True), "id": own["id"]}


def filled(record: Mapping[str, Any], other: Mapping[str, Any], *, guessed: bool = False) -> dict[str, Any]:
    """A record with those fields that it lacks and another one of the same work has, as far as they fit its type.

    Where the other was `guessed` from a document's pages, publisher and number are taken for whole works alone.
    """
    if not record or not other:
        return dict(record or other)
    untold = record.get("type") in (None, "document") and not record.get("title")
    type_ = other.get("type") if untold else record["type"]
    wanted = set(_EVERYWHERE)
    agree = type_ == other.get("type")
    if agree and not guessed:
        wanted |= set(other)
    if type_ in _PARTS:
        wanted |= _IN_WHOLE
    elif agree:
        wanted |= _ALONE
    if type_ not in _PARTS and (type_ == "legislation" or record.get("editor")):
        wanted.discard("author")
    else:
        wanted.add("author")
    added = {name: value for name, value in other.items() if name in wanted and not record.get(name)}
    return {**record, **added, "type": type_}


def _side_files(connection: sqlite3.Connection, sha256: str) -> dict[str, Any]:
    row = connection.execute(
        "SELECT s.csl FROM side_files s JOIN documents d ON d.key = s.document WHERE d.sha256 = ?", [sha256]
    ).fetchone()
    return dict(json.loads(row[0])) if row and row[0] else {}


def _language(said: Mapping[str, Any], own: Mapping[str, Any]) -> str:
    """The language of a work as it is cited: that of its title, for a Chinese paper may be cited by its English one."""
    title = said.get("title")
    if not isinstance(title, str) or not title:
        return str(own["language"])
    return language_of_title(title)
