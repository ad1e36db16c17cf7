"""Subjects side by side over several periods: the line is about the last, the lead and its changes are said, and a figure has one value everywhere."""

from __future__ import annotations

import itertools

import pytest

from hinterland import InputError
from hinterland.api import Hinterland


def test_over_several_periods_the_line_is_about_the_last(hinterland: Hinterland) -> None:
    found = hinterland.compare("Shandong", "Fujian", period="2018-2024", flow="total")
    assert found.sentence.startswith("Trade in 2024: Shandong led Fujian by ")
    assert found.sentences[1] == "Trade: Shandong led in every period compared, from 2018 to 2024."
    held = {r.subject: r.text for r in found.rows if r.period == "2024"}
    assert repr(found).endswith(f"(Shandong {held['CN-SD']}, Fujian {held['CN-FJ']})>")


@pytest.mark.parametrize(
    ("subjects", "sentence"),
    [
        (("Shanghai", "Zhejiang"), "Trade: Shanghai led from 2016; the lead changed to Zhejiang in 2021."),
        (("Henan", "Anhui"), "Trade: Henan led from 2016; the lead changed to Anhui in 2024."),
    ],
)
def test_where_the_lead_changed_it_says_when(hinterland: Hinterland, subjects: tuple[str, str], sentence: str) -> None:
    found = hinterland.compare(*subjects, period="2016-2025", flow="total")
    assert found.sentences[1] == sentence
    values = {(r.subject, r.period): r.value for r in found.rows}
    ahead = [max({r.subject for r in found.rows}, key=lambda s, p=str(year): values[s, p]) for year in range(2016, 2026)]  # type: ignore[misc]
    assert sum(a != b for a, b in itertools.pairwise(ahead)) == 1


def test_a_lead_is_told_in_chinese_too(hinterland: Hinterland) -> None:
    found = hinterland.compare("Shanghai", "Zhejiang", period="2016-2025", flow="total", language="zh")
    assert found.sentences[1] == "进出口：2016年起上海领先；其后2021年由浙江领先。"


def test_a_group_alone_is_compared_by_its_members(hinterland: Hinterland) -> None:
    found = hinterland.compare("长三角", period="2024", flow="total")
    [group] = [r for r in hinterland.regions() if r["code"] == "yangtze-delta"]
    assert [r.subject for r in found.rows] == ["CN-JS", "CN-ZJ", "CN-SH", "CN-AH"]  # The largest first.
    assert {r.subject for r in found.rows} == set(group["members"])
    with pytest.raises(InputError, match="or one group, whose members are then compared"):
        hinterland.compare("Anhui")


@pytest.mark.parametrize(("subject", "period"), [("CN-GD", "2016"), ("CN-JS", "2017"), ("yangtze-delta", "2023")])
def test_a_figure_has_one_value_everywhere(hinterland: Hinterland, subject: str, period: str) -> None:
    [shown] = hinterland.show(subject, flow="export", period=period, frequency="year").rows
    compared = hinterland.compare(subject, "CN-HA", period=period, flow="export").rows[0]
    asked = hinterland(f"{subject} exports {period}").rows[0]
    assert (compared.value, compared.low, compared.high) == (asked.value, asked.low, asked.high) == (shown.value, shown.low, shown.high)
    assert compared.low is not None and compared.high is not None and compared.value != (compared.low + compared.high) / 2


def test_measures_are_compared_as_trade_is(hinterland: Hinterland) -> None:
    found = hinterland.compare("Anhui", "Guangdong", period="2025", measure="生产总值")
    assert {r.subject for r in found.rows} <= {"CN-AH", "CN-GD"}
    assert all(c.indicator.concept == "gdp" and c.indicator.flow is None for c in found.claims)
    assert "--measure gdp" in found.command and "measure='gdp'" in found.call
    assert hinterland("Anhui vs Guangdong GDP 2025").command == found.command
    with pytest.raises(InputError, match="GDP has no flow"):
        hinterland.compare("Anhui", "Guangdong", measure="gdp", flow="export")


