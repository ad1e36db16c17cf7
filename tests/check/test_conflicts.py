"""Findings as conflicts: how likely the writer erred, by shape, likeness and what bears the readings out, and one finding for each misreading."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import hinterland
from hinterland.api import Hinterland
from hinterland.check import conflicts
from hinterland.check.bearing import doubts_of, likely
from hinterland.check.conflicts import PRECEDENCE, SURE, Grounds, likeness, rates, settle
from hinterland.check.judge import Judged
from hinterland.check.rules import CODES
from hinterland.interval import Interval
from hinterland.models import Claim, Finding, Indicator, Span


def judged(text: str, start: int = 0, *, held: str | None = None, confidence: float = 0.95, **more: Any) -> Judged:
    """A claim of Hubei's trade as judged, with what is held of it."""
    verdict = more.pop("verdict", "unverifiable" if held is None else "refuted")
    claim = Claim(id=f"c{start}", start=start, end=start + len(text), text=text, kind="value", subject="CN-HB", indicator=Indicator(),
                  period="2025", confidence=confidence, verdict=verdict)  # fmt: skip
    value = Decimal(text.split()[0]).scaleb(12 if "trillion" in text else 9)
    answers = [] if held is None else [Interval.exact(Decimal(held))]
    return Judged(claim, Interval.exact(value), Interval.exact(value), answers, **more)


def probability(read: float, shape: str, chance: float = 1.0, others: int = 0) -> float:
    return Grounds(read, chance, others).probability(*rates()[shape])


def finding(code: str, one: Judged, *others: Judged, severity: str = "error") -> Finding:
    related = [Span(start=o.claim.start or 0, end=o.claim.end or 0) for o in others]
    start, end = one.claim.start or 0, one.claim.end or 0
    return Finding.model_validate({"start": start, "end": end, "code": code, "severity": severity, "message": "-", "claims": [one.claim.id], "related": related})  # fmt: skip


def test_every_rule_that_accuses_stands_once_in_the_precedence() -> None:
    named = list(PRECEDENCE)
    assert sorted(named) == sorted(c for c in CODES if c != "HL901")


def test_the_table_has_every_shape_once_with_rates_of_one_at_most() -> None:
    assert {"text:unlike", "sum:digit", "held:power", "label", "order:place"} <= set(rates())
    assert all(0 < rate <= 1 for pair in rates().values() for rate in pair)


@pytest.mark.parametrize(
    ("said", "held", "slip"),
    [
        ("834.01 billion yuan", "83401000000", "power"), ("834.01 billion yuan", "-834010000000", "sign"), ("834.01 billion yuan", "834.91e9", "digit"),
        ("834.01 billion yuan", "843.01e9", "exchanged"), ("834.01 billion yuan", "644.97e9", "unlike"), ("834.01 billion yuan", "834.018e9", "rounding"),
        ("7100 billion yuan", "7051e9", "rounding"), ("8 trillion yuan", "7e12", "unlike"),
    ],
)  # fmt: skip
def test_a_slip_is_told_from_a_figure_that_is_unlike(said: str, held: str, slip: str) -> None:
    assert likeness([judged(said, held=held)], "held")[0] == slip


def test_the_more_digits_agree_the_less_likely_is_chance() -> None:
    chances = [likeness([judged(f"{n} billion yuan", held=f"{float(n) * 10}e9")], "held")[1] for n in ("8.3", "8.34", "8.341", "8.3412")]
    assert chances == sorted(chances, reverse=True)


def test_a_surer_reading_and_a_smaller_chance_make_an_error_likelier() -> None:
    assert probability(0.5, "held:unlike") < probability(0.9, "held:unlike") < probability(0.99, "held:unlike")
    assert probability(0.8, "held:digit", 0.001) > SURE > probability(0.8, "held:unlike")


def test_conflicts_that_one_misreading_explains_make_an_error_less_likely() -> None:
    assert probability(0.97, "held:unlike", others=2) < probability(0.97, "held:unlike", others=1) < probability(0.97, "held:unlike")


