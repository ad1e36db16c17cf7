"""Briefs of American states, whose exports alone are published: they lead with exports, in dollars, among the states, against the nation's; in both languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from hinterland.api import Hinterland
from hinterland.brief import Brief
from hinterland.brief.terms import is_part, region_of, terms, whole_of
from hinterland.codes import Language, Period

LANGUAGES: tuple[Language, ...] = ("en", "zh")
OF_CHINA = re.compile(r"yuan|renminbi|provinc|operating[ -]unit|China|人民币|(?<!美)元|省|经营单位|全国|海关总署")
"""Words that a brief of the United States has no use for."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    with Hinterland(tmp_path_factory.mktemp("states") / "warehouse") as h:
        yield h


@pytest.fixture(scope="module")
def brief_of_state(desk: Hinterland) -> Callable[[str, Language], Brief]:
    made: dict[tuple[str, Language], Brief] = {}

    def written(subject: str, language: Language) -> Brief:
        if (subject, language) not in made:
            made[subject, language] = desk.brief(subject, "2017", language=language)
        return made[subject, language]

    return written


def texts(brief: Brief) -> list[str]:
    told = [brief.headline, *brief.standfirst, *(t.text for t in brief.takeaways), *(s for x in brief.sections for s in x.sentences)]
    return [re.sub(r" ?\[\d+\]", "", t) for t in told]


HEADLINES = {
    ("US-TX", "en"): "Texas' exports rise 14.4% to $265 billion in 2017 but stay below their 2014 peak",
    ("US-TX", "zh"): "2017年美国得克萨斯州出口2645亿美元，增长14.4%，仍低于2014年的峰值",
    ("US", "en"): "US exports rise 6.6% to $1.55 trillion in 2017 but stay below their 2014 peak",
    ("US", "zh"): "2017年美国出口1.55万亿美元，增长6.6%，仍低于2014年的峰值",
}


@pytest.mark.parametrize(("subject", "language"), HEADLINES)
def test_it_leads_with_exports_in_dollars(brief_of_state: Callable[[str, Language], Brief], subject: str, language: Language) -> None:
    assert brief_of_state(subject, language).headline == HEADLINES[subject, language]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            "Texas' goods exports rose 14.4% to $265 billion in 2017, after a fall of 7.0% in 2016, but stayed below the peak of $286 billion in 2014, the highest in figures going back to 2007.",
        ),
        ("en", "With 17.1% of the nation's exports, Texas accounted for 34.9% of the nation's export growth."),
        ("en", "Texas ranked first among the states by exports, as in 2016."),
        ("en", "Texas' exports grew 7.8 percentage points faster than the nation's in 2017."),
        (
            "en",
            "second fastest among the ten largest exporting states, behind Louisiana (up 17.9%), and third fastest among the southern states, behind West Virginia and Louisiana.",
        ),
        ("en", "In 2017 West Virginia's exports came to $7.11 billion, up 40.9%"),
        ("en", "This brief has no full-year figures on Texas' imports, products or partners."),
        ("en", "Exports are counted by origin of movement"),
        (
            "zh",
            "2017年，美国得克萨斯州货物出口总值2645亿美元，同比增长14.4%（2016年下降7.0%），规模仍低于2014年的2856亿美元（2007年以来的峰值）。",
        ),
        ("zh", "得克萨斯州占全美出口的17.1%，贡献了全美出口净增量的34.9%。"),
        ("zh", "得克萨斯州出口规模继续居全美首位。"),
        ("zh", "2017年得克萨斯州出口增速比美国高7.8个百分点。"),
        (
            "zh",
            "在规模全美前十的州中，得克萨斯州出口增速居第二位，仅次于路易斯安那州（增长17.9%）；在美国南部各州中增速居第三位，次于西弗吉尼亚州、路易斯安那州。",
        ),
        ("zh", "2017年西弗吉尼亚州出口71.1亿美元，增长40.9%（上年下降）"),
        ("zh", "本文缺少得克萨斯州进口、分商品、分贸易伙伴的全年数据。"),
        ("zh", "出口按货物起运州统计"),
    ],
)
def test_texas_in_2017(brief_of_state: Callable[[str, Language], Brief], language: Language, said: str) -> None:
    assert said in "\n".join(texts(brief_of_state("US-TX", language)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_key_points_are_its_place_its_part_and_its_pace(brief_of_state: Callable[[str, Language], Brief], language: Language) -> None:
    brief = brief_of_state("US-TX", language)
    told = [re.sub(r" ?\[\d+\]", "", t.text) for t in brief.takeaways]
    assert 2 <= len(told) <= 3
    place = {
        "en": "Texas ranked first among the states by exports, as in 2016.",
        "zh": "得克萨斯州出口规模继续居全美首位。",
    }[language]
    assert place in told
    assert brief.takeaways[told.index(place)].advice == "quote"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("subject", ["US-TX", "US"])
def test_it_has_no_word_of_another_country(brief_of_state: Callable[[str, Language], Brief], subject: str, language: Language) -> None:
    brief = brief_of_state(subject, language)
    pictured = [t for p in brief.pictures for t in (p.title, p.subtitle, p.alt, p.source)]
    assert [t for t in (*texts(brief), *pictured) if OF_CHINA.search(t)] == []


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Exports grew in 42 of the 50 states in 2017."),
        ("en", "Two states had exports above 100 billion dollars in 2017: Texas and California."),
        ("en", "Louisiana 9.1% and California 9.0%."),
        ("en", "West Virginia's exports grew fastest among the states, by 40.9%, to $7.11 billion; Idaho's fell most, by 20.8%."),
        ("zh", "2017年，全美50个州中有42个州出口实现增长。"),
        ("zh", "2017年美国有2个州出口超过1000亿美元（得克萨斯州、加利福尼亚州）。"),
    ],
)
def test_the_nations_brief_tells_its_states(brief_of_state: Callable[[str, Language], Brief], language: Language, said: str) -> None:
    assert said in "\n".join(texts(brief_of_state("US", language)))


