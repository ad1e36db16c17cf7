# ruff: noqa: SIM905
"""The embedded tables: they parse, they add up, and they hold every figure of the shared files and no other."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest
from tests.data.test_added import ADDED, PROVINCIAL, added_facts

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "src" / "hinterland" / "packs" / "china" / "figures"
SHARED = ROOT.parent / "shared" / "figures"
HALF_YEAR = ROOT.parent / "shared" / "samples" / "gacc_2026_partners"

TABLES = ("annual", "destination_origin", "industry", "monthly_by_location", "monthly_other", "products_partners", "year_to_date")
COLUMNS = (
    "op concept flow product partner regime measure basis currency region period value unit precision low high source released reliability "
    "versus scope predicate note"
).split()
DEFAULTS = {
    "op": "level", "concept": "trade", "flow": "total", "product": "all", "partner": "world", "regime": "all", "measure": "value",
    "basis": "operating-unit",
}  # fmt: skip
KEY = "op concept flow product partner regime measure basis currency region period versus scope predicate source".split()
UNITS = {
    "CNY_10K": 10**4, "CNY_100M": 10**8, "CNY_1T": 10**12, "USD_1K": 10**3, "USD_100M": 10**8, "USD_1B": 10**9,
    "percent": 1, "percentage_point": 1, "units": 1, "units_10K": 10**4, "count": 1, "rank": 1, "ratio": 1,
}  # fmt: skip
VALUES = {
    "op": {"level", "growth", "cagr", "share", "balance", "multiple", "contribution", "count", "rank"},
    "flow": {"total", "export", "import", "none"},
    "measure": {"value", "quantity"},
    "basis": {"operating-unit", "destination-origin", "none"},
    "currency": {"", "CNY", "USD"},
    "reliability": {"", "official", "news", "secondary"},
    "versus": {"", "CN"},
    "scope": {"", "partners", "provinces"},
    "predicate": {"", "growth > 0", "growth > CN", "level > 1e12"},
    "concept": {
        "trade", "gdp", "industrial_revenue", "industrial_profit", "industrial_enterprises", "vehicle_output", "nev_output", "auto_revenue",
        "auto_assembly_revenue",
    },
}  # fmt: skip
PROVINCES = {f"CN-{c}" for c in "BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB HN GD GX HI CQ SC GZ YN XZ SN GS QH NX XJ".split()}
GROUPS = {"central", "western", "yangtze-delta", "beijing-tianjin-hebei", "greater-bay-area", "seven-large-provinces", "370200"}
MONTH = r"(\d{4})-(0[1-9]|1[0-2])"
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
TRILLION = Decimal(10**12)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def end_month(period: str) -> str:
    """The last month of a period; an error when it isn't one."""
    if re.fullmatch(r"\d{4}", period):
        return f"{period}-12"
    if re.fullmatch(MONTH, period):
        return period
    if match := re.fullmatch(r"(\d{4})/(\d{4})", period):
        assert match[1] < match[2], period
        return f"{match[2]}-12"
    match = re.fullmatch(f"{MONTH}/{MONTH}", period)
    assert match and match[1] == match[3] and match[2] == "01" and "01" < match[4] < "12", period
    return f"{match[3]}-{match[4]}"


def width(row: dict[str, str]) -> Decimal:
    """The width of the last published digit, in the unit's base (yuan, dollars ...)."""
    digit = Decimal(row["precision"]) if row["precision"] else Decimal(1).scaleb(Decimal(row["value"]).as_tuple().exponent)
    return digit * UNITS[row["unit"]]


def amount(row: dict[str, str]) -> Decimal:
    return Decimal(row["value"]) * UNITS[row["unit"]]


@pytest.fixture(scope="module")
def sources() -> dict[str, dict[str, str]]:
    rows = read(DATA / "sources.csv")
    assert len({row["id"] for row in rows}) == len(rows)
    return {row["id"]: row for row in rows}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    found = []
    for table in TABLES:
        for line, row in enumerate(read(DATA / f"{table}.csv"), start=2):
            full = {column: row.get(column) or DEFAULTS.get(column, "") for column in COLUMNS}
            found.append(full | {"file": table, "line": str(line)})
    return found


def triples(rows: list[dict[str, str]]) -> dict[tuple[str, ...], dict[str, dict[str, str]]]:
    """Levels of one source for one cell, by flow, where all three flows are held."""
    cells: dict[tuple[str, ...], dict[str, dict[str, str]]] = defaultdict(dict)
    for row in rows:
        if row["op"] == "level" and row["concept"] == "trade" and row["measure"] == "value" and row["value"]:
            cells[(*(row[k] for k in KEY if k != "flow"), row["unit"][:3])][row["flow"]] = row
    return {key: flows for key, flows in cells.items() if len(flows) == 3}


