"""Learns how findings are compared (`make likeness`): weights and outcomes, written to `models/weights`.

Weights of what is compared are learned from the development sets and from pairs of a library that are near by chance
(`--apart`), outcomes from all sentences in `models/training` that tell of one. What sentences mean is learned before,
by `bench/sentence_learning.py`.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier
from sklearn.preprocessing import StandardScaler

from bench.likeness import GOLD, ROOT, Array, answer_tables, both_of, read_lines, side_of, told_by
from corpus.alike import KINDS, findings_of, nearest
from corpus.happened import LEAST_NEAR as NEAR_TOLD
from corpus.happened import Told, happened_in, told
from corpus.weaving import LEAST_NEAR
from extract.charfold import spread
from models import outcomes, sameness, sentences
from models.pairs import features
from models.sameness import told_features
from models.sides import SCALE, Side
from models.vectors import DIMENSIONS

TRAINING = ROOT / "models" / "training"
APART, UNTOLD = TRAINING / "apart.f2", TRAINING / "untold.f2"


def gather_apart(library: Path) -> None:
    """Keep what speaks for findings of different papers saying the same that are near by chance: numbers, no words.

    In the library of a hundred papers on many things no recommendation is made twice.
    """
    connection = sqlite3.connect(library)
    all_documents = [document for (document,) in connection.execute("SELECT key FROM documents ORDER BY sha256")]
    packed, sides, of = [], [], []
    for document, found in zip(all_documents, findings_of(connection, all_documents), strict=True):
        for row, one in zip(*found, strict=True):
            if row["vector"].any():
                packed.append(row)
                sides.append(one)
                of.append(document)
    rows, documents = np.array(packed), np.array(of)
    spread_out = rows["vector"].astype(np.float32) / SCALE
    near = spread_out @ spread_out.T
    pairs = set()
    for at, row in enumerate(rows):
        apart = (rows["objects"] & row["objects"] == 0) & (rows["objects"] != 0) & (row["objects"] != 0)
        near[at, (documents == documents[at]) | (rows["kind"] != row["kind"]) | apart] = -1
        pairs |= {(min(at, b), max(at, b)) for b in np.argsort(-near[at])[:4].tolist() if near[at, b] > LEAST_NEAR}
    chosen = random.Random(0).sample(sorted(pairs), min(len(pairs), 700))
    features([(sides[a], sides[b]) for a, b in chosen]).astype("<f2").tofile(APART)
    _gather_untold(connection, rows, sides, documents)


def _gather_untold(connection: sqlite3.Connection, rows: Array, sides: Sequence[Side], documents: Array) -> None:
    """The same of sentences that tell that something happened and recommendations of other papers near them."""
    asked = np.flatnonzero(rows["kind"] == KINDS.index("recommendation"))
    vectors = rows["vector"][asked].astype(np.float32) / SCALE
    pairs = []
    for document in dict.fromkeys(documents.tolist()):
        happened = happened_in(connection, [document])
        near = (happened.rows["vector"].astype(np.float32) / SCALE) @ vectors.T
        near[:, documents[asked] == document] = -1
        places = nearest(near, happened.rows, rows[asked], least=NEAR_TOLD, most=3)
        keys = happened.rows["key"]
        telling = {at: _told(connection, int(keys[at])) for at in np.unique(places[0]).tolist()}
        pairs += [(sides[asked[other]], telling[at]) for at, other in zip(*places, strict=True)]
    chosen = random.Random(0).sample(pairs, min(len(pairs), 1000))
    _told_features(chosen).astype("<f2").tofile(UNTOLD)


def _told(connection: sqlite3.Connection, sentence: int) -> Told:
    text, lang, concepts = connection.execute(
        """SELECT s.text, s.lang, group_concat(m.concept) FROM sentences s JOIN mentions m ON m.sentence = s.key
        WHERE s.key = ? GROUP BY s.key""",
        [sentence],
    ).fetchone()
    return told(sentence, None, text, lang, concepts.split(","))


def _told_features(pairs: Sequence[tuple[Side, Told]]) -> Array:
    return told_features([(one, told.side) for one, told in pairs], np.array([told.likely for _, told in pairs]))


def fit(rows: Array, true: Array, weights_of: Array | None = None) -> dict[str, Any]:
    """The weights of a logistic regression over the rows as they are, not standardised."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.2, max_iter=2000).fit(scaler.transform(rows), true, sample_weight=weights_of)
    weights = model.coef_[0] / scaler.scale_
    return {
        "weights": [round(float(w), 4) for w in weights],
        "bias": round(float(model.intercept_[0] - scaler.mean_ @ weights), 4),
    }


