"""Commands that list what a library holds: show, findings, documents, failures, export."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import (
    Refusal,
    accepted_option,
    csv_option,
    json_option,
    kind_option,
    library_option,
    opened,
    replace_option,
)
from litlode.output import (
    counted,
    print_csv,
    print_finding,
    print_json,
    print_jsonl,
    printed,
    say,
    told_counts,
    told_verdict,
)

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.listing import StoredFinding

FINDING_COLUMNS = ("document", "title", "year", "page", "kind", "quote", "lang", "score", "metals", "themes", "id")
DOCUMENT_COLUMNS = (
    "document", "id", "lang", "title", "authors", "year", "date", "venue", "volume", "issue", "page_range", "doi",
    "issuer", "document_number", "pages", "challenges", "recommendations",
)  # fmt: skip


@click.command()
@click.argument("id")
@library_option
@click.option("--why", "reasons", is_flag=True, help="What spoke for and against the finding, in log odds.")
@json_option
def show(id: str, library_path: Path, reasons: bool, as_json: bool) -> None:
    """Show a finding in its context, or a document with its findings.

    ID is the id of a finding or a document (its first four characters or more), or a document's file name.
    """
    with opened(library_path) as library:
        shown = library.show(id)
        said = library.verdicts(shown.finding.id) if shown.finding else ()
        evidence = library.why(shown.finding.id) if reasons and shown.finding else ()
        if reasons and shown.finding and library.is_tagged_otherwise(shown.finding.id):
            say("another model tagged this document; these are the reasons of the one that `litlode ingest` would use")
    if reasons and not shown.finding:
        raise click.UsageError("--why tells of one finding: give the id of one, not of a document")
    if as_json:
        told: dict[str, Any] = (
            {"why": [{"weight": item.weight, "what": item.what} for item in evidence]} if reasons else {}
        )
        if shown.finding:
            told["verdicts"] = list(said)
        print_json(shown.as_dict() | told)
    elif shown.finding:
        row = shown.finding.as_dict()
        print_finding(row)
        _print_facts({
            "context": " ".join(f"… {shown.before}【{shown.finding.quote}】{shown.after} …".split()),
            "title": row["title"],
            "section": row["section"],
            "certainty": row["score"],
            "characters": f"{row['start']}-{row['end']}",
            **_parts_told(row["parts"], row["kind"]),
            "boxes": "; ".join(f"page {int(box[0])}: " + " ".join(f"{x:g}" for x in box[1:]) for box in row["boxes"]),
        })  # fmt: skip
        for verdict in said:
            click.echo(f"   {told_verdict(verdict)}")
        for link in shown.links:
            click.echo(
                f"   {click.style(link['how'] + ':', dim=True)} {link['id']} (p. {link['page']}) {link['quote']}"
            )
        for item in evidence:
            click.echo(f"   {item.weight:+.2f} {item.what}")
    else:
        facts = shown.document.as_dict()
        _print_facts({name: "; ".join(value) if isinstance(value, list) else value for name, value in facts.items()})
        for finding in shown.findings:
            print_finding(finding.as_dict())


def _parts_told(parts: Mapping[str, Any], kind: str) -> dict[str, str]:
    """The parts of a finding, a line each."""
    lists = {
        name: "; ".join(part["quote"] for part in value) for name, value in parts.items() if isinstance(value, list)
    }
    return {"stance": parts["stance"] if kind == "recommendation" else "", "strength": parts["strength"] or ""} | lists


def _print_facts(facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if value not in (None, ""):
            click.echo(f"   {click.style(name + ':', dim=True)} {value}")


@click.command()
@library_option
@kind_option
@click.option("--metal", help="Only findings about this metal (W, tungsten, 钨).")
@accepted_option
@json_option
@csv_option
def findings(*, library_path: Path, kind: Any, metal: str | None, accepted: bool, as_json: bool, as_csv: bool) -> None:
    """List every finding, document by document."""
    with opened(library_path) as library:
        rows = [finding.as_dict() for finding in library.findings(kind=kind, metal=metal, accepted=accepted)]
    if not printed(rows, FINDING_COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            print_finding(row)
        say(counted(len(rows), "finding"))


@click.command()
@library_option
@kind_option
@click.option("--metal", help="Only findings about this metal (W, tungsten, 钨).")
@accepted_option
@click.option("--jsonl", "form", flag_value="jsonl", default="jsonl", help="One JSON object a line (the default).")
@click.option("--csv", "form", flag_value="csv", help="CSV.")
@click.option(
    "--parquet", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="A Parquet file, not stdout."
)
@replace_option
def export(
    *, library_path: Path, kind: Any, metal: str | None, accepted: bool, form: str, parquet: Path | None, replace: bool
) -> None:
    """Write every finding with all that is known of it to stdout."""
    with opened(library_path) as library:
        found = library.findings(kind=kind, metal=metal, accepted=accepted)
        if parquet:
            _write_parquet(library, parquet, found, replace=replace)
            return
    rows = [finding.as_dict() for finding in found]
    if form == "csv":
        more = ("sha256", "start", "end", "section", "verdict", "corrected", "tags", "authors", "venue", "doi")
        print_csv(rows, (*FINDING_COLUMNS, *more))
    else:
        print_jsonl(rows)


def _write_parquet(library: Library, path: Path, found: Sequence[StoredFinding], *, replace: bool) -> None:
    from litlode.parquet import ParquetError, write_parquet  # noqa: PLC0415 - an extra that no other command needs
    from litlode.writing import writing_to  # noqa: PLC0415 - `litlode --help` needs no library

    try:
        with writing_to(library.connection, path, replace=replace):
            write_parquet(path, found)
    except ParquetError as error:
        raise Refusal(str(error)) from error
    say(f"{path}: {counted(len(found), 'finding')}")


@click.command()
@library_option
@accepted_option
@json_option
@csv_option
def documents(library_path: Path, accepted: bool, as_json: bool, as_csv: bool) -> None:
    """List the documents of the library."""
    with opened(library_path) as library:
        rows = [document.as_dict() for document in library.documents(accepted=accepted)]
    if not printed(rows, DOCUMENT_COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            click.echo(f"{row['id']}  {row['document']}  {row['title'] or ''}  {row['year'] or ''}".rstrip())
            click.echo(f"   {told_counts(row)}")
        say(counted(len(rows), "document"))


@click.command()
@library_option
@json_option
@csv_option
def failures(library_path: Path, as_json: bool, as_csv: bool) -> None:
    """List the files that could not be read, and why."""
    with opened(library_path) as library:
        columns: Sequence[str] = ("path", "reason", "message")
        rows = [dict(zip(columns, row, strict=True)) for row in library.failures()]
    if not printed(rows, columns, as_json=as_json, as_csv=as_csv):
        for row in rows:
            click.echo(f"{row['path']}: {row['message']}")
        say(f"{counted(len(rows), 'file')} could not be read")
