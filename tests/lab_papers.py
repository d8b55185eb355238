"""Small papers on laboratory work: what a sample should undergo looks like a recommendation and is none.

Each paper has four steps of a procedure, which a person rejects, and one real recommendation, which is accepted.
`UNSEEN` are sentences of both sorts that are in no paper.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from models.features import Features
from models.fit import FEATURES, TrainingSet, load_features
from models.hashing import Ngrams

_STEPS = {
    "en": (
        "The {metal} samples should be dried for {n} hours in the oven.",
        "Each {metal} sample must be ground to {n} microns before it is weighed.",
        "The beaker should be rinsed {n} times with water.",
        "The {metal} solution must be heated to {n} degrees.",
    ),
    "zh": (
        "{metal}样品应当在{n}度下烘干并密封保存。",
        "{metal}样品需要研磨至{n}目以下再称量。",
        "烧杯应当用清水冲洗{n}次。",
        "{metal}溶液需要加热到{n}度左右。",
    ),
}
_FACTS = {
    "en": ("The laboratory of {place} opened in 19{n}.", "It has {n} ovens and two mills."),
    "zh": ("{place}实验室于19{n}年建成。", "实验室有{n}台烘箱和两台磨机。"),
}
_ASKED = {
    "en": "The government of {place} should establish a strategic stockpile of {metal}.",
    "zh": "{place}应当加快建立{metal}战略储备制度，完善监测预警体系。",
}
_WORDS = {
    "en": (("Arland", "tungsten"), ("Borland", "tin"), ("Corland", "cobalt"), ("Dorland", "lithium"),
           ("Erland", "nickel"), ("Forland", "copper")),
    "zh": (("甲省", "钨"), ("乙省", "锡"), ("丙省", "钴"), ("丁省", "锂"), ("戊省", "镍"), ("己省", "铜")),
}  # fmt: skip
UNSEEN = {
    "en": (
        "The indium samples should be dried for nine hours in the furnace.",
        "The countries of the region should establish a joint reserve of indium.",
    ),
    "zh": ("铟样品应当在九十度下烘干并密封保存。", "有关部门应当建立铟资源储备体系，加强监测预警。"),
}


def write_papers(folder: Path, lang: str, count: int = 6) -> None:
    """So many papers of one language, `lang-0.txt` and on."""
    folder.mkdir(exist_ok=True)
    gap = " " if lang == "en" else ""
    for number, (place, metal) in enumerate(_WORDS[lang][:count]):
        first, second = _FACTS[lang]
        sentences = [first, *_STEPS[lang][:2], second, *_STEPS[lang][2:], first, _ASKED[lang]]
        text = gap.join(s.format(place=place, metal=metal, n=52 + 3 * number + at) for at, s in enumerate(sentences))
        (folder / f"{lang}-{number}.txt").write_text(text + "\n", encoding="utf-8")


def is_asked(quote: str) -> bool:
    """Whether a finding of these papers is a real recommendation."""
    return any(word in quote for word in ("stockpile", "战略储备", "监测预警"))


def few_trees() -> HistGradientBoostingClassifier:
    """What takes the place of `models.fit.trees` in tests."""
    return HistGradientBoostingClassifier(max_iter=10, learning_rate=0.3, max_leaf_nodes=8, random_state=0)


def small_training_set(lang: str) -> TrainingSet:
    """Some 600 of the shipped sentences, real ones of whole sources: learned from in seconds."""
    data = load_features(FEATURES / f"{lang}.npz", lang)
    real = np.flatnonzero(data.files == 0)
    sources = set(data.sources[real[:600]].tolist())
    rows = np.array([index for index in real if int(data.sources[index]) in sources][:900])
    place = np.full(len(data.labels), -1)
    place[rows] = np.arange(len(rows))
    ngrams = data.features.ngrams
    inside = place[ngrams.row] >= 0
    kept = Ngrams(len(rows), place[ngrams.row[inside]], ngrams.column[inside], ngrams.value[inside])
    return TrainingSet(
        features=Features(lang, kept, data.features.cues[rows]),
        labels=data.labels[rows],
        runs=data.runs[rows],
        sources=data.sources[rows],
        files=data.files[rows],
    )
