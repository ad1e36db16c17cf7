"""The page on the inland shift shows what is measured."""

from __future__ import annotations

from scripts import write_inland_shift

from hinterland.api import Hinterland


def test_the_results_in_the_page_are_those_measured(hinterland: Hinterland) -> None:
    assert write_inland_shift.PAGE.read_text(encoding="utf-8") == write_inland_shift.page(hinterland.indicators), (
        "run python -m scripts.write_inland_shift"
    )


def test_the_page_has_both_marks_once() -> None:
    text = write_inland_shift.PAGE.read_text(encoding="utf-8")
    assert text.count(write_inland_shift.START) == text.count(write_inland_shift.END) == 1
