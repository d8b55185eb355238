"""Learns how findings are compared (`make likeness`), and measures it: threads, answers, what became of measures.

    python bench/likeness.py                            # the sealed gold sets: what CI holds a floor to
    python bench/likeness.py bench/gold/tracking/dev    # the development sets, with what is told wrong
    python bench/likeness.py --learn                    # vectors, weights and outcomes anew, written to models/weights

Vectors are learned from `models/training/families.jsonl` (measures of one object that are easily taken for one
another, each in six wordings, and the problems that they lessen), weights of what is compared from the development
sets, outcomes from `models/training/outcomes.tsv`. The gold sets in `bench/gold/tracking` were written before and are
used for nothing else.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from corpus.alike import findings_of
from corpus.happened import Told, status_of, told
from corpus.weaving import LEAST, LEAST_NEAR
from extract.charfold import spread
from extract.mentions import find_mentions, metal_ids
from extract.tag import themes_of
from models import outcomes, sameness, vectors
from models.sameness import Side, answer_features, answer_probabilities, features, probability, side, told_features

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "bench" / "gold" / "tracking"
TRAINING = ROOT / "models" / "training"
APART = TRAINING / "apart.f2"
STEPS, RATE, MAP_RATE, DECAY, TEMPERATURE, DROPPED = 1200, 0.015, 0.0005, 0.02, 0.1, 0.1
FAMILIES, ANSWERS = 16, 24  # of a batch
SAME, ANSWERED = 0.45, 0.4
"""Probabilities from which the development sets are told best."""

FRAMING = (
    "建议 应当 应该 应 须 必须 务必 需要 需 亟需 亟须 亟待 急需 宜 尽快 尽早 及早 抓紧 有必要 必要 迫切 本文 "
    "认为 提出 主张 呼吁 国家 我国 有关 部门 政府 相关 以 从而 为此 因此 同时 此外 目前 当前 仍 已 面临 存在 "
    "问题 局面 情况 现象 的 了 在 对 与 和 等"
    " "
    "must shall should ought need needs necessary urgent urgently recommend recommends recommended propose "
    "proposes suggest call urge we government governments state states country ministry authorities would "
    "could may might will has have had been be is are was were so as to in order thereby therefore this that "
    "these those it its their our the a an of for and or by with from on at also still remains today "
    "currently without delay soon"
)
"""What findings are wrapped in: it makes them neither the same nor different, and gets no vector."""

Array = np.ndarray[Any, Any]
Bag = list[int]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def concepts_of(text: str, lang: Any, kind: Any) -> list[str]:
    mentions = find_mentions(text)
    return [*(f"metal:{metal}" for metal in metal_ids(mentions)), *themes_of(kind, text, lang, mentions)]


def side_of(item: Mapping[str, Any], kind: str) -> Side:
    concepts = concepts_of(item["text"], item["lang"], kind)
    return side(spread(item["text"]), concepts=concepts, lang=item["lang"], kind=kind)


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
    likely = np.array([probability(side_of(p["a"], p["kind"]), side_of(p["b"], p["kind"])) for p in pairs])
    across = np.array([p["a"]["lang"] != p["b"]["lang"] for p in pairs])
    return likely, np.array([p["same"] for p in pairs]), across, pairs


def answers(folder: Path) -> tuple[Array, Array]:
    """How likely each recommendation of a document answers each challenge, and whether it does."""
    likely, true = [], []
    for table, gold in _answer_tables(folder):
        likely.append(answer_probabilities(table).ravel())
        true.append(gold.ravel())
    return np.concatenate(likely), np.concatenate(true)


def _answer_tables(folder: Path) -> Iterator[tuple[Array, Array]]:
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
        out.append((case, *status_of(asked, [_told(item) for item in case["later"]])))
    return out


def _told(item: Mapping[str, Any]) -> Told:
    concepts = concepts_of(item["text"], item["lang"], "recommendation")
    return told(item["n"], item["year"], item["text"], item["lang"], concepts)


def measure(folder: Path, *, show: bool) -> None:
    likely, same, across, pairs = threads(folder)
    for name, chosen in (("all", same > -1), ("one language", ~across), ("across", across)):
        told = score(likely[chosen] >= SAME, same[chosen])
        print(f"threads {name:<13} F1 {told.f1:.3f}  ({told.right} right of {told.told} told, {told.true} true, "
              f"{chosen.sum()} pairs)")  # fmt: skip
    everywhere = np.array(
        [probability(side_of(p["a"], p["kind"]), side_of(p["b"], p["kind"]), among="all") for p in pairs]
    )
    strict = score(everywhere >= LEAST, same)
    print(f"threads, as woven     F1 {strict.f1:.3f}  ({strict.right} right of {strict.told} told: precision "
          f"{strict.right / max(strict.told, 1):.2f})")  # fmt: skip
    found, true = answers(folder)
    linked = score(found >= ANSWERED, true.astype(bool))
    print(f"answers               F1 {linked.f1:.3f}  ({linked.right} right of {linked.told} told, {linked.true} true)")
    cases = statuses(folder)
    right = sum(case["status"] == status for case, status, _ in cases)
    quoted = sum(case["evidence"] == at for case, _, at in cases)
    print(f"status           accuracy {right / len(cases):.3f}  ({len(cases)} cases; the right sentence {quoted})")
    if show:
        for at in np.argsort(-np.abs(likely - same))[:20]:
            print(round(likely[at], 2), pairs[at]["same"], pairs[at]["a"]["text"], "|", pairs[at]["b"]["text"])
        for case, status, at in cases:
            if status != case["status"]:
                print(case["id"], case["status"], case["evidence"], "told:", status, at)


def bag(text: str) -> Bag:
    return vectors.coder().places_of(spread(text))


Family = list[tuple[list[Bag], list[Bag]]]


def families() -> list[Family]:
    """The measures of each family: their wordings, and those of the problem that each lessens, as bags of words."""
    out = []
    for family in read_lines(TRAINING / "families.jsonl"):
        measures = [
            (
                [words for text in (*m["zh"], *m["en"]) if (words := bag(text))],
                [words for text in (*m["problem_zh"], *m["problem_en"]) if (words := bag(text))],
            )
            for m in family["measures"]
        ]
        out.append([(wordings, problems) for wordings, problems in measures if len(wordings) > 1 and len(problems) > 1])
    return out


def learn_vectors() -> Array:
    """The vectors of all words, from those that searches use, by Adam on InfoNCE with a family's other measures."""
    start = np.frombuffer(vectors.VECTORS.read_bytes(), dtype=np.int8).reshape(-1, vectors.DIMENSIONS)
    first = start.astype(np.float32) / 40
    weighs = ~np.isin(np.arange(len(first)), bag(FRAMING))[:, None]
    draw, known = random.Random(0), families()
    answered = [measure for family in known for measure in family]
    map_, own = np.eye(vectors.DIMENSIONS, dtype=np.float32), np.zeros_like(first)
    means, spreads = [np.zeros_like(map_), np.zeros_like(own)], [np.zeros_like(map_), np.zeros_like(own)]
    for step in range(1, STEPS + 1):
        pairs = [_pair(draw, measure) for family in draw.sample(known, FAMILIES) for measure in family]
        pairs += [(draw.choice(one), draw.choice(problems)) for one, problems in draw.choices(answered, k=ANSWERS)]
        sides = [_counts([_thinned(draw, pair[i]) for pair in pairs], len(first)) for i in (0, 1)]
        used = np.unique(np.concatenate([matrix.indices for matrix in sides]))
        slope = _slope(*(matrix[:, used] for matrix in sides), (first[used] @ map_ + own[used]) * weighs[used])
        pace = min(1.0, step / 50) * (1 - 0.95 * step / STEPS)
        slope *= weighs[used]
        told = first[used].T @ slope
        means[0] += 0.1 * (told - means[0])
        spreads[0] += 0.01 * (told**2 - spreads[0])
        even = 1 - 0.9 ** min(step, 500), 1 - 0.99 ** min(step, 2000)
        map_ -= MAP_RATE * pace * means[0] / even[0] / (np.sqrt(spreads[0] / even[1]) + 1e-6)
        means[1][used] += 0.1 * (slope - means[1][used])
        spreads[1][used] += 0.01 * (slope**2 - spreads[1][used])
        step_of = 0.3 * means[1][used] / (np.sqrt(spreads[1][used]) + 1e-5) + DECAY * own[used]
        own[used] -= RATE * pace * step_of
    return np.asarray((first @ map_ + own) * weighs, dtype=np.float32)


