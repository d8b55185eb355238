"""Looking words up in the term list and the topic thesaurus without reading these whole.

`lookup.tsv` is made from `terms.tsv` and `topics.tsv` by `python -m models.lookup`: sorted lines of a key, what it is
called in the other language, and where the topics that it names begin. A search looks up a few dozen keys and must
start at once; to read both lists takes a tenth of a second, to find a line by halves a few microseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from models.terms import read_terms, term_key

FOLDER = Path(__file__).parent
DATA, TOPICS = FOLDER / "lookup.tsv", FOLDER / "topics.tsv"


class Topic(NamedTuple):
    """A topic's names and signs in both languages."""

    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    signs_zh: tuple[str, ...]
    signs_en: tuple[str, ...]


def called(key: str) -> tuple[str, ...]:
    """What a Chinese term, or the stems of an English one, are called in the other language, the most usual first."""
    return _line(key)[0]


def topics_of(key: str) -> tuple[Topic, ...]:
    """The topics that a Chinese name, or the stems of an English one, are a name of."""
    return tuple(_topic(offset) for offset in _line(key)[1])


def is_term(key: str) -> bool:
    """Whether the term list has a term with this key."""
    return bool(called(key))


def names_topic(key: str) -> bool:
    """Whether a topic has a name with this key."""
    return bool(_line(key)[1])


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes()


@lru_cache(maxsize=1 << 14)
def _line(key: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    data, wanted = _bytes(DATA), key.encode()
    low, high = 0, len(data)
    while low < high:
        middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
        end = data.index(b"\n", middle)
        found, _, rest = data[middle:end].partition(b"\t")
        if found == wanted:
            terms, _, offsets = rest.decode().partition("\t")
            return tuple(terms.split("|")) if terms else (), tuple(map(int, offsets.split("|"))) if offsets else ()
        if found < wanted:
            low = end + 1
        else:
            high = middle
    return (), ()


@lru_cache(maxsize=1 << 10)
def _topic(offset: int) -> Topic:
    data = _bytes(TOPICS)
    columns = data[offset : data.index(b"\n", offset)].decode().split("\t")
    return Topic(*(tuple(column.split("|")) for column in columns))


def lines() -> Iterator[str]:
    """The lines of `lookup.tsv` as they are to be."""
    terms = read_terms()
    offsets: dict[str, list[int]] = {}
    at = 0
    for line in _bytes(TOPICS).splitlines(keepends=True):
        chinese, english, _, _ = line.decode().split("\t")
        for key in dict.fromkeys([*chinese.split("|"), *map(term_key, english.split("|"))]):
            offsets.setdefault(key, []).append(at)
        at += len(line)
    for key in sorted({*terms, *offsets}, key=str.encode):
        yield f"{key}\t{'|'.join(terms.get(key, ()))}\t{'|'.join(map(str, offsets.get(key, ())))}\n"


if __name__ == "__main__":
    DATA.write_text("".join(lines()), encoding="utf-8", newline="\n")
