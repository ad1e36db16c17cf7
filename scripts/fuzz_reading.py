"""Throw bytes at the reader for as long as one likes: no crash, and no text of a few thousand characters that takes seconds.

    python scripts/fuzz_reading.py -max_total_time=300 -max_len=4096      (needs atheris: pip install atheris)

Not part of CI. Every input is decoded as UTF-8 with its faults kept; the reader must return claims whose stretches are what they say.
"""

from __future__ import annotations

import sys
import time
from datetime import date

import atheris

with atheris.instrument_imports(include=["hinterland.reading"]):
    from hinterland.reading import read

TODAY = date(2026, 3, 15)
SLOW = 5.0
"""Seconds that no short text may take, instrumented as the code is."""

ATOMS = [
    "Anhui",
    "安徽",
    "exports",
    "出口",
    "rose",
    "增长",
    "17.3",
    "percent",
    "亿元",
    "billion",
    "yuan",
    "in",
    "2025年",
    "first",
    "首个",
    "ninth",
    "第九",
    "nine",
    "provinces",
    "个省份",
    "faster",
    "than",
    "快于",
    "coastal",
    "沿海",
    ",",
    "，",
    ".",
    "。",
    "(",
    "）",
]


def text_of(data: bytes) -> str:
    """Half of the inputs as they are, half as a mixture of words that the reader knows."""
    if not data or data[0] % 2:
        return data[1:].decode("utf-8", "replace")
    return "".join(ATOMS[b % len(ATOMS)] + ("" if b < 128 else " ") for b in data[1:])


def one(data: bytes) -> None:
    """Read one input."""
    text = text_of(data)
    begun = time.perf_counter()
    found = read(text, TODAY)
    if (took := time.perf_counter() - begun) > SLOW:
        raise AssertionError(f"{len(text)} characters took {took:.1f} s")
    for c in found.claims:
        if text[c.start : c.end] != c.text:
            raise AssertionError(f"{c.text!r} does not stand at {c.start}")


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
