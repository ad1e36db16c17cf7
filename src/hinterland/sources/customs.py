"""What the tables of the customs administration share: what each says above its head (month, unit and currency, whose trade it is), their
sources, and the sentences for files that hold no such table. What a table doesn't say is asked for by the option's name; what it says twice
and differently is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hinterland import codes
from hinterland.errors import refused
from hinterland.models import Source
from hinterland.packs import office
from hinterland.sources.grids import Grid
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, InputError, Options, PeriodFrom, Reading

_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ANY = "|".join(_ENGLISH)
_TITLES = (
    re.compile(r"(?P<year>(?:19|20)\d\d)\s*年\s*(?:\d{1,2}\s*月?\s*[至到~—–-]\s*)?(?P<month>\d{1,2})\s*月"),
    re.compile(rf"(?:\b(?:{_ANY})[a-z]*\.?\s*(?:-|–|to|and)\s*)?\b(?P<word>{_ANY})[a-z]*\.?,?\s*(?P<year>(?:19|20)\d\d)(?!\d)", re.I),
    re.compile(r"(?<![\d.])(?:\d{1,2}\s*[-–]\s*)?(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)(?!\d)"),
)
"""2025年1至7月; January-February 2025; 1-7.2025."""
_NAME = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:年(?:1[至到-])?(\d{1,2})月|[-_.]?(0[1-9]|1[0-2])(?![-_.]?\d)|[-_.](\d)(?!\d)(?![-_.]\d))",
)
"""2025-07, 202507, 2025_7 or 2025年1至7月 in a file's name; a whole date is none, as it may be the day it was fetched."""
_TITLE_WORDS = re.compile(r"表|出口|进口|export|import", re.IGNORECASE)
_OWN = re.compile(
    r"本市|本省|本区|全市|全省|全区|关区"
    r"|年[\d\s至到~—–-]*月?\s*(?!全国|我国|中国|主要|重点)([^\d\s（(，,月进出]{2,12}?)(?:外贸)?(?:进出口|出口|进口)"
)
"""A title of another customs than the nation's: 本市 ..., 2025年7月浙江省进出口 ..."""
_UNIT = re.compile(r"(?:单\s*位|\bunits?)\s*[:：∶]\s*(.+)", re.IGNORECASE | re.DOTALL)
OFFICE = "gacc"
"""The customs administration, among the offices of the packs: its pack says whose trade its tables hold, and in which currencies."""


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
        return self.year_to_date(self.year)

    def year_to_date(self, year: int) -> str:
        """January to this month, of another year."""
        return str(codes.Period.year_to(year * 100 + self.month))

    @property
    def released(self) -> str:
        """The month its bulletin comes out, as a partial date: the one after; January and February come out together in March."""
        if self.month == 12:
            return f"{self.year + 1:04}-01"
        return f"{self.year:04}-{max(self.month + 1, 3):02}"


def texts(grid: Grid, table: Table, first: int) -> list[str]:
    """What stands above a table's head, and the page's first headings (later ones are links and footers), each once."""
    cells = (c.strip() for _, row in table[:first] for c in row)
    return list(dict.fromkeys(t for t in (*cells, *grid.headings[:2]) if t))


def month_of(path: Path, titles: Iterable[str], head_month: int | None, options: Options) -> Month:
    """The month a table is for: as its title says, else the user, else the file's name. Raises `InputError` where they contradict each
    other or the columns, and where none of them says it."""
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
    raise InputError(f"{path}: neither table nor file name says the year and month; say them with --period, as in --period 2025-07")


def _given(path: Path, head_month: int | None, options: Options) -> Month | None:
    if options.period is None:
        return None
    with refused(ValueError, form="--period: {}"):
        period = codes.Period.parse(options.period)
    if period.kind == "year" and "/" not in options.period:
        if head_month is None:
            raise InputError(f"{path}: --period {options.period} names a year; say the month too, as in --period {options.period}-07")
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


def of_the_nation(path: Path, titles: Iterable[str]) -> None:
    """Raises `InputError` for a table of a region's or a city's own customs, whose lines look like the nation's."""
    for title in titles:
        if _TITLE_WORDS.search(title) and (found := _OWN.search(title)):
            whose = found[1] or found[0]
            raise InputError(
                f"{path}: its title speaks of {whose!r}, and such a table is read for the whole nation only; use our own columns"
            )


def unit_of(path: Path, lines: Iterable[str], titles: Iterable[str], options: Options) -> codes.Unit:
    """The unit of a table's amounts: as the user says, else as its unit line does. Raises `InputError` where the title names another
    currency, and where there is no unit of money."""
    if options.unit:
        return _agreed(path, _money(path, options.unit, "--unit says"), options)
    stated = next((m[1].strip() for line in lines if (m := _UNIT.search(line))), None)
    if stated is None:
        raise InputError(f"{path}: the table doesn't say its unit; say it with --unit, as in --unit CNY_10K or --unit USD_1K")
    unit = _money(path, stated, "its unit line says")
    titled = {c for t in titles if _TITLE_WORDS.search(t) and not _UNIT.search(t) for c in office(OFFICE).currencies_in(t)}
    if titled and titled != {unit.currency}:
        raise InputError(f"{path}: its title says {' and '.join(sorted(titled))}, its unit line {stated!r}; say which is right with --unit")
    return _agreed(path, unit, options)


