"""The three-digit partner codes of the customs administration, which change: Georgia was 337 and European to 2023, and is 150 and Asian
since. Several codes may share one country (Ceuta with Spain), which stands in `iso3`: sum them, never join one to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hinterland.codes.lookup import get
from hinterland.codes.periods import Period
from hinterland.codes.tables import Partner, UnknownName, grouped, month, rows
from hinterland.packs.pack import read_cell


@dataclass(frozen=True, slots=True)
class CustomsCode:
    """A three-digit partner code, the months it was in use (`yyyymm`, `None` where open). `inferred`: not seen in a code list yet."""

    code: str
    partner: str
    first: int | None
    last: int | None
    inferred: bool

    def holds(self, on: Period | None) -> bool:
        """Whether it was in use in any month of the period."""
        return on is None or ((self.first is None or self.first <= on.end) and (self.last is None or on.start <= self.last))


def partner_of(code: str, on: Period | None = None) -> Partner:
    """The partner a customs code stands for, in a period or today. Raises `UnknownName` for a code not held, or not in use then."""
    meanings = _by_code().get(code.strip())
    if meanings is None:
        raise UnknownName(f'the customs administration has no partner code "{code}" in the lists held', code, "partner")
    held = [m for m in meanings if m.holds(on)]
    if not held:
        named = get("partner", meanings[-1].partner)
        instead = [c.code for c in customs_codes(named.code, on)]
        hint = f"; {named.name()} was {instead[0]} then" if instead else ""
        raise UnknownName(f"the partner code {code.strip()} was not in use in {on}{hint}", code, "partner")
    return get("partner", held[-1].partner)


def customs_codes(partner: str, on: Period | None = None) -> tuple[CustomsCode, ...]:
    """The customs codes a partner (by its code or ISO 3166-1 alpha-3) has or had, the oldest first, in a period if one is given."""
    return tuple(c for c in _by_partner().get(partner, ()) if c.holds(on))


@cache
def _by_code() -> Mapping[str, tuple[CustomsCode, ...]]:
    return grouped(
        (r["customs_code"], CustomsCode(
            r["customs_code"], r["partner"], read_cell(r, "valid_from", month), read_cell(r, "valid_to", month),
            r["basis"] == "inferred",
        )) for r in rows("partner_codes")
    )  # fmt: skip


@cache
def _by_partner() -> Mapping[str, tuple[CustomsCode, ...]]:
    """Each partner's codes by its own code and by its ISO 3166-1 alpha-3, the oldest first."""
    every = sorted((one for meanings in _by_code().values() for one in meanings), key=lambda c: c.first or 0)
    return grouped((name, one) for one in every for name in dict.fromkeys((one.partner, get("partner", one.partner).iso3)))
