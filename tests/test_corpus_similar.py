"""More like this: what shares most with a finding or a sentence comes first, in either language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library
from hypothesis import given
from hypothesis import strategies as st

from corpus import rowsets
from corpus.errors import UnknownIdError
from corpus.library import Library

ZH = "建议扩大钨储备规模。"
EN = "States should begin stockpiling tungsten."
ZH_CHALLENGE = "我国钨储备面临规模不足。"
TEXTS = (
    f"{ZH}{ZH_CHALLENGE}锂矿开采面临污染问题。应当加强教育。",
    f"{EN} Lithium mines should pay their taxes. The country lacks trained engineers. Schools should teach mining.",
    "States should publish their data. Tungsten mines should pay their taxes. 應當建立稀土儲備制度。",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("similar") / "test.db"
    library(path, *TEXTS).close()
    with Library(path, read_only=True) as opened:
        yield opened


def id_of(shelf: Library, quote: str) -> str:
    (found,) = [finding.id for finding in shelf.findings() if finding.quote.strip() == quote]
    return found


def quotes(shelf: Library, id_: str, query: str = "", **page: int) -> list[str]:
    return [hit.quote.strip() for hit in shelf.find_similar(id_, query, **page)]


def test_the_other_language_comes_before_what_shares_less(shelf: Library) -> None:
    found = quotes(shelf, id_of(shelf, ZH))
    assert set(found[:2]) == {ZH_CHALLENGE, EN}
    assert "Tungsten mines should pay their taxes." in found[2:]
    assert "應當建立稀土儲備制度。" in found[2:]
    assert "Schools should teach mining." not in found


def test_a_chinese_finding_is_found_by_an_english_one(shelf: Library) -> None:
    found = quotes(shelf, id_of(shelf, EN))
    assert set(found[:2]) == {ZH, ZH_CHALLENGE}
    assert "Tungsten mines should pay their taxes." in found[2:]


def test_what_stands_in_the_same_words_comes_first(shelf: Library) -> None:
    found = quotes(shelf, id_of(shelf, "Tungsten mines should pay their taxes."))
    assert found[0] == "Lithium mines should pay their taxes."


def test_a_finding_is_never_like_itself(shelf: Library) -> None:
    for finding in shelf.findings():
        results = shelf.find_similar(finding.id, limit=100)
        assert finding.id not in {hit.id for hit in results}
        assert len(results) == results.some
        assert results.total == 0
        assert sum(count.count for count in results.facets["lang"]) == results.some


def test_the_beginning_of_an_id_is_enough(shelf: Library) -> None:
    whole = id_of(shelf, ZH)
    assert quotes(shelf, whole[:8]) == quotes(shelf, whole)


def test_a_query_narrows_what_is_like_it(shelf: Library) -> None:
    like = id_of(shelf, ZH)
    assert quotes(shelf, like, "kind:challenge")[0] == ZH_CHALLENGE
    english = quotes(shelf, like, "lang:en")
    assert english[0] == EN
    assert set(english) <= {quote for quote in quotes(shelf, like) if quote.isascii()}
    assert quotes(shelf, like, "metal:REE") == ["應當建立稀土儲備制度。"]
    assert quotes(shelf, like, "copper") == []
    assert shelf.find_similar(like, "lang:en").some == len(english)


def test_a_sentence_is_like_sentences(shelf: Library) -> None:
    (sentence,) = [hit for hit in shelf.search("in:text 扩大") if ZH in hit.quote]
    results = shelf.find_similar(sentence.id)
    assert {hit.kind for hit in results} == {"text"}
    assert {hit.quote.strip() for hit in results[:2]} == {ZH_CHALLENGE, EN}
    assert sentence.id not in {hit.id for hit in results}


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("abcdef", "no finding has this id"),
        ("", "no finding has this id"),
        ("*", "no finding has this id"),
        ("0123456789abcdef:0-7", "no sentence has this id"),
        ("0123456789abcdef:0-", "no finding has this id"),
    ],
)
def test_an_id_that_is_not_known_is_refused(shelf: Library, id_: str, told: str) -> None:
    with pytest.raises(UnknownIdError, match=told):
        shelf.find_similar(id_)


def test_a_sentence_with_another_end_is_not_known(shelf: Library) -> None:
    sentence = shelf.search("in:text 扩大")[0]
    with pytest.raises(UnknownIdError, match="no sentence"):
        shelf.find_similar(f"{sentence.id}0")


@pytest.mark.parametrize("page", [{"limit": -1}, {"offset": -1}])
def test_a_page_begins_and_ends_somewhere(shelf: Library, page: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="-1"):
        shelf.find_similar(id_of(shelf, ZH), **page)


@given(limit=st.integers(0, 8), offset=st.integers(0, 8))
def test_pages_fit_together(shelf: Library, limit: int, offset: int) -> None:
    like = id_of(shelf, ZH)
    assert quotes(shelf, like, limit=limit, offset=offset) == quotes(shelf, like, limit=100)[offset : offset + limit]
    assert shelf.find_similar(like, limit=limit, offset=offset).offset == offset


def test_a_large_library_is_compared_as_a_small_one_is(shelf: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [finding.id for finding in shelf.findings()]
    few = [(quotes(shelf, id_), quotes(shelf, id_, "lang:en -copper")) for id_ in ids]
    monkeypatch.setattr(rowsets, "few", lambda: 0)
    assert [(quotes(shelf, id_), quotes(shelf, id_, "lang:en -copper")) for id_ in ids] == few


def test_what_nothing_is_like_gives_nothing(tmp_path: Path) -> None:
    library(tmp_path / "test.db", "应当回收铟。", "Schools should teach.").close()
    with Library(tmp_path / "test.db") as alone:
        results = alone.find_similar(alone.findings()[0].id)
        assert (list(results), results.total, results.some) == ([], 0, 0)
        assert results.facets["metal"] == ()


def test_a_word_that_the_other_language_says_with_empty_words_alone_stands_for_itself(tmp_path: Path) -> None:
    library(tmp_path / "test.db", "建议进一步扩大钨储备。", "应当进一步回收铟。", "钨储备不足。").close()
    with Library(tmp_path / "test.db") as further:
        assert quotes(further, further.findings()[0].id) == ["钨储备不足。", "应当进一步回收铟。"]
        for query in ("钨 进一步", "铟 超过", "铟 拥有"):  # `further`, `more than`, `own`
            assert further.search(query)
