"""Long texts: their parts are the text, claims stand at their places in the whole, and what a part may say otherwise is kept."""

from __future__ import annotations

from datetime import date
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hinterland.reading import read
from hinterland.reading.read import cut, read_parts, read_whole

TODAY = date(2026, 3, 15)
PARAGRAPHS = [
    "Anhui's trade rose 17.3 percent to 1,013.56 billion yuan in 2025, with exports of 682.31 billion yuan. It ranked second among the central provinces.",
    "Hubei's exports rose 26.2 percent to 619.6 billion yuan in 2025.",
    "2025年安徽进出口10135.6亿元，同比增长17.3%，居中部第二。",
]


@given(st.text(st.sampled_from("ab \n.。"), max_size=200), st.integers(2, 30))
def test_parts_are_the_text_and_none_is_too_long(text: str, longest: int) -> None:
    found = list(cut(text, longest))
    assert "".join(part for _, part in found) == text
    assert all(len(part) <= longest and text[start : start + len(part)] == part for start, part in found)


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_a_text_is_cut_where_its_paragraphs_lines_or_sentences_end(between: str) -> None:
    text = between.join(PARAGRAPHS[:2] * 4)
    assert {part.strip()[-1] for _, part in cut(text, 250)} == {"."}


def test_parts_are_read_as_documents_of_their_own_and_stand_at_their_places() -> None:
    text = "\n\n".join(PARAGRAPHS * 3)
    found = read_parts(text, TODAY, read_whole, longest=260)
    alone = [(start, claim) for start, part in cut(text, 260) for claim in read_whole(part, TODAY).claims]
    assert [c.id for c in found.claims] == [f"c{i}" for i in range(1, len(alone) + 1)]
    assert [(c.start, c.text, c.subject, c.period) for c in found.claims] == [
        (start + (c.start or 0), c.text, c.subject, c.period) for start, c in alone
    ]
    assert all(text[c.start : c.end] == c.text for c in found.claims)
    assert found.choices.keys() == found.doubts.keys() == {c.id for c in found.claims}


def test_what_a_part_may_say_otherwise_is_kept_with_its_place() -> None:
    text = "\n\n".join(PARAGRAPHS * 2)
    found, by_id = read_parts(text, TODAY, read_whole, longest=len(text) - 60), {}
    for start, part in cut(text, len(text) - 60):
        whole = read_whole(part, TODAY)
        for claim in whole.claims:
            by_id[f"c{len(by_id) + 1}"] = [(start + (o.start or 0), o.subject, o.period, o.indicator) for o in whole.doubts[claim.id]]
    assert {i: [(o.start, o.subject, o.period, o.indicator) for o in others] for i, others in found.doubts.items()} == by_id
    assert any(by_id.values()) and all(o.id == i for i, others in found.doubts.items() for o in others)


def test_a_text_that_is_long_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    reading = import_module("hinterland.reading.read")
    monkeypatch.setattr(reading, "LONG", 200)
    read_with: list[int] = []
    monkeypatch.setattr(reading, "read_parts", lambda text, today, whole: read_with.append(len(text)) or whole(text, today))
    read(PARAGRAPHS[0][:150], TODAY)
    read("\n\n".join(PARAGRAPHS), TODAY)
    assert len(read_with) == 1


def test_whether_a_claim_may_say_otherwise_is_known_without_making_what(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("alternative readings were made")

    monkeypatch.setattr(import_module("hinterland.reading.read"), "_alternatives", refuse)
    found = read_parts("\n\n".join(PARAGRAPHS * 2), TODAY, read_whole, longest=260)
    assert found.claims and all(c.id in found.doubts for c in found.claims)
