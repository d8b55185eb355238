"""Commands that read files: ingest, extract, text, and the demo."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from litlode.cli.options import (
    Refusal,
    check_ocr,
    library_option,
    limit_options,
    ocr_option,
    opened,
    paths_argument,
)
from litlode.cli.viewing import view_options, write_views
from litlode.output import counted, data_on_stdout, print_finding, say

if TYPE_CHECKING:
    from corpus.files import Missing
    from corpus.ingest import Progress, Summary
    from corpus.workers import Failure, Limits
    from litlode.view.choice import PageChoice

IN_PROCESS = frozenset({".txt", ".md", ".markdown"})
"""Plain text cannot hang or fill the memory as a PDF can: to start a process for it would only cost time."""

IN_PROCESS_BYTES = 500_000
"""A longer text takes seconds to tag, and is watched like any other file."""

INTERRUPTED = 130


@click.command()
@paths_argument
@library_option
@ocr_option
@limit_options
def ingest(
    *, paths: tuple[Path, ...], library_path: Path, ocr: bool | None, jobs: int | None, timeout: float, memory: int
) -> None:
    """Read papers into a library: files, folders with all below them, patterns.

    What is in the library already is not read again, so an ingest that was stopped is simply started again. A file
    that cannot be read is told in one line and stops nothing else.
    """
    from corpus.errors import WorkerError  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.files import Missing, find_files  # noqa: PLC0415
    from corpus.ingest import Summary  # noqa: PLC0415

    check_ocr(ocr)
    found = list(find_files(paths))
    if all(isinstance(file, Missing) for file in found):
        refuse_missing([file for file in found if isinstance(file, Missing)])
    summary = Summary()
    with opened(library_path, create=True) as library, ExitStack() as stack:
        if (folder := library.model) is not None:
            say(f"tagging with {folder}")
        draw = _progress_bar(stack) if sys.stderr.isatty() else _say_lines
        try:
            for progress in library.ingesting(*paths, jobs=jobs, timeout=timeout, memory=memory, ocr=ocr):
                summary = summary.add(progress)
                draw(progress)
        except KeyboardInterrupt:
            stack.close()
            say(f"stopped; {counted(summary.stored, 'document')} went in, the same command goes on from here")
            sys.exit(INTERRUPTED)
        except WorkerError as error:
            raise Refusal(str(error)) from error
        otherwise = library.tagged_otherwise()
    say(_summary_line(summary, library_path))
    if otherwise:
        other = counted(otherwise, "document in it was", "documents in it were")
        say(f"{other} tagged by another model; ingest the files again to have all alike")
    if summary.failures:
        sys.exit(1)


def refuse_missing(missing: Sequence[Missing]) -> NoReturn:
    """End the command where there is no file to read: a line for each path, status 2."""
    *others, last = [f"{file.path}: {file.message}" for file in missing]
    for line in others:
        say(f"litlode: {line}")
    raise Refusal(last)


def _lines(progress: Progress) -> Iterator[str]:
    """What a person is told of a file: why it failed or pages of it, which of its side files were of no use."""
    yield from progress.warnings
    if progress.message or progress.state not in ("stored", "known"):
        again = " (not read again)" if progress.state == "failed before" else ""
        yield f"{progress.path}: {progress.message}{again}"


def _say_lines(progress: Progress) -> None:
    for line in _lines(progress):
        say(line)


def _progress_bar(stack: ExitStack) -> Callable[[Progress], None]:
    """Draws the bar on stderr until the stack is closed; lines for bad files go above it."""
    from rich.console import Console  # noqa: PLC0415 - 0.08 s, and only where there is a terminal
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    bar = stack.enter_context(
        Bar(
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.description}", markup=False),
            console=Console(stderr=True),
            transient=True,
        )
    )
    task = bar.add_task("", total=None)

    def draw(progress: Progress) -> None:
        for line in _lines(progress):
            bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        bar.update(task, completed=progress.done, total=progress.total, description=progress.path.name)

    return draw


def _summary_line(summary: Summary, library: Path) -> str:
    parts = [f"{summary.stored} stored ({counted(summary.pages, 'page')}, {counted(summary.findings, 'finding')})"]
    parts += [f"{summary.known} in already"] if summary.known else []
    parts += [f"{summary.described} with new metadata"] if summary.described else []
    parts += [f"{summary.failed} failed"] if summary.failed else []
    parts += [f"{summary.failed_before} failed before"] if summary.failed_before else []
    parts += [f"{summary.missing} not there"] if summary.missing else []
    return f"{library}: {counted(summary.files, 'file')}: " + ", ".join(parts)


@click.command()
@paths_argument
@click.option("--jsonl", "as_jsonl", is_flag=True, help="One JSON object a line: findings and the metals named.")
@ocr_option
@limit_options
def extract(
    *, paths: tuple[Path, ...], as_jsonl: bool, ocr: bool | None, jobs: int | None, timeout: float, memory: int
) -> None:
    """Print the findings of papers without a library, in document order."""
    from corpus.jsonl import EXTRACT  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.workers import Limits  # noqa: PLC0415

    write = _write_lines if as_jsonl else _write_findings
    _read_all(paths, EXTRACT, write, jobs=jobs, limits=Limits(seconds=timeout, megabytes=memory), ocr=ocr)


@click.command()
@paths_argument
@click.option(
    "--json", "as_json", is_flag=True, help="One JSON object a file: text, pages, tables, language, metadata."
)
@click.option(
    "--tables", type=click.Choice(("text", "full")), default="text", show_default=True,
    help="With --json: the tables as the text has them, or those of a PDF found by pdfplumber, every cell with its "
    "box (a tenth of a second for each page with lines).",
)  # fmt: skip
@view_options
@ocr_option
@limit_options
def text(
    *,
    paths: tuple[Path, ...],
    as_json: bool,
    tables: str,
    as_html: bool,
    pages: PageChoice | None,
    output: Path | None,
    replace: bool,
    ocr: bool | None,
    jobs: int | None,
    timeout: float,
    memory: int,
) -> None:
    """Print the running text of papers as it was read; a row of a table is a line, with tabs between its cells.

    With --html, show how it was read: one web page a file, which needs no network, with the picture of each page and
    drawn over it the columns, the reading order, the kind of every block and what was left out.
    """
    from corpus.jsonl import FULL_TEXT, TEXT  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.workers import Limits  # noqa: PLC0415

    limits = Limits(seconds=timeout, megabytes=memory)
    if tables == "full" and not as_json:
        raise click.UsageError("--tables=full goes with --json")
    if as_html:
        if as_json:
            raise click.UsageError("--json and --html are two forms of one thing: ask for one of them")
        write_views(paths=paths, pages=pages, output=output, replace=replace, jobs=jobs, limits=limits, ocr=ocr)
        return
    if pages is not None or output is not None:
        raise click.UsageError(f"{'--pages' if pages is not None else '--output'} goes with --html")
    task, write = FULL_TEXT if tables == "full" else TEXT, _write_lines if as_json else _write_text
    _read_all(paths, task, write, jobs=jobs, limits=limits, ocr=ocr)


def _write_lines(lines: bytes) -> None:
    data_on_stdout()
    sys.stdout.write(lines.decode("utf-8"))


def _write_findings(lines: bytes) -> None:
    import json  # noqa: PLC0415 - click has no need of it

    for line in lines.splitlines():
        row = json.loads(line)
        if row["kind"] != "metal":
            print_finding(row)


def _write_text(lines: bytes) -> None:
    import json  # noqa: PLC0415 - click has no need of it

    click.echo(json.loads(lines)["text"])


def _read_all(
    paths: Sequence[Path],
    task: str,
    write: Callable[[bytes], None],
    *,
    jobs: int | None,
    limits: Limits,
    ocr: bool | None,
) -> None:
    """Read every file, write what came of it in the order given, and end with the status that tells of failures."""
    from corpus.errors import WorkerError  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.files import Missing, find_files  # noqa: PLC0415
    from corpus.workers import Failure  # noqa: PLC0415
    from extract.sidefile import side_file_warnings  # noqa: PLC0415

    check_ocr(ocr)
    found = list(find_files(paths))
    files = [file for file in found if isinstance(file, Path)]
    missing = [file for file in found if isinstance(file, Missing)]
    if not files:
        refuse_missing(missing)
    for file in missing:
        say(f"{file.path}: {file.message}")
    bad = len(missing)
    try:
        for path, result, note in in_order(files, task, jobs, limits, ocr):
            if isinstance(result, Failure):
                bad += 1
                say(f"{path}: {result.message}")
            else:
                for line in side_file_warnings(path):
                    say(line)
                write(result)
                sys.stdout.flush()
                if note:
                    say(f"{path}: {note}")
    except WorkerError as error:
        raise Refusal(str(error)) from error
    if bad:
        sys.exit(1)


def _is_short_text(path: Path) -> bool:
    """Whether a file is plain text by its name, its size and its first bytes: a PDF is one whatever it is named."""
    if path.suffix.lower() not in IN_PROCESS:
        return False
    try:
        with path.open("rb") as file:
            head = file.read(1024)
            return path.stat().st_size <= IN_PROCESS_BYTES and not (b"%PDF" in head or head.startswith(b"PK"))
    except OSError:
        return True


def in_order(
    files: Sequence[Path], task: str, jobs: int | None, limits: Limits, ocr: bool | None
) -> Iterator[tuple[Path, bytes | Failure, str]]:
    """What came of each file and what is to be told of it, in the order given.

    Plain text is read here, all else in guarded processes.
    """
    from corpus.scans import with_ocr  # noqa: PLC0415 - as above
    from corpus.workers import Outcome, Pool, attempt, cores, load_task, outcome_of  # noqa: PLC0415

    here = {path for path in files if _is_short_text(path)}
    guarded = [path for path in files if path not in here]
    size = jobs or cores()
    named = with_ocr(task, limits, ocr=ocr, threads=cores() // max(1, min(size, len(guarded))))
    ready: dict[Path, Outcome] = {}
    with ExitStack() as stack:
        pool = stack.enter_context(Pool(named, size, limits))
        outcomes = pool.read(guarded)
        for path in files:
            if path in here:
                outcome = outcome_of(0, path, attempt(load_task(task), path), 0.0)
            else:
                while path not in ready:
                    done = next(outcomes)
                    ready[done.path] = done
                outcome = ready.pop(path)
            yield path, outcome.result, outcome.note


@click.command()
@click.option(
    "--library", "-l", "library_path", type=click.Path(path_type=Path), default=None, metavar="FILE",
    help="Keep the library here [default: a temporary file].",
)  # fmt: skip
@limit_options
def demo(library_path: Path | None, jobs: int | None, timeout: float, memory: int) -> None:
    """Read the sample papers that come with the program and show what is found in them."""
    from litlode.demo import run_demo  # noqa: PLC0415 - `litlode --help` needs none of it

    run_demo(library_path, jobs=jobs, timeout=timeout, memory=memory)
