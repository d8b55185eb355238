"""Quality floors: `python bench/floors.py` fails where a figure has sunk below the one that it once reached.

The models are cross-validated anew from the shipped features, all sentences of a source in one fold. The gold passages
and the gold parts, which nothing is fitted on, are tagged, the needs of the retrieval set are searched for, and threads
are told. The sample papers are read and tagged, and what comes out is held against what their authors marked.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from threadpoolctl import threadpool_limits

from bench import likeness, retrieval
from bench.parts import GOLD, score
from extract.extract import extract
from litlode.evaluation import evaluate
from models.classifier import KINDS
from models.fit import FEATURES, LANGUAGES, best_threshold, cross_validate, load_features

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
CROSS_VALIDATED = {  # F1
    ("zh", "challenge"): 0.71,
    ("zh", "recommendation"): 0.74,
    ("en", "challenge"): 0.62,
    ("en", "recommendation"): 0.73,
}
PASSAGES = {  # F1 on the gold passages
    ("zh", "challenge"): 0.58, ("zh", "recommendation"): 0.80, ("zh", "metals"): 0.97,
    ("en", "challenge"): 0.46, ("en", "recommendation"): 0.78, ("en", "metals"): 0.95,
}  # fmt: skip
RECALL = {  # share of the marked findings of the sample papers that are said
    ("zh", "challenge"): 0.75,
    ("zh", "recommendation"): 0.93,
    ("en", "challenge"): 0.60,
    ("en", "recommendation"): 0.88,
}
PARTS = {  # F1 on the gold set of parts, of stance the share that is right
    ("zh", "actor"): 0.77, ("zh", "action"): 0.78, ("zh", "place"): 0.84, ("zh", "target"): 0.76,
    ("zh", "deadline"): 0.84, ("zh", "instrument"): 0.70, ("zh", "metal"): 0.95, ("zh", "strength"): 0.90,
    ("zh", "stance"): 0.90, ("en", "actor"): 0.79, ("en", "action"): 0.78, ("en", "place"): 0.89,
    ("en", "target"): 0.69, ("en", "deadline"): 0.82, ("en", "instrument"): 0.60, ("en", "metal"): 0.95,
    ("en", "strength"): 0.91, ("en", "stance"): 0.86,
}  # fmt: skip

RETRIEVAL = {  # nDCG@10 of the retrieval set, language of the query and of the text
    ("zh", "zh"): 0.75, ("en", "en"): 0.67, ("en", "zh"): 0.70, ("zh", "en"): 0.66,
}  # fmt: skip

TRACKING = {  # F1 on the gold sets of tracking, of status the share that is right
    ("all", "threads"): 0.86, ("across", "threads"): 0.85, ("woven", "threads"): 0.80, ("all", "answers"): 0.79,
    ("all", "status"): 0.84,
}  # fmt: skip


def cross_validated() -> dict[tuple[str, str], float]:
    """F1 of each language and kind on the annotated real sentences, every source held out once."""
    out = {}
    for lang in LANGUAGES:
        data = load_features(FEATURES / f"{lang}.npz", lang)
        _, probabilities = cross_validate(data, seed=0)
        real = data.files == 0
        for kind, truth, p in zip(KINDS, data.labels.T, probabilities.T, strict=True):
            out[lang, kind] = best_threshold(truth[real], p[real])[1]
    return out


def passages() -> dict[tuple[str, str], float]:
    """F1 of each language and kind on the gold passages."""
    figures = (figure for lang in LANGUAGES for figure in evaluate(GOLD / f"passages.{lang}.jsonl"))
    return {(figure.lang, figure.kind): figure.f1 for figure in figures if figure.genre == "all"}


def parts() -> dict[tuple[str, str], float]:
    """F1 of each language and part."""
    return {(lang, what): f for lang in LANGUAGES for what, f in score(GOLD / f"parts.{lang}.jsonl")[0].items()}


def searches() -> dict[tuple[str, str], float]:
    """nDCG@10 of the retrieval set by the languages of query and text."""
    figures = retrieval.averages(retrieval.run(GOLD / "retrieval"))
    return {(pair[:2], pair[3:]): figure for pair, (figure, _) in figures.items()}


def tracking() -> dict[tuple[str, str], float]:
    """What is told right of threads, answers and outcomes."""
    return likeness.figures(likeness.GOLD)


def is_said(quote: str, found: list[str]) -> bool:
    """Whether one of the findings holds the quote, or its items make up half of it; white space aside."""
    want = "".join(quote.split())
    said = {"".join(piece.split()) for piece in found}
    return any(want in piece for piece in said) or 2 * sum(len(p) for p in said if p in want) >= len(want)


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
            hits[key] += is_said(finding["quote"], [f.quote for f in found if f.kind == finding["kind"]])
    return {key: hits[key] / total[key] for key in total}


def main() -> None:
    """Print every figure beside its floor; exit status 1 where one lies below."""
    low = False
    with threadpool_limits(limits=1):
        modelled = cross_validated()
    for title, figures, floors in (
        ("F1, cross-validated by source", modelled, CROSS_VALIDATED),
        ("F1 on the gold passages", passages(), PASSAGES),
        ("recall on the sample papers", sample_recall(), RECALL),
        ("parts of recommendations", parts(), PARTS),
        ("nDCG@10 of searches, query and text", searches(), RETRIEVAL),
        ("threads, answers and outcomes", tracking(), TRACKING),
    ):
        print(title)
        for (lang, kind), floor in floors.items():
            figure = figures[lang, kind]
            low |= figure < floor
            print(f"  {lang} {kind:<15} {figure:.3f}  floor {floor:.2f}{'  BELOW' if figure < floor else ''}")
    sys.exit(low)


if __name__ == "__main__":
    main()
