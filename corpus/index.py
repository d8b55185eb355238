"""The index of a library: the words of every sentence and finding, and what they are counted under.

All of it is made from the tables, so that it can be made again at any time without the files (`rebuild`). A document's
rows go in and out with the document. The full-text tables are contentless and hold no sizes: they answer which rows
hold something; how well a row fits is worked out from its text (`corpus.ranking`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.cjk import concept_tokens, is_latin_word
from corpus.columns import CHALLENGE, RECOMMENDATION, Row, pack
from extract.charfold import spread
from models.terms import stem
from models.vectors import coder

_KIND = {"challenge": CHALLENGE, "recommendation": RECOMMENDATION}

TABLES = {"sentences_fts": ("text", "concepts"), "findings_fts": ("quote", "context", "concepts", "nearby")}
"""The full-text tables and their columns."""


class _Sentence(NamedTuple):
    key: int
    start: int
    lang: str
    section: str | None
    block: str
    text: str


class _Finding(NamedTuple):
    key: int
    sentence: int
    kind: str
    start: int
    end: int
    stance: str
    strength: str | None
    score: float
    quote: str


@dataclass
class Indexed:
    """What the index holds of one document: rows of the two full-text tables, rows of the columns, words."""

    sentences: list[tuple[int, str, str]] = field(default_factory=list)
    findings: list[tuple[int, str, str, str, str]] = field(default_factory=list)
    sentence_rows: list[Row] = field(default_factory=list)
    finding_rows: list[Row] = field(default_factory=list)
    words: set[str] = field(default_factory=set)

    def packed(self) -> list[int | bytes | None]:
        """The values of `facet_rows` after the document's key."""
        return [
            self.sentences[0][0] if self.sentences else None,
            pack(self.sentence_rows, "text"),
            self.findings[0][0] if self.findings else None,
            pack(self.finding_rows, "findings"),
        ]

    def coded(self) -> list[bytes]:
        """The values of `meanings` after the document's key."""
        return [
            coder().codes([words for _, words, _ in self.sentences]),
            coder().codes([words for _, words, *_ in self.findings]),
        ]


class Codes:
    """The numbers of values, given as they are met; `keep` writes new ones to `facet_values`."""

    def __init__(self, connection: sqlite3.Connection, *, keep: bool = True) -> None:
        self._connection = connection
        self._keep = keep
        self._codes: dict[str, dict[str, int]] = defaultdict(dict)
        self._blocks: dict[tuple[str, str | None, str], tuple[int, int, int]] = {}
        for name, code, value in connection.execute("SELECT field, code, value FROM facet_values"):
            self._codes[name][value] = code

    def __len__(self) -> int:
        """How many values have numbers."""
        return sum(map(len, self._codes.values()))

    def of(self, name: str, value: str | None) -> int:
        """The number of a field's value; 0 for none."""
        if value is None:
            return 0
        codes = self._codes[name]
        if value not in codes:
            codes[value] = len(codes) + 1
            if self._keep:
                self._connection.execute("INSERT INTO facet_values VALUES (?, ?, ?)", [name, codes[value], value])
        return codes[value]

    def of_block(self, lang: str, section: str | None, block: str) -> tuple[int, int, int]:
        """The numbers of a sentence's language, section and block."""
        found = self._blocks.get((lang, section, block))
        if found is None:
            found = self.of("lang", lang), self.of("section", section), self.of("block", block)
            self._blocks[lang, section, block] = found
        return found


def index_documents(connection: sqlite3.Connection, documents: Iterable[int]) -> None:
    """Put documents, by their keys, into the index; within the caller's transaction."""
    codes = Codes(connection)
    known: set[str] = set()
    for document in documents:
        rows = gather(connection, document, codes)
        for table, values in (("sentences_fts", rows.sentences), ("findings_fts", rows.findings)):
            connection.executemany(_into(table), values)
        _insert_words(connection, rows, known)
        connection.execute("INSERT INTO facet_rows VALUES (?, ?, ?, ?, ?)", [document, *rows.packed()])
        connection.execute("INSERT INTO meanings VALUES (?, ?, ?)", [document, *rows.coded()])