def telling_sentences() -> list[tuple[str, str, str]]:
    """What was written of things that happened: the language, what is told (one of `OUTCOMES`), the sentence."""
    lines = [line.split("\t") for line in (TRAINING / "outcomes.tsv").read_text("utf-8").splitlines()]
    for family in read_lines(TRAINING / "families.jsonl"):
        lines += [told for measure in family["measures"] for told in measure["told"]]
    for case in (*read_lines(TRAINING / "cases.jsonl"), *read_lines(TRAINING / "plain.jsonl")):
        events = case["events"]
        lines += [[i["lang"], events[n], i["text"]] for i in case["later"] if (n := str(i["n"])) in events]
    return [(lang, event, text) for lang, event, text in lines]


def learn_outcomes(lines: Sequence[tuple[str, str, str]]) -> None:
    """The weights of what the words of a sentence tell to have become of a measure, Chinese first."""
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
    np.stack(out).astype("<f2").tofile(outcomes.WEIGHTS)
    outcomes.forget()


def learn_events(lines: Sequence[tuple[str, str, str]]) -> None:
    """Two layers of the sentence network that tell the same by what a sentence means; all others stay as they are."""
    read = np.hstack(sentences.read([spread(text) for *_, text in lines]))
    true = np.array([outcomes.OUTCOMES.index(event) for _, event, _ in lines])  # type: ignore[arg-type]
    draw = np.random.default_rng(0)
    most = np.bincount(true).max()
    places = [np.flatnonzero(true == event) for event in range(len(outcomes.OUTCOMES))]
    balanced = np.concatenate([np.concatenate([own, draw.choice(own, most - len(own))]) for own in places])
    model = MLPClassifier(
        (DIMENSIONS,), alpha=1e-2, early_stopping=True, n_iter_no_change=8, max_iter=60, random_state=0
    ).fit(read[balanced], true[balanced])
    weights, biases = model.coefs_, model.intercepts_
    learned = {"again": weights[0], "again_b": biases[0], "agains": weights[1], "agains_b": biases[1]}
    kept = {**sentences.layers(), **learned}
    np.concatenate([np.ravel(kept[name]) for name in sentences.SHAPES]).astype("<f2").tofile(sentences.LAYERS)
    sentences.forget()


def learn() -> None:
    dev = GOLD / "dev"
    pairs = read_lines(dev / "threads.jsonl")
    sides = [both_of(pair) for pair in pairs]
    own = [
        (one, replace(one, meaning=_reworded(one, pair["a"]["text"])))
        for (one, _), pair in zip(sides, pairs, strict=True)
    ]
    rows = features([*sides, *own])
    true = np.array([*(pair["same"] for pair in pairs), *(True for _ in own)])
    counted = np.concatenate([np.ones(len(pairs)), np.full(len(own), 0.1)])
    same = fit(rows, true, counted)
    apart = np.fromfile(APART, dtype="<f2").astype(np.float64).reshape(-1, rows.shape[1])
    counted = np.concatenate([counted, np.full(len(apart), 0.3)])
    of_all = fit(np.concatenate([rows, apart]), np.concatenate([true, np.zeros(len(apart), dtype=bool)]), counted)
    lines = telling_sentences()
    learn_outcomes(lines)
    learn_events(lines)
    tables = list(answer_tables(dev))
    answering = np.concatenate([table.reshape(-1, table.shape[2]) for table, _ in tables])
    linked = fit(answering, np.concatenate([gold.ravel() for _, gold in tables]))
    write_weights(same=same, same_of_all=of_all, answers=linked)
    asked_and_told, telling = [], []
    for case in read_lines(dev / "status.jsonl"):
        asked = side_of(case["recommendation"], "recommendation")
        about = case.get("about") or [case["evidence"]]
        for item in case["later"]:
            asked_and_told.append((asked, told_by(item)))
            telling.append(item["n"] in about)
    telling_rows, true = _told_features(asked_and_told), np.array(telling)
    untold = np.fromfile(UNTOLD, dtype="<f2").astype(np.float64).reshape(-1, telling_rows.shape[1])
    counted = np.concatenate([np.ones(len(telling_rows)), np.full(len(untold), 0.5)])
    true_of_all = np.concatenate([true, np.zeros(len(untold), dtype=bool)])
    told_of_all = fit(np.concatenate([telling_rows, untold]), true_of_all, counted)
    write_weights(same=same, same_of_all=of_all, answers=linked, told=fit(telling_rows, true), told_of_all=told_of_all)


def _reworded(one: Side, text: str) -> Array:
    """What a finding means when it is framed otherwise."""
    words = text.split(" ", 1)
    other = f"建议{text}" if one.lang == "zh" else f"It is recommended that {words[0].lower()} {words[-1]}"
    return np.asarray(sentences.encode([spread(other)])[0])


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
