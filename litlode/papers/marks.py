"""Marks on the pages of a PDF, where they lie and what they say: highlights and underlines as the standard has them.

Rectangles are given on the page as a person sees it and go to the page's own coordinates, whatever its rotation and
its crop box (ISO 32000-2, 12.5.6.10 for the marks, 8.3.2.3 and 14.11.2 for the coordinates).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

from extract.frame import Frame

PRINT = 4  # the annotation's flag that lets it be printed
_THICK = 1.1  # points of an underline
_SLIVER = 0.35  # share of the narrower of two boxes up to which an overlap is none
_POPUP = (180.0, 110.0)  # points

Corners = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Top left, top right, bottom left, bottom right of a rectangle as seen, in the page's coordinates: the order in which
viewers take them, whatever the standard says."""


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A mark on a page; `boxes` are rectangles (x0, top, x1, bottom) as seen, one a line, `page` counts from 1."""

    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    look: Literal["Highlight", "Underline"]
    colour: tuple[float, float, float]
    name: str
    author: str
    subject: str
    note: str


def corners(frame: Frame, box: Sequence[float]) -> Corners:
    """The corners of a rectangle as seen, in the page's own coordinates."""
    x0, top, x1, bottom = box
    points = [_unturned(frame, x, y) for x, y in ((x0, top), (x1, top), (x0, bottom), (x1, bottom))]
    return points[0], points[1], points[2], points[3]


def _unturned(frame: Frame, x: float, y: float) -> tuple[float, float]:
    """A point as seen, in the page's own coordinates: what `Frame.place` does, back."""
    if frame.rotation == 1:
        return frame.left + y, frame.bottom + x
    if frame.rotation == 2:
        return frame.right - x, frame.bottom + y
    if frame.rotation == 3:
        return frame.right - y, frame.top - x
    return frame.left + x, frame.top - y


def annotation(mark: Mark, frame: Frame, at: datetime) -> tuple[DictionaryObject, StreamObject, DictionaryObject]:
    """The annotation of a mark, what it looks like, and the window of its note, not yet tied to each other."""
    quads = [corners(frame, box) for box in mark.boxes]
    thick = _THICK if mark.look == "Underline" else 0.0
    rect = _around(quads, thick)
    stamp = TextStringObject(at.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'"))
    made = DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject(f"/{mark.look}"),
        NameObject("/Rect"): _numbers(rect),
        NameObject("/QuadPoints"): _numbers([number for quad in quads for point in quad for number in point]),
        NameObject("/C"): _numbers(mark.colour),
        NameObject("/F"): NumberObject(PRINT),
        NameObject("/T"): TextStringObject(mark.author),
        NameObject("/Subj"): TextStringObject(mark.subject),
        NameObject("/Contents"): TextStringObject(mark.note),
        NameObject("/NM"): TextStringObject(mark.name),
        NameObject("/M"): stamp,
        NameObject("/CreationDate"): stamp,
    })  # fmt: skip
    return made, _appearance(mark, quads, rect), _popup(frame, rect)


def _appearance(mark: Mark, quads: Sequence[Corners], rect: Sequence[float]) -> StreamObject:
    """What every viewer draws: all rectangles in one stroke, so that lines that touch are not darker where they do."""
    red, green, blue = mark.colour
    lines = ["/G gs"]
    if mark.look == "Highlight":
        lines.append(f"{red:g} {green:g} {blue:g} rg")
        for (ax, ay), (bx, by), (cx, cy), (dx, dy) in quads:
            lines.append(f"{ax:.2f} {ay:.2f} m {bx:.2f} {by:.2f} l {dx:.2f} {dy:.2f} l {cx:.2f} {cy:.2f} l h")
        lines.append("f")
    else:
        lines.append(f"{red:g} {green:g} {blue:g} RG {_THICK:g} w")
        lines += [f"{cx:.2f} {cy:.2f} m {dx:.2f} {dy:.2f} l" for _, _, (cx, cy), (dx, dy) in quads]
        lines.append("S")
    stream = DecodedStreamObject()
    stream.set_data("\n".join(lines).encode("ascii"))
    state = DictionaryObject({
        NameObject("/Type"): NameObject("/ExtGState"),
        NameObject("/BM"): NameObject("/Multiply"),
    })  # fmt: skip
    stream.update({
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): _numbers(rect),
        NameObject("/Resources"): DictionaryObject({
            NameObject("/ExtGState"): DictionaryObject({NameObject("/G"): state}),
        }),
    })  # fmt: skip
    return stream


def _popup(frame: Frame, rect: Sequence[float]) -> DictionaryObject:
    """The window of the note, shut, at the page's right edge beside the mark."""
    wide, high = _POPUP
    left, top = max(frame.left, frame.right - wide), min(frame.top, max(rect[3], frame.bottom + high))
    return DictionaryObject({
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject("/Popup"),
        NameObject("/Rect"): _numbers((left, top - high, left + wide, top)),
        NameObject("/Open"): BooleanObject(False),
    })  # fmt: skip


def _around(quads: Sequence[Corners], thick: float) -> tuple[float, float, float, float]:
    points = [point for quad in quads for point in quad]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - thick, min(ys) - thick, max(xs) + thick, max(ys) + thick


def _numbers(values: Sequence[float]) -> ArrayObject:
    return ArrayObject(FloatObject(f"{value:.2f}") for value in values)


def parted(marks: Sequence[Mark]) -> list[Mark]:
    """The marks without the slivers by which boxes of neighbours overlap: there they would be darker."""
    out = {mark.name: [list(box) for box in mark.boxes] for mark in marks}
    for _, there in by_page(marks):
        for place, mark in enumerate(there):
            for other in there[place + 1 :]:
                for one in out[mark.name]:
                    for two in out[other.name]:
                        _part(one, two)
    return [replace(mark, boxes=tuple((a, b, c, d) for a, b, c, d in out[mark.name])) for mark in marks]


def _part(one: list[float], two: list[float]) -> None:
    """Draw the border of two boxes in the middle of what both cover, where that is little of either."""
    overlaps = [min(one[at + 2], two[at + 2]) - max(one[at], two[at]) for at in (0, 1)]
    if min(overlaps) <= 0:
        return
    for at in (0, 1):
        least = min(one[at + 2] - one[at], two[at + 2] - two[at])
        if overlaps[at] < _SLIVER * least:
            first, second = (one, two) if one[at] <= two[at] else (two, one)
            first[at + 2] = second[at] = (first[at + 2] + second[at]) / 2
            return


def by_page(marks: Sequence[Mark]) -> Iterator[tuple[int, list[Mark]]]:
    """The marks page by page."""
    for page in sorted({mark.page for mark in marks}):
        yield page, [mark for mark in marks if mark.page == page]
