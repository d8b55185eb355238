"""`litlode diff`: what came into a library since a day."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from factories import record
from sqlite_utils import Database
from tracked import LACK_ZH, STOCK, STOCK_ZH, id_of, make_library, run

from corpus.migrations import connect
from corpus.store import store


@pytest.fixture(autouse=True)
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    make_library()


def came(day: str, *names: str) -> None:
    connection = connect(Path("litlode.db"))
    for name in names:
        connection.execute("UPDATE documents SET added_at = ? WHERE name = ?", [f"{day}T10:00:00+00:00", name])
    connection.close()


def test_diff_tells_documents_findings_threads_and_concepts_since_a_day() -> None:
    came("2024-12-31", *(f"paper-{number}.txt" for number in range(6)))
    came("2025-01-01", "paper-3.txt", "paper-4.txt")
    told = json.loads(run("diff", "--since", "2025-01-01", "--json").stdout)
    assert told["since"] == "2025-01-01"
    assert [document["document"] for document in told["documents"]] == ["paper-3.txt", "paper-4.txt"]
    assert [finding["quote"] for finding in told["findings"]] == [STOCK_ZH, LACK_ZH]
    [thread] = told["threads"]
    assert (thread["quote"], [finding["quote"] for finding in thread["new"]]) == (STOCK, [STOCK_ZH])
    assert [concept["id"] for concept in told["concepts"]] == ["metal:In"]
    printed = run("diff", "--since", "2025-01-01")
    assert printed.stderr == "2 documents and 2 findings since 2025-01-01\n"
    assert "== documents: 2\npaper-3.txt  Paper 3, 2016  0 challenges, 1 recommendation\n" in printed.stdout
    assert f"2 documents, 1 of 2 new  {id_of(STOCK)}  [open]\n   {STOCK}\n   + paper-3.txt, page 1: {STOCK_ZH}" in (
        printed.stdout
    )
    assert printed.stdout.endswith("metal:In  indium 铟  1\n")
    few = run("diff", "--since", "2025-01-01", "--limit", "1").stdout
    assert "== findings: 2\n" in few
    assert "\n... 1 more with --limit\n" in few
    assert (
        few.count(LACK_ZH) + few.count(STOCK_ZH) == printed.stdout.count(LACK_ZH) + printed.stdout.count(STOCK_ZH) - 1
    )


def test_diff_of_a_day_to_come_is_nothing() -> None:
    result = run("diff", "--since", "2999-01-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "0 documents and 0 findings since 2999-01-01\n"


def test_a_paper_that_is_read_again_is_not_new() -> None:
    came("2020-01-01", *(f"paper-{number}.txt" for number in range(6)))
    connection = connect(Path("litlode.db"))
    store(Database(connection), record(STOCK_ZH, title="Read again"), Path("paper-3.txt"))
    connection.close()
    assert run("diff", "--since", "2020-01-02").stderr.startswith("0 documents and 0 findings")


def test_diff_leaves_rejected_findings_out() -> None:
    run("judge", id_of(STOCK_ZH), "reject")
    told = json.loads(run("diff", "--since", "2020-01-01", "--json").stdout)
    assert STOCK_ZH not in [finding["quote"] for finding in told["findings"]]
    assert len(told["findings"]) == 4
