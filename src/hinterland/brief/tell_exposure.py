"""How exposed the subject of a brief is, in sentences: figures that are claims with their mark, measures without one.

What is told is chosen in `exposure.py`, the words stand in `words.csv`; the measures stand in the brief's `exposure`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from hinterland import codes
from hinterland.brief import chinese_slices, english_slices
from hinterland.brief.exposure import AXES, PARTS, gave, split, told, up
from hinterland.brief.plan import Facts
from hinterland.brief.voice import Roles, Voice, answer, value
from hinterland.brief.words import words
from hinterland.claims import Evaluated
from hinterland.codes import Home, Language, Period
from hinterland.language.english_numbers import count
from hinterland.language.naming import whose
from hinterland.language.write import article, lower, when
from hinterland.models import Flow
from hinterland.outlook.cells import countries
from hinterland.outlook.exposure import QUALITIES, Axis, Concentration, products
from hinterland.outlook.resilience import Resilience
from hinterland.outlook.swings import Swings
from hinterland.outlook.wording import listed, middle, number, percent
from hinterland.outlook.wording import trade as measured

WORTH = Decimal(5)
"""Percent of its flow that a single partner or product has to reach to be told on its own."""

FAMILY = 3
"""A product that the tables divide into no more than this is told as one: cars by their drive, say."""

FEW = 3
"""So many others that swing as much are named."""


def paragraphs(v: Voice, facts: Facts, found: Resilience) -> list[list[str]]:
    """What hangs on whom and what, where growth came from, and how it swings: paragraphs of sentences, those with nothing to say left out."""
    made = ([*_hangs(v, facts, found)], [*_growth(v, facts, found)], [*_swings(v, facts, found)])
    return [paragraph for paragraph in made if paragraph]


def _hangs(v: Voice, facts: Facts, found: Resilience) -> Iterator[str]:
    """The concentrations with their largest parts, then what single partner or product weighs much and isn't among those."""
    named: set[str] = set()
    for c in told(found):
        parts = [(p.code, e) for p in c.parts[:PARTS] if (e := facts.named.get(f"exposure:{c.axis}:{p.code}"))]
        if parts:
            named.update(code for code, _ in parts)
            yield _parts(v, c, [e for _, e in parts])
            yield _index(v, c)
    for axis, flow in AXES:
        e = next((r["share"] for r in facts.slices(axis) if _single(r, axis, flow)), None)
        if e is not None and _code(e, axis) not in named and value(e) >= WORTH:
            yield v.words(
                f"exposure:one:{axis}",
                **_about(v, flow),
                part=_name(e, axis, v.language),
                share=SHARES[v.language](v, e),
                year=facts.agenda.period.year,
            )


def _parts(v: Voice, c: Concentration, shares: list[Evaluated]) -> str:
    """The largest parts of a flow with their shares, one after the other."""
    (what, share), *rest = [(NOUNS[v.language](e), SHARES[v.language](v, e)) for e in shares]
    also = [v.words("exposure:also", what=w, share=s) for w, s in rest]
    key = "exposure:and" if len(also) > 1 else "exposure:and-one"
    joined = v.words(key, also=listed(also, v.language)) if also else ""
    period = when(str(c.period), v.language)
    return v.words("exposure:parts", **_about(v, c.flow), what=_upper(what), share=share, period=period, also=joined)


def _index(v: Voice, c: Concentration) -> str:
    """Between what bounds the index lies, and what its upper one means."""
    alike = count(c.alike) if v.language == "en" else c.alike
    ends = {"low": f"{c.index.low:.3f}", "high": f"{c.index.high:.3f}"}
    return v.words(f"exposure:index:{c.axis}", covered=percent(c.covered, v.language, 0), count=alike, **ends)


def _single(r: Roles, axis: Axis, flow: Flow) -> bool:
    """Whether a slice is the share of one product (or a family of few) or one country in the flow."""
    if (e := r.get("share")) is None or e.claim.indicator.flow != flow:
        return False
    i = e.claim.indicator
    if axis == "partners":
        return i.product == "all" and countries(i.partner) == 1
    return i.partner == "world" and i.product not in QUALITIES and products(i.product) <= FAMILY


