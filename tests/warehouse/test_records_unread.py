"""Verbs that read figures leave the records of a warehouse unread; what asks for records reads no more of them than it needs, in a folder and at an address."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran
from tests.warehouse.test_cube import MONTHS, cells, files

from hinterland.api import Hinterland
from hinterland.sources.reading import InputError
from hinterland.warehouse.engine import Engine
from hinterland.warehouse.store import Store

READERS = (
    ("mine", "CN-AH", "--period", "2025", "--output-format", "json"),
    ("show", "CN-AH", "--output-format", "json"),
    ("brief", "CN-AH", "--period", "2025"),
)


def test_no_verb_that_reads_figures_opens_the_records(
    run: Callable[..., Ran], seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    draft = tmp_path / "draft.md"
    draft.write_text("Anhui's foreign trade came to 1.01 trillion yuan in 2025.\n", encoding="utf-8")
    assert run("load", "--each", files(tmp_path / "files", cells(MONTHS[:1])), "--output-format", "json").status == 0
    asked = (*READERS, ("check", str(draft), "--output-format", "json"))
    before = [run(*words) for words in asked]
    shutil.rmtree(seeded / "records")
    assert [run(*words) for words in asked] == before
    assert all(ran.out and not ran.err.startswith("the warehouse") for ran in before)


def test_a_query_of_records_that_are_gone_is_refused_in_a_sentence(run: Callable[..., Ran], seeded: Path, tmp_path: Path) -> None:
    assert run("load", "--each", files(tmp_path / "files", cells(MONTHS[:1])), "--output-format", "json").status == 0
    for path in (seeded / "records").rglob("*.parquet"):
        path.unlink()
    run("sql", "SELECT count(*) FROM records").refused("can't be read")


def both(tmp_path: Path, months: list[str]) -> tuple[Hinterland, Hinterland]:
    """The same records in a folder and at an address."""
    here, there = Hinterland(tmp_path / "here", embedded=False), Hinterland((tmp_path / "there").as_uri(), embedded=False)
    for h in (here, there):
        h.load_each([files(tmp_path / "files", cells(months))])
    return here, there


def asked(h: Hinterland) -> list[list[tuple[Any, ...]]]:
    counted = "SELECT count(*), sum(value) FROM observations"
    return [
        h.sql(q).fetchall() for q in (counted, "SELECT flow, region, product, sum(value) FROM records GROUP BY ALL ORDER BY ALL", counted)
    ]


def test_records_at_an_address_add_up_to_the_same(tmp_path: Path) -> None:
    here, there = both(tmp_path, [*MONTHS, "202301"])
    for h in (here, there):
        h.roll_up("GACC-QUERY", whole=True)
    assert asked(here) == asked(there)
    assert here.sourcing("8507").to_dict() == there.sourcing("8507").to_dict()


def test_of_records_at_an_address_only_those_asked_for_are_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, there = both(tmp_path, ["202312", "202401"])
    fetched: list[tuple[str, str]] = []
    scan = Store.scan
    monkeypatch.setattr(
        Store,
        "scan",
        lambda self, table, where, columns: fetched.append((table, f"{columns}: {where}")) or scan(self, table, where, columns),
    )
    there.roll_up("GACC-QUERY", [2024], whole=True)
    [asked] = {asked for table, asked in fetched if table == "records"}
    assert '"value"' in asked and "(year = 2024) AND load IN ('" in asked and '"quantity"' not in asked and '"row"' not in asked
    fetched.clear()
    assert there.sql("SELECT count(*) > 0 FROM observations").fetchall() == [(True,)]
    assert "records" not in {table for table, _ in fetched}


def test_an_engine_keeps_what_it_fetched_for_its_own_life(tmp_path: Path) -> None:
    _, there = both(tmp_path, ["202401"])
    engine = Engine(there.store, there.state)
    engine.open_records()
    folder = Path(engine.scratch())
    assert sorted(p.name.partition("_")[0] for p in folder.iterdir()) == ["observations", "quarantine", "records", "sources"]
    with pytest.raises(InputError, match="reading other files"):
        engine.select("SELECT count(*) FROM read_parquet('/nowhere/else.parquet')")
    engine.close()
    assert not folder.exists()
