"""`litlode search`, `find-similar`, `concepts` and `index`: what they print, what they say, how they end."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from factories import library

from corpus.migrations import connect
from litlode.cli import main

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。钨价格上涨。",
    "The country lacks lithium. States should begin stockpiling tungsten. Prices rose in spring.",
    "应当回收锂和钨。",
)
YEARS = (2012, 2023, None)
WITH_FACETS = ["metal", "kind", "theme", "year", "lang", "source"]


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library in the current folder, with papers of both languages and several years."""
    monkeypatch.chdir(tmp_path)
    connection = library(tmp_path / "litlode.db", *TEXTS)
    connection.executemany("UPDATE documents SET year = ? WHERE key = ?", zip(YEARS, (1, 2, 3), strict=True))
    connection.close()
    return tmp_path / "litlode.db"


def run(*args: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, list(args))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == status, result.output
    return result


def rows(*args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*args, "--json").stdout)
    return found


def quotes(*args: str) -> list[str]:
    return [row["quote"].strip() for row in rows(*args)]


def id_of(quote: str) -> str:
    (found,) = [row["id"] for row in rows("findings") if row["quote"].strip() == quote]
    return str(found)


def change(sql: str) -> None:
    connection = connect(Path("litlode.db"))
    connection.execute(sql)
    connection.close()


def test_a_hit_takes_three_lines_and_messages_go_to_stderr() -> None:
    result = run("search", "规模")
    first, quote, about = result.stdout.splitlines()
    assert first == f"1. challenge  paper-0.txt, page 1, 2012  {id_of('我国钨储备面临规模不足。')}"
    assert (quote, about) == ("   我国钨储备面临规模不足。", "   W; instrument:stockpile-reserve")
    assert result.stderr.startswith("read as: 规模")
    assert result.stderr.endswith("\n1 hit\n")


def test_what_holds_only_some_of_it_says_what_it_lacks() -> None:
    result = run("search", "tungsten lithium", "储备")
    assert "nothing holds all of it; these hold some" in result.stderr
    assert "   lacks lithium" in result.stdout.splitlines()
    result = run("search", "lithium", "tungsten")
    assert "1 hold all of it; those with `lacks` hold some, or are near in meaning\n" in result.stderr
    assert result.stdout.splitlines().count("   lacks tungsten") == 1
    assert {tuple(row["missing"]) for row in rows("search", "lithium", "tungsten")} == {(), ("tungsten",), ("lithium",)}


def test_json_has_every_hit_with_its_place() -> None:
    (row,) = rows("search", "规模")
    assert (row["document"], row["year"], row["page"], row["kind"]) == ("paper-0.txt", 2012, 1, "challenge")
    assert TEXTS[0][row["start"] : row["end"]] == row["quote"]
    assert [row["quote"][start:end] for start, end in row["marks"]] == ["规模"]
    assert row["found_by"] == ["规模"]


def test_csv_has_a_line_a_hit() -> None:
    table = list(csv.DictReader(io.StringIO(run("search", "锂", "--csv").stdout)))
    assert [(row["quote"], row["metals"], row["year"]) for row in table] == [
        ("应当回收锂和钨。", "Li W", ""), ("The country lacks lithium.", "Li", "2023"),
    ]  # fmt: skip
    assert list(table[0])[:6] == ["document", "title", "year", "page", "kind", "quote"]


def test_pages_of_hits_follow_one_another() -> None:
    every = quotes("search", "钨")
    assert len(every) == 4
    assert quotes("search", "钨", "--limit", "2") == every[:2]
    assert quotes("search", "钨", "--limit", "2", "--offset", "2") == every[2:]
    second = run("search", "钨", "-n", "1", "--offset", "2")
    assert second.stdout.startswith("3. ")
    assert second.stderr.endswith("\n1 of 4 hits\n")


def test_a_page_after_the_last_hit_is_empty_and_says_of_how_many() -> None:
    result = run("search", "钨", "--offset", "50")
    assert result.stdout == ""
    assert result.stderr.splitlines()[1:] == ["0 of 4 hits"]


@pytest.mark.parametrize(
    ("sort", "years"),
    [("newest", [2023, 2012, 2012, None]), ("oldest", [2012, 2012, 2023, None])],
)
def test_hits_are_put_in_order_by_year(sort: str, years: list[int | None]) -> None:
    assert [row["year"] for row in rows("search", "钨", "--sort", sort)] == years


def test_recent_puts_newer_papers_before() -> None:
    ranked = {row["id"] for row in rows("search", "钨储备")[:3]}
    recent = rows("search", "钨储备", "--sort", "recent")
    assert recent[0]["year"] == 2023
    assert {row["id"] for row in recent[:3]} == ranked


