"""Going through findings in a terminal: each is shown in its context, and one key decides it."""

from __future__ import annotations

import sys
import unicodedata
import webbrowser
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from litlode.cli.options import Refusal
from litlode.output import COLOURS, say, told_verdict

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.listing import StoredFinding

KEYS = (
    ("a", "accept", "it is what it is called"),
    ("r", "reject", "it is not"),
    ("l", "relabel", "it is the other kind"),
    ("c", "correct", "give the right words, as they stand in the text, or words more or less at either end"),
    ("n", "note", "write a note; it decides nothing"),
    ("t", "tag", "put a word of your own to it; -WORD takes it away"),
    ("u", "undo", "take the last verdict back, and go back to its finding"),
    ("s", "skip", "go on without a verdict"),
    ("o", "open", "open the document at the page"),
    ("?", "help", "these lines"),
    ("q", "quit", "leave; everything is written already"),
)
_OTHER = {"challenge": "recommendation", "recommendation": "challenge"}
_STRETCH = "right words, or <+2 >-1 (two words more in front, one less at the end)"
_LINE = 60


class Session:
    """Findings that a person goes through, with what was decided on the way; each verdict is written at once.

    With `blind`, what others decided is not shown.
    """

    def __init__(
        self, library: Library, findings: Sequence[StoredFinding], person: str | None, *, blind: bool = False
    ) -> None:
        self._library = library
        self._findings = findings
        self._person = person
        self._blind = blind
        self._at = 0
        self._written: list[tuple[int, int, str]] = []  # the finding's place, the verdict's key, what it says

    def run(self) -> Counter[str]:
        """Go through the findings until the last or until the person leaves; what was decided, by verdict."""
        acts: dict[str, Callable[[StoredFinding], None]] = {
            "a": lambda finding: self._decide(finding, "accept"),
            "r": lambda finding: self._decide(finding, "reject"),
            "l": lambda finding: self._decide(finding, "relabel", label=_OTHER[finding.kind]),
            "c": self._correct, "n": self._note, "t": self._tag, "o": self._open, "s": self._skip,
            "u": lambda _: self._undo(),
        }  # fmt: skip
        shown = -1
        while True:
            if self._at == len(self._findings):
                click.echo("   that was the last one: u takes the last verdict back, any other key leaves")
                if not self._written or read_key() != "u":
                    break
                self._undo()
                shown = -1
            finding = self._findings[self._at]
            if shown != self._at:
                self._show(finding)
                shown = self._at
            key = read_key()
            if key == "q":
                break
            if key not in acts:
                click.echo("\n".join(f"  {click.style(key, bold=True)}  {name:8} {what}" for key, name, what in KEYS))
                continue
            before = len(self._written)
            acts[key](finding)
            if len(self._written) < before:
                shown = -1
        return Counter(verdict for _, _, verdict in self._written)

    def _show(self, finding: StoredFinding) -> None:
        """The finding in its context, and what was said of it."""
        shown = self._library.show(finding.id)
        progress = f" {self._at + 1} of {len(self._findings)}, {len({at for at, _, _ in self._written})} judged "
        click.echo(click.style(progress.center(_LINE, "─"), dim=True))
        year = f" ({finding.year})" if finding.year else ""
        facts = ", ".join(part for part in (finding.section, f"certainty {finding.score:.2f}") if part)
        kind = click.style(finding.kind, fg=COLOURS.get(finding.kind), bold=True)
        place = f"{finding.name}{year}, page {finding.page}"
        click.echo(f"{kind}  {place}  {click.style(f'{facts}  {finding.id}', dim=True)}")
        quote = click.style(f"【{' '.join(finding.quote.split())}】", bold=True)
        click.echo(f"   … {' '.join(shown.before.split())} {quote} {' '.join(shown.after.split())} …")
        about = "; ".join(part for part in (" ".join(finding.metals), " ".join(finding.themes)) if part)
        if about:
            click.echo("   " + click.style(about, dim=True))
        for said in self._library.verdicts(finding.id):
            if not self._blind or said["person"] == self._person:
                click.echo(f"   {told_verdict(said)}")
        click.echo(click.style("   " + "  ".join(f"{key} {name}" for key, name, _ in KEYS), dim=True))

    def _write(self, finding: StoredFinding, verdict: str, **said: str | None) -> bool:
        """Write a verdict; whether it made sense."""
        from corpus.errors import LibraryError  # noqa: PLC0415 - `litlode --help` needs none of these
        from corpus.verdicts import Decision, judge_one  # noqa: PLC0415

        try:
            decision = Decision(id=finding.id, verdict=verdict, **said)
            key = judge_one(self._library.connection, decision, person=self._person)
        except LibraryError as error:
            say(f"   not written: {error}")
            return False
        self._written.append((self._at, key, verdict))
        what = " ".join(" ".join(value.split()) for value in said.values() if value)
        click.echo(f"   {click.style(verdict, bold=True)} {what}".rstrip())
        return True

    def _decide(self, finding: StoredFinding, verdict: str, **said: str | None) -> None:
        if self._write(finding, verdict, **said):
            self._at += 1

    def _correct(self, finding: StoredFinding) -> None:
        from corpus.verdicts import text_of  # noqa: PLC0415 - as above
        from corpus.verifying import stretched  # noqa: PLC0415

        words = _ask(_STRETCH)
        if not words:
            return
        if words[0] in "<>":
            text = text_of(self._library.connection, finding.sha256)
            place = stretched(text, finding.start, finding.end, words)
            if place is None:
                say(f"   not written: {words}: write for instance <+2 >-1; something must be left")
                return
            words = text[place[0] : place[1]]
        self._decide(finding, "correct", words=words)

    def _note(self, finding: StoredFinding) -> None:
        if note := _ask("note"):
            self._write(finding, "note", note=note)

    def _tag(self, finding: StoredFinding) -> None:
        if tag := _ask("tag"):
            self._write(finding, "untag" if tag.startswith("-") else "tag", tag=tag.removeprefix("-"))

    def _undo(self) -> None:
        from corpus.verdicts import withdraw  # noqa: PLC0415 - as above

        if not self._written:
            say("   nothing was written yet")
            return
        self._at, key, verdict = self._written.pop()
        withdraw(self._library.connection, key)
        click.echo(f"   {verdict} taken back")

    def _skip(self, _finding: StoredFinding) -> None:
        self._at += 1

    def _open(self, finding: StoredFinding) -> None:
        from corpus.verifying import file_of  # noqa: PLC0415 - as above

        file = file_of(self._library.connection, finding.sha256)
        if file is None:
            say(f"   {finding.document}: the file is not there any more")
            return
        click.echo(f"   {file}, page {finding.page}")
        # Viewers in browsers go by the fragment: https://www.rfc-editor.org/rfc/rfc8118#section-3
        if not webbrowser.open(f"{file.absolute().as_uri()}#page={finding.page}"):
            say("   no program opens it here")


def has_terminal() -> bool:
    """Whether somebody can press a key."""
    return sys.stdin.isatty()


def check_terminal() -> None:
    """Refuse to wait for keys that nobody can press."""
    if not has_terminal():
        raise Refusal("verify needs a terminal, for it waits for keys; `litlode judge --from FILE` takes a table")


def read_key() -> str:
    """The next key, in lower case and narrow; `q` at the end of the input."""
    while True:
        try:
            key = click.getchar()
        except (EOFError, KeyboardInterrupt):
            return "q"
        if key not in ("\r", "\n", "\r\n"):
            return unicodedata.normalize("NFKC", key).lower() or "q"


def _ask(what: str) -> str | None:
    """A line of text; None where nothing is given."""
    try:
        return str(click.prompt(f"   {what}", default="", show_default=False)).strip() or None
    except click.Abort:
        click.echo()
        return None
