"""The outlook of a brief is told where its year is the last one held, from the simulation that stands in the brief, and in words that the checker leaves alone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, compose, research
from hinterland.check.document import from_text
from hinterland.codes import Period

pytest.importorskip("numpy")

from hinterland.brief.outlook import begin, look_ahead
from hinterland.outlook import record


@pytest.fixture(scope="module")
def henan(brief_of: Callable[..., Brief]) -> Brief:
    return brief_of("CN-HA")


def told(brief: Brief) -> Iterator[str]:
    return (s for section in brief.sections if section.key == "outlook" for s in section.sentences)


def test_henan_is_told_its_chance_of_a_trillion_by_year(henan: Brief) -> None:
    years = {y["year"]: y["probability"] for y in henan.outlook[0]["years"]}
    text = " ".join(told(henan))
    assert henan.outlook[0]["threshold"] == 10**12
    assert f"above 1 trillion yuan in {round(100 * years[2026])}% of cases for 2026" in text
    assert "no policy, no tariff" in text


def test_who_has_passed_a_mark_is_told_whether_it_stays(brief_of: Callable[..., Brief]) -> None:
    anhui = brief_of("CN-AH")
    assert [o["threshold"] for o in anhui.outlook] == [10**12]
    assert "Simulated futures keep Anhui's trade above 1 trillion yuan in every year to 2028 in " in " ".join(told(anhui))
    assert anhui.outlook[0]["stays"][-1]["probability"] > 0.9


def test_the_section_stands_before_what_is_not_known(henan: Brief) -> None:
    keys = [s.key for s in henan.sections]
    assert keys.index("watch") < keys.index("outlook") < keys.index("unknown")
    unknown = next(s for s in henan.sections if s.key == "unknown")
    assert unknown.sentences[-1] == "These figures can't say why trade rose or fell."


def test_without_a_record_nothing_is_said_of_one(hinterland: Hinterland, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "is_measured", lambda home: False)
    found = research(hinterland.indicators, "CN-GZ", "2025")
    english, chinese = (" ".join(told(compose(found, language))) for language in ("en", "zh"))
    assert "at the median" in english and "no policy" in english and "Tried on the years held" not in english
    assert "中位数" in chinese and "历年数据检验" not in chinese


@pytest.mark.parametrize("period", ["2024", "2025-07", "2025-01/2025-11"])
def test_a_brief_of_another_period_has_none(hinterland: Hinterland, period: str) -> None:
    brief = hinterland.brief("henan", period)
    assert brief.outlook == []
    assert list(told(brief)) == []


def test_both_languages_tell_the_same_simulation(hinterland: Hinterland) -> None:
    found = research(hinterland.indicators, "CN-HB", "2025")
    english, chinese = compose(found, "en"), compose(found, "zh")
    assert english.outlook == chinese.outlook
    chance = f"{round(100 * english.outlook[0]['years'][0]['probability'])}%"
    assert chance in " ".join(told(english))
    assert chance in "".join(told(chinese))


def test_the_checker_leaves_simulated_figures_alone(hinterland: Hinterland, brief_of: Callable[..., Brief]) -> None:
    for language in ("en", "zh"):
        text = "\n\n".join(told(brief_of("CN-HA", "2025", language)))
        [report] = hinterland.check_all([from_text("outlook.md", text, markdown=True)])
        # The nation's growth that the first year is read from is no simulated figure.
        assert [c.text for c in report.claims if c.unit in ("CNY", "percent")] == ["17.6%"]
        assert [f for f in report.findings if f.severity != "info"] == []


def test_a_figure_beside_a_simulation_is_still_checked(hinterland: Hinterland) -> None:
    text = "A simulation puts Henan above 1 trillion yuan in 81% of futures. Henan's trade came to 995.67 billion yuan in 2025."
    [report] = hinterland.check_all([from_text("mixed.md", text, markdown=True)])
    assert [f.code for f in report.findings if f.severity != "info"] == ["HL201"]


def test_the_picture_shows_the_chance_of_every_year(henan: Brief) -> None:
    picture = next(p for s in henan.sections if s.key == "outlook" for p in s.pictures)
    ahead = picture.rows[-3:]
    assert [r["Year"] for r in ahead] == ["2026", "2027", "2028"]
    assert [r["Chance of reaching the threshold"] for r in ahead] == [
        f"{round(100 * y['probability'])}%" for y in henan.outlook[0]["years"]
    ]
    assert picture.marks == []


def test_it_is_saved_with_the_brief(henan: Brief, tmp_path: Path) -> None:
    henan.save(tmp_path / "henan.json")
    held = json.loads((tmp_path / "henan.json").read_text(encoding="utf-8"))
    assert held["outlook"][0]["schema"] == "hinterland.outlook/1"
    henan.save(tmp_path / "henan.md")
    assert "What may come next" in (tmp_path / "henan.md").read_text(encoding="utf-8")


def test_one_simulation_serves_many_subjects(hinterland: Hinterland) -> None:
    begun = begin(hinterland.indicators, Period.of_year(2025))
    assert begun is not None and begin(hinterland.indicators, Period.of_year(2025)) is begun
    for subject in ("CN-HA", "CN-XZ", "central", "CN"):
        assert look_ahead(hinterland.indicators, subject, begun(), Decimal(10**12))


def test_no_futures_are_simulated_after_an_earlier_year(hinterland: Hinterland) -> None:
    assert begin(hinterland.indicators, Period.of_year(2024)) is None


def test_where_too_little_is_held_a_brief_has_no_outlook(tmp_path: Path) -> None:
    table = tmp_path / "own.csv"
    table.write_text(
        "region,period,flow,op,value,unit\n" + "".join(f"CN-AH,{y},total,level,{y - 1000},CNY-100m\n" for y in range(2021, 2026))
    )
    with Hinterland(tmp_path / "warehouse", embedded=False) as h:
        h.load(table, source="own", publisher="The desk", released="2026-01-20")
        brief = h.brief("CN-AH", "2025")
    assert brief.outlook == [] and "2025" in brief.headline
