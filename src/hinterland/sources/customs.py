"""What the tables of the customs administration share as sources: who publishes them and when, and the sentences for files that hold no such table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hinterland import codes
from hinterland.models import Source
from hinterland.packs import office
from hinterland.sources.customs_titles import OFFICE, Month
from hinterland.sources.grids import Grid
from hinterland.sources.pages import Table
from hinterland.sources.reading import Figure, InputError, Options, Reading

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


def express(month: Month, grid: Grid, options: Options) -> Source:
    """The source of a preliminary release: one for each month, whichever table of it is read."""
    name = f"{month.year}-{month.month:02}"
    note = "preliminary; the monthly bulletin corrects it"
    title, released = f"Statistics Express (preliminary release), {name}", grid.published or month.released
    return source(f"GACC-EXPRESS-{name}", title, options, released=released, note=note)


def of_month(table: tuple[str, str], unit: codes.Unit, month: Month, grid: Grid, options: Options) -> tuple[Source, str | None]:
    """The source of a table of the bulletin (its id and title) or of the preliminary release, by its unit, and the note of its figures."""
    return (express(month, grid, options), "preliminary") if is_express(unit) else (bulletin(*table, unit, options), None)


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
