"""Side files: `paper.bib`, `paper.ris` or `paper.json` beside `paper.pdf`; their fields win over its own."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from extract.citations import Citation, CitationError
from extract.encoding import decode
from extract.entries import Entry, read_entries
from extract.errors import ReadError
from extract.lang import language
from extract.types import Lang, Metadata

MAX_BYTES = 5_000_000
"""A side file of one paper has some thousand bytes, the library of a whole institute a few million."""

_REFERENCES: Mapping[str, str] = MappingProxyType(
    {".bib": "BibTeX entry", ".ris": "RIS record", ".json": "CSL JSON item"}
)
SIDE_SUFFIXES = frozenset(_REFERENCES)
"""Suffixes, in lower case, of the files that tell of a paper beside them and are none themselves."""

_SHORTEST_TITLE = 8
_FEWEST_OF_A_LANGUAGE = 2


@dataclass(frozen=True, slots=True)
class Warned:
    """A side file that was of no use, and why."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a document says of itself and its side files say of it, and those of them that were of no use.

    `csl` is what the side files alone say, as CSL JSON: what `Metadata` has no place for (edition, place, editors).
    """

    about: Metadata
    csl: Mapping[str, Any]
    warned: tuple[Warned, ...] = ()


def side_files(path: Path) -> tuple[Path, ...]:
    """The side files of the document at `path` that are there: `paper.pdf.bib` before `paper.bib`, `.bib` first."""
    names = (f"{stem}{suffix}" for stem in (path.name, path.stem) for suffix in _REFERENCES)
    return tuple(side for name in names if (side := path.with_name(name)) != path and side.is_file())


def fingerprint(sides: Sequence[Path]) -> str:
    """A hash of the side files' names and bytes; empty where there are none."""
    if not sides:
        return ""
    digest = hashlib.sha256()
    for side in sides:
        try:
            data = side.read_bytes() if side.stat().st_size <= MAX_BYTES else b"too large"
        except OSError:
            data = b"unreadable"
        digest.update(f"{side.name}\0{len(data)}\0".encode("utf-8", "surrogatepass"))
        digest.update(data)
    return digest.hexdigest()


def describe_beside(path: Path, about: Metadata, lang: Lang) -> Beside:
    """`about` with what the side files of the document at `path` say; of several the first that has a field counts.

    `lang` is the document's language: it decides what is `title` and what `title_alt`.
    """
    warned: list[Warned] = []
    said: dict[str, Any] = {}
    found: dict[str, str] = {}
    csl: dict[str, Any] = {}
    for side in side_files(path):
        try:
            entry = _fitting(_entries(side), path, about)
        except (CitationError, ReadError, OSError) as error:
            warned.append(Warned(side, _not_used(error)))
            continue
        csl = {**entry.csl, **csl}
        for name, value in _fields(entry.citation, lang):
            if name not in said:
                said[name] = value
                found[name] = f"side file {side.name}"
    if about.date and str(about.date).startswith(said.get("date", "-")):
        del said["date"], found["date"]  # the document tells the day as well
    known = replace(about, **said, found=MappingProxyType({**about.found, **found}))
    return Beside(about=known, csl=csl, warned=tuple(warned))


def side_file_warnings(path: Path) -> tuple[str, ...]:
    """A line for each side file of the document at `path` that cannot be read."""
    lines = []
    for side in side_files(path):
        try:
            _entries(side)
        except (CitationError, ReadError, OSError) as error:
            lines.append(f"{side}: {_not_used(error)}")
    return tuple(lines)


def _not_used(error: Exception) -> str:
    return f"not used: {' '.join(str(error).split())[:200]}"


def as_metadata(row: Mapping[str, Any]) -> Metadata:
    """The metadata that a mapping of plain values (lists for tuples) holds; names that it has no field for are left."""
    values: dict[str, Any] = {}
    for item in fields(Metadata):
        if row.get(item.name) is not None:
            value = row[item.name]
            values[item.name] = tuple(value) if isinstance(value, list) else value
    return Metadata(**{**values, "found": MappingProxyType(dict(values.get("found", {})))})


