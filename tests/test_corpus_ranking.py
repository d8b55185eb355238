"""The order of hits, pages of them, what they show, and that operators find just what they say."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from factories import library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import PAPERS, Line, Paper, shelf

from corpus.cjk import tokens
from corpus.hits import Hit
from corpus.opened import Opened
from corpus.ranking import TOP, Sort
from corpus.search import search
from extract.types import Metadata

QUIET = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def quotes(path: Path, papers: Sequence[Paper], query: str, *, sort: Sort = "rank") -> list[str]:
    """The hits for a query in a new library, in order."""
    connection = shelf(path / "order.db", *papers)
    results = search(Opened(connection), query, sort=sort, limit=1000)
    connection.close()
    return [hit.quote for hit in results]


def of(*lines: Line, title: str | None = None, year: int | None = None) -> Paper:
    return Paper(lines, Metadata(title=title, year=year))


@pytest.mark.parametrize(
    ("query", "papers"),
    [  # of each pair of papers the first is expected first; they stand in the library the other way round
        ("in:text 锗", (of(Line("锗的资源不足。", "challenge")), of(Line("锗的资源很多。")))),
        ("in:text germanium", (of(Line("Germanium must stay.", "recommendation")), of(Line("Germanium is a metal.")))),
        ("in:text 锗", (of(Line("锗很少见。", section="abstract")), of(Line("锗也少见。", section="body")))),
        ("in:text 锗", (of(Line("锗很少见。", section="conclusions")), of(Line("锗也少见。", section="body")))),
        ("in:text 锗", (of(Line("锗也少见。", section="body")), of(Line("锗很少见。", section="references")))),
        ("in:text 锗", (of(Line("锗也少见。")), of(Line("锗很少见。", block="table")))),
        (
            "germanium",
            (
                of(Line("Germanium lacks.", "challenge", "recommendations")),
                of(Line("Germanium lacks", "challenge", "results")),
            ),
        ),
        ("in:text 镓 回收", (of(Line("镓回收很难，铁路都是如此。")), of(Line("镓很难，铁路都是如此，回收。")))),
        (
            "in:text gallium smelters",
            (
                of(Line("Gallium smelters close in the cold and dark months.")),
                of(Line("Gallium and in the cold and dark months smelters.")),
            ),
        ),
        ("in:text 镓", (of(Line("镓很贵。"), title="镓的价格"), of(Line("镓不贵。"), title="价格"))),
        ("in:text tungsten", (of(Line("钨很贵。"), title="Tungsten prices"), of(Line("钨不贵。"), title="Prices"))),
        ("in:text smelters", (of(Line("Smelters lose.")), of(Line("Smelters lose in winters that are cold.")))),
        ("in:text tungsten", (of(Line("Tungsten is dear.")), of(Line("Wolframite is so dear.")))),
        ("in:text 影响 镓", (of(Line("镓很少见，很贵。")), of(Line("影响很大，很多。")))),
    ],
)  # fmt: skip
def test_of_two_hits_the_better_comes_first(tmp_path: Path, query: str, papers: tuple[Paper, Paper]) -> None:
    found = quotes(tmp_path, papers[::-1], query)
    assert found[0] == papers[0].lines[0].text
    assert len(found) > 1 or "影响" in query


@pytest.mark.parametrize(
    ("sort", "years"),
    [("newest", [2024, 2018, 2014, None]), ("oldest", [2014, 2018, 2024, None]), ("recent", [2024, 2018, 2014, None])],
)
@pytest.mark.parametrize("scope", ["", " in:text"])
def test_sorted_by_year(tmp_path: Path, sort: Sort, years: list[int | None], scope: str) -> None:
    papers = [of(Line(f"钨储备不足，{name}年。", "challenge"), year=year) for name, year in
              (("甲", 2018), ("乙", None), ("丙", 2024), ("丁", 2014))]  # fmt: skip
    connection = shelf(tmp_path / "test.db", *papers)
    results = search(Opened(connection), f"钨{scope}", sort=sort)
    connection.close()
    assert [hit.year for hit in results] == years


def test_within_a_year_the_likelier_comes_first(tmp_path: Path) -> None:
    papers = [of(Line("锗很少见。"), Line("锗不足。", "challenge"), year=2020), of(Line("锗贵。"), year=2021)]
    assert quotes(tmp_path, papers, "锗 in:text", sort="newest") == ["锗贵。", "锗不足。", "锗很少见。"]


def test_recent_does_not_bury_what_fits_better(tmp_path: Path) -> None:
    papers = [of(Line("镓回收不足。", "challenge"), year=2020), of(Line("镓价不稳。", "challenge"), year=2021)]
    assert quotes(tmp_path, papers, "镓 回收", sort="recent")[0] == "镓回收不足。"


def test_scores_fall(tmp_path: Path) -> None:
    text = "。".join(f"钨{'储备' * (number % 3)}不足{number}" for number in range(3 * TOP))
    connection = library(tmp_path / "test.db", text)
    for query in ("钨", "钨 储备", "钨 in:text"):
        scores = [hit.score for hit in search(Opened(connection), query, limit=1000)]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) > 0
    connection.close()


@pytest.fixture(scope="module")
def long(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    texts = [
        "。".join(
            f"第{number}年{'钨' * (number % 2 + 1)}{'储备' * (number % 3 // 2)}面临{paper}不足" for number in range(70)
        )
        for paper in "甲乙丙"
    ]
    connection = library(tmp_path_factory.mktemp("pages") / "test.db", *texts, "镓应当回收。锗应当回收。镓和锗稀少。")
    yield Opened(connection)
    connection.close()


@given(
    st.sampled_from(
        ["钨", "钨 储备", "in:text 钨 OR 镓", "year:2020", "-储备", "镓 锗 回收", "储备 绛蓝", "镓 回收 钨"]
    ),
    st.sampled_from(["rank", "recent", "newest", "oldest"]),
    st.lists(st.integers(1, 90), min_size=1, max_size=8),
)
@QUIET
def test_pages_put_together_are_the_whole(long: Opened, query: str, sort: Sort, sizes: list[int]) -> None:
    whole = search(long, query, sort=sort, limit=1000)
    together: list[Hit] = []
    while len(together) < len(whole):
        page = search(long, query, sort=sort, limit=sizes[len(together) % len(sizes)], offset=len(together))
        assert (page.total, page.some, page.offset) == (whole.total, whole.some, len(together))
        assert len(page) > 0
        together += page
    assert [(hit.id, hit.missing) for hit in together] == [(hit.id, hit.missing) for hit in whole]
    assert len({hit.id for hit in together}) == len(together)
    assert not search(long, query, sort=sort, offset=len(whole) + TOP)


def test_hits_that_hold_all_come_before_those_that_hold_some(long: Opened) -> None:
    results = search(long, "镓 回收", limit=1000)
    assert results.total == 1
    assert results.some >= 1
    assert [bool(hit.missing) for hit in results] == [False] + [True] * (len(results) - 1)


@pytest.mark.parametrize(
    ("query", "quote", "found_by", "missing"),
    [
        ("gallium", "Prices of gallium and germanium swing.", ("gallium",), ()),
        ("镓", "Prices of gallium and germanium swing.", ("镓: gallium 镓",), ()),
        ("stockpiles", "商务部应当建立镓储备。", ("stockpiles: 储备",), ()),
        ("swings", "Prices of gallium and germanium swing.", ("swings: another form of it",), ()),
        ("swin*", "Prices of gallium and germanium swing.", ("swin: another form of it",), ()),
        (
            "rare earths tungsten",
            "Funding for rare earths lacks",
            ("rare earths", "tungsten: in the rest of the sentence"),
            (),
        ),
        ("rare earths 商务部", "Funding for rare earths lacks", ("rare earths",), ("商务部",)),
        (
            "metal:Nd rare",
            "Australia enacted a stockpile of rare earths and neodymium.",
            ("neodymium 钕", "rare"),
            (),
        ),
        ("gallium OR tungsten", "Prices of gallium and germanium swing.", ("gallium",), ()),
        ("gallium -germanium", "商务部应当建立镓储备。", ("gallium: gallium 镓",), ()),
    ],
)  # fmt: skip
def test_a_hit_says_why_it_was_found(
    tmp_path: Path, query: str, quote: str, found_by: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    connection = shelf(tmp_path / "test.db", *PAPERS)
    (hit,) = (hit for hit in search(Opened(connection), query, limit=100) if hit.quote == quote)
    connection.close()
    assert (hit.found_by, hit.missing) == (found_by, missing)


HIT = Hit(
    id="x", kind="text", quote="", document="", name="", title=None, year=None, page=1, start=0, end=0, lang="en",
    score=1.0, certainty=None, metals=(), themes=(),
)  # fmt: skip
words = st.sampled_from(["tungsten", "ore", "储备", "制度", "，", "de-risked", "Médine", "x" * 30, "W", "3D", "。"])
texts = st.lists(words, min_size=1, max_size=120).map(" ".join) | st.lists(words, min_size=1, max_size=200).map("".join)


@given(texts, st.integers(20, 240), st.data())
@QUIET
def test_a_snippet_holds_a_mark_and_cuts_no_word(quote: str, longest: int, data: st.DataObject) -> None:
    found = [(token.start, token.end) for token in tokens(quote)]
    marks = data.draw(st.lists(st.sampled_from(found), max_size=5, unique=True).map(sorted)) if found else []
    start, end = replace(HIT, quote=quote, marks=tuple(marks)).snippet(longest)
    assert 0 <= start < end <= len(quote)
    assert end - start <= longest
    if any(mark[1] - mark[0] <= longest for mark in marks):
        assert any(start <= mark[0] and mark[1] <= end for mark in marks)
    cut = [token for token in tokens(quote) if token.start < start < token.end or token.start < end < token.end]
    assert not [token for token in cut if token.end - token.start <= longest]
    if len(quote) <= longest:
        assert (start, end) == (0, len(quote))


def test_a_snippet_of_a_long_sentence_is_where_most_marks_are(tmp_path: Path) -> None:
    ends, middle = "slag is sold and ore is washed " * 12, "gallium of smelters in gallium towns "
    quote = f"Gallium {ends}{middle}{'and so on ' * 30}"
    connection = shelf(tmp_path / "test.db", of(Line(quote, "challenge")))
    (hit,) = search(Opened(connection), "gallium smelters")
    connection.close()
    start, end = hit.snippet()
    assert middle.strip() in hit.quote[start:end]


SENTENCES = (
    "镓稀少。",
    "锗稀少。",
    "镓和锗在此。",
    "铜价平稳。",
    "镓、铜并存。",
    "Gallium is here.",
    "Copper and germanium.",
    "甘草。",
)
NAMES = {
    "镓": ("镓", "gallium"),
    "锗": ("锗", "germanium"),
    "copper": ("铜", "copper"),
    "“稀少”": ("稀少",),
    "平*": ("平",),
}

Fits = Callable[[str, str | None, int], bool]
Asked = tuple[str, Fits]


def _word(typed: str) -> Asked:
    return typed, lambda text, _kind, _year: any(name in text.lower() for name in NAMES[typed])


def _kind(kind: str) -> Asked:
    return f"kind:{kind}", lambda _text, found, _year: found == kind


def _year(year: int) -> Asked:
    return f"year:{year}..", lambda _text, _kind, made: made >= year


def _not(of: Asked) -> Asked:
    return f"NOT ({of[0]})", lambda *row: not of[1](*row)


def _all(of: Sequence[Asked]) -> Asked:
    return f"({' '.join(typed for typed, _ in of)})", lambda *row: all(fits(*row) for _, fits in of)


def _any(of: Sequence[Asked]) -> Asked:
    return f"({' OR '.join(typed for typed, _ in of)})", lambda *row: any(fits(*row) for _, fits in of)


asked = st.recursive(
    st.one_of(
        st.sampled_from(sorted(NAMES)).map(_word),
        st.sampled_from(["challenge", "recommendation"]).map(_kind),
        st.integers(2000, 2002).map(_year),
    ),
    lambda inner: st.one_of(
        inner.map(_not),
        st.lists(inner, min_size=1, max_size=3).map(_all),
        st.lists(inner, min_size=1, max_size=3).map(_any),
    ),
    max_leaves=7,
)
kinds = st.sampled_from([None, "challenge", "recommendation"])
made = st.lists(
    st.tuples(st.lists(st.tuples(st.sampled_from(SENTENCES), kinds), min_size=1, max_size=5), st.integers(1999, 2002)),
    min_size=1,
    max_size=4,
)


@given(made, st.lists(asked, min_size=5, max_size=5), st.booleans())
@QUIET
def test_operators_find_what_they_say(
    tmp_path_factory: pytest.TempPathFactory,
    made: list[tuple[list[tuple[str, str | None]], int]],
    asked: list[Asked],
    in_text: bool,
) -> None:
    papers = [
        of(*(Line(text, kind) for text, kind in lines), title=f"{number}", year=year)  # type: ignore[arg-type]
        for number, (lines, year) in enumerate(made)
    ]
    connection = shelf(tmp_path_factory.mktemp("operators") / "test.db", *papers)
    for typed, fits in asked:
        results = search(Opened(connection), f"{typed} in:text" if in_text else typed, limit=1000)
        expected = sorted(
            text
            for lines, year in _distinct(made)
            for text, kind in lines
            if (in_text or kind) and fits(text, kind, year)
        )
        assert (typed, sorted(hit.quote for hit in results[: results.total])) == (typed, expected)
    connection.close()


def _distinct(made: list[tuple[list[tuple[str, str | None]], int]]) -> list[tuple[list[tuple[str, str | None]], int]]:
    """The papers as the library holds them: one of the same text as another takes its place."""
    return list({"\n".join(text for text, _ in lines): (lines, year) for lines, year in made}.values())
