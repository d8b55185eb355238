"""The index holds what the tables say: it can be checked, made again, merged, and no document leaves a trace in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import strategies
from factories import NAMINGS, library, record
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from corpus import index, migrations, upkeep
from corpus import ingest as ingesting
from corpus import store as storing
from corpus.concepts import know_namings
from corpus.migrations import MIGRATIONS, connect
from corpus.opened import Opened
from corpus.search import search
from corpus.store import store

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。锂辉石价格稳定。",
    "The country lacks lithium. States should begin stockpiling tungsten. Rare-earth prices rose in spring.",
)
QUERIES = ("钨", "tungsten stockpile", "储备 -建议", "lithium OR price", "in:text 钨", "in:text price*", "lang:en")
texts = st.lists(
    st.sampled_from([*TEXTS, "铟应当回收。", "Import dependence of indium depends on one port."])
    | strategies.mixed.filter(lambda text: text.strip(" \n。.")),
    min_size=1, max_size=3,
)  # fmt: skip
made = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = library(tmp_path / "test.db", *TEXTS)
    yield connection
    connection.close()


def check(connection: sqlite3.Connection) -> list[str]:
    return list(upkeep.check(connection))


def answers(connection: sqlite3.Connection, *more: str) -> list[Any]:
    """All that a few searches tell, with their order, scores and facets."""
    found = [search(Opened(connection), query, limit=100) for query in (*QUERIES, *more)]
    return [(one.total, one.some, [hit.as_dict() for hit in one], one.facets.as_dict()) for one in found]


def test_a_library_as_it_was_made_has_nothing_wrong(connection: sqlite3.Connection, tmp_path: Path) -> None:
    assert check(connection) == []
    empty = connect(tmp_path / "empty.db")
    assert check(empty) == []
    empty.close()


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=2))
@made
def test_no_text_is_held_otherwise_than_it_is_checked(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    connection = library(tmp_path_factory.mktemp("any") / "test.db", *[f"钨不足{text}" for text in texts])
    assert check(connection) == []
    connection.close()


def first_sentence(connection: sqlite3.Connection) -> tuple[int, str, str]:
    """The first sentence as it stands in the full-text index."""
    codes = index.Codes(connection, keep=False)
    return index.gather(connection, 1, codes).sentences[0]


def one_less(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO sentences_fts(sentences_fts, rowid, text, concepts) VALUES ('delete', ?, ?, ?)",
        first_sentence(connection),
    )


def one_more(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT INTO findings_fts(rowid, quote) VALUES (99, 'copper')")


def no_counts(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM facet_rows WHERE document = 2")


def other_counts(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE facet_rows SET findings = (SELECT findings FROM facet_rows WHERE document = 1)")


def no_meaning(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM meanings WHERE document = 2")


def other_meaning(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE meanings SET sentences = zeroblob(length(sentences)) WHERE document = 1")


def other_codes(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE facet_values SET value = 'metal:Cu' WHERE value = 'metal:REE'")


def no_codes(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM facet_values")


def no_words(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM words WHERE word = 'stockpiling'")


def left_behind(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM documents WHERE key = 1")


def left_behind_wholly(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM documents WHERE key = 2")
    connection.execute("PRAGMA foreign_keys = ON")


def changed_text(connection: sqlite3.Connection) -> None:
    connection.execute("UPDATE sentences SET text = replace(text, '稳定', '上涨')")


def changed_concepts(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM mentions WHERE concept = 'metal:REE'")


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (one_less, ["sentences_fts: 13 words stand in it more or less often than in the texts, "]),
        (one_more, ["findings_fts: 1 words stand in it more or less often than in the texts, 'copper' for one"]),
        (no_counts, ["paper-1.txt: what its sentences are counted under is not what the tables say"]),
        (other_counts, ["paper-1.txt: what its sentences are counted under"]),
        (no_meaning, ["paper-1.txt: what its sentences mean is not what the tables say"]),
        (other_meaning, ["paper-0.txt: what its sentences mean is not what the tables say"]),
        (other_codes, ["paper-1.txt: what its sentences are counted under", "facet_values: 1 values are not in it"]),
        (no_codes, ["facet_values: "]),
        (no_words, ["words: 1 words of the texts are not in it, 'stockpiling' for one"]),
        (left_behind, ["sentences_fts: ", "findings_fts: "]),
        (left_behind_wholly, ["1 documents are counted that", "sentences_fts: ", "findings_fts: "]),
        (
            changed_text,
            [
                "paper-0.txt: what its sentences mean",
                "sentences_fts: 4 words stand in it more or less often than in the texts, ",
            ],
        ),
        (changed_concepts, ["paper-1.txt: what its sentences are counted under", "sentences_fts: 1 words"]),
    ],
)
def test_what_is_wrong_is_found_and_made_good(
    connection: sqlite3.Connection, damage: Callable[[sqlite3.Connection], None], told: list[str]
) -> None:
    damage(connection)
    lines = check(connection)
    assert len(lines) == len(told), lines
    assert all(line.startswith(start) for line, start in zip(lines, told, strict=True)), lines
    upkeep.rebuild(connection)
    assert check(connection) == []


def test_an_index_that_cannot_be_read_is_told_and_made_again(connection: sqlite3.Connection) -> None:
    before = answers(connection)
    connection.execute("UPDATE findings_fts_data SET block = x'ffffffff' WHERE id > 10")
    assert any(line.startswith("findings_fts is damaged: ") for line in check(connection))
    assert any(line.startswith("findings_fts is damaged: ") for line in check(connection))
    upkeep.rebuild(connection)
    assert check(connection) == []
    assert answers(connection) == before


def test_checking_changes_nothing(connection: sqlite3.Connection) -> None:
    no_codes(connection)
    no_words(connection)
    changes = connection.total_changes
    version = connection.execute("PRAGMA data_version").fetchone()
    assert check(connection)
    assert connection.execute("SELECT count(*) FROM facet_values").fetchone()[0] == 0
    assert connection.execute("SELECT count(*) FROM words WHERE word = 'stockpiling'").fetchone()[0] == 0
    assert (connection.total_changes, connection.execute("PRAGMA data_version").fetchone()) == (changes, version)


@given(texts)
@made
def test_an_index_made_at_once_finds_what_one_made_bit_by_bit_finds(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    connection = library(tmp_path_factory.mktemp("again") / "test.db", *texts)
    queries = [f'"{texts[0][:4]}"', f"in:text {texts[-1][:6]}"]
    before = answers(connection, *queries)
    assert upkeep.rebuild(connection) == len(set(texts))
    assert answers(connection, *queries) == before
    assert check(connection) == []
    upkeep.optimize(connection)
    assert answers(connection, *queries) == before
    assert check(connection) == []
    connection.close()


@given(texts, st.data())
@made
def test_a_document_that_goes_leaves_no_trace(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], data: st.DataObject
) -> None:
    connection = library(tmp_path_factory.mktemp("gone") / "test.db", TEXTS[0])
    db = Database(connection)
    before = answers(connection)
    for text in data.draw(st.lists(st.sampled_from(texts), min_size=1, max_size=4)):
        with_findings = record(text)
        less = replace(with_findings, findings=with_findings.findings[1:], mentions=with_findings.mentions[1:])
        store(db, data.draw(st.sampled_from([with_findings, less])), Path("paper.txt"))
        assert check(connection) == []
    for (key,) in connection.execute("SELECT key FROM documents WHERE name = 'paper.txt'").fetchall():
        storing._remove(db, key)
    assert check(connection) == []
    if TEXTS[0] not in texts:
        assert answers(connection) == before
    connection.close()


def test_a_rebuild_that_fails_leaves_the_index_as_it_was(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = answers(connection)

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(index, "_insert_words", stopped)
        upkeep.rebuild(connection)
    assert not connection.in_transaction
    assert check(connection) == []
    assert answers(connection) == before


def test_merging_makes_one_piece_of_what_documents_wrote(connection: sqlite3.Connection) -> None:
    def pieces() -> int:
        return int(connection.execute("SELECT count(DISTINCT segid) FROM sentences_fts_idx").fetchone()[0])

    before = answers(connection)
    assert pieces() == 2
    upkeep.optimize(connection)
    assert pieces() == 1
    assert answers(connection) == before


@pytest.mark.parametrize(("folding", "anew"), [("1", True), (str(upkeep.FOLDING), False), (None, False)])
def test_an_index_of_words_folded_otherwise_is_made_again_at_ingest(
    connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, folding: str | None, anew: bool
) -> None:
    monkeypatch.setattr(ingesting, "know_lexicon", lambda db: know_namings(db, NAMINGS))
    connection.execute("DELETE FROM settings WHERE name = 'folding'")
    if folding:
        connection.execute("INSERT INTO settings VALUES ('folding', ?)", [folding])
    one_more(connection)
    assert upkeep.is_current(connection) is not anew
    assert list(ingesting.ingest(Database(connection), [], jobs=0)) == []
    assert (check(connection) == []) is anew
    assert connection.execute("SELECT value FROM settings WHERE name = 'folding'").fetchone() == (str(upkeep.FOLDING),)
    assert upkeep.is_current(connection)


def test_a_library_of_the_fifth_version_is_searched_as_soon_as_it_is_opened(
    tmp_path: Path, connection: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "fifth.db"
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", MIGRATIONS[:5])
        patched.setattr(storing, "index_documents", lambda *_: None)
        old = library(path, *TEXTS)
        (sql,) = old.execute("SELECT sql FROM sqlite_schema WHERE name = 'findings_fts'").fetchone()
        assert "porter" in sql
        old.execute("INSERT INTO findings_fts(rowid, quote, concepts) VALUES (1, '我 国', 'metalw0')")
        old.close()
    new = connect(path)
    assert new.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
    assert check(new) == []
    assert answers(new) == answers(connection)
    store(Database(new), record(TEXTS[0]), Path("paper-0.txt"))
    assert check(new) == []
    new.close()


def test_a_made_up_library_is_searched_with_as_many_rows_as_large_ones_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(Path(__file__).parent.parent / "bench")
    from made_library import make_library

    connection = make_library(tmp_path / "made.db", 3000)
    assert upkeep.rebuild(connection) == 30
    assert check(connection) == []
    whole = [search(Opened(connection), query) for query in ("in:text lang:zh,en", "lang:zh,en", "verdict:none")]
    assert [(one.total, one.facets["lang"][0].count) for one in whole] == [(3000, 1500), (300, 150), (300, 150)]
    for one in whole:
        for hit in one[:5]:
            text = connection.execute(
                "SELECT text FROM document_texts t JOIN documents d ON d.key = t.document WHERE d.path = ?",
                [hit.document],
            ).fetchone()[0]
            assert text[hit.start : hit.end] == hit.quote
    connection.close()