def test_files_are_plain():
    for path in sorted(DATA.glob("*.csv")):
        raw = path.read_bytes()
        assert b"\r" not in raw and raw.endswith(b"\n") and not raw.startswith(b"\xef\xbb\xbf"), path.name
        header = raw.decode("utf-8").splitlines()[0].split(",")
        if path.stem in TABLES:
            assert header == [column for column in COLUMNS if column in header], path.name


def test_sources(sources):
    for row in sources.values():
        assert row["title"] and row["publisher"], row
        assert row["reliability"] in {"official", "news", "secondary"}, row
        assert DATE.fullmatch(row["released"]), row
        assert "github" not in row["publisher"].lower() and "mirror" not in row["publisher"].lower(), row
        assert not row["address"] or row["address"].startswith(("http://", "https://")), row
    for row in (row for key, row in sources.items() if key.startswith("CPL-")):
        assert row["reliability"] == "secondary" and "second-hand digest" in row["note"] and row["released"].startswith("2026"), row


def test_rows_parse(rows, sources):
    for row in rows:
        assert row["source"] in sources, row
        for column, allowed in VALUES.items():
            assert row[column] in allowed, (column, row)
        assert row["unit"] in UNITS, row
        assert row["region"] in PROVINCES | GROUPS | {"CN"}, row
        assert row["value"] or row["low"] or row["high"], row
        assert not (row["value"] and (row["low"] or row["high"])), row
        for column in ("value", "precision", "low", "high"):
            assert not row[column] or re.fullmatch(r"-?\d+(\.\d+)?", row[column]), (column, row)
        assert not row["precision"] or Decimal(row["precision"]) > 0, row
        assert (row["flow"] == "none") == (row["concept"] != "trade") == (row["basis"] == "none" and row["source"] != "KITA-JL2022"), row
        expected = {"growth": {"percent"}, "share": {"percent"}, "cagr": {"percent"}, "contribution": {"percent"}, "count": {"count"},
                    "rank": {"rank"}, "multiple": {"ratio"}}.get(row["op"], set(UNITS) - {"percent", "rank", "ratio"})  # fmt: skip
        assert row["unit"] in expected, row
        assert not row["currency"] or row["op"] in {"growth", "cagr"}, row


def test_released_after_the_period_ends(rows, sources):
    for row in rows:
        released = row["released"] or sources[row["source"]]["released"]
        assert DATE.fullmatch(released), row
        assert released[:7] >= end_month(row["period"])[: len(released)], (released, row)


def test_one_figure_of_one_source_once(rows):
    seen = {}
    for row in rows:
        key = (*(row[k] for k in KEY), row["unit"][:3])
        assert key not in seen, (seen[key], row)
        seen[key] = (row["file"], row["line"])


def test_sorted(rows):
    for table in TABLES:
        keys = [[row[k] for k in ("region", "period", "flow", "op")] for row in rows if row["file"] == table]
        assert keys == sorted(keys), table


def test_exports_and_imports_make_the_total(rows):
    found = triples(rows)
    assert len(found) > 1000
    for key, flows in found.items():
        difference = amount(flows["total"]) - amount(flows["export"]) - amount(flows["import"])
        assert abs(difference) <= sum(width(row) for row in flows.values()) / 2, (key, difference)


def test_provinces_make_the_nation(rows):
    cells: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        if row["source"] == "GACC-T8" and row["op"] == "level":
            cells[row["period"], row["flow"]][row["region"]] = amount(row)
    assert len(cells) == 3 * (19 + 17)
    for key, by_region in cells.items():
        assert set(by_region) == PROVINCES | {"CN"}, key
        assert abs(by_region["CN"] - sum(by_region[p] for p in PROVINCES)) <= 40_000, key  # 32 half digits would allow 160,000


def test_growth_of_the_month_is_not_growth_of_the_year_to_date(rows):
    """Table 8 publishes growth of the year to date only, so no month but January has one."""
    growth = {row["period"] for row in rows if row["source"] == "GACC-T8" and row["op"] == "growth"}
    assert {"2024-01", "2025-01", "2024", "2024-01/2024-02"} <= growth and "2024-02" not in growth


def levels(rows, region, period, unit="CNY", **more):
    want = DEFAULTS | {"region": region, "period": period} | more
    return [row for row in rows if all(row[k] == v for k, v in want.items()) and row["value"] and row["unit"].startswith(unit)]


