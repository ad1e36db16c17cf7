"""Periods: every stretch of whole months a figure can speak of, as a first and a last month (`yyyymm`), read from the forms of the contract
(`2025`, `2025-12`, `2025-Q1`, `2025-01/2025-11`, `2021/2025`) and written back by `str`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

PeriodKind = Literal["year", "month", "quarter", "year-to-date", "span"]

_PART = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|[Qq](?P<quarter>\d)))?")
_FORMS = "2025, 2025-12, 2025-Q1, 2025-01/2025-11 or 2021/2025"


class OtherForm(ValueError):
    """A text that isn't in the form of a period; one in that form can still name a month that there isn't."""


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The months from `start` to `end`, both included, as `yyyymm` numbers. Raises `ValueError` for a month that isn't one, or an end
    before its start."""

    start: int
    end: int

    def __post_init__(self) -> None:
        for month in (self.start, self.end):
            if not (1 <= month % 100 <= 12 and 1 <= month // 100 <= 9999):
                raise ValueError(f"{month} is not a month: write the year and two digits of the month, as in 202512")
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({_dashed(self.end)}) before it starts ({_dashed(self.start)})")

    # -- making one

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Period:
        """A period from a form of the contract. Raises `ValueError`, in a sentence, for anything else."""
        first, slash, last = (part.strip() for part in text.partition("/"))
        begin, finish = _part(first, text), _part(last, text) if slash else None
        return cls(begin.start, (finish or begin).end)

    @classmethod
    def of_year(cls, year: int) -> Period:
        """January to December of a year."""
        return cls(year * 100 + 1, year * 100 + 12)

    @classmethod
    def of_years(cls, first: int, last: int) -> Period:
        """January of the first year to December of the last."""
        return cls(first * 100 + 1, last * 100 + 12)

    @classmethod
    def of_quarter(cls, year: int, quarter: int) -> Period:
        """The three months of a quarter, 1 to 4."""
        if not 1 <= quarter <= 4:
            raise ValueError(f"a year has quarters 1 to 4, not {quarter}")
        return cls(year * 100 + 3 * quarter - 2, year * 100 + 3 * quarter)

    @classmethod
    def of(cls, year: int | str, month: int | str | None = None, quarter: int | str | None = None) -> Period:
        """A month or a quarter of a year, by their numbers; the year where neither is given."""
        if month:
            return cls.of_month(int(year) * 100 + int(month))
        return cls.of_quarter(int(year), int(quarter)) if quarter else cls.of_year(int(year))

    @classmethod
    def of_month(cls, month: int) -> Period:
        """One month, as `yyyymm`."""
        return cls(month, month)

    @classmethod
    def year_to(cls, month: int) -> Period:
        """January to that month (`yyyymm`) of the same year: what customs calls the year to date."""
        return cls(month // 100 * 100 + 1, month)

    # -- reading it

    @property
    def months(self) -> int:
        """How many months it holds."""
        return boundary(self.end) - boundary(self.start) + 1

    @property
    def year(self) -> int | None:
        """The calendar year it lies in, `None` when it crosses a new year."""
        return self.start // 100 if self.start // 100 == self.end // 100 else None

    @property
    def whole_years(self) -> bool:
        """Whether it runs from a January to a December."""
        return self.start % 100 == 1 and self.end % 100 == 12

    @property
    def cumulative(self) -> bool:
        """Whether it starts in January and stays in one year, as the cumulative columns of the customs tables do."""
        return self.start % 100 == 1 and self.year is not None

    @property
    def kind(self) -> PeriodKind:
        """Its shape; the first quarter is a quarter and January a month, though both are a year to date too (see `cumulative`)."""
        if self.months == 1:
            return "month"
        if self.months == 12 and self.whole_years:
            return "year"
        if self._quarter is not None:
            return "quarter"
        return "year-to-date" if self.cumulative else "span"

    @property
    def _quarter(self) -> int | None:
        return self.end % 100 // 3 if self.months == 3 and self.end % 100 % 3 == 0 and self.year is not None else None

    def __str__(self) -> str:
        return _written(self)

    def __iter__(self) -> Iterator[int]:
        """Its months in order, as `yyyymm` numbers."""
        return (month_after(n) for n in range(boundary(self.start), boundary(self.end) + 1))

    def __contains__(self, other: Period | int) -> bool:
        """Whether another period, or a month as `yyyymm`, lies wholly inside."""
        first, last = (other, other) if isinstance(other, int) else (other.start, other.end)
        return self.start <= first and last <= self.end

    contains = __contains__

    # -- moving it

    def shift(self, months: int) -> Period:
        """The same length, a number of months later (earlier when negative)."""
        return Period(month_after(boundary(self.start) + months), month_after(boundary(self.end) + months))

    def year_before(self) -> Period:
        """The same months of the year before: what year-on-year growth is measured against."""
        return self.shift(-12)

    def previous(self) -> Period:
        """The period of the same length that ends where this one starts."""
        return self.shift(-self.months)

    def years(self) -> tuple[Period, ...]:
        """The calendar years it consists of; none unless it runs from a January to a December."""
        return tuple(Period.of_year(y) for y in range(self.start // 100, self.end // 100 + 1)) if self.whole_years else ()


@lru_cache(maxsize=4096)
def _written(period: Period) -> str:
    """A period in the form of the contract; a table of figures writes the same few again and again."""
    if period.whole_years:
        first, last = f"{period.start // 100:04}", f"{period.end // 100:04}"
        return first if first == last else f"{first}/{last}"
    if period._quarter is not None:
        return f"{period.start // 100:04}-Q{period._quarter}"
    return _dashed(period.start) if period.months == 1 else f"{_dashed(period.start)}/{_dashed(period.end)}"


def _part(text: str, whole: str) -> Period:
    match = _PART.fullmatch(text)
    if match is None:
        raise OtherForm(f'"{whole}" is not a period: write {_FORMS}')
    return Period.of(match["year"], match["month"], match["quarter"])


def boundary(yyyymm: int) -> int:
    """The number of the boundary before a month: months since year zero, so that months can be counted."""
    return yyyymm // 100 * 12 + yyyymm % 100 - 1


def month_after(node: int) -> int:
    """The month (`yyyymm`) that begins at a boundary."""
    return node // 12 * 100 + node % 12 + 1


def _dashed(yyyymm: int) -> str:
    return f"{yyyymm // 100:04}-{yyyymm % 100:02}"
