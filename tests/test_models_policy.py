"""Schemes of policy studies: every instrument has its type with a reason, every variable a rule."""

from __future__ import annotations

from models.lexicon.load import read_toml
from models.policy import pmc_levels, pmc_variables, policy_types

RULES = {
    "kind", "strength", "role", "number", "instruments", "actors", "side", "horizon", "metals", "places", "issuer",
}  # fmt: skip


def test_every_instrument_of_the_lexicon_has_a_type_and_a_reason() -> None:
    assert set(policy_types()) == set(read_toml("instruments"))
    assert all(type_.reason for type_ in policy_types().values())
    assert {type_.side.id for type_ in policy_types().values()} == {"supply", "demand", "environment"}


def test_the_variables_name_only_what_there_is() -> None:
    instruments, actors = set(read_toml("instruments")), set(read_toml("actors"))
    for variable in pmc_variables():
        assert variable.rule, variable.id
        assert set(variable.rule) <= RULES, variable.id
        assert set(variable.rule.get("instruments", ())) <= instruments, variable.id
        assert set(variable.rule.get("actors", ())) <= actors, variable.id
    assert len({variable.main.id for variable in pmc_variables()}) == 10


def test_the_levels_go_from_the_best_down_to_nought() -> None:
    least = [level.least for level in pmc_levels()]
    assert least == sorted(least, reverse=True)
    assert least[-1] == 0
