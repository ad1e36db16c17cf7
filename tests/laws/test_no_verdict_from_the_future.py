"""Law 11: a text dated D gets the same errors whatever was published after D."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.warehouse.desk import past_the_gate

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import Options

DAY = date(2026, 4, 15)
COLUMNS = "region,period,flow,value,unit,released"
TEXT = """Anhui's trade rose 17.3 percent to 1,013.56 billion yuan in 2025. Exports were 682.31 billion yuan.
Hubei's trade was 843.01 billion yuan in 2025. Hubei ranked eighth nationwide by trade in 2025.
"""
PLACES = st.sampled_from(["CN-AH", "CN-HB", "CN-HN", "CN"])
ROWS = st.lists(
    st.tuples(PLACES, st.sampled_from(["2025", "2024", "2025-12"]), st.sampled_from(["total", "export", "import"]), st.integers(10, 20_000)),
    min_size=1, max_size=4, unique_by=lambda row: row[:3],
)  # fmt: skip


def told(h: Hinterland) -> list[tuple[str, int, str, float]]:
    return [(f.code, f.start, f.message, f.probability) for f in h.check(TEXT, dated=DAY).findings if f.severity == "error"]


@pytest.fixture(scope="module")
def before(hinterland: Hinterland) -> list[tuple[str, int, str, float]]:
    return told(hinterland)


@settings(max_examples=4)
@given(rows=ROWS, day=st.dates(date(2026, 4, 16), date(2027, 12, 31)))
def test_what_was_published_later_changes_no_error(
    before: list[tuple[str, int, str, float]],
    hinterland: Hinterland,
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str, int]],
    day: date,
) -> None:
    folder: Path = tmp_path_factory.mktemp("later")
    lines = [f"{region},{period},{flow},{value},CNY_100M,{day}" for region, period, flow, value in rows]
    (folder / "later.csv").write_text("\n".join([COLUMNS, *lines]) + "\n", encoding="utf-8")
    with open_warehouse(copytree(hinterland.store.location, folder / "warehouse")) as h:
        past_the_gate(h, folder / "later.csv", Options(source="LATER", title="Later", publisher="Somebody", reliability="official"))
        assert before and told(h) == before
