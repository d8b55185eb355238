"""The command that shows a person one document after the other, and takes what is decided by a key."""

from __future__ import annotations

import sys
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import Refusal, json_option, library_option, opened, person_option
from litlode.output import print_json, say, told_counts

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.listing import StoredDocument, StoredFinding
    from corpus.screening_board import Board

_KEYS = {"i": "include", "e": "exclude", "u": "unsure"}
_BEGINNING = 700
"""Characters of the text that are shown of a document without an abstract."""


@click.command("next")
@click.argument("name")
@person_option
@click.option("--stage", metavar="STAGE", help="The stage [default: the first with something to decide].")
@library_option
@json_option
def next_command(*, name: str, person: str | None, stage: str | None, library_path: Path, as_json: bool) -> None:
    """Show the next document that a person has not decided on.

    On a terminal a key decides: i include, e exclude (then the number of the reason), u unsure, s skip, q quit; and the
    next one follows. Elsewhere, and with --json, one document is shown; `litlode screen decide` takes the decision.
    """
    with opened(library_path) as library:
        if as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            _show_one(library, name, person, stage, as_json)
        else:
            _ask(library, name, person, stage)


def _open(
    board: Board, person: str, stage: str | None, skipped: set[tuple[str, str]]
) -> tuple[str, tuple[StoredDocument, ...]] | None:
    """The first stage with something to decide, and what it is."""
    stages = board.screening.stages
    if stage is not None and stage not in stages:
        raise Refusal(f"{stage}: is no stage of {board.screening.name}: {', '.join(stages)}")
    for where in (stage,) if stage else stages:
        wanted = tuple(d for d in board.to_decide(person, where) if (where, d.sha256) not in skipped)
        if wanted:
            return where, wanted
    return None


def _show_one(library: Library, name: str, person: str | None, stage: str | None, as_json: bool) -> None:
    from corpus.screening import board, decider  # noqa: PLC0415 - `litlode --help` needs no library

    standing = board(library.connection, name)
    who = decider(person)
    found = _open(standing, who, stage, set())
    if found is None:
        if as_json:
            print_json(None)
        say(f"{name}: nothing is left to decide{f' for {who}' if who else ''}")
        return
    where, wanted = found
    facts = _facts(library, standing, wanted[0])
    if as_json:
        print_json({"screening": standing.screening.name, "stage": where, "left": len(wanted), **facts})
        return
    _print(facts, where, len(wanted))
    options = {"--person": person, "--stage": where, "--library": str(library.path)}
    told = " ".join(f"{option} {quote(value)}" for option, value in options.items() if value)
    say(f"litlode screen decide {quote(standing.screening.name)} {facts['id']} include|exclude|unsure {told}")
    if standing.screening.reasons:
        say(f"reasons: {standing.screening.told_reasons}")


def _ask(library: Library, name: str, person: str | None, stage: str | None) -> None:
    """One document after the other, until there is none or the person quits."""
    from corpus.screening import Choice, board, decide, decider  # noqa: PLC0415

    who = decider(person)
    skipped: set[tuple[str, str]] = set()
    while True:
        standing = board(library.connection, name)
        found = _open(standing, who, stage, skipped)
        if found is None:
            say(f"{name}: nothing is left to decide{', save what you skipped' if skipped else ''}")
            return
        where, wanted = found
        _print(_facts(library, standing, wanted[0]), where, len(wanted))
        key = _key("[i]nclude  [e]xclude  [u]nsure  [s]kip  [q]uit", "ieusq")
        if key == "q":
            return
        reason = _reason(standing, where) if key == "e" else None
        if key == "s" or reason == "":
            skipped.add((where, wanted[0].sha256))
            continue
        choice = Choice(
            document=wanted[0].sha256, decision=_KEYS[key], reason=reason, person=who, stage=where
        )  # fmt: skip
        decide(library.connection, name, [choice])
        say(f"   {_KEYS[key]}{f' ({reason})' if reason else ''}")


