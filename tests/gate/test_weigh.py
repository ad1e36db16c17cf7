"""What contradicts and what doesn't: revisions, parts, sums, growth, jumps, bounds and negative levels, one small file each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.warehouse.desk import figures

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.sources.reading import Options

SAID = Options(source="desk", title="A table", publisher="The desk", released="2026-11-01", reliability="news")
HEADER = "op,flow,region,period,value,unit"


@pytest.fixture(scope="module")
def h(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """The embedded figures. What a test stores it takes back."""
    with open_warehouse(tmp_path_factory.mktemp("weigh") / "warehouse") as opened:
        yield opened


def explained(h: Hinterland, folder: Path, *rows: str, said: Options = SAID, header: str = HEADER) -> tuple[str, ...]:
    [file] = h.load([figures(folder / "figures.csv", *rows, header=header)], options=said).files
    if file.pending:
        h.reject(file.pending)
    elif file.rows_new:
        h.undo()
    return file.explanations


@pytest.mark.parametrize(
    "row",
    [
        "level,export,CN-AH,2025,6823.1,CNY_100M",
        "level,export,CN-AH,2025,6860,CNY_100M",
        "level,export,CN-AH,2025,7100,CNY_100M",
        "level,total,CN,2025,456000,CNY_100M",
        "level,total,CN-AH,2026-09,1010.4,CNY_100M",
        "level,export,CN-AH,1962,1.4,CNY_100M",
        "growth,export,CN-AH,2025,19.2,percent",
        "level,total,CN-QH,2026-01/2026-02,19.3,CNY_100M",
    ],
)
def test_what_agrees_within_revision_or_is_of_nothing_held_passes(h: Hinterland, tmp_path: Path, row: str) -> None:
    assert explained(h, tmp_path, row) == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("level,export,CN-AH,2025,-6823,CNY_100M", "Anhui, exports, 2025: -682.3 billion yuan, but a level of trade is never negative"),
        ("level,export,CN-AH,2025,99999,CNY_100M", "Anhui, exports, 2025: 9.9999 trillion yuan here, 682.31 billion yuan held"),
        ("level,export,CN-AH,2025,5100,CNY_100M", "Anhui, exports, 2025: 510 billion yuan here, 682.31 billion yuan held"),
        ("level,total,CN,2025,520000,CNY_100M", "China, trade, 2025: 52 trillion yuan here"),
        ("level,export,CN-AH,2026-09,70000,CNY_100M", "Anhui, exports, 2026-09: 7 trillion yuan"),
        ("level,export,CN-AH,2025,9,CNY_100M", "Anhui, exports, 2025: 900 million yuan here, 682.31 billion yuan held"),
        (
            "level,export,CN-AH,2025-08,1,CNY_100M",
            "Anhui, exports, 2025-08: 100 million yuan, 99.8% below the 51.941 billion yuan of the year before",
        ),
        (
            "level,export,CN-AH,2021-02,4000,CNY_100M",
            "Anhui, exports, 2021-02: 400 billion yuan, 12.9 times the 30.89 billion yuan of 2021-03",
        ),
    ],
)
def test_one_figure_of_a_province_or_the_nation_that_is_far_out_is_pending(h: Hinterland, tmp_path: Path, row: str, said: str) -> None:
    assert explained(h, tmp_path, row)[0].startswith(said)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "growth,export,CN-AH,2025-01/2025-07,-77.7,percent",
            "growth of Anhui, exports, 2025-01/2025-07: -77.7% here, 13.8% held (GACC-T8)",
        ),
        ("growth,export,CN-AH,2025-01/2025-07,14.2,percent", ""),
        ("growth,total,CN-AH,2025,60.5,percent", "growth of Anhui, trade, 2025: 60.5% here"),
        ("share,export,CN-AH,2025,54,percent", ""),
        (
            "balance,total,CN-AH,2025,99999,CNY_100M",
            "balance of Anhui, trade, 2025: 9.9999 trillion yuan, but all trade is 1.0136 trillion yuan",
        ),
        (
            "balance,total,CN-AH,2025,9000,CNY_100M",
            "balance of Anhui, trade, 2025: 900 billion yuan here, but the levels known make 351.06 billion",
        ),
        ("balance,total,CN-AH,2025,3510.6,CNY_100M", ""),
    ],
)
def test_rates_are_weighed_by_those_held_and_by_levels(h: Hinterland, tmp_path: Path, row: str, said: str) -> None:
    found = explained(h, tmp_path, row)
    assert found[0].startswith(said) if said else found == ()


def test_a_share_is_weighed_by_part_and_whole(h: Hinterland, tmp_path: Path) -> None:
    header = "op,flow,region,partner,period,value,unit"
    level = "level,export,CN-AH,USA,2025,682.3,CNY_100M"
    assert explained(h, tmp_path, level, "share,export,CN-AH,USA,2025,10,percent", header=header) == ()
    [text, *_] = explained(h, tmp_path, level, "share,export,CN-AH,USA,2025,43,percent", header=header)
    assert text == "share of Anhui, exports, USA, 2025: 43.0% here, but the levels known make 10.0%"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        ("900", "1000", "Anhui, exports, 2025-01/2025-07: 95 billion yuan here, 364.73 billion yuan held"),
        ("", "1000", "Anhui, exports, 2025-01/2025-07: 100 billion yuan here, 364.73 billion yuan held"),
        ("-10", "-5", "Anhui, exports, 2025-01/2025-07: -750 million yuan, but a level of trade is never negative"),
        ("3500", "4000", ""),
        ("3000", "", ""),
    ],
)
def test_bounds_are_weighed_like_a_value(h: Hinterland, tmp_path: Path, low: str, high: str, said: str) -> None:
    found = explained(h, tmp_path, f"export,CN-AH,2025-01/2025-07,{low},{high},CNY_100M", header="flow,region,period,low,high,unit")
    assert found[0].startswith(said) if said else found == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            "export,CN-AH,processing,2025,9000,CNY_100M",
            "Anhui, exports, 2025: 900 billion yuan, more than all trade modes together, 682.31 billion",
        ),
        ("export,合肥市,all,2025,9000,CNY_100M", "Hefei, exports, 2025: 900 billion yuan, more than the 682.31 billion yuan of the region"),
        ("export,CN-AH,processing,2025,900,CNY_100M", ""),
        ("export,合肥市,all,2025,2900,CNY_100M", ""),
    ],
)
def test_a_trade_mode_or_a_city_above_its_whole_is_pending(h: Hinterland, tmp_path: Path, row: str, said: str) -> None:
    found = explained(h, tmp_path, row, header="flow,region,regime,period,value,unit")
    assert found[0].startswith(said) if said else found == ()


MEASURED = "concept,op,region,period,value,unit"


@pytest.mark.parametrize(
    ("concept", "values", "said"),
    [
        ("tourism_revenue", ("900,CNY_100M", "60,CNY_100M", "880,CNY_100M"), ""),
        ("passenger_volume", ("9.1,count_10M", "2.0,count_1M", "9.0,count_10M"), ""),
        ("industrial_profit", ("90,CNY_100M", "-12,CNY_100M"), ""),
        ("consumer_prices", ("0.1,percent", "4.8,percent", "-0.3,percent"), ""),
        (
            "retail_sales",
            ("900,CNY_100M", "870000,CNY_100M"),
            "Anhui, retail sales, 2021: 87 trillion yuan, 967 times the 90 billion yuan of the year",
        ),
    ],
)
def test_other_measures_than_trade_are_weighed_by_bands_of_their_own(
    h: Hinterland, tmp_path: Path, concept: str, values: tuple[str, ...], said: str
) -> None:
    rows = [f"{concept},level,CN-AH,{2020 + n},{value}" for n, value in enumerate(values)]
    assert (explained(h, tmp_path, *rows, header=MEASURED) or ("",))[0].startswith(said) and bool(said) == bool(
        explained(h, tmp_path, *rows, header=MEASURED)
    )


def test_a_unit_is_told_by_the_cell_held(h: Hinterland, tmp_path: Path) -> None:
    assert (
        explained(h, tmp_path, "level,export,CN-AH,2025,682310,CNY_100M")[0] == "the unit is another: 1 of 1 figure is 100 times those held"
    )


def test_a_partner_above_all_partners_is_pending(h: Hinterland, tmp_path: Path) -> None:
    path = figures(tmp_path / "partners.csv", "export,CN,USA,2025,999999,CNY_100M", header="flow,region,partner,period,value,unit")
    [file] = h.load([path], options=SAID).files
    assert file.pending and any("more than all products and partners together" in t for t in file.explanations), file.explanations
    h.reject(file.pending)


def test_a_part_above_its_whole_is_pending(h: Hinterland, tmp_path: Path) -> None:
    rows = ("level,total,CN-AH,2026-09,900.5,CNY_100M", "level,export,CN-AH,2026-09,990.5,CNY_100M")
    assert "more than exports and imports together" in explained(h, tmp_path, *rows)[0]


def test_a_total_that_exports_and_imports_do_not_make_is_pending(h: Hinterland, tmp_path: Path) -> None:
    rows = (
        "level,total,CN-AH,2026-09,990.5,CNY_100M",
        "level,export,CN-AH,2026-09,600.5,CNY_100M",
        "level,import,CN-AH,2026-09,290.5,CNY_100M",
    )
    assert "but exports and imports of the file make 89.1 billion yuan" in explained(h, tmp_path, *rows)[0]


def test_a_month_above_the_year_to_date_held_is_pending(h: Hinterland, tmp_path: Path) -> None:
    rows = ("level,total,CN-AH,2026-01/2026-09,7900.5,CNY_100M", "level,total,CN-AH,2026-09,8800.5,CNY_100M")
    assert any("more than a longer period that holds it" in t for t in explained(h, tmp_path, *rows))


def test_growth_that_leads_from_another_base_is_pending(h: Hinterland, tmp_path: Path) -> None:
    rows = ("level,total,CN-AH,2026-01/2026-07,5900.5,CNY_100M", "growth,total,CN-AH,2026-01/2026-07,-45.2,percent")
    assert explained(h, tmp_path, *rows)[0].startswith("Anhui, trade, 2026-01/2026-07: 590.05 billion yuan with its own growth of -45.2%")


def test_a_better_source_may_correct_a_worse_one(h: Hinterland, tmp_path: Path) -> None:
    rows = ("level,total,CN-AH,1971,123.45,CNY_100M",)
    low = Options(source="low", title="A digest", publisher="A digest", released="2026-01-01", reliability="secondary")
    h.load([figures(tmp_path / "low.csv", *rows, header=HEADER)], options=low)
    assert explained(h, tmp_path, "level,total,CN-AH,1971,183.45,CNY_100M") == ()
    assert explained(h, tmp_path, "level,total,CN-AH,1971,183.45,CNY_100M", said=low)[0].startswith(
        "Anhui, trade, 1971: 18.345 billion yuan here"
    )
    h.undo()


def test_another_value_of_the_same_release_is_pending(h: Hinterland, tmp_path: Path) -> None:
    [first] = h.load([figures(tmp_path / "a.csv", "level,export,CN-ZJ,2026-03,3588.1,CNY_100M", header=HEADER)], options=SAID).files
    assert first.rows_new == 1
    try:
        again = explained(h, tmp_path, "level,export,CN-ZJ,2026-03,3788.1,CNY_100M")
        later = explained(h, tmp_path, "level,export,CN-ZJ,2026-03,3788.1,CNY_100M", said=replace(SAID, released="2026-11-15"))
    finally:
        h.undo()
    assert any("378.81 billion yuan here, 358.81 billion yuan held" in text for text in again) and later == ()


def test_regions_that_together_have_more_than_the_nation_are_held_up(h: Hinterland, tmp_path: Path) -> None:
    nation, one, two = "level,total,CN,1961,1000,CNY_100M", "level,total,CN-AH,1961,700,CNY_100M", "level,total,CN-HA,1961,{},CNY_100M"
    assert explained(h, tmp_path, nation, one, two.format(300)) == ()
    assert explained(h, tmp_path, nation, one, two.format(340)) == ()
    assert explained(h, tmp_path, nation, one, two.format(400)) == (
        "Anhui, trade, 1961: with the file's other regions it makes 110 billion yuan, more than the nation's 100 billion yuan (desk)",
    )
    # Cities and groups lie within regions; what they add up to says nothing.
    assert explained(h, tmp_path, nation, one, "level,total,central,1961,900,CNY_100M") == ()


def test_files_weighed_at_once_are_weighed_as_one_after_another(tmp_path: Path) -> None:
    rows = (
        "01,100",
        "02,110",
        "03,120",
        "02,150",
        "04,130",
        "05,140",
        "04,10",
        "06,-1",
        "07,160",
        "08,170",
        "08,171.5",
        "05,300",
        "09,180",
    )
    folder = tmp_path / "files"
    folder.mkdir()
    files = [
        figures(folder / f"{n:02}.csv", f"level,total,CN-AH,1961-{row},CNY_100M", f"level,total,CN-HA,1961-{row},CNY_100M", header=HEADER)
        for n, row in enumerate(rows)
    ]
    with open_warehouse(tmp_path / "one") as h:
        alone = [(f.path, f.explanations) for path in files for f in h.load([path], options=SAID).files if f.pending]
    with open_warehouse(tmp_path / "all") as h:
        together = [(f.path, f.explanations) for f in h.load(files, options=SAID).files if f.pending]
    with open_warehouse(tmp_path / "each") as h:
        each = [(p.path, p.reason) for p in h.load_each([folder], options=SAID).pending]
    assert together == alone and each == [(path, told[0]) for path, told in alone]
    assert [Path(path).stem for path, _ in alone] == ["03", "06", "07", "10", "11"]
