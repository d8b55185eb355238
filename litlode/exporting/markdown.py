"""A review as Markdown (CommonMark), to be read as it is or turned into anything else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from litlode.exporting.manuscript import Manuscript, Quotation
from litlode.exporting.runs import Run

_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~])")
_AT_START = re.compile(r"^(\s*)([#+-]|\d+(?=[.)])|=)")


def as_markdown(manuscript: Manuscript) -> str:
    """The whole review; what means something in Markdown is escaped in all that is quoted."""
    return "\n\n".join(_blocks(manuscript)) + "\n"


def _blocks(manuscript: Manuscript) -> Iterator[str]:
    yield f"# {escape(manuscript.title)}"
    yield f"## {manuscript.word('method')}"
    yield escape(manuscript.method)
    for part in manuscript.parts:
        yield f"{'#' * (part.level + 1)} {escape(part.title)}"
        for quotation in part.quotations:
            yield from _quotation(quotation, manuscript)
    if not manuscript.parts:
        yield manuscript.word("empty")
    if manuscript.references:
        yield f"## {manuscript.word('references')}"
        for reference in manuscript.references:
            yield formatted(reference.runs)


def _quotation(quotation: Quotation, manuscript: Manuscript) -> Iterator[str]:
    if quotation.note:
        yield from (escape(" ".join(lines.split())) for lines in re.split(r"\n\s*\n", quotation.note) if lines.strip())
    lost = f" ({manuscript.word('lost')})" if quotation.state == "lost" else ""
    yield f"> {escape(quotation.marked)}{quotation.gap}{formatted(quotation.cited)}{lost}"


def formatted(runs: Iterable[Run]) -> str:
    """Pieces of text in Markdown, which has italics and, as HTML, raised figures."""
    return "".join(_formatted(run) for run in runs)


def _formatted(run: Run) -> str:
    text = escape(run.text)
    if run.raised:
        return f"<sup>{text}</sup>"
    return f"*{text}*" if run.italic and text.strip() == text else text


def escape(text: str) -> str:
    """The text so that Markdown shows it as it is."""
    return _AT_START.sub(_escape_start, _SPECIAL.sub(r"\\\1", text))


def _escape_start(match: re.Match[str]) -> str:
    start = match[2]
    return f"{match[1]}{start}\\" if start.isdigit() else f"{match[1]}\\{start}"
