"""Answers to requests over the embedded figures: what is said, from what, with which command; and what is said of what isn't held."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from tests.conftest import Ran

from hinterland.api import Hinterland
from hinterland.codes import Period
from hinterland.sources.reading import InputError


def test_a_figure_has_its_sentence_value_and_source(hinterland: Hinterland) -> None:
    found = hinterland.ask("anhui exports 2025")
    assert found.sentence == "Anhui's exports came to 682.31 billion yuan in 2025."
    [row] = found.rows
    assert (row.subject, row.flow, row.period, int(row.value or 0), row.unit) == ("CN-AH", "export", "2025", 682_310_000_000, "CNY")
    assert [s.id for s in found.sources] == ["CDB-2026"] and found.beware


def test_the_answer_is_in_the_language_of_the_request(hinterland: Hinterland) -> None:
    assert hinterland("安徽 2025 出口").sentence == "2025年安徽出口6823.1亿元。"
    assert hinterland.ask("安徽 2025 出口", language="en").sentence == "Anhui's exports came to 682.31 billion yuan in 2025."


def test_a_comparison_says_who_is_ahead_and_by_how_much(hinterland: Hinterland) -> None:
    found = hinterland.ask("Anhui vs Henan exports, Jul 2025")
    assert found.sentence == "Exports in July 2025: Anhui led Henan by 9.54 billion yuan, or 21.0%."
    assert found.command == "hinterland compare CN-AH CN-HA --period 2025-07 --flow export"
    assert [r.subject for r in found.rows] == ["CN-AH", "CN-HA"]
    assert hinterland.compare("Anhui", "河南", period="July 2025", flow="exports").sentences == found.sentences


def test_two_periods_of_one_region_are_compared(hinterland: Hinterland) -> None:
    assert hinterland.ask("Anhui exports 2024 vs 2025").sentence.startswith(
        "Exports: from 2024 to 2025 the figure rose by 102.56 billion yuan, or 17.7%"
    )


def test_a_ranking_is_in_order_and_names_who_is_not_held(hinterland: Hinterland) -> None:
    found = hinterland.ask("top 3 exporters 2024")
    values = [r.value or 0 for r in found.rows]
    assert [r.place for r in found.rows] == [1, 2, 3] and values == sorted(values, reverse=True)
    partly = hinterland.ask("top 3 provinces by trade 2025")
    assert "the 30 provinces held (of 31)" in partly.sentence and "Tibet" in partly.sentences[-1]


def test_the_place_of_a_region_is_told(hinterland: Hinterland) -> None:
    found = hinterland.ask("where does Anhui rank in exports in 2024")
    assert "Anhui stood" in found.sentence and any(r.subject == "CN-AH" for r in found.rows)


def test_those_beyond_a_mark_are_counted_and_named(hinterland: Hinterland) -> None:
    found = hinterland.ask("provinces above 1tn in 2025")
    assert found.sentence.startswith("9 of ") and "1 trillion yuan" in found.sentence and "Anhui" in found.sentence
    assert all(r.low is not None and r.low >= 10**12 for r in found.rows)


def test_a_refusal_never_offers_a_request_without_its_mark(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="exceeding") as caught:
        hinterland.ask("brief on Anhui exceeding 2025")
    assert "can be asked" not in str(caught.value)


def test_a_share_is_of_the_same_flow(hinterland: Hinterland) -> None:
    assert (
        hinterland.ask("Guangdong share of national exports 2024").sentence
        == "Guangdong's exports made up 23.1% of the exports of China in 2024."
    )


def test_a_claim_is_judged(hinterland: Hinterland) -> None:
    assert hinterland.ask("Anhui's exports rose 17.3% in 2025").sentence.startswith("Refuted: 17.3%")
    assert hinterland.ask("Anhui's exports rose 17.8% in 2025").sentence.startswith("Supported: 17.8%")


def test_a_claim_that_cant_be_judged_comes_with_the_figures(hinterland: Hinterland) -> None:
    assert "Guangdong's exports rose 2.5% in 2025." in hinterland.ask("Guangdong's exports shrank in 2025").sentences


def test_a_ranking_in_a_currency_without_figures_names_the_one_held(hinterland: Hinterland) -> None:
    found = hinterland.ask("出口超1000亿美元的省有哪些 2024年")
    assert found.status == "unheld" and found.sentences[-1] == "有以元计的数据。"


def test_what_is_not_held_is_told_with_its_bounds_and_what_is_held(hinterland: Hinterland) -> None:
    found = hinterland.ask("exports of China in July 2026")
    assert found.status == "unheld" and not found.rows
    assert found.sentence == "Not held: exports of China in July 2026."
    assert "From other figures it follows" in found.sentences[1] and "Held of it:" in found.sentences[2]


def test_growth_held_of_what_is_not_gives_an_estimate_with_its_evidence(hinterland: Hinterland) -> None:
    for request, growth, estimate in (
        ("Jiangxi exports 2025", "Its growth is held as published: ", "That growth makes it "),
        ("湖北2025年出口", "已有公布的增速：", "按这一增速推算为"),
    ):
        found = hinterland.ask(request)
        assert found.status == "unheld"
        [rate] = [r for r in found.rows if r.unit == "percent"]
        [base] = [r for r in found.rows if r.period == "2024"]
        assert any(s.startswith(growth) and rate.text in s for s in found.sentences)
        assert any(s.startswith(estimate) and base.text in s for s in found.sentences)
        assert {*rate.sources, *base.sources} <= {s.id for s in found.sources} and len(found.rows) == len(found.claims)


def test_a_bound_says_what_it_rests_on_and_is_that_of_bounds(hinterland: Hinterland) -> None:
    found = hinterland.ask("湖北2025年进口")
    [part] = found.rows
    assert part.period == "2025-01/2025-09" and part.value is not None
    [bound] = [s for s in found.sentences if s.startswith("由其他数据可知2025年湖北进口为")]
    low, high = (Decimal(end) for end in bound.partition("进口为")[2].partition("亿元")[0].split("至"))
    ends = hinterland.bounds("Hubei", "2025", flow="imports").cells[0].bound
    # Both ends are rounded outwards to the same digit, four of the larger one; a part of it may be revised, and little.
    assert (
        ends.low is not None and ends.high is not None and 0 <= ends.low / 1e8 - float(low) < 1 and 0 <= float(high) - ends.high / 1e8 < 1
    )
    assert low == int(low) and 1000 <= high == int(high) and "依据：" in bound and 0.98 < float(low) / (float(part.value) / 1e8) <= 1
    assert not any("/" in s or "2025-" in s for s in found.sentences)


def test_a_caution_of_one_of_several_says_whose_figure_it_is_of(hinterland: Hinterland) -> None:
    found = hinterland.ask("湖北 安徽 2025年进出口")
    [noted] = [b for b in found.beware if "8.34万亿" in b]
    assert noted.startswith("湖北：")
    assert not any("：" in b for b in hinterland.ask("湖北 2025年进出口").beware)


@pytest.mark.parametrize("request_", ["where did Jilin's trade rank in 2025", "2025年吉林外贸排第几"])
def test_the_place_of_a_region_comes_with_its_own_cautions_alone(hinterland: Hinterland, request_: str) -> None:
    found = hinterland.ask(request_)
    [own] = [r for r in found.rows if r.subject == "CN-JL"]
    others = [x for r in found.rows if r.subject != "CN-JL" for x in r.beware if x not in own.beware]
    assert others and [b.split(": ")[-1].split("：")[-1] for b in found.beware] == list(own.beware)


def test_the_cautions_of_several_questions_name_whose_they_are(hinterland: Hinterland) -> None:
    found = hinterland.ask("What did Henan export in 2025, how does it compare with Anhui?")
    assert {b.partition(": ")[0] for b in found.beware} == {"Anhui", "Henan"}


def test_a_region_of_which_nothing_is_held_is_told(hinterland: Hinterland) -> None:
    found = hinterland.ask("Shenzhen exports 2024")
    assert found.status == "unheld" and "Nothing is held of Shenzhen." in found.sentences


def test_what_is_assumed_is_said(hinterland: Hinterland) -> None:
    found = hinterland.ask("guandong exports")
    assert found.notes == ('read "guandong" as Guangdong', "no period is named: the latest year held is 2025")


def test_the_object_has_all_that_people_see(hinterland: Hinterland) -> None:
    found = hinterland.ask("anhui exports 2025")
    told = found.to_dict()
    assert told["schema"] == "hinterland.ask/1" and told["status"] == "answered"
    assert told["rows"][0]["value"] == 682_310_000_000 and told["claims"][0]["evidence"]["observations"]
    assert repr(found) == f"<Answer: {found.sentence}>" and "<td>Anhui</td>" in found._repr_html_()


def test_fewer_than_two_are_not_compared(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="at least two"):
        hinterland.compare("Anhui", "安徽")


def test_every_region_held_is_listed_once(hinterland: Hinterland) -> None:
    codes = [r["code"] for r in hinterland.regions()]
    assert codes[0] == "CN" and len(codes) == len(set(codes)) and {"CN-AH", "central"} <= set(codes)


@pytest.mark.parametrize("request_", ["forecast EV exports Anhui", "brief on Anhui's exports to the EU"])
def test_briefs_and_outlooks_are_of_all_trade_alone(hinterland: Hinterland, request_: str) -> None:
    with pytest.raises(InputError, match="only all trade of a region"):
        hinterland.ask(request_)


@pytest.mark.parametrize(
    "request_",
    [
        "anhui exports 2025",
        "Anhui vs Henan exports, Jul 2025",
        "top 3 exporters 2024",
        "Anhui EV exports 2025",
        "trade surplus of Guangdong in 2024",
    ],
)
def test_the_command_that_is_named_runs(hinterland: Hinterland, run: Callable[..., Ran], request_: str) -> None:
    words = shlex.split(hinterland.ask(request_).command)
    ran = run(*words[1:])
    assert ran.status == 0 and ran.out.strip(), ran.err


def test_the_command_answers_and_refuses_in_a_sentence(run: Callable[..., Ran]) -> None:
    assert run("ask", "Anhui", "vs", "Henan", "exports,", "Jul", "2025").out.startswith("Exports in July 2025: Anhui led Henan")
    assert run("ask", "top 3 exporters 2024", "--output-format", "csv").out.count("\n") == 4
    run("ask", "weather in Anhui").refused('"weather" is not understood here')


def test_commands_take_values_as_people_write_them(run: Callable[..., Ran]) -> None:
    shown = run("show", "Anhwei", "--flow", "exports", "--unit", "rmb", "--period", "July 2025", "--output-format", "json").read()
    assert [(r["period"], r["flow"], r["unit"]) for r in shown["rows"]] == [("2025-07", "export", "CNY")]
    rows = run("show", "anhui", "henan", "--period", "2025H1", "--flow", "imports", "--output-format", "csv").out.splitlines()
    assert {line.partition(",")[0] for line in rows[1:]} == {"CN-AH", "CN-HA"}


def test_a_query_comes_from_a_file(run: Callable[..., Ran], tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "query.sql"
    path.write_text("select 1 as one", encoding="utf-8")
    assert run("sql", f"@{path}", "--output-format", "tsv").out == "one\n1\n"
    run("sql", "@nowhere.sql").refused("can't be read as a query")


def test_those_that_grew_or_fell_are_counted(hinterland: Hinterland) -> None:
    grew, fell = hinterland.ask("how many provinces grew in 2024"), hinterland.ask("how many provinces fell in 2024")
    assert all(r.low is not None and r.low >= 0 for r in grew.rows) and all(r.high is not None and r.high <= 0 for r in fell.rows)
    assert grew.sentence.startswith(f"{len(grew.rows)} of ") and fell.sentence.startswith(f"{len(fell.rows)} of ")
    assert len(hinterland.ask("2024年有多少个省下降").rows) == len(fell.rows)


def test_the_command_of_a_count_lists_those_that_are_counted(hinterland: Hinterland, run: Callable[..., Ran]) -> None:
    found = hinterland.ask("how many provinces exceeded 1 trillion yuan in 2025")
    rows = run(*shlex.split(found.command)[1:], "--output-format", "json").read()["rows"]
    assert {r["subject"] for r in rows} == {r.subject for r in found.rows} and len(rows) == len(found.rows)


@pytest.mark.parametrize(
    ("request_", "call"),
    [
        ("compare growth of Hunan and Hubei in 2024", "h.compare('CN-HN', 'CN-HB', op='growth', period='2024')"),
        ("安徽和河南2024年出口增速比较", "h.compare('CN-AH', 'CN-HA', flow='export', language='zh', op='growth', period='2024')"),
        ("top 4 provinces by imports growth 2024", None),
        ("where does Fujian rank in imports in 2024", None),
        ("Fujian imports 2023 vs 2024", None),
        ("Fujian exports cagr 2019-2024", None),
        ("highest month of Fujian's exports", None),
    ],
)
def test_the_call_gives_the_same_answer(hinterland: Hinterland, request_: str, call: str | None) -> None:
    found = hinterland.ask(request_)
    assert found.call == (call or f"h({request_!r})")
    again = eval(found.call, {"h": hinterland})
    assert again.sentences == found.sentences and again.rows == found.rows and again.call == found.call


def test_the_call_of_a_list_by_month_gives_its_months(hinterland: Hinterland) -> None:
    found = hinterland.ask("Hebei exports 2024 by month")
    shown = eval(found.call, {"h": hinterland})
    assert [(r.period, r.value) for r in found.rows] == [(r.period, r.value) for r in shown.rows if r.value is not None]
    assert found.command == "hinterland show CN-HE --period 2024 --flow export --frequency month"


def test_what_is_not_compared_is_said(hinterland: Hinterland) -> None:
    with pytest.raises(InputError, match="levels are compared, or growth with op='growth'; 'growth' isn't"):
        hinterland.compare("Hunan", "Hubei", measure="growth")


def test_a_mark_that_nobody_passed_is_named(hinterland: Hinterland) -> None:
    assert "above 90 trillion yuan" in hinterland.ask("how many provinces exceeded 90 trillion yuan in 2025").sentence


def test_the_highest_month_held_is_told_with_how_many_are_held(hinterland: Hinterland) -> None:
    found = hinterland.ask("record month exports guangdong")
    months = [r for r in hinterland.show("CN-GD", flow="export").rows if Period.parse(r.period).kind == "month" and r.value is not None]
    best = max(months, key=lambda r: r.value or 0)
    assert [r.period for r in found.rows] == [best.period] and found.rows[0].value == best.value
    assert (
        found.sentence.startswith("Guangdong's highest exports of any month held came in")
        and f"{len(months)}, by month" in found.sentences[1]
    )


def test_the_first_year_beyond_an_amount_is_told(hinterland: Hinterland) -> None:
    found = hinterland.ask("first year guangdong exports over 5tn rmb")
    years = {r.period: r.low for r in hinterland.show("CN-GD", flow="export").rows if len(r.period) == 4 and r.low is not None}
    assert [r.period for r in found.rows] == [min(p for p, low in years.items() if low >= 5 * 10**12)]
    assert hinterland.ask("first year guangdong exports over 50tn rmb").rows == ()


def test_the_first_year_beyond_an_amount_is_told_of_each_region(hinterland: Hinterland) -> None:
    found = hinterland.ask("When did Sichuan, Henan and Anhui pass 1 trillion yuan for the first time?").sentences
    assert [s for s in found if "Sichuan" in s and "2022" in s] and [s for s in found if "Henan" in s and "no year" in s]
    assert [s for s in found if "Anhui" in s and "2025" in s]


def test_a_product_without_a_value_is_told_in_its_units(hinterland: Hinterland) -> None:
    for asked in ("How many cars did Anhui export in 2025?", "Anhui exports of motor vehicles 2025"):
        assert hinterland.ask(asked).sentences == ("Anhui's exports of motor vehicles came to 1.228 million units in 2025.",)


def test_where_a_figure_comes_from_is_no_share(hinterland: Hinterland) -> None:
    for asked in ("Explain where the 2025 figure of Xinjiang comes from", "Where does Xinjiang's 2025 trade figure come from?"):
        assert "520.37 billion yuan" in hinterland.ask(asked).sentences[0]


def test_the_first_year_ahead_of_another_region_is_told(hinterland: Hinterland) -> None:
    [row] = hinterland.ask("when did Zhejiang overtake Shanghai in total trade").rows
    before = str(int(row.period) - 1)
    ahead = {p: hinterland.ask(f"Zhejiang vs Shanghai total trade {p}").sentence for p in (before, row.period)}
    assert "Shanghai led Zhejiang" in ahead[before] and "Zhejiang led Shanghai" in ahead[row.period]


def test_a_past_that_is_not_held_is_said(hinterland: Hinterland) -> None:
    found = hinterland.ask("highest monthly imports shandong usd")
    assert found.status == "unheld" and found.sentence == "Not held by month: imports of Shandong."


def test_average_growth_a_year_and_contributions_are_computed(hinterland: Hinterland) -> None:
    assert hinterland.ask("zhejiang exports cagr 2016-2025").sentence == "Zhejiang's exports grew by 10.0% a year from 2016 to 2025."
    assert hinterland.ask("浙江对全国出口增长贡献率 2025").sentence == "2025年浙江出口对全国出口增长的贡献率为18%。"


def test_what_is_asked_together_is_answered_together(hinterland: Hinterland) -> None:
    found = hinterland.ask("hunan exports, imports and balance 2021")
    assert {r.flow for r in found.rows} == {None, "export", "import"} and found.command.count("hinterland ") == 3
    assert len(hinterland.ask("湖南出口排名 2019 2024").request.also) == 1


def test_the_place_asked_is_the_one_given(hinterland: Hinterland) -> None:
    sixth = hinterland.ask("who is 6th in total trade 2025").rows
    assert sixth == hinterland.ask("top 6 provinces by trade 2025").rows[5:6]


def test_each_month_of_a_year_is_listed(hinterland: Hinterland) -> None:
    found = hinterland.ask("河北2024逐月出口")
    assert [r.period for r in found.rows][:2] == ["2024-01", "2024-02"]


def test_a_claim_that_cannot_be_read_is_answered_with_its_figures(hinterland: Hinterland) -> None:
    found = hinterland.ask("did Anhui pass 1tn in 2025?")
    assert "Anhui's trade came to 1.01356 trillion yuan in 2025." in found.sentences or "1.01 trillion yuan" in " ".join(found.sentences)


@pytest.mark.parametrize(
    ("request_", "verdict", "data"),
    [
        ("did Anhui pass 1tn in 2025?", "Supported", "1.01356 trillion yuan"),
        ("did guangdong trade triple 2016-2025", "Refuted", "1.50 times"),
        ("hainan trade doubled 2020 to 2023, correct?", "Supported", "2.48 times"),
        ("hainan trade up 20% last yr. true?", "Refuted", "-0.7%"),
        ("check Zhejiang overtook Jiangsu in exports in 2025", "Refuted", ""),
        ("check zhejiang exports less than jiangsu 2025", "Refuted", "1.06 times"),
        ("beijing always runs a deficit?", "Supported", "2023, 2024 and 2025"),
        ("henan exports grew every year?", "Refuted", "2024"),
        ("is jiangsu the second largest exporter 2025", "Refuted", "third"),
    ],
)
def test_a_claim_in_a_few_words_is_judged(hinterland: Hinterland, request_: str, verdict: str, data: str) -> None:
    found = hinterland.ask(request_, today=date(2026, 11, 28))
    assert found.sentence.startswith(verdict) and data in found.sentence


def test_several_questions_are_each_answered(hinterland: Hinterland) -> None:
    found = hinterland.ask("What did Anhui export in 2025, is it a record, how does it compare with Henan?")
    assert found.sentence == "Anhui's exports came to 682.31 billion yuan in 2025."
    assert any(s.startswith("Supported") for s in found.sentences) and any("Anhui led Henan" in s for s in found.sentences)


@pytest.mark.parametrize(
    ("request_", "first"),
    [
        ("anhui blah exports 2025", '"blah" is not understood here. Without "blah": Anhui\'s exports came to 682.31 billion yuan in 2025.'),
        ("anhui blah zzz exports 2025", '"blah" is not understood here. Without "blah" and "zzz": Anhui\'s exports came to'),
        ("anhui exports mom 2025", 'is of one month or quarter: name it, as in July 2025. Without "mom": Anhui\'s exports came to'),
        ("安徽2025年出口呱呱", "看不懂“呱呱”。去掉“呱呱”后：2025年安徽出口"),
        ("Anhui exports 2024, and wobble?", 'Without "wobble": Anhui\'s exports came to'),
    ],
)
def test_what_is_left_is_answered_and_what_is_left_out_said_first(hinterland: Hinterland, request_: str, first: str) -> None:
    found = hinterland.ask(request_)
    assert first in found.sentence and found.request.text == request_


@pytest.mark.parametrize(
    "request_", ["blah exports 2025", "Anhui exports excluding blah 2025", "blah zzz", "Anhui blah 2025", "exports from blah to Anhui"]
)
def test_what_is_left_is_not_answered_where_it_may_be_of_something_else(hinterland: Hinterland, request_: str) -> None:
    with pytest.raises(InputError):
        hinterland.ask(request_)


def test_an_outlook_of_a_month_says_that_only_years_are_simulated(hinterland: Hinterland) -> None:
    assert hinterland.ask("forecast zhejiang exports dec 2027").sentence.startswith("Only whole years are simulated, not December 2027.")


def test_rows_are_frames_and_repr_is_short(hinterland: Hinterland) -> None:
    found = hinterland.show("Anhui", flow="export", period=2025)
    assert repr(found).startswith("<Show: Anhui, ") and "<td>2025</td>" in found._repr_html_()
    assert len(found.rows_of()) == len(found.rows)


def test_who_gets_ahead_of_whom_is_an_outlook_of_both(hinterland: Hinterland) -> None:
    found = hinterland.ask("when will Guizhou overtake Gansu")
    assert found.request.subjects == ("CN-GZ", "CN-GS") and found.sentence.startswith("Chance that Guizhou is ahead of Gansu by trade: ")
    behind = hinterland.ask("贵州出口2028年前会低于甘肃吗")
    assert "贵州低于甘肃的概率" in behind.sentence and "2027年" in behind.sentence
    assert shlex.split(behind.command)[:3] == ["hinterland", "outlook", "--claim"] and "甘肃出口超过贵州" in behind.command


def test_members_meant_together_are_their_group(hinterland: Hinterland) -> None:
    asked = hinterland.ask("Beijing, Tianjin and Hebei combined exports Jan-Jul 2025")
    assert asked.request.subjects == ("beijing-tianjin-hebei",)
    assert hinterland.ask("辽宁吉林黑龙江合计 2025年1-7月 出口").request.subjects == ("northeast",)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("how much did Fujian trade grow from 2021 to 2024", "Trade: from 2021 to 2024 the figure rose by"),
        ("did Anhui's share of national imports rise from 2023 to 2025", "Share of China's imports: from 2023 to 2025 it rose by"),
        (
            "Jiangsu's exports fell from 2022 to 2025, true?",
            "Refuted: Jiangsu's exports fell from 2022 to 2025, true?: the data say 1.14 times",
        ),
    ],
)
def test_what_changed_over_years_is_told_of_the_first_and_the_last(hinterland: Hinterland, text: str, first: str) -> None:
    assert hinterland.ask(text).sentence.startswith(first)


def test_where_a_figure_comes_from_is_answered_with_its_sources(hinterland: Hinterland) -> None:
    found = hinterland.ask("where does the number for Shandong imports 2024 come from")
    assert found.request.op == "level" and found.sources


def test_what_is_not_held_is_named_whole(hinterland: Hinterland) -> None:
    assert (
        hinterland.ask("which province exports the most lithium batteries").sentence
        == "Not held in any period: exports of lithium batteries of provinces."
    )


def test_an_outlook_is_answered_in_sentences(hinterland: Hinterland) -> None:
    first, *_ = hinterland.ask("Will Anhui pass 1.5 trillion in 2027?").sentences
    assert first.startswith("In 2027 Anhui's trade may come to about ") and "; the chance of 1.5 trillion yuan or more is " in first
    chinese = hinterland.ask("安徽2027年进出口会超过1.5万亿吗")
    assert chinese.sentences[0].startswith("2027年安徽进出口预计约为") and "达到1.5万亿元的概率为" in chinese.sentences[0]
    assert shlex.split(chinese.command)[:5] == ["hinterland", "outlook", "CN-AH", "--threshold", "1500000000000"]
