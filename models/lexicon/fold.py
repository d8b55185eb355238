"""One form for comparing names: case, width, traditional characters and dashes no longer differ; the length stays."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

_DASHES = dict.fromkeys("‐‑‒–—−﹣－", "-")
_QUOTES = {"’": "'", "‘": "'", "ʼ": "'"}


@cache
def traditional() -> dict[str, str]:
    """Traditional characters, each with the simplified one that the lexicon writes."""
    lines = (files("models.lexicon") / "traditional.txt").read_text(encoding="utf-8").split("\n")
    return dict(zip(lines[0], lines[1], strict=True))


_SAME = set(map(chr, range(0x20, 0x7F)))
"""Characters known to stay as they are; grows as texts are folded, so that each is looked at once."""


@cache
def _fold_character(char: str) -> str:
    simple = traditional().get(char) or _DASHES.get(char) or _QUOTES.get(char)
    if simple:
        return simple
    if char.isspace():
        return " "
    plain = unicodedata.normalize("NFKC", char).lower()
    return traditional().get(plain, plain) if len(plain) == 1 else char


def fold(text: str) -> str:
    """`text` in the form that names are compared in, one character for one character."""
    lowered = text.replace("İ", "I").lower()
    table = {}
    for char in set(lowered) - _SAME:
        folded = _fold_character(char)
        if folded == char:
            _SAME.add(char)
        else:
            table[ord(char)] = folded
    return lowered.translate(table) if table else lowered
