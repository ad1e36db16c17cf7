"""Regression tests of the English reader: for each text one claim, as a careful human reads it, in a document of 15 March 2026."""

from datetime import date

import pytest

from hinterland.language.read import read

TODAY = date(2026, 3, 15)

# text, span, kind, subject, op, flow, period
CASES = [
    (
        "Exports from Henan (935.67bn yuan, +14.1%) outshone those of Hubei (706.2bn yuan, +44.4%) in 2025.",
        "+44.4%", "value", "CN-HB", "growth", "export", "2025",
    ),
    (
        "Anhui and Hubei both crossed a trillion yuan in 2025. The former grew 14 percent, the latter 18.2 percent.",
        "18.2 percent", "value", "CN-HB", "growth", "total", "2025",
    ),
    (
        "Sichuan's trade topped 1 trillion yuan in 2025. Its neighbour Chongqing managed 770 billion yuan.",
        "770 billion yuan", "value", "CN-CQ", "level", "total", "2025",
    ),
    (
        "The southwestern municipality of Chongqing saw imports and exports reach 800.7 billion yuan in 2025, up 12 percent year on year.",
        "12 percent", "value", "CN-CQ", "growth", "total", "2025",
    ),
    (
        "Chongqing's exports came to 520 billion yuan in 2025. The southwestern municipality imported 250 billion yuan of goods, down 3.4 percent.",
        "3.4 percent", "value", "CN-CQ", "growth", "import", "2025",
    ),
    (
        "Hunan's exports rose 8.3% in the year to July.",
        "8.3%", "value", "CN-HN", "growth", "export", "2025-01/2025-07",
    ),
    (
        "Hunan's exports were 40 billion yuan in July alone, 12% less than a month earlier.",
        "40 billion yuan", "value", "CN-HN", "level", "export", "2025-07",
    ),
    (
        "Through September, Jiangxi's trade stood at 350 billion yuan, down 2.1% yoy.",
        "2.1%", "value", "CN-JX", "growth", "total", "2025-01/2025-09",
    ),
    (
        "Guangdong trade up 4.4% yoy to 9.49 trln yuan in 2025",
        "9.49 trln yuan", "value", "CN-GD", "level", "total", "2025",
    ),
    (
        "So far this year Zhejiang's exports have risen 9.7 percent.",
        "9.7 percent", "value", "CN-ZJ", "growth", "export", "2026-01/2026-02",
    ),
    (
        "Of the 31 provinces, only four saw trade fall in 2025.",
        "four", "count", "CN", "count", "total", "2025",
    ),
    (
        "All but two central provinces reported growth in exports in 2025.",
        "two", "count", "CN", "count", "export", "2025",
    ),
    (
        "Henan topped the list of central provinces by exports in 2025.",
        "topped", "rank", "CN-HA", "level", "export", "2025",
    ),
    (
        "Hainan came in last among the coastal provinces with 268.6 billion yuan in 2025.",
        "last", "rank", "CN-HI", "level", "total", "2025",
    ),
    (
        "Shandong's exports expanded by 5.1 percent in the third quarter of 2025 after a 4.2 percent rise in the second.",
        "4.2 percent", "value", "CN-SD", "growth", "export", "2025-Q2",
    ),
    (
        "Shaanxi: 2025 trade 480bn yuan (+6.2%); exports 330bn yuan (+9.5%); imports 150bn yuan (-0.4%).",
        "-0.4%", "value", "CN-SN", "growth", "import", "2025",
    ),
    (
        "Compared with Hunan, whose exports fell 8 percent in 2025, Hubei did well, exporting 44 percent more than in 2024.",
        "44 percent", "value", "CN-HB", "growth", "export", "2025",
    ),
    (
        "Its exports were up 18.3% on the year, Xinjiang customs said on January 20.",
        "18.3%", "value", "CN-XJ", "growth", "export", "2025",
    ),
    (
        "Of Guizhou's 90 billion yuan in trade in 2025, 60 billion yuan was exports.",
        "60 billion yuan", "value", "CN-GZ", "level", "export", "2025",
    ),
    (
        "Inner Mongolia's exports sank 11% in May, the worst of any province.",
        "worst", "rank", "CN-NM", "growth", "export", "2025-05",
    ),
    (
        "With growth of 27.8%, Tibet led all provinces in 2025.",
        "led", "rank", "CN-XZ", "growth", "total", "2025",
    ),
    (
        "Only three of the 12 western provinces saw exports drop in 2025.",
        "three", "count", "CN", "count", "export", "2025",
    ),
    (
        "Beijing's deficit with the rest of the world narrowed to 1.9 trillion yuan in 2025 from 2.1 trillion yuan in 2024.",
        "2.1 trillion yuan", "value", "CN-BJ", "balance", "total", "2024",
    ),
    (
        "Shanghai: exports 2.0 trillion yuan, imports 2.5 trillion yuan, deficit 0.5 trillion yuan (2025).",
        "0.5 trillion yuan", "value", "CN-SH", "balance", "total", "2025",
    ),
    (
        "Qinghai's exports in 2025 were up 21%. Those of Ningxia fell 5%.",
        "5%", "value", "CN-NX", "growth", "export", "2025",
    ),
    (
        "Zhejiang customs: Jan-Oct exports up 7.9% at 3.4 trillion yuan",
        "3.4 trillion yuan", "value", "CN-ZJ", "level", "export", "2025-01/2025-10",
    ),
    (
        "Private enterprises in Fujian contributed 60 percent of the province's exports in 2025.",
        "60 percent", "value", "CN-FJ", "share", "export", "2025",
    ),
    (
        "BEIJING, Jan. 20 (Xinhua) -- Exports from Guangxi rose 12.3 percent in 2025 to 500 billion yuan.",
        "500 billion yuan", "value", "CN-GX", "level", "export", "2025",
    ),
    (
        "WUHAN, Jan. 18 (Xinhua) -- Foreign trade in central China's Hubei Province hit 844.5 billion yuan in 2025, up 18.2 percent year on year.",
        "18.2 percent", "value", "CN-HB", "growth", "total", "2025",
    ),
    (
        "Hebei's exports climbed 8.6% in 2024. A year later, growth had slowed to 3.1%.",
        "3.1%", "value", "CN-HE", "growth", "export", "2025",
    ),
    (
        "Hebei's exports climbed 8.6% in 2024. The following year they rose only 3.1%.",
        "3.1%", "value", "CN-HE", "growth", "export", "2025",
    ),
    (
        "In 2023 Sichuan's trade fell 4.1 percent; the year after, it grew 9.4 percent.",
        "9.4 percent", "value", "CN-SC", "growth", "total", "2024",
    ),
    (
        "Trade in Sichuan grew 9.4 percent in 2024, having fallen 4.1 percent the year before.",
        "4.1 percent", "value", "CN-SC", "growth", "total", "2023",
    ),
    (
        "Sichuan's trade, which shrank in 2023, grew by 9.4 percent the following year.",
        "9.4 percent", "value", "CN-SC", "growth", "total", "2024",
    ),
    (
        "Henan ranked first in exports and second in imports among the central provinces in 2025.",
        "first", "rank", "CN-HA", "level", "export", "2025",
    ),
    (
        "Measured by imports, Hubei was third in central China last year.",
        "third", "rank", "CN-HB", "level", "import", "2025",
    ),
    (
        "The biggest exporter in 2025 was Guangdong, with 6 trillion yuan.",
        "biggest", "rank", "CN-GD", "level", "export", "2025",
    ),
    (
        "In 2025, the steepest fall in imports, 21.2 percent, was seen in Shanxi.",
        "21.2 percent", "value", "CN-SX", "growth", "import", "2025",
    ),
    (
        "Gansu's trade rose 15.1% in the January-to-June period from a year earlier.",
        "15.1%", "value", "CN-GS", "growth", "total", "2025-01/2025-06",
    ),
    (
        "1H25 exports of Fujian: +3.4% yoy; 2H25: -1.9%.",
        "-1.9%", "value", "CN-FJ", "growth", "export", "2025-07/2025-12",
    ),
    (
        "Fujian's 3Q25 exports fell 2.8% y/y.",
        "2.8%", "value", "CN-FJ", "growth", "export", "2025-Q3",
    ),
    (
        "Hubei exports jump 44% in 2025, fastest in central China",
        "fastest", "rank", "CN-HB", "growth", "export", "2025",
    ),
    (
        "Anhui overtakes Fujian as trade tops 1 trillion yuan",
        "overtakes", "comparison", "CN-AH", "level", "total", "2025",
    ),
    (
        "Exports from Chongqing and Sichuan rose 9.5 percent and 6 percent in 2025.",
        "6 percent", "value", "CN-SC", "growth", "export", "2025",
    ),
    (
        "Hunan (560bn yuan) and Jiangxi (480bn yuan) trailed Hubei (844bn yuan) in trade in 2025.",
        "844bn yuan", "value", "CN-HB", "level", "total", "2025",
    ),
    (
        "Unlike Hunan, where exports fell 8 percent in 2025, Hubei saw them rise 44 percent.",
        "44 percent", "value", "CN-HB", "growth", "export", "2025",
    ),
    (
        "Six provinces, led by Guangdong, each exported more than 1 trillion yuan in 2025.",
        "Six", "count", "CN", "count", "export", "2025",
    ),
    (
        "Just five of the country's 31 provincial-level regions recorded lower exports in 2025.",
        "five", "count", "CN", "count", "export", "2025",
    ),
    (
        "All six central provinces increased their exports in 2024.",
        "six", "count", "CN", "count", "export", "2024",
    ),
    (
        "China's exports grew 6.1 percent in 2025. Guangdong's rose 2.4 percent, Zhejiang's 7.1.",
        "2.4 percent", "value", "CN-GD", "growth", "export", "2025",
    ),
    (
        "Guangdong still accounts for more than a fifth of the nation's trade, and for 22% of its exports.",
        "22%", "value", "CN-GD", "share", "export", "2025",
    ),
    (
        "Shaanxi's foreign trade in 2025 hit 480 billion yuan. A year later, it expects 500 billion yuan.",
        "480 billion yuan", "value", "CN-SN", "level", "total", "2025",
    ),
    (
        "Gansu exported 17 billion yuan of goods in 2025. The year before it had exported 14 billion yuan.",
        "14 billion yuan", "value", "CN-GS", "level", "export", "2024",
    ),
    (
        "Exports: Henan +14.1%, Hubei +44.4%, Hunan -8.0% (2025, yoy).",
        "-8.0%", "value", "CN-HN", "growth", "export", "2025",
    ),
    (
        "Goods worth 62.3 billion yuan were imported by Shanxi in 2025.",
        "62.3 billion yuan", "value", "CN-SX", "level", "import", "2025",
    ),
    (
        "Some 62.3 billion yuan of goods was imported into Shanxi last year, customs data show.",
        "62.3 billion yuan", "value", "CN-SX", "level", "import", "2025",
    ),
    (
        "Jilin, like neighbouring Liaoning, saw trade contract in 2025, by 2.4 percent.",
        "2.4 percent", "value", "CN-JL", "growth", "total", "2025",
    ),
    (
        "Jilin's trade shrank 2.4 percent in 2025. In contrast to its neighbour Liaoning, it ran a deficit, of 30 billion yuan.",
        "2.4 percent", "value", "CN-JL", "growth", "total", "2025",
    ),
    (
        "Zhejiang's export growth (7.1%) beat Jiangsu's (6.9%) in 2025.",
        "6.9%", "value", "CN-JS", "growth", "export", "2025",
    ),
    (
        "Guangxi's exports surged in 2025 (+12.3%), its imports less so (+3.5%).",
        "+3.5%", "value", "CN-GX", "growth", "import", "2025",
    ),
    (
        "Private firms in Anhui accounted for 55 percent of exports in 2025, foreign-funded ones for 20 percent.",
        "20 percent", "value", "CN-AH", "share", "export", "2025",
    ),
    (
        "Hubei's imports soared 35 percent in the final three months of 2025.",
        "35 percent", "value", "CN-HB", "growth", "import", "2025-Q4",
    ),
    (
        "Hubei's imports soared 35 percent in the last quarter of 2025 and 12 percent in the year as a whole.",
        "12 percent", "value", "CN-HB", "growth", "import", "2025",
    ),
    (
        "The province's trade surplus widened to 356 billion yuan, Hubei's customs chief said of 2025.",
        "356 billion yuan", "value", "CN-HB", "balance", "total", "2025",
    ),
    (
        "Hubei's 18.2 percent growth in 2025 was the best performance in central China.",
        "best", "rank", "CN-HB", "growth", "total", "2025",
    ),
    (
        "Shanxi's exports contracted 34.3 percent in 2023, the steepest fall of any province.",
        "steepest", "rank", "CN-SX", "growth", "export", "2023",
    ),
    (
        "Jiangxi was bottom of the six central provinces by imports in 2024.",
        "bottom", "rank", "CN-JX", "level", "import", "2024",
    ),
    (
        "Henan has ranked first in central China by trade for 14 consecutive years.",
        "first", "rank", "CN-HA", "level", "total", "2025",
    ),
    (
        "Customs in Henan put the province's exports at 560 billion yuan for 2025.",
        "560 billion yuan", "value", "CN-HA", "level", "export", "2025",
    ),
    (
        "Henan's total for 2025: imports and exports of 935.67 billion yuan, of which 600 billion yuan exports and 335.67 billion yuan imports.",
        "335.67 billion yuan", "value", "CN-HA", "level", "import", "2025",
    ),
    (
        "Last month, exports from Shandong rose 4 percent.",
        "4 percent", "value", "CN-SD", "growth", "export", "2026-02",
    ),
    (
        "Shandong's exports rose 4 percent in the twelve months to June 2025.",
        "4 percent", "value", "CN-SD", "growth", "export", "2024-07/2025-06",
    ),
    (
        "Shandong's exports rose 4 percent from 2023 to 2024.",
        "4 percent", "value", "CN-SD", "growth", "export", "2024",
    ),
    (
        "Through a new rail port, Xinjiang shipped 30 billion yuan of goods in 2025.",
        "30 billion yuan", "value", "CN-XJ", "level", "export", "2025",
    ),
    (
        "Henan's former governor said exports rose 14 percent in 2025.",
        "14 percent", "value", "CN-HA", "growth", "export", "2025",
    ),
    (
        "Until June, Henan's exports had been falling; in July 2025 they rose 9 percent.",
        "9 percent", "value", "CN-HA", "growth", "export", "2025-07",
    ),
    # a period in a phrase that is over before the figure stays there
    (
        "For Hunan, 2025 was a poor year: having lost 8.7 percent of its trade in 2024, it gave up another 3.9 percent.",
        "3.9 percent", "value", "CN-HN", "growth", "total", "2025",
    ),
    (
        "Jiangxi's trade returned to growth, 2.7%, after a 17.2% slump in 2024.",
        "2.7%", "value", "CN-JX", "growth", "total", "2025",
    ),
    # `over` means during where nothing gains
    (
        "Over the first seven months of 2025, the imports of Anhui and Henan stood at 178.68 billion and 159.07 billion yuan, respectively.",
        "159.07 billion yuan", "value", "CN-HA", "level", "import", "2025-01/2025-07",
    ),
    # a verb of buying or selling is a flow
    (
        "Chongqing sold 558.73 billion yuan of goods abroad in 2025.",
        "558.73 billion yuan", "value", "CN-CQ", "level", "export", "2025",
    ),
    (
        "Zhejiang's trade went well in 2025: 4.18 trillion yuan out, 1.37 trillion yuan in.",
        "1.37 trillion yuan", "value", "CN-ZJ", "level", "import", "2025",
    ),
    # flows added up are trade
    (
        "Shanghai's exports of 2.02 trillion yuan in 2025 and imports of 2.49 trillion yuan together make 4.51 trillion yuan.",
        "4.51 trillion yuan", "value", "CN-SH", "level", "total", "2025",
    ),
    # a period behind a rate is no whole of it
    (
        "China's exports climbed 7.2 percent in the first half of 2025 while imports slid 2.7 percent.",
        "2.7 percent", "value", "CN", "growth", "import", "2025-01/2025-06",
    ),
    # the object of any verb is set apart
    (
        "Anhui pipped Sichuan in July 2025, with 84.79 billion yuan of trade.",
        "84.79 billion yuan", "value", "CN-AH", "level", "total", "2025-07",
    ),
    # a known rate is nobody's share
    (
        "Anhui's trade growth in 2025 was nearly matched by the 14.1 percent of Henan.",
        "14.1 percent", "value", "CN-HA", "growth", "total", "2025",
    ),
    # one flow in excess of the other is a balance
    (
        "Tianjin bought 28.81 billion yuan more than it sold in 2024.",
        "28.81 billion yuan", "value", "CN-TJ", "balance", "total", "2024",
    ),
    # a group is a subject though its country is named with it
    (
        "The western region of China saw trade of 4.4 trillion yuan in 2025.",
        "4.4 trillion yuan", "value", "western", "level", "total", "2025",
    ),
    # a year to date may be told by its end
    (
        "Henan's trade stood at 412.5 billion yuan at the end of June 2025.",
        "412.5 billion yuan", "value", "CN-HA", "level", "total", "2025-01/2025-06",
    ),
    # firsts and places by their measure
    (
        "Guangdong first crossed 8 trillion yuan in trade in 2021.",
        "first", "first", "CN-GD", "level", "total", "2021",
    ),
    (
        "Xinjiang, 19th by size in 2025, traded 520.37 billion yuan.",
        "19th", "rank", "CN-XJ", "level", "total", "2025",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "kind", "subject", "op", "flow", "period"), CASES)
