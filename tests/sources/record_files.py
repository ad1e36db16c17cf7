"""Files of records as their offices lay them out, made up from a few numbers, and how tests read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from hinterland.sources.reading import Options
from hinterland.sources.records import CANONICAL, RecordReading

CHINESE = (
    "数据年月",
    "贸易伙伴编码",
    "贸易伙伴名称",
    "商品编码",
    "商品名称",
    "第一数量",
    "第一计量单位",
    "第二数量",
    "第二计量单位",
    "人民币",
)
"""The columns of a query by month, partner and commodity, in the order in which the site shows them then."""

SOLAR = ("202401", "133", "韩国", "85414300", "已装在组件内或组装成块的光电池", "120", "个", "3600", "千克", "1,234,567")
SHOES = ("202401", "502", "美国", "64041100", "其他，运动鞋靴", "70", "千克", "0", "?", "9,876")
HORSE = ("202402", "116", "日本", "01012100", "改良种用马", "1", "千克", "0", "?", "5,000,000")


def export(path: Path, *rows: Sequence[str], header: Sequence[str] = CHINESE, encoding: str = "gb18030", end: str = "\n") -> Path:
    """A query export: every cell quoted, every line ending in a comma."""
    lines = ["".join(f'"{cell}",' for cell in row) for row in (header, *rows)]
    path.write_bytes(end.join([*lines, ""]).encode(encoding))
    return path


def delimited(path: Path, *rows: Sequence[str], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    """A file without quotation marks, the header first."""
    path.write_bytes("".join(delimiter.join(row) + "\n" for row in rows).encode(encoding))
    return path


def parquet(path: Path, *rows: Sequence[Any], columns: str) -> Path:
    """A Parquet file of rows, with columns declared as SQL declares them."""
    with duckdb.connect() as con:
        con.execute(f"CREATE TABLE t ({columns})")
        for row in rows:
            con.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(row))})", list(row))
        con.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    return path


@contextmanager
def connected() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that is closed again."""
    with duckdb.connect() as con:
        yield con


class Read:
    """A reading with its rows taken out of the relation, so that the connection may go."""

    def __init__(self, reading: RecordReading) -> None:
        self.reading = reading
        rows = reading.relation.order("row").fetchall()
        self.rows = [dict(zip(CANONICAL, row, strict=True)) for row in rows]

    def column(self, name: str) -> list[Any]:
        """One column, in the order of the file."""
        return [row[name] for row in self.rows]

    @property
    def warnings(self) -> str:
        """All warnings as one text."""
        return "\n".join(self.reading.warnings)

    @property
    def reasons(self) -> dict[int, str]:
        """Why each row was rejected."""
        return {q.row: q.reason for q in self.reading.quarantined}


def read(module: Any, path: Path, **said: Any) -> Read:
    """Read a file with a format, and see to it that no row and no amount is lost."""
    with connected() as con:
        found = Read(module.records(path, Options(**said), con))
    conserved(found)
    return found


def conserved(found: Read) -> None:
    """The fifth law: rows read are rows held plus rows rejected, and the sums agree."""
    reading = found.reading
    assert reading.rows_read == len(found.rows) + len(reading.quarantined)
    assert reading.rows_held == len(found.rows)
    assert reading.sum_read == reading.sum_held + reading.sum_quarantined
    assert sum((row["value"] for row in found.rows), Decimal(0)) == reading.sum_held
    assert all(q.reason and q.row > 0 for q in reading.quarantined)
