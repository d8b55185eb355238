"""Charts of threads and trends: pages without a network, SVG with its words, PNG; and what is refused."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factories import library

from corpus.library import Library
from corpus.trends import Count
from litlode import charts

pytest.importorskip("altair")
pytest.importorskip("vl_convert")

NAMES = {"metal:W": "钨", "metal:Li": "锂", "metal:In": "铟"}
TEXTS = (
    "The state should build a strategic stockpile of tungsten against supply disruption.",
    "建议国家建立钨战略储备，以应对供应中断。",
    "我国面临铟价格大幅波动的问题。",
)


@pytest.fixture
def counted() -> Count:
    """Documents of 2001, 2002 and 2006; lithium comes in the last year."""
    years = {key: 2001 if key < 6 else 2002 if key < 9 else 2006 for key in range(12)}
    langs = {key: "zh" if key % 2 else "en" for key in years}
    return Count(years, langs, {"metal:W": frozenset(range(8)), "metal:Li": frozenset({9, 11})})


@pytest.fixture
def timeline(tmp_path: Path) -> object:
    connection = library(tmp_path / "lib.db", *TEXTS)
    connection.execute("UPDATE documents SET year = 2010 + key")
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        return charts.timeline(shelf.track(least=1), "zh")


def svg(chart: object, tmp_path: Path) -> str:
    charts.save(chart, tmp_path / "chart.svg")
    return (tmp_path / "chart.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize("show", ["years", "changes", "languages"])
def test_a_svg_holds_the_names_in_either_language(show: str, counted: Count, tmp_path: Path) -> None:
    made = svg(charts.TRENDS[show](counted, NAMES, "zh"), tmp_path)
    assert made.startswith("<svg") and ">锂<" in made
    words = {
        "years": ("年份", "文献占比", "灰色：无文献"),
        "changes": ("年份", "新出现"),
        "languages": ("中文", "英文"),
    }
    assert all(word in made for word in words[show])
    english = svg(charts.TRENDS[show](counted, {}, "en"), tmp_path)
    assert ">metal:Li<" in english and not re.search("[一-鿿]", english)


def test_the_heat_map_has_every_year_from_the_first_to_the_last(counted: Count, tmp_path: Path) -> None:
    made = svg(charts.heat_map(counted, NAMES, "en"), tmp_path)
    assert re.findall(r">(20\d\d)<", made) == ["2001", "2002", "2003", "2004", "2005", "2006"]
    assert charts._NOTHING in made


def test_a_timeline_has_a_row_a_thread_with_its_words(timeline: object, tmp_path: Path) -> None:
    made = svg(timeline, tmp_path)
    assert "The state should build a strategic stockpile" in made and "我国面临铟价格大幅波动的问题" in made
    assert all(word in made for word in ("提出", "建议", "挑战", "无◆：未见后续"))


def marks(chart: object, kind: str) -> list[dict[str, Any]]:
    """What the layers of a chart with this kind of mark are drawn from."""
    spec = chart.to_dict()  # type: ignore[attr-defined]
    layers = [layer for layer in spec["layer"] if layer["mark"]["type"] == kind]
    return [row for layer in layers for row in layer.get("data", spec.get("data"))["values"]]


def test_what_became_of_a_thread_is_a_mark_of_its_own_in_its_year(tmp_path: Path) -> None:
    built = "The strategic stockpile of tungsten was built in 2021."
    connection = library(tmp_path / "lib.db", TEXTS[0], TEXTS[1], TEXTS[0] + " ", built)
    connection.execute("UPDATE documents SET year = iif(key < 3, 2009 + key, 2010)")
    connection.execute("UPDATE documents SET year = 2021 WHERE key = 4")
    connection.close()
    with Library(tmp_path / "lib.db") as shelf:
        [thread] = shelf.track()
        chart = charts.timeline([thread], "en")
    dots = marks(chart, "circle")
    assert [(dot["year"], dot["kind"]) for dot in dots] == [(2010, "recommendation"), (2011, "recommendation")]
    assert dots[0]["quote"].count(TEXTS[0]) == 2  # each says what its own year says
    assert dots[1]["quote"] == f"{TEXTS[1]} (paper-1.txt)"
    [told] = marks(chart, "point")
    assert (told["year"], told["event"], told["quote"]) == (2021, thread.status, f"{built} (paper-3.txt)")


def test_lines_of_equal_shares_have_names_that_are_apart(tmp_path: Path) -> None:
    langs = {key: "zh" if key < 10 else "en" for key in range(20)}
    same = frozenset({0, 1, 2, 10})
    counted = Count({}, langs, {"a": same, "b": same, "c": frozenset({11}), "d": frozenset(range(10))})
    chart = charts.slope(counted, {}, "en")
    places = sorted({row["share"] for row in marks(chart, "text") if row["at"] > 1.05})
    assert len(places) == 4 and all(b - a > 0.03 for a, b in pairwise(places))
    assert {row["concept"]: row["sure"] for row in marks(chart, "circle")} == {
        "a": "not sure", "b": "not sure", "c": "not sure", "d": "differs",
    }  # fmt: skip
    made = svg(chart, tmp_path)
    assert all(f">{name}<" in made for name in ("a", "b", "c", "d", "differs", "not sure"))


@pytest.mark.parametrize(("lang", "lacking"), [("en", "Chinese"), ("zh", "English")])
def test_one_language_alone_is_not_set_beside_another(lang: str, lacking: str) -> None:
    with pytest.raises(charts.ChartError, match=f"no document with findings is {lacking}"):
        charts.slope(Count({}, {1: lang}, {"a": frozenset({1})}), {}, "en")


def test_labels_that_would_be_above_the_top_are_moved_down() -> None:
    assert charts._spread([(1.0, 0.0), (1.0, 0.5), (0.2, 0.0)], 1.0, 0.1) == [0.9, 1.0, 0.2]


@pytest.mark.parametrize(("lang", "said"), [("en", "30 of 33 are drawn"), ("zh", "仅绘出 33 项中的 30 项")])
def test_rows_that_are_left_out_are_told_of(lang: str, said: str, tmp_path: Path) -> None:
    years = dict.fromkeys(range(5), 2001)
    many = Count(years, dict.fromkeys(years, "en"), {f"c{number}": frozenset({0}) for number in range(33)})
    assert f">{said}<" in svg(charts.heat_map(many, {}, lang), tmp_path)
    few = Count(years, many.langs, {"c": frozenset({0})})
    assert "drawn" not in svg(charts.heat_map(few, {}, "en"), tmp_path)


def test_what_few_documents_tell_is_marked_among_changes(counted: Count, tmp_path: Path) -> None:
    chart = charts.turns(counted, {}, "en")
    assert ("metal:Li", True) in [(row["concept"], row["small"]) for row in marks(chart, "point")]
    assert ">• few documents (&lt; 5)<" in svg(chart, tmp_path)


def test_a_page_loads_nothing_from_a_network(counted: Count, tmp_path: Path) -> None:
    path = tmp_path / "chart.HTML"
    assert charts.save(charts.heat_map(counted, NAMES, "zh"), path) == ()
    page = path.read_text(encoding="utf-8")
    assert not re.search(r"<(script|link)\b[^>]*\s(src|href)=", page)
    assert not re.search(r"\bimport\s*\(?\s*[\"']https?:|from\s*[\"']https?:|@import", page)
    assert "钨" in page or "\\u94a8" in page


def test_a_png_is_one_and_says_nothing_where_there_is_a_font(
    counted: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "chart.png"
    monkeypatch.setattr(charts, "chinese_font", lambda: tmp_path / "font.ttf")
    assert charts.save(charts.turns(counted, NAMES, "zh"), path) == ()
    assert path.read_bytes().startswith(b"\x89PNG")


def test_without_a_chinese_font_a_png_with_chinese_says_so(
    counted: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(charts, "chinese_font", lambda: None)
    path = tmp_path / "chart.png"
    [said] = charts.save(charts.heat_map(counted, NAMES, "en"), path)
    assert said == f"{path}: this machine has no Chinese font, so Chinese words are boxes; .html and .svg have them"
    assert charts.save(charts.heat_map(counted, {}, "en"), path) == ()
    assert charts.save(charts.heat_map(counted, NAMES, "zh"), tmp_path / "chart.svg") == ()


@pytest.mark.parametrize("name", ["chart.pdf", "chart", "chart.json"])
def test_other_formats_are_refused(name: str, counted: Count, tmp_path: Path) -> None:
    with pytest.raises(charts.ChartError, match=r"a chart is written as \.html, \.svg, \.png"):
        charts.save(charts.heat_map(counted, NAMES, "en"), tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none_is_refused(counted: Count, tmp_path: Path) -> None:
    with pytest.raises(charts.ChartError, match="No such file or directory"):
        charts.save(charts.heat_map(counted, NAMES, "en"), tmp_path / "none" / "chart.svg")


def test_nothing_to_draw_is_told() -> None:
    for make in charts.TRENDS.values():
        with pytest.raises(charts.ChartError, match="there is nothing to draw"):
            make(Count({}, {}, {}), {}, "en")
    with pytest.raises(charts.ChartError, match="there is nothing to draw"):
        charts.timeline([], "en")


@pytest.mark.parametrize("module", ["altair", "vl_convert"])
def test_without_the_extra_one_line_tells_what_to_install(
    module: str, counted: Count, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chart = charts.heat_map(counted, NAMES, "en")
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(charts.ChartError, match=r"pip install 'litlode\[charts\]'"):
        if module == "altair":
            charts.heat_map(counted, NAMES, "en")
        charts.save(chart, tmp_path / "chart.svg")


@pytest.mark.parametrize(("quote", "short"), [("钨" * 24, "钨" * 24), ("钨" * 25, "钨" * 24 + "…"), ("a\n b", "a b")])
def test_a_label_is_cut_by_its_width(quote: str, short: str) -> None:
    assert charts._short(quote) == short
