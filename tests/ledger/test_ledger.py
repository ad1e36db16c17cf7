"""The ledger of a warehouse: what isn't held is bounded by what is, with reasons; it is stored once, and a killed writer leaves nothing that is read."""

from __future__ import annotations

import json
import math
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Ran
from tests.indicators.asking import held
from tests.warehouse.desk import DESK, figures, past_the_gate

from hinterland.api import Hinterland
from hinterland.claims.cells import lay_bounds
from hinterland.codes import Period
from hinterland.codes.periods import boundary
from hinterland.ledger import Ledger, stored, words
from hinterland.ledger.closure import span
from hinterland.ledger.figures import FLOWS, pattern
from hinterland.ledger.reasons import Bound
from hinterland.sources.reading import InputError

HEADER = "region,period,flow,value,unit"
ROOT = Path(__file__).resolve().parents[2]


def bound(h: Hinterland, subject: str, period: str, flow: str = "total", **how: Any) -> Bound:
    [cell] = h.bounds(subject, period, flow=flow, **how).cells
    return cell.bound


def billions(found: Bound) -> tuple[float, float]:
    assert found.low is not None
    return found.low / 1e9, math.inf if found.high is None else found.high / 1e9


# -- the embedded figures

SUMMER = ["GACC-E4-202606", "MWR-202606", "XH-202607"]
"""The sources of June and July 2026 and of the year up to them."""


