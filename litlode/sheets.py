"""Sheets of rows written as CSV, as Markdown, and as an Excel workbook with links between its sheets and to pages."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

CELL_LIMIT = 32_767
"""Characters that a cell of Excel holds (Excel specifications and limits)."""

LINK_LIMIT = 65_530
"""Links that a sheet of Excel holds."""

_FORMULA = tuple("=+-@\t\r")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_LONGEST_URL = 2079


@dataclass(frozen=True)
class Link:
    """Text that leads somewhere: an address, or a place of the workbook as `'quotes'!A12`."""

    text: str | int
    target: str
    inside: bool = False


Value = str | int | float | None | Link


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """Rows under headings; `widths` are in characters."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...] = ()


def plain(value: Value) -> str | int | float | None:
    """What stands in the cell, without where it leads."""
    return value.text if isinstance(value, Link) else value


def page_link(path: str, page: int, base: Path | None = None) -> str:
    """The address of a page of a file, as seen from the folder `base` where there is one on the same drive."""
    file = Path(path).absolute()
    if base is not None and file.anchor == base.absolute().anchor:
        return f"{quote(Path(os.path.relpath(file, base.absolute())).as_posix())}#page={page}"
    return f"{file.as_uri()}#page={page}"


def not_a_formula(value: str | int | float | None) -> str | int | float | None:
    """The value as a cell of CSV that no spreadsheet takes for a formula: an apostrophe goes before = + - @.

    See https://owasp.org/www-community/attacks/CSV_Injection.
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def as_csv(sheet: Sheet) -> str:
    """A sheet as CSV: a line of headings, a line a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.headings)
    for row in sheet.rows:
        writer.writerow([not_a_formula(plain(value)) for value in row])
    return out.getvalue()


def write_csv(path: Path, sheet: Sheet) -> None:
    """Write a sheet as CSV with the mark by which Excel knows UTF-8."""
    path.write_text("\ufeff" + as_csv(sheet), encoding="utf-8", errors="replace", newline="")


def as_markdown(sheet: Sheet) -> str:
    """A sheet as a table of Markdown."""
    lines = [_line(map(escaped, sheet.headings)), _line("---" for _ in sheet.headings)]
    for row in sheet.rows:
        lines.append(_line(_markdown_cell(value) for value in row))
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _markdown_cell(value: Value) -> str:
    if isinstance(value, Link):
        return f"[{escaped(str(value.text))}]({value.target})" if not value.inside else escaped(str(value.text))
    return "" if value is None else escaped(str(value))


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line of a table."""
    return re.sub(r"([\\`*_\[\]<>|~#])", r"\\\1", " ".join(text.split()))


def write_xlsx(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write a workbook: heads that stay, filters, widths, wrapped text; text is never a formula.

    Raises OSError where the file cannot be written.
    """
    import xlsxwriter  # noqa: PLC0415 - only where a workbook is asked for
    from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - as above

    book = xlsxwriter.Workbook(str(path), {
        "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": True,
    })  # fmt: skip
    formats = {
        "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E7EDF3", "bottom": 1}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0B5394", "underline": 1}),
    }
    for sheet in sheets:
        _add_sheet(book, sheet, formats)
    try:
        book.close()
    except FileCreateError as error:
        raise OSError(f"{path}: {error}") from error


def _add_sheet(book: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page = book.add_worksheet(sheet.name[:31])
    for column, heading in enumerate(sheet.headings):
        page.write_string(0, column, _fit(heading), formats["head"])
        width = sheet.widths[column] if column < len(sheet.widths) else 14
        page.set_column(column, column, width)
    links = 0
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            linked = isinstance(value, Link) and links < LINK_LIMIT and len(value.target) < _LONGEST_URL
            links += linked
            _write(page, (number, column), value if linked else plain(value), formats)
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.headings) - 1)
    page.set_landscape()
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)


def _write(page: Any, place: tuple[int, int], value: Value, formats: dict[str, Any]) -> None:
    """Write a cell; place is its row and column from 0."""
    if isinstance(value, Link):
        # `File` is `file` to whoever opens it; xlsxwriter would turn the slashes of `file` round, as Windows has them.
        target = f"internal:{value.target}" if value.inside else re.sub("^file:", "File:", value.target)
        page.write_url(*place, target, formats["link"], string=_fit(str(value.text)))
        if isinstance(value.text, int):
            page.write_number(*place, value.text, formats["link"])
    elif isinstance(value, int | float):
        page.write_number(*place, value, formats["text"])
    elif value:
        page.write_string(*place, _fit(value), formats["text"])


def _fit(text: str) -> str:
    """The text as a cell can hold it: not too long, nothing that XML does not take."""
    text = _CONTROL.sub(" ", text).encode("utf-8", "replace").decode()
    # Excel counts UTF-16 units; a character beyond the first plane takes two.
    size = len(text.encode("utf-16-le")) // 2
    return (
        text
        if size <= CELL_LIMIT
        else text.encode("utf-16-le")[: 2 * CELL_LIMIT - 2].decode("utf-16-le", "ignore") + "…"
    )
