"""What a request states that is to be judged, as far as its words alone tell: an amount or a rate, a rise or a fall, a record, a place, or
who is ahead. In goes a request taken apart, of which everything is understood; out comes a `Stated`, or None where the reader of texts has
to find out what is claimed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from hinterland import codes
from hinterland.models import Op, Test
from hinterland.requests import refusals
from hinterland.requests.places import Places
from hinterland.requests.refusals import BOTH, is_over_years, periods
from hinterland.requests.scan import Scan, is_count, is_scaled

Kind = Literal["value", "record", "rank", "comparison"]
ELSEWHERE = (
    "refused", "measure", "not", "contribution", "cagr", "many", "brief", "outlook", "counting", "each", "axis", "run", "mean", "sum",
)  # fmt: skip
"""Kinds of words with which a claim says more than is understood of it here."""
OPERATIONS = {"growth", "balance", "share"}
"""What may be said of a quantity, of which a claim that is understood here says one."""


ASKING = {"chain", "gap", "streak", "whofirst"}
"""Values of words that are refused or worked out, which ask and state nothing."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A claim about subjects and periods that a request names: its kind, the bounds said of the value (base units or percent), the currency
    where one is named, the end of a ranking or a record, whether a lead is said to be new, whether it is said of every year, and whether
    the value is how many times that of a span's first period its last is, as where a rise or a fall over years is said."""

    kind: Kind
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    test: Test = "="
    order: Literal["desc", "asc"] = "desc"
    is_new: bool = False
    is_always: bool = False
    is_multiple: bool = False


def about(found: Scan, where: Places) -> Places:
    """Whom a claim is about: not the nation that a place or a share is in."""
    inner = tuple(s for s in where.subjects if s != where.nation)
    is_within = found.every("share") or any(c.nth for c in found.counts)
    return replace(where, subjects=inner) if inner and is_within else where


def is_claim(found: Scan, where: Places) -> bool:
    """Whether a request states something that is to be judged."""
    if found.every("than") and len(periods(found)) > 1 and len(where.subjects) < 2 and not (found.figures or found.counts):
        return False
    if found.every("claim"):
        return True
    if len(found.values("balance")) > 1 and not found.every("always"):  # Which of a surplus and a deficit it is.
        return False
    if {*found.values("refused")} & ASKING:
        return False
    if found.every("able") and (found.every("reach") or found.every("above")):
        return False
    regions = [s for s in where.subjects if codes.get("subject", s).kind == "region"]
    if any(c.nth for c in found.counts) and any(s != where.nation for s in regions) and not found.every("unit"):
        return True
    listing = any(found.every(kind) for kind in ("one", "many", "rank", "superlative")) or bool(found.counts)
    if refusals.is_ahead(found) or (found.every("brief") and not found.figures):
        return False
    counted = any(is_count(f, found.text) for f in found.figures) and not found.every("rank") and not found.counts
    stated = any(f.dimension in ("percent", "points", "ratio") or is_scaled(f) for f in found.figures)
    if counted or ((stated or found.every("amount")) and not listing):
        return True
    whether = found.values("question")[:1] == ["whether"]
    if whether and found.every("share") and found.every("growth") and is_over_years(found) and not found.figures:
        return False
    if whether and (found.every("superlative") or (found.every("record") and periods(found))) and any(s != where.nation for s in regions):
        return True
    if whether and len(where.subjects) > 1 and not any(found.every(k) for k in SAID):
        return True
    compared = found.every("above") or (found.every("than") and found.every("than-more"))
    sides = len(where.subjects) > 1 or set(found.values("flow")) >= BOTH
    asked = "what" in found.values("question") or bool(found.every("counting"))
    passed = bool(compared) and sides and not (asked or found.figures or _is_question(found))
    asserted = [m for m, _ in (*found.every("asserted"), *found.every("times")) if not m.corrected]
    if found.every("multiple") and len(where.subjects) == 2 and "what" not in found.values("question"):
        return True
    about = where.subjects or any(found.every(k) for k in ("flow", "balance", "product"))
    among = any(found.every(kind) for kind in ("one", "many")) and regions == [where.nation]
    return bool(passed and not among) or bool(asserted and about and not asked and (regions or not listing) and not among)


SAID = ("flow", "compare", "above", "whose", "growth", "balance", "concept")
"""Kinds of words without which a question about two places is about how they belong together."""


def _is_question(found: Scan) -> bool:
    """Whether a request asks, by its mark or its first word; in Chinese by any such word."""
    asked = [m for m, _ in found.every("question")]
    return "?" in found.text or "？" in found.text or any(m.start == 0 or not m.form.isascii() for m in asked)


def stated(found: Scan, subjects: Sequence[str], op: Op, concept: str) -> Stated | None:
    """What a request states, or None where its words alone don't tell."""
    said = _stated(found, subjects, op, concept)
    if said is None or not found.every("always"):
        return said
    return replace(said, is_always=True) if said.kind in ("value", "comparison", "rank") and not said.is_new else None


