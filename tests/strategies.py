"""Hypothesis strategies for texts of this field: Chinese, English and both at once."""

from __future__ import annotations

from factories import document
from hypothesis import strategies as st

HAN = "钨锂稀土储备鎢儲備应当建议面临不足矿产资源国家安全乾坤干涉〇々𠀀𬬭"
LATIN = "abcdefgXYZ éüß"
MARKS = "，。；：、（）《》“”,.;:()- \u00ad\u200b１２ＡＢ①₄"

han = st.text(alphabet=HAN, min_size=1, max_size=40)
mixed = st.text(alphabet=HAN + LATIN + MARKS + "0123456789\n", min_size=1, max_size=80)
queries = st.text(alphabet=HAN + LATIN + MARKS + "\"'*^+-:()[]{}\\%_ANDORNOTEARin:text metal:kind:\x00", max_size=40)
documents = mixed.map(document)
