"""Learning word vectors: the lists fit together, what belongs together comes nearer, codes stand for rows."""

import random

import numpy as np
import pytest

from models import embed
from models.embed import Vocabulary, code_book, learn, pairs
from models.topics import read_topics
from models.vectors import DIMENSIONS, PLANES, WORDS


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary()


def test_the_shipped_vectors_are_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    shipped = [line.split("\t")[0] for line in WORDS.read_text(encoding="utf-8").splitlines()]
    assert shipped == vocabulary.keys, "run make vectors"


def test_rarer_words_weigh_more(vocabulary: Vocabulary) -> None:
    weights = {key: vocabulary.weights[vocabulary.places[key]] for key in ("的", "the", "钨", "antimoni")}
    assert max(weights["的"], weights["the"]) < min(weights["钨"], weights["antimoni"])


def test_a_text_is_cut_into_words_of_the_vocabulary(vocabulary: Vocabulary) -> None:
    assert [vocabulary.keys[place] for place in vocabulary.bag("关键矿产 stockpiles")] == ["关键矿产", "stockpil"]
    assert vocabulary.bags("储备||zzzqqq|price") == [vocabulary.bag("储备"), vocabulary.bag("price")]


def test_every_way_draws_pairs_that_say_something(vocabulary: Vocabulary) -> None:
    ways, sentences = pairs(vocabulary)
    assert sum(share for share, _ in ways) == pytest.approx(1)
    assert len(sentences) > 10_000
    draw = random.Random(1)
    for _, way in ways:
        assert all(first and second for first, second in (way(draw) for _ in range(200)))


def test_topics_have_four_columns() -> None:
    assert all(topic.names_zh or topic.names_en for topic in read_topics())


def test_what_belongs_together_comes_nearer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "STEPS", 60)
    monkeypatch.setattr(embed, "BATCH", 16)
    teacher = np.random.default_rng(0).normal(size=(40, DIMENSIONS)).astype(np.float32)

    def twins(draw: random.Random) -> tuple[list[int], list[int]]:
        word = draw.randrange(20)
        return [word], [word + 20]

    def near(vectors: embed.Floats) -> float:
        vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return float((vectors[:20] * vectors[20:]).sum(1).mean())

    learned = learn(teacher, np.ones(40, dtype=np.float32), [(1.0, twins)])
    assert near(learned) > near(teacher) + 0.2


def test_a_code_book_stands_for_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "CENTRES", 8)
    rows = np.random.default_rng(0).normal(size=(600, DIMENSIONS)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    rotation, centres = code_book(rows)
    assert centres.shape == (PLANES, 8, DIMENSIONS // PLANES)
    np.testing.assert_allclose(rotation @ rotation.T, np.eye(DIMENSIONS), atol=1e-4)
    coded = embed._coded(rows @ rotation, list(centres))
    assert ((rows @ rotation - coded) ** 2).sum(1).mean() < 1