def test_sichuan_joins_leaves_and_returns(rows):
    for year, member in (("2020", False), ("2021", False), ("2022", True), ("2023", False), ("2024", True), ("2025", True)):
        found = levels(rows, "CN-SC", year)
        assert found, year
        assert {amount(row) > TRILLION for row in found} == {member}, year


def test_the_trillion_club_of_2025(rows):
    club = {p for p in PROVINCES if any(amount(row) > TRILLION for row in levels(rows, p, "2025"))}
    assert club == {f"CN-{c}" for c in "GD JS ZJ SH SD BJ FJ SC AH".split()}


def test_disagreements_are_kept(rows):
    assert {(row["source"], row["value"]) for row in levels(rows, "CN-HE", "2025")} == {("CPL-13", "6761.9"), ("CELMA-PANEL", "6822.2")}
    gdp = levels(rows, "CN-AH", "2025", concept="gdp", flow="none", basis="none")
    assert {(row["source"], row["value"], row["precision"]) for row in gdp} == {("PRN-20260306", "53000", "1000"), ("CPL-34", "52989", "")}


def test_hedges_and_ranks(rows):
    open_ended = {(r["source"], r["region"], r["product"], r["low"], r["high"]) for r in rows if not r["value"]}
    assert open_ended == {
        ("CDB-2026", "CN-AH", "new-three", "14", "15"),
        ("CDB-2026", "CN-AH", "electric-vehicles", "3", ""),
        ("CDB-2026", "CN-AH", "mechanical-electrical", "70", ""),
        ("PD-20260225", "CN-JS", "mechanical-electrical", "70", ""),
        ("COC-20250116", "CN", "all", "40000", ""),
        ("JETRO-SD2025", "CN-SD", "all", "35000", ""),
    }
    ranks = {(r["source"], r["concept"], r["period"], r["value"]) for r in rows if r["op"] == "rank"}
    assert ranks == {
        ("CDB-2026", "industrial_revenue", "2025-01/2025-11", "5"),
        ("CDB-2026", "trade", "2025", "1"),
        ("JM-AHIND2024", "industrial_revenue", "2024", "6"),
        ("JM-AHIND2024", "industrial_enterprises", "2024", "6"),
    }


def test_precision_is_not_the_stored_digits(rows):
    widths = defaultdict(set)
    for row in rows:
        if row["source"] == "NBS-GH":
            widths[row["basis"], row["period"]].add(row["precision"])
            assert Decimal(row["precision"]) < 10000 or amount(row) % 10**7 == 0, row
        if "rounded to 0.01 trillion" in row["note"]:
            assert width(row) == 10**10, row
        if "rounded to 0.1 trillion" in row["note"]:
            assert width(row) == 10**11, row
    for basis, rounded in (("operating-unit", {"2021", "2022", "2023"}), ("destination-origin", {"2022", "2023", "2024"})):
        for year in map(str, range(2016, 2025)):
            assert widths[basis, year] == {"10000" if year in rounded else "1"}, (basis, year)


# Conservation: the shared files, read by a plain reader of their own, against the tables.

GB = dict(
    zip(
        "00 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65".split(),
        "CN BJ TJ HE SX NM LN JL HL SH JS ZJ AH FJ JX SD HA HB HN GD GX HI CQ SC GZ YN XZ SN GS QH NX XJ".split(),
        strict=True,
    )
)
SHARED_UNITS = {
    "CNY_100M": 10**8, "USD_100M": 10**8, "USD_1000": 10**3, "PCT": 1, "COUNT": 1, "10_000_UNITS": 10**4, "trillion yuan": 10**12,
    "100 million yuan": 10**8,
}  # fmt: skip
SHARED_OPS = {
    "growth": "growth", "growth_quantity": "growth", "share": "share", "share_of_national": "share", "avg_annual_growth": "cagr",
    "contribution_to_national_growth": "contribution", "partners_with_growth": "count", "provinces_growing_faster_than_national": "count",
    "provinces_with_positive_growth": "count", "provinces_above_1_trillion": "count",
}  # fmt: skip
Fact = tuple[str, str, str, str, str, Decimal, str]


def shared_region(row: dict[str, str]) -> str:
    name = row["region"]
    if code := row.get("region_code"):
        return "CN" if code == "00" else f"CN-{GB[code]}"
    starts = {"Western": "western", "Central": "central", "Yangtze": "yangtze-delta", "Beijing-": "beijing-tianjin-hebei",
              "Greater": "greater-bay-area", "Shandong (Q": "370200", "Seven": "seven-large-provinces", "31 ": "CN"}  # fmt: skip
    return next((code for start, code in starts.items() if name.startswith(start)), name)


