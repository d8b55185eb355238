"""The training sentences written for the project."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

WRITTEN = Path(__file__).parent.parent / "models" / "written"


def sentences(lang: str) -> list[str]:
    """All written sentences of a language."""
    lines = (WRITTEN / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    return [sentence["text"] for line in lines for sentence in json.loads(line)["sentences"]]


def shingles(text: str, lang: str) -> frozenset[object]:
    """Five words in a row of English, four characters of Chinese."""
    units: list[str] | str = text.lower().split() if lang == "en" else text
    size = 5 if lang == "en" else 4
    return frozenset(tuple(units[i : i + size]) for i in range(len(units) - size + 1))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_there_are_a_thousand_and_no_two_are_nearly_the_same(lang: str) -> None:
    texts = sentences(lang)
    assert len(texts) >= 1000
    assert len(set(texts)) == len(texts)
    sets = [shingles(text, lang) for text in texts]
    holders: dict[object, list[int]] = defaultdict(list)
    for index, own in enumerate(sets):
        for shingle in own:
            holders[shingle].append(index)
    pairs = {(a, b) for held in holders.values() for a in held for b in held if a < b}
    near = [(texts[a], texts[b]) for a, b in pairs if 2 * len(sets[a] & sets[b]) > len(sets[a] | sets[b])]
    assert near == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_sentence_is_labelled_and_stands_in_a_passage_of_its_language(lang: str) -> None:
    for line in (WRITTEN / f"{lang}.jsonl").read_text(encoding="utf-8").splitlines():
        passage = json.loads(line)
        assert passage["lang"] == lang
        for sentence in passage["sentences"]:
            assert isinstance(sentence["challenge"], bool)
            assert isinstance(sentence["recommendation"], bool)
            assert sentence["text"].strip() == sentence["text"] != ""
