"""How two printed lines become one text: with a blank, without, or with the hyphen gone.

A hyphen at a line's end is kept or dropped as the document itself writes the word elsewhere; only where the document
never does, by the look of the two halves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.folding import is_cjk_char

HYPHENS = "-‐‑"
_CUT = re.compile(r"-[^\S\n]*$", re.MULTILINE)
_CUT_HERE = "-\0"
# A word of a text in lower case, unless a hyphen at the line's end cuts it.
_WORD = re.compile(rf"[a-zà-ɏ][a-zà-ɏ]*+(?>(?:-[a-zà-ɏ]++)*)(?!{_CUT_HERE})")
_LAST_PART = re.compile(r"([A-Za-zÀ-ɏ0-9]+)[-‐‑]$")
_COMPOUND = re.compile(r"[A-Za-zÀ-ɏ0-9]+[-‐‑][A-Za-zÀ-ɏ0-9]*[-‐‑]$")
_CNKI_HYPHEN = re.compile(r"(?<![A-Za-z])[A-Za-z]?[a-z]+2$")  # a font of CNKI's maps the hyphen to the digit
_FIRST_PART = re.compile(r"[A-Za-zÀ-ɏ]+")
# Before these a hyphen at a line's end is nearly always the word's own.
OWN_HYPHEN_BEFORE = frozenset(
    re.findall(
        r"\w+",
        "based related specific level scale driven led term wide dependent intensive free rich efficient friendly like "
        "type called known ranking grade quality price cost risk value added making sharing to of the and oriented "
        "focused bearing party use being border sea mining supply situ",
    )
)
OWN_HYPHEN_AFTER = frozenset(
    re.findall(
        r"\w+",
        "non self well high low long short mid large small cross semi quasi all half deep cost risk price so state "
        "two three four five single multi first second third full part off near far world much zero net",
    )
)
# After these it is where the other half is a word of the document: hard-metal, but hard-en and hard-ness.
OWN_HYPHEN_AFTER_ADJECTIVE = frozenset(("hard", "soft", "open", "heavy", "light", "raw"))
PREFIXES = frozenset(re.findall(r"\w+", "re pre co sub inter intra post multi anti micro macro over under de bi tri"))


@dataclass(frozen=True)
class Words:
    """How often a document writes each word, and each word with a hyphen, inside its lines; all in lower case."""

    plain: Counter[str] = field(default_factory=Counter)
    hyphened: Counter[str] = field(default_factory=Counter)


NO_WORDS = Words()
"""Those of no document: halves of words are joined by their look alone."""


def count_words(lines: Sequence[str]) -> Words:
    """The words of a document, from its printed lines; halves of words at the ends of lines are left out."""
    text = "\n".join(lines).lower().replace("‐", "-").replace("‑", "-")
    counted = Counter(_WORD.findall(_CUT.sub(_CUT_HERE, text)))
    hyphened = Counter({word: count for word, count in counted.items() if "-" in word})
    for word in hyphened:
        del counted[word]
    return Words(counted, hyphened)


def joint(before: str, after: str, words: Words) -> tuple[int, str]:
    """How to join two lines: how many characters to drop from the end of `before`, and what to put between."""
    if not before or not after:
        return 0, ""
    last, first = before[-1], after[0]
    if last.isalpha() and last.isascii() and first.isascii():
        return 0, " "
    if last in HYPHENS and len(before) > 1 and before[-2].isalnum() and first.isalnum():
        return (0, "") if keeps_hyphen(before, after, words) else (1, "")
    if last == "2" and first.islower() and first.isascii() and _CNKI_HYPHEN.search(before):
        return 1, ""
    if is_cjk_char(last) or is_cjk_char(first):
        return 0, ""
    if last in "—–/" and not before[-2:-1].isspace():
        return 0, ""
    return 0, " "


def keeps_hyphen(before: str, after: str, words: Words) -> bool:
    """Whether the hyphen that ends `before` belongs to the word that goes on in `after`."""
    head, tail = _LAST_PART.search(before), _FIRST_PART.match(after)
    if head is None or tail is None:
        return True
    left, right = head.group(1), tail.group()
    whole, parted = (left + right).lower(), f"{left}-{right}".lower()
    joined, written = words.plain[whole], words.hyphened[parted]
    if joined or written:
        return written > joined
    if not left[-1].islower() or not right[0].islower() or _COMPOUND.search(before):
        return True
    low_left, low_right = left.lower(), right.lower()
    if low_left in PREFIXES and (
        sum(count for word, count in words.hyphened.items() if word.startswith(low_left + "-")) > 1
        or (len(right) > 6 and words.plain[low_right] > 2)
    ):
        return True
    if low_left in OWN_HYPHEN_AFTER or low_right in OWN_HYPHEN_BEFORE:
        return True
    if low_left in ("in", "on") and words.plain[low_right] > 1:  # in-house; but in-vest, whose half is counted once
        return True
    if low_left in OWN_HYPHEN_AFTER_ADJECTIVE and words.plain[low_right]:
        return True
    # Both halves words of their own, long enough to be no mere syllables: a compound, broken at its own hyphen.
    return min(len(left), len(right)) > 3 and bool(words.plain[low_left]) and bool(words.plain[low_right])
