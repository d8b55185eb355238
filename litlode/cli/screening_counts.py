"""Commands that count a screening: screen status, agreement, log, prisma."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import Refusal, csv_option, json_option, library_option, opened, replace_option
from litlode.output import counted, data_on_stdout, print_csv, print_json, printed, say

if TYPE_CHECKING:
    from corpus.agreement import Agreement

_STATUS = ("stage", "person", "documents", "include", "exclude", "unsure", "open", "conflict")
_LOG = ("at", "person", "stage", "document", "decision", "reason", "adjudicates", "sha256")


@click.command()
@click.argument("name")
@library_option
@json_option
@csv_option
def status(*, name: str, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """Count what is decided, open and in conflict, for each stage and person.

    The row without a person is what the decisions come to.
    """
    from corpus.screening import board  # noqa: PLC0415 - `litlode --help` needs no library
    from corpus.screening_files import status_rows  # noqa: PLC0415

    with opened(library_path) as library:
        standing = board(library.connection, name)
    rows = status_rows(standing)
    if not printed(rows, _STATUS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            counts = ", ".join(f"{row[kind]} {kind}" for kind in _STATUS[3:] if row[kind])
            if row["person"] is None:
                click.echo(
                    f"{click.style(row['stage'], bold=True)}: {counted(row['documents'], 'document')}: {counts or '-'}"
                )
            else:
                click.echo(f"   {row['person']}: {counts or '-'}")
    conflicts = [
        document for document in standing.pool.documents if standing.end(document.sha256)[1].standing == "conflict"
    ]
    for document in conflicts if not (as_json or as_csv) else ():
        stage, outcome = standing.end(document.sha256)
        said_ = ", ".join(f"{decided.person or '-'} {decided.decision}" for decided in outcome.decided)
        click.echo(f"   conflict at {stage}: {document.id}  {document.document}  {said_}")
    if standing.pool.duplicates:
        more = counted(standing.pool.duplicates, "further document is", "further documents are")
        say(f"{more} the same work as one of these")
    if standing.lost:
        say(f"decisions are kept on {counted(len(standing.lost), 'document')} not in the library any more")


@click.command()
@click.argument("name")
@click.option("--persons", metavar="LIST", default="", help="Only these, with commas between them [default: all].")
@library_option
@json_option
@csv_option
def agreement(*, name: str, persons: str, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """Tell how far two persons agree: percent, Cohen's kappa with its interval, and where they do not.

    Counted are the documents that both decided on, for every stage and every two persons; adjudications are left out.
    """
    from corpus.agreement import agreements  # noqa: PLC0415
    from corpus.screening import board  # noqa: PLC0415

    with opened(library_path) as library:
        wanted = [part.strip() for part in persons.replace("，", ",").split(",") if part.strip()]
        found = agreements(board(library.connection, name), wanted)
    if as_json:
        print_json([one.as_dict() for one in found])
    elif as_csv:
        columns = ("stage", "persons", "documents", "agreement", "expected", "kappa", "low", "high")
        print_csv([{**row, "persons": ", ".join(row["persons"])} for row in (o.as_dict() for o in found)], columns)
    else:
        for one in found:
            _print_agreement(one)
    if not found:
        say(f"{name}: no two persons have decided on the same document yet")


def _print_agreement(one: Agreement) -> None:
    from corpus.screening_values import DECISIONS  # noqa: PLC0415

    row, figures = one.as_dict(), one.kappa
    first, second = (person or "(nobody named)" for person in one.persons)
    click.echo(f"{click.style(one.stage, bold=True)}: {first} and {second}, {counted(figures.n, 'document')}")
    same = sum(one.table[i][i] for i in range(len(DECISIONS)))
    click.echo(f"   agreement {figures.agreed:.1%} ({same} of {figures.n}); by chance {figures.expected:.1%}")
    if figures.kappa is None or figures.low is None or figures.high is None:
        why = "one document tells nothing" if figures.n == 1 else "one of them, or both, decided the same throughout"
        click.echo(f"   Cohen's kappa is not defined: {why}")
    else:
        click.echo(f"   Cohen's kappa {figures.kappa:.3f} (95 % interval {figures.low:.3f} to {figures.high:.3f})")
    used = [i for i in range(len(DECISIONS)) if any(one.table[i]) or any(line[i] for line in one.table)]
    click.echo(f"   {first} down, {second} across")
    click.echo("   " + " " * 8 + "".join(f"{DECISIONS[i]:>9}" for i in used))
    for i in used:
        click.echo(f"   {DECISIONS[i]:<8}" + "".join(f"{one.table[i][j]:>9}" for j in used))
    for differ in row["disagreements"]:
        mine, theirs = differ["decisions"].values()
        click.echo(f"   {differ['id']}  {mine} / {theirs}  {differ['title'] or differ['document']}")


@click.command()
@click.argument("name")
@click.argument("document", required=False)
@library_option
@json_option
@csv_option
def log(*, name: str, document: str | None, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List every decision ever written, of all documents or one, the oldest first."""
    from corpus.screening import find_document, find_screening, history  # noqa: PLC0415

    with opened(library_path) as library:
        sha256 = find_document(library.connection, document).sha256 if document else None
        names = {one.sha256: one.document for one in library.documents()}
        rows = [
            {**one.as_dict(), "document": names.get(one.sha256)}
            for one in history(library.connection, find_screening(library.connection, name), sha256)
        ]
    if not printed(rows, _LOG, as_json=as_json, as_csv=as_csv):
        for row in rows:
            how = "adjudicated" if row["adjudicates"] else "decided"
            why = f" ({row['reason']})" if row["reason"] else ""
            click.echo(
                f"{row['at']}  {row['person'] or '-'} {how} {row['decision']}{why} at {row['stage']}: "
                f"{row['document'] or row['sha256'] + ' (not in the library any more)'}"
            )
        say(counted(len(rows), "decision"))


