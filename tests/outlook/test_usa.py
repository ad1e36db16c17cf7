"""The outlook of a country of which only the exports of its states are held, by year: from the pack, in dollars, without a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from tests.conftest import Ran

from hinterland import codes
from hinterland.api import Hinterland
from hinterland.claims.statement import statement
from hinterland.indicators import Indicators
from hinterland.ledger.posterior import YearlyPosterior
from hinterland.models import Indicator, Relation
from hinterland.outlook import future, record, tell_ahead
from hinterland.outlook.answer import Outlook, outlook
from hinterland.outlook.forecast import Forecast, forecast
from hinterland.outlook.joint import prepare
from hinterland.outlook.shift import inland_shift, is_divided
from hinterland.outlook.wording import Note, words
from hinterland.sources.reading import InputError
from scores import Tally

TODAY = date(2018, 3, 1)
HOME = codes.home_of("US")
FUTURES = 400
BILLION = 10**9


@pytest.fixture(scope="module")
def indicators(hinterland: Hinterland) -> Indicators:
    return hinterland.indicators


@pytest.fixture(scope="module")
def made(indicators: Indicators) -> Forecast:
    return forecast(indicators, 4, paths=FUTURES, home=HOME)


@pytest.fixture(scope="module")
def texas(indicators: Indicators, made: Forecast) -> Outlook:
    return outlook(indicators, "US-TX", "300 billion dollars", made=made)


def level(made: Forecast, subject: str, year: int) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return made.levels(subject)[:, year - 2018]


# -- the draws


def test_years_of_exports_follow_the_last_one_held(made: Forecast) -> None:
    series = made.series
    assert (series.flow, series.years[0], series.years[-1]) == ("export", 2007, 2017)
    assert [s.start // 100 for s in made.paths.steps] == [2018, 2019, 2020, 2021]
    assert made.model == record.YEARLY
    assert made.paths.levels.shape == (FUTURES, len(codes.members("us-parts")), 4)


def test_the_parts_add_up_to_the_nation_in_every_draw(made: Forecast) -> None:
    assert made.levels("US") == pytest.approx(made.paths.levels.sum(axis=1))
    rest = sum(made.levels(g) for g in ("us-northeast", "us-midwest", "us-south", "us-west"))
    territories = made.levels("US-PR") + made.levels("US-VI") + made.levels("US-XX")
    assert made.levels("US") == pytest.approx(rest + territories)


def test_the_nation_that_is_published_is_the_sum_of_the_parts_held(indicators: Indicators) -> None:
    drawn = prepare(indicators, 2018, 50, home=HOME, flow="export")()
    assert isinstance(drawn, YearlyPosterior)
    whole = drawn.sums(range(len(drawn.regions)), "export", 12 * 2017, 12 * 2018)
    assert whole == pytest.approx(np.full(50, 1546455203903.0), rel=1e-3)


def test_the_band_of_texas_next_year_holds_its_growth_so_far(made: Forecast) -> None:
    row = made.series.regions.index("US-TX")
    so_far = made.series.growth[row, 1:]
    low, middle, high = np.quantile(np.log(level(made, "US-TX", 2018) / made.series.levels[row, -1]), (0.025, 0.5, 0.975))
    assert ((low <= so_far) & (so_far <= high)).mean() >= 0.8
    assert 1.5 * so_far.min() < low < 0 < middle < high < 1.5 * so_far.max()
    assert middle == pytest.approx(so_far.mean(), abs=so_far.std())


def test_about_eight_in_ten_of_the_years_that_came_lay_within_their_bands(indicators: Indicators, made: Forecast) -> None:
    tally = Tally()
    for last in (2011, 2013, 2015):
        drawn = prepare(indicators, last + 2, FUTURES, home=HOME, flow="export", until=12 * (last + 1))()
        for row in range(len(drawn.regions)):
            held = made.series.levels[row]
            for year in (last + 1, last + 2):
                tally.add(drawn.sums([row], "export", 12 * year, 12 * year + 12), float(held[year - 2007]), float(held[last - 2007]))
    assert 0.75 < tally.measures()["coverage_80"] < 0.95


def test_states_of_steady_exports_have_narrower_bands(made: Forecast) -> None:
    spread = np.log(made.paths.levels[:, :, 0]).std(axis=0)
    by = dict(zip(made.series.regions, spread, strict=True))
    assert by["US-NC"] < by["US-WV"] < by["US-VI"]


# -- the answer


def test_an_outlook_is_in_dollars_and_of_exports_without_being_told(texas: Outlook) -> None:
    told = texas.to_dict()
    assert (told["subject"], told["flow"], told["threshold"], told["model"]) == ("US-TX", "export", 300 * BILLION, "yearly posterior")
    assert [y["year"] for y in told["years"]] == [2018, 2019, 2020, 2021]
    assert texas.history[-1].year == 2017 and 264 * BILLION < texas.history[-1].value < 265 * BILLION


def test_no_record_is_shown_and_the_answer_says_so(texas: Outlook) -> None:
    assert texas.record == {}
    assert {n.code for n in texas.notes} >= {"since", "no-record"}
    assert Note("since", {"year": 2017}) in texas.notes
    assert "vintages" not in {n.code for n in texas.notes}


def test_probabilities_fall_as_the_threshold_rises(indicators: Indicators, made: Forecast) -> None:
    found = [outlook(indicators, "US", f"{t} trillion dollars", made=made).years for t in ("1.4", "1.6", "1.8", "2.2")]
    for lower, higher in pairwise(found):
        assert all((a.probability or 0) >= (b.probability or 0) for a, b in zip(lower, higher, strict=True))
    assert (found[0][0].probability or 0) > 0.5 > (found[-1][0].probability or 0)


def test_groups_of_states_have_outlooks(indicators: Indicators, made: Forecast) -> None:
    found = outlook(indicators, "us-west", made=made, horizon=1)
    assert found.years[0].quantiles[3] == pytest.approx(np.median(level(made, "us-west", 2018)))


def test_the_command_simulates_the_nation_of_its_subject(indicators: Indicators) -> None:
    found = outlook(indicators, "Texas", horizon=1, paths=50)
    assert (found.home.nation, found.flow, [y.year for y in found.years]) == ("US", "export", [2018])


# -- claims


def say(kind: str, subject: str, year: str, **said: object) -> object:
    return statement(kind, subject, Indicator(flow="export", basis="destination-origin", currency="USD"), year, **said)  # type: ignore[arg-type]


def test_ranks_are_among_the_states(indicators: Indicators, made: Forecast) -> None:
    claims = [
        say("rank", "US-LA", "2018", scope="us-states", relation=Relation(test="nth", order="desc"), low=n, high=n, unit="rank")
        for n in (4, 5, 6)
    ]
    found = future.outcomes(indicators, [made.paths], claims)  # type: ignore[arg-type]
    states = [made.series.regions.index(r) for r in codes.members("us-states")]
    ahead = (made.paths.levels[:, states, 0] > level(made, "US-LA", 2018)[:, None]).sum(axis=1)
    assert np.array_equal(found == 1, np.array([ahead + 1 == n for n in (4, 5, 6)]))


def test_one_state_overtakes_another(indicators: Indicators, made: Forecast) -> None:
    claim = say("comparison", "US-LA", "2019", relation=Relation(test=">", versus="US-IL", base_period="2018"))
    [found] = future.outcomes(indicators, [made.paths], [claim])  # type: ignore[list-item]
    ahead = {y: level(made, "US-LA", y) > level(made, "US-IL", y) for y in (2018, 2019)}
    assert np.array_equal(found == 1, ahead[2019] & ~ahead[2018])


@pytest.mark.parametrize("text", ["Texas's exports exceed 300 billion dollars in 2018.", "2018年得克萨斯州出口超过3000亿美元。"])
def test_a_sentence_has_the_probability_of_its_threshold(indicators: Indicators, made: Forecast, texas: Outlook, text: str) -> None:
    found = outlook(indicators, None, claim=text, today=TODAY, made=made)
    assert found.subject == "US-TX"
    assert found.probability == pytest.approx(texas.years[0].probability)


def test_a_share_is_of_its_own_nation(indicators: Indicators, made: Forecast) -> None:
    text = "Texas makes up more than 18% of the nation's exports in 2018."
    found = outlook(indicators, None, claim=text, today=TODAY, made=made)
    share = level(made, "US-TX", 2018) / level(made, "US", 2018)
    assert found.probability == pytest.approx((share > 0.18).mean())


# -- sentences


def test_english_sentences_speak_of_states_and_dollars(texas: Outlook) -> None:
    said = " ".join(
        [tell_ahead.title(texas, "en"), *tell_ahead.sentences(texas, "en"), *(c for r in tell_ahead.rows(texas, "en") for c in r)]
    )
    for expected in (
        "Texas: exports in the years ahead, against 300 billion dollars",
        "end with 2017",
        "the United States",
        "not measured",
        "joint posterior of all years",
    ):
        assert expected in said
    assert not [w for w in ("yuan", "provinc", "China", "Record", "{") if w in said]


def test_chinese_sentences_speak_of_dollars(texas: Outlook) -> None:
    said = "".join(
        [tell_ahead.title(texas, "zh"), *tell_ahead.sentences(texas, "zh"), *(c for r in tell_ahead.rows(texas, "zh") for c in r)]
    )
    for expected in ("得克萨斯州出口", "3000亿美元", "数据截至2017年", "美国", "未经历史检验"):
        assert expected in said
    assert not [w for w in ("人民币", "省", "全国", "历史检验，", "{") if w in said.replace("未经历史检验", "")]


def test_what_regions_are_called_is_a_word_of_the_pack() -> None:
    assert words("held-some", "en", HOME, held=30, asked=50) == "30 of 50 states held"
    assert words("held-some", "zh", HOME, held=30, asked=50) == "50个州中30个有数据"
    assert words("held-some", "en", held=30, asked=31) == "30 of 31 provinces held"


# -- what can't be asked


def test_a_flow_that_is_not_held_is_told_as_such(indicators: Indicators) -> None:
    found = outlook(indicators, "US-TX", flow="import")
    assert found.years == ()
    [note] = found.notes
    assert "most states" in note.text("en", found.home) and "多数州" in note.text("zh", found.home)


def test_a_threshold_in_another_currency_is_refused(indicators: Indicators) -> None:
    with pytest.raises(InputError, match="name the threshold in USD"):
        outlook(indicators, "US-TX", "1 trillion yuan")


def test_no_coast_and_inland_are_told_apart(indicators: Indicators) -> None:
    assert is_divided(codes.home_of()) and not is_divided(HOME)
    with pytest.raises(InputError, match="coast and inland of the United States"):
        inland_shift(indicators, home=HOME)


def test_no_months_are_forecast_and_the_answer_says_why(hinterland: Hinterland) -> None:
    found = hinterland.outlook_months("US-TX", 3, paths=20)
    assert found.months == ()
    assert found.notes("en") == ["too little is held to forecast months: no months are held of most states"]
    assert found.notes("zh") == ["月度数据不足，无法预测：多数州没有月度数据"]


def test_a_country_without_figures_has_no_years(indicators: Indicators) -> None:
    found = outlook(indicators, "BR-PR", paths=20)
    assert found.years == () and found.flow == "export"


# -- the command


def test_the_command_answers_for_a_state_and_for_the_nation(run: Callable[..., Ran]) -> None:
    state = run("outlook", "US-TX", "--horizon", "1")
    assert state.status == 0, state.err
    assert "Texas: exports in the years ahead, against 300 billion dollars" in state.out
    nation = run("outlook", "US", "--threshold", "1.6 trillion dollars", "--horizon", "1", "--output-format", "json").read()
    assert (nation["threshold"], nation["record"], [y["year"] for y in nation["years"]]) == (1_600_000_000_000, {}, [2018])
    assert "shift" not in nation
