"""A mind map as a picture (SVG): a column a level, lines between them, each finding a link to its page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from corpus.digest import shortened
from corpus.mindmap import MindMap, Node
from litlode.papers.links import PageLink
from litlode.papers.mindmap_text import label
from litlode.papers.wording import words

FONTS = (
    "'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK TC', 'WenQuanYi Zen Hei', sans-serif"
)
SIZE, LINE, PAD, GAP, APART, MARGIN = 12, 16, 7, 10, 46, 24
COLUMNS = (190, 130, 340, 340)
"""How wide the boxes of each level are, in pixels."""

MOST = 230
"""Columns of print from which a quote is cut in the picture; the whole of it is in its tooltip."""

_FILLS = {
    "paper": ("#1f2a44", "#1f2a44", "#fff"), "metal": ("#dbe6fb", "#3f6fd1", "#111"),
    "other": ("#ececec", "#888", "#111"), "unanswered": ("#fff", "#999", "#555"),
    "challenge": ("#ffe3d8", "#d9603b", "#111"), "recommendation": ("#e0f5dc", "#3f9b35", "#111"),
    "more": ("#fff", "#ccc", "#666"),
}  # fmt: skip
_LATIN = " -~\u00a0-\u024f‘’“”…–—"
_PIECES = re.compile(rf"[{_LATIN}]+?(?:[ \n]+|(?<=[-/–—])|$|(?=[^{_LATIN}]))|[ \n]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：！？）》」』】〕”’％,.;:!?)]}%…")
_NOT_LAST = frozenset("（《「『【〔“‘([{")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A node with its lines of text and where its box lies."""

    node: Node
    level: int
    lines: tuple[str, ...]
    top: float
    high: float
    children: tuple[Placed, ...] = ()

    @property
    def left(self) -> float:
        """The left edge of the box."""
        return MARGIN + sum(COLUMNS[: self.level]) + APART * self.level

    @property
    def middle(self) -> float:
        """The height at which lines come in and go out."""
        return self.top + self.high / 2


def as_svg(made: MindMap, link: PageLink) -> str:
    """The map as an SVG document."""
    said = words(made.lang)
    root, bottom = _place(made.root, 0, MARGIN, said)
    levels = _depth(root) + 1
    wide, high = MARGIN * 2 + sum(COLUMNS[:levels]) + APART * (levels - 1), bottom + MARGIN
    title = escape(_clean(made.root.text))
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{wide:g}"'
        f' height="{high:g}" viewBox="0 0 {wide:g} {high:g}" font-family="{FONTS}" font-size="{SIZE}">',
        f"<title>{title}</title>",
        f'<rect width="{wide:g}" height="{high:g}" fill="#fff"/>',
        *_lines_between(root),
        *_boxes(root, link, said),
        "</svg>\n",
    ])  # fmt: skip


def _place(node: Node, level: int, top: float, said: Mapping[str, str]) -> tuple[Placed, float]:
    """The node and all below it from `top` on, and where they end."""
    text = _clean(label(node, said) if node.page is None else _shown(node, said))
    lines = tuple(wrap(text, COLUMNS[level] - 2 * PAD))
    high = len(lines) * LINE + 2 * PAD - 3
    at, children = top, []
    gap = GAP * (2 if level == 0 else 1)  # between metals
    for child in node.children:
        placed, at = _place(child, level + 1, at, said)
        children.append(placed)
        at += gap
    below = at - gap - top if children else 0.0
    if high > below:  # the box is taller than all below it: they move to its middle
        children = [_moved(child, (high - below) / 2) for child in children]
    own = top + max(0.0, (below - high) / 2)
    return Placed(node=node, level=level, lines=lines, top=own, high=high, children=tuple(children)), top + max(
        high, below
    )


def _moved(placed: Placed, by: float) -> Placed:
    children = tuple(_moved(child, by) for child in placed.children)
    return Placed(node=placed.node, level=placed.level, lines=placed.lines, top=placed.top + by, high=placed.high,
                  children=children)  # fmt: skip


