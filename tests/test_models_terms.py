"""The term list and the topic thesaurus are well formed: what stands in them can be looked up."""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from corpus.cjk import fold, tokens
from corpus.pieces import LONGEST
from extract.script import simplified
from models import lookup, topics
from models import terms as term_list
from models.lookup import called, is_term
from models.terms import LONGEST_EN, LONGEST_ZH, stem, term_key

ZH, EN = "zh", "en"
COLUMNS = {"terms": (ZH, EN), "topics": (ZH, EN, ZH, EN)}
DATA = {"terms": term_list.DATA, "topics": topics.DATA}

Row = tuple[tuple[str, ...], ...]


def rows(name: str) -> list[Row]:
    """The columns of each line, each a tuple of entries."""
    lines = DATA[name].read_text(encoding="utf-8").splitlines()
    return [tuple(tuple(column.split("|")) for column in line.split("\t")) for line in lines]


def entries(name: str, lang: str) -> Iterator[str]:
    for row in rows(name):
        for column, of in zip(row, COLUMNS[name], strict=True):
            if of == lang:
                yield from column


@pytest.mark.parametrize("name", COLUMNS)
def test_lines_have_their_columns(name: str) -> None:
    text = DATA[name].read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\r" not in text
    assert {len(row) for row in rows(name)} == {len(COLUMNS[name])}


@pytest.mark.parametrize("name", COLUMNS)
def test_no_entry_is_empty_or_has_spaces_at_its_ends(name: str) -> None:
    odd = [entry for lang in (ZH, EN) for entry in entries(name, lang) if not entry or entry != " ".join(entry.split())]
    assert not odd


@pytest.mark.parametrize("name", COLUMNS)
def test_no_column_has_an_entry_twice(name: str) -> None:
    assert not [(row[0][0], entry) for row in rows(name) for column in row for entry in doubles(column)]


@pytest.mark.parametrize("name", COLUMNS)
def test_entries_are_in_lower_case_and_simplified(name: str) -> None:
    assert not [entry for entry in entries(name, ZH) if entry != simplified(entry).lower()]
    assert not [entry for entry in entries(name, EN) if entry != entry.lower() or not entry.isascii()]


@pytest.mark.parametrize("name", COLUMNS)
def test_every_entry_has_words(name: str) -> None:
    assert not [entry for lang in (ZH, EN) for entry in entries(name, lang) if not fold(entry)]


def test_every_chinese_term_stands_once() -> None:
    assert not doubles([term for (term,), _ in rows("terms")])


def test_a_topic_stands_once() -> None:
    assert not doubles([str(row) for row in rows("topics")])


def test_terms_are_no_longer_than_what_is_looked_up() -> None:
    assert max(len(tokens(term)) for (term,), _ in rows("terms")) <= min(LONGEST_ZH, LONGEST)
    assert max(len(tokens(term)) for term in entries("terms", EN)) <= min(LONGEST_EN, LONGEST)


def test_every_term_is_found_by_what_it_is_looked_up_by() -> None:
    lost = [term for term in entries("terms", ZH) if not is_term(term)]
    assert lost + [term for term in entries("terms", EN) if not is_term(term_key(term))] == []


def test_a_term_has_its_counterparts_in_both_directions() -> None:
    for (chinese,), english in rows("terms"):
        assert called(chinese)[: len(english)] == english
        assert all(chinese in called(term_key(term)) for term in english)


def test_what_is_looked_up_is_made_from_the_list() -> None:
    assert lookup.DATA.read_text(encoding="utf-8") == "".join(lookup.lines()), "run python -m models.lookup"


def test_a_key_that_nothing_has_is_not_found() -> None:
    for key in ("", "\t", "零", "zzz", "!", "\uffff", "出口管", "export contro"):
        assert called(key) == ()


def doubles(values: Sequence[str]) -> list[str]:
    return [value for value, number in Counter(values).items() if number > 1]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("mining", "mines", True),
        ("mineral", "miner", False),
        ("subsidised", "subsidies", True),
        ("subsidized", "subsidy", True),
        ("subsidised", "subsidence", False),
        ("subsidiary", "subsidy", False),
        ("informal", "information", False),
        ("authorities", "authority", True),
        ("authority", "authors", False),
        ("integrity", "integration", False),
        ("responsibility", "responsible", True),
        ("responsible", "responses", False),
        ("publications", "public", False),
        ("accession", "access", False),
        ("nationalism", "nationalization", True),
    ],
)
def test_words_of_one_stem_mean_the_same(one: str, other: str, alike: bool) -> None:
    assert (stem(one) == stem(other)) is alike
