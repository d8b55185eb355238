"""How else an English word is written in a library: inflected, with a hyphen or without, British or American."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from models.terms import stem

_MOST = 12  # forms of a word that are looked for

_FIRST_PARTS = frozenset(
    [
        "anti",
        "bi",
        "by",
        "co",
        "cross",
        "de",
        "down",
        "eco",
        "electro",
        "end",
        "feed",
        "fore",
        "free",
        "friend",
        "geo",
        "hydro",
        "inter",
        "life",
        "long",
        "low",
        "macro",
        "mega",
        "micro",
        "mid",
        "mini",
        "mono",
        "multi",
        "nano",
        "near",
        "neo",
        "non",
        "off",
        "on",
        "out",
        "over",
        "photo",
        "poly",
        "post",
        "pre",
        "pro",
        "re",
        "semi",
        "short",
        "socio",
        "stock",
        "sub",
        "super",
        "tech",
        "thermo",
        "trans",
        "ultra",
        "un",
        "under",
        "up",
        "water",
        "work",
    ]
)
"""What English words begin with that are also written in two, or with a hyphen: re-cycling, by product, stock-pile."""

_LONGEST_FIRST = max(map(len, _FIRST_PARTS))
_SPELLINGS = (
    ("our", "or"), ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("yse", "yze"),
    ("tre", "ter"), ("bre", "ber"), ("ence", "ense"), ("sulph", "sulf"), ("programme", "program"), ("ll", "l"),
)  # fmt: skip
"""British and American."""


def word_forms(connection: sqlite3.Connection, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For each English word, the words of the library that are forms of it, itself first."""
    spelt = {word: (word, *_spelt(word)) for word in dict.fromkeys(words)}
    stems = {form: stem(form) for forms in spelt.values() for form in forms}
    wanted = sorted(set(stems.values()))
    marks = ", ".join("?" for _ in wanted)
    found: dict[str, list[str]] = {}
    for word, of in connection.execute(f"SELECT word, stem FROM words WHERE stem IN ({marks}) ORDER BY word", wanted):
        found.setdefault(of, []).append(word)
    return {
        word: tuple(dict.fromkeys([word, *(form for one in forms for form in found.get(stems[one], ()))]))[:_MOST]
        for word, forms in spelt.items()
    }


def _spelt(word: str) -> list[str]:
    out = []
    for british, american in _SPELLINGS:
        for one, other in ((british, american), (american, british)):
            if one in word[2:] or (len(one) > 3 and word.startswith(one)):
                at = word.rindex(one)
                out.append(word[:at] + other + word[at + len(one) :])
    return out


def joined(connection: sqlite3.Connection, words: Sequence[str]) -> str | None:
    """Words that are typed with hyphens as one word, where the library has it or it may well be written so."""
    word = "".join(words)
    if len(words) > 1 and (words[0] in _FIRST_PARTS or _is_known(connection, word)):
        return word
    return None


def parted(connection: sqlite3.Connection, word: str) -> list[tuple[str, ...]]:
    """A word in the two parts that it is also written in, where the library has a form of the second."""
    for at in range(2, min(_LONGEST_FIRST + 1, len(word) - 2)):
        if word[:at] in _FIRST_PARTS:
            _, *forms = word_forms(connection, [word[at:]])[word[at:]]
            if forms or _is_known(connection, word[at:]):
                return [(word[:at], form) for form in (word[at:], *forms)]
    return []


def _is_known(connection: sqlite3.Connection, word: str) -> bool:
    found = connection.execute("SELECT 1 FROM words WHERE stem = ? AND word = ?", [stem(word), word])
    return found.fetchone() is not None
