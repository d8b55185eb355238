"""What a query means: names, terms and other forms of words in both languages, and what a person is told of it."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import Line, Paper, shelf

from corpus.opened import Opened
from corpus.search import search
from corpus.understand import understand, understand_text
from corpus.units import Filter, Query, Some, Unit, Without, leaves
from models.groups import MEMBERS

LINES = (
    "Recycling of magnets should be subsidised.",
    "Re-cycling plants and a stock-pile lack electro-refining.",
    "By-products need a licence; recycled slag needs none.",
    "The co-operation of centres was modelled.",
    "A license, a stockpile, some byproducts.",
    "钕资源不足。",
    "海底采矿面临环境风险。",
    "Sulphates leach; labour is scarce.",
)


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    lines = tuple(Line(text, "challenge") for text in LINES)
    connection = shelf(tmp_path_factory.mktemp("understand") / "test.db", Paper(lines))
    yield connection
    connection.close()


def units(connection: sqlite3.Connection, typed: str, **options: Any) -> tuple[Unit, ...]:
    return understand(connection, typed, **options).units


def unit(connection: sqlite3.Connection, typed: str, **options: Any) -> Unit:
    (found,) = units(connection, typed, **options)
    return found


def joined(words: Sequence[str]) -> str:
    return " ".join(words)


@pytest.mark.parametrize(
    ("typed", "concepts"),
    [
        ("tungsten", ("metal:W",)),
        ("Tungsten", ("metal:W",)),
        ("钨", ("metal:W",)),
        ("鎢", ("metal:W",)),
        ("黑钨矿", ("metal:W",)),
        ("W", ("metal:W",)),
        ("w", ()),
        ("Ga", ("metal:Ga",)),
        ("GA", ()),
        ("rare-earth", ("metal:REE",)),
        ("rare earths", ("metal:REE",)),
        ("中国", ("place:CN",)),
        ("PRC", ("place:CN",)),
        ("Ministry of Commerce", ("actor:mofcom",)),
        ("商务部", ("actor:mofcom",)),
        ("储备", ("instrument:stockpile-reserve",)),
        ("stockpiles", ("instrument:stockpile-reserve",)),
        ("price", ("challenge:price-market",)),
        ("市场", ("challenge:price-market",)),
        ("price swings", ()),  # no preferred name of a theme: narrower than all that the theme holds
    ],
)
def test_names_are_known_in_either_language(
    connection: sqlite3.Connection, typed: str, concepts: tuple[str, ...]
) -> None:
    found = units(connection, typed)
    assert tuple(concept for unit in found for concept in unit.concepts) == concepts
    assert len(found) == 1 or not concepts


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("钨储备", ["钨", "储 备"]),
        ("钨 储备", ["钨", "储 备"]),
        ("稀土的出口", ["稀 土", "出 口"]),
        ("tungsten stockpile", ["tungsten", "stockpile"]),
        ("the price of tungsten", ["price", "tungsten"]),
        ("钨stockpile", ["钨", "stockpile"]),
        ("rare earth magnets", ["rare earth", "magnets"]),
        ("Ministry of Commerce of China", ["ministry of commerce", "china"]),
        ("的", ["的"]),  # where nothing else is asked, the empty word is
        ("绛蓝釉彩", ["绛 蓝 釉 彩"]),
    ],
)
def test_a_query_is_cut_into_names_terms_and_what_is_left(
    connection: sqlite3.Connection, typed: str, cut: list[str]
) -> None:
    query = understand(connection, typed)
    assert [joined(unit.words) for unit in query.units] == cut
    assert bool(query.phrases) == (len(cut) > 1)


@pytest.mark.parametrize(
    ("typed", "called"),
    [
        ("采矿", "mining"),
        ("mining", "采矿"),
        ("许可证", "license"),
        ("licence", "许可"),
        ("R&D", "研发"),
        ("workers' rights", "劳工权利"),
        ("301条款", "section 301"),
        ("3D打印", "3d printing"),
        ("全面与进步跨太平洋伙伴关系协定", "cptpp"),
    ],
)
def test_a_term_has_its_name_in_the_other_language(connection: sqlite3.Connection, typed: str, called: str) -> None:
    assert called in unit(connection, typed).called
    assert not any(found.called for found in units(connection, typed, exact=True))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("储备制度", ["储 备", "制 度"]),
        ("stockpile system", ["stockpile", "system"]),
        ("储备", []),
        ("R&D", []),
        ("301条款", ["301", "条 款"]),
    ],
)
def test_a_term_that_is_made_of_others_has_parts(connection: sqlite3.Connection, typed: str, parts: list[str]) -> None:
    found = unit(connection, typed)
    assert [joined(part.words) for part in found.parts] == parts
    in_parts = understand(connection, typed).in_parts()
    assert [joined(part.words) for part in in_parts.units] == (parts or [joined(found.words)])


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("recycle", {"recycling", "recycled"}),
        ("recycling", {"recycled", "re cycling"}),
        ("re-cycling", {"recycling", "recycled"}),
        ("stockpile", {"stock pile"}),
        ("stock-pile", {"stockpile"}),
        ("byproduct", {"byproducts", "by products"}),
        ("by-product", {"byproducts", "by products"}),
        ("electrorefining", {"electro refining"}),
        ("cooperation", {"co operation"}),
        ("subsidized", {"subsidised"}),
        ("licence", {"license"}),
        ("license", {"licence"}),
        ("center", {"centres"}),
        ("modeling", {"modelled"}),
        ("sulfate", {"sulphates"}),
        ("labor", {"labour"}),
    ],
)
def test_a_word_has_the_forms_that_the_library_holds(
    connection: sqlite3.Connection, typed: str, forms: set[str]
) -> None:
    quotes = {hit.quote for hit in search(Opened(connection), typed, limit=100)}
    held = {form for form in forms if any(form.replace(" ", "-") in quote.lower() for quote in quotes)}
    assert held == forms


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("labour", "labor"), ("utilisation", "utilization"), ("utilise", "utilize"), ("utilising", "utilizing"),
        ("utilised", "utilized"), ("analyse", "analyze"), ("centre", "center"), ("fibre", "fiber"),
        ("licence", "license"), ("defence", "defense"), ("sulphide", "sulfide"), ("programme", "program"),
        ("modelling", "modeling"), ("fulfil", "fulfill"), ("colours", "colors"), ("neighbouring", "neighboring"),
    ],
)  # fmt: skip
def test_british_finds_american_and_the_other_way_round(tmp_path: Path, british: str, american: str) -> None:
    for typed, held in ((british, american), (american, british)):
        connection = shelf(tmp_path / f"{held}.db", Paper((Line(f"The {held} lapsed.", "challenge"),)))
        assert (typed, [hit.quote for hit in search(Opened(connection), typed)]) == (typed, [f"The {held} lapsed."])
        assert not search(Opened(connection), typed, exact=True)
        connection.close()


@pytest.mark.parametrize("typed", ["稀土", "rare earths", "rare-earth in:text", "metal:REE", "轻稀土 OR 稀土"])
def test_a_group_finds_its_metals(connection: sqlite3.Connection, typed: str) -> None:
    assert search(Opened(connection), typed)[0].quote == "钕资源不足。"
    assert not search(Opened(connection), "稀土", exact=True)


def test_a_group_has_all_its_members(connection: sqlite3.Connection) -> None:
    assert unit(connection, "稀土").members == MEMBERS["metal:REE"]
    assert unit(connection, "钕").members == ()
    assert unit(connection, "metal:REE,W").members == MEMBERS["metal:REE"]


@pytest.mark.parametrize("typed", ["储备制度", "rare earth magnets", "byproducts", "the price", "W"])
def test_exact_words_stand_for_nothing_else(connection: sqlite3.Connection, typed: str) -> None:
    for found in units(connection, typed, exact=True):
        assert found == Unit(found.words)
    assert understand(connection, "储备制度 的", exact=True).units == (Unit(("储", "备", "制", "度")), Unit(("的",)))
    assert unit(connection, "metal:W", exact=True).concepts == ("metal:W",)


@pytest.mark.parametrize("typed", ['"stock pile"', "“储备制度”", "「储备制度」"])
def test_a_phrase_is_not_cut(connection: sqlite3.Connection, typed: str) -> None:
    found = unit(connection, typed)
    assert found == Unit(found.words, quoted=True)
    assert not found.is_plain


@pytest.mark.parametrize(
    ("typed", "name", "values"),
    [
        ("kind:challenges", "kind", ("challenge",)),
        ("类型：对策,挑战", "kind", ("recommendation", "challenge")),
        ("lang:Chinese", "lang", ("zh",)),
        ("year:2015", "year", ("2015",)),
        ("year:2015..", "year", ("2015..",)),
        ("year:..2015", "year", ("..2015",)),
        ("year:2020..2015", "year", ("2015..2020",)),
        ("year:2015至2020", "year", ("2015..2020",)),
        ("年份：2015年至2020年", "year", ("2015..2020",)),
        ("年份：2015年", "year", ("2015",)),
        ("year:2015–2020", "year", ("2015..2020",)),
        ("year:2015,2015", "year", ("2015",)),
        ("section:methods", "section", ("method",)),
        ("section:Conclusion", "section", ("conclusions",)),
        ("strength:MUST", "strength", ("must",)),
        ("verdict:none", "verdict", ("none",)),
        ("author:Li", "author", ("Li",)),
        ("actor:矿务局", "actor", ("矿务局",)),
    ],
)
def test_values_of_fields(connection: sqlite3.Connection, typed: str, name: str, values: tuple[str, ...]) -> None:
    query = understand(connection, typed)
    assert [leaf for leaf, _ in leaves(query.node)] == [Filter(name, values)]
    assert not query.notes


def test_what_is_not_wanted_is_no_unit_of_the_query(connection: sqlite3.Connection) -> None:
    query = understand(connection, "tungsten -copper -(lithium OR kind:challenge)")
    assert [joined(unit.words) for unit in query.units] == ["tungsten"]
    assert [wanted for _, wanted in leaves(query.node)] == [True, False, False, False]


def test_an_actor_may_be_a_body_or_words(connection: sqlite3.Connection) -> None:
    (node,) = understand(connection, "actor:商务部,矿务局").node.nodes  # type: ignore[union-attr]
    assert node == Some((Unit((), ("actor:mofcom",), own=True), Filter("actor", ("矿务局",))))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("tungsten", "tungsten [tungsten 钨]"),
        ("metal:钨", "[tungsten 钨]"),
        ("稀土", f"稀土 [rare earths 稀土 and the {len(MEMBERS['metal:REE'])} that belong to it]"),
        ("recycl*", "recycl*"),
        ('"stock pile"', '"stock pile"'),
        ("tungsten -copper", "tungsten [tungsten 钨] + not copper [copper 铜]"),
        ("镓 OR 锗", "(镓 [gallium 镓] or 锗 [germanium 锗])"),
        ("(镓 OR 锗) 铜", "(镓 [gallium 镓] or 锗 [germanium 锗]) + 铜 [copper 铜]"),
        ("-(镓 铜)", "not (镓 [gallium 镓] + 铜 [copper 铜])"),
        ("kind:challenge year:2015..2020,2022", "kind: challenge + year: 2015..2020 or 2022"),
        ("钨 in:text", "钨 [tungsten 钨] + in every sentence"),
        ("in:text", "in every sentence"),
        ("zzz:钨", "zzz + 钨 [tungsten 钨] (zzz:钨 read as plain words)"),
        ("(钨", "钨 [tungsten 钨] (a bracket is not closed: read as plain words)"),
        ("metal:W,unobtainium", "[tungsten 钨] (no metal is called unobtainium)"),
        ("", ""),
    ],
)
def test_a_query_is_explained(connection: sqlite3.Connection, typed: str, told: str) -> None:
    assert understand(connection, typed).explain() == told


@pytest.mark.parametrize(
    ("typed", "scope"),
    [
        ("in:text", "text"),
        ("范围：全文", "text"),
        ("in:findings", "findings"),
        ("", "findings"),
        ("in:text 钨 in:findings", "findings"),
        ("(in:text 钨)", "text"),
    ],
)
def test_the_scope(connection: sqlite3.Connection, typed: str, scope: str) -> None:
    assert understand(connection, typed).scope == scope


def test_the_same_thing_asked_twice_is_asked_once(connection: sqlite3.Connection) -> None:
    assert len(units(connection, "钨 “钨” 钨")) == 2
    assert len(units(connection, "tungsten kind:challenge tungsten")) == 1


def test_a_text_is_read_as_words_only(connection: sqlite3.Connection) -> None:
    query = understand_text(connection, 'Tungsten (metal:W) OR "copper', "text")
    assert isinstance(query, Query)
    assert query.scope == "text"
    assert not any(isinstance(node, Without | Filter) for node, _ in leaves(query.node))


@given(st.one_of(strategies.mixed, strategies.queries, st.text(max_size=60)), st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_left_out_of_an_exact_query(connection: sqlite3.Connection, typed: str, exact: bool) -> None:
    query = understand(connection, typed, exact=exact)
    query.explain()
    query.in_parts().explain()
    assert set(query.loose) <= set(query.units)
    assert all(unit.words or unit.concepts for unit in query.units)
    assert query.asks or not query.units
