"""Which of the two languages a stretch of text is in, by its script."""

from __future__ import annotations

import re
from itertools import islice

from extract.types import Lang

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
"""Chinese characters, as the inside of a regular expression's character class."""

_HAN = re.compile(f"[{HAN}]")
_HAN_RUN = re.compile(f"[{HAN}][{HAN}]*")  # `x+` is looked for at each place, `xx*` where an x stands
_LATIN = r"[A-Za-z\u00c0-\u024f]"
_LATIN_WORD = re.compile(f"{_LATIN}{_LATIN}+")


def language(text: str) -> Lang:
    """`zh` where Chinese characters outnumber Latin words, else `en`.

    Characters are weighed against words, not letters: a Chinese sentence full of formulas, abbreviations and names of
    instruments has more Latin letters than Chinese characters and stays Chinese.
    """
    han = sum(map(len, _HAN_RUN.findall(text)))
    if not han:
        return "en"
    outweighed = next(islice(_LATIN_WORD.finditer(text), han - 1, None), None)  # the word that makes them as many
    return "zh" if outweighed is None else "en"


def has_han(text: str) -> bool:
    """Whether there is at least one Chinese character."""
    return not text.isascii() and _HAN.search(text) is not None
