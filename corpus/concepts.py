"""The concepts in a library and the names that a query may call them by, so that a search need not load the lexicon."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

    from models.lexicon import Concept

from corpus.cjk import is_symbol, name_key
from corpus.errors import UnknownIdError
from extract.charfold import CJK


@dataclass(frozen=True, kw_only=True)
class Naming:
    """A concept's id, its preferred names in both languages and all others."""

    concept: str
    name_en: str | None
    name_zh: str | None
    names: tuple[str, ...] = ()

    def all_names(self) -> tuple[str, ...]:
        """Every name once, the preferred ones first."""
        preferred = [name for name in (self.name_en, self.name_zh) if name]
        return tuple(dict.fromkeys([*preferred, *self.names]))


def lexicon_namings() -> tuple[Naming, ...]:
    """The namings of the lexicon's concepts."""
    from models.lexicon import lexicon  # noqa: PLC0415 - only where files are read in

    return tuple(
        Naming(
            concept=concept.id, name_en=concept.en, name_zh=concept.zh, names=(*concept.all_names(), *_symbol(concept))
        )
        for concept in lexicon().concepts
    )


def _symbol(concept: Concept) -> tuple[str, ...]:
    return () if concept.symbol == "none" else (concept.bare,)


def know_lexicon(db: Database) -> None:
    """Bring the library's concepts and their names up to date with the lexicon."""
    know_namings(db, lexicon_namings())


def know_namings(db: Database, namings: Iterable[Naming]) -> None:
    """Put in these concepts and names in place of what the library knew of them."""
    namings = tuple(namings)
    with db.atomic():
        db.execute("DELETE FROM concept_names")
        db.conn.executemany(
            "INSERT INTO concepts VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET name_en = ?3, name_zh = ?4",
            ((n.concept, n.concept.partition(":")[0], n.name_en, n.name_zh) for n in namings),
        )
        db.conn.executemany(
            "INSERT OR IGNORE INTO concept_names VALUES (?, ?, ?, ?)",
            (
                (key, name, naming.concept, "zh" if CJK.search(name) else "en")
                for naming in namings
                for name in naming.all_names()
                if (key := name_key(name))
            ),
        )


def concepts_by_key(
    connection: sqlite3.Connection, keys: Sequence[str], typed: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """The concepts that each key names; a symbol of one or two letters only where it is typed as it is written."""
    marks = ", ".join("?" for _ in keys)
    rows = connection.execute(
        f"SELECT name_key, name, concept FROM concept_names WHERE name_key IN ({marks}) ORDER BY concept", list(keys)
    )
    out: dict[str, list[str]] = {}
    for key, name, concept in rows:
        if is_symbol(name) and name not in typed:
            continue
        if concept not in out.setdefault(key, []):
            out[key].append(concept)
    return {key: tuple(concepts) for key, concepts in out.items() if concepts}


def named_concepts(connection: sqlite3.Connection, prefixes: Sequence[str], value: str) -> tuple[str, ...]:
    """The concepts of these kinds (`metal:`) that a value stands for: an id without its kind, or any name."""
    ids = [prefix + value for prefix in prefixes]
    marks = ", ".join("?" for _ in ids)
    rows = connection.execute(f"SELECT id FROM concepts WHERE id COLLATE NOCASE IN ({marks})", ids).fetchall()
    if rows:
        return tuple(id_ for (id_,) in rows)
    key = name_key(value)
    found = concepts_by_key(connection, [key], [value]).get(key, ())
    return tuple(concept for concept in found if concept.startswith(tuple(prefixes)))


def metals_named(connection: sqlite3.Connection, value: str) -> tuple[str, ...]:
    """The bare ids of the metals that a value stands for: an id (W, REE) or any name; raises UnknownIdError."""
    found = named_concepts(connection, ["metal:"], value)
    if not found:
        raise UnknownIdError(f"{value}: no metal of the library is called so; `litlode concepts` lists them")
    return tuple(concept.removeprefix("metal:") for concept in found)


def preferred_names(connection: sqlite3.Connection, concepts: Iterable[str]) -> dict[str, frozenset[str]]:
    """The keys of the preferred names of concepts, and of the parts that `and` and 与 join."""
    wanted = sorted(concepts)
    marks = ", ".join("?" for _ in wanted)
    rows = connection.execute(f"SELECT id, name_en, name_zh FROM concepts WHERE id IN ({marks})", wanted)
    return {
        id_: frozenset(
            name_key(part)
            for name in (en, zh) if name
            for part in (name, *re.split(r" and |[与和、]", name)) if part
        )
        for id_, en, zh in rows
    }  # fmt: skip


def names_of(connection: sqlite3.Connection, concepts: Sequence[str]) -> list[str]:
    """Every name of the concepts, symbols aside."""
    marks = ", ".join("?" for _ in concepts)
    rows = connection.execute(f"SELECT name FROM concept_names WHERE concept IN ({marks})", list(concepts))
    return [name for (name,) in rows if not is_symbol(name)]


def labels(connection: sqlite3.Connection, concepts: Sequence[str]) -> dict[str, str]:
    """How each concept is called for a reader: both preferred names, `tungsten 钨`."""
    marks = ", ".join("?" for _ in concepts)
    rows = connection.execute(f"SELECT id, name_en, name_zh FROM concepts WHERE id IN ({marks})", list(concepts))
    return {id_: " ".join(name for name in (en, zh) if name) or id_ for id_, en, zh in rows}


def finding_concepts(connection: sqlite3.Connection, findings: Sequence[int]) -> dict[int, list[str]]:
    """The concepts of each finding, by its key."""
    marks = ", ".join("?" for _ in findings)
    out: dict[int, list[str]] = defaultdict(list)
    for key, concept in connection.execute(
        f"SELECT finding, concept FROM finding_concepts WHERE finding IN ({marks}) ORDER BY 2", list(findings)
    ):
        out[key].append(concept)
    return out


def split_concepts(concepts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The bare ids of the metals, and the themes."""
    metals = tuple(concept.removeprefix("metal:") for concept in concepts if concept.startswith("metal:"))
    return metals, tuple(concept for concept in concepts if concept.startswith(("challenge:", "instrument:")))
