"""Commands that make something of one paper: digest, mindmap, annotate, related."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
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
    replace_option,
)
from litlode.cli.works import tell_reading
from litlode.output import counted, data_on_stdout, print_csv, print_json, say

if TYPE_CHECKING:
    from corpus.library import Library

RELATED_COLUMNS = ("document", "title", "year", "score", "meaning", "shared", "id")

_document = click.argument("document", metavar="DOCUMENT")
_lang = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    help="Headings and names of metals in this language [default: the paper's].",
)


def _out(suffixes: str) -> Callable[[Any], Any]:
    return click.option(
        "--out", "-o", type=click.Path(path_type=Path), metavar="FILE", help=f"Write to this file: {suffixes}."
    )  # fmt: skip


@click.command()
@_document
@library_option
@_lang
@_out(".md, .html or .json")
@replace_option
@json_option
def digest(
    *, document: str, library_path: Path, lang: str | None, out: Path | None, replace: bool, as_json: bool
) -> None:
    """Sum a paper up on one page, in its own words.

    Metals by how often they are named, the main challenges and recommendations, who should act, by when, and targets,
    each with its page and the id of its finding. DOCUMENT is an id, a file name or a path. As HTML it prints on one
    sheet of A4.
    """
    from litlode.papers import digest_page  # noqa: PLC0415 - `litlode --help` needs none of it
    from litlode.papers.links import page_links  # noqa: PLC0415

    with opened(library_path) as library:
        made = library.digest(document, lang=lang)
        link = page_links(library.connection, made.document, out)
        _give(library, out, replace, as_json, {
            ".md": lambda: digest_page.as_markdown(made, link), ".html": lambda: digest_page.as_html(made, link),
            ".json": lambda: _json(made.as_dict()),
        })  # fmt: skip


@click.command()
@_document
@library_option
@_lang
@click.option(
    "--limit", "-n", type=click.IntRange(min=1), default=5, show_default=True, help="Challenges shown of each metal."
)
@_out(".md, .svg or .json")
@replace_option
@json_option
def mindmap(
    *, document: str, library_path: Path, lang: str | None, limit: int, out: Path | None, replace: bool, as_json: bool
) -> None:
    """Draw a paper as a tree: metals, their challenges, the recommendations that answer them.

    As Markdown a nested list, which mind-map programs open too; as SVG a picture whose boxes lead to the page of the
    PDF and show the whole quote when pointed at.
    """
    from litlode.papers.links import page_links  # noqa: PLC0415 - `litlode --help` needs none of it
    from litlode.papers.mindmap_svg import as_svg  # noqa: PLC0415
    from litlode.papers.mindmap_text import as_markdown  # noqa: PLC0415

    with opened(library_path) as library:
        made = library.mind_map(document, lang=lang, limit=limit)
        link = page_links(library.connection, made.document, out)
        _give(library, out, replace, as_json, {
            ".md": lambda: as_markdown(made, link), ".svg": lambda: as_svg(made, link),
            ".json": lambda: _json(made.root.as_dict() | {"lang": made.lang}),
        })  # fmt: skip


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _give(
    library: Library, out: Path | None, replace: bool, as_json: bool, forms: Mapping[str, Callable[[], str]]
) -> None:
    """Print in the first of the forms or as JSON, or write to a file in the form that its suffix names."""
    from litlode.writing import write_whole, writing_to  # noqa: PLC0415 - see above

    if out is None:
        data_on_stdout()
        click.echo(forms[".json" if as_json else next(iter(forms))](), nl=False)
        return
    suffix = ".json" if as_json else out.suffix.casefold()
    if suffix not in forms:
        raise Refusal(f"{out}: give a file that ends in {' or '.join(forms)}")
    with writing_to(library.connection, out, replace=replace):
        write_whole(out, forms[suffix]().encode("utf-8", "replace"))
    say(f"{out}: written")


@click.command()
@_document
@library_option
@click.option(
    "--out", "-o", type=click.Path(path_type=Path), metavar="FILE",
    help="The copy to write [default: the paper's name with .annotated.pdf, in this folder].",
)  # fmt: skip
@kind_option
@accepted_option
@click.option("--person", metavar="NAME", help="Hear only this person's verdicts and notes.")
@click.option("--metals", is_flag=True, help="Underline metals; the paper is read again for their places.")
@click.option("--file", type=click.Path(path_type=Path), metavar="PDF", help="Where the paper is now, if it was moved.")
@replace_option
def annotate(
    *,
    document: str,
    library_path: Path,
    out: Path | None,
    kind: str | None,
    accepted: bool,
    person: str | None,
    metals: bool,
    file: Path | None,
    replace: bool,
) -> None:
    """Write a copy of a paper with its findings highlighted.

    Challenges are red, recommendations green; each has a note with its themes, metals and force, with what people said
    of it, and with its id. These are annotations as PDF readers and Zotero have them. Rejected findings are left out;
    the paper itself is never written to.
    """
    from litlode.papers.annotating import annotate as write  # noqa: PLC0415 - `litlode --help` needs none of it

    with opened(library_path) as library:
        made = write(
            library.connection, document, out, kind=kind, accepted=accepted, person=person, metals=metals, file=file,
            replace=replace,
        )  # fmt: skip
    told = f"{made.path}: {counted(made.findings, 'finding')} highlighted"
    if made.metals:
        told += f", {counted(made.metals, 'metal')} underlined"
    say(told)
    if made.without_place:
        say(f"{counted(made.without_place, 'finding')} not marked, without a place on a page")
    if made.metals is None:
        say("no metal is underlined: the paper is read otherwise now than when it was stored; ingest it again")


@click.command()
@_document
@library_option
@click.option("--limit", "-n", type=click.IntRange(min=1), default=10, show_default=True, help="Papers shown.")
@json_option
@csv_option
def related(*, document: str, library_path: Path, limit: int, as_json: bool, as_csv: bool) -> None:
    """List the papers most like one, and what they share with it.

    Papers are alike by the metals, themes, actors and places that both speak of, those most that few others do, and by
    what their findings mean, whatever the language.
    """
    with opened(library_path) as library:
        tell_reading(library)
        rows = [one.as_dict() for one in library.related(document, limit=limit)]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv([row | {"shared": [one["concept"] for one in row["shared"]]} for row in rows], RELATED_COLUMNS)
    else:
        for number, row in enumerate(rows, 1):
            head = ", ".join(str(part) for part in (row["title"] or Path(row["document"]).name, row["year"]) if part)
            click.echo(f"{number}. {click.style(head, bold=True)}  {row['score']:.2f}")
            click.echo(f"   {row['document']}  {click.style(row['id'], dim=True)}")
            shared = "; ".join(f"{one['name']} ({one['here']}, {one['there']})" for one in row["shared"])
            click.echo("   " + click.style(f"both: {shared}", dim=True))
        say(counted(len(rows), "paper") if rows else "no paper of the library is like it")
