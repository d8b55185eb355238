"""Libraries of any size for benchmarks: real words in made-up sentences, with findings, concepts and boxes.

The words are those of the lexicon and of the sample papers, as frequent as Zipf's law has it, half of the documents in
Chinese and half in English. A sentence is as long as real ones are (8 to 30 words), one in ten holds a finding.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from sqlite_utils import Database

from corpus.concepts import know_lexicon
from corpus.migrations import connect
from extract.charfold import CJK
from models.lexicon import lexicon

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
SENTENCES = 100
"""Sentences of a document."""

_EXPONENT = 0.9
_NAMES = 0.04
_FINDINGS = 10  # one sentence in so many
_SECTIONS = ("abstract", "introduction", "results", "discussion", "conclusions", "recommendations", None)
_STANCES, _STRENGTHS = ("own", "own", "own", "reported", "enacted"), ("must", "should", "should", "may", None)
_AT = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class Vocabulary:
    """Words with the concepts that they name, the likeliest first, and how likely each is."""

    words: tuple[str, ...]
    concepts: tuple[str | None, ...]
    shares: np.ndarray[Any, Any]


def vocabularies() -> dict[str, Vocabulary]:
    """The vocabulary of each language."""
    import jieba  # noqa: PLC0415 - only here

    jieba.setLogLevel("ERROR")
    counts: dict[str, Counter[str]] = {"zh": Counter(), "en": Counter()}
    for path in sorted((SAMPLES / "sources").glob("*")):
        text = path.read_text(encoding="utf-8")
        lang = "zh" if path.name.startswith("zh") else "en"
        words = jieba.cut(text) if lang == "zh" else re.findall(r"[\w'-]+[,.]?", text)
        counts[lang].update(word for word in words if word.strip() and bool(CJK.search(word)) == (lang == "zh"))
    named: dict[str, str] = {}
    for concept in lexicon().concepts:
        for name in concept.all_names():
            named.setdefault(name, concept.id)
            counts[_lang(name)][name] += 100 if name in (concept.en, concept.zh) else 1
    return {lang: _vocabulary(counts[lang], {n: c for n, c in named.items() if _lang(n) == lang}) for lang in counts}


def _lang(name: str) -> str:
    return "zh" if CJK.search(name) else "en"


def _vocabulary(counts: Counter[str], named: dict[str, str]) -> Vocabulary:
    plain = [word for word, _ in counts.most_common() if word not in named]
    # Names are so frequent that a sentence has 0.8 of them, as in papers on minerals.
    names = sorted(named, key=lambda name: -counts[name])
    shares = np.concatenate([(1 - _NAMES) * _zipf(len(plain)), _NAMES * _zipf(len(names))])
    return Vocabulary((*plain, *names), (*[None] * len(plain), *(named[name] for name in names)), shares)


def _zipf(size: int) -> np.ndarray[Any, Any]:
    shares = 1 / np.arange(1, size + 1) ** _EXPONENT
    return shares / shares.sum()


@dataclass
class _Rows:
    """Rows of the tables, gathered for some documents."""

    documents: list[tuple[Any, ...]] = field(default_factory=list)
    texts: list[tuple[Any, ...]] = field(default_factory=list)
    pages: list[tuple[Any, ...]] = field(default_factory=list)
    sentences: list[tuple[Any, ...]] = field(default_factory=list)
    mentions: list[tuple[Any, ...]] = field(default_factory=list)
    findings: list[tuple[Any, ...]] = field(default_factory=list)
    boxes: list[tuple[Any, ...]] = field(default_factory=list)
    concepts: list[tuple[Any, ...]] = field(default_factory=list)

    def write(self, connection: sqlite3.Connection) -> None:
        """Put all rows into the tables of a library; the index is not touched."""
        for table, columns, rows in (
            ("documents", _DOCUMENT, self.documents), ("document_texts", "document, text", self.texts),
            ("pages", 'document, number, width, height, start, "end", health', self.pages),
            ("sentences", 'key, document, start, "end", page, lang, section, kind, text', self.sentences),
            ("mentions", 'document, sentence, concept, start, "end", page, quote', self.mentions),
            ("findings", _FINDING, self.findings),
            ("finding_boxes", "finding, position, page, x0, top, x1, bottom", self.boxes),
            ("finding_concepts", "finding, concept", self.concepts),
        ):  # fmt: skip
            marks = ", ".join("?" for _ in columns.split(","))
            connection.executemany(f"INSERT OR IGNORE INTO {table}({columns}) VALUES ({marks})", rows)


_DOCUMENT = (
    "key, id, sha256, name, path, media_type, size, lang, title, authors, authors_alt, year, keywords, keywords_alt,"
    " metadata_found, pages, reader, added_at"
)
_FINDING = 'key, id, document, sentence, kind, start, "end", page, lang, score, quote, stance, strength, quantified'


def make_library(path: Path, sentences: int, *, seed: int = 1) -> sqlite3.Connection:
    """A new library with about so many sentences, its index still empty."""
    connection = connect(path)
    know_lexicon(Database(connection))
    words = vocabularies()
    rng = np.random.default_rng(seed)
    for first in range(0, sentences // SENTENCES, 100):
        rows = _Rows()
        for document in range(first, min(first + 100, sentences // SENTENCES)):
            lang = "zh" if document % 2 else "en"
            _add_document(rows, document + 1, lang, words[lang], rng)
        connection.execute("BEGIN")
        rows.write(connection)
        connection.execute("COMMIT")
    return connection


def _add_document(rows: _Rows, key: int, lang: str, vocabulary: Vocabulary, rng: np.random.Generator) -> None:
    lengths = rng.integers(8, 31, SENTENCES)
    drawn = rng.choice(len(vocabulary.words), int(lengths.sum()), p=vocabulary.shares)
    sha256 = hashlib.sha256(f"{key}".encode()).hexdigest()
    glue, stop = ("", "。") if lang == "zh" else (" ", ". ")
    parts: list[str] = []
    at = taken = 0
    for number, length in enumerate(lengths):
        ids = drawn[taken : taken + length]
        taken += length
        sentence = (key - 1) * SENTENCES + number + 1
        text = glue.join(vocabulary.words[i] for i in ids) + stop
        page, section = 1 + number // 25, _SECTIONS[number * len(_SECTIONS) // SENTENCES]
        rows.sentences.append((sentence, key, at, at + len(text), page, lang, section, "body", text))
        named = sorted({concept for i in ids if (concept := vocabulary.concepts[i])})
        rows.mentions += [(key, sentence, concept, at, at + 1, page, text[:1]) for concept in named]
        if number % _FINDINGS == 0:
            kind = "challenge" if number % (2 * _FINDINGS) else "recommendation"
            finding = sentence // _FINDINGS + 1  # the keys of a document's findings follow one another
            rows.findings.append((
                finding, f"{sentence:016x}", key, sentence, kind, at, at + len(text), page, lang,
                float(rng.uniform(0.3, 1)), text, _STANCES[number % 5], _STRENGTHS[number % 4], 0,
            ))  # fmt: skip
            rows.boxes.append((finding, 0, page, 72.0, 72.0 + number, 540.0, 84.0 + number))
            rows.concepts += [(finding, c) for c in named if c.startswith(("metal:", "challenge:", "instrument:"))]
        parts.append(text)
        at += len(text)
    text = "".join(parts)
    title = glue.join(vocabulary.words[i] for i in drawn[:6])
    rows.documents.append((
        key, sha256[:16], sha256, f"paper-{key}.pdf", f"papers/paper-{key}.pdf", "application/pdf", len(text), lang,
        title, f'["Author {key % 997}"]', "[]", 2000 + key % 26, "[]", "[]", "{}", 4, "bench", _AT,
    ))  # fmt: skip
    rows.texts.append((key, text))
    rows.pages += [(key, page, 612.0, 792.0, 0, len(text), "good") for page in range(1, 5)]
