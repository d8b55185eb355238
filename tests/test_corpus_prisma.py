"""PRISMA: every file is counted once, on its way in or out."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import document, library, record
from sqlite_utils import Database

from corpus import screening_pool
from corpus.library import Library
from corpus.prisma import Prisma, prisma
from corpus.screening import Choice, decide, new_screening
from corpus.store import add_path, store
from litlode.prisma_svg import svg
from litlode.prisma_words import markdown


@pytest.fixture
def flow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Prisma:
    """Six files of two folders: one twice, one of a work that is there, one locked; three to screen."""
    monkeypatch.setattr(
        screening_pool, "work_of",
        lambda connection: dict(connection.execute("SELECT sha256, coalesce(title, sha256) FROM documents")),
    )  # fmt: skip
    library(tmp_path / "lib.db").close()
    with Library(tmp_path / "lib.db") as shelf:
        db = Database(shelf.connection)
        for place, text, title in (
            ("cnki/一.txt", "钨储备面临不足。", "钨储备政策研究综述"),
            ("web/one.txt", "钨储备面临不足！", "钨储备政策研究综述"),
            ("web/b.txt", "States should stockpile tungsten.", "Stockpiling tungsten in states"),
            ("web/c.txt", "稀土价格稳定。", "稀土价格的稳定性"),
        ):
            store(db, record(text, title=title), tmp_path / place)
        (key,) = shelf.connection.execute("SELECT key FROM documents WHERE name = 'c.txt'").fetchone()
        add_path(db, key, tmp_path / "cnki" / "c.txt")
        shelf.connection.execute(
            "INSERT INTO failures (path, reason, message, reader, at) VALUES (?, 'encrypted', 'x', 'r', 't')",
            [str(tmp_path / "web" / "locked.pdf")],
        )
        new_screening(shelf.connection, "钨 <&> 综述", ["off topic", "无政策内容"])
        names = {
            name: document(text).source.sha256
            for name, text in (
                ("zh", "钨储备面临不足。"),
                ("en", "States should stockpile tungsten."),
                ("re", "稀土价格稳定。"),
            )
        }
        for name, decision, reason in (
            ("zh", "include", None),
            ("en", "include", None),
            ("re", "exclude", "1"),
            ("zh", "include", None),
            ("en", "exclude", "2"),
        ):
            decide(
                shelf.connection,
                "钨 <&> 综述",
                [Choice(document=names[name], decision=decision, reason=reason, person="李")],
            )
        return prisma(shelf.connection, "钨 <&> 综述")  # fmt: skip


def test_every_file_is_counted(flow: Prisma) -> None:
    assert flow.met.folders == (("cnki", 2), ("web", 4))
    assert (flow.met.files, flow.met.identical, flow.same_work, flow.met.failed) == (6, 1, 1, (("encrypted", 1),))
    first, last = flow.stages
    assert flow.met.files - flow.met.identical - flow.same_work - flow.could_not_be_read == first.came == 3
    assert (first.excluded, first.waiting, last.came, last.excluded) == (
        (("off topic", 1),),
        0,
        2,
        (("无政策内容", 1),),
    )
    assert (flow.included, flow.included_documents, flow.challenges) == (1, 2, 1)


def test_a_stage_gives_away_as_many_as_came(flow: Prisma) -> None:
    for stage, next_ in zip(flow.stages, [*(s.came for s in flow.stages[1:]), flow.included], strict=True):
        assert stage.came == stage.out + stage.waiting + next_


def test_rows_and_json_have_the_same_counts(flow: Prisma) -> None:
    rows = {(row["phase"], row["box"], row["item"]): row["n"] for row in flow.rows()}
    told = flow.as_dict()
    assert rows["identification", "identified", None] == told["identified"]["files"] == 6
    assert rows["full-text", "excluded", "无政策内容"] == told["stages"][1]["reasons"][0]["documents"] == 1


@pytest.mark.parametrize(("lang", "words"), [("en", "Could not be read (n = 1)"), ("zh", "无法读取（n = 1）")])
def test_the_picture_is_xml_with_all_counts(flow: Prisma, lang: str, words: str) -> None:
    from xml.etree import ElementTree as ET

    picture = svg(flow, lang)
    root = ET.fromstring(picture)
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert words in " ".join(filter(None, texts))
    assert "Noto Sans CJK SC" in picture and "SimHei" in picture
    width = float(root.attrib["width"])
    for box in root.iter("{http://www.w3.org/2000/svg}rect"):
        assert float(box.get("x", 0)) + float(box.attrib["width"]) <= width


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_long_reason_is_wrapped_within_its_box(flow: Prisma, lang: str) -> None:
    from dataclasses import replace
    from xml.etree import ElementTree as ET

    from litlode.prisma_svg import _PAD, _SIDE, _SIZE, _width

    reason = "无政策内容" * 20 + " " + "not about policy at all " * 8 + "x" * 90
    long = replace(flow, stages=(replace(flow.stages[0], excluded=((reason, 1),)), *flow.stages[1:]))
    root = ET.fromstring(svg(long, lang))
    texts = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    inside = [text for text in texts if "政策" in text or "policy" in text or "xxx" in text]
    assert "".join("".join(inside).split()).count("x") >= 90
    assert all(_width(text) * _SIZE <= _SIDE - 2 * _PAD for text in inside[2:] if "PRISMA" not in text)


def test_markdown_escapes_what_would_break_its_table(flow: Prisma) -> None:
    page = markdown(flow, "zh")
    assert "钨 \\<&\\> 综述" in page
    assert all(line.count("|") == 4 for line in page.splitlines() if line.startswith("|"))
