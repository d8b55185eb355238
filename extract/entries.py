"""What a bibliography file holds, piece by piece and unchanged: its references, and what else stands in it.

`read_entries` finds the format from the content. Each reference is kept three times: `raw` is its text as it stood,
`fields` its names and values in order, `csl` what it says in CSL JSON (https://docs.citationstyles.org).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from extract.citations import Citation, CitationError

Format = Literal["bibtex", "ris", "csl", "endnote", "refworks", "noteexpress", "cnki", "gbt", "zotero"]
ExtraKind = Literal["string", "preamble", "comment", "text", "broken"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A reference as a program for literature wrote it; `fields` are names with the values as they stood."""

    format: Format
    type: str
    key: str
    fields: tuple[tuple[str, str], ...]
    raw: str
    csl: Mapping[str, Any]
    citation: Citation


@dataclass(frozen=True, slots=True)
class Extra:
    """What stands between the references: abbreviations and comments of BibTeX, text, an entry that is broken."""

    kind: ExtraKind
    raw: str


Block = Entry | Extra


def format_of(text: str) -> Format:
    """The format of a bibliography, by what it looks like; raises CitationError where it is none."""
    for name, looks in _LOOKS.items():
        if looks.search(text):
            return name
    if text.lstrip()[:1] in ("[", "{"):
        return "csl"
    raise CitationError(
        "neither BibTeX, RIS, CSL JSON nor Zotero RDF, nor text for EndNote, RefWorks or NoteExpress, nor GB/T 7714"
    )


_LOOKS: Mapping[Format, re.Pattern[str]] = MappingProxyType(
    {
        "zotero": re.compile(r"\A\s*<(?:\?xml[^>]*>\s*<)?rdf:RDF\b"),
        "csl": re.compile(r"\A\s*(?:\[\s*\{|\{\s*\"|\[\s*\])"),
        "noteexpress": re.compile(r"^\{Reference Type\}:", re.MULTILINE),
        "ris": re.compile(r"^\s*TY\s{1,2}-", re.MULTILINE),
        "bibtex": re.compile(r"^\s*@\s*\w+\s*[{(]", re.MULTILINE),
        "endnote": re.compile(r"^%0\s", re.MULTILINE),
        "refworks": re.compile(r"^RT\s", re.MULTILINE),
        "cnki": re.compile(r"^Title-题名:", re.MULTILINE),
        "gbt": re.compile(r"^\s*\[\d+\].*\[[A-Z]{1,2}(?:/[A-Z]{2})?\]", re.MULTILINE),
    }
)


def read_entries(text: str) -> tuple[Format, list[Block]]:
    """The format of a bibliography and its blocks in order; raises CitationError where no reference is in it."""
    from extract.bibtex import bibtex_blocks  # noqa: PLC0415 - bibtexparser takes 0.2 s
    from extract.gbt import gbt_blocks  # noqa: PLC0415 - these bring each other's types
    from extract.tagged import tagged_blocks  # noqa: PLC0415
    from extract.zotero import zotero_blocks  # noqa: PLC0415

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    format_ = format_of(text)
    readers: Mapping[Format, Callable[[str], list[Block]]] = {
        "bibtex": bibtex_blocks, "csl": csl_blocks, "gbt": gbt_blocks, "zotero": zotero_blocks,
    }  # fmt: skip
    reader = readers.get(format_)
    blocks = reader(text) if reader else tagged_blocks(text, format_)
    if not any(isinstance(block, Entry) for block in blocks):
        raise CitationError("no reference can be read in it")
    return format_, blocks


def csl_blocks(text: str) -> list[Block]:
    """The items of CSL JSON, the text of each as it stands."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CitationError("it looks like JSON and is not") from error
    inside = value.get("items", value.get("message")) if isinstance(value, dict) else None
    if isinstance(value, list):
        pieces = list(_items(text))
    elif isinstance(inside, list | dict):
        items = inside if isinstance(inside, list) else [inside]
        pieces = [(json.dumps(item, ensure_ascii=False), item) for item in items]
    else:
        pieces = [(text.strip(), value)]
    return [csl_entry(raw, item) if _is_item(item) else Extra("broken", raw) for raw, item in pieces]


def csl_entry(raw: str, item: Mapping[str, Any]) -> Entry:
    """The reference that an item of CSL JSON is."""
    from extract.citations import of_csl  # noqa: PLC0415

    return Entry(
        format="csl", type=str(item.get("type", "")), key=str(item.get("citation-key") or item.get("id") or ""),
        fields=tuple((name, as_text(value)) for name, value in item.items()), raw=raw, csl=item,
        citation=of_csl(item),
    )  # fmt: skip


def as_text(value: Any) -> str:
    """A value of JSON as a field has it: words as they are, anything else as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and bool({"title", "type", "DOI", "author", "id"} & set(item))


def _items(text: str) -> list[tuple[str, Any]]:
    """The items of a JSON list, each with its own text: doubled names and the form of numbers stay in it."""
    decoder = json.JSONDecoder()
    out: list[tuple[str, Any]] = []
    at = text.index("[") + 1
    between = re.compile(r"[\s,]*")
    while True:
        gap = between.match(text, at)
        at = gap.end() if gap else at
        if at >= len(text) or text[at] == "]":
            return out
        item, end = decoder.raw_decode(text, at)
        out.append((text[at:end], item))
        at = end
