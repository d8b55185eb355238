"""How items of reviews and what a review covers are printed."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from litlode.output import counted, say

if TYPE_CHECKING:
    from corpus.coverage import Coverage, Missing
    from corpus.review_items import ReviewItem
    from corpus.reviews import Review

_COLOURS = {"challenge": "red", "recommendation": "green"}
_SHOWN = 10


def print_item(item: ReviewItem, *, full: bool = False) -> None:
    """An item on a few lines: number, kind and place; the quote, cut unless `full`; the note."""
    kind = click.style(item.kind, fg=_COLOURS.get(item.kind), bold=True)
    document = item.document
    place = ", ".join(str(part) for part in (document.name, f"page {item.page}", document.year) if part)
    state = {"found": "", "words": "  [no finding any more]", "lost": "  [not in the library any more]"}[item.state]
    verdict = f"  [{item.verdict}]" if item.verdict else ""
    click.echo(f"{item.number}. {kind}  {place}  {click.style(item.id or '', dim=True)}{verdict}{state}")
    quote = " ".join(item.words.split())
    click.echo(f"   {quote if full or len(quote) <= 200 else quote[:199] + '…'}")
    if item.note:
        click.echo("   " + click.style("note: " + " ".join(item.note.split()), fg="cyan"))


def tell(kept: Review) -> None:
    """How much there is, and what could not be placed, on stderr."""
    documents = counted(len({item.sha256 for item in kept.items}), "document")
    say(f"{kept.name}: {counted(len(kept.items), 'finding')} of {documents}")
    for item in kept.items:
        if item.state == "lost":
            say(f"{item.number}: not found in the library any more, kept as it was chosen ({item.document.name})")


def left_out(done: Mapping[str, int], *, by_hand: bool, heading: str | None = None) -> str:
    """What of that which was to be added did not come in, and why, and what went under the heading."""
    rejected = "rejected by a verdict, and left out of an export" if by_hand else "rejected"
    what = (
        (done["known"], "in it already"), (done["moved"], f"of these put under {heading}"),
        (done["rejected"], rejected),
        (done["translations"], "that say again what the same abstract says in the other language"),
        (done["copies"], "left out as copies, which another document of the same work says in the same words"),
    )  # fmt: skip
    return "".join(f"; {number} {text}" for number, text in what if number)


def stay_elsewhere(kept: Review, ids: Sequence[str], heading: str) -> str:
    """Which items stay under headings that a person gave them, with the command that moves them."""
    numbers = [str(item.number) for item in kept.items if item.id in ids]
    items = " ".join(numbers) if len(numbers) <= _SHOWN else "ITEM..."
    command = f"litlode review move {shlex.quote(kept.name)} {items} --heading {shlex.quote(heading)}"
    return f"{len(numbers)} of these {'stays' if len(numbers) == 1 else 'stay'} under another heading: `{command}`"


def print_coverage(seen: Coverage) -> None:
    """What was looked at, and what is missing, in a few paragraphs; long lists are cut and say so."""
    from corpus.coverage import spans  # noqa: PLC0415 - `litlode --help` needs no library

    share = f" ({100 * seen.looked_at / seen.documents:.0f} %)" if seen.documents else ""
    click.echo(
        f"{click.style('Looked at', bold=True)}  {seen.looked_at} of {counted(seen.documents, 'document')}{share}"
    )
    click.echo(
        f"   {seen.in_review} quoted in this review, {seen.by_verdict} with verdicts, {seen.by_screening} screened"
    )
    held = counted(seen.items, "finding")
    click.echo(f"   {held} in it, {seen.rejected} rejected, {seen.lost} not found in the library any more")
    _names("Not looked at", seen.not_looked_at)
    _concepts("Metals without a finding in the review", seen.metals)
    _concepts("Themes without a finding in the review", seen.themes)
    _names("Files that could not be read", [f"{path} ({reason})" for path, reason in seen.failures])
    _names(
        "Pages that could not be read",
        [
            f"{one.name}: {spans(pages)} of {one.of} ({why})"
            for one in seen.unread
            for why, pages in one.by_reason().items()
        ],
    )


def _names(title: str, names: Sequence[str]) -> None:
    if not names:
        return
    click.echo(f"{click.style(title, bold=True)}  {len(names)}")
    for name in names[:_SHOWN]:
        click.echo(f"   {name}")
    if len(names) > _SHOWN:
        click.echo(f"   and {len(names) - _SHOWN} more: --json or --csv has them all")


def _concepts(title: str, missing: Sequence[Missing]) -> None:
    if not missing:
        return
    click.echo(f"{click.style(title, bold=True)}  {len(missing)}")
    for some, of in ((True, "findings in the library"), (False, "no finding in the library")):
        held = [one for one in missing if bool(one.findings) is some]
        shown = ", ".join(
            f"{one.name_en or one.id} {one.name_zh or ''}".strip() + f" ({counted(one.documents, 'document')}"
            + (f", {counted(one.findings, 'finding')})" if some else ")")
            for one in held[:_SHOWN]
        )  # fmt: skip
        if shown:
            click.echo(f"   {of}: {shown}{f', and {len(held) - _SHOWN} more' if len(held) > _SHOWN else ''}")
