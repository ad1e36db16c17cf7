"""Whose market a place is, whose a title is, and what pronouns stand for."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import by_words

from hinterland.reading import read_claims

TODAY = date(2026, 3, 1)
read = by_words(TODAY)


def rank(text: str) -> tuple[str | None, str | None, str | None]:
    """Subject, flow and partner of the only rank of a text."""
    (found,) = (c for c in read_claims(text, TODAY) if c.kind == "rank")
    return found.subject, found.indicator.flow, found.indicator.partner


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canada remained the largest export market for Ohio in 2025.", ("US-OH", "export", "CAN")),
        ("Japan is the largest source of imports for Vietnam.", ("VN", "import", "JPN")),
        ("Poland was Saxony's second most important customer in 2025.", ("DE-SN", "export", "POL")),
        ("Germany's biggest customer in 2025 was France.", ("DE", "export", "FRA")),
        ("South Korea overtook Japan as Vietnam's second-largest import source in 2025.", ("VN", "import", "KOR")),
        ("2025年，加拿大是墨西哥最大的出口市场。", ("MX", "export", "CAN")),
        ("2025年，韩国成为越南第二大进口来源国。", ("VN", "import", "KOR")),
        ("2025年，日本是浙江机电产品的第四大出口市场。", ("CN-ZJ", "export", "JPN")),
        ("2025年，浙江的最大出口市场是美国。", ("CN-ZJ", "export", "USA")),
        ("Sales to Vietnam, Guangxi's largest trading partner, were brisk in 2025.", ("CN-GX", "total", "VNM")),
    ],
)
def test_a_rank_among_partners_has_owner_flow_and_partner(text: str, expected: tuple[str, str, str]) -> None:
    assert rank(text) == expected


def test_a_pronoun_leaves_the_owner_and_gives_the_partner() -> None:
    found = list(read_claims("In 2025, ASEAN was the largest trading partner of Guangxi, and Vietnam its largest export market.", TODAY))
    assert [(c.indicator.flow, c.indicator.partner) for c in found] == [("total", "ASEAN"), ("export", "VNM")]


def test_the_document_is_of_the_owner_of_the_market() -> None:
    text = "Poland becomes most important trade partner of Saxony\n\nImports rose 3.0% to 36.6 billion euros in 2025, especially due to raw materials."
    assert {c.subject for c in read_claims(text, TODAY)} == {"DE-SN"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Suzhou stayed Jiangsu's largest trading city with imports and exports of 2.71 trillion yuan in 2025.", "320500"),
        ("Texas remained the nation's largest exporter in 2025 with exports of $444 billion.", "US-TX"),
        ("In 2025, Shenzhen overtook Shanghai as China's top trading city, with imports and exports of 3.87 trillion yuan.", "440300"),
        ("Hefei city in east China's Anhui Province lifted its exports by 25.3 percent in 2025.", "340100"),
        ("The city of Hefei in Anhui Province exported goods worth 200 billion yuan in 2025.", "340100"),
    ],
)
def test_figures_behind_a_title_are_its_holders(text: str, subject: str) -> None:
    assert {c.subject for c in read_claims(text, TODAY) if c.kind in ("value", "rank")} == {subject}


@pytest.mark.parametrize("name", ["Xishang", "Frobtown", "Wessex Bay"])
def test_no_whole_takes_the_figures_of_a_name_that_no_table_knows(name: str) -> None:
    for text in (
        f"{name} stayed Jiangsu's largest trading city with imports and exports of 2.71 trillion yuan in 2025.",
        f"{name} in east China's Anhui Province lifted its exports by 25.3 percent in 2025.",
    ):
        assert {c.subject for c in read_claims(text, TODAY)} & {"CN-JS", "CN-AH", "CN"} == set()


@pytest.mark.parametrize(
    ("text", "words", "slot", "value"),
    [
        ("In 2025, trade of Weihai rose 2 percent. South Korea and Japan are its main partners. Exports to them rose 5 percent.", "5 percent", "partner", "KOR+JPN"),
        ("In 2025, Ohio and Mexico traded little. Canada was its main market. Goods sold there rose 5 percent.", "5 percent", "partner", "CAN"),
        ("In 2025, Foshan imported machinery and electronics worth 300 billion yuan. Imports of such goods rose 5 percent.", "5 percent", "product", "mechanical-electrical"),
        ("In 2025, Foshan's exports of frobs rose 9 percent. Imports of such goods fell 2 percent.", "2 percent", "product", "?frobs"),
        ("2025年，佛山出口陶瓷50亿元。该类产品对美国出口增长5%。", "5%", "product", "ceramics"),
        ("In 2025, Weihai's processing trade rose 7 percent.\n\nPrivate enterprises remain its mainstay. Their exports edged up 1.7 percent.", "1.7 percent", "regime", "enterprise:private"),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_what_was_named_before(text: str, words: str, slot: str, value: str) -> None:
    assert getattr(read(text)[words].indicator, slot) == value


@pytest.mark.parametrize("noun", ["businesses", "firms", "operators", "exporters"])
@pytest.mark.parametrize(
    ("kind", "code"), [("Privately-owned", "private"), ("Overseas-funded", "foreign-invested"), ("State-run", "state-owned")]
)
def test_firms_of_a_kind_are_named_by_any_noun(kind: str, noun: str, code: str) -> None:
    found = read(f"In 2025, Jiangsu's exports rose 2.4 percent. {kind} {noun} saw foreign trade grow 10.6 percent.")
    assert found["10.6 percent"].indicator.regime == f"enterprise:{code}"


@pytest.mark.parametrize("name", ["沿线国家", "共建国家", "沿线各国"])
def test_the_belt_and_road_keeps_its_short_names(name: str) -> None:
    text = f"上半年，安徽省对“一带一路”沿线国家进出口539.3亿元。安徽省以一般贸易方式对{name}进出口405.1亿元。"
    assert read(text)["405.1亿元"].indicator.partner == "BRI"


def test_the_year_so_far_ends_with_the_last_month_named() -> None:
    text = "China's exports rose 0.5% in January. Year-to-date, exports shrank 6.2%."
    assert {words: c.period for words, c in read(text).items()} == {"0.5%": "2026-01", "6.2%": "2026-01"}


def test_a_financial_year_without_its_number_is_the_one_that_ended() -> None:
    assert read("Australia's exports fell 3 per cent last financial year.")["3 per cent"].period == "2024-07/2025-06"