def test_a_conflict_is_compared_with_no_more_others_than_count(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[conflicts.Doubted] = []
    monkeypatch.setattr(conflicts.Doubted, "shared", lambda _, other: compared.append(other) or 1.0)
    wrong = [judged("834.01 billion yuan", 30 * n, held="644.97e9") for n in range(40)]
    settle([finding("HL201", j) for j in wrong], wrong, " " * 1200)
    assert len(compared) == conflicts.MOST * len(wrong)


def test_an_alternative_reading_that_is_held_makes_a_question() -> None:
    sure, doubtful = judged("834.91 billion yuan", held="834.01e9"), judged("834.91 billion yuan", held="834.01e9", otherwise=0.9)
    assert [settle([finding("HL201", j)], [j], "")[0].severity for j in (sure, doubtful)] == ["error", "question"]


def test_what_accuses_one_claim_is_one_finding_by_precedence() -> None:
    one, wrong = judged("834.01 billion yuan"), judged("8.34 trillion yuan", 40, held="834.01e9")
    found = settle([finding("HL209", wrong), finding("HL102", wrong, one)], [one, wrong], " " * 80)
    assert [f.code for f in found] == ["HL102"]
    assert settle([finding("HL209", wrong)], [one, wrong], " " * 80)[0].code == "HL209"


def test_a_conflict_that_an_accused_claim_explains_is_not_told_again() -> None:
    whole, part, wrong = judged("834.01 billion yuan"), judged("500.01 billion yuan", 30), judged("8.34 trillion yuan", 60, held="834.01e9")
    found = settle([finding("HL209", wrong), finding("HL103", whole, part, wrong)], [whole, part, wrong], " " * 90)
    assert [f.code for f in found if f.severity == "error"] == ["HL209"]


def test_notes_are_left_as_they_are() -> None:
    one = judged("834.01 billion yuan", confidence=0.1)
    assert settle([finding("HL901", one, severity="info")], [one], "") == [finding("HL901", one, severity="info")]


def test_a_claim_that_agrees_bears_out_what_its_neighbours_share() -> None:
    odds = dict.fromkeys(("subject", "period", "flow", "op"), 0.95)
    agrees = judged("834.01 billion yuan", verdict="supported", held="834.01e9", odds=odds)
    beside, alone = judged("500.01 billion yuan", 30, odds=odds), judged("500.01 billion yuan", 30, odds=odds)
    borne_out = likely(doubts_of([agrees, beside], " " * 60)[beside.claim.id])
    assert borne_out > likely(doubts_of([alone], " " * 60)[alone.claim.id])
    assert likely(doubts_of([agrees, beside], " " * 60)[agrees.claim.id]) > 0.99


def test_a_unit_of_the_last_of_many_digits_accuses_nobody() -> None:
    opened = hinterland.open()
    reports = [opened.check(f"2024年1至10月，新疆出口{text}亿元。", dated=date(2024, 11, 25)) for text in ("3082.9", "3084.9")]
    assert [[f.code for f in report.findings] for report in reports] == [[], ["HL201"]]


@pytest.mark.parametrize(
    "text",
    [
        "Jiangsu's foreign trade rose in 2025. By total trade it ranked third in the country, behind only Guangdong and Zhejiang.",
        "By total trade Zhejiang ranked second in the country in 2025, behind only Guangdong.",
        "2025年，按进出口总值计，浙江居全国第二位，仅次于广东。",
    ],
)
def test_a_place_that_is_told_twice_is_one_error(text: str) -> None:
    """The words that say it again are no second conflict that a shared misreading would explain."""
    found = hinterland.open().check(text, dated=date(2026, 3, 15)).findings
    assert found and {f.code for f in found} == {"HL202"} and all((f.probability or 0) >= SURE for f in found)


@pytest.mark.parametrize(
    "text",
    [
        "2025年，江苏进出口总额59.5万亿元，其中出口3.96万亿元，进口1.99万亿元。",
        "In 2025, Jiangsu's trade came to 59.5 trillion yuan, with exports of 3.96 trillion yuan and imports of 1.99 trillion yuan.",
    ],
)
def test_a_figure_shifted_by_a_power_of_ten_is_named_rather_than_the_sum_that_it_spoils(text: str) -> None:
    (found,) = hinterland.open().check(text, dated=date(2026, 3, 15)).findings
    assert found.code == "HL209" and found.fix is not None and text[found.start : found.end].startswith("59.5")


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("2025年，江苏进出口总额6.95万亿元，其中出口3.96万亿元，进口1.99万亿元。", "数据为5.95万亿元"),
        ("In 2025, Jiangsu's trade came to 6.95 trillion yuan, with exports of 3.96 trillion yuan and imports of 1.99 trillion yuan.", "the data have 5.95"),
    ],
)  # fmt: skip
def test_a_sum_that_the_data_make_as_well_tells_what_is_held(text: str, held: str) -> None:
    (found,) = hinterland.open().check(text, dated=date(2026, 3, 15)).findings
    assert found.code == "HL103" and held in found.message


