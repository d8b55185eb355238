"""The lexicon's data and its lookup: what a person may ask for, and that every entry is complete."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.lexicon import lexicon
from models.lexicon.fold import fold

ELEMENTS = (
    "Li Be B Na Mg Al Si K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Rb Sr Y Zr Nb Mo Ru Rh Pd Ag Cd In Sn Sb Te "
    "Cs Ba La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Th U He P"
)
OTHERS = ["REE", "LREE", "HREE", "PGM", "graphite", "fluorspar", "barite", "potash", "phosphate"]


def test_every_metal_and_commodity_is_a_concept() -> None:
    assert {c.bare for c in lexicon().concepts if c.kind == "metal"} == {*ELEMENTS.split(), *OTHERS}


def test_no_concept_is_written_in_two_files() -> None:
    ids = [concept.id for concept in lexicon().concepts]
    assert [i for i in ids if ids.count(i) > 1] == []


@pytest.mark.parametrize("kind, count", [("challenge", 13), ("instrument", 20)])
def test_every_theme_has_terms_and_proof_in_both_languages(kind: str, count: int) -> None:
    themes = [c for c in lexicon().concepts if c.kind == kind]
    assert len(themes) == count
    for theme in themes:
        assert any(example.isascii() for example in theme.examples), theme.id
        assert any(not example.isascii() for example in theme.examples), theme.id
        assert theme.counter, theme.id
        assert any(term.isascii() for term in theme.names["terms"]), theme.id


def test_the_metals_have_fifteen_hundred_written_names() -> None:
    written = {name for c in lexicon().concepts if c.kind == "metal" for name in c.all_names()}
    assert len(written) >= 1500


@pytest.mark.parametrize(
    "name, ids",
    [
        ("锂", {"metal:Li"}),
        ("鋰", {"metal:Li"}),
        ("Lithium", {"metal:Li"}),
        ("ＬＩＴＨＩＵＭ", {"metal:Li"}),
        ("rare earths", {"metal:REE"}),
        ("REEs", {"metal:REE"}),
        ("W", {"metal:W"}),
        ("wolframites", {"metal:W"}),
        ("NdFeB", {"metal:Nd", "metal:Fe", "metal:B"}),
        ("磷酸铁锂", {"metal:Li", "metal:Fe", "metal:P"}),
        ("砷化镓", {"metal:As", "metal:Ga"}),
        ("stockpile", {"instrument:stockpile-reserve"}),
        ("储备", {"instrument:stockpile-reserve"}),
        ("欧盟", {"place:EU"}),
        ("no such thing", set()),
        ("in", set()),
        ("金融", set()),
    ],
)
def test_lookup_reads_a_name_in_either_language(name: str, ids: set[str]) -> None:
    assert set(lexicon().lookup(name)) == ids


def test_a_list_names_what_it_named_that_year() -> None:
    years = {(x.key, x.year) for x in lexicon().get("metal:Cu").lists}
    assert ("us", 2025) in years
    assert ("us", 2022) not in years
    assert ("cn", 2016) in years


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_lookup_never_raises(text: str) -> None:
    lexicon().lookup(text)
