"""How surely works are found, on papers and changed copies of them, and how fast among ten thousand documents.

    python bench/works.py                          # ten thousand made documents, one in ten a copy: minutes
    python bench/works.py --papers litlode.db      # the documents of a library, and what is made of them here

Each document is compared with copies of itself: saved again, behind a cover page, read from pictures with 1, 3 and 6
wrong characters in a hundred, with a fifth of its sentences replaced, with a tenth of its words; and with what is
another work: itself with other numbers, or with other numbers and three or five tenths of its sentences replaced (next
year's report), its second half, every other document. Titles, authors and DOIs are left out: the text has to tell.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import re
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from bench.made_library import Vocabulary, vocabularies
from corpus.migrations import connect
from corpus.work_documents import WorkDocument, load_documents
from corpus.work_pairs import compare
from corpus.work_shingles import likeness, signature
from corpus.works import work_of, works

WORDS = {"zh": 4000, "en": 4000}
"""Words of a made document: some 8,000 Chinese characters, some 25,000 English ones."""

COPIES = 10
"""One made document in so many is a copy of an earlier one."""

MetalsOf = list[tuple[int, str]]
_STOPS = {"zh": r"[^。！？]+[。！？]?", "en": r"[^.!?]+[.!?]?"}
_OFTEN = {
    "zh": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会",
    "en": "abcdefghijklmnopqrstuvwxyz0123456789",
}


@dataclass(frozen=True)
class Text:
    """A document's language and words."""

    lang: str
    text: str


class Changes:
    """Changed copies of texts; what is put in comes from the other texts."""

    def __init__(self, texts: Sequence[Text], seed: int = 7) -> None:
        self._rng = random.Random(seed)
        self._pool = {
            lang: [s for text in texts if text.lang == lang for s in re.findall(_STOPS[lang], text.text)]
            for lang in _STOPS
        }

    def saved_again(self, text: Text) -> str:
        return text.text.replace("\n", " \n")

    def cover(self, text: Text) -> str:
        return "".join(self._rng.sample(self._pool[text.lang], min(8, len(self._pool[text.lang])))) + text.text

    def ocr(self, text: Text, share: float) -> str:
        return "".join(
            self._rng.choice(_OFTEN["en" if char.isascii() else "zh"]) if self._rng.random() < share else char
            for char in text.text
        )

    def sentences(self, text: Text, share: float) -> str:
        pool = self._pool[text.lang]
        return "".join(
            self._rng.choice(pool) if self._rng.random() < share else sentence
            for sentence in re.findall(_STOPS[text.lang], text.text)
        )

    def words(self, text: Text, share: float) -> str:
        if text.lang == "en":
            return " ".join("various" if self._rng.random() < share else word for word in text.text.split())
        return "".join("某" if c.isalpha() and self._rng.random() < share / 2 else c for c in text.text)

    def numbers(self, text: str) -> str:
        return re.sub(
            r"\d{2,}", lambda found: str(self._rng.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), text
        )


def kinds(made: Changes) -> dict[tuple[str, bool], Callable[[Text], str]]:
    """What is made of a text, by its name and whether it is the same work."""
    return {
        ("saved again", True): made.saved_again,
        ("cover page", True): made.cover,
        ("OCR 1 %", True): lambda text: made.ocr(text, 0.01),
        ("OCR 3 %", True): lambda text: made.ocr(text, 0.03),
        ("OCR 6 %", True): lambda text: made.ocr(text, 0.06),
        ("20 % of sentences", True): lambda text: made.sentences(text, 0.2),
        ("10 % of words", True): lambda text: made.words(text, 0.1),
        ("other numbers", False): lambda text: made.numbers(text.text),
        ("next year 30 %", False): lambda text: made.numbers(made.sentences(text, 0.3)),
        ("next year 50 %", False): lambda text: made.numbers(made.sentences(text, 0.5)),
    }


