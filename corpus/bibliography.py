"""References from programs for literature: brought in whole, matched to the documents of the library, given back.

A reference that is imported again is known by its text, by its cite key, or where it has none by DOI, title and year;
a changed one takes the place of the old. Nothing is dropped because a later file lacks it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.bibliography_match import Match, Matcher, Wanted
from corpus.bibliography_prior import Prior
from corpus.clock import now
from corpus.errors import LibraryError
from corpus.transaction import all_or_nothing
from extract.citations import CitationError
from extract.encoding import decode
from extract.entries import Entry, Extra, read_entries
from extract.errors import ReadError

MAX_BYTES = 200_000_000
"""A Zotero library of 50 000 items with abstracts has some 100 MB."""

_DATED = frozenset({"report", "book", "standard", "legislation", "dataset", "webpage", "document", "periodical"})
"""Types of CSL whose title may be the same every year."""


class BibliographyError(LibraryError):
    """A file is no bibliography, or cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What came of a file: so many references new, changed and as they were; so many of them have a paper here."""

    path: Path
    format: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    matched: int = 0
    broken: int = 0

    @property
    def references(self) -> int:
        """How many references are in the file."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A reference of the library; `document` is the path of its paper, None where that is not here."""

    key: int
    format: str
    type: str
    cite_key: str
    title: str | None
    year: int | None
    doi: str | None
    document: str | None
    sha256: str | None
    matched_by: str | None
    source: str
    csl: Mapping[str, Any]
    fields: tuple[tuple[str, str], ...]

    def as_dict(self) -> dict[str, Any]:
        """The reference as JSON has it; `fields` are pairs, since a name may come twice."""
        return {
            "cite_key": self.cite_key, "type": self.type, "title": self.title, "year": self.year, "doi": self.doi,
            "document": self.document, "sha256": self.sha256, "matched_by": self.matched_by, "format": self.format,
            "source": self.source, "fields": [list(field) for field in self.fields], "csl": dict(self.csl),
        }  # fmt: skip


def import_bibliography(connection: sqlite3.Connection, path: Path) -> Imported:
    """Bring in the references of a file, whatever its format; raises BibliographyError, and then nothing is changed."""
    format_, blocks = _read(path)
    source = str(path.absolute())
    entries = [(position, block) for position, block in enumerate(blocks) if isinstance(block, Entry)]
    rest = [(position, block) for position, block in enumerate(blocks) if isinstance(block, Extra)]
    done = Imported(path=path, format=format_, broken=sum(extra.kind == "broken" for _, extra in rest))
    with all_or_nothing(connection):
        prior, matcher = Prior(connection, format_, source), Matcher(connection)
        for (position, entry), (key, same) in zip(entries, prior.find([entry for _, entry in entries]), strict=True):
            match = matcher.match(_wanted(entry.citation.files, entry.csl))
            if key is not None and same:
                connection.execute(
                    "UPDATE bibliography SET position = ? WHERE key = ? AND source = ?", [position, key, source]
                )
                _read_anew(connection, key, entry)
                _set_match(connection, key, match)
                done = replace(done, unchanged=done.unchanged + 1)
            else:
                _write(connection, key, entry, (source, position), match)
                done = replace(done, added=done.added + (key is None), changed=done.changed + (key is not None))
            done = replace(done, matched=done.matched + (match is not None))
        _write_rest(connection, source, format_, rest)
    return done


def _read(path: Path) -> tuple[str, Sequence[Entry | Extra]]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise BibliographyError(f"{path}: larger than {MAX_BYTES // 1_000_000} MB")
        data = path.read_bytes()
        if not data.strip():
            raise BibliographyError(f"{path}: is empty")
        return read_entries(decode(data))
    except OSError as error:
        raise BibliographyError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (CitationError, ReadError) as error:
        raise BibliographyError(f"{path}: no bibliography: {' '.join(str(error).split())[:200]}") from error


def _wanted(files: Sequence[str], csl: Mapping[str, Any]) -> Wanted:
    titles = (csl.get("title"), csl.get("original-title"), _inner(csl.get("custom"), "title_alt"))
    return Wanted(
        files=tuple(files), doi=_string(csl.get("DOI")), year=year_of(csl), dated=csl.get("type") in _DATED,
        titles=tuple(title for each in titles if (title := _string(each))),
    )  # fmt: skip


