"""Methods of papers: each proves itself by its examples and counter-examples."""

from __future__ import annotations

import re

import pytest

from models.methods import Method, methods


def lang_of(text: str) -> str:
    return "zh" if re.search("[一-鿿]", text) else "en"


@pytest.mark.parametrize("method", methods(), ids=lambda method: method.id)
def test_a_method_is_found_in_its_examples_and_not_in_its_counter_examples(method: Method) -> None:
    assert {lang_of(text) for text in method.examples} == {"zh", "en"}
    for text in method.examples:
        assert method.find(text, lang_of(text), title=True), text
    for text in method.counter:
        assert not method.find(text, lang_of(text), title=True), text


def test_names_are_there_in_both_languages_and_are_different_ones() -> None:
    assert len({method.en for method in methods()}) == len({method.zh for method in methods()}) == len(methods())


def test_what_only_a_title_says_is_not_read_from_a_sentence() -> None:
    (review,) = (method for method in methods() if method.id == "review")
    assert review.find("稀土回收研究进展", "zh", title=True)
    assert not review.find("稀土回收研究进展", "zh")
