"""Time: a check takes no longer a character in a long text than in a short one, whatever the text repeats."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from random import Random

import pytest

from hinterland.api import Hinterland
from hinterland.serve.settings import Limits

TODAY = date(2026, 3, 15)


def _lines(form: str) -> Callable[[int], str]:
    """Sentences with other figures each time, up to a number of characters."""

    def made(size: int) -> str:
        random = Random(form)
        return "".join(form.format(random.randrange(1000, 9999), random.randrange(1, 9)) for _ in range(size // len(form) + 1))[:size]

    return made


SHAPES = {
    "one cell, another figure each time": _lines("Anhui's exports were 6{0}.{1} billion yuan in 2025. "),
    "one cell, one figure": _lines("Anhui's exports were 682.31 billion yuan in 2025. "),
    "rates that hold": _lines("Anhui's trade rose 17.3 percent in 2025.\n"),
    "rates that don't hold": _lines("Jiangxi's trade rose {1}.{1} percent in 2025. "),
    "growth of a total and its parts": _lines(
        "Anhui's trade rose {1}.{1} percent in 2025, with exports up 1{1}.1 percent to {0}.1 billion yuan and imports up {1}.3 percent to {0}.2 billion yuan. "
    ),
    "many figures of one sentence": lambda size: ("2025年安徽省进出口" + "增长1.1%，" * (size // 7))[:size],
    "rates of one sentence": lambda size: ("Anhui's trade rose " + ", ".join(f"{n % 30}.{n % 9}%" for n in range(size // 5)))[: size - 9] + " in 2025.",
    "amounts and rates of one sentence": lambda size: ("In 2025 Anhui's exports were " + ", ".join(f"{600 + n % 97}.{n % 9} billion yuan, up {n % 30}.{n % 9}%" for n in range(size // 9)))[:size],
    "shares": _lines("Anhui's exports were {0} billion yuan in 2025, or {1}7.4 percent of its trade. "),
    "counts with lists": _lines("Two central provinces saw their trade fall in 2025: Hunan and Shanxi. "),
    "places of which none is named": _lines("The province's exports were {0} billion yuan in 2025. "),
    "places among groups": _lines("Anhui ranked second by growth among the central provinces in 2025, and its trade rose {1}.{1} percent. "),
    "rows of a table": _lines("| Anhui | 682.31 |\n"),
    "numbers": _lines("{0} {1} "),
    "a long word behind a number": lambda size: "5 " + "a" * size,
    "Chinese": _lines("2025年安徽出口{0}.{1}亿元，同比增长1{1}.{1}%。"),
    "Chinese in narrow lines": _lines("2025年安徽出口\n{0}.{1}亿元，\n"),
}  # fmt: skip
SHORT, TIMES, ROOM = 4_000, 8, 2.5
"""Characters of the short text, how much longer the long one is, and how much longer a character of it may take."""


def seconds(h: Hinterland, text: str) -> float:
    """Processor time of a check, so that other work on the machine doesn't count."""
    before = time.process_time()
    h.check(text, dated=TODAY)
    return time.process_time() - before


@pytest.mark.alone
@pytest.mark.parametrize("shape", SHAPES)
def test_a_check_takes_time_as_its_text_is_long(shape: str, hinterland: Hinterland) -> None:
    make = SHAPES[shape]
    h = hinterland
    h.check(make(SHORT), dated=TODAY)
    short, long = seconds(h, make(SHORT)), seconds(h, make(SHORT * TIMES))
    assert long <= TIMES * ROOM * max(short, 0.05)


@pytest.mark.alone
@pytest.mark.parametrize("shape", ["Chinese", "one cell, another figure each time"])
def test_the_largest_text_that_is_served_is_checked_in_its_time(shape: str, hinterland: Hinterland) -> None:
    limits = Limits()
    assert seconds(hinterland, SHAPES[shape](limits.characters)) < limits.seconds
