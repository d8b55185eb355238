"""`litlode track`, `thread`, `trends` and `export --parquet`, on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import record
from sqlite_utils import Database
from tracked import DONE, LACK_ZH, RECYCLE, RECYCLE_ZH, STOCK, STOCK_ZH, id_of, make_library, run

from corpus.clock import now
from corpus.library import Library
from corpus.migrations import connect
from corpus.store import store

PAGE = (Path(__file__).parents[1] / "docs" / "tracking.md").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_library()


def quotes(*args: str) -> list[list[str]]:
    """The quotes of each thread that a command prints as JSON."""
    told = json.loads(run(*args, "--json").stdout)
    return [[finding["quote"] for finding in thread["findings"]] for thread in told["threads"]]


def test_the_list_tells_how_many_say_it_since_when_and_what_became_of_it() -> None:
    result = run("track")
    assert (result.exit_code, result.stderr) == (0, "2 threads said by 2 documents or more\n")
    assert result.stdout.splitlines() == [
        f"1. recommendation  2 documents, 2010-2016, en and zh  {id_of(STOCK)}  [open]",
        f"   {STOCK}",
        "   tungsten; stockpile",
        f"2. recommendation  2 documents, 2012-2018, en and zh  {id_of(RECYCLE)}  [enacted]",
        f"   {RECYCLE}",
        "   lithium",
    ]


def test_one_thread_is_told_from_the_first_to_the_last_by_the_id_of_any_finding_in_it() -> None:
    result = run("track", id_of(RECYCLE_ZH)[:8])
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    assert lines[0] == f"recommendation  2 documents  {id_of(RECYCLE)}  [enacted]"
    assert lines[1].startswith("   first said 2012, paper-0.txt, page 1") and lines[2].strip() == RECYCLE
    assert re.match(r"   again \(0\.\d\d\) 2018, paper-1.txt, page 1", lines[3]) and lines[4].strip() == RECYCLE_ZH
    assert lines[-2:] == ["   enacted 2022, paper-5.txt, page 1 (0.80)", f"      {DONE}"]


def test_json_has_threads_with_findings_and_the_quote_that_tells_the_status() -> None:
    told = json.loads(run("track", "--json").stdout)
    assert list(told) == ["threads"]
    stock, recycle = told["threads"]
    assert (stock["id"], stock["status"], stock["documents"], stock["years"]) == (id_of(STOCK), "open", 2, [2010, 2016])
    assert [(f["quote"], f["document"], f["page"]) for f in recycle["findings"]] == [
        (RECYCLE, "paper-0.txt", 1), (RECYCLE_ZH, "paper-1.txt", 1),
    ]  # fmt: skip
    assert recycle["status"] == "enacted"
    assert [(e["event"], e["quote"], e["page"]) for e in recycle["events"]] == [("enacted", DONE, 1)]
    assert json.loads(run("track", id_of(STOCK_ZH), "--json").stdout)["threads"] == [stock]


def test_csv_has_a_line_a_thread() -> None:
    rows = list(csv.DictReader(io.StringIO(run("track", "--csv").stdout)))
    assert [(row["first"], row["last"], row["langs"], row["status"], row["quote"]) for row in rows] == [
        ("2010", "2016", "en zh", "open", STOCK), ("2012", "2018", "en zh", "enacted", RECYCLE),
    ]  # fmt: skip


def test_threads_are_chosen_by_query_kind_status_and_documents() -> None:
    stock, recycle = [STOCK, STOCK_ZH], [RECYCLE, RECYCLE_ZH]
    assert quotes("track", "--query", "钨储备") == [stock]
    assert quotes("track", "-q", "in:text lithium") == [recycle]
    assert quotes("track", "--status", "enacted") == [recycle]
    assert quotes("track", "--status", "open") == [stock]
    assert quotes("track", "--kind", "challenge") == []
    assert quotes("track", "--kind", "challenge", "--least", "1") == [[LACK_ZH]]
    assert quotes("track", "--least", "3") == []
    assert quotes("track", "--limit", "1") == [stock]
    assert "1 more with --limit" in run("track", "--limit", "1").stderr
    assert run("track", "--least", "3").stderr == (
        "nothing is said by 3 documents or more; --least 1 shows 3 that fewer say\n"
    )


def test_what_a_query_is_read_as_is_told_and_a_hint_where_it_helps() -> None:
    assert run("track", "-q", "indium").stderr.splitlines() == [
        "read as: indium [indium 铟]", "nothing is said by 2 documents or more; --least 1 shows 1 that fewer say",
    ]  # fmt: skip
    assert run("track", "-q", "foo:bar").stderr.splitlines() == [
        "read as: foo + bar (foo:bar read as plain words)", "nothing is said by 2 documents or more",
    ]  # fmt: skip
    for query, note in (("((", " (a bracket is not closed: read as plain words)"), ("", "")):
        assert run("track", "-q", query).stderr.splitlines() == [
            f"read as: nothing to look for{note}", "nothing was looked for",
        ]  # fmt: skip
    assert run("track", "--least", "1", "-q", "(indium").stderr.startswith("read as: indium [indium 铟] (a bracket")


def test_names_of_what_a_thread_is_about_are_told_in_either_language() -> None:
    told = run("track", "--names", "zh").stdout.splitlines()
    assert (told[2], told[5]) == ("   钨; 储备", "   锂")
    one = run("track", id_of(STOCK), "--names", "zh").stdout
    assert "   metals: 钨\n   themes: 储备\n" in one


def test_documents_without_a_year_are_told_of() -> None:
    connection = connect(Path("litlode.db"))
    connection.execute("UPDATE documents SET year = NULL WHERE title IN ('Paper 2', 'Paper 4')")
    connection.close()
    assert run("track").stderr.splitlines()[1] == (
        "2 of 6 documents have no year: they stand last in threads and tell of no status; a side file gives it "
        "(docs/inputs.md)"
    )
    lines = run("track", id_of(STOCK)).stdout.splitlines()
    assert [lines[1].split()[0], lines[3].split()[0]] == ["first", "again"]
    assert lines[5] == "   1 of 2 findings have no year: they may have been said before"
    alone = run("track", id_of(LACK_ZH)).stdout.splitlines()
    assert alone[1].startswith("   said no year") and len(alone) == 4


def test_older_documents_that_come_in_later_are_told_of() -> None:
    connection = connect(Path("litlode.db"))
    for year, text in ((2009, RECYCLE + " "), (2023, STOCK + " ")):
        store(Database(connection), record(text), Path(f"{year}.txt"))
        connection.execute("UPDATE documents SET year = ? WHERE name = ?", [year, f"{year}.txt"])
    connection.close()
    hint = "new documents that are older than others: 1; `track --rebuild` weaves all by the years"
    assert run("track").stderr.splitlines()[0] == hint
    assert hint not in run("track").stderr
    assert hint not in run("track", "--rebuild").stderr


@pytest.mark.parametrize("spell", [str.upper, str.lower])
def test_an_id_is_taken_in_capitals_too(spell: Callable[[str], str]) -> None:
    assert run("track", spell(id_of(STOCK_ZH)[:6])).stdout == run("track", id_of(STOCK)).stdout


def test_an_id_that_is_none_is_told_why() -> None:
    with Library("litlode.db") as shelf:
        document = shelf.documents()[2]
    for id_ in (document.id, document.id[:6], document.name, document.sha256):
        assert run("track", id_).stderr == (
            f"litlode: {id_}: is a document, no finding; `litlode show {id_}` lists its findings\n"
        )
    assert run("track", "45").stderr == "litlode: 45: too short; give the first 4 characters of an id or more\n"
    connection = connect(Path("litlode.db"))
    connection.execute("UPDATE findings SET id = 'abcd' || substr(id, 5)")
    connection.close()
    assert run("track", "ABCD").stderr == "litlode: ABCD: fits more than one finding; give more of the id\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("track --status open --kind challenge", "only recommendations have a status, no challenge"),
        ("track --status open --unanswered", "only recommendations have a status, no challenge"),
        ("track --unanswered --kind recommendation", "only challenges can be unanswered, no recommendation"),
        (
            "track 0477 --least 2 -n 3",
            "--least --limit: for the list of threads, not with an ID",
        ),
        ("track 0477 -q x", "--query: for the list of threads, not with an ID"),
        ("track --json --csv", "--json and --csv do not go together: give one"),
        ("trends --csv --json", "--json and --csv do not go together: give one"),
        ("search tungsten --csv --json", "--json and --csv do not go together: give one"),
    ],
)
def test_options_that_do_not_go_together_are_refused(args: str, said: str) -> None:
    result = run(*args.split())
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"litlode: {said}\n")


def test_a_thread_as_csv_has_a_line_a_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(run("track", id_of(STOCK), "--csv").stdout)))
    assert [(row["thread"], row["quote"], row["year"], row["page"]) for row in rows] == [
        (id_of(STOCK), STOCK, "2010", "1"), (id_of(STOCK), STOCK_ZH, "2016", "1"),
    ]  # fmt: skip


def test_unanswered_challenges_are_those_that_no_recommendation_answers() -> None:
    assert quotes("track", "--unanswered", "--least", "1") == [[LACK_ZH]]
    connection = connect(Path("litlode.db"))
    connection.execute(
        """INSERT INTO links SELECT a.key, b.key, 'answers', 0.9 FROM findings a, findings b
        WHERE a.quote = ? AND b.quote = ?""",
        [STOCK_ZH, LACK_ZH],
    )
    connection.close()
    assert quotes("track", "--unanswered", "--least", "1") == []
    assert f"answered by: {STOCK}  {id_of(STOCK)}\n" in run("track", id_of(LACK_ZH)).stdout
    assert f"answers: {LACK_ZH}  {id_of(LACK_ZH)}\n" in run("track", id_of(STOCK)).stdout


def test_a_person_merges_and_splits_and_it_holds_when_all_is_woven_anew() -> None:
    merged = run("thread", "merge", id_of(STOCK), id_of(RECYCLE), "--person", "Li Na")
    assert (merged.exit_code, merged.stdout.split("  ")[1]) == (0, "4 documents")
    everything = [[STOCK, RECYCLE, STOCK_ZH, RECYCLE_ZH]]
    assert quotes("track") == everything
    assert quotes("track", "--rebuild") == everything
    again = [line for line in run("track", id_of(STOCK)).stdout.splitlines() if line.startswith("   again")]
    assert [("merged by Li Na" in line) for line in again] == [True, False, True]
    assert [found["placed"] and found["placed"]["person"] for found in findings_of(STOCK)] == [
        None, "Li Na", None, "Li Na",
    ]  # fmt: skip
    split = run("thread", "split", id_of(STOCK_ZH), "--person", "Wang")
    assert split.stdout.splitlines()[1].startswith("   first said (split off by Wang) 2016")
    assert split.stdout.splitlines()[0] == f"recommendation  1 document  {id_of(STOCK_ZH)}  [open]"
    assert [STOCK_ZH] in quotes("track", "--least", "1", "--rebuild")


def findings_of(quote: str) -> list[dict[str, Any]]:
    [thread] = json.loads(run("track", id_of(quote), "--json").stdout)["threads"]
    return list(thread["findings"])


def test_decisions_are_listed_and_taken_back_for_good() -> None:
    assert run("thread", "list").stderr == "nobody merged or split a thread\n"
    before = quotes("track", "--least", "1")
    run("thread", "merge", id_of(STOCK), id_of(RECYCLE), "--person", "Li Na")
    run("thread", "split", id_of(RECYCLE_ZH), "--person", "Wang")
    lines = run("thread", "list").stdout.splitlines()
    assert [line for line in lines if not line.startswith(" ")] == [
        f"1. merge  recommendation  Li Na, {now()[:10]}", f"4. split  recommendation  Wang, {now()[:10]}",
    ]  # fmt: skip
    assert lines[1:3] == [f"     {STOCK}  (and 1 more)", f"   + {RECYCLE}  (and 1 more)"]
    assert lines[4:6] == [f"     {RECYCLE_ZH}", f"   - {RECYCLE}  (and 2 more)"]
    told = json.loads(run("thread", "list", "--json").stdout)
    assert [(row["decision"], row["person"], set(row["quotes"])) for row in told] == [
        ("merge", "Li Na", {STOCK, STOCK_ZH}), ("split", "Wang", {RECYCLE_ZH}),
    ]  # fmt: skip
    assert run("thread", "undo", "4").stderr == "taken back\n"
    assert quotes("track") == [[STOCK, RECYCLE, STOCK_ZH, RECYCLE_ZH]]
    run("thread", "undo", "1")
    assert quotes("track", "--least", "1") == before
    assert quotes("track", "--least", "1", "--rebuild") == before
    assert run("thread", "undo", "1").exit_code == 2


def test_trends_tell_shares_changes_and_languages() -> None:
    years = run("trends", "--by", "metal", "--show", "years")
    assert "2010  100%  1/1  tungsten  (few documents)" in years.stdout.splitlines()
    changes = run("trends", "--by", "metal")
    assert (changes.stdout, changes.stderr) == ("", "nothing to tell: too few documents, or none with a year\n")
    beside = run("trends", "--by", "metal", "--show", "languages", "--names", "zh").stdout.splitlines()
    assert beside[0] == "+33%  zh 1/3    en 0/2    not sure  铟  (few documents)"
    rows = json.loads(run("trends", "--by", "metal", "--show", "years", "--json").stdout)
    assert {"concept": "metal:Li", "name": "lithium", "year": 2012, "about": 1, "documents": 1, "share": 1.0,
            "small": True} in rows  # fmt: skip
    head, *_ = run("trends", "--show", "languages", "--csv").stdout.splitlines()
    assert head == "concept,name,zh,zh_documents,en,en_documents,difference,only,p,differs,small"


def test_new_metals_are_told() -> None:
    connection = connect(Path("litlode.db"))
    store(Database(connection), record("The country lacks rare earths."), Path("new.txt"))
    connection.execute("UPDATE documents SET year = 2024 WHERE name = 'new.txt'")
    connection.close()
    told = run("trends", "--by", "metal").stdout
    assert told == "new    2024       rare earths: 1 of 1 document of that year, none before  (few documents)\n"


def test_a_library_of_one_language_is_told_to_be_so() -> None:
    connection = connect(Path("litlode.db"))
    connection.execute("DELETE FROM documents WHERE lang = 'zh'")
    connection.close()
    told = run("trends", "--by", "metal", "--show", "languages")
    assert told.stdout.splitlines() == ["zh 0/0    en 1/2    lithium", "zh 0/0    en 1/2    tungsten"]
    assert told.stderr == "no document with findings is Chinese: there is nothing to set beside the others\n"
    rows = json.loads(run("trends", "--by", "metal", "--show", "languages", "--json").stdout)
    assert [(row["difference"], row["only"], row["differs"]) for row in rows] == [(None, None, False)] * 2


def test_documents_without_a_year_do_not_count_in_trends_and_that_is_told() -> None:
    connection = connect(Path("litlode.db"))
    connection.execute("UPDATE documents SET year = NULL WHERE title = 'Paper 2'")
    connection.close()
    note = "1 of 6 documents have no year and do not count; a side file gives it (docs/inputs.md)\n"
    assert run("trends", "--show", "years").stderr == note
    assert run("trends", "--show", "languages").stderr == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("track zzzz", "zzzz: no finding has this id"),
        ("thread merge zzzz yyyy", "zzzz: no finding has this id"),
        ("thread split zzzz", "zzzz: no finding has this id"),
        ("track --chart c.pdf", "c.pdf: a chart is written as .html, .svg, .png"),
        ("trends --show years --chart c", "c: a chart is written as .html, .svg, .png"),
        ("track --kind challenge --chart c.svg", "there is nothing to draw: no thread with a year"),
        ("track --chart none/c.svg", "none/c.svg: there is no folder none"),
        ("track -l none.db", "none.db: there is no library here"),
        ("diff --since soon", "soon: not a day as 2025-01-31 is one"),
        ("diff --since 2025-13-01", "2025-13-01: not a day as 2025-01-31 is one"),
        ("export --parquet none/f.parquet", "none/f.parquet: there is no folder none"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_status_2(args: str, said: str) -> None:
    result = run(*args.split())
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"litlode: {said}") and result.stderr.count("\n") == 1


def test_two_threads_are_refused_where_they_are_one_or_of_two_kinds() -> None:
    same = run("thread", "merge", id_of(STOCK), id_of(STOCK_ZH))
    assert (same.exit_code, same.stderr) == (2, "litlode: these are in one thread already\n")
    kinds = run("thread", "merge", id_of(STOCK), id_of(LACK_ZH))
    assert (kinds.exit_code, kinds.stderr) == (2, "litlode: a challenge and a recommendation are no one thread\n")
    whole = run("thread", "split", id_of(LACK_ZH))
    assert (whole.exit_code, whole.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("args", [("track", "--status", "new"), ("track", "--least", "0"), ("trends", "--by", "x")])
def test_values_that_are_none_are_refused(args: tuple[str, ...]) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")


def test_findings_are_exported_as_parquet() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    result = run("export", "--parquet", "f.parquet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "f.parquet: 5 findings\n")
    rows = parquet.read_table("f.parquet").to_pylist()
    assert [row["quote"] for row in rows] == [RECYCLE, RECYCLE_ZH, STOCK, STOCK_ZH, LACK_ZH]
    assert (rows[2]["metals"], rows[2]["year"], rows[2]["boxes"], rows[2]["places"]) == (["W"], 2010, [], [])
    run("export", "--parquet", "none.parquet", "--metal", "REE")
    assert parquet.read_table("none.parquet").schema == parquet.read_table("f.parquet").schema


def test_without_pyarrow_one_line_tells_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("export", "--parquet", "f.parquet")
    assert (result.exit_code, result.stderr) == (
        2, "litlode: --parquet needs the extra `parquet`: pip install 'litlode[parquet]'\n",
    )  # fmt: skip
    assert not Path("f.parquet").exists()


def test_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("altair")
    ids = {"0477": id_of(RECYCLE), "1f5a": id_of(STOCK)}
    blocks = re.findall(r"^```bash\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    lines = [line.removeprefix("litlode ") for block in blocks for line in block.splitlines()]
    assert len(lines) > 10
    for line in lines:
        result = run(*(ids.get(part, part) for part in shlex.split(line, comments=True)))
        assert result.exit_code == 0, f"{line}: {result.output}"
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(code, "tracking.md", "exec"), {})
    assert "open 2010 2012 The state" in capsys.readouterr().out