def _growth(v: Voice, facts: Facts, found: Resilience) -> Iterator[str]:
    """How far up the ladder exports have come, what gave most of their growth, and whether that was volume or value."""
    period, about = facts.agenda.period, _about(v, "export")
    then, now = (facts.named.get(f"exposure:{x}") for x in ("then", "now"))
    best = up(period, found) if then and now else None
    if best and then and now:
        first, last = (Period.parse(p).year for p in (best.shares[0][0], best.shares[-1][0]))
        shares = {"now": SHARES[v.language](v, now), "before": SHARES[v.language](v, then)}
        yield v.words("exposure:advanced", **about, what=_upper(NOUNS[v.language](now)), first=first, last=last, **shares)
    if (most := gave(period, found)) and most.percent:
        e = facts.named.get("exposure:gave")
        whole = most.percent if e is None else most.percent.span(answer(e))
        share = f"{percent(whole, v.language, 0)}{v.mark(e)}"
        key = "exposure:gave-too" if best and best.indicator.product == most.part.product else "exposure:gave"
        yield v.words(key, **about, what=_upper(measured(most.part, v.language)), share=share, year=period.year)
    worth, pieces = (facts.named.get(f"exposure:{x}") for x in ("value", "quantity"))
    if (one := split(period, found)) and worth and pieces:
        x = one.unit_value
        way = "open" if x.holds(0) else "rose" if middle(x) > 0 else "fell"
        unit = v.words(f"exposure:unit:{way}", size=percent(x if middle(x) > 0 else -x, v.language))
        moved = {"value": _moved(v, worth), "quantity": _moved(v, pieces), "unit": unit}
        yield v.words("exposure:volume", **about, what=measured(one.indicator, v.language), year=Period.parse(one.period).year, **moved)


def _swings(v: Voice, facts: Facts, found: Resilience) -> Iterator[str]:
    """The best and the worst year held, and how far growth swings beside that of others."""
    best, worst = (facts.named.get(f"exposure:{x}") for x in ("best", "worst"))
    own = found.volatility
    if own is None:
        return
    if best and worst:
        years = {"best_year": Period.parse(own.best.period).year, "worst_year": Period.parse(own.worst.period).year}
        yield v.words(
            "exposure:years",
            **_about(v, "total"),
            count=count(own.years) if v.language == "en" else own.years,
            last=Period.parse(own.rates[-1].period).year,
            best=_moved(v, best),
            worst=_moved(v, worst),
            **years,
        )
    beside = compared(found.swings, v.language, v.home) if found.swings else ""
    key = "exposure:deviation" if best and worst else "exposure:deviation-alone"
    yield v.words(key, **_about(v, "total"), size=number(own.deviation, 1), beside=beside)


def compared(s: Swings, language: Language, home: Home | None = None) -> str:
    """How a subject stands among the others, in words: by name where few are on one side, else more or less than most."""
    for way, beyond, within in (("more", s.more, s.less), ("less", s.less, s.more)):
        rest = [codes.name(r, language) for r in (*beyond, *s.open)]
        if not rest:
            return words(f"exposure:{way}-than-all", language, home=home)
        if len(rest) <= FEW:
            return words(f"exposure:{way}-but", language, home=home, names=listed(rest, language))
        if 2 * len(within) > len(s.others):
            return words(f"exposure:{way}-than-most", language, home=home)
    return ""


NOUNS: dict[Language, Callable[[Evaluated], str]] = {"en": english_slices.noun, "zh": chinese_slices.noun}
"""What a share is of, in words."""

SHARES: dict[Language, Callable[[Voice, Evaluated], str]] = {"en": english_slices.part_of, "zh": chinese_slices.part_of}
"""A share with its hedge and its mark."""


def _about(v: Voice, flow: Flow) -> dict[str, str]:
    """Whose trade it is, and which flow."""
    return {"name": v.inner, "whose": whose(v.inner), "flow": v.words(f"exposure:flow:{flow}")}


def _moved(v: Voice, e: Evaluated) -> str:
    """A rate as a verb: `rose 34.5% [2]`, 增长34.5%[2]."""
    return v.words(f"exposure:{'fell' if value(e) < 0 else 'rose'}", rate=v.rate(e))


def _name(e: Evaluated, axis: Axis, language: Language) -> str:
    name = codes.name(_code(e, axis), language, "partner" if axis == "partners" else "product")
    return name if language == "zh" else article(name) if axis == "partners" else lower(name)


def _code(e: Evaluated, axis: Axis) -> str:
    return e.claim.indicator.partner if axis == "partners" else e.claim.indicator.product


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
