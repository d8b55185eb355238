"""Works: what is one piece of writing is one, what is not is not, in both languages, and people have the last word."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from work_papers import Paper, library, misread, next_year, paper, read, text, with_changed

from corpus.errors import UnknownIdError
from corpus.migrations import connect
from corpus.work_decisions import WorkError, decide
from corpus.work_signs import SIGNS, Sign
from corpus.works import Work, work_of, works

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
TITLE = {"zh": "关键矿产供应链安全风险研究", "en": "Security of supply chains for critical minerals"}
ANNUAL = {"zh": "年度报告", "en": "Annual report"}
PEOPLE = {"zh": ("王石", "李金"), "en": ("Wang Shi", "Li Jin")}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "lib.db"


@pytest.fixture
def pair(path: Path) -> Iterator[sqlite3.Connection]:
    """Two papers that nothing holds together, and one that is the first again."""
    papers = paper(text("en", 1), "a.pdf"), paper(text("en", 2), "b.pdf"), paper("Cover. " + text("en", 1), "c.pdf")
    connection = library(path, *papers)
    yield connection
    connection.close()


def together(path: Path, *papers: Paper) -> list[list[tuple[str, str]]]:
    """Name and role of the documents of each work."""
    connection = library(path, *papers)
    out = shown(works(connection))
    connection.close()
    return out


def shown(found: tuple[Work, ...]) -> list[list[tuple[str, str]]]:
    return [[(version.name, version.role) for version in work.versions] for work in found]


@LANGS
@pytest.mark.parametrize(
    ("other", "scanned", "role"),
    [
        (lambda lang: text(lang, 1).replace("1", "１") + " ", False, "copy"),
        (lambda lang: text(lang, 9, count=5) + text(lang, 1), False, "copy"),
        (lambda lang: misread(text(lang, 1), 0.03), True, "copy"),
        (lambda lang: with_changed(lang, 1, 0.2), False, "version"),
    ],
    ids=["saved again", "cover page", "scan", "revised"],
)
def test_the_text_alone_tells_a_work(path: Path, lang: str, other: object, scanned: bool, role: str) -> None:
    again = other(lang)  # type: ignore[operator]
    found = together(path, paper(text(lang, 1), "a.pdf"), paper(again, "b.pdf", scanned=scanned))
    assert found == [[("a.pdf", "main"), ("b.pdf", role)]]


@LANGS
@pytest.mark.parametrize(
    "other",
    [
        lambda lang: text(lang, 2),
        lambda lang: next_year(text(lang, 1)),
        lambda lang: next_year(with_changed(lang, 1, 0.5)),
    ],
    ids=["another", "next year", "boilerplate"],
)
def test_other_texts_are_other_works(path: Path, lang: str, other: object) -> None:
    second = other(lang)  # type: ignore[operator]
    about = {"title": ANNUAL[lang], "authors": PEOPLE[lang]}
    papers = paper(text(lang, 1), "a.pdf", year=2020, **about), paper(second, "b.pdf", year=2021, **about)
    assert together(path, *papers) == [[("a.pdf", "main")], [("b.pdf", "main")]]


@LANGS
@pytest.mark.parametrize(
    "titles", [("2020", "2021"), ("Part I", "Part II"), ("（上）", "（下）"), ("第一卷", "第二卷")]
)
def test_years_and_parts_in_titles_tell_works_apart(path: Path, lang: str, titles: tuple[str, str]) -> None:
    first, second = (f"{TITLE[lang]} {mark}" for mark in titles)
    papers = paper(text(lang, 1), "a.pdf", title=first), paper(with_changed(lang, 1, 0.1), "b.pdf", title=second)
    assert len(together(path, *papers)) == 2


@LANGS
def test_a_doi_is_enough_whatever_the_texts(path: Path, lang: str) -> None:
    one = paper(text(lang, 1), "a.pdf", doi="10.1234/ABC.5")
    other = paper("https://doi.org/10.1234/abc.5", "b.txt", doi="https://doi.org/10.1234/abc.5")
    assert len(together(path, one, other)) == 1


@LANGS
def test_the_doi_of_a_whole_issue_makes_no_work_of_its_papers(path: Path, lang: str) -> None:
    papers = (
        paper(text(lang, 1), "a.pdf", doi="10.1234/issue", title=TITLE[lang], authors=("A. Stone",)),
        paper(text(lang, 2), "b.pdf", doi="10.1234/issue", title=TITLE[lang][::-1], authors=("B. Sand",)),
    )
    assert len(together(path, *papers)) == 2


@LANGS
def test_two_dois_of_publishers_are_two_works_unless_the_text_is_one(path: Path, lang: str) -> None:
    one = paper(text(lang, 1), "a.pdf", title=TITLE[lang], doi="10.1234/a", authors=PEOPLE[lang])
    other = paper(with_changed(lang, 1, 0.5), "b.pdf", title=TITLE[lang], doi="10.1234/b", authors=PEOPLE[lang])
    assert len(together(path, one, other)) == 2


@LANGS
def test_a_preprint_and_what_became_of_it(path: Path, lang: str) -> None:
    papers = (
        paper(
            text(lang, 1), "pre.pdf", title=TITLE[lang], authors=PEOPLE[lang], year=2020, doi="10.48550/arXiv.2001.1",
        ),
        paper(
            with_changed(lang, 1, 0.3), "out.pdf", title=TITLE[lang], authors=PEOPLE[lang], year=2022,
            doi="10.1234/a", venue="Ores", volume="7",
        ),
    )  # fmt: skip
    connection = library(path, *papers)
    (work,) = works(connection)
    connection.close()
    assert shown((work,)) == [[("out.pdf", "published"), ("pre.pdf", "preprint")]]
    assert work.cited.reasons == ("it has its place in Ores 7",)
    assert work.versions[1].reasons == ("its DOI 10.48550/arxiv.2001.1 is that of a server for preprints",)
    assert {"the same title", "an author in common"} <= set(work.versions[1].evidence)
    assert work.versions[1].of == work.cited.id


@LANGS
def test_a_record_of_a_paper_is_its_work_by_title_and_author(path: Path, lang: str) -> None:
    about = {"title": TITLE[lang], "authors": PEOPLE[lang], "year": 2020}
    papers = paper(text(lang, 1), "a.pdf", **about), paper(text(lang, 3, count=3), "record.txt", **about)
    assert len(together(path, *papers)) == 1


@LANGS
@pytest.mark.parametrize(("title", "people"), [(ANNUAL, PEOPLE), (TITLE, {"zh": ("赵一",), "en": ("Zhao Yi",)})])
def test_a_common_title_or_another_author_is_not_enough(
    path: Path, lang: str, title: dict[str, str], people: dict[str, tuple[str, ...]]
) -> None:
    one = paper(text(lang, 1), "a.pdf", title=title[lang], authors=PEOPLE[lang], year=2020)
    other = paper(text(lang, 3, count=3), "b.pdf", title=title[lang], authors=people[lang], year=2020)
    assert len(together(path, one, other)) == 2


def test_a_translation_is_told_by_its_titles(path: Path) -> None:
    zh = paper(text("zh", 1), "zh.pdf", title=TITLE["zh"], title_alt=TITLE["en"], authors=PEOPLE["zh"], year=2020)
    en = paper(text("en", 2, numbers=1), "en.pdf", title=TITLE["en"].upper(), authors=("Shi WANG",), year=2021)
    assert together(path, zh, en) == [[("zh.pdf", "main"), ("en.pdf", "translation")]]


def test_a_translation_is_told_by_numbers_and_metals(path: Path) -> None:
    connection = library(path, paper(text("zh", 1), "zh.pdf"), paper(text("en", 2, numbers=1), "en.pdf"))
    (work,) = works(connection)
    connection.close()
    assert work.versions[1].evidence == ("100% of the numbers and metals in the same order",)
    assert work.versions[1].reasons == ("in English; which of the two was written first is not said",)


def test_what_says_that_it_was_translated_is_the_translation(path: Path) -> None:
    zh = paper("本文译自英文。" + text("zh", 1), "zh.pdf")
    assert together(path, zh, paper(text("en", 2, numbers=1), "en.pdf")) == [
        [("en.pdf", "main"), ("zh.pdf", "translation")]
    ]


def test_the_years_of_a_translation_and_its_original_are_told(path: Path) -> None:
    papers = paper(text("zh", 1), "zh.pdf", year=2020), paper(text("en", 2, numbers=1), "en.pdf", year=2021)
    connection = library(path, *papers)
    (work,) = works(connection)
    connection.close()
    assert work.versions[1].reasons == ("in English; of 2021, the other of 2020",)


def test_the_same_title_in_the_other_language_with_other_numbers_is_another_work(path: Path) -> None:
    zh = paper(text("zh", 1), "zh.pdf", title=TITLE["zh"], title_alt=TITLE["en"], authors=("王石",), year=2020)
    en = paper(text("en", 2), "en.pdf", title=TITLE["en"], authors=("A. Stone",), year=2020)
    assert len(together(path, zh, en)) == 2


def test_documents_without_words_are_no_work_together(path: Path) -> None:
    assert len(together(path, paper("12", "a.pdf"), paper("13", "b.pdf"), paper("钨。", "c.pdf"))) == 3


def test_nothing_is_found_again_while_nothing_changes(
    pair: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, ids = works(pair), work_of(pair)
    monkeypatch.setattr("corpus.works._find", None)
    assert (works(pair), work_of(pair)) == (found, ids)
    assert len(ids) == 3 and len(set(ids.values())) == 2


def test_a_change_of_a_title_is_seen(pair: sqlite3.Connection) -> None:
    assert len(works(pair)) == 2
    pair.execute("UPDATE documents SET doi = '10.1234/a' WHERE name IN ('a.pdf', 'b.pdf')")
    assert len(works(pair)) == 1


def test_the_id_of_a_work_stays_when_versions_come_and_are_read_again(pair: sqlite3.Connection) -> None:
    (before,) = [work.id for work in works(pair) if len(work.versions) == 2]
    for seed in range(3, 8):
        more = f"Cover {seed}. " * 3 + text("en", 1)
        read(pair, paper(more, f"{seed}.pdf", doi="10.1234/a", venue="Ores", volume="1"), paper(text("en", 1), "a.pdf"))
        (work,) = [work for work in works(pair) if len(work.versions) > 1]
        assert work.id == before
    assert len(work.versions) == 7


def test_a_library_that_may_not_be_written_gives_the_same(pair: sqlite3.Connection, path: Path) -> None:
    only_read = connect(path, read_only=True)
    fresh = works(only_read)
    assert work_of(only_read) == {version.sha256: work.id for work in fresh for version in work.versions}
    assert pair.execute("SELECT count(*) FROM works").fetchone() == (0,)
    assert fresh == works(pair) == works(only_read)
    only_read.close()


def test_works_can_be_asked_for_within_a_transaction(pair: sqlite3.Connection) -> None:
    pair.execute("BEGIN")
    assert len(works(pair)) == 2
    assert pair.in_transaction
    pair.execute("ROLLBACK")


def test_a_person_joins_and_parts_and_later_readings_do_not_undo_it(pair: sqlite3.Connection) -> None:
    decide(pair, "join", "a.pdf", "b.pdf", person="Li Na", note="the same study")
    (work,) = works(pair)
    said = {line for version in work.versions for line in version.evidence}
    assert any(line.startswith("joined by Li Na on 20") and line.endswith(": the same study") for line in said)
    decide(pair, "part", "a.pdf", "c.pdf", person="Li Na")
    read(pair, paper(text("en", 1), "a.pdf"), paper("Cover. " + text("en", 1), "c.pdf"))
    assert sorted(len(work.versions) for work in works(pair)) == [1, 2]
    decide(pair, "part", "a.pdf", "b.pdf")
    assert len(works(pair)) == 3
    decide(pair, "join", "c.pdf", "a.pdf")
    assert sorted(len(work.versions) for work in works(pair)) == [1, 2]
    assert len(pair.execute("SELECT * FROM work_decisions").fetchall()) == 4


def test_what_joins_hold_together_is_not_parted_silently(pair: sqlite3.Connection) -> None:
    decide(pair, "join", "a.pdf", "b.pdf")
    decide(pair, "join", "b.pdf", "c.pdf")
    with pytest.raises(
        WorkError, match=r"a.pdf and c.pdf cannot be parted: .* an earlier decision, join a.pdf and b.pdf"
    ):
        decide(pair, "part", "a.pdf", "c.pdf")
    assert not pair.in_transaction
    assert len(works(pair)) == 1


def test_what_parts_keep_apart_is_not_joined_silently(pair: sqlite3.Connection) -> None:
    decide(pair, "part", "b.pdf", "c.pdf")
    decide(pair, "join", "a.pdf", "c.pdf")
    with pytest.raises(WorkError, match=r"cannot be joined: .* undo that first"):
        decide(pair, "join", "a.pdf", "b.pdf")
    assert len(works(pair)) == 2


@pytest.mark.parametrize(
    ("decision", "names", "error", "said"),
    [
        ("join", ("a.pdf", "a.pdf"), WorkError, "the same document"),
        ("join", ("a.pdf", "x.pdf"), UnknownIdError, "x.pdf: no document has this id, name or path"),
        ("join", ("a.pdf", "*"), UnknownIdError, "no document"),
        ("tear", ("a.pdf", "b.pdf"), WorkError, "'tear' is no decision"),
    ],
)
def test_what_makes_no_sense_is_refused(
    pair: sqlite3.Connection, decision: str, names: tuple[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said.replace("*", ".")):
        decide(pair, decision, *names)
    assert pair.execute("SELECT count(*) FROM work_decisions").fetchone() == (0,)


@pytest.mark.parametrize("sign", SIGNS, ids=lambda sign: f"{sign.role} {sign.examples[0][:20]}")
def test_each_sign_is_found_in_its_examples_only(sign: Sign) -> None:
    assert all(sign.pattern.search(example) for example in sign.examples)
    assert not any(sign.pattern.search(example) for example in sign.others)
