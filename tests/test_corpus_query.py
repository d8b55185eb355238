"""The query language: what a person types as a tree, and no text that is not one."""

import pytest
import strategies
from hypothesis import given
from hypothesis import strategies as st

from corpus.query import FIELDS, LONGEST, All, AnyOf, Field, Node, Not, Phrase, Prefix, Run, parse


def tree(typed: str) -> Node:
    """What a query is read as, without the outermost brackets where one thing stands alone."""
    node = parse(typed).node
    return node.nodes[0] if len(node.nodes) == 1 else node


def words(typed: str) -> Field:
    """A field that is read from the whole of a query."""
    node = tree(typed)
    assert isinstance(node, Field)
    return node


A, B, C = Run("tungsten"), Run("储备"), Run("copper")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tungsten", A),
        ("  tungsten\t", A),
        ("tungsten　储备", Run("tungsten 储备")),
        ("tungsten AND 储备", Run("tungsten 储备")),
        ("and or not", Run("and or not")),
        ("", All(())),
        ("AND", All(())),
        ("()", All(())),
        ("钨 （ ）", Run("钨")),
        ('"export licence"', Phrase("export licence")),
        ("“出口许可”", Phrase("出口许可")),
        ("「出口许可」", Phrase("出口许可")),
        ('"“出口”许可"', Phrase("“出口”许可")),
        ('钨"出口许可"', All((Run("钨"), Phrase("出口许可")))),
        ("recycl*", Prefix("recycl")),
        ("tungsten recycl*", All((A, Prefix("recycl")))),
        ("*", Run("*")),
    ],
)
def test_words_and_phrases(typed: str, expected: Node) -> None:
    assert tree(typed) == expected
    assert not parse(typed).notes


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-copper", Not(C)),
        ("－copper", Not(C)),
        ("−copper", Not(C)),
        ("NOT copper", Not(C)),
        ("tungsten -copper", All((A, Not(C)))),
        ("tungsten NOT copper 储备", All((A, Not(C), B))),
        ("tungsten AND NOT copper", All((A, Not(C)))),
        ('-"spot price"', Not(Phrase("spot price"))),
        ("-「现货价格」", Not(Phrase("现货价格"))),
        ("-recycl*", Not(Prefix("recycl"))),
        ("-metal:Cu", Not(Field("metal", ("Cu",), "metal:Cu"))),
        ("-(tungsten copper)", Not(Run("tungsten copper"))),
        ("-(tungsten OR copper)", Not(AnyOf((A, C)))),
        ("－（tungsten OR copper）", Not(AnyOf((A, C)))),
        ("-()", All(())),
        ("low-carbon", Run("low-carbon")),
        ("钨-铜", Run("钨-铜")),
        ("tungsten - copper", Run("tungsten - copper")),
    ],
)
def test_what_is_not_wanted(typed: str, expected: Node) -> None:
    assert tree(typed) == expected
    assert not parse(typed).notes


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("tungsten OR copper", AnyOf((A, C))),
        ("tungsten | copper", AnyOf((A, C))),
        ("tungsten|copper", AnyOf((A, C))),
        ("tungsten｜copper", AnyOf((A, C))),
        ("tungsten 储备 OR copper", AnyOf((Run("tungsten 储备"), C))),
        ("tungsten OR 储备 OR copper", AnyOf((A, B, C))),
        ("(tungsten OR copper) 储备", All((AnyOf((A, C)), B))),
        ("（tungsten OR copper）储备", All((AnyOf((A, C)), B))),
        ("（tungsten OR copper)储备", All((AnyOf((A, C)), B))),
        ("储备 (tungsten (copper))", Run("储备 tungsten copper")),
        ("tungsten OR -copper", AnyOf((A, Not(C)))),
        ("((tungsten))", A),
        ("metal:W|metal:Cu", AnyOf((Field("metal", ("W",), "metal:W"), Field("metal", ("Cu",), "metal:Cu")))),
    ],
)
def test_alternatives_and_brackets(typed: str, expected: Node) -> None:
    assert tree(typed) == expected
    assert not parse(typed).notes


@pytest.mark.parametrize(
    ("typed", "name", "values"),
    [
        ("metal:W", "metal", ("W",)),
        ("Metal:W", "metal", ("W",)),
        ("金属：钨", "metal", ("钨",)),
        ("矿种:钨", "metal", ("钨",)),
        ("metal:Ga,Ge", "metal", ("Ga", "Ge")),
        ("metal:Ga，Ge", "metal", ("Ga", "Ge")),
        ("金属:镓、锗", "metal", ("镓", "锗")),
        ("metal:Ga,", "metal", ("Ga",)),
        ('actor:"Ministry of Commerce"', "actor", ("Ministry of Commerce",)),
        ("主体：“商务部”", "actor", ("商务部",)),
        ("机构:「商务部」", "actor", ("商务部",)),
        ('source:"Ores, slags"', "source", ("Ores, slags",)),
        ("year:2015..2020", "year", ("2015..2020",)),
        ("year:..2020", "year", ("..2020",)),
        ("年份：2015至2020", "year", ("2015至2020",)),
        ("source:report-*.pdf", "source", ("report-*.pdf",)),
        ("in:text", "in", ("text",)),
        ("范围:全文", "in", ("全文",)),
    ],
)
def test_fields(typed: str, name: str, values: tuple[str, ...]) -> None:
    field = words(typed)
    assert (field.name, field.values, field.typed) == (name, values, typed)


@pytest.mark.parametrize(("name", "alias"), [(name, alias) for name in FIELDS for alias in (name, *FIELDS[name])])
@pytest.mark.parametrize("colon", [":", "："])
def test_every_field_has_its_names(name: str, alias: str, colon: str) -> None:
    assert words(f"{alias}{colon}x").name == name


