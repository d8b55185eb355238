"""Reviews: findings collected under headings, that stay whatever is read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from factories import library, record
from sqlite_utils import Database

from corpus import reviews
from corpus.anchors import place
from corpus.coverage import coverage, spans
from corpus.errors import UnknownIdError
from corpus.library import Library
from corpus.outline import arrange, move, outline, settle, stored_heading
from corpus.reviews import ReviewError
from corpus.store import store

ZH = "我国钨储备面临规模不足。建议扩大钨储备。稀土的进口依赖面临压力。"
STATES = "States should begin stockpiling tungsten."
EN = "The country lacks lithium. States should begin stockpiling tungsten. Indium depends on zinc."


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Library]:
    library(tmp_path / "lib.db", ZH, EN).close()
    with Library(tmp_path / "lib.db") as shelf:
        shelf.new_review("r", "Reserves 储备")
        yield shelf


def read(shelf: Library, text: str, name: str = "paper-0.txt") -> None:
    store(Database(shelf.connection), record(text), Path(name))


def read_as(shelf: Library, text: str, other: str) -> None:
    """The document of a text is read again, and a better reader finds another text in it."""
    was = record(text).document
    found = record(other, title=str(was["title"] or ""))
    again = replace(found, document={**found.document, "sha256": was["sha256"], "id": was["id"]})
    store(Database(shelf.connection), again, Path("paper-0.txt"))


def headings(shelf: Library, lang: str = "en") -> list[tuple[str, int]]:
    return [
        (" > ".join(section.titles), len(section.items))
        for section in outline(shelf.connection, shelf.review("r"), lang)
    ]


def fill(shelf: Library) -> None:
    shelf.add_to_review("r", "challenge OR kind:challenge OR kind:recommendation")


def quotes(shelf: Library) -> list[str]:
    return [item.quote.strip() for item in shelf.review("r").items]


def test_a_query_brings_what_holds_all_of_it_and_is_remembered(shelf: Library) -> None:
    done = shelf.add_to_review("r", "钨储备")
    assert (done.found, done.added) == (3, 3)
    assert sorted(quotes(shelf)) == [
        "States should begin stockpiling tungsten.", "建议扩大钨储备。", "我国钨储备面临规模不足。",
    ]  # fmt: skip
    again = shelf.add_to_review("r", "tungsten")
    assert (again.added, again.known) == (0, 3)
    assert [(query.query, query.found, query.added) for query in shelf.review("r").queries] == [
        ("钨储备", 3, 3), ("tungsten", 3, 0),
    ]  # fmt: skip
    assert not any(item.by_hand for item in shelf.review("r").items)


def test_what_is_rejected_does_not_come_in_by_a_query_and_does_by_hand(shelf: Library) -> None:
    (finding,) = [finding for finding in shelf.findings() if "lithium" in finding.quote]
    shelf.judge(finding.id, "reject")
    done = shelf.add_to_review("r", "lithium")
    assert (done.found, done.added, done.rejected) == (1, 0, 1)
    assert reviews.add_by_id(shelf.connection, "r", [finding.id[:6]]).added == 1
    (item,) = shelf.review("r").items
    assert (item.verdict, item.by_hand) == ("reject", True)


@pytest.mark.parametrize("query", ["", "in:text tungsten"])
def test_a_query_for_no_findings_is_refused(shelf: Library, query: str) -> None:
    with pytest.raises(ReviewError):
        shelf.add_to_review("r", query)


def test_bad_names_and_ids_are_refused(shelf: Library) -> None:
    with pytest.raises(ReviewError, match="there is a review"):
        shelf.new_review("r")
    with pytest.raises(ReviewError, match="needs a name"):
        shelf.new_review("  ")
    with pytest.raises(ReviewError, match="no review of this name"):
        shelf.review("other")
    with pytest.raises(UnknownIdError):
        reviews.add_by_id(shelf.connection, "r", [shelf.findings()[0].id, "ffffffff"])
    assert quotes(shelf) == []
    fill(shelf)
    with pytest.raises(ReviewError, match="neither as number nor id"):
        reviews.remove(shelf.connection, "r", ["1", "99"])
    assert len(quotes(shelf)) == 6


def test_headings_by_theme_are_named_in_the_language_asked_for(shelf: Library) -> None:
    fill(shelf)
    assert headings(shelf) == [
        ("Challenges", 0), ("Challenges > Import dependence", 1), ("Challenges > Stockpile", 1),
        ("Challenges > Other", 2),
        ("Recommendations", 0), ("Recommendations > Stockpile", 2),
    ]  # fmt: skip
    assert headings(shelf, "zh")[:2] == [("挑战", 0), ("挑战 > 进口依赖", 1)]


@pytest.mark.parametrize(
    ("by", "first", "last"),
    [
        ("metal", ("Tungsten", 0), ("Lithium > Challenges", 1)),
        ("year", ("2020", 6), ("2020", 6)),
        ("kind", ("Challenges", 4), ("Recommendations", 2)),
        ("place", ("No place named", 0), ("No place named > Recommendations", 2)),
    ],
)
def test_headings_by_other_things(shelf: Library, by: str, first: tuple[str, int], last: tuple[str, int]) -> None:
    fill(shelf)
    arrange(shelf.connection, "r", by)
    shown = headings(shelf)
    assert shown[0] == first
    assert last in shown
    assert [item.number for item in shelf.review("r").items] == [1, 2, 3, 4, 5, 6]


def test_own_headings_come_first_and_stay_under_another_arrangement(shelf: Library) -> None:
    shelf.add_to_review("r", "lithium", heading="Batteries > 锂")
    shelf.add_to_review("r", "钨")
    assert headings(shelf)[:2] == [("Batteries", 0), ("Batteries > 锂", 1)]
    arrange(shelf.connection, "r", "kind")
    assert ("Batteries", 0) not in headings(shelf)
    arrange(shelf.connection, "r", "own")
    assert headings(shelf) == [("Batteries", 0), ("Batteries > 锂", 1), ("Challenges", 1), ("Recommendations", 2)]


def test_items_are_moved_before_others_and_to_headings(shelf: Library) -> None:
    fill(shelf)
    arrange(shelf.connection, "r", "kind")
    before = quotes(shelf)
    move(shelf.connection, "r", ["3"], first=True)
    assert quotes(shelf) == [before[2], before[0], before[1], *before[3:]]
    assert headings(shelf) == [("Challenges", 4), ("Recommendations", 2)]
    move(shelf.connection, "r", ["1"], after="6")
    assert quotes(shelf)[-1] == before[2]
    assert headings(shelf) == [("Challenges", 3), ("Recommendations", 3)]
    move(shelf.connection, "r", ["6"], heading="challenges")
    assert headings(shelf) == [("Challenges", 4), ("Recommendations", 2)]
    move(shelf.connection, "r", under="挑战", heading="Risks")
    move(shelf.connection, "r", under="Risks", first=True)
    assert headings(shelf) == [("Risks", 4), ("Recommendations", 2)]
    shelf.add_to_review("r", "tungsten")
    assert headings(shelf) == [("Risks", 4), ("Recommendations", 2)]


def test_what_is_added_after_a_move_comes_last(shelf: Library) -> None:
    fill(shelf)
    arrange(shelf.connection, "r", "kind")
    move(shelf.connection, "r", under="Recommendations", first=True)
    read(shelf, "Gallium depends on aluminium.", "new.txt")
    shelf.add_to_review("r", "gallium")
    assert quotes(shelf)[-1] == "Gallium depends on aluminium."
    assert headings(shelf) == [("Recommendations", 2), ("Challenges", 5)]


def test_a_heading_is_found_by_its_name_in_either_language(shelf: Library) -> None:
    fill(shelf)
    for typed in ("进口依赖", "import dependence", "Challenges > Import dependence", "挑战 ＞ 进口依赖"):
        assert stored_heading(shelf.connection, "r", typed) == "kind:challenge > challenge:import-dependence"
    assert stored_heading(shelf.connection, "r", " My  own ") == "My own"
    for typed in ("", "a > b > c > d"):
        with pytest.raises(ReviewError):
            stored_heading(shelf.connection, "r", typed)


def test_items_and_notes_survive_a_new_reading(shelf: Library) -> None:
    fill(shelf)
    reviews.set_note(shelf.connection, "r", "2", " Look \n here ")
    before = [(item.quote, item.id, item.note, item.state) for item in shelf.review("r").items]
    for text in (ZH, EN):
        read(shelf, text)
    assert [(item.quote, item.id, item.note, item.state) for item in shelf.review("r").items] == before
    assert {item.state for item in shelf.review("r").items} == {"found"}


def test_what_a_better_reader_moves_is_found_and_what_it_loses_is_kept(shelf: Library) -> None:
    fill(shelf)
    read_as(shelf, ZH, "前言。我国钨储备面临规模不足。建议扩大钨储备并立法。")
    states = {item.quote: item.state for item in shelf.review("r").items if item.lang == "zh"}
    assert states == {
        "我国钨储备面临规模不足。": "found", "建议扩大钨储备。": "lost", "稀土的进口依赖面临压力。": "lost",
    }  # fmt: skip
    lost = [item for item in shelf.review("r").items if item.state == "lost"]
    assert [(item.id, item.page, item.document.name) for item in lost] == [(None, 1, "paper-0.txt")] * 2
    assert "challenge:import-dependence" in {concept for item in lost for concept in item.concepts}
    assert coverage(shelf.connection, "r").lost == 2


def test_words_that_are_no_finding_any_more_keep_their_place(shelf: Library) -> None:
    fill(shelf)
    shelf.connection.execute("DELETE FROM findings WHERE quote LIKE '%lithium%'")
    (item,) = [item for item in shelf.review("r").items if "lithium" in item.quote]
    assert (item.state, item.id, item.page) == ("words", None, 1)


def test_a_document_that_is_gone_is_still_cited(shelf: Library) -> None:
    fill(shelf)
    shelf.connection.execute("DELETE FROM documents WHERE lang = 'en'")
    gone = [item for item in shelf.review("r").items if item.lang == "en"]
    assert {(item.state, item.document.title, item.document.authors) for item in gone} == {
        ("lost", "Paper 1", ("A. Writer",))
    }


def test_of_words_that_stand_twice_those_in_the_same_surroundings_are_meant() -> None:
    text = "alpha the risk is high beta. gamma the risk is high delta."
    pages = [(1, 0, len(text))]
    assert place("the risk is high", "gamma ", " delta.", 1, text=text, pages=pages) == (35, 51)
    assert place("no such words", "gamma ", " delta.", 1, text=text, pages=pages) is None


def test_words_that_a_reader_spaces_otherwise_are_found(shelf: Library) -> None:
    fill(shelf)
    read_as(shelf, ZH, "我国钨储备 面临规模\n不足。建议扩大 钨储备。稀土的进口依赖面临压力。")
    states = {item.quote: (item.state, item.id is not None) for item in shelf.review("r").items if item.lang == "zh"}
    assert set(states.values()) == {("found", True)}


def test_removing_takes_out_items_or_the_whole(shelf: Library) -> None:
    fill(shelf)
    reviews.remove(shelf.connection, "r", ["1", shelf.review("r").items[1].id or ""])
    settle(shelf.connection, "r")
    assert [item.number for item in shelf.review("r").items] == [1, 2, 3, 4]
    reviews.delete_review(shelf.connection, "r")
    assert list(shelf.reviews()) == []
    assert shelf.connection.execute("SELECT count(*) FROM review_items").fetchone() == (0,)


def test_a_relabelled_item_stands_under_its_right_kind(shelf: Library) -> None:
    shelf.add_to_review("r", "lithium")
    shelf.judge(shelf.review("r").items[0].id or "", "relabel", "recommendation")
    assert headings(shelf)[0] == ("Recommendations", 0)


def test_coverage_tells_what_was_not_looked_at(shelf: Library) -> None:
    shelf.add_to_review("r", "lithium")
    seen = coverage(shelf.connection, "r")
    assert (seen.documents, seen.looked_at, seen.in_review, seen.not_looked_at) == (2, 1, 1, ("paper-0.txt",))
    assert [(missing.id, missing.documents, missing.findings) for missing in seen.metals][:2] == [
        ("metal:W", 2, 3), ("metal:In", 1, 1),
    ]  # fmt: skip
    assert "instrument:stockpile-reserve" in {missing.id for missing in seen.themes}
    shelf.judge(next(finding.id for finding in shelf.findings() if finding.lang == "zh"), "accept")
    assert coverage(shelf.connection, "r").as_dict()["share"] == 1.0


def test_pages_are_written_as_ranges() -> None:
    assert spans([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"


@pytest.mark.parametrize(
    ("said", "kept", "accepted"),
    [
        ({}, ["建议扩大钨储备。"], []),
        (
            {"en": "accept"},
            ["States should begin stockpiling tungsten."],
            ["States should begin stockpiling tungsten."],
        ),
        ({"zh": "reject"}, [STATES], []),
        ({"zh": "accept", "en": "accept"}, ["建议扩大钨储备。"], ["建议扩大钨储备。"]),
        ({"en": "reject"}, ["建议扩大钨储备。"], []),
    ],
)
def test_of_what_an_abstract_says_twice_the_accepted_one_comes_in(
    shelf: Library, said: dict[str, str], kept: list[str], accepted: list[str]
) -> None:
    ids = twins(shelf)
    for lang, verdict in said.items():
        shelf.judge(ids[lang], verdict)
    done = shelf.add_to_review("r", "kind:recommendation 钨")
    assert quotes(shelf) == kept
    assert (done.added, done.translations + done.rejected) == (1, 1)
    assert [item.quote.strip() for item in shelf.review("r").items if item.accepted] == accepted
    counted = {document.sha256: document.recommendations for document in shelf.documents(accepted=True)}
    assert sum(counted.values()) == len(accepted)


def test_what_is_accepted_later_comes_in_beside_its_twin(shelf: Library) -> None:
    ids = twins(shelf)
    shelf.add_to_review("r", "kind:recommendation 钨")
    shelf.judge(ids["en"], "accept")
    done = shelf.add_to_review("r", "kind:recommendation 钨")
    assert (done.added, done.known, done.translations) == (1, 1, 0)


def twins(shelf: Library) -> dict[str, str]:
    """The two recommendations for tungsten by their languages, the English one linked to the Chinese one."""
    ids = {f.lang: f.id for f in shelf.findings(kind="recommendation") if "W" in f.metals}
    shelf.connection.execute(
        """INSERT OR IGNORE INTO links SELECT s.key, t.key, 'translation_of', 1 FROM findings s, findings t
        WHERE s.id = ? AND t.id = ?""",
        [ids["en"], ids["zh"]],
    )
    return ids


def test_an_item_has_the_right_words_with_their_page_and_what_was_chosen(shelf: Library) -> None:
    finding = next(finding for finding in shelf.findings() if "stockpiling" in finding.quote)
    reviews.add_by_id(shelf.connection, "r", [finding.id])
    (document,) = shelf.connection.execute("SELECT key FROM documents WHERE sha256 = ?", [finding.sha256]).fetchone()
    shelf.connection.execute('UPDATE pages SET "end" = ? WHERE document = ?', [finding.end, document])
    shelf.connection.execute(
        'INSERT INTO pages (document, number, start, "end", health) VALUES (?, 2, ?, ?, ?)',
        [document, finding.end, 999, "text"],
    )
    shelf.judge(finding.id, "correct", words="Indium  depends on zinc")
    (item,) = shelf.review("r").items
    assert (item.quote.strip(), item.words, item.page) == (STATES, "Indium depends on zinc", 2)
    assert item.as_dict()["corrected"] == "Indium depends on zinc"
    shelf.judge(finding.id, "accept")
    assert shelf.review("r").items[0].words == "Indium depends on zinc"
    shelf.judge(finding.id, "correct", words=finding.quote)
    assert shelf.review("r").items[0].words.strip() == STATES
