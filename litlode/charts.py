"""Charts of threads and trends with Altair, as a page that needs no network, SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.trends import SMALL
from extract.systemfonts import chinese_font

if TYPE_CHECKING:
    from corpus.threads import Thread
    from corpus.trends import Count

FORMATS = (".html", ".svg", ".png")
MOST = 30
"""Rows of a chart: more are not read."""

_LABEL = 48  # columns of a label, a Chinese character counts two
_FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, Arial, sans-serif"
_COLOURS = {
    "open": "#4c78a8",
    "taken up": "#eeca3b",
    "enacted": "#54a24b",
    "dropped": "#b279a2",
    "challenge": "#e45756",
}
_NOTHING = "#dddddd"  # where there are no documents: not the white of a share of none
_WORDS = {
    "year": "年份", "documents": "文献数", "share of documents": "文献占比", "status": "状态", "open": "未回应",
    "taken up": "已着手", "enacted": "已落实", "dropped": "已放弃", "challenge": "挑战", "Chinese": "中文",
    "English": "英文", "new": "新出现", "quiet": "沉寂", "burst": "突增", "change": "变化", "few documents": "文献少",
    "grey: no documents": "灰色：无文献",
}  # fmt: skip


class ChartError(Exception):
    """A chart cannot be drawn; the message says why."""


def _altair() -> Any:
    try:
        import altair  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ChartError("charts need the extra `charts`: pip install 'litlode[charts]'") from error
    altair.data_transformers.disable_max_rows()
    return altair


def _years(alt: Any) -> Any:
    return alt.Axis(format="d", tickMinStep=1)


def _word(word: str, lang: str) -> str:
    return _WORDS.get(word, word) if lang == "zh" else word


def timeline(threads: Sequence[Thread], lang: str) -> Any:
    """The years in which each thread is said, a row a thread, by what became of it."""
    alt = _altair()
    rows: list[dict[str, Any]] = [
        {
            "thread": f"{_short(thread.first.quote)}  {thread.id[:4]}", "order": order, "year": year,
            "documents": len({f.sha256 for f in thread.findings if f.year == year}),
            "status": _word(thread.status or "challenge", lang), "quote": thread.first.quote, "id": thread.id,
        }
        for order, thread in enumerate(threads)
        for year in thread.years
    ]  # fmt: skip
    if not rows:
        raise ChartError("there is nothing to draw: no thread with a year")
    kinds = [kind for kind in _COLOURS if _word(kind, lang) in {row["status"] for row in rows}]
    sizes = sorted({row["documents"] for row in rows})[-4:]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("thread:N", sort=alt.EncodingSortField("order"), title=None),
        x=alt.X(
            "year:Q",
            title=_word("year", lang),
            axis=_years(alt),
            scale=alt.Scale(zero=False, padding=12),
        ),
    )
    span = base.mark_line(color="#bbbbbb", strokeWidth=1.5).encode(detail="thread:N")
    colours = alt.Scale(domain=[_word(kind, lang) for kind in kinds], range=[_COLOURS[kind] for kind in kinds])
    dots = base.mark_circle(opacity=0.9).encode(
        size=alt.Size(
            "documents:Q",
            title=_word("documents", lang),
            scale=alt.Scale(range=[60, 360]),
            legend=alt.Legend(values=sizes, format="d"),
        ),
        color=alt.Color("status:N", title=_word("status", lang), scale=colours),
        tooltip=["quote:N", "year:Q", "documents:Q", "status:N", "id:N"],
    )
    return (span + dots).properties(width=460, height=alt.Step(24))


def heat_map(counted: Count, names: Mapping[str, str], lang: str) -> Any:
    """The share of each year's documents that speak of a concept; where few documents tell it, with a dot."""
    alt = _altair()
    totals = {concept: len(having) for concept, having in counted.about.items()}
    shown = sorted(totals, key=lambda concept: (-totals[concept], concept))[:MOST]
    rows = [
        {
            "concept": names.get(p.concept, p.concept), "year": p.year, "share": p.share, "about": p.about,
            "documents": p.documents, "small": p.small,
        }
        for p in counted.points()
        if p.concept in shown
    ]  # fmt: skip
    if not rows:
        raise ChartError("there is nothing to draw: no document has a year and a finding")
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("year:O", title=_word("year", lang), scale=alt.Scale(domain=_all_years(rows))),
        y=alt.Y("concept:N", title=None, sort=[names.get(concept, concept) for concept in shown]),
    )
    cells = base.mark_rect().encode(
        color=alt.Color(
            "share:Q",
            title=_word("share of documents", lang),
            legend=alt.Legend(format="%"),
            scale=alt.Scale(range=["#f7fbff", "#08519c"], domain=[0, 1]),
        ),
        tooltip=["concept:N", "year:O", alt.Tooltip("share:Q", format=".0%"), "about:Q", "documents:Q"],
    )
    few = base.mark_point(shape="circle", size=6, color="#888888", filled=True).transform_filter(
        "datum.small && datum.about > 0"
    )
    note = alt.TitleParams(
        text=f"• {_word('few documents', lang)} (< {SMALL})    {_word('grey: no documents', lang)}",
        anchor="end", fontSize=11, fontWeight="normal", color="#777777",
    )  # fmt: skip
    return (cells + few).properties(
        width=alt.Step(26), height=alt.Step(20), title=note, view=alt.ViewBackground(fill=_NOTHING)
    )


