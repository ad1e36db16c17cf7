"""How a Chinese figure finds its period, owner, flow and measure: one principle a test, in a document of 15 March 2026."""

from datetime import date

import pytest

from hinterland.language.read import read
from hinterland.models import Claim

TODAY = date(2026, 3, 15)


def only(text: str, span: str, kind: str | None = None) -> Claim:
    found = [c for c in read(text, TODAY).claims if c.text == span and kind in (None, c.kind)]
    assert len(found) == 1, [c.text for c in read(text, TODAY).claims]
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "period"),
    [
        ("浙江２０２４年进出口总额为５２６４１亿元。", "５２６４１亿元", "2024"),
        ("青海今年头两月进出口9.5亿元，增6.1%。", "6.1%", "2026-01/2026-02"),
        ("海南三季度外贸走弱（2025年数据，下同）：进出口650亿元，下降3.1%。", "3.1%", "2025-Q3"),
        ("吉林2025年6月出口52亿元，增长3%，累计出口301亿元，增长9%。", "9%", "2025-01/2025-06"),
        ("2024年，青海出口增长5%；而一年前，这个增速只有0.2%。", "0.2%", "2023"),
        ("河北的变化，从去年前8个月的进口单子里看得出：集成电路97.3亿元。", "97.3亿元", "2025-01/2025-08"),
        ("西藏自治区2025年前5个月对外贸易49.05亿元，比上年同期多12.6%。", "49.05亿元", "2025-01/2025-05"),
        ("贵州2025年进出口848.4亿元，与上年的862.4亿元基本持平。", "862.4亿元", "2024"),
        ("重庆外贸由8158.4亿元（2022年）到7137.4亿元（2023年），再到8006.8亿元（2025年）。", "7137.4亿元", "2023"),
        ("山东外贸2024年3.38万亿元，上年为3.26万亿元。", "3.26万亿元", "2023"),
        ("新疆外贸2025年5203.7亿元，五年前只有1484.3亿元。", "1484.3亿元", "2020"),
    ],
)
def test_a_period_is_the_one_its_words_make_up(text: str, span: str, period: str) -> None:
    assert only(text, span).period == period


@pytest.mark.parametrize(
    "text",
    [
        "标题：5.95万亿元！江苏外贸再创新高",
        "进出口：5.95万亿元，+6%\n——一图读懂江苏外贸2025",
        "从2021年的5.2万亿元到2025年的5.95万亿元，江苏外贸稳步上行。",
    ],
)
def test_a_caption_without_figures_names_the_subject_of_those_beside_it(text: str) -> None:
    assert only(text, "5.95万亿元").subject == "CN-JS"


@pytest.mark.parametrize(
    ("text", "span", "versus"),
    [
        ("湖南2025年出口增速比进口高10.8个百分点。", "10.8个百分点", "import"),
        ("2025年湖南出口1.2万亿元，进口0.8万亿元，出口是进口的1.5倍。", "1.5倍", "import"),
        ("2025年天津只比湖北多18.6亿元。", "18.6亿元", "CN-HB"),
    ],
)
def test_what_another_is_set_against_does_not_become_the_subject(text: str, span: str, versus: str) -> None:
    claim = only(text, span)
    assert (claim.kind, claim.relation.versus) == ("comparison", versus)
    assert claim.indicator.flow == ("export" if versus == "import" else "total")


@pytest.mark.parametrize(
    ("text", "span", "flow"),
    [("天津外贸的六成左右是进口。", "六成", "import"), ("重庆去年进出口8006.8亿元，其中近七成由出口贡献。", "七成", "export")],
)
def test_a_part_named_behind_its_share_is_what_the_share_is_of(text: str, span: str, flow: str) -> None:
    claim = only(text, span)
    assert (claim.indicator.op, claim.indicator.flow) == ("share", flow)


def test_each_hands_out_a_run_as_respectively_does() -> None:
    text = "2024年全国出口3.5万亿美元、进口2.5万亿美元，同比各增5.9%与1.1%。"
    assert (only(text, "5.9%").indicator.flow, only(text, "1.1%").indicator.flow) == ("export", "import")


def test_a_run_shares_its_cue_and_its_owners() -> None:
    text = "安徽2024年，国企、民企、外企分别进出口2111亿元、4481亿元、2055.9亿元，比重依次是24.4%、51.8%、23.8%。"
    owners = ["enterprise:state-owned", "enterprise:private", "enterprise:foreign-invested"]
    for spans, op in ((["2111亿元", "4481亿元", "2055.9亿元"], "level"), (["24.4%", "51.8%", "23.8%"], "share")):
        assert [(only(text, s).indicator.op, only(text, s).indicator.regime) for s in spans] == [(op, o) for o in owners]


@pytest.mark.parametrize("text", ["北京外贸去年跌幅扩大到11.5%。", "北京进出口1万亿元，比上年少了11.5%。"])
def test_a_fall_stays_one_however_it_is_told(text: str) -> None:
    low = only(text, "11.5%").low
    assert low is not None and low < 0


