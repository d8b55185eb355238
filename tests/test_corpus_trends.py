"""Trends: shares over the years, what is new, quiet or bursting, Chinese beside English; the expected is by hand."""

from __future__ import annotations

import json
from math import comb
from pathlib import Path

import pytest
from shelf import Line, Paper, shelf
from work_papers import library as library_of
from work_papers import paper, text

from corpus.library import Library
from corpus.trends import Beside, Count, Point, Turn, count, fisher
from extract.types import Metadata

METAL = "metal:W"


def counted(*years: tuple[int, int, int]) -> Count:
    """A count of one concept from rows of a year, its documents, and how many of these are about it."""
    of_year: dict[int, int] = {}
    about = set()
    for year, documents, having in years:
        for number in range(documents):
            key = len(of_year)
            of_year[key] = year
            if number < having:
                about.add(key)
    return Count(of_year, dict.fromkeys(of_year, "en"), {METAL: frozenset(about)})


def turns(*years: tuple[int, int, int]) -> list[tuple[str, int, int, int, int]]:
    return [(t.change, t.since, t.until, t.about, t.documents) for t in counted(*years).turns()]


def test_a_share_is_of_the_documents_of_its_year() -> None:
    points = counted((2001, 4, 1), (2003, 10, 5)).points()
    assert [(p.year, p.about, p.documents, p.share, p.small) for p in points] == [
        (2001, 1, 4, 0.25, True), (2003, 5, 10, 0.5, False),
    ]  # fmt: skip


def test_documents_without_a_year_are_in_no_year_but_in_a_language() -> None:
    found = Count({1: 2000}, {1: "zh", 2: "en"}, {METAL: frozenset({1, 2})})
    assert [(p.year, p.about, p.documents) for p in found.points()] == [(2000, 1, 1)]
    assert [(b.zh, b.en) for b in found.beside()] == [(1, 1)]


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        (((2001, 5, 0), (2002, 3, 1)), [("new", 2002, 2002, 1, 3)]),
        (((2001, 2, 0), (2002, 3, 0), (2003, 2, 2)), [("new", 2003, 2003, 2, 2)]),
        (((2001, 4, 0), (2002, 3, 1)), []),  # four documents before are too few to call it new
        (((2001, 5, 1), (2002, 3, 1)), []),  # it was there
        (((2001, 5, 0), (2002, 3, 1), (2003, 3, 0)), []),  # not in the last year
    ],
)
def test_new_is_what_no_earlier_year_has(years: tuple[tuple[int, int, int], ...], expected: list[object]) -> None:
    assert turns(*years) == expected


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        # the last three years are 2003-2005; 2 of the 10 documents before them speak of it, last in 2001
        (((2000, 5, 1), (2001, 5, 1), (2004, 4, 0), (2005, 1, 0)), [("quiet", 2002, 2005, 2, 10)]),
        (((2000, 5, 1), (2001, 5, 1), (2004, 3, 0), (2005, 1, 0)), []),  # four silent documents are too few
        (((2000, 5, 1), (2001, 5, 1), (2004, 4, 1), (2005, 1, 0)), []),  # not silent
        (((2000, 5, 1), (2001, 5, 0), (2004, 4, 0), (2005, 1, 0)), []),  # one document is no habit
        (((2000, 11, 1), (2001, 10, 1), (2004, 4, 0), (2005, 1, 0)), []),  # 2 of 21 are too seldom
    ],
)
def test_quiet_is_what_was_usual_and_is_not_said(years: tuple[tuple[int, int, int], ...], expected: list[str]) -> None:
    assert turns(*years) == expected


def test_a_burst_is_of_the_years_that_say_it_far_more_often() -> None:
    """15 of 100 documents speak of it; the double is 30 %, and two years are above it."""
    rows = [(2000 + at, 10, about) for at, about in enumerate([1, 1, 0, 1, 5, 5, 1, 1, 0, 0])]
    assert [turn for turn in turns(*rows) if turn[0] == "burst"] == [("burst", 2004, 2005, 10, 20)]


