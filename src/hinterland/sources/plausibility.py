"""Whether a reading can be what it says, judged by the figures already held.

A reading and a way to look up held figures go in; sentences come out, none where all is well. Statistics are revised by percents, never
by a power of ten; a month is not its year to date, exports are not imports, yuan are not dollars. A table of which such a sentence is said
should be refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from hinterland import codes
from hinterland.sources.reading import Figure, Reading

Held = Callable[[Figure], Decimal | None]
"""The held value, in base units (yuan, dollars, tonnes), of the cell a figure belongs to; `None` where none is held."""

NEAR = Decimal("0.01")
"""How far two vintages of one figure may lie apart, as a share, for one to be taken as a power of ten of the other."""

SAME = Decimal("0.0001")
"""How far the same figure in two roundings may lie apart, as a share."""

COARSEST = 500
"""Figures of fewer units of their last digit are too coarse to compare: 3 and 30 may both be right."""

LARGEST = 30
"""Numbers of more digits than these are put aside when they are staged, not compared."""

_FLOWS = {"export": "import", "import": "export"}
_UNITS = {"CNY": "USD", "USD": "CNY"}


def check(reading: Reading, held: Held) -> list[str]:
    """A sentence for each way in which figures contradict what is held, with how many do and the first of them."""
    own = {_cell(f): f for f in reading.figures if f.op == "level" and _understood(f)}
    found: dict[str, list[str]] = {}
    for figure in own.values():
        amount = _amount(figure)
        if amount is None:
            continue
        same = held(figure)
        if same is not None and _near(amount, same, NEAR):
            continue
        for what, other in _suspects(figure, own, same, held):
            if other is not None and (told := _told(amount, other, what)):
                text = f"{figure.region} {figure.flow or figure.product} {figure.period}: {_spelled(amount)} here, {_spelled(other)} held"
                found.setdefault(told, []).append(text)
                break
    return [f"{len(cases)} of {len(own)} figures {told} (the first: {cases[0]})" for told, cases in found.items()]


def _suspects(
    figure: Figure, own: dict[tuple[object, ...], Figure], same: Decimal | None, held: Held
) -> Iterator[tuple[str, Decimal | None]]:
    """What a figure may be in truth, with its held value: itself in another unit, then its neighbours that it may be mistaken for."""
    yield "", same
    for period, what in _other_spans(figure.period):
        other = replace(figure, period=period)
        if (mine := own.get(_cell(other))) is None or mine.value != figure.value:
            yield what, held(other)
    if figure.flow in _FLOWS and same is not None:
        yield f"{_FLOWS[figure.flow]}s", held(replace(figure, flow=_FLOWS[figure.flow]))
    unit = codes.unit(figure.unit)
    if unit.currency in _UNITS:
        currency = _UNITS[unit.currency]
        yield f"figure in {codes.unit(currency).name()}", held(replace(figure, unit=currency, currency=currency))


def _told(amount: Decimal, other: Decimal, what: str) -> str | None:
    """How an amount relates to what it may be in truth; `None` where it doesn't."""
    if what and _near(amount, other, SAME):
        return f"equal the held {what}"
    if power := _power(amount, other, SAME if what else NEAR):
        times = f"{10**power:,} times" if power > 0 else f"1/{10**-power:,} of"
        return f"are {times} the held {what or 'figure'}, so that their unit must be another"
    return None


def _power(amount: Decimal, other: Decimal, near: Decimal) -> int | None:
    """The power of ten between two amounts, other than the zeroth; `None` where there is none."""
    if not amount or not other or (amount < 0) != (other < 0):
        return None
    ratio = amount / other
    power = ratio.adjusted() + (1 if ratio.scaleb(-ratio.adjusted()) > 5 else 0)
    return power if power and abs(ratio.scaleb(-power) - 1) <= near else None


def _near(a: Decimal, b: Decimal, share: Decimal) -> bool:
    return abs(a - b) <= share * max(abs(a), abs(b))


def _understood(figure: Figure) -> bool:
    """Whether its unit and period are known; one that isn't is put aside later, with its reason."""
    try:
        codes.unit(figure.unit)
        codes.Period.parse(figure.period)
    except (LookupError, ValueError):
        return False
    return True


def _amount(figure: Figure) -> Decimal | None:
    """An amount in base units, where it is fine enough to be compared."""
    if not figure.value:
        return None
    if abs(figure.value.adjusted()) > LARGEST:
        return None
    width = figure.precision or Decimal(1).scaleb(min(int(figure.value.as_tuple().exponent), 0))
    return codes.unit(figure.unit).to_base(figure.value) if abs(figure.value) >= COARSEST * width else None


def _other_spans(period: str) -> list[tuple[str, str]]:
    """The periods one may be mistaken for: a month for its year to date, and the other way round."""
    whole = codes.Period.parse(period)
    if whole.months == 1 and not whole.cumulative:
        return [(str(codes.Period.year_to(whole.end)), "year to date")]
    if whole.cumulative and whole.months > 1:
        return [(str(codes.Period.of_month(whole.end)), "month")]
    return []


def _cell(figure: Figure) -> tuple[object, ...]:
    return (
        figure.op, figure.concept, figure.flow, figure.product, figure.partner, figure.regime, figure.measure, figure.basis,
        figure.region, figure.period, codes.unit(figure.unit).base,
    )  # fmt: skip


def _spelled(amount: Decimal) -> str:
    return f"{amount.normalize():,f}"
