"""Digest, map and likeness of papers, from libraries of a few sentences."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice, product
from pathlib import Path

import pytest
from factories import Extracted, extracted, library, record
from sqlite_utils import Database

from corpus.choosing import alike, choose, width, words_of
from corpus.digest import LINES, digest, lines_of, shortened
from corpus.errors import UnknownIdError
from corpus.library import Library
from corpus.listing import find_findings
from corpus.mindmap import Node, mind_map
from corpus.onepaper import find_document, findings_that_stand
from corpus.record import make_record
from corpus.store import store
from corpus.verdicts import Decision, judge
from corpus.wording import unbroken
from extract.findings import Link, Part, Parts
from extract.types import Span

EN = (
    "The country lacks tungsten. Trade is calm. States should begin stockpiling tungsten by 2030. "
    "The country lacks lithium for its many new plants. It should not wait."
)
ZH = "我国钨储备面临规模不足。贸易平稳。建议扩大钨储备。锂的供应不足。"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = library(tmp_path / "lib.db", EN, ZH)
    yield connection
    connection.close()


def put(connection: sqlite3.Connection, found: Extracted, links: tuple[Link, ...] = (), name: str = "new.txt") -> None:
    rows = make_record(found.document, found.sentences, found.mentions, found.findings, links)
    store(Database(connection), rows, Path(name))


def with_parts(found: Extracted, parts: dict[int, Parts]) -> Extracted:
    from dataclasses import replace

    findings = tuple(replace(one, parts=parts.get(at, one.parts)) for at, one in enumerate(found.findings))
    return Extracted(found.document, found.sentences, found.mentions, findings)


def part(text: str, role: str, quote: str, concept: str | None = None) -> Part:
    at = text.index(quote)
    return Part(role=role, span=Span(at, at + len(quote)), quote=quote, concept=concept)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "metals", "challenges"),
    [
        ("paper-0.txt", [("tungsten", 2), ("lithium", 1)],
         ["The country lacks tungsten.", "The country lacks lithium for its many new plants."]),
        ("paper-1.txt", [("钨", 2), ("锂", 1)], ["我国钨储备面临规模不足。", "锂的供应不足。"]),
    ],
)  # fmt: skip
def test_a_digest_has_the_papers_own_words_in_its_order(
    shelf: sqlite3.Connection, name: str, metals: list[tuple[str, int]], challenges: list[str]
) -> None:
    made = digest(shelf, name)
    assert [(one.name, one.count) for one in made.parts["metals"]] == metals
    assert [one.quote for one in made.parts["challenges"]] == challenges
    stored = {finding.id: finding.quote.strip() for finding in find_findings(shelf)}
    for entry in (*made.parts["challenges"], *made.parts["recommendations"]):
        assert entry.id is not None
        assert stored[entry.id] == entry.quote
    row = json.loads(json.dumps(made.as_dict()))
    assert row["findings"] == {"challenges": 2, "recommendations": 2 if name == "paper-0.txt" else 1}


def test_lang_names_the_metals(shelf: sqlite3.Connection) -> None:
    assert [one.name for one in digest(shelf, "paper-0.txt", lang="zh").parts["metals"]] == ["钨", "锂"]


def test_who_by_when_and_how_much_come_with_the_words_around_them(shelf: sqlite3.Connection) -> None:
    text = "We should wait. The ministry should store 300 t of tungsten by 2031. The ministry should mine tungsten."
    found = extracted(text, name="new.txt")
    spans = (part(text, "actor", "The ministry", "actor:ministry"), part(text, "target", "300 t"),
             part(text, "deadline", "by 2031"))  # fmt: skip
    again = Part(role="actor", span=Span(text.rindex("The"), text.rindex("The") + 12), quote="The ministry",
                 concept="actor:ministry")  # fmt: skip
    put(shelf, with_parts(found, {0: Parts(spans=(part(text, "actor", "We"),)), 1: Parts(spans=spans),
                                  2: Parts(spans=(again,))}))  # fmt: skip
    parts = digest(shelf, "new.txt").parts
    assert [(one.quote, one.count) for one in parts["actors"]] == [("The ministry", 2)]
    whole = "The ministry should store 300 t of tungsten by 2031."
    assert [one.quote for one in parts["deadlines"]] == [one.quote for one in parts["targets"]] == [whole]


def test_a_deadline_before_its_list_is_told_with_each_item(shelf: sqlite3.Connection) -> None:
    text = "2030年底前完成如下。建议扩大钨储备。"
    found = extracted(text, name="new.txt")
    put(shelf, with_parts(found, {0: Parts(spans=(part(text, "deadline", "2030年底前"),))}))
    assert [one.quote for one in digest(shelf, "new.txt").parts["deadlines"]] == ["2030年底前… 建议扩大钨储备。"]


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_digest_fits_a_page_and_says_how_much_there_is(shelf: sqlite3.Connection, lang: str) -> None:
    signs = iter(chr(at) for at in range(0x4E00, 0x9000))
    spelt = iter("".join(letters) for letters in product("bdfgklm", "aeou", "nprst", "aeou", "vwz"))

    def sentence() -> str:
        if lang == "zh":
            return "应当" + "".join(islice(signs, 60)) + "。"
        return f"They should {' '.join(islice(spelt, 24))}."

    put(shelf, extracted(" ".join(sentence() for _ in range(40)), name="new.txt"))
    made = digest(shelf, "new.txt")
    assert made.all["recommendations"] == 40
    assert 5 <= len(made.parts["recommendations"]) <= 9
    assert lines_of(made) <= LINES


def test_what_is_said_twice_is_shown_once(shelf: sqlite3.Connection) -> None:
    text = ("The ministry should store more tungsten for the mills. The council should meet monthly. "
            "The ministry should store much more tungsten for all the mills.")  # fmt: skip
    put(shelf, extracted(text, name="new.txt"))
    quotes = [one.quote for one in digest(shelf, "new.txt").parts["recommendations"]]
    assert len(quotes) == 2
    assert "The council should meet monthly." in quotes


def test_what_was_rejected_is_left_out_and_what_was_relabelled_is_the_other_kind(shelf: sqlite3.Connection) -> None:
    ids = {finding.quote.strip(): finding.id for finding in find_findings(shelf)}
    judge(shelf, [Decision(id=ids["The country lacks tungsten."], verdict="reject"),
                  Decision(id=ids["It should not wait."], verdict="relabel", label="challenge")])  # fmt: skip
    parts = digest(shelf, "paper-0.txt").parts
    assert [one.quote for one in parts["challenges"]] == [
        "The country lacks lithium for its many new plants.", "It should not wait.",
    ]  # fmt: skip
    document = find_document(shelf, "paper-0.txt")
    assert [one.decided for one in findings_that_stand(shelf, document) if one.decided] == ["relabel"]
    judge(shelf, [Decision(id=ids["The country lacks lithium for its many new plants."], verdict="accept")])
    assert [one.decided for one in findings_that_stand(shelf, document, accepted=True)] == ["accept"]


def test_an_abstract_in_two_languages_is_told_in_one(shelf: sqlite3.Connection) -> None:
    text = "铟的供应不足。The supply lacks indium."
    put(shelf, extracted(text, name="new.txt"), (Link(1, 0, "translation_of", 0.9),))
    for lang, quote in (("zh", "铟的供应不足。"), ("en", "The supply lacks indium."), (None, "铟的供应不足。")):
        assert [one.quote for one in digest(shelf, "new.txt", lang=lang).parts["challenges"]] == [quote]


def test_a_long_quote_is_cut_at_a_clause() -> None:
    assert shortened("The mills closed, and nobody knew why or when.", 30) == "The mills closed, and nobody"
    assert shortened("供应高度集中于少数国家，短期内难以改变，价格上涨", 40) == "供应高度集中于少数国家，短期内难以改变"
    assert shortened("short", 30) == "short"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("应当扩大钨的战略储备规模", "要进一步扩大钨的战略储备规模", True),
        ("应当扩大钨的战略储备规模", "应当完善回收体系", False),
        ("States should stockpile tungsten ores", "All states should stockpile more tungsten ores", True),
        ("States should stockpile tungsten", "Firms must recycle batteries", False),
    ],
)
def test_near_duplicates_are_known_in_both_languages(one: str, other: str, same: bool) -> None:
    assert (alike(words_of(one), words_of(other)) >= 0.55) is same


def test_lines_are_joined_as_each_language_does() -> None:
    assert unbroken("难以应对供应\n中断 and\nmore") == "难以应对供应中断 and more"
    assert (width("钨 W"), width("")) == (4, 0)
    assert choose([], 5) == []


def tree(node: Node) -> object:
    label = node.text or node.kind
    return (label, [tree(child) for child in node.children]) if node.children else label


def test_a_map_goes_from_metals_to_challenges_to_what_answers_them(shelf: sqlite3.Connection) -> None:
    text = "钨的供应不足。锂的供应不足。应当储备钨。应当回收。建议勘查铟。"
    put(shelf, extracted(text, name="new.txt", title="矿"), (Link(3, 1, "answers", 0.8),))
    assert tree(mind_map(shelf, "new.txt").root) == ("矿", [
        ("钨", ["钨的供应不足。", ("unanswered", ["应当储备钨。"])]),
        ("锂", [("锂的供应不足。", ["应当回收。"])]),
        ("铟", [("unanswered", ["建议勘查铟。"])]),
    ])  # fmt: skip


def test_a_map_counts_what_it_leaves_out(shelf: sqlite3.Connection) -> None:
    places = "甲乙丙丁戊己庚"
    put(shelf, extracted("".join(f"{place}国的钨供应不足。" for place in places), name="new.txt"))
    (metal,) = mind_map(shelf, "new.txt", limit=3).root.children
    shown = [node for node in metal.children if node.kind == "challenge"]
    assert len(shown) + metal.children[-1].count == 7
    assert metal.children[-1].kind == "more"


def test_a_finding_on_two_metals_stands_once_and_names_the_other(shelf: sqlite3.Connection) -> None:
    put(shelf, extracted("钨和铟的供应不足。钨不足。", name="new.txt"))
    (metal,) = mind_map(shelf, "new.txt", lang="en").root.children
    assert metal.text == "tungsten"
    assert [node.also for node in metal.children] == [("indium",), ()]


@pytest.mark.parametrize("call", [digest, mind_map])
def test_an_unknown_document_is_named(shelf: sqlite3.Connection, call: object) -> None:
    with pytest.raises(UnknownIdError, match="no document has this id or name"):
        call(shelf, "nothing.pdf")  # type: ignore[operator]


def test_documents_are_found_by_id_name_hash_and_path(shelf: sqlite3.Connection, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "x.txt"
    store(Database(shelf), record("铟不足。"), path)
    document = find_document(shelf, str(path))
    for name in (document.id, document.id[:6], document.sha256, "x.txt", str(path)):
        assert find_document(shelf, name).id == document.id
    store(Database(shelf), record("铟很贵。"), tmp_path / "x.txt")
    with pytest.raises(UnknownIdError, match="fits 2 documents"):
        find_document(shelf, "x.txt")


def test_papers_are_related_by_what_few_others_speak_of_in_either_language(tmp_path: Path) -> None:
    texts = ["钨的储备不足。锂辉石。", "Tungsten stockpile lacks ore.", "Lithium prices. Rare earth prices.",
             "Rare earth trade.", "Rare-earth law. 稀土。", "Nothing of this."]  # fmt: skip
    library(tmp_path / "lib.db", *texts).close()
    with Library(tmp_path / "lib.db") as shelf:
        rows = shelf.related("paper-0.txt")
        assert [row.document for row in rows] == ["paper-1.txt", "paper-2.txt"]
        assert {one.concept for one in rows[0].shared} == {"metal:W", "instrument:stockpile-reserve"}
        assert rows[0].shared[0].name in ("tungsten 钨", "stockpile 储备")
        assert 1 >= rows[0].score > rows[1].score > 0
        assert sum(one.share for one in rows[0].shared) == pytest.approx(1)
        assert len(shelf.related("paper-0.txt", limit=1)) == 1
        assert len(shelf.related("paper-5.txt")) == 0
        assert json.loads(rows.to_json())[0]["shared"][0]["here"] == 1
        with pytest.raises(ValueError, match="-1"):
            shelf.related("paper-0.txt", limit=-1)


def test_what_was_corrected_stands_in_the_right_words(shelf: sqlite3.Connection) -> None:
    wrong = next(one for one in find_findings(shelf) if "should begin" in one.quote)
    judge(shelf, [Decision(id=wrong.id, verdict="correct", words="begin stockpiling tungsten")])
    assert "begin stockpiling tungsten" in [entry.quote for entry in digest(shelf, wrong.name).parts["recommendations"]]
    texts = [node.text for node in _all(mind_map(shelf, wrong.name).root)]
    assert "begin stockpiling tungsten" in texts
    assert not any("States" in text for text in texts)


def test_a_part_that_the_right_words_leave_out_is_not_told(tmp_path: Path) -> None:
    text = "States should begin stockpiling tungsten by 2030."
    connection = library(tmp_path / "parts.db", "Trade is calm.")
    found = extracted(text)
    own = Parts(stance="own", spans=(part(text, "deadline", "by 2030"),))
    put(connection, with_parts(found, {0: own}))
    wrong = next(one for one in find_findings(connection) if "2030" in one.quote)
    assert [entry.quote for entry in digest(connection, "new.txt").parts["deadlines"]] == [text]
    judge(connection, [Decision(id=wrong.id, verdict="correct", words="begin stockpiling tungsten")])
    assert digest(connection, "new.txt").parts["deadlines"] == ()
    connection.close()


def _all(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _all(child)
