"""The inland shift in the nation's brief: shares that claims can answer carry a mark, measures don't, and both stand on what is held."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief, compose, research
from hinterland.codes import Language

MARK = re.compile(r"\[(\d+)\]")
LANGUAGES: tuple[Language, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def nation(hinterland: Hinterland) -> dict[Language, Brief]:
    found = research(hinterland.indicators, "CN", "2025")
    return {language: compose(found, language) for language in LANGUAGES}


def sentences(brief: Brief) -> list[str]:
    return [s for section in brief.sections if section.key == "shift" for s in section.sentences]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_held_in_full_is_told_as_claims(nation: dict[Language, Brief], language: Language) -> None:
    brief = nation[language]
    told = next(s for s in sentences(brief) if s.startswith("Central") or "中部" in s)
    claims = [brief.evidence[int(m) - 1] for m in MARK.findall(told)]
    assert [(c.kind, c.subject, c.indicator.op, c.period) for c in claims] == [
        ("value", "central", "share", "2025"),
        ("value", "central", "share", "2016"),
    ]
    assert all(c.verdict == "supported" and c.evidence and c.evidence.observations for c in claims)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_group_with_a_province_missing_stays_a_measure(nation: dict[Language, Brief], language: Language) -> None:
    told = next(s for s in sentences(nation[language]) if s.startswith("Inland") or "内陆地区" in s)
    assert not MARK.search(told)
    assert "the provinces' trade" in told or "各省合计" in told
    shares = nation[language].shift["changes"]["inland"]
    assert shares["now"]["missing"]


def test_centre_and_index_carry_no_mark(nation: dict[Language, Brief]) -> None:
    told = [s for s in sentences(nation["en"]) if "km" in s or "Theil" in s]
    assert len(told) == 2 and not any(MARK.search(s) for s in told)


def test_a_province_has_none(brief_of: Callable[..., Brief]) -> None:
    brief = brief_of("CN-HA")
    assert brief.shift is None and sentences(brief) == []