def test_no_two_fields_have_a_name_in_common() -> None:
    names = [alias for name in FIELDS for alias in (name, *FIELDS[name])]
    assert len(names) == len(set(names))


def test_a_field_ends_where_a_bracket_does() -> None:
    assert tree("(metal:W) copper") == All((Field("metal", ("W",), "metal:W"), C))
    assert tree("（金属：钨）copper") == All((Field("metal", ("钨",), "金属：钨"), C))


@pytest.mark.parametrize("typed", ["port:one", "建议：完善储备", "foo:bar"])
def test_an_unknown_field_is_words_with_a_note(typed: str) -> None:
    parsed = parse(typed)
    assert parsed.node == All((Run(typed),))
    assert parsed.notes == (f"{typed} read as plain words",)


@pytest.mark.parametrize(
    ("typed", "read", "why"),
    [
        ("(tungsten copper", "tungsten copper", "a bracket is not closed"),
        ("（tungsten copper", "tungsten copper", "a bracket is not closed"),
        ("tungsten copper)", "tungsten copper", "a bracket closes that was not opened"),
        ('tungsten "copper', "tungsten copper", "a quotation mark has no partner"),
        ("tungsten “copper", "tungsten copper", "a quotation mark has no partner"),
        ("tungsten 」copper", "tungsten copper", "a quotation mark has no partner"),
        ("tungsten OR", "tungsten", "OR has nothing to join"),
        ("OR tungsten", "tungsten", "OR has nothing to join"),
        ("tungsten | | copper", "tungsten copper", "OR has nothing to join"),
        ("tungsten OR ()", "tungsten", "OR has nothing to join"),
        ("tungsten NOT", "tungsten", "NOT has nothing to exclude"),
        ("NOT NOT tungsten", "tungsten", "NOT has nothing before it"),
        ("(tungsten NOT) copper", "tungsten copper", ") has nothing before it"),
        ('"tungsten copper" (', "tungsten copper", "a bracket is not closed"),
    ],
)
def test_a_malformed_query_is_plain_words_with_a_note(typed: str, read: str, why: str) -> None:
    parsed = parse(typed)
    (run,) = parsed.node.nodes
    assert isinstance(run, Run)
    assert run.text.split() == read.split()
    assert parsed.notes == (f"{why}: read as plain words",)


def test_brackets_stand_twenty_deep_and_no_deeper() -> None:
    assert tree("(" * 20 + "tungsten" + ")" * 20) == A
    deep = parse("(" * 21 + "tungsten" + ")" * 21)
    assert "too deep" in deep.notes[0]
    assert [node.text.strip() for node in deep.node.nodes if isinstance(node, Run)] == ["tungsten"]
    assert parse("（" * LONGEST).notes
    assert parse("-(" * LONGEST).notes


def test_a_query_is_cut_where_it_is_too_long() -> None:
    parsed = parse("钨 " * LONGEST)
    assert parsed.notes == ("only the first 2,000 characters are read",)
    assert parsed.node == All((Run(" ".join("钨" * (LONGEST // 2))),))
    assert not parse("钨" * LONGEST).notes
    cut = parse('"' + "钨" * LONGEST + '"')
    assert len(cut.notes) == 2


OPERATORS = [
    "(",
    ")",
    "（",
    "）",
    '"',
    "“",
    "”",
    "「",
    "」",
    " OR ",
    " NOT ",
    " AND ",
    "|",
    "-",
    "－",
    "*",
    ":",
    "metal:",
    "年份：",
]
odd = st.lists(st.sampled_from([*OPERATORS, "tungsten", "钨", " ", ",", "2015.."]), max_size=30).map("".join)


@given(st.one_of(st.text(max_size=80), strategies.queries, odd))
def test_no_text_is_an_error(typed: str) -> None:
    parsed = parse(typed)
    assert isinstance(parsed.node, All)
    for leaf in _leaves(parsed.node):
        assert isinstance(leaf, Run | Phrase | Prefix | Field)
        if isinstance(leaf, Field):
            assert leaf.name in FIELDS


def _leaves(node: Node) -> list[Node]:
    if isinstance(node, All | AnyOf):
        return [leaf for child in node.nodes for leaf in _leaves(child)]
    return _leaves(node.node) if isinstance(node, Not) else [node]


terms = st.sampled_from(["tungsten", "钨", "储备", "ores"])
leaves = st.one_of(
    terms.map(Phrase),
    terms.map(Prefix),
    st.tuples(st.sampled_from(sorted(FIELDS)), terms).map(lambda of: Field(of[0], (of[1],), f"{of[0]}:{of[1]}")),
)
trees = st.recursive(
    leaves,
    lambda node: st.one_of(
        node.filter(lambda one: not isinstance(one, Not)).map(Not),
        st.lists(node, min_size=2, max_size=3).map(lambda nodes: All(tuple(nodes))),
        st.lists(node, min_size=2, max_size=3).map(lambda nodes: AnyOf(tuple(nodes))),
    ),
    max_leaves=8,
)


def _typed(node: Node) -> str:
    if isinstance(node, Phrase):
        return f"“{node.text}”"
    if isinstance(node, Prefix):
        return f"{node.text}*"
    if isinstance(node, Field):
        return node.typed
    if isinstance(node, Not):
        return f"NOT {_typed(node.node)}"
    if isinstance(node, All | AnyOf):
        return f"({(' ' if isinstance(node, All) else ' OR ').join(map(_typed, node.nodes))})"
    return node.text


@given(trees)
def test_a_tree_written_as_a_query_is_read_as_that_tree(node: Node) -> None:
    assert tree(_typed(node)) == node
