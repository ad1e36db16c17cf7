"""How exposed a place is stands in its brief: claims with marks, measures in the brief's `exposure`, both languages alike, and nothing where nothing is held."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.brief import Brief, compose, research
from hinterland.brief.exposure import told
from hinterland.brief.output.html import to_html
from hinterland.brief.tell_exposure import compared
from hinterland.codes import Language
from hinterland.interval import Interval
from hinterland.outlook.swings import Swings

pytestmark = pytest.mark.long

MARK = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def briefs(hinterland: Hinterland) -> dict[tuple[str, Language], Brief]:
    found = {s: research(hinterland.indicators, s, "2025") for s in ("CN-AH", "CN-HA", "CN-XJ", "CN-XZ", "CN")}
    languages: tuple[Language, ...] = ("en", "zh")
    return {(s, language): compose(f, language) for s, f in found.items() for language in languages}


def text(brief: Brief) -> str:
    return " ".join(s for section in brief.sections if section.key == "exposure" for s in section.sentences)


def test_it_stands_right_before_what_to_watch(briefs: dict[tuple[str, Language], Brief]) -> None:
    for subject in ("CN-AH", "CN-HA", "CN"):
        keys = [s.key for s in briefs[subject, "en"].sections]
        assert keys.index("exposure") + 1 == keys.index("watch")


def test_every_share_told_is_a_claim_with_evidence(briefs: dict[tuple[str, Language], Brief]) -> None:
    anhui = briefs["CN-AH", "en"]
    section = next(s for s in anhui.sections if s.key == "exposure")
    parts = next(s for s in section.sentences if "RCEP" in s)
    claims = [anhui.evidence[int(m) - 1] for m in MARK.findall(parts)]
    assert {c.indicator.op for c in claims} == {"share"} and {c.period for c in claims} == {"2024"}
    assert all(c.evidence and c.evidence.observations and c.evidence.sources for c in claims)
    assert [c.indicator.partner for c in claims] == [p["code"] for p in anhui.exposure["concentration"][0]["parts"]]


def test_measures_carry_no_mark_and_stand_in_the_json(briefs: dict[tuple[str, Language], Brief]) -> None:
    anhui = briefs["CN-AH", "en"]
    measures = [s for section in anhui.sections for s in section.sentences if "Herfindahl" in s or "standard deviation" in s]
    assert len(measures) == 2 and not any(MARK.search(s) for s in measures)
    index = anhui.exposure["concentration"][0]["index"]
    assert f"between {index['low']:.3f} and {index['high']:.3f}" in measures[0]


def test_one_product_growth_volume_and_advanced_products_are_told(briefs: dict[tuple[str, Language], Brief]) -> None:
    anhui = MARK.sub("", text(briefs["CN-AH", "en"]))
    assert "One product, electric vehicles, made up 8.9% " in anhui
    assert "Exports of the new three gave 51%  of the growth of Anhui's exports in 2025." in anhui
    assert "rose 34.5%  in value and rose 30.8%  in quantity: value per unit rose 2.8%." in anhui
    assert "Exports of high-tech products made up 23.4%  of Anhui's exports in 2025, against 23.6%  in 2024." in anhui


def test_growth_and_quantity_are_claims_of_their_own(briefs: dict[tuple[str, Language], Brief]) -> None:
    told_ = [(c.indicator.op, c.indicator.product, c.indicator.measure) for c in briefs["CN-AH", "en"].evidence]
    assert ("contribution", "new-three", "value") in told_
    assert ("growth", "motor-vehicles", "quantity") in told_


def test_the_same_product_is_not_named_twice(briefs: dict[tuple[str, Language], Brief]) -> None:
    assert text(briefs["CN-HA", "en"]).count("machinery and electronics") == 1
    assert "They gave 82%" in text(briefs["CN-HA", "en"])


def test_where_little_is_held_only_the_swings_are_told(briefs: dict[tuple[str, Language], Brief]) -> None:
    tibet = text(briefs["CN-XZ", "en"])
    assert "Herfindahl" not in tibet and "made up" not in tibet
    assert "swung more than in every comparable province" in tibet
    assert "held to 2024" in tibet


def test_a_rate_known_too_badly_leaves_the_measure_to_name_the_place(briefs: dict[tuple[str, Language], Brief]) -> None:
    assert "The standard deviation of Xinjiang's yearly trade growth was 21 percentage points" in text(briefs["CN-XJ", "en"])
    assert "新疆进出口年度增速的标准差为21个百分点" in text(briefs["CN-XJ", "zh"])


def test_both_languages_tell_the_same(briefs: dict[tuple[str, Language], Brief]) -> None:
    for subject in ("CN-AH", "CN-HA", "CN-XJ", "CN-XZ", "CN"):
        english, chinese = briefs[subject, "en"], briefs[subject, "zh"]
        assert english.exposure == chinese.exposure
        marks = [[b.evidence[int(m) - 1].id for m in MARK.findall(text(b))] for b in (english, chinese)]
        assert sorted(marks[0]) == sorted(marks[1])


def test_an_index_that_says_nothing_is_not_told(hinterland: Hinterland, briefs: dict[tuple[str, Language], Brief]) -> None:
    found = research(hinterland.indicators, "CN-HA", "2025").exposed
    assert found is not None and found.concentration and told(found) == []
    assert "Herfindahl" not in text(briefs["CN-HA", "en"])


def test_a_share_that_is_the_same_in_both_years_is_no_news(hinterland: Hinterland) -> None:
    assert "against" not in text(hinterland.brief("CN-GD", "2023"))


@pytest.mark.parametrize(("subject", "period"), [("central", "2025"), ("CN-AH", "2025-07"), ("CN-AH", "2025-01/2025-07")])
def test_groups_and_parts_of_years_have_none(hinterland: Hinterland, subject: str, period: str) -> None:
    brief = hinterland.brief(subject, period)
    assert brief.exposure is None
    assert text(brief) == ""


def test_an_earlier_year_is_told_without_what_came_after(hinterland: Hinterland) -> None:
    brief = hinterland.brief("CN-AH", "2023")
    assert "held to 2023" in text(brief)
    assert not re.search(r"202[45]", text(brief))
    assert brief.exposure is not None and brief.exposure["period"] == "2023"


def test_it_is_saved_and_shown_with_the_brief(briefs: dict[tuple[str, Language], Brief], tmp_path: Path) -> None:
    anhui = briefs["CN-AH", "zh"]
    anhui.save(tmp_path / "anhui.json")
    assert json.loads((tmp_path / "anhui.json").read_text(encoding="utf-8"))["exposure"]["subject"] == "CN-AH"
    assert "依赖与韧性" in to_html(anhui)


# -- words for a place among others

REGIONS = [r for r in codes.members("provinces") if r != "CN-AH"]


def swings(own: int, others: Sequence[int]) -> Swings:
    ends = {r: Interval.exact(Decimal(x)) for r, x in zip(REGIONS, others, strict=False)}
    return Swings("CN-AH", ("2023", "2024", "2025"), Interval.exact(Decimal(own)), ends)


@pytest.mark.parametrize(
    ("own", "others", "said"),
    [
        (9, [1, 2, 3, 4, 5, 6, 7, 8], "swung more than in every comparable province"),
        (7, [1, 2, 3, 4, 5, 6, 8, 9], "swung more than anywhere but in "),
        (6, [1, 2, 3, 4, 5, 7, 8, 9, 10], "swung more than in most provinces"),
        (1, [2, 3, 4, 5, 6, 7, 8, 9], "steadier than in every comparable province"),
        (3, [1, 2, 4, 5, 6, 7, 8, 9], "steadier than anywhere but in"),
        (5, [1, 2, 3, 4, 6, 7, 8, 9, 10], "steadier than in most provinces"),
        (5, [1, 2, 3, 4, 6, 7, 8, 9], ""),
    ],
)
def test_a_place_among_others_in_words(own: int, others: list[int], said: str) -> None:
    found = compared(swings(own, others), "en")
    assert said in found and bool(said) == bool(found)
    assert bool(compared(swings(own, others), "zh")) == bool(said)
