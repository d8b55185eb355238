"""`litlode train`: verdicts in, a model beside the library out, and everything that tags for the library uses it."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result
from lab_papers import UNSEEN, few_trees, is_asked, small_training_set, write_papers

import litlode
from corpus.errors import LibraryError
from corpus.record import READER
from corpus.training import model_folder, models_beside
from litlode.cli import main
from models import fit
from models.classifier import SHIPPED
from models.features import featurize


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few of the shipped sentences, as the feature files that `train` reads."""
    folder = tmp_path_factory.mktemp("training")
    for lang in fit.LANGUAGES:
        fit.save_features(small_training_set(lang), folder / f"{lang}.npz")
    return folder


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of six papers in each language, and the papers."""
    folder = tmp_path_factory.mktemp("read")
    for lang in fit.LANGUAGES:
        write_papers(folder / "papers", lang)
    with litlode.open(folder / "lib.db") as library:
        library.ingest(folder / "papers", jobs=0)
    return folder


@pytest.fixture
def here(read: Path, features: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it as the current folder; what is learned is learned from little, by ten trees."""
    shutil.copytree(read, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fit, "FEATURES", features)
    monkeypatch.setattr(fit, "trees", few_trees)
    return tmp_path


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def judge_all(langs: tuple[str, ...] = ("zh", "en"), most: int = 1000) -> None:
    """Accept the real recommendations of the papers, reject the rest."""
    with litlode.open("lib.db") as library:
        for finding in [row for row in library.findings() if row.lang in langs][:most]:
            library.judge(finding.id, "accept" if is_asked(finding.quote) else "reject")


def quotes() -> dict[str, bool]:
    """The findings of the library, and whether each is a real recommendation."""
    with litlode.open("lib.db") as library:
        return {row.quote: is_asked(row.quote) for row in library.findings()}


def test_rejected_steps_are_found_no_more_and_real_recommendations_are(here: Path) -> None:
    judge_all()
    result = run("train", "-l", "lib.db")
    assert result.exit_code == 0, result.output
    judged = re.findall(r"(\w+): (\d+) judged sentences of 6 documents", result.stdout)
    assert [name for name, count in judged if int(count) >= 20] == ["Chinese", "English"]
    assert result.stderr.endswith(
        "lib.db.model: written\npapers are read again with it by `litlode ingest --library lib.db PATH...`\n"
    )
    own = models_beside(Path("lib.db"))
    for lang in fit.LANGUAGES:
        both = featurize(UNSEEN[lang], lang)
        before, after = (m.of(lang).probabilities(both, np.array([0, 1]))[:, 1] for m in (SHIPPED, own))
        assert after[0] < before[0] / 2
        assert after[1] > own.of(lang).thresholds["recommendation"]
    with litlode.open("lib.db") as library:
        summary = library.ingest("papers", jobs=0)
        assert (summary.stored, library.ingest("papers", jobs=0).known) == (12, 12)
    assert set(quotes().values()) == {True}
    # The verdicts outlive the findings that they were on: learning again comes to the same.
    first = {path.name: path.read_bytes() for path in Path("lib.db.model").glob("*.npz")}
    assert "lost" not in run("train", "-l", "lib.db").stderr
    assert {path.name: path.read_bytes() for path in Path("lib.db.model").glob("*.npz")} == first


