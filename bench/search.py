"""How fast searches are on libraries of ten thousand, a hundred thousand and a million sentences, with peers beside.

    python bench/search.py                      # makes the three libraries in a folder of its own, some minutes
    python bench/search.py --sizes 10000 --peers

The libraries are made up (`bench/made_library.py`). Two hundred queries of ten kinds look in every sentence; each gives
the first twenty with marks and three facets. Prints milliseconds at the 50th, 95th and 99th percentile, how fast the
index was built, how large it is. `--peers` has LIKE, FTS5 trigrams, tantivy and DuckDB do their part of
the same work and says what they miss; `--recall` looks for two thousand Chinese substrings and two thousand English
phrases with `exact` and counts what is not found.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import litlode
from bench import made_library, search_peers
from corpus import upkeep
from corpus.cjk import fold

FACETS, OTHER_FACETS = ("metal", "kind", "year"), ("theme", "source", "lang")
A_KIND = 20
"""Queries of each kind."""

_METALS = "锂钨镍钴镓锗锑铜钛钒铟铌钽铋锡钼锰铬锆铍"
_NAMES = (
    "lithium", "钨", "rare earths", "稀土", "cobalt", "镍", "gallium", "锗", "antimony", "graphite", "石墨", "萤石",
    "potash", "tantalum", "铟", "copper", "铂族", "vanadium", "tin", "锰",
)  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A query and its kind; `plain` is what peers without a query language look for."""

    kind: str
    query: str
    plain: str


def questions(connection: sqlite3.Connection, seed: int = 7) -> list[Question]:
    """Two hundred queries, most of them from the text of the library."""
    rng = random.Random(seed)
    words = made_library.vocabularies()
    top = {lang: words[lang].words for lang in words}
    total = connection.execute("SELECT max(key) FROM sentences").fetchone()[0]

    def sentence(lang: str) -> str:
        while True:
            row = connection.execute(
                "SELECT lang, text FROM sentences WHERE key = ?", [rng.randint(1, total)]
            ).fetchone()
            if row[0] == lang:
                return str(row[1])

    def pick(first: int, last: int, lang: str) -> str:
        while True:
            word = rng.choice(top[lang][first:last]).strip(".,")
            if word.isalnum() and len(word) > 1:
                return word

    def phrase(number: int) -> str:
        if number % 2:
            text = sentence("zh")
            start = rng.randrange(len(text) - 5)
            return text[start : start + 4]
        cut = sentence("en").split()
        start = rng.randrange(len(cut) - 3)
        return fold(" ".join(cut[start : start + 3]))

    out = []
    for number in range(A_KIND):
        lang = "zh" if number % 2 else "en"
        two, phrased = pick(50, 2000, "zh")[:2], phrase(number)
        pair = [pick(20, 600, lang), pick(20, 600, lang)]
        rare, common = pick(2500, 3500, lang), pick(0, 25, lang)
        one = [pick(30, 900, lang)]
        out += [
            Question("one-character metal", _METALS[number], _METALS[number]),
            Question("two-character word", two, two),
            Question("phrase", f'"{phrased}"', phrased),
            Question("AND", " ".join(pair), " ".join(pair)),
            Question("concept", _NAMES[number], _NAMES[number]),
            Question("rare", rare, rare),
            Question("common", common, common),
            Question("fielded", f"{one[0]} year:2010..2015 lang:{lang}", one[0]),
            Question("facets", one[0], one[0]),
            Question("prefix", f"{pick(20, 900, 'en')[:5]}*", pick(20, 900, "en")),
        ]
    return out


def ask(library: litlode.Library, question: Question) -> int:
    """The work that is timed: twenty hits with marks, three facets; others where the kind is `facets`."""
    results = library.search(f"{question.query} in:text", limit=20)
    for hit in results:
        hit.marked()
    for name in OTHER_FACETS if question.kind == "facets" else FACETS:
        results.facets[name]
    return results.total


