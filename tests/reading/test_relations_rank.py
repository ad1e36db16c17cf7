"""Ranks: which places a sentence gives, among whom, in which order, by pace or size, and whose they are."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims
from hinterland.reading.document import parse
from hinterland.reading.relations.places import places

TODAY = date(2026, 3, 15)


def ranks(text: str) -> list[Claim]:
    return [c for c in read_claims(text, TODAY) if c.kind == "rank"]


@pytest.mark.parametrize(("text", "words", "number", "scope", "order", "op"), [
    ("Fujian ranked seventh nationwide by exports in 2025.", "seventh", 7, "provinces", "desc", "level"),
    ("Hunan's exports placed fourth among the six central provinces in 2025.", "fourth", 4, "central", "desc", "level"),
    ("Jiangxi's trade was 16th in the country in 2025.", "16th", 16, "provinces", "desc", "level"),
    ("By growth of exports Guizhou came second in western China in 2025.", "second", 2, "western", "desc", "growth"),
    ("Gansu's imports ranked second from the bottom in western China in 2025.", "second from the bottom", 2, "western", "asc", "level"),
    ("Hebei's exports grew fastest among the eastern provinces in 2025.", "fastest", 1, "eastern", "desc", "growth"),
    ("Jilin's exports came last among the coastal provinces in 2025.", "last", 1, "coastal", "asc", "level"),
    ("Shandong was the country's third-largest trading province in 2025.", "third-largest", 3, "provinces", "desc", "level"),
    ("ASEAN was Hainan's largest trading partner in 2025.", "largest trading partner", 1, "partners", "desc", "level"),
    ("Zhejiang exported more than any other province in 2025.", "more", 1, "provinces", "desc", "level"),
    ("Sichuan's exports topped the list of western provinces in 2025.", "topped", 1, "western", "desc", "level"),
    ("Zhejiang's exports in 2025 were behind only Guangdong and Jiangsu.", "behind only", 3, None, "desc", "level"),
    ("2025年福建出口规模居全国第7位。", "第7位", 7, "provinces", "desc", "level"),
    ("2025年湖南进出口排名中部第四。", "第四", 4, "central", "desc", "level"),
    ("2025年河北出口增速居东部首位。", "首位", 1, "eastern", "desc", "growth"),
    ("2025年甘肃进口总值居西部倒数第二。", "倒数第二", 2, "western", "asc", "level"),
    ("2025年辽宁出口降幅居全国第三位。", "第三位", 3, "provinces", "asc", "growth"),
    ("2025年江苏外贸规模稳居全国次席。", "次席", 2, "provinces", "desc", "level"),
    ("2025年海南进出口总额在沿海省份中垫底。", "垫底", 1, "coastal", "asc", "level"),
    ("2025年东盟是广东第一大贸易伙伴，双边贸易额增长。", "第一大贸易伙伴", 1, "partners", "desc", "level"),
    ("2025年中部六省外贸冷热不均：湖北增长18.2%居首。", "居首", 1, "central", "desc", "growth"),
    ("2025年外贸增速最快的是河北。", "最快", 1, None, "desc", "growth"),
    ("2025年四川外贸领跑西部。", "领跑", 1, "western", "desc", "level"),
])  # fmt: skip
def test_a_rank(text: str, words: str, number: int, scope: str | None, order: str, op: str) -> None:
    (claim,) = ranks(text)
    assert (claim.text, claim.low, claim.high, claim.unit) == (words, number, number, "rank")
    assert (claim.scope, claim.relation.test, claim.relation.order, claim.indicator.op) == (scope, "nth", order, op)


@pytest.mark.parametrize(("text", "expected"), [
    ("Henan ranked first in exports and second in imports among the central provinces in 2025.", [(1, "export"), (2, "import")]),
    ("Anhui ranked sixth by exports and ninth by total trade in 2025.", [(6, "export"), (9, "total")]),
])  # fmt: skip
def test_places_side_by_side_are_by_what_stands_behind_each(text: str, expected: list[tuple[int, str]]) -> None:
    assert [(int(c.low or 0), c.indicator.flow) for c in ranks(text)] == expected


@pytest.mark.parametrize(("text", "expected"), [
    ("2025年青海、西藏外贸总值分列全国第31位、第30位。", [("CN-QH", 31), ("CN-XZ", 30)]), ("2025年外贸增速最慢的是北京。", [("CN-BJ", 1)]),
    ("2025年，出口增速最快的是海南，最慢的是吉林。", [("CN-HI", 1), ("CN-JL", 1)]),
])  # fmt: skip
def test_whose_a_place_is(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(c.subject, int(c.low or 0)) for c in ranks(text)] == expected


def test_a_place_among_the_first_so_many_reaches_over_its_last() -> None:
    (claim,) = ranks("2025年湖北外贸总量跻身全国前十。")
    assert claim.low is not None and claim.high is not None and claim.low == 1 and 10 < claim.high < 11


def test_a_place_by_number_has_the_scope_of_the_one_before_it() -> None:
    assert [c.scope for c in ranks("2025年四川进出口总值居全国第八；重庆进出口总值位列第十一。")] == ["provinces", "provinces"]


@pytest.mark.parametrize(("text", "words", "number"), [
    ("Copper ore was Arizona's most valuable export in 2025.", "most valuable", 1),
    ("Peru is the foremost export destination for the goods of Paraná.", "foremost export destination", 1),
    ("Hamburg made the biggest contribution to Germany's exports in 2025.", "biggest", 1),
    ("Mexico was the fourth trading partner of Alberta in 2025.", "fourth", 4),
    ("Machinery stood third on the list of Bavaria's exports.", "third", 3), ("Third was India with goods worth $2 billion.", "Third", 3),
    ("Trucks were the state's top import in 2025.", "top", 1),
])  # fmt: skip
def test_places_by_what_they_are_of(text: str, words: str, number: int) -> None:
    (found,) = ((p.number, parsed.text[p.start : p.end]) for parsed in parse(text, TODAY).parsed for p in places(parsed))
    assert found == (number, words)


@pytest.mark.parametrize("text", [
    "Leading exports fell in May.", "Bavaria's main export goods are cars, machines and medicines.", "Ohio found a third market for its soybeans.",
    "Exports rose in the second quarter of 2025.", "The first shipment left on the third of May.", "Exports rose for the third month.",
    "At first exports fell.",
    "Hunan is one of the largest exporters.", "The ten largest provinces exported more.", "Its top three partners bought less.",
    "Exports were the largest on record.",
    "第一，出口增长较快。", "出口实现第二轮增长。", "2025年第三季度出口增长。", "第二个月出口下降。", "出口规模为历史最大。", "这是最大的省份之一。", "最近出口增长。",
    "zyxwv qponm the 3 blarg of 7.",
])  # fmt: skip
def test_what_is_no_place(text: str) -> None:
    assert [p for parsed in parse(text, TODAY).parsed for p in places(parsed)] == []


@pytest.mark.parametrize("name", ["Qwertland", "Zynthia", "Blorvia"])
def test_a_country_that_no_table_knows_leaves_the_rank_as_it_is(name: str) -> None:
    found = [p for parsed in parse(f"{name} ranked third nationwide by exports in 2025.", TODAY).parsed for p in places(parsed)]
    assert [(p.number, p.lowest) for p in found] == [(3, False)]


@pytest.mark.parametrize(("text", "scope"), [
    ("Ohio remained the eighth-largest exporting state in 2016.", "us-states"),
    ("Ohio was the third largest state exporter to Japan in 2016.", "us-states"),
    ("Ohio frobbed on as the eighth-largest exporting state of mimsy toves in 2016.", "us-states"),
    ("Guangdong was the second largest exporting region in 2016.", "provinces"),
    ("Bavaria was the second largest exporting region in 2016.", None), ("Ohio was the third largest exporter of frobs in 2016.", None),
])  # fmt: skip
def test_a_noun_that_calls_its_owner_a_region_is_the_scope(text: str, scope: str | None) -> None:
    claim = next(c for c in read_claims(text, date(2017, 3, 31)) if c.kind == "rank")
    assert claim.scope == scope


@pytest.mark.parametrize(
    "some", ["six big trading provinces", "top three exporters", "five largest sellers", "frobbish snarks", "blent provinces"]
)
@pytest.mark.parametrize("owner", ["the country's", "China's", "the nation's"])
def test_traders_chosen_from_a_nation_are_no_whole(owner: str, some: str) -> None:
    (claim,) = ranks(f"Jiangsu's exports grew the fastest among {owner} {some} in 2025.")
    assert (claim.subject, (claim.scope or "?")[0]) == ("CN-JS", "?")


@pytest.mark.parametrize("every", ["provinces", "provincial-level regions", "exporting provinces"])
def test_all_regions_of_a_nation_are_the_whole(every: str) -> None:
    (claim,) = ranks(f"Jiangsu's exports grew the fastest among the country's {every} in 2025.")
    assert claim.scope == "provinces"


@pytest.mark.parametrize("verb", ["拉动", "带动", "拖累"])
def test_who_pulled_growth_most_has_no_place_by_growth(verb: str) -> None:
    text = f"2025年1至3月全国进出口同比增长1.3%，浙江{verb}最多。各省份对全国进出口增长的{verb}（百分点），2025年1至3月。"
    assert not [c for c in read_claims(text, date(2025, 5, 1)) if c.kind == "rank"]