def test_an_operating_unit_ends_the_other_basis() -> None:
    text = "按境内目的地和货源地口径，广东2024年进出口为14272.8亿美元；经营单位口径则是12785.8亿美元。"
    assert [only(text, s).indicator.basis for s in ("14272.8亿美元", "12785.8亿美元")] == ["destination-origin", "operating-unit"]


def test_a_figure_in_brackets_is_its_regions_own_even_where_that_is_set_against_another() -> None:
    assert only("去年浙江（20734亿元）不敌江苏（18809亿元）。", "18809亿元").subject == "CN-JS"


def test_a_group_is_the_run_of_all_its_members_and_a_member_named_again_is_itself() -> None:
    text = "沪苏浙皖去年进出口加起来有17.02万亿元，整体增长6.3%，其中安徽增长17.3%。"
    assert [only(text, s).subject for s in ("17.02万亿元", "6.3%", "17.3%")] == ["yangtze-delta", "yangtze-delta", "CN-AH"]


def test_a_topic_named_at_the_head_holds_whichever_regions_follow() -> None:
    text = "“新三样”出口方面，上海2025年出口1566.7亿元，安徽为1018.3亿元，前者高出后者548.4亿元。"
    assert {only(text, s).indicator.product for s in ("1566.7亿元", "1018.3亿元", "548.4亿元")} == {"new-three"}


def test_a_share_of_a_named_whole_has_the_wholes_flow_unless_its_part_has_one() -> None:
    text = "浙江2025年出口4.18万亿元，占全国出口的15.5%；民营企业继续挑大梁，占全省进出口82.2%。"
    assert [only(text, s).indicator.flow for s in ("15.5%", "82.2%")] == ["export", "total"]


def test_what_industry_earns_is_no_trade() -> None:
    text = "安徽规上工业企业2024年实现营业收入54918.5亿元，增长6.6%；利润总额2398.4亿元，增长3.5%。"
    concepts = [only(text, s).indicator.concept for s in ("54918.5亿元", "6.6%", "2398.4亿元", "3.5%")]
    assert concepts == ["industrial_revenue"] * 2 + ["industrial_profit"] * 2


@pytest.mark.parametrize(
    ("text", "span", "subject", "op", "scope"),
    [
        ("中部六省2025年外贸冷热不均：湖北增长18.2%居首，江西增长2.7%。", "首", "CN-HB", "growth", "central"),
        ("东部十省市中，2025年外贸增速最快的是河北，垫底的是北京。", "垫底", "CN-BJ", "growth", "eastern"),
        ("长三角三省一市去年进出口全部正增长，安徽以17.3%领跑。", "领跑", "CN-AH", "growth", "yangtze-delta"),
        ("2025年江苏外贸规模稳居全国次席。", "次席", "CN-JS", "level", "provinces"),
        ("湖北外贸总量2025年已挤进全国前十。", "前十", "CN-HB", "level", "provinces"),
        ("安徽在长三角里个头最小、跑得最快，讲的是2025年的进出口。", "最快", "CN-AH", "growth", "yangtze-delta"),
    ],
)
def test_a_place_ranks_what_was_ranked_last_within_the_group_spoken_of(text: str, span: str, subject: str, op: str, scope: str) -> None:
    claim = only(text, span, "rank")
    assert (claim.subject, claim.indicator.op, claim.scope) == (subject, op, scope)


@pytest.mark.parametrize(
    ("text", "span", "scope"),
    [
        ("外贸十强中，去年出现负增长的有三家：福建、四川、北京。", "三家", "top-10"),
        ("2025年前7个月，中部地区有五个省份进出口同比上升。", "五个", "central"),
        ("2025年21个省份外贸取得正增长，其中17个高于全国平均增速。", "17个", "provinces"),
        ("东北三省2025年外贸全部下滑。", "全部", "northeast"),
    ],
)
def test_a_count_is_found_by_what_is_said_of_those_counted(text: str, span: str, scope: str) -> None:
    assert only(text, span, "count").scope == scope


def test_half_of_a_word_counts_nothing() -> None:
    assert not [c for c in read("中部六省2025年外贸冷热不均。", TODAY).claims if c.kind == "count"]


@pytest.mark.parametrize(
    ("text", "span", "versus"),
    [
        ("去年山东进口增速（5.1%）快于出口（4%）。", "快于", "export"),
        ("海南2025年外贸增速快于全国。", "快于", "CN"),
        ("在去年上半年的出口比拼中，浙江不敌江苏。", "不敌", "CN-JS"),
    ],
)
def test_a_comparison_without_a_distance_is_one_claim(text: str, span: str, versus: str) -> None:
    assert only(text, span, "comparison").relation.versus == versus


