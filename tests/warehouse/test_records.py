"""Records in the warehouse: held once, revised by later loads, taken back by undo, never half there, and never short of a row."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.record_files import HORSE, SHOES, SOLAR, delimited, export

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import InputError, Options
from hinterland.sources.registry import find_format, of_records, read
from hinterland.warehouse.load import FileReport, LoadReport
from hinterland.warehouse.store import Store

MUN = ("CO_ANO", "CO_MES", "SH4", "CO_PAIS", "SG_UF_MUN", "CO_MUN", "KG_LIQUIDO", "VL_FOB")
NCM = ("CO_ANO", "CO_MES", "CO_NCM", "CO_UNID", "CO_PAIS", "SG_UF_NCM", "CO_VIA", "CO_URF", "QT_ESTAT", "KG_LIQUIDO", "VL_FOB")
SOY = ("2024", "1", "12019000", "10", "160", "PR", "1", "917800", "5000", "5000", "2100")


@pytest.fixture
def empty(warehouse: Path) -> Any:
    """A warehouse without the embedded figures."""
    with open_warehouse(warehouse, embedded=False) as opened:
        yield opened


def held(h: Hinterland, columns: str = "partner, product, value", where: str = "TRUE") -> list[tuple[Any, ...]]:
    return h.sql(f"SELECT {columns} FROM records WHERE {where} ORDER BY ALL").fetchall()


def load(h: Hinterland, *paths: Path, **said: str) -> LoadReport:
    return h.load(list(paths), options=Options(**said))


def file(report: LoadReport) -> FileReport:
    (one,) = report.files
    return one


def with_value(row: tuple[str, ...], value: str) -> tuple[str, ...]:
    return (*row[:-1], value)


# -- what is held


def test_loaded_records_can_be_asked_in_sql(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES, HORSE))
    assert held(empty) == [
        ("JPN", "01012100", Decimal(5_000_000)),
        ("KOR", "85414300", Decimal(1_234_567)),
        ("USA", "64041100", Decimal(9_876)),
    ]
    assert held(empty, "DISTINCT year, flow, currency, source, file") == [(2024, "import", "CNY", "GACC-QUERY", "2024in.csv")]


def test_the_report_counts_rows(empty: Hinterland, tmp_path: Path) -> None:
    one = file(load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES, with_value(HORSE, "much"))))
    assert (one.format, one.rows_read, one.rows_stored, one.rows_new, one.rows_quarantined) == ("customs-query", 3, 2, 2, 1)
    assert one.period_from == "file"


def test_rows_put_aside_are_in_the_quarantine_with_their_text(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR, with_value(SHOES, "much")))
    ((name, row, text, reason),) = empty.sql("SELECT file, row, text, reason FROM quarantine").fetchall()
    assert (name, row) == ("2024in.csv", 3)
    assert "much" in text and "amount" in reason


def test_the_source_is_listed(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR))
    assert [s.id for s in empty.sources()] == ["GACC-QUERY"]


def test_the_table_lies_in_folders_by_year_and_flow(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR), export(tmp_path / "2024out.csv", SHOES))
    assert Store(empty.store.location).table("records").metadata().partition_columns == ["year", "flow"]
    folders = {Path(p).parent.relative_to(empty.store.location).as_posix() for p in empty.store.files("records")}
    assert folders == {"records/year=2024/flow=import", "records/year=2024/flow=export"}


@pytest.mark.parametrize("folder", ["我的 data & a=b", "year=2020/flow=export", "a'b"])
def test_folders_with_odd_names_serve(tmp_path: Path, folder: str) -> None:
    with open_warehouse(tmp_path / folder / "w", embedded=False) as h:
        load(h, export(tmp_path / "2024in.csv", SOLAR))
        load(h, export(tmp_path / "2024in.csv", SOLAR, SHOES))
        assert held(h, "year, flow, partner") == [(2024, "import", "KOR"), (2024, "import", "USA")]


@pytest.mark.parametrize("large", [1, 3, 1000])
def test_what_is_laid_down_is_in_order_and_whole(empty: Hinterland, tmp_path: Path, large: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hinterland.warehouse.records.GROUP", large)
    mixed = [HORSE, SHOES, SOLAR, ("202401", *HORSE[1:]), ("202402", *SHOES[1:])]
    report = load(empty, export(tmp_path / "2024in.csv", *mixed), export(tmp_path / "b 2024out.csv", HORSE, SOLAR))
    assert [f.rows_new for f in report.files] == [5, 2]
    for path in empty.store.files("records"):
        written = duckdb.sql(
            f"SELECT first_month, region, product, partner, file, row FROM read_parquet('{path}', hive_partitioning = false)"
        ).fetchall()
        assert written == sorted(written)
    assert held(empty, "flow, file, row, first_month, product, source, currency, load") == sorted(
        (flow, name, n + 2, int(row[0]), row[3], "GACC-QUERY", "CNY", report.load)
        for flow, name, rows in (("import", "2024in.csv", mixed), ("export", "b 2024out.csv", [HORSE, SOLAR]))
        for n, row in enumerate(rows)
    )
    # The table knows its files as it knows those that its library wrote.
    table = Store(empty.store.location).table("records")
    assert sum(table.get_add_actions().column("num_records").to_pylist()) == 7


def test_other_files_are_still_out_of_reach(empty: Hinterland, tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR)
    load(empty, path)
    assert len(held(empty)) == 1
    with pytest.raises(InputError, match="refused"):
        empty.sql(f"SELECT * FROM read_csv('{path}')")


def test_a_warehouse_without_records_has_an_empty_table(empty: Hinterland) -> None:
    assert held(empty) == []
    assert not (Path(empty.store.location) / "records").exists()


# -- once


def test_the_same_file_twice_adds_nothing(empty: Hinterland, tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR, SHOES, with_value(HORSE, "much"))
    first, second = load(empty, path), load(empty, path)
    assert second.state is None and first.state == 1
    assert (file(second).rows_stored, file(second).rows_new, file(second).rows_quarantined) == (2, 0, 1)
    assert len(held(empty)) == 2


def test_the_same_rows_under_another_name_add_nothing(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES))
    assert file(load(empty, export(tmp_path / "copy_2024in.csv", SHOES, SOLAR))).rows_new == 0
    assert len(held(empty)) == 2


def test_overlapping_files_add_what_is_new(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR, SHOES))
    assert file(load(empty, export(tmp_path / "b_2024in.csv", SHOES, HORSE))).rows_new == 1
    assert len(held(empty)) == 3


def test_overlapping_files_of_one_load_add_each_row_once(empty: Hinterland, tmp_path: Path) -> None:
    report = load(empty, export(tmp_path / "a_2024in.csv", SOLAR, SHOES), export(tmp_path / "b_2024in.csv", SHOES, HORSE))
    assert [f.rows_new for f in report.files] == [2, 1]
    assert len(held(empty)) == 3


def test_a_file_read_as_another_flow_is_something_else(empty: Hinterland, tmp_path: Path) -> None:
    path = export(tmp_path / "soy.csv", SOLAR)
    load(empty, path, flow="import")
    assert file(load(empty, path, flow="export")).rows_new == 1
    assert held(empty, "flow") == [("export",), ("import",)]


def test_the_digest_of_the_file_stands_in_the_load(empty: Hinterland, tmp_path: Path) -> None:
    import hashlib

    path = export(tmp_path / "2024in.csv", SOLAR, with_value(SHOES, "much"))
    load(empty, path)
    (said,) = empty.states().live[-1].report["records"]
    assert said["content"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
    assert (said["file"], said["source"], said["rows_new"], said["rows_revised"]) == ("2024in.csv", "GACC-QUERY", 1, 0)
    assert Decimal(said["sum_read"]) == Decimal(said["sum_held"]) + Decimal(said["sum_quarantined"])


def test_a_line_that_repeats_a_cell_is_put_aside(empty: Hinterland, tmp_path: Path) -> None:
    one = file(load(empty, export(tmp_path / "2024in.csv", SOLAR, SHOES, SOLAR, with_value(SHOES, "5"))))
    assert (one.rows_read, one.rows_stored, one.rows_quarantined) == (4, 1, 3)
    reasons = dict(empty.sql("SELECT row, reason FROM quarantine").fetchall())
    both = "rows 3 and 5 give one cell two figures (9876 and 5); keep the right one and load the file again"
    assert reasons == {3: both, 4: "it repeats row 2", 5: both}
    (said,) = empty.states().live[-1].report["records"]
    assert Decimal(said["sum_quarantined"]) == 1_234_567 + 5 + 9_876
    assert Decimal(said["sum_held"]) == sum(v for (v,) in held(empty, "value"))


def test_lines_that_add_up_are_all_held(empty: Hinterland, tmp_path: Path) -> None:
    path = delimited(tmp_path / "EXP_2024.csv", NCM, SOY, SOY, (*SOY[:-1], "7"), delimiter=";")
    assert file(load(empty, path)).rows_new == 3
    assert file(load(empty, path)).rows_new == 0
    assert held(empty, "sum(value)") == [(Decimal(4207),)]


# -- revisions


def test_a_later_load_of_a_cell_stands_for_the_earlier_one(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR, SHOES))
    report = file(load(empty, export(tmp_path / "b_2024in.csv", with_value(SOLAR, "1,400,000"), SHOES)))
    assert report.rows_new == 1
    assert "1 rows revise records held" in report.warnings[-1]
    assert held(empty) == [("KOR", "85414300", Decimal(1_400_000)), ("USA", "64041100", Decimal(9_876))]


def test_an_export_altered_beyond_what_revisions_do_is_pending_with_an_explanation(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR, SHOES, HORSE))
    one = file(load(empty, export(tmp_path / "b_2024in.csv", with_value(SOLAR, "3,234,567"), SHOES, HORSE)))
    assert one.pending and "3.2346 million yuan here, 1.2346 million yuan held" in one.explanations[0]
    rows = (with_value(SOLAR, "12,345,670"), with_value(SHOES, "98,760"), with_value(HORSE, "50,000,000"))
    assert file(load(empty, export(tmp_path / "c_2024in.csv", *rows))).explanations[0].startswith("the unit is another: 3 of 3")


def test_a_revised_cell_of_several_lines_is_taken_whole(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, delimited(tmp_path / "EXP_2024.csv", NCM, SOY, (*SOY[:-1], "7"), delimiter=";"))
    load(empty, delimited(tmp_path / "EXP_2024.csv", NCM, SOY, (*SOY[:-1], "9"), delimiter=";"))
    assert held(empty, "value") == [(Decimal(9),), (Decimal(2100),)]


def test_undo_brings_the_earlier_records_back(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR))
    load(empty, export(tmp_path / "b_2024in.csv", with_value(SOLAR, "1,400,000"), HORSE))
    empty.undo()
    assert held(empty, "value") == [(Decimal(1_234_567),)]
    assert file(load(empty, export(tmp_path / "b_2024in.csv", with_value(SOLAR, "1,400,000"), HORSE))).rows_new == 2


def test_an_earlier_state_shows_its_own_records(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "a_2024in.csv", SOLAR))
    load(empty, export(tmp_path / "b_2024in.csv", SHOES))
    with open_warehouse(empty.store.location, state=1, embedded=False) as earlier:
        assert held(earlier, "partner") == [("KOR",)]


def test_a_source_can_be_left_out(empty: Hinterland, tmp_path: Path) -> None:
    load(empty, export(tmp_path / "2024in.csv", SOLAR))
    with open_warehouse(empty.store.location, without=["GACC-QUERY"], embedded=False) as without:
        assert held(without) == []


# -- all or nothing


def test_one_load_may_mix_figures_and_records(empty: Hinterland, tmp_path: Path) -> None:
    tidy = tmp_path / "figures.csv"
    tidy.write_text("region,period,value,unit,source\nCN-AH,2024,5,CNY_100M,desk\n", encoding="utf-8")
    report = load(empty, tidy, export(tmp_path / "2024in.csv", SOLAR), source="desk", title="T", publisher="P")
    assert [f.format for f in report.files] == ["tidy", "customs-query"]
    assert [f.rows_new for f in report.files] == [1, 1]
    assert len(empty.states().loads) == 1
    assert empty.sql("SELECT DISTINCT source FROM observations").fetchall() == [("desk",)]
    assert held(empty, "source") == [("desk",)]


def test_a_file_that_cannot_be_read_keeps_all_others_out(empty: Hinterland, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="flow"):
        load(empty, export(tmp_path / "2024in.csv", SOLAR), export(tmp_path / "soy.csv", SHOES))
    assert empty.states().loads == () and held(empty) == []


def test_a_source_that_is_not_held_is_asked_for(empty: Hinterland, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="publisher"):
        load(empty, export(tmp_path / "2024in.csv", SOLAR), source="nobody")


def test_a_load_that_was_killed_is_not_seen(empty: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR)
    with monkeypatch.context() as patch:
        patch.setattr(Store, "commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            load(empty, path)
    assert held(empty) == []
    assert file(load(empty, path)).rows_new == 1
    assert len(held(empty)) == 1


def test_a_load_that_lost_a_race_is_tried_again_against_what_won(
    empty: Hinterland, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hinterland.warehouse.store import HeadMoved

    path, commit, lost = export(tmp_path / "2024in.csv", SOLAR), Store.commit, []

    def loses_once(store: Store, *given: Any) -> None:
        if not lost:
            lost.append(True)
            raise HeadMoved
        commit(store, *given)

    monkeypatch.setattr(Store, "commit", loses_once)
    assert file(load(empty, path)).rows_new == 1
    assert len(held(empty)) == 1


def test_files_of_one_name_are_told_apart(empty: Hinterland, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    load(empty, export(tmp_path / "a" / "2024in.csv", SOLAR), export(tmp_path / "b" / "2024in.csv", SHOES))
    assert held(empty, "file") == [(str(tmp_path / "a" / "2024in.csv"),), (str(tmp_path / "b" / "2024in.csv"),)]


# -- the registry tells records from figures


def test_formats_of_records_are_told_from_formats_of_figures(tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR)
    assert of_records(find_format(path))
    with pytest.raises(InputError, match="holds records"):
        read(path, Options())
    tidy = tmp_path / "figures.csv"
    tidy.write_text("region,period,value,unit\nCN-AH,2024,5,CNY\n", encoding="utf-8")
    assert not of_records(find_format(tidy))


def test_a_format_of_records_can_be_named(empty: Hinterland, tmp_path: Path) -> None:
    path = export(tmp_path / "2024in.csv", SOLAR)
    assert file(empty.load([path], format="customs-query")).rows_new == 1
    with pytest.raises(InputError, match="there is no format"):
        empty.load([path], format="customs")


# -- the law


AMOUNTS = st.sampled_from(["1", "20", "1,234", "much", "", "-5"])
LINES = st.lists(
    st.tuples(st.sampled_from(["133", "502", "116", "998"]), st.sampled_from(["85414300", "64041100", "x"]), AMOUNTS), max_size=8
)


@settings(max_examples=6, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_rows_read_are_rows_held_plus_rows_put_aside(
    tmp_path_factory: pytest.TempPathFactory, files: list[list[tuple[str, str, str]]]
) -> None:
    """Whatever the files and their order: no row is lost, none is held twice, and the sums in the load agree with the rows held."""
    folder = tmp_path_factory.mktemp("law")
    header = ("贸易伙伴编码", "商品编码", "人民币")
    with open_warehouse(folder / "w", embedded=False) as h:
        for number, rows in enumerate(files):
            one = file(load(h, export(folder / f"{number}_2024in.csv", *rows, header=header)))
            assert one.rows_read == len(rows) == one.rows_stored + one.rows_quarantined + one.rows_pending
            assert one.rows_new <= one.rows_stored
        cells = held(h, "partner, product, count(*)", "TRUE GROUP BY partner, product")
        assert all(n == 1 for _, _, n in cells)
        for line in h.states().live:
            for said in line.report.get("records", []):
                assert Decimal(said["sum_read"]) == Decimal(said["sum_held"]) + Decimal(said["sum_quarantined"])


# -- the real files


def test_real_exports_are_held_once(empty: Hinterland, samples: Path) -> None:
    files = [samples / "gacc_query_export" / f"soybean_{name}.csv" for name in ("2023", "2024in", "2025in")]
    first, second = load(empty, *files, flow="import"), load(empty, *files, flow="import")
    assert [f.rows_new for f in first.files] == [40, 36, 28]
    assert [f.rows_new for f in second.files] == [0, 0, 0]
    assert held(empty, "sum(value)") == [(Decimal(1_056_730_367_133),)]


@pytest.mark.long
def test_real_municipal_trade_is_held_to_the_dollar(empty: Hinterland, samples: Path) -> None:
    folder = samples / "brazil_comexstat_parana"
    load(empty, folder / "unified_exp_pr.parquet", folder / "unified_imp_pr.parquet")
    assert held(empty, "flow, count(*), sum(value)", "TRUE GROUP BY flow") == [
        ("export", 160_676, Decimal(98_903_605_138)),
        ("import", 28_262, Decimal(9_993_430_681)),
    ]
