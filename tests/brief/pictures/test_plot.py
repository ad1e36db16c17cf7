"""Charts of results: what each kind draws, that a figure stands at every bar with its source below, and what can't be drawn."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.brief.pictures.house import ACCENT
from hinterland.brief.pictures.lines import Dot, runs
from hinterland.brief.pictures.plot import Point, drawn
from hinterland.sources.reading import InputError

pytest.importorskip("vl_convert")


@pytest.mark.parametrize(
    ("request_", "names"),
    [
        ("top 3 importers 2024", ["Guangdong", "Beijing", "Shanghai"]),
        ("Sichuan trade 2023-2025", ["2023", "2024", "2025"]),
        ("Shanxi vs Shaanxi imports, Jul 2025", ["Shanxi", "Shaanxi"]),
        ("山西2025年1-7月进口和出口", ["进口", "出口"]),
    ],
)
def test_the_figures_of_an_answer_are_bars(hinterland: Hinterland, request_: str, names: list[str]) -> None:
    answer = hinterland.ask(request_)
    plot = answer.plot()
    drawn = {row[next(iter(row))]: text for row in plot.picture.rows for text in [str(list(row.values())[1])]}
    assert set(names) <= set(drawn) and [t.rstrip("†‡") for t in drawn.values()] == [r.text for r in answer.rows][: len(drawn)]
    assert plot.picture.title == answer.sentence.rstrip(".。") and plot.picture.source
    assert plot.svg.startswith("<svg xmlns=") and plot._repr_svg_() == plot.svg


def test_a_listing_draws_its_years(hinterland: Hinterland) -> None:
    plot = hinterland.show("hubei", flow="total").plot()
    assert [row["Name"] for row in plot.picture.rows][-2:] == ["2024", "2025"]
    # Its title and foot are for a reader: no count of figures, and publishers' names where `show` has the ids of sources.
    assert plot.picture.title == "Trade of Hubei, 2016 to 2025" and "Ministry of Finance of China" in plot.picture.source


@pytest.mark.parametrize(("subjects", "suffix"), [(("show", "hubei"), ".png"), (("compare", "hubei", "henan", "--period", "2025"), ".svg")])
def test_the_command_line_draws_what_python_does(run: Any, tmp_path: Path, subjects: tuple[str, ...], suffix: str) -> None:
    path = tmp_path / f"chart{suffix}"
    assert run(*subjects, "--output", path).out.strip() == str(path) and path.stat().st_size > 1000
    run(*subjects, "--output", tmp_path / "chart.gif").refused("a chart is written as .png, .svg, not as '.gif'")


def test_several_subjects_over_time_are_lines_with_a_colour_each(hinterland: Hinterland) -> None:
    for found in (
        hinterland.show("hubei", "henan", flow="total", frequency="year"),
        hinterland.compare("hubei", "henan", period="2016-2025"),
    ):
        picture = found.plot().picture
        drawn = [layer["mark"] for layer in picture.spec["layer"] if layer["mark"]["type"] == "line" and layer["mark"]["strokeWidth"] > 2]
        assert len(drawn) == len({m["color"] for m in drawn}) == 2
        assert picture.subtitle == "Trade, billion yuan, 2016 to 2025"
        assert [(r["Name"], r["Period"]) for r in picture.rows if r["Period"] == "2025"] == [("Hubei", "2025"), ("Henan", "2025")]
        assert found.plot().svg.startswith("<svg")


def test_a_line_has_a_gap_where_nothing_is_held(hinterland: Hinterland) -> None:
    """Months of several years, of which those between are not held."""
    picture = hinterland.show("hubei", "henan", flow="export", frequency="month").plot().picture
    [dots] = [layer for layer in picture.spec["layer"] if layer["mark"].get("stroke") == ACCENT]
    lines = [layer for layer in picture.spec["layer"] if layer["mark"].get("color") == ACCENT and layer["mark"]["type"] == "line"]
    assert len(dots["data"]["values"]) == sum(r["Name"] == "Hubei" for r in picture.rows)
    assert len(lines) > 0 and sum(len(line["data"]["values"]) for line in lines) < len(dots["data"]["values"])
    assert runs([Dot(at, 1.0, "", False) for at in (0, 1, 3, 4, 5, 9)])[1] == [Dot(at, 1.0, "", False) for at in (3, 4, 5)]


def test_periods_that_are_not_held_keep_their_place_among_bars() -> None:
    points = [Point("CN-AH", "export", f"2025-{m:02}", Decimal(m * 10**9), f"{m}", "CNY", "official") for m in (1, 2, 4, 5)]
    few, most = (
        drawn("Exports", points, "en", "Source."),
        drawn("Exports", [points[0], points[1]._replace(period="2026-12")], "en", "Source."),
    )
    assert few and [row["Name"] for row in few.rows] == [f"{m} 2025" for m in ("January", "February", "March", "April", "May")]
    assert few.rows[2]["Figure"] == "no figure"
    # Of a series that lacks most of its periods there are dots over time, not two bars side by side.
    assert most and most.subtitle == "Exports, billion yuan, January 2025 to December 2026"


def test_a_rate_that_was_computed_has_its_sign(hinterland: Hinterland) -> None:
    rows = hinterland.compare("Jiangsu", "Zhejiang", period="2022-2024", op="growth", flow="total").plot().picture.rows
    assert [r["Figure"] for r in rows if r["Name"] == "Jiangsu"] == ["4.8%†", "−3.6%‡", "7.0%"]


def test_a_brief_draws_the_chart_that_is_named(hinterland: Hinterland) -> None:
    brief = hinterland.brief("henan", "2025")
    assert brief.plot().picture is brief.pictures[0]
    assert brief.plot("ranking").picture.key == "ranking"
    with pytest.raises(InputError, match="this brief has no chart 'pie'; it has growth"):
        brief.plot("pie")


def test_an_outlook_draws_its_fan(hinterland: Hinterland) -> None:
    pytest.importorskip("numpy")
    picture = hinterland.outlook("hubei", horizon=2).plot().picture
    assert picture.key == "fan" and " of simulated futures for 2026, " in picture.title and picture.title.endswith(" for 2027")
    assert hinterland.outlook("hubei", horizon=1).plot().picture.title.endswith(" of simulated futures for 2026")


def test_a_chart_is_saved_by_its_suffix(hinterland: Hinterland, tmp_path: Path) -> None:
    plot = hinterland.ask("top 3 exporters 2024").plot()
    assert plot.save(tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert plot.save(str(tmp_path / "x.svg")).read_text(encoding="utf-8").startswith("<svg")
    with pytest.raises(InputError, match=r"saved as \.svg or \.png"):
        plot.save("x.gif")


def test_what_has_no_figures_has_no_chart(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="nothing to draw of this Report"):
        hinterland.check("Anhui is large.").plot()


def test_months_to_come_are_drawn(hinterland: Hinterland) -> None:
    pytest.importorskip("numpy")
    picture = hinterland.outlook_months("guangdong", 6, flow="export").plot().picture
    assert picture.title.startswith("Guangdong's exports by month") and len(picture.rows) == 6


def test_the_months_of_one_subject_are_a_line_with_gaps(hinterland: Hinterland) -> None:
    found = hinterland.show("hubei", flow="export", frequency="month")
    picture = found.plot().picture
    assert len(picture.rows) == len(found.rows)
    drawn = [layer for layer in picture.spec["layer"] if layer["mark"].get("color") == ACCENT and layer["mark"]["type"] == "line"]
    assert sum(len(line["data"]["values"]) for line in drawn) < len(found.rows)