def _shown(node: Node, said: Mapping[str, str]) -> str:
    short = shortened(node.text, MOST)
    cut = "…" if short != node.text else ""
    if node.kind == "paper":
        return short + cut
    page = said["page"].format(page=node.page).replace(" ", "\u00a0")
    told = said["comma"].join([page, *node.also[:4]])
    return short + cut + said["beside"].format(told=told)


def _depth(placed: Placed) -> int:
    return max([placed.level, *map(_depth, placed.children)])


def _lines_between(placed: Placed) -> Iterator[str]:
    x0 = placed.left + COLUMNS[placed.level]
    for child in placed.children:
        _, edge, _ = _FILLS[child.node.kind]
        middle = (x0 + child.left) / 2
        yield (
            f'<path d="M{x0:g} {placed.middle:g}C{middle:g} {placed.middle:g} {middle:g} {child.middle:g}'
            f' {child.left:g} {child.middle:g}" fill="none" stroke="{edge}" stroke-opacity=".6"/>'
        )
        yield from _lines_between(child)


def _boxes(placed: Placed, link: PageLink, said: Mapping[str, str]) -> Iterator[str]:
    node = placed.node
    fill, edge, ink = _FILLS[node.kind]
    dashed = ' stroke-dasharray="4 3"' if node.kind in ("unanswered", "more") else ""
    bold = ' font-weight="600"' if node.kind in ("paper", "metal", "other") else ""
    spans = "".join(
        f'<tspan x="{placed.left + PAD:g}" y="{placed.top + PAD + SIZE - 2 + LINE * number:g}">{escape(line)}</tspan>'
        for number, line in enumerate(placed.lines)
    )
    box = (
        f'<rect x="{placed.left:g}" y="{placed.top:g}" width="{COLUMNS[placed.level]}" height="{placed.high:g}"'
        f' rx="5" fill="{fill}" stroke="{edge}"{dashed}/><text fill="{ink}"{bold}>{spans}</text>'
    )
    tip = ""
    if node.page is not None:
        told = [node.text, said["page"].format(page=node.page), *node.also, *([node.id] if node.id else [])]
        tip = f"<title>{escape(_clean(chr(10).join(told)))}</title>"
    if node.page is not None and (address := link(node.page)):
        to = escape(address)
        yield f'<a href="{to}" xlink:href="{to}" target="_blank">{tip}{box}</a>'
    else:
        yield f"<g>{tip}{box}</g>"
    for child in placed.children:
        yield from _boxes(child, link, said)


def wrap(text: str, wide: float) -> list[str]:
    """The lines of a text in so many pixels: English is broken between words, Chinese between characters.

    A closing mark does not begin a line, an opening one does not end one.
    """
    lines, line = [], ""
    for piece in _unbreakable(text):
        if line and pixels(line + piece.rstrip()) > wide:
            lines.append(line.rstrip())
            line = ""
        while pixels(piece) > wide and len(piece) > 1:  # a word longer than a line
            end = next(end for end in range(len(piece) - 1, 0, -1) if end == 1 or pixels(piece[:end]) <= wide)
            lines.append(piece[:end])
            piece = piece[end:]  # noqa: PLW2901 - what is left of it
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _unbreakable(text: str) -> Sequence[str]:
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if pieces and (piece[0] in _NOT_FIRST or pieces[-1][-1] in _NOT_LAST):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def pixels(text: str) -> float:
    """About how wide a text is in the picture, a little on the safe side."""
    return SIZE * sum(map(_wide, text))


def _wide(character: str) -> float:
    if ord(character) > 0x2E7F:
        return 1.0
    if character in "ijlI.,:;'|!()[]‘’ ft":
        return 0.34
    if character in "mwMW@%—":
        return 0.92
    return 0.72 if character.isupper() else 0.58


def _clean(text: str) -> str:
    """The text without what no XML may hold."""
    return _NOT_XML.sub("", text)