TWICE = (
    "Hebei's trade fell 6.1% to 290.3 billion yuan in the first half of 2025. Exports fell 1.6% to 181.3 billion yuan, and imports rose 12.7% to "
    "109.0 billion yuan. Hebei ranked 14th nationwide by trade in the first half of 2025."
)


def test_errors_of_several_sorts_stand_where_the_scene_is_confirmed(hinterland: Hinterland) -> None:
    report = hinterland.check(TWICE, dated="2026-10-01")
    assert [f.code for f in report.findings if f.severity == "error"] == ["HL105", "HL202"]


def test_amounts_that_one_misreading_explains_stay_questions(hinterland: Hinterland) -> None:
    text = (
        "Hebei's trade fell 6.1% to 290.3 billion yuan in the first half of 2025. Exports fell 1.6% and imports fell 12.7%. By another count, exports came "
        "to 44.4 billion yuan and imports to 33.3 billion yuan in the first half of 2025."
    )
    assert [f.code for f in hinterland.check(text, dated="2026-10-01").findings if f.severity == "error"] == []


@pytest.mark.parametrize(("amount", "dated", "severity"), [
    ("56.8", date(2018, 4, 2), "error"), ("56.8", date(2019, 8, 2), "question"), ("57.9", date(2019, 8, 2), "error"),
])  # fmt: skip
def test_what_a_revision_may_have_changed_since_is_asked(hinterland: Hinterland, amount: str, dated: date, severity: str) -> None:
    report = hinterland.check(f"Louisiana's exports came to ${amount} billion in 2017.", dated=dated)
    assert [f.severity for f in (*report.findings, *report.questions) if f.code == "HL201"] == [severity]


def test_a_count_of_those_that_grew_may_be_one_off(hinterland: Hinterland) -> None:
    for text, severity in (("41", "question"), ("35", "error")):
        report = hinterland.check(f"Iowa's exports grew in 2017, as {text} states made gains in exports in 2017.", dated=date(2018, 6, 1))
        assert [f.severity for f in (*report.findings, *report.questions) if f.code == "HL205"] == [severity]


def test_what_an_amount_changed_to_in_brackets_is_no_conversion(hinterland: Hinterland) -> None:
    text = "Iowa's exports to Canada rose in 2017, adding $34 million ({}$245 million) on aircraft."
    found = [hinterland.check(text.format(lead), dated=date(2018, 6, 1)).findings for lead in ("to ", "")]
    assert not found[0] and [f.code for f in found[1]] == ["HL101"]


def test_errors_that_share_only_what_is_confirmed_are_both_errors(hinterland: Hinterland) -> None:
    text = "Hubei's foreign trade reached 846.96 billion yuan in 2025, up 18.2 percent. In 2024 its imports came to 215 billion yuan."
    findings = hinterland.check(text, dated="2026-03-10").findings
    assert [(f.code, f.severity) for f in findings] == [("HL201", "error")] * 2


@pytest.mark.parametrize(
    ("text", "op", "verdict"),
    [
        ("Zhejiang's trade reached 5.55 trillion yuan in 2025, up 5.4 percent, ranking third among the provinces.", "level", "supported"),
        ("浙江2025年进出口5.55万亿元，增长5.4%，居全国第三位。", "level", "supported"),
        ("浙江2025年进出口增速居全国第三位。", "growth", "refuted"),
        ("浙江2025年进出口5.55万亿元，增长5.4%，居全国第二位。", "growth", "refuted"),
    ],
)
def test_a_place_left_open_by_its_words_is_the_one_borne_out(hinterland: Hinterland, text: str, op: str, verdict: str) -> None:
    [place] = [c for c in hinterland.check(text, dated="2026-03-10").claims if c.kind == "rank"]
    assert (place.indicator.op, place.verdict) == (op, verdict)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Liaoning's trade was highest in 2021.", "unverifiable"), ("Liaoning's trade was highest in 2022.", "supported"),
        ("Liaoning's trade hit a record high in 2021.", "supported"),
    ],
)  # fmt: skip
def test_what_was_highest_was_not_passed_since(hinterland: Hinterland, text: str, verdict: str) -> None:
    [claim] = hinterland.check(text, dated="2026-03-10").claims
    assert (claim.kind, claim.verdict) == ("record", verdict)


