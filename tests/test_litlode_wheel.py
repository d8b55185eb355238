"""The built wheel has all that the program needs, and runs from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DEVELOPERS = {"pytest", "hypothesis", "mypy", "ruff", "reportlab", "importlinter", "typst"}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's files and nothing else of ours."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = ["wheel", str(ROOT), "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*pip, *build], check=True, capture_output=True)
    [wheel] = folder.glob("litlode-*.whl")
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(folder / "site"), str(wheel)], check=True, capture_output=True
    )
    return folder / "site"


def run(installed: Path, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Python with the wheel's files first, started in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, *args], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def test_the_wheel_extracts_without_the_developers_packages(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "文献.txt").write_text("我国钨储备面临规模不足、轮换缺失等挑战。应当建立预警机制。", encoding="utf-8")
    code = (
        f"import sys; sys.modules.update(dict.fromkeys({sorted(DEVELOPERS)}));"  # None: importing it is an error
        "import json, litlode; from pathlib import Path; from extract.extract import extract;"
        "print(json.dumps([litlode.__file__, [f.quote for f in extract(Path('文献.txt')).findings]]))"
    )
    result = run(installed, tmp_path, "-c", code)
    assert result.returncode == 0, result.stderr
    file, found = json.loads(result.stdout)
    assert Path(file).is_relative_to(installed)
    assert "规模不足" in found


def test_the_wheel_has_the_sample_papers(installed: Path, tmp_path: Path) -> None:
    result = run(
        installed,
        tmp_path,
        "-m",
        "litlode",
        "text",
        "--json",
        str(installed / "corpus/samples/zh-2009-rare-earths.pdf"),
    )
    assert json.loads(result.stdout)["metadata"]["year"] == 2009
