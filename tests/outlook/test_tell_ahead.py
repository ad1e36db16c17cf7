"""An outlook for reading: figures no finer than futures support, models by their names, and answers for what can't be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.codes import Language
from hinterland.outlook import tell_ahead, wording
from hinterland.outlook.answer import Outlook, outlook, sources
from hinterland.outlook.future import Chance
from hinterland.outlook.wording import Note
from hinterland.reading import read


@pytest.fixture(scope="module")
def henan(hinterland: Hinterland) -> Outlook:
    return hinterland.outlook("CN-HA", "1 trillion CNY", horizon=2, paths=200)


@pytest.mark.parametrize(
    ("probability", "en", "zh"),
    [
        (0.0, "less than 1%", "不到1%"),
        (0.004, "less than 1%", "不到1%"),
        (0.01, "1%", "1%"),
        (0.803, "80%", "80%"),
        (1.0, "more than 99%", "99%以上"),
    ],
)
def test_a_probability_is_whole_and_never_none_or_all(probability: float, en: str, zh: str) -> None:
    assert (wording.share(probability, "en"), wording.share(probability, "zh")) == (en, zh)


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        (1.078329e12, "1.08 trillion yuan", "1.08万亿元"),
        (9.5897e11, "959 billion yuan", "9590亿元"),
        (8.4e9, "8.40 billion yuan", "84.0亿元"),
    ],
)
def test_an_amount_has_three_figures(value: float, en: str, zh: str) -> None:
    assert (wording.amount(value, "en"), wording.amount(value, "zh")) == (en, zh)


def test_a_model_has_a_name_in_words_or_that_of_the_library() -> None:
    assert tell_ahead.model("posterior", "zh") == "各月联合后验分布"
    assert tell_ahead.model("AutoETS", "zh") == "AutoETS"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_table_has_a_cell_for_every_head(henan: Outlook, language: Language) -> None:
    without = replace(henan, threshold=None)
    for found, wide in ((henan, 5), (without, 4)):
        assert len(tell_ahead.columns(found, language)) == wide
        assert [len(r) for r in tell_ahead.rows(found, language)] == [wide, wide]
    assert "1" in tell_ahead.title(henan, language)
    assert "1" not in tell_ahead.title(without, language)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_record_goes_as_far_as_was_asked(henan: Outlook, language: Language) -> None:
    said = tell_ahead.sentences(henan, language)
    assert sum("AutoETS" in s for s in said) == 2
    assert all("?" not in s and "{" not in s for s in said)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_years_only_the_note_is_told(hinterland: Hinterland, language: Language) -> None:
    found = outlook(hinterland.indicators.until(date(2019, 1, 31)), "CN-HA")
    [said] = tell_ahead.sentences(found, language)
    assert found.notes[0].text(language) in said


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_source_that_moves_the_answer_is_told_with_what_it_would_be(henan: Outlook, language: Language) -> None:
    moved = Note("moved", {"source": "SMM-202608", "year": 2026, "amount": 51.2e12, "share": 0.71})
    [said] = [s for s in tell_ahead.sentences(replace(henan, notes=(moved,)), language) if "SMM-202608" in s]
    assert "51.2" in said and "71%" in said


def test_a_claim_that_no_future_can_tell_is_said_to_be_open(henan: Outlook) -> None:
    [claim] = read("Henan exceeds 1 trillion yuan in 2026", date(2026, 3, 1)).claims
    open_ = replace(henan, claims=(Chance(claim, 200, 0, 200),))
    assert "“this”: none of the futures can tell." in tell_ahead.sentences(open_, "en", "this")


def test_the_sources_are_those_of_the_levels(hinterland: Hinterland, henan: Outlook) -> None:
    found = sources(hinterland.indicators, henan)
    assert found
    assert len({s.id for s in found}) == len(found)
    assert {s.id for s in found} <= {s.id for s in hinterland.sources()}


@pytest.mark.parametrize("verb", ["reach", "exceed", "pass"])
def test_what_will_be_reached_is_at_least_that(hinterland: Hinterland, verb: str) -> None:
    found = hinterland.outlook(claim=f"Xinjiang's trade will {verb} 600 billion yuan in 2027.")
    assert found.probability is not None and 0.3 < found.probability < 0.7
