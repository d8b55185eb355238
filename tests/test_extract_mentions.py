"""What is found in running text, and what is left alone; every entry of the lexicon proves itself here."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.mentions import find_mentions, metal_ids
from models.lexicon import Concept, lexicon

PROOFS = [pytest.param(c, s, True, id=f"{c.id}: {s[:30]}") for c in lexicon().concepts for s in c.examples] + [
    pytest.param(c, s, False, id=f"not {c.id}: {s[:30]}") for c in lexicon().concepts for s in c.counter
]


@pytest.mark.parametrize("concept, sentence, found", PROOFS)
def test_every_entry_holds_what_it_claims(concept: Concept, sentence: str, found: bool) -> None:
    assert (concept.id in {mention.concept for mention in find_mentions(sentence)}) is found


@pytest.mark.parametrize(
    "text, ids",
    [
        # symbols alone, in lists, after their name, as ions and isotopes
        ("soils rich in As, Cd and Pb", "As Cd Pb"),
        ("As prices fell, miners left.", ""),
        ("In 2020 the mine closed.", ""),
        ("supply.12 In addition, ports closed", ""),
        ("The As content rose and In recovery fell.", "As In"),
        ("cobalt (Co) and nickel (Ni)", "Co Ni"),
        ("Lime and Co. Ltd. of Perth", ""),
        ("U.S. and U.K. firms", ""),
        ("Li等人（2019）提出", ""),
        ("Li, J. and Ni, Y. (2010)", ""),
        ("87Sr/86Sr and 187Os/188Os", "Os Sr"),
        ("溶液中K+与Ca2+浓度", "Ca K"),
        ("Cr(VI) was reduced to Cr(III).", "Cr"),
        ("N, P and K were applied.", "K P"),
        ("p < 0.05 and P = 0.01", ""),
        ("fertilizer P use efficiency", "P"),
        ("Li—40; Sc—9; Y—21; V—88 (g/t)", "Li Sc V Y"),
        ("伴生元素Cu的迁移", "Cu"),
        ("Pb-Zn and W-Sn deposits", "Pb Sn W Zn"),
        ("锆石U-Pb定年", "Pb U Zr"),
        ("blood pressure of 120 mm Hg", ""),
        ("2.5 Mg C ha-1 in the soil", ""),
        ("Rh-negative donors", ""),
        # formulas and what only looks like them
        ("LiNi0.6Co0.4O2 cathodes", "Co Li Ni"),
        ("SrCe0.8Yb0.2O3−δ discs", "Ce Sr Yb"),
        ("CuSO4·5H2O", "Cu"),
        ("SiC and Al2O3 grains", "Al Si"),
        ("irrigated with NaCl", ""),
        ("In addition, assessments differ. Indium is traded.", "In"),
        ("In addition to the funds, tin", "Sn"),
        ("NaCl and KCl melt at 700 °C", "K Na"),
        ("COP26, IPCC, CoV, GeV, B2B, PGE2, 10B parameters", ""),
        ("CO2, H2O, NH4+ and HCl", ""),
        # words of two meanings
        ("zinc, lead and copper", "Cu Pb Zn"),
        ("Officials lead the talks.", ""),
        ("Gold mining and a gold standard", "Au"),
        ("the Iron Curtain fell, iron rusted", "Fe"),
        ("铜、金、银等矿产", "Ag Au Cu"),
        ("商业银行与金融机构的资金", ""),
        ("包含金融与银行", ""),
        ("纳米金属材料", ""),
        ("铝合金属于轻质材料", "Al"),
        ("金标准与金山银山", ""),
        ("投资金额与基金", ""),
        # several commodities in one name, traditional characters, broken lines
        ("钒钛磁铁矿", "Fe Ti V"),
        ("ferronickel from ilmenite", "Fe Ni Ti"),
        ("CIGS薄膜", "Cu Ga In Se"),
        ("鎢與銻的出口", "Sb W"),
        ("the rare\n    earth elements", "REE"),
        ("钒钛磁\n铁矿", "Fe Ti V"),
        ("gold mineralized rock", "Au"),
        ("LITHIUM and Lithiums", "Li"),
        ("重金属与五金", ""),
        ("graphene and 石墨烯", ""),
    ],
)
def test_metals_of_a_sentence(text: str, ids: str) -> None:
    assert " ".join(metal_ids(find_mentions(text))) == ids


def test_a_name_of_several_commodities_gives_one_mention_each() -> None:
    mentions = [m for m in find_mentions("NdFeB magnets") if m.concept.startswith("metal:")]
    assert [(m.span.start, m.span.end) for m in mentions] == [(0, 13)] * 3
    assert metal_ids(mentions) == ("B", "Fe", "Nd")


def test_a_theme_and_a_metal_are_both_found() -> None:
    found = {m.concept for m in find_mentions("扩大钨储备规模，tungsten stockpile")}
    assert {"metal:W", "instrument:stockpile-reserve"} <= found


def test_the_span_of_a_broken_name_covers_the_break() -> None:
    text = "of rare\n   earth   elements."
    assert [m.quote for m in find_mentions(text) if m.concept == "metal:REE"] == ["rare\n   earth   elements"]


WORDS = "锂 金 融 银 行 钨储备 rare earth In As ( ) , 、 Cu Al2O3 - lead zinc 3+ é İ 鋰 价格波动 0.8 P …"
PIECES = st.sampled_from([*WORDS.split(), " ", "\n", "  \n", "\n\n", "\u3000", "supply risk"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=30).map("".join)))
def test_quotes_equal_their_spans_and_metals_do_not_overlap(text: str) -> None:
    mentions = find_mentions(text)
    assert list(mentions) == sorted(mentions, key=lambda m: m.span.start)
    spans = sorted({(m.span.start, m.span.end) for m in mentions if m.concept.startswith("metal:")})
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    for mention in mentions:
        assert mention.span.of(text) == mention.quote
