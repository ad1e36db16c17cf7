"""Numbers as customs tables print them, and which of their digits count.

Cells of text go in, decimals come out, with the width of their last digit. Dashes and blanks are no figure; anything else that
isn't a number is an error that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from hinterland import codes
from hinterland.sources import numerals
from hinterland.sources.customs_columns import Column
from hinterland.sources.grids import Grid

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_NONE = {"", "-", "--", "—", "―", "－", "–"}
_LONGEST = 18


def number(text: str) -> Decimal | None:
    """A cell as printed; `None` for a blank or a dash. Raises `ValueError` for anything that is no number."""
    plain = numerals.plain(text).removesuffix("%").strip()
    if plain in _NONE:
        return None
    if not _NUMBER.fullmatch(plain):
        raise ValueError(f"{text.strip()!r} is not a number")
    value = Decimal(numerals.ungrouped(plain))
    if value.adjusted() > _LONGEST:
        raise ValueError(f"{text.strip()!r} is larger than any trade")
    return value


def cell(cells: Sequence[str], column: Column) -> Decimal | None:
    """The number in a column of a row. Raises `ValueError`, naming the column, for anything else."""
    try:
        return number(cells[column.at])
    except ValueError as e:
        raise ValueError(f"under {column.label!r}, {e.args[0]}") from None


@dataclass(slots=True)
class Digits:
    """How many decimals of a table count, from `least` to `most`.

    `most` is where the published digits end (a yuan has no tenths), `least` what a workbook hides when it drops final zeros.
    """

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


def growth_digits() -> Digits:
    """Growth is published to a tenth of a percent."""
    return Digits(most=1, least=1)


def amount_digits(grid: Grid, rows: Iterable[tuple[int, str, list[str]]], columns: Iterable[Column], unit: codes.Unit) -> Digits:
    """The digits of a table's amounts: none finer than the yuan or dollar; in a workbook, those of its longest amount for all."""
    most = max(unit.factor.adjusted(), 0)
    if grid.kind != "workbook":
        return Digits(most)
    places = [c.at for c in columns]
    decimals = [
        len(cells[at].partition(".")[2]) for _, _, cells in rows for at in places if at < len(cells) and _NUMBER.fullmatch(cells[at])
    ]
    return Digits(most, min(max(decimals, default=0), most))
