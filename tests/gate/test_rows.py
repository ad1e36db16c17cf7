"""Rows that no file may hold are rejected with the reason; and what calls itself official is believed by its address."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.sources import customs_tables as made_tables
from tests.warehouse.desk import figures, reading

from hinterland.gate.rows import grant, publisher, reject
from hinterland.models import Source
from hinterland.sources import customs_location, tidy
from hinterland.sources.reading import InputError, Options, Reading

TODAY = date(2026, 11, 27)
GOOD = "export,CN-AH,2025,6823.1,CNY_100M"


def rejected(folder: Path, *rows: str, **said: str) -> dict[int, str]:
    made = reading(folder / "f.csv", *rows, **said)
    before = made.rows_read
    reject(made, {s.id: s for s in made.sources}, TODAY)
    assert before == made.rows_read == len({f.row for f in made.figures}) + len(made.quarantined)
    return {q.row: q.reason for q in made.quarantined}


@pytest.mark.parametrize(
    ("period", "reason"),
    [
        ("1890", "its period 1890 begins before 1950; correct the year"),
        ("1949-12", "its period 1949-12 begins before 1950; correct the year"),
        ("2026", "its period 2026 isn't over: today is 2026-11-27; correct the year or month"),
        ("2027-01", "its period 2027-01 isn't over: today is 2026-11-27; correct the year or month"),
    ],
)
def test_a_period_before_1950_or_not_over_is_rejected(tmp_path: Path, period: str, reason: str) -> None:
    assert rejected(tmp_path, GOOD, f"export,CN-AH,{period},6823.1,CNY_100M") == {3: reason}


@pytest.mark.parametrize("period", ["1950", "2026-10", "2026-11", "2026-01/2026-11"])
def test_a_period_that_is_over_or_runs_is_kept(tmp_path: Path, period: str) -> None:
    assert rejected(tmp_path, f"export,CN-AH,{period},6823.1,CNY_100M") == {}


@pytest.mark.parametrize(
    ("released", "kept"), [("2026-11-27", True), ("2026-11", True), ("2026", True), ("2026-11-28", False), ("2027", False)]
)
def test_a_release_after_today_is_rejected(tmp_path: Path, released: str, kept: bool) -> None:
    found = rejected(tmp_path, GOOD, released=released)
    assert found == ({} if kept else {2: f"it was released on {released}, but today is 2026-11-27; correct the date of the release"})


def test_two_values_of_one_cell_are_both_rejected_with_both_named(tmp_path: Path) -> None:
    both = "one figure has 2 values in this file: row 2 says 6823.1 CNY_100M and row 4 says 6283.1 CNY_100M; keep the right one and load the file again"
    assert rejected(tmp_path, GOOD, "import,CN-AH,2025,3312.6,CNY_100M", "export,安徽,2025,6283.1,CNY_100M") == {2: both, 4: both}


def test_two_values_of_a_cell_in_two_sheets_are_both_rejected_with_both_named(tmp_path: Path) -> None:
    one, two = reading(tmp_path / "a.csv", GOOD), reading(tmp_path / "b.csv", GOOD.replace("6823.1", "6283.1"))
    sheets = [("f.xlsx[1]", list(one.figures)), ("f.xlsx[2]", list(two.figures))]
    reject(one, {}, TODAY, sheets[1:])
    reject(two, {}, TODAY, sheets[:1])
    assert one.quarantined[0].reason.startswith(
        "one figure has 2 values in this file: row 2 says 6823.1 CNY_100M and row 2 of f.xlsx[2] says 6283.1"
    )
    assert (one.figures, two.figures, len(two.quarantined)) == ([], [], 1)


@pytest.mark.parametrize("behind", ["安徽省", "浙江省"])
def test_a_place_of_two_values_in_a_table_of_customs_is_rejected_with_both_named(tmp_path: Path, behind: str) -> None:
    rows = made_tables.table8()
    [again] = [["安徽省", *(c.replace("1", "2") for c in r[1:])] for r in rows if r[0] == "安徽省"]
    at = next(i for i, r in enumerate(rows) if r[0] == behind)
    found = customs_location.read(made_tables.write_csv(tmp_path / "2025-07.csv", [*rows[: at + 1], again, *rows[at + 1 :]]), Options())
    reject(found, {}, TODAY)
    assert len(found.quarantined) == 2 and all("one figure has 2 values in this file" in q.reason for q in found.quarantined)
    assert not [f for f in found.figures if f.region == "CN-AH"]


def test_three_values_of_one_cell_are_all_rejected(tmp_path: Path) -> None:
    found = rejected(tmp_path, *(f"export,CN-AH,2025,{v},CNY_100M" for v in ("6823.1", "6283.1", "6832.1")))
    assert list(found) == [2, 3, 4] and "has 3 values" in found[2]


def test_one_value_in_several_roundings_or_units_is_no_conflict(tmp_path: Path) -> None:
    assert rejected(tmp_path, GOOD, "export,CN-AH,2025,6823,CNY_100M", "export,CN-AH,2025,68231000,CNY_10K", GOOD) == {}


def test_a_precision_above_its_value_is_rejected(tmp_path: Path) -> None:
    rows = ("level,CN-AH,2025,5489.42,CNY_100M,100000", "level,CN-AH,2024,5489.42,CNY_100M,100", "growth,CN-AH,2025,0.1,percent,1")
    path = figures(tmp_path / "f.csv", *rows, header="op,region,period,value,unit,precision")
    made = tidy.read(path, Options(source="desk", publisher="P", title="T"))
    reject(made, {}, TODAY)
    assert [(q.row, q.reason.split(";")[0]) for q in made.quarantined] == [(2, "its precision 100000 is above its value 5489.42")]


def test_rates_and_ranks_that_none_can_be_are_rejected(tmp_path: Path) -> None:
    rows = (
        "growth,-100.1,percent,",
        "share,100.1,percent,",
        "share,-1,percent,",
        "rank,2.5,rank,provinces",
        "rank,32,rank,provinces",
        "rank,0,rank,",
    )
    kept = ("growth,-100,percent,", "share,100,percent,", "rank,31,rank,provinces", "rank,40,rank,partners")
    path = figures(
        tmp_path / "f.csv",
        *(f"CN-AH,2025,{r}" for r in rows),
        *(f"CN-AH,2024,{r}" for r in kept),
        header="region,period,op,value,unit,scope",
    )
    made = tidy.read(path, Options(source="desk", publisher="P", title="T"))
    reject(made, {}, TODAY)
    assert [q.row for q in made.quarantined] == [2, 3, 4, 5, 6, 7]
    assert made.quarantined[4].reason == "its rank is 32, but provinces has 31 members; correct the value or the scope"


def test_a_value_outside_its_own_bounds_is_rejected(tmp_path: Path) -> None:
    rows = ("CN-AH,2025,548.9,CNY_100M,900,1000", "CN-AH,2024,548.9,CNY_100M,500,", "CN-AH,2023,548.9,CNY_100M,,500")
    path = figures(tmp_path / "f.csv", *rows, header="region,period,value,unit,low,high")
    made = tidy.read(path, Options(source="desk", publisher="P", title="T"))
    reject(made, {}, TODAY)
    assert [q.row for q in made.quarantined] == [2, 4] and "lies outside its own bounds, 900 to 1000" in made.quarantined[0].reason


# -- standing


def official(folder: Path, address: str | None) -> Reading:
    made = reading(folder / "f.csv", GOOD, reliability="official", address=address)
    grant(made, {})
    return made


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("https://www.customs.gov.cn/a.html", "General Administration of Customs of China"),
        ("http://tjj.ah.gov.cn/2026/1.html", "an office of the Chinese government"),
        ("https://stats.gov.cn.example.com/a", None),
        ("https://fakecustoms-gov.cn/a", None),
        ("customs.gov.cn", None),
        ("https://evil.com\\@www.customs.gov.cn/a", None),
        ("https://www.customs.gov.cn@evil.com/a", None),
        ("javascript://www.customs.gov.cn/%0aalert(1)", None),
        ("https://evil.com／gov.cn/", None),
        ("https://[evil", None),
        ("HTTPS://WWW.Customs.gov.cn.:443", "General Administration of Customs of China"),
        (None, None),
    ],
)
def test_an_address_names_a_publisher_by_its_host(address: str | None, known: str | None) -> None:
    assert publisher(address) == known


@pytest.mark.parametrize(
    "address",
    [
        "customs.gov.cn", "https://evil.com\\@www.customs.gov.cn/a", "https://a@www.customs.gov.cn/", "javascript://www.customs.gov.cn/%0aalert(1)",
        "https://evil.com／gov.cn/", "https://[evil", "https://customs.gov.cn:x/", "https://customs.gov.cn/a b", "https:/customs.gov.cn",
    ],
)  # fmt: skip
def test_what_is_no_address_of_a_page_is_refused_in_a_sentence(address: str) -> None:
    with pytest.raises(InputError, match=r"^address: .* is no address of a page; write it as https://"):
        Options(address=address)


def test_official_figures_with_the_address_of_a_publisher_are_official(tmp_path: Path) -> None:
    made = official(tmp_path, "https://www.customs.gov.cn/a.html")
    assert ([s.reliability for s in made.sources], made.figures[0].reliability, made.warnings) == (["official"], "official", [])


def test_official_figures_without_one_are_claimed(tmp_path: Path) -> None:
    made = official(tmp_path, None)
    assert ([s.reliability for s in made.sources], made.figures[0].reliability) == (["claimed"], "claimed")
    assert "stored as claimed and outrank no others" in made.warnings[0]


def test_an_official_source_that_is_held_is_not_described_anew(tmp_path: Path) -> None:
    made = reading(tmp_path / "f.csv", GOOD, reliability="official")
    grant(made, {"desk": Source(id="desk", title="Table 8", publisher="Customs", reliability="official")})
    assert (made.sources, made.figures[0].reliability) == ([], "claimed")


def test_a_source_held_lends_its_name_to_no_tidy_file(tmp_path: Path) -> None:
    made = tidy.read(figures(tmp_path / "f.csv", GOOD + ",GACC-T8", header="flow,region,period,value,unit,source"), Options())
    customs = Source(id="GACC-T8", title="Table 8", publisher="Customs", address="https://www.customs.gov.cn/t8", reliability="official")
    grant(made, {"GACC-T8": customs})
    assert made.figures[0].reliability == "claimed"
