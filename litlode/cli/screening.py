"""Commands for screening as in systematic reviews: screen new, next, decide, status, agreement, adjudicate, prisma."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import Any

import click

from litlode.cli.options import Refusal, csv_option, json_option, library_option, opened, person_option
from litlode.cli.screening_counts import agreement, log, prisma, status
from litlode.cli.screening_next import next_command
from litlode.output import counted, print_csv, print_json, say

stage_option = click.option("--stage", metavar="STAGE", help="The stage [default: the one that is next].")


@click.group()
def screen() -> None:
    """Screen documents for a review, as systematic reviews do.

    `litlode screen new wre --reasons "off topic,not available"` begins, `litlode screen next wre --person Li` shows one
    document after the other, `litlode screen prisma wre -o prisma.svg` draws what came of them.
    """


@screen.command()
@click.argument("name")
@click.option("--reasons", metavar="LIST", default="", help="The reasons to exclude, with commas between them.")
@click.option(
    "--stages", metavar="LIST", default="title-abstract,full-text", show_default=True,
    help="The stages in order, with commas between them.",
)  # fmt: skip
@click.option(
    "--coders", type=click.IntRange(min=1), metavar="N",
    help="N persons decide on each document, and it waits until they have [default: all who will; one is enough].",
)  # fmt: skip
@library_option
def new(*, name: str, reasons: str, stages: str, coders: int | None, library_path: Path) -> None:
    """Begin a screening of the documents of the library.

    Documents that are read in later belong to it as well. Of several reasons to exclude a document the first in this
    order is counted.
    """
    from corpus.screening import board, new_screening  # noqa: PLC0415 - `litlode --help` needs no library

    with opened(library_path) as library:
        begun = new_screening(library.connection, name, _listed(reasons), stages=_listed(stages), coders=coders)
        pool = board(library.connection, begun.name).pool
    say(f"{begun.name}: {counted(len(pool.documents), 'document')} to screen: {', '.join(begun.stages)}")
    if pool.duplicates:
        more = counted(pool.duplicates, "more is", "more are")
        say(f"{more} the same work as one of them: `litlode screen documents {quote(begun.name)}`")


@screen.command("list")
@library_option
@json_option
@csv_option
def list_screenings(*, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List the screenings of the library."""
    from corpus.screening import find_screenings  # noqa: PLC0415

    with opened(library_path) as library:
        rows = [screening.as_dict() for screening in find_screenings(library.connection)]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, ("name", "stages", "reasons", "coders", "created_at"))
    else:
        for row in rows:
            click.echo(f"{click.style(row['name'], bold=True)}  {', '.join(row['stages'])}")
            click.echo(f"   reasons: {', '.join(row['reasons']) or '-'}")
        say(counted(len(rows), "screening"))


@screen.command()
@click.argument("name")
@click.argument("document", required=False)
@click.argument("decision", required=False)
@click.option("--reason", metavar="REASON", help="Why it is excluded: one of the screening's reasons, or its number.")
@person_option
@stage_option
@click.option(
    "--from", "file", type=click.Path(path_type=Path), metavar="FILE",
    help="Many at once, all or none: CSV with the columns document,decision and if wanted reason,person,stage.",
)  # fmt: skip
@library_option
def decide(
    *,
    name: str,
    document: str | None,
    decision: str | None,
    reason: str | None,
    person: str | None,
    stage: str | None,
    file: Path | None,
    library_path: Path,
) -> None:
    """Decide on a document: include, exclude or unsure.

    DOCUMENT is its id (the first four characters do), file name or path. The newest decision of a person in a stage
    counts; the earlier ones are kept. Without --stage it is the first that the document has come to and the person has
    not decided in. To exclude in the last stage needs a reason. --from reads what `litlode screen documents NAME --csv`
    writes, with the columns decision and reason filled in.
    """
    if (file is None) == (document is None or decision is None) or (file is not None and (document or reason)):
        raise click.UsageError("give NAME, DOCUMENT and DECISION, or NAME and a file of them with --from")
    from corpus.errors import LibraryError  # noqa: PLC0415
    from corpus.screening import Choice  # noqa: PLC0415
    from corpus.screening_files import read_choices  # noqa: PLC0415

    try:
        choice = Choice(document=document or "", decision=decision or "", reason=reason, person=person, stage=stage)
        choices = read_choices(file, person, stage) if file else (choice,)
    except LibraryError as error:
        raise Refusal(str(error)) from error
    _write(library_path, name, choices, adjudicate=False, many=file is not None)


