"""Guarded processes: no file can stop the others, whatever it does to the process that reads it."""

import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from factories import fake_read

from corpus.errors import WorkerError
from corpus.record import unpack
from corpus.workers import Failure, Limits, Outcome, Pool, attempt

FAKE = "factories:fake_read"


def write(folder: Path, *texts: str) -> list[Path]:
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def read(paths: list[Path], *, size: int = 2, limits: Limits | None = None, task: str = FAKE) -> list[Outcome]:
    with Pool(task, size, limits or Limits(seconds=20)) as pool:
        return sorted(pool.read(paths), key=lambda outcome: outcome.index)


def test_files_are_read_and_bad_ones_told_with_their_reason(tmp_path: Path) -> None:
    paths = write(tmp_path, "建议扩大钨储备。", "locked", "bug", "print 建议收储锂。", "crash", "建议一。")
    outcomes = read(paths)
    assert [outcome.path for outcome in outcomes] == paths
    assert isinstance(outcomes[0].result, bytes)
    assert unpack(outcomes[0].result).text == "建议扩大钨储备。"
    assert outcomes[1].result == Failure("encrypted", "a password is needed")
    assert outcomes[2].result == Failure("error", "could not be read (ZeroDivisionError: a fault of the reader)")
    assert isinstance(outcomes[3].result, bytes)
    assert outcomes[4].result == Failure("crashed", "the reading process crashed on this file")
    assert isinstance(outcomes[5].result, bytes)


def test_a_file_that_hangs_is_stopped_within_its_limit(tmp_path: Path) -> None:
    outcomes = read(write(tmp_path, "hang", "建议扩大钨储备。"), size=1, limits=Limits(seconds=0.5))
    assert outcomes[0].result == Failure("limit", "took longer than 0.5 s and was stopped")
    assert outcomes[0].seconds < 2
    assert isinstance(outcomes[1].result, bytes)


def test_a_file_that_eats_memory_is_stopped(tmp_path: Path) -> None:
    outcomes = read(write(tmp_path, "eat", "建议扩大钨储备。"), size=1, limits=Limits(seconds=60, megabytes=250))
    assert outcomes[0].result == Failure("limit", "needed more than 250 MB of memory and was stopped")
    assert isinstance(outcomes[1].result, bytes)


def test_workers_are_kept_from_file_to_file(tmp_path: Path) -> None:
    with Pool(FAKE, 1, Limits(seconds=20)) as pool:
        pids = [pool.workers[0].process.pid for _ in pool.read(write(tmp_path, "一。", "二。", "三。"))]
    assert len(set(pids)) == 1


def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with Pool(FAKE, 2, Limits(seconds=20)) as pool:
        reading = pool.read(write(tmp_path, "建议一。", "hang", "hang"))
        next(reading)
        pids = [worker.process.pid for worker in pool.workers]
    deadline = time.monotonic() + 5
    while any(psutil.pid_exists(pid or 0) for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(psutil.pid_exists(pid or 0) for pid in pids)


def test_paths_are_taken_only_when_there_is_room(tmp_path: Path) -> None:
    taken: list[Path] = []

    def paths() -> Iterator[Path]:
        for path in write(tmp_path, *["建议一。"] * 6):
            taken.append(path)
            yield path

    with Pool(FAKE, 1, Limits(seconds=20)) as pool:
        next(pool.read(paths()))
    assert len(taken) <= 2


def test_a_task_that_cannot_be_loaded_ends_the_whole(tmp_path: Path) -> None:
    with pytest.raises(WorkerError, match="no_such_module"):
        read(write(tmp_path, "一。"), task="no_such_module:read")


def test_the_same_task_runs_in_this_process(tmp_path: Path) -> None:
    good, locked = write(tmp_path, "一。", "locked")
    assert isinstance(attempt(fake_read, good), bytes)
    assert attempt(fake_read, locked) == Failure("encrypted", "a password is needed")
    assert attempt(fake_read, tmp_path / "none") == Failure("unreadable", "No such file or directory")


@pytest.mark.parametrize("limits", [{"seconds": 0}, {"megabytes": 0}, {"seconds": -1.0}])
def test_limits_are_above_zero(limits: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Limits(**limits)  # type: ignore[arg-type]
