"""The charitable reading: a figure whose owner is in doubt is what it is right for, one bound by a name is not."""

from __future__ import annotations

from datetime import date

from hinterland.api import Hinterland

TODAY = date(2026, 3, 15)


def verdicts(hinterland: Hinterland, text: str) -> dict[str, tuple[str | None, str]]:
    """Subject and verdict by the claims of a text."""
    return {c.text: (c.subject, c.verdict) for c in hinterland.check(text, dated=TODAY).claims}


def test_a_figure_in_doubt_is_anothers_whose_it_is(hinterland: Hinterland) -> None:
    text = "Zhejiang stayed ahead of Jiangsu on exports in 2025, with 4.18 trillion yuan, a lead on 3.96 trillion yuan."
    assert verdicts(hinterland, text)["3.96 trillion yuan"] == ("CN-JS", "supported")


def test_a_figure_in_doubt_that_is_nobodys_is_refuted(hinterland: Hinterland) -> None:
    text = "Zhejiang stayed ahead of Jiangsu on exports in 2025, with 4.18 trillion yuan, a lead on 3.16 trillion yuan."
    assert verdicts(hinterland, text)["3.16 trillion yuan"][1] == "refuted"


def test_a_figure_under_anothers_name_is_refuted(hinterland: Hinterland) -> None:
    text = "In 2025 Zhejiang's exports were 3.96 trillion yuan and Jiangsu's exports 4.18 trillion yuan."
    assert {v for _, v in verdicts(hinterland, text).values()} == {"refuted"}
