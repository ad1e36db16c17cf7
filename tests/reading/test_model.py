"""The model scores candidates in groups, crossed or plain alike, and keeps what a function of a few words made."""

from __future__ import annotations

from datetime import date

import pytest

from hinterland.reading.decode import decide
from hinterland.reading.document import parse
from hinterland.reading.model import Candidate, Grouped, choose, forget, grouped, scored, weights

TEXTS = (
    "Anhui's exports rose 17.3 percent to 682.31 billion yuan in 2025, while imports fell 2.1 percent.",
    "2025年，安徽省进出口总值1.01万亿元，同比增长17.3%。其中，出口6823.1亿元，增长19.1%。",
)


@pytest.mark.parametrize("text", TEXTS)
def test_grouped_and_crossed_candidates_score_as_their_features_do(text: str) -> None:
    seen = set()

    def compared(slot: str, candidates: list[Candidate]) -> list[tuple[str | None, float]]:
        found = choose(slot, candidates)
        if len(candidates) > 1:
            seen.add(slot)
            plain = dict(scored(weights().get(slot, {}), candidates))
            assert [odds for _, odds in found] == pytest.approx([plain[value] for value, _ in found], abs=1e-12)
        return found

    decide(parse(text, date(2026, 3, 15)), compared)
    assert {"concept", "flow", "op+", "period+"} <= seen


def test_a_group_is_made_once_of_the_same_words() -> None:
    made = []

    @grouped
    def features(word: str) -> list[str]:
        made.append(word)
        return [f"w={word}"]

    assert features("op", "a") is features("op", "a")
    assert made == ["a"]
    assert list(Grouped([features("op", "a"), features("op", "b")])) == ["w=a", "w=b"]


def test_groups_are_forgotten_once_a_function_keeps_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    @grouped
    def features(word: str) -> list[str]:
        return [f"w={word}"]

    kept = features("op", "a")
    forget()
    assert features("op", "a") is kept
    monkeypatch.setattr("hinterland.reading.model.KEPT", 1)
    features("op", "b")
    forget()
    assert features("op", "a") is not kept
