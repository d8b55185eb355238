"""Schemes of policy studies as values: the types of instruments (policy_types.toml) and PMC variables (pmc.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Named:
    """An id with its names in both languages."""

    id: str
    en: str
    zh: str

    def name(self, lang: str) -> str:
        """The name in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class PolicyType:
    """Where an instrument stands: side and tool (Rothwell and Zegveld 1985), area and type (IEA 2022), and why."""

    instrument: str
    side: Named
    tool: Named
    area: Named
    type: Named
    reason: str


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A sub-variable `X1:2` of the main variable `X1`; `rule` holds what a finding has where it counts."""

    id: str
    main: Named
    en: str
    zh: str
    rule: Mapping[str, Any]

    def name(self, lang: str) -> str:
        """The name in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Level:
    """What an index of at least so much is called."""

    least: float
    en: str
    zh: str


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def policy_types() -> Mapping[str, PolicyType]:
    """The type of each instrument, by the instrument's bare id."""
    rows = _read("policy_types.toml")

    def named(kind: str, key: str) -> Named:
        return Named(key, rows[kind][key]["en"], rows[kind][key]["zh"])

    return MappingProxyType({
        key: PolicyType(
            instrument=key, side=named("side", rows["tool"][row["tool"]]["side"]), tool=named("tool", row["tool"]),
            area=named("area", rows["type"][row["type"]]["area"]), type=named("type", row["type"]),
            reason=row["reason"],
        )
        for key, row in rows["instrument"].items()
    })  # fmt: skip


@cache
def pmc_variables() -> tuple[Variable, ...]:
    """All sub-variables in the order of the file."""
    out = []
    for key, main in _read("pmc.toml").items():
        for number, row in enumerate(main["variables"] if isinstance(main, dict) else (), 1):
            rule = {name: value for name, value in row.items() if name not in ("en", "zh")}
            about = Named(key, main["en"], main["zh"])
            out.append(
                Variable(id=f"{key}:{number}", main=about, en=row["en"], zh=row["zh"], rule=MappingProxyType(rule))
            )
    return tuple(out)


@cache
def pmc_levels() -> tuple[Level, ...]:
    """The levels of the index, the best first."""
    return tuple(Level(row["least"], row["en"], row["zh"]) for row in _read("pmc.toml")["level"])