def test_two_bursts_with_a_calm_between_are_two() -> None:
    rows = [(2000 + at, 20, about) for at, about in enumerate([0, 9, 0, 0, 0, 0, 9, 0, 0, 0])]
    assert [turn[:3] for turn in turns(*rows) if turn[0] == "burst"] == [("burst", 2001, 2001), ("burst", 2006, 2006)]


@pytest.mark.parametrize(
    "rows",
    [
        ((2000, 10, 5), (2001, 10, 5), (2002, 10, 5)),  # even
        ((2000, 10, 0), (2001, 10, 2), (2002, 10, 0)),  # two documents
        ((2000, 10, 0), (2001, 10, 9)),  # two years
        ((2000, 5, 5), (2001, 5, 5), (2002, 5, 5)),  # all
    ],
)
def test_what_is_even_or_little_does_not_burst(rows: tuple[tuple[int, int, int], ...]) -> None:
    assert "burst" not in {turn[0] for turn in turns(*rows)}


def test_what_most_documents_speak_of_has_no_burst() -> None:
    """20 of 32 speak of it (62 %): all of some years are more than usual, and not the double."""
    rows = [(2000 + at, 3, about) for at, about in enumerate([1, 1, 0, 1, 3, 3, 3, 3, 3])] + [(2009, 5, 2)]
    assert "burst" not in {turn[0] for turn in turns(*rows)}


def test_years_near_the_double_of_the_usual_share_are_no_burst() -> None:
    """35 % is nearer to the double of the usual 20 % than to that, and not the double."""
    rows = [(2000 + at, 200, about) for at, about in enumerate([70, 70, 30, 30, 30, 30, 30, 30])]
    assert [turn for turn in turns(*rows) if turn[0] == "burst"] == []
    rows = [(2000 + at, 200, about) for at, about in enumerate([85, 85, 24, 24, 24, 24, 24, 24])]
    assert [turn[1:3] for turn in turns(*rows) if turn[0] == "burst"] == [(2000, 2001)]


def test_what_was_counted_is_told_in_words() -> None:
    def told(*years: tuple[int, int, int]) -> list[str]:
        return [turn.counted for turn in counted(*years).turns()]

    assert told((2001, 5, 0), (2002, 3, 1)) == ["1 of 3 documents of that year, none before"]
    assert told((2000, 5, 1), (2001, 5, 1), (2004, 4, 0), (2005, 1, 0)) == ["2 of 10 documents until 2002"]
    bursting = [(2000 + at, 10, about) for at, about in enumerate([1, 1, 0, 1, 5, 5, 1, 1, 0, 0])]
    assert "10 of 20 documents of these years, 15% over all" in told(*bursting)


def test_nothing_is_told_of_a_difference_where_one_language_has_no_document() -> None:
    [row] = Count({}, {1: "en", 2: "en"}, {METAL: frozenset({1})}).beside()
    assert (row.difference, row.only, row.differs) == (None, None, False)
    assert row.as_dict()["difference"] is None


def test_changes_of_few_documents_are_marked() -> None:
    few = Turn(concept=METAL, change="new", since=2020, until=2020, about=1, documents=4)
    many = Turn(concept=METAL, change="new", since=2020, until=2020, about=1, documents=5)
    assert (few.as_dict()["small"], many.as_dict()["small"]) == (True, False)
    assert Point(concept=METAL, year=2020, about=1, documents=3).as_dict() == {
        "concept": METAL, "year": 2020, "about": 1, "documents": 3, "share": 0.3333, "small": True,
    }  # fmt: skip


def test_no_document_gives_nothing() -> None:
    empty = Count({}, {}, {})
    assert (empty.points(), empty.turns(), empty.beside()) == ((), (), ())
    assert Count({}, {1: "zh"}, {METAL: frozenset({1})}).turns() == ()


def test_fisher_is_that_of_the_lady_tasting_tea() -> None:
    """Fisher (1935): three of four cups right on either side; 34 of the 70 ways are as unlikely or more."""
    assert fisher(3, 4, 1, 4) == pytest.approx(34 / 70)
    assert fisher(4, 4, 0, 4) == pytest.approx(2 / comb(8, 4))
    assert fisher(0, 0, 3, 5) == 1.0