def _all_years(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Every year from the first to the last, so that a year without documents has its place."""
    years = [row["year"] for row in rows]
    return list(range(min(years), max(years) + 1))


def slope(counted: Count, names: Mapping[str, str], lang: str) -> Any:
    """Shares of Chinese documents joined with those of English ones, the largest differences first."""
    alt = _altair()
    rows = []
    for row in counted.beside()[:12]:
        name = names.get(row.concept, row.concept)
        for side, about, documents in (("Chinese", row.zh, row.zh_documents), ("English", row.en, row.en_documents)):
            rows.append({
                "concept": name, "language": _word(side, lang), "share": about / max(documents, 1), "about": about,
                "documents": documents,
            })  # fmt: skip
    if not rows:
        raise ChartError("there is nothing to draw: no finding has such a concept")
    order = [_word("Chinese", lang), _word("English", lang)]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X(
            "language:N",
            sort=order,
            title=None,
            axis=alt.Axis(labelAngle=0, orient="top"),
            scale=alt.Scale(padding=0.5),
        ),
        y=alt.Y("share:Q", title=_word("share of documents", lang), axis=alt.Axis(format="%")),
        color=alt.Color(
            "concept:N", title=None, sort=[row["concept"] for row in rows[::2]], scale=alt.Scale(scheme="tableau20")
        ),
        tooltip=["concept:N", "language:N", alt.Tooltip("share:Q", format=".0%"), "about:Q", "documents:Q"],
    )
    return (base.mark_line(strokeWidth=2) + base.mark_circle(size=70)).properties(width=320, height=380)


def turns(counted: Count, names: Mapping[str, str], lang: str) -> Any:
    """What is new, quiet and bursting, as bars over the years."""
    alt = _altair()
    rows = [
        {
            "concept": names.get(turn.concept, turn.concept), "change": _word(turn.change, lang),
            "since": turn.since - 0.45, "until": turn.until + 0.45, "about": turn.about, "documents": turn.documents,
        }
        for turn in counted.turns()[:MOST]
    ]  # fmt: skip
    if not rows:
        raise ChartError("there is nothing to draw: nothing is new, quiet or bursting")
    return (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(height=12)
        .encode(
            x=alt.X(
                "since:Q",
                title=_word("year", lang),
                axis=_years(alt),
                scale=alt.Scale(zero=False),
            ),
            x2="until:Q",
            y=alt.Y("concept:N", title=None, sort=None),
            color=alt.Color("change:N", title=_word("change", lang)),
            tooltip=["concept:N", "change:N", "about:Q", "documents:Q"],
        )
        .properties(width=460, height=alt.Step(22))
    )


TRENDS: Mapping[str, Callable[[Count, Mapping[str, str], str], Any]] = {
    "years": heat_map, "changes": turns, "languages": slope,
}  # fmt: skip


def save(chart: Any, path: Path) -> tuple[str, ...]:
    """Write a chart in the format that the file's name asks for; what a reader of it should know comes back.

    Raises ChartError where the format is none, the extra is missing or the file cannot be written.
    """
    if path.suffix.lower() not in FORMATS:
        raise ChartError(f"{path}: a chart is written as {', '.join(FORMATS)}")
    try:
        import vl_convert  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ChartError("charts need the extra `charts`: pip install 'litlode[charts]'") from error
    spec = chart.configure(font=_FONTS).configure_axis(labelLimit=420).configure_legend(labelLimit=300).to_dict()
    warnings = []
    font = chinese_font()
    if font:
        vl_convert.register_font_directory(str(font.parent))
    elif path.suffix.lower() == ".png" and _has_chinese(str(spec)):
        warnings.append(
            f"{path}: this machine has no Chinese font, so Chinese words are boxes; .html and .svg have them"
        )
    try:
        if path.suffix.lower() == ".html":
            path.write_text(vl_convert.vegalite_to_html(spec, bundle=True), encoding="utf-8")
        elif path.suffix.lower() == ".svg":
            path.write_text(vl_convert.vegalite_to_svg(spec), encoding="utf-8")
        else:
            path.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))
    except OSError as error:
        raise ChartError(f"{path}: {error.strerror or error}") from error
    return tuple(warnings)


def _has_chinese(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _short(quote: str) -> str:
    """The beginning of a quote that fits beside a row."""
    words, width = " ".join(quote.split()), 0
    for at, character in enumerate(words):
        width += 2 if character >= "\u2e80" else 1
        if width > _LABEL:
            return words[:at].rstrip() + "…"
    return words
