"""Which blocks are entries of a list of references."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\s*(?P<bracket>[\[［〔(]?)\s*(?P<number>\d{1,3})")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d{2}[a-z]?(?!\d)")
_KIND = re.compile(r"\[\s*(?:[jmcdrpsnzag]|eb|db|cp)\s*(?:/\s*ol)?\s*\]")  # GB/T 7714's, of the publication
_ISSUE = re.compile(r"\d\s?[(（]\d{1,3}(?:[-–]\d{1,3})?[)）]\s?[:：,，]?\s?[a-z]?\d")  # 12(3): 45
_VOLUME = re.compile(r"\b\d{1,4},\s?[a-z]?\d{1,7}\s?\((?:19|20)\d\d\)")  # 83, 1057 (2011)
_PAGES = re.compile(r"[:：,]\s?\d{1,5}\s?[-–—~]\s?\d{1,5}\s*[.．。]?\s*$")  # : 45-67.
_WORDS = {  # what stands in each of them, and what each is: it begins with a letter, for which search is quick
    mark: re.compile(pattern)
    for mark, pattern in (
        ("p.", r"p(?<=\bp)p?\.\s?\d"),
        ("vol", r"vol(?<=\bvol)\.?\s?\d"),
        ("doi", r"doi(?:(?<=\bdoi)\b|\.org)"),
        ("http", r"https?://"),
        ("arxiv", r"arxiv(?<=\barxiv)\b"),
        ("et al", r"et al(?<=\bet al)\b"),
        ("in press", r"in press(?<=\bin press)\b"),
        ("university press", r"university press(?<=\buniversity press)\b"),
        ("in:", r"in:(?<=\bin:)\s"),
        ("出版社", "出版社"),
        ("学报", "学报"),
        ("等", r"[，,]\s?等[.．,，]"),
    )
}
_END = 40  # characters in which the pages at an entry's end stand
_FRONT = re.compile(
    r"\s*(?:[\[［〔]\s*\d{1,3}\s*[\]］〕]|\(\d{1,3}\)|\d{1,3}\s*[.．、)]?(?=\s*[A-Z\u4e00-\u9fff])"
    r"|[A-Z][\w'’-]+,\s+(?:[A-Z]\.[\s-]?){1,3}|(?:[A-Z]\.[\s-]?){1,3}\s*[A-Z][\w'’-]+,|[A-Z][\w'’-]+\s+[A-Z]{1,3}[,.]"
    r"|[\u4e00-\u9fff]{2,4}[，,]\s?[\u4e00-\u9fff]{2,4}[，,.．])"
)
_INSIDE = re.compile(r"(?:^|\s)(?:[\[［]\d{1,3}[\]］]|\d{1,3}\s?[.．])\s*(?=[A-Z\u4e00-\u9fff])")
_LONGEST = 900
_LEAST_RUN, _LONG_LIST = 3, 12
_WIDEST = 400


def is_entry(words: str) -> bool:
    """Whether `words` read as one entry: a number or authors in front, a year, and a mark of a publication."""
    if len(words) > _LONGEST:
        return False
    return opens_entry(words) and _has_cue(words)


def is_fronted(words: str) -> bool:
    """Whether a number or authors stand in front of `words`."""
    return _FRONT.match(words) is not None


def opens_entry(words: str) -> bool:
    """Whether `words` begin as an entry does, with a number or authors in front, and tell a year."""
    return is_fronted(words) and _YEAR.search(words) is not None


def entries_in(words: str) -> int:
    """How many entries `words` hold: one, or those of a paragraph that a reader of pages has run together."""
    if is_entry(words):
        return 1
    if words.count("18") + words.count("19") + words.count("20") < 2:
        return 0  # the years of three entries in five
    marks = len(_INSIDE.findall(words))
    if marks < _LEAST_RUN or len(words) > _WIDEST * marks:
        return 0
    return marks if len(_YEAR.findall(words)) >= 0.6 * marks and _has_cue(words) else 0


def looks_cited(words: str) -> bool:
    """Whether `words` could stand in a list of references, as an entry, several in one, or a part of one."""
    return opens_entry(words) or _has_cue(words)


def _has_cue(words: str) -> bool:
    """Whether `words` hold a mark of a publication: its kind, volume, issue or pages, a publisher, an address.

    One expression for them all takes ten times as long: most paragraphs hold nothing that any of them begins with.
    """
    low = words.lower()
    if "[" in low and _KIND.search(low):
        return True
    if ("(" in low or "（" in low) and (_ISSUE.search(low) or _VOLUME.search(low)):
        return True
    if _PAGES.search(low[-_END:]):
        return True
    return any(mark in low and pattern.search(low) for mark, pattern in _WORDS.items())


def entry_runs(pieces: Sequence[str]) -> list[tuple[int, int]]:
    """Half-open ranges of `pieces` that are lists of references: three entries or more, one stranger between."""
    runs: list[tuple[int, int]] = []
    start = last = -1
    count = 0
    for i, words in enumerate(pieces):
        entries = entries_in(words)
        if not entries:
            continue
        if start < 0 or i - last > 2:
            if count >= _LEAST_RUN:
                runs.append((start, last + 1))
            start, count = i, 0
        last = i
        count += entries
    if count >= _LEAST_RUN:
        runs.append((start, last + 1))
    return runs


def is_list_of_references(pieces: Sequence[str], start: int, end: int) -> bool:
    """Whether the run `pieces[start:end]` is the paper's list and not the footnotes of one of its pages.

    A list has its numbers in brackets, or starts at 1 and is long, or nothing but itself stands to the text's end.
    """
    first = _NUMBER.match(pieces[start])
    if first and first["bracket"]:
        return True
    if first and first["number"] == "1" and sum(entries_in(piece) for piece in pieces[start:end]) >= _LONG_LIST:
        return True
    return not any(len(piece) > _WIDEST and not looks_cited(piece) for piece in pieces[end:])
