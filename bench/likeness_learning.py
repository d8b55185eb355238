"""Learns how findings are compared (`make likeness`): vectors, weights and outcomes, written to `models/weights`.

Vectors are learned from `models/training/families.jsonl` (measures of one object that are easily taken for one another,
each in six wordings, and the problems that they lessen), weights of what is compared from the development sets and from
pairs of a library that are near by chance (`--apart`), outcomes from `models/training/outcomes.tsv`.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bench.likeness import GOLD, ROOT, Array, answer_tables, read_lines, side_of, told_by
from corpus.alike import findings_of
from corpus.weaving import LEAST_NEAR
from extract.charfold import spread
from models import outcomes, sameness, vectors
from models.sameness import features, told_features

TRAINING = ROOT / "models" / "training"
APART = TRAINING / "apart.f2"
STEPS, RATE, MAP_RATE, DECAY, TEMPERATURE, DROPPED = 1200, 0.015, 0.0005, 0.02, 0.1, 0.1
FAMILIES, ANSWERS = 16, 24  # of a batch

Bag = list[int]

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
    tables = list(answer_tables(dev))
    told = np.concatenate([table.reshape(-1, table.shape[2]) for table, _ in tables])
    linked = fit(told, np.concatenate([gold.ravel() for _, gold in tables]))
    write_weights(same=same, same_of_all=of_all, answers=linked)
    told_rows, telling = [], []
    for case in read_lines(dev / "status.jsonl"):
        asked = side_of(case["recommendation"], "recommendation")
        about = case.get("about") or [case["evidence"]]
        for item in case["later"]:
            sentence = told_by(item)
            told_rows.append(told_features(asked, sentence.side, sentence.likely))
            telling.append(item["n"] in about)
    write_weights(same=same, same_of_all=of_all, answers=linked, told=fit(np.array(told_rows), np.array(telling)))


def write_weights(**weights: Mapping[str, Any]) -> None:
    sameness.WEIGHTS.write_text(json.dumps(weights) + "\n", encoding="utf-8")
    sameness.forget_weights()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--apart", type=Path, metavar="LIBRARY", help="gather pairs that are near by chance")
    given = parser.parse_args()
    if given.apart:
        gather_apart(given.apart)
    else:
        learn()


if __name__ == "__main__":
    main()
