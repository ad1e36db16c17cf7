"""Results as people use them in a notebook: a short form, a table in HTML, a chart, and frames of pandas, Polars or Arrow where one of them is installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from importlib import import_module
from typing import Any

MOST = 60
"""Maximum rows of a table in HTML."""


class Tabular:
    """A result that has a line of summary and rows: `rows_of()` gives these as dictionaries, amounts as numbers in base units."""

    __slots__ = ()

    def summary(self) -> str:
        """What it is, in one line."""
        raise NotImplementedError

    def rows_of(self) -> Sequence[Mapping[str, Any]]:
        """Its rows, each with the same names."""
        raise NotImplementedError

    def to_pandas(self) -> Any:
        """Its rows as a `pandas.DataFrame`. Raises `ImportError` where pandas isn't installed."""
        return _library("pandas").DataFrame(self.rows_of())

    def to_polars(self) -> Any:
        """Its rows as a `polars.DataFrame`. Raises `ImportError` where Polars isn't installed."""
        return _library("polars").DataFrame(self.rows_of(), infer_schema_length=None)

    def to_arrow(self) -> Any:
        """Its rows as a `pyarrow.Table`. Raises `ImportError` where PyArrow isn't installed."""
        return _library("pyarrow").Table.from_pylist(list(self.rows_of()))

    def plot(self, key: str | None = None) -> Any:
        """A chart of it, which a notebook shows as SVG and `save` writes; of a brief the one of a `key`, else its first. Raises `InputError` where there is none."""
        return import_module("hinterland.brief.pictures.plot").plot(self, key)

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.summary()}>"

    def _repr_html_(self) -> str:
        """The summary, then the rows as a table."""
        rows = self.rows_of()
        if not rows:
            return f"<p>{escape(self.summary())}</p>"
        heads = "".join(f"<th>{escape(str(name))}</th>" for name in rows[0])
        lines = ("".join(f"<td>{escape('' if v is None else str(v))}</td>" for v in row.values()) for row in rows[:MOST])
        more = f"<p>… {len(rows) - MOST} more</p>" if len(rows) > MOST else ""
        return f"<p>{escape(self.summary())}</p><table><tr>{heads}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>{more}"


def _library(name: str) -> Any:
    """A library of frames. Raises `ImportError` in a sentence where it isn't installed."""
    try:
        return import_module(name)
    except ImportError:
        raise ImportError(f"{name} is not installed: pip install {name}") from None
