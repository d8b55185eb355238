"""Findings as they are compared, to test with."""

from __future__ import annotations

from hypothesis import strategies as st
from strategies import mixed

from extract.charfold import spread
from models.sides import Side, side

CONCEPTS = ("metal:W", "metal:Li", "metal:Nd", "instrument:stockpile-reserve", "challenge:import-dependence")

findings = st.builds(
    lambda text, concepts, lang, kind: side(spread(text), concepts=concepts, lang=lang, kind=kind),
    mixed | st.sampled_from(["The state should build a stockpile of tungsten.", "建议国家建立钨储备。", ""]),
    st.sets(st.sampled_from(CONCEPTS)),
    st.sampled_from(("zh", "en")),
    st.sampled_from(("challenge", "recommendation")),
)


def on(text: str, *concepts: str, lang: str = "en", kind: str = "recommendation") -> Side:
    return side(spread(text), concepts=concepts, lang=lang, kind=kind)
