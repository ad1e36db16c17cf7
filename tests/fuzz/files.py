"""Files: hostile ones, made-up tables and workbooks, with bytes changed, loaded into a warehouse. Each is stored, pending or refused in a sentence; rows are conserved."""

from __future__ import annotations

import functools
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st
from tests.fuzz.bytes import ODD, changed
from tests.sources import customs_tables
from tests.sources.hostile_files import CASES, make

from hinterland.api import Hinterland
from hinterland.escapes import visible
from hinterland.sources.reading import InputError, Options

File = tuple[str, bytes]
LARGEST = 200_000
"""Bytes of the largest file that is changed."""
COLUMNS = (
    "flow",
    "region",
    "period",
    "value",
    "unit",
    "product",
    "partner",
    "op",
    "measure",
    "currency",
    "source",
    "released",
    "reliability",
    "precision",
    "note",
)
WORDS = ["export", "import", "total", "CN-AH", "安徽", "Anhui", "CN", "2025", "2025-07", "2025-01/2025-07", "682.31", "-6823", "6,823.1", "1 234,5", "CNY_100M", "USD", "percent", "亿元", "",
         "growth", "level", "USA", "all", "world", "official", "2026-02-01", *ODD]  # fmt: skip


@functools.cache
def seeds() -> list[File]:
    """The names and bytes of the hostile files that are small, and of tables as customs lay them out."""
    found: list[File] = []
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            if case.get("held") or case.get("long") or case.get("costly"):
                continue
            try:
                path = make(case, Path(folder), Path("nowhere"))
                if path.is_file() and path.stat().st_size <= LARGEST:
                    found.append((path.name, path.read_bytes()))
            except OSError:
                continue
    lines = customs_tables.lines8(month=7)
    text = "\n".join(",".join(cells) for cells in lines)
    return [*found, ("2025-07.csv", text.encode()), ("2025-07.csv", text.encode("gb18030"))]


@st.composite
def tidy(draw: st.DrawFn) -> File:
    """A table in our own columns, of any words."""
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=4, max_size=9, unique=True))
    rows = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=10), min_size=1, max_size=12))
    between = draw(st.sampled_from([",", ";", "\t", "|"]))
    text = "\n".join(between.join(cells) for cells in [columns, *rows])
    return draw(st.sampled_from(["a.csv", "a.tsv", "a.txt", "2025-07.csv", "a"])), text.encode(
        draw(st.sampled_from(["utf-8", "gb18030", "utf-16"])), "ignore"
    )


@st.composite
def hostile(draw: st.DrawFn) -> File:
    """A known file with some of its bytes changed."""
    name, data = draw(st.sampled_from(seeds()))
    return name, draw(changed(data))


EXAMPLES = st.one_of(
    hostile(), tidy(), st.tuples(st.sampled_from(["a.csv", "a.xlsx", "a.html", "a.json", "a.parquet"]), st.binary(max_size=300))
)


@contextmanager
def opened() -> Iterator[Callable[[File], str]]:
    """A warehouse of its own; what loads a file into it gives what became of it."""
    with tempfile.TemporaryDirectory() as folder, Hinterland(Path(folder) / "warehouse") as h:

        def meet(file: File) -> str:
            path = Path(folder) / file[0]
            path.write_bytes(file[1])
            try:
                report = h.load([path], options=Options(source="s", publisher="p", title="t", released="2026-02-01"))
            except InputError as e:
                own = str(e).replace(str(path), "")
                assert visible(own) == own and "Traceback" not in own and len(own) < 1500, own
                return "refused"
            for f in report.files:
                assert f.rows_read == f.rows_stored + f.rows_quarantined + f.rows_pending, f
            return "pending" if any(f.pending for f in report.files) else "stored"

        yield meet
