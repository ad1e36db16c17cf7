"""Real tables misnamed by period, flow, unit, currency, region or column are pending with the right explanation first; the tables as they are pass without a question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.gate.misnamed import Case, Line, as_it_is, columns_exchanged, flows_exchanged, rows_moved, tidy, unit, write

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources import customs_location
from hinterland.sources.reading import InputError, Options
from hinterland.warehouse.load import FileReport

HELD = ("2024-03", "2024-05", "2024-07", "2025-03", "2025-07")
SAID = Options(source="desk", title="A table", publisher="The desk", released="2026-02-01", reliability="news")

CASES = (
    Case("2025-07", "2024-07", as_it_is, "period", "this is 2025-07, not 2024-07: "),
    Case("2024-07", "2025-07", as_it_is, "period", "this is 2024-07, not 2025-07: "),
    Case("2025-07", "2026-07", as_it_is, "period", "this is 2025-07, not 2026-07: "),
    Case("2025-07", "2022-07", as_it_is, "period", "this is 2025-07, not 2022-07: "),
    Case("2025-03", "2024-03", as_it_is, "period", "this is 2025-03, not 2024-03: "),
    Case("2024-05", "2023-05", as_it_is, "period", "this is 2024-05, not 2023-05: "),
    Case("2025-03", "2025-03", flows_exchanged, "flow", "the columns of the flows are exchanged (exports are imports, imports are exports): "),
    Case("2025-05", "2025-05", flows_exchanged, "flow", "the columns of the flows are exchanged (exports are imports, imports are exports): "),
    Case("2025-03", "2025-03", unit("单位：元人民币"), "unit", "the unit is another: "),
    Case("2025-03", "2025-03", unit("单位：亿元人民币"), "unit", "the unit is another: "),
    Case("2025-03", "2025-03", unit("单位：千美元"), "currency", "the amounts are in yuan, not US dollars, and 1/10 as large: "),
    Case("2024-07", "2024-07", unit("单位：千美元"), "currency", "the amounts are in yuan, not US dollars, and 1/10 as large: "),
    Case("2025-03", "2025-03", rows_moved, "region", "the figures are those of other regions, as where rows have moved ("),
    Case("2025-07", "2025-07", rows_moved, "region", "the figures are those of other regions, as where rows have moved ("),
    Case("2025-03", "2025-03", columns_exchanged, "shape", "the columns of months and years to date are exchanged: "),
)  # fmt: skip


@pytest.fixture(scope="module")
def holding(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """A warehouse with the embedded figures and five tables, cities and zones and all; what is pending in it counts nowhere, so that all cases share it."""
    with open_warehouse(tmp_path_factory.mktemp("gate") / "warehouse") as h:
        report = h.load([samples / "gacc_monthly_location" / f"{m}.csv" for m in HELD])
        assert [f.pending for f in report.files] == [None] * len(HELD)
        yield h


def observations(h: Hinterland) -> object:
    return h.sql("SELECT count(*), sum(hash(id)) FROM observations").fetchall()


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c.of} as {c.name}, {c.kind}")
def test_a_misnamed_table_is_pending_with_the_right_explanation_first(
    holding: Hinterland, samples: Path, tmp_path: Path, case: Case
) -> None:
    before = observations(holding)
    [file] = holding.load([write(tmp_path, samples, case)]).files
    assert_pending(holding, file, case.kind, case.text)
    assert observations(holding) == before


def assert_pending(h: Hinterland, file: FileReport, kind: str, text: str) -> None:
    assert file.pending, "it passed"
    assert file.explanations[0].startswith(text), file.explanations
    [shown] = h.pending(file.pending)["files"]
    first = shown["explanations"][0]
    assert first["kind"] == kind
    assert first["agree"] >= 0.9 * first["compared"] > 20
    assert (file.rows_stored, file.rows_new) == (0, 0)
    assert file.rows_read == file.rows_pending + file.rows_quarantined


def flow(other: str) -> Callable[[Line], Line]:
    return lambda line: (other, *line[1:])


def unit_of(other: str) -> Callable[[Line], Line]:
    return lambda line: (*line[:4], other)


def year(other: str) -> Callable[[Line], Line]:
    return lambda line: (*line[:2], line[2].replace("2025", other), *line[3:])


def month(line: Line) -> Line:
    return (*line[:2], line[2][-7:], *line[3:])


TIDY = (
    ("2025-07", False, ("export",), flow("import"), "flow", "these are exports, not imports: "),
    ("2025-07", False, ("total",), flow("export"), "flow", "these are trade, not exports: "),
    ("2025-06", False, ("export", "import"), unit_of("CNY"), "unit", "the unit is another: "),
    ("2025-06", False, ("export", "import"), unit_of("USD_10K"), "currency", "the amounts are in yuan, not US dollars: "),
    ("2025-07", False, ("export", "import"), year("2023"), "period", "this is 2025-07, not 2023-07: "),
    ("2025-07", True, ("export", "import"), month, "shape", "these are years to date, not months: "),
)


@pytest.mark.parametrize(("table", "cumulative", "flows", "say", "kind", "text"), TIDY, ids=[t[-1] for t in TIDY])
def test_a_misnamed_tidy_file_of_31_provinces_is_pending(
    holding: Hinterland,
    samples: Path,
    tmp_path: Path,
    table: str,
    cumulative: bool,
    flows: tuple[str, ...],
    say: Callable[[Line], Line],
    kind: str,
    text: str,
) -> None:
    path = tidy(tmp_path, samples, table, cumulative=cumulative, flows=flows, say=say)
    [file] = holding.load([path], options=SAID).files
    assert_pending(holding, file, kind, text)


def test_a_growth_that_its_levels_do_not_make_is_pending(holding: Hinterland, samples: Path, tmp_path: Path) -> None:
    def altered(rows: list[list[str]]) -> list[list[str]]:
        return [[*r[:7], "-77.7", *r[8:]] if r[0].startswith("安徽省") else r for r in rows]

    case = Case("2025-06", "2025-06", altered, "", "")
    [file] = holding.load([write(tmp_path, samples, case)]).files
    assert file.pending and file.explanations[0].startswith("growth of Anhui, trade, 2025-01/2025-06: -77.7% here"), file.explanations


def test_one_provinces_months_saved_as_anothers_are_pending(holding: Hinterland, samples: Path, tmp_path: Path) -> None:
    path = tmp_path / "anhui.csv"
    lines = [
        line.replace("CN-ZJ", "CN-AH")
        for m in HELD
        for line in tidy(tmp_path, samples, m, flows=("total", "export", "import")).read_text(encoding="utf-8").splitlines()
        if "CN-ZJ" in line
    ]
    path.write_text("\n".join(["flow,region,period,value,unit", *lines]) + "\n", encoding="utf-8")
    [file] = holding.load([path], options=SAID).files
    assert file.pending and file.explanations[0] == "this is Zhejiang, not Anhui: 15 of 15 figures agree exactly"


def test_dollars_saved_as_yuan_are_pending(holding: Hinterland, tmp_path: Path) -> None:
    rows = holding.sql(
        "SELECT flow, region, period, value FROM observations WHERE source = 'NBS-GH' AND op = 'level' AND unit = 'USD' AND basis = 'operating-unit' "
        "AND flow = 'total' AND period = '2024' AND region LIKE 'CN-__'"
    ).fetchall()
    assert len(rows) == 31
    path = tmp_path / "provinces.csv"
    path.write_text("\n".join(["flow,region,period,value,unit", *(f"{f},{r},{p},{v},CNY" for f, r, p, v in rows)]) + "\n", encoding="utf-8")
    [file] = holding.load([path], options=SAID).files
    assert_pending(holding, file, "currency", "the amounts are in US dollars, not yuan: 31 of 31 figures agree")


@pytest.mark.parametrize(
    ("table", "cumulative", "flows"),
    [("2025-07", False, ("export",)), ("2025-06", False, ("export", "import")), ("2025-05", True, ("total", "export", "import"))],
)
def test_the_same_tidy_files_as_they_are_pass(
    holding: Hinterland, samples: Path, tmp_path: Path, table: str, cumulative: bool, flows: tuple[str, ...]
) -> None:
    [file] = holding.load([tidy(tmp_path, samples, table, cumulative=cumulative, flows=flows)], options=SAID).files
    assert (file.pending, file.explanations) == (None, ())
    holding.undo()


def test_amounts_that_no_trade_reaches_are_refused_where_nothing_held_explains_them(samples: Path, tmp_path: Path) -> None:
    case = Case("2025-03", "2025-03", unit("单位：亿元人民币"), "unit", "")
    with open_warehouse(tmp_path / "warehouse", embedded=False) as h:
        with pytest.raises(InputError, match=r"more than any trade comes to.*say its unit with unit"):
            h.load([write(tmp_path, samples, case)])
        assert h.load_each([write(tmp_path, samples, case)]).failed[0].reason.endswith("--unit CNY")
        assert h.sql("SELECT count(*) FROM observations").fetchall() == [(0,)]


def test_a_year_that_is_not_held_is_recognised_by_its_own_growth(samples: Path, tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse", embedded=False) as h:
        h.load([samples / "gacc_monthly_location" / "2024-05.csv"])
        case = Case("2025-05", "2026-05", as_it_is, "period", "")
        [file] = h.load([write(tmp_path, samples, case)]).files
        assert file.pending
        assert file.explanations[0].startswith("this is 2025-05, not 2026-05: ") and "by their own growth" in file.explanations[0]


def test_revisions_of_the_sizes_that_customs_made_pass(holding: Hinterland, samples: Path, tmp_path: Path) -> None:
    """The year to date of July 2024 of all provinces and flows, as first published and as the growth of July 2025 implies it."""
    later = customs_location.read(samples / "gacc_monthly_location" / "2025-07.csv", Options())
    growth = {(f.region, f.flow): f.value for f in later.figures if f.op == "growth"}
    revised = [
        f"{f.flow},{f.region},2024-01/2024-07,{f.value / (1 + growth[f.region, f.flow] / 100):.0f},{f.unit}"
        for f in later.figures
        if f.op == "level" and f.period == "2025-01/2025-07" and len(f.region) == 5 and f.region.startswith("CN-") and f.value and growth.get((f.region, f.flow)) is not None
    ]  # fmt: skip
    assert len(revised) == 93
    path = tmp_path / "revised.csv"
    path.write_text("\n".join(["flow,region,period,value,unit", *revised]) + "\n", encoding="utf-8")
    [file] = holding.load([path], options=SAID).files
    assert (file.pending, file.explanations) == (None, ())
    holding.undo()


@pytest.mark.parametrize("backwards", [False, True])
def test_all_real_tables_pass_in_either_order(samples: Path, tmp_path: Path, backwards: bool) -> None:
    paths = sorted((samples / "gacc_monthly_location").glob("20??-??.csv"), reverse=backwards)
    with open_warehouse(tmp_path / "warehouse", embedded=False) as h:
        for path in paths[:13]:
            assert [f.explanations for f in h.load([path]).files] == [()], path.name
        assert h.pending()["files"] == []


def test_all_real_tables_pass_in_one_load(samples: Path, tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse", embedded=False) as h:
        report = h.load(sorted((samples / "gacc_monthly_location").glob("20??-??.csv")))
        assert {f.explanations for f in report.files} == {()}


def test_other_real_files_pass(samples: Path, seeded: Path) -> None:
    with open_warehouse(seeded) as h:
        for name in (
            "gacc_monthly_excerpts/table13_exports_2024-01_wan_yuan.csv",
            "gacc_monthly_excerpts/table2_country_2024-01_wan_yuan.csv",
        ):
            assert h.load([samples / name]).files[0].explanations == ()
        for name in ("janfeb2025", "mar2026"):
            page = samples / "gacc_monthly_english" / f"release_section4_by_country_{name}_cny.html"
            assert h.load([page]).files[0].explanations == ()
        for name in ("soybean_2023", "soybean_2024in", "soybean_2025in"):
            assert h.load([samples / "gacc_query_export" / f"{name}.csv"], options=Options(flow="import")).files[0].explanations == ()


def test_a_query_export_accepted_as_explained_counts_once(samples: Path, tmp_path: Path) -> None:
    with open_warehouse(tmp_path / "warehouse", embedded=False) as h:
        export = samples / "gacc_query_export" / "soybean_2024in.csv"
        h.load([export])
        before = h.sql("SELECT count(*), sum(value) FROM records").fetchall(), h.sql("SELECT count(*) FROM observations").fetchall()
        wrong = tmp_path / "soybean_2024out.csv"
        wrong.write_bytes(export.read_bytes())
        [file] = h.load([wrong]).files
        assert file.pending
        assert h.accept(file.pending, explanation=1)["figures_new"] == 0
        assert (
            h.sql("SELECT count(*), sum(value) FROM records").fetchall(),
            h.sql("SELECT count(*) FROM observations").fetchall(),
        ) == before
        assert h.load([wrong]).files[0].pending, "it says the same as before"


def test_a_query_export_under_the_other_flows_name_is_pending(samples: Path, seeded: Path, tmp_path: Path) -> None:
    with open_warehouse(seeded) as h:
        export = samples / "gacc_query_export" / "soybean_2024in.csv"
        h.load([export])
        wrong = tmp_path / "soybean_2024out.csv"
        wrong.write_bytes(export.read_bytes())
        [file] = h.load([wrong]).files
        assert file.pending and file.explanations[0].startswith("these are imports, not exports: "), file.explanations
        assert h.sql("SELECT count(*) FROM records WHERE flow = 'export'").fetchall() == [(0,)]
        h.accept(file.pending)
        assert h.sql("SELECT count(*) FROM records WHERE flow = 'export'").fetchall() == [(file.rows_read,)]
