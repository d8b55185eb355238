"""What is brought in goes out again: any field names and values, in every format and both languages."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import HAN

from corpus.bibliography import (
    import_bibliography,
)
from corpus.bibliography_export import ExportFormat, export_bibliography
from corpus.bibliography_formats import bibtex_of, ris_of
from corpus.migrations import connect
from extract.entries import Entry, read_entries

WORDS = HAN + "abc XYZ éß, .;:()/-'~&%$#_^*!?0123456789"
values = st.text(alphabet=WORDS, max_size=30).map(str.strip)
latex = st.recursive(
    values | st.sampled_from([r"{\"o}", r"\'{e}", r"\&", "{B}", r"\textit{x}", "@", '{"}']),
    lambda inner: st.lists(inner, max_size=3).map("".join) | inner.map(lambda text: f"{{{text}}}"),
    max_leaves=5,
)
names = st.from_regex(r"[A-Za-z][A-Za-z0-9_.:+-]{0,12}", fullmatch=True)
keys = st.text(alphabet=HAN + "abcXYZ0123456789:-_.+/", min_size=1, max_size=12)


@st.composite
def bibtex_files(draw: st.DrawFn) -> str:
    out = ['@string{jrp = "Resources 政策"}'] if draw(st.booleans()) else []
    for key in draw(st.lists(keys, min_size=1, max_size=4, unique_by=str.casefold)):
        fields = draw(st.lists(st.tuples(names, latex), max_size=5))
        shown = [
            f"  {name} = {draw(st.sampled_from(['{%s}', '{%s} # jrp', '  {%s}']))}" % value for name, value in fields
        ]
        out.append(f"@{draw(st.sampled_from(['article', 'MISC', 'Unheard']))}{{{key},\n" + ",\n".join(shown) + "\n}")
        out += draw(st.sampled_from([[], ["@comment{x {y} 注}"], ["a remark 备注"]]))
    return "\n\n".join(out)


tags = st.from_regex(r"[A-Z][A-Z0-9]", fullmatch=True).filter(lambda tag: tag not in ("TY", "ER"))


@st.composite
def ris_files(draw: st.DrawFn) -> str:
    records = draw(st.lists(st.lists(st.tuples(tags, values), max_size=6), min_size=1, max_size=4))
    kinds = st.sampled_from(["JOUR", "RPRT", "ODD"])
    return "\n".join(
        "\n".join([f"TY  - {draw(kinds)}", *(f"{tag}  - {value}" for tag, value in fields), "ER  - \n"])
        for fields in records
    )


plain_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(values, inner, max_size=3),
    max_leaves=6,
)
csl_files = st.lists(
    st.dictionaries(st.sampled_from(["title", "DOI", "issued", "author", "custom", "page", "自", "x-y"]), plain_json)
    .map(lambda item: {"id": "k", **item}),
    min_size=1, max_size=4,
).map(lambda items: json.dumps(items, ensure_ascii=False))  # fmt: skip


titles = st.sampled_from(["我国钨资源储备研究", "Depth of tungsten supply", "Tin & 5% more: a view"])
people = st.sampled_from(
    [{"literal": "王石"}, {"family": "Lee", "given": "Ann"}, {"literal": "A Survey of Land"}, {"literal": "欧阳明"}]
)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)).map(
    lambda day: {"date-parts": [[day.year, day.month, day.day]]}
)
OWN_FIELDS: dict[str, dict[str, st.SearchStrategy[str]]] = {
    "article-journal": {"container-title": titles, "volume": st.just("35"), "issue": st.just("3")},
    "article-newspaper": {"container-title": titles, "page": st.just("7")},
    "article": {"number": st.from_regex(r"arXiv:\d{4}\.\d{5}", fullmatch=True)},
    "patent": {"number": st.from_regex(r"CN\d{9}[AB]", fullmatch=True)},
    "standard": {"number": st.just("GB/T 17766-2020"), "publisher": titles},
    "report": {"number": st.just("OFR 2021-5"), "publisher": titles, "publisher-place": st.just("北京")},
    "book": {"edition": st.just("2"), "publisher": titles, "publisher-place": st.just("Oxford")},
    "chapter": {"container-title": titles, "publisher": titles, "page": st.just("5-9")},
    "webpage": {"URL": st.just("https://a.org/x_y?z=1&q=%20")},
    "dataset": {"publisher": titles, "DOI": st.just("10.5281/zenodo.1")},
    "thesis": {"publisher": titles, "publisher-place": st.just("Leeds")},
}


@st.composite
def works(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(sorted(OWN_FIELDS)))
    item = {"type": kind, "title": draw(titles), "issued": draw(days), "accessed": draw(days)}
    item["author"] = draw(st.lists(people, min_size=1, max_size=3, unique_by=str))
    item["author"] += draw(st.sampled_from([[], [{"literal": "others"}]]))
    for role in draw(st.sets(st.sampled_from(["editor", "translator"]))):
        item[role] = [{"literal": "陈二"}]
    if kind == "thesis" and draw(st.booleans()):
        item["genre"] = draw(
            st.sampled_from(["Doctoral dissertation", "Master's thesis", "硕士学位论文", "Licentiate"])
        )
    return item | {name: draw(value) for name, value in OWN_FIELDS[kind].items()}


def entries(text: str) -> list[Entry]:
    return [block for block in read_entries(text)[1] if isinstance(block, Entry)]


def state(db: sqlite3.Connection) -> list[list[tuple[object, ...]]]:
    tables = ("bibliography", "bibliography_fields", "bibliography_files", "bibliography_rest")
    return [list(db.execute(f"SELECT * FROM {table}")) for table in tables]


@cache
def empty() -> bytes:
    with TemporaryDirectory() as folder:
        connect(Path(folder) / "lib.db").close()
        return (Path(folder) / "lib.db").read_bytes()


def back(text: str, format_: ExportFormat) -> tuple[str, str]:
    """What goes out after the text came in, and after it came in twice."""
    with TemporaryDirectory() as folder:
        (Path(folder) / "lib.db").write_bytes(empty())
        path = Path(folder) / "refs.txt"
        path.write_text(text, encoding="utf-8")
        with closing(connect(Path(folder) / "lib.db")) as db:
            import_bibliography(db, path)
            first, _ = export_bibliography(db, format_)
            before = state(db)
            import_bibliography(db, path)
            assert state(db) == before
            return first, export_bibliography(db, format_)[0]


def told(text: str) -> list[tuple[str, str, tuple[tuple[str, str], ...], str]]:
    return [(entry.type, entry.key, entry.fields, "".join(entry.raw.split())) for entry in entries(text)]


@settings(max_examples=40)
@given(bibtex_files())
def test_any_bibtex_comes_back_with_every_field(text: str) -> None:
    first, second = back(text, "bibtex")
    assert first == second
    assert told(first) == told(text)
    assert re.sub(r"\s", "", first) == re.sub(r"\s", "", text)


@settings(max_examples=40)
@given(ris_files())
def test_any_ris_comes_back_with_every_tag(text: str) -> None:
    first, second = back(text, "ris")
    assert first == second
    assert told(first) == told(text)


@settings(max_examples=40)
@given(csl_files)
def test_any_csl_json_comes_back_with_every_value(text: str) -> None:
    first, second = back(text, "csl")
    assert first == second
    assert json.loads(first) == json.loads(text)


@settings(max_examples=40)
@given(st.one_of(bibtex_files(), ris_files(), csl_files), st.sampled_from(["bibtex", "ris", "csl"]))
def test_whatever_comes_in_can_be_written_in_every_format_and_read_again(text: str, format_: ExportFormat) -> None:
    first, _ = back(text, format_)
    assert len(entries(first)) >= 1


@settings(max_examples=120)
@given(works(), st.sampled_from(["bibtex", "ris"]))
def test_what_a_citation_is_made_of_survives_the_way_through_another_format(item: dict[str, Any], form: str) -> None:
    text = bibtex_of(item, key="k") if form == "bibtex" else ris_of(item)
    (entry,) = entries(text)
    assert {name: entry.csl.get(name) for name in item} == item


def bibtex_keys(text: str) -> list[str]:
    """The keys of a file as BibTeX itself reads it: every brace counts, and what follows an @ is an entry."""
    found, at = [], 0
    while (start := text.find("@", at)) >= 0:
        head = re.compile(r"@\s*([^\s{(]+)\s*[{(]\s*").match(text, start)
        assert head, text[start : start + 40]
        depth, at = (1, head.end()) if head[0].rstrip().endswith("{") else (0, head.end())
        while depth or (head[0].rstrip().endswith("(") and text[at] != ")"):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        if head[1].casefold() not in ("string", "comment", "preamble"):
            found.append(re.split(r"[,\s})]", text[head.end() :], maxsplit=1)[0])
    return found


broken = st.sampled_from([
    "@article{a, title={Tin {of} old,\n", "@article{k, title={Tin\n}", "@book{k, title={a \\{ b}}", "@misc{b, x", "@",
    "@misc{K, title={x}}", "@misc{, title={without a key}}", "write to a@b.org", "@misc(q, title={in brackets})",
    "@comment{never closed", "}", "{", "@article{a b, title={x}}",
])  # fmt: skip


@settings(max_examples=80)
@given(st.lists(broken, max_size=5), bibtex_files())
def test_whatever_is_broken_what_goes_out_is_a_file_that_bibtex_reads(pieces: list[str], text: str) -> None:
    first, _ = back("\n\n".join([*pieces, text, *pieces]), "bibtex")
    keys = [key.casefold() for key in bibtex_keys(first)]
    assert len(set(keys)) == len(keys) >= len(entries(text))
    assert all(keys)
