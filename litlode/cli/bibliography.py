"""Commands for references from Zotero, EndNote, CNKI and others: bibliography import, export, list, remove."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from litlode.cli.options import Refusal, csv_option, json_option, library_option, opened, replace_option
from litlode.output import counted, data_on_stdout, print_json, printed, say

REFERENCE_COLUMNS = (
    "cite_key", "type", "title", "year", "doi", "document", "sha256", "matched_by", "format", "source",
)  # fmt: skip


@click.group()
def bibliography() -> None:
    """Bring in references from Zotero, EndNote, CNKI or Wanfang, and give the library back as a bibliography.

    `litlode bibliography import zotero.bib` ties each reference to its paper; `litlode bibliography export -o
    library.bib` writes all of them, and the papers that had none.
    """


@bibliography.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@library_option
@json_option
def import_files(*, files: tuple[Path, ...], library_path: Path, as_json: bool) -> None:
    """Bring in the references of FILES.

    The format is found from the content: BibTeX, RIS, CSL JSON, Zotero RDF;
    text for EndNote, RefWorks or NoteExpress and GB/T 7714 lines, as CNKI
    and Wanfang write them. Importing a file again changes only what has
    changed in it.
    """
    from corpus.bibliography import BibliographyError, import_bibliography  # noqa: PLC0415 - no help needs a library

    rows, refused = [], []
    with opened(library_path) as library:
        for path in files:
            try:
                done = import_bibliography(library.connection, path)
            except BibliographyError as error:
                refused.append(str(error))
                say(f"litlode: {error}")
                continue
            rows.append({
                "file": str(path), "format": done.format, "references": done.references, "added": done.added,
                "changed": done.changed, "unchanged": done.unchanged, "matched": done.matched, "broken": done.broken,
            })  # fmt: skip
            say(_told(rows[-1]))
    if as_json:
        print_json(rows)
    if refused:
        raise click.exceptions.Exit(1 if rows else Refusal.exit_code)


def _told(row: Mapping[str, Any]) -> str:
    changes = ", ".join(f"{row[name]} {word}" for name, word in _CHANGES.items() if row[name])
    lacking = row["references"] - row["matched"]
    papers = f"{row['matched']} with a paper in the library"
    without = f", {lacking} without (`litlode bibliography list --unmatched`)" if lacking else ""
    broken = f"; {row['broken']} broken, kept as they stand" if row["broken"] else ""
    held = counted(row["references"], "reference")
    return f"{row['file']}: {held} ({row['format']}: {changes}), {papers}{without}{broken}"


_CHANGES = {"added": "new", "changed": "changed", "unchanged": "as they were"}


@bibliography.command("export")
@library_option
@click.option(
    "--format",
    "format_",
    type=click.Choice(["bibtex", "ris", "csl"]),
    help="BibTeX, RIS or CSL JSON [default: what the ending of FILE says, on stdout BibTeX].",
)
@click.option(
    "--output", "-o", type=click.Path(path_type=Path), metavar="FILE",
    help="Write there, not on stdout: .bib, .ris or .json.",
)  # fmt: skip
@click.option("--documents", "documents_only", is_flag=True, help="No references whose paper is not in the library.")
@replace_option
def export_references(
    *, library_path: Path, format_: Any, output: Path | None, documents_only: bool, replace: bool
) -> None:
    """Write all documents and all imported references as a bibliography.

    What came in this format is given back to the letter, with the path of its paper as `file` where it names none. The
    rest is converted; a paper without a reference is described by what it says of itself.
    """
    from corpus.bibliography_export import export_bibliography  # noqa: PLC0415 - as above
    from litlode.writing import write_whole, writing_to  # noqa: PLC0415

    format_ = format_ or _format_of(output)
    with opened(library_path) as library:
        text, count = export_bibliography(library.connection, format_, documents_only=documents_only)
        if output is not None:
            with writing_to(library.connection, output, replace=replace):
                write_whole(output, text.encode())
    if output is None:
        data_on_stdout()
        click.echo(text, nl=False)
    say(counted(count, "reference") + (f" in {output}" if output else ""))


_ENDINGS = {".bib": "bibtex", ".ris": "ris", ".json": "csl"}


def _format_of(output: Path | None) -> str:
    """The format that the name of a file asks for."""
    if output is None:
        return "bibtex"
    if (ending := output.suffix.casefold()) not in _ENDINGS:
        raise Refusal(f"{output}: the ending says the format: {', '.join(_ENDINGS)} (or --format does)")
    return _ENDINGS[ending]


@bibliography.command("list")
@library_option
@click.option("--matched", "which", flag_value="matched", help="Only references whose paper is in the library.")
@click.option("--unmatched", "which", flag_value="unmatched", help="Only references without a paper in the library.")
@click.option("--missing", "which", flag_value="missing", help="The papers that no reference is about.")
@json_option
@csv_option
def list_references(*, library_path: Path, which: str | None, as_json: bool, as_csv: bool) -> None:
    """List the imported references, the paper of each and how it was found: by its file, DOI or title.

    At the end stand the files that they came from.
    """
    from corpus.bibliography import find_references, match_again  # noqa: PLC0415 - as above
    from corpus.bibliography_export import undescribed  # noqa: PLC0415 - as above

    with opened(library_path) as library:
        match_again(library.connection)
        if which == "missing":
            _print_missing([row.as_dict() for row in undescribed(library.connection)], as_json=as_json, as_csv=as_csv)
            return
        matched = None if which is None else which == "matched"
        rows = [row.as_dict() for row in find_references(library.connection, matched=matched)]
    if not printed(rows, REFERENCE_COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            _print_reference(row)
        for source, number in Counter(row["source"] for row in rows).items():
            say(f"{source}: {counted(number, 'reference')}")
        found = sum(row["document"] is not None for row in rows)
        say(f"{counted(len(rows), 'reference')}, {found} with a paper in the library")


def _print_reference(row: Mapping[str, Any]) -> None:
    lead = click.style(row["cite_key"] or row["type"], bold=True)
    year = f" ({row['year']})" if row["year"] else ""
    click.echo(f"{lead}  {row['title'] or 'without a title'}{year}")
    paper = f"{row['document']}, by its {row['matched_by']}" if row["document"] else "no paper of the library"
    click.echo(f"   {paper}")


def _print_missing(rows: list[dict[str, Any]], *, as_json: bool, as_csv: bool) -> None:
    columns = ("document", "sha256", "title", "authors", "year", "doi")
    rows = [{name: row[name] for name in columns} for row in rows]
    if not printed(rows, columns, as_json=as_json, as_csv=as_csv):
        for row in rows:
            click.echo(f"{click.style(row['document'], bold=True)}  {row['title'] or 'without a title'}")
        say(f"{counted(len(rows), 'paper')} without a reference")


@bibliography.command()
@click.argument("file", type=click.Path(path_type=Path))
@library_option
def remove(*, file: Path, library_path: Path) -> None:
    """Forget the references that came from FILE, whether it is still there or not."""
    from corpus.bibliography import remove_source  # noqa: PLC0415 - as above

    with opened(library_path) as library:
        removed = remove_source(library.connection, file)
    say(f"{file}: {counted(removed, 'reference')} removed")