def test_reading_processes_and_reasons_use_the_model_beside_the_library_until_it_is_forgotten(here: Path) -> None:
    judge_all(("en",))
    asked = next(quote for quote in quotes() if "Arland" in quote)
    finding = next(row for row in json.loads(run("findings", "-l", "lib.db", "--json").stdout) if row["quote"] == asked)
    before = run("show", finding["id"], "-l", "lib.db", "--why").stdout
    assert run("train", "-l", "lib.db").exit_code == 0
    result = run("show", finding["id"], "-l", "lib.db", "--why")
    assert result.stdout != before
    assert "another model tagged this document" in result.stderr
    paper = str(Path("papers", "en-0.txt"))
    result = run("ingest", "-l", "lib.db", paper, "-j", "1")
    assert "tagging with lib.db.model\n" in result.stderr
    assert "1 stored" in result.stderr
    assert "11 documents in it were tagged by another model" in result.stderr
    connection = sqlite3.connect("lib.db")
    mark = models_beside(Path("lib.db")).mark
    query = "SELECT reader FROM documents WHERE name = 'en-0.txt'"
    assert connection.execute(query).fetchone() == (f"{READER}+{mark}",)
    assert run("show", finding["id"], "-l", "lib.db", "--why").stderr == ""
    assert "1 in already" in run("ingest", "-l", "lib.db", paper, "-j", "1").stderr
    result = run("train", "-l", "lib.db", "--forget")
    assert (result.exit_code, "lib.db.model: removed" in result.stderr) == (0, True)
    assert not Path("lib.db.model").exists()
    assert "1 stored" in run("ingest", "-l", "lib.db", paper, "-j", "1").stderr
    assert connection.execute(query).fetchone() == (READER,)
    assert "another model" not in run("ingest", "-l", "lib.db", paper, "-j", "1").stderr
    connection.close()
    assert "there is none" in run("train", "-l", "lib.db", "--forget").stderr


def test_a_language_with_few_verdicts_keeps_the_shipped_model_and_says_so(here: Path) -> None:
    judge_all(("zh",))
    judge_all(("en",), most=4)
    result = run("train", "-l", "lib.db", "--json")
    told = json.loads(result.stdout)["languages"]
    assert (told["en"]["sentences"], told["en"]["changes"]) == (4, {})
    change = told["zh"]["changes"]["recommendation"]
    assert change["judged"] >= 20
    assert change["agreed_after"] > change["agreed_before"]
    assert [path.name for path in sorted(Path("lib.db.model").iterdir())] == ["card.json", "zh.npz"]
    card = json.loads(Path("lib.db.model", "card.json").read_text(encoding="utf-8"))
    assert (card["languages"], card["made"][:2]) == (told, "20")
    assert models_beside(Path("lib.db")).of("en") is SHIPPED.of("en")


def test_without_verdicts_nothing_is_learned_or_written(here: Path) -> None:
    result = run("train", "-l", "lib.db")
    assert result.exit_code == 2
    assert "Chinese: 0 judged sentences; the shipped model stays" in result.stdout
    assert "litlode: nothing was learned: 10 judged sentences of a language are needed" in result.stderr
    assert not Path("lib.db.model").exists()


def test_figures_on_a_single_document_are_told_to_say_nothing_of_what_it_taught(here: Path) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted(Path("papers").glob("en-*.txt"))]
    Path("one.txt").write_text("".join(texts), encoding="utf-8")
    Path("lib.db").unlink()
    with litlode.open("lib.db") as library:
        library.ingest("one.txt", jobs=0)
    judge_all()
    out = run("train", "-l", "lib.db").stdout
    assert "English: 30 judged sentences of 1 document\n" in out
    assert "all judged sentences are of one document" in out


def test_verdicts_whose_words_are_gone_are_counted(here: Path) -> None:
    judge_all(("en",))
    connection = sqlite3.connect("lib.db")
    connection.execute("PRAGMA foreign_keys = ON")
    with connection:
        connection.execute("DELETE FROM documents WHERE name = 'en-0.txt'")
    connection.close()
    assert "5 verdicts left out: their words are not found" in run("train", "-l", "lib.db").stderr


def archive(path: Path) -> None:
    np.savez(path, strange=np.zeros(3))


def pickled(path: Path) -> None:
    np.savez(path, lang=np.array([print], dtype=object))


def other_version(path: Path) -> None:
    shutil.copy(fit.WEIGHTS / "en.npz", path)


def other_language(path: Path) -> None:
    shutil.copy(fit.WEIGHTS / "zh.npz", path)