def test_languages_stand_beside_each_other_with_how_sure_the_difference_is() -> None:
    langs = {key: "zh" if key < 10 else "en" for key in range(20)}
    found = Count({}, langs, {"a": frozenset(range(9)), "b": frozenset({0, 10, 11}), "c": frozenset({19})})
    rows = {row.concept: row for row in found.beside()}
    assert list(rows) == ["a", "b", "c"]
    assert (rows["a"].difference, rows["a"].only, rows["a"].as_dict()["differs"]) == (0.9, "zh", True)
    assert (rows["b"].only, rows["b"].as_dict()["differs"]) == (None, False)
    assert (rows["c"].difference, rows["c"].only) == (-0.1, "en")
    few = Beside(concept="a", zh=1, zh_documents=4, en=0, en_documents=90, p=0.04).as_dict()
    assert (few["small"], few["differs"], few["difference"]) == (True, True, 0.25)


def papers() -> tuple[Paper, ...]:
    return (
        Paper(
            (
                Line("钨资源不足。", "challenge"),
                Line("应当在中国建立镓储备。", "recommendation", parts=(("place", "中国"),)),
            ),
            Metadata(title="一", year=2001),
        ),
        Paper((Line("Tungsten lacks.", "challenge"), Line("Gallium is grey.")), Metadata(title="Two", year=2002)),
        Paper((Line("Copper is red."),), Metadata(title="Three", year=2002)),
    )  # fmt: skip


def test_a_count_is_of_documents_with_findings_by_metal_theme_and_place(tmp_path: Path) -> None:
    connection = shelf(tmp_path / "lib.db", *papers())
    metals = count(connection, "metal")
    assert {concept: len(having) for concept, having in metals.about.items()} == {"metal:W": 2, "metal:Ga": 1}
    assert sorted(metals.years.values()) == [2001, 2002]  # the third has no finding
    assert set(count(connection, "theme").about) == {"instrument:stockpile-reserve"}
    assert set(count(connection, "place").about) == {"place:CN"}
    assert set(count(connection, "metal", kind="challenge").about) == {"metal:W"}
    keys = {key for (key,) in connection.execute("SELECT key FROM findings WHERE kind = 'challenge'")}
    assert set(count(connection, "metal", without=keys).about) == {"metal:Ga"}
    connection.close()


def test_of_a_work_the_earliest_version_counts(tmp_path: Path) -> None:
    connection = shelf(tmp_path / "lib.db", *papers())
    works = dict.fromkeys((sha for (sha,) in connection.execute("SELECT sha256 FROM documents")), "one")
    metals = count(connection, "metal", works=works)
    assert list(metals.years.values()) == [2001]
    assert {concept: len(having) for concept, having in metals.about.items()} == {"metal:W": 1, "metal:Ga": 1}
    connection.close()


def test_a_library_counts_works_once_and_no_rejected_finding(tmp_path: Path) -> None:
    said = text("en", 1) + " The country lacks tungsten of its own and depends on imports from one port."
    library_of(
        tmp_path / "lib.db", paper(said, "a.pdf", title="Ores of the country", year=2010),
        paper("Cover. " + said, "b.pdf", title="Ores of the country", year=2012),
    ).close()  # fmt: skip
    with Library(tmp_path / "lib.db") as library:
        assert [len(work.versions) for work in library.works()] == [2]
        trend = library.tracking.trends("metal", kind="challenge")
        assert [(p.year, p.about, p.documents) for p in trend.points() if p.concept == METAL] == [(2010, 1, 1)]
        [thread] = library.track(least=1, kind="challenge")
        assert (thread.documents, len(thread.findings)) == (1, 2)
        assert library.track(kind="challenge").to_json() == "[]"
        for finding in library.findings(kind="challenge"):
            library.judge(finding.id, "reject", person="Li")
        assert library.tracking.trends("metal", kind="challenge").about == {}
        assert json.loads(library.track(least=1, kind="challenge").to_json()) == []
