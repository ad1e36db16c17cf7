"""Codes: the names of things, in one place for loading, reading and writing, each kind a small table in `data/` with English and Chinese
names. `find` turns what people write into an entry, `name` a code back into what people write."""

from hinterland.codes.folding import fold
from hinterland.codes.homes import FLOWS, Home, home_of, homes, is_first_level, is_nation, nation_of
from hinterland.codes.lookup import aliases, entries, find, get, held, measure, name, surfaces, unit
from hinterland.codes.membership import (
    Membership,
    ancestors,
    bloc_scopes,
    blocs_of,
    first_level_of,
    group_members,
    groups_of,
    is_group,
    members,
    memberships,
    parent,
)
from hinterland.codes.partners import CustomsCode, customs_codes, partner_of
from hinterland.codes.periods import Period
from hinterland.codes.products import BasketDefinition, BasketPart, basket_definitions
from hinterland.codes.tables import (
    AmbiguousName,
    Entry,
    Group,
    Kind,
    Language,
    Measure,
    Partner,
    Product,
    Regime,
    Region,
    Scope,
    Surface,
    Unit,
    UnknownName,
)

__all__ = [
    "FLOWS", "AmbiguousName", "BasketDefinition", "BasketPart", "CustomsCode", "Entry", "Group", "Home", "Kind", "Language",
    "Measure", "Membership", "Partner", "Period", "Product", "Regime", "Region", "Scope", "Surface", "Unit", "UnknownName",
    "aliases", "ancestors", "basket_definitions", "bloc_scopes", "blocs_of", "customs_codes", "entries", "find", "first_level_of", "fold",
    "get", "group_members", "groups_of", "held", "home_of", "homes", "is_first_level", "is_group", "is_nation", "measure", "members", "memberships", "name", "nation_of", "parent",
    "partner_of", "surfaces", "unit",
]  # fmt: skip
