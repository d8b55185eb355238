"""A PRISMA flow as an SVG picture: boxes from top to bottom, what leaves the flow on the right, phases on the left."""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

from corpus.prisma import Prisma
from litlode.prisma_words import Box, Step, steps, title

FONTS = (
    "Arial, Helvetica, 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', "
    "'WenQuanYi Micro Hei', 'Noto Sans SC', SimHei, sans-serif"
)
"""Fonts to draw with, the first that a machine has; a character that it lacks is taken from the next one."""

_SIZE, _LEADING, _PAD = 13, 18, 10
_BAND, _LEFT, _MAIN, _GAP, _SIDE, _RIGHT = 34, 16, 310, 44, 310, 16
_STEP = 30  # between boxes, from top to bottom
_BETWEEN = 8  # between a box of what is excluded and that of what waits
_HEAD = 50  # above the first box


def svg(flow: Prisma, lang: str = "en") -> str:
    """The picture, as the text of an SVG file."""
    x = _LEFT + _BAND + 14
    side = x + _MAIN + _GAP
    width = side + _SIDE + _RIGHT
    flowing = steps(flow, lang)
    parts: list[str] = []
    bands: list[tuple[str, int, int]] = []
    top = _HEAD
    for number, step in enumerate(flowing):
        aside = sum(_height(box, _SIDE) for box in (step.out, step.waiting) if box) + (_BETWEEN if step.waiting else 0)
        alone = [other.phase for other in flowing].count(step.phase) == 1
        height = max(_height(step.box, _MAIN), aside, _upright(step.phase) if alone else 0)
        parts += _box(step.box, x, top, _MAIN, height)
        if step.out:
            below = _height(step.waiting, _SIDE) + _BETWEEN if step.waiting else 0
            parts += _box(step.out, side, top, _SIDE, height - below)
            parts.append(_arrow(x + _MAIN, top + (height - below) // 2, side, top + (height - below) // 2))
            if step.waiting:
                parts += _box(step.waiting, side, top + height - below + _BETWEEN, _SIDE, below - _BETWEEN, dashed=True)
        if number + 1 < len(flowing):
            parts.append(_arrow(x + _MAIN // 2, top + height, x + _MAIN // 2, top + height + _STEP))
        bands = _grown(bands, step, top, top + height)
        top += height + _STEP
    height = top - _STEP + 20
    heading = f'<text x="{x}" y="28" font-size="16" font-weight="bold">{escape(_fit(title(flow, lang), 90))}</text>'
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="{FONTS}" font-size="{_SIZE}" role="img" lang="{lang}">',
        f"<title>{escape(title(flow, lang))}</title>",
        '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="#333333"/></marker></defs>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        heading, *(line for band in bands for line in _band(*band)), *parts, "</svg>", "",
    ])  # fmt: skip


def _grown(bands: list[tuple[str, int, int]], step: Step, top: int, bottom: int) -> list[tuple[str, int, int]]:
    """The bands of phases with a step more."""
    if bands and bands[-1][0] == step.phase:
        return [*bands[:-1], (step.phase, bands[-1][1], bottom)]
    return [*bands, (step.phase, top, bottom)]


def _upright(phase: str) -> int:
    """The height that the name of a phase needs at the side."""
    return round(max(_width(phase) * _SIZE * 1.15, len(phase) * _LEADING if _width(phase) >= len(phase) else 0)) + 16


def _band(phase: str, top: int, bottom: int) -> list[str]:
    x, middle = _LEFT + _BAND // 2, (top + bottom) // 2
    upright = any(_width(character) > 0.9 for character in phase)
    out = [
        f'<rect x="{_LEFT}" y="{top}" width="{_BAND}" height="{bottom - top}" rx="6" fill="#9dc3e6" stroke="#333333"/>'
    ]
    if upright:  # Chinese is written downwards as it stands
        first = middle - (len(phase) - 1) * _LEADING // 2
        out += [
            f'<text x="{x}" y="{first + n * _LEADING + 5}" text-anchor="middle" font-weight="bold">{character}</text>'
            for n, character in enumerate(phase)
        ]
    else:
        out.append(
            f'<text x="{x}" y="{middle}" dy="4" text-anchor="middle" font-weight="bold" '
            f'transform="rotate(-90 {x} {middle})">{escape(phase)}</text>'
        )
    return out


def _lines(box: Box, width: int) -> list[tuple[str, bool]]:
    """The lines of a box as they fit in its width; those of its head are bold."""
    room = (width - 2 * _PAD) / _SIZE
    out = [(line, True) for line in _wrap(box.head, room * 0.94)]
    for text in box.lines:
        out += [(line, False) for line in _wrap(text, room)]
    return out


def _height(box: Box, width: int) -> int:
    return len(_lines(box, width)) * _LEADING + 2 * _PAD


def _box(box: Box, x: int, top: int, width: int, height: int, *, dashed: bool = False) -> list[str]:
    lines = _lines(box, width)
    first = top + (height - len(lines) * _LEADING) // 2 + _SIZE
    dash = ' stroke-dasharray="5 4"' if dashed else ""
    out = [f'<rect x="{x}" y="{top}" width="{width}" height="{height}" rx="3" fill="#ffffff" stroke="#333333"{dash}/>']
    for number, (line, bold) in enumerate(lines):
        weight = ' font-weight="bold"' if bold else ""
        out.append(f'<text x="{x + _PAD}" y="{first + number * _LEADING}"{weight}>{escape(line)}</text>')
    return out


def _arrow(x0: int, y0: int, x1: int, y1: int) -> str:
    return f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#333333" marker-end="url(#head)"/>'


def _width(text: str) -> float:
    """How wide a text is drawn, in its size: a Chinese character 1, others as in Arial, the wide ones not less."""
    out = 0.0
    for character in text:
        if unicodedata.east_asian_width(character) in "WF":
            out += 1.0
        elif unicodedata.combining(character):
            continue
        elif character in "ijlI.,:;'|!/()[] -t":
            out += 0.34
        else:
            out += 0.86 if character in "MWmw@%—" else 0.7 if character.isupper() else 0.57
    return out


_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_PIECE = re.compile(
    rf"[（(]n = \d+[）)]|[（《「]?[{_WIDE}][，。、；：）》」]*|[^\s/\\{_WIDE}]+[/\\]?|[/\\]|\s+"
)  # fmt: skip
"""What is not broken: a count in brackets, a Chinese character with the marks at it, a word or a folder of a path."""


def _wrap(text: str, room: float) -> list[str]:
    """The text in lines that fit: broken at spaces and slashes, between Chinese characters, or where nothing helps."""
    out, line = [], ""
    for whole in _PIECE.findall(" ".join(text.split())):
        piece = whole
        while _width(line + piece.rstrip()) > room:
            if line.strip():
                out.append(line.rstrip())
                line, piece = "", piece.lstrip()
            else:
                fits = next(n for n in range(len(piece), 0, -1) if n == 1 or _width(piece[:n]) <= room)
                out.append(piece[:fits])
                piece = piece[fits:]
        line += piece
    return [*out, line.rstrip()] if line.strip() or not out else out


def _fit(text: str, room: float) -> str:
    """The text, cut where it is wider than the picture."""
    if _width(text) <= room:
        return text
    return next(text[:n] for n in range(len(text), 0, -1) if _width(text[:n]) < room) + "…"
