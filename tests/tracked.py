"""A small library whose measures are said again, and commands that are run on it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result
from factories import library

from corpus.library import Library
from litlode.cli import main

RECYCLE = "Companies should recycle lithium from used batteries."
RECYCLE_ZH = "建议企业从废旧电池中回收锂。"
STOCK = "The state should build a strategic stockpile of tungsten against supply disruption."
STOCK_ZH = "建议国家建立钨战略储备，以应对供应中断。"
LACK_ZH = "我国面临铟价格大幅波动的问题。"
DONE = "The recycling of lithium became law."
TEXTS = (RECYCLE, RECYCLE_ZH, STOCK, STOCK_ZH, LACK_ZH, DONE)


def make_library() -> None:
    """`litlode.db` here: two measures in both languages, a challenge, and what became of one measure."""
    connection = library(Path("litlode.db"), *TEXTS)
    for number, year in enumerate((2012, 2018, 2010, 2016, 2015, 2022)):
        connection.execute("UPDATE documents SET year = ? WHERE title = ?", [year, f"Paper {number}"])
    connection.close()
    with Library("litlode.db") as shelf:
        shelf.tracking.refresh()
        (finding,) = shelf.connection.execute("SELECT key FROM findings WHERE quote = ?", [RECYCLE_ZH]).fetchone()
        (sentence,) = shelf.connection.execute("SELECT key FROM sentences WHERE text = ?", [DONE]).fetchone()
        shelf.connection.execute("DELETE FROM thread_events")
        shelf.connection.execute(
            "INSERT INTO thread_events (finding, sentence, event, score) VALUES (?, ?, 'enacted', 0.8)",
            [finding, sentence],
        )


def run(*args: str) -> Result:
    result = CliRunner().invoke(main, list(args))
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def id_of(quote: str) -> str:
    with Library("litlode.db") as library:
        return next(finding.id for finding in library.findings() if finding.quote == quote)
