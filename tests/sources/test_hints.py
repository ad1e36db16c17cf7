"""What a file's name says: only what it says plainly, since a guess would be stored as a fact."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.sources.hints import flow_in_name, period_in_name


@pytest.mark.parametrize(
    ("name", "flow"),
    [
        ("soybean_2024in", "import"),
        ("soybean_2025out", "export"),
        ("soybean 2024 in", "import"),
        ("2024_in_soybean", "import"),
        ("in_2024", "import"),
        ("soybean_202401in", "import"),
        ("IMPORT-2024", "import"),
        ("exports of cars", "export"),
        ("EXP_2024_MUN", "export"),
        ("IMP_2024", "import"),
        ("大豆进口2024", "import"),
        ("2024年出口", "export"),
    ],
)
def test_plain_names_say_a_flow(name: str, flow: str) -> None:
    assert flow_in_name(Path(f"{name}.csv")) == flow


@pytest.mark.parametrize(
    "name",
    [
        "soybean_2023",
        "trade_in_soybeans_2023",
        "soybeans_in_brazil",
        "outlook_2024",
        "inland_2024",
        "important",
        "exporters",
        "exp_imp_2024",
        "大豆进出口2024",
        "进口和出口",
        "",
    ],
)
def test_other_names_say_none(name: str) -> None:
    assert flow_in_name(Path(f"{name}.csv")) is None


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("soybean_2024in", "2024"),
        ("soy-202403", "2024-03"),
        ("soy_2024-03", "2024-03"),
        ("2024年3月出口", "2024-03"),
        ("2024年出口", "2024"),
        ("soy_2024Q2", "2024-Q2"),
        ("soy_202401_202406", "2024-01/2024-06"),
        ("soy_2022_2024", "2022/2024"),
        ("marble_2024", "2024"),
    ],
)
def test_plain_names_say_a_period(name: str, period: str) -> None:
    assert str(period_in_name(Path(f"{name}.csv"))) == period


@pytest.mark.parametrize(
    "name",
    [
        "soybeans",
        "soy_2024_1",
        "soy_2024-2",
        "2024年1-6月",
        "2024上半年",
        "2024年第一季度",
        "jan2024",
        "soy_2024_h1",
        "ytd_2024",
        "2021 2022 2023",
        "2024_2022",
        "12024",
        "20245678",
    ],
)
def test_names_that_may_mean_less_than_a_year_say_none(name: str) -> None:
    assert period_in_name(Path(f"{name}.csv")) is None


@given(st.text(max_size=30))
def test_no_name_is_too_odd_to_look_at(name: str) -> None:
    path = Path("folder") / (name.replace("/", "").replace("\0", "") + ".csv")
    assert flow_in_name(path) in (None, "import", "export")
    period = period_in_name(path)
    assert period is None or period.start <= period.end
