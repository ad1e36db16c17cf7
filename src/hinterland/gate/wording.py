"""What the gate says, in English and Chinese: figures, periods and shares are named here, and its sentences are rows of `words.csv`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hinterland import codes
from hinterland.codes import Period
from hinterland.codes.periods import month_after
from hinterland.codes.tables import Kind
from hinterland.ledger import words as ledger_words
from hinterland.packaged import read_words

SCALES = (1_000_000_000_000, 100_000_000, 10_000, 1)
FIGURES = 5
"""Significant digits of an amount as written in Chinese."""


class Said(NamedTuple):
    """The same words in both languages."""

    en: str
    zh: str


def say(key: str, **values: Said | str | int) -> Said:
    """A row of the words with its values put in, those that differ by language in each."""
    en, zh = ({n: v[place] if isinstance(v, Said) else v for n, v in values.items()} for place in (0, 1))
    form = read_words("hinterland.gate")[key]
    return Said(form["en"].format(**en), form["zh"].format(**zh))


def counted_of(key: str, agree: int, compared: int, **values: Said | str | int) -> Said:
    """A sentence on how many of some figures agree, in the grammar of one figure or of several."""
    return say(f"agree:{key}{':1' if compared == 1 else ''}", agree=agree, compared=compared, **values)


def joined(parts: Iterable[Said]) -> Said:
    """Parts of an enumeration."""
    en, zh = zip(*parts, strict=True)
    return Said(", ".join(en), "，".join(zh))


def months(first: int, last: int) -> Period:
    """A period from counted months (`year * 12 + month`, both included)."""
    return Period(month_after(first - 1), month_after(last - 1))


def period(p: Period) -> Said:
    """A period: `2025-01/2025-07`, 2025年1至7月."""
    year, until = p.start // 100, p.end // 100
    if p.whole_years:
        kind = "year" if year == until else "years"
    else:
        kind = "across" if year != until else "month" if p.months == 1 else "within"
    return Said(str(p), say(f"period:{kind}", year=year, until=until, first=p.start % 100, last=p.end % 100).zh)


def region(code: str) -> Said:
    """The name of a region, its code where no table has it."""
    return _named("region", code)


def flow(code: str | None, concept: str = "trade") -> Said:
    """The name of a flow; of what has none, that of the measure."""
    if code:
        return _named("flow", code)
    return say("flow:none") if concept == "trade" else _named("concept", concept)


def _named(kind: Kind, code: str) -> Said:
    entry = codes.held(kind, code)
    return Said(entry.name(), entry.name("zh")) if entry else Said(code, code)


def unit(code: str) -> Said:
    """The name of a unit or a currency."""
    found = codes.unit(code)
    return Said(found.name(short=False), found.name("zh", short=False))


def amount(value: float, code: str) -> Said:
    """An amount with its unit, in the scale of each language that fits its size."""
    scale = next((s for s in SCALES if abs(value) >= s), 1)
    zh = say(f"scale:{scale}", value=f"{value / scale:,.{FIGURES}g}", unit=unit(code)).zh
    try:
        return Said(ledger_words.amount(value, code), zh)
    except KeyError:
        return Said(f"{value:,.10g} {unit(code).en}", zh)


def cell(one: dict[str, object]) -> Said:
    """What a figure is of: region, flow, product and partner where they are no whole, period."""
    concept, product, partner, *_ = str(one["rest"]).split("|")
    named = [region(str(one["region"])), flow(one["flow"], concept)]  # type: ignore[arg-type]
    named += [Said(product, _named("product", product).zh)] if product != "all" else []
    named += [Said(partner, _named("partner", partner).zh)] if partner != "world" else []
    return joined([*named, period(months(int(str(one["first"])), int(str(one["last"]))))])


def times(power: int) -> Said:
    """A power of ten as a multiple: `10,000 times`, `1/10 of`."""
    return say("times:more" if power > 0 else "times:less", n=f"{10 ** abs(power):,}")
