"""The periods that mentions of time may stand for, as the contract writes them: in the year in force, or in a year that begins in another month than January."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from hinterland.codes import Period
from hinterland.reading.dates import Dated
from hinterland.reading.lexicon import records
from hinterland.reading.mentions import Mention, Parsed
from hinterland.reading.relations.words import near, rest, right_before


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


def closing_year(fiscal: Dated, opens: bool) -> int | None:
    """The year in which a fiscal year that a text states ends; `opens` says that its country names one by the year in which it begins."""
    if fiscal.end_year is not None or fiscal.year is None:
        return fiscal.end_year
    return fiscal.year + opens


def ends_in(fiscal: Dated, nation: str | None) -> int | None:
    """The year in which a fiscal year of a nation ends, whose years are named by those they end in where no table says otherwise."""
    return closing_year(fiscal, nation in fiscal_years() and fiscal_years()[nation][1])


def fiscal_spans(parsed: Parsed, mention: Mention, today: date, years: tuple[int, bool]) -> Iterator[tuple[str, str]]:
    """The periods that the months of a year mean in one that begins in another month than January: the one of the fiscal year that words beside it state, else the latest that is over, that of
    its stated year, and those a year before."""
    time, (opened, opens) = mention.time, years
    if time is None or time.months is None or time.end_year is not None or time.kind not in WITHIN_YEARS:
        return
    stated, is_stated = fiscal_year_of(parsed, mention)
    first, last = (month + opened - 2 for month in time.months)
    latest = (today.year * YEAR + today.month - 2 - last) // YEAR + 1
    year = time.year if time.year is not None else latest
    if is_stated and stated is not None and stated.time is not None:
        year = closing_year(stated.time, opens) or year
    for back, how in enumerate((STATED,) if is_stated else ("fiscal", "fiscal before")):
        start = (year - 1 - back) * YEAR
        yield spelled_months(start + first, start + last), how


def is_year_of_part(parsed: Parsed, mention: Mention) -> bool:
    """Whether a fiscal year is named only for its part: the first half of fiscal 2024."""
    if mention.time is None or mention.time.kind != "fiscal":
        return False
    return any(fiscal_year_of(parsed, m)[0] is mention for m in parsed.mentions if m.time is not None and m is not mention)


STATED = "stated"
"""How a period is found whose words state its year."""


def fiscal_year_of(parsed: Parsed, mention: Mention) -> tuple[Mention | None, bool]:
    """Whether words right behind a period within a year, in Chinese right before it, say that the year is a fiscal one, and the mention of that year where they state it: the first half of
    fiscal 2024, of the current fiscal year, 本财年上半年.
    """
    if mention.time is None or mention.time.kind not in WITHIN_YEARS or mention.time.year is not None:
        return None, False
    year = parsed.behind(mention.end) if parsed.language == "en" else parsed.before(mention.start)
    if year is not None and year.is_a("prep"):
        year = parsed.behind(year.end)
    if year is not None and year.time is not None and year.time.kind == "fiscal":
        gap = parsed.text[min(mention.end, year.end) : max(mention.start, year.start)]
        return (year, True) if not rest(gap, parsed.language, "function") else (None, False)
    if parsed.language == "zh":
        return None, right_before(parsed, mention.start, "fiscal-word") is not None
    word = next(iter(near(parsed, mention.end, mention.end + FISCAL, "fiscal-word")), None)
    return None, word is not None and not rest(parsed.text[mention.end : word.start], "en", "function")


FISCAL = 40
"""Maximum characters behind a period within which the words for the fiscal year that it is a part of end."""
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
