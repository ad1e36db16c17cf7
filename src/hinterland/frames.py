"""Results as people use them in a notebook: a short form, a table in HTML, a chart, and frames of pandas, Polars or Arrow where one of them is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from html import escape
from importlib import import_module
from typing import Any

from hinterland.errors import InputError

MOST = 60
"""Maximum rows of a table in HTML."""
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
"""The scales in which people read amounts, the largest first."""
LARGE = 10**6
"""From here on a number in a table is an amount, given in billions there."""
Rows = Sequence[Mapping[str, Any]]


def count(number: int, noun: str) -> str:
    """A number of things: `1 claim`, `2 claims`, `3 stories`."""
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"


def spoken(value: float | Decimal | int, unit: str = "") -> str:
    """An amount as people say it, to four figures: `1.014 trillion` before the unit."""
    size, scale = next(((s, f" {name}") for s, name in SCALES if abs(float(value)) >= s), (1, ""))
    return f"{float(f'{float(value) / size:.4g}'):,}{scale}{f' {unit}' if unit else ''}"


class Tabular:
    """A result that has a line of summary and rows: `rows_of()` gives these as dictionaries, amounts as numbers in base units. A result
    that has further tables names them in `tables()`; what its HTML shows in another way, it gives in `shown_rows()` and `remarks()`."""

    __slots__ = ()

    def summary(self) -> str:
        """What it is, in one line."""
        raise NotImplementedError

    def rows_of(self) -> Rows:
        """Its rows, each with the same names."""
        raise NotImplementedError

    def tables(self) -> Mapping[str, Callable[[], Rows]]:
        """Its further tables by their names."""
        return {}

    def shown_rows(self) -> Rows:
        """Its rows as its HTML shows them."""
        return self.rows_of()

    def remarks(self) -> Sequence[str]:
        """The lines below the table in its HTML."""
        return ()

    def _rows(self, table: str) -> Rows:
        """The rows of a table by its name, its own where none is named. Raises `InputError` for a name that it hasn't."""
        further = self.tables()
        if table and table not in further:
            raise InputError(
                f"{type(self).__name__} has no table {table!r}; " + (f"name {', '.join(further)}, or none" if further else "name none")
            )
        return further[table]() if table else self.rows_of()

    def to_pandas(self, table: str = "") -> Any:
        """Its rows, or those of a further table, as a `pandas.DataFrame`. Raises `ImportError` where pandas isn't installed."""
        return _library("pandas").DataFrame(self._rows(table))

    def to_polars(self, table: str = "") -> Any:
        """Its rows, or those of a further table, as a `polars.DataFrame`. Raises `ImportError` where Polars isn't installed."""
        return _library("polars").DataFrame(self._rows(table), infer_schema_length=None)

    def to_arrow(self, table: str = "") -> Any:
        """Its rows, or those of a further table, as a `pyarrow.Table`. Raises `ImportError` where PyArrow isn't installed."""
        return _library("pyarrow").Table.from_pylist(list(self._rows(table)))

    def plot(self, key: str | None = None) -> Any:
        """A chart of it, which a notebook shows as SVG and `save` writes; of a brief the one of a `key`, else its first. Raises `InputError` where there is none."""
        return import_module("hinterland.brief.pictures.plot").plot(self, key)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.summary()}>"

    def _repr_html_(self) -> str:
        """The summary, then the rows as a table with its amounts in billions, then the remarks."""
        rows = self.shown_rows()
        below = "".join(f"<p>{escape(line)}</p>" for line in self.remarks())
        if not rows:
            return f"<p>{escape(self.summary())}</p>{below}"
        heads = "".join(f"<th>{escape(str(name))}</th>" for name in rows[0])
        lines = ("".join(f"<td>{escape(_cell(v))}</td>" for v in row.values()) for row in rows[:MOST])
        more = f"<p>… {len(rows) - MOST} more</p>" if len(rows) > MOST else ""
        return f"<p>{escape(self.summary())}</p><table><tr>{heads}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>{more}{below}"


def _cell(value: Any) -> str:
    """A value as a table in HTML shows it: amounts in billions, other fractions to four figures, lists with commas."""
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_cell, value))
    if isinstance(value, (int, float, Decimal)) and abs(float(value)) >= LARGE:
        return f"{float(value) / 10**9:,.3f} billion"
    return "" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)


def _library(name: str) -> Any:
    """A library of frames. Raises `ImportError` in a sentence where it isn't installed."""
    try:
        return import_module(name)
    except ImportError:
        raise ImportError(f"{name} is not installed: pip install {name}") from None
