"""The bibliography of a library as BibTeX, RIS or CSL JSON, for Zotero, EndNote, LaTeX and Word.

A reference that came in the format asked for is given back to the letter; only where it names no file, the path of its
document is added. Others are converted, and documents without a reference are described by what they say of themselves.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Literal

from corpus.bibliography import match_again
from corpus.bibliography_formats import bibtex_of, braced, closes, key_for, ris_of
from corpus.bibliography_match import plain
from corpus.listing import StoredDocument, find_documents
from corpus.works_cited import item_of

ExportFormat = Literal["bibtex", "ris", "csl"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = ("bibtex", "ris", "csl")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A reference, or what stands between references (`rest`), as it is kept."""

    format: str
    raw: str
    cite_key: str = ""
    csl: Mapping[str, Any] = field(default_factory=dict)
    path: str | None = None
    sha256: str | None = None
    names: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()
    surety: tuple[int, str] = (0, "")
    rest: str = ""


def export_bibliography(
    connection: sqlite3.Connection, format_: ExportFormat, *, documents_only: bool = False
) -> tuple[str, int]:
    """The text of the bibliography and how many references are in it.

    It has all documents and all references that were imported; with `documents_only`, none without a document.
    """
    match_again(connection)
    rows = [row for row in _rows(connection) if row.path or row.rest or not documents_only]
    own = [row for row in rows if row.format == format_]
    taken: set[str] = set()
    if format_ == "bibtex":
        own = [_parsable(row, taken) for row in own]
    taken |= {row.cite_key.casefold() for row in own}
    out: list[str] = []
    count = 0
    for row in own:
        out.append(row.raw if row.rest else _WITH_FILE[format_](row))
        count += not row.rest
    for item, path in _others(connection, rows, format_):
        key = key_for(item, taken)
        if format_ == "bibtex":
            out.append(bibtex_of(item, key=key, file=path))
        elif format_ == "ris":
            out.append(ris_of(item, file=path))
        else:
            said = {**item, "id": item.get("id") or key, **({"file": path} if path else {})}
            out.append(json.dumps(said, ensure_ascii=False, indent=2))
        count += 1
    if format_ == "csl":
        return "[\n" + ",\n".join(out) + "\n]\n", count
    return "\n\n".join(out) + ("\n" if out else ""), count


def _rows(connection: sqlite3.Connection) -> list[_Row]:
    """References and what stands between them, file by file, in the order of each file."""
    names: dict[int, set[str]] = {}
    for key, name in connection.execute("SELECT reference, name FROM bibliography_fields"):
        names.setdefault(key, set()).add(name.casefold())
    order = dict(connection.execute("SELECT source, min(key) FROM bibliography GROUP BY source"))
    out: list[tuple[tuple[int, int, int], _Row]] = []
    for (
        key,
        source,
        position,
        format_,
        cite_key,
        title,
        year,
        doi,
        raw,
        csl,
        path,
        sha256,
        how,
        at,
    ) in connection.execute(
        """SELECT b.key, b.source, b.position, b.format, b.cite_key, b.title, b.year, b.doi, b.raw, b.csl, d.path,
          d.sha256, instr('file doi title', b.matched_by), b.added_at
        FROM bibliography b LEFT JOIN documents d ON d.sha256 = b.sha256"""
    ):
        marks = {
            mark for mark in (sha256, (doi or "").casefold(), f"{plain(title or '')} {year}") if mark and mark[0] != " "
        }
        row = _Row(
            format=format_, raw=raw, cite_key=cite_key, csl=json.loads(csl), path=path, sha256=sha256,
            names=frozenset(names.get(key, ())), marks=frozenset(marks), surety=(-(how or 99), f"{at} {key:012}"),
        )  # fmt: skip
        out.append(((order[source], position, key), row))
    for source, position, format_, kind, raw in connection.execute(
        "SELECT source, position, format, kind, raw FROM bibliography_rest"
    ):
        out.append(((order.get(source, -1), position, 0), _Row(format=format_, raw=raw, rest=kind)))
    return [row for _, row in sorted(out, key=lambda each: each[0])]