def _agreed(path: Path, unit: codes.Unit, options: Options) -> codes.Unit:
    if options.currency not in (None, unit.currency):
        raise InputError(f"{path}: the table is in {unit.name()}, but --currency says {options.currency}; leave the option out")
    return unit


def _money(path: Path, text: str, who: str) -> codes.Unit:
    """A unit of money as tables spell it: the currency before or behind its amount, set apart or not."""
    plain = re.sub(r"[,，、\s]*[%％±]+\s*$", "", text).strip()
    own, money = office(OFFICE).currencies[0], office(OFFICE).money
    if (split := re.fullmatch(r"(\S+?)[,，、\s]+(\S*元)", plain)) and split[1] in money:
        plain = split[2] if money[split[1]] == own else split[2].removesuffix("元") + split[1]
    latin = "|".join(word for word, currency in money.items() if currency == own and word.isascii())
    spaced = re.sub(r"(?<=[A-Za-z$])(?=\d)", " ", re.sub(rf"\b(?:{latin})\s*[￥¥]?\s*", f"{own} ", plain))
    for spelling in (plain, spaced, "".join(plain.split())):
        with suppress(LookupError):
            if (unit := codes.unit(spelling)).currency is not None:
                return unit
    raise InputError(f"{path}: {who} {text[:60]!r}, which is no unit of money known here; say it with --unit, as in --unit CNY_10K")


MONTHLY = "monthly: each figure carries the release of its own table, the month after (January and February: in March)"
_PICTURE = re.compile(r"excel.*\.(png|jpe?g|gif)$", re.IGNORECASE)
_LISTED = re.compile(r"Jan\..*Feb\..*Mar\.|1月.*2月.*3月", re.DOTALL)


def source(
    id_: str, title: str, options: Options, *, publisher: str | None = None, released: str | None = None, note: str | None = MONTHLY
) -> Source:
    """The source of a table, as far as the user doesn't say otherwise. `released` only for a source that is one release."""
    return Source(
        id=options.source or id_,
        title=options.title or title,
        publisher=options.publisher or publisher or office(OFFICE).name,
        released=options.released or released,
        address=options.address,
        reliability=options.reliability or "official",
        note=note,
    )


def bulletin(table: str, title: str, unit: codes.Unit, options: Options) -> Source:
    """The source of a table of the monthly bulletin; that in dollars is another source than that in the own currency."""
    return source(
        table if unit.currency == office(OFFICE).currencies[0] else f"{table}-{unit.currency}", f"{title} ({unit.currency})", options
    )


def of_month(table: tuple[str, str], unit: codes.Unit, month: Month, grid: Grid, options: Options) -> tuple[Source, str | None]:
    """The source of a table of the bulletin (its id and title) or of the preliminary release, by its unit, and the note of its figures. There is one
    preliminary release for each month, whichever table of it is read."""
    if not is_express(unit):
        return bulletin(*table, unit, options), None
    name = f"{month.year}-{month.month:02}"
    title, note = f"Statistics Express (preliminary release), {name}", "preliminary; the monthly bulletin corrects it"
    return source(f"GACC-EXPRESS-{name}", title, options, released=grid.published or month.released, note=note), "preliminary"


def blank(reading: Reading, source: Source, month: Month, unit: codes.Unit, note: str | None = None) -> Figure:
    """The figure that all rows of a table share: the nation's, of its month, and of a source which the reading gets with it."""
    reading.sources, reading.period_from = [source], month.known_from
    released = source.released or month.released
    return Figure(office(OFFICE).nation, month.alone, None, unit.code, source=source.id, released=released, note=note)


def is_express(unit: codes.Unit) -> bool:
    """Whether a table is of the preliminary release, which counts in 亿元 and 百万美元; the bulletin counts in 万元 and 千美元."""
    own, foreign = office(OFFICE).currencies
    return unit.code in (f"{own}_100M", f"{foreign}_1M")


def no_table(grid: Grid, wanted: str) -> InputError:
    """Why a file holds no such table: a picture, an index of releases, or something else."""
    if any(_PICTURE.search(p) for p in grid.pictures):
        return InputError(f"{grid.path}: the page shows its table as a picture, which can't be read; load the workbook it offers instead")
    if is_index(grid.tables):
        return InputError(f"{grid.path} is an index of releases and holds no figures; open one month's page, save it, and load that")
    return InputError(f"{grid.path} holds no table with the head of {wanted}; the layout may have changed")


def is_index(tables: Iterable[Table]) -> bool:
    """Whether a table lists releases by month."""
    return any(_LISTED.search(cell) for table in tables for _, row in table for cell in row)


def mostly_read(reading: Reading) -> None:
    """Raises `InputError` where most rows had to be rejected: then it is the head that is wrong, and not the rows."""
    if not reading.rows_read:
        raise InputError(f"{reading.path}: the table has a head and no rows of figures under it")
    aside = len(reading.quarantined)
    if aside * 2 > reading.rows_read:
        first = reading.quarantined[0]
        raise InputError(
            f"{reading.path}: {aside} of {reading.rows_read} rows can't be read under the table's head, so a column may have moved "
            f"(row {first.row}: {first.reason})"
        )
