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

import random
import sqlite3
from dataclasses import dataclass

import made_library

import litlode
from corpus.cjk import fold
from corpus.facets import FACETS as ALL_FACETS

FACETS = ("metal", "kind", "year")
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
    """The work that is timed: twenty hits with marks, three facets (all of them where the kind is `facets`)."""
    results = library.search(f"{question.query} in:text", limit=20)
    for hit in results:
        hit.marked()
    for name in ALL_FACETS if question.kind == "facets" else FACETS:
        results.facets[name]
    return results.total
