"""What all tables of China's customs share: how they say their period, unit and currency, how they print numbers, and when they come out.

Text of titles, cells and names goes in; months, units and decimals come out. What a table doesn't say is asked for in one sentence that names
the option; what it says twice and differently is refused.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path

from hinterland import codes
from hinterland.models import Source
from hinterland.sources.grids import Grid
from hinterland.sources.pages import Table
from hinterland.sources.reading import InputError, Options, PeriodFrom, Reading

PUBLISHER = "General Administration of Customs of China"
MONTHLY = "monthly: each figure carries the release of its own table, the month after (January and February: in March)"

_ENGLISH = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WORD = rf"\b({'|'.join(_ENGLISH)})[a-z]*\.?"
_TITLES = (
    re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?:\d{1,2}\s*月?\s*[至到~—–-]\s*)?(?P<month>\d{1,2})\s*月"),
    re.compile(rf"(?:{_WORD}\s*(?:-|–|to|and)\s*)?{_WORD.replace('(', '(?P<word>', 1)},?\s*(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE),
    re.compile(r"(?<![\d.])(?:\d{1,2}\s*[-–]\s*)?(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"),
)
_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:年(?:1[至到-])?(\d{1,2})月|[-_.]?(0[1-9]|1[0-2])(?![-_.]?\d)|[-_.](\d)(?!\d)(?![-_.]\d))",
)
_TITLE_WORDS = re.compile(r"表|出口|进口|export|import", re.IGNORECASE)
_UNIT = re.compile(r"(?:单\s*位|\bunits?)\s*[:：∶]\s*(.+)", re.IGNORECASE | re.DOTALL)
_CURRENCIES = {"CNY": re.compile(r"人民币|\bCNY\b|\bRMB\b", re.IGNORECASE), "USD": re.compile(r"美元|\bUSD\b|US\$|\bUS dollars?\b", re.IGNORECASE)}
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_NONE = {"", "-", "--", "—", "―", "－"}
_LARGEST = 18


@dataclass(frozen=True, slots=True)
class Month:
    """The month a table is for, and how that is known."""

    year: int
    month: int
    known_from: PeriodFrom

    @property
    def alone(self) -> str:
        """The month itself, as a period of the contract."""
        return str(codes.Period.of_month(self.year * 100 + self.month))

    @property
    def to_date(self) -> str:
        """January to this month."""
        return self.year_to_date()

    def year_to_date(self, year: int | None = None) -> str:
        """January to this month of a year, its own if none is given."""
        return str(codes.Period.year_to((year or self.year) * 100 + self.month))

    @property
    def released(self) -> str:
        """The month its bulletin comes out, as a partial date: the one after; January and February come out together in March."""
        if self.month == 12:
            return f"{self.year + 1:04}-01"
        return f"{self.year:04}-{max(self.month + 1, 3):02}"


def texts(grid: Grid, table: Table, first: int) -> list[str]:
    """What stands above a table's head and in the page's headings, each once."""
    cells = (c.strip() for _, row in table[:first] for c in row)
    return list(dict.fromkeys(t for t in (*cells, *grid.headings) if t))


def month_of(path: Path, titles: Iterable[str], head_month: int | None, options: Options) -> Month:
    """The month a table is for: from its title, else as the user says, else from the file's name. Raises `InputError` where these differ or are silent."""
    stated = {found for t in titles if _TITLE_WORDS.search(t) for found in _months(t)}
    if len(stated) > 1:
        raise InputError(f"{path}: its titles name different months, {' and '.join(f'{y}-{m:02}' for y, m in sorted(stated))}")
    given = _given(path, head_month, options)
    if stated:
        year, month = stated.pop()
        _agree(path, head_month, month, f"its title says {year}-{month:02}")
        if given is not None and (given.year, given.month) != (year, month):
            raise InputError(f"{path}: its title says {year}-{month:02}, but --period says {options.period}; leave the option out")
        return Month(year, month, "file")
    if given is not None:
        return given
    if name := _NAME.search(path.name):
        year, month = int(name[1]), int(name[2] or name[3] or name[4])
        _agree(path, head_month, month, f"its name says {year}-{month:02}")
        return Month(year, month, "name")
    raise InputError(f"{path}: neither the table nor the file's name says the year and month; say them with --period, as in --period 2025-07")


