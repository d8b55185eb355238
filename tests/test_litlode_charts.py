"""Charts of threads and trends: pages without a network, SVG with its words, PNG; and what is refused."""

from __future__ import annotations

import re
import sys
from pathlib import Path

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
    assert all(word in made for word in ("状态", "未回应", "挑战"))


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
