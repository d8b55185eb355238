"""What the classifiers see of a sentence: hashed n-grams, and where cue words stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from models.found import chinese_hits, english_hits, feature_groups, vocabulary
from models.hashing import Ngrams, hash_chinese, hash_english
from models.scope import group_statistics, scope_statistics
from models.shape import chinese_clauses, codes_of, shapes

Floats = npt.NDArray[np.float32]

_KINDS = r" (?:and strategic )?(?:raw )?(?:mineral|material|metal|element)s?"
_GOODS = "(?:性)?(?:金属|矿产|矿物|原材料|矿种)(?:矿产品|矿产|资源|产品)?"
_NAMES = re.compile(  # what the papers are about; "critical" and "rare" say nothing of a problem here
    # Each choice begins with a letter, and looks back only then: the search skips to these letters.
    rf"c(?<=\bc)ritical{_KINDS}\b|s(?<=\bs)(?:trategic|carce){_KINDS}\b|m(?<=\bm)inor{_KINDS}\b"
    r"|r(?<=\br)(?:are[ -]earths?(?: (?:element|metal|mineral|oxide)s?)?|are (?:and precious )?metals?|ees?)\b"
    rf"|关键{_GOODS}|战略性?{_GOODS}|稀(?:[有散贵]{_GOODS}|土)"
)


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
    flat = _NAMES.sub(names, "\n".join(" ".join(text.split()).lower() for text in texts)).split("\n") if texts else []
    codes, chars = codes_of(flat)
    if lang == "zh":
        begins = chars
        hits = chinese_hits("\n".join(flat) + "\n", begins)
        ngrams = hash_chinese(flat, hits)
    else:
        tokens = vocabulary().tokens(flat)
        begins = np.searchsorted(tokens.sentence, np.arange(len(flat) + 1)).astype(np.int64)
        hits = english_hits(tokens)
        ngrams = hash_english(tokens, hits, len(flat))
    cues: list[npt.NDArray[np.floating[Any]]] = [
        group_statistics(hits, len(feature_groups(lang)), begins),
        scope_statistics(hits, _pairs(lang), len(flat)),
    ]
    if flat:
        cues.append(shapes(flat, codes, chars))
    if flat and lang == "zh":
        verbs = hits.start[(hits.mask & _bit("zh", "action-verb")) != 0]
        deficiencies = hits.end[(hits.mask & _bit("zh", "deficiency")) != 0]
        cues.append(chinese_clauses(codes, chars, verbs, deficiencies))
    return Features(lang, ngrams, np.hstack(cues).astype(np.float32))
