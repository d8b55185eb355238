"""What the classifiers see of a sentence: hashed n-grams, and where cue words stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from models.cues import cue_groups, cue_statistics
from models.hashing import Ngrams, hash_sentences

Floats = npt.NDArray[np.float32]

_WHITE = re.compile(r"\s+")
_NAMES = re.compile(  # what the papers are about; "critical" and "rare" say nothing of a problem here
    r"\b(?:(?:critical|strategic|scarce|minor)\s+(?:and\s+strategic\s+)?(?:raw\s+)?(?:mineral|material|metal|element)s?"
    r"|rare[\s-]earths?(?:\s+(?:element|metal|mineral|oxide)s?)?|rare\s+(?:and\s+precious\s+)?metals?|rees?)\b"
    r"|(?:关键|战略性?|稀有|稀散|稀贵)(?:性)?(?:金属|矿产|矿物|原材料|矿种)(?:矿产品|矿产|资源|产品)?|稀土"
)
_CLAUSE = re.compile(r"[，；：。、,;:]")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"[（(]?[0-9一二三四五六七八九十]+[)）.、．]")
_MUST_START = re.compile(r"[要应需须]")
_MUST_CLAUSE = re.compile(r"[，,][要应需须]")


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


def _clauses_zh(text: str) -> list[float]:
    """Shares of clauses that start with a verb of action or end in a deficiency, and where 要/应/需/须 opens one."""
    groups = {group.name: group.pattern for group in cue_groups("zh")}
    clauses = [clause for clause in _CLAUSE.split(text) if clause]
    count = max(len(clauses), 1)
    starts = [groups["action-verb"].match(clause) is not None for clause in clauses]
    return [
        sum(starts) / count,
        float(bool(starts) and starts[0]),
        sum(groups["deficiency"].search(clause[-5:]) is not None for clause in clauses) / count,
        float(_MUST_START.match(text) is not None),
        float(_MUST_CLAUSE.search(text) is not None),
    ]


def featurize(texts: Sequence[str], lang: str) -> Features:
    """The features of sentences of one language, in the order given."""
    names = "矿产" if lang == "zh" else "ores"
    flat = [_NAMES.sub(names, _WHITE.sub(" ", text).strip().lower()) for text in texts]
    starts = np.cumsum([0] + [len(text) + 1 for text in flat]).astype(np.int64)
    statistics = cue_statistics("\n".join(flat) + "\n", starts, lang)
    shapes = [_shape(text) + (_clauses_zh(text) if lang == "zh" else []) for text in flat]
    cues = np.hstack([statistics, np.array(shapes, dtype=np.float32)]) if flat else statistics
    return Features(lang, hash_sentences(flat, lang), cast(Floats, cues))
