"""The periods that mentions of time may stand for, as the contract writes them: in the year in force, or in a year that begins in another month than January."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from hinterland.codes import Period
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import records


@cache
def fiscal_years() -> dict[str, tuple[int, bool]]:
    """The month in which a country's fiscal year begins, where it isn't January, and whether it is named by the year in which it does."""
    return {row["country"]: (int(row["first_month"]), row.get("named_by") == "first") for row in records("fiscal")}


def resolved(mention: Dated, today: date, context: int | None, fiscal: tuple[int, bool] | None = None) -> Iterator[tuple[str, str]]:
    """The periods that a mention may stand for, as the contract writes them, each with how its year was found: stated, latest or context.

    `context` is the year in force, `fiscal` the month in which fiscal years begin and whether they are named by the year in which they do.
    """
    if mention.kind == "sameof":
        return
    if mention.kind in ("yearrange", "rangeyears") and mention.year and mention.end_year:
        if mention.months:
            yield f"{mention.year}-{mention.months[0]:02d}/{mention.end_year}-{mention.months[1]:02d}", "stated"
        else:
            yield f"{mention.year}/{mention.end_year}", "span"
            yield str(mention.end_year), "last"
            yield str(mention.year), "first"
        return
    if mention.kind == "fiscal" and mention.relative and fiscal is not None:
        opened = today.year - 1 - (today.month < fiscal[0])
        yield spelled_months(opened * YEAR + fiscal[0] - 1, opened * YEAR + fiscal[0] + YEAR - 2), "named"
    if mention.kind == "fiscal" and mention.year is not None and fiscal is not None:
        first_month, opens = fiscal
        year = mention.year if opens or mention.end_year is not None else mention.year - 1
        yield f"{year}-{first_month:02d}/{year + 1}-{first_month - 1:02d}", "named"
        return
    if mention.kind in WITHIN_YEARS and mention.months is not None and mention.end_year is not None and mention.year is not None:
        if fiscal is not None:
            opens_at = mention.year * YEAR + fiscal[0] - 2
            yield spelled_months(opens_at + mention.months[0], opens_at + mention.months[1]), "stated"
        return
    if mention.months is None:
        if mention.year is not None:
            yield str(mention.year), "stated"
        return
    if mention.year is not None:
        yield spelled(mention.year, mention.months), "stated"
        return
    latest = today.year if (today.month, today.day) > (mention.months[1], 0) else today.year - 1
    yield spelled(latest, mention.months), "latest"
    if context is not None and context != latest:
        yield spelled(context, mention.months), "context"


def fiscal_spans(mention: Dated, today: date, first_month: int) -> Iterator[tuple[str, str]]:
    """The periods that the months of a year mean in one that begins in another month than January: the latest that is over, that of its stated year, and those a year before."""
    if mention.months is None or mention.end_year is not None or mention.kind not in WITHIN_YEARS:
        return
    first, last = (month + first_month - 2 for month in mention.months)
    year = mention.year if mention.year is not None else today.year - (last - 12 >= today.month - 1)
    for back, how in enumerate(("fiscal", "fiscal before")):
        opens = (year - 1 - back) * 12
        yield spelled_months(opens + first, opens + last), how


WITHIN_YEARS = ("quarter", "half", "half2", "ytd", "threequarters")
"""The kinds of periods that are counted from a year's first month."""


def spelled_months(first: int, last: int) -> str:
    """A span of months, each counted from the year 0, as the contract writes it."""
    one, two = (f"{month // 12}-{month % 12 + 1:02d}" for month in (first, last))
    return one if one == two else f"{one}/{two}"


def spelled(year: int, months: tuple[int, int]) -> str:
    """A period within a year as the contract writes it."""
    first, last = months
    if (first, last) == (1, 12):
        return str(year)
    return f"{year}-{first:02d}" if first == last else f"{year}-{first:02d}/{year}-{last:02d}"


def within_year(period: Period) -> str:
    """A period as slots write it: a quarter by its months, what crosses years as everybody does."""
    first, last = period.start, period.end
    return spelled(first // 100, (first % 100, last % 100)) if first // 100 == last // 100 else str(period)


YEAR = 12
"""Months of a year."""
KEPT = 4096
"""How many periods are kept with the month in which they end."""


@lru_cache(KEPT)
def last_month(period: str) -> int:
    """The month in which a period ends, counted from the year 0."""
    end = period.rpartition("/")[2]
    return int(end[:4]) * 12 + (int(end[5:7]) if len(end) > 4 else 12) - 1
