"""What a text must have meant: a figure that the reader laid on the wrong thing is not held against the text, and an error is never explained away."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.api import Hinterland
from hinterland.check.judge import judge
from hinterland.check.meant import meant
from hinterland.language.read import read
from hinterland.models import Claim, Indicator

TODAY = date(2026, 3, 15)


def figure(text: str, at: str, **changes: object) -> Claim:
    """A claim on a stretch of a text, read as Anhui's trade in 2025 but for the changes."""
    start = text.index(at)
    made = read(f"Anhui's trade was {at} in 2025.", TODAY).claims[0]
    indicator = {k: changes.pop(k) for k in ("flow", "product", "partner") if k in changes}
    return made.model_copy(
        update={
            "id": f"c{start}",
            "start": start,
            "end": start + len(at),
            "indicator": made.indicator.model_copy(update=indicator),
            **changes,
        }
    )


def told(h: Hinterland, text: str, *claims: Claim) -> list[tuple[str, str | None, str | None, str]]:
    found = meant(h.indicators, text, judge(h.indicators, list(claims)), TODAY)
    return [(j.claim.verdict, j.claim.indicator.flow, j.claim.period, j.claim.indicator.product) for j in found]


def test_a_figure_given_rightly_elsewhere_and_right_for_another_thing_is_about_that_thing(hinterland: Hinterland) -> None:
    text = "Anhui's trade was 1,013.56 billion yuan in 2025. Exports, at 682.31 billion yuan, did well."
    first, second = figure(text, "1,013.56 billion yuan"), figure(text, "682.31 billion yuan")
    assert told(hinterland, text, first, second) == [("supported", "total", "2025", "all"), ("supported", "export", "2025", "all")]


def test_without_the_right_value_elsewhere_the_figure_stands_as_it_was_read(hinterland: Hinterland) -> None:
    text = "Exports did well. Anhui's trade was 682.31 billion yuan in 2025."
    assert told(hinterland, text, figure(text, "682.31 billion yuan")) == [("refuted", "total", "2025", "all")]


def test_a_figure_that_the_text_gives_under_its_own_label_too_is_mislabelled_here(hinterland: Hinterland) -> None:
    text = "Anhui's trade was 1,013.56 billion yuan in 2025, its exports 682.31 billion yuan. Trade of 682.31 billion yuan is a lot."
    whole, exports = figure(text, "1,013.56 billion yuan"), figure(text, "682.31 billion yuan", flow="export")
    again = exports.model_copy(update={"id": "c9", "start": text.rindex("682"), "indicator": whole.indicator})
    assert [v for v, *_ in told(hinterland, text, whole, exports, again)] == ["supported", "supported", "refuted"]


def test_a_product_that_is_named_nowhere_near_is_not_meant(hinterland: Hinterland) -> None:
    text = "Anhui's exports were 682.31 billion yuan in 2025. {} 101.83 billion yuan was sold abroad."
    for words, verdict in (('The "new three" did well.', "supported"), ("The old ones did well.", "refuted")):
        said = text.format(words)
        exports = figure(said, "682.31 billion yuan", flow="export")
        assert [v for v, *_ in told(hinterland, said, exports, figure(said, "101.83 billion yuan", flow="export"))] == [
            "supported",
            verdict,
        ]


def test_a_period_that_the_sentence_names_stands(hinterland: Hinterland) -> None:
    text = "Anhui's trade was 864.85 billion yuan in 2024. In 2024, another page says, it was 1,013.56 billion yuan."
    claims = [figure(text, at, period="2024") for at in ("864.85 billion yuan", "1,013.56 billion yuan")]
    assert [v for v, *_ in told(hinterland, text, *claims)] == ["supported", "refuted"]


def test_a_figure_that_is_right_for_nothing_stays_wrong(hinterland: Hinterland) -> None:
    text = "Anhui's trade was 1,013.56 billion yuan in 2025. Exports, at 777.77 billion yuan, did well."
    assert [v for v, *_ in told(hinterland, text, *(figure(text, at) for at in ("1,013.56 billion yuan", "777.77 billion yuan")))][
        1
    ] == "refuted"


def place(text: str, at: str, low: int, period: str) -> Claim:
    start = text.index(at)
    indicator = Indicator(op="level", concept="trade", flow="total", basis="operating-unit", currency="CNY")
    relation = {"test": "nth", "order": "desc"}
    told = {
        "id": "r",
        "start": start,
        "end": start + len(at),
        "text": at,
        "kind": "rank",
        "subject": "CN-AH",
        "indicator": indicator,
        "period": period,
    }
    return Claim.model_validate({**told, "scope": "provinces", "low": low, "high": low, "unit": "rank", "relation": relation})


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [("It ranked ninth.", "supported"), ("It ranked ninth in 2020.", "refuted"), ("It ranked ninth, up from 13th in 2020.", "supported")],
)
def test_a_place_without_a_period_is_one_in_the_period_that_the_text_is_about(hinterland: Hinterland, sentence: str, verdict: str) -> None:
    text = f"Anhui's trade was 1,013.56 billion yuan in 2025, after 805.22 billion yuan in 2023. {sentence}"
    claims = [figure(text, "1,013.56 billion yuan"), figure(text, "805.22 billion yuan", period="2023"), place(text, "ninth", 9, "2020")]
    assert [v for v, *_ in told(hinterland, text, *claims)] == ["supported", "supported", verdict]


def test_a_wrong_place_stays_wrong_in_the_year_of_the_text(hinterland: Hinterland) -> None:
    text = "Anhui's trade was 1,013.56 billion yuan in 2025. It ranked eighth."
    assert [v for v, *_ in told(hinterland, text, figure(text, "1,013.56 billion yuan"), place(text, "eighth", 8, "2020"))][1] == "refuted"


def test_a_text_without_errors_is_left_as_it_is(hinterland: Hinterland) -> None:
    text = "Anhui's trade was 1,013.56 billion yuan in 2025."
    judged = judge(hinterland.indicators, [figure(text, "1,013.56 billion yuan")])
    assert meant(hinterland.indicators, text, judged, TODAY) is judged
