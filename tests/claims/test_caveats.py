"""Caveats: computed from the evidence alone, the weightiest first."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.claims.desk import claim, desk, load, options

from hinterland.claims import evaluate
from hinterland.claims.caveats import caveats
from hinterland.models import Indicator, Observation, Reliability, Source

BOUND = "a missing level lies within a factor of two"


def source(name: str, reliability: Reliability) -> Source:
    return Source(id=name, title=name, publisher=f"The {name}", reliability=reliability)


SOURCES = {s.id: s for s in (source("office", "official"), source("paper", "news"), source("blog", "secondary"))}


def observation(of: str, reliability: Reliability, note: str | None = None, name: str = "") -> Observation:
    return Observation(
        id=name or f"{of}-{reliability}", indicator=Indicator(), region="CN-AH", period="2025", value=Decimal(1), unit="CNY", source=of,
        reliability=reliability, note=note,
    )  # fmt: skip


def told(*observations: Observation, own: bool = True, support: int = 1, held: int = 1, asked: int = 1) -> list[str]:
    ids = [o.id for o in observations]
    return caveats(observations, SOURCES, dict.fromkeys(ids, support), own=ids if own else [], held=held, asked=asked, bound=BOUND)


def test_an_official_figure_has_none() -> None:
    assert told(observation("office", "official")) == []


@pytest.mark.parametrize(
    ("of", "reliability", "support", "says"),
    [
        ("paper", "news", 1, ["stands on one article or report only (The paper)"]),
        ("paper", "news", 2, []),
        ("blog", "secondary", 1, ["stands on one article or report only (The blog)"]),
        ("blog", "secondary", 2, ["a second-hand figure (The blog)"]),
    ],
)
def test_a_figure_of_one_article_says_so(of: str, reliability: Any, support: int, says: list[str]) -> None:
    assert told(observation(of, reliability), support=support) == says


def test_a_derived_figure_says_how() -> None:
    assert told(observation("office", "derived", "yuan from dollars")) == ["derived, not published as such: yuan from dollars"]


def test_a_note_on_the_figure_is_passed_on() -> None:
    assert told(observation("office", "official", "preliminary")) == ["preliminary"]


def test_what_the_claim_does_not_rest_on_itself_is_left_out() -> None:
    assert told(observation("blog", "secondary", "odd"), own=False) == []


def test_missing_members_are_counted_with_their_bound() -> None:
    assert told(observation("office", "official"), held=29, asked=31) == [f"2 of 31 members are not held; {BOUND}"]
    assert told(observation("office", "official"), held=0, asked=1) == []


def test_the_weightiest_comes_first() -> None:
    found = told(
        observation("blog", "secondary", "rounded"), observation("office", "derived", "from dollars"), support=1, held=5, asked=6
    )  # fmt: skip
    assert [c.split(" ")[0] for c in found] == ["stands", "derived,", "1", "rounded"]


def test_a_second_source_that_agrees_takes_the_caveat_away_and_one_that_does_not_leaves_it(tmp_path: Path) -> None:
    with desk(tmp_path, ["level,total,CN-AH,2025,1013.6,CNY_1B"], options("paper", "news")) as h:
        said = claim()
        [alone] = evaluate(h.indicators, [said])
        assert alone.evidence.caveats == ["stands on one article or report only (The paper)"]
        load(h, tmp_path, ["level,total,CN-AH,2025,1020.9,CNY_1B"], options("blog", "secondary"), "other.csv")
        [still] = evaluate(h.indicators, [said])
        assert still.evidence.caveats == alone.evidence.caveats
        load(h, tmp_path, ["level,total,CN-AH,2025,1014,CNY_1B"], options("agency", "news", "2026-01-10"), "third.csv")
        [supported] = evaluate(h.indicators, [said])
        assert supported.evidence.caveats == []
