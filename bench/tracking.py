"""How fast threads are woven, and what one more document costs.

    python bench/tracking.py --documents 10000

Made-up libraries (`bench/made_library.py`) of a hundred sentences and ten findings a document. Printed are the seconds
of weaving all, the highest memory of the process in MB, and the seconds of looking for threads in one more document.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path

from made_library import SENTENCES, make_library

from corpus import weaving


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        connection = make_library(Path(folder) / "made.db", given.documents * SENTENCES)
        begun = time.perf_counter()
        documents = weaving.refresh(connection)
        woven = time.perf_counter() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        findings, threads, told = connection.execute(
            """SELECT (SELECT count(*) FROM thread_findings), (SELECT count(*) FROM threads),
            (SELECT count(*) FROM thread_events)"""
        ).fetchone()
        print(f"{documents} documents, {findings} findings: {threads} threads, {told} outcomes; "
              f"{woven:.1f} s, {memory} MB")  # fmt: skip
        (key,) = connection.execute("SELECT max(key) FROM documents").fetchone()
        for rows in (
            "thread_documents WHERE document = ?",
            "thread_findings WHERE finding IN (SELECT key FROM findings WHERE document = ?)",
            "outcomes WHERE document = ?",
        ):
            connection.execute(f"DELETE FROM {rows}", [key])
        begun = time.perf_counter()
        weaving.refresh(connection)
        print(f"one more document: {time.perf_counter() - begun:.2f} s")
        connection.close()


if __name__ == "__main__":
    main()
