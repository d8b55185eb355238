"""Commands that make tables of a library: table, coding."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import (
    Command,
    Refusal,
    check_target,
    csv_option,
    json_option,
    library_option,
    opened,
    replace_option,
)
from litlode.cli.works import tell_reading
from litlode.output import counted, data_on_stdout, print_json, say

if TYPE_CHECKING:
    from corpus.coding import Coded, Count
    from corpus.evidence import Table
    from corpus.library import Library
    from corpus.pmc import Modelled
    from corpus.statements import Paper
    from litlode.sheets import Sheet

query_option = click.option(
    "--query", "-q", metavar="QUERY", help="Only papers and findings that fit; a query as `litlode search` takes it."
)
accepted_option = click.option(
    "--accepted", is_flag=True, help="Count only findings that a person accepted or corrected."
)
lang_option = click.option(
    "--lang", type=click.Choice(["en", "zh"]), default="en", show_default=True, help="Language of the names."
)


def _out_option(*suffixes: str) -> Callable[[Command], Command]:
    return click.option(
        "--out", "-o", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
        help=f"Write a file instead; its name says which kind: {', '.join(suffixes)}.",
    )  # fmt: skip


@click.command()
@library_option
@query_option
@click.option("--columns", "-c", metavar="NAMES", help="Which columns, in this order, with commas between.")
@lang_option
@accepted_option
@_out_option(".xlsx", ".csv", ".md")
@replace_option
@json_option
@csv_option
def table(
    *, library_path: Path, query: str | None, columns: str | None, lang: str, accepted: bool, out: Path | None,
    replace: bool, as_json: bool, as_csv: bool,
) -> None:  # fmt: skip
    """Make the evidence table of a review: a row a work, behind each cell the quotes it was read from.

    Of several documents of a work (`litlode works`) the first stands for it.

    Columns are document, year, authors, title, venue, place, method, metals, challenges, recommendations, instruments,
    actors, targets, deadlines and strength; there are stance, id, doi, lang, issuer and pages as well. In a workbook a
    cell leads to its quotes and a page number to the page of the file.
    """
    from corpus.evidence import DEFAULT  # noqa: PLC0415 - `litlode --help` needs no library

    _check_out(out, (".xlsx", ".csv", ".md"), as_json or as_csv)
    named = tuple(name.strip() for name in columns.split(",") if name.strip()) if columns is not None else DEFAULT
    with opened(library_path) as library:
        check_target(library, out, replace=replace)
        tell_reading(library)
        made = library.table(query=query, columns=named, lang=lang, accepted=accepted)
        if out is None:
            _print_table(made, as_json=as_json, as_csv=as_csv)
        else:
            _write_table(library, made, out, replace=replace)
    say(f"{counted(len(made.rows), 'paper')}, {counted(sum(1 for _ in made.quotes()), 'quote')}")


def _write_table(library: Library, made: Table, out: Path, *, replace: bool) -> None:
    from litlode import evidence_sheets, sheets  # noqa: PLC0415 - as above
    from litlode.writing import writing_to  # noqa: PLC0415

    with writing_to(library.connection, out, replace=replace):
        if out.suffix.lower() == ".xlsx":
            sheets.write_xlsx(out, evidence_sheets.workbook(made))
        elif out.suffix.lower() == ".csv":
            sheets.write_csv(out, evidence_sheets.flat(made))
        else:
            out.write_text(evidence_sheets.markdown(made, out.parent), encoding="utf-8", errors="replace")
    say(f"{out}: written")


def _print_table(made: Table, *, as_json: bool, as_csv: bool) -> None:
    from litlode import evidence_sheets, sheets  # noqa: PLC0415 - as above

    if as_json:
        print_json([row.as_dict() for row in made.rows])
    elif as_csv:
        _print(sheets.as_csv(evidence_sheets.flat(made)))
    else:
        for row in made.rows:
            click.echo(click.style(row.document, bold=True))
            for column in made.columns:
                cell = row.cells[column]
                told = evidence_sheets.in_words(cell, made.lang, shown=3) if isinstance(cell, tuple) else cell
                if told not in (None, "") and column != "document":
                    text = str(told).replace("\n", "\n      ")
                    click.echo(f"   {click.style(made.heading(column) + ':', dim=True)} {text}")


@click.command()
@click.option(
    "--sheet",
    type=click.Choice(["matrix", "types", "pmc"]),
    required=True,
    help="Instruments by metal and year, the policy type of each recommendation, or a PMC table of policy texts.",
)
@library_option
@query_option
@click.option(
    "--form",
    type=click.Choice(["long", "wide"]),
    default="long",
    show_default=True,
    help="CSV of matrix and pmc: a row a value, or a table; a workbook has both.",
)
@click.option(
    "--stance",
    "stances",
    multiple=True,
    type=click.Choice(["own", "reported", "enacted"]),
    help="Only recommendations of this stance; may be repeated [default: all three].",
)
@click.option(
    "--title-metals", is_flag=True,
    help="With `--sheet matrix`, count what names no metal under the metals in its paper's title.",
)  # fmt: skip
@click.option("--all-papers", is_flag=True, help="With `--sheet pmc`, also papers that are no policy texts.")
@lang_option
@accepted_option
@_out_option(".xlsx", ".csv", ".json")
@replace_option
@json_option
@csv_option
def coding(
    *, sheet: str, library_path: Path, query: str | None, form: str, stances: tuple[str, ...], title_metals: bool,
    all_papers: bool, lang: str, accepted: bool, out: Path | None, replace: bool, as_json: bool, as_csv: bool,
) -> None:  # fmt: skip
    """Make a coding sheet for a policy study, each number with the ids of the findings behind it.

    Works are counted once, whatever documents there are of them (`litlode works`). `matrix` counts recommendations and
    documents by instrument, metal and year; `types` gives each recommendation its
    side and tool (Rothwell and Zegveld 1985) and its type by the IEA's policy tracker; `pmc` marks which variables of a
    PMC index each policy text holds, and adds them up.
    """
    from corpus.coding import STANCES  # noqa: PLC0415 - as above

    _check_out(out, (".xlsx", ".csv", ".json"), as_json or as_csv)
    with opened(library_path) as library:
        from corpus.statements import concept_names  # noqa: PLC0415 - as above

        check_target(library, out, replace=replace)
        tell_reading(library)
        papers = library.papers(query=query, accepted=accepted)
        names = concept_names(library.connection, lang)
        rows: Sequence[Any]
        if sheet == "matrix":
            rows, sheets = _matrix(papers, names, stances or STANCES, wide=form == "wide", title_metals=title_metals)
        elif sheet == "types":
            rows, sheets = _types(papers, names, stances or STANCES, lang)
        else:
            if query is not None:  # the query chooses texts; the index is that of a whole one
                chosen = {paper.document.id for paper in papers}
                papers = [paper for paper in library.papers(accepted=accepted) if paper.document.id in chosen]
            texts = papers if all_papers else _policy_texts(papers)
            rows, sheets = _pmc(library, texts, stances or STANCES, lang, wide=form == "wide")
        if out is None:
            _print_coding(rows, sheets, as_json=as_json, as_csv=as_csv)
        else:
            _write_coding(library, rows, sheets, out, replace=replace)


def _matrix(
    papers: Sequence[Paper], names: Mapping[str, str], stances: Sequence[str], *, wide: bool, title_metals: bool
) -> tuple[Sequence[Count], list[Sheet]]:
    """The counts and their sheets, the one for CSV first."""
    from corpus.coding import count_instruments, recommendations  # noqa: PLC0415 - as above
    from litlode import coding_sheets as make  # noqa: PLC0415 - as above

    counts = count_instruments(papers, stances=stances, title_metals=title_metals)
    long = make.matrix_long(counts, names)
    tables = [make.matrix_wide(counts, names, what) for what in ("recommendations", "documents")]
    say(counted(sum(1 for _ in recommendations(papers, stances)), "recommendation"))
    sheets = [*tables, long] if wide else [long, *tables]
    return counts, [*sheets, make.matrix_quotes(counts, names, make.paths_of(papers))]


def _types(
    papers: Sequence[Paper], names: Mapping[str, str], stances: Sequence[str], lang: str
) -> tuple[Sequence[Coded], list[Sheet]]:
    """The coded recommendations and their sheets."""
    from corpus.coding import code_types  # noqa: PLC0415 - as above
    from litlode import coding_sheets as make  # noqa: PLC0415 - as above

    coded = code_types(papers, stances=stances)
    say(f"{counted(len({row.finding.id for row in coded}), 'recommendation')}, {counted(len(coded), 'row')}")
    return coded, [make.types_sheet(coded, names, lang, make.paths_of(papers)), make.types_totals(coded, lang)]


def _policy_texts(papers: Sequence[Paper]) -> list[Paper]:
    from corpus.pmc import is_policy_text  # noqa: PLC0415 - as above

    texts = [paper for paper in papers if is_policy_text(paper.document)]
    if left := len(papers) - len(texts):
        say(f"{counted(left, 'paper')} left out that {'is' if left == 1 else 'are'} no policy text: see --all-papers")
    return texts


def _pmc(
    library: Library, papers: Sequence[Paper], stances: Sequence[str], lang: str, *, wide: bool
) -> tuple[Sequence[Modelled], list[Sheet]]:
    """The PMC values and their sheets, the one for CSV first."""
    from corpus.pmc import model  # noqa: PLC0415 - as above
    from litlode import coding_sheets as make  # noqa: PLC0415 - as above

    modelled = model(library.connection, papers, stances)
    quotes, lines = make.pmc_quotes(modelled, lang, make.paths_of(papers))
    long, index = make.pmc_long(modelled, lang), make.pmc_index(modelled, lang)
    say(counted(len(papers), "text"))
    return modelled, [*([index, long] if wide else [long, index]), make.pmc_table(modelled, lang, lines), quotes]


def _write_coding(
    library: Library, rows: Sequence[Count | Coded | Modelled], made: Sequence[Sheet], out: Path, *, replace: bool
) -> None:
    from litlode import sheets  # noqa: PLC0415 - as above
    from litlode.writing import writing_to  # noqa: PLC0415

    with writing_to(library.connection, out, replace=replace):
        if out.suffix.lower() == ".xlsx":
            sheets.write_xlsx(out, made)
        elif out.suffix.lower() == ".csv":
            sheets.write_csv(out, made[0])
        else:
            import json  # noqa: PLC0415 - as above

            told = json.dumps([row.as_dict() for row in rows], ensure_ascii=False, indent=2)
            out.write_text(told + "\n", encoding="utf-8", errors="replace")
    say(f"{out}: written")


def _print_coding(
    rows: Sequence[Count | Coded | Modelled], made: Sequence[Sheet], *, as_json: bool, as_csv: bool
) -> None:
    from litlode import sheets  # noqa: PLC0415 - as above

    if as_json:
        print_json([row.as_dict() for row in rows])
    elif as_csv:
        _print(sheets.as_csv(made[0]))
    else:
        _print(sheets.as_markdown(made[0]))


def _check_out(out: Path | None, suffixes: Sequence[str], printed: bool) -> None:
    if out is not None and out.suffix.lower() not in suffixes:
        raise Refusal(f"{out}: the name says what is written: {', '.join(suffixes[:-1])} or {suffixes[-1]}")
    if out is not None and printed:
        raise Refusal("--json and --csv print; with -o the name of the file says what it holds")


def _print(text: str) -> None:
    data_on_stdout()
    sys.stdout.write(text)