def measure(library: Path, least: int) -> None:
    """Print how alike copies and other works are, and how many of each are taken for one work by their texts alone."""
    connection = connect(library, create=False)
    stored = [replace(document, **_NAMELESS) for document in load_documents(connection, keep=False)]
    texts = dict(connection.execute("SELECT sha256, text FROM document_texts t JOIN documents d ON d.key = t.document"))
    documents = [document for document in stored if len(texts[document.sha256]) >= least]
    made = Changes([Text(document.lang, texts[document.sha256]) for document in documents])
    print(f"{'':18} lang  documents  one work  words alike min med max  facts alike min med max")
    for (name, _), change in kinds(made).items():
        for lang in ("zh", "en"):
            pairs = [
                (document, _changed(document, change(Text(lang, texts[document.sha256])), scanned=name[:3] == "OCR"))
                for document in documents
                if document.lang == lang
            ]
            _print(name, lang, pairs, texts)
    for lang in ("zh", "en"):
        own = [document for document in documents if document.lang == lang]
        _print("another document", lang, list(combinations(own, 2)), texts)
        halves = [(_half(d, texts[d.sha256], 0), _half(d, texts[d.sha256], 1)) for d in own]
        _print("its other half", lang, halves, texts)
    both = [(one, other) for one, other in combinations(documents, 2) if one.lang != other.lang]
    _print("other language", "both", both, texts)


_NAMELESS = {
    "title": None, "title_alt": None, "authors": (), "authors_alt": (), "doi": None, "venue": None, "issuer": None,
    "document_number": None, "year": None,
}  # fmt: skip


def _changed(document: WorkDocument, text: str, *, scanned: bool = False) -> WorkDocument:
    signs = {**document.signs, "ocr": "all"} if scanned else document.signs
    return replace(document, order=-1, signature=signature(text, document.lang), signs=signs)


def _half(document: WorkDocument, text: str, which: int) -> WorkDocument:
    middle = len(text) // 2
    return _changed(document, text[middle:] if which else text[:middle])


def _print(name: str, lang: str, pairs: Sequence[tuple[WorkDocument, WorkDocument]], texts: dict[str, str]) -> None:
    # The copies have no mentions: metals are left out of the others as well.
    plain = {d.sha256: replace(d, signature=signature(texts[d.sha256], d.lang)) for pair in pairs for d in pair}
    same = [(plain[one.sha256] if one.order >= 0 else one, plain[other.sha256] if other.order >= 0 else other)
            for one, other in pairs]  # fmt: skip
    together = sum(compare(one, other) is not None for one, other in same)
    words = [likeness(one.signature.words, other.signature.words) for one, other in same]
    facts = [
        likeness(one.signature.facts, other.signature.facts)
        for one, other in same
        if min(one.signature.fact_count, other.signature.fact_count) >= 20
    ]
    print(f"{name:18} {lang:4} {len(same):10} {together:9}  {_spread(words)}  {_spread(facts)}")


def _spread(values: Sequence[float]) -> str:
    return f"{min(values):.2f} {float(np.median(values)):.2f} {max(values):.2f}" if values else "-"


def speed(folder: Path, size: int) -> None:
    """Print how long works take among so many documents: the first time, again, and when one has come."""
    path = folder / "made.db"
    started = time.perf_counter()
    true = make_documents(path, size)
    print(f"{size} documents made in {time.perf_counter() - started:.0f} s")
    connection = connect(path)
    started = time.perf_counter()
    load_documents(connection, keep=True)
    print(f"signatures: {time.perf_counter() - started:.1f} s, once for each document")
    found = _timed("works, with the signatures there", connection)
    _timed("works, nothing changed", connection)
    started = time.perf_counter()
    work_of(connection)
    print(f"work_of, nothing changed: {1000 * (time.perf_counter() - started):.0f} ms")
    connection.execute("UPDATE documents SET year = 1999 WHERE key = 1")
    _timed("works, one document changed", connection)
    judge(found, true)
    connection.close()
    print(f"{path.stat().st_size / 1e6:.0f} MB")


