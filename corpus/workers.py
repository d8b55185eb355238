"""Files read in processes of their own, each with a limit of time and memory, so that no file can stop the others.

A worker is started once (`spawn`, the same on every system), loads what reading needs, and takes one path after
another. The parent watches the clock and the memory of each; a worker over a limit is killed, the file is reported as
failed, and a new worker takes its place. Answers are bytes that the task made (JSON); nothing is unpickled but the
start-up messages that multiprocessing itself sends down to the worker.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import multiprocessing as mp
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from corpus.errors import WorkerError


@dataclass(frozen=True, slots=True)
class Noted:
    """What a task made of a file, with one line that the person should know of it."""

    result: bytes
    note: str


Task = Callable[[Path], bytes | Noted]

TICK = 0.1
"""Seconds between two looks at time and memory: a file may overrun its limits by about as much."""

START_SECONDS = 120.0
"""How long a worker may take to load the libraries; measured 1 to 4 s, more where a disk is cold."""

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What reading one file may take: `seconds` of wall clock, `megabytes` of resident memory of its process."""

    seconds: float = 300.0
    megabytes: int = 2048

    def __post_init__(self) -> None:
        if self.seconds <= 0 or self.megabytes <= 0:
            raise ValueError(f"limits are above zero, not {self}")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file was not read: a short reason (`encrypted`, `limit` …) and one line for a person."""

    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: `index` is its place in the order given, `result` the task's bytes or a Failure."""

    index: int
    path: Path
    result: bytes | Failure
    seconds: float
    note: str = ""


def load_task(name: str) -> Task:
    """The function that `module:function` names; what follows a `?` (`?ocr=no&threads=2`) are arguments, as strings."""
    name, _, arguments = name.partition("?")
    module, _, function = name.partition(":")
    task = getattr(importlib.import_module(module), function)
    given = dict(parse_qsl(arguments, keep_blank_values=True, strict_parsing=bool(arguments), errors="surrogateescape"))
    named: Task = partial(task, **given) if given else task
    return named


def with_arguments(name: str, **arguments: str | float) -> str:
    """The name of a task with arguments for it."""
    return f"{name}{'&' if '?' in name else '?'}{urlencode(arguments, errors='surrogateescape')}"


def prepare(name: str) -> None:
    """Call `prepare_<function>` where the task's module has it: what a first file would otherwise wait for."""
    module, _, function = name.partition("?")[0].partition(":")
    first = getattr(importlib.import_module(module), f"prepare_{function}", None)
    if first is not None:
        first()


def attempt(task: Task, path: Path) -> bytes | Noted | Failure:
    """What the task makes of a file, in this process; any error of reading comes back as a Failure."""
    from extract.errors import ReadError  # noqa: PLC0415 - the parent need not load `extract`

    try:
        return task(path)
    except ReadError as error:
        return Failure(error.reason, one_line(str(error)) or error.reason)
    except OSError as error:
        return Failure("unreadable", one_line(error.strerror or str(error)))
    except MemoryError:
        return Failure("limit", "needs more memory than there is")
    except Exception as error:  # noqa: BLE001 - the edge: a fault of a reader in one file must not stop the others
        return Failure("error", one_line(f"could not be read ({type(error).__name__}: {error})"))


def outcome_of(index: int, path: Path, result: bytes | Noted | Failure, seconds: float) -> Outcome:
    """The outcome of a file, its note apart from its result."""
    if isinstance(result, Noted):
        return Outcome(index, path, result.result, seconds, result.note)
    return Outcome(index, path, result, seconds)


def one_line(message: str) -> str:
    """The message on one line, at most 300 characters long."""
    return " ".join(message.split())[:300]


def serve(pipe: Connection, task_name: str) -> None:
    """What a worker does until its pipe closes: take a path, send back the outcome."""
    # Ctrl-C reaches every process of a terminal's group; the parent alone decides what becomes of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave_with_parent()
    # A library that prints would spoil the data on the parent's stdout.
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    sys.stdout = sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the process's life
    try:
        task = load_task(task_name)
        prepare(task_name)
    except Exception as error:  # noqa: BLE001 - the edge: whatever it is, the parent must be told
        pipe.send_bytes(_reply(Failure("start", f"{type(error).__name__}: {error}")))
        return
    pipe.send_bytes(_reply(b""))
    # EOF: the parent closed its end; OSError: it went away.
    with contextlib.suppress(EOFError, OSError):
        while True:
            path = Path(pipe.recv_bytes().decode("utf-8", "surrogatepass"))
            pipe.send_bytes(_reply(attempt(task, path)))


def _leave_with_parent() -> None:
    parent = mp.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _reply(result: bytes | Noted | Failure) -> bytes:
    if isinstance(result, Failure):
        return b"-" + json.dumps([result.reason, result.message]).encode()
    if isinstance(result, Noted):
        return b"!" + json.dumps(result.note).encode() + b"\n" + result.result
    return b"+" + result


