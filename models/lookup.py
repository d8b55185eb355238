"""Looking words up in the term list without reading it whole.

`lookup.tsv` is made from `terms.tsv` by `python -m models.lookup`: sorted lines of a key and what it is called in the
other language. A search looks up a few dozen keys and must start at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from models.sortedlines import find_line
from models.terms import read_terms

DATA = Path(__file__).with_name("lookup.tsv")


@lru_cache(maxsize=1 << 14)
def called(key: str) -> tuple[str, ...]:
    """What a Chinese term, or the stems of an English one, are called in the other language, the most usual first."""
    found = find_line(DATA, key)
    return tuple(found.split("|")) if found else ()


def is_term(key: str) -> bool:
    """Whether the term list has a term with this key."""
    return bool(called(key))


def lines() -> Iterator[str]:
    """The lines of `lookup.tsv` as they are to be."""
    terms = read_terms()
    for key in sorted(terms, key=str.encode):
        yield f"{key}\t{'|'.join(terms[key])}\n"


if __name__ == "__main__":
    DATA.write_text("".join(lines()), encoding="utf-8", newline="\n")
