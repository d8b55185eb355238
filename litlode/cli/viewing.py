"""`litlode text --html`: the files are read in some processes, their pages drawn in others, and put together here."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from litlode.cli.options import Refusal, replace_option
from litlode.output import say
from litlode.view.choice import PageChoice, parse_pages

if TYPE_CHECKING:
    from corpus.workers import Failure, Limits

_MARK, _HEAD = " – as read by litlode</title>".encode(), 4096
"""What the head of a view says, by which one is known, and within how many bytes."""

Command = TypeVar("Command", bound=Callable[..., Any])


def _pages(_context: click.Context, _option: click.Parameter, value: str | None) -> PageChoice | None:
    """The pages named; raises BadParameter, which ends the command with one line."""
    try:
        return None if value is None else parse_pages(value)
    except ValueError as error:
        raise click.BadParameter(f"{error}; write for instance 3 or 1-20 or 1-3,7,10-") from error


def view_options(command: Command) -> Command:
    """`--html`, `--pages`, `--output` and `--replace`."""
    for option in (
        replace_option,
        click.option(
            "--output", "-o", type=click.Path(path_type=Path), default=None, metavar="FILE|FOLDER",
            help="With --html: write here; a folder for several files.",
        ),
        click.option(
            "--pages", callback=_pages, default=None, metavar="PAGES",
            help="With --html: show these pages alone, for instance 1-20 or 1-3,7 or 30-.",
        ),
        click.option("--html", "as_html", is_flag=True, help="A web page that shows what was read on each page."),
    ):  # fmt: skip
        command = option(command)
    return command


def write_views(
    *,
    paths: Sequence[Path],
    pages: PageChoice | None,
    output: Path | None,
    replace: bool,
    jobs: int | None,
    limits: Limits,
    ocr: bool | None,
) -> None:
    """Write the view of each file; a file that cannot be read is told in one line, and the exit status tells of it."""
    from corpus.errors import WorkerError  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.files import Missing, find_files  # noqa: PLC0415
    from litlode.cli.reading import refuse_missing  # noqa: PLC0415 - which imports this module

    found = list(find_files(paths))
    files = [file for file in found if isinstance(file, Path)]
    missing = [file for file in found if isinstance(file, Missing)]
    if not files:
        refuse_missing(missing)
    targets = _targets(files, output)
    for target in targets.values():
        if target is not None and target.is_file():
            _check(target, files, replace)
    for file in missing:
        say(f"{file.path}: {file.message}")
    bad = len(missing)
    try:
        for path, result in _views(files, str(pages or ""), jobs, limits, ocr):
            if isinstance(result, str):
                bad += 1
                say(f"{path}: {result}")
            else:
                _write(result, targets[path])
    except WorkerError as error:
        raise Refusal(str(error)) from error
    if bad:
        sys.exit(1)


def _targets(files: Sequence[Path], output: Path | None) -> dict[Path, Path | None]:
    """Where each file's view goes, None for stdout; a folder that is not there is made."""
    if output is None and len(files) > 1:
        raise Refusal("several files make several pages: name a folder for them with --output")
    if output is None and sys.stdout.isatty():
        raise Refusal("a page with pictures is nothing for a terminal: name a file with --output, or use > FILE.html")
    if output is None or (len(files) == 1 and not output.is_dir()):
        return dict.fromkeys(files, output)
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal(f"{output}: {error.strerror or error}") from error
    taken: set[str] = set()
    targets: dict[Path, Path | None] = {}
    for path in files:
        name, count = path.name, 1
        while name.casefold() in taken:
            count += 1
            name = f"{path.stem}-{count}{path.suffix}"
        taken.add(name.casefold())
        targets[path] = output / f"{name}.html"
    return targets


def _check(target: Path, files: Sequence[Path], replace: bool) -> None:
    """Refuse to write over a library, a file that is read here and, without `replace`, over what is no view."""
    from litlode.writing import A_LIBRARY, begins_a_library  # noqa: PLC0415 - `litlode --help` needs no library

    if any(target.samefile(file) for file in files):
        raise Refusal(f"{target}: is a paper that is read here, which is not written over; name another file")
    try:
        with target.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError as error:
        raise Refusal(f"{target}: {error.strerror or error}") from error
    if begins_a_library(head):
        raise Refusal(A_LIBRARY.format(target))
    if head and _MARK not in head and not replace:
        raise Refusal(f"{target}: is there already, and is no page of litlode's; --replace writes over it")


def _views(
    files: Sequence[Path], pages: str, jobs: int | None, limits: Limits, ocr: bool | None
) -> Iterator[tuple[Path, bytes | str]]:
    """The view of each file as it is done, or the one line that says why there is none."""
    from corpus.workers import Failure, Pool, cores, with_arguments  # noqa: PLC0415 - `litlode --help` needs none of these
    from litlode.cli.reading import in_order  # noqa: PLC0415 - which imports this module
    from litlode.view.render import PICTURE, with_pictures  # noqa: PLC0415
    from litlode.view.tasks import DRAW, READ  # noqa: PLC0415

    done: list[tuple[Path, bytes | str]] = []
    waiting: dict[Path, str] = {}

    def to_draw() -> Iterator[Path]:
        for path, result, _ in in_order(files, with_arguments(READ, pages=pages), jobs, limits, ocr):
            if isinstance(result, Failure):
                done.append((path, result.message))
            elif PICTURE.search(html := result.decode("utf-8")):
                waiting[path] = html
                yield path
            else:
                done.append((path, result))

    with Pool(with_arguments(DRAW, pages=pages), jobs or cores(), limits) as pool:
        for outcome in pool.read(to_draw()):
            pictures, why = _pictures(outcome.result)
            html = with_pictures(waiting.pop(outcome.path), pictures, why)
            yield from done
            done.clear()
            yield outcome.path, html.encode("utf-8")
    yield from done


def _pictures(drawn: bytes | Failure) -> tuple[dict[int, str], str]:
    """Data URIs by page number, and what is said where there is none."""
    if not isinstance(drawn, bytes):
        return {}, f"no picture: {drawn.message}"
    return {int(page): uri for page, uri in json.loads(drawn).items()}, "no picture: the page cannot be drawn"


def _write(html: bytes, target: Path | None) -> None:
    if target is None:
        stream: IO[bytes] = sys.stdout.buffer
        stream.write(html)
        stream.flush()
        return
    try:
        target.write_bytes(html)
    except OSError as error:
        raise Refusal(f"{target}: {error.strerror or error}") from error