def forget_document(connection: sqlite3.Connection, document: int) -> None:
    """Take a document out of the index, before its rows are deleted."""
    # A contentless index forgets a row only when told the words it was given
    # (https://sqlite.org/fts5.html#the_delete_command).
    rows = gather(connection, document, Codes(connection, keep=False))
    for table, values in (("sentences_fts", rows.sentences), ("findings_fts", rows.findings)):
        connection.executemany(_into(table, "delete"), values)
    for table in ("facet_rows", "meanings"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", [document])


def _into(table: str, command: str | None = None) -> str:
    columns = ["rowid", *TABLES[table]]
    marks = ", ".join("?" for _ in columns)
    if command:
        return f"INSERT INTO {table}({table}, {', '.join(columns)}) VALUES ('{command}', {marks})"
    return f"INSERT INTO {table}({', '.join(columns)}) VALUES ({marks})"


def gather(connection: sqlite3.Connection, document: int, codes: Codes) -> Indexed:
    """What the index holds of a document, by its key, made from the tables."""
    out = Indexed()
    sentences = [
        _Sentence(*row)
        for row in connection.execute(
            "SELECT key, start, lang, section, kind, text FROM sentences WHERE document = ? ORDER BY key", [document]
        )
    ]
    findings = [
        _Finding(*row)
        for row in connection.execute(
            'SELECT key, sentence, kind, start, "end", stance, strength, score, quote FROM findings'
            " WHERE document = ? ORDER BY key",
            [document],
        )
    ]
    mentioned = _sets(connection, "SELECT sentence, concept FROM mentions WHERE document = ?", document)
    own = _finding_concepts(connection, document) if findings else {}
    folded = {sentence.key: spread(sentence.text) for sentence in sentences}
    kinds: dict[int, int] = defaultdict(int)
    by_key = {sentence.key: sentence for sentence in sentences} if findings else {}
    for finding in findings:
        kinds[finding.sentence] |= _KIND[finding.kind]
        named = (sorted(own[finding.key]), sorted(mentioned[finding.sentence] - own[finding.key]))
        sentence = by_key[finding.sentence]
        whole = finding.quote == sentence.text
        _add_finding(
            out, finding, sentence, folded[sentence.key] if whole else spread(finding.quote), named, codes=codes
        )
        mentioned[finding.sentence] |= own[finding.key]
    for sentence in sentences:
        words = folded[sentence.key]
        cut = words.split()
        out.words.update(cut)
        numbers = (*_about(sentence, len(cut), codes), kinds.get(sentence.key, 0))
        if sentence.key in mentioned:
            concepts = sorted(mentioned[sentence.key])
            out.sentences.append((sentence.key, words, concept_tokens(concepts)))
            out.sentence_rows.append((numbers, _coded(concepts, codes)))
        else:
            out.sentences.append((sentence.key, words, ""))
            out.sentence_rows.append((numbers, ()))
    return out


def _add_finding(
    out: Indexed,
    finding: _Finding,
    sentence: _Sentence,
    words: str,
    named: tuple[list[str], list[str]],
    *,
    codes: Codes,
) -> None:
    """Add a finding; `words` are those of its quote, folded, `named` its own concepts and those of its sentence's rest.

    An item of a list may leave its metal in the words before the list: 我国钨储备面临……等挑战.
    """
    own, nearby = named
    before = sentence.text[: finding.start - sentence.start]
    after = sentence.text[finding.end - sentence.start :]
    # The dots part the words on either side: no phrase runs across the quote.
    context = f"{spread(before)} … {spread(after)}" if before or after else ""
    out.findings.append((finding.key, words, context, concept_tokens(own), concept_tokens(nearby)))
    numbers = (
        _KIND[finding.kind],
        codes.of("stance", finding.stance),
        codes.of("strength", finding.strength),
        round(finding.score * 255),
    )
    out.finding_rows.append(((*_about(sentence, len(words.split()), codes), *numbers), _coded(own, codes)))


def _about(sentence: _Sentence, length: int, codes: Codes) -> tuple[int, int, int, int]:
    return (length if length < 256 else 255, *codes.of_block(sentence.lang, sentence.section, sentence.block))


def _coded(concepts: Sequence[str], codes: Codes) -> tuple[int, ...]:
    return tuple(codes.of("concept", concept) for concept in concepts)


def _finding_concepts(connection: sqlite3.Connection, document: int) -> Mapping[int, set[str]]:
    """The metals and themes of each finding of a document, who is to act and where."""
    return _sets(
        connection,
        """SELECT c.finding, c.concept FROM findings f JOIN finding_concepts c ON c.finding = f.key
          WHERE f.document = ?1
        UNION SELECT p.finding, p.concept FROM findings f JOIN finding_parts p ON p.finding = f.key
          WHERE f.document = ?1 AND p.concept IS NOT NULL""",
        document,
    )


def _sets(connection: sqlite3.Connection, sql: str, document: int) -> Mapping[int, set[str]]:
    out: dict[int, set[str]] = defaultdict(set)
    for key, concept in connection.execute(sql, [document]):
        out[key].add(concept)
    return out


def _insert_words(connection: sqlite3.Connection, rows: Indexed, known: set[str]) -> None:
    words = rows.words - known
    known |= words
    connection.executemany(
        "INSERT OR IGNORE INTO words VALUES (?, ?)",
        ((stem(word), word) for word in sorted(words) if is_latin_word(word)),
    )
