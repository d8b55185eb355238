"""The date of a document from the lines of its first pages."""

from __future__ import annotations

import pytest

from extract.dates import date_of


@pytest.mark.parametrize(
    ("pages", "want"),
    [
        pytest.param(
            [["JOURNAL OF PITS", "2017, VOL. 31, NO. 4, 231–244", "Accepted 14 March 2016"]],
            "2017",
            id="a comma behind the year of an issue",
        ),
        pytest.param(
            [["全国矿坑规划", "（2016—2020年）", "二〇一六年十一月"]],
            "2016-11",
            id="years from which to which a plan holds",
        ),
        pytest.param(
            [["全国矿坑规划", "2016年—2020年", "2017年1月"]], "2017-01", id="the same, each with its character"
        ),
        pytest.param([["1 9 9 7 年 某矿产 第四号", "矿坑的概念"]], "1997", id="figures that OCR set apart"),
        pytest.param(
            [["专题", "矿坑的重构", "某矿业报 2020.08"]], "2020-08", id="year and month beside a magazine's name"
        ),
        pytest.param([["Pits 2020.08 of the act"]], None, id="the same in a paragraph's number"),
        pytest.param([["礦坑之探討", "民國 107 年 9 月"]], "2018-09", id="the calendar of Taiwan"),
        pytest.param(
            [["Pits of the West"], ["U.S. Geological Survey, Reston, Virginia: 2017"]],
            "2017",
            id="a survey's line of publication",
        ),
    ],
)
def test_the_date_is_the_one_of_publication(pages: list[list[str]], want: str | None) -> None:
    day, _ = date_of(pages, created="", name="", aside="")
    assert (str(day) if day else None) == want