def test_a_rate_that_nobody_published_is_derived(hinterland: Hinterland) -> None:
    found = hinterland.compare("Jiangsu", "Zhejiang", period="2018-2024", op="growth", flow="total")
    published = {(r.subject, r.period): r.growth_published for s in ("CN-JS", "CN-ZJ") for r in hinterland.show(s, flow="total").rows}
    told = {(r.subject, r.period): r.reliability for r in found.rows}
    assert {k for k, how in told.items() if how == "derived"} == {k for k in told if published[k] is None} != set()
    assert any("figure held for 2022" in b for b in found.beware), "what a revision may have spoilt is said"


def test_amounts_in_different_currencies_are_given_but_not_compared(hinterland: Hinterland) -> None:
    found = hinterland.compare("Texas", "Jiangsu", "California", period="2017", flow="export")
    apart, alike, *each = found.sentences
    assert apart.startswith("Exports in 2017: the amounts are in different currencies, so they are not compared: ")
    assert apart.endswith(": Texas and California in dollars; Jiangsu in yuan.")
    assert alike.startswith("Exports in 2017: Texas led California by ") and "dollars" in alike
    assert len(each) == 3 and [r.unit for r in found.rows] == ["USD", "USD", "CNY"]
    over_time = hinterland.compare("Jiangsu", "Texas", period="2016-2017", flow="export")
    assert "not compared" in over_time.sentence and not any("ahead" in s for s in over_time.sentences)
    assert "not compared" in hinterland.ask("when did Texas exports first exceed Jiangsu's").sentence


def test_each_region_is_compared_on_the_basis_of_its_country_which_is_named(hinterland: Hinterland) -> None:
    found = hinterland.compare("Texas", "Jiangsu", period="2017", flow="export")
    told = "counted on different bases: Texas by where goods are made or used; Jiangsu by the location of the trading firm"
    assert told in found.notes and not found.missing
    assert not hinterland.compare("Jiangsu", "Henan", period="2017", flow="export").notes


def test_without_a_period_the_currency_that_is_held_is_named_too(hinterland: Hinterland) -> None:
    found = hinterland.compare("Texas", "California", flow="export", unit="CNY")
    assert found.status == "unheld"
    assert found.sentence == "Not held in yuan: exports of Texas and California in 2017; held in dollars:"
    assert found.sentences[1].startswith("Exports in 2017: Texas led California by ")


def test_of_which_members_a_comparison_is_stands_in_its_sentence_its_rows_and_its_chart(hinterland: Hinterland) -> None:
    found = hinterland.compare("provinces", period="2025", flow="export")
    ranked = hinterland("rank provinces by exports 2025")
    held, lacking = len(found.rows), len(found.missing)
    assert found.sentence.startswith(f"Exports in 2025, among the {held} provinces held (of {held + lacking}): in this order, ")
    assert f"among the {held} provinces held (of {held + lacking})" in ranked.sentence and set(ranked.missing) == set(found.missing)
    [unheld] = [note for note in found.notes if note.startswith("Not held: ")]
    assert all(name in unheld for name in ("Hebei", "Fujian", "Ningxia"))
    assert [r.place for r in found.rows] == list(range(1, held + 1)) and {r.scope for r in found.rows} == {
        f"{held} of {held + lacking} held"
    }
    assert any("may stand above Anhui, " in note for note in found.notes) and found.rows[5].last_place == 8
    assert found.command == "hinterland compare provinces --period 2025 --flow export"
    assert found.plot().picture.subtitle.endswith(f"{held} of {held + lacking} held")
    assert (
        f"有数据的{held}个省份（共{held + lacking}个）"
        in hinterland.compare("provinces", period="2025", flow="export", language="zh").sentence
    )


def test_regions_named_one_by_one_say_how_many_of_them_are_held(hinterland: Hinterland) -> None:
    found = hinterland.compare("Anhui", "Henan", "Hubei", "Fujian", period="2023-2025", flow="export")
    assert found.sentence.startswith("Exports in 2025, among the 2 held (of 4): Anhui led Henan by ")
    assert found.sentences[1] == "Exports: Fujian led in every period compared, from 2023 to 2024.", "of periods with all of them"
    assert "Not held: exports of Hubei and Fujian in 2025." in found.notes
    assert hinterland.compare("Anhui", "Henan", "Fujian", period="2024", flow="export").notes == ()
