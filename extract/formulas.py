"""Chemical symbols and formulas in running text: where they stand and which elements they name.

A formula (`LiNi0.6Co0.4O2`, `K⁺`, `As(III)`, `187Os`) speaks for itself. A symbol that stands alone (`In`) is left
for `extract.symbols` to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ELEMENTS = (
    "He|Li|Be|Ne|Na|Mg|Al|Si|Cl|Ar|Ca|Sc|Ti|Cr|Mn|Fe|Co|Ni|Cu|Zn|Ga|Ge|As|Se|Br|Kr|Rb|Sr|Zr|Nb|Mo|Tc|Ru|Rh|Pd|Ag|Cd|In|Sn|Sb"
    "|Te|Xe|Cs|Ba|La|Ce|Pr|Nd|Pm|Sm|Eu|Gd|Tb|Dy|Ho|Er|Tm|Yb|Lu|Hf|Ta|Re|Os|Ir|Pt|Au|Hg|Tl|Pb|Bi|Po|Ra|Ac|Th|Pa|Np|Pu|Am|H|B|C|N|O"
    "|F|P|S|K|V|Y|I|W|U"
)
_COUNT = r"(?:[0-9₀-₉]+(?:[.,·][0-9₀-₉]+)?(?:[-−–+±][xyzδαn])?|1?[-−–][xyzδ]|[xyzδ](?![a-wA-Z])|₋?[ₓₙ])?"
_UNIT = rf"(?:{_ELEMENTS}){_COUNT}"
_GROUP = rf"[(\[](?!I{{1,3}}[)\]]|IV[)\]]|VI{{0,3}}[)\]])(?:{_UNIT}[,，]?){{1,8}}[)\]]{_COUNT}"
_VALENCE = r"(?:0|I{1,3}|IV|VI{0,2}|[ⅠⅡⅢⅣⅤⅥ])"
_CHARGE = (
    rf"(?:[ ]?\({_VALENCE}\)|（{_VALENCE}）|[0-9]?[+＋⁺](?![0-9A-Za-z])"
    r"|(?<![IAHBN][nseo])[ ][2-6][+＋⁺](?![0-9A-Za-z])"  # "Fe 3+", but not "In 3+ years"
    r"|[⁰¹²³⁴⁵⁶]?[⁺⁻]|[0-9](?=[-−–](?![0-9A-Za-z]))|∗)?"
)
FORMULA = re.compile(
    rf"(?<![A-Za-z0-9])(?P<mass>[0-9]{{1,3}}|[⁰¹²³⁴-⁹]{{1,3}})?(?:[TΣ](?=Fe|REE))?"
    rf"(?P<body>(?>(?:{_UNIT}|{_GROUP}){{1,14}}))(?:[·•∙⋅](?:n|x)?[0-9]*(?>(?:{_UNIT}|{_GROUP}){{1,6}}))?"
    rf"(?P<charge>{_CHARGE})(?P<tail>NPs?|p|s|t)?(?![A-Za-z])"
)
# One class to begin with lets the engine skip Chinese text at full speed; a word in small letters and a number that no
# symbol follows are the most frequent capitals and digits, and no formula: a symbol's second small letter can only be
# one of xyz, which count, or pst, which follow a formula.
_BEGIN = re.compile(
    r"[A-Z0-9(\[⁰¹²³⁴-⁹Σ](?<![A-Za-z0-9].)"
    r"(?:(?<=[0-9])(?=[0-9]{0,2}[TΣA-Z(\[])|(?<=[(\[])(?=[A-Z])|(?<=[A-Z⁰¹²³⁴-⁹Σ])(?![a-z]{3}|[a-z][a-oqruvw]))"
)
_SYMBOL = re.compile(_ELEMENTS)
# 10B and 40K are also ten billion and forty thousand, 50V a voltage: such figures prove nothing.
_MASSES = {"U": {233, 234, 235, 238}, "P": {31, 32, 33}, "Y": {89, 90}, "He": {3, 4}, "In": {113, 115}}
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ANIONS = frozenset({"O", "S", "N", "C", "F", "Cl", "Br", "I", "H", "P", "Se", "Te", "As", "Sb", "B", "Si"})


@dataclass(frozen=True, slots=True)
class Token:
    """A run of element symbols: where it stands and the symbols in it; `sure` where it can be nothing else."""

    start: int
    end: int
    symbols: tuple[str, ...]
    sure: bool

    @property
    def lone(self) -> bool:
        """Whether it is one symbol and no more."""
        return len(self.symbols) == 1


def _is_isotope(symbol: str, mass: int) -> bool:
    known = _MASSES.get(symbol)
    return mass in known if known is not None else len(symbol) == 2 and 7 <= mass <= 250


def _is_ion(body: str, charge: str) -> bool:
    if not charge or charge in "0123456789":
        return False
    return not (body in ("I", "C", "V") and "(" in charge)  # V (II) numbers a chapter


def _is_compound(body: str, symbols: tuple[str, ...], acronyms: frozenset[str]) -> bool:
    """Whether several symbols in a row are a formula and not an acronym (`IPCC`, `COP26`, `CoV`)."""
    digits = any(char.isdigit() or "₀" <= char <= "₉" for char in body)
    if not any(char.islower() and char not in "xyzδ" for char in body):
        # Capitals and digits alone: V2O5 and KH2PO4 are formulas; P2P, B2B, H1N1, COP26 and K12 are none.
        oxide = "O" in symbols and symbols[0] not in "CHN" and symbols[-1] in ("O", "H") and not body.startswith("O")
        numbers = [int(n) for n in re.findall(r"[0-9]+", body.translate(_SUBSCRIPTS))]
        return body in acronyms or (digits and oxide and max(numbers) < 20)
    if digits:
        return True
    if any(char in "xyz" for char in body):
        return len(symbols) > 1
    metals = [s for s in symbols if s not in _ANIONS]
    if symbols[0] == "H":
        return False
    if symbols[0] == "Si" and len(symbols) == 2:
        return symbols[1] in ("C", "N", "O", "F", "B")
    return bool(metals) and (len(metals) == len(symbols) or symbols[-1] in _ANIONS or "H" in symbols)


def find_tokens(text: str, stop: frozenset[str], acronyms: frozenset[str]) -> Iterator[Token]:
    """Every run of element symbols, formulas marked as sure; runs that are known acronyms are left out."""
    done = 0
    for begin in _BEGIN.finditer(text):
        match = FORMULA.match(text, begin.start()) if begin.start() >= done else None
        if match is None:
            continue
        done = match.end()
        body = match["body"]
        bare = body.strip("()[]")
        symbols = tuple(_SYMBOL.findall(body))
        if bare in stop or match[0] in stop:
            continue
        token = _read_token(match, bare, symbols, acronyms)
        if token is not None:
            yield token


def _read_token(match: re.Match[str], bare: str, symbols: tuple[str, ...], acronyms: frozenset[str]) -> Token | None:
    body, mass, charge, tail = match["body"], match["mass"], match["charge"], match["tail"]
    if tail in ("NP", "NPs"):  # AuNPs: nanoparticles
        return Token(match.start(), match.end(), symbols, True)
    if tail and body + tail != "SiCp":
        return None
    if len(symbols) > 1:
        kinds = tuple(dict.fromkeys(symbols))
        compound = len(kinds) > 1 and _is_compound(bare, symbols, acronyms)
        return Token(match.start(), match.end(), kinds, True) if compound else None
    symbol = symbols[0]
    if mass:
        isotope = _is_isotope(symbol, int(mass.translate(_SUPERSCRIPTS)))
        return Token(match.start(), match.end(), symbols, True) if isotope else None
    if _is_ion(body, charge):
        return Token(match.start(), match.end(), symbols, True)
    if body == symbol:
        return Token(match.start("body"), match.end("body"), symbols, False)
    # Cu2, Al3: a subscript whose charge was lost, or a sample's number: weighed like a lone symbol.
    numbered = len(symbol) == 2 and body[len(symbol) :].isdigit()
    return Token(match.start(), match.end(), symbols, False) if numbered else None
