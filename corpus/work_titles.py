"""Titles, names and DOIs folded so that two writings of one thing are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.cjk import fold, stem
from extract.charfold import CJK

_DOI = re.compile(r"10\.\d{4,9}/\S+", re.IGNORECASE)
_SMALL = frozenset("a an the of for in on and to at by from with 的 与 和 及 之 在 对".split())  # noqa: SIM905 - read as words
_MARK = re.compile(
    r"\d+|\b(?:i{2,3}|iv|vi{1,3}|ix|xi{1,2})\b|\b[ivx]$|(?<=\bpart )\w+|(?<=\bvolume )\w+"
    r"|第 [一二三四五六七八九十 ]+(?=[卷期辑部册章年版])|[上中下一二三四五六七八九十](?=$| [册篇卷部])"
)
"""What tells parts and editions apart, in a folded title: numbers, Roman ones, Part B, 第二卷, (上)."""


def doi_key(doi: str | None) -> str | None:
    """The DOI in lower case, without what stands around it; versions of a preprint are one."""
    found = _DOI.search(doi or "")
    return re.sub(r"(?:/v\d+|v\d+)$", "", found[0].casefold().rstrip(".,;)")) if found else None


def title_key(title: str | None) -> str:
    """The words of a title without the small ones, English plurals as singulars; empty where there is none."""
    return " ".join(stem(word) for word in fold(title or "").split() if word not in _SMALL)


def main_title_key(title: str | None) -> str:
    """The key of what stands before a subtitle; that of all where there is none."""
    return title_key(re.split(r"[:：—]|\s[-–]\s", title, maxsplit=1)[0]) if title else ""


def is_telling(key: str) -> bool:
    """Whether a title is so long that two works will hardly bear it: four words or eight Chinese characters."""
    words = key.split()
    characters = sum(bool(CJK.match(word)) for word in words)
    return characters >= 8 or len(words) - characters >= 4 or (characters >= 4 and len(words) - characters >= 2)


def marks(key: str) -> tuple[tuple[str, ...], str]:
    """The numbers of years, volumes and parts in a folded title, and the title without them."""
    return tuple(sorted(re.findall(_MARK, key))), " ".join(_MARK.sub(" ", key).split())


def are_parts(keys: Iterable[str], others: Iterable[str]) -> bool:
    """Whether titles say that two documents are different parts, volumes or years of one thing."""
    other_marks = [marks(key) for key in others]
    return any(
        mine != theirs and rest == other_rest and (mine and theirs)
        for mine, rest in map(marks, keys)
        for theirs, other_rest in other_marks
    )


def author_keys(name: str) -> frozenset[str]:
    """The writings by which a name is compared: `Ya-Jun Yan`, `YAN Yajun`, `Yan, Y.` have one in common."""
    words = fold(re.sub(r"(?<=\w)[-‐’'](?=\w)", "", name)).split()
    if not words:
        return frozenset()
    if any(CJK.match(word) for word in words):
        return frozenset(["".join(words)])
    turned = {"".join(words[at:] + words[:at]) for at in range(len(words))}
    full = [word for word in words if len(word) > 1]
    # Which is the family's name is not known: each with the first letter of the others.
    short = {f"{word} {other[0]}" for word in full for other in words if other is not word}
    return frozenset(turned | short)
