"""References as GB/T 7714 prints them, a line each, as CNKI and Wanfang give them.

`[1]张三,李四. 题名[J]. 刊名, 2020, 35(01): 45-52.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from extract.entries import Block, Extra
from extract.tagged import entry_of_ris

_LINE = re.compile(
    r"^\s*(?:\[(?P<number>\d+)\]\s*)?(?P<authors>.+?)[.．]\s*(?P<title>[^\[\]]+?|[^\[]*\[[^\]]*\][^\[\]]*?)\s*"
    r"\[(?P<kind>[A-Z]{1,2})(?:/(?P<medium>[A-Z]{2}))?\]\s*[.．:：,]?\s*(?P<rest>.*)$"
)
_KINDS: Mapping[str, str] = MappingProxyType(
    {
        "J": "JOUR", "M": "BOOK", "D": "THES", "C": "CPAPER", "N": "NEWS", "R": "RPRT", "S": "STAND", "P": "PAT",
        "EB": "ELEC", "G": "BOOK", "A": "CHAP", "DB": "DATA", "CM": "MAP",
    }
)  # fmt: skip
_JOURNAL = re.compile(
    r"^(?P<JF>[^,，]+)[,，]\s*(?P<PY>\d{4})(?:-\d\d-\d\d)?(?:[,，]\s*(?P<VL>[\w.]+))?\s*(?:\((?P<IS>[^()]*)\))?"
    r"\s*(?:[:：]\s*(?P<SP>[\w,，+–~-]+))?"
)
_PUBLISHER = re.compile(
    r"^(?:(?P<CY>[^:：,，]+)[:：]\s*)?(?P<PB>[^,，]+)[,，]\s*(?P<PY>\d{4})(?:[^:：]*[:：]\s*(?P<SP>[\d–~-]+))?"
)
_LONGEST = 2000
"""Characters of a reference with all its authors; what is longer is no line of this kind."""
_DATE = re.compile(r"\(((?:19|20)\d{2}-\d\d(?:-\d\d)?)\)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/[^\s]+")
_URL = re.compile(r"https?://\S+")


def gbt_blocks(text: str) -> list[Block]:
    """A reference for each line that is one, in order; other lines are kept as text."""
    out: list[Block] = []
    for line in text.split("\n"):
        found = _LINE.match(line) if len(line) <= _LONGEST else None
        if found:
            ris = tuple(_ris(found))
            out.append(entry_of_ris(ris, format_="gbt", raw=line.strip(), fields=(*ris, ("line", line.strip()))))
        elif line.strip():
            out.append(Extra("text", line))
    return out


def _ris(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    kind = _KINDS.get(found["kind"], "GEN")
    yield "TY", kind
    for name in re.split(r"\s*[,，;；]\s*", found["authors"]):
        if name and name.rstrip(".") not in ("等", "et al"):
            yield "AU", re.sub(r"^([A-Z][\w'’-]+) ((?:[A-Z][.\s-]*){1,3})$", r"\1, \2", name)
    yield "TI", found["title"]
    rest = found["rest"].strip()
    shape = _JOURNAL if kind in ("JOUR", "NEWS") else _PUBLISHER
    said = shape.match(rest)
    parts = {tag: value for tag, value in said.groupdict().items() if value} if said else {}
    if "PY" not in parts and (year := _YEAR.search(rest)):
        parts["PY"] = year[1]
    yield from ((tag, value.strip(" .．")) for tag, value in parts.items())
    if date := _DATE.search(rest):
        yield "DA", date[1]
    if doi := _DOI.search(rest):
        yield "DO", doi[0].rstrip(".．")
    if url := _URL.search(rest):
        yield "UR", url[0].rstrip(".．")
