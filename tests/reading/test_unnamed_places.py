"""Places that no table knows and that a text names by what they are: a port, a zone, a district called by its pro-form; what lies in them is named, not taken for a known place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.document import from_text

TODAY = date(2025, 7, 20)

Read = Callable[..., list[tuple[str, str | None, str | None, str | None, str | None]]]


@pytest.fixture
def read(hinterland: Hinterland) -> Read:
    """The claims of a text that say anything: their words, subject, product, partner and trade mode."""

    def read(text: str) -> list[tuple[str, str | None, str | None, str | None, str | None]]:
        found = hinterland.check(from_text("t", text), dated=TODAY).to_dict()["claims"]
        return [
            (c["text"], c["subject"], c["indicator"]["product"], c["indicator"]["partner"], c["indicator"]["regime"])
            for c in found
            if c["indicator"]["concept"] is not None
        ]

    return read


def test_port_owns_its_trade_to_the_end_of_a_text(read: Read) -> None:
    """A port that no table knows is the subject of all that follows, and the slots that are sure stay."""
    found = read("上半年，锦州口岸进出口90亿元，同比增长4.1%。其中，出口50亿元，增长5.2%；进口40亿元，增长3%。")
    assert {subject for _, subject, *_ in found} == {"?锦州口岸"}
    assert len(found) == 6


def test_unknown_name_before_the_word_for_a_zone_is_its_own(read: Read) -> None:
    """The words that open a clause before a zone or port are its name, known to a table or not."""
    found = read("上半年，青岩综合保税区进出口20亿元，增长5%。")
    assert found[0][:2] == ("20亿元", "?青岩综合保税区")


def test_place_in_the_name_of_a_logistics_centre_owns_nothing(read: Read) -> None:
    """A bonded logistics centre is a zone, no trade mode of the city whose name it bears."""
    found = read("上半年，其中，榆林陆港保税物流中心进出口2.5亿元，增长52.9%。")
    assert {(subject, regime) for _, subject, _, _, regime in found} == {("?榆林陆港保税物流中心", "all")}


def test_firms_that_trade_through_a_port_are_a_part_of_its_trade(read: Read) -> None:
    """What firms of a kind send through a port is of those firms."""
    found = read("上半年，锦州口岸进出口90亿元，增长4%。二季度，异地企业经锦州口岸进出口21亿元，同比下降6.9%。")
    assert [regime for *_, regime in found] == ["all", "all", "?异地企业", "?异地企业"]


@pytest.mark.parametrize("word", ["全区", "我区", "全市", "全县"])
def test_town_that_is_never_named_is_no_nation(word: str, read: Read) -> None:
    """A brief that speaks of its own district, town or county and names no place is of no place that can be named, least of all of the nation."""
    found = read(f"1-6月，{word}实现进出口总额6.4亿元，下降7.2%，增速居上游。其中，出口5.7亿元，下降6.9%。")
    assert {subject for _, subject, *_ in found} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "ASEAN stayed the town's largest partner with 4.6 billion yuan, or 20 percent of total trade of 23 billion yuan.",
        "The river port doubled its trade from 9.1 billion yuan to 18.2 billion yuan.",
        "到今年前11个月的37.6亿元，小城的外贸增长了三倍多。",
        "前5个月，海关特殊监管区域进出口36亿元，占全市进出口总值120亿元的三成。",
    ],
)
def test_place_that_its_possessive_or_a_share_calls_is_no_nation(text: str, read: Read) -> None:
    """What a text calls a town by stands in the possessive, or behind the word for a share, as well."""
    assert "CN" not in {subject for _, subject, *_ in read(text)}


def test_amount_behind_its_part_is_of_the_whole(read: Read) -> None:
    """The second of two amounts joined by *of* is of the nation whose share the first one is."""
    found = read("Anhui accounted for 2.2 percent of China's foreign trade in 2025: 1.01 trillion of 45.47 trillion yuan.")
    assert [subject for _, subject, *_ in found] == ["CN-AH", "CN-AH", "CN"]


def test_region_that_is_named_is_what_its_word_means(read: Read) -> None:
    """An autonomous region is called by the word for a district as well."""
    found = read("1-6月，宁夏进出口64亿元，增长2%。全区出口57亿元，增长3%。")
    assert {subject for _, subject, *_ in found} == {"CN-NX"}


def test_none_of_several_partners_goes_on(read: Read) -> None:
    """Goods that open a sentence behind one on several partners go to all of them."""
    found = read("上半年，湖北对墨西哥、土耳其出口分别增长15.1%、4.4%。棱纹布出口6亿元，增长6.1%。")
    assert [(product, partner) for _, _, product, partner, _ in found][2:] == [("?棱纹布", "world")] * 2


def test_figures_in_brackets_and_rates_pair_with_trade_modes(read: Read) -> None:
    """Re-exports and domestic exports have their levels in brackets and their rates in order, and imports behind them are neither."""
    found = read("首季澳門再出口（43.7億元）及本地產品出口（5.1億元）分別上升1.4%和8.5%。總進口貨值為284.8億元，增加2%。")
    assert [regime for *_, regime in found] == ["?re-exports", "?domestic exports", "?re-exports", "?domestic exports", "all", "all"]


def test_number_in_the_name_of_a_group_counts_nothing(read: Read) -> None:
    """Regions of a partner that are named with their number are a partner of their own."""
    found = read("首季澳門出口貨值為48.8億元，上升2.1%。輸往中國內地（3.8億元）的則減少5%，其中環嶺南九省（3.6億元）下跌6.7%。")
    assert "九" not in [words for words, *_ in found]
    assert found[-1][3] in ("?環嶺南九省", "?环岭南九省")


def test_place_that_completes_a_flow_begins_anew(read: Read) -> None:
    """A place with the verb of having right before its flow trades with all."""
    found = read("漳州外贸简报\n2024年漳州与东盟国家贸易额达311亿元。\n全市接待旅客增长8%。\n2024年漳州全年完成出口580亿元，同比增长3%。")
    assert [partner for _, subject, _, partner, _ in found if subject == "350600"][-2:] == ["world", "world"]
