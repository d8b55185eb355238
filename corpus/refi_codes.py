"""The codebook of a project: the kinds of findings with the themes below them, and the metals."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.listing import StoredFinding


@dataclass(frozen=True, kw_only=True)
class Code:
    """A code with those below it; one that is not codable only holds others together."""

    id: str
    name: str
    colour: str
    codable: bool = True
    codes: tuple[Code, ...] = ()


_TOP = (
    ("challenge", "Challenge 挑战", "#C0392B", True, "challenge:"),
    ("recommendation", "Recommendation 建议", "#1E8449", True, "instrument:"),
    ("metals", "Metals 金属", "#1F618D", False, "metal:"),
)
"""Id, name, colour, whether it codes something itself, and the concepts that stand below it."""

_TINTS = {"challenge": "#E6B0AA", "recommendation": "#A9DFBF", "metals": "#A9CCE3"}
"""Colours of the codes below, lighter than that above them."""


def codebook(connection: sqlite3.Connection, findings: Iterable[StoredFinding]) -> tuple[Code, ...]:
    """The codes: all kinds, and of themes and metals those that the findings carry, in the order of their names."""
    used = {code for finding in findings for code in (*finding.themes, *(f"metal:{metal}" for metal in finding.metals))}
    names = {
        id_: " ".join(name for name in (en, zh) if name)
        for id_, en, zh in connection.execute("SELECT id, name_en, name_zh FROM concepts")
    }
    out = []
    for id_, name, colour, codable, prefix in _TOP:
        below = sorted((names.get(code) or code, code) for code in used if code.startswith(prefix))
        codes = tuple(Code(id=code, name=told, colour=_TINTS[id_]) for told, code in below)
        if codable or codes:
            out.append(Code(id=id_, name=name, colour=colour, codable=codable, codes=codes))
    return tuple(out)
