"""Charts of threads and trends with Altair, as a page that needs no network, SVG or PNG."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.trends import SMALL
from extract.systemfonts import chinese_font

if TYPE_CHECKING:
    from corpus.listing import StoredFinding
    from corpus.threads import Event, Thread
    from corpus.trends import Count

FORMATS = (".html", ".svg", ".png")
MOST = 30
"""Rows of a chart: more are not read."""

_LABEL = 48  # columns of a label, a Chinese character counts two
_FONTS = "Noto Sans CJK SC, Source Han Sans SC, PingFang SC, Microsoft YaHei, WenQuanYi Zen Hei, Arial, sans-serif"
_KINDS = {"recommendation": "#4c78a8", "challenge": "#e45756"}
_EVENTS = {"taken up": "#eeca3b", "enacted": "#54a24b", "dropped": "#b279a2"}
_GREY = "#777777"
_NOTHING = "#dddddd"  # where there are no documents: not the white of a share of none
_SLOPES = 12  # lines of a slope: more are not told apart
_HEIGHT, _LINE = 380, 15  # of a slope, and of a label beside it, in pixels
_WORDS = {
    "year": "年份", "documents": "文献数", "share of documents": "文献占比", "said": "提出",
    "what became of it": "后续", "recommendation": "建议", "taken up": "已着手", "enacted": "已落实",
    "dropped": "已放弃", "challenge": "挑战", "Chinese": "中文", "English": "英文", "new": "新出现", "quiet": "沉寂",
    "burst": "突增", "change": "变化", "few documents": "文献少", "grey: no documents": "灰色：无文献",
    "without ◆: open, nothing is told": "无◆：未见后续", "differs": "差异显著", "not sure": "差异不显著",
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


def _note(alt: Any, lines: Iterable[str]) -> Any:
    """What a reader of a chart must know, a line each, over it."""
    return alt.TitleParams(text=list(lines), anchor="end", fontSize=11, fontWeight="normal", color=_GREY)


def _few(lang: str) -> str:
    return f"• {_word('few documents', lang)} (< {SMALL})"


def _left_out(shown: int, of: int, lang: str) -> list[str]:
    """A line where a chart does not draw all there is."""
    if shown >= of:
        return []
    return [f"仅绘出 {of} 项中的 {shown} 项" if lang == "zh" else f"{shown} of {of} are drawn"]


def timeline(threads: Sequence[Thread], lang: str) -> Any:
    """The years in which each thread is said, a row a thread, and those of what became of it."""
    alt = _altair()
    said: list[dict[str, Any]] = []
    told: list[dict[str, Any]] = []
    for order, thread in enumerate(threads):
        row = {"thread": f"{_short(thread.first.quote)}  {thread.id[:4]}", "order": order, "id": thread.id}
        for year in thread.years:
            own = [finding for finding in thread.findings if finding.year == year]
            said.append({
                **row, "year": year, "documents": len({finding.sha256 for finding in own}),
                "kind": _word(thread.kind, lang), "quote": " / ".join(map(_with_source, own)),
            })  # fmt: skip
        told += [
            {**row, "year": event.happened, "event": _word(event.event, lang), "quote": _with_source(event)}
            for event in thread.events
            if thread.years
        ]
    if not said:
        raise ChartError("there is nothing to draw: no thread with a year")
    x = alt.X("year:Q", title=_word("year", lang), axis=_years(alt), scale=alt.Scale(zero=False, padding=12))
    y = alt.Y("thread:N", sort=alt.EncodingSortField("order"), title=None)
    base = alt.Chart(alt.Data(values=said)).encode(x=x, y=y)
    layers = [
        alt.Chart(alt.Data(values=said + told))
        .mark_line(color="#bbbbbb", strokeWidth=1.5)
        .encode(x=x, y=y, detail="thread:N"),
        base.mark_circle(opacity=0.9).encode(
            size=alt.Size(
                "documents:Q",
                title=_word("documents", lang),
                scale=alt.Scale(range=[60, 360]),
                legend=alt.Legend(values=sorted({row["documents"] for row in said})[-4:], format="d"),
            ),
            color=alt.Color(
                "kind:N",
                title=_word("said", lang),
                scale=_colours(alt, _KINDS, lang, {row["kind"] for row in said}),
                legend=alt.Legend(symbolType="circle"),
            ),
            tooltip=["quote:N", "year:Q", "documents:Q", "kind:N", "id:N"],
        ),
    ]
    if told:
        layers.append(
            alt.Chart(alt.Data(values=told))
            .mark_point(shape="diamond", size=150, filled=True, opacity=1, stroke="white", strokeWidth=1)
            .encode(
                x=x, y=y,
                color=alt.Color(
                    "event:N", title=_word("what became of it", lang),
                    scale=_colours(alt, _EVENTS, lang, {row["event"] for row in told}),
                    legend=alt.Legend(symbolType="diamond"),
                ),
                tooltip=["event:N", "quote:N", "year:Q", "id:N"],
            )
        )  # fmt: skip
    chart = alt.layer(*layers).resolve_scale(color="independent").properties(width=460, height=alt.Step(24))
    if any(thread.kind == "recommendation" for thread in threads):
        chart = chart.properties(title=_note(alt, [_word("without ◆: open, nothing is told", lang)]))
    return chart


def _with_source(said: StoredFinding | Event) -> str:
    return f"{' '.join(said.quote.split())} ({said.document})"


def _colours(alt: Any, colours: Mapping[str, str], lang: str, shown: Collection[str]) -> Any:
    """Colours by names, of those that are shown."""
    named = {_word(name, lang): colour for name, colour in colours.items() if _word(name, lang) in shown}
    return alt.Scale(domain=list(named), range=list(named.values()))


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
    few = base.mark_point(
        shape="circle", size=16, color="white", stroke=_GREY, strokeWidth=0.5, filled=True
    ).transform_filter("datum.small && datum.about > 0")
    note = _note(alt, [*_left_out(len(shown), len(totals), lang), _few(lang), _word("grey: no documents", lang)])
    return (cells + few).properties(
        width=alt.Step(26), height=alt.Step(20), title=note, view=alt.ViewBackground(fill=_NOTHING)
    )


def _all_years(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """Every year from the first to the last, so that a year without documents has its place."""
    years = [row["year"] for row in rows]
    return list(range(min(years), max(years) + 1))


def slope(counted: Count, names: Mapping[str, str], lang: str) -> Any:
    """Shares of Chinese documents joined with those of English ones, the largest differences first.

    Each line has its name beside its end; it is broken where the difference is not sure.
    """
    alt = _altair()
    beside = counted.beside()
    shown = beside[:_SLOPES]
    if not shown:
        raise ChartError("there is nothing to draw: no finding has such a concept")
    if shown[0].difference is None:
        lacking = "English" if shown[0].zh_documents else "Chinese"
        raise ChartError(f"there is nothing to draw: no document with findings is {lacking}")
    shares = [(row.en / row.en_documents, row.zh / row.zh_documents) for row in shown]
    top = max(max(pair) for pair in shares)
    places = _spread(shares, top, top * _LINE / _HEIGHT)
    rows, labels = [], []
    for row, (en, zh), place in zip(shown, shares, places, strict=True):
        name = names.get(row.concept, row.concept)
        sure = _word("differs" if row.differs else "not sure", lang)
        for at, side, share, about, documents in (
            (0, "Chinese", zh, row.zh, row.zh_documents), (1, "English", en, row.en, row.en_documents),
        ):  # fmt: skip
            rows.append({
                "concept": name, "language": _word(side, lang), "at": at, "share": share, "about": about,
                "documents": documents, "sure": sure, "p": round(row.p, 4),
            })  # fmt: skip
        labels += [{"concept": name, "at": 1.03, "share": en}, {"concept": name, "at": 1.1, "share": place}]
    ends = f"datum.value == 0 ? '{_word('Chinese', lang)}' : '{_word('English', lang)}'"
    x = alt.X(
        "at:Q", title=None, scale=alt.Scale(domain=[-0.1, 2.1], nice=False),
        axis=alt.Axis(values=[0, 1], labelExpr=ends, orient="top", grid=False, domain=False, ticks=False),
    )  # fmt: skip
    y = alt.Y(
        "share:Q", title=_word("share of documents", lang), axis=alt.Axis(format="%"),
        scale=alt.Scale(domain=[0, top], nice=False),
    )  # fmt: skip
    colour = alt.Color(
        "concept:N", legend=None, sort=[row["concept"] for row in rows[::2]], scale=alt.Scale(scheme="category10")
    )
    lines = alt.Chart(alt.Data(values=rows)).encode(
        x=x, y=y, color=colour,
        tooltip=[
            "concept:N", "language:N", alt.Tooltip("share:Q", format=".0%"), "about:Q", "documents:Q", "sure:N", "p:Q",
        ],
    )  # fmt: skip
    kinds = [_word(word, lang) for word in ("differs", "not sure")]
    dash = alt.StrokeDash(
        "sure:N", title=None, scale=alt.Scale(domain=kinds, range=[[1, 0], [5, 4]]),
        legend=alt.Legend(symbolSize=900, symbolStrokeWidth=2),
    )  # fmt: skip
    tied = alt.Chart(alt.Data(values=labels)).encode(x=x, y=y, color=colour)
    small = [_few(lang)[2:]] if shown[0].small else []
    return (
        lines.mark_line(strokeWidth=2).encode(strokeDash=dash)
        + lines.mark_circle(size=70)
        + tied.mark_line(strokeWidth=0.7)
        + tied.mark_text(align="left", dx=4).encode(text="concept:N").transform_filter("datum.at > 1.05")
    ).properties(
        width=520, height=_HEIGHT, title=_note(alt, [*_left_out(len(shown), len(beside), lang), *small])
    )  # fmt: skip


def _spread(at: Sequence[tuple[float, float]], top: float, gap: float) -> list[float]:
    """A place for each label beside where its line ends, at least a gap from the next."""
    order = sorted(range(len(at)), key=lambda one: at[one])
    places = [0.0] * len(at)
    free = 0.0
    for one in order:
        places[one] = max(at[one][0], free)
        free = places[one] + gap
    free = top
    for one in reversed(order):
        places[one] = min(places[one], free)
        free = places[one] - gap
    return places


def turns(counted: Count, names: Mapping[str, str], lang: str) -> Any:
    """What is new, quiet and bursting, as bars over the years, with a dot where few documents tell it."""
    alt = _altair()
    found = counted.turns()
    rows = [
        {
            "concept": names.get(turn.concept, turn.concept), "change": _word(turn.change, lang),
            "since": turn.since - 0.45, "until": turn.until + 0.45, "about": turn.about, "documents": turn.documents,
            "small": turn.small, "middle": (turn.since + turn.until) / 2,
        }
        for turn in found[:MOST]
    ]  # fmt: skip
    if not rows:
        raise ChartError("there is nothing to draw: nothing is new, quiet or bursting")
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("concept:N", title=None, sort=None))
    axis = {"title": _word("year", lang), "axis": _years(alt), "scale": alt.Scale(zero=False)}
    bars = base.mark_bar(height=12).encode(
        x=alt.X("since:Q", **axis),
        x2="until:Q",
        color=alt.Color("change:N", title=_word("change", lang)),
        tooltip=["concept:N", "change:N", "about:Q", "documents:Q"],
    )
    few = base.mark_point(shape="circle", size=14, color="white", filled=True, opacity=1).encode(
        x=alt.X("middle:Q", **axis)
    )
    notes = [*_left_out(len(rows), len(found), lang), *([_few(lang)] if any(row["small"] for row in rows) else [])]
    return (bars + few.transform_filter("datum.small")).properties(
        width=460, height=alt.Step(22), title=_note(alt, notes)
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