def _pair(draw: random.Random, measure: tuple[list[Bag], list[Bag]]) -> tuple[Bag, Bag]:
    one, other = draw.sample(measure[draw.random() < 0.3], 2)
    return one, other


def _thinned(draw: random.Random, words: Bag) -> Bag:
    return [word for word in words if draw.random() > DROPPED] or words


def _counts(bags: Sequence[Bag], words: int) -> Any:
    ends = np.cumsum([0, *map(len, bags)])
    flat = np.concatenate([np.array(words_, dtype=np.int64) for words_ in bags])
    return sparse.csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(bags), words))


def _slope(first: Any, second: Any, words: Array) -> Array:
    one, other = first @ words, second @ words
    lengths = [np.linalg.norm(m, axis=1, keepdims=True) + 1e-6 for m in (one, other)]
    one, other = one / lengths[0], other / lengths[1]
    alike = one @ other.T / TEMPERATURE
    wrong = (_softmax(alike, 1) + _softmax(alike, 0)) / 2 - np.eye(len(alike), dtype=np.float32)
    wrong /= TEMPERATURE * len(alike)
    slopes = [
        (pull - m * (pull * m).sum(1, keepdims=True)) / length
        for m, pull, length in ((one, wrong @ other, lengths[0]), (other, wrong.T @ one, lengths[1]))
    ]
    return np.asarray(first.T @ slopes[0] + second.T @ slopes[1], dtype=np.float32)


def _softmax(array: Array, axis: int) -> Array:
    out = np.exp(array - array.max(axis, keepdims=True))
    return np.asarray(out / out.sum(axis, keepdims=True))


