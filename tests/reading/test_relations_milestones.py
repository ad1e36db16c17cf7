"""What firsts, records and streaks say beside their slots, as the trained reader completes them."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.models import Claim
from hinterland.reading import read_claims

TODAY = date(2026, 3, 15)


def only(text: str, kind: str) -> Claim:
    """The one claim of a kind in a text."""
    (found,) = [claim for claim in read_claims(text, TODAY) if claim.kind == kind]
    return found


@pytest.mark.parametrize(("text", "place", "scope", "test", "threshold", "window"), [
    ("Anhui's trade topped 1 trillion yuan for the first time in 2025.", 1, None, ">", 10**12, None),
    ("Hunan's imports dropped below 200 billion yuan in 2025 for the first time since 2020.", 1, None, "<", 2 * 10**11, "2020"),
    ("Sichuan became the second western province to top 1 trillion yuan in trade in 2024.", 2, "western", ">", 10**12, None),
    ("Anhui was the first province in central China to lift its trade past 1 trillion yuan.", 1, "central", ">", 10**12, None),
    ("Henan became the tenth province with trade above 800 billion yuan in 2025.", 10, "provinces", ">", 8 * 10**11, None),
    ("Guangdong first crossed 8 trillion yuan in trade in 2021.", 1, None, ">", 8 * 10**12, None),
    ("2025年安徽进出口首次突破1万亿元。", 1, None, ">", 10**12, None), ("2025年贵州出口首次跌破500亿元。", 1, None, "<", 5 * 10**10, None),
    ("安徽成为中部地区首个外贸超万亿元的省份。", 1, "central", ">", 10**12, None), ("四川成为西部第2个外贸超万亿元的省份。", 2, "western", ">", 10**12, None),
    ("2025年河南成为全国第十个进出口突破8000亿元的省份。", 10, "provinces", ">", 8 * 10**11, None), ("2025年金华外贸首破万亿。", 1, None, ">", 10**12, None),
])  # fmt: skip
def test_a_first(text: str, place: int, scope: str | None, test: str, threshold: int, window: str | None) -> None:
    claim = only(text, "first")
    relation = claim.relation
    assert (claim.low, claim.scope, relation.test, relation.threshold, relation.window) == (place, scope, test, threshold, window)


@pytest.mark.parametrize(("text", "scope", "test", "op", "window"), [
    ("Hunan's exports hit a record high in 2025.", "years", "highest", "level", None), ("Hunan's exports in May 2025 were an all-time high.", "months", "highest", "level", None),
    ("Xinjiang's December trade was a monthly record.", "months", "highest", "level", None),
    ("Hunan's exports in June 2025 were the lowest since March 2023.", "months", "lowest", "level", "2023-03"),
    ("It was the steepest fall in nine months: China's exports fell 5% in May 2025.", "months", "lowest", "growth", "2024-09"),
    ("In 2025 imports posted their sharpest drop on record.", "years", "lowest", "growth", None),
    ("Hunan's growth in 2025 was the slowest since 2016.", "years", "lowest", "growth", "2016"),
    ("2025年湖南出口创历史新高。", "years", "highest", "level", None), ("安徽2025年5月出口创历史同期新高。", "years", "highest", "level", None),
    ("2025年12月安徽进出口创单月历史新高。", "months", "highest", "level", None), ("湖南2025年6月出口为2023年3月以来最低。", "months", "lowest", "level", "2023-03"),
    ("2025年5月安徽出口为近9个月最低。", "months", "lowest", "level", "2024-09"), ("2025年安徽出口增速为近五年最高。", "years", "highest", "growth", "2021"),
    ("2025年7月，江苏出口3512.4亿元，为年内最高。", "months", "highest", "level", "2025"),
])  # fmt: skip
def test_a_record(text: str, scope: str, test: str, op: str, window: str | None) -> None:
    claim = only(text, "record")
    relation = claim.relation
    assert (claim.scope, relation.test, claim.indicator.op, relation.window) == (scope, test, op, window)
    assert relation.order == ("asc" if test == "lowest" else "desc")


@pytest.mark.parametrize(("text", "number", "test", "op", "threshold"), [
    ("Anhui's exports grew for the third year in a row in 2025.", 3, ">", "growth", 0), ("It was a third consecutive year of growth for Anhui's trade.", 3, ">", "growth", 0),
    ("Exports of Zorbia's port fell for the second straight month in May 2025.", 2, "<", "growth", 0),
    ("Anhui's trade grew by more than 10% for the second year in a row in 2025.", 2, ">", "growth", 10),
    pytest.param("Anhui's trade has stayed above 1 trillion yuan for two consecutive years.", 2, ">", "level", 10**12,
                 marks=pytest.mark.xfail(strict=False, reason="whether it is of trade is decided otherwise")),
    ("Hokkaido's imports fell for four six-month periods in a row.", 4, "<", "growth", 0),
    ("Tuscany's exports have grown for 11 quarters in a row.", 11, ">", "growth", 0),
    ("截至2025年，安徽进出口连续5年增长。", 5, ">", "growth", 0), ("截至2025年7月，湖南进口已连续4个月下降。", 4, "<", "growth", 0),
    ("2025年，安徽咕噜机出口连续3年增长。", 3, ">", "growth", 0), ("截至2025年，安徽进出口连续2年增速高于10%。", 2, ">", "growth", 10),
    ("2025年，江西进出口连续第二年下降。", 2, "<", "growth", 0), ("2025年，咕噜机出口连续第12年增长。", 12, ">", "growth", 0),
    ("2025年江西进出口下降2%，已连续第三个年头负增长。", 3, "<", "growth", 0),
    ("2025年，安徽出口连续两年超过5000亿元。", 2, ">", "level", 5 * 10**11), ("截至2025年，四川进出口连续四年超过万亿元。", 4, ">", "level", 10**12),
])  # fmt: skip
def test_a_streak(text: str, number: int, test: str, op: str, threshold: int) -> None:
    claim = only(text, "streak")
    relation = claim.relation
    assert (claim.low, relation.test, claim.indicator.op, relation.threshold) == (number, test, op, threshold)


@pytest.mark.parametrize("text", ["东盟连续26年为广西第一大贸易伙伴。", "Guangdong's trade ranked first for the 40th year in a row."])
def test_a_run_of_holding_a_place_is_no_growth(text: str) -> None:
    assert all(claim.relation.threshold is None for claim in read_claims(text, TODAY) if claim.kind == "streak")
