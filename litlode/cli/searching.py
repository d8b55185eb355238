"""Commands that search a library: search, find-similar, concepts."""

from __future__ import annotations

import re
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
)
from litlode.output import counted, print_csv, print_finding, print_json, say

if TYPE_CHECKING:
    from corpus.hits import Results

HIT_COLUMNS = (
    "document", "title", "year", "page", "kind", "quote", "lang", "score", "metals", "themes", "section", "stance",
    "strength", "missing", "id",
)  # fmt: skip
FACETS_SHOWN = "metal,kind,theme,year,lang,source"
_VALUES_SHOWN = 10

limit_option = click.option(
    "--limit", "-n", type=click.IntRange(min=1), default=20, show_default=True, help="How many hits."
)
offset_option = click.option(
    "--offset", type=click.IntRange(min=0), default=0, show_default=True, help="How many hits to leave out first."
)
facets_option = click.option(
    "--facets", is_flag=False, flag_value=FACETS_SHOWN, metavar="[NAMES]",
    help=f"Count all hits by these, with commas between [{FACETS_SHOWN}]; author, actor, place, section, stance, "
    "strength, verdict and tag can be counted as well.",
)  # fmt: skip


class QueryCommand(click.Command):
    """A command with a query, in which `-copper` excludes a word and is no option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write what is excluded as the query language also has it, before options are looked for."""
        return super().parse_args(ctx, [part for arg in args for part in _without_hyphen(arg)])


def _without_hyphen(arg: str) -> list[str]:
    # `-n5` is an option with its value, `-lead` a metal.
    if not re.fullmatch(r"-(?![nlh]$|n\d+$|-).+", arg):
        return [arg]
    rest = arg[1:]
    return ["NOT", f'"{rest}"' if " " in rest and rest[0] not in "(（" else rest]


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@library_option
@limit_option
@offset_option
@kind_option
@click.option(
    "--sort", type=click.Choice(["rank", "recent", "newest", "oldest"]), default="rank", show_default=True,
    help="By rank, by rank with newer documents before, or by year.",
)  # fmt: skip
@click.option("--exact", is_flag=True, help="Only the words as typed, in one language, no concepts.")
@click.option("--near", metavar="ID", help="Of what fits, that which is most like this finding or sentence.")
@facets_option
@json_option
@csv_option
def search(
    *, query: tuple[str, ...], library_path: Path, limit: int, offset: int, kind: Any, sort: Any, exact: bool,
    near: str | None, facets: str | None, as_json: bool, as_csv: bool,
) -> None:  # fmt: skip
    """Find findings by words, "phrases", fields and concepts, in both languages at once.

    A word that names a metal or a theme finds it in either language, other words what they are called in the other:
    `tungsten stockpile` finds 钨储备. OR, brackets, -not and prefix* work as elsewhere; fields such as metal:W,
    kind:challenge, year:2015..2020 or author:Li narrow a query, and in:text looks in every sentence. Where few hold
    all of it, those follow that hold some or are near to what it means.
    """
    typed = " ".join(query)
    if not typed and not near:
        raise click.UsageError("give a QUERY, or --near ID")
    with opened(library_path) as library:
        if near:
            results = library.find_similar(near, f"{typed} kind:{kind}" if kind else typed, limit=limit, offset=offset)
        else:
            results = library.search(typed, limit=limit, offset=offset, kind=kind, exact=exact, sort=sort)
        counts = _counted(results, facets)
        looked = near or results.total or results.query.scope == "text"
        elsewhere = 0 if looked else library.search(f"{typed} in:text", kind=kind, exact=exact, limit=0).total
    _print_results(results, counts, as_json=as_json, as_csv=as_csv)
    if near:
        return
    if results.partly:
        say("nothing holds all of it; these hold some, or are near to what it means")
    elif results.some and len(results) > results.total - offset:
        say(f"{results.total} hold all of it; those with `lacks` hold some, or are near in meaning")
    if elsewhere:
        say(f"no finding holds all of it; {counted(elsewhere, 'sentence does', 'sentences do')}: add in:text")


@click.command("find-similar")
@click.argument("id")
@library_option
@limit_option
@offset_option
@facets_option
@json_option
@csv_option
def find_similar(
    *, id: str, library_path: Path, limit: int, offset: int, facets: str | None, as_json: bool, as_csv: bool
) -> None:
    """Find what is most like a finding, in either language.

    ID is the id of a finding (its first four characters or more), or of a sentence that `search in:text` gave.
    """
    with opened(library_path) as library:
        results = library.find_similar(id, limit=limit, offset=offset)
        counts = _counted(results, facets)
    _print_results(results, counts, as_json=as_json, as_csv=as_csv)


def _counted(results: Results, names: str | None) -> dict[str, list[dict[str, Any]]] | None:
    """The facets with these names; an unknown one ends the command."""
    if names is None:
        return None
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    try:
        return results.facets.as_dict(*wanted)
    except KeyError as error:
        raise Refusal(str(error.args[0])) from error


def _print_results(
    results: Results, counts: Mapping[str, Sequence[Mapping[str, Any]]] | None, *, as_json: bool, as_csv: bool
) -> None:
    say(f"read as: {results.explain() or 'nothing to look for'}")
    rows = [hit.as_dict() for hit in results]
    if as_json:
        print_json({"hits": rows, "total": results.total, "some": results.some, "facets": counts} if counts else rows)
    elif as_csv and counts is not None:
        named = [{"facet": name, **count} for name, values in counts.items() for count in values]
        print_csv(named, ("facet", "value", "label", "count", "query"))
    elif as_csv:
        print_csv(rows, HIT_COLUMNS)
    else:
        for number, row in enumerate(rows, results.offset + 1):
            print_finding(row, number=number)
        for name, values in (counts or {}).items():
            shown = [f"{value['label']} {value['count']}" for value in values[:_VALUES_SHOWN]]
            more = [f"and {len(values) - _VALUES_SHOWN} more"] if len(values) > _VALUES_SHOWN else []
            if shown:
                click.echo(f"{click.style(name + ':', dim=True)} {'; '.join([*shown, *more])}")
    found = results.total + results.some
    say(f"{len(results)} of {found} hits" if found > len(results) else counted(len(results), "hit"))


@click.command()
@click.argument("name", required=False)
@library_option
@accepted_option
@json_option
@csv_option
def concepts(*, name: str | None, library_path: Path, accepted: bool, as_json: bool, as_csv: bool) -> None:
    """List the concepts that a library knows, or those that NAME names, with how many findings each has."""
    with opened(library_path) as library:
        rows = [concept.as_dict() for concept in library.concepts(name, accepted=accepted)]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, ("id", "name_en", "name_zh", "findings"))
    else:
        for row in rows:
            click.echo(f"{row['id']}  {row['name_en'] or ''}  {row['name_zh'] or ''}  {row['findings']}")