def test_exact_finds_the_words_alone() -> None:
    assert quotes("search", "tungsten", "--exact") == ["States should begin stockpiling tungsten."]
    assert rows("search", "stockpile", "--exact") == []


def test_kind_leaves_out_the_other() -> None:
    assert quotes("search", "钨", "--kind", "challenge") == ["我国钨储备面临规模不足。"]


def test_facets_are_counted_over_all_hits() -> None:
    lines = run("search", "钨", "--limit", "1", "--facets").stdout.splitlines()[3:]
    assert lines == [
        "metal: tungsten 钨 4; lithium 锂 1", "kind: recommendation 3; challenge 1", "theme: stockpile 储备 3",
        "year: 2012 2; 2023 1", "lang: zh 3; en 1", "source: paper-0.txt 2; paper-1.txt 1; paper-2.txt 1",
    ]  # fmt: skip


def test_facets_stand_beside_the_hits_in_json() -> None:
    found = json.loads(run("search", "钨", "-n", "1", "--facets", "--json").stdout)
    assert (len(found["hits"]), found["total"], list(found["facets"])) == (1, 4, WITH_FACETS)
    assert found["facets"]["metal"][0] == {
        "value": "metal:W", "label": "tungsten 钨", "count": 4, "query": "metal:W",
    }  # fmt: skip


def test_facets_are_counted_by_name() -> None:
    found = json.loads(run("search", "钨", "--facets", "strength, author", "--json").stdout)
    assert list(found["facets"]) == ["strength", "author"]
    assert [(one["value"], one["query"]) for one in found["facets"]["author"]] == [("A. Writer", 'author:"A. Writer"')]
    table = list(csv.DictReader(io.StringIO(run("search", "钨", "--facets", "lang,year", "--csv").stdout)))
    assert [(row["facet"], row["value"], row["count"]) for row in table] == [
        ("lang", "zh", "3"), ("lang", "en", "1"), ("year", "2012", "2"), ("year", "2023", "1"),
    ]  # fmt: skip


def test_each_count_is_what_its_query_finds() -> None:
    found = json.loads(
        run("search", "钨", "--facets", "metal,kind,theme,year,lang,source,author,stance", "--json").stdout
    )
    for counts in found["facets"].values():
        for count in counts:
            narrowed = json.loads(run("search", "钨", count["query"], "--facets", "lang", "--json").stdout)
            assert narrowed["total"] == count["count"], count


@pytest.mark.parametrize("command", [("search", "钨"), ("find-similar", "ID")])
@pytest.mark.parametrize("form", [(), ("--json",), ("--csv",)])
def test_an_unknown_facet_is_told_in_one_line(command: tuple[str, ...], form: tuple[str, ...]) -> None:
    given = [id_of("建议扩大钨储备。") if part == "ID" else part for part in command]
    result = run(*given, "--facets", "metal,colour", *form, status=2)
    assert result.stdout == ""
    assert result.stderr.startswith("litlode: 'colour' is no facet: metal, kind, theme, ")
    assert result.stderr.count("\n") == 1


def test_near_takes_what_is_most_like_a_finding() -> None:
    like = id_of("建议扩大钨储备。")
    alike = quotes("search", "--near", like)
    assert set(alike[:2]) == {"我国钨储备面临规模不足。", "States should begin stockpiling tungsten."}
    assert quotes("search", "--near", like, "lang:en") == ["States should begin stockpiling tungsten."]
    assert quotes("search", "--near", like, "--kind", "challenge") == ["我国钨储备面临规模不足。"]
    assert alike == quotes("find-similar", like) == quotes("find-similar", like[:6])
    result = run("search", "--near", "ffff", status=2)
    assert result.stderr == "litlode: ffff: no finding has this id\n"


@pytest.mark.parametrize("args", [[], ["--json"], ["--kind", "challenge"]])
def test_a_search_for_nothing_is_a_wrong_use(args: list[str]) -> None:
    result = run("search", *args, status=2)
    assert result.stdout == ""
    assert result.stderr.endswith("Error: give a QUERY, or --near ID\n")


@pytest.mark.parametrize("args", [["--limit", "0"], ["--limit", "some"], ["--offset", "-1"], ["--sort", "best"]])
def test_options_that_make_no_sense_are_refused(args: list[str]) -> None:
    assert f"Invalid value for '{args[0]}'" in run("search", "钨", *args, status=2).stderr


def test_where_no_finding_holds_it_the_text_is_pointed_to() -> None:
    hint = "no finding holds all of it; 1 sentence does: add in:text"
    assert run("search", "spring").stderr.splitlines()[-1] == hint
    assert quotes("search", "spring", "in:text") == ["Prices rose in spring."]
    for args in (
        ["search", "spring", "in:text"],
        ["search", "钨"],
        ["search", "绛蓝"],
        ["search", "钨", "--offset", "9"],
    ):
        assert "in:text" not in run(*args).stderr


