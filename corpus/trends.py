"""How often concepts are spoken of over the years, in either language: shares of the documents, not counts of findings.

A year of which the library holds many documents says more of everything; what is compared is therefore the share of a
year's documents that have a finding about a concept. Where a share is of few documents it says so (`small`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import lgamma, log
from typing import Any, Literal

By = Literal["theme", "metal", "place"]
Change = Literal["new", "quiet", "burst"]

SMALL = 5
"""Documents below which a share is marked: one more would move it by a fifth."""

EARLIER = 5  # documents of earlier years without which nothing can be called new
QUIET_YEARS = 3
_QUIET_SHARE = 0.1  # of the documents before, for something to be missed
_BURST_RATIO, _BURST_COST = 2.0, 1.0
_SURE = 0.05  # the p-value below which two languages are said to differ

_FINDING_CONCEPT = {
    "theme": "o.concept LIKE 'challenge:%' OR o.concept LIKE 'instrument:%'",
    "metal": "o.concept LIKE 'metal:%'",
}


@dataclass(frozen=True, kw_only=True)
class Point:
    """A concept in a year: of `documents` with findings, `about` have one about it."""

    concept: str
    year: int
    about: int
    documents: int

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.about / self.documents

    @property
    def small(self) -> bool:
        """Whether the share is of too few documents to say much."""
        return self.documents < SMALL

    def as_dict(self) -> dict[str, Any]:
        """The point as JSON has it."""
        return {
            "concept": self.concept, "year": self.year, "about": self.about, "documents": self.documents,
            "share": round(self.share, 4), "small": self.small,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What changed with a concept: it is new since a year, quiet since one, or spoken of more than usual until one.

    `about` of `documents` speak of it: of what is quiet those until `QUIET_YEARS` before the last year, else those from
    `since` to `until`. `usual` is its share of the documents of all years.
    """

    concept: str
    change: Change
    since: int
    until: int
    about: int
    documents: int
    usual: float = 0.0

    @property
    def small(self) -> bool:
        """Whether it is told by too few documents to say much."""
        return self.documents < SMALL

    @property
    def counted(self) -> str:
        """What was counted, in words: `2 of 11 documents until 2022`."""
        counts = f"{self.about} of {self.documents} document{'s' if self.documents != 1 else ''}"
        if self.change == "quiet":
            return f"{counts} until {self.until - QUIET_YEARS}"
        if self.change == "burst":
            return f"{counts} of these years, {self.usual:.0%} over all"
        return f"{counts} of that year, none before"

    def as_dict(self) -> dict[str, Any]:
        """The change as JSON has it."""
        return {
            "concept": self.concept, "change": self.change, "since": self.since, "until": self.until,
            "about": self.about, "documents": self.documents, "usual": round(self.usual, 4), "small": self.small,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A concept in Chinese documents beside English ones; `p` is that of Fisher's exact test, two-sided.

    Where there are no documents in one of the languages, nothing is told of a difference.
    """

    concept: str
    zh: int
    zh_documents: int
    en: int
    en_documents: int
    p: float

    @property
    def difference(self) -> float | None:
        """The Chinese share less the English one, -1 to 1; None where there are no documents in one of them."""
        if not (self.zh_documents and self.en_documents):
            return None
        return self.zh / self.zh_documents - self.en / self.en_documents

    @property
    def only(self) -> str | None:
        """The language that alone speaks of it, if there are documents in both and one does."""
        return None if self.difference is None or (self.zh and self.en) else "zh" if self.zh else "en"

    @property
    def differs(self) -> bool:
        """Whether the shares differ by more than chance has it."""
        return self.p < _SURE

    @property
    def small(self) -> bool:
        """Whether one of the shares is of too few documents to say much."""
        return min(self.zh_documents, self.en_documents) < SMALL

    def as_dict(self) -> dict[str, Any]:
        """The comparison as JSON has it."""
        return {
            "concept": self.concept, "zh": self.zh, "zh_documents": self.zh_documents, "en": self.en,
            "en_documents": self.en_documents,
            "difference": None if self.difference is None else round(self.difference, 4), "only": self.only,
            "p": round(self.p, 4), "differs": self.differs, "small": self.small,
        }  # fmt: skip


@dataclass(frozen=True)
class Count:
    """Which documents speak of what, each document once: `year` and `lang` by document, documents by concept."""

    years: Mapping[int, int]
    langs: Mapping[int, str]
    about: Mapping[str, frozenset[int]]

    def points(self) -> tuple[Point, ...]:
        """Every concept in every year from the first to the last that has documents."""
        documents: dict[int, int] = defaultdict(int)
        for year in self.years.values():
            documents[year] += 1
        return tuple(
            Point(
                concept=concept, year=year, documents=size,
                about=sum(self.years.get(document) == year for document in having),
            )
            for concept, having in sorted(self.about.items())
            for year, size in sorted(documents.items())
        )  # fmt: skip

    def turns(self) -> tuple[Turn, ...]:
        """What is new in the last year, what has gone quiet, what came in bursts: the most telling first of each."""
        by_concept: dict[str, list[Point]] = defaultdict(list)
        for point in self.points():
            by_concept[point.concept].append(point)
        turns = [turn for points in by_concept.values() for turn in (*_new(points), *_quiet(points), *_bursts(points))]
        return tuple(sorted(turns, key=lambda turn: (_ORDER[turn.change], -turn.about, turn.concept)))

    def beside(self) -> tuple[Beside, ...]:
        """Every concept in Chinese beside English, the largest differences first."""
        sizes = {lang: sum(other == lang for other in self.langs.values()) for lang in ("zh", "en")}
        rows = []
        for concept, having in self.about.items():
            zh, en = (sum(self.langs.get(document) == lang for document in having) for lang in ("zh", "en"))
            p = fisher(zh, sizes["zh"], en, sizes["en"])
            rows.append(Beside(concept=concept, zh=zh, zh_documents=sizes["zh"], en=en, en_documents=sizes["en"], p=p))
        return tuple(sorted(rows, key=lambda row: (-abs(row.difference or 0), -row.zh - row.en, row.concept)))


_ORDER: Mapping[Change, int] = {"new": 0, "quiet": 1, "burst": 2}


def count(
    connection: sqlite3.Connection,
    by: By,
    *,
    kind: str | None = None,
    works: Mapping[str, str] | None = None,
    without: Collection[int] = (),
) -> Count:
    """What the documents with findings speak of, by theme, metal or place.

    `works` names the work of each document (by sha256): of one work in several versions only one counts, the earliest.
    Findings of `without` (rejected ones), by key, do not count.
    """
    chosen, years, langs = _documents(connection, kind, works)
    about: dict[str, set[int]] = defaultdict(set)
    for finding, document, concept in connection.execute(_about(by), {"kind": kind}):
        if document in chosen and finding not in without:
            about[concept].add(document)
    return Count(years, langs, {concept: frozenset(having) for concept, having in about.items()})


def _about(by: By) -> str:
    if by == "place":
        return """SELECT f.key, f.document, p.concept FROM finding_parts p JOIN findings f ON f.key = p.finding
            WHERE p.concept LIKE 'place:%' AND p.role = 'place' AND (:kind IS NULL OR f.kind = :kind)"""
    return f"""SELECT f.key, f.document, o.concept FROM finding_concepts o JOIN findings f ON f.key = o.finding
        WHERE ({_FINDING_CONCEPT[by]}) AND (:kind IS NULL OR f.kind = :kind)"""


def _documents(
    connection: sqlite3.Connection, kind: str | None, works: Mapping[str, str] | None
) -> tuple[set[int], dict[int, int], dict[int, str]]:
    rows = connection.execute(
        """SELECT key, sha256, year, lang FROM documents d WHERE EXISTS
        (SELECT 1 FROM findings f WHERE f.document = d.key AND (:kind IS NULL OR f.kind = :kind))
        ORDER BY year IS NULL, year, key""",
        {"kind": kind},
    )
    chosen, years, langs, seen = set(), {}, {}, set()
    for key, sha256, year, lang in rows:
        work = (works or {}).get(sha256, sha256)
        if work in seen:
            continue
        seen.add(work)
        chosen.add(key)
        langs[key] = lang
        if year is not None:
            years[key] = year
    return chosen, years, langs


def _share(points: Sequence[Point]) -> float:
    """The share of the documents of all these years."""
    return sum(p.about for p in points) / max(sum(p.documents for p in points), 1)


def _new(points: Sequence[Point]) -> Iterable[Turn]:
    last = points[-1]
    before = points[:-1]
    if last.about and not any(p.about for p in before) and sum(p.documents for p in before) >= EARLIER:
        yield Turn(
            concept=last.concept, change="new", since=last.year, until=last.year, about=last.about,
            documents=last.documents, usual=_share(points),
        )  # fmt: skip


def _quiet(points: Sequence[Point]) -> Iterable[Turn]:
    end = points[-1].year
    before = [p for p in points if p.year <= end - QUIET_YEARS]
    since = [p for p in points if p.year > end - QUIET_YEARS]
    about, documents = sum(p.about for p in before), sum(p.documents for p in before)
    silent = sum(p.documents for p in since)
    if about > 1 and not any(p.about for p in since) and about >= _QUIET_SHARE * documents and silent >= SMALL:
        spoken = max(p.year for p in before if p.about)
        yield Turn(
            concept=points[0].concept, change="quiet", since=spoken + 1, until=end, about=about, documents=documents,
            usual=_share(points),
        )  # fmt: skip


def _bursts(points: Sequence[Point]) -> Iterable[Turn]:
    """Years in which a concept is spoken of twice as often as over all, or more often.

    The two-state automaton of Kleinberg (2002), "Bursty and hierarchical structure in streams", in its form for
    batches: a year is a batch of documents, some of them about the concept. It also takes years for a burst that are
    but nearer to the double than to the usual share: these are left out.
    """
    about, usual = sum(p.about for p in points), _share(points)
    high = min(_BURST_RATIO * usual, 0.9999)
    if about < 3 or len(points) < 3 or usual >= high:
        return
    costs, came_from = [0.0, _BURST_COST * log(len(points))], []
    for point in points:
        into = [
            min((costs[0], 0), (costs[1], 1)),
            min((costs[1], 1), (costs[0] + _BURST_COST * log(len(points)), 0)),
        ]
        came_from.append((into[0][1], into[1][1]))
        costs = [into[state][0] + _cost(point, share) for state, share in enumerate((usual, high))]
    state = 0 if costs[0] <= costs[1] else 1
    states = []
    for came in reversed(came_from):
        states.append(state)
        state = came[state]
    states.reverse()
    for turn in _stretches(points, states, usual):
        if turn.about >= _BURST_RATIO * usual * turn.documents:
            yield turn


def _stretches(points: Sequence[Point], states: Sequence[int], usual: float) -> Iterable[Turn]:
    run: list[Point] = []
    for point, state in [*zip(points, states, strict=True), (None, 0)]:
        if state and point:
            run.append(point)
        elif run:
            yield Turn(
                concept=run[0].concept, change="burst", since=run[0].year, until=run[-1].year,
                about=sum(p.about for p in run), documents=sum(p.documents for p in run), usual=usual,
            )  # fmt: skip
            run = []


def _cost(point: Point, share: float) -> float:
    n, k = point.documents, point.about
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return -(ways + k * log(share) + (n - k) * log(1 - share))


def fisher(a: int, a_of: int, b: int, b_of: int) -> float:
    """The two-sided p-value of Fisher's exact test that two shares, `a` of `a_of` and `b` of `b_of`, are one."""
    from scipy.stats import fisher_exact  # noqa: PLC0415 - half a second that no other question needs

    return float(fisher_exact([[a, a_of - a], [b, b_of - b]]).pvalue)
