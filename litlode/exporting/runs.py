"""Short formatted texts, as citations and references are: pieces in italics or raised, read from HTML."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser


@dataclass(frozen=True, kw_only=True)
class Run:
    """A piece of a text in one formatting."""

    text: str
    italic: bool = False
    raised: bool = False


_TAGS = {"i": "italic", "em": "italic", "sup": "raised"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.runs: list[Run] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)

    def handle_data(self, data: str) -> None:
        formats = {_TAGS[tag]: True for tag in self._open if tag in _TAGS}
        self.runs.append(Run(text=data, **formats))


def runs_of(html: str) -> tuple[Run, ...]:
    """The pieces of a text that has only such tags in it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.runs)


def plain(runs: tuple[Run, ...]) -> str:
    """The words without their formatting."""
    return "".join(run.text for run in runs)
