"""What stands behind an event: how its year went on, the years before it, the others of its part of the country, the flow that was a record; and how a level lies to one first reported."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import pytest

from hinterland.brief import Brief
from hinterland.brief.output import to_markdown
from hinterland.brief.printed import makes, ties
from hinterland.codes import Language

BriefOf = Callable[..., Brief]


def story(brief: Brief) -> str:
    told = [brief.headline, *brief.standfirst, *(t.text for t in brief.takeaways)]
    return re.sub(r"\s?\[\d+\]", "", " ".join([*told, *(s for x in brief.sections if not x.detail for s in x.sentences)]))


@pytest.mark.parametrize(
    ("subject", "period", "language", "said"),
    [
        ("CN-SX", "2024-01/2024-06", "en", "slowed from 22.7% in the first five months of 2024 to 18.7% in the first half."),
        ("CN-SX", "2024-01/2024-06", "zh", "2024年1至5月，山西进出口增长22.7%，上半年增速放缓至18.7%。"),
        ("CN-SN", "2024", "en", "had been up 9.7% in the first quarter of 2024, 12.5% in the first half and 14.0% in the first three quarters."),
        ("CN-SN", "2024", "zh", "（上年下降）"),  # Of two releases, and steeper than any revision.
        ("CN-SN", "2024", "en", "but stayed below the peak of 484 billion yuan in 2022, the highest in figures going back to 2016."),
        ("CN-HN", "2022", "en", "Among central China's other large traders, Hubei's trade rose 14.8%, Anhui's 8.8% and Henan's 3.8%."),
        ("CN-HE", "2019", "en", "Among eastern China's large traders, Zhejiang's trade rose 8.1%, "
         "while that of Guangdong, Jiangsu and Shanghai was little changed."),
        ("CN-HE", "2019", "zh", "东部外贸大省市中，浙江进出口增长8.1%，广东、江苏、上海变化不大。"),
        ("CN-GX", "2024", "en", "Among western China's other large traders, Xinjiang's trade rose 21.8% in 2024, "
         "Shaanxi's 12.3%, Sichuan's 9.4% and Chongqing's 0.4%, while Yunnan's fell 3.9%."),
        ("CN-XZ", "2021", "en", "Among western China's large traders, Shaanxi's trade rose 26.1%, Chongqing's 22.8%, Guangxi's about 22% and"),
        ("CN-SX", "2018", "zh", "安徽增长约13%"),
        ("US-IA", "2014", "en", "Among the Midwest's large exporters, Indiana's exports rose 4.0%, Illinois' 3.3% and Ohio's 3.1%, while Michigan's fell 3.1%."),
        ("CN-HN", "2022", "zh", "2020年湖南进出口增长12.3%，2019年增长41.2%。"),
        ("CN-FJ", "2023", "en", "is little changed at 1.97 trillion yuan in 2023, with imports the highest in figures going back to 2018"),
        ("CN-FJ", "2023", "zh", "与2022年初次公布的1.98万亿元大体持平。"),
        ("eastern", "2023", "en", "Eastern China's trade is little changed at 33.2 trillion yuan in 2023 Eastern"),
            # One of exports and imports that is held is given where the other, worked back from a later year, doesn't add up with it; both where all are.
            ("CN-GD", "2022", "en", "Guangdong's exports rose 5.5% to 5.33 trillion yuan in 2022."),
            ("CN-YN", "2020", "en", "Exports came to 152 billion yuan and imports to 117 billion yuan."),
            ("US-LA", "2013", "en", "Louisiana passes Florida to rank sixth among the states by exports in 2013, as Florida's fall 8.7%"),
            ("CN-AH", "2025-01/2025-02", "en", "second fastest both among the ten largest trading provinces and municipalities and among the six central provinces, behind Henan."),
            ("CN-AH", "2025-01/2025-02", "zh", "在规模全国前十的省份中，安徽进出口增速居第二位，在中部六省中也居第二位，均仅次于河南。"),
        ("CN-YN", "2019", "en", "Yunnan's trade rises about 18% in 2019 and passes 200 billion yuan"),
        ("CN-HN", "2019", "en", "Hunan's trade rises 41.2% to 434.2 billion yuan in 2019, fastest nationwide"),
        ("CN", "2023", "en", "Seven provincial-level regions had trade above 1 trillion yuan in 2023: Guangdong, Jiangsu, Zhejiang, "),
        # A part of the country that moved otherwise than all those named has the one that explains it.
        ("CN-JS", "2025-H1", "en", "Guangdong's trade rose 4.0% and Shanghai's 2.4%, while Beijing's fell 16.4%."),
        ("CN-QH", "2024", "en", "Qinghai's trade, down 10.0% in the first half of 2024, was up 23.2% in the year as a whole."),
        ("CN-AH", "2025-01/2025-02", "en", "Elsewhere in central China, Henan's trade rose 26.4%, Jiangxi's 2.7% and Hubei's 0.5%, while Shanxi's fell 21.5% and Hunan's 3.3%."),
        ("CN-HB", "2025", "en", "had been up 16.6% in the first quarter of 2025 and 28.4% in the first half."),
        ("CN-SC", "2024", "zh", "进口规模反超辽宁、天津，升至全国第八位"),
        ("CN", "2023", "zh", "进出口19.47万亿元，同比增长2.8%，占进出口总值的46.6%"),
    ],
)  # fmt: skip
def test_what_explains_the_event_is_in_the_story(brief_of: BriefOf, subject: str, period: str, language: Language, said: str) -> None:
    assert said in story(brief_of(subject, period, language))


def test_months_that_miss_their_total_have_a_note(brief_of: BriefOf) -> None:
    assert "they don't add up to the total of 86.37 billion yuan" in to_markdown(brief_of("CN-SX", "2024-01/2024-06"))


def test_a_share_of_years_before_is_no_news_of_the_year(brief_of: BriefOf) -> None:
    for subject, period in (("CN-FJ", "2023"), ("CN-LN", "2023"), ("US-TX", "2014")):
        brief = brief_of(subject, period)
        assert not re.search(
            r"share of the nation's (?:trade|exports) (?:rose|rises|fell|falls)", " ".join([brief.headline, *brief.standfirst])
        )


def test_first_times_of_the_detail_name_where_the_figures_begin(brief_of: BriefOf) -> None:
    detail = " ".join(s for x in brief_of("CN-YN", "2019").sections if x.detail for s in x.sentences)
    assert re.search(r"trade above 200 billion yuan[^.]*in figures going back to 2016", detail)


def test_amounts_in_several_scales_tie_to_the_digit_of_the_balance() -> None:
    exports, imports = (1_176_000_000_000, "1.18万亿元"), (797_500_000_000, "7975亿元")
    out, back = ((Decimal(size), text) for size, text in (exports, imports))
    assert not ties(out, back, (Decimal(379_000_000_000), "3790亿元"))
    assert ties(out, back, (Decimal(379_000_000_000), "3800亿元"))
    assert not makes("46.6%", (Decimal(19_472_000_000_000), "19.5万亿元"), (Decimal(41_760_000_000_000), "41.76万亿元"))
    assert makes("46.6%", (Decimal(19_472_000_000_000), "19.47万亿元"), (Decimal(41_760_000_000_000), "41.76万亿元"))
