"""What commands print: data on stdout as JSON, CSV or lines to read; messages on stderr."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

COLOURS = {"challenge": "red", "recommendation": "green", "text": "cyan"}


def set_streams() -> None:
    """Let no character stop the program on a console of another encoding (GBK, cp1252): it prints `?` instead."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def data_on_stdout() -> None:
    """Data is UTF-8 with plain line ends whatever the console: it is read by programs."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace", newline="\n")


def counted(number: int, what: str, many: str = "") -> str:
    """A number and what it counts: `1 page`, `2 pages`; `many` is the plural where an s alone does not make it."""
    return f"{number} {what if number == 1 else many or what + 's'}"


def told_counts(document: Mapping[str, Any]) -> str:
    """The pages, challenges and recommendations of a document, by their numbers."""
    return ", ".join(counted(document[f"{what}s"], what) for what in ("page", "challenge", "recommendation"))


def say(message: str) -> None:
    """A line on stderr."""
    click.echo(message, err=True)


def print_json(value: Any) -> None:
    """One JSON value, indented."""
    data_on_stdout()
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_jsonl(rows: Iterable[Mapping[str, Any]]) -> None:
    """One JSON object a line."""
    data_on_stdout()
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """A header and a line a row; lists are joined by spaces."""
    data_on_stdout()
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(columns)
    for row in rows:
        out.writerow([_cell(row.get(column)) for column in columns])


def _cell(value: Any) -> Any:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else value


def printed(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, as_json: bool, as_csv: bool) -> bool:
    """Print rows as data where JSON or CSV is asked for; whether it was: where not, they are to be told in lines."""
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, columns)
    return as_json or as_csv


def print_finding(row: Mapping[str, Any], *, number: int | None = None) -> None:
    """A finding on a few lines: kind, place, verdict; the quote with what was looked for in bold; metals and themes.

    A hit that holds only some of what was asked tells what it lacks.
    """
    lead = f"{number}. " if number is not None else ""
    kind = click.style(row["kind"], fg=COLOURS.get(row["kind"]), bold=True)
    place = ", ".join(str(part) for part in (row["document"], f"page {row['page']}", row.get("year")) if part)
    verdict = f"  [{row['verdict']}]" if row.get("verdict") else ""
    verdict += "".join(f" #{tag}" for tag in row.get("tags", ()))
    click.echo(f"{lead}{kind}  {place}  {click.style(row['id'], dim=True)}{verdict}")
    click.echo("   " + _bold(row["quote"], row.get("marks", ())))
    if right := row.get("corrected"):
        click.echo(f"   {click.style('right words:', dim=True)} {' '.join(right.split())}")
    about = "; ".join(part for part in (" ".join(row["metals"]), " ".join(row["themes"])) if part)
    if about:
        click.echo("   " + click.style(about, dim=True))
    if lacking := row.get("missing"):
        click.echo("   " + click.style(f"lacks {', '.join(lacking)}", dim=True))


def told_verdict(said: Mapping[str, str | None]) -> str:
    """What a person said of a finding, on a line."""
    words, judged = said.get("words"), said.get("judged")
    right = f"“{' '.join(words.split())}”" if words else None
    what = " ".join(part for part in (said["verdict"], said["label"], said.get("tag"), right) if part)
    by = ", ".join(part for part in (said["person"], (said["at"] or "")[:10]) if part)
    note = f": {said['note']}" if said["note"] else ""
    before = f"; said of “{' '.join(judged.split())}”" if judged else ""
    return f"{click.style('verdict:', dim=True)} {what} ({by}){note}{before}"


def _bold(quote: str, marks: Iterable[Sequence[int]]) -> str:
    out, at = [], 0
    for start, end in marks:
        out += [quote[at:start], click.style(quote[start:end], bold=True, fg="yellow")]
        at = end
    return " ".join("".join([*out, quote[at:]]).split("\n"))
