"""The sentences on exports and imports, and on how a year went on after its first months."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hinterland.brief.beat import Beat
from hinterland.brief.facts import Facts
from hinterland.brief.rest import FAR
from hinterland.brief.terms import FLOWS
from hinterland.brief.values import TURN, Roles, answer, stands_on, value
from hinterland.claims import Evaluated
from hinterland.codes import Period
from hinterland.interval import total
from hinterland.language.english_numbers import TRILLION

SHARP = Decimal("0.02")
"""The part of itself to which a balance has to be known to be compared with that of the next year."""

ROUNDED = Decimal("0.0006")
"""The part of exports and imports by which rates of one decimal leave the balance before them open."""

RELEASES = Decimal("0.0005")
"""The part of a total by which exports and imports that follow from a later year may miss it: more comes of revisions, and shows in the digits printed."""

VAGUE = 100
"""The part of the total, one in this many, that the last digit of an amount may be: a rougher one would take digits from the total where both are printed."""

HARDLY = Decimal("0.002")
"""The part of itself by which a balance may have been revised and still be called the one before."""

TURNED = Decimal("0.01")
"""The part of exports and imports that a balance has to come to on either side of nothing to have turned whatever was revised."""

GAP = Decimal(10)
"""In percentage points: exports and imports, or one of them and the whole, that grew so far apart are news."""

LEAST = Decimal("0.5")
"""In percentage points: growth of a period that lies less far from that of its first months went on as before."""

APART = Decimal(2)
"""In percentage points: a flow whose growth differs this much from the nation's has the nation's beside it."""


def flows(facts: Facts) -> Iterator[Beat]:
    """Exports and imports of the period, or of the stretch of its year they are held of; and the year to date beside a month."""
    own = _adding_up(facts, _of_flows(facts, "totals")) if facts.flow == "total" else {}
    parts = _of_flows(facts, "flows") if facts.flow == "total" and facts.agenda.stretch else {}
    rates = [e for e in (own.get("export_growth"), own.get("import_growth")) if e]
    yearly = facts.agenda.period.kind == "year"
    if len(rates) == 2:
        gap = abs(value(rates[0]) - value(rates[1]))
        beside = _beside(facts, own)
        stated = {part: e for part, e in own.items() if not part.startswith("balance") or not beside} | _before(facts, own)
        yield Beat(("story.flows", *beside), stated, 7.5 if gap >= GAP else 5.5, "flows", "changed")
        yield from _balance(own if beside else {})
    elif len(rates) == 1 and yearly and {"export_growth", "import_growth"} <= parts.keys():
        led = "export_growth" if "export_growth" in own else "import_growth"
        turned = abs(value(parts[led]) - value(rates[0])) >= FAR
        late = facts.get(f"rest:{led}") if turned else None
        roles: dict[str, Any] = {"year": rates[0], **({"early": parts[led]} if turned else {}), **({"late": late} if late else {})}
        # Who rises while the whole falls leaves the other flow no choice.
        roles["against"] = facts.growth is not None and value(facts.growth) * value(rates[0]) < 0
        other = f"{'import' if led == 'export_growth' else 'export'}_growth"
        roles |= {"with_other": parts[other]} if turned and late and not roles["against"] else {}
        # A rate of one flow that went as before, without its level, says little.
        news = bool(turned or roles["against"])
        sized = not news and ("export" if led == "export_growth" else "import_") in own
        yield Beat(("story.flow-year",), roles, 5.2 if news else 0.0, "flows")
        yield Beat(("story.flows",), own if sized else parts, 3.4 if sized else 0.0, "flows", "changed")
    elif {"export", "export_growth"} & own.keys():
        # One flow that went far otherwise than the whole is news where nothing is known of the other.
        far = bool(facts.growth and "export_growth" in own and abs(value(own["export_growth"]) - value(facts.growth)) >= GAP)
        yield Beat(
            ("story.flows",),
            own,
            7.0 if far else 4.3 if {"export", "import_"} <= own.keys() else 3.4 if {"export", "import_"} & own.keys() else 0.0,
            "flows",
            "changed",
        )
    # Rates of fewer months than those of the level would be taken for theirs.
    if not rates and {"export_growth", "import_growth"} <= parts.keys() and (yearly or facts.level is None):
        instead = yearly and facts.level is not None
        yield Beat(("story.flows",), {**parts, "instead": instead}, 3.4 if instead else 6.9, "flows", "changed")
    yield from _stretch(facts)


def _adding_up(facts: Facts, own: dict[str, Any]) -> dict[str, Any]:
    """Exports and imports without an amount that follows from a later year, or both where not one of them does, and without their balance, where they miss the total
    by more than the last digits that are printed, or by `RELEASES` and visibly where one follows from a later year; and without one known worse than to a part in `VAGUE` of it."""
    parts: list[Evaluated] = [e for e in (facts.level, own.get("export"), own.get("import_")) if e]
    if len(parts) < 3:
        return own
    whole, *both = (value(e) for e in parts)
    least = Decimal(1).scaleb(whole.adjusted() - (2 if whole >= TRILLION else 3))
    step = max(least, *(Decimal(1).scaleb((answer(e).width or Decimal(0)).adjusted()) for e in parts))
    first, *others = (x.quantize(step) for x in (whole, *both))
    derived = [k for k in ("export", "import_") if own[k].how == "derived"]
    shows = first != sum(others) and bool(derived)
    if parts[0].how == "derived" and total([answer(e) for e in parts[1:]]).meets(answer(parts[0])):
        return own
    if VAGUE * step > whole > VAGUE * least:
        dropped = [k for k in derived if (answer(own[k]).width or 0) >= step]
    elif abs(whole - sum(both)) > (min(step, RELEASES * whole) if shows else step):
        dropped = derived if len(derived) == 1 else ["export", "import_"]
    else:
        return own
    return {k: e for k, e in own.items() if k not in dropped and not (dropped and k.startswith("balance"))}


def _before(facts: Facts, own: Roles) -> dict[str, Any]:
    """The fall of the year before of the flows that rose after one; the rise of the one of both that turned to a fall."""
    before = facts.roles(export_before="past:growth-before:export", import_before="past:growth-before:import")
    fell = {k: e for k, e in before.items() if stands_on(own[k.replace("before", "growth")])}
    turned = [e for k, e in before.items() if value(own[k.replace("before", "growth")]) < 0 < value(e)]
    whole = facts.get("past:growth-before")
    # Beside a whole that fell a rise of one of them alone would puzzle.
    return fell | ({f"{turned[0].claim.indicator.flow}_risen": turned[0]} if len(turned) == 1 and not (whole and value(whole) < 0) else {})


def _balance(own: dict[str, Any]) -> Iterator[Beat]:
    """The balance that the sentence on exports and imports had no room for."""
    if {"export", "import_", "balance"} <= own.keys():
        names = ("balance", "export", "import_", "balance_before", "balance_turned")
        roles: dict[str, Any] = {k: own[k] for k in names if k in own}
        before = roles.get("balance_before") or roles.get("balance_turned")
        has_turned = before is not None and value(before) * value(roles["balance"]) < 0
        yield Beat(("story.balance",), roles, 5.8 if has_turned else 3.1, "turned" if has_turned else "balance", "changed")


def _beside(facts: Facts, own: dict[str, Any]) -> tuple[str, ...]:
    """The clause on the nation's exports and imports, where either flow grew otherwise than the subject's; its claims join the others."""
    nations = facts.roles(nation_export="nation:growth:export", nation_import="nation:growth:import")
    pairs = (("export_growth", "nation_export"), ("import_growth", "nation_import"))
    if len(nations) < 2 or all(abs(value(own[a]) - value(nations[b])) < APART for a, b in pairs):
        return ()
    own |= nations
    return ("story.flows-beside",)


def _stretch(facts: Facts) -> Iterator[Beat]:
    """How a year went on after its first months, where that differs; the year to date beside a month."""
    whole = facts.roles(growth=f"stretch:growth:{facts.flow}", level=f"stretch:level:{facts.flow}")
    if len(whole) < 2 or not facts.level or facts.agenda.stretch is None:
        return
    early, late = whole["growth"], facts.get("rest:growth")
    if late and abs(value(late) - value(early)) >= FAR and abs(value(late)) >= TURN:
        turned = value(late) * value(early) < 0
        roles = {"early": early, "late": late, "way": _way(early, late)}
        yield Beat(("story.turn",), roles, 7.8 if turned else 5.6, "stretch")
    elif facts.growth and (other := _other_way(facts, facts.growth)):
        yield Beat(("story.ahead",), {"early": other, "growth": facts.growth}, 6.4, "stretch")
    elif facts.growth and _slowed(facts, facts.growth, early):
        yield Beat(("story.ahead",), {"early": early, "growth": facts.growth}, 5.6, "stretch")
    to_date = facts.agenda.period.kind != "year" and facts.agenda.stretch.end == facts.agenda.period.end
    yield Beat(("story.stretch",), dict(whole), 6.2 if to_date else 0.0, "stretch", "changed")


def _other_way(facts: Facts, growth: Evaluated) -> Evaluated | None:
    """The latest rate of the year to date that went the other way than its year did in the end, neither of them by little."""
    path = [e for n, e in facts.named.items() if n.startswith("path:") and value(e) * value(growth) < 0]
    last = max(path, key=lambda e: Period.parse(e.claim.period or "").end, default=None)
    return last if last and facts.agenda.period.kind == "year" and min(abs(value(last)), abs(value(growth))) >= TURN else None


def _slowed(facts: Facts, growth: Evaluated, early: Evaluated) -> bool:
    """Whether the growth of a period and that of its first months lie so far apart that the months between grew by `FAR` otherwise, and by no less than `LEAST`."""
    whole, first = facts.agenda.period, Period.parse(early.claim.period or "")
    if facts.get("month:growth"):
        return False  # The month alone is said to have gone otherwise.
    if whole.start != first.start or first.end >= whole.end or min(abs(value(growth)), abs(value(early))) < TURN:
        return False
    if growth.how != "published":
        return False  # The first months may stand on another base.
    sooner = [value(e) for n, e in facts.named.items() if n.startswith("path:") and Period.parse(e.claim.period or "").end < first.end]
    if any((value(early) - x) * (value(growth) - value(early)) < 0 and abs(value(early) - x) >= LEAST for x in sooner):
        return False  # Before, it had gone the other way.
    return abs(value(growth) - value(early)) >= max(LEAST, FAR * (whole.months - first.months) / whole.months)


def _way(early: Evaluated, late: Evaluated) -> str:
    """How the later months of a year went beside its first ones."""
    then, now = value(early), value(late)
    if then * now < 0:
        return "up" if now > 0 else "down"
    return (("slower", "faster") if now > 0 else ("deeper", "narrower"))[now > then]


def _of_flows(facts: Facts, name: str) -> dict[str, Any]:
    return dict(
        facts.roles(
            export_growth=f"{name}:growth:export",
            export=f"{name}:level:export",
            import_growth=f"{name}:growth:import",
            import_=f"{name}:level:import",
            balance=f"{name}:balance",
        )
    ) | _balance_before(facts, name)


def _balance_before(facts: Facts, name: str) -> dict[str, Any]:
    """The balance a year before, where it is what the levels and rates of exports and imports give too, to the rounding of the rates: else it was revised."""
    found = facts.roles(
        now=f"{name}:balance",
        then=f"{name}:balance-before",
        **{f"{op}{flow}": f"{name}:{op}:{flow}" for op in ("level", "growth") for flow in FLOWS[1:]},
    )
    if len(found) < 6:
        return {}
    out, back = (value(found[f"level{f}"]) / (1 + value(found[f"growth{f}"]) / 100) for f in FLOWS[1:])
    now, then = value(found["now"]), value(found["then"])
    sharp = (answer(found["then"]).width or 0) <= SHARP * abs(then)
    same = abs(then - out + back) <= ROUNDED * (out + back) + HARDLY * abs(then) and (now - then) * (now - out + back) > 0
    if sharp and same:
        return {"balance_before": found["then"]}
    # A surplus that was a deficit, or the other way, was so whatever was revised by less than `TURNED`.
    both = [now, *(-x for x in (then, out - back))]
    return {"balance_turned": found["then"]} if min(both) * max(both) > 0 and min(map(abs, both)) > TURNED * (out + back) else {}
