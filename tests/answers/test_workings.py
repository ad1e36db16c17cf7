"""What is worked out of figures that are held, definitions, questions in pairs, and months without their year: what each answer says, in both languages."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.requests import Unclear

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(("asked", "told"), [
    ("Export value of Fujian in July 2025, month on month", "from June 2025 to July 2025 the figure rose by 5.87 billion yuan, or 5.7%"),
    ("河北2025年7月进口比上月增长多少", "由2025年6月到2025年7月增加"),
    ("福建7月出口环比", "由2025年6月到2025年7月增加58.7亿元（增长5.7%）"), ("How far is Hunan from 1 trillion yuan", "458.59 billion yuan short of 1 trillion yuan"),
    ("湖南离万亿还差多少", "还差4585.9亿元"), ("安徽出口距6000亿还差多少", "已超过6000亿元，多823.1亿元"),
    ("Louisiana vs Illinois, who grew faster from 2010 to 2017", "the fastest of Louisiana and Illinois was Louisiana"),
    ("四川和重庆2016到2025年谁增长快", "四川进出口变化216.4%"), ("who grew faster from 2015 to 2025, Sichuan or Chongqing", "Not held: trade of Chongqing in 2015"),
    ("甘肃外贸翻一番用了几年", "由2017年的326.1亿元到2025年的711.7亿元"), ("years to double for Henan's trade", "2 times isn't reached in the years held"),
    ("how many years to double Anhui's trade at the average pace", "2 times takes 5.0 years"),
    ("Did Sichuan pass 1 tn yuan before Chongqing?", "First past 1 trillion yuan by trade: Sichuan, in 2022"), ("四川比重庆先破万亿吗", "最先超过1万亿元的是四川，在2022年"),
    ("who was first past 2 trillion yuan, Fujian or Sichuan", "no more than 2 trillion yuan in: Fujian and Sichuan"), ("福建先于安徽破万亿吗", "不能判断"),
    ("how many years in a row has Sichuan's trade grown", "by year: 7, from 2016 to 2022"), ("江苏进口连跌了几个月", "自2025年3月至现有最新的2025年7月"),
    ("Did Guangdong's trade shrink in any year since 2015", "2019 (-0.3%) and 2020 (-0.9%)"), ("广东2015年以来哪几年外贸下滑", "有2个：2019年（-0.3%）和2020年（-0.9%）"),
    ("exports ex-Guangdong 2025", "Without Guangdong, exports of China came to 20.96 trillion yuan in 2025"), ("长三角去掉上海2024年进出口", "不含上海，2024年长三角进出口11.75万亿元"),
    ("China's trade surplus 2024 without Guangdong", "Without Guangdong, trade balance of China came to 4.392 trillion yuan"),
    ("top 3 provinces' combined share of trade 2024", "Together, Guangdong, Jiangsu and Zhejiang came to 45.6%"), ("前三名合计出口2024年", "广东、浙江和江苏合计13.45万亿元"),
    ("which provinces grew fastest and slowest in 2025", "Shanxi stood last"), ("texas rank 2017", "Texas stood first among US states in 2017"),
    ("was Anhui's 2020 trade revised", "540.64 billion yuan: Xinhua Anhui, 2021-01-21 (a news report)"), ("2020年安徽进出口修订过吗", "现有2个公布数，采用5451.5亿元"),
    ("rank anhui's trading partners 2024", "EU 114.69 billion yuan, ASEAN 102.29 billion yuan"), ("安徽主要出口商品 2024", "由大到小：机电产品4079.1亿元"),
    ("where does Anhui export to", "Not held by partner: exports of Anhui"), ("what does Anhui export", "whether one of them is larger isn't known"),
    ("China's largest export market 2024", "Not held by partner in 2024: exports of China"),
    ("Anhui exports to the US 2024", "Held of exports and imports together: Anhui's trade with the United States came to 96.71 billion yuan"),
    ("吉林12月出口比11月多还是少", "由2024年11月到2024年12月减少1.77亿元"), ('what does "domestic destination" mean in these stats?', "trade is counted where goods are used or made"),
    ("which province has the highest share of exports in its total trade 2024", "Tibet was highest among the provincial-level regions in 2024: Tibet 89.4%, Xinjiang 85.0%"),
    ("imports as a share of total trade, lowest province 2025", "lowest among the 9 provinces held (of 31)"),
    ("which province added the most trade in yuan in 2024", "Guangdong led the provincial-level regions: Guangdong +810 billion yuan"),
    ("江苏2024年出口增量", "同比增加2800亿元（增长8.4%）"), ("2024年外贸增量最大的省份", "居首的是广东：广东+8100亿元"),
    ("how many provinces account for 80% of exports in 2024", "The largest 9 made up 80.1% of China's exports"), ("全国出口有多集中 2024", "居前的3个合计占全国出口的52.8%"),
    ("how many provinces make up 80% of exports in 2025", "Of 31, 11 are held, which isn't enough to say"),
    ("how concentrated were China's exports in June 2026", "Not held"),
    ("if Anhui keeps growing at its 2025 pace, when will it pass 1.5 trillion yuan", "would pass 1.5 trillion yuan in 2028"),
    ("what would Shanghai's exports be in 2030 at 5% a year", "At 5% a year from 2.02 trillion yuan in 2025"), ("按去年的增速,安徽哪年能破1.5万亿?", "将在2028年越过1.5万亿元"),
    ("when does Anhui pass Henan at last year's pace", "Anhui was ahead of Henan by trade in 2025, and at those rates stays so"), ("按去年的增速河南哪年能追上四川", "按上述增速"),
    ("what drove Sichuan's trade growth in 2024", "exports 1.5 percentage points and imports 7.9 percentage points"), ("why did Fujian's trade fall in 2025", "Figures don't say why"),
    ("which province contributed most to the nation's export growth in 2024", "By contribution to the growth of China's exports, Guangdong stood first"),
    ("will Anhui's trade grow 10% in 2026", "the chance of 1.114916 trillion yuan or more"), ("安徽要追上河北还差多少 2025", "高3313.4亿元"),
    ("湖北哪几年逆差", "没有为逆差的"),
    ("除了广东，全国出口24年增长多少", "不含广东，2024年全国出口同比变化6.7%"), ("how much did Xinjiang add since 2020", "from 2020 to 2025 the figure rose by 371.94 billion yuan"),
    ("why did Shanxi's exports drop", "Shanxi's exports fell 34.3% in 2025"), ("exports of all provinces together 2024", "Provinces' exports came to 25.4545 trillion yuan"),
    ("longest run of growing exports, any province", "by year: 6, of Jiangsu (2017 to 2022), Anhui (2020 to 2025) and Guangdong (2020 to 2025)"),
    ("has Hainan's trade ever fallen two years running", "fell nowhere 2 times running in those held"), ("湖南出口增速有几年高于全国", "湖南高于全国的有4个"),
    ("2024年出口第一的省是最后一名的多少倍", "广东是青海的1,353.79倍"), ("云南出口和进口差额哪一年最大", "最低的是2023年"),
    ("cagr of inner mongolia trade 2015-2024", "grew by 9.6% a year from 2015 to 2024"), ("2025全国出口增量里头江苏贡献了多少", "贡献率为20%"),
    ("2023年第四季度广东出口多少美元", "2023年5.4万亿元，减去2023年1至9月4.03万亿元"), ("江西今年每个月出口走势", "2025年7月江西出口261.1亿元"),
    ("did Tianjin outdo Hebei in 2015 and 2020", "Tianjin's trade came to 114.28 billion dollars in 2015"), ("美国哪个州对华出口最多", "居首的是得克萨斯州"),
        ("东北三省合起来还不到福建的一半？24年进出口", "不实："), ("were the exports of central China less than half of Guangdong's in 2024", "Supported"),
        ("top exports goods anhui 2025", "the largest first: machinery and electronics at least 70%, own-brand goods"),
        ("which years did Guangdong's exports exceed 5 trillion yuan", "in 5 of the 8 held"),
])  # fmt: skip
def test_what_is_worked_out(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in " ".join(hinterland.ask(asked, today=TODAY).sentences)


@pytest.mark.parametrize("asked", ["全国2025年进出口几万亿", "广东2025进口 万亿元", "全国2025年进出口多少万亿元", "广西外贸几年翻了一番"])
def test_a_question_how_much_is_never_judged(hinterland: Hinterland, asked: str) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert found.request.what != "claim" and found.status == "answered" and "不实" not in found.sentence


def test_a_claim_about_several_periods_is_judged_in_each(hinterland: Hinterland) -> None:
    assert "Refuted" in hinterland("Jiangxi trade fell in 2023, 2024 and 2025?").sentence


@pytest.mark.parametrize(("asked", "told"), [
    ("define trade balance", "exports less imports"), ("什么叫贸易顺差", "出口减去进口"), ("which provinces are in central China", "Shanxi, Anhui, Jiangxi, Henan, Hubei and Hunan"),
    ("长三角有哪些省", "上海、江苏、浙江和安徽"), ("what is GDP", "gross domestic product"), ("什么是一般贸易", "一般贸易是海关统计的一种贸易方式"),
])  # fmt: skip
def test_a_term_is_defined(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in hinterland(asked).sentence


@pytest.mark.parametrize(
    "asked", ["Exports: Hebei 2024, and imports: Tianjin 2024", "河北出口、天津进口，2024", "Hebei exports vs Tianjin imports 2024"]
)
def test_places_with_flows_of_their_own_are_answered_pair_by_pair(hinterland: Hinterland, asked: str) -> None:
    rows = hinterland(asked).rows
    assert [(row.subject, row.flow, row.period) for row in rows] == [("CN-HE", "export", "2024"), ("CN-TJ", "import", "2024")]


@pytest.mark.parametrize(
    ("asked", "period"),
    [
        ("京津冀1-7月进出口同比", "2025-01/2025-07"),
        ("Anhui H1 exports", "2025-01/2025-06"),
        ("7月出口最多的省", "2025-07"),
        ("前7个月全国进出口", "2026-01/2026-07"),
    ],
)
def test_months_without_their_year_are_the_latest_held(hinterland: Hinterland, asked: str, period: str) -> None:
    found = hinterland.ask(asked, today=TODAY)
    assert found.rows[0].period == period and any("2026" in n or "2025" in n for n in found.notes)


@pytest.mark.parametrize(("asked", "told"), [
    ("which US states exported less in 2016 than in 2015", "36 of US states"), ("US states whose exports fell in 2016", "36 of US states"),
    ("2025年出口增速跑赢全国的省", "有15个"), ("provinces that beat national export growth in 2025", "15 of the 26"), ("哪些西部省份2024出口跌了", "有1个：云南"),
    ("2024出口大于进口的省有哪些", "有21个"), ("provinces with double-digit export growth 2025", "12 of the 26"), ("上半年出口增速：广东对全国", "高6.1个百分点"),
    ("安徽对东盟贸易占比2025", "14.0%"), ("OH vs TX exports 2012", "Texas led Ohio"), ("list provinces by trade balance 2024", "Guangdong stood first"),
])  # fmt: skip
def test_conditions_in_other_words(hinterland: Hinterland, asked: str, told: str) -> None:
    assert told in hinterland.ask(asked, today=TODAY).sentence


@pytest.mark.parametrize(("asked", "lacking"), [
    ("福建2025年出口环比", "须指明一个月或季度"), ("seasonally adjusted exports jiangsu june 2025", "neither seasonally adjusted"), ("exports of PA 2012", "Pennsylvania"),
    ("which month was Jiangsu's first past 300bn yuan exports", "name the amount and the regions"), ("Is Anhui's trade larger than Hubei's and Hunan's combined?",
     "that of Hubei and Hunan"),
    ("Anhui exports before covid", "covid"),
])  # fmt: skip
def test_what_lacks_is_named(hinterland: Hinterland, asked: str, lacking: str) -> None:
    try:
        first = hinterland.ask(asked, today=TODAY).sentence
    except Unclear as e:
        first = str(e)
    assert lacking in first