def _timed(what: str, connection: sqlite3.Connection) -> list[set[int]]:
    started = time.perf_counter()
    found = works(connection)
    print(f"{what}: {time.perf_counter() - started:.2f} s, {len(found)} works")
    return [{int(version.name) for version in work.versions} for work in found]


def judge(found: Sequence[set[int]], true: dict[int, tuple[str, int]]) -> None:
    """Print how many copies are with their original, by kind, and how many pairs are together that should not be."""
    of = {number: place for place, work in enumerate(found) for number in work}
    for name in dict.fromkeys(kind for kind, _ in true.values()):
        pairs = [(number, original) for number, (kind, original) in true.items() if kind == name]
        print(f"{name:18} {sum(of[one] == of[other] for one, other in pairs)} of {len(pairs)} with their original")
    roots = {number: original for number, (kind, original) in true.items() if not kind.startswith(("other", "next"))}
    wrong = sum(len({roots.get(number, number) for number in work}) - 1 for work in found)
    print(f"{wrong} documents in the work of another")


def make_documents(path: Path, size: int, *, seed: int = 3) -> dict[int, tuple[str, int]]:
    """A library of so many texts without titles; for each that is a copy, its kind and the number of its original."""
    rng, words, connection = np.random.default_rng(seed), vocabularies(), connect(path)
    originals: list[tuple[int, Text]] = []
    true: dict[int, tuple[str, int]] = {}
    made: dict[tuple[str, bool], Callable[[Text], str]] = {}
    connection.execute("BEGIN")
    for number in range(size):
        if number % COPIES == COPIES - 1 and originals:
            made = made or kinds(Changes([text for _, text in originals]))
            names = list(made)
            name = names[number // COPIES % len(names)]
            original, text = originals[int(rng.integers(len(originals)))]
            true[number] = name[0], original
            text = replace(text, text=made[name](text))
        else:
            lang = ("zh", "en")[number % 2]
            text = Text(lang, "".join(_sentences(words[lang], lang, rng)))
            if len(originals) < 400:  # the pool that copies are made of is kept in memory
                originals.append((number, text))
        _insert(connection, number, text)
    connection.execute("COMMIT")
    connection.close()
    return true


def _sentences(vocabulary: Vocabulary, lang: str, rng: np.random.Generator) -> Iterator[str]:
    drawn = rng.choice(len(vocabulary.words), WORDS[lang], p=vocabulary.shares)
    glue, stop = ("", "。") if lang == "zh" else (" ", ". ")
    for at in range(0, len(drawn), 20):
        number = int(rng.integers(10, 9999))
        yield glue.join([*(vocabulary.words[i] for i in drawn[at : at + 20]), str(number)]) + stop


def _insert(connection: sqlite3.Connection, number: int, text: Text) -> None:
    sha256 = hashlib.sha256(f"{number}".encode()).hexdigest()
    connection.execute(
        """INSERT INTO documents (key, id, sha256, name, path, media_type, size, lang, authors, authors_alt, keywords,
          keywords_alt, metadata_found, pages, reader, added_at)
        VALUES (?, ?, ?, ?, ?, 'text/plain', ?, ?, '[]', '[]', '[]', '[]', '{}', 1, 'bench', '2026-01-01')""",
        [number + 1, sha256[:16], sha256, str(number), str(number), len(text.text), text.lang],
    )
    connection.execute("INSERT INTO document_texts VALUES (?, ?)", [number + 1, text.text])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--papers", type=Path, metavar="LIBRARY", help="measure on the documents of a library")
    parser.add_argument("--least", type=int, default=2500, metavar="N", help="only documents of so many characters")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="where the made library stays")
    parser.add_argument("--size", type=int, default=10_000, metavar="N", help="made documents")
    arguments = parser.parse_args()
    if arguments.papers:
        measure(arguments.papers, arguments.least)
        return
    if arguments.keep:
        speed(arguments.keep, arguments.size)
        return
    with tempfile.TemporaryDirectory() as folder:
        speed(Path(folder), arguments.size)


if __name__ == "__main__":
    main()
