"""How figures, periods and shares are named in what the gate says."""

from __future__ import annotations

from hinterland import codes
from hinterland.codes import Period
from hinterland.ledger import words


def months(first: int, last: int) -> Period:
    """A period from counted months (`year * 12 + month`, both included)."""
    return Period(_yyyymm(first), _yyyymm(last))


def counted(yyyymm: int) -> int:
    """A month (`yyyymm`) counted as `year * 12 + month`."""
    return yyyymm // 100 * 12 + yyyymm % 100


def _yyyymm(number: int) -> int:
    return (number - 1) // 12 * 100 + (number - 1) % 12 + 1


def region(code: str) -> str:
    """The name of a region, its code where no table has it."""
    try:
        return codes.get("region", code).name()
    except LookupError:
        return code


def flow(code: str | None) -> str:
    """The name of a flow."""
    return codes.get("flow", code).name() if code else "trade"


def amount(value: float, unit: str) -> str:
    """An amount with its unit."""
    try:
        return words.amount(value, unit)
    except KeyError:
        return f"{value:,.10g} {codes.unit(unit).name()}"


def cell(one: dict[str, object]) -> str:
    """What a figure is of: region, flow, product and partner where they are no whole, period."""
    _, product, partner, *_ = str(one["rest"]).split("|")
    named = [region(str(one["region"])), flow(one["flow"])]  # type: ignore[arg-type]
    named += [product] if product != "all" else []
    named += [partner] if partner != "world" else []
    return ", ".join([*named, str(months(int(str(one["first"])), int(str(one["last"]))))])


def times(power: int) -> str:
    """A power of ten as a multiple: `10,000 times`, `1/10 of`."""
    return f"{10**power:,} times" if power > 0 else f"1/{10**-power:,} of"