def test_the_text_is_pointed_to_also_where_findings_hold_some_of_it() -> None:
    result = run("search", "spring (tungsten OR prices)")
    assert "   lacks spring" in result.stdout.splitlines()
    assert result.stderr.splitlines()[-1] == "no finding holds all of it; 1 sentence does: add in:text"


def test_all_hits_are_counted_where_a_page_ends() -> None:
    every = rows("search", "lithium", "tungsten")
    assert run("search", "lithium", "tungsten", "--limit", "1").stderr.splitlines()[1] == f"1 of {len(every)} hits"


def test_the_text_is_pointed_to_only_where_the_same_search_finds_there() -> None:
    assert "in:text" in run("search", "spring", "--exact").stderr
    assert "in:text" not in run("search", "spring", "--kind", "challenge").stderr
    assert "in:text" not in run("search", "stockpiles", "--exact").stderr


def test_find_similar_prints_as_a_search_does() -> None:
    like = id_of("建议扩大钨储备。")
    result = run("find-similar", like, "--limit", "1", "--facets", "lang")
    assert result.stdout.startswith("1. ")
    assert result.stdout.splitlines()[-1].startswith("lang: zh ")
    assert result.stderr.startswith("read as: ")
    assert result.stderr.endswith("\n1 of 3 hits\n")
    table = list(csv.DictReader(io.StringIO(run("find-similar", like, "--csv").stdout)))
    assert [row["quote"].strip() for row in table] == quotes("find-similar", like)
    assert quotes("find-similar", like, "--offset", "1") == quotes("find-similar", like)[1:]
    sentence = rows("search", "in:text", "价格")[0]
    assert {row["kind"] for row in rows("find-similar", sentence["id"])} == {"text"}


@pytest.mark.parametrize("id_", ["ffff", "0123456789abcdef:0-4"])
def test_an_id_that_is_not_known_is_told_in_one_line(id_: str) -> None:
    result = run("find-similar", id_, status=2)
    assert result.stdout == ""
    assert result.stderr.startswith(f"litlode: {id_}: no ")
    assert result.stderr.count("\n") == 1


def test_concepts_are_listed_with_their_findings() -> None:
    assert run("concepts", "钨").stdout == "metal:W  tungsten  钨  4\n"
    assert rows("concepts", "spodumene") == [
        {"id": "metal:Li", "name_en": "lithium", "name_zh": "锂", "findings": 2}
    ]  # fmt: skip
    table = list(csv.DictReader(io.StringIO(run("concepts", "--csv").stdout)))
    assert {row["id"]: row["findings"] for row in table}["instrument:stockpile-reserve"] == "3"
    assert run("concepts", "unobtainium").stdout == ""


def test_the_index_is_checked() -> None:
    result = run("index", "check")
    assert (result.stdout, result.stderr) == ("", "the index agrees with all texts\n")
    change("INSERT INTO sentences_fts(rowid, text) VALUES (99, 'copper')")
    result = run("index", "check", status=1)
    assert result.stdout == (
        "sentences_fts: 1 words stand in it more or less often than in the texts, 'copper' for one\n"
    )
    assert result.stderr == "the index is not what the texts say: `litlode index rebuild` makes it again\n"


def test_the_index_is_made_anew() -> None:
    change("DELETE FROM facet_rows")
    run("index", "check", status=1)
    result = run("index", "rebuild")
    assert (result.stdout, result.stderr) == ("", "the index of 3 documents is made anew\n")
    run("index", "check")
    assert len(quotes("search", "metal:W")) == 4


def test_the_index_is_merged() -> None:
    before = rows("search", "钨")
    result = run("index", "optimize")
    assert (result.stdout, result.stderr) == ("", "the index is in one piece\n")
    assert rows("search", "钨") == before
    run("index", "check")


@pytest.mark.parametrize(
    "command",
    [
        ["search", "钨"],
        ["find-similar", "ffff"],
        ["concepts"],
        ["index", "check"],
        ["index", "optimize"],
        ["index", "rebuild"],
    ],
)
def test_no_library_is_made_by_looking_for_one(command: list[str]) -> None:
    result = run(*command, "-l", "none.db", status=2)
    assert result.stderr == "litlode: none.db: there is no library here; `litlode ingest` makes one\n"
    assert not Path("none.db").exists()


def test_a_word_with_a_hyphen_before_it_is_excluded_and_no_option() -> None:
    assert quotes("search", "锂", "-钨") == ["The country lacks lithium."]
    assert quotes("search", "锂", "-tungsten", "-n", "1") == ["The country lacks lithium."]


def test_an_option_that_there_is_not_is_refused() -> None:
    result = CliRunner().invoke(main, ["search", "锂", "--limt", "3"])
    assert result.exit_code == 2
    assert "--limt" in result.stderr
