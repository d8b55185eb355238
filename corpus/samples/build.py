"""Typesets the sample papers and writes down what a person reads in them: `python corpus/samples/build.py`.

Needs the dependency group `samples` (typst) and the fonts Noto Serif CJK and Noto Sans CJK (Debian's fonts-noto-cjk);
the folder they lie in can be given as the one argument. The PDFs and expected.jsonl are in the repository, so only who
changes a source runs this. The same sources and fonts give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import typst

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
EXPECTED = HERE / "expected.jsonl"
FONTS = Path("/usr/share/fonts/opentype/noto")
HEAD = 12
"""How many characters of a quote say on which page it starts; its mark may stand at the foot of the page before."""

# PDFium gives a hyphen at a line's end as U+0002 or U+FFFE, and U+00AD where the font maps it so.
_BREAK = re.compile("[\u0002\ufffe\u00ad]")
_LOST = re.compile("[\\s\u0002\ufffe\u00ad]")


class SampleError(Exception):
    """A source and the page set from it do not agree."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A stretch of a source between two marks: its words, what it is, and where it starts and ends on paper."""

    kinds: tuple[str, ...]
    quote: str
    metals: tuple[str, ...]
    thread: str | None
    stage: str | None
    first: tuple[int, float, float]
    last: tuple[int, float, float]


def typeset(source: Path, fonts: Path = FONTS) -> bytes:
    """The PDF of one source; raises typst.TypstError with its line where the source is wrong."""
    pdf: bytes = typst.compile(source, font_paths=[fonts], ignore_system_fonts=True, pdf_tags=False)
    return pdf


def query(source: Path, label: str, fonts: Path = FONTS) -> list[dict[str, Any]]:
    """The values of all metadata under `label` in a source, in the order of the text."""
    answer = typst.query(source, f"<{label}>", field="value", font_paths=[fonts], ignore_system_fonts=True)
    values: list[dict[str, Any]] = json.loads(answer)
    return values


def pair_marks(events: list[dict[str, Any]]) -> Iterator[Mark]:
    """The marks of a source, in the order in which they open."""
    stack: list[int] = []
    closes: dict[int, dict[str, Any]] = {}
    for i, event in enumerate(events):
        if event["event"] == "open":
            stack.append(i)
        else:
            closes[stack.pop()] = event
    for i, close in sorted(closes.items()):
        event = events[i]
        yield Mark(
            kinds=tuple(event["kinds"]),
            quote=" ".join(event["quote"].split()),
            metals=tuple(sorted(event["metals"])),
            thread=event["thread"],
            stage=event["stage"],
            first=(event["page"], event["x"], event["y"]),
            last=(close["page"], close["x"], close["y"]),
        )


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page as PDFium gives it, line-end hyphens still in it."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [document[i].get_textpage().get_text_range() for i in range(len(document))]


def squeeze(text: str) -> str:
    """The text without white space and line-end hyphens, in which a quote is found however it was broken."""
    return _LOST.sub("", text)


def start_page(mark: Mark, pages: list[str]) -> int:
    """The page, from 1, on which the words of a mark begin; raises SampleError where they are on none."""
    head = squeeze(mark.quote)[:HEAD]
    for number in range(mark.first[0], len(pages) + 1):
        if head in squeeze(pages[number - 1]):
            return number
    # A head that is whole on no page is itself broken by the end of a column, so it starts where the mark stands.
    if head[:1] in pages[mark.first[0] - 1]:
        return mark.first[0]
    raise SampleError(f"not on page {mark.first[0]} or after: {mark.quote!r}")


def broken_by(mark: Mark, page: int, text: str) -> str | None:
    """What the words of a mark run across: `page-break`, `column-break`, `hyphen`, or None."""
    if mark.last[0] != page:
        return "page-break"
    if mark.first[0] == page and mark.last[2] < mark.first[2]:
        return "column-break"
    letters = ["[-\u0002\ufffe]" if c == "-" else re.escape(c) for c in mark.quote if not c.isspace()]
    found = re.search("[\\s\u0002\ufffe\u00ad]*".join(letters), text)
    return "hyphen" if found and _BREAK.search(found[0]) else None


def expect(source: Path, pdf: bytes) -> dict[str, Any]:
    """What a person reads in a sample, as one record of expected.jsonl."""
    (paper,) = query(source, "paper")
    pages = page_texts(pdf)
    findings, others, sentences = [], [], []
    for mark in pair_marks(query(source, "mark")):
        page = start_page(mark, pages)
        thread = {"thread": mark.thread, "stage": mark.stage} if mark.thread else {}
        for kind in mark.kinds:
            if kind == "neither":
                others.append({"quote": mark.quote, "page": page, **thread})
            else:
                findings.append({"kind": kind, "quote": mark.quote, "page": page, "metals": mark.metals, **thread})
        breaks = broken_by(mark, page, pages[page - 1])
        if breaks:
            sentences.append({"kind": breaks, "page": page, "text": mark.quote})
    return {
        "file": f"{source.stem}.pdf",
        **{key: value for key, value in paper.items() if key != "furniture"},
        "pages": len(pages),
        "findings": findings,
        "not_findings": others,
        "sentences": sentences,
        "furniture": paper["furniture"],
    }


def sources() -> list[Path]:
    """The sources of all samples, in the order of their names."""
    return sorted(path for path in SOURCES.glob("*.typ") if path.stem != "template")


def build(fonts: Path = FONTS) -> None:
    """Writes every PDF and expected.jsonl."""
    lines = []
    for source in sources():
        pdf = typeset(source, fonts)
        (HERE / f"{source.stem}.pdf").write_bytes(pdf)
        record = expect(source, pdf)
        lines.append(json.dumps(record, ensure_ascii=False))
        sys.stderr.write(
            f"{source.stem}: {len(pdf):,} bytes, {record['pages']} pages, {len(record['findings'])} findings\n"
        )
    EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FONTS)