@screen.command()
@click.argument("name")
@click.argument("document")
@click.argument("decision", type=click.Choice(["include", "exclude"]))
@click.option("--reason", metavar="REASON", help="Why it is excluded: one of the screening's reasons, or its number.")
@click.option("--person", metavar="NAME", required=True, help="Who settles it.")
@stage_option
@library_option
def adjudicate(
    *, name: str, document: str, decision: str, reason: str | None, person: str, stage: str | None, library_path: Path
) -> None:
    """Settle what persons do not agree on; it stands above what they decided.

    Without --stage it is the stage that the document has come to.
    """
    from corpus.screening import Choice, board, find_document  # noqa: PLC0415

    with opened(library_path) as library:
        standing = board(library.connection, name)
        at = stage or standing.reached(find_document(library.connection, document).sha256)[-1]
    choice = Choice(document=document, decision=decision, reason=reason, person=person, stage=at)
    _write(library_path, name, (choice,), adjudicate=True, many=False)


def _write(library_path: Path, name: str, choices: tuple[Any, ...], *, adjudicate: bool, many: bool) -> None:
    """Write the choices and tell of it."""
    from corpus.screening import board, decide  # noqa: PLC0415

    with opened(library_path) as library:
        written = decide(library.connection, name, choices, adjudicate=adjudicate)
        standing = board(library.connection, name)
    if many:
        say(f"{counted(len(written), 'decision')} written")
        return
    ((decided, document),) = written
    now = standing.outcome(document.sha256, decided.stage)
    by = f", by {decided.person}" if decided.person else ""
    why = f" ({decided.reason})" if decided.reason else ""
    say(f"{document.name}: {decided.decision}{why} at {decided.stage}{by}; now {now.told} there")
    if (home := standing.pool.home[document.sha256]) != document.sha256:
        name = next(other.name for other in standing.pool.documents if other.sha256 == home)
        say(f"it counts for {name}, the same work")


@screen.command()
@click.argument("name")
@click.option(
    "--outcome", type=click.Choice(["include", "exclude", "unsure", "conflict", "open"]),
    help="Only documents that stand so.",
)  # fmt: skip
@library_option
@json_option
@csv_option
def documents(*, name: str, outcome: str | None, library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List the documents, each with the last stage that it has come to and how it stands there.

    With --csv the columns decision and reason are empty, to be filled in and read by `litlode screen decide NAME --from
    FILE`.
    """
    from corpus.screening import board  # noqa: PLC0415
    from corpus.screening_files import COLUMNS, rows  # noqa: PLC0415

    with opened(library_path) as library:
        listed = [row for row in rows(board(library.connection, name)) if outcome in (None, row["outcome"])]
    if as_json:
        print_json(listed)
    elif as_csv:
        print_csv([{**row, "decisions": "; ".join(row["decisions"])} for row in listed], COLUMNS)
    else:
        for row in listed:
            why = f" ({row['excluded_for']})" if row["excluded_for"] else ""
            click.echo(f"{row['id']}  {row['document']}  {row['title'] or ''}".rstrip())
            click.echo(f"   {row['stage']}: {click.style(row['outcome'], bold=True)}{why}")
            for said in row["decisions"]:
                click.echo(f"      {said}")
            for copy in row["same_work"]:
                click.echo(f"   the same work: {copy}")
        say(counted(len(listed), "document"))


for _command in (next_command, status, agreement, log, prisma):
    screen.add_command(_command)


def _listed(text: str) -> list[str]:
    return [part for part in (piece.strip() for piece in text.replace("，", ",").split(",")) if part]
