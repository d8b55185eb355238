"""How well searches find what a researcher wants, in the language of the query and across.

    python bench/retrieval.py bench/gold/retrieval

The folder holds `documents.jsonl` (short documents of our own, sentence by sentence) and `needs.jsonl` (what a
researcher wants to know, a query for it in each language, and every sentence that answers it, graded 1-3), written
before the ranking was seen. Prints nDCG@10 (as trec_eval has it: the gain is the grade) and recall@100 of all graded
sentences, for the four pairs of languages of query and text.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import litlode

Needs = Sequence[Mapping[str, Any]]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


class Collection:
    """The documents as a library, and the way from a hit back to the sentence that was judged."""

    def __init__(self, documents: Sequence[Mapping[str, Any]], folder: Path) -> None:
        self.starts: dict[str, list[int]] = {}
        for document in documents:
            parts, starts, at = [], [], 0
            for part in (document["title"], *document["sentences"]):
                starts.append(at)
                parts.append(part)
                at += len(part) + 2
            self.starts[f"{document['doc']}.txt"] = starts[1:]
            (folder / f"{document['doc']}.txt").write_text("\n\n".join(parts), encoding="utf-8")
            about = {"title": document["title"], "year": document["year"]}
            (folder / f"{document['doc']}.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
        self.library = litlode.open(str(folder / "retrieval.db"))
        self.library.ingest(folder, jobs=0)

    def search(self, query: str, lang: str, limit: int) -> list[str]:
        """The ids of the sentences found in one language, best first."""
        out: dict[str, None] = {}
        for hit in self.library.search(f"{query} in:text source:{lang}-*", limit=limit):
            at = bisect_right(self.starts[hit.name], hit.start) - 1
            if at >= 0:
                out[f"{hit.name.removesuffix('.txt')}/{at}"] = None
        return list(out)


def ndcg(found: Sequence[str], grades: Mapping[str, int], at: int = 10) -> float:
    """Normalised discounted cumulative gain of the first `at`, as trec_eval has it: the gain is the grade."""

    def gain(values: Sequence[int]) -> float:
        return sum(value / math.log2(place + 2) for place, value in enumerate(values[:at]))

    return gain([grades.get(id_, 0) for id_ in found]) / gain(sorted(grades.values(), reverse=True))


def measure(collection: Collection, needs: Needs) -> dict[str, dict[str, tuple[float, float]]]:
    """For each need, nDCG@10 and recall@100 by pair of languages (`zh>en`: Chinese query, English text)."""
    out: dict[str, dict[str, tuple[float, float]]] = defaultdict(dict)
    for need in needs:
        for asked in ("zh", "en"):
            for text in ("zh", "en"):
                grades = {id_: grade for id_, grade in need["relevant"].items() if id_.startswith(text)}
                found = collection.search(need[asked], text, 100)
                recall = len(grades.keys() & set(found)) / len(grades)
                out[need["id"]][f"{asked}>{text}"] = ndcg(found, grades), recall
    return out


def run(folder: Path) -> dict[str, dict[str, tuple[float, float]]]:
    """The figures of every need of a test set."""
    documents, needs = read_lines(folder / "documents.jsonl"), read_lines(folder / "needs.jsonl")
    with tempfile.TemporaryDirectory() as scratch:
        collection = Collection(documents, Path(scratch))
        try:
            return measure(collection, needs)
        finally:
            collection.library.close()


def averages(figures: Mapping[str, Mapping[str, tuple[float, float]]]) -> dict[str, tuple[float, float]]:
    """The mean nDCG@10 and recall@100 of all needs by pair of languages."""
    pairs = ("zh>zh", "en>en", "en>zh", "zh>en")
    return {
        pair: (mean(need[pair][0] for need in figures.values()), mean(need[pair][1] for need in figures.values()))
        for pair in pairs
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path(__file__).parent / "gold" / "retrieval")
    parser.add_argument("--each", action="store_true", help="also print the figures of each need")
    args = parser.parse_args()
    figures = run(args.folder)
    if args.each:
        for need, pairs in figures.items():
            print(need, "  ".join(f"{pair} {found:.2f} {recall:.2f}" for pair, (found, recall) in pairs.items()))
    print(f"{len(figures)} needs; query>text, nDCG@10, recall@100")
    for pair, (found, recall) in averages(figures).items():
        print(f"{pair}  {found:.3f}  {recall:.3f}")


if __name__ == "__main__":
    main()
