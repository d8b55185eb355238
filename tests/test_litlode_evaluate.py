"""`litlode evaluate`: figures on annotated passages, with intervals."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from litlode.cli import main

FIRST = "However, the refineries suffer from a severe shortage of skilled staff."
SECOND = "Agencies should establish a tungsten stockpile."


def gold(path: Path, **changes: object) -> Path:
    """A file of one passage of two sentences."""
    text = f"{FIRST} {SECOND}"
    cut = len(FIRST)
    passage = {
        "lang": "en", "genre": "report", "text": text,
        "sentences": [
            {"start": 0, "end": cut, "challenge": True, "recommendation": False, "metals": []},
            {"start": cut + 1, "end": len(text), "challenge": False, "recommendation": True, "metals": ["W"]},
        ],
    } | changes  # fmt: skip
    path.write_text(json.dumps(passage) + "\n", encoding="utf-8")
    return path


def test_figures_come_by_language_kind_and_genre_with_an_interval(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(gold(tmp_path / "gold.jsonl")), "--json"])
    assert result.exit_code == 0
    rows = {(row["genre"], row["kind"]): row for row in json.loads(result.stdout)}
    assert set(rows) == {(g, k) for g in ("all", "report") for k in ("challenge", "recommendation", "metals")}
    row = rows["all", "recommendation"]
    assert (row["f1"], row["low"], row["high"], row["sentences"]) == (1.0, 1.0, 1.0, 1)


@pytest.mark.parametrize(
    ("change", "said"),
    [({"lang": "fr"}, "line 1"), ({"sentences": [{"start": 0}]}, "no annotated passage"), ({"text": "x"}, "line 1")],
)
def test_a_line_that_is_no_passage_is_named(tmp_path: Path, change: dict[str, object], said: str) -> None:
    result = CliRunner().invoke(main, ["evaluate", str(gold(tmp_path / "gold.jsonl", **change))])
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_empty_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["evaluate", str(tmp_path / "empty.jsonl")])
    assert (result.exit_code, "holds no passage" in result.stderr) == (2, True)