def _stated(found: Scan, subjects: Sequence[str], op: Op, concept: str) -> Stated | None:
    always = [m for m, _ in found.every("always")]
    elsewhere = any(m not in always for kind in ELSEWHERE for m, _ in found.every(kind))
    if len(OPERATIONS & {m.kind for one in found.mentions for m in one.meanings}) > 1:
        return None
    if found.unknown or elsewhere or any(s.invalid or s.ahead for s in found.stretches):
        return None
    if concept != "trade" or any(codes.get("subject", s).kind != "region" for s in subjects):
        return None
    places = [c for c in found.counts if c.nth]
    if len(subjects) == 2 and op == "level" and not found.counts and (multiple := _multiple(found)) is not None:
        return multiple
    if len(subjects) == 2 and not found.figures and not found.counts and op in ("level", "balance", "growth"):
        return None if _says_two(found) else _lead(found)
    if len(subjects) != 1 or len(found.figures) + len(found.every("amount")) + len(places) > 1 or len(places) < len(found.counts):
        return None
    if times := found.values("times"):
        once = len(times) == 1 and not found.figures and op in ("level", "growth") and not found.every("falling")
        return Stated("value", Decimal(times[0]), None, test=">", is_multiple=True) if once else None
    if places:
        first, last = places[0].number, places[0].last or places[0].number
        return Stated("rank", Decimal(first), Decimal(last), test="nth") if op == "level" else None
    if found.figures or found.every("amount"):
        return _value(found, op)
    down = "asc" in found.values("superlative")
    if found.every("record"):
        return Stated("record", Decimal(1), Decimal(1), test="lowest" if down else "highest", order="asc" if down else "desc")
    grown = op == "growth" and not (found.every("unit") or found.every("falling"))
    if found.every("superlative") and (op == "level" or grown):
        kind: Kind = "record" if found.every("unit") else "rank"
        test: Test = ("lowest" if down else "highest") if kind == "record" else "nth"
        return Stated(kind, Decimal(1), Decimal(1), test=test, order="asc" if down else "desc")
    return _sign(found, op)


def _multiple(found: Scan) -> Stated | None:
    """How many times the second of two places the first is said to be, within what the digits leave open, or at least or at most; None where nothing of the kind is said."""
    figures, worded = [f for f in found.figures if f.dimension == "ratio"], found.values("multiple")
    above, below = bool(found.every("above")), bool(found.every("below"))
    if len(figures) + len(worded) != 1 or len(found.figures) > len(figures) or (above and below):
        return None
    value = figures[0].value if figures else Decimal(worded[0])
    exact = bool(figures) and figures[0].precision < 1
    low, high = (figures[0].low, figures[0].high) if exact else (value * (1 - ABOUT), value * (1 + ABOUT))
    if figures and any(m.start == figures[0].end for m, _ in found.every("than-more")):  # Two times and more, but not three.
        low, high = value, value + 1
    test: Test = ">" if above else "<" if below else "="
    return Stated("comparison", None if below else value if above else low, None if above else value if below else high, test=test)


ABOUT = Decimal("0.1")
"""What a whole multiple may be off, as a part of it: twice is said of 1.9 times, not of one and a half."""


def _says_two(found: Scan) -> bool:
    """Whether a rise or fall and, joined to it, who passed whom are said: each is a claim of its own."""
    moves, leads = ([m.start for m, _ in found.every(kind)] for kind in ("turned", "above"))
    joints = [m.start for m, _ in found.every("listing")]
    return any(move < joint < lead for move in moves for joint in joints for lead in leads)


def _lead(found: Scan) -> Stated | None:
    """Which of two places is said to be ahead."""
    above, below = found.every("above") or found.every("than-more"), found.every("below")
    if bool(above) == bool(below):
        return None
    is_new = bool(above and found.every("overtake"))
    return Stated("comparison", test="<" if below else ">", is_new=is_new)


def _value(found: Scan, op: Op) -> Stated | None:
    """An amount or a rate that is said, within what its digits leave open, or to be above or below."""
    figure = next(iter(found.figures), None)
    worded = found.values("amount")
    if (figure is not None) == bool(worded) or op not in ("level", "growth", "share", "balance") or found.values("balance") == ["deficit"]:
        return None
    if figure is not None and (figure.dimension == "percent") != (op in ("growth", "share")):
        return None
    value = figure.value if figure is not None else Decimal(worded[0])
    low, high = (figure.low, figure.high) if figure is not None else (value - value / 2, value + value / 2)  # A word has one digit.
    above, below = bool(found.every("above") or found.every("reach")), bool(found.every("below"))
    if above and below:
        return None
    least = None if below else value if above else low
    most = None if above else value if below else high
    if op == "growth" and found.every("falling"):
        least, most = None if most is None else -most, None if least is None else -least
    named = [figure.unit] if figure is not None and figure.dimension == "money" else found.values("currency")
    test: Test = ">" if above else "<" if below else "="
    return Stated("value", least, most, unit=named[0] if named else None, test=test)


def _sign(found: Scan, op: Op) -> Stated | None:
    """A rise or a fall, a surplus or a deficit, that is said without how much."""
    turned, balance = found.values("turned"), found.values("balance")
    falling = bool(found.every("falling"))
    over_years = any(s.period is not None and s.period.months > 12 for s in found.stretches) and not found.every("always")
    is_growth = op == "growth" and (falling or turned == [">"]) and len(turned) < 2
    if not is_growth and not (op == "balance" and len(balance) == 1):
        return None
    down, is_multiple = falling if is_growth else balance == ["deficit"], is_growth and over_years
    mark = Decimal(is_multiple)
    return Stated("value", None if down else mark, mark if down else None, test="<" if down else ">", is_multiple=is_multiple)
