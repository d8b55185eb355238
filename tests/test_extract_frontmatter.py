"""What text files say of themselves: in front matter, below the title, in the file's name."""

from __future__ import annotations

import pytest

from extract.frontmatter import front_matter
from extract.read import read

ZH = "我国锂资源的对外依存度较高，供应存在一定的风险，应当完善储备体系。"
EN = "Most of the tungsten that smelters use comes from one country, and stocks would last three weeks."


@pytest.mark.parametrize(
    ("text", "title", "issuer"),
    [
        (
            f"# Tin in the hills\n\nInstitute for Ore Policy, June 2007\n\n## Aims\n\n{EN}",
            "Tin in the hills",
            "Institute for Ore Policy",
        ),
        (f"钨资源形势分析\n国土矿业研究中心 2007年6月\n\n{ZH}", "钨资源形势分析", "国土矿业研究中心"),
    ],
)
def test_the_line_below_the_title_tells_issuer_and_date(tmp_path, text: str, title: str, issuer: str) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    meta = read(path).metadata
    assert (meta.title, meta.year, meta.date, meta.issuer) == (title, 2007, "2007-06", issuer)


def test_front_matter_is_metadata_and_no_text(tmp_path) -> None:
    path = tmp_path / "a.md"
    entries = 'title: "Bismuth: a survey"  \nauthor:\n  - name: Ada Brown\n    email: a@b.org\n  - Li Wei\n'
    head = f"---\n{entries}date: 2016-05-03 # printed\n---\n"
    path.write_text(f"{head}\n# Aims\n\n{EN}\n", encoding="utf-8")
    doc = read(path)
    assert (doc.metadata.title, doc.metadata.authors) == ("Bismuth: a survey", ("Ada Brown", "Li Wei"))
    assert (doc.metadata.year, doc.metadata.date) == (2016, "2016-05-03")
    assert doc.metadata.found["year"] == "front matter"
    assert {block.kind for block in doc.blocks if block.span.start < len(head)} == {"notice"}


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("author: Ada Brown and Li Wei", ("Ada Brown", "Li Wei")),
        ("author: Ada Brown, Li Wei", ("Ada Brown", "Li Wei")),
        ("author: Brown, Ada", ("Brown, Ada",)),
        ("authors: [王宇, '李梅']", ("王宇", "李梅")),
        ("author:\n- Li Wei\nseen in 2: \n- no author", ("Li Wei",)),
        ("abstract: |", ()),
    ],
)
def test_names_in_front_matter(said: str, authors: tuple[str, ...]) -> None:
    assert front_matter(f"---\n{said}\n---\n").authors == authors


@pytest.mark.parametrize(
    ("name", "title", "year", "origin"),
    [
        ("report-2007.md", "Bismuth in the northern hills", 2007, "name"),
        ("zh-2010-钨.md", "Bismuth in the northern hills（2016）", 2016, "title"),
        ("outlook-2999.md", "Bismuth in the northern hills", None, None),
        ("2007-2010.md", "Bismuth in the northern hills", None, None),
        ("20070101.md", "Bismuth in the northern hills", None, None),
    ],
)
def test_a_year_that_nothing_else_tells_comes_from_title_or_name(tmp_path, name, title, year, origin) -> None:
    path = tmp_path / name
    path.write_text(f"# {title}\n\n{EN}\n", encoding="utf-8")
    meta = read(path).metadata
    assert (meta.year, meta.found.get("year")) == (year, origin)