def test_a_country_without_a_map_has_none(brief_of_state: Callable[[str, Language], Brief]) -> None:
    assert [p.key for p in brief_of_state("US-TX", "en").pictures] == ["growth", "ranking"]
    assert [p.key for p in brief_of_state("US", "zh").pictures] == ["growth", "contributions", "ranking"]


def test_the_flow_led_with_is_the_packs_and_all_trade_where_that_is_held(desk: Hinterland) -> None:
    of_state = terms(desk.indicators, "US-TX", Period.parse("2017"))
    assert (of_state.flow, of_state.currency, of_state.bases["export"]) == ("export", "USD", "destination-origin")
    of_province = terms(desk.indicators, "CN-AH", Period.parse("2025"))
    assert (of_province.flow, of_province.currency, of_province.bases["export"]) == ("total", "CNY", "operating-unit")


def test_wholes_and_parts_of_the_country_are_the_packs() -> None:
    assert (whole_of("US"), whole_of("us-south"), whole_of("US-TX")) == ("us-states", "us-south", None)
    assert (region_of("US-TX"), region_of("CN-AH"), region_of("BR-PR")) == ("us-south", "central", None)


def test_what_is_mined_of_a_state_reads_as_of_one(desk: Hinterland) -> None:
    from hinterland.language import sentence

    mined = desk.mine("US-TX", "2017").mined
    told = {language: [sentence(m.claim, language) for m in mined] for language in LANGUAGES}
    assert "Texas ranked first among the states by exports in 2017." in told["en"]
    assert "Texas contributed 34.9% of the nation's export growth in 2017." in told["en"]
    assert "2017年美国有1个州出口超过2000亿美元（得克萨斯州）。" in told["zh"]
    assert [t for language in LANGUAGES for t in told[language] if OF_CHINA.search(t)] == []


@pytest.mark.parametrize(
    ("subject", "less"), [("US", False), ("us-states", False), ("us-south", True), ("US-TX", True), ("provinces", False)]
)
def test_neither_a_nation_nor_all_its_regions_are_a_part_of_it(subject: str, less: bool) -> None:
    assert is_part(subject) is less
