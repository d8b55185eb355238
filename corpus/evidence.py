"""The evidence table of a review: a row a work, columns to choose, behind each cell the quotes it was read from."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.listing import StoredFinding
from corpus.methods import find_methods
from corpus.opened import Opened
from corpus.statements import Paper, Quote, TableError, concept_names, find_papers, quote_of
from corpus.wording import unbroken

HEADINGS: Mapping[str, tuple[str, str]] = {
    "document": ("Document", "文献"), "year": ("Year", "年份"), "authors": ("Authors", "作者"),
    "title": ("Title", "题名"), "venue": ("Venue", "来源"), "place": ("Places", "地区"),
    "method": ("Methods", "方法"), "metals": ("Metals", "矿种"), "challenges": ("Challenges", "挑战"),
    "recommendations": ("Recommendations", "建议"), "instruments": ("Instruments", "政策工具"),
    "actors": ("Actors", "主体"), "targets": ("Targets", "目标值"), "deadlines": ("Deadlines", "期限"),
    "strength": ("Strength", "力度"), "stance": ("Stance", "立场"), "id": ("Id", "编号"), "doi": ("DOI", "DOI"),
    "lang": ("Language", "语种"), "issuer": ("Issuer", "发布机构"), "pages": ("Pages", "页数"),
}  # fmt: skip
"""Every column with its heading in English and Chinese."""

DEFAULT = tuple(HEADINGS)[:15]

WORDS: Mapping[str, tuple[str, str]] = {
    "must": ("must", "必须"), "should": ("should", "应当"), "may": ("may", "可以"), "own": ("own", "自身主张"),
    "reported": ("reported", "转述"), "enacted": ("enacted", "已实施"), "no theme": ("no theme", "未归类"),
}  # fmt: skip

_PRONOUNS = frozenset(
    {
        "",
        "we",
        "they",
        "it",
        "you",
        "he",
        "she",
        "this",
        "these",
        "those",
        "who",
        "which",
        "我们",
        "其",
        "它",
        "他们",
        "它们",
    }
)
"""Actors that only the text before them names."""

_SHORT = 160
"""Characters of a recommendation that stand in a cell; a Chinese character is two."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing of a cell with the quotes that speak of it; `concept` is None where the lexicon does not know it.

    `counts` is False where the words stand for themselves: a recommendation, not a theme of several.
    """

    concept: str | None
    name: str
    quotes: tuple[Quote, ...]
    counts: bool = True

    def as_dict(self) -> dict[str, Any]:
        """The entry as JSON has it."""
        return {
            "concept": self.concept, "name": self.name, "count": len(self.quotes),
            "quotes": [quote.as_dict() for quote in self.quotes],
        }  # fmt: skip


Cell = str | int | None | tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A work: its cells by the names of the columns, the file to cite and the page of the first finding in it."""

    document: str
    path: str
    page: int
    cells: Mapping[str, Cell]

    def as_dict(self) -> dict[str, Any]:
        """The row as JSON has it."""
        return {
            name: [entry.as_dict() for entry in cell] if isinstance(cell, tuple) else cell
            for name, cell in self.cells.items()
        }