def _inner(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else None


def _string(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, str) and value.strip() else None


def year_of(csl: Mapping[str, Any]) -> int | None:
    """The year of an item of CSL JSON, None where it tells none."""
    from extract.citations import of_csl  # noqa: PLC0415 - reads dates of every form

    date = of_csl({"issued": csl.get("issued")}).date
    return int(date[:4]) if date else None


def _write(
    connection: sqlite3.Connection, key: int | None, entry: Entry, place: tuple[str, int], match: Match | None
) -> None:
    citation, csl = entry.citation, entry.csl
    row = {
        "source": place[0], "position": place[1], "format": entry.format, "type": entry.type, "cite_key": entry.key,
        "title": citation.titles[0] if citation.titles else None, "year": year_of(csl), "doi": citation.doi,
        "raw": entry.raw, "csl": json.dumps(csl, ensure_ascii=False), "sha256": match.sha256 if match else None,
        "matched_by": match.how if match else None, "added_at": now(),
    }  # fmt: skip
    row = {name: _storable(value) for name, value in row.items()}
    if key is None:
        names = ", ".join(row)
        key = connection.execute(
            f"INSERT INTO bibliography ({names}) VALUES ({', '.join(f':{name}' for name in row)})", row
        ).lastrowid
    else:
        connection.execute(
            f"UPDATE bibliography SET {', '.join(f'{name} = :{name}' for name in row)} WHERE key = :key",
            {**row, "key": key},
        )
        for table in ("bibliography_fields", "bibliography_files"):
            connection.execute(f"DELETE FROM {table} WHERE reference = ?", [key])
    connection.executemany(
        "INSERT INTO bibliography_fields VALUES (?, ?, ?, ?)",
        [(key, at, _storable(name), _storable(value)) for at, (name, value) in enumerate(entry.fields)],
    )
    connection.executemany(
        "INSERT INTO bibliography_files VALUES (?, ?, ?)",
        [(key, at, _storable(file)) for at, file in enumerate(citation.files)],
    )


def _read_anew(connection: sqlite3.Connection, key: int, entry: Entry) -> None:
    """The same text may say more to a later litlode."""
    csl = _storable(json.dumps(entry.csl, ensure_ascii=False))
    connection.execute(
        "UPDATE bibliography SET csl = ?1, year = ?2 WHERE key = ?3 AND csl != ?1", [csl, year_of(entry.csl), key]
    )


def _storable(value: Any) -> Any:
    """Halves of characters, which JSON can name and no UTF-8 can hold, become question marks."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _write_rest(connection: sqlite3.Connection, source: str, format_: str, rest: Sequence[tuple[int, Extra]]) -> None:
    connection.execute("DELETE FROM bibliography_rest WHERE source = ?", [source])
    others = set(connection.execute("SELECT kind, raw FROM bibliography_rest WHERE format = ?", [format_]))
    connection.executemany(
        "INSERT INTO bibliography_rest VALUES (?, ?, ?, ?, ?)",
        [
            (source, position, format_, extra.kind, extra.raw)
            for position, extra in rest if (extra.kind, extra.raw) not in others
        ],
    )  # fmt: skip


def _set_match(connection: sqlite3.Connection, key: int, match: Match | None) -> None:
    if match:
        connection.execute(
            "UPDATE bibliography SET sha256 = ?, matched_by = ? WHERE key = ?", [match.sha256, match.how, key]
        )


def match_again(connection: sqlite3.Connection) -> int:
    """Look for the papers of references that had none, since papers came in; how many were found."""
    if not connection.execute("SELECT 1 FROM bibliography LIMIT 1").fetchone():
        return 0
    rows = connection.execute(
        """SELECT key, csl, (SELECT json_group_array(file) FROM bibliography_files WHERE reference = b.key)
        FROM bibliography b WHERE sha256 IS NULL OR sha256 NOT IN (SELECT sha256 FROM documents)"""
    ).fetchall()
    if not rows:
        return 0
    matcher, count = Matcher(connection), 0
    for key, csl, files in rows:
        match = matcher.match(_wanted(json.loads(files), json.loads(csl)))
        if match:
            _set_match(connection, key, match)
            count += 1
    return count


def find_references(connection: sqlite3.Connection, *, matched: bool | None = None) -> Iterator[Reference]:
    """The references in the order in which they came in; only those with a paper here, or without one, where asked."""
    rows = connection.execute(
        """SELECT b.key, b.format, b.type, b.cite_key, b.title, b.year, b.doi, d.path, d.sha256,
          CASE WHEN d.key IS NOT NULL THEN b.matched_by END, b.source, b.csl
        FROM bibliography b LEFT JOIN documents d ON d.sha256 = b.sha256
        WHERE ?1 IS NULL OR (d.key IS NOT NULL) = ?1
        ORDER BY (SELECT min(key) FROM bibliography f WHERE f.source = b.source), b.position, b.key""",
        [matched],
    ).fetchall()
    fields: dict[int, list[tuple[str, str]]] = {}
    for key, name, value in connection.execute(
        "SELECT reference, name, value FROM bibliography_fields ORDER BY reference, position"
    ):
        fields.setdefault(key, []).append((name, value))
    names = ("key", "format", "type", "cite_key", "title", "year", "doi", "document", "sha256", "matched_by", "source")
    for *plain, csl in rows:
        known: dict[str, Any] = dict(zip(names, plain, strict=True))
        yield Reference(**known, csl=json.loads(csl), fields=tuple(fields.get(known["key"], ())))


def reference_of(connection: sqlite3.Connection, sha256: str) -> dict[str, Any] | None:
    """What an imported reference says of a document, as CSL JSON; None where there is none.

    Of several the surest counts (known by its file before DOI before title), of those the one that came last.
    """
    row = connection.execute(
        """SELECT csl FROM bibliography WHERE sha256 = ?
        ORDER BY instr('file doi title', matched_by), added_at DESC, key DESC LIMIT 1""",
        [sha256],
    ).fetchone()
    return dict(json.loads(row[0])) if row else None


def remove_source(connection: sqlite3.Connection, path: Path) -> int:
    """Forget what came from a file; how many references. Raises BibliographyError where nothing did."""
    source = str(path.absolute())
    with connection:
        removed = connection.execute("DELETE FROM bibliography WHERE source = ?", [source]).rowcount
        rest = connection.execute("DELETE FROM bibliography_rest WHERE source = ?", [source]).rowcount
    if not removed and not rest:
        raise BibliographyError(
            f"{path}: no reference came from this file; `litlode bibliography list` names the files"
        )
    return removed
