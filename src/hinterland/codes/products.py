"""Baskets and what they hold: competing definitions, each a list of HS prefixes with the years they were in force. Texts differ by
definition (are hybrids "new three"?), so whoever checks a figure tries more than one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hinterland.codes.lookup import get
from hinterland.codes.tables import grouped, rows


@dataclass(frozen=True, slots=True)
class BasketPart:
    """An HS prefix and the years it belongs to the basket (`None`: open)."""

    hs_prefix: str
    year_from: int | None
    year_to: int | None

    def holds(self, year: int) -> bool:
        """Whether the prefix was in force in a year."""
        return (self.year_from is None or self.year_from <= year) and (self.year_to is None or year <= self.year_to)


@dataclass(frozen=True, slots=True)
class BasketDefinition:
    """One definition of a basket. `standing` says whose it is: customs (a printed row), press (as newsrooms add it up), working (ours) or
    approximation."""

    basket: str
    definition: str
    standing: str
    parts: tuple[BasketPart, ...]

    def prefixes(self, year: int) -> tuple[str, ...]:
        """The HS prefixes in force in a year."""
        return tuple(p.hs_prefix for p in self.parts if p.holds(year))


@cache
def basket_definitions(basket: str) -> tuple[BasketDefinition, ...]:
    """The definitions of a basket, the usual one first; none where it is only ever published (own brands). Raises `UnknownName` for a code
    not held."""
    get("product", basket)
    own = ((r, BasketPart(r["hs_prefix"], _year(r["year_from"]), _year(r["year_to"]))) for r in rows("basket_definitions"))
    found = grouped(((r["definition"], r["standing"]), part) for r, part in own if r["basket"] == basket)
    return tuple(BasketDefinition(basket, *named, parts) for named, parts in found.items())


def _year(cell: str) -> int | None:
    return int(cell) if cell else None
