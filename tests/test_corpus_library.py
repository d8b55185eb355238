"""The library as a Python object."""

import importlib.util
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import library

from corpus import Library, open_library
from corpus.errors import MissingLibraryError, UnknownIdError

TEXTS = (
    "我国钨储备面临规模不足。建议扩大钨储备。",
    "The country lacks lithium. States should begin stockpiling tungsten.",
)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "test.db", *TEXTS).close()
    with open_library(tmp_path / "test.db", create=False) as opened:
        yield opened


def test_findings_come_in_document_order(shelf: Library) -> None:
    assert [finding.quote.strip() for finding in shelf.findings()] == [
        "我国钨储备面临规模不足。", "建议扩大钨储备。", "The country lacks lithium.",
        "States should begin stockpiling tungsten.",
    ]  # fmt: skip


def test_findings_are_narrowed_by_kind_and_metal(shelf: Library) -> None:
    (finding,) = shelf.findings(kind="recommendation", metal="W")[:1]
    assert (finding.name, finding.page, finding.metals, finding.verdict) == ("paper-0.txt", 1, ("W",), None)
    assert len(shelf.findings(metal="Li")) == 1


def test_documents_tell_what_was_found_in_them(shelf: Library) -> None:
    documents = shelf.documents()
    assert [(d.document, d.title, d.lang, d.challenges, d.recommendations) for d in documents] == [
        ("paper-0.txt", "Paper 0", "zh", 1, 1),
        ("paper-1.txt", "Paper 1", "en", 1, 1),
    ]


def test_a_finding_is_shown_in_its_context(shelf: Library) -> None:
    finding = shelf.findings()[1]
    for id_ in (finding.id, finding.id[:8]):
        shown = shelf.show(id_)
        assert shown.finding == finding
        assert shown.before + finding.quote + shown.after == TEXTS[0]


def test_a_document_is_shown_by_id_hash_or_name(shelf: Library) -> None:
    document = shelf.documents()[1]
    for id_ in (document.id, document.id[:6], document.sha256, "paper-1.txt"):
        shown = shelf.show(id_)
        assert (shown.finding, shown.document, len(shown.findings)) == (None, document, 2)


@pytest.mark.parametrize("id_", ["", "*", "?", "ffffffffffffffff", "abc", "no such file", "' OR 1 --", "[0-9]*"])
def test_an_id_that_nothing_has_is_told(shelf: Library, id_: str) -> None:
    with pytest.raises(UnknownIdError):
        shelf.show(id_)


def test_results_and_listings_go_to_json(shelf: Library) -> None:
    hits = json.loads(shelf.search("钨储备").to_json())
    assert {"document", "title", "year", "page", "quote", "kind", "score", "id"} <= set(hits[0])
    rows = json.loads(shelf.findings().to_json())
    assert {"document", "sha256", "page", "quote", "boxes", "kind", "metals", "themes", "parts", "verdict"} <= set(
        rows[0]
    )
    assert [row["id"] for row in rows if row["id"] == hits[0]["id"]]


@pytest.mark.skipif(importlib.util.find_spec("pandas") is None, reason="pandas is not installed")
def test_results_and_listings_go_to_pandas(shelf: Library) -> None:
    assert list(shelf.search("钨储备").to_pandas()["page"]) == [1, 1, 1]
    assert list(shelf.documents().to_pandas()["lang"]) == ["zh", "en"]


def test_concepts_are_listed_and_looked_up_in_either_language(shelf: Library) -> None:
    assert shelf.concepts()[0].findings == 3
    for name in ("wolframite", "鎢", "W", "metal:W"):
        assert [concept.id for concept in shelf.concepts(name)] == ["metal:W"]
    assert not shelf.concepts("nothing")


def test_a_library_that_is_not_there_can_be_asked_not_to_be_made(tmp_path: Path) -> None:
    with pytest.raises(MissingLibraryError):
        Library(tmp_path / "none.db", create=False)


def test_a_library_opened_for_reading_is_read_and_refuses_to_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "test.db"
    library(path, *TEXTS).close()
    before = path.read_bytes()
    with Library(path, read_only=True) as opened:
        [hit, *_] = opened.search("tungsten")
        assert opened.show(hit.id).finding
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            opened.judge(hit.id, "accept")
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["test.db"]


def test_a_closed_library_leaves_one_file(tmp_path: Path) -> None:
    library(tmp_path / "test.db", *TEXTS).close()
    assert [path.name for path in tmp_path.iterdir()] == ["test.db"]
    (tmp_path / "test.db").unlink()
