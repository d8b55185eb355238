"""What the classifiers see of a sentence: hashed n-grams, and where cue words stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

import numpy as np
import numpy.typing as npt

from models.found import chinese_hits, english_hits, feature_groups, vocabulary
from models.hashing import Ngrams, hash_chinese, hash_english
from models.scope import Hits, group_statistics, scope_statistics

Floats = npt.NDArray[np.float32]

_WHITE = re.compile(r"\s+")
_NAMES = re.compile(  # what the papers are about; "critical" and "rare" say nothing of a problem here
    r"\b(?:(?:critical|strategic|scarce|minor)\s+(?:and\s+strategic\s+)?(?:raw\s+)?(?:mineral|material|metal|element)s?"
    r"|rare[\s-]earths?(?:\s+(?:element|metal|mineral|oxide)s?)?|rare\s+(?:and\s+precious\s+)?metals?|rees?)\b"
    r"|(?:关键|战略性?|稀有|稀散|稀贵)(?:性)?(?:金属|矿产|矿物|原材料|矿种)(?:矿产品|矿产|资源|产品)?|稀土"
)
_CLAUSE = re.compile(r"[^，；：。、,;:]+")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]+[)）.、．]")
_MUST_START = re.compile(r"[要应需须]")
_MUST_CLAUSE = re.compile(r"[，,][要应需须]")


_PROBLEMS = ("problem-noun", "problem-adjective", "harm", "deficiency")
SCOPES = {  # what stands over what, and how many words or characters before it at most
    "en": (
        (("relief",), ("wrong",), 6),
        (("relief",), ("doubtful", *_PROBLEMS), 6),
        (("negation",), ("wrong", *_PROBLEMS), 4),
        (("negation",), ("benefit", "good", "modality"), 4),
        (("past",), ("action-verb",), 4),
    ),
    "zh": (
        (("relief",), ("wrong", "doubtful", *_PROBLEMS), 14),
        (("relief",), ("problem-noun",), 20),
        (("negated-state",), ("benefit", "good", "action-verb"), 6),
    ),
}


@dataclass(frozen=True)
class Features:
    """Sentences of one language as numbers: their hashed n-grams, and `cues` (n, columns)."""

    lang: str
    ngrams: Ngrams
    cues: Floats

    def __post_init__(self) -> None:
        if self.ngrams.sentences != len(self.cues):
            raise ValueError(f"{self.ngrams.sentences} rows of n-grams, {len(self.cues)} of cues")

    def __len__(self) -> int:
        return len(self.cues)


def _shape(text: str) -> list[float]:
    """Length, commas, digits, question, colon, number in front: what a sentence looks like."""
    commas = sum(text.count(mark) for mark in ",，、；")
    return [
        float(np.log(len(text) + 1)) / 5,
        min(1.0, commas / 8),
        len(_DIGIT.findall(text)) / max(len(text), 1) * 4,
        float(text.endswith(("?", "？"))),
        float("：" in text or ":" in text),
        float(_NUMBERED.match(text) is not None),
    ]


def _clauses_zh(text: str, hits: Hits, begin: int) -> list[float]:
    """Shares of clauses that start with a verb of action or end in a deficiency, and where 要/应/需/须 opens one."""
    verb, deficiency = _bit("zh", "action-verb"), _bit("zh", "deficiency")
    first, last = np.searchsorted(hits.start, [begin, begin + len(text)])
    starts = {int(at) for at in hits.start[first:last][(hits.mask[first:last] & verb) != 0] - begin}
    ends = hits.end[first:last][(hits.mask[first:last] & deficiency) != 0] - begin
    clauses = [match.span() for match in _CLAUSE.finditer(text)]
    count = max(len(clauses), 1)
    acting = [start in starts for start, _ in clauses]
    short = sum(any(end - 5 < at <= end for at in ends.tolist()) for _, end in clauses) if len(ends) else 0
    return [
        sum(acting) / count,
        float(bool(acting) and acting[0]),
        short / count,
        float(_MUST_START.match(text) is not None),
        float(_MUST_CLAUSE.search(text) is not None),
    ]


@cache
def _bit(lang: str, *names: str) -> np.uint64:
    """The bits of some groups."""
    return np.uint64(sum(1 << bit for bit, group in enumerate(feature_groups(lang)) if group.name in names))


@cache
def _pairs(lang: str) -> list[tuple[int, int, int]]:
    return [(int(_bit(lang, *over)), int(_bit(lang, *under)), reach) for over, under, reach in SCOPES[lang]]


def featurize(texts: Sequence[str], lang: str) -> Features:
    """The features of sentences of one language, in the order given."""
    names = "矿产" if lang == "zh" else "ores"
    flat = [_NAMES.sub(names, _WHITE.sub(" ", text).strip().lower()) for text in texts]
    if lang == "zh":
        begins = np.cumsum([0] + [len(text) + 1 for text in flat]).astype(np.int64)
        hits = chinese_hits("\n".join(flat) + "\n", begins)
        ngrams = hash_chinese(flat, hits)
    else:
        tokens = vocabulary().tokens(flat)
        begins = np.searchsorted(tokens.sentence, np.arange(len(flat) + 1)).astype(np.int64)
        hits = english_hits(tokens)
        ngrams = hash_english(tokens, hits, len(flat))
    shapes = [
        _shape(text) + (_clauses_zh(text, hits, begin) if lang == "zh" else [])
        for text, begin in zip(flat, begins.tolist(), strict=False)
    ]
    cues = [group_statistics(hits, len(feature_groups(lang)), begins), scope_statistics(hits, _pairs(lang), len(flat))]
    if flat:
        cues.append(np.array(shapes, dtype=np.float32))
    return Features(lang, ngrams, cast(Floats, np.hstack(cues)))
