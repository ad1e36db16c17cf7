"""The outlook of a brief: what the simulated futures say of the next years, and how good such a simulation has been.

`look_ahead` asks for it where the brief's year is the last one held; `paragraphs` says it. Its figures are no claims about what is held, so they carry no
mark: they stand in the brief's `outlook`, from which anybody can make them again.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from typing import cast

from hinterland import codes
from hinterland.brief.agenda import next_mark, threshold
from hinterland.brief.voice import Voice
from hinterland.codes import Period
from hinterland.indicators import Indicators
from hinterland.language.naming import whose
from hinterland.outlook.answer import Outlook, outlook
from hinterland.outlook.forecast import Forecast, begin_forecast, main_flow
from hinterland.outlook.joint import TooShort
from hinterland.outlook.series import yearly
from hinterland.outlook.wording import amount, share

HORIZON = 3
"""Years ahead: as far as the record judges the models."""

WITHIN_REACH = Decimal("0.75")
"""The next mark is asked for where the level has come so far to it."""

CLOSE = Decimal("1.3")
"""And whether the last one stays behind, where the level is not farther above it."""


BASES = ("nation-to-date", "subject-to-date")
"""What the first year may be read from, where that is named beside it."""


def begin(indicators: Indicators, period: Period) -> Callable[[], Forecast] | None:
    """Begin to simulate the futures after the newest year, which all briefs of a state share, once for it; what is returned waits for them. None for an earlier year, or where
    too little is held."""
    known = indicators.engine.kept("futures")
    if "newest" not in known:
        known["newest"] = yearly(indicators, main_flow(codes.home_of())).years[-1:]
    if known["newest"] != (period.year,):
        return None
    if "begun" not in known:
        try:
            known["begun"] = begin_forecast(indicators, HORIZON)
        except TooShort:
            known["begun"] = None
    return cast("Callable[[], Forecast] | None", known["begun"])


def look_ahead(indicators: Indicators, subject: str, made: Forecast, last: Decimal) -> list[Outlook]:
    """The outlook of a subject by the marks that matter to its last level: the next one in reach, and the one just passed."""
    after, passed = next_mark(last), threshold(last)
    marks = ([after] if last >= after * WITHIN_REACH else []) + ([passed] if last <= passed * CLOSE else [])
    found = [outlook(indicators, subject, m, HORIZON, made=made) for m in marks or [after]]
    return [one for one in found if one.years]


def paragraphs(v: Voice, found: list[Outlook]) -> list[list[str]]:
    """What the futures say, and the record."""
    first = found[0]
    next_year, last_year = first.years[0], first.years[-1]
    p10, median, p90 = (amount(q, v.language) for q in (next_year.quantiles[1], next_year.quantiles[3], next_year.quantiles[5]))
    said = [
        v.words(
            "outlook:range", name=v.name, whose=whose(v.inner), noun=v.word("noun"), year=next_year.year, median=median, low=p10, high=p90
        ),
        *filter(None, (chance(v, one) for one in found if one.threshold is not None)),
        *(v.words(f"outlook:{n.code}", **n.values) for n in first.notes if n.code in BASES),
    ]
    limits = v.words("outlook:limits", year=last_year.year)
    one = next((h for h in first.record.get("horizons", ()) if h["horizon"] == 1), None)
    if one is None:  # No record was measured of this country.
        return [said, [limits]]
    held = v.words("outlook:record", covered=share(one["coverage_80"], v.language), n=one["forecasts"], error=_tenth(100 * one["error"]))
    return [said, [held, limits]]


def chance(v: Voice, found: Outlook) -> str:
    """How likely the mark is passed, or kept; nothing where it is out of reach."""
    mark = v.numbers.round_amount(found.threshold, v.home.currency or "")
    named = {"name": v.name, "whose": whose(v.inner), "noun": v.word("noun"), "mark": mark}
    first, last = found.years[0], found.years[-1]
    if found.history and found.threshold and found.history[-1].value < found.threshold * WITHIN_REACH:
        return ""
    if found.stays:
        return v.words(
            "outlook:stays",
            **named,
            year=last.year,
            share=share(found.stays[last.year], v.language),
        )
    chances = (share(y.probability or 0, v.language) for y in (first, last))
    return v.words(
        "outlook:mark",
        **named,
        first=first.year,
        last=last.year,
        **dict(zip(("then", "later"), chances, strict=True)),
    )


def _tenth(percent: float) -> str:
    return f"{Decimal(str(percent)).quantize(Decimal('0.1'), ROUND_HALF_EVEN)}%"