@pytest.fixture(scope="module")
def in_may(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """The embedded figures without those of June and July 2026."""
    with Hinterland(tmp_path_factory.mktemp("may") / "warehouse", without=SUMMER) as h:
        yield h


def test_two_months_that_are_not_held_are_known_together(in_may: Hinterland) -> None:
    """January to May 2026 (20.6827 trillion), January to August (34.78) and August (4.65) are held; June and July are not."""
    found = bound(in_may, "CN", "2026-06/2026-07")
    low, high = billions(found)
    assert low < 9447.3 < high
    assert high < 1.03 * low
    assert found.by == "difference"
    assert found.sentence.startswith("January to August 2026 less January to May 2026 less August 2026: June and July 2026 came to between")
    assert "9.4473 trillion yuan by the figures as published" in found.sentence
    assert len(found.observations) == 3


def test_one_of_two_months_was_at_least_half_of_both(in_may: Hinterland) -> None:
    june, july = (bound(in_may, "CN", m) for m in ("2026-06", "2026-07"))
    together = bound(in_may, "CN", "2026-06/2026-07")
    assert june.low == july.low == 0
    assert june.high == july.high == together.high


def test_a_share_and_the_amount_of_the_part_bound_the_whole(hinterland: Hinterland) -> None:
    """Tibet's total of 2025 was not found; its trade with the Belt and Road was 5.746 billion, 67.77% of all."""
    found = bound(hinterland, "CN-XZ", "2025")
    low, high = billions(found)
    assert low < 8.4787 < high
    assert high < 1.03 * low
    assert found.by == "share"
    assert {o.indicator.op for o in hinterland.indicators.observations(found.observations)} == {"share", "level"}


def test_a_flow_is_the_total_less_the_other(hinterland: Hinterland) -> None:
    found = bound(hinterland, "CN", "2026-04", "export")
    assert found.by == "flows"
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < found.high


def test_what_is_held_is_told_as_published(hinterland: Hinterland) -> None:
    found = bound(hinterland, "CN", "2025")
    assert billions(found) == (45465.0, 45475.0)
    assert found.by == "held"
    assert len(found.observations) == 1


def test_what_nothing_is_known_of_is_open(hinterland: Hinterland) -> None:
    found = bound(hinterland, "CN-AH", "1995")
    assert (found.low, found.high, found.by, found.observations) == (0.0, None, None, ())
    assert hinterland.ledger.bounds("CN-AH", "gdp||all|world|all|value||CNY", Period.parse("2025")).high is None


def test_every_bound_says_what_it_follows_from(hinterland: Hinterland) -> None:
    for subject in ("CN", "CN-AH", "CN-XZ", "CN-GX", "CN-GD"):
        for period in ("2025", "2025-10", "2025-08/2025-12", "2026-06", "2024-02/2024-04", "2019", "2016/2024", "2025-Q4"):
            for cell in hinterland.bounds(subject, period).cells:
                b = cell.bound
                bounded = b.high is not None or (b.low or 0) > 0
                assert bool(b.observations) == bounded, (subject, period, cell.flow)
                assert (b.by is not None) == bounded
                assert len(hinterland.indicators.held(b.observations)) == len(set(b.observations))


def test_the_table_agrees_with_what_is_asked_cell_by_cell(hinterland: Hinterland) -> None:
    hinterland.ledger.table()
    rows = hinterland.engine.fetch(
        """SELECT * FROM ledger WHERE region IN ('CN', 'CN-AH', 'CN-XZ') AND series LIKE 'trade|%|all|world|all|value|operating-unit|CNY' AND last_month >= 202507"""
    )
    assert len(rows) > 100
    for row in rows:
        found = hinterland.ledger.bounds(row["region"], row["series"], Period(row["first_month"], row["last_month"]))
        assert found.low == pytest.approx(row["low"])
        assert found.high == (None if row["high"] is None else pytest.approx(row["high"]))
        assert (found.by == "held") == row["held"]


def test_the_table_holds_every_month_quarter_half_year_to_date_and_year(hinterland: Hinterland) -> None:
    hinterland.ledger.table()
    [row] = hinterland.engine.fetch(
        """SELECT count(*) AS n FROM ledger WHERE region = 'CN-AH' AND series = 'trade|total|all|world|all|value|operating-unit|CNY'
           AND first_month >= 202401 AND last_month <= 202412"""
    )
    # Twelve months, twelve to date of which January is one already, four quarters and two halves of which the first are to date.
    assert row["n"] == 12 + 11 + 3 + 1


def test_the_embedded_figures_do_not_contradict_each_other(hinterland: Hinterland) -> None:
    assert hinterland.ledger.conflicts() == []


def test_reconcile_names_what_was_revised_away(hinterland: Hinterland) -> None:
    why = {(g.region, g.flow, g.period): g.explanation for g in hinterland.reconcile(kind="months").rows}
    assert "revised down" in why["CN-GX", "export", "2024-01/2024-05"]
    assert "revised down" in why["CN-QH", "export", "2024"]


def test_a_view_of_the_bounds_can_be_asked_in_sql(hinterland: Hinterland) -> None:
    with Hinterland(hinterland.store.location) as h:
        [(high,)] = h.sql(
            "SELECT high FROM bounds WHERE region = 'CN' AND first_month = 202607 AND last_month = 202607 AND series LIKE 'trade|total|all|world|%|CNY' AND NOT held"
        ).fetchall()
    assert high == bound(hinterland, "CN", "2026-07").high


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (("anhuy", "2025", {}), "anhuy"),
        (("CN-AH", "soon", {}), "not a period"),
        (("CN-AH", "2025", {"flow": "both"}), "a flow is total"),
        (("CN-AH", "2025", {"unit": "EUR"}), "amounts are in"),
    ],
)
def test_what_can_not_be_asked_is_refused_in_a_sentence(
    hinterland: Hinterland, asked: tuple[str, str, dict[str, str]], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        hinterland.bounds(asked[0], asked[1], **asked[2])  # type: ignore[arg-type]


def test_the_command_prints_the_contract(run: Callable[..., Ran], hinterland: Hinterland) -> None:
    said = run(
        "bounds",
        "CN",
        "--period",
        "2026-06/2026-07",
        "--flow",
        "total",
        "--output-format",
        "json",
        "--warehouse",
        hinterland.store.location,
    )
    told = json.loads(said.out)
    assert told["schema"] == "hinterland.bounds/1"
    [cell] = told["cells"]
    assert {"subject", "period", "flow", "low", "high", "likely", "from", "by"} <= set(cell)
    assert (cell["subject"], cell["period"], cell["flow"], cell["likely"], cell["by"]) == (
        "CN",
        "2026-06/2026-07",
        "total",
        None,
        "difference",
    )
    assert cell["from"] == list(bound(hinterland, "CN", "2026-06/2026-07").observations)


def test_the_command_prints_a_table_for_people(run: Callable[..., Ran], hinterland: Hinterland) -> None:
    said = run("bounds", "tibet", "--period", "2025", "--warehouse", hinterland.store.location)
    assert "a published share" in " ".join(said.out.split())


# -- small warehouses


def test_figures_of_one_release_bind_exactly(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["Anhui,2025,total,100,CNY_1B", "Anhui,2025-01/2025-11,total,90,CNY_1B"]) as h:
        assert billions(bound(h, "CN-AH", "2025-12")) == (9.0, 11.0)


def test_figures_of_two_releases_are_bound_within_the_band(tmp_path: Path) -> None:
    with held(tmp_path, HEADER, ["Anhui,2025,total,100,CNY_1B"], ["Anhui,2025-01/2025-11,total,90,CNY_1B"]) as h:
        low, high = billions(bound(h, "CN-AH", "2025-12"))
        assert low < 9
        assert high > 11


def test_an_empty_warehouse_bounds_nothing(tmp_path: Path) -> None:
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        assert bound(h, "CN-AH", "2025").high is None
        assert h.sql("SELECT count(*) FROM bounds").fetchall() == [(0,)]


def test_figures_that_can_not_all_be_true_are_named(tmp_path: Path) -> None:
    rows = [
        "Anhui,2025,total,100,CNY_1B",
        "Anhui,2025-01/2025-11,total,120,CNY_1B",
        "Anhui,2025-12,total,10,CNY_1B",
        "Anhui,2024,total,95,CNY_1B",
    ]
    with held(tmp_path, HEADER, rows) as h:
        [cycle] = h.ledger.conflicts()
        assert {o.period for o in h.indicators.observations(cycle)} == {"2025", "2025-01/2025-11"}


def test_figures_that_contradict_each_other_bound_nothing(tmp_path: Path) -> None:
    """Either the year or its eleven months is wrong, so December may be anything; what the others say stands."""
    rows = [["Anhui,2025,total,100,CNY_1B"], ["Anhui,2025-01/2025-11,total,105,CNY_1B"], ["Anhui,2025-01/2025-10,total,88,CNY_1B"]]
    with held(tmp_path, HEADER, *rows) as h:
        assert bound(h, "CN-AH", "2025-12").high is None
        october = bound(h, "CN-AH", "2025-10")
        assert billions(october)[1] < 90
        assert len(october.observations) == 1
        assert bound(h, "CN-AH", "2025").by == "held"
        [cycle] = h.ledger.conflicts()
        assert {o.period for o in h.indicators.observations(cycle)} == {"2025", "2025-01/2025-11"}


def test_contradictions_bound_no_other_series(tmp_path: Path) -> None:
    rows = [
        "Anhui,2025,total,100,CNY_1B",
        "Anhui,2025-01/2025-11,total,900,CNY_1B",
        "Hubei,2025,total,50,CNY_1B",
        "Hubei,2025-01/2025-11,total,40,CNY_1B",
    ]
    with held(tmp_path, HEADER, rows) as h:
        assert billions(bound(h, "CN-HB", "2025-12")) == (9.0, 11.0)


# -- stored


@pytest.fixture
def unclosed(hinterland: Hinterland, tmp_path: Path) -> Path:
    """A copy of the seeded warehouse whose ledger nobody has computed yet."""
    folder = tmp_path / "unclosed"
    shutil.copytree(hinterland.store.location, folder, ignore=shutil.ignore_patterns(stored.FOLDER))
    return folder


def test_the_ledger_of_a_state_is_stored_and_read(unclosed: Path) -> None:
    with Hinterland(unclosed) as h:
        h.ledger.table()
        path = stored.place(h.engine)
        assert path is not None
        first = h.engine.fetch("SELECT * FROM ledger ORDER BY ALL")
    assert path.exists()
    with Hinterland(unclosed) as h:
        ledger = Ledger(h.indicators)
        ledger.table()
        assert ledger.closed == frozenset(), "it was computed anew"
        assert h.engine.fetch("SELECT * FROM ledger ORDER BY ALL") == first


@pytest.mark.parametrize("few", [0, stored.FEW], ids=["attached", "read"])
def test_an_engine_with_its_doors_shut_reads_and_writes_what_is_stored(few: int, unclosed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "FEW", few)
    with Hinterland(unclosed) as h:
        h.sql("SELECT 1")
        h.ledger.table()
    with Hinterland(unclosed) as h:
        h.sql("SELECT 1")
        h.ledger.table()
        assert h.ledger.closed == frozenset()
        assert h.sql("SELECT count(*) > 0 FROM bounds").fetchall() == [(True,)]


def test_a_load_makes_a_ledger_of_its_own(unclosed: Path, tmp_path: Path) -> None:
    release = figures(tmp_path / "figures.csv", "CN,2026-07,export,2.6,CNY_1T", header=HEADER)
    with Hinterland(unclosed) as h:
        h.ledger.table()
        before, path = bound(h, "CN", "2026-07", "import"), stored.place(h.engine)
        past_the_gate(h, release, DESK)
        assert stored.place(h.engine) != path
        after = bound(h, "CN", "2026-07", "import")
    assert after.low is not None
    assert after.low > (before.low or 0)


@pytest.mark.parametrize("how", [{"without": ["GACC-T8"]}, {"as_of": __import__("datetime").date(2025, 1, 1)}])
def test_what_leaves_figures_out_is_not_stored(unclosed: Path, how: dict[str, Any]) -> None:
    with Hinterland(unclosed, **how) as h:
        h.ledger.table()
        assert stored.place(h.engine) is None
    assert not (unclosed / stored.FOLDER).exists()


def test_bounds_as_of_a_day_know_nothing_later(unclosed: Path) -> None:
    from datetime import date

    with Hinterland(unclosed, as_of=date(2026, 6, 15)) as h:
        assert bound(h, "CN", "2026-06/2026-07").high is None


def test_a_file_that_is_not_whole_is_not_read(unclosed: Path) -> None:
    with Hinterland(unclosed) as h:
        path = stored.place(h.engine)
        assert path is not None
        path.parent.mkdir()
        path.write_bytes(b"PAR1 and then the power went")
        h.ledger.table()
        assert h.sql("SELECT count(*) > 0 FROM bounds").fetchall() == [(True,)]


WRITER = """
import sys
from pathlib import Path
from hinterland.api import Hinterland
from hinterland.ledger import stored
replace, left, stored.FEW = Path.replace, int(sys.argv[2]), int(sys.argv[3])
def stop(self, target):
    global left
    left -= 1
    if not left:
        print("written", flush=True)
        sys.stdin.read()
    return replace(self, target)
Path.replace = stop
with Hinterland(sys.argv[1]) as h:
    h.ledger.table()
"""


@pytest.mark.parametrize(("file", "few"), [("1", stored.FEW), ("1", 0), ("2", stored.FEW)], ids=["part", "attached", "index"])
def test_a_writer_that_is_killed_leaves_nothing_that_is_read(file: str, few: int, unclosed: Path) -> None:
    with Hinterland(unclosed) as h:
        path = stored.place(h.engine)
    assert path is not None
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(unclosed), file, str(few)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.send_signal(signal.SIGKILL)
    assert not path.exists()
    with Hinterland(unclosed) as h:
        h.ledger.table()
        assert h.ledger.closed is None
        [left] = path.parent.glob(f".{'part' if file == '1' else path.stem}*")
        os.utime(left, (1, 1))
        stored._tidy(path)
        assert not left.exists()
    assert path.exists()


def test_few_files_are_kept(warehouse: Path, tmp_path: Path) -> None:
    folder = warehouse / stored.FOLDER
    for number in range(stored.KEPT + 2):
        release = figures(tmp_path / "figures.csv", f"CN-AH,2027-0{number + 1},export,2.{number},CNY_1B", header=HEADER)
        with Hinterland(warehouse, embedded=False) as h:
            past_the_gate(h, release, DESK)
            h.ledger.table()
    orphan, written = folder / "part-old.parquet", folder / "part-new.parquet"
    for part in (orphan, written):
        part.write_bytes(b"")
    for part in folder.glob("part-*"):
        if part != written:
            os.utime(part, (1, 1))
    stored._tidy(stored._indexes(folder)[0])
    assert len(stored._indexes(folder)) == stored.KEPT
    assert written.exists()
    assert not orphan.exists()
    assert len(list(folder.glob("part-*"))) <= stored.KEPT + 1
    with Hinterland(warehouse, embedded=False) as h:
        h.ledger.table()
        assert h.ledger.closed == frozenset()


def test_numpy_is_imported_only_when_a_closure_is_computed() -> None:
    code = "import sys, hinterland.api, hinterland.ledger, hinterland.ledger.stored; print('numpy' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
    assert done.stdout.strip() == "False"


def test_of_very_many_levels_only_the_whole_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hinterland.ledger import figures as module

    rows = [f"Anhui,{p},{x},total,{v},CNY_1B" for p, v in (("2025", 100), ("2025-01/2025-11", 90)) for x in ("ASEAN", "world")]
    with held(tmp_path, "region,period,partner,flow,value,unit", rows) as h:
        assert h.indicators
        assert {s.split("|")[3] for _, s in module.read_figures(h.engine).families} == {"ASEAN", "world"}
        monkeypatch.setattr(module, "MANY", 2)
        assert {s.split("|")[3] for _, s in module.read_figures(h.engine).families} == {"world"}


def test_a_run_of_months_is_bounded_no_closer_than_by_the_closures(hinterland: Hinterland) -> None:
    """What evaluators take from sums since the year began allows for revision as the ledger does."""
    lay_bounds(hinterland.indicators)
    system, _ = hinterland.ledger.settled()
    rows = hinterland.engine.fetch(
        "SELECT * FROM spells WHERE region IN ('CN', 'CN-HB', 'CN-QH') AND series LIKE 'trade|%|all|world|all|value|%|CNY'"
    )
    assert len(rows) > 1000
    for row in rows:
        flow = row["series"].split("|")[1]
        nodes, matrices = system.matrices((row["region"], pattern(row["series"], flow)))
        first, last = boundary(row["first_month"]), boundary(row["last_month"]) + 1
        low, high = span(matrices[FLOWS.index(flow)], nodes, first, last)
        assert row["low_each"] is None or row["low_each"] * (last - first) <= low * (1 + 1e-9) + 1
        assert row["high_each"] is None or row["high_each"] * (last - first) >= high * (1 - 1e-9) - 1


def test_what_makes_a_nation_is_called_as_its_pack_calls_it() -> None:
    assert [words.regions(subject) for subject in ("CN", "US-TX", "FR")] == ["the provinces", "the states", "the regions"]
