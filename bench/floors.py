"""Quality floors: `python bench/floors.py` fails where a figure has sunk below the one that it once reached.

Two kinds of figure. The models are cross-validated anew from the shipped features, all sentences of a source in one
fold. The sample papers are read and tagged, and what comes out is held against what their authors marked.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from extract.extract import extract
from models.classifier import KINDS
from models.fit import FEATURES, LANGUAGES, best_threshold, cross_validate, load_features

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
CROSS_VALIDATED = {  # F1
    ("zh", "challenge"): 0.68,
    ("zh", "recommendation"): 0.68,
    ("en", "challenge"): 0.58,
    ("en", "recommendation"): 0.67,
}
RECALL = {  # share of the marked findings that are found, by at least half their characters
    ("zh", "challenge"): 0.40,
    ("zh", "recommendation"): 0.45,
    ("en", "challenge"): 0.40,
    ("en", "recommendation"): 0.45,
}


def cross_validated() -> dict[tuple[str, str], float]:
    """F1 of each language and kind, every source held out once."""
    out = {}
    for lang in LANGUAGES:
        data = load_features(FEATURES / f"{lang}.npz", lang)
        _, probabilities = cross_validate(data, seed=0)
        for kind, truth, p in zip(KINDS, data.labels.T, probabilities.T, strict=True):
            out[lang, kind] = best_threshold(truth, p)[1]
    return out


def overlap(a: str, b: str) -> float:
    """Length of the shorter text over that of the longer where one holds the other, else 0."""
    a, b = "".join(a.split()), "".join(b.split())
    return min(len(a), len(b)) / max(len(a), len(b), 1) if a in b or b in a else 0.0


def sample_recall() -> dict[tuple[str, str], float]:
    """Share of the marked findings of the sample papers that come out with at least half their words."""
    hits: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for line in (SAMPLES / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        sample = json.loads(line)
        found = extract(SAMPLES / sample["file"]).findings
        for finding in sample["findings"]:
            key = (sample["lang"], finding["kind"])
            total[key] += 1
            hits[key] += any(f.kind == finding["kind"] and overlap(f.quote, finding["quote"]) >= 0.5 for f in found)
    return {key: hits[key] / total[key] for key in total}


def main() -> None:
    """Print every figure beside its floor; exit status 1 where one lies below."""
    low = False
    for title, figures, floors in (
        ("F1, cross-validated by source", cross_validated(), CROSS_VALIDATED),
        ("recall on the sample papers", sample_recall(), RECALL),
    ):
        print(title)
        for (lang, kind), floor in floors.items():
            figure = figures[lang, kind]
            low |= figure < floor
            print(f"  {lang} {kind:<15} {figure:.3f}  floor {floor:.2f}{'  BELOW' if figure < floor else ''}")
    sys.exit(low)


if __name__ == "__main__":
    main()
