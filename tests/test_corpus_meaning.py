"""Rows by what they mean: found without a word of the query, told why, and never in an exact search."""

from pathlib import Path

import numpy as np
import pytest

import litlode
from corpus import rowsets
from corpus.columns import Columns, pack
from corpus.errors import StaleIndexError
from corpus.library import Library
from corpus.meaning import BESIDE, TITLE, Meanings, Nearness, NearWords
from models.vectors import DIMENSIONS, PLANES, coder, cosine, of_text

TEXTS = {
    "water.txt": "The stream below the adit ran orange, and no fish lived in it for six kilometres.",
    "magnets.txt": "Neodymium magnets lose their strength when they become hot.",
    "schools.txt": "Two colleges closed their programmes for metallurgists for want of students.",
    "港口.txt": "受罢工影响，码头上积压了大量货柜，船期推迟三周。",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    library = litlode.open(str(folder / "library.db"))
    library.ingest(folder, jobs=0)
    return library


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("acid mine drainage", "water.txt"),
        ("河流污染", "water.txt"),
        ("人才短缺", "schools.txt"),
        ("skills shortage", "schools.txt"),
        ("port congestion", "港口.txt"),
        ("物流中断", "港口.txt"),
    ],
)
def test_a_sentence_is_found_by_what_it_means(library: Library, query: str, name: str) -> None:
    results = library.search(f"{query} in:text")
    assert results[0].name == name
    assert results.partly
    assert results[0].missing


def test_a_hit_tells_which_of_its_words_are_near(library: Library) -> None:
    hit = library.search("skills shortage in:text")[0]
    (told,) = [why for why in hit.found_by if why.startswith("in meaning: ")]
    words = told.removeprefix("in meaning: ").split(", ")
    assert all(word in hit.quote.lower() for word in words)
    assert {hit.quote[start:end].lower() for start, end in hit.marks} >= set(words)


@pytest.mark.parametrize("query", ["acid mine drainage in:text", "人才短缺 in:text", '"acid drainage" in:text'])
def test_an_exact_search_goes_by_words_alone(library: Library, query: str) -> None:
    assert not library.search(query, exact=True)


def test_a_quoted_phrase_goes_by_words_alone(library: Library) -> None:
    assert library.search("skills shortage in:text")
    assert not library.search('"skills shortage" in:text')


def test_a_name_alone_goes_by_words_alone(library: Library) -> None:
    """Near to samarium is neodymium."""
    assert not library.search("samarium in:text")
    assert library.search("samarium magnets in:text")


def test_filters_hold_for_what_is_near_in_meaning(library: Library) -> None:
    found = {hit.name for hit in library.search("acid mine drainage in:text")}
    assert "water.txt" in found
    assert {hit.name for hit in library.search("acid mine drainage in:text lang:en")} == found - {"港口.txt"}
    assert {hit.name for hit in library.search("acid mine drainage in:text -fish")} == found - {"water.txt"}


def test_a_row_that_does_not_name_the_metal_comes_after_one_that_does(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Quotations on the exchange doubled within a month.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Lithium quotations doubled within a month.", encoding="utf-8")
    with litlode.open(str(tmp_path / "names.db")) as shelf:
        shelf.ingest(tmp_path, jobs=0)
        assert [hit.name for hit in shelf.search("锂 价格 in:text")][:1] == ["b.txt"]


def test_what_has_nothing_to_do_with_it_is_not_shown(library: Library) -> None:
    assert [hit.name for hit in library.search("skills shortage in:text")] == ["schools.txt"]


@pytest.mark.parametrize("query", ["pollution of rivers in:text", "magnets in:text", "stream OR magnets in:text"])
def test_pages_fit_together(library: Library, query: str) -> None:
    whole = [hit.id for hit in library.search(query, limit=10)]
    assert [len(library.search(query, limit=limit)) for limit in range(4)] == [
        min(limit, len(whole)) for limit in range(4)
    ]
    for size in (1, 2):
        pages = [library.search(query, limit=size, offset=at) for at in range(0, len(whole), size)]
        assert [hit.id for page in pages for hit in page] == whole


def rows(texts: dict[int, tuple[int, list[str]]]) -> Meanings:
    """Documents by their keys: the key of the first row and the texts."""
    columns = Columns(
        "text", [(key, first, pack([((1, 1, 0, 1, 0), ())] * len(of), "text")) for key, (first, of) in texts.items()]
    )
    return Meanings(
        columns, [(key, coder().codes(of)) for key, (_, of) in texts.items()],
        [of_text("tungsten stockpile") if key == 2 else (0.0,) * DIMENSIONS for key in columns.documents],
    )  # fmt: skip


def test_near_rows_and_titles_add_to_a_row() -> None:
    meanings = rows({1: (1, ["tungsten mine", "water", "price"]), 2: (4, ["stockpile"]), 3: (7, ["coal", "export"])})
    near = Nearness(meanings, of_text("tungsten") or [])
    own = {key: Nearness(rows({1: (key, [text])}), of_text("tungsten") or []).of(key)
           for key, text in ((1, "tungsten mine"), (2, "water"), (3, "price"), (4, "stockpile"))}  # fmt: skip
    assert near.of(2) == pytest.approx(own[2] + BESIDE * (own[1] + own[3]))
    assert near.of(3) == pytest.approx(own[3] + BESIDE * own[2])
    title = cosine(of_text("tungsten") or [], of_text("tungsten stockpile") or [])
    assert near.of(4) == pytest.approx(own[4] + TITLE * title)


def test_many_rows_are_as_near_as_each_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    meanings = rows({1: (1, ["tungsten mine", "water", "price"]), 2: (4, ["stockpile"]), 3: (7, ["coal", "export"])})
    near = Nearness(meanings, of_text("tungsten export") or [])
    keys = [1, 2, 3, 4, 7, 8]
    each = {key: near.of(key) for key in keys}
    np.testing.assert_allclose(near._every[keys], list(each.values()), rtol=1e-4, atol=1e-5)
    # There is no row with the keys 0, 5 and 6.
    assert np.flatnonzero(np.isinf(near._every)).tolist() == [0, 5, 6]
    found, amounts = near.nearest(0.2, 3)
    assert list(found) == [key for key in keys if each[key] >= 0.2]
    assert list(amounts) == pytest.approx([3 * each[key] for key in found], abs=1e-4)
    monkeypatch.setattr(rowsets, "few", lambda: 0)
    many, as_much = near.nearest(0.2, 3)
    assert (many.tolist(), as_much.tolist()) == (list(found), pytest.approx(list(amounts), abs=1e-4))


def test_a_document_without_codes_is_told() -> None:
    columns = Columns("text", [(1, 1, pack([((1, 1, 0, 1, 0), ())] * 2, "text"))])
    with pytest.raises(StaleIndexError, match="litlode index rebuild"):
        Meanings(columns, [(1, bytes(PLANES))], [(0.0,) * DIMENSIONS])


def test_no_word_is_near_where_none_is() -> None:
    near = NearWords(of_text("tungsten") or [])
    assert near.of("12 %") == ()
    assert near.of("Tungsten and more TUNGSTEN")[0] == "tungsten"
