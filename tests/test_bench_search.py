"""The benchmarks of searches run, on a small scale."""

from pathlib import Path

import pytest

import litlode
from bench import made_library, retrieval
from bench import search as bench
from corpus import upkeep


def test_a_made_up_library_is_a_library(tmp_path: Path) -> None:
    connection = made_library.make_library(tmp_path / "made.db", 1000)
    upkeep.rebuild(connection)
    assert list(upkeep.check(connection)) == []
    connection.close()
    with litlode.open(tmp_path / "made.db") as library:
        assert library.search("锂 in:text").total > 0
        bench.recall(library, 20)


def test_all_kinds_of_queries_are_timed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench.build(tmp_path / "made.db", 1000)
    with litlode.open(tmp_path / "made.db") as library:
        asked = bench.questions(library.connection)[:10]
        bench.report("1,000", bench.timed(lambda question: bench.ask(library, question), asked, rounds=1))
    told = capsys.readouterr().out
    assert "one-character metal" in told
    assert "prefix" in told


def test_the_gain_is_that_of_trec_eval() -> None:
    grades = {"a": 3, "b": 2, "c": 1}
    assert retrieval.ndcg(["a", "b", "c"], grades) == 1.0
    assert retrieval.ndcg(["x", "a"], grades) == pytest.approx(
        3 / 1.584962500721156 / (3 + 2 / 1.584962500721156 + 1 / 2)
    )
    assert retrieval.ndcg([], grades) == 0.0
