"""The command `litlode trends`: what is spoken of more, less or anew over the years."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from litlode.cli.drawing import chart_option, draw, names_option
from litlode.cli.options import (
    check_target,
    csv_option,
    json_option,
    kind_option,
    library_option,
    opened,
    replace_option,
)
from litlode.output import printed, say

POINT_COLUMNS = ("concept", "name", "year", "about", "documents", "share", "small")
TURN_COLUMNS = ("concept", "name", "change", "since", "until", "about", "documents", "usual", "small")
BESIDE_COLUMNS = (
    "concept", "name", "zh", "zh_documents", "en", "en_documents", "difference", "only", "p", "differs", "small",
)  # fmt: skip


@click.command()
@click.option(
    "--by", type=click.Choice(["theme", "metal", "place"]), default="theme", show_default=True, help="What is followed."
)
@click.option(
    "--show", type=click.Choice(["years", "changes", "languages"]), default="changes", show_default=True,
    help="Shares year by year; what is new, quiet or bursting; Chinese beside English.",
)  # fmt: skip
@library_option
@kind_option
@names_option
@chart_option
@replace_option
@json_option
@csv_option
def trends(
    *, by: Any, show: str, library_path: Path, kind: Any, names: str, chart: Path | None, replace: bool, as_json: bool,
    as_csv: bool,
) -> None:  # fmt: skip
    """What is spoken of more, less, for the first time or no more: shares of a year's documents.

    Of a work in several versions one document counts. A share of fewer than five documents is marked `small`.
    """
    with opened(library_path) as library:
        check_target(library, chart, replace=replace)
        counted = library.tracking.trends(by, kind=kind)
        named = library.tracking.names(names)
        undated, documents = library.tracking.undated()
        if chart:
            draw(library, chart, lambda charts: charts.TRENDS[show](counted, named, names), replace=replace)
    rows: Sequence[Any] = {"years": counted.points, "changes": counted.turns, "languages": counted.beside}[show]()
    if show == "years":
        rows = [row for row in rows if row.about]
    told = [{"name": named.get(row.concept, row.concept), **row.as_dict()} for row in rows]
    columns = {"years": POINT_COLUMNS, "changes": TURN_COLUMNS, "languages": BESIDE_COLUMNS}[show]
    if not printed(told, columns, as_json=as_json, as_csv=as_csv):
        for row, as_told in zip(rows, told, strict=True):
            click.echo(_told(show, row, as_told["name"]))
        if not told:
            say("nothing to tell: too few documents, or none with a year")
    if show != "languages" and undated:
        say(f"{undated} of {documents} documents have no year and do not count; a side file gives it (docs/inputs.md)")
    if show == "languages" and rows:
        for lang, having in (("Chinese", rows[0].zh_documents), ("English", rows[0].en_documents)):
            if not having:
                say(f"no document with findings is {lang}: there is nothing to set beside the others")


def _told(show: str, row: Any, name: str) -> str:
    small = "  (few documents)" if row.small else ""
    if show == "years":
        return f"{row.year}  {row.share:4.0%}  {row.about}/{row.documents}  {name}{small}"
    if show == "changes":
        years = str(row.since) if row.since == row.until else f"{row.since}-{row.until}"
        return f"{row.change:<6} {years:<9}  {name}: {row.counted}{small}"
    zh, en = f"zh {row.zh}/{row.zh_documents}", f"en {row.en}/{row.en_documents}"
    if row.difference is None:
        return f"{zh:<9} {en:<9} {name}"
    return f"{row.difference:+4.0%}  {zh:<9} {en:<9} {'differs' if row.differs else 'not sure':<8}  {name}{small}"
