"""How exposed a place is stands in the detail of its brief: claims with marks, measures in the brief's `exposure`, both languages alike, and nothing where nothing is held."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, compose, research
from hinterland.brief.output import to_html
from hinterland.codes import Language

pytestmark = pytest.mark.long

MARK = re.compile(r"\[(\d+)\]")


@pytest.fixture(scope="module")
def briefs(hinterland: Hinterland) -> dict[tuple[str, Language], Brief]:
    found = {s: research(hinterland.indicators, s, "2025") for s in ("CN-AH", "CN-HA", "CN-XJ", "CN-XZ", "CN")}
    languages: tuple[Language, ...] = ("en", "zh")
    return {(s, language): compose(f, language) for s, f in found.items() for language in languages}


def text(brief: Brief) -> str:
    return " ".join(s for section in brief.sections if section.key == "exposure" for s in section.sentences)


def test_it_is_detail_and_stands_behind_the_story(briefs: dict[tuple[str, Language], Brief]) -> None:
    for subject in ("CN-AH", "CN-HA", "CN"):
        keys = [s.key for s in briefs[subject, "en"].sections]
        assert keys.index("exposure") > keys.index("watch")
        assert next(s for s in briefs[subject, "en"].sections if s.key == "exposure").detail


def test_every_share_told_is_a_claim_with_evidence(briefs: dict[tuple[str, Language], Brief]) -> None:
    anhui = briefs["CN-AH", "en"]
    section = next(s for s in anhui.sections if s.key == "exposure")
    parts = next(s for s in section.sentences if "RCEP" in s)
    claims = [anhui.evidence[int(m) - 1] for m in MARK.findall(parts)]
    assert {c.indicator.op for c in claims} == {"share"} and {c.period for c in claims} == {"2024"}
    assert all(c.evidence and c.evidence.observations and c.evidence.sources for c in claims)
    assert [c.indicator.partner for c in claims] == [p["code"] for p in anhui.exposure["concentration"][0]["parts"]]


def test_volume_and_advanced_products_are_told(briefs: dict[tuple[str, Language], Brief]) -> None:
    anhui = MARK.sub("", text(briefs["CN-AH", "en"]))
    assert "rose 34.5%  in value and rose 30.8%  in quantity." in anhui
    assert "Exports of high-tech products made up 23.4%  of Anhui's exports in 2025, against 23.6%  in 2024." in anhui


def test_growth_and_quantity_are_claims_of_their_own(briefs: dict[tuple[str, Language], Brief]) -> None:
    told_ = [(c.indicator.op, c.indicator.product, c.indicator.measure) for c in briefs["CN-AH", "en"].evidence]
    assert ("contribution", "new-three", "value") in told_
    assert ("growth", "motor-vehicles", "quantity") in told_


def test_where_little_is_held_nothing_is_said(hinterland: Hinterland, briefs: dict[tuple[str, Language], Brief]) -> None:
    tibet = text(briefs["CN-XZ", "en"])
    assert "made up" not in tibet
    assert "did best in 2023" in tibet  # A rate published for that year.
    sichuan = text(compose(research(hinterland.indicators, "CN-SC", "2025"), "en"))
    assert "did best in" not in sichuan  # Its best and its worst year rest on levels of two releases.


def test_both_languages_tell_the_same(briefs: dict[tuple[str, Language], Brief]) -> None:
    for subject in ("CN-AH", "CN-HA", "CN-XJ", "CN-XZ", "CN"):
        english, chinese = briefs[subject, "en"], briefs[subject, "zh"]
        assert english.exposure == chinese.exposure
        marks = [[b.evidence[int(m) - 1].id for m in MARK.findall(text(b))] for b in (english, chinese)]
        assert sorted(marks[0]) == sorted(marks[1])


def test_a_share_that_is_the_same_in_both_years_is_no_news(hinterland: Hinterland) -> None:
    assert "against" not in text(hinterland.brief("CN-GD", "2023"))


@pytest.mark.parametrize(("subject", "period"), [("central", "2025"), ("CN-AH", "2025-07"), ("CN-AH", "2025-01/2025-07")])
def test_groups_and_parts_of_years_have_none(hinterland: Hinterland, subject: str, period: str) -> None:
    brief = hinterland.brief(subject, period)
    assert brief.exposure is None
    assert text(brief) == ""


def test_an_earlier_year_is_told_without_what_came_after(hinterland: Hinterland) -> None:
    brief = hinterland.brief("CN-AH", "2023")
    assert "did best in 2021" in text(brief)
    assert not re.search(r"202[45]", text(brief))
    assert brief.exposure is not None and brief.exposure["period"] == "2023"


def test_it_is_saved_and_shown_with_the_brief(briefs: dict[tuple[str, Language], Brief], tmp_path: Path) -> None:
    anhui = briefs["CN-AH", "zh"]
    anhui.save(tmp_path / "anhui.json")
    assert json.loads((tmp_path / "anhui.json").read_text(encoding="utf-8"))["exposure"]["subject"] == "CN-AH"
    assert "依赖与韧性" in to_html(anhui)
