"""The outlook of one subject month by month: the quantiles of simulated months after the last one held of it, with the record of that
model. Months and years are sums of the same draws, so that they add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from hinterland import codes
from hinterland.codes import Language
from hinterland.errors import check_count
from hinterland.frames import Tabular, count, spoken
from hinterland.indicators import Indicators
from hinterland.language.write import when
from hinterland.models import Flow
from hinterland.outlook import record
from hinterland.outlook.forecast import FAN, MEDIAN, PATHS, forecast_months, main_flow, named
from hinterland.outlook.joint import TooShort
from hinterland.outlook.wording import words

FARTHEST = 60
"""Months ahead that may be asked for."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month to come: the quantiles `FAN` of the level in the nation's currency."""

    period: str
    quantiles: tuple[float, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON form; whole amounts."""
        return {"month": self.period, **named(self.quantiles)}


@dataclass(frozen=True, slots=True, repr=False)
class Months(Tabular):
    """What the futures say of the months to come, none where too little is held; `last` is the month before them, with which the last figure held of it ends, `reason` why there are none."""

    subject: str
    flow: Flow
    last: str | None
    months: tuple[Month, ...]
    model: str | None
    record: dict[str, Any]
    paths: int
    seed: int
    reason: TooShort | None = None

    def notes(self, language: Language = "en") -> list[str]:
        """What to know of them, the weightiest first."""
        home = codes.home_of(self.subject)
        if not self.months:
            reason = self.reason.sentence(language) if self.reason else ""
            return [words("months:too-short" if reason else "months:no-subject", language, home, reason=reason)]
        since = words("months:since", language, home, last=when(self.last or "", language), name=codes.name(self.subject, language))
        judged = max((h["horizon"] for h in self.record.get("horizons", ())), default=0)
        beyond = [words("months:beyond-record", language, count=judged)] if len(self.months) > judged else []
        return [since, *beyond]

    def summary(self) -> str:
        """Whose months these are, with the median of the first and the last; without months, why there are none."""
        about, unit = f"{codes.name(self.subject, kind='subject')}, {self.flow}", codes.home_of(self.subject).currency or ""
        ends = [f"{m.period} {spoken(m.quantiles[MEDIAN], unit)}" for m in (*self.months[:1], *self.months[1:][-1:])]
        return f"{about}, {count(len(self.months), 'month')}" + (f", median {' to '.join(ends)}" if ends else f": {self.notes()[0]}")

    def rows_of(self) -> list[dict[str, Any]]:
        """The months to come: quantiles of the level, in whole amounts."""
        return [m.to_dict() for m in self.months]

    def remarks(self) -> list[str]:
        """What to know of them."""
        return self.notes()

    def to_dict(self) -> dict[str, Any]:
        """The JSON form."""
        result = {"last": self.last, "months": [m.to_dict() for m in self.months], "model": self.model, "record": self.record}
        return {**result, "paths": self.paths, "seed": self.seed, "notes": self.notes()}


def by_month(
    indicators: Indicators, subject: str, count: int = 24, flow: Flow | None = None, *, paths: int = PATHS, seed: int = 0
) -> Months:
    """The months to come of a region, a group of regions or their nation, by its code; of its main flow unless said. Raises `InputError` for a number of months that can't be asked."""
    check_count("months", count, FARTHEST)
    home = codes.home_of(subject)
    flow = main_flow(home, flow)
    try:
        found = forecast_months(indicators, count, flow, subject=subject, paths=paths, seed=seed, home=home)
        levels = found.levels(subject)
    except TooShort as e:
        return Months(subject, flow, None, (), None, {}, paths, seed, e)
    except LookupError:
        return Months(subject, flow, None, (), None, {}, paths, seed)
    fan = np.quantile(levels, FAN, axis=0).T
    steps = tuple(Month(str(p), tuple(map(float, q))) for p, q in zip(found.paths.steps, fan, strict=True))
    last = str(found.paths.steps[0].shift(-1))
    return Months(subject, flow, last, steps, found.model, record.shown("months", found.model, home), len(levels), seed)