def test_a_base_that_a_later_rate_implies_bears_nothing_out(hinterland: Hinterland) -> None:
    [claim] = hinterland.check("Guangxi's trade was 755.9 billion yuan in 2024.", dated="2026-11-30").claims
    assert claim.verdict == "unverifiable" and "implies" in claim.reason


@pytest.mark.parametrize(
    "text",
    [
        "Shanxi's trade fell below 70 billion yuan for the first time in the first half of 2025.",
        "山西2025年上半年出口首次低于350亿元。",
        "Henan's trade passed 400 billion yuan for the first time in the first half of 2025.",
    ],
)
def test_years_leave_open_whether_a_half_was_the_first(hinterland: Hinterland, text: str) -> None:
    [first] = [c for c in hinterland.check(text, dated="2026-03-10").claims if c.kind == "first"]
    assert first.verdict == "unverifiable" and "of which no figure is held" in first.reason


def test_a_share_of_a_group_is_judged_by_the_group(hinterland: Hinterland) -> None:
    text = "Sichuan's exports made up {} of the exports of western China in 2024."
    verdicts = [hinterland.check(text.format(share), dated="2025-09-01").claims[0].verdict for share in ("24.5%", "59.1%")]
    assert verdicts[0] == "supported" and verdicts[1] != "supported"


def test_what_is_known_only_as_more_than_an_amount_bears_nothing_larger_out(hinterland: Hinterland) -> None:
    [claim] = hinterland.check("Mechanical and electrical products made up 92% of Jiangsu's exports in 2025.", dated="2026-03-01").claims
    assert claim.verdict == "unverifiable"


def test_of_a_sum_the_figure_that_nothing_else_bears_out_is_accused(hinterland: Hinterland) -> None:
    text = (
        "Foreign trade of Qingdao came to 549.4 billion yuan from January to August 2021.\n\nExports of the city were 75.31 billion yuan and its imports "
        "240.03 billion yuan.\n\nTrade of the city with BRI countries stood at 167.87 billion yuan, 30.6 percent of all trade of the city."
    )
    found = [(f.code, text[f.start : f.end]) for f in hinterland.check(text, dated="2021-10-01").findings if f.severity == "error"]
    assert found == [("HL103", "75.31 billion yuan")]


def test_a_sum_that_only_a_hedge_is_off_is_no_conflict(hinterland: Hinterland) -> None:
    text = "Zembla's trade was more than $31.8 billion in 2023.\n\nOf this, it exported $12.9 billion in 2023, and imports stood at $18.8 billion."
    assert [f.code for f in hinterland.check(text, dated="2024-03-01").findings if f.severity == "error"] == []


@pytest.mark.parametrize(
    "text",
    [
        "2021年湖南进出口5988.6亿元。另有报道称，2021年湖南进出口额5988.5亿元。",
        "Hunan's trade came to 598.86 billion yuan in 2021. Elsewhere, Hunan's trade in 2021 is zorbled at 598.85 billion yuan.",
        "Shandong's goods trade came to 3.2643 trillion yuan in 2023. Exports came to 1.943 trillion yuan and imports to 1.323 trillion yuan.",
    ],
)
def test_published_figures_that_differ_are_no_error_of_the_writer(hinterland: Hinterland, text: str) -> None:
    assert not [f.message for f in hinterland.check(text, dated=date(2026, 2, 1)).findings if f.severity == "error"]


def test_one_of_them_that_nobody_published_still_is(hinterland: Hinterland) -> None:
    text = "2021年湖南进出口5988.6亿元。另有报道称，2021年湖南进出口额5898.6亿元。"
    assert [f.severity for f in hinterland.check(text, dated=date(2026, 2, 1)).findings] == ["error"]
