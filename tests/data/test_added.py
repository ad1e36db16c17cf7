"""The nation's years that the press reported of customs, beside the shared figures: typed here once more, they add up and follow from each other."""

from __future__ import annotations

from decimal import Decimal

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


def added_facts() -> set[tuple[str, Fact]]:
    """Those figures as facts."""
    facts: set[tuple[str, Fact]] = set()
    for (source, year, money), flows in ADDED.items():
        for flow, (level, growth) in flows.items():
            if level:
                facts.add(("annual", (source, "CN", year, flow, "level", Decimal(level) * 10**12, money)))
            if growth:
                facts.add(("annual", (source, "CN", year, flow, "growth", Decimal(growth), money if money != "CNY" else "")))
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
