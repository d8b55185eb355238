"""Commands about what people decided: verify goes through findings, verdicts lists what was said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.deciding import Session, check_terminal
from litlode.cli.options import Refusal, csv_option, json_option, kind_option, library_option, opened, person_option
from litlode.cli.searching import QueryCommand
from litlode.output import counted, print_csv, print_json, printed, say, told_verdict

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.listing import StoredFinding
    from corpus.verifying import Which

LOST_COLUMNS = ("verdict", "label", "words", "tag", "note", "person", "at", "why", "document", "page", "kind", "quote",
                "sha256")  # fmt: skip
AGREEMENT_COLUMNS = ("one", "other", "findings", "differ", "agreed", "expected", "kappa", "low", "high")
_WHY = {
    "not found": "its words stand in the text and are no finding now",
    "changed": "its words are not in the text any more",
    "no document": "its document is not in the library",
}
_DONE = {"accept": "accepted", "reject": "rejected", "relabel": "relabelled", "correct": "corrected"}


@click.command(cls=QueryCommand)
@click.argument("query", nargs=-1)
@library_option
@kind_option
@click.option("--metal", help="Only findings about this metal (W, tungsten, 钨).")
@click.option("--document", metavar="NAME", help="Only those of this document: its id, file name or a pattern.")
@click.option("--unsure", is_flag=True, help="Those first of which the tagger was least sure.")
@click.option(
    "--second", "which", flag_value="second",
    help="Those that others have decided and you have not, without showing what they said.",
)  # fmt: skip
@click.option("--all", "which", flag_value="all", help="Those that are decided as well.")
@click.option("--lost", is_flag=True, help="List the verdicts whose findings are gone, and what they said.")
@person_option
@json_option
@csv_option
def verify(
    *, query: tuple[str, ...], library_path: Path, kind: Any, metal: str | None, document: str | None, unsure: bool,
    which: Any, lost: bool, person: str | None, as_json: bool, as_csv: bool,
) -> None:  # fmt: skip
    """Go through findings one by one, and decide each with one key.

    Each is shown in its context: a accepts it, r rejects, l relabels, c gives the right words, n notes, t tags, u takes
    the last one back, s skips, o opens the document at the page, ? helps, q leaves. Everything is written at once.
    QUERY is what `litlode search` takes; without one, all findings are gone through that nobody has decided.
    """
    if (as_json or as_csv) and not lost:
        raise click.UsageError("--json and --csv go with --lost; `litlode verdicts` lists what was decided")
    if not lost:
        check_terminal()
    with opened(library_path) as library:
        if lost:
            _list_lost(library, as_json=as_json, as_csv=as_csv)
        else:
            _go_through(
                library, _asked(library, " ".join(query), kind), which=which or "open", metal=metal, document=document,
                person=person, unsure=unsure,
            )  # fmt: skip


def _go_through(
    library: Library, findings: list[StoredFinding], *, which: Which, metal: str | None, document: str | None,
    person: str | None, unsure: bool,
) -> None:  # fmt: skip
    from corpus.person import whoami  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.verifying import nearest_threshold, to_verify  # noqa: PLC0415

    who = whoami(person)
    findings = to_verify(library.connection, findings, who, which=which, metal=metal, document=document)
    if unsure:
        findings = nearest_threshold(findings, _thresholds(library))
    if not findings:
        say("there is nothing to verify" + ("; --all shows what is decided as well" if which == "open" else ""))
        return
    say(f"{counted(len(findings), 'finding')} to verify as {who or 'nobody in particular'}; ? tells the keys")
    said = Session(library, findings, who, blind=which == "second").run()
    told = [f"{said[verdict]} {name}" for verdict, name in _DONE.items() if said[verdict]]
    say(f"{', '.join(told) or 'nothing decided'}; everything is written")


def _asked(library: Library, query: str, kind: Any) -> list[StoredFinding]:
    """The findings that fit a query, best first; without one, all in the order of the library."""
    if not query:
        return list(library.findings(kind=kind))
    results = library.search(query, kind=kind, limit=1_000_000)
    say(f"read as: {results.explain() or 'nothing to look for'}")
    if results.query.scope == "text":
        raise Refusal("verify goes through findings: leave out in:text, which finds sentences")
    known = {finding.id: finding for finding in library.findings(kind=kind)}
    return [known[hit.id] for hit in results[: results.total]]


def _thresholds(library: Library) -> dict[str, Mapping[str, float]]:
    from corpus.training import models_beside  # noqa: PLC0415 - as above

    models = models_beside(library.path)
    return {lang: models.of(lang).thresholds for lang in ("zh", "en")}


def _list_lost(library: Library, *, as_json: bool, as_csv: bool) -> None:
    from corpus.replacing import find_lost  # noqa: PLC0415 - as above

    found = find_lost(library.connection)
    if as_json:
        print_json([one.as_dict() for one in found])
    elif as_csv:
        print_csv([{**one.as_dict(), **said} for one in found for said in one.said], LOST_COLUMNS)
    else:
        for one in found:
            click.echo(f"{click.style(one.kind, bold=True)}  {one.document or one.sha256[:12]}, page {one.page}")
            click.echo(f"   {' '.join(one.quote.split())}")
            click.echo(f"   {click.style(_WHY[one.why], dim=True)}")
            for said in one.said:
                click.echo(f"   {told_verdict(said)}")
        say(f"{len(found)} judged findings are gone")


@click.command()
@library_option
@click.option("--person", metavar="NAME", help="Only what this person said.")
@click.option("--agreement", is_flag=True, help="How far every two people agree on the findings that both decided.")
@json_option
@csv_option
def verdicts(*, library_path: Path, person: str | None, agreement: bool, as_json: bool, as_csv: bool) -> None:
    """List all verdicts: who said what of which words, and when.

    `litlode verdicts --csv > verdicts.csv` keeps them, `litlode judge --from verdicts.csv` takes them back, also into
    the library of a colleague who has the same papers; what is there already is left out.
    """
    from corpus.verdict_rows import COLUMNS, verdict_rows  # noqa: PLC0415 - as above

    if agreement:
        _print_agreement(library_path, as_json=as_json, as_csv=as_csv)
        return
    with opened(library_path) as library:
        rows = verdict_rows(library.connection, person=person)
    if not printed(rows, COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            place = f"{row['document'] or row['sha256'][:12]}, page {row['page']}"
            click.echo(f"{row['id'] or 'gone'}  {row['kind']}  {place}")
            click.echo(f"   {' '.join(row['quote'].split())}")
            click.echo(f"   {told_verdict(row)}")
        people = Counter(row["person"] or "nobody named" for row in rows)
        say(
            counted(len(rows), "verdict")
            + (f": {', '.join(f'{who} {n}' for who, n in people.most_common())}" if rows else "")
        )


def _print_agreement(library_path: Path, *, as_json: bool, as_csv: bool) -> None:
    from corpus.verdict_agreement import verdict_agreements  # noqa: PLC0415 - as above

    with opened(library_path) as library:
        rows = [one.as_dict() for one in verdict_agreements(library.connection)]
    if not printed(rows, AGREEMENT_COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            kappa = "is not defined"
            if row["kappa"] is not None:
                kappa = f"{row['kappa']:.2f} ({row['low']:.2f} to {row['high']:.2f})"
            alike = f"{row['agreed']:.0%} of {counted(row['findings'], 'finding')} alike, {row['differ']} not"
            click.echo(f"{row['one']}, {row['other']}: {alike}; Cohen's kappa {kappa}")
    if not rows:
        say("no finding was decided by two people yet; `litlode verify --second` goes through those of others")
