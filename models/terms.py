"""The bilingual term list: Chinese and English words of the field and of papers in general, each with its counterparts.

`terms.tsv` has a Chinese term a line. Names of metals and places stand in the
lexicon, not here. The topic thesaurus stands beside it: `topics.tsv` has a topic a line, in four columns the names that
people call it by in Chinese and in English, and the signs by which a text shows in either that it is about it. A
sentence that says that a stream turned acid is about pollution. Both were written for this project, and searches look
them up in `lookup.tsv` (`models.lookup`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("terms.tsv")
LONGEST_ZH, LONGEST_EN = 15, 10
"""Characters of the longest Chinese term, words of the longest English one."""


_WORD = re.compile(r"\w+")  # as a search cuts: `r&d` in two words
_APART = (
    "mineral", "importan", "universit", "organis", "organiz", "generic", "critici", "subsidiar", "subsidi", "informat",
    "authori", "integrit", "responsib", "publicat", "accession",
)  # fmt: skip
"""Beginnings of words that Snowball gives the stem of others: `mineral` that of `miner`, `subsidise` of `subside`,
`information` of `informal`."""


@cache
def stem(word: str) -> str:
    """What an English word's inflected forms have in common (Snowball, https://snowballstem.org)."""
    return next((apart for apart in _APART if word.startswith(apart)), None) or _stemmer()(word)


@cache
def _stemmer() -> Callable[[str], str]:
    from Stemmer import Stemmer  # noqa: PLC0415 - a query without English words needs none

    stem_word: Callable[[str], str] = Stemmer("english").stemWord
    return stem_word


def term_key(term: str) -> str:
    """What an English term is looked up by."""
    return " ".join(stem(word) for word in _WORD.findall(term))


def read_terms() -> dict[str, tuple[str, ...]]:
    """All terms by their keys, Chinese ones by themselves, each with what it is called in the other language."""
    zh: dict[str, tuple[str, ...]] = {}
    en: dict[str, list[tuple[int, str]]] = {}
    for line in DATA.read_text(encoding="utf-8").splitlines():
        chinese, _, english = line.partition("\t")
        zh[chinese] = tuple(english.split("|"))
        for place, term in enumerate(zh[chinese]):
            en.setdefault(term_key(term), []).append((place, chinese))
    # First the terms of which this is the first translation; `5g` is a term of both languages.
    return zh | {
        key: (*zh.get(key, ()), *dict.fromkeys(term for _, term in sorted(found))) for key, found in en.items()
    }
