"""What is computed of several figures, ranges of places, questions that leave the tense open, multiples, and what is said where figures aren't held, in both languages."""

from __future__ import annotations

import pytest

from hinterland.api import Hinterland
from hinterland.requests import Unclear, parse


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("anhui and hubei exports 2024 put together", "Together, exports of Anhui and Hubei came to 1.06604 trillion yuan in 2024."),
        ("安徽湖北2024出口加一起", "2024年安徽和湖北出口合计10660.4亿元。"),
        ("anhui exports 2023 and 2024 summed", "Together, exports of Anhui came to 1.10287 trillion yuan in 2023 and 2024."),
        ("mean trade of henan and hubei 2025", "On average, trade of Henan and Hubei came to 884.84 billion yuan in 2025."),
        ("安徽2025年月均出口", "2025年安徽出口平均每月568.6亿元。"),
        ("what part of anhui's trade is imports 2025", "Anhui's imports made up 32.7% of its trade in 2025."),
        ("上海24年外贸几成是进口", "2024年上海进口占其进出口的57.4%。"),
        ("combined exports of gansu and hebei 2009", "The sum can't be given, for not all of it is held: Gansu in 2009 and Hebei in 2009."),
        ("河北2008至2009年出口均值", "平均数无法给出，因为缺少数据：河北2008年和河北2009年。"),
    ],
)
def test_sums_means_and_own_shares_are_computed_of_what_is_held(hinterland: Hinterland, text: str, sentence: str) -> None:
    assert hinterland.ask(text).sentence == sentence


def test_a_sum_carries_the_evidence_of_each_figure(hinterland: Hinterland) -> None:
    found = hinterland.ask("anhui and hubei exports 2024 put together")
    assert {row.subject for row in found.rows} == {"CN-AH", "CN-HB"} and all(row.sources for row in found.rows)


@pytest.mark.parametrize(
    "text", ["combined growth of anhui and henan 2025", "安徽加江西25年外贸增速", "average imports of anhui 2024", "浙江人均出口2024"]
)
def test_what_does_not_add_up_is_refused(text: str) -> None:
    with pytest.raises(Unclear):
        parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("places 6-8 by exports 2024", "Fujian", "Beijing"), ("24年出口第6到8名", "福建", "北京"), ("24年出口倒数第2到第4", "西藏", "宁夏")],
)
def test_places_of_a_range_are_listed_in_order(hinterland: Hinterland, text: str, first: str, last: str) -> None:
    found = hinterland.ask(text)
    assert [found.rows[0].name, found.rows[-1].name] == [first, last] and len(found.rows) == 3
    assert ("倒数" in text) == ("倒数" in found.sentence)


@pytest.mark.parametrize(
    "text", ["浙江出口什么时候超江苏的", "浙江出口几时超的江苏", "浙江出口什么时候超江苏", "when does zhejiang pass jiangsu in exports"]
)
def test_what_was_so_already_is_answered_with_when_it_was(hinterland: Hinterland, text: str) -> None:
    found = hinterland.ask(text)
    assert "2023" in found.sentence and not any("2027" in s for s in found.sentences)


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("湖北什么时候破万亿", "2027年湖北"),
        ("hubei to pass 1 trillion when?", "In 2027 Hubei"),
        ("has hubei ever topped henan in trade", "hinterland outlook --claim"),
    ],
)
def test_what_never_was_is_said_first_and_then_what_may_come(hinterland: Hinterland, text: str, ahead: str) -> None:
    found = hinterland.ask(text)
    assert ("no year held" in found.sentence or "都未高于" in found.sentence) and any(ahead in s for s in found.sentences)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("is henan's trade twice as big as jiangxi's in 2025", "Supported"),
        ("豫外贸2025是赣的两倍?", "属实"),
        ("guangdong exports are double zhejiang's in 2024?", "Refuted"),
        ("广东2024年出口是浙江的两倍", "不实"),
        ("广东2025外贸是福建的两倍多?", "不实"),
        ("is anhui's trade more than double jiangxi's in 2025", "Supported"),
        ("guangdong growth 2025 was 4.4% right", "Supported"),
        ("青海24年增速全国第一,真的吗", "不实"),
    ],
)
def test_multiples_and_tags_are_judged(hinterland: Hinterland, text: str, verdict: str) -> None:
    assert hinterland.ask(text).sentence.startswith(verdict)


