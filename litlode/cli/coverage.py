"""How `litlode review status` is printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from corpus.coverage import Coverage, Missing

_SHOWN = 10


def print_coverage(seen: Coverage) -> None:
    """What was looked at, and what is missing, in a few paragraphs; long lists are cut and say so."""
    from corpus.coverage import spans  # noqa: PLC0415 - `litlode --help` needs no library

    share = f" ({100 * seen.looked_at / seen.documents:.0f} %)" if seen.documents else ""
    click.echo(f"{click.style('Looked at', bold=True)}  {seen.looked_at} of {seen.documents} documents{share}")
    click.echo(
        f"   {seen.in_review} quoted in this review, {seen.by_verdict} with verdicts, {seen.by_screening} screened"
    )
    held = _many(seen.items, "finding")
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
            f"{one.name_en or one.id} {one.name_zh or ''}".strip() + f" ({_many(one.documents, 'document')}"
            + (f", {_many(one.findings, 'finding')})" if some else ")")
            for one in held[:_SHOWN]
        )  # fmt: skip
        if shown:
            click.echo(f"   {of}: {shown}{f', and {len(held) - _SHOWN} more' if len(held) > _SHOWN else ''}")


def _many(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