def _others(
    connection: sqlite3.Connection, rows: list[_Row], format_: ExportFormat
) -> Iterator[tuple[dict[str, Any], str | None]]:
    """What is to be converted: works that no reference of this format is about, each once, with the document's path."""
    told = {mark for row in rows if row.format == format_ for mark in row.marks}
    others = [row for row in rows if row.format != format_ and not row.rest]
    surest = sorted(others, key=lambda row: row.surety, reverse=True)
    chosen: set[int] = set()
    for row in surest:
        if not row.marks & told:
            chosen.add(id(row))
        told |= row.marks
    for row in others:
        if id(row) in chosen:
            yield dict(row.csl), row.path
    known = {row.sha256 for row in rows if row.sha256}
    for document in find_documents(connection):
        if document.sha256 not in known:
            yield _described(connection, document), document.document


def _parsable(row: _Row, taken: set[str]) -> _Row:
    """A piece of BibTeX that can stand in a file with others: one that would break it is no entry, keys come once."""
    if row.rest:
        sound = row.rest in ("string", "preamble", "comment") and closes(row.raw)
        # A wide sign is read by people, and begins no entry.
        return row if sound else replace(row, raw=row.raw.replace("@", "＠"))
    lead = re.match(rf"\s*@\s*[^\s{{(]+\s*[{{(]\s*(?={re.escape(row.cite_key)}\s*,?)", row.raw)
    key = row.cite_key
    if not re.fullmatch(r"[^\s,{}()]+", key) or key.casefold() in taken:
        key = key_for({**row.csl, "citation-key": key}, taken)
    taken.add(key.casefold())
    if lead is None or not closes(row.raw):
        return replace(row, raw=bibtex_of(row.csl, key=key), cite_key=key)
    rest = row.raw[lead.end() + len(row.cite_key) :]
    return replace(row, raw=f"{lead[0]}{key}{rest}", cite_key=key)


def _with_bibtex_file(row: _Row) -> str:
    closing = re.search(r"(?P<comma>,?)\s*(?P<close>[})])\s*\Z", row.raw)
    if not row.path or "file" in row.names or not closing:
        return row.raw
    indent = re.search(r"\n([ \t]+)[^\s=]+\s*=", row.raw)
    line = f"{indent[1] if indent else '  '}file = {{{braced(row.path)}}}"
    return f"{row.raw[: closing.start()]},\n{line}\n{closing['close']}"


def _with_ris_file(row: _Row) -> str:
    raw = row.raw.rstrip("\n")
    end = re.search(r"^\s*ER\s{1,2}-.*\Z", raw, re.MULTILINE)
    body, last = (raw[: end.start()].rstrip("\n"), raw[end.start() :].strip("\n")) if end else (raw, "ER  - ")
    file = "" if not row.path or row.names & {"l1", "l2", "l4"} else f"\nL1  - {row.path}"
    return f"{body}{file}\n{last}"


def _with_csl_file(row: _Row) -> str:
    if not row.path or "file" in row.names or not row.raw.rstrip().endswith("}"):
        return row.raw
    body = row.raw.rstrip()[:-1].rstrip()
    comma = "" if body.endswith("{") else ","
    return f'{body}{comma}\n"file": {json.dumps(row.path, ensure_ascii=False)}\n}}'


_WITH_FILE: Mapping[ExportFormat, Callable[[_Row], str]] = MappingProxyType(
    {"bibtex": _with_bibtex_file, "ris": _with_ris_file, "csl": _with_csl_file}
)


def _described(connection: sqlite3.Connection, document: StoredDocument) -> dict[str, Any]:
    """What a document and its side files say of it as CSL JSON, with its abstract and keywords."""
    item = item_of(connection, document)
    values: dict[str, Any] = {
        "keyword": "; ".join(document.keywords), "abstract": document.abstract,
        "custom": {"title_alt": document.title_alt} if document.title and document.title_alt else None,
    }  # fmt: skip
    return {name: value for name, value in (item | values).items() if value and name != "id"}


def undescribed(connection: sqlite3.Connection) -> list[StoredDocument]:
    """The documents that no imported reference is about."""
    return list(
        find_documents(connection, where="d.sha256 NOT IN (SELECT sha256 FROM bibliography WHERE sha256 NOT NULL)")
    )