def timed(work: Callable[[Question], object], asked: Sequence[Question], rounds: int = 2) -> dict[str, list[float]]:
    """Milliseconds of each query by its kind, after each was asked once."""
    for question in asked:
        work(question)
    out: dict[str, list[float]] = {}
    for _ in range(rounds):
        for question in asked:
            start = time.perf_counter()
            work(question)
            out.setdefault(question.kind, []).append((time.perf_counter() - start) * 1e3)
    return out


def report(name: str, times: dict[str, list[float]], *, each: bool = True) -> None:
    every = [one for kind in times.values() for one in kind]
    for kind, values in ({"all kinds": every} | (times if each else {})).items():
        middle, high, highest = np.percentile(values, [50, 95, 99])
        print(f"{name:<14} {kind:<20} p50 {middle:7.1f}  p95 {high:7.1f}  p99 {highest:7.1f} ms")


def build(path: Path, sentences: int) -> None:
    """Make a library, and tell how fast its index is built and how large it is."""
    connection = made_library.make_library(path, sentences)
    start = time.perf_counter()
    upkeep.rebuild(connection)
    whole = time.perf_counter() - start
    upkeep.optimize(connection)
    words = search_peers.fold_and_insert(connection)
    text = connection.execute("SELECT sum(length(CAST(text AS BLOB))) FROM sentences").fetchone()[0]
    tables = " OR ".join(
        f"name LIKE '{name}%'" for name in ("sentences_fts", "findings_fts", "words", "facet_", "meanings")
    )
    size = connection.execute(f"SELECT sum(pgsize) FROM dbstat WHERE {tables}").fetchone()[0]
    print(
        f"{sentences:,} sentences: the words of sentences folded and indexed at {sentences / words:,.0f} a second, the"
        f" whole index (findings, concepts, columns, stems) at {sentences / whole:,.0f}; {size / 1e6:.0f} MB for"
        f" {text / 1e6:.0f} MB of text ({size / text:.2f})"
    )
    connection.close()


def recall(library: litlode.Library, number: int = 2000, seed: int = 11) -> None:
    """Look for random Chinese substrings and English phrases with `exact`, and count where a scan finds others."""
    rng = random.Random(seed)
    rows = library.connection.execute("SELECT key, lang, text FROM sentences").fetchall()
    folded = {lang: [(key, f" {fold(text)} ") for key, at, text in rows if at == lang] for lang in ("zh", "en")}
    missed = {"zh": 0, "en": 0}
    for lang in missed:
        for _ in range(number):
            words = rng.choice(folded[lang])[1].split()
            length = min(rng.randint(1, 6 if lang == "zh" else 4), len(words))
            start = rng.randrange(len(words) - length + 1)
            piece = " ".join(words[start : start + length])
            wanted = {key for pair in folded.values() for key, text in pair if f" {piece} " in text}
            typed = piece.replace(" ", "") if lang == "zh" else piece
            results = library.search(f'"{typed}" in:text', exact=True, limit=len(wanted) + 1)
            missed[lang] += results.total != len(wanted)
    print(f"recall of {number} substrings and {number} phrases with exact: {missed['zh']} and {missed['en']} not whole")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--peers", action="store_true", help="also LIKE, trigrams, tantivy, DuckDB")
    parser.add_argument("--recall", action="store_true", help="only the recall of exact words, on the smallest library")
    parser.add_argument("--folder", type=Path, help="keep the libraries here, and use those that are there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.folder or Path(scratch)
        for size in sorted(args.sizes):
            path = folder / f"made-{size}.db"
            if not path.exists():
                build(path, size)
            with litlode.open(path) as library:
                if args.recall:
                    recall(library)
                    return
                asked = questions(library.connection)
                report(f"{size:,}", timed(lambda question: ask(library, question), asked))
                if args.peers:
                    for name, work, misses in search_peers.peers(library.connection, folder, asked):
                        report(name, timed(work, asked, rounds=1), each=False)
                        print(f"{name:<14} {misses}")


if __name__ == "__main__":
    main()