def _parse_reply(reply: bytes) -> bytes | Noted | Failure:
    if reply[:1] == b"+":
        return reply[1:]
    if reply[:1] == b"!":
        note, _, result = reply[1:].partition(b"\n")
        return Noted(result, one_line(str(json.loads(note))))
    reason, message = json.loads(reply[1:])
    return Failure(str(reason), str(message))


class Worker:
    """One reading process and what it is busy with."""

    def __init__(self, task_name: str) -> None:
        context = mp.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=serve, args=(theirs, task_name), daemon=True)
        self.process.start()
        theirs.close()
        self.since = time.monotonic()
        self.ready = False
        self.job: tuple[int, Path] | None = None

    def give(self, index: int, path: Path) -> bool:
        """Set the worker to read a file; False where its process has gone while it was idle."""
        try:
            self.pipe.send_bytes(str(path).encode("utf-8", "surrogatepass"))
        except OSError:
            return False
        self.job = (index, path)
        self.since = time.monotonic()
        return True

    def megabytes(self) -> float:
        """Resident memory of the process, 0 where it is gone."""
        import psutil  # noqa: PLC0415 - only where files are read

        try:
            return float(psutil.Process(self.process.pid).memory_info().rss) / MEGABYTE
        except psutil.Error:
            return 0.0

    def over(self, limits: Limits) -> Failure | None:
        """The limit that the file in hand has passed, if any."""
        if time.monotonic() - self.since > limits.seconds:
            return Failure("limit", f"took longer than {limits.seconds:g} s and was stopped")
        if self.megabytes() > limits.megabytes:
            return Failure("limit", f"needed more than {limits.megabytes} MB of memory and was stopped")
        return None

    def stop(self) -> None:
        """End the process at once."""
        self.process.kill()
        self.process.join()
        self.pipe.close()
        self.process.close()


class Pool:
    """Up to `size` workers; a context manager, since processes must be ended whatever happens."""

    def __init__(self, task_name: str, size: int, limits: Limits) -> None:
        if size < 1:
            raise ValueError(f"at least one worker is needed, not {size}")
        self.task_name = task_name
        self.size = size
        self.limits = limits
        self.workers: list[Worker] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        while self.workers:
            self.workers.pop().stop()

    def read(self, paths: Iterable[Path]) -> Iterator[Outcome]:
        """The outcome of each file as it is done; the next path is taken only when a worker is free for it."""
        source = enumerate(paths)
        waiting: deque[tuple[int, Path]] = deque()
        exhausted = False
        while True:
            while not exhausted and len(waiting) + self._busy() < self.size:
                following = next(source, None)
                if following is None:
                    exhausted = True
                else:
                    waiting.append(following)
            if not waiting and not self._busy():
                return
            self._assign(waiting)
            yield from self._collect()

    def _busy(self) -> int:
        return sum(worker.job is not None for worker in self.workers)

    def _assign(self, waiting: deque[tuple[int, Path]]) -> None:
        for worker in list(self.workers):
            if not (waiting and worker.ready and worker.job is None):
                continue
            if worker.give(*waiting[0]):
                waiting.popleft()
            else:
                self._drop(worker)
        starting = sum(not worker.ready for worker in self.workers)
        while starting < len(waiting) and len(self.workers) < self.size:
            self.workers.append(Worker(self.task_name))
            starting += 1

    def _collect(self) -> Iterator[Outcome]:
        readable = set(wait([worker.pipe for worker in self.workers], timeout=TICK))
        for worker in list(self.workers):
            if worker.pipe in readable:
                outcome = self._receive(worker)
            elif worker.job is not None:
                outcome = self._check(worker)
            else:
                outcome = None
                if not worker.ready and time.monotonic() - worker.since > START_SECONDS:
                    raise WorkerError(f"a reading process did not start within {START_SECONDS:g} s")
            if outcome is not None:
                yield outcome

    def _receive(self, worker: Worker) -> Outcome | None:
        try:
            result = _parse_reply(worker.pipe.recv_bytes())
        except (EOFError, OSError):
            if not worker.ready:
                raise WorkerError(
                    "a reading process ended while starting; a script that ingests needs `if __name__ == '__main__':`"
                ) from None
            return self._end(worker, Failure("crashed", "the reading process crashed on this file"))
        if not worker.ready:
            if isinstance(result, Failure):
                raise WorkerError(f"a reading process cannot start: {result.message}")
            worker.ready = True
            return None
        return self._end(worker, result, keep=worker.megabytes() < self.limits.megabytes / 2)

    def _check(self, worker: Worker) -> Outcome | None:
        failure = worker.over(self.limits)
        return self._end(worker, failure) if failure else None

    def _end(self, worker: Worker, result: bytes | Noted | Failure, *, keep: bool = False) -> Outcome | None:
        job, worker.job = worker.job, None
        seconds = time.monotonic() - worker.since
        if not keep:
            # Also after a good file where memory has grown: the next file should have the whole limit to itself.
            self._drop(worker)
        if job is None:
            return None
        return outcome_of(job[0], job[1], result, seconds)

    def _drop(self, worker: Worker) -> None:
        self.workers.remove(worker)
        worker.stop()


def cores() -> int:
    """How many processes may usefully read at once: the processors this one may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
