"""The demo: findings of both languages, then a search that crosses from one to the other."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import NAMINGS

from corpus import ingest as ingesting
from corpus.concepts import know_namings
from litlode import demo
from litlode.cli import main


@pytest.fixture
def samples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "samples"
    folder.mkdir()
    monkeypatch.setattr(demo, "SAMPLES", folder)
    monkeypatch.setattr(ingesting, "READ_RECORD", "factories:fake_read")
    monkeypatch.setattr(ingesting, "know_lexicon", lambda db: know_namings(db, NAMINGS))
    return folder


def test_the_demo_shows_both_languages_and_searches_across(samples: Path, tmp_path: Path) -> None:
    (samples / "zh.pdf").write_text("我国钨储备面临规模不足。建议扩大钨储备。", encoding="utf-8")
    (samples / "en.pdf").write_text("States lack ores. It should begin stockpiling tungsten.", encoding="utf-8")
    result = CliRunner().invoke(main, ["demo", "--library", str(tmp_path / "demo.db"), "--jobs", "1"])
    assert result.exit_code == 0, result.output
    blocks = {block.splitlines()[0]: block for block in result.stdout.strip().split("\n\n")}
    assert list(blocks) == [
        "1 challenges in Chinese, for instance",
        "1 recommendations in Chinese, for instance",
        "0 challenges in English, for instance",
        "1 recommendations in English, for instance",
        "litlode search 钨储备",
        "litlode search tungsten stockpile",
        "litlode search 稀土",
        "litlode search rare earth recycling",
    ]
    assert "1. recommendation  en.pdf, page 1, 2020" in blocks["litlode search 钨储备"]
    assert "It should begin stockpiling tungsten." in blocks["litlode search 钨储备"]
    assert "1. recommendation  zh.pdf" in blocks["litlode search tungsten stockpile"]
    assert (tmp_path / "demo.db").exists()


def test_a_demo_without_samples_says_so(samples: Path) -> None:
    result = CliRunner().invoke(main, ["demo"])
    assert result.exit_code == 2
    assert result.stderr == f"litlode: {samples}: there are no sample papers here: install litlode again\n"
