"""A small printing press: sheets on which text is set where one says, as the bytes of a PDF.

The PDF is written by hand, uncompressed and without dates, so that the same calls give the same bytes everywhere and
a person can read the file. Distances are in points, `y` goes down from the top of the sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfbase.pdfmetrics import stringWidth

WIDTH, HEIGHT = 595.0, 842.0
LATIN, BOLD, ITALIC, SANS, SANS_BOLD = "Times-Roman", "Times-Bold", "Times-Italic", "Helvetica", "Helvetica-Bold"
SONG, HEI, DOWNWARD, GBK, ANY = "SongH", "HeiH", "SongV", "SongGBK", "AnyH"
"""Chinese type, not embedded: by Unicode, heavy, set downwards, by GBK; and a font that prints any code point."""

_CODED = {SONG: "utf-16-be", HEI: "utf-16-be", DOWNWARD: "utf-16-be", GBK: "gbk", ANY: "utf-16-be"}
# A character of GBK is two bytes, and Latin ones are half as wide, in all of these fonts.
_CJK_FONTS = {
    SONG: ("STSong-Light", "UniGB-UCS2-H"),
    HEI: ("SimHei", "UniGB-UCS2-H"),
    DOWNWARD: ("STSong-Light", "UniGB-UCS2-V"),
    GBK: ("SimSun", "GBK-EUC-H"),
}
_WIDE_FROM = 0x2E80
_NO_WIDTH = (0x200B, 0x2060, 0xFEFF)
_WIDTHS = {
    0xFB00: 0.6,
    0xFB01: 0.556,
    0xFB02: 0.556,
    0xFB03: 0.833,
    0xFB04: 0.833,
    0x2010: 0.333,
    0x2011: 0.333,
    0x00AD: 0.333,
}
_NOT_FIRST = "，。；：、！？）》”’】,.;:"
_NOT_LAST = "（《“‘【("


def width_of(text: str, size: float, font: str) -> float:
    """How wide `text` is set, in points."""
    if font not in _CODED:
        return float(stringWidth(text, font, size))
    return size * sum(_em(ord(char), font) for char in text)


def _em(code: int, font: str) -> float:
    if font != ANY:
        return 1.0 if code >= 0x2000 else 0.5
    if code in _NO_WIDTH:
        return 0.0
    if code >= _WIDE_FROM and code not in _WIDTHS:
        return 1.0
    return _WIDTHS.get(code) or (float(stringWidth(chr(code), LATIN, 1)) if code < 0x7F else 0.5)


class Sheet:
    """A page as it is printed: `put` sets a line of text, `rule` draws a line, `picture` a grey picture."""

    def __init__(
        self, width: float = WIDTH, height: float = HEIGHT, *, rotate: int = 0, crop: Sequence[float] = ()
    ) -> None:
        self.width, self.height, self.rotate, self.crop = width, height, rotate, tuple(crop)
        self.operators: list[bytes] = []

    def put(
        self, text: str, x: float, y: float, *, size: float = 10, font: str = LATIN, turn: float = 0,
        apart: float = 0, between: float = 0,
    ) -> float:  # fmt: skip
        """Sets `text` with its baseline from (x, y), turned `turn` degrees to the left; gives the x where it ends.

        Letters stand `apart` points further apart than usual, words `between` points.
        """
        a, b = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        matrix = " ".join(f"{value:.4f}" for value in (a, b, -b, a, x, self.height - y))
        spacing = f"{apart:.4f} Tc {between:.4f} Tw"
        self.operators.append(
            f"BT /{font} {size:g} Tf {spacing} {matrix} Tm ".encode() + _shown(text, font) + b" Tj ET"
        )
        return x + width_of(text, size, font) + apart * len(text) + between * text.count(" ")

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a thin line."""
        ends = f"{x0:.2f} {self.height - y0:.2f} m {x1:.2f} {self.height - y1:.2f} l"
        self.operators.append(f"0.5 w {ends} S".encode())

    def frame(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draws a thin box."""
        self.operators.append(f"0.5 w {x0:.2f} {self.height - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re S".encode())

    def bullet(self, x: float, y: float, size: float = 3) -> None:
        """Draws a bullet, as browsers do: a small filled path of curves whose left edge is at x, its middle at y."""
        r, k = size / 2, 0.2761 * size  # a circle of four curves
        turns = ((r, k, k, r, 0, r), (-k, r, -r, k, -r, 0), (-r, -k, -k, -r, 0, -r), (k, -r, r, -k, r, 0))
        middle, height = x + r, self.height - y
        curves = (
            " ".join(f"{value + (middle if at % 2 == 0 else height):.2f}" for at, value in enumerate(turn)) + " c"
            for turn in turns
        )
        self.operators.append(f"{middle + r:.2f} {height:.2f} m {' '.join(curves)} f".encode())

    def picture(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Prints a picture of one grey pixel."""
        place = f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {self.height - y1:.2f} cm"
        self.operators.append(place.encode() + b" BI /W 1 /H 1 /BPC 8 /CS /G ID \xcc EI Q")


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A column of a sheet that text is poured into: its upper left corner, its width and how many lines it holds."""

    sheet: Sheet
    x: float
    y: float
    width: float
    rows: int = 1000


@dataclass(frozen=True, kw_only=True)
class Style:
    """How a paragraph is set: type, distance of lines in points, indents in points, and whether lines are filled."""

    size: float = 10
    font: str = LATIN
    step: float = 12
    indent: float = 0
    hang: float = 0
    before: float = 0
    filled: bool = True


@dataclass(frozen=True)
class Row:
    """A line of a paragraph before it stands on a sheet."""

    text: str
    x: float
    first: bool
    last: bool


def wrap(text: str, width: float, style: Style) -> list[Row]:
    """The lines that `text` fills in a column `width` wide; a line break in `text` is kept."""
    out: list[Row] = []
    for chunk in text.split("\n"):
        line = ""
        for word in _breakable(chunk):
            room = width - (style.indent if not out else style.hang)
            if line and width_of((line + word).rstrip(), style.size, style.font) > room:
                out.append(Row(line.rstrip(), style.indent if not out else style.hang, not out, last=False))
                line = ""
            line += word
        out.append(Row(line.rstrip(), style.indent if not out else style.hang, not out, last=False))
    out[-1] = Row(out[-1].text, out[-1].x, out[-1].first, last=True)
    return out


def _breakable(text: str) -> Iterator[str]:
    """The shortest pieces between which a line may break."""
    piece = ""
    for at, char in enumerate(text):
        piece += char
        after = text[at + 1 : at + 2]
        wide = ord(char) >= _WIDE_FROM or (after != "" and ord(after) >= _WIDE_FROM)
        if char == " " or (wide and after not in _NOT_FIRST and char not in _NOT_LAST):
            yield piece
            piece = ""
    if piece:
        yield piece


def pour(paragraphs: Sequence[str | tuple[str, Style]], frames: Sequence[Frame], style: Style | None = None) -> float:
    """Sets paragraphs in the frames, one after the other; gives the y of the line below the last one set.

    Raises ValueError where the frames are too small or too many.
    """
    usual = style or Style()
    rest = iter(frames)
    frame, used, y = next(rest), 0, 0.0
    for item in paragraphs:
        text, look = (item, usual) if isinstance(item, str) else item
        rows = wrap(text, frame.width, look)
        for row in rows:
            if used == frame.rows:
                following = next(rest, None)
                if following is None:
                    raise ValueError(f"no room for {row.text!r}")
                frame, used, y = following, 0, 0.0
            y += look.before if row.first and used else 0
            _set(frame, row, look, y)
            y += look.step
            used += 1
    if next(rest, None) is not None:
        raise ValueError("the text does not reach the last frame")
    return frame.y + y


def _set(frame: Frame, row: Row, style: Style, y: float) -> None:
    free = frame.width - row.x - width_of(row.text, style.size, style.font)
    between = apart = 0.0
    if style.filled and not row.last and 0 < free < 0.25 * frame.width:
        if style.font in _CODED:
            apart = free / max(1, len(row.text) - 1)
        else:
            between = free / max(1, row.text.count(" "))
    frame.sheet.put(
        row.text, frame.x + row.x, frame.y + y, size=style.size, font=style.font, apart=apart, between=between
    )


def _shown(text: str, font: str) -> bytes:
    if font in _CODED:
        return b"<" + text.encode(_CODED[font]).hex().upper().encode() + b">"
    plain = text.encode("cp1252")
    for char in (b"\\", b"(", b")"):
        plain = plain.replace(char, b"\\" + char)
    return b"(" + plain + b")"


def print_pdf(sheets: Sequence[Sheet], info: Mapping[str, str] | None = None) -> bytes:
    """The PDF of the sheets; `info` goes into its document information."""
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", _info(info or {})]
    used = {font for font in (*_CODED, LATIN, BOLD, ITALIC, SANS, SANS_BOLD) if _is_used(font, sheets)}
    fonts = {font: _add_font(font, objects) for font in sorted(used)}
    resources = b" ".join(f"/{font} {number} 0 R".encode() for font, number in fonts.items())
    kids = []
    for sheet in sheets:
        content = b"\n".join(sheet.operators)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        crop = f" /CropBox [{' '.join(f'{edge:g}' for edge in sheet.crop)}]" if sheet.crop else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {sheet.width:g} {sheet.height:g}]{crop} "
            f"/Rotate {sheet.rotate} /Contents {len(objects)} 0 R /Resources << /Font << ".encode()
            + resources
            + b" >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _is_used(font: str, sheets: Sequence[Sheet]) -> bool:
    return any(f"/{font} ".encode() in operator for sheet in sheets for operator in sheet.operators)


def _info(entries: Mapping[str, str]) -> bytes:
    filled = " ".join(f"/{key} <feff{value.encode('utf-16-be').hex()}>" for key, value in entries.items())
    return f"<< {filled} >>".encode()


def _add_font(font: str, objects: list[bytes]) -> int:
    """Adds the font's objects; gives its number."""
    if font not in _CODED:
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /WinAnsiEncoding >>".encode())
        return len(objects)
    unicode = font == ANY
    name, encoding = (font, "Identity-H") if unicode else _CJK_FONTS[font]
    ordering, flags = ("Identity" if unicode else "GB1"), 4
    widths = (
        f"[32 [{' '.join(f'{1000 * _em(code, font):.0f}' for code in range(32, 127))}] "
        + " ".join(f"{code} {code} {1000 * _em(code, font):.0f}" for code in (*_NO_WIDTH, *_WIDTHS))
        + f" 127 {_WIDE_FROM - 1} 500]"
        if unicode
        else "[1 95 500 814 939 500]"
    )
    objects.append(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
        "/Ascent 880 /Descent -120 /CapHeight 700 /StemV 93 >>".encode()
    )
    objects.append(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /FontDescriptor {len(objects)} 0 R /DW 1000 "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> /W {widths} >>".encode()
    )
    descendant, mapped = len(objects), ""
    if unicode:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(_TO_UNICODE), _TO_UNICODE))
        mapped = f" /ToUnicode {len(objects)} 0 R"
    objects.append(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{encoding} "
        f"/DescendantFonts [{descendant} 0 R]{mapped} >>".encode()
    )
    return len(objects)


_TO_UNICODE = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /AsIs def\n/CMapType 2 def\n"
    b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
    b"1 beginbfrange\n<0000> <FFFF> <0000>\nendbfrange\nendcmap\nend\nend"
)


def _file(objects: Sequence[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.5\n%\xe6\xb1\x89\xe5\xad\x97\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 3 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
