"""Side files (`paper.bib` beside `paper.pdf`) and the library: their fields come in, and go again with them.

What the document says of itself is kept in `side_files`, so that a side file that came, changed or went since the
last ingest is taken into account without reading the document again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from corpus.record import metadata_columns
from corpus.store import absolute
from extract.sidefile import as_metadata, describe_beside, fingerprint, side_files
from extract.types import Metadata

_COLUMNS = tuple(metadata_columns(Metadata()))
_LISTS = frozenset(name for name, value in metadata_columns(Metadata()).items() if isinstance(value, str))


@dataclass(frozen=True, slots=True)
class Described:
    """Whether the metadata of a document changed, and a line for each side file that was of no use."""

    changed: bool = False
    warnings: tuple[str, ...] = ()


def describe(db: Database, document: int | None, path: Path) -> Described:
    """Bring a document's metadata up to date with the side files at `path`, where those differ from the last time.

    Of several paths with the same content the first one with side files counts as long as it has them.
    """
    if document is None:
        return Described()
    row = db.execute("SELECT path, fingerprint, own, csl FROM side_files WHERE document = ?", [document]).fetchone()
    used, before, kept, said = row or (None, "", None, None)
    if used is not None and used != absolute(path) and fingerprint(side_files(Path(used))) == before:
        return Described()
    sides = side_files(path)
    now = fingerprint(sides)
    if now == before and used in (None, absolute(path)):
        return Described()
    own = json.loads(kept) if kept else _row(db, document)
    with db.atomic():
        if not sides:
            _update(db, document, own)
            db.execute("DELETE FROM side_files WHERE document = ?", [document])
            return Described(changed=True)
        (lang,) = db.execute("SELECT lang FROM documents WHERE key = ?", [document]).fetchone()
        beside = describe_beside(path, _metadata(own), lang)
        columns = metadata_columns(beside.about)
        changed = columns != _row(db, document) or beside.csl != json.loads(said or "{}")
        _update(db, document, columns)
        db.execute(
            "INSERT OR REPLACE INTO side_files (document, path, fingerprint, own, csl) VALUES (?, ?, ?, ?, ?)",
            [document, absolute(path), now, *(json.dumps(each, ensure_ascii=False) for each in (own, beside.csl))],
        )
    return Described(changed, tuple(f"{side.path}: {side.message}" for side in beside.warned))


def _row(db: Database, document: int) -> dict[str, Any]:
    values = db.execute(f"SELECT {', '.join(_COLUMNS)} FROM documents WHERE key = ?", [document]).fetchone()
    return dict(zip(_COLUMNS, values, strict=True))


def _update(db: Database, document: int, columns: dict[str, Any]) -> None:
    known = {name: columns[name] for name in _COLUMNS if name in columns}
    marks = ", ".join(f"{name} = :{name}" for name in known)
    db.execute(f"UPDATE documents SET {marks} WHERE key = :document", {**known, "document": document})


def _metadata(columns: dict[str, Any]) -> Metadata:
    """The metadata that the columns of a row hold."""
    values = {name: json.loads(value) if name in _LISTS and value else value for name, value in columns.items()}
    return as_metadata({**values, "pages": values.get("page_range"), "found": values.get("metadata_found") or {}})
