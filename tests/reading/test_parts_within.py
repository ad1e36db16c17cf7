"""Which place a figure is of behind "the highest in", and what ordinary releases leave to the reader: an ampersand, months behind "from", the chief goods, what stands ahead of an aside."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import last

from hinterland.reading import read_claims

TODAY = date(2024, 8, 20)
claim = last(TODAY)
LEAD = "Jiangsu's trade rose 3.2 percent to 5.3 trillion yuan in 2023. "


@pytest.mark.parametrize(
    ("sentence", "words", "wanted"),
    [
        ("Suzhou's trade stayed the highest in Jiangsu, reaching 2.4 trillion yuan.", "2.4 trillion yuan", {"subject": "320500"}),
        ("Suzhou's exports were the highest in Jiangsu, reaching 2.4 trillion yuan.", "highest", {"kind": "rank", "scope": "cities"}),
        ("Wuxi ranked second in Jiangsu with 740 billion yuan.", "740 billion yuan", {"subject": "320200"}),
        ("Nantong's exports were the third highest in Jiangsu at 250 billion yuan.", "250 billion yuan", {"subject": "320600"}),
        ("Firms there made 25.3 percent of Jiangsu's exports.", "25.3 percent", {"op": "share"}),
        ("The rate was the highest in five years.", "highest", {"kind": "record"}),
    ],
)
def test_a_whole_owns_nothing_of_what_its_parts_are_first_in(sentence: str, words: str, wanted: dict[str, str]) -> None:
    found = claim(LEAD + sentence, words)
    assert {k: getattr(found, k, None) or getattr(found.relation, k, None) or getattr(found.indicator, k, None) for k in wanted} == wanted


def test_the_part_that_no_table_knows_is_not_its_whole() -> None:
    read = read_claims(f"{LEAD}Glimburg's exports were the highest in Jiangsu, reaching 22 billion yuan.", TODAY)
    assert not [c for c in read if c.text in ("highest", "22 billion yuan") and c.subject == "CN-JS"]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Ontario, Quebec and Alberta made up 70.5 per cent of Canada's total exports in 2023.", "CA-ON+CA-QC+CA-AB"),
        ("Ohio and Iowa accounted for 70.5 per cent of America's exports in 2023.", "US-OH+US-IA"),
        ("Ohio accounted for 70.5 per cent of America's exports in 2023.", "US-OH"),
    ],
)
def test_several_parts_have_their_share_together(text: str, subject: str) -> None:
    found = claim(text, "70.5 per cent")
    assert (found.subject, found.indicator.op) == (subject, "share")


@pytest.mark.parametrize("both", ["imports & exports", "import & export value", "imports &amp; exports"])
def test_an_ampersand_is_a_conjunction(both: str) -> None:
    assert claim(f"Hunan's {both} rose 5.2 percent in 2023.", "5.2 percent").indicator.flow == "total"


@pytest.mark.parametrize("months", ["Jan-Jul", "January-July", "January to July"])
def test_months_without_a_year_behind_from_are_no_base(months: str) -> None:
    found = claim(f"Hunan's foreign trade rises 5.2% from {months}", "5.2%")
    assert (found.period, found.relation.base_period) == ("2024-01/2024-07", None)


@pytest.mark.parametrize(
    ("words", "partner"),
    [("countries involved in the Belt and Road Initiative", "BRI"), ("the countries of the Glim Initiative", "?Glim")],
)
def test_countries_of_an_initiative_are_partners(words: str, partner: str) -> None:
    assert claim(f"Hunan's exports to {words} rose 5.2 percent in 2023.", "5.2 percent").indicator.partner == partner


def test_the_chief_goods_are_not_all() -> None:
    assert claim("Hunan's imports of major commodities rose 5.2 percent in 2023.", "5.2 percent").indicator.product == "?major commodities"


@pytest.mark.parametrize("figure", ["11.1 percent", "225.8 billion yuan"])
@pytest.mark.parametrize(
    ("head", "wanted"),
    [
        ("Output of glims", {"concept": None}),
        ("Glim production", {"concept": None}),
        ("Zarnish makers", {"concept": "trade", "product": "?Zarnish makers"}),
        ("Exports", {"concept": "trade", "product": "all", "flow": "export"}),
        ("The value", {"concept": "trade", "product": "all", "flow": "total"}),
    ],
)
def test_what_opens_a_sentence_ahead_of_an_aside_owns_its_figures(head: str, wanted: dict[str, str], figure: str) -> None:
    found = claim(f"{LEAD}{head}, up 11.1 percent, reached 225.8 billion yuan.", figure)
    assert {k: getattr(found.indicator, k) for k in wanted} == wanted


def test_a_year_to_date_ends_with_the_last_month_that_figures_are_of() -> None:
    text = "China's exports fell 2% in the first half of 2024 but rose 7% in July. Glim exports grew 5.1% YoY YTD."
    assert claim(text, "5.1%").period == "2024-01/2024-07"


@pytest.mark.parametrize(
    ("sentence", "words", "subject"),
    [
        ("In 2023 Suzhou led China's foreign trade at 2.4 trillion yuan.", "2.4 trillion yuan", "320500"),
        ("In 2023 Hunan led China's foreign trade at 620 billion yuan.", "620 billion yuan", "CN-HN"),
        ("Hunan's exports rose 2.1% in 2023 and China's exports rose 0.6%.", "0.6%", "CN"),
    ],
)
def test_a_region_that_leads_its_nation_has_a_figure_of_its_own(sentence: str, words: str, subject: str) -> None:
    assert claim(sentence, words).subject == subject