def test_reads_as_a_human_would(text: str, span: str, kind: str, subject: str | None, op: str, flow: str | None, period: str) -> None:
    claims = [c for c in read(text, TODAY).claims if c.text == span and c.kind == kind]
    assert (subject, op, flow, period) in [(c.subject, c.indicator.op, c.indicator.flow, c.period) for c in claims]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("Henan has ranked first in central China by trade for 14 consecutive years.", "14 consecutive years"),
        ("Shanxi ranks fifth of the six central provinces by exports, ahead of none but Jiangxi.", "ahead of"),
        ("Economists expect Guangdong's exports to rise 3 percent in 2026.", "3 percent"),
    ],
)
def test_claims_nothing(text: str, span: str) -> None:
    assert span not in [c.text for c in read(text, TODAY).claims]


@pytest.mark.parametrize(
    "text", ["Henan's exports rose by 30 billion yuan in 2025.", "Hunan trailed Hubei by 30 billion yuan in trade in 2025."]
)
def test_a_distance_is_no_level(text: str) -> None:
    assert [c.indicator.concept for c in read(text, TODAY).claims if c.text == "30 billion yuan"] == [None]


@pytest.mark.parametrize(
    ("text", "value", "pieces", "unit"),
    [
        ("In 2024 Anhui's exports of motor vehicles rose 34.5% in value and 30.8% in quantity: value per unit rose 2.8%.", "34.5%", "30.8%", "2.8%"),
        ("Anhui's exports of motor vehicles rose 30.8% in 2024 by volume, 34.5% in value; unit prices rose 2.8%.", "34.5%", "30.8%", "2.8%"),
        ("2024年，安徽汽车出口金额增长34.5%，数量增长30.8%，单位价值上升2.8%。", "34.5%", "30.8%", "2.8%"),
    ],
)  # fmt: skip
def test_growth_of_value_of_quantity_and_of_value_per_unit_are_three_things(text: str, value: str, pieces: str, unit: str) -> None:
    found = {c.text: c for c in read(text, TODAY).claims}
    assert [found[x].indicator.measure for x in (value, pieces)] == ["value", "quantity"]
    assert found[pieces].indicator.currency is None
    assert found[unit].indicator.concept is None


@pytest.mark.parametrize(
    "text",
    [
        "Of the nine years the best for Beijing's trade was 2021. The standard deviation of its yearly growth was 17 points: it swung more than in most provinces.",
        "With 69.5% of Anhui's trade known by partner, the Herfindahl-Hirschman index lies between 0.018 and 0.210.",
        "2024年安徽已知的贸易伙伴合计占69.5%，赫芬达尔指数介于0.018与0.210之间，集中程度不高于由4个伙伴均分。",
        "北京进出口年度增速的标准差为17个百分点，同期波动大于多数省份。",
    ],
)
def test_a_sentence_about_a_distribution_claims_nothing(text: str) -> None:
    assert [c.text for c in read(text, TODAY).claims if c.kind != "record"] == []
