"""References as GB/T 7714 prints them, a line each, as CNKI and Wanfang give them.

`[1]张三,李四. 题名[J]. 刊名, 2020, 35(01): 45-52.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from extract.entries import Block, Extra
from extract.gbt_imprint import STOP, Fields, imprint
from extract.tagged import entry_of_ris

_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "J": "JOUR", "M": "BOOK", "D": "THES", "C": "CPAPER", "N": "NEWS", "R": "RPRT", "S": "STAND", "P": "PAT",
        "EB": "ELEC", "G": "BOOK", "A": "CHAP", "DB": "DATA", "DS": "DATA", "CM": "MAP", "CP": "COMP", "K": "BOOK",
        "Z": "GEN",
    }
)  # fmt: skip
_LINE = re.compile(
    rf"^\s*(?:\[\d+\]\s*)?(?P<head>\S.*?)\s*\[(?P<kind>{'|'.join(_KINDS)})(?:/(?:OL|CD|MT|DK))?\]\s*(?P<rest>.*)$"
)
_NUMBERED = re.compile(r"^\s*\[\d+\]")
_LONGEST = 2000
"""Characters of a reference with all its authors; what is longer is no line of this kind."""
_INITIAL = re.compile(r"\b[A-Z]$")
_GOES_ON = re.compile(r"\s*(?:[,，]|-|[A-Z][.．]|[A-Z][,，]|(?:et al|and|等)\b)")
_OTHERS = re.compile(r"[,，]?\s*(?:等|et al)\s*$")
_STANDARD = r"[A-Z]{1,4}(?:\s?/\s?[A-Z]{1,2})?\s?\d[\d.]*(?:\s?[-–—]\s?\d{2,4})?"
_COUNTRY = r"(?:中国|美国|日本|欧洲|韩国|德国)\s*[,，]?\s*"
_PATENT = rf"(?:{_COUNTRY})?[A-Z]{{2}}\s?\d{{5,}}[\d.]*\s?(?:[A-Z]\d?)?|{_COUNTRY}\d[\d.]{{5,}}"


def gbt_blocks(text: str) -> list[Block]:
    """A reference for each line that is one, in order; other lines are kept, as broken where they have a number."""
    out: list[Block] = []
    for line in text.split("\n"):
        found = _LINE.match(line) if len(line) <= _LONGEST else None
        if found:
            ris = tuple((tag, value) for tag, value in _ris(found) if value)
            out.append(entry_of_ris(ris, format_="gbt", raw=line.strip(), fields=(*ris, ("line", line.strip()))))
        elif line.strip():
            out.append(Extra("broken" if _NUMBERED.match(line) else "text", line))
    return out


def _ris(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    kind = _KINDS[found["kind"]]
    authors, title = _head(found["head"])
    parts = imprint(found["rest"], kind)
    if "T2" in parts and kind == "BOOK":
        kind = "CHAP"
    elif kind == "CHAP" and "[C]" in found["rest"]:
        kind = "CPAPER"  # [A].见:论文集[C], as before 2005
    yield "TY", kind
    yield from (("AU", name) for name in _names(authors))
    if kind in ("STAND", "PAT"):
        title, number = _numbered(title, _STANDARD if kind == "STAND" else _PATENT)
        parts = {**parts, **_without_number(parts, number)}
    yield "TI", title
    for tag, value in parts.items():
        yield from ((tag, name) for name in _names(value)) if tag in ("A2", "A4") else ((tag, value),)


def _head(words: str) -> tuple[str, str]:
    """Authors and title: a stop parts them, but not that of an initial or of a number."""
    for stop in STOP.finditer(words):
        before, after = words[: stop.start()], words[stop.end() :]
        goes_on = _INITIAL.search(before) and _GOES_ON.match(after)
        if before.strip() and after.strip() and not goes_on and not re.match(r"\s*[,，]", after):
            return before.strip(), after.strip()
    return "", words.strip()


def _names(words: str) -> Iterator[str]:
    others = _OTHERS.search(words)
    for name in re.split(r"\s*[,，;；]\s*", words[: others.start()] if others else words):
        if name:
            yield re.sub(r"^([A-Z][\w'’-]+) ((?:[A-Z][.\s-]*){1,3})$", r"\1, \2", name)
    if others:
        yield "et al"


def _numbered(title: str, number: str) -> tuple[str, str]:
    """Title and number of a standard or patent, which stands before or behind the title."""
    first = re.fullmatch(rf"(?P<number>{number})\s*[,，:：.．\s]\s*(?P<title>.+)", title)
    last = re.fullmatch(rf"(?P<title>.+?)\s*[,，:：\s]\s*(?P<number>{number})", title)
    found = first or last
    return (found["title"], re.sub(f"^{_COUNTRY}", "", found["number"])) if found else (title, "")


def _without_number(parts: Fields, number: str) -> Fields:
    """The number of a patent or standard, also in the publisher's place: 北京:CN101234567A,2010-05-06."""
    publisher = parts.get("PB", "")
    told = re.fullmatch(f"{_PATENT}|{_STANDARD}", publisher)
    return {"IS": re.sub(f"^{_COUNTRY}", "", publisher), "PB": ""} if told and not number else {"IS": number}
