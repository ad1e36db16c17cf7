"""The verbs in Python: what each gives back, that a state stays what it is while others load, and that tables go out as Arrow."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import hinterland as package
from hinterland import InputError
from hinterland.api import Hinterland, default_location
from hinterland.api import open as open_warehouse
from hinterland.errors import refused
from hinterland.models import Source
from hinterland.sources.reading import Options, Said

DESK = Options(source="desk", publisher="The desk", title="A release", released="2026-02-01", reliability="news")


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    path = tmp_path / "figures.csv"
    path.write_text("flow,region,period,value,unit\ntotal,CN-AH,1961,12000.5,CNY_100M\nexport,CN-AH,1961,8000,CNY_100M\n", encoding="utf-8")
    return path


def test_the_package_gives_the_verbs() -> None:
    assert package.open is open_warehouse
    assert package.Hinterland is Hinterland
    assert package.InputError is InputError
    with pytest.raises(AttributeError, match="frobnicate"):
        _ = package.frobnicate


# -- opening


def test_open_seeds_a_fresh_folder_and_opens_it_again_as_it_is(warehouse: Path) -> None:
    with package.open(warehouse) as first:
        assert first.state.number == 1
    with package.open(warehouse) as second:
        assert second.state == first.state


def test_open_without_the_embedded_figures_is_empty(warehouse: Path) -> None:
    with package.open(warehouse, embedded=False) as h:
        assert h.state.number == 0
        assert h.sources() == []
        assert h.coverage().rows == []


def test_the_variable_names_the_warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HINTERLAND_WAREHOUSE", str(tmp_path / "named"))
    assert default_location() == str(tmp_path / "named")


def test_the_default_is_a_folder_in_the_data_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HINTERLAND_WAREHOUSE")
    assert Path(default_location()).parts[-2:] == ("hinterland", "warehouse")
    if sys.platform.startswith("linux"):
        assert default_location().startswith(os.environ["XDG_DATA_HOME"])


def test_a_file_is_no_warehouse(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="must be a folder"):
        package.open(tmp_path / "file")


def test_an_unknown_state_is_refused(seeded: Path) -> None:
    with pytest.raises(InputError, match="there is no state 7"):
        package.open(seeded, state=7)


# -- showing


def test_show_gives_rows_with_ends(hinterland: Hinterland) -> None:
    shown = hinterland.show("安徽", flow="total")
    assert shown.subject == "CN-AH"
    year = next(r for r in shown.rows if r.period == "2025")
    assert isinstance(year.value, Decimal)
    assert year.low is not None and year.high is not None
    assert year.low <= year.value <= year.high
    assert shown.to_dict()["rows"][0]["period"] == shown.rows[0].period


def test_show_lists_periods_in_their_order(hinterland: Hinterland) -> None:
    years = [r.period for r in hinterland.show("anhui", flow="total").rows if len(r.period) == 4]
    assert years == sorted(years)


def test_show_of_nothing_held_says_what_to_try(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match='try unit="CNY"'):
        hinterland.show("anhui", unit="USD", flow="export", basis="operating-unit")


def test_sources_are_typed(hinterland: Hinterland) -> None:
    found = hinterland.sources()
    assert found and all(isinstance(s, Source) for s in found)


def test_sources_are_counted(hinterland: Hinterland) -> None:
    counted = {r["id"]: r["observations"] for r in hinterland.sources_table()}
    rows = hinterland.sql("select count(*) from observations where reliability <> 'derived'").fetchall()
    assert rows == [(sum(counted.values()),)]


def test_coverage_tells_the_newest_release(hinterland: Hinterland) -> None:
    newest = hinterland.coverage().newest
    assert newest is not None
    assert date(2026, 1, 1) <= date.fromisoformat(newest) <= date.today()


def test_a_brief_is_an_object(hinterland: Hinterland) -> None:
    brief = hinterland.brief("CN-AH", "2025")
    assert (brief.subject, brief.period, brief.language) == ("CN-AH", "2025", "en")
    assert brief.sections and brief.evidence
    assert all(claim.evidence is not None for claim in brief.evidence)


def test_as_of_hides_what_came_later(seeded: Path) -> None:
    with package.open(seeded, as_of=date(2025, 6, 30)) as h:
        [(latest,)] = h.sql("select max(released_on) from observations").fetchall()
    assert latest <= date(2025, 6, 30)


def test_a_source_is_left_out(seeded: Path) -> None:
    with package.open(seeded, without=["GACC-T8"]) as h:
        assert h.sql("select count(*) from observations where source = 'GACC-T8'").fetchall() == [(0,)]


# -- loading


def test_load_moves_to_the_new_state(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as h:
        report = h.load([figures], options=DESK)
        assert (report.state, h.state.number) == (2, 2)
        assert report.files[0].rows_new == 2
        row = next(r for r in h.show("anhui", flow="total").rows if r.period == "1961")
        assert (row.value, row.source, row.reliability) == (Decimal("1200050000000"), "desk", "news")


SAID = {"source": "desk", "publisher": "The desk", "title": "A release", "released": date(2026, 2, 1), "reliability": "news"}


@pytest.mark.parametrize("how", ["keywords", "dictionary", "options"])
def test_one_path_is_loaded_with_what_is_said_of_it(seeded: Path, figures: Path, how: str) -> None:
    with package.open(seeded) as h:
        given = {"dictionary": {"options": SAID}, "options": {"options": package.Options(**SAID | {"released": "2026-02-01"})}}  # type: ignore[arg-type]
        report = h.load(str(figures), **given.get(how, SAID))  # type: ignore[arg-type]
        assert repr(report) == "<LoadReport: state 2, 1 file, 2 rows read, 2 new, 0 rejected>"
        [source] = [s for s in h.sources() if s.id == "desk"]
        assert (source.publisher, str(source.released), source.reliability) == ("The desk", "2026-02-01", "news")


def test_keywords_are_the_options() -> None:
    assert set(Said.__annotations__) == {f.name for f in fields(Options)}


@pytest.mark.parametrize(
    ("paths", "said", "sentence"),
    [
        (7, {}, "name files by their paths, one or several, not by 7"),
        ("figures.csv", {"sorce": "desk"}, "a load has no option 'sorce'; what can be said of files is flow, period, currency"),
        ("figures.csv", {"options": ["desk"]}, "options are hinterland.Options or a dictionary, not list"),
        ("figures.csv", {"reliability": "sure"}, "reliability is official, news, secondary, claimed, not 'sure'"),
        ("figures.csv", {"publisher": ["The desk"]}, "publisher is a text, not ['The desk']"),
    ],
)
def test_what_is_no_load_is_refused_in_the_terms_of_python(hinterland: Hinterland, paths: Any, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InputError) as refusal:
        hinterland.load(paths, **said)
    assert sentence in str(refusal.value)


def test_a_load_without_a_source_names_the_keywords_and_the_command_its_options(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as h, pytest.raises(InputError) as refusal:
        h.load(figures)
    assert "with source, publisher and released" in str(refusal.value)
    assert "with --source, --publisher and --released" in refusal.value.typed


def test_a_load_that_was_rejected_whole_says_so(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("flow,region,period,value,unit\ntotal,CN-AH,2024,1,CNY_BUSHEL\ntotal,CN-JS,2024,1,CNY_BUSHEL\n", encoding="utf-8")
    with package.open(seeded) as h:
        report = h.load(path, **SAID)  # type: ignore[arg-type]
        assert report.files[0].is_rejected and "CNY_BUSHEL" in report.files[0].reasons[0]
        assert repr(report).startswith('<LoadReport: WARNING: all 2 rows of own.csv rejected (no unit is called "CNY_BUSHEL"')
        assert "WARNING: all 2 rows" in report._repr_html_()
        assert [r["rows_quarantined"] for r in report.rows_of()] == [2]


def test_a_state_shows_itself_in_a_line(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as h:
        h.load(figures, **SAID)  # type: ignore[arg-type]
        assert repr(h.state) == repr(h.states()) == "<State: state 2, 2 loads of 2 lines that count>"
        assert [r["kind"] for r in h.state.rows_of()] == ["seed", "load"] and "files" not in repr(h.state.loads[0])


def test_loading_twice_makes_no_state(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as h:
        h.load([figures], options=DESK)
        assert h.load([figures, figures], options=DESK).state is None
        assert h.state.number == 2


def test_a_reader_keeps_the_state_it_opened(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as reader, package.open(seeded) as writer:
        before = reader.coverage("anhui").rows
        writer.load([figures], options=DESK)
        assert reader.coverage("anhui").rows == before
        assert writer.coverage("anhui").rows != before


def test_an_earlier_state_can_be_opened(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as h:
        h.load([figures], options=DESK)
    with package.open(seeded, state=1) as before:
        assert "1961" not in {r.period for r in before.show("anhui").rows}


def test_undo_gives_the_id_of_the_load(seeded: Path, figures: Path) -> None:
    with package.open(seeded) as h:
        report = h.load([figures], options=DESK)
        assert h.undo() == report.load
        assert "1961" not in {r.period for r in h.show("anhui").rows}
        assert [load.kind for load in h.states().loads] == ["seed", "load", "undo"]


def test_nothing_to_load_is_refused(seeded: Path) -> None:
    with package.open(seeded) as h, pytest.raises(InputError, match="at least one file"):
        h.load([])


def test_files_of_one_name_are_told_apart(seeded: Path, tmp_path: Path) -> None:
    paths = []
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
        paths.append(tmp_path / place / "figures.csv")
        paths[-1].write_text(f"region,period,value,unit\nCN-AH,196{len(paths)},1,CNY_100M\n", encoding="utf-8")
    with package.open(seeded) as h:
        h.load(paths, options=DESK)
        files = {r[0] for r in h.sql("select distinct file from observations where source = 'desk'").fetchall()}
    assert files == {str(p) for p in paths}


# -- SQL


def test_sql_gives_rows(hinterland: Hinterland) -> None:
    assert hinterland.sql("select 1 + 1").fetchall() == [(2,)]


def test_sql_goes_out_as_arrow(seeded: Path) -> None:
    import arro3.core

    with package.open(seeded) as h:
        table = arro3.core.Table.from_arrow(h.sql("select region, count(*) as n from observations group by region order by region"))
    assert table.column_names == ["region", "n"]
    assert table.num_rows > 31


@pytest.mark.parametrize("query", ["delete from observations", "select 1; select 2", "copy (select 1) to 'x.csv'"])
def test_sql_that_writes_is_refused(hinterland: Hinterland, query: str) -> None:
    with pytest.raises(InputError, match="only a single SELECT"):
        hinterland.sql(query)


@pytest.mark.long
def test_the_verbs_still_work_after_a_query(seeded: Path) -> None:
    """A query shuts the door to the file system; what the verbs need is inside by then."""
    with package.open(seeded) as h:
        h.sql("select 1").fetchall()
        assert h.brief("anhui", "2025").evidence
        assert h.show("anhui").rows


def test_a_closed_warehouse_opens_again_when_asked(seeded: Path) -> None:
    h = package.open(seeded)
    h.close()
    assert h.show("anhui").rows
    h.close()


# -- what importing costs


@pytest.mark.parametrize("heavy", ["duckdb", "deltalake", "pydantic", "rich", "jinja2"])
def test_help_imports_nothing_heavy(heavy: str) -> None:
    asked = "import sys, hinterland.cli; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.splitlines()
    assert "hinterland.cli" in loaded
    if heavy != "rich":  # the command library itself may bring it
        assert heavy not in loaded


ROWS = [
    {"flow": "export", "region": "Anhui", "period": "Oct 1961", "value": 8000.5, "unit": "CNY_100M", "note": None},
    {"flow": "export", "region": "安徽", "period": "1961年11月", "value": 8100.0, "unit": "CNY_100M", "note": float("nan")},
]


class Columned(list[dict[str, Any]]):
    """A frame as Polars has it, or Arrow."""

    @property
    def columns(self) -> list[str]:
        return list(self[0])

    def to_dicts(self) -> list[dict[str, Any]]:
        return list(self)


@pytest.mark.parametrize("library", ["pandas", ""])
def test_a_frame_is_loaded_with_periods_as_people_write_them(seeded: Path, library: str) -> None:
    frame = pytest.importorskip(library).DataFrame(ROWS) if library else Columned(ROWS)
    with package.open(seeded) as h:
        report = h.load(frame, source="desk", publisher="The desk", released="1962-02-01")
        assert report.state is not None, report
        found = h.sql("SELECT period, value FROM observations WHERE source = 'desk' ORDER BY period").fetchall()
        assert [p for p, _ in found] == ["1961-10", "1961-11"]
        with pytest.raises(InputError, match=r"frame\.csv: the column region is missing"):
            h.load(Columned([{"period": 1961, "value": 1, "unit": "CNY"}]), source="desk")


def test_a_period_without_its_year_is_rejected_with_a_sentence(seeded: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text("flow,region,period,value,unit\nexport,Anhui,1961,1,CNY_100M\nexport,Anhui,October,1,CNY_100M\n", encoding="utf-8")
    with package.open(seeded) as h:
        assert "is not a period without its year" in str(h.load(path, source="desk", publisher="The desk").to_dict())


def test_bad_input_comes_without_the_error_behind_it() -> None:
    with pytest.raises(InputError, match="no such day") as caught, refused(ValueError):
        raise ValueError("no such day")
    assert caught.value.__cause__ is None and caught.value.__suppress_context__
