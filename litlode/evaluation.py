"""How well the tagger does on passages that a person annotated: precision, recall and F1 with bootstrap intervals.

A line of the file is a passage: `{"lang", "text", "genre"?, "sentences": [{"start", "end", "challenge": bool,
"recommendation": bool, "metals"?: [ids]}]}`; offsets count the characters of `text`.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from extract.findings import FINDING_KINDS
from extract.plain import read_plain
from extract.segment import segment
from extract.tag import tag
from extract.types import Source, Span
from models.classifier import SHIPPED, Models

Counts = npt.NDArray[np.int64]
RESAMPLES = 1000
INTERVAL = 0.95


class GoldError(ValueError):
    """The file holds no annotated passages, or a line that is none."""


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Precision, recall and F1 of one kind on one language and genre; `low` and `high` bound F1.

    The interval is the middle 95 % of F1 over 1,000 draws of the passages with replacement (Efron & Tibshirani 1993,
    percentile bootstrap). `sentences` counts those that hold what was looked for.
    """

    lang: str
    kind: str
    genre: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    sentences: int

    def as_dict(self) -> dict[str, Any]:
        """The figure as JSON has it, to three decimals."""
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in vars(self).items()}


def evaluate(path: Path, models: Models = SHIPPED) -> list[Figure]:
    """The figures of `models` on the passages of a file, over all genres and for each; raises GoldError."""
    counts: dict[tuple[str, str, str], list[Counts]] = defaultdict(list)
    for passage in read_gold(path):
        for kind, count in _count(passage, models).items():
            for genre in {"all", str(passage.get("genre") or "all")}:
                counts[passage["lang"], kind, genre].append(count)
    order = sorted(counts, key=lambda key: (key[0], key[2] != "all", key[2], key[1]))
    return [_figure(*key, np.array(counts[key])) for key in order]


def read_gold(path: Path) -> Iterator[Mapping[str, Any]]:
    """The passages of a file; raises GoldError, naming the line, where one cannot be used."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read ({error})") from error
    empty = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            passage = json.loads(line)
            fits = passage["lang"] in ("zh", "en") and all(
                0 <= s["start"] < s["end"] <= len(passage["text"]) and all(kind in s for kind in FINDING_KINDS)
                for s in passage["sentences"]
            )
        except (ValueError, KeyError, TypeError) as error:
            raise GoldError(f"{path}, line {number}: no annotated passage ({error!r})") from error
        if not fits:
            raise GoldError(
                f"{path}, line {number}: a sentence lies outside its text, or the language is neither zh nor en"
            )
        empty = False
        yield passage
    if empty:
        raise GoldError(f"{path}: holds no passage")


def _count(passage: Mapping[str, Any], models: Models) -> dict[str, Counts]:
    """True positives, false positives and misses of each kind in a passage."""
    text = passage["text"]
    doc = read_plain(text.encode(), Source("", "passage.txt", "text/plain", len(text)))
    tagged = tag(doc, segment(doc), models)
    middles = [(f.kind, (f.span.start + f.span.end) // 2) for f in tagged.findings]
    out: dict[str, Counts] = {kind: np.zeros(3, np.int64) for kind in FINDING_KINDS}
    metals = np.zeros(3, np.int64)
    for sentence in passage["sentences"]:
        span = Span(sentence["start"], sentence["end"])
        for kind in FINDING_KINDS:
            said, true = (kind, True) in ((k, at in span) for k, at in middles), bool(sentence[kind])
            out[kind] += (said and true, said and not true, true and not said)
        if "metals" in sentence:
            said_ids = {m.concept[6:] for m in tagged.mentions if m.concept[:6] == "metal:" and span.covers(m.span)}
            true_ids = set(sentence["metals"])
            metals += (len(said_ids & true_ids), len(said_ids - true_ids), len(true_ids - said_ids))
    return out | {"metals": metals} if metals.any() else out


def _f1(counts: Counts) -> npt.NDArray[np.float64]:
    """F1 of each row of true positives, false positives and misses; 0 where there is nothing."""
    hits, wrong, missed = counts.T
    return np.asarray(np.divide(2 * hits, 2 * hits + wrong + missed, out=np.zeros(len(counts)), where=hits > 0))


def _figure(lang: str, kind: str, genre: str, passages: Counts) -> Figure:
    draws = np.random.default_rng(0).integers(0, len(passages), (RESAMPLES, len(passages)))
    low, high = np.quantile(_f1(passages[draws].sum(axis=1)), [(1 - INTERVAL) / 2, (1 + INTERVAL) / 2])
    total = passages.sum(axis=0)
    hits, wrong, missed = map(int, total)
    return Figure(
        lang=lang, kind=kind, genre=genre, precision=hits / max(hits + wrong, 1), recall=hits / max(hits + missed, 1),
        f1=float(_f1(total[None])[0]), low=float(low), high=float(high), sentences=hits + missed,
    )  # fmt: skip