def _entries(side: Path) -> list[Entry]:
    size = side.stat().st_size
    if size > MAX_BYTES:
        raise CitationError(f"{size // 1_000_000} MB, more than the {MAX_BYTES // 1_000_000} MB that are read")
    data = side.read_bytes()
    if not data.strip():
        raise CitationError("it is empty")
    none = CitationError(f"no {_REFERENCES[side.suffix.casefold()]} can be read in it")
    try:
        _, blocks = read_entries(decode(data))
    except CitationError as error:
        raise none from error
    entries = [block for block in blocks if isinstance(block, Entry)]
    if side.suffix.casefold() == ".json":  # data of any kind may lie beside a file
        entries = [entry for entry in entries if entry.citation.titles or entry.citation.doi]
    if not entries:
        raise none
    return entries


def _fitting(entries: Sequence[Entry], path: Path, about: Metadata) -> Entry:
    """The one reference, or of several the one that names the file, has its DOI, its key or its title."""
    if len(entries) == 1:
        return entries[0]
    tests: tuple[Callable[[Citation], bool], ...] = (
        lambda citation: any(_names(file, path.name) for file in citation.files),
        lambda citation: citation.doi is not None and citation.doi.casefold() == (about.doi or "").casefold(),
        lambda citation: citation.key.casefold() == path.stem.casefold(),
        lambda citation: _same_title(citation, about),
    )
    for fits in tests:
        fitting = [entry for entry in entries if fits(entry.citation)]
        if fitting:
            return fitting[0]
    raise CitationError(f"none of its {len(entries)} references is of {path.name}")


def _names(file: str, name: str) -> bool:
    """Whether a path, an address or a list of attachments (`Full Text:files/a.pdf:application/pdf`) names the file."""
    pieces = re.split(r"[\\/:;]", f"{file}:{unquote(file)}")
    return name.casefold() in {piece.strip().casefold() for piece in pieces}


def _same_title(citation: Citation, about: Metadata) -> bool:
    own = {plain for title in (about.title, about.title_alt) if title and (plain := _plain(title))}
    for title in citation.titles:
        plain = _plain(title)
        if plain in own:
            return True
        # A subtitle may stand in one of them only.
        if any(min(len(plain), len(other)) >= _SHORTEST_TITLE and _starts(plain, other) for other in own):
            return True
    return False


def _starts(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _plain(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()


def _fields(citation: Citation, lang: Lang) -> Iterator[tuple[str, Any]]:
    """The fields of the metadata that a reference fills, each in the place of its language."""
    for name, words in (("title", citation.titles), ("abstract", citation.abstracts)):
        for value in dict.fromkeys(words):
            yield (name if language(value) == lang else f"{name}_alt"), value
    if citation.authors:
        written: Lang = "zh" if any(language(name) == "zh" for name in citation.authors) else "en"
        # Letters name the people of a Chinese paper in its other language; a body or a foreigner has no other name.
        yield ("authors" if written == lang else "authors_alt"), citation.authors
    for name, keywords in _by_language(citation.keywords, lang):
        yield name, keywords
    if citation.date:
        yield "year", int(citation.date[:4])
    for item in ("date", "doi", "venue", "volume", "issue", "pages", "issuer", "document_number"):
        value = getattr(citation, item)
        if value:
            yield item, value


def _by_language(keywords: Sequence[str], lang: Lang) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The keywords of each language; a single one of the other language is an abbreviation and stays with the rest."""
    chinese = [word for word in keywords if language(word) == "zh"]
    english = [word for word in keywords if language(word) == "en"]
    if 0 < len(english) < _FEWEST_OF_A_LANGUAGE <= len(chinese):
        chinese, english = list(keywords), []
    elif 0 < len(chinese) < _FEWEST_OF_A_LANGUAGE <= len(english):
        chinese, english = [], list(keywords)
    for written, words in (("zh", chinese), ("en", english)):
        if words:
            yield ("keywords" if written == lang else "keywords_alt"), tuple(words)