def cut_short(path: Path) -> None:
    path.write_bytes((fit.WEIGHTS / "en.npz").read_bytes()[:20_000])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (archive, "not a model of litlode"),
        (pickled, "not a model of litlode"),
        (cut_short, "not a model of litlode"),
        (lambda path: path.write_bytes(b""), "not a model of litlode"),
        (lambda path: path.write_text("a note"), "not a model of litlode"),
        (other_version, "was made by another version of litlode"),
        (other_language, "holds a model of 'zh'"),
    ],
)
def test_a_model_that_cannot_be_used_ends_each_command_with_one_line(here: Path, spoil, said: str) -> None:
    folder = model_folder(Path("lib.db"))
    folder.mkdir()
    spoil(folder / "en.npz")
    (here / "gold.jsonl").write_text('{"lang": "en", "text": "Ore.", "sentences": []}\n', "utf-8")
    with litlode.open("lib.db") as library:
        id_ = library.findings()[0].id
    for args in (
        ("ingest", "-l", "lib.db", "papers"),
        ("show", id_, "--why", "-l", "lib.db"),
        ("evaluate", "gold.jsonl", "--library", "lib.db"),
        ("evaluate", "gold.jsonl", "--model", "lib.db.model"),
    ):
        result = run(*args)
        assert (result.exit_code, result.stdout) == (2, "")
        last = result.stderr.splitlines()[-1]
        assert last.startswith(f"litlode: {Path('lib.db.model', 'en.npz')}: {said}"), last
    with litlode.open("lib.db") as library, pytest.raises(LibraryError, match="--forget"):
        library.ingest("papers", jobs=0)
    assert run("train", "-l", "lib.db", "--forget").exit_code == 0
    assert run("show", id_, "--why", "-l", "lib.db").exit_code == 0


def test_ones_own_model_is_measured_on_gold(here: Path) -> None:
    judge_all(("en",))
    run("train", "-l", "lib.db")
    passages = []
    for text, true in (("The lead samples should be dried for 70 hours in the oven.", False), (UNSEEN["en"][1], True)):
        row = {"start": 0, "end": len(text), "challenge": False, "recommendation": true}
        passages.append(json.dumps({"lang": "en", "text": text, "sentences": [row]}) + "\n")
    Path("gold.jsonl").write_text("".join(passages), "utf-8")

    def precision(*args: str) -> float:
        rows = json.loads(run("evaluate", "gold.jsonl", "--json", *args).stdout)
        return next(row["precision"] for row in rows if row["kind"] == "recommendation")

    assert precision() == 0.5
    assert precision("--library", "lib.db") == precision("--model", "lib.db.model") == 1.0


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--library", "none.db"), "none.db: there is no library here"),
        (("--library", "lib.db"), "lib.db.model: there is no model here"),
        (("--model", "papers"), "papers: there is no model here"),
        (("--model", "papers", "--library", "lib.db"), "give one of them"),
    ],
)
def test_a_model_that_is_not_there_is_not_measured(here: Path, args: tuple[str, ...], said: str) -> None:
    (here / "gold.jsonl").write_text('{"lang": "en", "text": "Ore.", "sentences": []}\n', "utf-8")
    result = run("evaluate", "gold.jsonl", *args)
    assert (result.exit_code, said in result.stderr) == (2, True)


def test_all_shipped_sentences_and_trees_are_learned_from(read: Path, tmp_path: Path) -> None:
    shutil.copytree(read, tmp_path, dirs_exist_ok=True)
    with litlode.open(tmp_path / "lib.db") as library:
        for finding in [row for row in library.findings() if row.lang == "zh"]:
            library.judge(finding.id, "accept" if is_asked(finding.quote) else "reject")
        [chinese] = [lesson for lesson in library.train().lessons if lesson.lang == "zh"]
    change = chinese.changes["recommendation"]
    assert change.agreed_after > 0.9 * change.judged > change.agreed_before
    assert abs(change.shipped_after - change.shipped_before) < 0.02
