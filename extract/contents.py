"""Tables of contents without leaders: entries that come again further on as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.front import is_long
from extract.headings import past_number
from extract.section_names import plain_heading, section_name
from extract.types import BlockKind

FEWEST = 4  # entries that make a table of contents
SHARE = 0.5  # of the blocks of a run that come again
LONGEST = 160  # characters of an entry
_BULLETS = "•●○■▪ "
_PAGE = re.compile(r"[\s.…·]*\d{1,4}\s*$")
_STOPS = "。！？.!?；;"


def contents_entries(words: Sequence[str], kinds: Sequence[BlockKind]) -> frozenset[int]:
    """The blocks of runs without prose, most of which are headings of what comes later."""
    keys = [_key(piece) if len(piece) <= LONGEST else "" for piece in words]
    last = {key: i for i, key in enumerate(keys) if kinds[i] == "heading" and key}
    echoed = [bool(key) and last.get(key, -1) > i for i, key in enumerate(keys)]
    if sum(echoed) < FEWEST:
        return frozenset()
    found: set[int] = set()
    run: list[int] = []
    heard: set[str] = set()
    for i, piece in enumerate([*words, ""]):
        named = i < len(words) and kinds[i] == "heading" and section_name(piece) == "contents"
        if i < len(words) and not (named or _is_prose(piece) or kinds[i] == "caption" or _unpaged(piece) in heard):
            run.append(i)
            heard |= {_unpaged(piece)} if echoed[i] else set()
            continue
        found |= _entries(run, echoed)
        run, heard = [], set()
    return frozenset(found)


def _entries(run: Sequence[int], echoed: Sequence[bool]) -> set[int]:
    heard = [i for i in run if echoed[i]]
    if len(heard) < FEWEST:
        return set()
    held = range(heard[0], heard[-1] + 1)
    return set(held) if len(heard) >= SHARE * len(held) else set()


def _is_prose(piece: str) -> bool:
    return is_long(piece) or (piece[-1:] in _STOPS and past_number(piece) == 0)


def _key(piece: str) -> str:
    return plain_heading(_unpaged(piece)) if len(piece) > 1 else ""


def _unpaged(piece: str) -> str:
    """An entry without its bullet and the number of its page."""
    piece = piece.lstrip(_BULLETS)
    return _PAGE.sub("", piece) if piece.rstrip()[-1:].isdecimal() else piece