def gather_apart(library: Path) -> None:
    """Keep what speaks for findings of different papers saying the same that are near by chance: numbers, no words.

    In the library of a hundred papers on many things no recommendation is made twice.
    """
    connection = sqlite3.connect(library)
    packed, sides, of = [], [], []
    for (document,) in connection.execute("SELECT key FROM documents ORDER BY key").fetchall():
        for row, one in zip(*findings_of(connection, document), strict=True):
            if row["vector"].any():
                packed.append(row)
                sides.append(one)
                of.append(document)
    rows, documents = np.array(packed), np.array(of)
    spread_out = rows["vector"].astype(np.float32) / sameness.SCALE
    near = spread_out @ spread_out.T
    pairs = set()
    for at, row in enumerate(rows):
        apart = (rows["objects"] & row["objects"] == 0) & (rows["objects"] != 0) & (row["objects"] != 0)
        near[at, (documents == documents[at]) | (rows["kind"] != row["kind"]) | apart] = -1
        pairs |= {(min(at, b), max(at, b)) for b in np.argsort(-near[at])[:4].tolist() if near[at, b] > LEAST_NEAR}
    chosen = random.Random(0).sample(sorted(pairs), min(len(pairs), 700))
    np.array([features(sides[a], sides[b]) for a, b in chosen]).astype("<f2").tofile(APART)


def fit(rows: Array, true: Array, weights_of: Array | None = None) -> dict[str, Any]:
    """The weights of a logistic regression over the rows as they are, not standardised."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.2, max_iter=2000).fit(scaler.transform(rows), true, sample_weight=weights_of)
    weights = model.coef_[0] / scaler.scale_
    return {
        "weights": [round(float(w), 4) for w in weights],
        "bias": round(float(model.intercept_[0] - scaler.mean_ @ weights), 4),
    }


def learn_outcomes() -> Array:
    """The weights of what a sentence tells to have become of a measure, Chinese first."""
    lines = [line.split("\t") for line in (TRAINING / "outcomes.tsv").read_text("utf-8").splitlines()]
    out = []
    for lang in ("zh", "en"):
        own = [(event, outcomes.buckets(text, lang)) for of, event, text in lines if of == lang]
        rows = [at for at, (_, seen) in enumerate(own) for _ in seen]
        values = [len(seen) ** -0.5 for _, seen in own for _ in seen]
        columns = [bucket for _, seen in own for bucket in seen]
        matrix = sparse.csr_matrix((values, (rows, columns)), shape=(len(own), outcomes.BUCKETS))
        model = LogisticRegression(C=30, max_iter=3000, class_weight="balanced")
        model.fit(matrix, [outcomes.OUTCOMES.index(event) for event, _ in own])
        out.append(np.vstack([model.coef_.T, model.intercept_]))
    return np.stack(out)


def learn() -> None:
    learned = learn_vectors()
    scale = 127 / np.quantile(np.abs(learned), 0.9999)
    sameness.VECTORS.write_bytes(np.clip(np.round(learned * scale), -127, 127).astype(np.int8).tobytes())
    dev = GOLD / "dev"
    pairs = read_lines(dev / "threads.jsonl")
    rows = np.array([features(side_of(p["a"], p["kind"]), side_of(p["b"], p["kind"])) for p in pairs])
    true = np.array([p["same"] for p in pairs])
    same = fit(rows, true)
    apart = np.fromfile(APART, dtype="<f2").astype(np.float64).reshape(-1, rows.shape[1])
    counted = np.concatenate([np.ones(len(rows)), np.full(len(apart), 0.3)])
    of_all = fit(np.concatenate([rows, apart]), np.concatenate([true, np.zeros(len(apart), dtype=bool)]), counted)
    learn_outcomes().astype("<f2").tofile(outcomes.WEIGHTS)
    tables = list(_answer_tables(dev))
    told = np.concatenate([table.reshape(-1, table.shape[2]) for table, _ in tables])
    linked = fit(told, np.concatenate([gold.ravel() for _, gold in tables]))
    write_weights(same=same, same_of_all=of_all, answers=linked)
    told_rows, telling = [], []
    for case in read_lines(dev / "status.jsonl"):
        asked = side_of(case["recommendation"], "recommendation")
        about = case.get("about") or [case["evidence"]]
        for item in case["later"]:
            sentence = _told(item)
            told_rows.append(told_features(asked, sentence.side, sentence.likely))
            telling.append(item["n"] in about)
    write_weights(same=same, same_of_all=of_all, answers=linked, told=fit(np.array(told_rows), np.array(telling)))


def write_weights(**weights: Mapping[str, Any]) -> None:
    sameness.WEIGHTS.write_text(json.dumps(weights) + "\n", encoding="utf-8")
    sameness.forget_weights()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=GOLD)
    parser.add_argument("--learn", action="store_true")
    parser.add_argument(
        "--apart", type=Path, metavar="LIBRARY", help="gather pairs of a library that are near by chance"
    )
    given = parser.parse_args()
    if given.apart:
        gather_apart(given.apart)
    elif given.learn:
        learn()
    else:
        measure(given.folder, show=given.folder.name == "dev")


if __name__ == "__main__":
    main()
