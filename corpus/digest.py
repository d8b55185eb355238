"""A page that sums a paper up in its own words: metals, main challenges and recommendations, who, by when, how much."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corpus.choosing import choose, width
from corpus.cjk import fold
from corpus.listing import StoredDocument
from corpus.onepaper import Standing, concept_names, find_document, findings_that_stand
from corpus.wording import unbroken

MOST: Mapping[str, int] = {
    "metals": 8, "challenges": 7, "recommendations": 9, "actors": 6, "deadlines": 4, "targets": 5,
}  # fmt: skip
"""How many entries each part of a digest has at most."""

_LEAST: Mapping[str, int] = {"targets": 2, "deadlines": 2, "actors": 3, "challenges": 4, "recommendations": 5}
"""How many are left of each at least where the page is full; the first give first."""

LINES, COLUMNS = 54, 104
"""What an A4 page holds at 9.5 points with margins of 16 and 18 mm; a Chinese character takes two columns."""

_NOBODY = frozenset(("we", "us", "they", "it", "you", "i", "one", "those", "who", "我 们", "笔 者", "本 文", "他 们"))
_ENOUGH = 3  # findings in a language that make a part of a digest
_LINE = 130  # columns of print around a target or deadline
QUOTE = 330  # columns of print from which a quote is cut


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A line of a digest: `quote` is the paper's own words, `pages` where they stand, `id` that of the finding.

    `count` is how often a metal is named or an actor is called upon; `cut` where the quote goes on in the paper.
    """

    quote: str
    pages: tuple[int, ...]
    id: str | None = None
    count: int | None = None
    concept: str | None = None
    name: str | None = None
    cut: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The entry as JSON has it; what is not known is left out."""
        fields = {"quote": self.quote, "pages": list(self.pages), "id": self.id, "count": self.count,
                  "concept": self.concept, "name": self.name, "cut": self.cut or None}  # fmt: skip
        return {name: value for name, value in fields.items() if value is not None}


@dataclass(frozen=True, kw_only=True)
class Digest:
    """A paper on one page; `all` are how many challenges and recommendations stand in it, shown or not."""

    document: StoredDocument
    lang: str
    parts: Mapping[str, tuple[Entry, ...]]
    all: Mapping[str, int]

    def as_dict(self) -> dict[str, Any]:
        """The digest as JSON has it."""
        doc = self.document
        head = {"document": doc.document, "id": doc.id, "title": doc.title, "title_alt": doc.title_alt,
                "authors": list(doc.authors), "year": doc.year, "venue": doc.venue, "doi": doc.doi,
                "lang": self.lang}  # fmt: skip
        return head | {"findings": dict(self.all)} | {
            name: [entry.as_dict() for entry in entries] for name, entries in self.parts.items()
        }  # fmt: skip


def digest(connection: sqlite3.Connection, name: str, *, lang: str | None = None) -> Digest:
    """What a paper says on one page, in its own words and order.

    `lang` (zh or en) is that of the names of metals; where the paper says a thing in both languages, its words in that
    one are taken. By default the paper's own. Raises UnknownIdError.
    """
    document = find_document(connection, name)
    lang = lang or document.lang
    found = in_language(connection, list(findings_that_stand(connection, document)), lang)
    names = concept_names(connection, lang)
    kinds = {kind: [one for one in found if one.kind == kind] for kind in ("challenge", "recommendation")}
    shown = {kind: readable(ones, lang) for kind, ones in kinds.items()}
    asked = [one for one in kinds["recommendation"] if one.finding.about.stance == "own"]
    parts = {
        "metals": tuple(_metals(connection, document, names))[: MOST["metals"]],
        "challenges": tuple(map(_entry, choose(shown["challenge"], MOST["challenges"]))),
        "recommendations": tuple(map(_entry, choose(_own(shown["recommendation"]), MOST["recommendations"]))),
        "actors": tuple(_actors(asked, names))[: MOST["actors"]],
        "deadlines": tuple(_of_role(asked, "deadline"))[: MOST["deadlines"]],
        "targets": tuple(_of_role(asked, "target"))[: MOST["targets"]],
    }
    counted = {f"{kind}s": len(ones) for kind, ones in kinds.items()}
    return _fitted(Digest(document=document, lang=lang, parts=parts, all=counted))


def in_language(connection: sqlite3.Connection, found: Sequence[Standing], lang: str) -> list[Standing]:
    """The findings without what is said twice: of each pair in two languages the one in `lang`."""
    ids = {one.finding.id: one for one in found}
    if not ids:
        return []
    pairs = connection.execute(
        """SELECT s.id, t.id FROM links l JOIN findings s ON s.key = l.source JOIN findings t ON t.key = l.target
        JOIN documents d ON d.key = s.document WHERE l.kind = 'translation_of' AND d.sha256 = ?""",
        [found[0].finding.sha256],
    )
    dropped = set()
    for source, target in pairs:
        both = source in ids and target in ids
        if both:
            dropped.add(target if ids[source].finding.lang == lang != ids[target].finding.lang else source)
    return [one for one in found if one.finding.id not in dropped]


def readable(found: Sequence[Standing], lang: str) -> list[Standing]:
    """The findings in this language, where there are some: the others are what an abstract says again."""
    own = [one for one in found if one.finding.lang == lang]
    return own if len(own) >= _ENOUGH or len(own) * 2 >= len(found) else list(found)


def _own(found: Sequence[Standing]) -> list[Standing]:
    return [one for one in found if one.finding.about.stance != "rejected"]


def _metals(connection: sqlite3.Connection, document: StoredDocument, names: Mapping[str, str]) -> Iterator[Entry]:
    rows = connection.execute(
        """SELECT m.concept, m.page, m.quote FROM mentions m JOIN documents d ON d.key = m.document
        WHERE d.sha256 = ? AND m.concept LIKE 'metal:%' ORDER BY m.start""",
        [document.sha256],
    )
    pages: dict[str, list[int]] = {}
    called: dict[str, Counter[str]] = {}
    for concept, page, quote in rows:
        pages.setdefault(concept, []).append(page)
        called.setdefault(concept, Counter())[unbroken(quote)] += 1
    for concept in sorted(pages, key=lambda concept: -len(pages[concept])):
        yield Entry(
            quote=called[concept].most_common(1)[0][0], pages=tuple(dict.fromkeys(pages[concept])),
            count=len(pages[concept]), concept=concept, name=names.get(concept),
        )  # fmt: skip


def _entry(one: Standing) -> Entry:
    quote = unbroken(one.finding.quote)
    short = shortened(quote, QUOTE)
    return Entry(quote=short, pages=(one.finding.page,), id=one.finding.id, cut=short != quote)


def shortened(text: str, most: int) -> str:
    """The text as far as so many columns go, to the end of a word or a clause."""
    if width(text) <= most:
        return text
    wide = end = 0
    for end, character in enumerate(text):  # noqa: B007 - where it stopped is what is asked
        wide += width(character)
        if wide > most:
            break
    head = text[:end]
    cut = max(head.rfind(mark) for mark in "，；。、,; ")
    return head[: cut if cut > end * 0.6 else end].rstrip("，；、,; ")


def _actors(found: Sequence[Standing], names: Mapping[str, str]) -> Iterator[Entry]:
    """Who is called upon, the most often first: one entry an actor, in the words that the paper has first."""
    met: dict[str, list[tuple[Standing, str, str | None]]] = {}
    for one in found:
        for part in one.finding.about.parts:
            if part.role == "actor" and fold(part.quote) not in _NOBODY:
                key = part.concept or fold(part.quote)
                met.setdefault(key, []).append((one, unbroken(part.quote), part.concept))
    for key in sorted(met, key=lambda key: -len(met[key])):
        first, quote, concept = met[key][0]
        pages = tuple(dict.fromkeys(one.finding.page for one, _, _ in met[key]))
        yield Entry(
            quote=shortened(quote, 60), pages=pages, id=first.finding.id, count=len(met[key]), concept=concept,
            name=names.get(concept) if concept else None,
        )  # fmt: skip


def _of_role(found: Sequence[Standing], role: str) -> Iterator[Entry]:
    """The targets or deadlines, each once, with the words around them."""
    met = set()
    for one in found:
        finding = one.finding
        spans = [(part.start - finding.start, part.end - finding.start) for part in finding.about.parts
                 if part.role == role]  # fmt: skip
        for start, end in spans[:1]:  # the words around one tell of the others
            inside = start >= 0 and end <= len(finding.quote)
            part = next(part for part in finding.about.parts if part.role == role)
            # A deadline may stand in the words before a list, which is for each of its items.
            quote = (
                _around(finding.quote, start, end) if inside
                else f"{unbroken(part.quote)}… {shortened(unbroken(finding.quote), _LINE - width(part.quote))}"
            )  # fmt: skip
            if fold(quote) not in met:
                met.add(fold(quote))
                yield Entry(quote=quote, pages=(finding.page,), id=finding.id)


def _around(quote: str, start: int, end: int) -> str:
    """Part of a quote with what stands around it, a line in all, `…` where the quote goes on."""
    whole = unbroken(quote)
    if width(whole) <= _LINE:
        return whole
    here = unbroken(quote[start:end])
    left = max(0, _LINE - width(here)) // 2
    before, after = unbroken(quote[:start])[::-1], unbroken(quote[end:])
    head, tail = shortened(before, left)[::-1], shortened(after, left)
    space = " " if here[:1].isascii() and head and head[-1].isascii() else ""
    more = " " if here[-1:].isascii() and tail and (tail[0].isalnum() and tail[0].isascii()) else ""
    return ("…" if len(head) < len(before) else "") + head + space + here + more + tail + (
        "…" if len(tail) < len(after) else ""
    )  # fmt: skip


def _fitted(made: Digest) -> Digest:
    """The digest without what a page of A4 has no room for."""
    for name, least in _LEAST.items():
        while lines_of(made) > LINES and len(made.parts[name]) > least:
            made = replace(made, parts={**made.parts, name: _without_least(made.parts[name])})
    return made


def _without_least(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Quotes are in the order of the paper: the longest goes; other parts lose their last."""
    if entries[0].count is not None or entries[0].id is None:
        return entries[:-1]
    at = max(range(len(entries)), key=lambda at: _lines(entries[at]))
    return entries[:at] + entries[at + 1 :]


def lines_of(made: Digest) -> int:
    """How many lines the digest takes on the page."""
    doc = made.document
    head = -(-width(doc.title or doc.name) * 3 // (COLUMNS * 2)) * 2 + 3
    parts = sum(2 + (1 if name == "metals" else sum(map(_lines, e))) for name, e in made.parts.items() if e)
    return head + parts + sum(map(width, (entry.quote for entry in made.parts["metals"]))) // COLUMNS


def _lines(entry: Entry) -> int:
    return -(-(width(entry.quote) + 24) // COLUMNS)
