"""A BibTeX or BibLaTeX file in its blocks: entries with their fields as they stood, strings, comments, the rest."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from extract.citations import CitationError, of_bibtex
from extract.csl import csl_of_bibtex
from extract.entries import Block, Entry, Extra, ExtraKind

_MONTHS = {name: name for name in ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]}


@dataclass(frozen=True, slots=True)
class _Value:
    value: str


def bibtex_blocks(text: str) -> list[Block]:
    """The blocks in order. What cannot be read is an `Extra` of the kind `broken`, and loses nothing either."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - 0.2 s, only where there is a bibliography

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # it warns once for each broken entry
    try:
        # Without its middleware it neither resolves names, drops what stands around values, nor changes any letter.
        blocks = parse_string(text, parse_stack=[]).blocks
    except RecursionError as error:
        raise CitationError("braces are nested without end") from error
    strings: dict[str, str] = dict(_MONTHS)
    return [read for block in blocks if (read := _block(block, strings)) is not None]


def _block(block: Any, strings: dict[str, str]) -> Block | None:
    inner = getattr(block, "ignore_error_block", None) or block  # a doubled key is no fault here
    raw = block.raw or ""
    if hasattr(inner, "entry_type"):
        try:
            return _entry(inner, raw, strings)
        except RecursionError:
            return Extra("broken", raw)  # commands in commands without end
    name = type(inner).__name__
    if name == "String":
        strings[inner.key.casefold()] = resolved(inner.value, strings)
    kind: ExtraKind | None = {
        "String": "string", "Preamble": "preamble", "ExplicitComment": "comment", "ImplicitComment": "text",
    }.get(name, "broken")  # type: ignore[assignment]  # fmt: skip
    return Extra(kind or "broken", raw) if raw.strip() else None


def _entry(entry: Any, raw: str, strings: Mapping[str, str]) -> Entry:
    fields = tuple((str(field.key), resolved(str(field.value), strings)) for field in entry.fields)
    plain: dict[str, _Value] = {}
    for name, value in fields:
        plain.setdefault(name.casefold(), _Value(value))
    written = re.match(r"\s*@\s*([^\s{(]+)", raw)
    citation = of_bibtex(entry.entry_type, entry.key, plain)
    return Entry(
        format="bibtex", type=written[1] if written else entry.entry_type, key=entry.key, fields=fields, raw=raw,
        citation=citation,
        csl=csl_of_bibtex(entry.entry_type, {name: value.value for name, value in plain.items()}, citation),
    )  # fmt: skip


def resolved(value: str, strings: Mapping[str, str]) -> str:
    """A value without what stands around it: braces, quotes, the names of strings and the `#` that joins them."""
    pieces = [piece.strip() for piece in (_pieces(value) if "#" in value else (value,))]
    return "".join(_unclosed(piece, strings) for piece in pieces)


def _unclosed(piece: str, strings: Mapping[str, str]) -> str:
    if len(piece) > 1 and (piece[0], piece[-1]) in (("{", "}"), ('"', '"')):
        return piece[1:-1]
    return strings.get(piece.casefold(), piece)


def _pieces(value: str) -> Iterable[str]:
    """The parts that `#` joins outside braces and quotes."""
    depth, quoted, start = 0, False, 0
    for at, sign in enumerate(value):
        if sign == "\\" or (at and value[at - 1] == "\\"):
            continue
        if sign == '"' and depth == 0:
            quoted = not quoted
        elif sign in "{}":
            depth += 1 if sign == "{" else -1
        elif sign == "#" and depth == 0 and not quoted:
            yield value[start:at]
            start = at + 1
    yield value[start:]