@dataclass(frozen=True, kw_only=True)
class Table:
    """The rows, the columns in order, and the language of headings and names."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    lang: str = "en"

    def heading(self, column: str) -> str:
        """How a column is headed."""
        return HEADINGS[column][self.lang == "zh"]

    def quotes(self) -> Iterator[tuple[Row, str, Entry, Quote]]:
        """Every quote with its row, column and entry: those of a cell stand together."""
        for row in self.rows:
            for column in self.columns:
                cell = row.cells[column]
                for entry in cell if isinstance(cell, tuple) else ():
                    for quote in entry.quotes:
                        yield row, column, entry, quote


def make_table(
    opened: Opened,
    *,
    query: str | None = None,
    columns: Sequence[str] = DEFAULT,
    lang: str = "en",
    accepted: bool = False,
) -> Table:
    """The evidence table of the papers that `find_papers` gives; raises TableError where a column is unknown."""
    columns = tuple(dict.fromkeys(columns))
    for column in columns:
        if column not in HEADINGS:
            raise TableError(f"{column!r} is no column; there are {', '.join(HEADINGS)}")
    if not columns:
        raise TableError("a table needs columns")
    papers = find_papers(opened, query, accepted=accepted)
    maker = _Maker(opened.connection, lang)
    return Table(columns=columns, rows=tuple(maker.row(paper, columns) for paper in papers), lang=lang)


class _Maker:
    """Makes rows; it holds the names of concepts, which are read once."""

    def __init__(self, connection: sqlite3.Connection, lang: str) -> None:
        self.connection = connection
        self.lang = lang
        self.names = concept_names(connection, lang)

    def row(self, paper: Paper, columns: Sequence[str]) -> Row:
        page = min((finding.page for finding in paper.findings if finding.document == paper.path), default=1)
        cells = {column: self._cell(paper, column) for column in columns}
        return Row(document=paper.document.name, path=paper.path, page=page, cells=cells)

    def _cell(self, paper: Paper, column: str) -> Cell:
        doc = paper.document
        if column in _FROM_FINDINGS:
            return _FROM_FINDINGS[column](self, paper)
        if column == "authors":
            return ("；" if self.lang == "zh" else "; ").join(doc.authors)
        if column == "title":
            return (doc.title_alt if doc.title_alt and doc.lang != self.lang else doc.title) or ""
        value: str | int | None = getattr(doc, "name" if column == "document" else column)
        return value if value is not None or column in ("year", "pages") else ""

    def _word(self, word: str) -> str:
        return WORDS[word][self.lang == "zh"]

    def _method(self, paper: Paper) -> tuple[Entry, ...]:
        return tuple(
            Entry(concept=method.id, name=method.zh if self.lang == "zh" else method.en, quotes=quotes, counts=False)
            for method, quotes in find_methods(self.connection, paper.document)
        )

    def _metals(self, paper: Paper) -> tuple[Entry, ...]:
        pairs = [(f"metal:{metal}", quote_of(f)) for f in paper.findings for metal in f.metals]
        return self._entries([*self._named(paper, "metal:", ("title", "abstract")), *pairs])

    def _place(self, paper: Paper) -> tuple[Entry, ...]:
        # Only places that the lexicon knows: among the others are Fermi, Fig and Legal.
        pairs = [(part.concept, quote_of(f)) for f, part in _parts(paper.findings, "place") if part.concept]
        return self._entries([*self._named(paper, "place:", ("title",)), *pairs])

    def _named(self, paper: Paper, kind: str, sections: tuple[str, ...]) -> Iterator[tuple[str, Quote]]:
        """What these sections name in the language of the paper, outside its findings."""
        doc = paper.document
        rows = self.connection.execute(
            f"""SELECT DISTINCT m.concept, s.section, s.start, s."end", s.page, s.text
            FROM mentions m JOIN sentences s ON s.key = m.sentence JOIN documents d ON d.key = s.document
            WHERE d.sha256 = ? AND m.concept GLOB ? AND s.lang = d.lang
              AND s.section IN ({", ".join("?" for _ in sections)})
            ORDER BY s.start, m.start""",
            [doc.sha256, f"{kind}*", *sections],
        )
        for concept, section, start, end, page, text in rows:
            if not any(finding.start < end and start < finding.end for finding in paper.findings):
                id_ = f"{doc.id}:{start}-{end}"
                yield concept, Quote(id=id_, document=doc.name, page=page, text=unbroken(text), kind=section)

    def _challenges(self, paper: Paper) -> tuple[Entry, ...]:
        return self._themes(paper.challenges, "challenge:")

    def _instruments(self, paper: Paper) -> tuple[Entry, ...]:
        return self._themes(paper.recommendations, "instrument:")

    def _themes(self, findings: Iterable[StoredFinding], kind: str) -> tuple[Entry, ...]:
        pairs = [
            (theme, quote_of(finding))
            for finding in findings
            for theme in [theme for theme in finding.themes if theme.startswith(kind)] or ["no theme"]
        ]
        themes = self._entries(pairs)
        return (*(e for e in themes if e.concept), *(e for e in themes if not e.concept))

    def _recommendations(self, paper: Paper) -> tuple[Entry, ...]:
        return tuple(
            Entry(concept=None, name=shortened(unbroken(finding.quote)), quotes=(quote_of(finding),), counts=False)
            for finding in sorted(paper.recommendations, key=_says_least)
        )

    def _part_cell(self, role: str) -> Callable[[Paper], tuple[Entry, ...]]:
        def entries(paper: Paper) -> tuple[Entry, ...]:
            parts = _parts(paper.recommendations, role)
            pairs = [(part.concept or _plain(part.quote), quote_of(f)) for f, part in parts]
            return self._entries([(what, quote) for what, quote in pairs if what.lower() not in _PRONOUNS])

        return entries

    def _strength(self, paper: Paper) -> tuple[Entry, ...]:
        return self._entries([(f.about.strength, quote_of(f)) for f in paper.recommendations if f.about.strength])

    def _stance(self, paper: Paper) -> tuple[Entry, ...]:
        return self._entries([(f.about.stance, quote_of(f)) for f in paper.recommendations])

    def _entries(self, pairs: Iterable[tuple[str, Quote]]) -> tuple[Entry, ...]:
        """What is spoken of with its quotes, each once, the most frequent first."""
        grouped: dict[str, tuple[str, dict[str, Quote]]] = {}
        for what, quote in pairs:
            grouped.setdefault(what.casefold(), (what, {}))[1][quote.id] = quote
        entries = [
            Entry(
                concept=what if what in self.names else None,
                name=self.names.get(what) or (self._word(what) if what in WORDS else what),
                quotes=tuple(quotes.values()),
            )
            for what, quotes in grouped.values()
        ]
        return tuple(sorted(entries, key=lambda entry: -len(entry.quotes)))


_FROM_FINDINGS: Mapping[str, Callable[[_Maker, Paper], tuple[Entry, ...]]] = {
    "method": _Maker._method, "metals": _Maker._metals, "place": _Maker._place,
    "challenges": _Maker._challenges, "recommendations": _Maker._recommendations,
    "instruments": _Maker._instruments, "strength": _Maker._strength, "stance": _Maker._stance,
    "actors": lambda maker, paper: maker._part_cell("actor")(paper),
    "targets": lambda maker, paper: maker._part_cell("target")(paper),
    "deadlines": lambda maker, paper: maker._part_cell("deadline")(paper),
}  # fmt: skip


def _parts(findings: Iterable[StoredFinding], role: str) -> Iterator[tuple[StoredFinding, Any]]:
    return ((finding, part) for finding in findings for part in finding.about.parts if part.role == role)


def _says_least(finding: StoredFinding) -> tuple[bool, float]:
    """The order of recommendations: those that say what is to be done first, the surest before others."""
    return not any(part.role == "action" for part in finding.about.parts), -finding.score


def _plain(words: str) -> str:
    """Words of a part without the bullet, number or article before them."""
    return re.sub(r"^(?:[•·▪■●–—*]\s*|-\s+|\d+(?:\.\d+)+\.?\s+)?(?:[Tt]he\s+)?", "", unbroken(words))


def shortened(text: str, longest: int = _SHORT) -> str:
    """The beginning of a text that takes up so much room at most; a Chinese character takes two."""
    room = longest
    for at, character in enumerate(text):
        room -= 2 if character > "\u2e7f" else 1
        if room < 0:
            cut = text[:at]
            words = cut.rpartition(" ")[0] if character <= "\u2e7f" and " " in cut[-30:] else cut
            return words.rstrip(" ,;，；、") + "…"
    return text
