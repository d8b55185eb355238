"""The parts of a finding and what it is linked to: as rows, and as JSON has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from extract.findings import Parts


class PartRow(NamedTuple):
    """A part as stored; see `extract.findings.Part`."""

    role: str
    start: int
    end: int
    quote: str
    concept: str | None


class AboutRow(NamedTuple):
    """What is stored of a finding beside its place: see `extract.findings.Parts`."""

    stance: str
    strength: str | None
    quantified: bool
    parts: tuple[PartRow, ...] = ()


class LinkRow(NamedTuple):
    """A link as stored, between two findings of a record by their ids."""

    source: str
    target: str
    kind: str
    score: float


def about_row(parts: Parts) -> AboutRow:
    """The rows of a finding's parts."""
    rows = (PartRow(part.role, part.span.start, part.span.end, part.quote, part.concept) for part in parts.spans)
    return AboutRow(parts.stance, parts.strength, parts.quantified, tuple(rows))


def unpack_about(row: Sequence[Any]) -> AboutRow:
    """The rows again, from JSON."""
    stance, strength, quantified, parts = row
    return AboutRow(stance, strength, quantified, tuple(PartRow(*part) for part in parts))


def parts_fields(about: AboutRow) -> dict[str, Any]:
    """The parts as JSON has them: `stance`, `strength`, `quantified`, and a list for each role that occurs."""
    fields: dict[str, Any] = {"stance": about.stance, "strength": about.strength, "quantified": about.quantified}
    for part in about.parts:
        row = {"quote": part.quote, "start": part.start, "end": part.end, "concept": part.concept}
        fields.setdefault(f"{part.role}s" if part.role != "strength" else "modals", []).append(row)
    return fields


def stored_parts(connection: sqlite3.Connection, keys: Sequence[int]) -> dict[int, list[PartRow]]:
    """The stored parts of findings by their keys, in the order of the text."""
    marks = ", ".join("?" for _ in keys)
    out: dict[int, list[PartRow]] = {}
    for key, *row in connection.execute(
        f"""SELECT finding, role, start, "end", quote, concept FROM finding_parts WHERE finding IN ({marks})
        ORDER BY finding, position""",
        list(keys),
    ):
        out.setdefault(key, []).append(PartRow(*row))
    return out


def insert_parts(connection: sqlite3.Connection, keyed: Iterable[tuple[int, AboutRow]]) -> None:
    """Store the parts of findings under the findings' keys."""
    connection.executemany(
        "INSERT INTO finding_parts VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((key, position, *part) for key, about in keyed for position, part in enumerate(about.parts)),
    )


def insert_links(connection: sqlite3.Connection, links: Iterable[LinkRow], keys: Mapping[str, int]) -> None:
    """Store links; `keys` are the keys of the findings by their ids."""
    connection.executemany(
        "INSERT OR IGNORE INTO links VALUES (?, ?, ?, ?)",
        ((keys[link.source], keys[link.target], link.kind, link.score) for link in links),
    )


def stored_links(connection: sqlite3.Connection, finding: str) -> list[dict[str, Any]]:
    """The findings that the one with this id is linked to, as JSON has them; `how` is read from this finding's side."""
    rows = connection.execute(
        """SELECT CASE l.kind WHEN 'answers' THEN 'answers' ELSE 'translates' END, t.id, t.page, t.quote, l.score
        FROM links l JOIN findings f ON f.key = l.source JOIN findings t ON t.key = l.target WHERE f.id = ?1
        UNION ALL
        SELECT CASE l.kind WHEN 'answers' THEN 'answered by' ELSE 'translated by' END, t.id, t.page, t.quote, l.score
        FROM links l JOIN findings f ON f.key = l.target JOIN findings t ON t.key = l.source WHERE f.id = ?1
        ORDER BY 5 DESC""",
        [finding],
    )
    return [dict(zip(("how", "id", "page", "quote", "score"), row, strict=True)) for row in rows]
