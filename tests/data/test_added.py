"""Years of the nation and of provinces that the press reported of customs, beside the shared figures: typed here once more, they add up and follow from each other."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

import hinterland

ANNUAL = Path(hinterland.__file__).parent / "packs" / "china" / "figures" / "annual.csv"

Fact = tuple[str, str, str, str, str, Decimal, str]

ADDED = {
    ("WAM-2016", "2016", "CNY"): {"total": ("24.33", "-0.9"), "export": ("13.84", "-2"), "import": ("10.49", "0.6")},
    ("EFE-2017", "2017", "CNY"): {"total": ("27.79", "14.2"), "export": (None, "10.8"), "import": ("12.46", "18.7")},
    ("ECNS-2018", "2018", "CNY"): {"total": ("30.51", "9.7"), "export": ("16.42", "7.1"), "import": ("14.09", "12.9")},
    ("XH-2019", "2019", "CNY"): {"total": ("31.54", "3.4"), "export": ("17.23", "5"), "import": ("14.31", "1.6")},
    ("SPUTNIK-2018", "2018", "USD"): {"total": ("4.62", "12.6"), "export": ("2.48", "9.9"), "import": ("2.14", "15.8")},
    ("NHK-2022", "2022", "USD"): {"total": (None, "4.4"), "export": (None, "7")},
    ("PD-20240417", "2023", "USD"): {"total": ("5.94", None), "export": ("3.38", None), "import": ("2.56", None)},
    ("CNN-2023", "2023", "USD"): {"export": (None, "-4.6"), "import": (None, "-5.5")},
}
"""The nation's trade by source, year and money: each flow in trillions, and its growth in percent, as the press reported customs; none of it is among the shared figures."""

PROVINCIAL = {
    ("CHN-JX2021", "JX", "2021"): {"total": ("498.04", "23.7"), "export": ("367.18", "25.8"), "import": ("130.86", "18.3")},
    ("FZ-FJ2022", "FJ", "2022"): {"total": ("1980", "7.6"), "export": ("1210", "12.3"), "import": ("768.8", "0.9")},
    ("TTN-SN2020", "SN", "2020"): {"total": ("377.21", "7.3"), "export": ("192.96", "3"), "import": ("184.25", "12.2")},
    ("XHDE-SN2022", "SN", "2022"): {"total": ("483.53", "2"), "export": ("301.13", "17.8"), "import": ("182.4", "-16.4")},
    ("ICQ-CQ2022", "CQ", "2022"): {"total": ("815.84", "2"), "export": ("524.53", "1.5"), "import": ("291.31", "2.9")},
    ("BJG-BJ2021", "BJ", "2021"): {"total": ("3040", "30.6"), "export": ("611.85", "31.2"), "import": ("2430", "30.4")},
    ("BJD-BJ2023", "BJ", "2023"): {"total": ("3650", "0.3")},
    ("GEI-XJ2023", "XJ", "2023"): {"total": ("357", "45.9")},
    ("XH-SH2022", "SH", "2022"): {"total": ("4190", "3.2")},
    ("XH-NM2023", "NM", "2023"): {"total": ("196.53", "30.4"), "export": ("78.57", "28.1"), "import": ("117.96", "32")},
    ("JLD-JL2022", "JL", "2022"): {"total": ("155.85", "3.6"), "export": (None, "42.1")},
    ("CHO-JL2023", "JL", "2023"): {"total": ("167.91", "7.7")},
    ("XH-HE2023", "HE", "2023"): {"total": ("581.84", "7.4")},
    ("LND-LN2023", "LN", "2023"): {"total": ("765.96", None), "export": ("353.56", None), "import": ("412.4", None)},
    ("XH-XZ2023", "XZ", "2023"): {"total": ("10.98", "138.3")},
    ("XH-XZ2022", "XZ", "2022"): {"total": ("4.6", "14.6"), "export": ("4.3", None), "import": ("0.292", None)},
    ("GYG-GZ2021", "GZ", "2021"): {"total": ("65.42", "19.7")},
    ("XHDE-YN2021", "YN", "2021"): {"total": ("314.4", "16.8"), "export": ("176.7", "16.3"), "import": ("137.7", "17.3")},
    ("XH-GS2022", "GS", "2022"): {"total": ("58.42", "18.8")},
    ("XH-SX2020", "SX", "2020"): {"total": ("150.58", "4"), "export": ("87.7", "8.7"), "import": ("62.88", "-1.9")},
    ("XHDE-HL2022", "HL", "2022"): {"total": ("265.15", "33"), "export": ("54.56", "22"), "import": ("210.59", "36.2")},
    ("XHDE-HN2022", "HN", "2022"): {"total": ("705.8", "20.2"), "export": ("515.5", "25.3"), "import": ("190.4", "8.3")},
    ("XHDE-HA2021", "HA", "2021"): {"total": ("821", "22.9")},
    ("MY-HB2020", "HB", "2020"): {"total": ("429.41", "8.8")},
    ("XHS-SC2018", "SC", "2018"): {"total": ("594.7", "29.2"), "export": ("333.4", "31.4"), "import": ("261.3", "26.5")},
    ("EC5-CQ2020", "CQ", "2020"): {"total": ("651.34", "12.5"), "export": ("418.75", "12.8"), "import": ("232.59", "11.9")},
    ("UP-CQ2021", "CQ", "2021"): {"total": ("800", "22.8"), "export": ("516.8", "23.4"), "import": ("283.2", "21.7")},
    ("DTV-HB2021", "HB", "2021"): {"total": ("537.44", "24.8")},
    ("CD-FJ2021", "FJ", "2021"): {"total": ("1840", "30.9"), "export": ("1080", "27.7"), "import": ("763.31", "35.7")},
    ("XHIT-JS2021", "JS", "2021"): {"total": ("5210", "17.1"), "export": ("3250", "18.6"), "import": ("1960", "14.8")},
    ("NOVA-ZJ2019", "ZJ", "2019"): {"total": (None, "8.1")},
    ("UCA-SH2020", "SH", "2020"): {"total": ("3480", "2.3"), "export": ("1370", None), "import": ("2110", "3.8")},
    ("YYB-SD2018", "SD", "2018"): {"total": ("1930", "7.7"), "export": ("1060", "6.1"), "import": ("873.29", "9.7")},
    ("JN-SD2019", "SD", "2019"): {"total": (None, "5.8"), "export": (None, "5.3"), "import": (None, "6.4")},
}
"""Years of provinces by source: each flow in billions of yuan, and its growth in percent."""


