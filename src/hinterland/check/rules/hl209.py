"""The value is off by a power of ten.

What: shifted by a power of ten, the figure agrees with the data: billion for trillion, a misplaced point, 亿 for 万亿.

Why: the commonest slip between 亿 and billion, and the one that readers see last.

Bad: Hubei recorded 8.34 trillion yuan in trade.
Good: Hubei recorded 834.01 billion yuan in trade.
"""

from __future__ import annotations

from collections.abc import Iterator

from hinterland.check.context import Context, amount, finding, power_of_ten, source_of, what
from hinterland.models import Finding, Fix

CODE = "HL209"
SEVERITY = "error"
NAME = "power of ten"


def find(context: Context) -> Iterator[Finding]:
    """Refuted amounts that a shift of the point makes right; the fix is certain against an official figure."""
    for j in context.judged:
        if j.claim.verdict != "refuted" or (power := power_of_ten(j)) is None or j.best is None:
            continue
        right = next(a for a in j.answers if j.plain is not None and j.plain.scaled(10**power if power > 0 else f"1e{power}").meets(a))
        official = any(o.reliability == "official" for o in (j.claim.evidence.observations if j.claim.evidence else []))
        fix = Fix(
            start=j.claim.start or 0,
            end=j.claim.end or 0,
            replacement=replacement(j.claim.text, right, j.claim.unit),
            grade="certain" if official else "likely",
        )
        times = f"{10 ** abs(power):,} times too {'small' if power > 0 else 'large'}"
        yield finding(
            CODE, SEVERITY, j, f"{what(j)}: {j.claim.text} is {times}; the data say {amount(right, j.claim.unit)}{source_of(j)}", fix=fix
        )


def replacement(text: str, right: object, unit: str | None) -> str:
    """The right amount, written as the text writes amounts."""
    import re

    from hinterland.interval import Interval
    from hinterland.language import chinese_numbers, english_numbers
    from hinterland.language.write import middle

    assert isinstance(right, Interval)
    if re.search(r"[\u3400-\u9fff]", text):
        return (
            chinese_numbers.money(right, middle(right), unit or "CNY")
            if unit in ("CNY", "USD")
            else f"{chinese_numbers.units(right, middle(right))}{text[-1]}"
        )
    if unit not in ("CNY", "USD"):
        noun = re.search(r"[A-Za-z]+$", text)
        return f"{english_numbers.units(right, middle(right))} {noun[0] if noun else 'units'}"
    amount_ = english_numbers.money(right, middle(right), unit)
    number = amount_.rsplit(" ", 1)[0]
    if mark := re.match(r"(?:US\$|\$|RMB\s?|CNY\s?|¥|￥)", text):
        return f"{mark[0]}{number}"
    word = re.search(r"(yuan|renminbi|RMB|CNY|US dollars|dollars|USD)$", text)
    return f"{number} {word[0] if word else 'yuan'}"
