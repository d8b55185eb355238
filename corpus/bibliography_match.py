"""Which document of the library a reference is of: by its attached file, its DOI, or its title in either language."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote

from corpus.cjk import name_key

How = Literal["file", "doi", "title"]

_FEWEST_LETTERS = 12
"""A title without its subtitle says which work it is from so many letters on; a Chinese character counts for two."""

_SUBTITLE = re.compile(r"\s*(?:[:：]|——|--+|\s[–—-]\s)\s*")


_NO_NAME = re.compile(
    r"(?:\d{1,3}|main|paper|article|document|download(?:ed)?|full[ _-]?text|全文|正文|论文)\W*\d*\.\w+"
)
"""Names that any paper's file may have."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reference says that a document can be known by."""

    files: tuple[str, ...] = ()
    doi: str | None = None
    titles: tuple[str, ...] = ()
    year: int | None = None
    dated: bool = False
    """Whether the year is part of what it is: a report of every year has the same title."""


@dataclass(frozen=True, slots=True)
class Match:
    """The document that a reference is of, and how that is known."""

    sha256: str
    how: How


@dataclass(frozen=True, slots=True)
class _Document:
    sha256: str
    paths: tuple[tuple[str, ...], ...]
    titles: frozenset[str]
    doi: str | None
    year: int | None


class Matcher:
    """Finds documents for references; made once for many of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._names: dict[str, list[_Document]] = defaultdict(list)
        self._dois: dict[str, list[_Document]] = defaultdict(list)
        self._titles: dict[str, list[_Document]] = defaultdict(list)
        self._mains: dict[str, list[_Document]] = defaultdict(list)
        paths: dict[int, set[str]] = defaultdict(set)
        for path, document in connection.execute("SELECT path, document FROM document_paths"):
            paths[document].add(path)
        for key, sha256, path, doi, year, *titles in connection.execute(
            "SELECT key, sha256, path, doi, year, title, title_alt FROM documents ORDER BY key"
        ):
            parts = {_parts(each) for each in (*paths[key], path)}
            plains = frozenset(plain(title) for title in titles if title)
            document = _Document(sha256, tuple(sorted(parts)), plains, _doi(doi), year)
            for name in {each[-1] for each in parts if each}:
                self._names[name].append(document)
            if document.doi:
                self._dois[document.doi].append(document)
            for title in plains:
                self._titles[title].append(document)
            for title in filter(None, titles):
                self._mains[_main(title)].append(document)

    def match(self, wanted: Wanted) -> Match | None:
        """The document of a reference; None where there is none, or where several fit alike."""
        for how, document in (
            ("file", self._by_file(wanted)), ("doi", self._by_doi(wanted)), ("title", self._by_title(wanted)),
        ):  # fmt: skip
            if document:
                return Match(document.sha256, how)  # type: ignore[arg-type]
        return None

    def _by_file(self, wanted: Wanted) -> _Document | None:
        best, found = 0, dict[str, _Document]()
        for file in wanted.files:
            for pieces in _readings(file):
                for at, piece in enumerate(pieces):
                    for document in self._names.get(piece, ()):
                        alike = max(_alike(pieces[: at + 1], path) for path in document.paths)
                        if alike < best or (alike == 1 and not self._may_bear(piece, wanted, document)):
                            continue
                        found = found if alike == best else {}
                        best = alike
                        found[document.sha256] = document
        return self._only(found.values(), wanted)

    def _may_bear(self, name: str, wanted: Wanted, document: _Document) -> bool:
        """Whether a name without its folder is enough: DOIs tell two works apart, and so do titles under main.pdf."""
        if _differ(wanted.doi, document.doi):
            return False
        if not _NO_NAME.fullmatch(name) or not document.titles or not wanted.titles:
            return True
        return bool(document.titles & {plain(title) for title in wanted.titles})

    def _by_doi(self, wanted: Wanted) -> _Document | None:
        doi = _doi(wanted.doi)
        return self._only(self._dois.get(doi, ()), wanted, first=True) if doi else None

    def _by_title(self, wanted: Wanted) -> _Document | None:
        for title in wanted.titles:
            for form, known in (
                (plain(title), self._titles), (plain(title), self._mains), (_main(title), self._titles),
            ):  # fmt: skip
                fitting = [document for document in known.get(form, ()) if form and self._may_be(wanted, document)]
                if fitting:
                    return self._only(fitting, wanted)
        return None

    def _may_be(self, wanted: Wanted, document: _Document) -> bool:
        if _differ(wanted.doi, document.doi):
            return False
        if wanted.year is None or document.year is None:
            return True
        # An article is printed the year after it went online.
        return abs(wanted.year - document.year) <= (0 if wanted.dated else 1)

    def _only(self, documents: Iterable[_Document], wanted: Wanted, *, first: bool = False) -> _Document | None:
        """The one document, or the one of several that title or year speak for."""
        left = list({document.sha256: document for document in documents}.values())
        titled = {each.sha256 for title in wanted.titles for each in self._titles.get(plain(title), ())}
        for fits in (
            lambda document: _doi(wanted.doi) is not None and document.doi == _doi(wanted.doi),
            lambda document: document.sha256 in titled,
            lambda document: wanted.year is not None and document.year == wanted.year,
        ):
            if len(left) > 1:
                left = [document for document in left if fits(document)] or left
        return left[0] if len(left) == 1 or (left and first) else None


def plain(title: str) -> str:
    """A title without marks, case and spaces, the traditional characters as simplified ones."""
    return re.sub(r"[\W_]+", "", name_key(title))


def _main(title: str) -> str:
    """A title without its subtitle; empty where there is none, or too little is left."""
    main, *rest = _SUBTITLE.split(title.strip(), maxsplit=1)
    form = plain(main) if rest else ""
    return form if sum(1 if sign.isascii() else 2 for sign in form) >= _FEWEST_LETTERS else ""


def _readings(file: str) -> Iterator[tuple[str, ...]]:
    """The pieces of a path or of a list of attachments (`Full Text:files/a.pdf:application/pdf`)."""
    if re.match(r"\s*(?:https?|ftp)://", file):
        return
    for words in dict.fromkeys((file, unquote(file))):
        # BibTeX escapes the colon of a Windows path and the semicolon of a name: C\:\\Users\\a.pdf.
        for each in dict.fromkeys((words, re.sub(r"\\([_%&#$~{};:\\])", r"\1", words))):
            yield _parts(each)
            yield tuple(piece for piece in map(_folded, re.split(r"[\\/:;]+", each)) if piece)


def _parts(path: str) -> tuple[str, ...]:
    return tuple(piece for piece in map(_folded, re.split(r"[\\/]+", path)) if piece)


def _folded(piece: str) -> str:
    return piece.strip(" {}\n").casefold()


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many names at the ends of two paths are the same."""
    count = 0
    for left, right in zip(reversed(one), reversed(other), strict=False):
        if left != right:
            break
        count += 1
    return count


def _doi(doi: str | None) -> str | None:
    return doi.casefold().strip() or None if doi else None


def _differ(one: str | None, other: str | None) -> bool:
    left, right = _doi(one), _doi(other)
    return left is not None and right is not None and left != right