def span(first: str, last: str) -> str:
    if first == last:
        return first
    return last[:4] if last.endswith("-12") else f"{first}/{last}"


def shared_period(text: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(\d{4})", text):
        return f"{match[1]}/{match[2]}"
    first, _, last = text.partition("..")
    return span(first, last) if last else text


def shared_facts() -> set[tuple[str, Fact]]:
    """Every number of the shared files as (file, (source, region, period, flow, op, amount, money)): hedged ones aside."""
    facts: set[tuple[str, Fact]] = set()

    def put(file, row, period, flow, op, value, scale=1, money="", source=""):
        if value:
            amount_ = Decimal(value.lstrip(">")) * scale
            facts.add((file, (row.get("source_id") or source, shared_region(row), period, flow, op, amount_, money)))

    for file in ("annual.csv", "annual_more.csv", "annual_usd_destination_origin.csv", "ytd.csv", "monthly.csv", "industry.csv"):
        for row in read(SHARED / file):
            period = shared_period(row.get("year") or row.get("month") or row["period"])
            money = row["unit"][:3]
            put(file, row, period, row.get("flow", "none"), "level", row["value"], SHARED_UNITS.get(row["unit"], 1), money)
            put(file, row, period, row.get("flow", "none"), "growth", row["growth_pct"], 1, "USD" if money == "USD" else "")
    for file in ("detail.csv", "article.csv"):
        for row in read(SHARED / file):
            flow = {"": "none", "production": "none", "unspecified": "total"}.get(row["flow"], row["flow"])
            op = SHARED_OPS.get(row["measure"], "level")
            money = row["unit"][:3] if row["unit"][:3] == "CNY" else ""
            put(file, row, shared_period(row["period"]), flow, op, row["value"], SHARED_UNITS[row["unit"]], money)
    for row in read(SHARED / "monthly_more_detail.csv"):
        month, growth = row["month"], row["measure"].endswith("growth_pct")
        period = span(f"{month[:4]}-01", month) if row["measure"].startswith("ytd") else month
        put("monthly_more_detail.csv", row, period, row["flow"], "growth" if growth else "level", row["value_as_published"],
            SHARED_UNITS.get(row["unit"], 1), "" if growth else "CNY")  # fmt: skip
    for file in ("monthly_by_location.csv", "monthly_by_location_more.csv"):
        for row in read(SHARED / file):
            month = row["month"]
            to_date = span(f"{month[:4]}-01", month)
            put(file, row, month, row["flow"], "level", row["value_cny_10k"], 10**4, "CNY", "GACC-T8")
            put(file, row, to_date, row["flow"], "level", row["ytd_value_cny_10k"], 10**4, "CNY", "GACC-T8")
            put(file, row, to_date, row["flow"], "growth", row["ytd_growth_pct"], 1, "", "GACC-T8")
    return facts


PARTNERS = {
    "总值": "CN", "欧洲联盟": "EU", "东南亚国家联盟": "ASEAN", "拉丁美洲": "latin-america", "非洲": "africa",
    "区域全面经济伙伴关系协定（RCEP）成员国": "RCEP", "共建“一带一路”国家和地区": "BRI",
}  # fmt: skip
PRESS = {"69427351365": "MWR-202606", "hoyla": "XH-202607", "66949679064": "CLS-202608"}


def half_year_facts() -> set[tuple[str, Fact]]:
    """The nation by partner in June and the first half of 2026, and what the press said of its year to date."""
    facts: set[tuple[str, Fact]] = set()
    for row in read(HALF_YEAR / "nation_by_partner_2026-06.csv"):
        for flow in ("total", "export", "import"):
            for column, period in (("jun", "2026-06"), ("jan_jun", "2026-01/2026-06")):
                value = Decimal(row[f"{flow}_{column}"]) * 10**8
                facts.add(("partners", ("GACC-E4-202606", "CN", period, flow, "level", value, "CNY")))
            facts.add(("partners", ("GACC-E4-202606", "CN", "2026-01/2026-06", flow, "growth", Decimal(row[f"yoy_cum_{flow}_pct"]), "")))
    for row in read(HALF_YEAR / "nation_2026_press.csv"):
        source = next(own for told, own in PRESS.items() if told in row["source"])
        scale, money = (10**12, "CNY") if row["op"] == "level" else (1, "")
        facts.add(("press", (source, "CN", row["period"], row["flow"], row["op"], Decimal(row["value"]) * scale, money)))
    return facts


def own_facts(rows: list[dict[str, str]]) -> dict[Fact, int]:
    facts: dict[Fact, int] = defaultdict(int)
    for row in rows:
        if row["op"] == "rank":
            continue
        money = row["currency"] if row["op"] == "growth" else row["unit"][:3] if row["unit"][:3] in {"CNY", "USD"} else ""
        hedged = {"new-three": "15", "mechanical-electrical": "70"}.get(row["product"]) if not row["value"] else None
        if not row["value"] and not hedged:
            continue  # "above 4 trillion": stands in a note of the shared files, not in a number
        value = Decimal(hedged) if hedged else amount(row)
        facts[row["source"], row["region"], row["period"], row["flow"], row["op"], value, money] += 1
    return facts


def half_year(rows: list[dict[str, str]], period: str) -> dict[str, dict[str, Decimal]]:
    """Levels of the nation by partner and flow in a period of customs' preliminary table of June 2026."""
    found: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in rows:
        if row["source"] == "GACC-E4-202606" and row["op"] == "level" and row["period"] == period:
            found[row["partner"]][row["flow"]] = amount(row)
    return found


def test_june_2026_by_partner_adds_up(rows):
    june, half = half_year(rows, "2026-06"), half_year(rows, "2026-01/2026-06")
    assert len(june) == len(half) == 30
    apart = "EU USA ASEAN JPN HKG KOR TWN AUS RUS IND GBR CAN NZL latin-america africa".split()
    for partner, flows in [*june.items(), *half.items()]:
        assert flows["export"] + flows["import"] == flows["total"], partner
    for flow in ("total", "export", "import"):
        assert all(june[p][flow] < half[p][flow] for p in june)
        for period in (june, half):
            assert sum(period[p][flow] for p in apart) < period["world"][flow]
            assert sum(period[p][flow] for p in ("DEU", "NLD", "FRA", "ITA")) < period["EU"][flow]
            assert sum(period[p][flow] for p in ("VNM", "MYS", "THA", "SGP", "IDN", "PHL")) < period["ASEAN"][flow]
            # ASEAN exceeds what RCEP counts of it: by Timor-Leste, which is no member of RCEP.
            rest = sum(period[p][flow] for p in ("ASEAN", "JPN", "KOR", "AUS", "NZL")) - period["RCEP"][flow]
            assert 0 < rest < 2 * 10**9, (flow, rest)


def test_june_2026_is_the_half_year_less_what_was_held_of_it(rows):
    """Months are revised after they are first told, here by less than a thousandth."""
    half, june = half_year(rows, "2026-01/2026-06")["world"]["total"], half_year(rows, "2026-06")["world"]["total"]
    [before] = {amount(r) for r in levels(rows, "CN", "2026-01/2026-05")}
    assert abs(half - before - june) < june / 1000


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared figures are not here")
def test_nothing_is_lost_and_nothing_invented(rows):
    def plain(fact: Fact) -> Fact:  # the money of a count or a number of vehicles says nothing
        return (*fact[:6], fact[6] if fact[6] in {"CNY", "USD"} else "")

    shared = {(file, plain(fact)) for file, fact in shared_facts() | half_year_facts() | added_facts()}
    own = own_facts(rows)
    lost = sorted((file, fact) for file, fact in shared if fact not in own)
    assert not lost, lost[:10]
    invented = set(own) - {fact for _, fact in shared}
    assert not invented, sorted(invented)[:10]
    by_source: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for source in {fact[0] for fact in own}:
        by_source[source] = [len({f for _, f in shared if f[0] == source}), len([f for f in own if f[0] == source])]
    assert all(there == here for there, here in by_source.values()), by_source
    listed = {row["source_id"] for row in read(SHARED / "sources.csv")}
    assert listed | {"GACC-E4-202606", *PRESS.values(), *(source for source, *_ in [*ADDED, *PROVINCIAL])} == {
        row["id"] for row in read(DATA / "sources.csv")
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared figures are not here")
def test_rows_of_products_and_partners_are_as_many(rows):
    """Two products may share an amount, so these are counted, not only found."""
    counted: dict[str, int] = defaultdict(int)
    for row in read(SHARED / "detail.csv"):
        counted[row["source_id"]] += 1
    extra: dict[str, int] = defaultdict(int)
    for row in rows:
        if row["file"] == "products_partners" or row["region"] in GROUPS or row["op"] == "cagr" or row["unit"].startswith("units"):
            extra[row["source"]] += 1
    assert not {s: (n, extra[s]) for s, n in counted.items() if extra[s] < n}
