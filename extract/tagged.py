"""Bibliographies of a tag and a value a line: RIS, and what CNKI and Wanfang write for other programs.

Each format has its own tags; those of the others are given the names that RIS has for them, so that one reader
(`extract.citations.read_ris`) understands all. `fields` and `raw` of a reference keep its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from extract.citations import Citation, CitationError, read_ris
from extract.csl import csl_of_ris
from extract.entries import Block, Entry, Extra, Format

Fields = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shape:
    """How a line with a tag looks, which tag begins a record and which ends it, and what RIS calls each."""

    line: re.Pattern[str]
    first: str
    last: str | None = None
    tags: Mapping[str, str]


_ENDNOTE = {
    "%0": "TY", "%A": "AU", "%E": "A2", "%T": "TI", "%J": "JF", "%B": "T2", "%D": "PY", "%8": "DA", "%V": "VL",
    "%N": "IS", "%P": "SP", "%I": "PB", "%C": "CY", "%K": "KW", "%X": "AB", "%U": "UR", "%R": "DO", "%@": "SN",
    "%7": "ET", "%S": "T3", "%Y": "A3", "%+": "AD", "%F": "ID", "%M": "AN", "%W": "DP", "%G": "LA", "%9": "M3",
    "%Z": "N1", "%L": "CN", "%>": "L1", "%Q": "TT", "%!": "ST", "%[": "Y2",
}  # fmt: skip
_REFWORKS = {
    "RT": "TY", "A1": "AU", "A2": "A2", "T1": "TI", "T2": "T2", "T3": "T3", "JF": "JF", "JO": "JA", "YR": "PY",
    "FD": "DA", "VO": "VL", "IS": "IS", "SP": "SP", "OP": "EP", "PB": "PB", "PP": "CY", "K1": "KW", "AB": "AB",
    "UL": "UR", "LK": "UR", "DO": "DO", "SN": "SN", "ED": "ET", "AD": "AD", "ID": "ID", "AN": "AN", "DS": "DP",
    "LA": "LA", "NO": "N1", "CN": "CN", "RD": "Y2",
}  # fmt: skip
_NOTEEXPRESS = {
    "Reference Type": "TY", "Author": "AU", "Title": "TI", "Translated Title": "TT", "Translated Author": "TA",
    "Journal": "JF", "Book Title": "T2", "Year": "PY", "Date": "DA", "Volume": "VL", "Issue": "IS", "Pages": "SP",
    "Publisher": "PB", "Place Published": "CY", "Keywords": "KW", "Abstract": "AB", "URL": "UR", "DOI": "DO",
    "ISBN/ISSN": "SN", "Edition": "ET", "Secondary Author": "A2", "Secondary Title": "T2", "Author Address": "AD",
    "Notes": "N1", "Access Date": "Y2", "Database Provider": "DP", "Language": "LA", "Type of Work": "M3",
    "Attachments": "L1",
    "University": "PB", "Tertiary Title": "T3",
}  # fmt: skip
_CNKI = {
    "SrcDatabase-来源库": "TY", "Title-题名": "TI", "Author-作者": "AU", "Source-文献来源": "JF", "Organ-单位": "AD",
    "Keyword-关键词": "KW", "Summary-摘要": "AB", "PubTime-发表时间": "DA", "Fund-基金": "N1", "Year-年": "PY",
    "Volume-卷": "VL", "Period-期": "IS", "PageCount-页码": "SP", "Page-页码": "SP", "Link-链接": "UR",
    "DOI-DOI": "DO", "URL-网址": "UR",
}  # fmt: skip
_SHAPES: Mapping[Format, _Shape] = MappingProxyType(
    {
        "ris": _Shape(
            line=re.compile(r"^\s*([A-Z][A-Z0-9])\s{1,2}-(?:[ \t]|(?=\n|$))?(.*)$"), first="TY", last="ER", tags={}
        ),
        "endnote": _Shape(line=re.compile(r"^(%\S)(?:[ \t](.*))?$"), first="%0", tags=_ENDNOTE),
        "refworks": _Shape(line=re.compile(r"^([A-Z][A-Z0-9])(?:[ \t](.*))?$"), first="RT", tags=_REFWORKS),
        "noteexpress": _Shape(
            line=re.compile(r"^\{([^{}\n]+)\}:[ \t]?(.*)$"), first="Reference Type", tags=_NOTEEXPRESS
        ),
        "cnki": _Shape(
            line=re.compile(r"^([A-Za-z]+-[一-鿿A-Z]+):[ \t]?(.*)$"), first="SrcDatabase-来源库", tags=_CNKI
        ),
    }
)
_KINDS: Sequence[tuple[str, str]] = (
    ("newspaper", "NEWS"), ("报纸", "NEWS"), ("magazine", "MGZN"), ("journal", "JOUR"), ("期刊", "JOUR"),
    ("thesis", "THES"), ("dissertation", "THES"), ("硕士", "THES"), ("博士", "THES"), ("学位", "THES"),
    ("conference", "CPAPER"), ("会议", "CPAPER"), ("book section", "CHAP"), ("book, section", "CHAP"),
    ("chapter", "CHAP"), ("book", "BOOK"), ("图书", "BOOK"), ("government", "GOVDOC"), ("report", "RPRT"),
    ("报告", "RPRT"), ("patent", "PAT"), ("专利", "PAT"), ("standard", "STAND"), ("标准", "STAND"),
    ("statute", "STAT"), ("legal", "STAT"), ("bill", "BILL"), ("web", "ELEC"), ("electronic", "ELEC"),
    ("dataset", "DATA"), ("map", "MAP"),
)  # fmt: skip
"""What the other formats call the kinds of publication, the first that is in a name counts."""


def tagged_blocks(text: str, format_: Format) -> list[Block]:
    """The records in order and the text between them; a value may go on over the lines that have no tag."""
    shape = _SHAPES[format_]
    out: list[Block] = []
    for is_record, lines in _cut(text, shape):
        raw = "\n".join(lines).strip("\n")
        if is_record:
            out.append(_entry(raw, _fields(raw.split("\n"), shape), format_, shape))
        elif raw.strip():
            out.append(Extra("text", raw))
    return out


def _cut(text: str, shape: _Shape) -> Iterator[tuple[bool, list[str]]]:
    """Whether it is a record, and its lines: up to its last tag, or to the first tag of the next one."""
    inside, lines = False, list[str]()
    starts = _starts(text, shape)
    for number, line in enumerate(text.split("\n")):
        if number in starts and lines:
            yield inside, lines
            inside, lines = False, []
        inside = inside or number in starts
        lines.append(line)
        found = shape.line.match(line)
        if inside and shape.last and found and found[1] == shape.last:
            yield True, lines
            inside, lines = False, []
    if lines:
        yield inside, lines


def _starts(text: str, shape: _Shape) -> set[int]:
    """The lines where a record begins: its first tag, or where a file has none of these, a tag after a blank line."""
    lines = text.split("\n")
    tags = [found[1] if (found := shape.line.match(line)) else None for line in lines]
    firsts = {number for number, tag in enumerate(tags) if tag == shape.first}
    if firsts:
        return firsts
    blank = [number == 0 or not lines[number - 1].strip() for number in range(len(lines))]
    return {number for number, tag in enumerate(tags) if tag and blank[number]}


def _fields(lines: Iterable[str], shape: _Shape) -> Fields:
    out: list[tuple[str, str]] = []
    for line in lines:
        found = shape.line.match(line)
        if found and found[1] == shape.last:
            break
        if found:
            out.append((found[1], found[2] or ""))
        elif out:
            out[-1] = (out[-1][0], f"{out[-1][1]}\n{line}")
    return tuple((name, value.rstrip()) for name, value in out)


def _entry(raw: str, fields: Fields, format_: Format, shape: _Shape) -> Entry:
    ris = fields if format_ == "ris" else tuple(_as_ris(fields, shape.tags))
    return entry_of_ris(ris, format_=format_, raw=raw, fields=fields)


def entry_of_ris(ris: Fields, *, format_: Format, raw: str, fields: Fields) -> Entry:
    """The reference that tags and values of RIS describe; its own `fields` and `raw` are kept with it."""
    citation = citation_of_ris(ris)
    return Entry(
        format=format_, type=next((value.strip() for _, value in fields[:1]), ""), key=citation.key, fields=fields,
        raw=raw, csl=csl_of_ris(ris, citation), citation=citation,
    )  # fmt: skip


def citation_of_ris(fields: Fields) -> Citation:
    """What `read_ris` makes of these tags and values; nothing where there is too little to read."""
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in fields if tag != "ER" and value.strip()]
    if not any(line.startswith("TY  -") for line in lines):
        lines.insert(0, "TY  - GEN")
    try:
        return read_ris("\n".join([*lines, "ER  - "]))[0]
    except (CitationError, ValueError):
        return Citation()


def _as_ris(fields: Fields, tags: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in fields:
        tag = tags.get(name)
        if tag == "TY":
            yield tag, ris_kind(value)
        elif tag in ("AU", "A2"):
            yield from ((tag, person) for person in re.split(r"\s*[;；\n]\s*", value) if person.strip())
        elif tag == "KW":
            yield from ((tag, word) for word in re.split(r"\s*[;；\n]+\s*", value) if word.strip())
        elif tag:
            yield tag, value
        else:
            yield name, value


def ris_kind(words: str) -> str:
    """The type that RIS has for a kind of publication as another format names it."""
    plain = words.casefold()
    return next((kind for name, kind in _KINDS if name in plain), "GEN")
