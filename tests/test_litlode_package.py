"""The public import, and what it says where somebody's file hides a package of ours."""

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

import litlode

PACKAGES = ("extract", "corpus", "models", "litlode")


def test_the_version_is_that_of_the_distribution() -> None:
    assert litlode.__version__ == importlib.metadata.version("litlode")


def test_open_makes_a_library(tmp_path: Path) -> None:
    with litlode.open(tmp_path / "new.db") as library:
        assert len(library.documents()) == 0


def test_a_models_file_of_somebody_else_is_named(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text("", encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import litlode"],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert result.returncode == 1
    assert "ImportError: litlode needs its own package `models`" in result.stderr
    assert f"{tmp_path / 'models.py'} hides it" in result.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_no_pattern_repeats_a_group_possessively(package: str) -> None:
    """Python before 3.11.3 misreads `(…)*+` where a group holds more than one character; `(?>(…)*)` means the same."""
    possessive = re.compile(r"\)(?:[*?+]|\{\{?[0-9,]+\}\}?)\+")
    root = Path(litlode.__file__).parent.parent / package
    found = [path.name for path in root.rglob("*.py") if possessive.search(path.read_text(encoding="utf-8"))]
    assert not found
