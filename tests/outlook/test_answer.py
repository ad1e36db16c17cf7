"""The outlook of a subject: the contract, its numbers, its notes, and what is refused."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

import hinterland.outlook as package
from hinterland import codes
from hinterland.api import Hinterland
from hinterland.indicators import Indicators
from hinterland.outlook.answer import Outlook, amount, outlook
from hinterland.outlook.forecast import Forecast, forecast
from hinterland.outlook.joint import TooShort
from hinterland.outlook.wording import Note
from hinterland.packaged import read_words
from hinterland.sources.reading import InputError

TODAY = date(2026, 11, 25)


@pytest.fixture(scope="module")
def indicators(hinterland: Hinterland) -> Indicators:
    return hinterland.indicators


@pytest.fixture(scope="module")
def made(indicators: Indicators) -> Forecast:
    return forecast(indicators, 5, paths=300)


@pytest.fixture(scope="module")
def henan(indicators: Indicators, made: Forecast) -> Outlook:
    return outlook(indicators, "Henan", "1 trillion CNY", made=made)


def test_the_object_is_that_of_the_contract(henan: Outlook) -> None:
    told = henan.to_dict()
    assert told["schema"] == "hinterland.outlook/1"
    assert (told["subject"], told["threshold"], told["model"]) == ("CN-HA", 10**12, "posterior")
    assert [y["year"] for y in told["years"]] == [2026, 2027, 2028, 2029, 2030]
    assert {"year", "probability", "p10", "median", "p90"} <= set(told["years"][0])
    assert told["record"]["horizons"][0]["horizon"] == 1
    assert json.loads(json.dumps(told)) == told


def test_amounts_are_whole_yuan_and_quantiles_are_in_order(henan: Outlook) -> None:
    for year in henan.to_dict()["years"]:
        values = [year[n] for n in ("p2_5", "p10", "p25", "median", "p75", "p90", "p97_5")]
        assert all(isinstance(v, int) for v in values)
        assert values == sorted(values)


def test_probabilities_are_plain_counts_of_the_same_futures(henan: Outlook, made: Forecast) -> None:
    levels = made.levels("CN-HA")
    assert [y.probability for y in henan.years] == pytest.approx((levels >= 1e12).mean(axis=0))
    first = np.where((levels >= 1e12).any(axis=1), np.argmax(levels >= 1e12, axis=1), -1)
    assert henan.first_year == {2026 + k: pytest.approx((first == k).mean()) for k in range(5)}


def test_probabilities_are_monotone_in_the_threshold(indicators: Indicators, made: Forecast) -> None:
    found = [outlook(indicators, "CN-HA", t * 10**11, 3, made=made).years for t in (9, 10, 11, 13)]
    for lower, higher in pairwise(found):
        assert all(a.probability >= b.probability for a, b in zip(lower, higher, strict=True))  # type: ignore[operator]


def test_a_subject_below_is_told_when_it_first_gets_there(henan: Outlook) -> None:
    assert henan.first_year is not None and henan.stays is None
    assert sum(henan.first_year.values()) <= 1


def test_a_subject_above_is_told_how_long_it_stays(indicators: Indicators, made: Forecast) -> None:
    found = outlook(indicators, "Anhui", "1 trillion CNY", made=made)
    assert found.first_year is None and found.stays is not None
    chances = list(found.stays.values())
    assert chances == sorted(chances, reverse=True)
    above = made.levels("CN-AH") >= 1e12
    assert chances == pytest.approx([above[:, : k + 1].all(axis=1).mean() for k in range(5)])


def test_the_history_has_published_growth(henan: Outlook) -> None:
    last = henan.history[-1]
    assert (last.year, last.published, round(last.growth or 0, 1)) == (2025, True, 14.1)
    assert last.low <= last.value <= last.high


def test_groups_and_the_nation_have_outlooks(indicators: Indicators, made: Forecast) -> None:
    for name, code in (("central region", "central"), ("China", "CN")):
        found = outlook(indicators, name, None, 2, made=made)
        assert found.subject == code
        assert len(found.years) == 2
        assert found.history[-2].growth is not None
        assert found.history[-2].published == (code == "CN"), "the nation's past is its own, a group's the sum of its provinces"


def test_without_a_threshold_it_is_the_next_round_mark(indicators: Indicators, made: Forecast) -> None:
    found = outlook(indicators, "Anhui", None, 2, made=made)
    assert found.history[-1].value < 1.1e12 and found.threshold == Decimal(1_500_000_000_000)
    assert "the threshold is the next round mark above its last level" in found.remarks()


@pytest.mark.parametrize("subject", ["Jiangsu", "Hebei", "central", "CN"])
def test_a_mark_that_nearly_all_futures_reach_at_once_is_passed_over_and_named(
    indicators: Indicators, made: Forecast, subject: str
) -> None:
    found = outlook(indicators, subject, None, 2, made=made)
    [note] = [n for n in found.notes if n.code == "mark-passed"]
    passed, levels = note.values["mark"], made.levels(found.subject)[:, 0]
    assert found.threshold is not None and found.history[-1].value < passed < found.threshold
    assert (levels >= float(passed)).mean() > 0.99 >= (levels >= float(found.threshold)).mean()
    assert "more than 99% of the futures in 2026" in note.text()


def test_the_years_begin_after_what_is_held_of_the_subject_and_flow(indicators: Indicators) -> None:
    exports = forecast(indicators, 2, "export", paths=100)
    assert exports.series.years[-1] == 2024, "of 2025 exports of fewer than half of the provinces are held"
    found = outlook(indicators, "Jiangsu", None, 2, made=exports)
    assert (found.history[-1].year, [y.year for y in found.years]) == (2025, [2026, 2027])
    assert "2026 is read from the nation's growth" in " ".join(found.remarks())
    lagging = next(r for r in exports.series.regions if outlook(indicators, r, "1 trillion", 2, made=exports).history[-1].year == 2024)
    assert [y.year for y in outlook(indicators, lagging, None, 2, made=exports).years] == [2025, 2026]


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("1 trillion CNY", 10**12),
        ("1 trillion yuan", 10**12),
        ("1万亿元", 10**12),
        ("500 billion yuan", 5 * 10**11),
        ("1e12", 10**12),
        (10**12, 10**12),
    ],
)
def test_thresholds_are_read_as_people_write_them(said: str | int, value: int) -> None:
    assert amount(said) == value


@pytest.mark.parametrize("said", ["much", "100 billion dollars", "5%", "0", "1 trillion or 2 trillion yuan"])
def test_what_is_no_amount_of_yuan_is_refused(said: str) -> None:
    with pytest.raises(InputError):
        amount(said)


# -- claims


@pytest.mark.parametrize("text", ["Henan's total trade exceeds 1 trillion yuan in 2026.", "2026年河南进出口总值突破1万亿元。"])
def test_a_claim_in_words_has_the_probability_of_its_threshold(indicators: Indicators, made: Forecast, henan: Outlook, text: str) -> None:
    found = outlook(indicators, None, claim=text, today=TODAY, made=made)
    assert found.subject == "CN-HA"
    assert found.probability == pytest.approx(henan.years[0].probability)
    assert found.threshold is None
    assert found.years[0].probability is None


def test_claims_of_one_sentence_hold_together(indicators: Indicators, made: Forecast) -> None:
    text = "In 2026 Henan becomes the second central province to exceed 1 trillion yuan."
    found = outlook(indicators, None, claim=text, today=TODAY, made=made)
    assert [c.claim.kind for c in found.claims] == ["first", "value"]
    assert found.probability is not None
    assert found.probability <= min(c.probability or 0 for c in found.claims)


def test_a_claim_further_ahead_than_the_horizon_is_simulated_to(indicators: Indicators) -> None:
    found = outlook(indicators, None, None, 1, claim="Henan's total trade exceeds 1 trillion yuan in 2029.", paths=50, today=TODAY)
    assert found.probability is not None
    assert len(found.years) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Henan's total trade exceeds 1 trillion yuan in 2025.", "check it instead"),
        ("Henan's total trade exceeds 1 trillion yuan in 2037.", "more than 10 years"),
        ("Henan's total trade exceeded 100 billion yuan in March 2027.", "year by year"),
        ("Nothing is said here.", "no claim was read"),
    ],
)
def test_claims_that_no_future_answers_are_refused(indicators: Indicators, text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        outlook(indicators, None, claim=text, today=TODAY, paths=50)


# -- notes and refusals


def codes_of(found: Outlook) -> set[str]:
    return {n.code for n in found.notes}


def test_what_the_current_year_is_read_from_is_said(indicators: Indicators, made: Forecast, henan: Outlook) -> None:
    assert Note("nation-to-date", {"year": 2026, "growth": 17.6, "month": 8}) in henan.notes
    gansu = outlook(indicators, "Gansu", None, 1, made=made)
    assert Note("subject-to-date", {"year": 2026, "growth": 16.6, "month": 2}) in gansu.notes


def test_a_year_that_is_missing_is_said(indicators: Indicators, made: Forecast) -> None:
    assert Note("gap", {"year": 2024}) in outlook(indicators, "Tibet", None, 1, made=made).notes


def test_a_threshold_that_was_held_before_is_said(indicators: Indicators, made: Forecast) -> None:
    found = outlook(indicators, "CN-HN", "700 billion yuan", 1, made=made)
    assert Note("was-above", {"years": "2022"}) in found.notes


def test_too_short_a_record_is_said(henan: Outlook, indicators: Indicators, made: Forecast) -> None:
    assert "beyond-record" in codes_of(henan)
    assert "beyond-record" not in codes_of(outlook(indicators, "CN-HA", None, 3, made=made))


def test_never_and_always_are_told_as_bounds(indicators: Indicators, made: Forecast) -> None:
    never = outlook(indicators, None, None, 1, claim="Tibet's total trade exceeds 5 trillion yuan in 2026.", today=TODAY, made=made)
    always = outlook(indicators, None, None, 1, claim="Guangdong's total trade exceeds 1 trillion yuan in 2026.", today=TODAY, made=made)
    assert Note("none-of-paths", {"paths": 300, "least": 1.0}) in never.notes
    assert Note("all-of-paths", {"paths": 300, "most": 99.0}) in always.notes


def test_where_the_data_are_too_short_the_answer_says_so(indicators: Indicators) -> None:
    found = outlook(indicators.until(date(2019, 1, 31)), "Anhui")
    assert found.years == () and found.model is None
    [note] = found.notes
    assert note.code == "too-short"
    assert "too short to say" in note.text("en")
    assert found.to_dict()["years"] == []


def test_exports_and_imports_have_outlooks_too(indicators: Indicators) -> None:
    found = outlook(indicators, "Anhui", flow="export", horizon=2, paths=100)
    assert found.flow == "export" and [y.year for y in found.years] == [2026, 2027]


def test_where_the_pack_names_no_parts_the_note_says_what_to_put_where(indicators: Indicators) -> None:
    for subject in ("BR", "BR-PR"):
        [note] = outlook(indicators, subject).notes
        told = note.text("en", codes.home_of("BR"))
        assert "the pack brazil names no states that add up to the nation: put parts = " in told and "pack.toml" in told


def test_a_group_with_members_that_are_no_parts_names_them(indicators: Indicators, made: Forecast, monkeypatch: pytest.MonkeyPatch) -> None:
    known = codes.members
    monkeypatch.setattr(codes, "members", lambda code: ("CN-AH", "CN-HK", "CN-MO") if code == "central" else known(code))
    [note] = outlook(indicators, "central", made=made).notes
    assert note.values["regions"] == "CN-HK, CN-MO"
    assert "add them to the group provinces in group_members.csv" in note.text("en")


def test_a_city_is_said_to_be_too_little_held(indicators: Indicators, made: Forecast) -> None:
    [note] = outlook(indicators, "Shenzhen", made=made).notes
    assert note.code == "no-subject"
    assert "Shenzhen" in note.text("en")


@pytest.mark.parametrize("horizon", [0, 11])
def test_a_horizon_out_of_reach_is_refused(indicators: Indicators, horizon: int) -> None:
    with pytest.raises(InputError, match="1 to 10 years"):
        outlook(indicators, "Anhui", None, horizon)


def test_somebody_has_to_be_named(indicators: Indicators) -> None:
    with pytest.raises(InputError, match="name a subject"):
        outlook(indicators, None)
    with pytest.raises(InputError):
        outlook(indicators, "Nowhere")


def test_every_note_is_worded_in_both_languages_with_the_same_values() -> None:
    source = Path(package.__file__).with_name("answer.py").read_text(encoding="utf-8")
    wordings = read_words("hinterland.outlook", "notes.csv", "code")
    assert set(re.findall(r'Note\("([a-z-]+)"', source)) == set(wordings)
    for wording in wordings.values():
        fields = [set(re.findall(r"\{(\w+)\}", wording[x])) for x in ("en", "zh")]
        assert fields[0] == fields[1]


def test_notes_read_as_sentences(henan: Outlook) -> None:
    for note in henan.notes:
        assert "{" not in note.text("en") + note.text("zh")
    assert Note("too-short", {"flow": "export", "reason": "x"}).text("zh").startswith("出口")
    short = TooShort("growth", held=2, least=4)
    note = Note("too-short", {"flow": "export", "reason": str(short), "why": short.why, "held": short.values})
    assert (
        note.text("en")
        == "too little is held to forecast exports: growth is held for 2 years of most provinces; fewer than 4 are too short to say: "
        "load levels of more years in a row, or growth as published beside them"
    )
    assert note.text("zh").startswith("出口数据不足，无法预测：多数省份的增速仅有2年，少于4年，不足以判断：请载入")