@click.command()
@click.argument("name")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Write to a file; its ending says what: .svg, .md, .json or .csv [default: Markdown on stdout].",
)  # fmt: skip
@click.option("--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="The language.")
@replace_option
@library_option
@json_option
@csv_option
def prisma(
    *, name: str, output: Path | None, lang: str, replace: bool, library_path: Path, as_json: bool, as_csv: bool
) -> None:
    """Count what became of every file, as the flow diagram of PRISMA 2020 has it, and draw the diagram."""
    ending = output.suffix.lower() if output else ""
    if output and ending not in (".svg", ".md", ".json", ".csv"):
        raise Refusal(f"{output}: is written as .svg, .md, .json or .csv, not as {ending or 'nothing'}")
    from corpus.prisma import prisma as count  # noqa: PLC0415
    from litlode.prisma_svg import svg  # noqa: PLC0415
    from litlode.prisma_words import markdown  # noqa: PLC0415
    from litlode.writing import write_whole, writing_to  # noqa: PLC0415

    columns = ("phase", "box", "item", "n")
    with opened(library_path) as library:
        flow = count(library.connection, name)
        if output:
            text = {
                ".svg": lambda: svg(flow, lang),
                ".md": lambda: markdown(flow, lang),
                ".json": lambda: json.dumps(flow.as_dict(), ensure_ascii=False, indent=2) + "\n",
                ".csv": lambda: _csv(flow.rows(), columns),
            }[ending]()
            with writing_to(library.connection, output, replace=replace):
                write_whole(output, text.encode())
    if output:
        say(f"{output}: written")
    elif as_json:
        print_json(flow.as_dict())
    elif as_csv:
        print_csv(flow.rows(), columns)
    else:
        data_on_stdout()
        click.echo(markdown(flow, lang), nl=False)
    if flow.waiting:
        say(f"{counted(flow.waiting, 'document is', 'documents are')} not settled yet: the diagram says so")


def _csv(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[column] for column in columns] for row in rows)
    return out.getvalue()
