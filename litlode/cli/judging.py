"""Commands about how right the tagger is, and making it righter: judge, train, evaluate."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Any

import click

from litlode.cli.options import Refusal, csv_option, json_option, library_option, opened, person_option
from litlode.output import counted, print_finding, print_json, printed, say

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.training import Lesson
    from corpus.verdicts import Decision
    from models.classifier import Models

COLUMNS = ("lang", "kind", "genre", "precision", "recall", "f1", "low", "high", "sentences")


@click.command()
@click.argument("id", required=False)
@click.argument("verdict", required=False)
@click.argument("what", required=False)
@library_option
@click.option("--note", metavar="TEXT", help="Why, or anything else, kept with the verdict.")
@person_option
@click.option(
    "--from", "file", type=click.Path(path_type=Path), metavar="FILE",
    help="Many at once, all or none: CSV with the columns id,verdict and if wanted label,words,tag,note, or what "
    "`litlode verdicts` printed.",
)  # fmt: skip
def judge(
    *, id: str | None, verdict: str | None, what: str | None, library_path: Path, note: str | None,
    person: str | None, file: Path | None,
) -> None:  # fmt: skip
    """Say whether a finding is right: accept, reject, relabel, correct, note, tag or untag.

    `litlode judge 0477 accept`, `litlode judge 0477 reject`, `litlode judge 0477 relabel challenge`, `litlode judge
    0477 correct "the right words"` (as they stand in the text), `litlode judge 0477 tag policy`: ID is that of the
    finding or its first four characters or more. The newest decision on a finding counts; notes (with --note) and tags
    decide nothing. Verdicts stay when papers are read again, and `litlode train` learns from them.
    """
    if (file is None) == (id is None or verdict is None) or (file is not None and (id or note)):
        raise click.UsageError("give ID and VERDICT, or a file of them with --from")
    from corpus.errors import LibraryError  # noqa: PLC0415 - `litlode --help` needs none of these
    from corpus.verdicts import judge as write  # noqa: PLC0415
    from corpus.verdicts import read_decisions  # noqa: PLC0415

    try:
        decisions = read_decisions(file) if file else (_decision(id or "", verdict or "", what, note),)
    except LibraryError as error:
        raise Refusal(str(error)) from error
    with opened(library_path) as library:
        before = _verdicts(library)
        findings = write(library.connection, decisions, person=person)
        written = _verdicts(library) - before
    if file:
        known = f"; {len(decisions) - written} were there already" if written < len(decisions) else ""
        say(f"{counted(written, 'verdict')} written{known}")
        return
    print_finding({**findings[0].as_dict(), "verdict": None})
    say(f"{verdict}{f' {what}' if what else ''}: written")


def _verdicts(library: Library) -> int:
    """How many verdicts the library holds."""
    return int(library.connection.execute("SELECT count(*) FROM verdicts").fetchone()[0])


def _decision(id_: str, verdict: str, what: str | None, note: str | None) -> Decision:
    """What is said on the command line: WHAT is the kind, the right words, the tag or the note, as the verdict has it.

    Raises VerdictError.
    """
    from corpus.verdicts import Decision  # noqa: PLC0415 - as above

    if verdict == "note" and what and not note:
        return Decision(id=id_, verdict=verdict, note=what)
    said = {{"correct": "words", "tag": "tag", "untag": "tag"}.get(verdict, "label"): what}
    return Decision(id=id_, verdict=verdict, note=note, **said)


@click.command()
@library_option
@click.option("--forget", is_flag=True, help="Go back to the shipped models: remove those of the library.")
@json_option
def train(library_path: Path, forget: bool, as_json: bool) -> None:
    """Learn from the verdicts of a library, and tag with what was learned.

    The sentences with a verdict (`litlode judge`) are learned from together with the shipped ones, and the models kept
    in FILE.model beside the library, where `ingest` and `show --why` find them. Printed is what changed: F1 on the
    shipped sentences, and on the judged ones with each document held out. Half a minute for each language.
    """
    from corpus.training import FEWEST, model_folder  # noqa: PLC0415 - `litlode --help` needs none of it
    from corpus.training import forget as remove  # noqa: PLC0415

    with opened(library_path) as library:
        if forget:
            there = remove(library_path)
            say(f"{model_folder(library_path)}: {'removed' if there else 'there is none'}")
            if there:
                say(_next_step(library_path, "with the shipped models"))
            return
        training = library.train(on_language=lambda lang: say(f"learning {_NAMES[lang]} …"))
    if as_json:
        print_json(training.as_dict())
    else:
        for lesson in training.lessons:
            _print_lesson(lesson, FEWEST)
    if training.lost:
        say(f"{counted(training.lost, 'verdict')} left out: their words are not found in the library any more")
    if training.undecided:
        say(f"{counted(training.undecided, 'reject')} left out: of one item of a sentence whose other items stand")
    if training.folder is None:
        raise Refusal(
            f"nothing was learned: {FEWEST} judged sentences of a language are needed (`litlode judge ID VERDICT`)"
        )
    say(f"{training.folder}: written")
    say(_next_step(library_path, "with it"))


_NAMES = {"zh": "Chinese", "en": "English"}


def _next_step(library: Path, how: str) -> str:
    return f"papers are read again {how} by `litlode ingest --library {quote(str(library))} PATH...`"


def _print_lesson(lesson: Lesson, fewest: int) -> None:
    name = _NAMES[lesson.lang]
    if not lesson.changes:
        click.echo(f"{name}: {counted(lesson.sentences, 'judged sentence')}; the shipped model stays below {fewest}")
        return
    click.echo(f"{name}: {counted(lesson.sentences, 'judged sentence')} of {counted(lesson.documents, 'document')}")
    for kind, change in lesson.changes.items():
        click.echo(
            f"   {kind:<15} shipped sentences: F1 {change.shipped_before:.3f} before, {change.shipped_after:.3f} after"
        )
        if change.judged:
            scores = _told(change.judged_before), _told(change.judged_after)
            click.echo(
                f"   {'':<15} {change.judged} judged: {change.agreed_before} told as you do before"
                f" (F1 {scores[0]}), {change.agreed_after} after (F1 {scores[1]})"
            )
    if lesson.documents == 1:
        click.echo("   all judged sentences are of one document: held out, nothing could be learned from it for these")


def _told(score: float | None) -> str:
    return "-" if score is None else f"{score:.3f}"


@click.command()
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--model", type=click.Path(path_type=Path), metavar="FOLDER", help="Measure the models of this folder.")
@click.option(
    "--library", "-l", "library_path", type=click.Path(path_type=Path), metavar="FILE",
    help="Measure the models of this library.",
)  # fmt: skip
@json_option
@csv_option
def evaluate(*, gold: Path, model: Path | None, library_path: Path | None, as_json: bool, as_csv: bool) -> None:
    """Measure the tagger on passages that a person annotated.

    GOLD holds a passage a line, as JSON: `lang`, `text`, `sentences` (each with `start`, `end`, `challenge`,
    `recommendation`, and `metals` if they are to be measured), and `genre` if there are several. Printed are precision,
    recall and F1, with the interval that F1 keeps in 95 of 100 draws of the passages. Without --model and --library the
    shipped models are measured.
    """
    from litlode.evaluation import GoldError  # noqa: PLC0415 - lexicon and models
    from litlode.evaluation import evaluate as measure  # noqa: PLC0415

    models = _models(model, library_path)
    try:
        rows = [figure.as_dict() for figure in measure(gold, models)]
    except GoldError as error:
        raise Refusal(str(error)) from error
    if not printed(rows, COLUMNS, as_json=as_json, as_csv=as_csv):
        for row in rows:
            _print_figure(row)


def _models(folder: Path | None, library: Path | None) -> Models:
    """The models of a folder or a library; the shipped ones where neither is given."""
    from corpus.training import model_folder  # noqa: PLC0415 - as above
    from models.classifier import SHIPPED, ModelError, load_models  # noqa: PLC0415

    if folder and library:
        raise click.UsageError("--model and --library are two ways to name one thing: give one of them")
    if library and not library.is_file():
        raise Refusal(f"{library}: there is no library here; `litlode ingest` makes one")
    chosen = model_folder(library) if library else folder
    try:
        return load_models(chosen) if chosen else SHIPPED
    except ModelError as error:
        raise Refusal(str(error)) from error


def _print_figure(row: Mapping[str, Any]) -> None:
    click.echo(
        f"{row['lang']} {row['genre']:<12} {row['kind']:<15} P {row['precision']:.3f}  R {row['recall']:.3f}  "
        f"F1 {row['f1']:.3f} ({row['low']:.3f}-{row['high']:.3f})  of {row['sentences']}"
    )