def added_facts() -> set[tuple[str, Fact]]:
    """Those figures as facts."""
    facts: set[tuple[str, Fact]] = set()
    for (source, year, money), flows in ADDED.items():
        for flow, (level, growth) in flows.items():
            if level:
                facts.add(("annual", (source, "CN", year, flow, "level", Decimal(level) * 10**12, money)))
            if growth:
                facts.add(("annual", (source, "CN", year, flow, "growth", Decimal(growth), money if money != "CNY" else "")))
    for (source, region, year), flows in PROVINCIAL.items():
        for flow, (level, growth) in flows.items():
            if level:
                facts.add(("annual", (source, f"CN-{region}", year, flow, "level", Decimal(level) * 10**9, "CNY")))
            if growth:
                facts.add(("annual", (source, f"CN-{region}", year, flow, "growth", Decimal(growth), "")))
    return facts


def test_the_nations_years_add_up_and_follow_from_each_other():
    for (source, year, money), flows in ADDED.items():
        levels = {flow: Decimal(level) for flow, (level, _) in flows.items() if level}
        if len(levels) == 3:
            assert abs(levels["export"] + levels["import"] - levels["total"]) <= Decimal("0.015"), source
        before = next((f for (_, y, m), f in ADDED.items() if (y, m) == (str(int(year) - 1), money)), {})
        for flow, (level, growth) in flows.items():
            if level and growth and before.get(flow, (None,))[0]:
                assert abs(100 * (Decimal(level) / Decimal(before[flow][0]) - 1) - Decimal(growth)) < Decimal("0.3"), (source, flow)


@pytest.fixture(scope="module")
def first_published() -> dict[tuple[str, str], Decimal]:
    """Total trade of provinces by year in billions, as the ministry of finance lists it."""
    with ANNUAL.open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["source"] == "CELMA-PANEL" and r["unit"] == "CNY_100M"]
    return {(r["region"].removeprefix("CN-"), r["period"]): Decimal(r["value"]) / 10 for r in rows}


def test_the_provinces_years_add_up():
    for (source, *_), flows in PROVINCIAL.items():
        levels = [Decimal(flows[f][0]) for f in ("total", "export", "import") if f in flows and flows[f][0]]
        if len(levels) == 3:
            assert abs(levels[1] + levels[2] - levels[0]) <= levels[0] / 500, source


def test_the_provinces_years_follow_from_what_was_first_published(first_published):
    """A rate stands on the base as revised: within a twentieth of the year before as first published."""
    followed = 0
    for (source, region, year), flows in PROVINCIAL.items():
        level, growth = flows["total"]
        now, then = first_published.get((region, year)), first_published.get((region, str(int(year) - 1)))
        if level and now:
            assert abs(Decimal(level) / now - 1) < Decimal("0.004"), source
        if growth and then and (level or now):
            followed += 1
            assert abs(Decimal(level or now) / (1 + Decimal(growth) / 100) / then - 1) < Decimal("0.05"), source
    assert followed > len(PROVINCIAL) // 2