def _reason(board: Board, stage: str) -> str | None:
    """The reason that a person gives by its number; None where it is left out, empty where the person turned back."""
    reasons = board.screening.reasons
    if not reasons:
        return None
    needed = stage == board.screening.stages[-1]
    click.echo("   " + "  ".join(f"[{number}] {reason}" for number, reason in enumerate(reasons, 1)))
    while True:
        typed = click.prompt(
            "   reason (number; b: back)" if needed else "   reason (number; Enter: none; b: back)", default="",
            show_default=False,
        ).strip()  # fmt: skip
        if typed == "b":
            return ""
        if typed.isdecimal() and 1 <= int(typed) <= len(reasons):
            return reasons[int(typed) - 1]
        if not typed and not needed:
            return None


def _key(prompt: str, keys: str) -> str:
    """The key that a person presses, one of these; Ctrl-C and the end of input quit."""
    click.echo(click.style(prompt, bold=True))
    while True:
        try:
            key = click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            return "q"
        if key in ("\x03", "\x04", ""):
            return "q"
        if key in keys:
            return key


def _facts(library: Library, board: Board, document: StoredDocument) -> dict[str, Any]:
    """What a person decides by: what the document says of itself, and the first of what was found in it."""
    from corpus.listing import find_findings  # noqa: PLC0415

    first: dict[str, StoredFinding] = {}
    for finding in find_findings(library.connection, where="d.sha256 = ?", value=document.sha256):
        first.setdefault(finding.kind, finding)
    beginning = None
    if not (document.abstract or document.abstract_alt):
        (beginning,) = library.connection.execute(
            "SELECT substr(t.text, 1, ?) FROM document_texts t JOIN documents d ON d.key = t.document"
            " WHERE d.sha256 = ?",
            [_BEGINNING, document.sha256],
        ).fetchone()
    return {
        "id": document.id, "document": document.document, "title": document.title, "title_alt": document.title_alt,
        "authors": list(document.authors), "year": document.year, "venue": document.venue, "pages": document.pages,
        "abstract": document.abstract, "abstract_alt": document.abstract_alt, "beginning": beginning,
        "keywords": list(document.keywords), "challenges": document.challenges,
        "recommendations": document.recommendations,
        **{
            f"first_{kind}": {"quote": " ".join(first[kind].quote.split()), "page": first[kind].page}
            if kind in first else None
            for kind in ("challenge", "recommendation")
        },
        "same_work": [copy.document for copy in board.pool.copies.get(document.sha256, ())],
    }  # fmt: skip


def _print(facts: dict[str, Any], stage: str, left: int) -> None:
    click.echo()
    click.echo(f"{click.style(facts['title'] or facts['document'], bold=True)}")
    if facts["title_alt"]:
        click.echo(facts["title_alt"])
    by = "; ".join(str(part) for part in (", ".join(facts["authors"]), facts["venue"], facts["year"]) if part)
    if by:
        click.echo(click.style(by, dim=True))
    click.echo(click.style(f"{facts['document']}  {facts['id']}", dim=True))
    for copy in facts["same_work"]:
        click.echo(click.style(f"the same work: {copy}", dim=True))
    abstracts = [text for text in (facts["abstract"], facts["abstract_alt"]) if text]
    for text in abstracts:
        click.echo(" ".join(text.split()))
    if not abstracts:
        click.echo(f"{click.style('no abstract; it begins:', dim=True)} {' '.join((facts['beginning'] or '').split())}")
    if facts["keywords"]:
        click.echo(f"{click.style('keywords:', dim=True)} {'; '.join(facts['keywords'])}")
    click.echo(told_counts(facts))
    for kind in ("challenge", "recommendation"):
        if first := facts[f"first_{kind}"]:
            click.echo(f"{click.style(f'first {kind}', dim=True)} (p. {first['page']}): {first['quote']}")
    say(f"{stage}: {left} left to decide")
