"""Commands about the tagger itself: evaluate."""

from __future__ import annotations

from pathlib import Path

import click

from litlode.cli.options import Refusal, csv_option, json_option
from litlode.output import print_csv, print_json

COLUMNS = ("lang", "kind", "genre", "precision", "recall", "f1", "low", "high", "sentences")


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@json_option
@csv_option
def evaluate(gold: Path, as_json: bool, as_csv: bool) -> None:
    """Measure the tagger on passages that a person annotated.

    GOLD holds a passage a line, as JSON: `lang`, `text`, `sentences` (each with `start`, `end`, `challenge`,
    `recommendation`, and `metals` if they are to be measured), and `genre` if there are several. Printed are precision,
    recall and F1, with the interval that F1 keeps in 95 of 100 draws of the passages.
    """
    from litlode.evaluation import GoldError  # noqa: PLC0415 - lexicon and models
    from litlode.evaluation import evaluate as measure  # noqa: PLC0415

    try:
        rows = [figure.as_dict() for figure in measure(gold)]
    except GoldError as error:
        raise Refusal(str(error)) from error
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv(rows, COLUMNS)
    else:
        for row in rows:
            click.echo(
                f"{row['lang']} {row['genre']:<12} {row['kind']:<15} P {row['precision']:.3f}  R {row['recall']:.3f}  "
                f"F1 {row['f1']:.3f} ({row['low']:.3f}-{row['high']:.3f})  of {row['sentences']}"
            )
