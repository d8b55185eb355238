"""Commands about threads: one recommendation or challenge over the years, and what people decide on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from litlode.cli.drawing import chart_option, draw, names_option
from litlode.cli.options import (
    Refusal,
    check_target,
    csv_option,
    json_option,
    kind_option,
    library_option,
    opened,
    person_option,
    replace_option,
)
from litlode.cli.thread_lines import (
    FINDING_COLUMNS,
    THREAD_COLUMNS,
    finding_rows,
    print_decision,
    print_line,
    print_thread,
    thread_row,
)
from litlode.output import counted, print_csv, print_json, say

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.threads import Thread

_SHOWN = 20  # threads where nobody says how many
_OF_THE_LIST = ("kind", "query", "status", "unanswered", "least", "limit")


@click.command()
@click.argument("id", required=False)
@library_option
@kind_option
@click.option(
    "--query", "-q", metavar="QUERY", help="Only threads with a finding that fits, as `litlode search` has it."
)
@click.option(
    "--status", type=click.Choice(["open", "taken up", "enacted", "dropped"]),
    help="Only recommendations of which the last text says so.",
)  # fmt: skip
@click.option("--unanswered", is_flag=True, help="Only challenges that no recommendation answers.")
@click.option(
    "--least", type=click.IntRange(min=1), default=2, show_default=True, metavar="N", help="Documents that must say it."
)
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), metavar="N",
    help="How many to show [default: 20; all as JSON and CSV].",
)  # fmt: skip
@click.option("--rebuild", is_flag=True, help="Weave all threads anew; what people decided is kept.")
@names_option
@chart_option
@replace_option
@json_option
@csv_option
@click.pass_context
def track(
    context: click.Context,
    *,
    id: str | None,
    library_path: Path,
    kind: Any,
    query: str | None,
    status: Any,
    unanswered: bool,
    least: int,
    limit: int | None,
    rebuild: bool,
    names: str,
    chart: Path | None,
    replace: bool,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Follow what is said again: who said it first, who repeats it, what became of it.

    A thread is one recommendation or one challenge, in whatever words and language it is said. Without ID the threads
    are listed that most documents say; with the ID of a thread, or of any finding in it, that one is shown in full.
    Papers that are new in the library are looked at first.
    """
    given = [name for name in _OF_THE_LIST if context.get_parameter_source(name) is not ParameterSource.DEFAULT]
    if id and given:
        raise Refusal(f"--{' --'.join(given)}: for the list of threads, not with an ID")
    from corpus.tracking import refuse_mixed  # noqa: PLC0415 - `litlode --help` needs no library

    with opened(library_path) as library:
        refuse_mixed(kind, status, unanswered=unanswered)
        check_target(library, chart, replace=replace)
        _look(library, rebuild)
        threads, told = (
            ([library.tracking.thread(id)], "") if id
            else _chosen(library, query, kind=kind, status=status, unanswered=unanswered, least=least)
        )  # fmt: skip
        named = library.tracking.names(names)
        shown = threads[: limit or (None if as_json or as_csv else _SHOWN)]
        if chart:
            draw(library, chart, lambda charts: charts.timeline(threads[: limit or _SHOWN], names), replace=replace)
        if as_json:
            print_json({"threads": [thread.as_dict() for thread in shown]})
        elif as_csv and id:
            print_csv(finding_rows(threads[0]), FINDING_COLUMNS)
        elif as_csv:
            print_csv((thread_row(thread) for thread in shown), THREAD_COLUMNS)
        elif id:
            _print_in_full(library, threads[0], named)
        else:
            for number, thread in enumerate(shown, 1):
                print_line(number, thread, named)
            rest = f", {len(threads) - len(shown)} more with --limit" if len(threads) > len(shown) else ""
            say(told + rest)
            _tell_undated(library)


def _chosen(library: Library, query: str | None, *, least: int, **wanted: Any) -> tuple[Sequence[Thread], str]:
    """The threads that were asked for, and how many these are."""
    if query is not None:
        asked = library.tracking.reading(query)
        if not asked.asks:
            say("read as: nothing to look for" + "".join(f" ({note})" for note in asked.notes))
            return (), "nothing was looked for"
        say(f"read as: {asked.explain()}")
    threads = library.track(query, least=least, **wanted)
    if threads:
        return threads, f"{counted(len(threads), 'thread')} said by {counted(least, 'document')} or more"
    fewer = len(library.track(query, least=1, **wanted)) if least > 1 else 0
    hint = f"; --least 1 shows {fewer} that fewer say" if fewer else ""
    return threads, f"nothing is said by {counted(least, 'document')} or more{hint}"


def _tell_undated(library: Library) -> None:
    undated, documents = library.tracking.undated()
    if undated:
        say(
            f"{undated} of {documents} documents have no year: they stand last in threads and tell of no status; "
            "a side file gives it (docs/inputs.md)"
        )


def _print_in_full(library: Library, thread: Thread, named: Mapping[str, str]) -> None:
    print_thread(thread, named, library.tracking.quotes((*thread.answers, *thread.answered_by)))


def _look(library: Library, rebuild: bool = False) -> None:
    """Look for threads in what is new; a long look tells how far it is, and one at older documents what to do."""

    def tell(done: int, of: int) -> None:
        if of >= 500 and (done == of or done % 320 == 0):
            say(f"threads: {done} of {of} documents")

    overtaken = 0 if rebuild else library.tracking.overtaken()
    library.tracking.refresh(rebuild=rebuild, on_documents=tell)
    if overtaken:
        say(f"new documents that are older than others: {overtaken}; `track --rebuild` weaves all by the years")


@click.group()
def thread() -> None:
    """Correct threads: make one of two, or take findings out; what you decide is kept."""


@thread.command()
@click.argument("id")
@click.argument("other")
@library_option
@person_option
def merge(*, id: str, other: str, library_path: Path, person: str | None) -> None:
    """Make one thread of two, each named by the id of any finding in it."""
    with opened(library_path) as library:
        _look(library)
        merged = library.tracking.merge(id, other, person=person)
        _print_in_full(library, merged, library.tracking.names("en"))


@thread.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@library_option
@person_option
def split(*, ids: Sequence[str], library_path: Path, person: str | None) -> None:
    """Take these findings out of their thread; together they are one of their own."""
    with opened(library_path) as library:
        _look(library)
        taken = library.tracking.split(*ids, person=person)
        _print_in_full(library, taken, library.tracking.names("en"))


@thread.command("list")
@library_option
@json_option
def list_decisions(*, library_path: Path, as_json: bool) -> None:
    """List what people decided on threads: who, when, on which words."""
    with opened(library_path) as library:
        found = library.tracking.decisions()
    if as_json:
        print_json([decision.as_dict() for decision in found])
        return
    for decision in found:
        print_decision(decision)
    say(counted(len(found), "decision") if found else "nobody merged or split a thread")


@thread.command()
@click.argument("number", type=int)
@library_option
def undo(*, number: int, library_path: Path) -> None:
    """Take back the decision of this NUMBER in `thread list`; what it was about is woven anew."""
    with opened(library_path) as library:
        _look(library)
        print_decision(library.tracking.undo(number))
    say("taken back")
