"""How well findings are compared: threads, answers, what became of measures.

    python bench/likeness.py                            # the sealed gold sets: what CI holds a floor to
    python bench/likeness.py bench/gold/tracking/dev    # the development sets, with what is told wrong

The gold sets in `bench/gold/tracking` were written before the matcher and are used for nothing else;
`bench/likeness_learning.py` learns it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.happened import Told, status_of, told
from corpus.weaving import LEAST
from extract.charfold import spread
from extract.mentions import find_mentions, metal_ids
from extract.tag import themes_of
from models.sameness import answer_features, answer_probabilities, probabilities
from models.sides import Side, side

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "bench" / "gold" / "tracking"
SAME, ANSWERED = 0.45, 0.4
"""Probabilities from which the development sets are told best."""

Array = np.ndarray[Any, Any]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def concepts_of(text: str, lang: Any, kind: Any) -> list[str]:
    mentions = find_mentions(text)
    return [*(f"metal:{metal}" for metal in metal_ids(mentions)), *themes_of(kind, text, lang, mentions)]


def side_of(item: Mapping[str, Any], kind: str) -> Side:
    concepts = concepts_of(item["text"], item["lang"], kind)
    return side(spread(item["text"]), concepts=concepts, lang=item["lang"], kind=kind)


def both_of(pair: Mapping[str, Any]) -> tuple[Side, Side]:
    return side_of(pair["a"], pair["kind"]), side_of(pair["b"], pair["kind"])


@dataclass(frozen=True)
class Score:
    """Counts of what was told right, wrongly told and missed."""

    right: int
    told: int
    true: int

    @property
    def f1(self) -> float:
        return 2 * self.right / max(self.told + self.true, 1)


def score(told: Array, true: Array) -> Score:
    return Score(int((told & true).sum()), int(told.sum()), int(true.sum()))


def threads(folder: Path) -> tuple[Array, Array, Array, list[dict[str, Any]]]:
    """How likely each pair of the gold set is the same, whether it is, whether it is across languages, the pairs."""
    pairs = read_lines(folder / "threads.jsonl")
    likely = probabilities([both_of(pair) for pair in pairs])
    across = np.array([p["a"]["lang"] != p["b"]["lang"] for p in pairs])
    return likely, np.array([p["same"] for p in pairs]), across, pairs


def answers(folder: Path) -> tuple[Array, Array]:
    """How likely each recommendation of a document answers each challenge, and whether it does."""
    likely, true = [], []
    for table, gold in answer_tables(folder):
        likely.append(answer_probabilities(table).ravel())
        true.append(gold.ravel())
    return np.concatenate(likely), np.concatenate(true)


def answer_tables(folder: Path) -> Iterator[tuple[Array, Array]]:
    for document in read_lines(folder / "links.jsonl"):
        items = [{**item, "lang": document["lang"]} for item in document["items"]]
        sides = {
            kind: [(item["n"], side_of(item, kind)) for item in items if item["kind"] == kind]
            for kind in ("recommendation", "challenge")
        }
        pairs = {tuple(pair) for pair in document["answers"]}
        told, places = answer_features(*([one for _, one in sides[kind]] for kind in sides))
        challenges = [number for number, _ in sides["challenge"]]
        gold = np.array(
            [
                [(number, challenges[at]) in pairs for at in row]
                for (number, _), row in zip(sides["recommendation"], places.tolist(), strict=True)
            ]
        )
        yield told, gold


def statuses(folder: Path) -> list[tuple[dict[str, Any], str, int | None]]:
    """Each case of the gold set with the status that is told, and the sentence that tells it."""
    out = []
    for case in read_lines(folder / "status.jsonl"):
        asked = side_of(case["recommendation"], "recommendation")
        out.append((case, *status_of(asked, [told_by(item) for item in case["later"]])))
    return out


def told_by(item: Mapping[str, Any]) -> Told:
    concepts = concepts_of(item["text"], item["lang"], "recommendation")
    return told(item["n"], item["year"], item["text"], item["lang"], concepts)


def figures(folder: Path) -> dict[tuple[str, str], float]:
    """F1 of threads (all, in one language, across, as they are woven in a library) and answers; accuracy of status."""
    likely, same, across, pairs = threads(folder)
    woven = probabilities([both_of(pair) for pair in pairs], among="all")
    found, true = answers(folder)
    cases = statuses(folder)
    return {
        ("all", "threads"): score(likely >= SAME, same).f1,
        ("one language", "threads"): score(likely[~across] >= SAME, same[~across]).f1,
        ("across", "threads"): score(likely[across] >= SAME, same[across]).f1,
        ("woven", "threads"): score(woven >= LEAST, same).f1,
        ("all", "answers"): score(found >= ANSWERED, true.astype(bool)).f1,
        ("all", "status"): sum(case["status"] == status for case, status, _ in cases) / len(cases),
        ("sentence", "status"): sum(case["evidence"] == at for case, _, at in cases) / len(cases),
    }


def told_wrong(folder: Path) -> Iterator[str]:
    """The pairs and cases of a development set that are told most wrongly, a line each."""
    likely, same, _, pairs = threads(folder)
    for at in np.argsort(-np.abs(likely - same))[:20].tolist():
        yield f"{likely[at]:.2f} {pairs[at]['same']} {pairs[at]['a']['text']} | {pairs[at]['b']['text']}"
    for case, status, at in statuses(folder):
        if status != case["status"]:
            yield f"{case['id']} {case['status']} {case['evidence']} told: {status} {at}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    given = parser.parse_args()
    for (which, what), figure in figures(given.folder).items():
        print(f"{what:<8} {which:<13} {figure:.3f}")
    if given.folder.name == "dev":
        print(*told_wrong(given.folder), sep="\n")


if __name__ == "__main__":
    main()
