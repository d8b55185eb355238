"""Characters folded: what is the same to a reader the same, and every Chinese character a word of its own.

Character by character, never by word: a conversion that looks at neighbours (乾坤 but 干) would fold a text and a piece
of it differently.
"""

from __future__ import annotations

import re
import unicodedata

from extract.script import simplified

CJK = re.compile(
    "[々〆〇\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_JOINERS = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


class _Folding(dict[int, str]):
    """What each code point folds to, worked out when first met; CJK characters come out with a space on either side."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(char: str) -> str:
    if char in _JOINERS:
        return ""
    out: list[str] = []
    for part in unicodedata.normalize("NFKC", char):
        if CJK.match(part):
            out.append(f" {simplified(part)} ")
        else:
            out += [_fold_letter(base) for base in unicodedata.normalize("NFKD", part)]
    return "".join(out)


def _fold_letter(letter: str) -> str:
    if unicodedata.category(letter).startswith("M"):
        return ""
    return letter.casefold() if letter.isalnum() else " "


FOLDED = _Folding()
"""For `str.translate`."""


def spread(text: str) -> str:
    """The words of a text, folded, with one or more spaces between them; a Chinese character is a word."""
    return text.translate(FOLDED)
