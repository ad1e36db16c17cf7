"""Circles of objects: none are looked for while a text is read, and reading leaves none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest

from hinterland.reading import read
from hinterland.reading.collecting import collecting_later

TEXT = "Ohio's exports rose 5.1 percent to 12 billion dollars in May 2025, and imports fell 2 percent. Trade with Japan was 3 billion dollars, up 7 percent."


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = gc.isenabled()
    yield
    (gc.enable if before else gc.disable)()


def test_nothing_is_looked_for_meanwhile_and_again_afterwards() -> None:
    gc.enable()
    assert not collecting_later(gc.isenabled)()
    assert gc.isenabled()


def test_an_error_turns_it_on_again() -> None:
    gc.enable()
    with pytest.raises(ZeroDivisionError):
        collecting_later(lambda: 1 / 0)()
    assert gc.isenabled()


def test_what_was_off_stays_off() -> None:
    gc.disable()
    collecting_later(gc.isenabled)()
    assert not gc.isenabled()


def test_reading_leaves_no_circles() -> None:
    read(TEXT, date(2026, 3, 15))
    gc.collect()
    gc.disable()
    found = read(TEXT, date(2026, 3, 15))
    assert len(found.claims) > 3
    del found
    assert not gc.collect()
