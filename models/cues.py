"""Cue words by group, and how often and where each group occurs in sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

DATA = Path(__file__).with_name("cues.toml")
STATISTICS = ("how often", "whether", "how early", "how late")


@dataclass(frozen=True, kw_only=True)
class CueGroup:
    """Words that hint at the same thing in one language, as one compiled pattern over lower-case text."""

    name: str
    lang: str
    what: str
    pattern: re.Pattern[str]
    example: str
    counter: str
    feature: bool = True


def _compile(terms: Sequence[str], lang: str, where: str) -> re.Pattern[str]:
    body = "|".join(terms)
    if where == "start":  # an imperative, after a bullet or number if there is one
        return re.compile(rf"^(?:\W|\d|[a-z]\))*(?:{body})\b", re.MULTILINE)
    if lang == "en" and where == "word":
        return re.compile(rf"(?<!\w)(?:{body})(?!\w)")
    return re.compile(body)


@cache
def cue_groups(lang: str) -> tuple[CueGroup, ...]:
    """The groups of one language, in the order that the features use."""
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["group"]
    return tuple(
        CueGroup(
            name=row["name"],
            lang=row["lang"],
            what=row["what"],
            pattern=_compile(row["terms"], row["lang"], row.get("where", "word")),
            example=row["example"],
            counter=row["counter"],
            feature=row.get("feature", True),
        )
        for row in rows
        if row["lang"] == lang
    )


def cue_statistics(joined: str, starts: npt.NDArray[np.int64], lang: str) -> npt.NDArray[np.float32]:
    """How often and where each cue group occurs, shape (sentences, 4 × groups).

    `joined` holds the sentences in lower case, one a line; `starts` their offsets in it, and one more for its end. For
    each group: occurrences (capped at 4, as a share of 4), 0 or 1, how early the first and how late the last stands.
    """
    groups = [group for group in cue_groups(lang) if group.feature]
    count = len(starts) - 1
    out = np.zeros((count, len(groups), len(STATISTICS)), dtype=np.float32)
    lengths = np.maximum(np.diff(starts) - 1, 1)
    for g, group in enumerate(groups):
        found = [match.span() for match in group.pattern.finditer(joined)]
        if not found:
            continue
        spans = np.array(found, dtype=np.int64)
        rows = np.searchsorted(starts, spans[:, 0], side="right") - 1
        first, at, times = np.unique(rows, return_index=True, return_counts=True)
        last = at + times - 1
        out[first, g, 0] = np.minimum(times, 4) / 4
        out[first, g, 1] = 1
        out[first, g, 2] = 1 - (spans[at, 0] - starts[first]) / lengths[first]
        out[first, g, 3] = np.minimum(1, (spans[last, 1] - starts[first]) / lengths[first])
    return out.reshape(count, len(groups) * len(STATISTICS))


@cache
def _problem_words(lang: str) -> tuple[re.Pattern[str], tuple[re.Pattern[str], ...]]:
    groups = {group.name: group.pattern for group in cue_groups(lang)}
    names = ("problem-noun", "problem-adjective", "deficiency", "negated-state", "harm", "outstanding")
    return groups["prevented-problem"], tuple(groups[name] for name in names if name in groups)


def problem_remains(text: str, lang: str) -> bool:
    """Whether a word for a problem is left once those that a measure is only meant to prevent are taken out."""
    prevented, words = _problem_words(lang)
    rest = prevented.sub(" ", text.lower())
    return any(pattern.search(rest) for pattern in words)
