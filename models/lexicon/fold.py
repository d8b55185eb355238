"""One form for comparing names: case, width, traditional characters and dashes no longer differ; the length stays."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

_COMMON = {**dict.fromkeys("\n\t\r\xa0\u3000", " "), **dict.fromkeys("‐‑‒–—−－", "-"), **dict.fromkeys("’‘", "'")}
_SAME = set(map(chr, range(0x20, 0x7F)))
"""Characters known to stay as they are; grows as texts are folded, so that each is looked at once."""
_MANY = 60
"""Up to so many characters, replacing one by one is faster than a translation table over the whole text."""


@cache
def traditional() -> dict[str, str]:
    """Traditional characters, each with the simplified one that the lexicon writes."""
    lines = (files("models.lexicon") / "traditional.txt").read_text(encoding="utf-8").split("\n")
    return dict(zip(lines[0], lines[1], strict=True))


@cache
def _fold_character(char: str) -> str:
    simple = traditional().get(char)
    if simple:
        return simple
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", char).lower()
    return traditional().get(plain, plain) if len(plain) == 1 and plain.isalnum() else char


def fold(text: str) -> str:
    """`text` in the form that names are compared in, one character for one character."""
    folded = text.replace("İ", "I").lower()
    table: dict[str, str] = {}
    for char in set(folded) - _SAME:
        plain = _COMMON.get(char) or _fold_character(char)
        if plain == char:
            _SAME.add(char)
        else:
            table[char] = plain
    if len(table) > _MANY:
        return folded.translate({ord(char): plain for char, plain in table.items()})
    for char, plain in table.items():
        folded = folded.replace(char, plain)
    return folded
