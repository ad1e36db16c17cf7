"""Amounts of one paragraph add up as they are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from hinterland.brief.printed import figures_in_sum, number

TOTAL, SURPLUS = (0, 1, 2, 0), (1, 2, 3, 3)


@pytest.mark.parametrize(
    ("texts", "sums", "figures"),
    [
        (("9.1 billion yuan", "5.0 billion yuan", "4.1 billion yuan"), [TOTAL], None),
        (("757 billion yuan", "443 billion yuan", "313 billion yuan"), [TOTAL], None),  # Nor do they in the next digit.
        (("1.82 trillion yuan", "813 billion yuan", "1.01 trillion yuan"), [TOTAL], None),
        (("2.10 trillion yuan", "1.25 trillion yuan", "848 billion yuan", "398 billion yuan"), [TOTAL, SURPLUS], [0, 4, 3, 3]),
        (("2.10 trillion yuan", "1.25 trillion yuan", "850 billion yuan", "400 billion yuan"), [TOTAL, SURPLUS], None),
    ],
)
def test_amounts_that_do_not_add_up_get_one_number_of_decimals(
    texts: tuple[str, ...], sums: list[tuple[int, int, int, int]], figures: list[int] | None
) -> None:
    scales = {" trillion yuan": Decimal(10) ** 12, " billion yuan": Decimal(10) ** 9}
    sizes = [n * scales[scale] for n, scale in map(number, texts)]
    assert figures_in_sum(texts, sizes, sums) == figures


def test_amounts_that_add_up_in_the_next_digit_get_it() -> None:
    texts, sizes = ("757 billion yuan", "443 billion yuan", "313 billion yuan"), [Decimal(n) * 10**8 for n in (7566, 4432, 3134)]
    assert figures_in_sum(texts, sizes, [TOTAL]) == [4, 4, 4]