def _given(path: Path, head_month: int | None, options: Options) -> Month | None:
    if options.period is None:
        return None
    try:
        period = codes.Period.parse(options.period)
    except ValueError as e:
        raise InputError(f"--period: {e}") from e
    if period.kind == "year":
        if head_month is None:
            raise InputError(f"{path}: --period {options.period} names a year; say the month too, as in --period {period.start // 100}-07")
        return Month(period.start // 100, head_month, "user")
    _agree(path, head_month, period.end % 100, f"--period says {options.period}")
    return Month(period.end // 100, period.end % 100, "user")


def _agree(path: Path, head_month: int | None, month: int, said: str) -> None:
    if not 1 <= month <= 12:
        raise InputError(f"{path}: {said}, and there is no such month")
    if head_month is not None and head_month != month:
        raise InputError(f"{path}: {said}, but its columns are headed with month {head_month}")


def _months(title: str) -> set[tuple[int, int]]:
    for pattern in _TITLES:
        found = set()
        for match in pattern.finditer(title):
            word = match.groupdict().get("word")
            found.add((int(match["year"]), _ENGLISH.index(word[:3].lower()) + 1 if word else int(match["month"])))
        if found:
            return found
    return set()


def unit_of(path: Path, lines: Iterable[str], titles: Iterable[str], options: Options) -> codes.Unit:
    """The unit of a table's amounts, as the user says, else from its unit line. Raises `InputError` where title and unit name different currencies."""
    if options.unit:
        return _money(path, options.unit, "--unit says")
    stated = next((m[1].strip() for line in lines if (m := _UNIT.search(line))), None)
    if stated is None:
        raise InputError(f"{path}: the table doesn't say its unit; say it with --unit, as in --unit CNY_10K or --unit USD_1K")
    unit = _money(path, stated, "its unit line says")
    titled = {c for t in titles if _TITLE_WORDS.search(t) and not _UNIT.search(t) for c, sign in _CURRENCIES.items() if sign.search(t)}
    if titled and titled != {unit.currency}:
        raise InputError(f"{path}: its title says {' and '.join(sorted(titled))}, its unit line {stated!r}; say which is right with --unit")
    return unit


def _money(path: Path, text: str, who: str) -> codes.Unit:
    plain = re.sub(r"[,，、\s]*[%％±]+\s*$", "", text).strip()
    if split := re.fullmatch(r"(人民币|美元)[,，、\s]+(\S*元)", plain):
        plain = split[2] if split[1] == "人民币" else split[2].removesuffix("元") + "美元"
    spaced = re.sub(r"(?<=[A-Za-z$])(?=\d)", " ", re.sub(r"\bRMB\s*[￥¥]?\s*", "CNY ", plain))
    for spelling in (plain, spaced, "".join(plain.split())):
        try:
            unit = codes.unit(spelling)
        except LookupError:
            continue
        if unit.currency is not None:
            return unit
    raise InputError(f"{path}: {who} {text[:60]!r}, which is no unit of money known here; say it with --unit, as in --unit CNY_10K")


def number(text: str) -> Decimal | None:
    """A cell as printed; `None` for a blank or a dash. Raises `ValueError` for anything that is no number."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").strip().removesuffix("%").strip()
    if plain in _NONE:
        return None
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{text.strip()!r} is not a number")
    value = Decimal(plain.replace(",", ""))
    if value.adjusted() > _LARGEST:
        raise ValueError(f"{text.strip()!r} is larger than any trade")
    return value


@dataclass(slots=True)
class Digits:
    """How many decimals count: `most` is where a unit ends (a yuan has no tenths here), `least` what a workbook hides when it drops final zeros."""

    most: int
    least: int = 0
    tail: str | None = None

    def settle(self, value: Decimal) -> tuple[Decimal, Decimal]:
        """A value without its tail, and the width of its last digit. The first tail cut off is kept, to be told."""
        own = max(-int(value.as_tuple().exponent), 0)
        last = Decimal(1).scaleb(-min(max(own, self.least), self.most))
        settled = value.quantize(last, ROUND_HALF_EVEN) if own > self.most else value
        if settled != value:
            self.tail = self.tail or str(value)
        return settled, last

    def warning(self, unit: str) -> str | None:
        """A sentence, once a table, where tails were cut off."""
        if self.tail is None:
            return None
        last = format(Decimal(1).scaleb(-self.most), "f")
        return f"figures such as {self.tail} have digits that customs doesn't publish; they are rounded to {last} {unit}"


def digits_of(grid: Grid, rows: Iterable[tuple[int, str, list[str]]], columns: Iterable[int], unit: codes.Unit) -> Digits:
    """The digits of a table of amounts: none finer than the yuan or dollar; a workbook's are those of its longest amount, as it drops final zeros."""
    most = max(unit.factor.adjusted(), 0)
    if grid.kind != "workbook":
        return Digits(most)
    longest = 0
    for _, _, cells in rows:
        for at in columns:
            _, point, decimals = (cells[at] if at < len(cells) else "").partition(".")
            longest = max(longest, len(decimals) if point and decimals.isdecimal() else 0)
    return Digits(most, min(longest, most))


def mostly_read(reading: Reading) -> None:
    """Raises `InputError` where most rows had to be put aside: then it is the head that is wrong, and not the rows."""
    if not reading.rows_read:
        raise InputError(f"{reading.path}: the table has a head and no rows of figures under it")
    aside = len(reading.quarantined)
    if aside * 2 > reading.rows_read:
        first = reading.quarantined[0]
        raise InputError(
            f"{reading.path}: {aside} of {reading.rows_read} rows can't be read under the table's head, so a column may have moved "
            f"(row {first.row}: {first.reason})"
        )


def express(month: Month, grid: Grid, options: Options) -> Source:
    """The source of a preliminary release: one for each month, whatever table of it is read."""
    return source(
        f"GACC-EXPRESS-{month.year}-{month.month:02}", f"Statistics Express (preliminary release), {month.year}-{month.month:02}", options,
        released=grid.published or month.released, note="preliminary; the monthly bulletin corrects it",
    )  # fmt: skip


def is_express(unit: codes.Unit) -> bool:
    """Whether a table is of the preliminary release, which counts in 亿元 and 百万美元; the bulletin counts in 万元 and 千美元."""
    return unit.code in ("CNY_100M", "USD_1M")


def source(id_: str, title: str, options: Options, *, publisher: str = PUBLISHER, released: str | None = None, note: str | None = None) -> Source:
    """The source of a table, as far as the user doesn't say otherwise. `released` only for a source that is one release."""
    return Source(
        id=options.source or id_,
        title=options.title or title,
        publisher=options.publisher or publisher,
        released=options.released or released,
        address=options.address,
        reliability=options.reliability or "official",
        note=note,
    )


def no_table(grid: Grid, wanted: str) -> InputError:
    """Why a file holds none of the tables wanted: a picture, an index of releases, or something else."""
    if any(re.search(r"excel.*\.(png|jpe?g|gif)$", p, re.IGNORECASE) for p in grid.pictures):
        return InputError(f"{grid.path}: the page shows its table as a picture, which can't be read; take the figures from the workbook beside it")
    if is_index(grid.tables):
        return InputError(f"{grid.path} is an index of releases and holds no figures; open one month's page, save it, and load that")
    return InputError(f"{grid.path} holds no table with the head of {wanted}; the layout may have changed")


def is_index(tables: Iterable[Table]) -> bool:
    """Whether a table lists releases by month."""
    listed = re.compile(r"Jan\..*Feb\..*Mar\.|1月.*2月.*3月", re.DOTALL)
    return any(listed.search(cell) for table in tables for _, row in table for cell in row)


def unit_in_name(path: Path) -> list[str]:
    """The unit that an excerpt's name tells, as a unit line."""
    return ["单位：万元人民币"] if "wan_yuan" in path.name else []