@pytest.mark.parametrize("text", ["同处长三角的福建，去年进出口下降5.4%。", "福建地处长三角，去年进出口下降5.4%。"])
def test_a_place_in_any_group_is_a_membership(text: str) -> None:
    assert only(text, "长三角", "membership").subject == "CN-FJ"


@pytest.mark.parametrize("text", ["据南京海关统计，2025年进出口5.95万亿元。", "本报南京1月20日电（记者 李明）去年，全省进出口5.95万亿元。"])
def test_an_office_or_a_dateline_stands_for_its_province(text: str) -> None:
    assert only(text, "5.95万亿元").subject == "CN-JS"


def test_a_place_below_the_cities_held_is_nobody() -> None:
    text = "合肥市去年外贸4320.5亿元；义乌更猛，进出口8365亿元。"
    assert [only(text, s).subject for s in ("4320.5亿元", "8365亿元")] == ["340100", None]


def test_figures_in_a_run_go_to_the_names_in_a_run_without_a_word_for_it() -> None:
    text = "2025年，湖北、湖南、河南进出口同比增速为18.2%、-3.9%、14.1%。"
    assert [only(text, s).subject for s in ("18.2%", "-3.9%", "14.1%")] == ["CN-HB", "CN-HN", "CN-HA"]


def test_those_counted_are_counted_by_the_flow_and_rate_of_their_clause() -> None:
    claims = read("2025年，有15个省份出口实现两位数增长；全国外贸增速超20%的省份有10个。", TODAY).claims
    assert [(c.kind, c.indicator.flow, c.relation.threshold) for c in claims] == [("count", "export", 10), ("count", "total", 20)]


def test_a_mode_of_trade_is_no_whole() -> None:
    text = "安徽2025年跨境电商进出口520亿元；跨境电商蓬勃发展，全省进出口10135.6亿元。"
    assert [only(text, s).indicator.regime for s in ("520亿元", "10135.6亿元")] == ["cross-border-ecommerce", "all"]


def test_a_ware_that_opens_the_clause_before_is_what_was_traded() -> None:
    assert only("重庆去年外贸向好，笔记本电脑仍是压舱石，出口1521.5亿元。", "1521.5亿元").indicator.product == "notebook-computers"


def test_marks_between_which_time_is_told_are_no_levels() -> None:
    assert not [c for c in read("湖北外贸从7000亿到8000亿只用了一年。", TODAY).claims if c.kind == "value"]


@pytest.mark.parametrize(
    "text", ["长三角省份江西去年进出口4823亿元。", "江西是长三角的一员，去年进出口4823亿元。", "江西（长三角省份）去年进出口4823亿元。"]
)
def test_a_word_for_its_members_puts_a_province_in_a_group(text: str) -> None:
    found = [c for c in read(text, TODAY).claims if c.kind == "membership"]
    assert [(c.subject, c.scope) for c in found] == [("CN-JX", "yangtze-delta")]


@pytest.mark.parametrize(
    ("text", "who", "scope"),
    [
        ("沿海经济大省河南去年出口增长18%。", "CN-HA", "coastal"),
        ("河北、山西等中部省份去年走势分化。", "CN-HE", "central"),
        ("四川、湖北两个西部省份去年外贸增长。", "CN-HB", "western"),
        ("安徽，这个沿海省份，去年进出口10135.6亿元。", "CN-AH", "coastal"),
    ],
)
def test_of_those_put_in_a_group_the_one_that_does_not_belong_is_claimed(text: str, who: str, scope: str) -> None:
    found = [c for c in read(text, TODAY).claims if c.kind == "membership"]
    assert [(c.subject, c.scope) for c in found] == [(who, scope)]


def test_a_size_named_after_a_rate_is_ranked_by_size() -> None:
    text = "2025年，安徽以增速17.3%位居长三角第一，总量10135.6亿元排在第四。"
    assert [only(text, s, "rank").indicator.op for s in ("第一", "第四")] == ["growth", "level"]


def test_the_whole_province_behind_a_city_is_the_province() -> None:
    assert only("去年合肥进出口4320亿元；全省合计10135.6亿元。", "10135.6亿元").subject == "CN-AH"


def test_regions_with_figures_of_their_own_are_summed_up_as_their_group() -> None:
    text = "去年，辽宁外贸7485.6亿元，吉林1638.6亿元，黑龙江3125.9亿元，三省合计12250.1亿元。"
    assert only(text, "12250.1亿元").subject == "northeast"


def test_a_place_among_all_but_some_is_left_out() -> None:
    assert not [c for c in read("除广东外，江苏去年以5.95万亿元居首。", TODAY).claims if c.kind == "rank"]


def test_not_reaching_a_mark_is_less_than_it() -> None:
    claim = only("2020年，安徽外贸不到6000亿元。", "6000亿元")
    assert claim.low is None and claim.high == 600_000_000_000


def test_a_share_of_provinces_is_no_growth_of_trade() -> None:
    assert not [c for c in read("2025年全国六成省份外贸正增长。", TODAY).claims if c.kind == "value"]
