"""Every picture says what it shows in a sentence, carries its data and its sources, and leads to evidence; none is drawn of too little."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from hinterland.api import Hinterland
from hinterland.brief.pictures import PICTURES, pictures
from hinterland.brief.pictures.words import publisher
from hinterland.codes import Language, Period

from .conftest import BRIEFS, Make

LANGUAGES: tuple[Language, ...] = ("en", "zh")
EVERY = [(s, p, language) for s, p in BRIEFS for language in LANGUAGES]


def keys(found: Any) -> set[str]:
    """All keys anywhere in a specification."""
    if isinstance(found, dict):
        return set(found) | {k for v in found.values() for k in keys(v)}
    return {k for v in found for k in keys(v)} if isinstance(found, list) else set()


@pytest.mark.parametrize(
    ("subject", "period", "expected"),
    [
        ("CN-AH", "2025", ["growth", "ranking", "map", "contributions", "products", "partners", "months"]),
        ("CN", "2025", ["growth", "ranking", "map", "contributions", "months"]),
        ("central", "2025", ["growth", "ranking", "map", "contributions", "months"]),
        ("CN-XZ", "2025", ["growth", "months"]),
        ("CN-AH", "2025-07", ["ranking", "months"]),  # The totals to date contradict most rates of single months.
        ("CN-AH", "2020/2025", []),
    ],
)
def test_what_is_held_is_drawn_and_nothing_else(make: Make, subject: str, period: str, expected: list[str]) -> None:
    assert list(make(subject, period).pictures) == expected
    assert list(make(subject, period, "zh").pictures) == expected
    assert set(expected) <= set(PICTURES)


@pytest.mark.parametrize(("subject", "period", "language"), EVERY)
def test_a_title_is_a_claim_and_not_a_label(make: Make, subject: str, period: str, language: Language) -> None:
    verbs = {
        "en": r"\b(rose|fell|came|became|ranked|had|grew|was|added|took|gave|lifted|weighed)\b",
        "zh": "增长|下降|成为|居|超过|拉动|拖累|为|出口",
    }
    for p in make(subject, period, language).pictures.values():
        assert re.search(verbs[language], p.title), p.title
        assert not p.title.endswith((".", "。"))
        assert re.search(r"\d", p.title + p.subtitle)


@pytest.mark.parametrize(("subject", "period", "language"), EVERY)
def test_a_picture_carries_all_that_its_reader_needs(make: Make, subject: str, period: str, language: Language) -> None:
    for p in make(subject, period, language).pictures.values():
        drawn = json.dumps(p.spec, ensure_ascii=False)
        assert p.alt.endswith("." if language == "en" else "。")
        assert p.rows and all(r.keys() == p.rows[0].keys() for r in p.rows)
        assert "".join(p.spec["title"]["text"]).replace(" ", "") == p.title.replace(" ", "")
        assert p.subtitle.split(" ")[0] in drawn
        assert p.source.split()[1 if language == "en" else 0][:4] in drawn
        assert "width" not in p.spec
        assert "url" not in keys(p.spec)
        assert drawn.count("://") == 1, "no address but that of the schema"


@pytest.mark.parametrize(("subject", "period", "language"), EVERY)
def test_marks_lead_to_claims_of_the_brief(make: Make, subject: str, period: str, language: Language) -> None:
    made = make(subject, period, language)
    known = {e.claim.id for e in made.told.values()}
    assert {e.claim.id for e in made.marked} <= known
    for p in made.pictures.values():
        assert all(1 <= m <= len(made.marked) for m in p.marks)
    led = [m for p in made.pictures.values() for m in p.marks]
    assert set(led) == set(range(1, len(made.marked) + 1))


def test_titles_say_what_the_claims_say(make: Make) -> None:
    english, chinese = make("CN-AH", "2025").pictures, make("CN-AH", "2025", "zh").pictures
    assert {k: p.title for k, p in english.items() if k != "contributions"} == {
        "growth": "Anhui became the first of the six central provinces with trade above 1 trillion yuan in 2025, in figures going back to 2016",
        "ranking": "Anhui ranked ninth nationwide by trade in 2025",
        "map": "Anhui's trade rose 17.3% in 2025; China's trade rose 3.8%",
        "products": "Anhui's exports of the new three rose 107.8% to 101.83 billion yuan in 2025",
        "partners": "Anhui's trade with ASEAN rose 38.3% to 141.5 billion yuan in 2025",
        "months": "Anhui's trade rose 17.3% to 1.0136 trillion yuan in 2025",
    }
    assert chinese["growth"].title == "2025年安徽成为中部六省中首个进出口突破1万亿元的省份（2016年以来）"
    assert chinese["products"].title == "2025年安徽“新三样”出口1018.3亿元，同比增长107.8%"


def test_what_is_not_official_is_told_apart(make: Make) -> None:
    growth = make("CN-AH", "2025").pictures["growth"]
    levels = {r["Year"]: r["Trade, billion yuan"] for r in growth.rows}
    assert levels["2025"] == "1,014"
    assert levels["2020"].endswith("†")
    assert levels["2019"].endswith("‡")
    assert "† news or copies of releases" in growth.source
    assert "‡ computed" in growth.source
    bars = next(layer for layer in growth.spec["layer"] if layer["mark"] == {"type": "bar", "strokeWidth": 1.4})["data"]["values"]
    assert {b["name"] for b in bars if b["fill"] == "white"} == {y for y, said in levels.items() if said[-1] in "†‡"}


def test_what_is_missing_is_named_and_has_no_colour(make: Make) -> None:
    for shape in ("map", "tiles"):
        map_ = make("CN-AH", "2025", "en", shape).pictures["map"]
        drawn = json.dumps(map_.spec)
        assert "No figures for Tibet." in drawn and "No sure rate for Heilongjiang." in drawn
        assert len(map_.rows) == 29
        [broken] = [layer for layer in map_.spec["layer"] if layer["mark"].get("strokeDash") == [3, 3]]
        assert broken["mark"]["fill"] == "white"
        assert len(broken["data"]["values"]) == 2
    assert "No figures for Tibet." in json.dumps(make("CN", "2025").pictures["ranking"].spec)


def test_a_bar_is_as_long_as_its_figure(make: Make) -> None:
    ranking = make("CN", "2025").pictures["ranking"]
    for row in ranking.spec["layer"][0]["data"]["values"]:
        said = float(re.sub(r"[^\d.]", "", row["said"]))
        assert row["size"] == pytest.approx(said, abs=0.5)
    assert [r["Province"] for r in ranking.rows[:2]] == ["Guangdong", "Jiangsu"]


def test_contributions_of_exports_and_imports_make_up_the_growth(make: Make) -> None:
    for row in make("CN-AH", "2025").pictures["contributions"].rows:
        exports, imports, growth = (float(row[k].replace("−", "-").rstrip("†‡")) for k in ("Exports", "Imports", "Growth, %"))
        assert exports + imports == pytest.approx(growth, abs=1.0), row


def test_contributions_of_members_make_up_the_growth_of_the_whole(make: Make) -> None:
    central = make("central", "2025").pictures["contributions"]
    total = sum(float(r["Percentage points"].replace("−", "-")) for r in central.rows)
    assert total == pytest.approx(9.6, abs=0.5)


def test_chinese_pictures_are_chinese_throughout(make: Make) -> None:
    for subject, period in BRIEFS:
        for p in make(subject, period, "zh").pictures.values():
            texts = [p.title, p.subtitle, p.alt, *p.rows[0].keys()]
            assert all(not re.search("[a-zA-Z]{2}", t) for t in texts), texts


def test_every_publisher_has_a_name_in_both_languages(hinterland: Hinterland) -> None:
    for source in hinterland.indicators.sources(r[0] for r in hinterland.sql("SELECT id FROM sources").fetchall()):
        assert not re.search("[一-鿿]", publisher(source.publisher, "en")), source.publisher
        assert len(publisher(source.publisher, "zh")) < 40


@pytest.mark.parametrize("subject", ["440300", "yangtze-delta", "CN-HI"])
def test_any_subject_is_drawn_or_left_out_without_an_error(make: Make, subject: str) -> None:
    for period in ("2025", "2024", "2025-Q1"):
        assert isinstance(make(subject, period).pictures, dict)


def test_without_claims_the_figures_still_make_a_title(hinterland: Hinterland) -> None:
    drawn = pictures(hinterland.indicators, "CN-AH", Period.parse("2025"), "en", {}, lambda e: 1)
    assert drawn["growth"].title == "Anhui's trade rose 17.3% to 1.0136 trillion yuan in 2025"
    assert drawn["ranking"].title == "Anhui ranked ninth of the 30 provincial-level regions with figures by trade in 2025"
    assert all(p.marks == [] for p in drawn.values())
