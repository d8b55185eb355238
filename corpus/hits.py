"""What a search gives: hits with their place, their marks and why they were found, and all of them together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal, overload

from corpus.facets import Facets
from corpus.units import Query
from extract.charfold import CJK


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A finding, or a sentence with `in:text`, that a search came upon.

    `score` is the rank's (higher is better, comparable within one search only), `certainty` the classifier's,
    `marks` the half-open ranges of `quote` that the query names. `found_by` says for each part of the query what stands
    for it here, `missing` which parts are not here: there are some only after the hits that hold everything.
    `verdict` and `tags` are what people said of a finding.
    """

    id: str
    kind: Literal["challenge", "recommendation", "text"]
    quote: str
    document: str
    name: str
    title: str | None
    year: int | None
    page: int
    start: int
    end: int
    lang: str
    score: float
    certainty: float | None
    metals: tuple[str, ...]
    themes: tuple[str, ...]
    section: str | None = None
    stance: str | None = None
    strength: str | None = None
    marks: tuple[tuple[int, int], ...] = ()
    found_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    verdict: str | None = None
    tags: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """The hit as JSON has it."""
        return {
            "document": self.document, "title": self.title, "year": self.year, "page": self.page,
            "kind": self.kind, "quote": self.quote, "lang": self.lang, "start": self.start, "end": self.end,
            "score": round(self.score, 4), "certainty": self.certainty, "metals": list(self.metals),
            "themes": list(self.themes), "section": self.section, "stance": self.stance, "strength": self.strength,
            "marks": [list(mark) for mark in self.marks], "snippet": list(self.snippet()),
            "found_by": list(self.found_by), "missing": list(self.missing), "verdict": self.verdict,
            "tags": list(self.tags), "id": self.id,
        }  # fmt: skip

    def marked(self, before: str = "<mark>", after: str = "</mark>") -> str:
        """The quote with `before` and `after` around what the query names; nothing is escaped."""
        out, at = [], 0
        for start, end in self.marks:
            out += [self.quote[at:start], before, self.quote[start:end], after]
            at = end
        return "".join([*out, self.quote[at:]])

    def snippet(self, longest: int = 240) -> tuple[int, int]:
        """The range of the quote, about `longest` characters, that holds most marks; all of a shorter quote."""
        if len(self.quote) <= longest or not self.marks:
            return (0, len(self.quote)) if len(self.quote) <= longest else _at_words(self.quote, 0, longest)

        def held(start: int) -> int:
            return sum(start <= mark[0] and mark[1] <= start + longest for mark in self.marks)

        best = max((mark[0] for mark in self.marks), key=lambda start: (held(start), -start))
        inside = [mark for mark in self.marks if best <= mark[0] and mark[1] <= best + longest]
        end = inside[-1][1] if inside else best + longest
        start = max(0, best - (longest - (end - best)) // 2)
        return _at_words(self.quote, start, min(len(self.quote), start + longest))


def _at_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the parts of words that it cuts, Chinese ones aside; as it is where that leaves nothing."""
    first, last = start, end
    while 0 < first < last and _in_one_word(text[first - 1 : first + 1]):
        first += 1
    while first < last < len(text) and _in_one_word(text[last - 1 : last + 1]):
        last -= 1
    return (first, last) if first < last else (start, end)


def _in_one_word(pair: str) -> bool:
    return pair.isalnum() and not CJK.search(pair)


@dataclass(frozen=True, kw_only=True)
class HitList(Sequence[Hit]):
    """Hits in order, and the query that they fit; a sequence that also goes to JSON and pandas."""

    query: Query
    hits: tuple[Hit, ...]

    def __len__(self) -> int:
        return len(self.hits)

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Hit, ...]: ...
    def __getitem__(self, index: int | slice) -> Hit | tuple[Hit, ...]:
        return self.hits[index]

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def explain(self) -> str:
        """What the query was read as, in one line."""
        return self.query.explain()

    def rows(self) -> list[dict[str, Any]]:
        """The hits as JSON has them."""
        return [hit.as_dict() for hit in self.hits]

    def to_json(self) -> str:
        """The hits as a JSON list."""
        return json.dumps(self.rows(), ensure_ascii=False)

    def to_pandas(self) -> Any:
        """The hits as a DataFrame; raises ImportError where pandas is not installed."""
        return import_module("pandas").DataFrame(self.rows())


@dataclass(frozen=True, kw_only=True)
class Results(HitList):
    """A page of the hits of a search, best first.

    `total` counts the rows that hold all that was asked, `some` those that hold only some of it or are near in meaning
    and follow where few hold all: the best of them, `corpus.ranking.AMONG` at most, can be paged through. `partly` is
    True where nothing holds all. The facets count the rows of `total`, or those of `some` where there are no others;
    they are counted when asked for, while the library is open.
    """

    total: int
    some: int = 0
    offset: int = 0
    facets: Facets

    @property
    def partly(self) -> bool:
        """Whether the hits hold only some of what was asked."""
        return not self.total and self.some > 0
