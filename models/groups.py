"""Metals that have a name together: who asks for the group asks for each of them."""

from __future__ import annotations

_LIGHT = ("La", "Ce", "Pr", "Nd", "Sm", "Eu")
_HEAVY = ("Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Y")

MEMBERS: dict[str, tuple[str, ...]] = {
    group: tuple(f"metal:{symbol}" for symbol in symbols)
    for group, symbols in {
        "metal:REE": ("LREE", "HREE", *_LIGHT, *_HEAVY, "Sc"),
        "metal:LREE": _LIGHT,
        "metal:HREE": _HEAVY,
        "metal:PGM": ("Pt", "Pd", "Rh", "Ru", "Os", "Ir"),
    }.items()
}
"""The concepts that each group holds: the rare earths as IUPAC has them (lanthanides, yttrium, scandium); the light
ones to europium, as the USGS has them."""