@pytest.mark.parametrize("text", ["湖北外贸有反超过河南吗", "湖北外贸从没超过河南,对吧", "hubei trade never passed henan, right?"])
def test_ever_and_never_look_at_every_year_held(hinterland: Hinterland, text: str) -> None:
    assert any("2016" in s and "2025" in s for s in hinterland.ask(text).sentences)


def test_a_bare_region_gives_each_flow_of_the_newest_period_in_which_it_is_held(hinterland: Hinterland) -> None:
    found = hinterland.ask("gansu")
    assert [(row.flow, row.period) for row in found.rows] == [("total", "2025"), ("export", "2024"), ("import", "2024")]
    assert "exports: not held in 2025, so the latest held is given, 2024" in found.notes
    assert "出口没有2025年的数据，按现有最新的2024年回答" in hinterland.ask("辽宁最新数据").notes


def test_what_is_not_held_names_the_nearest_that_is_with_its_command(hinterland: Hinterland) -> None:
    found = hinterland.ask("hebei exports 2009")
    assert not found.rows and found.sentences[-1].endswith("(hinterland show CN-HE --period 2023 --flow export)")


def test_growth_a_year_names_the_end_that_is_not_held(hinterland: Hinterland) -> None:
    found = hinterland.ask("avg annual growth of anhui exports 2009 to 2025")
    assert found.sentence == "Not held: exports of Anhui in 2009." and "682.31 billion yuan in 2025" in found.sentences[1]


def test_a_currency_is_offered_for_the_period_in_which_it_is_held_alone(hinterland: Hinterland) -> None:
    assert not any("CNY" in s or "有以元计" in s for s in hinterland.ask("宁夏2009年进口(美元)").sentences)


@pytest.mark.parametrize(
    ("text", "lost"),
    [("is henan's trade as thrifty as jiangxi's", "as as"), ("top 3 to 6 exporters 2024", "to exporters"), ("出口前三到前六2024", "到 ")],
)
def test_a_rewording_offered_reads_as_a_request(text: str, lost: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(text)
    assert lost not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "op", "periods"),
    [
        ("海南进口24年增速减23年增速", "growth", 2),
        ("did Tianjin import less in 2023 than in 2022?", "level", 2),
        ("河南出口24年是不是比23年少", "level", 2),
    ],
)
def test_minus_and_less_between_times_compare_and_leave_out_nothing(text: str, op: str, periods: int) -> None:
    r = parse(text)
    assert (r.what, r.op, len(r.periods)) == ("comparison", op, periods)


@pytest.mark.parametrize("text", ["which province grew fastest 1st half 2026", "上半年增速最快的省 2026"])
def test_a_currency_is_offered_only_where_it_has_the_period(hinterland: Hinterland, text: str) -> None:
    found = hinterland.ask(text)
    assert found.status == "unheld" and not any(s in ("It is held in dollars.", "有以美元计的数据。") for s in found.sentences)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("how many times did anhui's trade grow since 2020", "Trade: in 2025 the figure was 1.8"),
        ("安徽外贸2020年以来翻了几番", "进出口：2025年是2020年的1.8"),
        ("安徽外贸是2020年的几倍", "进出口：2025年是2020年的1.8"),
        ("combined trade of anhui henan 2024", "Together, trade of Anhui and Henan came to"),
    ],
)
def test_how_many_times_something_became_is_computed_of_both_ends(hinterland: Hinterland, text: str, sentence: str) -> None:
    assert hinterland.ask(text).sentence.startswith(sentence)
