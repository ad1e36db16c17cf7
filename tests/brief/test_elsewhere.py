"""Briefs of a country other than China: a state of Brazil and its municipalities, of records that hold a part of all products."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.sources.record_files import delimited

from hinterland.api import Hinterland
from hinterland.api import open as open_warehouse
from hinterland.brief import Brief
from hinterland.codes import Language
from hinterland.sources.reading import Options

COLUMNS = ('"CO_ANO"', '"CO_MES"', '"SH4"', '"CO_PAIS"', '"SG_UF_MUN"', '"CO_MUN"', '"KG_LIQUIDO"', '"VL_FOB"')
PORT, CAPITAL, SMALL = '"4118204"', '"4106902"', '"4100103"'
PLACES: dict[Language, str] = {"en": "Paraná", "zh": "巴拉那州"}
OF_CHINA = re.compile(
    r"\byuan\b|renminbi|\bprovinc|operating[ -]unit|mainland|Belt and Road|China's customs|人民币|(?<!美)元|省|经营单位|境内|海关总署"
)
"""Words that a brief of another country has no use for; China may be a partner."""


def rows(year: int, flow: str, growth: int) -> list[tuple[str, ...]]:
    """Twelve months of three municipalities: beasts and meat, out and in."""
    goods = (('"0102"', 900), ('"0207"', 300)) if flow == "EXP" else (('"0103"', 200), ('"0204"', 100))
    size = {PORT: 9, CAPITAL: 4, SMALL: 1}
    return [
        (f'"{year}"', f'"{month:02}"', product, partner, '"PR"', place, "1000", str(size[place] * amount * (1000 + growth + month)))
        for month in range(1, 13)
        for place in size
        for product, amount in goods
        for partner in ('"160"', '"063"')
    ]


@pytest.fixture(scope="module")
def parana(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hinterland]:
    """A warehouse that holds the state's agriculture of three years, by municipality."""
    folder = tmp_path_factory.mktemp("parana")
    for flow in ("EXP", "IMP"):
        told = [r for n, year in enumerate((2022, 2023, 2024)) for r in rows(year, flow, 90 * n)]
        delimited(folder / f"{flow}_MUN.csv", COLUMNS, *told, delimiter=";", encoding="latin-1")
    with open_warehouse(folder / "warehouse") as h:
        h.load(sorted(folder.glob("*.csv")), options=Options())
        yield h


def words(brief: Brief) -> str:
    return "\n".join(
        [
            brief.headline,
            *brief.standfirst,
            *(t.text for t in brief.takeaways),
            *(s for x in brief.sections for p in x.paragraphs for s in p),
        ]
    )


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("subject", ["BR-PR", "BR-4118204"])
def test_a_brief_of_another_country_has_no_word_of_chinas(parana: Hinterland, subject: str, language: Language) -> None:
    brief = parana.brief(subject, "2024", language=language)
    assert OF_CHINA.findall(words(brief)) == []
    assert 1 <= len(brief.takeaways) <= 3
    for one in brief.pictures:
        assert OF_CHINA.findall(f"{one.alt} {one.source}") == []


def test_it_tells_the_largest_municipalities_and_what_the_largest_is_of_the_whole(parana: Hinterland) -> None:
    brief = parana.brief("BR-PR", "2024")
    [inside] = [s for s in brief.sections if s.key == "region"]
    said = " ".join(s for p in inside.paragraphs for s in p)
    assert inside.title == "Inside it" and inside.detail
    assert re.findall(r"BR-\d{7}", said) == ["BR-4118204", "BR-4106902", "BR-4100103", "BR-4118204"]
    [race] = [s for s in brief.sections if s.key == "race"]
    assert re.search(r"BR-4118204 alone made up 64\.3%.* of Paraná's trade\.$", race.sentences[-1])


@pytest.mark.parametrize(
    ("language", "headline", "gap"),
    [
        ("en", "(HS chapters 01 to 02)", "Of Paraná's trade nothing but HS chapters 01 to 02 is held"),
        ("zh", "（HS第01至02章）", "巴拉那州的数据仅含HS第01至02章"),
    ],
)
def test_it_says_at_once_that_its_records_hold_a_part_of_all_products(
    parana: Hinterland, language: Language, headline: str, gap: str
) -> None:
    brief = parana.brief("BR-PR", "2024", language=language)
    assert brief.headline.endswith(headline)
    assert headline.strip("()（）") in brief.standfirst[-1]
    [unknown] = [s for s in brief.sections if s.key == "unknown"]
    assert gap in " ".join(unknown.paragraphs[0])


def test_a_brief_of_china_says_on_which_basis_its_customs_count(brief_of: object) -> None:
    for language, said in (("en", "location of the operating unit"), ("zh", "经营单位所在地")):
        brief = brief_of("CN-AH", "2025", language)  # type: ignore[operator]
        [methods] = [s for s in brief.sections if s.key == "methods"]
        assert said in methods.paragraphs[0][-1]
        assert "HS" not in brief.headline


@pytest.mark.long
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_real_records_of_parana_make_such_a_brief(warehouse: Path, samples: Path, language: Language) -> None:
    folder = samples / "brazil_comexstat_parana"
    with open_warehouse(warehouse) as h:
        h.load(sorted(folder.glob("*.parquet")), options=Options())
        brief = h.brief("BR-PR", "2024", language=language)
        assert OF_CHINA.findall(words(brief)) == []
        assert PLACES[language] in brief.headline
        [inside] = [s for s in brief.sections if s.key == "region"]
        assert "BR-4118204" in inside.paragraphs[0][0]
        for suffix in (".html", ".md", ".xlsx", ".docx", ".pdf"):
            brief.save(warehouse.parent / f"parana{suffix}")
