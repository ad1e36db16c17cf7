"""Requests about a past, and claims to judge in a request: places, leads, changes and trends by what they say."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.language.write import sentence
from hinterland.requests import Unclear, parse


def test_the_second_or_third_of_a_past_is_found(hinterland: Hinterland) -> None:
    second = hinterland.ask("Sichuan's second best year for trade")
    assert second.sentence.startswith("Sichuan's second highest trade of any year held came in 2025, at ")
    assert hinterland.ask("四川外贸第二高的年份").rows[0].period == "2025"
    assert "third lowest" in hinterland.ask("third worst year for Sichuan trade").sentence


def test_being_ahead_is_not_getting_ahead(hinterland: Hinterland) -> None:
    assert hinterland.ask("is Hubei growing faster than the nation in 2025?").sentence.startswith("Supported")
    assert hinterland.ask("Jiangsu's trade exceeds Henan's, right?").sentence.startswith("Supported")


def test_how_a_place_changed_is_told_year_by_year(hinterland: Hinterland) -> None:
    told = hinterland.ask("how has Fujian's rank in trade changed from 2022 to 2024").sentences
    assert [f"{year} " in told[1] for year in (2021, 2022, 2023, 2024, 2025)] == [False, True, True, True, False]
    assert " in 2022 " in told[0] and told[0].endswith(" in 2024.")


@pytest.mark.parametrize("text", ["does Tianjin export more than it imports, 2024", "天津2024年出口大于进口吗"])
def test_exports_against_imports_are_the_balance(hinterland: Hinterland, text: str) -> None:
    found = hinterland.ask(text)
    assert found.request.op == "balance" and len(found.rows) == 3


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Henan exports foo 2024", "Henan exports 2024"),
        ("Anhui exports 2024 for o", "Anhui exports 2024"),
        ("Henan exports w/o cars 2024", ""),
    ],
)
def test_what_can_be_asked_is_offered_without_what_dangles(text: str, rest: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(text)
    assert caught.value.rest == rest


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("has Anhui overtaken Hunan?", "Can't be judged"),
        ("福建出口反超北京了，对吗", "无法判断"),
        ("has Sichuan overtaken Fujian in trade?", "Refuted"),
        ("Anhui has a trillion in trade in 2025, true?", "Supported"),
        ("福建外贸2025年万亿了，对吗", "不实"),
        ("did Sichuan hit a trillion in trade in 2025?", "Supported"),
        ("吉林2025年外贸过万亿了，对吗", "不实"),
    ],
)
def test_amounts_in_words_and_leads_without_a_time_are_judged(hinterland: Hinterland, text: str, verdict: str) -> None:
    assert hinterland.ask(text).sentence.startswith(verdict)


@pytest.mark.parametrize(
    ("text", "subjects", "periods"),
    [
        ("青海宁夏甘肃2025出口对比", ("CN-QH", "CN-NX", "CN-GS"), ["2025"]),
        ("Gansu imports over the past three years", ("CN-GS",), ["2023/2025"]),
        ("江西20到23历年出口", ("CN-JX",), ["2020/2023"]),
        ("Jilin exports in twenty twenty-three", ("CN-JL",), ["2023"]),
        ("Gansu exports each year 2019-2023", ("CN-GS",), ["2019/2023"]),
    ],
)
def test_places_and_times_that_run_together_are_told_apart(text: str, subjects: tuple[str, ...], periods: list[str]) -> None:
    found = parse(text, date(2026, 11, 27))
    assert (found.subjects, [str(p) for p in found.periods]) == (subjects, periods)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Did Guizhou beat Yunnan in 2025 trade?", "Refuted"),
        ("吉林2025外贸赢了甘肃吗", "2025年进出口：吉林高于甘肃"),
        ("Is Jiangxi's export growth in 2025 negative?", "Jiangxi's exports rose 1.8% in 2025."),
        ("江西2025出口是不是负增长", "不实"),
        ("全国外贸顺差创纪录了吗2025", "无法判断：纪录"),
        ("甘肃2019年以来外贸走势", "2019年甘肃进出口"),
        ("Fujian above 3 trillion by 2028?", "The chance that Fujian's trade reaches 3 trillion yuan by 2028 at the latest"),
        ("how much more did Anhui export than Hubei in 2024", "Exports in 2024: Anhui led Hubei"),
    ],
)
def test_leads_signs_records_and_trends_are_what_they_say(hinterland: Hinterland, text: str, sentence: str) -> None:
    assert hinterland.ask(text).sentence.startswith(sentence)


@pytest.mark.parametrize(("text", "why"), [("export import ratio Guangdong 2024", "ratio"), ("安徽和中部2024外贸一共多少", "sum")])
def test_a_ratio_and_a_sum_with_a_part_twice_are_refused(text: str, why: str) -> None:
    with pytest.raises(Unclear) as caught:
        parse(text)
    assert caught.value.why == why


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Suzhou, Jiangsu exports 2024", ("320500",)),
        ("exports of Suzhou in Anhui 2024", ("341300",)),
        ("福建现在是第七外贸大省，对不", ("CN-FJ",)),
    ],
)
def test_a_name_of_several_is_the_one_that_is_said_where(text: str, subjects: tuple[str, ...]) -> None:
    assert parse(text).subjects == subjects


def test_a_place_that_is_claimed_of_now_is_judged_by_the_latest_year(hinterland: Hinterland) -> None:
    assert hinterland.ask("Fujian is currently the seventh largest trading province, correct?").sentence.startswith("Supported")
    assert hinterland.ask("福建2025外贸进前五了吗").request.top == 5
    with pytest.raises(Unclear) as caught:
        parse("江西有多少家企业出口")
    assert caught.value.why == "measure"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("which provinces passed 1 trillion yuan for the first time in 2025", "for the first time in 2025: Anhui (held since 2016)."),
        ("2025年哪些省份外贸首次突破万亿元", "首次超过1万亿元的有1个：安徽（数据始于2016年）。"),
        (
            "which provinces passed 500 billion yuan for the first time in 2024",
            "None of the provincial-level regions had trade above 500 billion yuan for the first time in 2024.",
        ),
    ],
)
def test_only_those_count_that_passed_an_amount_for_the_first_time(hinterland: Hinterland, text: str, named: str) -> None:
    assert named in hinterland.ask(text).sentence


def test_who_may_have_passed_it_before_is_named(hinterland: Hinterland) -> None:
    sentences = hinterland.ask("2021年哪些省份出口首次超过5000亿元").sentences
    assert any("四川此前是否已越过5000亿元" in s for s in sentences)


def test_a_first_of_rates_or_balances_is_refused(hinterland: Hinterland) -> None:
    for text in ("2024年哪些省份贸易顺差首次超过1000亿元", "2024年哪些省份出口增速首次超过10%"):
        with pytest.raises(Unclear):
            hinterland.ask(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("四川2025年进出口是否首次突破1万亿元", "2022年、2024年已经达到"),
        ("四川2025年进出口是不是第一次超过1万亿元？", "2022年、2024年已经达到"),
        ("2025年西部地区进出口增速排名，陕西第几？", "居第二位，为18.5%"),
        ("Rank the central provinces by export growth in 2025, and what is Anhui's rank?", "By growth of exports, Anhui stood third"),
        (
            "Which western provinces grew faster than the nation in trade in 2024?",
            "9 of western China had growth of trade above China's 5.0% in 2024: Gansu",
        ),
        ("哪些省份2024年出口增速低于全国", "低于全国的7.1%的有14个"),
        ("How did Fujian's imports develop in the first half of 2025?", "fell 7.1%"),
    ],
)
def test_what_is_asked_is_what_is_answered(hinterland: Hinterland, text: str, said: str) -> None:
    found = hinterland.ask(text)
    assert any(said in s for s in found.sentences) and all(len(c.id) == 16 for c in found.claims)


def test_what_only_fell_is_written_as_that(hinterland: Hinterland) -> None:
    [claim] = hinterland.ask("Did Guangdong's trade fall in 2023?").claims
    assert (sentence(claim, "en"), sentence(claim, "zh")) == ("Guangdong's trade fell in 2023.", "2023年广东进出口同比下降。")


def test_cautions_of_several_flows_name_theirs(hinterland: Hinterland) -> None:
    found = hinterland.compare("Zhejiang", "Jiangsu", period="January to July 2025", op="growth")
    assert any(b.startswith("Jiangsu, imports: ") for b in found.beware)


@pytest.mark.parametrize(("asked", "verdict", "held"), [
    ("江苏是不是全国第二", "属实", "居第二位"), ("Is Jiangsu still number two in trade nationwide?", "Supported", "second"),
    ("fact check Guangdong accounts for a fifth of China's exports", "", "22.3%"),
])  # fmt: skip
def test_the_nation_that_a_place_or_a_share_is_in_is_not_compared(hinterland: Hinterland, asked: str, verdict: str, held: str) -> None:
    found = hinterland.ask(asked)
    assert found.sentence.startswith(verdict) and any(held in s for s in found.sentences[1:])
    assert not any("100.0%" in s or "China led" in s or "全国高于" in s for s in found.sentences)
