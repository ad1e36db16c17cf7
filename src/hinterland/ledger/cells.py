"""The cells of a subject with their bounds: what `hinterland bounds` and `h.bounds()` give."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from hinterland import codes
from hinterland.codes import Period
from hinterland.errors import refused
from hinterland.frames import Tabular, spoken
from hinterland.indicators.show import subject_code
from hinterland.ledger import Ledger
from hinterland.ledger.figures import FLOWS
from hinterland.ledger.reasons import Bound
from hinterland.ledger.words import rounded
from hinterland.models import Result, fields_of
from hinterland.sources.reading import InputError


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: `low` and `high` in `unit`, None where open; `observations` are the ids they follow from."""

    subject: str
    period: str
    flow: str
    unit: str
    bound: Bound

    def to_dict(self) -> dict[str, Any]:
        """The JSON form of the contract."""
        named, b = fields_of(self, "subject", "period", "flow", "unit"), self.bound
        return named | {
            "low": _plain(b.low), "high": _plain(b.high), "likely": None, "from": list(b.observations), "by": b.by, "sentence": b.sentence,
        }  # fmt: skip

    def spoken(self) -> str:
        """What is known of it in a few words: both ends rounded away from it where they differ."""
        low, high, unit = self.bound.low, self.bound.high, self.unit
        if low is not None and high is not None and spoken(low, unit) == spoken(high, unit):
            return f"{self.flow} {spoken(low, unit)}"
        ends = rounded(*(None if x is None else Decimal(x) for x in (low, high)))
        least, most = (None if x is None else spoken(float(x), unit) for x in ends)
        if most is None:
            return f"{self.flow} at least {least}" if low else f"{self.flow} open"
        return f"{self.flow} between {least} and {most}" if low else f"{self.flow} at most {most}"


@dataclass(frozen=True, slots=True, repr=False)
class Bounded(Result, Tabular):
    """The cells asked for."""

    SCHEMA = "hinterland.bounds/1"

    cells: list[Cell]

    def summary(self) -> str:
        """Whose cells these are, and what each lies between."""
        about = list(dict.fromkeys(f"{codes.name(c.subject, kind='subject')}, {c.period}" for c in self.cells))
        return f"{'; '.join(about)}: {'; '.join(c.spoken() for c in self.cells)}"

    def rows_of(self) -> list[dict[str, Any]]:
        """The cells with their bounds, in base units, and what these follow from."""
        return [{k: v for k, v in c.to_dict().items() if k not in ("likely", "from")} for c in self.cells]


def bounded(
    ledger: Ledger, subject: str, period: str, *, flow: str | None = None, unit: str | None = None, basis: str | None = None
) -> Bounded:
    """The bounds of a subject's trade in a period. Raises `InputError` for a subject, period or flow that isn't."""
    code = subject_code(subject)
    with refused(ValueError):
        when = Period.parse(period)
    if flow not in (None, *FLOWS):
        raise InputError(f"a flow is {', '.join(FLOWS)}, not {flow!r}")
    home = codes.home_of(code) if codes.home_of(code).pack else codes.home_of()
    if unit not in (None, *home.currencies):
        raise InputError(f"amounts are bounded in {' or '.join(home.currencies)}, not in {unit!r}")
    currency = unit or ledger.indicators.currency(code)
    cells = []
    for one in FLOWS if flow is None else (flow,):
        found = ledger.bounds(code, f"trade|{one}|all|world|all|value|{basis or home.basis(one)}|{currency}", when)
        cells.append(Cell(code, str(when), one, currency, found))
    return Bounded(cells)


def _plain(value: float | None) -> float | int | None:
    return None if value is None else int(value) if value == int(value) else round(value, 2)
