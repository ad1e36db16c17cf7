"""What the members of an English list share and have of their own, what the head of a text says for all of it, and whom names in passing are no names of: offices, asides, initiatives."""

from __future__ import annotations

from datetime import date

import pytest
from tests.reading.claims_of import in_order, last

TODAY = date(2024, 8, 20)
claim = last(TODAY)
claims = in_order(date(2018, 3, 1))

MAIN = "The chief goods that Anhui imported in 2023 were ores (31.2%), glims and rods (12.4%) and rubber (5.1%)."
SIGNED = "Japan's exports rose 3.1 percent in June 2024. By goods they rose for: steel (+4.4 percent), glims (+2.9 percent) and others (+8.3 percent)."
TITLED = "Private Firms of Hunan Trade More\n\nPrivate firms of Hunan traded 9 billion in 2023.\n\nImports and exports to ASEAN and Japan were 20.4 billion yuan and 11.2 billion yuan."  # fmt: skip
SECTOR = "Exports of glims from Ohio came to $1.2 billion in 2023. Texas increased its exports in the sector by 3.1% to $0.8 billion."
LABELLED = "Export growth of China rose to 6.4% in July 2024 (Dulac est: 5.5%; Jun: 4.2%)."
BOTH = "Gansu's imports and exports rose respectively in 2023 by 4.1 percent to 30.2 billion yuan (2.2 points above the national average) and by 6.3 percent to 50.4 billion yuan."  # fmt: skip
TWICE = "Imports of copper and of glims into Gansu in 2023 were 3.2 billion yuan and 1.1 billion yuan, a rise of 5.5 percent and a fall of 21.3 percent."
MEMBERS = "Guizhou traded US$1.4 billion with the 27 member states of the EU in 2023. Exports of Guizhou to the bloc went up 9.5 percent."
UNKNOWN = (
    "In 2023 trade of Gansu with the member countries of the Glim Union rose 3 percent. Exports of Gansu to the region went up 9.5 percent."
)
PARTS = "Exports of Italy in the first quarter of 2024 rose in the Centre (+2.2%), in the Glimmer Valley (+1.1%) and fell in the Islands (-4.5%)."
DATED = "Goods of Hubei\n\nTrade pacts were signed in 2010.\n\nHubei exports above all ores (21.2%) and glims (9.3%).\n\nAll figures are of 2012."
OFFICE = "Hefei and Wuhu Customs report that the private firms of Anhui exported 9.2 billion yuan in 2023."
PLAN = "Hunan has gone on with the Belt and Road Initiative.\n\nHunan had 6.1 percent more foreign trade in 2023 than in 2022. Its exports were 20.5 billion yuan."
ITEMS = "In 2023 exports of Kenya came to $3.1 billion. The three main products were tea with $1.3 billion (+ 9%), glims with $820 million (+ 2%) and coffee with $250 million (- 4%)."  # fmt: skip
BASE = "Import expenditure of Kenya in the first half of 2024 was 16.1 percent lower at US$ 9.6 billion from US$ 11.4 billion in 2023."


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (MAIN, "31.2%", {"op": "share", "flow": "import"}),
        (MAIN, "12.4%", {"op": "share", "product": "?glims and rods"}),
        (MAIN.replace("chief", "fastest growing"), "5.1%", {"op": "growth", "product": "rubber"}),
        (SIGNED, "2.9 percent", {"op": "growth", "product": "?glims", "subject": "JP"}),
        (SIGNED, "8.3 percent", {"op": "growth", "product": "?others", "period": "2024-06"}),
        (ITEMS, "$820 million", {"product": "?glims", "op": "level"}),
        (ITEMS, "2%", {"product": "?glims", "low": 1.5}),
        (ITEMS, "4%", {"op": "growth", "low": -4.5}),
        (TWICE, "1.1 billion yuan", {"product": "?glims"}),
        (TWICE, "21.3 percent", {"product": "?glims", "low": -21.35}),
        (BOTH, "30.2 billion yuan", {"flow": "import", "subject": "CN-GS"}),
        (BOTH, "50.4 billion yuan", {"flow": "export", "subject": "CN-GS"}),
        (LABELLED, "6.4%", {"flow": "export", "period": "2024-07"}),
        (LABELLED, "5.5%", {"concept": None}),
        (LABELLED, "4.2%", {"flow": "export", "period": "2024-06"}),
        (TITLED, "20.4 billion yuan", {"flow": "total", "partner": "ASEAN", "regime": "enterprise:private"}),
        (TITLED, "11.2 billion yuan", {"flow": "total", "partner": "JPN", "regime": "enterprise:private"}),
        (SECTOR, "3.1%", {"subject": "US-TX", "product": "?glims"}),
        ("The glim sector's exports of Italy were 3.1 billion euros in 2023.", "3.1 billion euros", {"product": "?glim"}),
        (MEMBERS, "US$1.4 billion", {"partner": "EU"}),
        (MEMBERS, "9.5 percent", {"partner": "EU", "flow": "export"}),
        (UNKNOWN, "3 percent", {"partner": "?Glim Union", "product": "all"}),
        (UNKNOWN, "9.5 percent", {"partner": "?Glim Union", "product": "all"}),
        (PARTS, "2.2%", {"subject": "?Centre", "flow": "export"}),
        (PARTS, "1.1%", {"subject": "?Glimmer Valley"}),
        (PARTS.replace("Glimmer Valley", "Glimmer Industry"), "1.1%", {"subject": None}),
        (DATED, "9.3%", {"period": "2012"}),
        (OFFICE, "9.2 billion yuan", {"subject": "CN-AH"}),
        (PLAN, "6.1 percent", {"partner": "world"}),
        (PLAN, "20.5 billion yuan", {"partner": "world"}),
        (PLAN.replace("Its exports", "Its exports to the countries of the Belt and Road"), "20.5 billion yuan", {"partner": "BRI"}),
        ("Trade of Jilin with Russia was down 6.2 percent at $311 million by May.", "6.2 percent", {"period": "2024-01/2024-05"}),
        ("In May 2024 expenditure on imports into Kenya fell by 11.2 percent.", "11.2 percent", {"flow": "import", "subject": "KE"}),
        (BASE, "US$ 11.4 billion", {"period": "2023-01/2023-06"}),
        ("Rizhao's trade reached 91 billion yuan in 2023, the 14th in Shandong.", "14th", {"low": 14, "scope": "cities"}),
        ("Exports from Wales were down 5.6 per cent in 2023, those from Scotland up 5.2 per cent.", "5.6 per cent", {"subject": "GB-WLS"}),
    ],
)  # fmt: skip
def test_a_figure_has_what_its_list_its_head_and_its_own_words_say(text: str, words: str, wanted: dict[str, object]) -> None:
    found = claim(text, words)
    told = {key: getattr(found, key, getattr(found.indicator, key, getattr(found.relation, key, None))) for key in wanted}
    assert {key: float(v) if isinstance(wanted[key], float | int) else v for key, v in told.items()} == wanted  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "goods"), [
    ("Iowa's exports in 2017 included toys, $1.2 billion; frobs and mimsies, $1.1 billion; borogoves, $963 million; and toves and mome raths, $284 million.",
     ["?frobs and mimsies", "?borogoves", "?toves and mome raths"]),
    ("Growth in Iowa's exports in 2017 was shown by chemicals, up 72 percent; mimsy toves, up 29 percent; and borogoves, up 16 percent.",
     ["?mimsy toves", "?borogoves"]),
    ("Iowa's exports in 2017 fell off for vehicles, down 28 percent, mimsy by-toves, down 18 percent, and borogoves, down 17 percent.",
     ["?mimsy by-toves", "?borogoves"]),
])  # fmt: skip
def test_each_member_of_a_list_has_its_own_goods(text: str, goods: list[str]) -> None:
    found = [c for c in claims(text) if c.kind == "value"][-len(goods) :]
    assert [c.indicator.product for c in found if c.indicator] == goods


def test_unknown_names_of_a_list_of_partners_are_no_goods() -> None:
    text = "Iowa's top export markets in 2017 include Japan, $948 million; Frobland, $855 million; and Mexico, $490 million."
    found = [c for c in claims(text) if c.kind == "value"]
    assert "?Frobland" not in [c.indicator.product for c in found if c.indicator]
